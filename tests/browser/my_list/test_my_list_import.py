"""Files of a list, taken in on another device or refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from support.browsers import Tab, tab
from support.lists import KEY, Kept, note, off, on
from support.my_list_page import downloaded, facts, file_of, merge, opened

from generator.model.paper import Paper

pytestmark = pytest.mark.browser


HOSTILE = '<img src=x onerror="alert(1)">]](javascript:alert(2)) **b** `c`'


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
    "a newer version": (file_of({}, version=3), "newer version"),
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


@pytest.fixture(scope="module")
def with_one_paper(chromium: Browser, real_address: str, four: list[Paper]) -> Iterator[Page]:
    """The page of a list that has one paper, of which no test here changes anything."""
    before = Kept({four[0].slug: {**facts(four[0]), "authors": list(four[0].authors[:60]), "star": on()}})
    with tab(chromium, real_address) as found:
        page = opened(found, before)
        page.wait_for_load_state("networkidle")
        yield page
        assert found.faults == []


@pytest.mark.parametrize(("file", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_is_not_as_it_was_exported_is_refused_whole(
    with_one_paper: Page, file: FilePayload, words: str
) -> None:
    page = with_one_paper
    kept = Kept.of(page).papers
    assert kept
    page.evaluate("document.querySelector('.report').replaceChildren()")  # what was said of the file before

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
