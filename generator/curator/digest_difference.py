"""How a digest differs from the one that it would replace.

Papers are added to a day's page over hours, so the same day is often added again, more complete. The
new version replaces the existing file only if nothing is lost: no paper, no abstract or part of one, no
id, author or date, and no fields on balance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from generator.model.digest import Digest, Entry
from generator.model.identity import title_key

_FACTS = tuple(field.name for field in fields(Entry) if field.name not in ("title", "place"))
_ESSENTIAL = ("abstract", "arxiv", "doi", "authors", "published")
"""Fields whose loss nothing makes up for."""
_SHORTER = 0.8


_MOST_TITLES = 10
"""Titles listed before the rest are only counted."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a second scrape of the same day differs from the first."""

    added: tuple[str, ...]
    """Titles."""
    lost: tuple[str, ...]
    gained: Mapping[str, int]
    """Fields, each with the number of papers that have it only now."""
    missing: Mapping[str, int]
    """Fields, each with the number of papers that had it only before."""
    shortened: int
    """Papers whose abstract is truncated, or much shorter than before."""
    fewer_authors: int
    """Papers that name some of their authors no longer."""

    @property
    def is_poorer(self) -> bool:
        """Would something be lost that nothing makes up for?"""
        is_fewer = sum(self.missing.values()) > sum(self.gained.values())
        is_cut = bool(self.lost or self.shortened or self.fewer_authors)
        return is_cut or is_fewer or any(fact in self.missing for fact in _ESSENTIAL)


def compare_digests(before: Digest, after: Digest) -> Difference:
    """How ``after`` differs from ``before``."""
    pairs = list(_pairs(before, after))
    old, new = ({id(pair[number]) for pair in pairs} for number in (0, 1))
    return Difference(
        added=tuple(entry.title for entry in after.entries if id(entry) not in new),
        lost=tuple(entry.title for entry in before.entries if id(entry) not in old),
        gained=_gained(pairs),
        missing=_gained([(new_entry, old_entry) for old_entry, new_entry in pairs]),
        shortened=sum(_is_shortened(old_entry.abstract, new_entry.abstract) for old_entry, new_entry in pairs),
        fewer_authors=sum(0 < len(new_entry.authors) < len(old_entry.authors) for old_entry, new_entry in pairs),
    )


def _pairs(before: Digest, after: Digest) -> Iterator[tuple[Entry, Entry]]:
    """The entries of the same paper in both: by arXiv id, otherwise by title, unless two ids tell them apart."""
    by_arxiv = {entry.arxiv: entry for entry in after.entries if entry.arxiv}
    by_title = {title_key(entry.title): entry for entry in after.entries}
    for old in before.entries:
        new = by_arxiv.get(old.arxiv) if old.arxiv else None
        new = new or by_title.get(title_key(old.title))
        if new and (old.arxiv is None or new.arxiv in (None, old.arxiv)):
            yield old, new


def _known(entry: Entry) -> frozenset[str]:
    """The fields that an entry has; an abstract counts once, however many paragraphs it has."""
    return frozenset(name for name in _FACTS if getattr(entry, name) not in (None, ()))


def _is_shortened(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Is an abstract only the beginning of the earlier one, or much shorter?"""
    old, new = (" ".join(" ".join(abstract).split()) for abstract in (before, after))
    is_beginning = len(new) < len(old) and old.startswith(new.rstrip(" .…"))
    return bool(new) and (is_beginning or len(new) < _SHORTER * len(old))


def _gained(pairs: Iterable[tuple[Entry, Entry]]) -> dict[str, int]:
    """How often a field occurs only in the second of a pair, in the order of an entry's fields."""
    count = Counter(name for old, new in pairs for name in _known(new) - _known(old))
    return {name.replace("_", " "): count[name] for name in _FACTS if name in count}


# --- in words --------------------------------------------------------------------------------


def difference_in_words(difference: Difference) -> Iterator[str]:
    """A line for each way in which they differ, and the titles of papers that come or go."""
    yield from _counted_titles("paper added", "papers added", difference.added)
    yield from _counted_titles("paper lost", "papers lost", difference.lost)
    if difference.gained:
        yield f"more fields: {_facts(difference.gained)}"
    if difference.missing:
        yield f"fewer fields: {_facts(difference.missing)}"
    if difference.shortened:
        yield f"shorter abstracts: {difference.shortened:,}"
    if difference.fewer_authors:
        yield f"fewer authors: {difference.fewer_authors:,}"
    if not (difference.added or difference.gained or difference.missing or difference.is_poorer):
        yield "the same papers with the same fields; counts and wording may differ"


def listed_titles(titles: Sequence[str]) -> Iterator[str]:
    """A line for each of the first titles, and one that counts the others."""
    yield from (f"  {title}" for title in titles[:_MOST_TITLES])
    if len(titles) > _MOST_TITLES:
        yield f"  and {len(titles) - _MOST_TITLES:,} more"


def _facts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} × {fact}" for fact, count in counts.items())


def _counted_titles(singular: str, plural: str, titles: Sequence[str]) -> Iterator[str]:
    if titles:
        yield f"{len(titles):,} {singular if len(titles) == 1 else plural}:"
        yield from listed_titles(titles)
