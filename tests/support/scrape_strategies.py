"""What Hypothesis tries: papers, and how pages, crawlers and tools write them.

A draw costs more than what is done with it, so a paper takes about a dozen of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations
from typing import TypeVar

from hypothesis import strategies as st
from support import paper_texts
from support.markdown_writer import Tool
from support.page_writer import Shown
from support.scrape_writer import FOOTERS, HEADERS, Habits, Written

from generator.model.identity import title_key

T = TypeVar("T")


def _maybe(values: Sequence[T]) -> st.SearchStrategy[T | None]:
    """One of some values, or none as often: a single draw, where ``none() | ...`` takes three."""
    count = len(values)
    return st.integers(-count, count).map(lambda number: values[number - 1] if number > 0 else None)


_texts = st.integers(0, paper_texts.VARIETY - 1)
_titles = _texts.map(paper_texts.title)
_abstracts = _texts.map(paper_texts.abstract)
_comments = _maybe(range(1, 1000))
_upvotes = _maybe(range(5001))

# --- pages as plain text ---------------------------------------------------------------------

_ages = _maybe(range(4001))
"""Days between a paper and its page; none where the page shows no facts of it."""
_publishers = st.integers(-150, 150)
"""A number of authors; from 0 down one of the organisations."""
_ORGANISATIONS = ("Google", "Tsinghua University", "Microsoft Research")


@st.composite
def written_papers(draw: st.DrawFn, day: date) -> Written:
    """Papers of a page that was saved as text."""
    title, abstract, upvotes, age = draw(_titles), draw(_abstracts), draw(_upvotes), draw(_ages)
    if age is None:
        return Written(title, abstract, None, None, None, None, upvotes)
    number = draw(_publishers)
    return Written(
        title=title,
        abstract=abstract,
        published=day - timedelta(days=age),
        comments=draw(_comments),
        author_count=number if number > 0 else None,
        organisation=_ORGANISATIONS[number % 3] if number <= 0 else None,
        upvotes=upvotes,
    )


def written_lists(day: date) -> st.SearchStrategy[list[Written]]:
    """Lists of different papers."""
    return st.lists(written_papers(day), min_size=1, max_size=6, unique_by=lambda paper: title_key(paper.title))


def habits() -> st.SearchStrategy[Habits]:
    return st.builds(
        Habits,
        header=st.sampled_from(HEADERS),
        footer=st.sampled_from(FOOTERS),
        shows_upvotes=st.booleans(),
        upvotes_have_blocks=st.booleans(),
        comments_follow=st.sampled_from([" ", " · ", "\n", "\n\n"]),
        facts_have_blocks=st.booleans(),
        copies=st.sampled_from(["none", "each", "list"]),
        width=st.sampled_from([None, 72, 80, 100]),
        indent=st.sampled_from(["", "  "]),
        newline=st.sampled_from(["\n", "\r\n", "\r"]),
    )


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))

FRAGMENTS = (
    *"new Subscribe Spaces Models Datasets Previous Next Oct Upvote · • - 12 31 1.2k".split(),
    "Daily Papers",
    "byAK and the research community",
    "Oct 31",
    "Oct 30",
    "Feb 30, 2024",
    "Dec 21, 2024 3",
    "6 authors",
    "  • 1 authors",
    "Submitted by akhaliq",
    "Google",
    "tencent Tencent",
    "Spaces of Models",
    "502 Bad Gateway",
    "https://example.org/",
    "https://huggingface.co/papers/2501.00010",
    "https://huggingface.co/login?next=%2Fpapers",
    "© Hugging Face",
    "Data Shapley: Equitable Valuation of Data for Machine Learning",
    "The Price of Differential Privacy under Continual Observation",
    "RSRM: Reinforcement Symbolic Regression Machine",
    "Is attention all you need?",
    "We study privacy.",
    "We study the accuracy of private mechanisms in the continual release model. We provide the first lower bounds.",
    "a fundamental challenge is how to quantify the value of data in algorithmic predictions and",
    "  in the continual release model, which is widely used.",
    "\x00",
    "\xa0",
    "\u2028",
    "",
    " ",
)
"""Lines of real pages, in whatever order."""

_ends = st.sampled_from(["\n", "\r\n", "\n\n"])

fragments = st.builds(
    lambda lines, end: end.join(lines), st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=40), max_size=40), _ends
)


def below_a_header(text: str) -> str:
    """A page begins with boilerplate."""
    return f"Subscribe\n\n{text}"


# --- pages with markup -----------------------------------------------------------------------

_NAMES = ("Ada Lovelace", "Émilie du Châtelet", "Kurt Gödel", "Chien-Shiung Wu", "Li Wei", "A. Turing")
_CODE = "https://github.com/some-lab/some.code"
_months = st.integers(0, 15 * 12 - 1).map(lambda number: f"{15 + number // 12}{number % 12 + 1:02}")
_numbers = st.integers(0, 99_999)
_authors = st.sampled_from([names for count in range(1, 7) for names in permutations(_NAMES, count)])
_handles = _maybe((("google", "Google"), ("THU-KEG", "Knowledge Engineering Group"), ("Qwen", "Qwen")))
_submitters = _maybe(("akhaliq", "vvasilev", "Le0jc", "taesiri"))
_code = _maybe([(_CODE, stars) for stars in (*range(1000), *range(1000, 100_000, 1000))])
_summaries = _maybe(("A framework for agents improves reasoning, and lowers the cost of search.",))


@st.composite
def shown_papers(draw: st.DrawFn, day: date) -> Shown:
    """Papers as a page with markup shows them."""
    return Shown(
        arxiv=f"{draw(_months)}.{draw(_numbers):05}",
        title=draw(_titles),
        abstract=draw(_abstracts),
        published=day - timedelta(days=draw(st.integers(0, 2000))),
        comments=draw(_comments),
        upvotes=draw(_upvotes),
        authors=draw(_authors),
        organisation=draw(_handles),
        submitter=draw(_submitters),
        code=draw(_code),
        summary=draw(_summaries),
    )


def shown_lists(day: date) -> st.SearchStrategy[list[Shown]]:
    """Lists of different papers."""
    return st.lists(
        shown_papers(day),
        min_size=1,
        max_size=5,
        unique_by=(lambda paper: title_key(paper.title), lambda paper: paper.arxiv),
    )


PREAMBLES = (
    "",
    "Title: Daily Papers - Hugging Face\n\nURL Source: https://huggingface.co/papers\n\nMarkdown Content:\n",
    "# Web source\n\n- URL: https://huggingface.co/papers\n- Captured (UTC): 2025-10-31T16:31:22+00:00\n\n```text\n",
    "---\ntitle: Daily Papers\nsource: https://huggingface.co/papers\n---\n\n",
)


def tools() -> st.SearchStrategy[Tool]:
    return st.builds(
        Tool,
        links=st.sampled_from(["inline", "numbered", "lost", "escaped", "apart"]),
        width=st.sampled_from([None, 80, 120]),
        newline=st.sampled_from(["\n", "\r\n"]),
        gap=st.sampled_from(["\n\n", "\n\n\n"]),
        pictures=st.sampled_from(["markdown", "words", "none"]),
        marks_items=st.booleans(),
        preamble=st.sampled_from(PREAMBLES),
        underlines=st.booleans(),
    )
