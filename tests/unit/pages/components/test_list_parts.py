"""How long lists are cut into pages, and how dates, numbers and people are worded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.digest import Organisation
from generator.model.identity import ArxivId, Slug
from generator.model.paper import Appearance, Paper
from generator.model.problem import Place
from generator.model.text import Span, Text
from generator.pages.components.list_parts import LONGEST_PAGE, NEWEST_SHOWN, ListPart, cut, cut_from_end, cut_year
from generator.text import wording

PLACE = Place("digests/2025-01-01.txt")


def paper(name: str, day: date) -> Paper:
    """A paper of which little is known."""
    return Paper(
        slug=Slug(name),
        title=Text((Span(name),)),
        abstract=(),
        authors=(),
        author_count=None,
        organisation=None,
        published=day,
        comments=None,
        upvotes=None,
        arxiv=None,
        links=(),
        appearances=(Appearance(Slug("2025-01-01"), date(2025, 1, 1), 1, PLACE),),
        origins=(),
    )


def newest_first(papers: Iterable[Paper]) -> list[Paper]:
    """In the order of a catalogue."""
    return sorted(sorted(papers, key=lambda one: one.slug), key=lambda one: one.dated, reverse=True)


MONTH = st.tuples(st.integers(2022, 2024), st.integers(1, 12))
# Around the length of a page, and far beyond it.
NUMBER = st.one_of(
    st.integers(0, 5), st.integers(LONGEST_PAGE - 2, LONGEST_PAGE + 2), st.sampled_from([60, 240, 241, 300])
)


@st.composite
def lists(draw: st.DrawFn) -> list[Paper]:
    """A list with some number of papers in each of some months."""
    numbers = draw(st.dictionaries(MONTH, NUMBER, max_size=6))
    return newest_first(
        paper(f"{year}-{month}-{index}", date(year, month, 1 + index % 28))
        for (year, month), number in numbers.items()
        for index in range(number)
    )


# --- the parts of a list ---------------------------------------------------------------------


@given(papers=lists())
def test_each_paper_is_in_exactly_one_part_newest_first(papers: list[Paper]) -> None:
    listing = cut(papers)

    if len(papers) <= LONGEST_PAGE:
        assert (list(listing.shown), listing.parts) == (papers, ())
    else:
        assert list(listing.shown) == papers[:NEWEST_SHOWN]
        assert [one for part in listing.parts for one in part.papers] == papers


@given(papers=lists())
def test_no_part_is_empty_or_longer_than_a_page_and_no_two_share_a_name_or_title(papers: list[Paper]) -> None:
    parts = cut(papers).parts

    assert [part.name for part in parts if not 1 <= len(part.papers) <= LONGEST_PAGE] == []
    assert [name for name, times in Counter(part.name for part in parts).items() if times > 1] == []
    assert [title for title, times in Counter(part.title for part in parts).items() if times > 1] == []


@given(papers=lists(), month=MONTH, day=st.integers(1, 28))
def test_one_more_paper_changes_only_the_parts_of_its_month(
    papers: list[Paper], month: tuple[int, int], day: int
) -> None:
    year = month[0]
    more = newest_first([*papers, paper("one-more", date(year, month[1], day))])
    before, after = by_name(cut(papers).parts), by_name(cut(more).parts)
    # A list that had no parts, or a year that now needs several, is laid out anew, once.
    is_cut_anew = not before or (str(year) in before) != (str(year) in after)

    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}

    allowed = {str(year), f"{year}-{month[1]:02}"}
    assert is_cut_anew or {name for name in changed if name[:7] not in allowed} == set()


@given(papers=lists(), day=st.integers(1, 28))
def test_a_year_that_is_cut_anew_leaves_the_others_alone(papers: list[Paper], day: int) -> None:
    before = by_name(cut(papers).parts)
    after = by_name(cut(newest_first([*papers, paper("one-more", date(2023, 6, day))])).parts)

    others = {name: part for name, part in before.items() if not name.startswith("2023")}
    assert {name: part for name, part in after.items() if not name.startswith("2023")} == others or not before


def by_name(parts: Sequence[ListPart]) -> dict[str, ListPart]:
    """Parts by their names, which are their addresses."""
    return {part.name: part for part in parts}


@pytest.mark.parametrize(
    ("numbers", "names"),
    [
        ({1: LONGEST_PAGE}, ["2024"]),
        ({1: LONGEST_PAGE, 3: 1}, ["2024-03", "2024-01"]),
        ({1: LONGEST_PAGE + 1}, ["2024-01-2", "2024-01"]),
        ({1: 2 * LONGEST_PAGE}, ["2024-01-2", "2024-01"]),
        ({1: 2 * LONGEST_PAGE + 1, 12: 1}, ["2024-12", "2024-01-3", "2024-01-2", "2024-01"]),
    ],
)
def test_parts_of_a_year_are_named_by_month_and_counted_from_the_oldest(
    numbers: dict[int, int], names: list[str]
) -> None:
    papers = newest_first(
        paper(f"{month}-{index}", date(2024, month, 1)) for month, number in numbers.items() for index in range(number)
    )

    assert [part.name for part in cut_year(2024, papers)] == names


def test_titles_of_parts_name_the_month_and_the_part() -> None:
    papers = newest_first(paper(str(index), date(2024, 5, 1)) for index in range(LONGEST_PAGE + 1))

    assert [part.title for part in cut_year(2024, papers)] == ["May 2024, part 2", "May 2024"]


@given(number=st.integers(1, 700), size=st.integers(1, 130))
def test_pieces_are_full_but_the_first(number: int, size: int) -> None:
    papers = [paper(str(index), date(2024, 1, 1)) for index in range(number)]

    pieces = cut_from_end(papers, size)

    assert [one for piece in pieces for one in piece] == papers
    assert [len(piece) for piece in pieces[1:] if len(piece) != size] == []
    assert [len(piece) for piece in pieces[:1] if not 1 <= len(piece) <= size] == []


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "long", "short", "month"),
    [
        (date(2025, 10, 31), "31 October 2025", "31 Oct 2025", "October 2025"),
        (date(2024, 2, 29), "29 February 2024", "29 Feb 2024", "February 2024"),
        (date(1999, 5, 1), "1 May 1999", "1 May 1999", "May 1999"),
    ],
)
def test_days_are_worded_in_english(day: date, long: str, short: str, month: str) -> None:
    assert (wording.long_day(day), wording.short_day(day), wording.month(day)) == (long, short, month)


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 papers"), (1, "1 paper"), (2, "2 papers"), (1000, "1,000 papers"), (12_000, "12,000 papers")],
)
def test_numbers_come_with_their_noun(number: int, text: str) -> None:
    assert wording.counted(number, "paper") == text


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_items_are_enumerated(items: list[str], text: str) -> None:
    assert wording.enumerated(items) == text


UNKNOWN = paper("unknown", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (UNKNOWN, None),
        (replace(UNKNOWN, author_count=1), "1 author"),
        (replace(UNKNOWN, author_count=1200), "1,200 authors"),
        (replace(UNKNOWN, organisation=Organisation("Tencent", "tencent")), "Tencent"),
        (replace(UNKNOWN, organisation=Organisation("Tencent"), author_count=4), "Tencent"),
        (replace(UNKNOWN, authors=("A",), author_count=1), "A"),
        (replace(UNKNOWN, authors=("A", "B", "C"), author_count=3), "A, B and C"),
        (replace(UNKNOWN, authors=("A", "B", "C", "D"), author_count=4), "A, B and 2 more"),
        (replace(UNKNOWN, authors=("A",), organisation=Organisation("Tencent")), "A"),
    ],
)
def test_people_are_named_where_they_are_known(known: Paper, text: str | None) -> None:
    assert wording.people(known, 3) == text


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (UNKNOWN, "1 Jan 2025"),
        (replace(UNKNOWN, arxiv=ArxivId("2412.00001")), "1 Jan 2025"),
        (replace(UNKNOWN, published=None, arxiv=ArxivId("2412.00001")), "Dec 2024"),
        (replace(UNKNOWN, published=None, arxiv=ArxivId("math/9912001")), "Dec 1999"),
        (replace(UNKNOWN, published=None), "listed 1 Jan 2025"),
    ],
)
def test_the_day_is_that_of_publication_else_what_comes_nearest(known: Paper, text: str) -> None:
    assert wording.when(known) == text
