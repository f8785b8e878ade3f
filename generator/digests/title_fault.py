"""Tells what is certainly no title of a paper: markup, a row of a table, an address, a date, the name of a field."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.model.identity import arxiv_id, doi

_FAULTS: Mapping[str, re.Pattern[str]] = {
    "nothing": re.compile(r"[\W_]*"),
    "an address": re.compile(r"(?:https?://|www\.)\S+", re.I),
    "a row of a table": re.compile(r"\|.*\|.*|[-:| ]{3,}", re.S),
    "an entry of BibTeX": re.compile(r"@\w+\s*[{(].*", re.S),
    "markup": re.compile(
        r"</?[a-z][^<>]*>.*|.*</[a-z]+>|<!--.*|!?\[[^\]]*\]\([^)]*\).*|#{1,6} .*|`{3,}.*|\{.*\}\s*,?|TY  - .*",
        re.S | re.I,
    ),
    "a date": re.compile(
        r"\W*(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}"
        r"|(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?\d{1,2}\.?\s+[a-z]{3,9}\.?,?\s+\d{4}"
        r"|[a-z]{3,9}\.?\s+\d{1,2},?\s+\d{4})\W*",
        re.I,
    ),
    "the name of a field": re.compile(
        r"\W*(?:titles?|authors?|abstracts?|summary|pdf|code|links?|urls?|date|publish(?:ed)? ?date|published|venue"
        r"|year|doi|keywords|comments?|subjects?|table of contents|contents)\W*",
        re.I,
    ),
    "a heading of a list": re.compile(r"\W*(?:updated on|papers for|daily papers for)\b.{0,30}", re.I),
}


def title_fault(title: str) -> str | None:
    """What a text is if it cannot be the title of a paper, in words; else ``None``."""
    text = " ".join(title.split())
    if arxiv_id(text) and not text.startswith("arXiv:"):
        return "an arXiv id"
    if doi(text):
        return "a DOI"
    return next((name for name, pattern in _FAULTS.items() if pattern.fullmatch(text)), None)
