"""A reader's own list, as a browser keeps it, for tests to put there and to read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

KEY = "papershelf.list"
BLOCKED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError") } })
"""
"""A script after which storage cannot be used, as when a reader has forbidden it."""
FULL = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }
"""


def on(at: int = 1_000) -> dict[str, Any]:
    """A mark that is set."""
    return {"value": True, "at": at}


def off(at: int = 1_000) -> dict[str, Any]:
    """A mark that was taken off."""
    return {"value": False, "at": at}


def note(text: str, at: int = 1_000) -> dict[str, Any]:
    """A note, or the end of one."""
    return {"value": text, "at": at}


@dataclass(frozen=True, slots=True)
class Kept:
    """What a browser keeps."""

    papers: dict[str, dict[str, Any]]
    version: int = 1
    others: dict[str, str] = field(default_factory=dict)
    """Further keys of the storage."""

    def put(self, page: Page) -> None:
        """Put it into the storage of the page's site, in place of all that is there."""
        text = json.dumps({"version": self.version, "papers": self.papers})
        page.evaluate(
            "texts => { localStorage.clear(); for (const [k, v] of Object.entries(texts)) localStorage.setItem(k, v) }",
            {KEY: text, **self.others},
        )

    @classmethod
    def of(cls, page: Page) -> Kept:
        """What the page's site has there."""
        texts: dict[str, str] = page.evaluate("({...localStorage})")
        found = json.loads(texts.pop(KEY, '{"version": 1, "papers": {}}'))
        return cls(found["papers"], found["version"], texts)

    def marks(self, slug: str) -> dict[str, Any]:
        """The values of all marks of a paper."""
        entry = self.papers.get(slug, {})
        return {name: entry[name]["value"] for name in ("star", "later", "read", "note") if name in entry}
