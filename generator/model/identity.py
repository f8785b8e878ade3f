"""Who is who: title keys, arXiv ids, slugs and permalinks are made here and nowhere else."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NewType

from slugify import slugify

PagePath = NewType("PagePath", str)
"""Where a page lies in the folder of generated Markdown: ``papers/SLUG.md``."""

SLUG_LENGTH = 80
_RESERVED = frozenset({"index", "readme"})
"""Names that MkDocs takes for the index page of a folder."""

_ARXIV = re.compile(
    r"(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv(?:\.org)?:)?"
    r"(\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?/\d{7})"
    r"(?:v\d+)?(?:\.pdf)?",
    re.I | re.A,
)


def arxiv_id(text: str) -> str | None:
    """The arXiv id in an id, a citation or an address, without its version; else ``None``.

    Both schemes are known: ``2501.00010`` since April 2007 and ``math.ST/0211159`` before
    (https://info.arxiv.org/help/arxiv_identifier.html).
    """
    match = _ARXIV.fullmatch(text.strip())
    if not match:
        return None
    found = match[1]
    digits = found.rpartition("/")[2]
    is_month = 1 <= int(digits[2:4]) <= 12
    # Numbers of five digits came with January 2015; so a digit that got lost is noticed.
    is_whole = "/" in found or (len(digits) == 10) == (digits >= "15")
    return found if is_month and is_whole else None


def placeholder(arxiv: str) -> str:
    """The title of a paper of which only the arXiv id is known."""
    return f"arXiv:{arxiv}"


def is_placeholder(title: str) -> bool:
    """Does a title say nothing but an arXiv id?"""
    return title.startswith("arXiv:") and arxiv_id(title) is not None


@lru_cache(maxsize=65536)
def title_key(title: str) -> str:
    """What is left of a title when only letters and digits count, of whatever alphabet.

    Scrapes of one paper differ in case, accents, spaces, quotes and dashes, so two entries with
    equal keys are taken for one paper. A title without any letter is its own key.
    """
    return letters(title) or " ".join(title.split())


def letters(text: str) -> str:
    """A text without anything but its letters and digits, case and accents folded."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, folded))


def slug_of(title: str) -> str:
    """The name of a paper in addresses: its title in plain letters, cut at a word's end."""
    slug = slugify(title, max_length=SLUG_LENGTH, word_boundary=True, save_order=True)
    if not slug:
        return f"paper-{_digest(title_key(title))}"
    return f"{slug}-paper" if slug in _RESERVED else slug


def slug_suffix(title: str, arxiv: str | None) -> str:
    """What tells a paper from another one with the same slug; depends on the paper alone."""
    return slugify(arxiv) if arxiv else _digest(title_key(title))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
