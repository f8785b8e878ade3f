"""Writes scrapes as pages and crawlers do, from papers that a test knows."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import date

HEADERS = (
    (),
    ("DATE",),
    ("new", "Get trending papers in your email inbox!", "Subscribe", "byAK and the research community", "DATE"),
    ("new", "Get trending papers in your email inbox!", "Subscribe", "Daily Papers", "by AK", "DATE"),
    ("new", "Subscribe", "Daily Papers"),
)
FOOTERS = (
    (),
    ("Previous", "Next"),
    ("Previous\nNext", "Company\nTOS\nPrivacy\nAbout\nCareers", "Website\nModels\nSpaces\nDocs", "© Hugging Face"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A paper as a page shows it."""

    title: str
    abstract: tuple[str, ...]
    published: date | None
    """None when the page shows no facts of the paper."""
    comments: int | None
    author_count: int | None
    organisation: str | None
    upvotes: int | None


@dataclass(frozen=True, slots=True)
class Habits:
    """How a page, the crawler and the editor that it went through write."""

    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    shows_upvotes: bool = False
    upvotes_have_blocks: bool = True
    comments_follow: str = " "
    """What stands between a date and the number of comments."""
    facts_have_blocks: bool = False
    copies: str = "none"
    """Which copies of cards there are: none, "each" card again below itself, or the "list" below."""
    width: int | None = None
    """The column that lines are wrapped at."""
    indent: str = ""
    """What stands before the further lines of a wrapped title."""
    newline: str = "\n"


def write(papers: list[Written], day: date, habits: Habits) -> str:
    """The scrape of a page on a day."""
    cards = [_card(paper, day, habits) for paper in papers]
    if habits.copies == "each":
        cards = [card for card in cards for _ in range(2)]
    elif habits.copies == "list":
        cards += cards
    header = [line.replace("DATE", f"{day:%b} {day.day}") for line in habits.header]
    return ("\n\n".join([*header, *cards, *habits.footer]) + "\n").replace("\n", habits.newline)


def _card(paper: Written, day: date, habits: Habits) -> str:
    blocks = [_wrapped(paper.title, habits, habits.indent), *(_wrapped(text, habits) for text in paper.abstract)]
    if habits.shows_upvotes:
        number = "-" if paper.upvotes is None else f"{paper.upvotes:,}"
        blocks[0] = number + ("\n\n" if habits.upvotes_have_blocks else "\n") + blocks[0]
    return "\n\n".join(blocks + _facts(paper, day, habits))


def _facts(paper: Written, day: date, habits: Habits) -> list[str]:
    if paper.published is None:
        return []
    year = "" if paper.published.year == day.year else f", {paper.published.year}"
    who = paper.organisation or f"  • {paper.author_count} authors"
    comments = f"{habits.comments_follow}{paper.comments}" if paper.comments else ""
    facts = [who, "·", f"{paper.published:%b} {paper.published.day}{year}{comments}"]
    return facts if habits.facts_have_blocks else ["\n".join(facts)]


def _wrapped(text: str, habits: Habits, indent: str = "") -> str:
    return textwrap.fill(text, habits.width, subsequent_indent=indent) if habits.width else text
