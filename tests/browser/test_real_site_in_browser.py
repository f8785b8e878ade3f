"""The shipped site in a real browser: on a phone and on a desk, light and dark, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from support.access import LEAST_CONTRAST, texts_with_contrast
from support.browsers import DESK, PHONE, Tab, tab
from support.kinds import KINDS

from generator.content.read import ContentResult

pytestmark = pytest.mark.browser

QUIET = ("p.facts", "p.lead", "span.count", "span.scope", "p.byline")


@pytest.fixture
def reader(chromium: Browser, real_address: str, screen: ViewportSize) -> Iterator[Tab]:
    """A reader on a phone or at a desk."""
    with tab(chromium, real_address, screen=screen) as found:
        yield found


@pytest.fixture
def at_desk(chromium: Browser, real_address: str) -> Iterator[Tab]:
    """A reader at a desk."""
    with tab(chromium, real_address) as found:
        yield found


# --- every kind of page ----------------------------------------------------------------------


@pytest.fixture(scope="module", params=KINDS)
def opened(
    request: pytest.FixtureRequest, chromium: Browser, real_address: str, addresses: dict[str, str]
) -> Iterator[Tab]:
    """A page of some kind. Tests only look at it."""
    with tab(chromium, real_address) as found:
        found.open(addresses[request.param])
        # Whatever scripts load afterwards belongs to the page, too.
        found.page.wait_for_load_state("networkidle")
        if request.param == "missing":
            assert f"404 {found.page.url}" in found.faults
            found.faults[:] = [one for one in found.faults if "404" not in one]
        yield found


def test_a_page_complains_of_nothing_and_asks_nobody_else(opened: Tab) -> None:
    assert opened.faults == []


def test_a_page_shows_its_heading(opened: Tab, screen: ViewportSize) -> None:
    opened.page.set_viewport_size(screen)

    expect(opened.page.locator("h1")).to_be_visible()
    expect(opened.page.locator("h1")).to_be_in_viewport()


def sideways(page: Page) -> list[list[int]]:
    """By how much a page is wider than its window: widths of both, where they differ so."""
    widths: list[list[int]] = page.evaluate(
        "[document.documentElement, document.body].map(one => [one.scrollWidth, innerWidth])"
    )
    return [[wide, window] for wide, window in widths if wide > window]


def test_a_page_does_not_scroll_sideways_at_a_desk(opened: Tab) -> None:
    opened.page.set_viewport_size(DESK)

    assert sideways(opened.page) == []


def test_a_page_does_not_scroll_sideways_on_a_phone(opened: Tab) -> None:
    opened.page.set_viewport_size(PHONE)

    assert sideways(opened.page) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(
    opened: Tab, screen: ViewportSize, colours: Literal["light", "dark"]
) -> None:
    opened.page.set_viewport_size(screen)
    opened.page.emulate_media(color_scheme=colours)

    texts = texts_with_contrast(opened.page)

    assert [one for one in texts if one["contrast"] < LEAST_CONTRAST] == []
    names = {one["name"] for one in texts}
    assert "h1" in names
    assert names & {"p", *QUIET}


def test_light_and_dark_are_what_they_are_called(chromium: Browser, real_address: str) -> None:
    lightness = {}
    for colours in ("light", "dark"):
        with tab(chromium, real_address, color_scheme=colours) as found:
            lightness[colours] = ground_of(found.open(""))

    assert lightness["light"] > 230
    assert lightness["dark"] < 40


def ground_of(page: Page) -> int:
    """How light the ground of a page is, from 0 to 255."""
    return int(
        page.evaluate(
            """() => {
                const canvas = new OffscreenCanvas(1, 1).getContext("2d");
                canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
                canvas.fillRect(0, 0, 1, 1);
                return canvas.getImageData(0, 0, 1, 1).data[1];
            }"""
        )
    )


# --- colours ---------------------------------------------------------------------------------


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_button_changes_colours_in_turn_and_the_choice_stays(
    chromium: Browser, real_address: str, system: str
) -> None:
    with tab(chromium, real_address, color_scheme=system) as found:
        page = found.open("")
        button = page.locator("button[data-colours]")
        seen = []
        for name in ("system", "light", "dark", "system"):
            expect(button).to_have_accessible_name(f"Colours: {name}")
            before = ground_of(page)
            page.reload()
            expect(button).to_have_accessible_name(f"Colours: {name}")
            assert ground_of(page) == before, f"{name} is the same after a reload"
            seen.append("light" if before > 128 else "dark")
            button.click()

        assert seen == [system, "light", "dark", system]
        assert found.faults == []


def test_the_choice_of_colours_holds_on_other_pages(at_desk: Tab) -> None:
    page = at_desk.open("")
    page.locator("button[data-colours]").click(click_count=2)
    expect(page.locator("html")).to_have_attribute("data-colours", "dark")

    page.get_by_role("navigation", name="Site").get_by_role("link", name="Topics").click()

    page.wait_for_url("**/topics/")
    assert ground_of(page) < 40


# --- getting about ---------------------------------------------------------------------------


def test_the_tab_key_reaches_the_header_and_shows_where_it_is(reader: Tab) -> None:
    page = reader.open("digests/")
    reached = []
    for _ in range(10):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => {
                const one = document.activeElement;
                const style = getComputedStyle(one);
                const box = one.getBoundingClientRect();
                return {
                    name: one.innerText?.trim() || one.title || one.getAttribute("aria-label") || one.tagName,
                    isVisible: box.width > 0 && box.height > 0 && Number(style.opacity) > 0,
                    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
                };
            }"""
        )
        reached.append(focused)

    names = [one["name"] for one in reached]
    assert names[0] == "Skip to the content"
    order = [name for name in names if name in ("Papershelf", "Topics", "Digests", "Trends", "My list")]
    assert order == ["Papershelf", "Topics", "Digests", "Trends", "My list"]
    header = [one for one in reached if one["name"] in order]
    assert [one for one in header if not (one["isVisible"] and one["isMarked"])] == []


def test_a_link_that_has_the_focus_is_followed_with_the_enter_key(at_desk: Tab) -> None:
    page = at_desk.open("")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Topics").focus()

    page.keyboard.press("Enter")

    page.wait_for_url("**/topics/")
    expect(page.locator("h1")).to_have_text("Topics")


@pytest.mark.parametrize("kind", ["home", "topic", "digest", "year"])
def test_a_card_leads_to_its_paper(reader: Tab, addresses: dict[str, str], kind: str) -> None:
    page = reader.open(addresses[kind])
    card = page.locator("article a.title").first
    title = card.inner_text()

    card.click()

    page.wait_for_url("**/papers/*/")
    expect(page.locator("h1")).to_have_text(title)
    assert reader.faults == []


# --- an address without a page ---------------------------------------------------------------


@pytest.mark.parametrize("shape", ["papers/{slug}", "{slug}.html", "papers/{part}/", "2025/{slug}/index.html"])
def test_a_missing_page_shows_what_its_address_meant(reader: Tab, real_content: ContentResult, shape: str) -> None:
    paper = max(real_content.catalogue.papers, key=lambda one: len(one.slug))
    part = paper.slug[: len(paper.slug) * 2 // 3].rpartition("-")[0]

    page = reader.open(shape.format(slug=f"{paper.slug}-v2", part=part))

    expect(page.get_by_role("heading", name="Did you mean one of these?")).to_be_visible()
    expect(page.locator("#meant a.title").first).to_have_attribute("href", re.compile(f"/{paper.slug}/$"))
    page.locator("#meant a.title").first.click()
    page.wait_for_url(f"**/papers/{paper.slug}/")


@pytest.mark.parametrize(
    "address",
    ["papers/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E/", "%ff%fe/", "x" * 3000, "papers/qzxwv-qqqqz/", "?q=1#x"],
)
def test_a_missing_page_makes_nothing_of_an_address_that_means_nothing(at_desk: Tab, address: str) -> None:
    page = at_desk.open(f"no/{address}")
    page.wait_for_load_state("networkidle")

    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page here")
    assert page.locator("#meant img").count() == 0
    assert [fault for fault in at_desk.faults if "404" not in fault] == []


def test_a_missing_page_without_scripts_leads_on(chromium: Browser, real_address: str) -> None:
    with tab(chromium, real_address, java_script_enabled=False) as found:
        page = found.open("papers/no-such-model/")

        expect(page.locator("#meant")).to_be_hidden()
        page.locator("article").get_by_role("link", name="topic").click()
        page.wait_for_url("**/topics/")


# --- without scripts -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["home", "topics", "topic", "digest", "year", "paper", "about"])
def test_a_page_without_scripts_shows_its_content_and_links(
    chromium: Browser, real_address: str, addresses: dict[str, str], screen: ViewportSize, kind: str
) -> None:
    with tab(chromium, real_address, screen=screen, java_script_enabled=False) as found:
        page = found.open(addresses[kind])

        expect(page.locator("h1")).to_be_visible()
        links = page.locator("article a[href]:not(details *)")
        expect(links.first).to_be_visible()
        expect(links.last).to_be_visible()
        texts = page.locator("article :is(p, li):not(details *, [hidden])")
        expect(texts.first).to_be_visible()
        expect(texts.last).to_be_visible()
        # Nothing is offered that would do nothing.
        expect(page.locator("button[data-colours]")).to_be_hidden()
        assert found.faults == []

        page.get_by_role("navigation", name="Site").get_by_role("link", name="Digests").click()
        page.wait_for_url("**/digests/")
        expect(page.locator("h1")).to_have_text("Digests")
