"""The search in a real browser: the dialog on every page, and the page with filters, on a phone and on a desk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect
from support.access import violations
from support.browsers import PHONE, Tab, tab
from support.project import Project
from support.servers import served

from generator.content.read import ContentResult
from generator.model.paper import Paper
from generator.site.search import search_index
from generator.site.search.search_words import words_of

pytestmark = pytest.mark.browser

OF_SEARCH = re.compile(r"/pagefind/|/assets/search")
"""What only a search needs."""


@pytest.fixture
def reader(chromium: Browser, real_address: str, screen: ViewportSize) -> Iterator[Tab]:
    """A reader of the shipped site."""
    with tab(chromium, real_address, screen=screen) as found:
        yield found


@pytest.fixture
def at_desk(chromium: Browser, real_address: str) -> Iterator[Tab]:
    """A reader at a desk, for what does not depend on the size of the window."""
    with tab(chromium, real_address) as found:
        yield found


@pytest.fixture(scope="module")
def papers(real_content: ContentResult) -> tuple[Paper, ...]:
    """The shipped papers, newest first."""
    return real_content.catalogue.papers


def opened(page: Page) -> Locator:
    """The dialog, once it is open."""
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_be_visible()
    return dialog


def find(page: Page, words: str) -> Locator:
    """Type a query into the open dialog; gives its results when they are there."""
    dialog = opened(page)
    dialog.get_by_role("textbox").fill(words)
    expect(dialog.get_by_role("status")).not_to_be_empty()
    return dialog.locator("[data-slug]")


def results(reader: Tab, **asked: str | list[str]) -> Locator:
    """The results of the page of the search, opened with a query or filters in its address."""
    page = reader.open(f"search/?{urlencode(asked, doseq=True)}")
    expect(page.locator(".search__status")).to_have_text(re.compile(r"result|Type|could not"))
    return page.locator("[data-slug]")


def slugs(found: Locator) -> list[str]:
    """Which papers are shown, in their order."""
    return [str(slug) for slug in found.evaluate_all("all => all.map(one => one.dataset.slug)")]


def state(page: Page) -> list[tuple[str, str]]:
    """What the address says."""
    return parse_qsl(urlsplit(page.url).query)


def facet(page: Page, name: str) -> Locator:
    """A group of filters, open, on whatever screen."""
    panel = page.locator(".facets")
    if not panel.evaluate("panel => panel.open"):
        panel.locator("> summary").click()
    group = page.locator(".facet").filter(has=page.locator("summary", has_text=re.compile(f"^{name}$")))
    expect(group).to_be_visible()
    if not group.evaluate("group => group.open"):
        group.locator("summary").click()
    return group


def number(text: str) -> int:
    """The first number in a text."""
    found = re.search(r"[\d,]+", text)
    assert found, text
    return int(found[0].replace(",", ""))


# --- intent --------------------------------------------------------------------------------------


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
    assert [url for url in loaded if "/pagefind/" in url] == []

    page.keyboard.press("/")
    expect(find(page, "models").first).to_be_visible()
    assert [url for url in loaded if "/pagefind/pagefind.js" in url] != []
    assert [url for url in loaded if "/pagefind/papers.json" in url] == []


def test_filters_are_loaded_after_the_first_results(at_desk: Tab, papers: tuple[Paper, ...]) -> None:
    loaded: list[str] = []
    at_desk.page.context.on("request", lambda request: loaded.append(request.url))

    results(at_desk, q=papers[0].title.plain)
    expect(at_desk.page.locator("[data-slug]").first).to_be_visible()
    assert [url for url in loaded if "papers.json" in url] == []

    at_desk.page.locator(".facets").hover()
    expect(at_desk.page.locator(".facet").first).to_be_visible()


# --- the dialog ----------------------------------------------------------------------------------


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


@pytest.mark.parametrize("key", ["Control+f", "Control+s", "Alt+s", "Meta+f", "Shift+?"])
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

    expect(found.first).to_have_attribute("data-slug", paper.slug)
    expect(found.first).to_have_text(paper.title.plain)
    marked = {word.lower() for word in found.first.locator("mark").all_inner_texts()}
    assert set(words_of(paper.title.plain)) & marked
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
    slug = found.nth(1).get_attribute("data-slug")

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


# --- what is found -------------------------------------------------------------------------------


@pytest.mark.parametrize("which", [0, 7, 31, 64, 99, 130])
def test_a_paper_is_found_by_title_and_by_its_beginning(at_desk: Tab, papers: tuple[Paper, ...], which: int) -> None:
    paper = papers[which]
    title = paper.title.plain
    for query in (title, title.upper(), title[: max(14, len(title) * 2 // 3)]):
        assert slugs(results(at_desk, q=query))[0] == paper.slug, query


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "{}v2",
        "arXiv:{}",
        "arxiv {}",
        "arXiv:{}v3",
        "https://arxiv.org/abs/{}v2",
        "https://arxiv.org/pdf/{}.pdf",
        "https://www.arxiv.org/html/{}v1",
        "https://huggingface.co/papers/{}",
        "10.48550/arXiv.{}",
    ],
)
def test_a_paper_is_found_by_its_arxiv_id_in_every_form(at_desk: Tab, papers: tuple[Paper, ...], form: str) -> None:
    paper = next(one for one in papers if one.arxiv and re.fullmatch(r"\d{4}\.\d{5}", one.arxiv))
    assert paper.arxiv
    assert slugs(results(at_desk, q=form.format(paper.arxiv))) == [paper.slug]


def test_the_beginning_of_an_id_finds_all_that_begin_so(at_desk: Tab, papers: tuple[Paper, ...]) -> None:
    paper = next(one for one in papers if one.arxiv and "." in one.arxiv)
    assert paper.arxiv
    begun = paper.arxiv[:7]
    expected = {one.slug for one in papers if one.arxiv and one.arxiv.startswith(begun)}

    assert set(slugs(results(at_desk, q=begun))) == expected


def test_a_paper_is_found_by_any_of_its_authors_and_by_their_organisation(
    at_desk: Tab, papers: tuple[Paper, ...]
) -> None:
    paper = max((one for one in papers if one.authors), key=lambda one: len(one.authors))
    name = paper.authors[-1]
    by_author = {one.slug for one in papers if name in one.authors}
    found = slugs(results(at_desk, q=name))
    assert set(found[: len(by_author)]) == by_author

    named = next(one for one in papers if one.organisation)
    assert named.organisation
    assert named.slug in slugs(results(at_desk, q=named.organisation.name))


def test_an_author_is_found_as_names_stand_in_references(at_desk: Tab, papers: tuple[Paper, ...]) -> None:
    paper = next(one for one in papers if one.authors and len(one.authors[0].split()) == 2)
    first, last = paper.authors[0].split()
    longest = max(re.findall(r"\w+", paper.title.plain), key=len)

    for query in (f"{last}, {first}", f"{last}, {first[0]}. {longest}", f"{first[0]}. {last} {longest}"):
        assert paper.slug in slugs(results(at_desk, q=query)), query


def test_of_a_citation_the_words_of_its_paper_count(at_desk: Tab, papers: tuple[Paper, ...]) -> None:
    every = Counter(name.split()[-1] for one in papers for name in one.authors)
    surnames = {one.slug: [n for name in one.authors if every[n := name.split()[-1]] == 1] for one in papers}
    other = max(papers, key=lambda one: len(surnames[one.slug]))
    paper = next(one for one in papers if one.slug != other.slug and len(one.title.plain) > 60)

    # No other paper has any of these names, and two of them together; yet most words are of another paper.
    found = results(at_desk, q=f"{' '.join(surnames[other.slug][:2])} {paper.title.plain}")

    assert slugs(found)[0] == paper.slug


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("arXiv preprint arXiv:2501.00010v2, to appear.", "250100010"),
        ("Jiang (2501.00010).", "250100010"),
        ("2513.00010 is none", "2513.00010 none"),
        ("12501.000101 and 1.2501.00010", "12501.000101 1.2501.00010"),
        ("K. Zhang proofs", "zhang proofs"),
        ("Zhang, K.", "zhang"),
        ("K.", "k"),
        ("C. elegans in the U.S.", "elegans u.s"),
    ],
)
def test_what_a_query_is_about(at_desk: Tab, query: str, words: str) -> None:
    page = at_desk.open("search/")
    found: list[str] = page.evaluate(
        """async (query) => {
            const { wordsOfQuery } = await import(new URL("../assets/search/search-words.js", location.href));
            const { stop } = await (await fetch("../pagefind/shelf.json")).json();
            return wordsOfQuery(query, new Set(stop));
        }""",
        query,
    )
    assert found == words.split()


@pytest.mark.parametrize("typed", ["language modelz", "reasonin", "transformerz"])
def test_a_slip_at_the_end_of_a_word_is_forgiven(at_desk: Tab, typed: str) -> None:
    found = results(at_desk, q=typed)
    expect(found.first).to_be_visible()
    expect(at_desk.page.locator(".search__hints")).not_to_contain_text("without")


def test_words_that_no_paper_has_together_are_left_out_and_that_is_said(
    at_desk: Tab, papers: tuple[Paper, ...]
) -> None:
    paper = papers[5]
    found = results(at_desk, q=f"{paper.title.plain} xyzzyplugh")

    assert slugs(found)[0] == paper.slug
    expect(at_desk.page.locator(".search__hints")).to_contain_text("without “xyzzyplugh”")


# --- the page ------------------------------------------------------------------------------------


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
    card = reader.page.locator("main li").filter(has=reader.page.locator(f"[data-slug={paper.slug}]"))

    expect(card.locator(".facts")).to_contain_text(f"{paper.comments} comment")
    expect(card.locator("a.topic").first).to_be_visible()
    assert card.locator("[data-slug]").get_attribute("data-comments") == str(paper.comments)
    assert reader.page.locator(f"[data-slug={paper.slug}]").count() == 1


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
    for slug in slugs(page.locator("[data-slug]")):
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

    expect(page.locator("[data-slug]").first).to_have_attribute("data-slug", papers[2].slug)
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

    expect(page.locator("[data-slug]").first).to_have_attribute("data-slug", paper.slug)
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


def test_words_are_cut_alike_in_the_index_and_in_the_page(
    chromium: Browser, toy_address: str, toy_content: ContentResult, papers: tuple[Paper, ...]
) -> None:
    titles = [one.title.plain for one in [*papers, *toy_content.catalogue.papers]]
    texts = [*titles, "C++ ﬁne Erdős–Rényi", "What Is This?", "“Quoted” f(x) 53.9%", "___x", "n\u200bo İstanbul 𝕏"]
    with tab(chromium, toy_address) as visitor:
        page = visitor.open("search/")
        cut = page.evaluate(
            """async (texts) => {
                const { wordsOf } = await import(new URL("../assets/search/search-words.js", location.href));
                const { stop } = await (await fetch("../pagefind/shelf.json")).json();
                return texts.map((text) => wordsOf(text, new Set(stop)));
            }""",
            texts,
        )

    assert dict(zip(texts, cut, strict=True)) == {text: words_of(text) for text in texts}


# --- hostile texts -------------------------------------------------------------------------------


def test_a_hostile_title_is_only_a_text(
    chromium: Browser, toy_address: str, toy_content: ContentResult, screen: ViewportSize
) -> None:
    hostile = next(one for one in toy_content.catalogue.papers if "<img src=x onerror" in one.title.plain)
    with tab(chromium, toy_address, screen=screen) as visitor:
        page = visitor.open("")
        page.keyboard.press("/")
        found = find(page, "script alert onerror")
        expect(found.first).to_have_text(hostile.title.plain)
        results(visitor, q="script alert onerror")
        expect(page.locator("main [data-slug]").first).to_have_text(hostile.title.plain)

        assert page.locator("main :is(script, img, b, svg:not(.toggle *))").count() == 0
        assert page.evaluate("window.injected") is None
        assert visitor.faults == []


# --- for everyone --------------------------------------------------------------------------------


ASKED: dict[str, dict[str, str]] = {
    "empty": {},
    "results": {"q": "models"},
    "filters": {"q": "models", "year": "2024"},
    "nothing": {"q": "xyzzy"},
}


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("kind", ["empty", "results", "filters", "nothing", "dialog"])
def test_axe_finds_nothing(
    chromium: Browser, real_address: str, screen: ViewportSize, kind: str, colours: Literal["light", "dark"]
) -> None:
    with tab(chromium, real_address, screen=screen, color_scheme=colours) as found:
        page = found.page
        if kind == "dialog":
            found.open("")
            page.keyboard.press("/")
            expect(find(page, "language models").first).to_be_visible()
        else:
            results(found, **ASKED[kind])
            if kind == "filters":
                facet(page, "Topic")
        page.wait_for_load_state("networkidle")

        assert violations(page) == []


@pytest.mark.parametrize("kind", ["dialog", "page"])
def test_everything_fits_and_can_be_hit(reader: Tab, kind: str) -> None:
    page = reader.page
    if kind == "dialog":
        reader.open("")
        page.keyboard.press("/")
        expect(find(page, "models").first).to_be_visible()
    else:
        results(reader, q="models", year="2024")
        facet(page, "Topic")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll(":is(dialog[open], main) *")]
            .filter((one) => one.matches("button, select, label:has(input), input[type=text], summary"))
            .filter((one) => one.checkVisibility())
            .map((one) => [one.textContent, one.getBoundingClientRect().height])
            .filter(([, height]) => height < 24)"""
    )
    assert small == []


# --- a list of several shards --------------------------------------------------------------------


def test_papers_of_every_shard_are_found(
    chromium: Browser, toy: Project, toy_content: ContentResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "SHARD_SIZE", 4)
    toy.build()
    assert (toy.site / "pagefind/3").is_dir()
    with served(toy.site) as address, tab(chromium, address) as found:
        # Pagefind knows no words without letters or digits.
        for paper in (one for one in toy_content.catalogue.papers if re.search(r"\w", one.title.plain)):
            listed = results(found, q=paper.title.plain)
            expect(listed.first).to_be_visible()
            assert paper.slug in slugs(listed)[:2], paper.title.plain
        assert found.faults == []


MISLED = """
    const paper = (slug, content) => {
        const meta = { title: slug, by: "" };
        return { id: slug, data: async () => ({ content, meta, raw_url: JSON.stringify({ slug, title: slug }) }) };
    };
    const right = paper("the-paper", "250100010 words");
    const wrong = Array.from({ length: 20 }, (_, number) => paper(`other-${number}`, `2${number} words`));
    const search = async (query) => ({ results: query === '"250100010"' ? [right] : [...wrong, right] });
    export const createInstance = () => ({ init() {}, mergeIndex() {}, preload() {}, search });
"""
"""An index of several shards, of which one holds an id, and the others answer with what begins like it."""


def test_an_id_is_found_among_many_that_begin_a_little_like_it(at_desk: Tab) -> None:
    at_desk.page.route(
        "**/pagefind/pagefind.js", lambda route: route.fulfill(body=MISLED, content_type="text/javascript")
    )
    assert slugs(results(at_desk, q="2501.00010")) == ["the-paper"]
