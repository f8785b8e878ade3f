"""What ``papershelf publish`` refuses, before it asks any store; and what it prints."""

from __future__ import annotations

import fcntl
import sys

import pytest
from click.testing import CliRunner, Result
from support.places import WatchedPlace
from support.project import Project

from generator.cli import main
from generator.publishing.object_headers import headers_of
from generator.publishing.object_store import StorePlace
from generator.publishing.publish_record import RECORD

pytestmark = pytest.mark.site

ADDRESS = "s3://bucket/prefix"


@pytest.fixture
def place(toy: Project, monkeypatch: pytest.MonkeyPatch) -> WatchedPlace:
    """A place in memory, for commands that run in the folder of the project."""
    memory = WatchedPlace()
    monkeypatch.chdir(toy.folder)
    monkeypatch.setattr(StorePlace, "open", lambda *arguments: memory)
    return memory


def publish(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["publish", *(arguments or (ADDRESS,))])


def message(result: Result) -> str:
    """What was refused, after how the command is used."""
    return result.stderr.rpartition("Error: ")[2].strip()


def test_only_a_whole_site_is_published(toy: Project, place: WatchedPlace) -> None:
    def refused(words: str, *arguments: str) -> None:
        result = publish(ADDRESS, *arguments)
        assert (result.exit_code, place.steps) == (2, 0), result.output
        assert words in message(result)
        assert "Traceback" not in result.output

    refused("expected a project whose site was built, found no '")
    (toy.folder / "build").mkdir()
    refused("expected a whole site, found none, or one whose build was stopped")
    toy.build()
    manifest = toy.folder / "build/manifest.json"
    whole = manifest.read_bytes()
    manifest.write_bytes(whole[:-100])
    refused("expected a whole site, found none, or one whose build was stopped")
    manifest.write_bytes(whole.replace(b"index.html", b"../../x.html"))
    refused("expected a whole site, found none, or one whose build was stopped")
    manifest.write_bytes(whole)
    refused("expected the site that was built last, in '", "--site", "content")
    with (toy.folder / "build/lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused("a build of this project is running")
    (toy.site / "link.txt").symlink_to("/etc/passwd")
    refused("expected no link in the site, found '")
    (toy.site / "link.txt").unlink()
    home = (toy.site / "index.html").read_bytes()
    (toy.site / "index.html").write_bytes(home + b"<!-- -->")
    refused("index.html' is not as the build left it")
    (toy.site / "index.html").unlink()
    refused("index.html' is not as the build left it")
    toy.build()
    assert publish().exit_code == 0
    (toy.site / ".papershelf").unlink()
    place.steps = 0
    refused("was removed, or another project has written to it")


def test_what_is_done_is_printed_and_a_dry_run_does_nothing(toy: Project, place: WatchedPlace) -> None:
    toy.build()

    dry = publish(ADDRESS, "--dry-run")

    assert (dry.exit_code, place.steps) == (0, 0)
    assert "add index.html  text/html; charset=utf-8  public, max-age=300\n" in dry.stdout
    done = publish()
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == dry.stdout.splitlines()[-1] + "\n"
    assert publish(ADDRESS, "--quiet").output == ""

    toy.write("content/papers/ten-hands.yml", "note: Read it twice.\n")
    toy.build()
    place.put("index.html", b"theirs", headers_of("index.html"))
    changed = publish()
    assert changed.exit_code == 0
    assert (
        changed.stderr
        == "1 file had been replaced or removed by something else, and is as in the site again: index.html\n"
    )


def test_what_is_not_ours_is_refused_with_one(toy: Project, place: WatchedPlace) -> None:
    toy.build()
    place.put("index.html", b"theirs", headers_of("index.html"))

    refused = publish()

    assert refused.exit_code == 1
    assert refused.stderr.endswith("or replace them with --replace. Nothing was written.\n")
    assert publish(ADDRESS, "--replace").exit_code == 0
    place.put(RECORD, b"{", headers_of("x.json"))
    assert "is damaged or of a later version" in publish().stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("bucket",), "expected an address like s3://bucket/prefix"),
        (("s3://key:secret@bucket",), "expected no credentials in the address"),
        ((ADDRESS, "--endpoint", "http://key:secret@127.0.0.1"), "expected no credentials in the endpoint"),
        ((ADDRESS, "--endpoint", "somewhere"), "expected an endpoint like https://s3.example.org"),
    ],
)
def test_a_wrong_address_is_wrong_usage(arguments: tuple[str, ...], words: str) -> None:
    result = publish(*arguments)

    assert result.exit_code == 2
    assert message(result).startswith(words)
    assert "secret" not in result.output


def test_without_its_client_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    monkeypatch.setitem(sys.modules, "obstore.store", None)

    result = publish()

    assert result.exit_code == 2
    assert message(result) == "publish needs a package more: pip install 'papershelf[publish]'"
