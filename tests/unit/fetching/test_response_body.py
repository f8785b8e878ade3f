"""Bodies that are compressed: once, twice, badly, and to a thousandth of their size."""

from __future__ import annotations

import gzip
import os
import tracemalloc
import zlib

import pytest
from support.services import PATIENT, FakeClock, Reply, in_turn, playing

from generator.fetching.content_types import JSON_TYPES
from generator.fetching.http_client import Client, Failed

BOMB = gzip.compress(bytes(150_000_000), 6)
LIST = b"[" + b"1, " * 1000 + b"2]"


@pytest.fixture(autouse=True)
def _without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


def got(body: bytes, encoding: str, *, status: int = 200, kind: str = "application/json") -> bytes:
    reply = Reply(body, status=status, kind=kind, headers={"Content-Encoding": encoding})
    with playing(in_turn(reply)) as service, Client(PATIENT, FakeClock()) as client:
        return client.get(service.address, JSON_TYPES)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (LIST, "identity"),
        (gzip.compress(LIST), "gzip"),
        (gzip.compress(LIST), "identity, GZip"),
        (gzip.compress(LIST), "x-gzip"),
        (zlib.compress(LIST), "deflate"),
        (gzip.compress(LIST[:1000]) + gzip.compress(LIST[1000:]), "gzip"),
        (gzip.compress(LIST) + b"\0" * 100, "gzip"),
    ],
    ids=["as it is", "gzip", "a list of encodings", "x-gzip", "deflate", "two members", "padded"],
)
def test_a_body_is_unpacked(body: bytes, encoding: str) -> None:
    assert got(body, encoding) == LIST


@pytest.mark.parametrize("encoding", ["gzip, gzip", "gzip,gzip", "deflate, gzip", "br", "zstd", "gzip, br", "x" * 5000])
def test_only_one_known_layer_is_unpacked(encoding: str) -> None:
    with pytest.raises(Failed, match="expected a response compressed once with gzip, found "):
        got(gzip.compress(gzip.compress(LIST)), encoding)


@pytest.mark.parametrize(("status", "kind"), [(200, "application/json"), (200, "text/html"), (418, "text/html")])
def test_what_grows_beyond_measure_is_never_in_memory(status: int, kind: str) -> None:
    assert len(BOMB) < 200_000
    tracemalloc.start()
    try:
        with pytest.raises(Failed):
            got(BOMB, "gzip", status=status, kind=kind)
        assert tracemalloc.get_traced_memory()[1] < 80_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "body",
    [gzip.compress(LIST)[:20], gzip.compress(LIST)[:-8], gzip.compress(LIST[:5]) + b"\x1f\x8b"],
    ids=["its beginning", "without its checksum", "with the beginning of a second member"],
)
def test_a_compressed_body_without_its_end_is_truncated(body: bytes) -> None:
    with pytest.raises(Failed, match=r"the response is truncated \(its end is missing\)"):
        got(body, "gzip")


def test_a_body_that_is_not_compressed_after_all_is_said() -> None:
    with pytest.raises(Failed, match="the response cannot be decompressed"):
        got(b"[1]", "gzip")
