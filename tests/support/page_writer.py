"""Lays out pages of papers as Hugging Face does, from papers that a test knows.

A layout says what a page shows and in which order; ``markdown_writer`` and ``html_writer`` turn it
into a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

HOST = "https://huggingface.co"


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper as its page knows it."""

    arxiv: str
    title: str
    abstract: tuple[str, ...]
    published: date
    comments: int | None = None
    upvotes: int | None = None
    authors: tuple[str, ...] = ()
    organisation: tuple[str, str] | None = None
    """Handle and name."""
    submitter: str | None = None
    code: tuple[str, int] | None = None
    """Address and stars."""
    summary: str | None = None

    @property
    def url(self) -> str:
        return f"{HOST}/papers/{self.arxiv}"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page: what kind, what it says, where it leads."""

    kind: str
    """heading, prose, link, item, picture, line (of parts), text, rule."""
    text: str = ""
    url: str | None = None
    parts: tuple[Part, ...] = ()


def day_page(papers: list[Shown], day: date) -> Iterator[Part]:
    """The papers of a day: no abstracts, no dates."""
    yield from _top("Daily Papers")
    yield Part("text", f"{day:%b} {day.day}")
    for paper in papers:
        yield Part("picture", "", paper.url)
        yield from _submitted(paper)
        yield _votes(paper)
        yield Part("heading", paper.title, paper.url)
        yield Part("item", f"{len(paper.authors)} authors", paper.url)
        if paper.comments:
            yield Part("link", str(paper.comments), f"{paper.url}#community")
    yield from _bottom()


def search_page(papers: list[Shown], day: date) -> Iterator[Part]:
    """What a search finds: abstracts, and who and when below."""
    yield from _top("Daily Papers")
    yield Part("text", f"{day:%b} {day.day}")
    for paper in papers:
        yield _votes(paper)
        yield Part("heading", paper.title, paper.url)
        for paragraph in paper.abstract:
            yield Part("prose", paragraph, paper.url)
        yield _who(paper, paper.url)
        yield Part("text", "·")
        comments = (Part("link", str(paper.comments), f"{paper.url}#community"),) if paper.comments else ()
        yield Part("line", parts=(Part("text", _day(paper.published, day)), *comments))
    yield from _bottom()


def trending_page(papers: list[Shown], day: date, copies: int = 2) -> Iterator[Part]:
    """What is read most: each card for phones and for desks."""
    yield from _top("Trending Papers")
    for paper in papers:
        for copy in range(copies):
            yield Part("picture", "", paper.url)
            yield from _submitted(paper)
            yield Part("heading", paper.title, paper.url)
            for paragraph in (paper.summary,) if paper.summary else paper.abstract:
                yield Part("text", paragraph)
            published = f"{paper.published:%b} {paper.published.day}, {paper.published.year}"
            date_shown = Part("text", published if copy else f"Published on {published}")
            yield Part("line", parts=(_who(paper, None), Part("text", "·"), date_shown))
            yield Part("stacked", f"Upvote\n\n{_number(paper)}", f"{HOST}/login?next=%2Fpapers%2F{paper.arxiv}")
            buttons = [Part("link", "arXiv Page", f"https://arxiv.org/abs/{paper.arxiv}")]
            if paper.code:
                buttons.insert(0, Part("link", f"GitHub {_in_short(paper.code[1])}", paper.code[0]))
            yield Part("line", parts=tuple(buttons))
    yield from _bottom()


def paper_page(paper: Shown, others: list[Shown]) -> Iterator[Part]:
    """The page of one paper, with comments that name other papers."""
    yield Part("link", "Papers", f"{HOST}/papers")
    yield Part("text", f"arxiv:{paper.arxiv}")
    yield Part("title", paper.title)
    yield Part("text", f"Published on {paper.published:%b} {paper.published.day}, {paper.published.year}")
    if paper.submitter:
        yield Part(
            "line", parts=(Part("text", "Submitted by"), Part("link", paper.submitter, f"{HOST}/{paper.submitter}"))
        )
    yield Part("stacked", f"Upvote\n\n{_number(paper)}", f"{HOST}/login?next=%2Fpapers%2F{paper.arxiv}")
    yield Part("text", "Authors:")
    for name in paper.authors:
        yield Part("line", parts=(Part("link", name, f"{HOST}/papers?q={name.replace(' ', '+')}"), Part("text", ",")))
    yield Part("section", "Abstract")
    if paper.summary:
        yield Part("text", "AI-generated summary")
        yield Part("text", paper.summary)
    for paragraph in paper.abstract:
        yield Part("text", paragraph)
    yield Part(
        "line",
        parts=(
            Part("link", "View arXiv page", f"https://arxiv.org/abs/{paper.arxiv}"),
            Part("link", "View PDF", f"https://arxiv.org/pdf/{paper.arxiv}"),
        ),
    )
    yield Part("heading", "Community", None)
    yield Part("text", "This is an automated message. I found the following papers similar to this paper.")
    for other in others:
        yield Part("item", other.title, other.url)
    yield Part("heading", "Models citing this paper 3", None)
    yield Part("heading", "Some/Model-7B", f"{HOST}/Some/Model-7B")


def _top(name: str) -> Iterator[Part]:
    for word in ("Models", "Datasets", "Spaces", "Docs", "Pricing"):
        yield Part("item", word, f"{HOST}/{word.lower()}")
    yield Part("text", "new")
    yield Part("text", "Get trending papers in your email inbox once a day!")
    yield Part("text", "Get trending papers in your email inbox!")
    yield Part("link", "Subscribe", f"{HOST}/login?next=%2Fpapers")
    yield Part("title", name)
    yield Part(
        "line",
        parts=(Part("text", "by"), Part("link", "AK", f"{HOST}/akhaliq"), Part("text", "and the research community")),
    )


def _bottom() -> Iterator[Part]:
    yield Part("link", "Previous", f"{HOST}/papers?date=2025-01-01")
    yield Part("link", "Next", f"{HOST}/papers?date=2025-01-02")
    for word in ("TOS", "Privacy", "About", "Careers", "Models", "Pricing"):
        yield Part("item", word, f"{HOST}/{word.lower()}")


def _submitted(paper: Shown) -> Iterator[Part]:
    if paper.submitter:
        yield Part("text", "Submitted by")
        yield Part("avatar", paper.submitter)


def _votes(paper: Shown) -> Part:
    return Part("stacked", _number(paper), f"{HOST}/login?next=%2Fpapers%2F{paper.arxiv}")


def _number(paper: Shown) -> str:
    return "-" if paper.upvotes is None else str(paper.upvotes)


def _who(paper: Shown, url: str | None) -> Part:
    if paper.organisation:
        handle, name = paper.organisation
        return Part("account", name, f"{HOST}/{handle}")
    return Part("item", f"{len(paper.authors)} authors", url)


def _day(published: date, day: date) -> str:
    year = "" if published.year == day.year else f", {published.year}"
    return f"{published:%b} {published.day}{year}"


def _in_short(number: int) -> str:
    return str(number) if number < 1000 else f"{number / 1000:.3g}k"
