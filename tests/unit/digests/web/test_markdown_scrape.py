"""Pages in Markdown: what a page shows is what is read, whichever tool wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import shown as listed
from support.golden_cases import CASES
from support.markdown_writer import Tool
from support.page_writer import Part, Shown, day_page, paper_page, search_page, trending_page
from support.project import TOY_CONTENT
from support.scrape_strategies import shown_lists, shown_papers, tools

from generator.digests.reader import read_digest
from generator.digests.web.markdown_scrape import read_markdown
from generator.model.digest import Digest, Entry, Organisation, Repository
from generator.model.identity import letters
from generator.model.problem import Problem

DAY = date(2026, 6, 29)
SCRAPES = CASES.parent / "recorded/scrapes"
ScrapedPage = Callable[[list[Shown], date], Iterator[Part]]


def read(text: str, day: date = DAY) -> tuple[Digest, list[Problem]]:
    return read_markdown(f"digests/{day}.md", day, None, text)


# --- what is shown is what is read -----------------------------------------------------------


@given(shown_lists(DAY), tools())
def test_the_page_of_a_day(papers: list[Shown], tool: Tool) -> None:
    digest, problems = read(tool.write(day_page(papers, DAY)))
    assert listed(problems) == []
    assert digest.block_counts.reported == 0
    assert [_key(entry, tool) for entry in digest.entries] == [_shown_key(paper, tool) for paper in papers]
    for entry, paper in zip(digest.entries, papers, strict=True):
        counts = (entry.upvotes, entry.comments, entry.author_count, entry.submitter)
        assert counts == (paper.upvotes, paper.comments, len(paper.authors), paper.submitter)


@given(shown_lists(DAY), tools())
def test_the_page_of_a_search(papers: list[Shown], tool: Tool) -> None:
    digest, problems = read(tool.write(search_page(papers, DAY)))
    assert listed(problems) == []
    assert digest.block_counts.reported == 0
    assert [_key(entry, tool) for entry in digest.entries] == [_shown_key(paper, tool) for paper in papers]
    for entry, paper in zip(digest.entries, papers, strict=True):
        assert letters("".join(entry.abstract)) == letters("".join(paper.abstract))
        assert (entry.upvotes, entry.comments, entry.published) == (paper.upvotes, paper.comments, paper.published)
        assert _who(entry) == _shown_who(paper)


@given(shown_lists(DAY), tools(), st.sampled_from([1, 2]))
def test_a_trending_page_with_every_card_once_or_twice(papers: list[Shown], tool: Tool, copies: int) -> None:
    digest, problems = read(tool.write(trending_page(papers, DAY, copies)))
    assert listed(problems) == []
    assert digest.block_counts.reported == 0
    assert [letters(entry.title) for entry in digest.entries] == [letters(paper.title) for paper in papers]
    for entry, paper in zip(digest.entries, papers, strict=True):
        # The button to arXiv has the id; without the list of addresses nothing has.
        assert entry.arxiv == (None if tool.links == "lost" else paper.arxiv)
        assert (entry.upvotes, entry.published, entry.submitter) == (paper.upvotes, paper.published, paper.submitter)
        assert _who(entry) == _shown_who(paper)
        assert (entry.summary.text if entry.summary else None) == paper.summary
        assert letters("".join(entry.abstract)) == ("" if paper.summary else letters("".join(paper.abstract)))
        assert entry.code == (None if tool.links == "lost" or not paper.code else Repository(*paper.code))


@given(shown_papers(DAY), shown_lists(DAY), tools())
def test_the_page_of_one_paper_lists_no_other(paper: Shown, others: list[Shown], tool: Tool) -> None:
    digest, problems = read(tool.write(paper_page(paper, others)))
    assert listed(problems) == []
    (entry,) = digest.entries
    assert (entry.title, entry.arxiv, entry.published) == (paper.title, paper.arxiv, paper.published)
    assert letters("".join(entry.abstract)) == letters("".join(paper.abstract))
    assert (entry.summary.text if entry.summary else None) == paper.summary
    assert (entry.authors, entry.upvotes, entry.submitter) == (paper.authors, paper.upvotes, paper.submitter)


def _key(entry: Entry, tool: Tool) -> tuple[str, str | None]:
    return letters(entry.title), entry.arxiv


def _shown_key(paper: Shown, tool: Tool) -> tuple[str, str | None]:
    return letters(paper.title), None if tool.links == "lost" else paper.arxiv


def _who(entry: Entry) -> object:
    return entry.organisation.name if entry.organisation else entry.author_count


def _shown_who(paper: Shown) -> object:
    return paper.organisation[1] if paper.organisation else len(paper.authors)


# --- the law of accounting -------------------------------------------------------------------

LINES = (
    "# Daily Papers",
    "### [A Survey of Surveys](https://huggingface.co/papers/2501.00010)",
    "### [A Survey",
    "of Surveys](https://huggingface.co/papers/2501.00011)",
    "### Title without a link",
    "[",
    "][32]",
    "](https://huggingface.co/papers/2501.00012)",
    "](",
    "https://huggingface.co/papers/2501.00013",
    ")",
    "[Upvote\\",
    "\\",
    "117](https://huggingface.co/login?next=%2Fpapers%2F2501.00010)",
    "* 3 authors",
    "- 3 authors",
    "·",
    "May 30",
    "· Published on Oct 4, 2026",
    "Feb 30, 2024 [ 6][39]",
    "-",
    "12",
    "Submitted by",
    "Submitted by akhaliq",
    "akhaliq",
    "[![](https://example.org/a.png) Google](https://huggingface.co/google)",
    "[GitHub 1.2k](https://github.com/a/b) [arXiv Page](https://arxiv.org/abs/2501.00010)",
    "We study the accuracy of private mechanisms in the continual release model. We provide the first lower bounds.",
    "a fundamental challenge is how to quantify the value of data in algorithmic predictions and decisions",
    "Spaces",
    "## Abstract",
    "Abstract",
    "View PDF",
    "Authors:",
    "AI-generated summary",
    "### Community",
    "[32]: https://huggingface.co/papers/2501.00014",
    "```text",
    "* * *",
    "=====",
    "<script>alert(1)</script>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "![" * 50,
    "[" * 300,
    "](" * 300,
    "\x00",
    "\u2028",
    "",
    "",
    " ",
)

lines = st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=40).map("\n".join)


def _blocks(text: str) -> list[range]:
    numbered = enumerate(re.split(r"\r\n|\r|\n", text), start=1)
    blocks: list[range] = []
    for has_text, run in groupby(numbered, lambda line: bool(line[1].strip())):
        numbers = [number for number, _ in run]
        if has_text:
            blocks.append(range(numbers[0], numbers[-1] + 1))
    return blocks


@given(lines | st.text())
def test_every_block_is_a_paper_boilerplate_or_reported_with_its_line(text: str) -> None:
    digest, problems = read(text)
    blocks = _blocks(text)
    sums = digest.block_counts
    assert sums.papers + sums.boilerplate + sums.reported == len(blocks)
    named = {problem.place.line for problem in problems if problem.field == "block"}
    assert sum(any(line in block for line in named) for block in blocks) == sums.reported
    assert all(problem.place.line == 1 or any(problem.place.line in block for block in blocks) for problem in problems)


@given(lines)
def test_every_prose_of_a_page_stands_in_an_entry_or_in_a_reported_block(text: str) -> None:
    digest, problems = read(text)
    if any(problem.field == "abstract" for problem in problems) or any(map(_is_single, text.split("\n"))):
        return
    kept = "".join(letters(part) for entry in digest.entries for part in _texts(entry))
    named = {problem.place.line for problem in problems if problem.field == "block"}
    for block in _blocks(text):
        rows = re.split(r"\r\n|\r|\n", text)[block.start - 1 : block.stop - 1]
        prose = [row for row in rows if row.startswith(("We study", "a fundamental"))]
        assert not prose or named & set(block) or all(letters(row) in kept for row in prose)


def _is_single(line: str) -> bool:
    """Below the comments of a single paper's page everything is boilerplate."""
    return "Community" in line


def _texts(entry: Entry) -> Iterator[str]:
    yield entry.title
    yield from entry.abstract
    if entry.summary:
        yield entry.summary.text
    yield from entry.authors


@given(lines)
def test_a_page_is_read_the_same_twice(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "![" * 50_000, "](" * 50_000, "[a](" * 30_000, "\\\n" * 50_000, "[x\n" * 30_000, "# " * 50_000],
    ids=["brackets", "pictures", "ends", "links", "escapes", "opened", "headings"],
)
def test_a_hostile_page_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    digest, _ = read(text)
    assert digest.entries == () or digest.block_counts.blocks


# --- real pages ------------------------------------------------------------------------------


def test_a_real_page_with_numbered_links() -> None:
    data = (SCRAPES / "2026-06-29-numbered-links.md").read_bytes()
    digest, problems = read_digest("digests/2026-06-29.md", data)
    assert digest is not None
    assert [problem.field for problem in problems] == ["abstract"]  # the excerpt is cut off
    assert digest.block_counts.reported == 0
    facts = [(entry.author_count, entry.published, entry.comments, entry.upvotes) for entry in digest.entries]
    assert facts == [
        (3, date(2026, 5, 30), None, None),
        (671, date(2024, 3, 8), 6, 65),
        (8, date(2025, 11, 14), None, 1),
        (3, date(2025, 10, 21), None, None),
        (1, date(2025, 8, 18), None, None),
        (1, date(2025, 6, 28), None, None),
        (8, date(2023, 9, 14), None, 1),
        (8, date(2023, 9, 13), None, None),
        (None, date(2026, 3, 13), 3, 24),
        (4, date(2025, 2, 20), None, 1),
        (101, date(2026, 5, 21), 2, 49),
        (None, None, None, 1),
    ]
    assert digest.entries[8].organisation == Organisation("Microsoft", "microsoft")
    assert all(len(entry.abstract) == 1 for entry in digest.entries)


def test_a_real_trending_page() -> None:
    data = (SCRAPES / "2026-10-trending-markdown.md").read_bytes()
    digest, problems = read_digest("digests/2026-10-08-trending.md", data)
    assert digest is not None
    assert listed(problems) == []
    assert [(entry.arxiv, entry.upvotes, entry.submitter, bool(entry.summary)) for entry in digest.entries] == [
        ("2610.05608", 117, "vvasilev", False),
        ("2609.18063", 25, "bupalinyu", False),
        ("2412.20138", 149, None, True),
        ("2609.05415", 22, "Linzhan", True),
        ("2609.33325", 323, "PSRben", False),
        ("2309.06180", 76, "akhaliq", True),
    ]
    assert digest.entries[1].code == Repository("https://github.com/Edge0-AI/edge0", 3290)
    assert digest.entries[0].organisation == Organisation("Kandinsky Lab", "kandinskylab")
    assert digest.entries[5].title == "Efficient Memory Management for Large Language Model Serving with PagedAttention"


def test_a_text_whose_words_look_like_markdown_is_read_as_a_text() -> None:
    file = TOY_CONTENT / "digests/2025-01-06.txt"

    digest, problems = read_digest("digests/2025-01-06.txt", file.read_bytes())

    assert digest is not None
    assert len(digest.entries) == 8
    assert digest.block_counts.reported == 0
    assert [problem for problem in problems if problem.field == "block"] == []
