"""The tags that titles, abstracts and notes carry in bibliographies: italics, JATS in abstracts, HTML notes."""

from __future__ import annotations

import re
from html import unescape

_BREAK = re.compile(r"</(?:jats:)?(?:p|sec|title|li|div|h[1-6])>|<br\s?/?>", re.I)
_TAG = re.compile(
    r"</?(?:jats:[a-z-]{1,30}|i|b|em|strong|u|sup|sub|sc|span|p|div|br|ul|ol|li|a|h[1-6]|title|sec|italic|bold|tt|scp"
    r"|small|blockquote|font|inf|mml:[a-z]{1,20})(?:\s[^<>]{0,300})?/?>",
    re.I,
)
_HEADING = re.compile(r"\s*<jats:title>\s*abstract\s*</jats:title>", re.I)


def without_tags(text: str) -> str:
    """A text without the tags of these formats, its paragraphs separated by blank lines. Other angle brackets stay.

    >>> without_tags("On <i>n</i> &lt; 3: H<sub>2</sub>O")
    'On n < 3: H2O'
    """
    if "<" not in text and "&" not in text:
        return text
    text = _BREAK.sub("\n\n", _HEADING.sub("", text))
    return unescape(_TAG.sub("", text)).strip()
