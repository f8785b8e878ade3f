"""A paper as Hugging Face's own data describes it, in its pages and in its answers.

The form drifted over the years: keys come and go, titles hold line breaks, an organisation stands
beside the paper or in it. So every key is optional but the id or the title, and a value of another
kind than expected is named as a fault and left out, not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from generator.digests.titles import join_lines
from generator.identity import arxiv_id
from generator.model import Entry, Organisation, Place, Repository, Summary

T = TypeVar("T", str, int)

Json = object
"""What ``json.loads`` gives: nothing is known of it until it was looked at."""

_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n[ \t]+")
_WEB = re.compile(r"https?://[^\s<>\"]+", re.I)
_LONGEST_TITLE = 1000


@dataclass(slots=True)
class _Item:
    """A wrapper around a paper, and the paper; reads values and notes those of the wrong kind."""

    outer: Mapping[str, Json]
    inner: Mapping[str, Json]
    faults: list[str] = field(default_factory=list)

    def get(self, names: str, kind: type[T]) -> T | None:
        """The first value of these keys, in the paper or else beside it."""
        sources = (self.inner,) if self.outer is self.inner else (self.inner, self.outer)
        for name in names.split():
            for source in sources:
                value = source.get(name)
                if isinstance(value, kind) and not isinstance(value, bool):
                    return value
                if value is not None:
                    self.faults.append(f"{name}: expected {_KINDS[kind]}, found {_shown(value)}")
        return None

    def text(self, names: str) -> str | None:
        """A text on one line; none when it is empty."""
        return " ".join((self.get(names, str) or "").split()) or None

    def count(self, names: str) -> int | None:
        """A number that counts something."""
        found = self.get(names, int)
        if found is not None and found < 0:
            self.faults.append(f"{names}: expected a number from 0, found {found}")
            return None
        return found

    def mapping(self, names: str) -> Mapping[str, Json]:
        """The first of these keys that holds keys itself."""
        found = (source.get(name) for name in names.split() for source in (self.inner, self.outer))
        return next((value for value in found if isinstance(value, Mapping)), {})

    def items(self, name: str) -> Sequence[Json]:
        """A list; empty when there is none."""
        value = self.inner.get(name, self.outer.get(name))
        if value is not None and not isinstance(value, list):
            self.faults.append(f"{name}: expected a list, found {_shown(value)}")
        return value if isinstance(value, list) else ()


_KINDS: Mapping[type, str] = {str: "text", int: "a number"}


def read_paper(value: Json, place: Place) -> tuple[Entry | None, list[str]]:
    """The entry that an item of a list describes, and what in it was not as expected.

    An item is the paper itself, or holds it as ``paper`` beside what is true of its listing.
    """
    if not isinstance(value, Mapping):
        return None, [f"expected a paper, found {_shown(value)}"]
    inner = value.get("paper", value)
    if not isinstance(inner, Mapping):
        return None, [f"paper: expected a paper, found {_shown(inner)}"]
    item = _Item(value, inner)
    title = item.text("title")
    if title is None or len(title) > _LONGEST_TITLE:
        return None, [*item.faults, f"title: expected a title, found {_shown(title)}"]
    authors = _authors(item)
    entry = Entry(
        title=title,
        place=place,
        abstract=paragraphs(item.get("summary abstract", str) or ""),
        published=_day(item, "publishedAt"),
        comments=item.count("numComments"),
        upvotes=item.count("upvotes"),
        author_count=len(authors) or None,
        organisation=_organisation(item),
        arxiv=_id(item),
        authors=authors,
        submitter=_submitter(item),
        keywords=_keywords(item),
        summary=_summary(item),
        code=_code(item),
        project=_address(item, "projectPage"),
    )
    return entry, item.faults


def is_paper(value: Json) -> bool:
    """Does an item of some data describe a paper? Models and collections have ids, too, but no abstract."""
    if not isinstance(value, Mapping):
        return False
    inner = value.get("paper")
    paper = inner if isinstance(inner, Mapping) else value
    return isinstance(paper.get("title"), str) and (
        isinstance(paper.get("summary"), str) or isinstance(paper.get("authors"), list)
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of an abstract, whose lines are wrapped: a new one is indented or follows a blank line."""
    found = (join_lines(part.split("\n")) for part in _PARAGRAPH.split(text.replace("\r\n", "\n").strip()))
    return tuple(part for part in found if part)


def _id(item: _Item) -> str | None:
    stated = item.get("id arxivId", str)
    found = arxiv_id(stated) if stated else None
    if stated and not found:
        item.faults.append(f"id: expected an arXiv id, found {_shown(stated)}")
    return found


def _authors(item: _Item) -> tuple[str, ...]:
    """All names, or none: a list of which one cannot be read is not complete."""
    names: list[str] = []
    for one in item.items("authors"):
        name = one.get("name") if isinstance(one, Mapping) else one
        if not isinstance(name, str) or not name.strip():
            item.faults.append(f"authors: expected names, found {_shown(one)}")
            return ()
        names.append(" ".join(name.split()))
    return tuple(names)


def _day(item: _Item, name: str) -> date | None:
    stated = item.get(name, str)
    if stated is None:
        return None
    try:
        return date.fromisoformat(stated[:10])
    except ValueError:
        item.faults.append(f"{name}: expected a day, found {_shown(stated)}")
        return None


def _organisation(item: _Item) -> Organisation | None:
    found = item.mapping("organization organisation")
    handle, name = found.get("name"), found.get("fullname")
    handle = handle if isinstance(handle, str) and handle.strip() else None
    name = " ".join(name.split()) if isinstance(name, str) and name.strip() else None
    return Organisation(name or handle or "", handle) if name or handle else None


def _submitter(item: _Item) -> str | None:
    found = item.mapping("submittedOnDailyBy submittedBy")
    names = (found.get(key) for key in ("user", "name", "fullname"))
    return next((" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()), None)


def _keywords(item: _Item) -> tuple[str, ...]:
    words = [" ".join(word.split()) for word in item.items("ai_keywords") if isinstance(word, str)]
    return tuple(dict.fromkeys(word for word in words if word))


def _summary(item: _Item) -> Summary | None:
    text = item.text("ai_summary")
    return Summary(text, item.text("ai_summary_model")) if text else None


def _code(item: _Item) -> Repository | None:
    url = _address(item, "githubRepo")
    return Repository(url, item.count("githubStars")) if url else None


def _address(item: _Item, name: str) -> str | None:
    stated = item.text(name)
    if stated is None:
        return None
    if _WEB.fullmatch(stated):
        return stated
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?", stated):
        return f"https://{stated}"
    item.faults.append(f"{name}: expected a web address, found {_shown(stated)}")
    return None


def _shown(value: Json) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
