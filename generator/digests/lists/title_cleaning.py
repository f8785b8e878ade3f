"""Cleans the text of a title: without number, date, venue, id and badges around it."""

from __future__ import annotations

import re
import unicodedata

from generator.digests.lists.paper_links import is_label
from generator.digests.lists.venue_names import is_preprint_server, venue_in
from generator.digests.lists.written_dates import day_in, year_in

_ID_BEFORE = re.compile(
    r"\s*[\[(]?(?:arxiv:\s?)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?[\])]?[\s:.,|-]+(?=\S)", re.I
)
_NUMBER_BEFORE = re.compile(r"\s*(?:#?\d{1,4}[.)]\s+|\d{1,4}\s*[|:]\s+)")
_BRACKET_BEFORE = re.compile(r"\s*[\[(【]([^\[\]()【】]{1,60})[\])】]\s*[:,.-]?\s*(?=\S)")
BRACKET_BEHIND = re.compile(r"\s*[,.]?\s*[\[(【]([^\[\]()【】]{1,60})[\])】]\s*\.?\s*$")
TITLE_EDGES = " \t\n-–—:|,;·•*_`~➡→✨"
_IN_BRACKETS = re.compile(r"[\[\]]([^\[\]]{8,})[\[\]]")
"""A title in the brackets of a link whose address was broken."""
_QUOTES = {'"': '"', "“": "”", "‘": "’", "«": "»", "「": "」", "《": "》"}
TAG_WORDS = re.compile(
    r"\W*(?:new|hot|updated?|recommended|must read|survey|review|\d+|tl;?dr|note|notes|paper|title|important"
    r"|(?:paper|reading|literature) (?:notes?|reading|review)|(?:论文|文献|論文)"
    r"(?:解读|阅读|笔记|精读|速读|翻译|分享|解說|解説|紹介|メモ|読み))\W*",
    re.I,
)
_DATE_BEFORE = re.compile(
    r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{4}[-./]\d{1,2}|(?:19|20)\d\d)\s*[:,|–—-]+\s+(?=\S)|\d{4}[-./]\d{1,2}[-./]\d{1,2}\s+(?=\S)"
)


def is_fact(text: str) -> bool:
    """Is a text a venue, a date or a number?"""
    return bool(venue_in(text) or day_in(text) or year_in(text) or is_preprint_server(text))


def clean_title(text: str) -> str:
    """A title without numbering, date, venue, id and badges around it, on one line."""
    title = without_prefix(" ".join(text.split()))
    while (match := BRACKET_BEHIND.search(title)) and (is_fact(match[1]) or is_label(match[1])):
        title = title[: match.start()]
    title = _unquoted(_without_signs(title).strip(TITLE_EDGES))
    if broken_link := _IN_BRACKETS.fullmatch(title):
        title = broken_link[1].strip()
    is_short = title.endswith(".") and not title.endswith("..")
    return title[:-1].rstrip() if is_short else title


def without_prefix(text: str) -> str:
    """A text without the number, the date in brackets, the venue in brackets or the arXiv id that precedes a title."""
    start = 0
    while start < len(text):
        bare = len(text) - len(text[start:].lstrip(TITLE_EDGES)) if start == 0 else start
        number = _NUMBER_BEFORE.match(text, bare) if start == 0 else None
        bracket, identity = _BRACKET_BEFORE.match(text, bare), _ID_BEFORE.match(text, bare)
        if bracket and (is_fact(bracket[1]) or is_label(bracket[1]) or TAG_WORDS.fullmatch(bracket[1])):
            start = bracket.end()
        elif match := number or identity or _DATE_BEFORE.match(text, bare):
            start = match.end()
        else:
            break
    return text[start:]


def _without_signs(title: str) -> str:
    """A title without emoji around it."""
    start, end = 0, len(title)
    while start < end and _is_sign(title[start]):
        start += 1
    while end > start and _is_sign(title[end - 1]):
        end -= 1
    return title[start:end]


def _is_sign(char: str) -> bool:
    return char in "\ufe0f\u200d\u20e3 " or unicodedata.category(char) in ("So", "Cn", "Sk", "Co")


def _unquoted(title: str) -> str:
    closing = _QUOTES.get(title[:1])
    inner = title[1:-1]
    is_quoted = (
        closing is not None and len(title) > 2 and title.rstrip(".,").endswith(closing) and closing not in inner[:-1]
    )
    return title.rstrip(".,")[1:-1].rstrip(",.") if is_quoted else title
