"""Marks of papers whose slug has changed."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect
from support.browsers import Tab
from support.lists import Kept, note, off, on
from support.marks import button, settled

from generator.model.paper import Paper

pytestmark = pytest.mark.browser


def redirect(page: Page, redirects: object) -> None:
    """Make the site say which papers have another slug now."""

    def answer(route: Route) -> None:
        route.fulfill(json={"redirects": redirects})

    page.route("**/api/redirects.json", answer)


def test_a_paper_page_knows_the_marks_of_its_former_slug(reader: Tab, paper: Paper) -> None:
    page = reader.open("about/")
    Kept({"its-old-name": {"star": on(), "note": note("Old words"), "title": "Its old title"}}).put(page)
    redirect(page, {"its-old-name": paper.slug, "another": "somewhere-else"})

    reader.open(f"papers/{paper.slug}/")

    expect(button(page, "Star", paper)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("Private note")).to_have_value("Old words")
    assert list(Kept.of(page).papers) == [paper.slug]


def test_marks_of_both_slugs_become_one(at_desk: Tab, paper: Paper) -> None:
    page = at_desk.open("about/")
    old = {"star": on(30), "later": on(10), "note": note("Older", 10)}
    new = {"star": off(20), "later": off(20), "note": note("Newer", 20)}
    Kept({"its-old-name": old, paper.slug: new}).put(page)
    redirect(page, {"its-old-name": paper.slug})

    at_desk.open(f"papers/{paper.slug}/")

    expect(button(page, "Star", paper)).to_have_attribute("aria-pressed", "true")
    assert Kept.of(page).marks(paper.slug) == {"star": True, "later": False, "note": "Newer"}
    assert list(Kept.of(page).papers) == [paper.slug]


@pytest.mark.parametrize("redirects", [None, [], 7, {"its-old-name": "../evil"}, {"its-old-name": 7}], ids=json.dumps)
def test_redirects_that_make_no_sense_change_nothing(at_desk: Tab, paper: Paper, redirects: object) -> None:
    page = at_desk.open("about/")
    Kept({"its-old-name": {"star": on()}}).put(page)
    redirect(page, redirects)

    at_desk.open(f"papers/{paper.slug}/")
    settled(page)

    assert list(Kept.of(page).papers) == ["its-old-name"]


def test_nobody_asks_for_redirects_who_has_no_list(at_desk: Tab, paper: Paper) -> None:
    asked: list[str] = []
    at_desk.page.on("request", lambda request: asked.append(request.url))

    at_desk.open(f"papers/{paper.slug}/")
    settled(at_desk.page)

    assert [url for url in asked if "redirects" in url] == []
