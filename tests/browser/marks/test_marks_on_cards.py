"""Stars and states on the cards of lists."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ViewportSize, expect
from support.browsers import Tab, tab
from support.lists import Kept, off, on
from support.marks import settled, star

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper

pytestmark = pytest.mark.browser


LEAST_TARGET = 24
"""Pixels of a thing to press (https://www.w3.org/TR/WCAG22/#target-size-minimum)."""


def test_a_star_is_set_on_a_card_and_kept(reader: Tab, digest: str, paper: Paper) -> None:
    page = reader.open(digest)
    expect(star(page, paper)).to_have_attribute("aria-pressed", "false")

    star(page, paper).click()

    expect(star(page, paper)).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(star(page, paper)).to_have_attribute("aria-pressed", "true")
    star(page, paper).click()
    page.reload()
    expect(star(page, paper)).to_have_attribute("aria-pressed", "false")


def test_a_star_is_on_every_list_that_has_the_paper(reader: Tab, digest: str, paper: Paper) -> None:
    star(reader.open(digest), paper).click()

    for address in (f"topics/{paper.topics[0].topic}/", f"years/{paper.dated.year}/"):
        expect(star(reader.open(address), paper)).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("kind", ["home", "topic", "digest", "year"])
def test_each_card_of_a_list_has_a_star_and_two_more_marks(
    reader: Tab, catalogue: Catalogue, digest: str, kind: str
) -> None:
    topic = max(catalogue.by_topic, key=lambda slug: len(catalogue.by_topic[slug]))
    addresses = {"home": "", "topic": f"topics/{topic}/", "digest": digest, "year": "years/2025/"}
    page = reader.open(addresses[kind])
    expect(page.locator("button[data-mark]").first).to_be_visible()

    cards = page.locator("li > p > a.title")
    named = page.evaluate(
        """() => [...document.querySelectorAll("li > p > a.title")].map(link =>
        [...link.parentElement.querySelectorAll("button[data-mark]")].map(one => one.getAttribute("aria-label")))"""
    )
    assert cards.count() > 0
    titles = [" ".join(title.split()) for title in cards.all_inner_texts()]
    assert named == [[f"{mark}: {title}" for mark in ("Star", "Read later", "Dismiss")] for title in titles]


def test_a_star_is_large_enough_to_press_and_stands_on_its_card(reader: Tab, digest: str) -> None:
    page = reader.open(digest)
    expect(page.locator("button[data-mark]").first).to_be_visible()

    faults = page.evaluate(
        """least => [...document.querySelectorAll("button[data-mark]")].filter(button => {
            const [one, card] = [button, button.closest("li")].map(each => each.getBoundingClientRect());
            const title = document.createRange();
            title.selectNodeContents(button.closest("p").querySelector("a"));
            const isOnTitle = [...title.getClientRects()].some(line =>
              line.right > one.left && line.left < one.right && line.bottom > one.top && line.top < one.bottom);
            const isOutside = one.right > card.right + 1 || one.bottom > card.bottom;
            return one.width < least || one.height < least || isOutside || isOnTitle;
        }).map(button => button.getAttribute("aria-label"))""",
        LEAST_TARGET,
    )
    assert faults == []


def test_marks_move_nothing_on_a_list(reader: Tab, digest: str, paper: Paper) -> None:
    places = "() => [...document.querySelectorAll('li > p > a.title')].map(one => one.getBoundingClientRect().y)"
    page = reader.open("about/")
    reader.page.route(
        "**/assets/my-list/card-marks.js*", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    reader.open(digest)
    settled(page)
    without = page.evaluate(places)
    reader.page.unroute("**/assets/my-list/card-marks.js*")
    Kept({paper.slug: {"star": on(), "read": on()}}).put(page)

    reader.open(digest)

    expect(star(page, paper)).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(places) == without


def test_a_star_is_set_with_the_keyboard(reader: Tab, digest: str, paper: Paper) -> None:
    page = reader.open(digest)
    link = page.locator(f'a.title[href$="/{paper.slug}/"]').first
    expect(star(page, paper)).to_be_visible()
    link.focus()

    page.keyboard.press("Tab")
    expect(star(page, paper)).to_be_focused()
    page.keyboard.press("Space")

    expect(star(page, paper)).to_have_attribute("aria-pressed", "true")
    expect(star(page, paper)).to_be_focused()


def test_lists_say_which_papers_are_read_or_to_be_read(reader: Tab, catalogue: Catalogue, digest: str) -> None:
    first, second, third, *_ = catalogue.by_digest[catalogue.digests[0].slug]
    page = reader.open("about/")
    Kept({first.slug: {"read": on()}, second.slug: {"later": on()}, third.slug: {"read": off(), "star": on()}}).put(
        page
    )

    reader.open(digest)

    cards = page.locator("ol > li")
    expect(cards.nth(0).locator(".tag")).to_have_text("read")
    expect(cards.nth(1).locator(".tag")).to_have_text("to read")
    expect(cards.nth(2).locator(".tag")).to_have_text("")
    weights = [cards.nth(n).locator("a.title").evaluate("one => getComputedStyle(one).fontWeight") for n in range(3)]
    assert weights == ["400", "600", "600"]


@pytest.mark.parametrize("kind", ["digest", "paper"])
def test_without_scripts_there_are_no_marks(
    chromium: Browser, real_address: str, screen: ViewportSize, digest: str, paper: Paper, kind: str
) -> None:
    with tab(chromium, real_address, screen=screen, java_script_enabled=False) as found:
        page = found.open(digest if kind == "digest" else f"papers/{paper.slug}/")

        expect(page.locator(".toggle, .tag, textarea, .notice")).to_have_count(0)
        assert found.faults == []
