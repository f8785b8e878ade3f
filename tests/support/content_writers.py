"""Every command that writes content, with content to write to, and what may be there when it was interrupted."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from support.builders import (
    PRIVACY,
    PRIVACY_ABSTRACT,
    PRIVACY_SLUG,
    SHAPLEY,
    SHAPLEY_ABSTRACT,
    page,
    write_tree,
)
from support.project import Bytes, files_of
from support.services import DAYS, Reply, Request, as_json, playing

DRAFT = re.compile(r"(?:.*/)?\.papershelf-[0-9a-f]{16}")
_DAY = "2025-10-31"
_FACTS = {"id": "1904.02868", "title": SHAPLEY, "summary": SHAPLEY_ABSTRACT, "authors": [{"name": "Ada"}]}
_FEED = f"""\
<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/1904.02868v1</id><title>{SHAPLEY}</title>
<published>2019-04-05T10:00:00Z</published><summary>{SHAPLEY_ABSTRACT}</summary><author><name>Ada</name></author>
<category term="cs.LG"/></entry></feed>"""


def write_content(folder: Path) -> None:
    """A content folder in which each command has something to write, and beside it pages to add."""
    card = "  • 2 authors\n·\nJan 1 3"
    write_tree(
        folder / "content",
        {
            "digests/2025-01-01.txt": None,
            "digests/2025-01-01.md": page("Daily Papers", "Jan 1", PRIVACY, card),
            "digests/2025-01-02.txt": page("Daily Papers", "Jan 2", SHAPLEY, SHAPLEY_ABSTRACT),
            "permalinks.txt": f"# Published.\npapers/{PRIVACY_SLUG}\n",
            "pages/about/index.md": "# About\n",
            "schema/site.json": "{}\n",
            "asked.json": '{"empty": {"2025-10-31": 1}, "papers": []}\n',
        },
    )
    saved = {
        "saved.txt": page("Daily Papers", "Oct 31", SHAPLEY, SHAPLEY_ABSTRACT, PRIVACY, PRIVACY_ABSTRACT),
        "richer.txt": page("Daily Papers", "Jan 1", PRIVACY, PRIVACY_ABSTRACT, card),
    }
    for name, text in saved.items():
        (folder / name).write_text(text, encoding="utf-8")


def commands(service: str) -> Mapping[str, tuple[str, ...]]:
    """The arguments of every command that writes content; services are asked at this address."""
    hub = ("--hugging-face", service)
    return {
        "add": ("add", "saved.txt", "--date", _DAY),
        "add in the place of another": ("add", "richer.txt", "--date", "2025-01-01"),
        "permalinks": ("permalinks", "--write"),
        "schema": ("schema",),
        "new paper": ("new", "paper", PRIVACY_SLUG),
        "new topic": ("new", "topic", "Continual release"),
        "new list": ("--content", "another", "new", "list", "Another list"),
        "fetch": ("fetch", "--date", _DAY, *hub),
        "resolve": ("resolve", "--today", "2025-11-01", "--max", "1", *hub, "--arxiv", service),
    }


@contextlib.contextmanager
def services() -> Iterator[str]:
    """The address of services that know a day and a paper."""
    with playing(_answer) as service:
        yield service.address


def _answer(request: Request) -> Reply:
    if request.path == "/api/daily_papers":
        return as_json(DAYS[_DAY])
    if request.path == "/api/papers/search":
        return as_json([{"paper": _FACTS, "numComments": 0}] if "Shapley" in request.query["q"] else [])
    if request.path.startswith("/api/papers/"):
        return as_json(_FACTS)
    return Reply(_FEED.encode(), kind="application/atom+xml; charset=utf-8")


def fresh(template: Path, folder: Path) -> None:
    """The template again, whatever a command made of the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)


def content_of(folder: Path) -> Bytes:
    """Both content folders. A digest is known by its day and label, whatever its name ends in."""
    content: Bytes = {}
    for path, data in files_of(folder).items():
        name = path.rpartition(".")[0] if "/digests/2" in path else path
        if name.startswith(("content/", "another/")):
            # Two digests of one name are not the content of either.
            content[name] = content.get(name, b"") + data
    return content


def half_written(before: Bytes, after: Bytes, now: Bytes, *, with_drafts: bool = False) -> list[str]:
    """The files that are neither as before a command nor as after it. Only kills may leave drafts."""
    return sorted(
        path
        for path in now.keys() | before.keys()
        if now.get(path) not in (before.get(path), after.get(path)) and not (with_drafts and DRAFT.fullmatch(path))
    )
