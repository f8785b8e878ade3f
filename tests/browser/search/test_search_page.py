"""The page of the search: its address, filters, order and results."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from support.browsers import Tab
from support.search_page import facet, number, results, slugs, state

from generator.model.paper import Paper

pytestmark = pytest.mark.browser


def test_an_address_opens_with_its_results_filters_and_order(reader: Tab, papers: tuple[Paper, ...]) -> None:
    found = results(reader, q="models", year=["2024", "2025"], sort="newest")
    page = reader.page

    expect(page.get_by_role("searchbox")).to_have_value("models")
    expect(page.get_by_label("Sort by")).to_have_value("newest")
    expect(page.locator(".chips li button").first).to_have_text(re.compile("Year published: 2024"))
    expect(facet(page, "Year published").get_by_role("checkbox", name="2025")).to_be_checked()
    dates = [str(date) for date in found.evaluate_all("all => all.map(one => one.dataset.date)")]
    assert dates == sorted(dates, reverse=True)
    assert {date[:4] for date in dates} <= {"2024", "2025"}
    assert page.title().startswith("models: search")
    assert reader.faults == []


def test_results_look_like_cards(reader: Tab, papers: tuple[Paper, ...]) -> None:
    paper = next(one for one in papers if one.comments and one.topics)
    results(reader, q=paper.title.plain)
    card = reader.page.locator("main li").filter(has=reader.page.locator(f"[href$='/{paper.slug}/']"))

    expect(card.locator(".facts")).to_contain_text(f"{paper.comments} comment")
    expect(card.locator("a.topic").first).to_be_visible()
    assert card.locator("a.title").get_attribute("data-comments") == str(paper.comments)
    assert reader.page.locator(f"[href$='/{paper.slug}/']").count() == 1


def test_a_filter_narrows_the_results_to_its_count(reader: Tab) -> None:
    found = results(reader, q="models")
    page = reader.page
    option = facet(page, "Year published").locator("li").first
    expected = number(option.locator(".count").inner_text())

    option.get_by_role("checkbox").check()

    expect(page.locator(".search__status")).to_have_text(re.compile(rf"^{expected} results?$"))
    assert ("year", option.get_by_role("checkbox").get_attribute("value")) in state(page)
    assert found.count() == min(expected, 10)


def test_values_of_one_facet_add_up_and_facets_narrow_each_other(at_desk: Tab, papers: tuple[Paper, ...]) -> None:
    results(at_desk, q="models")
    page = at_desk.page
    counts = {}
    for option in facet(page, "Year published").locator("li").all():
        value = str(option.get_by_role("checkbox").get_attribute("value"))
        counts[value] = number(option.locator(".count").inner_text())
    first, second = list(counts)[:2]

    facet(page, "Year published").get_by_role("checkbox", name=first).check()
    expect(page.locator(".search__status")).to_have_text(re.compile(rf"^{counts[first]} "))
    facet(page, "Year published").get_by_role("checkbox", name=second).check()
    expect(page.locator(".search__status")).to_have_text(re.compile(rf"^{counts[first] + counts[second]} "))

    option = facet(page, "Topic").locator("li").first
    both = number(option.locator(".count").inner_text())
    option.get_by_role("checkbox").check()
    expect(page.locator(".search__status")).to_have_text(re.compile(rf"^{both} "))
    topic = option.get_by_role("checkbox").get_attribute("value")
    for slug in slugs(page.locator("a.title")):
        paper = next(one for one in papers if one.slug == slug)
        assert topic in [one.topic for one in paper.topics]
        assert str(paper.dated.year) in (first, second)


@pytest.mark.parametrize("name", ["Area", "Topic", "Year published", "Digest", "Comes with", "Curated"])
def test_there_is_a_facet_of_each_kind_whose_counts_are_true(
    at_desk: Tab, papers: tuple[Paper, ...], name: str
) -> None:
    results(at_desk, q="models")
    option = facet(at_desk.page, name).locator("li").first
    expected = number(option.locator(".count").inner_text())

    option.get_by_role("checkbox").check()

    expect(at_desk.page.locator(".search__status")).to_have_text(re.compile(rf"^{expected} results?$"))


def test_back_and_forward_go_through_the_states(reader: Tab) -> None:
    results(reader, q="models")
    page = reader.page
    before = page.locator(".search__status").inner_text()
    facet(page, "Year published").get_by_role("checkbox").first.check()
    expect(page.locator(".chips li")).to_have_count(2)
    narrowed = page.locator(".search__status").inner_text()
    page.get_by_label("Sort by").select_option("comments")
    expect(page).to_have_url(re.compile("sort=comments"))

    page.go_back()
    expect(page.get_by_label("Sort by")).to_have_value("")
    expect(page.locator(".search__status")).to_have_text(narrowed)
    page.go_back()
    expect(page.locator(".chips li")).to_have_count(0)
    expect(page.locator(".search__status")).to_have_text(before)
    page.go_forward()
    expect(page.locator(".search__status")).to_have_text(narrowed)
    expect(page.locator(".chips li")).to_have_count(2)


def test_what_is_typed_goes_into_the_address(reader: Tab, papers: tuple[Paper, ...]) -> None:
    page = reader.open("search/")
    page.get_by_role("searchbox").fill(papers[2].title.plain)

    expect(page.locator("a.title").first).to_have_attribute("href", re.compile(f"/{papers[2].slug}/$"))
    page.wait_for_url("**/search/?q=*")
    assert state(page) == [("q", papers[2].title.plain)]


def test_sorting_by_comments_begins_with_the_most(at_desk: Tab, papers: tuple[Paper, ...]) -> None:
    found = results(at_desk, year=["2024", "2025"], sort="comments")
    shown = [int(one or 0) for one in found.evaluate_all("all => all.map(one => one.dataset.comments ?? 0)")]

    assert shown == sorted(shown, reverse=True)
    assert shown[0] == max(one.comments or 0 for one in papers if one.dated.year in (2024, 2025))


def test_chips_and_their_clearing_remove_filters(reader: Tab) -> None:
    results(reader, q="models", year=["2024", "2025"], has="code")
    page = reader.page
    expect(page.locator(".chips li")).to_have_count(4)

    page.get_by_role("button", name="Remove filter Year published: 2024").click()
    expect(page.locator(".chips li")).to_have_count(3)
    assert state(page) == [("q", "models"), ("year", "2025"), ("has", "code")]

    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator(".chips")).to_be_hidden()
    assert state(page) == [("q", "models")]
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_no_results_say_which_filter_to_take_away(reader: Tab, papers: tuple[Paper, ...]) -> None:
    paper = next(one for one in papers if one.note is None and one.dated.year == 2025)
    results(reader, q=paper.title.plain, curated="yes", year="2025")
    page = reader.page

    expect(page.locator(".search__status")).to_have_text("No results.")
    page.get_by_role("button", name=re.compile(r"Without “Curated: .*: \d+ result")).click()

    expect(page.locator("a.title").first).to_have_attribute("href", re.compile(f"/{paper.slug}/$"))
    assert ("curated", "yes") not in state(page)


def test_filters_alone_show_the_newest_first(at_desk: Tab, papers: tuple[Paper, ...]) -> None:
    found = results(at_desk, has="code")
    expected = [one.slug for one in papers if any(link.kind == "code" for link in one.links)]
    dates = {str(one.slug): one.dated for one in papers}

    assert number(at_desk.page.locator(".search__status").inner_text()) == len(expected)
    assert [dates[slug] for slug in slugs(found)] == [dates[slug] for slug in expected[:10]]


def test_more_results_are_shown_when_asked_for(reader: Tab) -> None:
    found = results(reader, q="models")
    page = reader.page
    expect(found).to_have_count(10)

    page.get_by_role("button", name=re.compile("Show more")).click()

    expect(found).to_have_count(30)
    expect(found.nth(10)).to_be_focused()
    assert len(set(slugs(found))) == 30
    assert reader.faults == []


def test_back_leads_to_the_same_place_and_number_of_results(reader: Tab) -> None:
    found = results(reader, q="models")
    page = reader.page
    page.get_by_role("button", name=re.compile("Show more")).click()
    expect(found).to_have_count(30)
    before = slugs(found)
    link = found.nth(24)
    link.scroll_into_view_if_needed()
    top = page.evaluate("scrollY")

    link.click()
    page.wait_for_url("**/papers/**")
    page.go_back()

    expect(found).to_have_count(30)
    assert slugs(found) == before
    page.wait_for_function("(top) => Math.abs(scrollY - top) < 60", arg=top)


def test_a_long_facet_shows_all_of_itself_when_asked(at_desk: Tab) -> None:
    results(at_desk, q="models")
    topics = facet(at_desk.page, "Topic")
    expect(topics.locator("li:visible")).to_have_count(8)
    button = topics.get_by_role("button")

    button.click()

    expect(topics.locator("li:visible")).to_have_count(topics.locator("li").count())
    expect(topics.locator("li").nth(8).get_by_role("checkbox")).to_be_focused()


def test_the_keyboard_keeps_its_place_among_the_filters(at_desk: Tab) -> None:
    results(at_desk, q="models")
    box = facet(at_desk.page, "Topic").get_by_role("checkbox").nth(1)
    value = box.get_attribute("value")
    box.focus()

    at_desk.page.keyboard.press("Space")

    expect(at_desk.page.locator(".chips li")).to_have_count(2)
    expect(facet(at_desk.page, "Topic").locator(f"input[value={value}]")).to_be_focused()


def test_on_its_own_page_the_key_leads_to_the_field(reader: Tab) -> None:
    results(reader, q="models")
    page = reader.page
    page.locator("h1").click()
    page.keyboard.press("/")

    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator("dialog")).to_have_count(0)


def test_an_address_with_nonsense_does_no_harm(at_desk: Tab) -> None:
    results(at_desk, q="<img src=x onerror=alert(1)>", topic="<b>none</b>", sort="upside-down", color="red")
    page = at_desk.page

    expect(page.locator(".search__status")).to_have_text("No results.")
    expect(page.locator(".chips li").first).to_contain_text("<b>none</b>")
    assert page.locator("main img, main b").count() == 0
    assert at_desk.faults == []


def test_nothing_moves_while_results_come(reader: Tab) -> None:
    reader.page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) =>"
        " { if (!entry.hadRecentInput) window.shift += entry.value; }))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    results(reader, q="models")
    facet(reader.page, "Topic")
    assert reader.page.evaluate("window.shift") < 0.02
