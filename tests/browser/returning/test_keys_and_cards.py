"""Keys that go through a list, and what is dismissed on a card."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browsers import PHONE, Tab, tab
from support.marks import button
from support.moves import moves, watch_moves

from generator.model.catalogue import Catalogue

pytestmark = pytest.mark.browser


def focused(page: Page) -> str | None:
    """The slug of the card that has the focus."""
    slug: str | None = page.evaluate("document.activeElement.pathname?.split('/').at(-2) ?? null")
    return slug


def test_keys_go_through_a_list_mark_its_papers_and_open_them(reader: Tab, catalogue: Catalogue) -> None:
    first, second, *_ = catalogue.by_digest[catalogue.digests[0].slug]
    page = reader.open(f"digests/{catalogue.digests[0].slug}/")
    expect(page.locator("button[data-mark]").first).to_be_visible()

    page.keyboard.press("j")
    page.wait_for_function("document.activeElement.matches('a.title')")
    assert focused(page) == first.slug
    page.keyboard.press("j")
    page.wait_for_function("slug => document.activeElement.pathname?.split('/').at(-2) === slug", arg=second.slug)
    page.keyboard.press("s")
    expect(button(page, "Star", second).first).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status").filter(has_text="Starred")).to_be_visible()
    page.keyboard.press("l")
    expect(button(page, "Read later", second).first).to_have_attribute("aria-pressed", "true")
    for is_dismissed in ("true", "false"):
        page.keyboard.press("x")
        expect(button(page, "Dismiss", second).first).to_have_attribute("aria-pressed", is_dismissed)
    page.keyboard.press("k")
    page.wait_for_function("slug => document.activeElement.pathname?.split('/').at(-2) === slug", arg=first.slug)
    page.keyboard.press("o")

    page.wait_for_url(f"**/papers/{first.slug}/")
    expect(page.locator(".own-marks")).to_be_visible()
    page.keyboard.press("s")
    expect(button(page, "Star", first)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("j")
    page.wait_for_url(f"**/papers/{second.slug}/")


def test_keys_are_listed_and_do_nothing_while_one_types(at_desk: Tab, catalogue: Catalogue) -> None:
    page = at_desk.open(f"digests/{catalogue.digests[0].slug}/")
    page.get_by_role("searchbox").fill("")
    page.keyboard.type("jsl?o")
    expect(page.get_by_role("searchbox")).to_have_value("jsl?o")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.get_by_role("searchbox").press("Escape")
    page.evaluate("document.activeElement.blur()")

    page.keyboard.press("?")

    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Next paper")
    expect(dialog).to_contain_text("Search")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keys ?").click()
    expect(dialog).to_be_visible()


def test_a_dismissed_card_folds_away_and_can_be_brought_back(reader: Tab, catalogue: Catalogue) -> None:
    paper = catalogue.by_digest[catalogue.digests[0].slug][0]
    page = reader.open(f"digests/{catalogue.digests[0].slug}/")
    card = page.locator("ol > li").first
    dismiss = button(page, "Dismiss", paper).first
    expect(dismiss).to_be_attached()
    height = card.bounding_box()
    assert height is not None

    dismiss.focus()
    page.keyboard.press("Enter")

    expect(card.locator(".facts")).to_be_hidden()
    expect(dismiss).to_be_focused()
    page.keyboard.press("Enter")
    expect(card.locator(".facts")).to_be_visible()
    assert card.bounding_box() == height
    page.keyboard.press("Enter")
    watch_moves(page)
    page.reload()
    expect(card.locator(".tag")).to_have_text("dismissed")
    expect(card.locator(".facts")).to_be_hidden()
    assert moves(page) == [], "what was dismissed before does not move the page"
    page = reader.open("my-list/")
    page.get_by_role("button", name="Dismissed").click()
    expect(page.locator("#kept a.title")).to_have_count(1)


REACHED = """(made, reach) => {
    made.scrollIntoView({ block: "center" });
    const { left, right, top, bottom } = made.getBoundingClientRect();
    const isHit = (x, y) => document.elementFromPoint(x, y) === made;
    let [width, height] = [0, 0];
    for (let x = left - reach; x < right + reach; x += 1) width += isHit(x, (top + bottom) / 2);
    for (let y = top - reach; y < bottom + reach; y += 1) height += isHit((left + right) / 2, y);
    return [width, height];
}"""


def test_fingers_reach_what_marks_a_card(chromium: Browser, real_address: str, catalogue: Catalogue) -> None:
    paper = catalogue.by_digest[catalogue.digests[0].slug][0]
    with tab(chromium, real_address, screen=PHONE, is_mobile=True, has_touch=True) as found:
        page = found.open(f"digests/{catalogue.digests[0].slug}/")
        for name in ("Star", "Read later", "Dismiss"):
            made = button(page, name, paper).first
            expect(made).to_be_visible()
            assert min(made.evaluate(REACHED, 40)) >= 44, name
