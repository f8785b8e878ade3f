"""Small valid values for tests: each builder takes what a test is about and fills in the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.model.curation import Corrections, Enrichment, Link, PaperNotes, Rule, Status, Topic, TopicChanges, Where
from generator.model.digest import BlockCounts, Digest, Entry, Organisation
from generator.model.identity import ArxivId, Slug
from generator.model.paper import Appearance, Paper
from generator.model.problem import Located, Place, Problem, ProblemKind, Severity
from generator.model.problem_format import as_line
from generator.model.text import Span, Text
from generator.text.lead import lead_sentence

REPOSITORY = Path(__file__).resolve().parents[2]
CONTENT = REPOSITORY / "content"
REAL_DIGESTS = tuple(sorted((CONTENT / "digests").glob("*.txt")))

SHAPLEY = "Data Shapley: Equitable Valuation of Data"
SHAPLEY_ABSTRACT = (
    "A fundamental challenge is how to quantify the value of data in predictions and decisions. "
    "In this work, we develop a principled framework to address data valuation in supervised learning."
)
PRIVACY = "The Price of Differential Privacy under Continual Observation"
PRIVACY_ABSTRACT = (
    "We study the accuracy of differentially private mechanisms in the continual release model. "
    "We provide the first strong lower bounds on the error of continual release mechanisms."
)


def page(*blocks: str) -> str:
    """The text of a scrape, from its blocks."""
    return "\n\n".join(blocks) + "\n"


def entry(
    title: str = SHAPLEY,
    *abstract: str,
    line: int = 1,
    file: str = "digests/2025-01-01.txt",
    published: date | None = None,
    comments: int | None = None,
    upvotes: int | None = None,
    author_count: int | None = None,
    organisation: str | None = None,
    arxiv: str | None = None,
    **more: Any,
) -> Entry:
    named = Organisation(organisation) if organisation else None
    return Entry(
        title,
        Place(file, line),
        abstract,
        published,
        comments,
        upvotes,
        author_count,
        named,
        ArxivId(arxiv) if arxiv else None,
        **more,
    )


def digest(day: str, *entries: Entry, label: str | None = None) -> Digest:
    """A digest of a day; its entries stand in the lines that they say, of its own file."""
    name = f"{day}-{label}" if label else day
    file = f"digests/{name}.txt"
    placed = tuple(_placed(listed, file, number) for number, listed in enumerate(entries, start=1))
    return Digest(date.fromisoformat(day), label, file, placed, BlockCounts(len(entries), 0, 0))


def _placed(listed: Entry, file: str, number: int) -> Entry:
    return replace(listed, place=Place(file, number if listed.place.line == 1 else listed.place.line))


def enrichment(
    title: str = SHAPLEY,
    *,
    arxiv: str | None = "2501.00010",
    authors: tuple[str, ...] = (),
    code: tuple[str, ...] = (),
    line: int = 2,
) -> Enrichment:
    file = "enrichment/found.yml"
    return Enrichment(
        Located(title, Place(file, line, 12)),
        source="seen together",
        found=date(2025, 2, 1),
        place=Place(file, line, 5),
        arxiv=Located(ArxivId(arxiv), Place(file, line + 1, 12)) if arxiv else None,
        authors=Located(authors, Place(file, line + 2, 14)) if authors else None,
        code=code,
    )


def notes(
    slug: str,
    *,
    note: str | None = None,
    featured: bool = False,
    status: Status | None = None,
    hidden: bool = False,
    add: tuple[str, ...] = (),
    remove: tuple[str, ...] = (),
    links: tuple[Link, ...] = (),
    corrections: Corrections | None = None,
    same_as: str | None = None,
) -> PaperNotes:
    file = f"papers/{slug}.yml"
    changes = TopicChanges(
        tuple(Located(Slug(topic), Place(file, 10 + index)) for index, topic in enumerate(add)),
        tuple(Located(Slug(topic), Place(file, 20 + index)) for index, topic in enumerate(remove)),
    )
    return PaperNotes(
        Slug(slug),
        Place(file),
        note=Located(note, Place(file, 2)) if note else None,
        featured=Located(True, Place(file, 3)) if featured else None,
        status=Located(status, Place(file, 4)) if status else None,
        hidden=Located(True, Place(file, 5)) if hidden else None,
        topics=changes,
        corrections=corrections or Corrections(),
        links=links,
        same_as=Located(Slug(same_as), Place(file, 1, 10)) if same_as else None,
    )


def rule(
    *phrases: str,
    all: tuple[str, ...] = (),  # noqa: A002 - named as in a topic's file
    none: tuple[str, ...] = (),
    where: Where = Where.BOTH,
    times: int = 1,
    weight: float = 1.0,
    line: int = 5,
) -> Rule:
    return Rule(Place("topics/t.yml", line, 5), where, phrases, all, none, times, weight)


def topic(slug: str, *rules: Rule, title: str | None = None, area: str = "theory") -> Topic:
    file = f"topics/{slug}.yml"
    return Topic(
        Slug(slug),
        title or slug.replace("-", " ").capitalize(),
        Located(area, Place(file, 2, 7)),
        scope=f"This topic is about {slug}.",
        rules=rules,
        place=Place(file),
    )


def paper(title: str, *abstract: str, slug: str = "a-paper") -> Paper:
    """A paper of which nothing is known but its words."""
    day = date(2025, 1, 1)
    return Paper(
        slug=Slug(slug),
        title=Text((Span(title),)),
        abstract=tuple(Text((Span(paragraph),)) for paragraph in abstract),
        authors=(),
        author_count=None,
        organisation=None,
        published=None,
        comments=None,
        upvotes=None,
        arxiv=None,
        links=(),
        appearances=(Appearance(Slug(day.isoformat()), day, 1, Place("digests/2025-01-01.txt")),),
        origins=(),
        lead=lead_sentence(list(abstract), title),
    )


def plain(text: Text | tuple[Text, ...]) -> str:
    """The characters of a text, or of paragraphs."""
    return text.plain if isinstance(text, Text) else "\n".join(paragraph.plain for paragraph in text)


def problem_kind(severity: Severity = Severity.ERROR, code: str = "T101") -> ProblemKind:
    """A kind that only tests know."""
    return ProblemKind(code, f"test-{code.lower()}", "A test needs it.", "a.yml:1:1: field: message", "None.", severity)


def shown(problems: Iterable[Problem]) -> list[str]:
    """Problems as the command prints them."""
    return [f"{problem.severity}: {as_line(problem, 'content')}" for problem in problems]


# --- a whole content folder ------------------------------------------------------------------

SITE = """\
title: Shelf
description: A reading list for tests, as small as it can be.
areas:
  - {slug: theory, title: Theory}
  - {slug: vision, title: Vision}
"""
TOPIC = """\
title: Private data
area: theory
scope: Whatever is about data and about who may see them.
rules:
  - any: [data, private]
"""
DIGEST = page("Jan 1", SHAPLEY, SHAPLEY_ABSTRACT, PRIVACY, PRIVACY_ABSTRACT)
SOUND: Mapping[str, str] = {
    "site.yml": SITE,
    "topics/private-data.yml": TOPIC,
    "digests/2025-01-01.txt": DIGEST,
    "pages/about/index.md": "# About\n",
}
"""A content folder without any problem."""

SHAPLEY_SLUG = "data-shapley-equitable-valuation-of-data"
PRIVACY_SLUG = "the-price-of-differential-privacy-under-continual-observation"


def write_tree(folder: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """Write a content folder: the valid one, with files replaced, added or, by ``None``, left out."""
    for name, text in {**SOUND, **files}.items():
        if text is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder
