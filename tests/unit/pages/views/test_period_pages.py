"""Weeks, months and years of digests, what was discussed most, and the place of the tools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from generator.model.catalogue import Catalogue
from generator.model.curation import Area, Site, Topic
from generator.model.digest import BlockCounts, Digest, Repository
from generator.model.identity import Slug
from generator.model.paper import Appearance, Assignment, Paper, Reason
from generator.model.problem import Located, Place
from generator.model.text import Span, Text
from generator.pages.components.calendar import month_of, week_of, year_of
from generator.pages.components.list_parts import LONGEST_PAGE
from generator.pages.components.list_tools import MOST_DISCUSSED, ListOrder, ListTools, most_discussed, tools
from generator.pages.components.list_tools import discussed as discussed_section
from generator.pages.components.titles import LONGEST_TITLES
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.page import Page
from generator.pages.views.digest_pages import digest_pages
from generator.pages.views.period_pages import period_pages
from generator.pages.views.topic_pages import topic_pages
from generator.pages.views.year_pages import year_pages

PLACE = Place("digests/2025-01-01.txt")
TOPIC = Topic(Slug("x"), "X", Located("theory", PLACE), "All that is x.", PLACE)


@dataclass(frozen=True)
class List:
    """A digest as a test says it: its day, the names of its papers, and a label."""

    day: str
    papers: Sequence[str]
    label: str | None = None

    @property
    def digest(self) -> Digest:
        """The digest without its entries."""
        return Digest(date.fromisoformat(self.day), self.label, f"digests/{self.day}.txt", (), BlockCounts(0, 0, 0))


def catalogue(lists: Iterable[List], *, comments: dict[str, int] | None = None) -> Catalogue:
    """A shelf of these digests. A paper is dated by the first one that lists it."""
    newest_first = sorted(lists, key=lambda one: one.digest.slug, reverse=True)
    appearances: dict[str, list[Appearance]] = {}
    for one in reversed(newest_first):
        for position, name in enumerate(one.papers, start=1):
            seen = Appearance(one.digest.slug, one.digest.date, position, PLACE)
            appearances.setdefault(name, []).append(seen)
    papers = [paper(name, seen, (comments or {}).get(name)) for name, seen in appearances.items()]
    papers.sort(key=lambda one: one.dated, reverse=True)
    site = Site("Shelf", "A shelf.", (Area("theory", "Theory"),))
    return Catalogue(site, tuple(one.digest for one in newest_first), tuple(papers), (TOPIC,))


def paper(name: str, seen: Sequence[Appearance], comments: int | None = None) -> Paper:
    """A paper of which nothing is known but its name and where it was seen."""
    return Paper(
        slug=Slug(name),
        title=Text((Span(f"On {name}"),)),
        abstract=(),
        authors=(),
        author_count=None,
        organisation=None,
        published=None,
        comments=comments,
        upvotes=None,
        arxiv=None,
        links=(),
        appearances=tuple(seen),
        origins=(),
        topics=(Assignment(Slug("x"), (Reason(PLACE),)),),
    )


def names(prefix: str, number: int) -> list[str]:
    """So many names."""
    return [f"{prefix}{index}" for index in range(number)]


def pages(shelf: Catalogue) -> dict[str, Page]:
    """The pages that list papers, by their paths."""
    builder = ViewBuilder.of(shelf)
    kinds = (topic_pages, digest_pages, period_pages, year_pages)
    return {page.path: page for kind in kinds for page in kind(builder)}


def cards(text: str) -> list[str]:
    """The papers that a page lists, in order."""
    return re.findall(r"/([^/]+)\.md\)\{ \.title", text)


def discussed(text: str) -> list[str]:
    """The papers that a page names as those most discussed, in order."""
    section = text.partition("{ #most-discussed")[2].partition("\n## ")[0]
    return re.findall(r"^- \[.*\]\(\.\./.*papers/([^.]+)\.md\)", section, flags=re.MULTILINE)


# --- what a week, a month and a year list ----------------------------------------------------

AUTUMN = [
    List("2025-10-24", ["friday"]),
    List("2025-10-27", ["monday", "again"]),
    List("2025-10-31", ["again", "morning"]),
    List("2025-10-31", ["late", "monday"], "evening"),
    List("2025-11-01", ["november", "again"]),
]


def test_a_week_lists_each_paper_once_below_the_newest_digest_that_has_it() -> None:
    text = pages(catalogue(AUTUMN))["digests/2025-w44.md"].markdown()

    assert cards(text) == ["november", "again", "late", "monday", "morning"]
    # The oldest digest has no heading of its own: all of its papers came again.
    assert re.findall(r"^## \[(.+?)\]", text, flags=re.MULTILINE) == [
        "1 November 2025",
        "31 October 2025, evening",
        "31 October 2025",
    ]
    assert "# Digests of week 44 of 2025, 27 October to 2 November\n" in text
    assert "5 papers in 4 digests" in text


def test_a_week_names_its_digests_with_the_place_that_a_calendar_leads_to() -> None:
    made = pages(catalogue(AUTUMN))

    week = made["digests/2025-w44.md"].markdown()

    assert "[31 October 2025, evening](../digests/2025-10-31-evening.md){ #2025-10-31-evening }" in week
    assert 'href="2025-w44/#2025-10-31-evening"' in made["digests/index.md"].markdown()


def test_a_month_lists_the_papers_of_its_own_digests_only() -> None:
    made = pages(catalogue(AUTUMN))

    assert cards(made["digests/2025-10.md"].markdown()) == ["late", "monday", "again", "morning", "friday"]
    assert cards(made["digests/2025-11.md"].markdown()) == ["november", "again"]


def test_periods_lead_to_their_neighbours_and_to_what_they_lie_in() -> None:
    made = pages(catalogue([*AUTUMN, List("2024-12-30", ["old"])]))
    facts = {path: page.markdown().split("\n{ .facts }")[0].splitlines()[-1] for path, page in made.items()}

    assert facts["digests/2025-w44.md"].partition(" · ")[2] == (
        "older: [week 43 of 2025](../digests/2025-w43.md)"
        " · [October 2025](../digests/2025-10.md) · [November 2025](../digests/2025-11.md)"
        " · [2025](../digests/2025.md)"
    )
    assert facts["digests/2025-w01.md"].partition(" · ")[2] == (
        "newer: [week 43 of 2025](../digests/2025-w43.md)"
        " · [December 2024](../digests/2024-12.md) · [2024](../digests/2024.md)"
    )
    assert facts["digests/2025-10.md"].partition(" · ")[2] == (
        "older: [December 2024](../digests/2024-12.md) · newer: [November 2025](../digests/2025-11.md)"
        " · [2025](../digests/2025.md)"
    )
    assert facts["digests/2025.md"].partition(" · ")[2] == (
        "older: [2024](../digests/2024.md) · [all digests](../digests/index.md)"
    )


def test_a_year_shows_its_months_and_no_cards() -> None:
    text = pages(catalogue(AUTUMN))["digests/2025.md"].markdown()

    assert cards(text) == []
    assert re.findall(r"^- \[(\w+ 2025)\].*?>(\d+)</span>", text, flags=re.MULTILINE) == [
        ("November 2025", "2"),
        ("October 2025", "5"),
    ]
    assert text.count('<table class="month">') == 2


def test_every_digest_is_reached_from_the_index_through_year_month_and_week() -> None:
    lists = [List(f"{year}-06-15", [f"p{year}"]) for year in range(2005, 2025)]
    made = pages(catalogue(lists))

    index = made["digests/index.md"].markdown()

    for year in range(2005, 2025):
        assert f'href="{year}/"' in index
        assert f'href="../{year}-06/"' in made[f"digests/{year}.md"].markdown()
        month = made[f"digests/{year}-06.md"].markdown()
        assert f'href="../{year}-06-15/"' in month
        assert f'href="../{week_of(date(year, 6, 15)).slug}/"' in month


# --- long ones -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def busy() -> Catalogue:
    """October 2025 with fifty papers on each working day, and an old one on each of them."""
    first = date(2025, 10, 1)
    working = [day for day in (first + timedelta(n) for n in range(31)) if day.weekday() < 5]
    return catalogue(List(str(day), [*names(f"d{day:%d}-", 50), "evergreen"]) for day in working)


DAY_LINE = re.compile(r"^- \[(.+?)\]\(.*?>(\d+)</span>", re.MULTILINE)


def test_a_long_week_lists_each_paper_once_by_its_title_on_one_page(busy: Catalogue) -> None:
    made = pages(busy)
    text = made["digests/2025-w42.md"].markdown()

    assert [path for path in made if path.startswith("digests/2025-w42")] == ["digests/2025-w42.md"]
    assert cards(text) == []
    assert 'class="tools"' not in text
    days = text.split("\n## [")[1:]
    assert [day.partition("]")[0] for day in days] == [f"{day} October 2025" for day in (17, 16, 15, 14, 13)]
    titles = [re.findall(r"^- \[On (.+?)\]\(\.\./papers/\1\.md\)$", day, flags=re.MULTILINE) for day in days]
    assert titles == [[*names("d17-", 50), "evergreen"], *(names(f"d{day}-", 50) for day in (16, 15, 14, 13))]
    assert DAY_LINE.findall(text) == [(f"{day} October 2025", "51") for day in (17, 16, 15, 14, 13)]
    assert onward(text) == "Older week: [week 41 of 2025](../digests/2025-w41.md)"


def test_a_month_too_long_for_titles_shows_its_days_and_what_was_discussed_most(busy: Catalogue) -> None:
    noisy = replace(busy, papers=tuple(replace(one, comments=9) if one.slug == "d07-3" else one for one in busy.papers))
    made = pages(noisy)
    text = made["digests/2025-10.md"].markdown()

    assert [path for path in made if path.startswith("digests/2025-10.md")] == ["digests/2025-10.md"]
    assert "1,151 papers in 23 digests" in text
    assert text.count('<table class="month">') == 1
    assert len(DAY_LINE.findall(text.partition("## Most")[0])) == 23
    assert re.findall(r"papers/(.+?)\.md", text) == discussed(text) == ["d07-3"]


def test_a_long_month_of_a_year_lists_titles_and_a_short_one_cards() -> None:
    lists = [List("2025-08-31", names("a", LONGEST_PAGE + 1)), List("2025-07-31", names("j", LONGEST_PAGE))]
    made = pages(catalogue(lists))
    august, july = made["years/2025-08.md"].markdown(), made["years/2025-07.md"].markdown()

    assert cards(august) == []
    assert re.findall(r"^- \[On (.+?)\]", august, flags=re.MULTILINE) == names("a", LONGEST_PAGE + 1)
    assert cards(july) == names("j", LONGEST_PAGE)


def test_the_index_of_twenty_full_years_is_light() -> None:
    first = date(2006, 1, 2)
    working = [day for day in (first + timedelta(n) for n in range(20 * 365)) if day.weekday() < 5]
    made = catalogue(List(str(day), [f"p{day}"]) for day in working)

    index = pages(made)["digests/index.md"].markdown()

    assert len(index.encode()) < 150_000
    assert "2006" in index


# --- what was discussed most -----------------------------------------------------------------


def test_only_papers_with_comments_are_discussed_the_most_first() -> None:
    comments = {"p3": 5, "p1": 7, "p4": 5, "p2": 4, "p0": 0}
    papers = catalogue([List("2025-10-31", names("p", 12))], comments=comments).papers

    assert [one.slug for one in noticed(papers)] == ["p1", "p3", "p4"]
    assert len(noticed([replace(one, comments=9) for one in papers])) == MOST_DISCUSSED
    assert noticed([replace(one, comments=4) for one in papers]) == ()
    assert noticed(papers[:9]) == ()


def noticed(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """The papers that a list names as those most discussed."""
    found = most_discussed(papers)
    return found.papers if found else ()


def test_without_enough_comments_a_list_names_what_has_most_upvotes_or_stars() -> None:
    papers = catalogue([List("2025-10-31", names("p", 12))], comments={"p3": 4}).papers
    starred = [
        replace(one, code=Repository("https://github.com/a/b", 9)) if one.slug == "p4" else one for one in papers
    ]
    upvoted = [replace(one, upvotes=6) if one.slug == "p5" else one for one in starred]

    for listed, title, slug in ((starred, "Most starred, by number of stars", "p4"), (upvoted, "Most upvoted", "p5")):
        section = discussed_section(most_discussed(listed))
        assert section
        assert section.title.startswith(title)
        assert [line.link.page for line in section.lines] == [f"papers/{slug}.md"]


def test_months_and_years_show_what_was_discussed_most() -> None:
    lists = [List("2025-10-31", names("o", 12)), List("2025-09-30", names("s", 12))]
    made = pages(catalogue(lists, comments={"o1": 8, "s1": 9, "s2": 5, "s3": 4}))

    assert discussed(made["digests/2025-10.md"].markdown()) == ["o1"]
    assert discussed(made["digests/2025.md"].markdown()) == ["s1", "o1", "s2"]
    assert discussed(made["years/2025.md"].markdown()) == ["s1", "o1", "s2"]
    assert discussed(made["topics/x.md"].markdown()) == ["s1", "o1", "s2"]
    assert discussed(made["digests/2025-w44.md"].markdown()) == []


def test_a_topic_shows_what_was_discussed_most_of_its_newest_year() -> None:
    lists = [List("2025-10-31", names("n", 12)), List("2024-10-31", names("o", 12))]
    made = pages(catalogue(lists, comments={"n1": 5, "o1": 9}))

    text = made["topics/x.md"].markdown()

    assert "## Most discussed of 2025, by number of comments" in text
    assert discussed(text) == ["n1"]


def test_a_long_year_shows_what_was_discussed_most_of_all_of_it() -> None:
    lists = [List("2025-10-31", names("n", 100)), List("2025-02-28", names("o", 100))]
    made = pages(catalogue(lists, comments={"n99": 5, "o99": 9}))

    assert discussed(made["years/2025.md"].markdown()) == ["o99", "n99"]
    assert discussed(made["years/2025-10.md"].markdown()) == ["n99"]


# --- where a list ends -----------------------------------------------------------------------


def onward(text: str) -> str:
    """What a page says after its last paper, without the address."""
    return " ".join(re.findall(r"^(.+)\n\{ \.onward \}$", text, flags=re.MULTILINE))


def test_each_list_leads_on_to_the_older_one() -> None:
    made = {path: page.markdown() for path, page in pages(catalogue(AUTUMN)).items()}

    assert (
        onward(made["digests/2025-11-01.md"])
        == "Older digest: [31 October 2025, evening](../digests/2025-10-31-evening.md)"
    )
    assert onward(made["digests/2025-10-24.md"]) == ""
    assert onward(made["digests/2025-w44.md"]) == "Older week: [week 43 of 2025](../digests/2025-w43.md)"
    assert onward(made["digests/2025-11.md"]) == "Older month: [October 2025](../digests/2025-10.md)"


def test_a_digest_in_parts_leads_to_the_next_part_first() -> None:
    lists = [List("2025-10-30", ["old"]), List("2025-10-31", names("p", LONGEST_PAGE + 5))]
    made = {path: page.markdown() for path, page in pages(catalogue(lists)).items()}

    assert onward(made["digests/2025-10-31.md"]) == "Next part: [part 2 of 2](../digests/2025-10-31/2.md)"
    assert onward(made["digests/2025-10-31/2.md"]) == "Older digest: [30 October 2025](../../digests/2025-10-30.md)"
    assert f'data-of="{LONGEST_PAGE + 5}" data-search="digest=2025-10-31"></div>' in made["digests/2025-10-31.md"]


def test_a_long_topic_names_its_months_first_and_each_leads_to_those_beside_it() -> None:
    lists = [
        List("2025-10-31", names("o", 50)),
        List("2025-09-30", names("s", 50)),
        List("2025-08-31", names("a", 130)),
        List("2024-08-31", names("y", 20)),
    ]
    made = {path: page.markdown() for path, page in pages(catalogue(lists)).items() if path.startswith("topics/x")}
    whole, months = made["topics/x.md"], made["topics/x/2025-09.md"]

    dates = re.findall(r"^ *- (.+)$", whole.partition("{ #all-papers .months }")[2].partition("<div")[0], re.MULTILINE)
    of_2025, of_2024 = ["**2025**", "[Oct] 50", "[Sep] 50", "[31 Aug] 10", "[31 Aug] 120"], ["**2024**", "[all] 20"]
    assert [re.sub(r"\(.*?\)|<.*?>", "", line) for line in dates] == [*of_2025, *of_2024]
    # The paper after the sixty that are shown is in September.
    assert onward(whole) == "Older papers: [September 2025](../topics/x/2025-09.md)"
    assert "older: [August 2025, part 2](../../topics/x/2025-08-2.md) · newer: [October 2025](" in months
    assert onward(months) == "Older papers: [August 2025, part 2](../../topics/x/2025-08-2.md)"
    assert 'data-search="topic=x"></div>' in months
    assert onward(made["topics/x/2024.md"]) == ""


def test_a_long_year_has_one_row_for_each_month() -> None:
    many = names("b", LONGEST_TITLES + 10)
    lists = [List("2025-08-30", many), List("2025-08-31", ["c"]), List("2025-03-01", names("m", 9))]
    text = pages(catalogue(lists))["years/2025.md"].markdown().partition("## By month")[2]

    rows = re.findall(r"^( *)- (?:\[(.+?)\]\((.+?)\) <.*?>(\d+)<|(.+))", text, re.MULTILINE)
    assert [(row[1:4]) for row in rows if not row[0]] == [
        ("August 2025", "../years/2025-08-2.md", "611"),
        ("March 2025", "../years/2025-03.md", "9"),
    ]
    assert [row[4] for row in rows if row[0]] == [
        "[30 to 31 Aug](../years/2025-08-2.md) · [30 Aug](../years/2025-08.md)"
    ]


@pytest.mark.parametrize(("day", "is_unfinished"), [("2025-10-30", True), ("2025-10-31", False)])
def test_a_month_that_goes_on_after_the_newest_digest_is_hatched(day: str, *, is_unfinished: bool) -> None:
    made = pages(catalogue([List(day, ["a"]), List("2025-09-02", ["b"])]))
    months = made["digests/2025.md"].markdown().partition("## Months")[2]

    said = "unfinished: the newest digest is of 30 October 2025"
    assert [row.count("bar--unfinished") for row in months.splitlines() if row.startswith("- ")] == [
        int(is_unfinished),
        0,
    ]
    assert (said in months) == is_unfinished
    # The year goes on in both cases.
    assert "bar--unfinished" in made["years/index.md"].markdown()


# --- the place of the tools ------------------------------------------------------------------


def test_a_short_list_has_no_tools() -> None:
    assert tools(ListOrder.NEWEST, 9) is None
    assert tools(ListOrder.NEWEST, 10) == ListTools(ListOrder.NEWEST)


def test_a_page_that_shows_a_part_of_a_list_says_how_long_that_is_and_what_the_search_calls_it() -> None:
    many = catalogue([List("2025-10-31", names("n", 100)), List("2025-02-28", names("o", 100))])
    text = pages(many)["topics/x.md"].markdown()

    assert '<div class="tools" data-order="newest" data-of="200" data-search="topic=x"></div>' in text


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("digests/2025-10-31.md", "digest"),
        ("digests/2025-10.md", "digests"),
        ("digests/2025-w44.md", "digests"),
        ("topics/x.md", "newest"),
        ("years/2025.md", "newest"),
    ],
)
def test_the_tools_know_the_order_of_the_list(path: str, order: str) -> None:
    text = pages(catalogue([List("2025-10-31", names("n", 12))]))[path].markdown()

    before, found, after = text.partition(f'<div class="tools" data-order="{order}"></div>\n\n')
    assert found
    assert (cards(before), len(cards(after))) == ([], 12)


# --- what a new digest changes ---------------------------------------------------------------


def changed(before: Catalogue, after: Catalogue) -> set[str]:
    """The pages whose fingerprints differ."""
    one, two = pages(before), pages(after)
    paths = one.keys() | two.keys()
    return {
        path for path in paths if path not in one or path not in two or one[path].fingerprint != two[path].fingerprint
    }


def test_a_new_digest_changes_its_own_periods_and_no_others() -> None:
    lists = [List(f"2025-{month:02}-{day}", [f"p{month}-{day}"]) for month in (3, 9, 10) for day in (13, 14, 15)]
    before, after = (catalogue(found) for found in (lists, [*lists, List("2025-10-16", ["new"])]))

    assert {path for path in changed(before, after) if path.startswith("digests/")} == {
        "digests/index.md",
        "digests/2025.md",
        "digests/2025-10.md",
        "digests/2025-w42.md",
        "digests/2025-10-15.md",
        "digests/2025-10-16.md",
    }


def test_an_old_digest_changes_its_own_periods_and_no_others() -> None:
    lists = [List(f"{year}-{month:02}-10", [f"p{year}-{month}"]) for year in (2023, 2024, 2025) for month in (3, 4, 5)]
    before, after = (catalogue(found) for found in (lists, [*lists, List("2024-04-11", ["new"])]))

    found = {path for path in changed(before, after) if path.startswith("digests/")}

    day = date(2024, 4, 11)
    own = {kind(day).path for kind in (week_of, month_of, year_of)}
    assert found == own | {
        "digests/index.md",
        "digests/2024-04-11.md",
        "digests/2024-04-10.md",
        "digests/2024-05-10.md",
    }


CHANGES: list[tuple[list[List], dict[str, int]]] = [
    (AUTUMN, {}),
    (AUTUMN, {"again": 4}),
    (AUTUMN[:-1], {}),
    ([*AUTUMN, List("2025-11-03", ["again", "week later"])], {}),
    ([*AUTUMN, List("2024-01-01", names("p", 130))], {}),
    ([*AUTUMN, List("2024-01-01", names("p", 130)), List("2024-01-02", names("p", 5))], {"p7": 3}),
    ([*AUTUMN, List("2024-01-01", names("p", 130)), List("2024-01-02", names("q", 5))], {"p7": 4}),
    ([*AUTUMN, List("2024-01-01", names("p", 130), "early"), List("2024-01-02", names("q", 5))], {"p7": 4}),
    # As many papers on each day, but one of them on two days.
    ([List("2025-10-30", ["a", "b"]), List("2025-10-31", ["c", "d"])], {}),
    ([List("2025-10-30", ["a", "b"]), List("2025-10-31", ["c", "b"])], {}),
    # As many papers on each day and in the year, but not in each month.
    ([List("2025-09-30", ["d", "e"]), List("2025-10-30", ["a", "b"]), List("2025-10-31", ["a", "c"])], {}),
    ([List("2025-09-30", ["a", "e"]), List("2025-10-30", ["a", "b"]), List("2025-10-31", ["x", "c"])], {}),
    # What changes lies on another part: a paper that two digests of a day list, comments, a day.
    ([List("2025-10-02", ["x", "y"]), List("2025-10-02", ["z"], "b"), List("2025-10-30", names("p", 130))], {}),
    ([List("2025-10-02", ["x", "y"]), List("2025-10-02", ["x"], "b"), List("2025-10-30", names("p", 130))], {}),
    ([List("2025-10-02", ["x"]), List("2025-10-02", ["y"], "b"), List("2025-10-30", names("p", 130))], {"p129": 1}),
    ([List("2025-10-02", ["x"]), List("2025-10-03", ["y"], "b"), List("2025-10-30", names("p", 130))], {"p129": 2}),
    ([List("2025-10-30", names("p", 20)), List("2025-10-31", names("q", 20))], {"p1": 2}),
    ([List("2025-10-30", names("p", 20)), List("2025-10-31", names("q", 20))], {"p1": 2, "q3": 1}),
]


def test_pages_of_equal_fingerprints_are_printed_alike() -> None:
    printed: dict[tuple[str, str], str] = {}
    for lists, comments in CHANGES:
        for path, page in pages(catalogue(lists, comments=comments)).items():
            text = page.markdown()
            assert printed.setdefault((path, page.fingerprint), text) == text, path
