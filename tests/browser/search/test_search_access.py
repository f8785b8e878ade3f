"""The search is safe with hostile texts and open to everyone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ViewportSize, expect
from support.access import COLOURS_ON, violations, violations_in_other_colours
from support.browsers import SCREENS, Tab, tab
from support.search_page import facet, find, results

from generator.content.read import ContentResult

pytestmark = pytest.mark.browser


def test_a_hostile_title_is_only_a_text(
    chromium: Browser, toy_address: str, toy_content: ContentResult, screen: ViewportSize
) -> None:
    hostile = next(one for one in toy_content.catalogue.papers if "<img src=x onerror" in one.title.plain)
    with tab(chromium, toy_address, screen=screen) as visitor:
        page = visitor.open("")
        page.keyboard.press("/")
        found = find(page, "script alert onerror")
        expect(found.first).to_have_text(hostile.title.plain)
        results(visitor, q="script alert onerror")
        expect(page.locator("main a.title").first).to_have_text(hostile.title.plain)

        assert page.locator("main :is(script, img, b, svg:not(.toggle *))").count() == 0
        assert page.evaluate("window.injected") is None
        assert visitor.faults == []


ASKED: dict[str, dict[str, str]] = {
    "empty": {},
    "results": {"q": "models"},
    "filters": {"q": "models", "year": "2024"},
    "nothing": {"q": "xyzzy"},
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("kind", ["empty", "results", "filters", "nothing", "dialog"])
def test_axe_finds_nothing(chromium: Browser, real_address: str, screen: str, kind: str) -> None:
    colours, others = COLOURS_ON[screen]
    with tab(chromium, real_address, screen=SCREENS[screen], color_scheme=colours) as found:
        page = found.page
        if kind == "dialog":
            found.open("")
            page.keyboard.press("/")
            expect(find(page, "language models").first).to_be_visible()
        else:
            results(found, **ASKED[kind])
            if kind == "filters":
                facet(page, "Topic")
        page.wait_for_load_state("networkidle")

        assert violations(page) == []
        assert violations_in_other_colours(page, others) == []


@pytest.mark.parametrize("kind", ["dialog", "page"])
def test_everything_fits_and_can_be_hit(reader: Tab, kind: str) -> None:
    page = reader.page
    if kind == "dialog":
        reader.open("")
        page.keyboard.press("/")
        expect(find(page, "models").first).to_be_visible()
    else:
        results(reader, q="models", year="2024")
        facet(page, "Topic")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll(":is(dialog[open], main) *")]
            .filter((one) => one.matches("button, select, label:has(input), input[type=text], summary"))
            .filter((one) => one.checkVisibility())
            .map((one) => [one.textContent, one.getBoundingClientRect().height])
            .filter(([, height]) => height < 24)"""
    )
    assert small == []
