"""Weeks, months and years of days, and the tables that show them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import digest, entry, paper

from generator.model.catalogue import Catalogue
from generator.model.curation import Site
from generator.model.digest import BlockCounts, Digest
from generator.model.identity import PagePath
from generator.model.paper import Appearance, Paper
from generator.model.problem import Place
from generator.pages.components.calendar import (
    DAY_STEPS,
    DigestDay,
    Legend,
    days_between,
    days_of,
    month_of,
    week_of,
    year_of,
)
from generator.pages.components.calendar import calendar as calendar_of
from generator.pages.components.calendar import overview as overview_of
from generator.pages.printing.calendar_html import calendar_html, legend_html, overview_html
from generator.pages.printing.paths import DIGESTS as INDEX


def day(text: str, papers: int = 1, *labels: str) -> DigestDay:
    """A day with so many papers, in one digest or in several with labels."""
    digests = tuple(digest(text, label=label or None) for label in (labels or ("",)))
    return DigestDay(date.fromisoformat(text), digests, frozenset(f"{text}-{number}" for number in range(papers)))


def days(*found: DigestDay) -> list[DigestDay]:
    """Days, newest first."""
    return sorted(found, key=lambda one: one.date, reverse=True)


def calendar(page: PagePath, days: Iterable[DigestDay]) -> str:
    """The calendar of some days, printed."""
    return calendar_html(calendar_of(days), page)


def overview(page: PagePath, days: Iterable[DigestDay]) -> str:
    """The overview of some days, printed."""
    return overview_html(overview_of(days), page)


class Table(HTMLParser):
    """The rows of the tables in a calendar, and its links by their names."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: dict[str, str] = {}
        self.shades: dict[str, str] = {}
        self.captions: list[str] = []
        self._reads: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._reads = self.rows[-1]
        elif tag == "caption":
            self.captions.append("")
            self._reads = self.captions
        elif tag == "a" and (name := found.get("aria-label")):
            self.links[name] = found["href"] or ""
            self.shades[name] = found.get("class") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "caption"):
            self._reads = None

    def handle_data(self, data: str) -> None:
        if self._reads:
            self._reads[-1] += data


# --- weeks, months, years --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slug", "title", "span"),
    [
        ("2025-10-31", "2025-w44", "week 44 of 2025", "27 October to 2 November"),
        ("2025-10-27", "2025-w44", "week 44 of 2025", "27 October to 2 November"),
        ("2025-11-02", "2025-w44", "week 44 of 2025", "27 October to 2 November"),
        ("2025-11-03", "2025-w45", "week 45 of 2025", "3 to 9 November"),
        # The last days of a year can lie in the first week of the next, and the first ones in the last week before.
        ("2024-12-29", "2024-w52", "week 52 of 2024", "23 to 29 December"),
        ("2024-12-30", "2025-w01", "week 1 of 2025", "30 December 2024 to 5 January 2025"),
        ("2025-01-05", "2025-w01", "week 1 of 2025", "30 December 2024 to 5 January 2025"),
        ("2021-01-03", "2020-w53", "week 53 of 2020", "28 December 2020 to 3 January 2021"),
        ("2023-01-01", "2022-w52", "week 52 of 2022", "26 December 2022 to 1 January 2023"),
        ("2024-02-29", "2024-w09", "week 9 of 2024", "26 February to 3 March"),
        ("9999-12-31", "9999-w52", "week 52 of 9999", "27 to 31 December"),
        ("0001-01-01", "0001-w01", "week 1 of 1", "1 to 7 January"),
    ],
)
def test_a_week_goes_from_monday_to_sunday_and_counts_as_iso_does(text: str, slug: str, title: str, span: str) -> None:
    week = week_of(date.fromisoformat(text))

    assert (week.slug, week.title, week.days) == (slug, title, span)


@given(day=st.dates(max_value=date(9999, 12, 20)), more=st.integers(0, 6))
def test_a_week_holds_seven_days(day: date, more: int) -> None:
    monday = day - timedelta(day.weekday())

    assert week_of(monday + timedelta(more)) == week_of(day)
    assert week_of(monday + timedelta(7)) != week_of(day)


def test_months_and_years_are_named() -> None:
    found = date(2025, 3, 17)

    assert (month_of(found).slug, month_of(found).title) == ("2025-03", "March 2025")
    assert (year_of(found).slug, year_of(found).title) == ("2025", "2025")
    assert month_of(found).path == "digests/2025-03.md"


@given(day=st.dates(), other=st.dates(), label=st.sampled_from([None, "w44", "2", "10"]))
def test_no_period_has_the_address_of_a_digest(day: date, other: date, label: str | None) -> None:
    slug = Digest(day, label, "", (), BlockCounts(0, 0, 0)).slug

    assert slug not in {kind(other).slug for kind in (week_of, month_of, year_of)}


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2025-10-31", "2025-10-31", "31 October 2025"),
        ("2025-10-30", "2025-10-31", "30 to 31 October"),
        ("2025-10-30", "2025-11-01", "30 October to 1 November"),
        ("2024-12-30", "2025-01-01", "30 December 2024 to 1 January 2025"),
    ],
)
def test_days_are_named_from_first_to_last(first: str, last: str, text: str) -> None:
    assert days_between(date.fromisoformat(first), date.fromisoformat(last)) == text


# --- days ------------------------------------------------------------------------------------


def catalogue(digests: Iterable[Digest], papers: Iterable[Paper]) -> Catalogue:
    """A catalogue of digests, newest first, and papers."""
    return Catalogue(Site("Shelf", "A shelf.", ()), tuple(digests), tuple(papers), ())


def test_a_day_counts_each_paper_once_over_all_of_its_digests() -> None:
    evening, morning, before = (
        digest("2025-01-05", entry(), label="evening"),
        digest("2025-01-05"),
        digest("2025-01-04"),
    )
    twice = listed("twice", morning, evening)

    found = days_of(catalogue([evening, morning, before], [twice, listed("once", evening), listed("old", before)]))

    assert [(one.isoformat(), len(of.digests), sorted(of.papers)) for one, of in found.items()] == [
        ("2025-01-05", 2, ["once", "twice"]),
        ("2025-01-04", 1, ["old"]),
    ]


def listed(slug: str, *digests: Digest) -> Paper:
    """A paper that digests list."""
    return replace(
        paper(slug, slug=slug),
        appearances=tuple(Appearance(one.slug, one.date, 1, Place(one.file)) for one in digests),
    )


# --- calendars -------------------------------------------------------------------------------


def test_a_month_has_a_row_for_each_week_and_a_column_for_each_weekday() -> None:
    table = Table(calendar(INDEX, [day("2024-02-29", 67)]))

    assert table.captions == ["February 2024"]
    assert table.rows == [
        ["", "M", "T", "W", "T", "F", "S", "S"],
        ["5", "", "", "", "1", "2", "3", "4"],
        ["6", "5", "6", "7", "8", "9", "10", "11"],
        ["7", "12", "13", "14", "15", "16", "17", "18"],
        ["8", "19", "20", "21", "22", "23", "24", "25"],
        ["9", "26", "27", "28", "29", "", "", ""],
    ]
    assert table.links == {"Week 9 of 2024": "2024-w09/", "29 February 2024: 67 papers": "2024-02-29/"}


@pytest.mark.parametrize(("year", "last"), [(2023, "28"), (2024, "29"), (2000, "29"), (1900, "28")])
def test_february_is_as_long_as_its_year_says(year: int, last: str) -> None:
    table = Table(calendar(INDEX, [day(f"{year}-02-01")]))

    assert max((cell for row in table.rows[1:] for cell in row[1:] if cell), key=int) == last


def test_months_without_a_digest_are_left_out_and_the_oldest_comes_first() -> None:
    table = Table(calendar(INDEX, [day("2025-10-31"), day("2025-10-01"), day("2024-12-30")]))

    assert table.captions == ["December 2024", "October 2025"]


def test_weeks_at_the_ends_of_a_year_have_the_number_of_their_own_year() -> None:
    december, january = (Table(calendar(INDEX, [day(one)])) for one in ("2024-12-02", "2025-01-31"))
    before = Table(calendar(INDEX, [day("2021-01-31")]))

    assert [row[0] for row in december.rows[1:]] == ["48", "49", "50", "51", "52", "1"]
    assert [row[0] for row in january.rows[1:]] == ["1", "2", "3", "4", "5"]
    assert [row[0] for row in before.rows[1:]] == ["53", "1", "2", "3", "4"]


def test_a_day_with_one_digest_leads_to_it_and_one_with_several_to_their_list() -> None:
    found = days(day("2025-01-06", 8), day("2025-01-05", 7, "evening", ""), day("2025-01-04", 1, "late"))

    table = Table(calendar(PagePath("digests/2025.md"), found))

    assert table.links == {
        "Week 1 of 2025": "../2025-w01/",
        "4 January 2025: 1 paper": "../2025-01-04-late/",
        "5 January 2025: 2 digests, 7 papers": "../2025-w01/#2025-01-05-evening",
        "Week 2 of 2025": "../2025-w02/",
        "6 January 2025: 8 papers": "../2025-01-06/",
    }


def test_the_page_of_a_month_does_not_lead_to_itself() -> None:
    found = days(day("2025-01-06"))

    assert '<caption><a href="2025-01/">January 2025</a></caption>' in calendar(INDEX, found)
    assert "<caption>January 2025</caption>" in calendar(PagePath("digests/2025-01.md"), found)


@pytest.mark.parametrize(
    ("papers", "shade"),
    [(0, ""), (1, "shade-1"), (9, "shade-1"), (10, "shade-2"), (49, "shade-3"), (50, "shade-4"), (1000, "shade-5")],
)
def test_the_shade_of_a_day_depends_on_its_own_papers_alone(papers: int, shade: str) -> None:
    found = days(day("2025-01-06", papers), day("2025-01-07", 500))

    shades = Table(calendar(INDEX, found)).shades

    assert shades[f"6 January 2025: {papers:,} paper{'' if papers == 1 else 's'}"] == shade


def test_the_legend_has_every_shade() -> None:
    shades = re.findall(r'class="shade-(\d)">([\d,]+)\+<', legend_html(Legend(DAY_STEPS, "Papers per day")))

    assert shades == [(str(number), f"{step:,}") for number, step in enumerate(DAY_STEPS, start=1)]


def test_a_calendar_holds_no_blank_line_that_would_end_it_in_markdown() -> None:
    html = calendar(INDEX, [day(f"2024-{month:02}-01") for month in range(1, 13)])

    assert "\n\n" not in html
    assert "\n\n" not in overview(INDEX, days(day("2025-01-06")))


# --- the overview ----------------------------------------------------------------------------


def test_the_overview_has_a_row_for_each_year_with_digests_and_counts_digests_by_month() -> None:
    found = days(day("2025-01-06", 8), day("2025-01-05", 300, "evening", ""), day("2022-12-31", 1))

    table = Table(overview(INDEX, found))

    assert [row[0] for row in table.rows] == ["Year", "2025", "2022"]
    assert table.rows[1] == ["2025", "3", *[""] * 11]
    assert table.rows[2] == ["2022", *[""] * 11, "1"]
    assert table.links == {
        "3 digests with 308 papers in January 2025": "2025-01/",
        "1 digest with 1 paper in December 2022": "2022-12/",
    }
    assert list(table.shades.values()) == ["shade-3", "shade-1"]


def test_a_paper_of_two_days_counts_once_in_their_month() -> None:
    first, second = day("2025-01-05", 2), day("2025-01-06", 2)
    both = DigestDay(second.date, second.digests, frozenset([*second.papers, *first.papers]))

    assert "2 digests with 4 papers in January 2025" in Table(overview(INDEX, days(first, both))).links


def test_names_of_links_hold_the_text_that_is_seen() -> None:
    found = days(day("2025-01-06", 8), day("2025-01-05", 7, "evening", ""))

    html = calendar(INDEX, found) + overview(INDEX, found)

    named = re.findall(r'aria-label="([^"]+)">([^<]+)</a>', html)
    assert len(named) == 5  # two weeks, two days, a month
    assert [(name, text) for name, text in named if text not in name] == []
