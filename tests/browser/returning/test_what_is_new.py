"""What is new since the last visit: the line on the home page, its list, and the days of calendars."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from support.browsers import Tab, tab
from support.lists import BLOCKED, on

from generator.model.catalogue import Catalogue

pytestmark = pytest.mark.browser

NOON = 1_764_590_400_000  # of 1 December 2025, in milliseconds


def brought(catalogue: Catalogue) -> list[str]:
    """The slugs of papers that the newest digest is the first to list, in its order."""
    newest = catalogue.digests[0].slug
    return [paper.slug for paper in catalogue.by_digest[newest] if paper.appearances[0].digest == newest]


def test_home_leads_to_all_new_papers_as_one_list_to_step_through(
    reader: Tab, catalogue: Catalogue, come_back: Callable[..., Page]
) -> None:
    first, second, *others = brought(catalogue)
    page = come_back(reader, "", {first: {"read": on(NOON)}, second: {"dismiss": on(NOON)}})
    navigation = page.get_by_role("navigation", name="Site")
    expect(navigation.get_by_role("link", name="For you")).to_be_visible()

    page.get_by_role("link", name=f"{len(others)} new papers in 1 digest since 22 Nov 2025").click()

    expect(navigation.get_by_role("link", name="New")).to_have_attribute("aria-current", "page")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    listed = len(catalogue.by_digest[catalogue.digests[0].slug])
    before = listed - len(others) - 2
    counts = f"{len(others)} new of {listed} papers: {before} listed before, 2 read or dismissed"
    expect(page.locator(".new-digests")).to_contain_text(counts)
    titles = page.locator("ol a.title")
    expect(titles).to_have_count(len(others))
    slugs = titles.evaluate_all("links => links.map(link => link.pathname.split('/').at(-2))")
    assert slugs == others, "in the digest's order, without what was read or dismissed"
    page.get_by_role("button", name=f"Read: {titles.nth(1).inner_text()}").click()
    expect(page.locator("ol .tag").nth(1)).to_have_text("read")
    titles.first.click()
    expect(page.get_by_role("navigation", name="Position in the list")).to_contain_text(f"1 of {len(others)}")


def test_a_digest_is_marked_as_read_and_that_can_be_undone(reader: Tab, come_back: Callable[..., Page]) -> None:
    page = come_back(reader, "new/")

    page.get_by_role("button", name="Mark as read: 31 Oct 2025").click()
    expect(page.get_by_text("Nothing new since 22 Nov 2025.")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Mark all as read")).to_be_visible()
    page.get_by_role("button", name="Mark all as read").click()

    expect(page.get_by_text("Nothing new since 22 Nov 2025.")).to_be_visible()
    page = reader.open("")
    expect(page.locator(".since-visit")).to_have_text("Nothing new since 22 Nov 2025 · For you")


def test_unread_days_are_marked_until_their_digest_is_read(
    at_desk: Tab, catalogue: Catalogue, come_back: Callable[..., Page]
) -> None:
    page = come_back(at_desk, "digests/")
    expect(page.locator("main .is-unread")).to_have_count(2)
    assert page.locator(".calendar .is-unread").get_attribute("aria-label") == (
        "31 October 2025: 67 papers, new since your last visit"
    )
    expect(page.get_by_role("link", name="31 October 2025, new since your last visit")).to_be_visible()

    newest = f"digests/{catalogue.digests[0].slug}/"
    page = at_desk.open(newest)
    expect(page.locator(".tag", has_text="new").first).to_be_visible()
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("button", name="Marked as read")).to_be_focused()
    page = at_desk.open(newest)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".tag", has_text="new")).to_have_count(0)

    page = at_desk.open("digests/")
    page.wait_for_load_state("networkidle")
    expect(page.locator("main .is-unread")).to_have_count(0)


def test_a_first_visit_and_a_blocked_storage_claim_nothing(chromium: Browser, real_address: str) -> None:
    with tab(chromium, real_address) as found:
        expect(found.open("new/").locator("#kept")).to_contain_text("This is your first visit")
        expect(found.open("").locator(".since-visit")).to_contain_text("From your next visit on")
        found.page.add_init_script(BLOCKED)
        expect(found.open("").locator(".since-visit")).to_contain_text("This browser keeps nothing here")
        expect(found.open("new/").locator("#kept")).to_contain_text("This browser keeps nothing for this site")
        expect(found.open("for-you/").locator("#kept")).to_contain_text("does not let the site store anything")
        assert found.faults == []


@pytest.mark.parametrize("path", ["new/", "for-you/"])
def test_without_scripts_the_pages_say_what_they_need(
    chromium: Browser, real_address: str, screen: ViewportSize, path: str
) -> None:
    with tab(chromium, real_address, screen=screen, java_script_enabled=False) as found:
        page = found.open(path)
        expect(page.get_by_text(re.compile("needs JavaScript"))).to_be_visible()
        expect(page.locator("#kept").get_by_role("link", name="digests")).to_be_visible()
        expect(page.locator("button:visible")).to_have_count(0)
