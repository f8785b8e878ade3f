"""Where a scrape belongs in ``digests/``, and how it differs from the digest that it would replace.

Papers are added to a day's page over hours, so the same day is often added again, more complete. The
new version replaces the existing file only if nothing is lost: no paper, no abstract or part of one, no
id, author or date, and no fields on balance.
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

_FACTS = tuple(field.name for field in fields(Entry) if field.name not in ("title", "place"))
_ESSENTIAL = ("abstract", "arxiv", "authors", "published")
"""Fields whose loss nothing makes up for."""
_SHORTER = 0.8


@dataclass(frozen=True, slots=True)
class PlacedScrape:
    """A scrape under the name that it would have as a digest."""

    file: str
    """Path below the content folder."""
    digest: Digest | None
    problems: tuple[Problem, ...]
    is_list: bool
    """Does it contain only ids, about which arXiv can say more?"""


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


def place_scrape(scrape: Scrape, day: date, label: str | None) -> PlacedScrape:
    """Read a scrape under the name that it would have."""
    name = f"{day.isoformat()}-{label}" if label else day.isoformat()
    file = f"digests/{name}.{scrape.form.ending}"
    digest, problems = read_scrape(file, scrape)
    is_list = scrape.form is ScrapeForm.IDS
    return PlacedScrape(file, digest if digest and digest.entries else None, tuple(problems), is_list)


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
