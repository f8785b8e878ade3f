"""What a scrape would become in ``digests/``: under which name, and beside or in place of which file.

A page of a day fills up over hours, so the same day comes again, richer. It takes the place of the
file that is there only if that loses nothing: no paper, no abstract or part of one, no id, authors or
day, and on the whole no facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

from generator.digests.reader import read_scrape
from generator.digests.scrape import Scrape
from generator.digests.scrape_form import ScrapeForm
from generator.model.digest import Digest, Entry
from generator.model.identity import title_key
from generator.model.problem import Problem

_FACTS = tuple(one.name for one in fields(Entry) if one.name not in ("title", "place"))
_ESSENTIAL = ("abstract", "arxiv", "authors", "published")
"""Facts without which a page is much poorer, whatever else it gains."""
_SHORTER = 0.8


@dataclass(frozen=True, slots=True)
class PlacedScrape:
    """A scrape under the name that it would have."""

    file: str
    """Path below the content folder."""
    digest: Digest | None
    problems: tuple[Problem, ...]
    is_list: bool
    """Does it hold ids and nothing that arXiv could not say better?"""


@dataclass(frozen=True, slots=True)
class Difference:
    """What another scrape of the same day says otherwise."""

    added: tuple[str, ...]
    """Titles."""
    lost: tuple[str, ...]
    gained: Mapping[str, int]
    """Facts, each with the number of papers that have it only now."""
    missing: Mapping[str, int]
    """Facts, each with the number of papers that had it only before."""
    shortened: int
    """Papers whose abstract is cut off, or much shorter than it was."""

    @property
    def is_poorer(self) -> bool:
        """Would something be lost that nothing makes up for?"""
        is_fewer = sum(self.missing.values()) > sum(self.gained.values())
        return bool(self.lost or self.shortened) or is_fewer or any(fact in self.missing for fact in _ESSENTIAL)


def place_scrape(scrape: Scrape, day: date, label: str | None) -> PlacedScrape:
    """A scrape, read under its name."""
    name = f"{day.isoformat()}-{label}" if label else day.isoformat()
    file = f"digests/{name}.{scrape.form.ending}"
    digest, problems = read_scrape(file, scrape)
    is_list = scrape.form is ScrapeForm.IDS
    return PlacedScrape(file, digest if digest and digest.entries else None, tuple(problems), is_list)


def compare_digests(before: Digest, after: Digest) -> Difference:
    """What the one says that the other does not."""
    pairs = list(_pairs(before, after))
    old, new = ({id(pair[number]) for pair in pairs} for number in (0, 1))
    return Difference(
        added=tuple(one.title for one in after.entries if id(one) not in new),
        lost=tuple(one.title for one in before.entries if id(one) not in old),
        gained=_counts((one, other) for one, other in pairs),
        missing=_counts((other, one) for one, other in pairs),
        shortened=sum(_is_shortened(one.abstract, other.abstract) for one, other in pairs),
    )


def _pairs(before: Digest, after: Digest) -> Iterator[tuple[Entry, Entry]]:
    """The entries of the same paper in both: by arXiv id, else by title."""
    by_arxiv = {one.arxiv: one for one in after.entries if one.arxiv}
    by_title = {title_key(one.title): one for one in after.entries}
    for old in before.entries:
        new = by_arxiv.get(old.arxiv) if old.arxiv else None
        new = new or by_title.get(title_key(old.title))
        if new:
            yield old, new


def _known(entry: Entry) -> frozenset[str]:
    """The facts that an entry states; an abstract of two paragraphs is one."""
    return frozenset(name for name in _FACTS if getattr(entry, name) not in (None, ()))


def _is_shortened(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Is an abstract only the beginning of what it was, or much shorter?"""
    old, new = (" ".join(" ".join(one).split()) for one in (before, after))
    is_beginning = len(new) < len(old) and old.startswith(new.rstrip(" .…"))
    return bool(new) and (is_beginning or len(new) < _SHORTER * len(old))


def _counts(pairs: Iterable[tuple[Entry, Entry]]) -> dict[str, int]:
    """The facts that only the second of each pair states, in the order of an entry's fields."""
    count = Counter(name for one, other in pairs for name in _known(other) - _known(one))
    return {name.replace("_", " "): count[name] for name in _FACTS if name in count}
