"""The dialog that searches on every page: when it loads, its keys and what it shows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Route, ViewportSize, expect
from support.browsers import PHONE, Tab, tab
from support.search_page import OF_SEARCH, find, number, opened, results, slugs

from generator.content.read import ContentResult
from generator.model.paper import Paper
from generator.site.search.search_words import words_of

pytestmark = pytest.mark.browser


def test_nothing_of_the_search_is_loaded_before_a_reader_wants_it(reader: Tab) -> None:
    loaded: list[str] = []
    reader.page.context.on("request", lambda request: loaded.append(request.url))
    page = reader.open("")
    page.wait_for_load_state("networkidle")
    page.mouse.wheel(0, 2000)
    page.get_by_role("link", name="Topics", exact=True).first.click()
    page.wait_for_load_state("networkidle")
    assert [url for url in loaded if OF_SEARCH.search(url)] == []

    page.locator("a[data-search]").hover()
    page.wait_for_load_state("networkidle")
    assert [url for url in loaded if "/assets/search/search-dialog.js" in url] != []
    assert [url for url in loaded if "/search-index/" in url] == []

    page.keyboard.press("/")
    expect(find(page, "models").first).to_be_visible()
    assert [url for url in loaded if "/search-index/root.json" in url] != []
    assert [url for url in loaded if "/search-index/filters" in url] == []


def test_filters_are_loaded_after_the_first_results(
    chromium: Browser, real_address: str, papers: tuple[Paper, ...]
) -> None:
    with tab(chromium, real_address, screen=PHONE) as on_phone:
        loaded: list[str] = []
        on_phone.page.context.on("request", lambda request: loaded.append(request.url))
        results(on_phone, q=papers[0].title.plain)
        expect(on_phone.page.locator("a.title").first).to_be_visible()
        on_phone.page.wait_for_load_state("networkidle")
        assert [url for url in loaded if "/filters-" in url] == []

        on_phone.page.locator(".facets > summary").click()
        expect(on_phone.page.locator(".facet").first).to_be_visible()
        assert [url for url in loaded if "/filters-" in url] != []


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_a_key_opens_the_dialog(reader: Tab, key: str) -> None:
    page = reader.open("topics/")
    page.keyboard.press(key)

    field = opened(page).get_by_role("textbox", name="Title, author")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    assert reader.faults == []


def test_the_button_opens_the_dialog_and_gets_the_focus_back(reader: Tab) -> None:
    page = reader.open("")
    button = page.get_by_role("link", name="Search")
    button.click()
    dialog = opened(page)

    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("key", ["Control+f", "Control+s", "Alt+s", "Meta+f", "Shift+!"])
def test_a_key_that_means_something_else_does_not(at_desk: Tab, key: str) -> None:
    page = at_desk.open("")
    page.evaluate("addEventListener('keydown', (event) => event.ctrlKey && event.preventDefault())")
    page.keyboard.press(key)
    page.wait_for_timeout(300)
    expect(page.locator("dialog")).to_have_count(0)


def test_whoever_types_in_a_field_types_letters(at_desk: Tab) -> None:
    page = at_desk.open("")
    page.evaluate("document.querySelector('article').prepend(document.createElement('textarea'))")
    page.locator("textarea").focus()
    page.keyboard.type("s/f")

    expect(page.locator("textarea")).to_have_value("s/f")
    page.keyboard.press("Tab")
    expect(page.locator("dialog")).to_have_count(0)


def test_typing_shows_papers_with_the_words_marked(reader: Tab, papers: tuple[Paper, ...]) -> None:
    paper = papers[3]
    page = reader.open("")
    page.keyboard.press("/")
    found = find(page, paper.title.plain)

    expect(found.first).to_have_attribute("href", re.compile(f"/{paper.slug}/$"))
    expect(found.first).to_have_text(paper.title.plain)
    marked = {word.lower() for word in found.first.locator("mark").all_inner_texts()}
    assert {word.surface for word in words_of(paper.title.plain)} & marked
    assert reader.faults == []


def test_the_focus_stays_in_the_dialog(at_desk: Tab) -> None:
    page = at_desk.open("")
    page.keyboard.press("/")
    find(page, "reasoning")
    for _ in range(40):
        page.keyboard.press("Tab")
        # The browser's own controls come in between; of the page, only the dialog.
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")


def test_arrows_home_and_end_go_through_the_results(reader: Tab) -> None:
    page = reader.open("")
    page.keyboard.press("/")
    found = find(page, "reasoning")
    field = opened(page).get_by_role("textbox")
    expect(found.nth(1)).to_be_visible()

    page.keyboard.press("ArrowDown")
    expect(found.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(found.first).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator(".finder__all")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".finder__all")).to_be_focused()
    page.keyboard.press("Home")
    assert page.evaluate("!!document.activeElement.closest('.finder__found')")
    page.keyboard.type(" a")
    expect(field).to_be_focused()


def test_enter_opens_the_paper_that_is_meant(reader: Tab, papers: tuple[Paper, ...]) -> None:
    paper = papers[10]
    page = reader.open("topics/")
    page.keyboard.press("/")
    page.keyboard.type(paper.title.plain[:40])

    page.keyboard.press("Enter")

    page.wait_for_url(f"**/papers/{paper.slug}/")
    assert reader.faults == []


def test_nothing_typed_is_lost_while_the_dialog_opens(at_desk: Tab) -> None:
    def wait(route: Route) -> None:
        at_desk.page.wait_for_timeout(300)
        route.continue_()

    at_desk.page.route("**/search-dialog.js", wait)
    page = at_desk.open("")
    page.keyboard.type("/safer")
    page.keyboard.press("Backspace")
    page.keyboard.type(" models")

    field = opened(page).get_by_role("textbox")
    expect(field).to_have_value("safe models")
    page.keyboard.type(" for")
    expect(field).to_have_value("safe models for")


def test_the_dialog_stays_away_from_whoever_thinks_better_of_it(at_desk: Tab) -> None:
    def escape(route: Route) -> None:
        page.keyboard.press("Escape")
        route.continue_()

    page = at_desk.open("")
    page.route("**/search-dialog.js", escape)
    page.keyboard.press("/")

    expect(page.locator("dialog")).to_be_attached()
    expect(page.locator("link[href$='search.css']")).to_be_attached()
    page.wait_for_load_state("networkidle")
    expect(page.locator("dialog")).to_be_hidden()
    page.keyboard.press("/")
    opened(page)


def test_keys_that_choose_among_signs_stay_in_the_field(at_desk: Tab) -> None:
    page = at_desk.open("")
    page.keyboard.press("/")
    find(page, "models")
    field = opened(page).get_by_role("textbox")

    field.dispatch_event("keydown", {"key": "ArrowDown", "isComposing": True, "bubbles": True})
    expect(field).to_be_focused()

    field.dispatch_event("keydown", {"key": "ArrowDown", "bubbles": True})
    expect(field).not_to_be_focused()


def test_enter_on_a_chosen_paper_opens_it(reader: Tab) -> None:
    page = reader.open("")
    page.keyboard.press("/")
    found = find(page, "language models")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    slug = slugs(found)[1]

    page.keyboard.press("Enter")

    page.wait_for_url(f"**/papers/{slug}/")


def test_a_topic_is_offered_by_its_title(reader: Tab, real_content: ContentResult) -> None:
    topic = next(one for one in real_content.catalogue.topics if real_content.catalogue.by_topic[one.slug])
    page = reader.open("")
    page.keyboard.press("/")
    find(page, topic.title)

    opened(page).locator(".finder__topics a", has_text=topic.title).click()

    page.wait_for_url(f"**/topics/{topic.slug}/")


def test_all_results_are_a_step_away(reader: Tab) -> None:
    page = reader.open("")
    page.keyboard.press("/")
    find(page, "language models")
    link = opened(page).get_by_role("link", name=re.compile(r"^All \d+ results"))
    total = number(link.inner_text())

    link.click()

    page.wait_for_url("**/search/?q=language+models")
    expect(page.locator(".search__status")).to_have_text(f"{total} results")


def test_nothing_found_is_said(at_desk: Tab) -> None:
    page = at_desk.open("")
    page.keyboard.press("/")
    found = find(page, "xyzzyplugh")

    expect(opened(page).get_by_role("status")).to_have_text("Nothing found for “xyzzyplugh”.")
    expect(found).to_have_count(0)
    expect(page.locator(".finder__all")).to_be_hidden()


def test_on_a_phone_the_dialog_fills_the_screen(chromium: Browser, real_address: str) -> None:
    with tab(chromium, real_address, screen=PHONE, has_touch=True) as found:
        page = found.open("")
        page.get_by_role("link", name="Search").tap()
        dialog = opened(page)
        box = dialog.bounding_box()

        assert box == {"x": 0, "y": 0, "width": PHONE["width"], "height": PHONE["height"]}
        dialog.get_by_role("button", name="Close").tap()
        expect(dialog).to_be_hidden()


def test_without_scripts_the_button_leads_to_a_page_that_says_so(
    chromium: Browser, real_address: str, screen: ViewportSize
) -> None:
    with tab(chromium, real_address, screen=screen, java_script_enabled=False) as found:
        page = found.open("")
        page.get_by_role("link", name="Search").click()

        page.wait_for_url("**/search/")
        expect(page.locator("noscript p")).to_contain_text("Search needs JavaScript")
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("main input, main button, main select").first).to_be_hidden()
        page.locator("noscript a").first.click()
        page.wait_for_url("**/topics/")
