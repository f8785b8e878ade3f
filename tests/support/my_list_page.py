"""The page of the reader's own list, in a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, expect
from support.browsers import Tab
from support.lists import KEY, Kept

from generator.model.paper import Paper

GONE = "a-paper-that-is-gone"
UNSEEN = "window.IntersectionObserver = class { observe() {} unobserve() {} }"
"""A script after which no paper comes into view, so that the site is asked about none before its time."""


def facts(paper: Paper) -> dict[str, str]:
    """What a star on a card keeps of a paper."""
    return {"title": paper.title.plain, "date": paper.dated.isoformat()}


def opened(reader: Tab, kept: Kept | None = None) -> Page:
    """The page of the list, with this on it."""
    if kept:
        kept.put(reader.open("about/"))
    page = reader.open("my-list/")
    expect(page.get_by_label("Import a file")).to_be_visible()
    return page


def titles(page: Page) -> list[str]:
    """The papers that are shown, in their order."""
    return page.locator(".own-list .title").all_inner_texts()


def press(page: Page, name: str, paper: Paper) -> Locator:
    """A button of a paper on the list."""
    return page.get_by_role("button", name=f"{name}: {paper.title.plain}", exact=True)


def downloaded(page: Page, name: str) -> str:
    """What a button downloads."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    assert re.fullmatch(r"my-list-\d{4}-\d\d-\d\d\.(bib|ris|md|json)", download.value.suggested_filename)
    return Path(download.value.path()).read_bytes().decode()


def file_of(papers: object, **changes: object) -> FilePayload:
    """A file as it is exported, but for what is changed."""
    data = {"format": KEY, "version": 1, "papers": papers, **changes}
    return {"name": "other.json", "mimeType": "application/json", "buffer": json.dumps(data).encode()}


def merge(page: Page, file: FilePayload) -> Locator:
    """Import a file; gives what the page says of it."""
    page.get_by_label("Import a file").set_input_files(files=[file])
    report = page.locator(".report")
    expect(report).not_to_be_empty()
    return report
