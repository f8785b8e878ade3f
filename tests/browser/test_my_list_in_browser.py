"""The page of the reader's own list, in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, ViewportSize, expect
from support.access import violations
from support.browsers import Tab, tab
from support.lists import BLOCKED, KEY, Kept, note, off, on
from support.servers import served

from generator.model.catalogue import Catalogue
from generator.model.curation import Site
from generator.model.paper import Paper
from generator.model.problem import Located, Place
from generator.site.exports.redirect_pages import write_redirects

pytestmark = pytest.mark.browser

GONE = "a-paper-that-is-gone"
UNSEEN = "window.IntersectionObserver = class { observe() {} unobserve() {} }"
"""A script after which no paper comes into view, so that the site is asked about none before its time."""
HOSTILE = '<img src=x onerror="alert(1)">]](javascript:alert(2)) **b** `c`'


@pytest.fixture(scope="module")
def four(catalogue: Catalogue) -> list[Paper]:
    """Papers of which authors and arXiv ids are known, published on different days, by their titles."""
    known = [one for one in catalogue.papers if len(one.authors) > 3 and one.arxiv and one.published]
    chosen = {one.published: one for one in known}
    return sorted(list(chosen.values())[:4], key=lambda one: one.title.plain.casefold())


def facts(paper: Paper) -> dict[str, str]:
    """What a star on a card keeps of a paper."""
    return {"title": paper.title.plain, "date": paper.dated.isoformat()}


@pytest.fixture(scope="module")
def marked(four: list[Paper]) -> Kept:
    """A list with every kind of mark, and what was removed."""
    one, two, three, fourth = four
    papers: dict[str, dict[str, Any]] = {
        one.slug: {**facts(one), "star": on(3_000), "later": off(3_000)},
        two.slug: {**facts(two), "star": on(1_000), "note": note("Compare with Ångström’s table.\nLine two.", 9_000)},
        three.slug: {**facts(three), "later": on(4_000)},
        fourth.slug: {**facts(fourth), "read": on(2_000)},
        "taken-off": {"star": off(5_000)},
    }
    return Kept(papers)


def opened(reader: Tab, kept: Kept | None = None) -> Page:
    """The page of the list, with this on it."""
    if kept:
        kept.put(reader.open("about/"))
    page = reader.open("my-list/")
    expect(page.get_by_label("Import a file")).to_be_visible()
    return page


def titles(page: Page) -> list[str]:
    """The papers that are shown, in their order."""
    return page.locator(".own-list .title").all_inner_texts()


def press(page: Page, name: str, paper: Paper) -> Locator:
    """A button of a paper on the list."""
    return page.get_by_role("button", name=f"{name}: {paper.title.plain}", exact=True)


# --- what is shown ---------------------------------------------------------------------------


def test_an_empty_list_says_how_to_begin(reader: Tab) -> None:
    page = opened(reader)

    expect(page.get_by_text("Your list is empty")).to_be_visible()
    expect(page.get_by_text("nothing leaves it")).to_be_visible()
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


# --- changes ---------------------------------------------------------------------------------


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


# --- out -------------------------------------------------------------------------------------


def downloaded(page: Page, name: str) -> str:
    """What a button downloads."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    assert re.fullmatch(r"my-list-\d{4}-\d\d-\d\d\.(bib|ris|md|json)", download.value.suggested_filename)
    return Path(download.value.path()).read_bytes().decode()


def test_the_papers_shown_are_exported_as_bibtex_with_all_authors(reader: Tab, marked: Kept, four: list[Paper]) -> None:
    reader.page.add_init_script(UNSEEN)
    page = opened(reader, marked)
    page.get_by_role("button", name="Starred").click()

    entries = re.findall(r"@misc\{([^,]+),\n(.*?)\n\}", downloaded(page, "BibTeX"), re.S)

    assert len({key for key, _ in entries}) == 2
    for paper in four[:2]:
        (body,) = [body for _, body in entries if f"{{{paper.arxiv}}}" in body]
        (names,) = re.findall(r"author +=.*", body)
        assert names.count(" and ") == len(paper.authors) - 1


def test_the_papers_shown_are_exported_as_ris_with_all_authors(at_desk: Tab, marked: Kept, four: list[Paper]) -> None:
    text = downloaded(opened(at_desk, marked), "RIS")

    references = [one for one in text.split("ER  - \r\n") if one.strip()]
    assert len(references) == 4
    for paper in four:
        (reference,) = [one for one in references if f"AN  - arXiv:{paper.arxiv}\r\n" in one]
        assert reference.lstrip().startswith("TY  - ")
        assert reference.count("\r\nAU  - ") == len(paper.authors)
        assert f"TI  - {paper.title.plain}\r\n" in reference


def test_the_papers_shown_are_exported_as_markdown_with_marks_and_notes(at_desk: Tab, marked: Kept) -> None:
    page = opened(at_desk, marked)
    page.get_by_role("button", name="With a note").click()

    lines = downloaded(page, "Markdown").splitlines()

    assert lines[0].startswith("# My list from ")
    (item,) = [line for line in lines if line.startswith("- ")]
    assert re.match(r"- \[.+\]\(https://arxiv\.org/abs/[\d.]+\) · .+ and \d+ more · 20\d\d · starred$", item)
    assert lines[-3:] == ["  > Compare with Ångström’s table.", "  > Line two.", ""]


def test_an_export_does_not_need_the_site(at_desk: Tab, marked: Kept, four: list[Paper]) -> None:
    page = opened(at_desk, marked)
    page.context.set_offline(True)

    text = downloaded(page, "RIS")

    assert text.count("TI  - ") == 4
    at_desk.faults.clear()  # Each question without an answer is an error in the console.


def test_the_whole_list_is_exported_with_what_was_taken_off(reader: Tab, marked: Kept) -> None:
    page = opened(reader, marked)
    page.get_by_role("button", name="Read later").first.click()

    found = json.loads(downloaded(page, "JSON"))

    assert (found["format"], found["version"]) == (KEY, 1)
    assert found["papers"].keys() == marked.papers.keys()
    assert found["papers"]["taken-off"] == {"star": off(5_000)}


# --- in --------------------------------------------------------------------------------------


def file_of(papers: object, **changes: object) -> FilePayload:
    """A file as it is exported, but for what is changed."""
    data = {"format": KEY, "version": 1, "papers": papers, **changes}
    return {"name": "other.json", "mimeType": "application/json", "buffer": json.dumps(data).encode()}


def merge(page: Page, file: FilePayload) -> Locator:
    """Import a file; gives what the page says of it."""
    page.get_by_label("Import a file").set_input_files(files=[file])
    report = page.locator(".report")
    expect(report).not_to_be_empty()
    return report


def test_what_is_exported_is_imported_on_another_device(
    reader: Tab, chromium: Browser, real_address: str, marked: Kept, tmp_path: Path
) -> None:
    file = tmp_path / "list.json"
    file.write_text(downloaded(opened(reader, marked), "JSON"), encoding="utf-8")

    with tab(chromium, real_address) as other:
        page = opened(other)
        page.get_by_label("Import a file").set_input_files(file)
        expect(page.locator(".own-list .title")).to_have_count(4)
        expect(page.locator(".report")).to_contain_text("Merged list.json: 4 added.")
        # What the file does not say of a paper is asked of the paper's page, which takes a while.
        page.wait_for_function(
            "key => Object.values(JSON.parse(localStorage[key]).papers).every(one => one.arxiv || !one.title)", arg=KEY
        )
        there = Kept.of(page)
        page.get_by_label("Import a file").set_input_files(file)
        expect(page.locator(".report")).to_contain_text("nothing new")
        assert Kept.of(page) == there
        assert other.faults == []
    for slug in marked.papers:
        assert there.marks(slug) == marked.marks(slug)


def test_of_each_mark_the_newest_stays(reader: Tab, four: list[Paper]) -> None:
    one, two, three, fourth = (paper.slug for paper in four)
    page = opened(
        reader,
        Kept(
            {
                one: {**facts(four[0]), "star": on(20), "later": on(20), "note": note("Mine, older", 10)},
                two: {**facts(four[1]), "star": on(10)},
                three: {"star": off(30)},
            }
        ),
    )
    theirs = {
        one: {"title": "Theirs", "star": off(10), "later": off(30), "note": note("Theirs, newer", 20)},
        two: {"star": off(20)},
        three: {"title": "Old star", "star": on(20)},
        fourth: {**facts(four[3]), "read": on(5)},
    }

    report = merge(page, file_of(theirs))

    kept = Kept.of(page)
    assert kept.marks(one) == {"star": True, "later": False, "note": "Theirs, newer"}
    assert kept.marks(two) == {"star": False}
    assert kept.marks(three) == {"star": False}, "what was removed here does not come back"
    assert kept.marks(fourth) == {"read": True}
    assert kept.papers[one]["title"] == four[0].title.plain
    expect(report).to_contain_text("1 added, 1 changed, 1 removed.")
    report.get_by_text("What changed").click()
    expect(report).to_contain_text("removed from read later; note replaced, it was: “Mine, older”")
    expect(page.locator(".own-list .title")).to_have_count(2)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_a_clock_that_was_fast_decides_nothing_for_ever(at_desk: Tab, four: list[Paper]) -> None:
    slug = four[0].slug
    page = opened(at_desk)

    merge(page, file_of({slug: {**facts(four[0]), "star": on(8_000_000_000_000_000)}}))

    now = page.evaluate("Date.now()")
    assert now - 60_000 < Kept.of(page).papers[slug]["star"]["at"] <= now


def test_a_file_from_before_a_paper_was_renamed_is_understood(at_desk: Tab, four: list[Paper]) -> None:
    slug = four[0].slug
    page = at_desk.page
    page.route("**/api/redirects.json", lambda route: route.fulfill(json={"redirects": {"old-name": slug}}))
    opened(at_desk)

    merge(page, file_of({"old-name": {"title": "Old title", "star": on(), "note": note("Old words")}}))

    assert Kept.of(page).marks(slug) == {"star": True, "note": "Old words"}
    assert "old-name" not in Kept.of(page).papers


def test_the_list_follows_papers_to_their_slugs_of_now(at_desk: Tab, four: list[Paper]) -> None:
    slug = four[0].slug
    page = at_desk.page
    page.route("**/api/redirects.json", lambda route: route.fulfill(json={"redirects": {"old-name": slug}}))
    page.route("**/papers/old-name/", lambda route: route.fulfill(body="This paper has moved"))

    opened(at_desk, Kept({"old-name": {"title": "Old title", "star": on()}}))

    link = page.get_by_role("link", name="Old title")
    expect(link.or_(page.get_by_role("link", name=four[0].title.plain))).to_have_attribute(
        "href", re.compile(f"/papers/{slug}/$")
    )
    assert list(Kept.of(page).papers) == [slug]


MARK: dict[str, Any] = {"star": on()}
REFUSED: dict[str, tuple[FilePayload, str]] = {
    "no JSON": ({"name": "x.json", "mimeType": "text/plain", "buffer": b"\xff\xfe<html>"}, "not JSON"),
    "nothing": ({"name": "x.json", "mimeType": "text/plain", "buffer": b""}, "not JSON"),
    "another JSON": ({"name": "x.json", "mimeType": "text/plain", "buffer": b"[1]"}, "not a list of papers"),
    "another format": (file_of({}, format="other"), "not a list of papers"),
    "papers in a list": (file_of([]), "not a list of papers"),
    "a version of text": (file_of({}, version="1"), "not a list of papers"),
    "a newer version": (file_of({}, version=2), "newer version"),
    "an unknown version": (file_of({}, version=0), "unknown version"),
    "a further key": (file_of({}, extra=1), "“extra” is unknown"),
    "a slug of a path": (file_of({"../../evil": MARK}), "is not the name of a paper"),
    "a slug of markup": (file_of({"<b>": MARK}), "“<b>” is not the name of a paper"),
    "the prototype": (file_of({"__proto__": MARK}), "“__proto__” is not the name"),
    "no entry": (file_of({"a": None}), "a: expected the marks"),
    "a list for an entry": (file_of({"a": [1]}), "a: expected the marks"),
    "an unknown mark": (file_of({"a": {"onclick": "x"}}), "“onclick” is unknown"),
    "the prototype of an entry": (file_of({"a": {"__proto__": {"star": on()}}}), "“__proto__” is unknown"),
    "a mark without time": (file_of({"a": {"star": {"value": True}}}), "“star” has an unexpected value"),
    "a mark with more": (file_of({"a": {"star": {**on(), "by": "x"}}}), "“star” has an unexpected value"),
    "a time of text": (file_of({"a": {"star": {"value": True, "at": "1"}}}), "“star” has an unexpected value"),
    "a note of markup in an object": (
        file_of({"a": {"note": {"value": {}, "at": 1}}}),
        "“note” has an unexpected value",
    ),
    "a note that is too long": (file_of({"a": {"note": note("x" * 10_001)}}), "“note” has an unexpected value"),
    "a title of two lines": (
        file_of({"a": {**MARK, "title": "A\r\nER  - \r\nTY  - X"}}),
        "“title” has an unexpected value",
    ),
    "a title that is too long": (file_of({"a": {**MARK, "title": "x" * 1001}}), "“title” has an unexpected value"),
    "an arXiv id of an address": (
        file_of({"a": {**MARK, "arxiv": "javascript:alert(1)"}}),
        "“arxiv” has an unexpected value",
    ),
    "an arXiv id in a list": (file_of({"a": {**MARK, "arxiv": ["2501.00010"]}}), "“arxiv” has an unexpected value"),
    "a date of words": (file_of({"a": {**MARK, "date": "today"}}), "“date” has an unexpected value"),
    "authors of text": (file_of({"a": {**MARK, "authors": "A"}}), "“authors” has an unexpected value"),
    "an author of two lines": (
        file_of({"a": {**MARK, "authors": ["A\n@misc{b"]}}),
        "“authors” has an unexpected value",
    ),
}


@pytest.mark.parametrize(("file", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_is_not_as_it_was_exported_is_refused_whole(
    at_desk: Tab, four: list[Paper], file: FilePayload, words: str
) -> None:
    before = Kept({four[0].slug: {**facts(four[0]), "authors": list(four[0].authors[:60]), "star": on()}})
    page = opened(at_desk, before)
    page.wait_for_load_state("networkidle")
    kept = Kept.of(page).papers

    report = merge(page, file)

    expect(report).to_contain_text(f"Nothing was imported from {file['name']}")
    expect(report).to_contain_text(words)
    assert Kept.of(page).papers == kept


def test_many_faults_of_a_file_are_counted(at_desk: Tab) -> None:
    report = merge(opened(at_desk), file_of({f"bad-{n}": {"x": 1} for n in range(9)}))

    expect(report.locator("li")).to_have_count(6)
    expect(report.locator("li").last).to_have_text("and 4 more")


def test_what_looks_like_markup_in_a_file_stays_text(chromium: Browser, real_address: str) -> None:
    entry = {"title": HOSTILE, "authors": [HOSTILE, "B"], "star": on(), "note": note(f"{HOSTILE}\n# Heading\n- item")}
    with tab(chromium, real_address) as found:
        page = opened(found, Kept({"a": {**entry, "note": note("Mine", 1)}}))
        merge(page, file_of({"a": entry, "b": entry}))

        expect(page.locator(".own-list .title").first).to_have_text(HOSTILE)
        expect(page.locator(".own-note").first).to_contain_text(HOSTILE)
        page.get_by_text("What changed").click()
        expect(page.locator("main img, main script, main b:has(*)")).to_have_count(0)
        text = downloaded(page, "Markdown")
        page.wait_for_load_state("networkidle")
        assert [fault for fault in found.faults if "404" not in fault] == []
    (item, *_) = [line for line in text.splitlines() if line.startswith("- [")]
    assert item.startswith(
        '- [\\<img src=x onerror="alert(1)"\\>\\]\\](javascript:alert(2)) \\*\\*b\\*\\* \\`c\\`](http'
    )
    assert "  > \\# Heading" in text
    assert "  > \\- item" in text


# --- storage that fails ----------------------------------------------------------------------


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


# --- the page itself -------------------------------------------------------------------------


def test_without_scripts_the_page_says_what_it_needs(
    chromium: Browser, real_address: str, screen: ViewportSize
) -> None:
    with tab(chromium, real_address, screen=screen, java_script_enabled=False) as found:
        page = found.open("my-list/")

        expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
        expect(page.locator("main button, main input")).to_have_count(0)
        assert found.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["empty", "full", "list", "paper"])
def test_axe_finds_nothing_wrong_with_marks(
    chromium: Browser, real_address: str, screen: ViewportSize, marked: Kept, four: list[Paper], kind: str, scheme: Any
) -> None:
    with tab(chromium, real_address, screen=screen, color_scheme=scheme) as found:
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
