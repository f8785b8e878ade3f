"""What a citation says of a paper, and the key that it is cited by. ``overrides/assets/paper/citations.js`` does the
same in a browser; the vectors of ``tests/fixtures/vectors/citations.json`` hold both to it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.model.curation import LinkKind
from generator.model.paper import Paper, arxiv_month
from generator.pages.printing import paths
from generator.pages.printing.addresses import quoted

_SMALL_WORDS = frozenset("a an the on in of for to from towards toward at by with and is are do does can via".split())
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.I)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_OWN_ADDRESSES = (LinkKind.OPENREVIEW, LinkKind.ACL, LinkKind.PAGE)


@dataclass(frozen=True, slots=True)
class CitedPaper:
    """What a citation says. Texts are bare characters on one line."""

    slug: str
    title: str
    authors: tuple[str, ...]
    """All of them, or none: a number of authors is no list."""
    organisation: str | None
    date: date | None
    year: int | None
    arxiv: str | None
    doi: str | None
    """Also the one that arXiv gives each of its papers."""
    venue: str | None
    url: str | None
    """Where the paper itself is; on this site, when nothing else is known."""
    category: str | None = None
    """The primary category on arXiv, or the archive that an old id names."""

    @classmethod
    def of(cls, paper: Paper, root: str | None) -> CitedPaper:
        """What is known of a paper. ``root`` is the address of the site, if that is known."""
        month = arxiv_month(paper.arxiv)
        published = paper.published or month
        return cls(
            slug=paper.slug,
            title=one_line(paper.title.plain),
            authors=tuple(name for name in map(one_line, paper.authors) if name),
            organisation=one_line(paper.organisation.name) if paper.organisation else None,
            date=paper.published,
            year=published.year if published else paper.year,
            arxiv=paper.arxiv,
            doi=paper.doi or (f"10.48550/arXiv.{paper.arxiv}" if paper.arxiv else None),
            venue=one_line(paper.venue) if paper.venue else None,
            url=_address(paper, root),
            category=_category(paper),
        )

    @property
    def key(self) -> str:
        """What it is cited by."""
        return citation_key(self.slug)


@lru_cache(maxsize=16)  # each form of a citation asks for it
def citation_key(slug: str) -> str:
    """The key of a paper: two words of its slug, and a number that stands for the whole of it.

    It depends on the slug alone, which belongs to one paper for good. So no other paper changes it, and neither do
    authors or a year that are found later.

    >>> citation_key("theoremllama-transforming-general-purpose-llms-into-lean4-experts")
    'theoremllama-transforming-0drqxto'
    """
    words = [word for word in slug.split("-") if word and word not in _SMALL_WORDS][:2]
    return "-".join([*(words or ["paper"]), _base_36(_fnv_1a(slug))])


def _fnv_1a(text: str) -> int:
    """A number of 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/)."""
    number = 0x811C9DC5
    for byte in text.encode():
        number = ((number ^ byte) * 0x01000193) & 0xFFFFFFFF
    return number


def _base_36(number: int) -> str:
    digits = ""
    for _ in range(7):
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def one_line(text: str) -> str:
    """A text on one line, without control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())


def parts_of_name(name: str) -> tuple[str, str, str]:
    """A name as given name, family name with what belongs to it, and suffix.

    >>> parts_of_name("Ludwig van Beethoven Jr.")
    ('Ludwig', 'van Beethoven', 'Jr.')
    """
    words = name.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    start = max(len(words) - 1, 0)
    while start > 1 and unicodedata.category(words[start - 1][0]) == "Ll":
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:]), suffix


def _category(paper: Paper) -> str | None:
    if paper.arxiv is None:
        return None
    archive, _, number = paper.arxiv.rpartition("/")
    return paper.category or (archive if number else None) or None


def _address(paper: Paper, root: str | None) -> str | None:
    if paper.arxiv:
        return f"https://arxiv.org/abs/{paper.arxiv}"
    if paper.doi:
        return f"https://doi.org/{paper.doi}"
    own = next((quoted(link.url) for link in paper.links if link.kind in _OWN_ADDRESSES), None)
    return own or (root + paths.url(paths.paper(paper.slug)) if root else None)
