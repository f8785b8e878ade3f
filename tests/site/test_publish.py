"""``papershelf publish`` to a real server: what changed, runs that are killed, two at once, what is not ours."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import obstore
import pytest
from click.testing import CliRunner
from support.object_server import BUCKET, REASON, WEED, ObjectServer, object_server
from support.project import PAPERSHELF, Project, files_of

from generator.cli import main
from generator.publishing.object_headers import FOR_MINUTES, headers_of
from generator.publishing.publish_turn import TURNS

pytestmark = [pytest.mark.site, pytest.mark.skipif(not WEED.exists(), reason=REASON)]

DIGEST = "digests/2025-01-06.txt"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectServer]:
    with object_server(tmp_path_factory.mktemp("store")) as running:
        yield running


def publish(project: Project, server: ObjectServer, address: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, in this process."""
    with contextlib.chdir(project.folder):
        done = CliRunner().invoke(main, ["publish", address, *arguments], env=server.environment)
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def start(project: Project, server: ObjectServer, address: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [PAPERSHELF, "publish", address],
        cwd=project.folder,
        env={**os.environ, **server.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def site_of(project: Project) -> dict[str, bytes]:
    """What is to be in the store."""
    return {path: data for path, data in files_of(project.site).items() if not path.startswith(".")}


def change(project: Project) -> None:
    """Another note, one topic more, and one page less."""
    project.write("content/papers/ten-hands.yml", "note: Read it twice.\n")
    project.write("content/pages/about/new.md", "# A new page\n\n[Home](../index.md)\n")


def test_the_life_of_a_site(toy: Project, server: ObjectServer) -> None:
    address = "s3://sites/life/lists/toy"
    change(toy)
    toy.build()
    place = server.place(address)
    place.put("papers/foreign/index.html", b"foreign", headers_of("index.html"))

    first = publish(toy, server, address)

    foreign = {"papers/foreign/index.html": b"foreign"}
    before = site_of(toy)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == f"{len(before)} files added, 0 replaced, 0 removed, 0 unchanged\n"
    assert server.contents(address) == dict(sorted((before | foreign).items()))
    attributes = obstore.get(server.store(address), "index.html").attributes
    assert attributes["Content-Type"] == "text/html; charset=utf-8"
    assert attributes["Cache-Control"] == FOR_MINUTES

    toy.write("content/papers/ten-hands.yml", "note: Read it three times.\n")
    toy.remove("content/pages/about/new.md")
    toy.build()
    after = site_of(toy)
    changed = sorted(path for path in after if before.get(path) != after[path])
    gone = sorted(before.keys() - after.keys())
    assert "about/new/index.html" in gone
    assert "papers/ten-hands/index.html" in changed

    dry = publish(toy, server, address, "--dry-run")
    assert {line.split()[1] for line in dry.stdout.splitlines()[:-1]} == {*changed, *gone}
    assert server.contents(address) == dict(sorted((before | foreign).items()))
    second = publish(toy, server, address, "--quiet")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert server.contents(address) == dict(sorted((after | foreign).items()))

    third = publish(toy, server, address)
    assert third.stdout == f"0 files added, 0 replaced, 0 removed, {len(after)} unchanged\n"


def test_a_publish_that_is_killed_is_completed_by_the_next(toy: Project, server: ObjectServer) -> None:
    """At every step, in memory: ``tests/unit/publishing``."""
    address = "s3://sites/killed/toy"
    toy.build()
    site = site_of(toy)
    place = server.place(address)
    process = start(toy, server, address)
    while process.poll() is None and len(place.listed()) <= 0.3 * len(site):
        time.sleep(0.005)
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    process.communicate()

    again = publish(toy, server, address)

    assert (again.returncode, again.stderr) == (0, "")
    assert server.contents(address) == site
    assert place.listed(TURNS) == {}


def test_a_publish_that_is_stopped_gives_its_turn_back(toy: Project, server: ObjectServer) -> None:
    address = "s3://sites/stopped/toy"
    toy.build()
    place = server.place(address)
    process = start(toy, server, address)
    while process.poll() is None and len(place.listed()) < 3:
        time.sleep(0.005)
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=30)[1]

    assert process.returncode in (0, 143)
    assert said == ""
    assert place.listed(TURNS) == {}


def test_of_two_at_once_one_waits(toy: Project, server: ObjectServer, tmp_path: Path) -> None:
    address = "s3://sites/two/toy"
    other = toy.copy(tmp_path / "other")
    change(other)
    for project in (toy, other):
        project.build()

    runs = [start(project, server, address) for project in (toy, other)]
    said = [run.communicate(timeout=60)[1] for run in runs]

    assert [run.returncode for run in runs] == [0, 0], said
    assert server.contents(address) in (site_of(toy), site_of(other))
    assert server.place(address).listed(TURNS) == {}


def test_wrong_credentials_are_told_in_a_sentence_without_them(toy: Project, server: ObjectServer) -> None:
    toy.build()
    refused = publish(toy, replace(server, secret="xyzzy-not-the-secret"), "s3://sites/secret/toy")

    assert refused.returncode == 1
    assert refused.stderr.startswith("SignatureDoesNotMatch: ")
    assert len(refused.stderr.splitlines()) == 1
    assert "xyzzy" not in refused.stderr + refused.stdout


def test_nobody_reads_the_bucket_without_permission(server: ObjectServer) -> None:
    """The server of these tests asks who is there, so that signatures are tested as well."""
    with pytest.raises(OSError, match="403"):
        urlopen(f"{server.endpoint}/{BUCKET}")
