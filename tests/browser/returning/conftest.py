"""A reader who was here before."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from support.browsers import Tab
from support.lists import Kept

from generator.model.catalogue import Catalogue

NOON = 1_764_590_400_000  # of 1 December 2025, in milliseconds


@pytest.fixture
def come_back(catalogue: Catalogue) -> Callable[..., Page]:
    """Comes back on 1 December 2025, after all digests but the newest were there on the last visit."""

    def opened(reader: Tab, path: str, papers: dict[str, dict[str, object]] | None = None) -> Page:
        page = reader.page
        page.clock.set_fixed_time(NOON)
        reader.open("api/newest.json")
        before = {"since": None, "newest": catalogue.digests[1].date.isoformat(), "at": NOON - 9 * 86_400_000}
        Kept(papers or {}, others={"papershelf.visit": json.dumps(before)}).put(page)
        return reader.open(path)

    return opened
