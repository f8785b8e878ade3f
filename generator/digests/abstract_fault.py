"""Tells what is certainly no abstract: a table, a list of links, the fields of a bibliography."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_FAULTS: Mapping[str, re.Pattern[str]] = {
    "a table": re.compile(r"\|\s*:?-{2,}:?\s*\||^\s*\|.*\|.*\|\s*$|</?(?:table|tr|td|th)\b", re.M | re.I),
    "an item of a list": re.compile(r"\A\s*(?:[-*+•]|\d{1,3}[.)]) .{0,40}?\[[^\[\]\n]{3,400}\]\([^()\s]{3,500}\)"),
    "the fields of a bibliography": re.compile(
        r"(?:^|[,{]\s*)(?:title|author|year|journal|booktitle|eprint|abstract)\s*=\s*[{\"]|^TY  - "
        r"|@[a-z]+\s*\{[^\s,]+,",
        re.M | re.I,
    ),
    "the fields of a note": re.compile(
        r"^\s*\*\*(?:authors?|title|published|category|arxiv id|pdf|link|url)\W{0,3}\*\*.*\*\*[\w ]+\W{0,3}\*\*", re.I
    ),
    "the lines of a listing": re.compile(
        r"\[\d+\] arXiv:\S+|\bSubjects: .{3,60}\([a-z-]+\.[A-Za-z-]{2,}\)|\bTitle: .*\bAuthors: "
    ),
}
_ADDRESS = re.compile(r"https?://[^\s)\]>]+|\[[^\[\]]{1,200}\]\([^()\s]*\)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_LINKS, _WORDS_PER_LINK = 2, 12


def abstract_fault(paragraphs: Sequence[str]) -> str | None:
    """What some paragraphs are if they cannot be an abstract, in words; else ``None``."""
    text = "\n".join(paragraphs)
    if not text:
        return None
    found = next((name for name, pattern in _FAULTS.items() if pattern.search(text)), None)
    return found or ("a list of links" if _is_list_of_links(text) else None)


def _is_list_of_links(text: str) -> bool:
    """Are there more links than sentences have, or nothing but one?"""
    rest, links = _ADDRESS.subn(" ", text)
    if not links:
        return False
    words = len(_WORD.findall(rest))
    return words < 3 if links <= _MOST_LINKS else words < _WORDS_PER_LINK * links
