"""`mkdocs serve`: an edit is seen in the browser, and a fault is shown without losing the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from support.project import Project
from support.servers import free_port

from generator.site.search.index_names import HASH_LENGTH

pytestmark = pytest.mark.site
DEADLINE = 30
"""Seconds; a build of the toy shelf takes less than one."""
OVERLAY = "content/papers/reading-order-matters.yml"
PAGE = "papers/reading-order-matters/"
NOTE, OTHER_NOTE = "The clearest account", "The shortest account"
PROBLEMS = "The content has errors"


@dataclass(frozen=True)
class Preview:
    """A server that runs."""

    project: Project
    process: subprocess.Popen[bytes]
    address: str
    log_file: Path

    @property
    def log(self) -> str:
        """What it has printed so far."""
        return self.log_file.read_text(encoding="utf-8")

    def page(self, path: str) -> str:
        """The text of a page; nothing while the server does not answer."""
        try:
            with urllib.request.urlopen(f"{self.address}/{path}", timeout=5) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def wait(self, path: str, is_there: Callable[[str], bool]) -> str:
        """A page as soon as it is as wanted."""
        deadline = time.monotonic() + DEADLINE
        while not is_there(page := self.page(path)):
            assert self.process.poll() is None, f"The server ended:\n{self.log}"
            assert time.monotonic() < deadline, (
                f"The page did not change in {DEADLINE} seconds:\n{page}\n{self.log[-3000:]}"
            )
            time.sleep(0.05)
        return page


@pytest.fixture
def preview(toy: Project) -> Iterator[Preview]:
    """A live preview of the toy shelf."""
    port = free_port()
    log_file = toy.folder / "serve.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=toy.folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=log,
            stderr=log,
        )
    try:
        started = Preview(toy, process, f"http://127.0.0.1:{port}", log_file)
        started.wait(PAGE, lambda page: NOTE in page)
        yield started
    finally:
        process.terminate()
        process.wait(DEADLINE)


def test_an_edit_of_a_note_is_seen(preview: Preview) -> None:
    preview.project.edit(OVERLAY, NOTE, OTHER_NOTE)

    page = preview.wait(PAGE, lambda page: OTHER_NOTE in page)

    assert NOTE not in page
    assert OTHER_NOTE in preview.page("")


def test_an_edit_of_a_template_is_seen(preview: Preview) -> None:
    preview.project.edit("overrides/partials/footer.html", "All papers as files", "Every paper as files")

    page = preview.wait(PAGE, lambda page: "Every paper as files" in page)

    assert NOTE in page


def test_an_edit_of_a_page_by_hand_is_seen(preview: Preview) -> None:
    preview.project.edit("content/pages/about/index.md", "What no rule matches", "Whatever no rule matches")

    preview.wait("about/", lambda page: "Whatever no rule matches" in page)


def test_another_digest_is_seen(preview: Preview) -> None:
    evening = (preview.project.content / "digests/2025-01-05-evening.txt").read_text(encoding="utf-8")
    preview.project.write(
        "content/digests/2025-01-07.txt", evening.replace("Equal Titles", "Brand New").replace(".00002", ".00003")
    )

    preview.wait("papers/brand-new/", lambda page: "Brand New" in page)

    assert "7 January 2025" in preview.page("digests/")
    # The index follows the pages.
    preview.wait("search-index/root.json", lambda root: "brand-new" in preview.page(_newest_records(root)))


def _newest_records(root: str) -> str:
    newest = json.loads(root)["segments"][0]["files"]["records"][:HASH_LENGTH]
    return f"search-index/0/records/0-{newest}.json"


def test_a_fault_keeps_the_last_good_page_and_is_shown_until_it_is_mended(preview: Preview) -> None:
    sound = (preview.project.folder / OVERLAY).read_text(encoding="utf-8")
    assert PROBLEMS not in preview.page(PAGE)

    preview.project.write(OVERLAY, f"note: {OTHER_NOTE}, it says: nothing\n")
    page = unescape(preview.wait(PAGE, lambda page: PROBLEMS in page))

    problem = preview.project.run("-m", "generator", "check").stderr
    (line,) = [one.removeprefix("error: ") for one in problem.splitlines() if one.startswith("error: ")]
    assert OVERLAY in line
    assert NOTE in page, "the note of the last good state"
    assert line in page
    assert line in preview.log

    preview.project.write(OVERLAY, sound.replace(NOTE, OTHER_NOTE))
    page = preview.wait(PAGE, lambda page: OTHER_NOTE in page)

    assert PROBLEMS not in page


def test_a_fault_in_a_digest_does_not_end_the_server(preview: Preview) -> None:
    preview.project.rename("content/digests/2025-01-05.txt", "yesterday.txt")

    page = unescape(preview.wait("digests/", lambda page: PROBLEMS in page))

    assert "content/digests/yesterday.txt:1:1: file name: expected a name like 2025-10-31.txt" in page
    assert "5 January 2025" in page
