"""What is marked as new since a reader's last visit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from support.browsers import Tab
from support.lists import Kept
from support.marks import settled

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper

pytestmark = pytest.mark.browser


NOON = datetime(2025, 12, 1, 12, tzinfo=UTC)


def visit(page: Page, minutes: int, newest: str) -> None:
    """From now on it is so many minutes after noon, and this is the newest digest."""
    page.clock.set_fixed_time(NOON + timedelta(minutes=minutes))
    page.unroute("**/api/newest.json")
    page.route("**/api/newest.json", lambda route: route.fulfill(json={"digest": newest, "papers": 1}))


def tags(page: Page) -> set[str]:
    """The words on all cards of a page whose scripts are done."""
    expect(page.locator("button[data-mark]").first).to_be_visible()
    page.wait_for_function("JSON.parse(localStorage['papershelf.visit']).newest !== null")
    return set(page.locator(".tag").all_inner_texts()) - {""}


def test_what_came_after_the_last_visit_is_marked_as_long_as_this_visit_lasts(
    reader: Tab, catalogue: Catalogue, digest: str
) -> None:
    newest, before = catalogue.digests[0].date.isoformat(), catalogue.digests[1].date.isoformat()
    page = reader.page

    visit(page, 0, before)
    reader.open(digest)
    assert tags(page) == set(), "a first visit marks nothing"

    visit(page, 120, newest)
    reader.open(digest)
    assert tags(page) == {"new"}
    known = {one.slug for one in catalogue.papers if one.appearances[0].date.isoformat() <= before}
    for slug in (slug for slug in known if page.locator(f'a.title[href$="/{slug}/"]').count()):
        expect(page.locator(f'p:has(> a.title[href$="/{slug}/"]) .tag').first).to_have_text("")

    for minutes in (20, 40, 60):
        visit(page, 120 + minutes, newest)
        reader.open(digest)
        assert tags(page) == {"new"}, "the visit goes on while pages are opened"

    visit(page, 120 + 91, newest)
    reader.open(digest)
    assert tags(page) == set(), "half an hour without a page ended the visit"


def test_a_paper_page_belongs_to_a_visit(at_desk: Tab, catalogue: Catalogue, digest: str, paper: Paper) -> None:
    newest, before = catalogue.digests[0].date.isoformat(), catalogue.digests[1].date.isoformat()
    page = at_desk.page
    visit(page, 0, before)
    at_desk.open(digest)
    tags(page)
    visit(page, 60, newest)
    at_desk.open(f"papers/{paper.slug}/")
    settled(page)
    visit(page, 85, newest)
    at_desk.open(f"papers/{paper.slug}/")
    settled(page)

    visit(page, 110, newest)
    at_desk.open(digest)

    assert tags(page) == {"new"}


def test_what_is_newest_is_asked_once_in_a_visit(at_desk: Tab, digest: str) -> None:
    asked: list[str] = []
    page = at_desk.page
    page.on("request", lambda request: asked.append(request.url) if "newest.json" in request.url else None)

    for _ in range(3):
        at_desk.open(digest)
        tags(page)
        settled(page)

    assert len(asked) == 1


@pytest.mark.parametrize("text", ["", "null", "{}", "[1]", '{"since":"2020-01-01"}', '{"since":1,"newest":2,"at":3}'])
def test_a_damaged_memory_of_visits_is_a_first_visit(at_desk: Tab, digest: str, text: str) -> None:
    page = at_desk.open("about/")
    Kept({}, others={"papershelf.visit": text}).put(page)

    at_desk.open(digest)

    assert tags(page) == set()
