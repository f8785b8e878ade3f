"""Readers who search the shipped site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize
from support.browsers import Tab, tab

from generator.content.read import ContentResult
from generator.model.paper import Paper


@pytest.fixture
def reader(chromium: Browser, real_address: str, screen: ViewportSize) -> Iterator[Tab]:
    """A reader of the shipped site."""
    with tab(chromium, real_address, screen=screen) as found:
        yield found


@pytest.fixture
def at_desk(chromium: Browser, real_address: str) -> Iterator[Tab]:
    """A reader at a desk, for what does not depend on the size of the window."""
    with tab(chromium, real_address) as found:
        yield found


@pytest.fixture(scope="module")
def papers(real_content: ContentResult) -> tuple[Paper, ...]:
    """The shipped papers, newest first."""
    return real_content.catalogue.papers
