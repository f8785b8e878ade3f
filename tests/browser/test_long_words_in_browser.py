"""No text is too long for a narrow screen, a list of whose texts each is one word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browsers import Tab, tab
from support.long_words import WIDE, write_long_words
from support.project import Project
from support.servers import served
from support.shared import make_once

pytestmark = pytest.mark.browser

_OUTSIDE = """() => {
    const width = document.documentElement.clientWidth;
    const isOut = (one) => one.getBoundingClientRect().width > 0 && one.getBoundingClientRect().right > width + 1;
    const isHeld = (one) => {
        for (let outer = one.parentElement; outer && outer !== document.body; outer = outer.parentElement) {
            if (getComputedStyle(outer).overflowX !== "visible" && !isOut(outer)) return true;
        }
        return false;
    };
    for (const folded of document.querySelectorAll("details")) folded.open = true;
    const found = [...document.querySelectorAll("body *")].filter((one) => isOut(one) && !isHeld(one));
    return [document.documentElement.scrollWidth - width, ...found.map((one) => `${one.tagName} ${one.className}`)];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a list of long words."""

    def make(folder: Path) -> None:
        content = write_long_words(folder.with_name("long-words-content"))
        Project.make(folder, content).build()

    return make_once(tmp_path_factory, "long-words", make) / "site"


@pytest.fixture
def phone(chromium: Browser, site: Path) -> Iterator[Tab]:
    """A reader with a narrow phone."""
    with served(site) as address, tab(chromium, address, screen={"width": 360, "height": 740}) as found:
        yield found


def _fits(page: Page) -> list[str | int]:
    found: list[str | int] = page.evaluate(_OUTSIDE)
    return found


def test_no_page_is_wider_than_a_narrow_screen(phone: Tab, site: Path) -> None:
    kinds: dict[str, str] = {}
    for path in sorted(site.rglob("index.html"), reverse=True):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        kinds[re.sub(r"[^/]*\d[^/]*|(?<=papers/)[^/]+|(?<=topics/)[^/]+", "*", address)] = address

    assert len(kinds) > 12
    wide = {address: found for address in kinds.values() if (found := _fits(phone.open(address))) != [0]}
    assert wide == {}
    phone.open("no-such-page-" + WIDE)
    assert _fits(phone.page) == [0]


def test_nothing_that_a_script_shows_is_wider_than_a_narrow_screen(phone: Tab) -> None:
    page = phone.open("")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    page.keyboard.type("donau")
    expect(page.locator("dialog a.title").first).to_be_visible()
    assert _fits(page) == [0]

    page = phone.open("search/?q=donau")
    expect(page.locator(".search__results a.title").first).to_be_visible()
    assert _fits(page) == [0]

    page.locator(".search__results a.title").first.click()
    page.get_by_role("button", name="Cite").click()
    page.get_by_role("button", name="Note", exact=True).click()
    page.get_by_role("textbox", name=re.compile("Private note")).fill(WIDE)
    page.get_by_role("button", name=re.compile("Star")).first.click()
    expect(page.locator(".neighbours")).to_be_visible()
    assert _fits(page) == [0]

    page = phone.open("my-list/")
    expect(page.locator("#kept a.title").first).to_be_visible()
    assert _fits(page) == [0]
    assert phone.faults == []
