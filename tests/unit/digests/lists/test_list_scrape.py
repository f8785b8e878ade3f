"""A list that is printed in some layout and read back is the same list."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builders import REAL_DIGESTS

from generator.digests.lists.list_scrape import is_list
from generator.digests.reader import read_digest
from generator.digests.scrape_form import ScrapeForm

WORDS = """
Whales Codecs Whispers Diffusion for the of Sea and Coding Fish Songs Deep $O(n)$ Noise C++ Ice: 3D A* (Re)Reading
""".split()
NAMES = ("Ana Petrović", "Jonas Müller", "Li Wei", "Sara J. Okafor", "José de la Cruz", "Ben O'Neil")
VENUES = ("ICLR 2026", "NeurIPS 2025", "ACL 2024", "Nature")


@dataclass(frozen=True)
class Paper:
    title: str
    arxiv: str
    authors: tuple[str, ...]
    venue: str
    section: str


@st.composite
def lists(draw: st.DrawFn) -> list[Paper]:
    numbers = draw(st.lists(st.integers(10000, 10999), min_size=2, max_size=6, unique=True))
    papers = []
    for section, number in enumerate(numbers):
        middle = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
        title = " ".join(["Study", *middle, f"Number {number}"])
        authors = tuple(draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True)))
        venue = draw(st.sampled_from(VENUES))
        papers.append(Paper(title, f"2611.{number}", authors, venue, "Whales" if section < 2 else "Fish"))
    return papers


def _sections(papers: Sequence[Paper], item: Callable[[Paper], str], heading: str, head: str = "") -> str:
    names = dict.fromkeys(paper.section for paper in papers)
    parts = (
        heading.format(name) + head + "".join(item(paper) for paper in papers if paper.section == name)
        for name in names
    )
    return "\n".join(parts)


def bullets(papers: Sequence[Paper]) -> str:
    return _sections(
        papers, lambda p: f"- [{_md(p)}](https://arxiv.org/abs/{p.arxiv}) - {_by(p)}, {p.venue}.\n", "## {}\n"
    )


def bold_items(papers: Sequence[Paper]) -> str:
    def item(p: Paper) -> str:
        return f"1. **{_md(p)}.** *{_by(p)}*. {p.venue}. [[Paper](https://arxiv.org/pdf/{p.arxiv}v2.pdf)] [[Code](https://github.com/a/b)]\n"

    return _sections(papers, item, "### {}\n")


def table(papers: Sequence[Paper]) -> str:
    head = "| Venue | Title | PDF | Authors |\n|:--|---|:-:|---|\n"

    def row(p: Paper) -> str:
        return f"| {p.venue} | **{_md(p)}** | [{p.arxiv}](http://arxiv.org/abs/{p.arxiv}) | {_by(p)} |\n"

    return _sections(papers, row, "## {}\n", head)


def records(papers: Sequence[Paper]) -> str:
    def record(p: Paper) -> str:
        return f"### 1. {_md(p)}\n**Authors**: {_by(p)}  \n**Venue**: {p.venue}  \n**ArXiv ID**: {p.arxiv}v1\n\n---\n"

    return _sections(papers, record, "## {}\n")


def page(papers: Sequence[Paper]) -> str:
    def item(p: Paper) -> str:
        link = f"<a href='https://arxiv.org/abs/{p.arxiv}'>{html.escape(p.title)}</a>"
        return f"<li>{link}<br>{html.escape(_by(p))}<br><i>{p.venue}</i>\n"

    return "<!doctype html><html><body>" + _sections(papers, item, "<h2>{}</h2>\n", "<ul>").replace(
        "\n<h2>", "</ul>\n<h2>"
    )


LAYOUTS: dict[Callable[[Sequence[Paper]], str], ScrapeForm] = {
    bullets: ScrapeForm.LIST, bold_items: ScrapeForm.LIST, table: ScrapeForm.LIST, records: ScrapeForm.LIST,
    page: ScrapeForm.LIST_PAGE,
}  # fmt: skip


def _by(paper: Paper) -> str:
    return ", ".join(paper.authors)


def _md(paper: Paper) -> str:
    return paper.title.replace("*", "\\*")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@given(papers=lists())
@settings(max_examples=60, deadline=None)
def test_what_is_printed_is_what_is_read(layout: Callable[[Sequence[Paper]], str], papers: list[Paper]) -> None:
    digest, problems = read_digest("digests/2026-11-20.md", layout(papers).encode())
    assert digest is not None
    assert digest.source == LAYOUTS[layout].source
    read = [
        Paper(entry.title, entry.arxiv or "", entry.authors, entry.venue or "", entry.section or "")
        for entry in digest.entries
    ]
    assert (read, problems) == (papers, [])
    assert digest.block_counts.papers == len(papers)


@given(
    papers=lists(), cut=st.integers(0, 2000), junk=st.sampled_from(["", "<b>", "| a |", "- [x](", "\x00", "](", "\n\n"])
)
@settings(max_examples=100, deadline=None)
def test_of_a_damaged_list_nothing_is_lost(papers: list[Paper], cut: int, junk: str) -> None:
    """Each item that is still whole is in a paper or a problem."""
    text = bullets(papers)
    damaged = text[: cut % len(text)] + junk + text[cut % len(text) :]
    digest, problems = read_digest("digests/2026-11-20.md", damaged.encode())
    assert digest is not None
    known = {entry.arxiv for entry in digest.entries}
    lines = {problem.place.line for problem in problems}
    for number, line in enumerate(damaged.split("\n"), 1):
        whole = [paper for paper in papers if f"(https://arxiv.org/abs/{paper.arxiv})" in line]
        assert all(paper.arxiv in known or number in lines or number - 1 in lines for paper in whole)


HUGGING_FACE = """\
# Daily Papers

### [A Study of Whales](https://huggingface.co/papers/2611.10234)

We study whales. Code at [our page](https://arxiv.org/abs/2611.00001).

### [A Study of Fish](https://huggingface.co/papers/2611.10235)

- [View arXiv page](https://arxiv.org/abs/2611.10235)
- [View PDF](https://arxiv.org/pdf/2611.10236)
"""


def test_pages_of_hugging_face_are_no_lists() -> None:
    assert not is_list(HUGGING_FACE)
    assert not any(is_list(path.read_text(encoding="utf-8")) for path in REAL_DIGESTS)


@pytest.mark.parametrize(
    "text",
    [
        "- [A Title of a Paper](https://arxiv.org/abs/2611.10234)\n",
        "| Title | PDF |\n|---|---|\n| A Title of Two | [pdf](https://arxiv.org/pdf/2611.10234) |\n"
        "| Another Title | [pdf](https://openreview.net/forum?id=abcDEF) |\n",
    ],
)
def test_short_lists_are_lists(text: str) -> None:
    assert is_list(text)
