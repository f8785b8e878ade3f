"""What a reader changes on the page of their list."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ViewportSize, expect
from support.browsers import Tab, tab
from support.lists import KEY, Kept, note, on
from support.my_list_page import GONE, facts, opened, press

from generator.model.paper import Paper

pytestmark = pytest.mark.browser


def test_a_paper_that_is_removed_can_be_put_back(reader: Tab, marked: Kept, four: list[Paper]) -> None:
    page = opened(reader, marked)
    press(page, "Remove", four[1]).click()
    expect(page.locator(".own-list .title")).to_have_count(3)
    assert Kept.of(page).marks(four[1].slug) == {"star": False, "note": ""}
    assert "title" not in Kept.of(page).papers[four[1].slug]

    page.get_by_role("button", name="Undo").click()

    expect(page.locator(".own-list .title")).to_have_count(4)
    expect(page.get_by_text("Compare with Ångström’s table.")).to_be_visible()
    kept = Kept.of(page)
    assert kept.marks(four[1].slug) == {"star": True, "note": "Compare with Ångström’s table.\nLine two."}
    assert kept.papers[four[1].slug]["title"] == four[1].title.plain


def test_who_removes_with_the_keyboard_goes_on_with_the_next_paper(
    at_desk: Tab, marked: Kept, four: list[Paper]
) -> None:
    page = opened(at_desk, marked)
    page.get_by_label("Sort by").select_option(label="Title")
    press(page, "Remove", four[1]).focus()

    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=four[2].title.plain)).to_be_focused()

    for one in (four[0], four[2], four[3]):
        press(page, "Remove", one).focus()
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    expect(page.get_by_text("Your list is empty")).to_be_visible()


def test_marks_are_changed_on_the_list(reader: Tab, marked: Kept, four: list[Paper]) -> None:
    page = opened(reader, marked)

    press(page, "Read", four[0]).click()
    press(page, "Star", four[0]).click()

    expect(press(page, "Read", four[0])).to_have_attribute("aria-pressed", "true")
    expect(press(page, "Star", four[0])).to_be_focused()
    assert Kept.of(page).marks(four[0].slug) == {"star": False, "later": False, "read": True}


def test_a_note_is_edited_on_the_list(reader: Tab, marked: Kept, four: list[Paper]) -> None:
    page = opened(reader, marked)
    press(page, "Edit note", four[1]).click()
    expect(page.get_by_label("Private note")).to_be_focused()
    page.get_by_label("Private note").fill("Another thought")
    press(page, "Done", four[1]).click()
    expect(page.locator(".own-note:visible")).to_have_text(["Another thought"])
    expect(press(page, "Edit note", four[1])).to_be_focused()

    press(page, "Add a note", four[0]).click()
    page.keyboard.type("A first thought")
    press(page, "Done", four[0]).click()

    page.reload()
    assert sorted(page.locator(".own-note:visible").all_inner_texts()) == ["A first thought", "Another thought"]


def test_a_paper_stays_while_its_only_note_is_written_anew(at_desk: Tab, four: list[Paper]) -> None:
    page = opened(at_desk, Kept({four[0].slug: {**facts(four[0]), "note": note("Old")}}))
    press(page, "Edit note", four[0]).click()
    page.get_by_label("Private note").fill("")
    expect(page.locator(".note-field [role=status]")).to_have_text("Saved")
    expect(page.locator(".own-list .title")).to_have_text([four[0].title.plain])

    page.get_by_label("Private note").fill("New")
    press(page, "Done", four[0]).click()

    expect(page.locator(".own-note")).to_have_text("New")
    page.reload()
    expect(page.locator(".own-list .title")).to_have_text([four[0].title.plain])


def test_another_tab_changes_the_list_here(at_desk: Tab, marked: Kept, four: list[Paper]) -> None:
    page = opened(at_desk, marked)
    other = page.context.new_page()
    other.goto(f"{at_desk.root}/papers/{four[0].slug}/")

    press(other, "Star", four[0]).click()

    expect(page.locator(".own-list .title")).to_have_count(3)
    expect(page.get_by_role("group", name="Papers to show").get_by_text("Starred 1")).to_be_visible()


def test_everything_is_deleted_only_after_a_question(reader: Tab, marked: Kept) -> None:
    others = {f"{KEY}.damaged.1": "x", "papershelf.visit": "{}", "papershelf.colours": "dark"}
    page = opened(reader, Kept(marked.papers, others=others))

    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("dialog")).to_contain_text("4 papers")
    expect(page.get_by_role("button", name="Keep my list")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert Kept.of(page).papers.keys() == marked.papers.keys()
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete everything").click()

    expect(page.get_by_text("Your list is empty")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == ["papershelf.colours"]


def test_a_paper_that_the_site_has_no_more_is_kept_and_shown_as_such(
    chromium: Browser, real_address: str, screen: ViewportSize
) -> None:
    papers = {
        GONE: {"title": "Gone", "arxiv": "2501.00010", "star": on()},
        f"{GONE}-2": {"title": "Lost", "star": on()},
    }
    with tab(chromium, real_address, screen=screen) as found:
        page = opened(found, Kept(papers))

        expect(page.get_by_text("no longer on this site")).to_have_count(2)
        expect(page.get_by_role("link", name="Gone")).to_have_attribute("href", "https://arxiv.org/abs/2501.00010")
        expect(page.get_by_role("link", name="Lost")).to_have_count(0)
        assert Kept.of(page).papers.keys() == papers.keys()
        assert {fault.partition(" ")[0] for fault in found.faults} <= {"404", "Failed"}
