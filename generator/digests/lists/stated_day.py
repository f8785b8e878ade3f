"""The day that a saved page or a list states at its beginning: in a heading, a comment or its address."""

from __future__ import annotations

import re
from datetime import date

from generator.digests.lists.written_dates import day_in

_HEAD = 8000
"""Characters at the beginning of a text in which it can state its day."""
_DATE = (
    r"(\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日|(?:[A-Z][a-z]{2,8},?\s+)?[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4})"
)
_IN_ADDRESS = re.compile(
    r"(?:saved from url=\(\d+\)|\burl:\s*|rel=[\"']?canonical[\"']?\s+href=[\"']?|og:url[\"']?\s+content=[\"']?"
    r"|^source:\s*[\"']?)"
    r"https?://[^\s\"'<>]{0,300}?(\d{4}[-/]\d{2}[-/]\d{2})(?!\d)",
    re.I | re.M,
)
_IN_HEADING = re.compile(
    r"(?:updated?(?:\s+(?:on|at|date))?|papers?(?:\s+(?:for|of|on|from))?|digest(?:\s+(?:for|of))?|daily[^\n<>|\d]{0,40}|arxiv[^\n<>|\d]{0,40})"
    rf"[\s*_:：(\[-]{{1,8}}{_DATE}",
    re.I,
)
_HEADING_DATE = re.compile(
    rf"^(?:#{{1,6}}\s+|<h[1-6][^<>]{{0,200}}>\s*|<title>\s*)[^\n<>\d]{{0,60}}{_DATE}[^\n<>]{{0,40}}", re.I | re.M
)
_IN_COMMENT = re.compile(
    rf"(?:saved|captured|retrieved|fetched|accessed|generated|created|date)\b[^\n:<>]{{0,20}}[:=]?\s*[\"']?(?:[A-Z][a-z]{{2}}\s+)?{_DATE}",
    re.I,
)


def day_stated(text: str) -> date | None:
    """The day that the beginning of a text states; ``None`` if it states none.

    Its address says which day's page it is, and a heading which day's papers; when it was saved counts last.
    """
    head = text[:_HEAD]
    for pattern in (_IN_ADDRESS, _IN_HEADING, _HEADING_DATE, _IN_COMMENT):
        for match in pattern.finditer(head):
            if day := day_in(re.sub(r"^[A-Z][a-z]{2,8},?\s+(?=[A-Z])", "", match[1]).replace("/", "-")):
                return day
    return None
