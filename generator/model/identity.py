"""Who is who: slugs, title keys and arXiv ids are made here and nowhere else."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NewType

from slugify import slugify

Slug = NewType("Slug", str)
"""The name of a paper, topic or digest in addresses: lower-case letters, digits and hyphens."""
TitleKey = NewType("TitleKey", str)
"""What the entries of one paper have in common, however their titles are written."""
ArxivId = NewType("ArxivId", str)
"""An arXiv id without its version: ``2501.00010``, or ``math.ST/0211159`` before April 2007."""
PagePath = NewType("PagePath", str)
"""Where a page lies in the folder of generated Markdown: ``papers/SLUG.md``."""

SLUG_LENGTH = 80
_RESERVED = frozenset({"index", "readme"})
"""Names that MkDocs reserves for the index page of a folder."""

_ARXIV = re.compile(
    r"(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv(?:\.org)?:)?"
    r"(\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?/\d{7})"
    r"(?:v\d+)?(?:\.pdf)?",
    re.I | re.A,
)


def arxiv_id(text: str) -> ArxivId | None:
    """The arXiv id in an id, a citation or an address, without its version; else ``None``.

    Both schemes are understood: ``2501.00010`` since April 2007 and ``math.ST/0211159`` before
    (https://info.arxiv.org/help/arxiv_identifier.html).

    >>> arxiv_id("https://arxiv.org/abs/2501.00010v2")
    '2501.00010'
    >>> arxiv_id("2513.00010") is None  # there is no thirteenth month
    True
    """
    match = _ARXIV.fullmatch(text.strip())
    if not match:
        return None
    arxiv = match[1]
    digits = arxiv.rpartition("/")[2]
    is_month = 1 <= int(digits[2:4]) <= 12
    # Five-digit numbers began in January 2015, so a lost digit is noticed.
    is_whole = "/" in arxiv or (len(digits) == 10) == (digits >= "15")
    return ArxivId(arxiv) if is_month and is_whole else None


def placeholder(arxiv: ArxivId) -> str:
    """The title of a paper of which only the arXiv id is known.

    >>> placeholder(ArxivId("2501.00010"))
    'arXiv:2501.00010'
    """
    return f"arXiv:{arxiv}"


def unknown_title(title: str) -> str:
    """What readers see where only the arXiv id is known; any other title as it is.

    >>> unknown_title("arXiv:2501.00010")
    'Title not known yet (arXiv:2501.00010)'
    """
    return f"Title not known yet ({title})" if is_placeholder(title) else title


def has_unknown_title(title: str) -> bool:
    """Is a title what readers see in place of one?"""
    return title.startswith("Title not known yet (arXiv:")


def is_placeholder(title: str) -> bool:
    """Does a title say nothing but an arXiv id?"""
    return title.startswith("arXiv:") and arxiv_id(title) is not None


@lru_cache(maxsize=65536)
def title_key(title: str) -> TitleKey:
    """A title reduced to its letters and digits, in any alphabet.

    Digests write a title with different case, accents, spaces, quotes and dashes, so two entries
    with equal keys are the same paper. A title without any letter is its own key.

    >>> title_key("Chain-of-Thought  Reasoning!") == title_key("“Chain of thought” reasoning")
    True
    >>> title_key("GPT-3") == title_key("GPT-4")
    False
    """
    return TitleKey(letters(title) or " ".join(title.split()))


def letters(text: str) -> str:
    """A text without anything but its letters and digits, case and accents folded."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, folded))


def slug_of(title: str) -> Slug:
    """The name of a paper in addresses: its title in plain letters, cut at the end of a word.

    >>> slug_of("Schrödinger & “Bridges”")
    'schrodinger-bridges'
    >>> slug_of("index")  # reserved
    'index-paper'
    """
    slug = slugify(title, max_length=SLUG_LENGTH, word_boundary=True, save_order=True)
    if not slug:
        return Slug(f"paper-{_hash(title_key(title))}")
    return Slug(f"{slug}-paper" if slug in _RESERVED else slug)


def slug_suffix(title: str, arxiv: ArxivId | None) -> str:
    """What distinguishes a paper from another with the same slug. It depends on the paper alone.

    >>> slug_suffix("Survey", ArxivId("2501.00010"))
    '2501-00010'
    """
    return slugify(arxiv) if arxiv else _hash(title_key(title))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
