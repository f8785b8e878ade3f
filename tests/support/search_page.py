"""The search in a browser: its dialog, its page and their parts."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect
from support.browsers import Tab

OF_SEARCH = re.compile(r"/search-index/|/assets/search")
"""What only a search needs."""


def opened(page: Page) -> Locator:
    """The dialog, once it is open."""
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_be_visible()
    return dialog


def find(page: Page, words: str) -> Locator:
    """Type a query into the open dialog; gives its results when they are there."""
    dialog = opened(page)
    dialog.get_by_role("textbox").fill(words)
    expect(dialog.get_by_role("status")).not_to_be_empty()
    return dialog.locator("a.title")


def results(reader: Tab, **asked: str | list[str]) -> Locator:
    """The results of the page of the search, opened with a query or filters in its address."""
    page = reader.open(f"search/?{urlencode(asked, doseq=True)}")
    expect(page.locator(".search__status")).to_have_text(re.compile(r"result|Type|could not"))
    return page.locator("a.title")


def slugs(found: Locator) -> list[str]:
    """Which papers are shown, in their order."""
    return [str(slug) for slug in found.evaluate_all("all => all.map(one => one.pathname.split('/').at(-2))")]


def state(page: Page) -> list[tuple[str, str]]:
    """What the address says."""
    return parse_qsl(urlsplit(page.url).query)


def facet(page: Page, name: str) -> Locator:
    """A group of filters, open, on whatever screen."""
    panel = page.locator(".facets")
    if not panel.evaluate("panel => panel.open"):
        panel.locator("> summary").click()
    group = page.locator(".facet").filter(has=page.locator("summary", has_text=re.compile(f"^{name}$")))
    expect(group).to_be_visible()
    if not group.evaluate("group => group.open"):
        group.locator("summary").click()
    return group


def number(text: str) -> int:
    """The first number in a text."""
    found = re.search(r"[\d,]+", text)
    assert found, text
    return int(found[0].replace(",", ""))
