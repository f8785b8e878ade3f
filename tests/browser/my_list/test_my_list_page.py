"""The page of the reader's own list: what it shows, and how it is narrowed and sorted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from support.access import COLOURS_ON, violations, violations_in_other_colours
from support.browsers import SCREENS, Tab, tab
from support.lists import BLOCKED, KEY, Kept, note, on
from support.my_list_page import facts, file_of, merge, opened, press, titles
from support.servers import served

from generator.model.curation import Site
from generator.model.paper import Paper
from generator.model.problem import Located, Place
from generator.site.exports.redirect_pages import write_redirects

pytestmark = pytest.mark.browser


def test_an_empty_list_says_how_to_begin(reader: Tab) -> None:
    page = opened(reader)

    expect(page.get_by_text("Your list is empty")).to_be_visible()
    expect(page.get_by_text("nothing leaves your browser")).to_be_visible()
    for hidden in ("Delete everything", "BibTeX", "JSON"):
        expect(page.get_by_role("button", name=hidden)).to_be_hidden()
    page.get_by_role("link", name="digest", exact=True).click()
    page.wait_for_url("**/digests/")


def test_the_list_shows_what_is_marked_and_how_much_of_it(reader: Tab, marked: Kept, four: list[Paper]) -> None:
    page = opened(reader, marked)

    assert sorted(titles(page), key=str.casefold) == [one.title.plain for one in four]
    numbers = page.get_by_role("group", name="Papers to show").get_by_role("button").all_inner_texts()
    assert [" ".join(one.split()) for one in numbers] == [
        "All 4",
        "Starred 2",
        "Read later 1",
        "Read 1",
        "With a note 1",
    ]
    expect(page.get_by_text("Compare with Ångström’s table.\nLine two.")).to_be_visible()
    page.locator(".own-list .title").first.click()
    page.wait_for_url("**/papers/*/")
    expect(page.locator(".neighbours")).to_contain_text("My list 1 of 4")


def test_a_star_on_a_card_brings_a_paper_onto_the_list(reader: Tab, four: list[Paper]) -> None:
    page = reader.open(f"topics/{four[0].topics[0].topic}/")
    page.get_by_role("button", name=f"Star: {four[0].title.plain}").first.click()

    reader.open("my-list/")

    expect(page.locator(".own-list .title")).to_have_text([four[0].title.plain])


@pytest.mark.parametrize(
    ("tab_name", "shown"),
    [("All 4", [0, 1, 2, 3]), ("Starred 2", [0, 1]), ("Read later 1", [2]), ("Read 1", [3]), ("With a note 1", [1])],
)
def test_the_list_is_narrowed_to_a_mark(
    at_desk: Tab, marked: Kept, four: list[Paper], tab_name: str, shown: list[int]
) -> None:
    page = opened(at_desk, marked)
    tabs = page.get_by_role("group", name="Papers to show")

    tabs.get_by_role("button", name=tab_name, exact=True).click()
    page.get_by_label("Sort by").select_option(label="Title")

    assert titles(page) == [four[number].title.plain for number in shown]


def test_the_list_is_narrowed_to_words(reader: Tab, marked: Kept, four: list[Paper]) -> None:
    page = opened(reader, marked)
    words = page.get_by_label("Search titles, authors and notes")

    words.fill("angstrom LINE")
    assert titles(page) == [four[1].title.plain]
    expect(page.get_by_text("1 of 4 papers")).to_be_visible()
    words.fill(four[2].title.plain.upper())
    assert titles(page) == [four[2].title.plain]
    words.fill("no such words")
    assert titles(page) == []
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".own-list .title")).to_have_count(4)
    expect(words).to_have_value("")
    expect(words).to_be_focused()


def test_the_list_is_found_by_an_author_once_the_site_was_asked(reader: Tab, marked: Kept, four: list[Paper]) -> None:
    page = opened(reader, marked)
    names = four[0].authors
    page.locator(f'.own-list > [data-paper="{four[0].slug}"]').scroll_into_view_if_needed()
    expect(page.locator(f'.own-list > [data-paper="{four[0].slug}"] .facts')).to_contain_text(names[0])

    page.get_by_label("Search titles").fill(names[-1])

    assert four[0].title.plain in titles(page)
    assert tuple(Kept.of(page).papers[four[0].slug]["authors"]) == names


@pytest.mark.parametrize("order", ["Recently added", "Recently published", "Title"])
def test_the_list_is_put_in_order(at_desk: Tab, marked: Kept, four: list[Paper], order: str) -> None:
    page = opened(at_desk, marked)
    expected = {
        "Recently added": [four[2], four[0], four[3], four[1]],
        "Recently published": sorted(four, key=lambda one: one.dated, reverse=True),
        "Title": four,
    }

    page.get_by_label("Sort by").select_option(label=order)

    assert titles(page) == [one.title.plain for one in expected[order]]


def test_without_storage_the_page_says_so(reader: Tab, four: list[Paper]) -> None:
    reader.page.add_init_script(BLOCKED)
    page = reader.open("my-list/")

    expect(page.get_by_text("does not let the site store anything").first).to_be_visible()
    merge(page, file_of({four[0].slug: {**facts(four[0]), "star": on()}}))
    expect(page.locator(".own-list .title")).to_have_text([four[0].title.plain])


def test_a_list_that_was_set_aside_can_be_taken_or_discarded(at_desk: Tab) -> None:
    page = at_desk.open("about/")
    page.evaluate("key => localStorage.setItem(key, '{broken')", KEY)
    opened(at_desk)
    expect(page.get_by_text("Your list was found damaged")).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("button", name="Download it").click()
    assert Path(download.value.path()).read_text() == "{broken"
    page.get_by_role("button", name="Discard it").click()

    expect(page.get_by_text("Your list was found damaged")).to_have_count(0)
    assert [key for key in page.evaluate("Object.keys(localStorage)") if "damaged" in key] == []


def test_without_scripts_the_page_says_what_it_needs(
    chromium: Browser, real_address: str, screen: ViewportSize
) -> None:
    with tab(chromium, real_address, screen=screen, java_script_enabled=False) as found:
        page = found.open("my-list/")

        expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
        expect(page.locator("main button, main input")).to_have_count(0)
        assert found.faults == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("kind", ["empty", "full", "list", "paper"])
def test_axe_finds_nothing_wrong_with_marks(
    chromium: Browser, real_address: str, screen: str, marked: Kept, four: list[Paper], kind: str
) -> None:
    colours, others = COLOURS_ON[screen]
    with tab(chromium, real_address, screen=SCREENS[screen], color_scheme=colours) as found:
        page = found.open("about/")
        if kind != "empty":
            Kept(marked.papers, others={f"{KEY}.damaged.1": "x", "papershelf.visit": _visit(page)}).put(page)
        addresses = {"list": f"topics/{four[0].topics[0].topic}/", "paper": f"papers/{four[1].slug}/"}
        found.open(addresses.get(kind, "my-list/"))
        page.wait_for_load_state("networkidle")
        if kind == "full":
            press(page, "Edit note", four[1]).click()
            merge(page, file_of({"a-new-one": {"title": "New", "star": on()}}))
            page.get_by_text("What changed").click()
            press(page, "Remove", four[2]).click()
            expect(page.get_by_role("button", name="Undo")).to_be_visible()

        # Only what is the list's own is looked at; the frame has tests of its own.
        included = {"include": [["main"], [".notice"]]} if kind != "empty" else {"include": [["main"]]}
        assert violations(page, included) == []
        assert violations_in_other_colours(page, others, included) == []


def _visit(page: Page) -> str:
    """A visit since which everything is new."""
    return json.dumps({"since": "2000-01-01", "newest": "2000-01-01", "at": page.evaluate("Date.now()")})


def test_the_page_does_not_scroll_sideways(reader: Tab, marked: Kept) -> None:
    long = {"title": "W" * 300, "authors": ["W" * 90], "star": on(), "note": note("W" * 300)}
    page = opened(reader, Kept({**marked.papers, four_slug(marked): {**long, "star": on(9)}}))
    merge(page, file_of({"<" + "w" * 300: {}}))

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def four_slug(marked: Kept) -> str:
    """A paper of the list."""
    return next(iter(marked.papers))


def test_a_former_address_leads_on_without_scripts(chromium: Browser, tmp_path: Path) -> None:
    site = Site("Shelf", "A list.", (), redirects={"old": Located("new", Place("site.yml"))})
    write_redirects(tmp_path, site, None)
    (tmp_path / "papers/new").mkdir(parents=True)
    (tmp_path / "papers/new/index.html").write_text("<title>New</title><h1>The new page</h1>")
    (tmp_path / "favicon.ico").write_bytes(b"")

    with served(tmp_path) as address, tab(chromium, address, java_script_enabled=False) as found:
        page = found.open("papers/old/")

        page.wait_for_url("**/papers/new/")
        expect(page.locator("h1")).to_have_text("The new page")
