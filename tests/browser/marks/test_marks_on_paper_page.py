"""Marks and notes on the page of a paper, in one tab and in two."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from support.browsers import Tab
from support.lists import KEY, Kept
from support.marks import button, settled, star

from generator.model.paper import Paper

pytestmark = pytest.mark.browser


def test_marks_are_set_on_the_page_of_a_paper(reader: Tab, paper: Paper) -> None:
    page = reader.open(f"papers/{paper.slug}/")
    for name in ("Star", "Read later", "Read"):
        expect(button(page, name, paper)).to_have_attribute("aria-pressed", "false")
        button(page, name, paper).click()
    button(page, "Read later", paper).click()

    page.reload()

    for name, pressed in {"Star": "true", "Read later": "false", "Read": "true"}.items():
        expect(button(page, name, paper)).to_have_attribute("aria-pressed", pressed)
    kept = Kept.of(page).papers[paper.slug]
    assert (kept["title"], tuple(kept["authors"]), kept["arxiv"]) == (paper.title.plain, paper.authors, paper.arxiv)
    assert kept["date"] == (paper.published.isoformat() if paper.published else None)


def test_the_buttons_of_a_paper_move_nothing(reader: Tab, paper: Paper) -> None:
    places = """() => [...document.querySelectorAll(".abstract, .actions > button")].map(one => {
        const { x, y } = one.getBoundingClientRect();
        return [x, y];
    })"""
    page = reader.page
    page.route(
        "**/assets/my-list/paper-marks.js*", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    reader.open(f"papers/{paper.slug}/")
    settled(page)
    without = page.evaluate(places)
    assert len(without) > 1
    page.unroute("**/assets/my-list/paper-marks.js*")

    reader.open(f"papers/{paper.slug}/")

    expect(button(page, "Star", paper)).to_be_visible()
    settled(page)
    assert page.evaluate(places) == without


def test_a_note_is_kept_while_it_is_written(reader: Tab, paper: Paper) -> None:
    page = reader.open(f"papers/{paper.slug}/")
    area = page.get_by_label(f"Private note: {paper.title.plain}")
    expect(page.get_by_role("button", name="Note")).to_have_attribute("aria-expanded", "false")
    expect(area).to_be_hidden()

    page.get_by_role("button", name="Note").click()
    expect(area).to_be_focused()
    page.keyboard.type("Read table 3 <b>first</b>.")

    expect(page.locator(".note-field [role=status]")).to_have_text("Saved")
    page.reload()
    expect(area).to_be_visible()
    expect(area).to_have_value("Read table 3 <b>first</b>.")


def test_a_note_is_kept_when_the_reader_leaves_at_once(reader: Tab, paper: Paper) -> None:
    page = reader.open(f"papers/{paper.slug}/")
    page.get_by_role("button", name="Note").click()
    page.keyboard.type("In haste")
    reader.open("about/")

    assert Kept.of(page).marks(paper.slug) == {"note": "In haste"}


def test_of_a_note_that_is_removed_nothing_stays(at_desk: Tab, paper: Paper) -> None:
    page = at_desk.open(f"papers/{paper.slug}/")
    page.get_by_role("button", name="Note").click()
    area = page.get_by_label("Private note")
    area.fill("A secret")
    expect(page.locator(".note-field [role=status]")).to_have_text("Saved")

    area.fill("  ")

    page.wait_for_function(f"!localStorage['{KEY}'].includes('secret')")
    kept = Kept.of(page).papers[paper.slug]
    assert kept.keys() == {"note"}
    assert kept["note"]["value"] == ""


def test_what_cannot_be_kept_of_a_note_is_left_out(at_desk: Tab, paper: Paper) -> None:
    page = at_desk.open(f"papers/{paper.slug}/")
    page.get_by_role("button", name="Note").click()
    page.get_by_label("Private note").evaluate(
        "area => { area.value = 'a\\0b\\x1bc\\td\\ne' + 'x'.repeat(20000); area.dispatchEvent(new Event('input')) }"
    )
    expect(page.locator(".note-field [role=status]")).to_have_text("Saved")

    page.reload()

    expect(page.get_by_label("Private note")).to_have_value("abc\td\ne" + "x" * (10_000 - 9))
    assert [key for key in Kept.of(page).others if "damaged" in key] == []


def test_two_tabs_show_the_same_marks(reader: Tab, digest: str, paper: Paper) -> None:
    one = reader.open(digest)
    other = reader.page.context.new_page()
    other.goto(f"{reader.root}/papers/{paper.slug}/")
    expect(button(other, "Star", paper)).to_have_attribute("aria-pressed", "false")

    star(one, paper).click()
    expect(button(other, "Star", paper)).to_have_attribute("aria-pressed", "true")
    button(other, "Read", paper).click()
    expect(one.locator(f'p:has(> [href$="/{paper.slug}/"]) .tag').first).to_have_text("read")

    assert Kept.of(one).marks(paper.slug) == {"star": True, "read": True}


def test_two_tabs_show_the_same_note_but_never_change_it_under_the_hands_of_who_writes(
    at_desk: Tab, paper: Paper
) -> None:
    one = at_desk.open(f"papers/{paper.slug}/")
    other = at_desk.page.context.new_page()
    other.goto(one.url)
    other.get_by_role("button", name="Note").click()
    one.get_by_role("button", name="Note").click()
    other.get_by_label("Private note").fill("Mine, not yet")

    one.get_by_label("Private note").fill("From the first tab")
    expect(one.locator(".note-field [role=status]")).to_have_text("Saved")
    expect(other.get_by_label("Private note")).to_have_value("Mine, not yet")
    expect(one.get_by_label("Private note")).to_have_value("From the first tab")

    one.get_by_label("Private note").blur()
    other.keyboard.type("!")
    expect(one.get_by_label("Private note")).to_have_value("Mine, not yet!")
