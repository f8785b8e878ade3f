"""The page of trends: charts that are sound, sentences that are certain, and the same numbers everywhere."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown as MarkdownReader
from support.project import Project
from support.site_check import HtmlPage

from generator.catalogue.attention import Attention, Noticed
from generator.catalogue.trends.list_trends import Trends, trends_of
from generator.catalogue.trends.new_terms import Term, Vocabulary
from generator.catalogue.trends.significance import Change
from generator.content.read import ContentResult
from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.model.period import Period, Step
from generator.pages.components.charts import Bars, Chart, FoldedTable
from generator.pages.components.trend_tables import Table, tables_of
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.printing.chart_html import axis, chart_svg, folded_table, plot
from generator.pages.printing.html import element, escaped
from generator.pages.views.trends_page import nice, trends_page
from generator.site.exports.trends_csv import table_csv, write_trends

pytestmark = pytest.mark.site

HOSTILE = "<script>alert(1)</script> & \"quotes\" 'and' </td></table></details> ```x``` # {{ config }} *a* [b](c)"
LARGEST_PAGE = 80_000
EXTENSIONS = ["attr_list", "md_in_html", "fenced_code", "tables", "toc"]


def months(number: int) -> tuple[Period, ...]:
    """The months to October 2025."""
    last = Period(Step.MONTH, 2025 * 12 + 9)
    return tuple(last + (index + 1 - number) for index in range(number))


def page_of(catalogue: Catalogue, trends: Trends | None) -> HtmlPage:
    """The page, as Markdown makes HTML of it."""
    text = trends_page(ViewBuilder.of(catalogue), trends).markdown().split("---\n", 2)[2]
    html = MarkdownReader(extensions=EXTENSIONS).convert(text)
    return HtmlPage("trends/index.html", f"<article>{html}</article><footer></footer>")


@pytest.fixture(scope="module")
def trends(real_content: ContentResult) -> Trends:
    """The trends of the shipped content."""
    found = trends_of(real_content.catalogue)
    assert found
    return found


def ranked(trends: Trends) -> tuple[Paper, ...]:
    """The papers that the page ranks."""
    assert trends.noticed
    return trends.noticed.papers


@pytest.fixture(scope="module")
def page(real_site: Path) -> HtmlPage:
    """The page of the shipped content."""
    return HtmlPage("trends/index.html", (real_site / "trends/index.html").read_text(encoding="utf-8"))


# --- charts ----------------------------------------------------------------------------------


def test_a_bar_is_as_high_as_its_value_and_begins_at_zero() -> None:
    (path,) = re.findall(r'class="solid" d="([^"]*)"', plot(Bars((1, 0, 4), (1, 1, 1), 4)))

    assert path == "M0.1 100v-25h.8v25zm2 0v-100h.8v100z"


def test_a_value_above_zero_is_never_invisible() -> None:
    assert "v-1h" in plot(Bars((1, 4000), (1, 1), 4000))


def test_where_nothing_was_counted_the_base_line_is_broken() -> None:
    (path,) = re.findall(r'class="base" d="([^"]*)"', plot(Bars((1, 0, 0, 2, 3), (9, 9, 0, 9, 9), 3)))

    assert path == "M0 100h2M3 100h2"


def test_a_bar_of_few_is_hollow() -> None:
    drawn = plot(Bars((50, 50), (2, 20), 100, least=10))

    assert re.findall(r'class="(\w+)" d="M(\d)', drawn) == [("solid", "1"), ("hollow", "0"), ("base", "0")]


@pytest.mark.parametrize("height", [1, 5, 6, 13, 40, 100])
def test_the_bar_of_an_unfinished_period_is_hatched_inside_its_box(height: int) -> None:
    drawn = plot(Bars((100, height), (1, 1), 100, is_unfinished=True))
    (box,) = re.findall(r'class="hollow" d="([^"]*)"', drawn)
    outline, *lines = box.split("M")[1:]

    assert re.findall(r'class="solid" d="M(\d)', drawn) == ["0"]
    assert outline == f"1.1 100v-{height}h.8v{height}z"
    assert (len(lines) > 2) == (height > 12)
    for line in lines:
        x, y, across, up = map(float, re.fullmatch(r"(.+) (.+)l(.+) -(.+)", line).groups())  # type: ignore[union-attr]
        assert 1.1 <= x <= x + across <= 1.9 + 0.01
        assert 100 - height - 0.01 <= y - up <= y <= 100


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 20)), min_size=1, max_size=24))
def test_any_chart_is_sound_xml_without_a_blank_line(series: list[tuple[int, int]]) -> None:
    bars = Bars(tuple(value for value, _ in series), tuple(of for _, of in series), max(1, *(v for v, _ in series)), 10)
    drawn = chart_svg(Chart("title", "finding", bars, months(len(series))))

    root = ElementTree.fromstring(drawn)
    assert "\n" not in drawn
    labels = [text.text for text in root.iter("text") if "value" in text.attrib["class"]]
    assert set(labels) <= {f"{value:,}" for value, of in series if of}


@pytest.mark.parametrize(
    ("periods", "labels"),
    [
        (months(1), ["Oct 2025"]),
        (months(8), ["Mar 2025", "Oct 2025"]),
        (months(10), ["2025", "Oct 2025"]),
        (months(12), ["2025", "Oct 2025"]),
        (months(24), ["2024", "2025", "Oct 2025"]),
        (
            tuple(Period(Step.QUARTER, 2021 * 4 + index) for index in range(20)),
            ["2021", "2022", "2023", "2024", "2025"],
        ),
        (tuple(Period(Step.YEAR, 2020 + index) for index in range(3)), ["2020", "2021", "2022"]),
    ],
)
def test_years_stand_below_a_chart(periods: tuple[Period, ...], labels: list[str]) -> None:
    assert [label for _, label, _ in axis(periods)] == labels


NUMBERS = st.lists(st.one_of(st.integers(0, 12), st.integers(90, 110), st.integers(0, 99_999)), min_size=1, max_size=24)


@given(NUMBERS, st.sampled_from(Step), st.sampled_from([(326, False), (480, True)]))
def test_no_two_texts_of_a_chart_touch(numbers: list[int], step: Step, screen: tuple[int, bool]) -> None:
    width, is_desk = screen
    last = Period.of(date(2025, 10, 31), step)
    periods = tuple(last + (index + 1 - len(numbers)) for index in range(len(numbers)))
    bars = Bars(tuple(numbers), tuple(1 for _ in numbers), max(1, *numbers))
    boxes: dict[str, list[tuple[float, float, float]]] = {"value": [], "tick": []}

    for text in ElementTree.fromstring(chart_svg(Chart("title", "finding", bars, periods))).iter("text"):
        names, wide = text.attrib["class"].split(), 7.7 * len(text.text or "")
        at = float(text.attrib["x"].rstrip("%")) * width / 100
        left = at if "start" in names else at - wide if "end" in names else at - wide / 2
        if is_desk or "minor" not in names:
            boxes[names[0]].append((left, left + wide, float(text.attrib["y"])))

    assert boxes["value"]
    for row in boxes.values():
        for one, other in combinations(sorted(row), 2):
            assert one[1] < other[0] or abs(one[2] - other[2]) > 13, (one, other)


@pytest.mark.parametrize(
    ("value", "round_"),
    [(0, 1), (1, 1), (1.1, 2), (7, 8), (9, 10), (10, 10), (33, 40), (73, 80), (99, 100), (801, 1000)],
)
def test_a_scale_ends_at_a_round_number(value: float, round_: int) -> None:
    assert nice(value) == round_


@given(st.text(max_size=60))
def test_text_is_escaped_for_elements_and_attributes(text: str) -> None:
    drawn = element("a", text, title=text)

    read = HtmlPage("x", drawn).elements
    assert [one.tag for one in read] == ["a"]
    # Null and other characters that no page may hold are replaced by whoever reads HTML, not by us.
    assert escaped(text).count("<") == escaped(text).count(">") == escaped(text).count('"') == 0


# --- tables ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["published", "listed", "areas", "topics_published", "topics_listed"])
def test_a_folded_table_holds_the_numbers_of_its_chart(page: HtmlPage, trends: Trends, name: str) -> None:
    found: Table = getattr(tables_of(trends), name)

    table = next(one for one in page.all("table") if found.caption in one.text)
    rows = ["".join(one.text.split()) for one in page.all("tr") if one.text.strip() in table.text]
    assert "details" in table.within
    for row in found.rows:
        cells = "".join(str(cell) for cell in row[1:])
        assert any(text.endswith(cells) for text in rows), row


def test_every_table_has_a_caption_and_names_its_rows_and_columns(page: HtmlPage) -> None:
    tables = page.content("table")
    captions = page.content("caption")
    heads = [one.attributes.get("scope") for one in page.content("th")]

    assert len(tables) == len(captions) == 7
    assert all(one.text.strip() for one in captions)
    assert set(heads) == {"col", "row"}


@pytest.mark.parametrize("kind", ["real", "toy"])
def test_each_file_reads_back_as_its_table(kind: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(f"{kind}_site")
    shelf: ContentResult = request.getfixturevalue(f"{kind}_content")
    trends = trends_of(shelf.catalogue)
    assert trends

    for table in tables_of(trends).all:
        data = (site / f"trends/{table.name}.csv").read_bytes()
        head, *rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
        assert head == [plain(one) for one in table.columns]
        assert [[cell.removeprefix("'") for cell in row] for row in rows] == [
            [plain(one).removeprefix("'") for one in row] for row in table.rows
        ]


def plain(value: str | int | Period) -> str:
    """A cell as a file has it."""
    return value.name if isinstance(value, Period) else str(value)


def test_the_page_names_every_file(page: HtmlPage, trends: Trends) -> None:
    assert sorted(page.links("trends/")) == sorted(f"trends/{table.name}.csv" for table in tables_of(trends).all)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_a_spreadsheet_would_run_is_marked_as_text(text: str) -> None:
    written = table_csv(Table("x", "X", ("Paper", "Comments"), ((text, -1),)))

    assert list(csv.reader(io.StringIO(written, newline=""))) == [["Paper", "Comments"], [f"'{text}", "-1"]]


def test_without_papers_there_are_no_files(tmp_path: Path) -> None:
    assert write_trends(tmp_path, None) == []


# --- the page --------------------------------------------------------------------------------


def test_the_page_is_light(real_site: Path) -> None:
    assert (real_site / "trends/index.html").stat().st_size < LARGEST_PAGE


def test_the_page_says_what_is_certain_of_the_shipped_digests(page: HtmlPage) -> None:
    text = " ".join(page.one("article").text.split())

    assert "2 digests so far, too few to show a trend." in text
    assert "Papers by quarter of publication" in text
    assert re.search(r"“Now” means the 12 months to October 2025, with \d+ papers", text)
    assert "More than before" in text


def test_topics_and_areas_and_papers_are_linked(page: HtmlPage, real_content: ContentResult, trends: Trends) -> None:
    assert {f"topics/#{group.slug}" for group in trends.areas} <= set(page.links("topics/#"))
    drawn = {link.removeprefix("topics/").rstrip("/") for link in page.links("topics/") if "#" not in link}
    assert drawn
    assert drawn <= set(real_content.catalogue.topic)
    assert page.links("papers/") == [f"papers/{paper.slug}/" for paper in ranked(trends)]


def test_words_lead_to_a_search_for_them(page: HtmlPage, trends: Trends) -> None:
    terms = [term.text for term in trends.vocabulary.terms]

    assert terms
    assert [unquote(link.removeprefix("search/?q=")) for link in page.links("search/?q=")] == terms


def test_a_page_without_papers_says_so(real_content: ContentResult) -> None:
    empty = replace(real_content.catalogue, papers=(), digests=())

    assert "There are no papers yet." in page_of(empty, trends_of(empty)).one("article").text


def test_with_few_papers_nothing_is_compared(toy_site: Path) -> None:
    page = HtmlPage("trends/index.html", (toy_site / "trends/index.html").read_text(encoding="utf-8"))

    text = page.one("article").text
    assert text.count("There is too little to compare yet") == 2
    assert "before" not in [fact.text for fact in page.all("p", "facts")]


def test_whatever_is_scraped_stays_text(real_content: ContentResult, trends: Trends) -> None:
    change = Change(5, 10, 1, 20)
    hostile = replace(
        trends,
        vocabulary=Vocabulary((Term(HOSTILE, change),), 100),
        areas=tuple(replace(group, title=HOSTILE) for group in trends.areas),
        topics=tuple(replace(group, title=HOSTILE) for group in trends.topics),
        noticed=Noticed(
            Attention.COMMENTS,
            tuple(
                replace(
                    paper,
                    authors=(HOSTILE,),
                    title=replace(paper.title, spans=(replace(paper.title.spans[0], text=HOSTILE),)),
                )
                for paper in ranked(trends)
            ),
        ),
    )
    usual, found = page_of(real_content.catalogue, trends), page_of(real_content.catalogue, hostile)

    assert found.all("script") == []
    assert {one.tag for one in found.elements} == {one.tag for one in usual.elements}
    assert [one.text for one in found.content("a", "paper")] == [" ".join(HOSTILE.split())] * len(ranked(trends))
    for text in (link.text for link in found.content("a") if found.target(link).startswith("topics/")):
        assert text == HOSTILE
    assert unquote(found.links("search/?q=")[0].removeprefix("search/?q=")) == HOSTILE


def test_numbers_can_be_reached_and_are_named() -> None:
    drawn = folded_table(FoldedTable(Table("x", HOSTILE, ("A", "B"), (("c", 1234),))))

    root = ElementTree.fromstring(drawn)
    box = root.find(".//div[@role='region']")
    assert box is not None
    assert (box.attrib["tabindex"], box.attrib["aria-label"]) == ("0", HOSTILE)
    assert "1,234" in drawn


# --- builds ----------------------------------------------------------------------------------


def test_a_digest_more_changes_the_page_and_no_other_depends_on_it(toy: Project) -> None:
    toy.build()
    before = (toy.site / "trends/index.html").read_bytes()
    unchanged = toy.build()
    toy.write(
        "content/digests/2025-01-07.txt",
        "Daily Papers\n\nJan 7\n\nOne More\n\nWe show one more paper, which is short.\n",
    )
    changed = toy.build()

    assert "trends/index.md" not in unchanged.rendered
    assert "trends/index.md" in changed.rendered
    assert (toy.site / "trends/index.html").read_bytes() != before
    assert sum("2025-01" in line for line in (toy.site / "trends/papers-by-digest.csv").read_text().splitlines()) == 1


def test_files_of_another_time_are_removed(toy: Project) -> None:
    toy.build()
    assert (toy.site / "trends/words.csv").is_file()
    for path in (toy.content / "digests").iterdir():
        path.unlink()
    toy.build()

    assert sorted(path.name for path in (toy.site / "trends").iterdir()) == ["index.html", "index.md"]
