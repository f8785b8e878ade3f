"""The page of trends in a real browser: on a phone and at a desk, by keyboard, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from support.access import COLOURS_ON, violations, violations_in_other_colours
from support.browsers import SCREENS, Tab, tab

pytestmark = pytest.mark.browser

SMALLEST_TEXT = 11


@pytest.fixture
def reader(chromium: Browser, real_address: str, screen: ViewportSize) -> Iterator[Tab]:
    """A reader who has opened the page."""
    with tab(chromium, real_address, screen=screen) as found:
        found.open("trends/")
        yield found
        assert found.faults == []


def unfold(page: Page) -> None:
    """Open every fold."""
    page.evaluate("document.querySelectorAll('article details').forEach(one => one.open = true)")


def test_the_page_does_not_scroll_sideways(reader: Tab) -> None:
    for _ in range(2):
        widths: list[int] = reader.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert widths[0] <= widths[1]
        unfold(reader.page)


@pytest.mark.parametrize("screen", SCREENS)
def test_nobody_is_kept_out(chromium: Browser, real_address: str, screen: str) -> None:
    colours, others = COLOURS_ON[screen]
    with tab(chromium, real_address, screen=SCREENS[screen], color_scheme=colours) as found:
        page = found.open("trends/")
        unfold(page)

        assert violations(page) == []
        assert violations_in_other_colours(page, others) == []
        assert found.faults == []


def test_every_text_is_large_enough_and_inside_the_window(reader: Tab) -> None:
    texts = reader.page.evaluate(
        """() => [...document.querySelectorAll("article svg text, article .ends span, article td, article .count")]
            .filter(one => one.getClientRects().length && !one.closest(".scroll"))
            .map(one => [parseFloat(getComputedStyle(one).fontSize), one.getBoundingClientRect().left,
                         innerWidth - one.getBoundingClientRect().right])"""
    )

    assert len(texts) > 100
    assert min(size for size, _, _ in texts) >= SMALLEST_TEXT
    assert min(min(left, right) for _, left, right in texts) >= 0


def test_numbers_over_bars_do_not_touch(reader: Tab) -> None:
    for drawn in reader.page.locator("svg.chart").all():
        boxes = [one.bounding_box() for one in drawn.locator("text.tick, text.value").all() if one.is_visible()]
        known = [box for box in boxes if box]
        assert known
        for index, one in enumerate(known):
            for other in known[index + 1 :]:
                is_beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
                is_above = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
                assert is_beside or is_above, (one, other)


def test_bars_are_drawn_in_every_chart(reader: Tab) -> None:
    sizes = reader.page.evaluate(
        """[...document.querySelectorAll("article svg.bars")]
            .map(one => [one.getBoundingClientRect().width, one.getBoundingClientRect().height])"""
    )

    assert len(sizes) > 30
    assert min(min(size) for size in sizes) > 5


def test_a_chart_is_named_by_its_title(reader: Tab) -> None:
    charts = reader.page.locator("article").get_by_role("img")

    expect(charts).to_have_count(2)
    expect(charts.first).to_have_accessible_name("Papers by quarter of publication", timeout=1000)


def test_numbers_are_reached_with_the_keyboard(reader: Tab) -> None:
    page = reader.page
    fold = page.locator("#areas ~ .numbers summary").first
    fold.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    box = page.get_by_role("region").filter(has_text="Reasoning and mathematics").first
    expect(box).to_be_visible()
    expect(box).to_be_focused()
    expect(box.get_by_role("rowheader", name="All papers")).to_be_attached()


def test_a_topic_is_one_step_away(reader: Tab) -> None:
    link = reader.page.locator("#topics ~ .panels a").first
    name = link.inner_text()

    link.click()

    expect(reader.page.locator("h1")).to_have_text(name)


def test_the_page_is_the_same_without_scripts(chromium: Browser, real_address: str, screen: ViewportSize) -> None:
    texts, heights = [], []
    for is_enabled in (True, False):
        with tab(chromium, real_address, screen=screen, java_script_enabled=is_enabled) as found:
            page = found.open("trends/")
            texts.append(page.locator("article").inner_text())
            heights.append(page.locator("article").bounding_box())
            assert found.faults == []

    assert texts[0] == texts[1]
    assert heights[0] == heights[1]


def test_on_paper_charts_stay_and_folds_go(reader: Tab) -> None:
    reader.page.emulate_media(media="print")

    expect(reader.page.locator("svg.chart").first).to_be_visible()
    expect(reader.page.locator(".numbers").first).to_be_hidden()
