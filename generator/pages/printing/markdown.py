"""Prints text as Markdown that means exactly that text.

Everything scraped is hostile: it must not become a heading, a table, a link, an attribute list, a
reference or HTML. Every value that a template prints is escaped; only what this module printed as
``Markdown`` passes unchanged. Escapes are those that both Python-Markdown with its ``tables``
extension and CommonMark understand (https://spec.commonmark.org/0.31.2/#backslash-escapes);
characters that only one of them lets escape become entities.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

from markupsafe import escape as escape_html

from generator.model.text import Span, Style, Text
from generator.text.maths.formulas import rendered


class Markdown(str):
    """Text that is Markdown already."""

    __slots__ = ()


_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ANYWHERE = re.compile(r"[&<>]|[\\`*_{}\[\]|]|~(?=~)|(?<=~)~")
_AT_START = re.compile(r"[#+\-!=~:^]|(?:\d+)(?=[.)])")
_ENTITY_AT_START = frozenset("=~:^")
_CONTENT = re.compile(r"(?<=>)[^<]+")
_SPECIAL = re.compile(r"[\\`*_{}\[\]|~!]")
"""What Markdown would read inside of raw HTML; ``markupsafe`` sees to the rest."""
_URL_SAFE = "!#$%&'+,-./:;=?@_~"


def escape(text: str) -> Markdown:
    """A text as Markdown, on one line."""
    line = " ".join(text.split())
    escaped = _ANYWHERE.sub(_escape_character, line)
    return Markdown(_AT_START.sub(_escape_start, escaped, count=1) if _AT_START.match(escaped) else escaped)


def _escape_character(match: re.Match[str]) -> str:
    char = match[0]
    return _ENTITIES.get(char) or ("&#126;" if char == "~" else f"\\{char}")


def _escape_start(match: re.Match[str]) -> str:
    """What would begin a heading, a list, a rule or a definition."""
    start = match[0]
    if start.isdigit():
        return f"&#{ord(start[0])};{start[1:]}"
    return f"&#{ord(start)};" if start in _ENTITY_AT_START else f"\\{start}"


def render(text: Text, *, with_formulas: bool = False) -> Markdown:
    """A scraped text with its emphasis and links. Formulas are characters, as links and lists need
    them, or set as mathematics.
    """
    spans = text.spans if with_formulas else [replace(span, tex=None) for span in text.spans]
    printed = "".join(map(_render_span, spans))
    if printed.startswith("<math"):
        # Python-Markdown takes a line that begins with this element for a block of HTML.
        printed = f"<span></span>{printed}"
    return Markdown(_AT_START.sub(_escape_start, printed, count=1) if _AT_START.match(printed) else printed)


def _render_span(span: Span) -> str:
    if span.tex is not None:
        return _render_formula(span.tex, is_display=span.style is Style.DISPLAY)
    # A span keeps the space at its edges: it stands between two words.
    inner = _ANYWHERE.sub(_escape_character, re.sub(r"\s+", " ", span.text))
    if span.style is Style.LINK and span.url:
        return f"[{inner}]({address(span.url)})"
    if span.style is Style.STRONG:
        return f"**{inner}**"
    return f"*{inner}*" if span.style is Style.EMPHASIS else inner


def _render_formula(tex: str, *, is_display: bool) -> str:
    """A formula as elements that Markdown leaves alone, on one line; or its source. The first
    element carries the source, as is the custom, for whoever copies it.
    """
    pieces = rendered(tex, is_display=is_display)
    if pieces is None:
        return f"<code>{_for_html(tex)}</code>"
    style = ' displaystyle="true"' if is_display else ""
    contents = [_CONTENT.sub(_protected, piece) for piece in pieces]
    first = f'<math{style} alttext="{_for_html(tex)}">{contents[0]}</math>'
    printed = "<wbr>".join([first, *(f"<math{style}>{content}</math>" for content in contents[1:])])
    return f'<span class="display">{printed}</span>' if is_display else printed


def _for_html(text: str) -> str:
    """Text in an element or attribute of raw HTML inside Markdown."""
    return _SPECIAL.sub(_character_reference, escape_html(" ".join(text.split())))


def _protected(match: re.Match[str]) -> str:
    return _SPECIAL.sub(_character_reference, match[0])


def _character_reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def address(url: str) -> str:
    """An address for the round brackets of a link. It must be http or https, or the site's own."""
    return quote(url, safe=_URL_SAFE).replace("&", "&amp;")


def link(text: str | Markdown, url: str) -> Markdown:
    """A link; the text is escaped unless it is Markdown."""
    inner = text if isinstance(text, Markdown) else escape(text)
    return Markdown(f"[{inner}]({address(url)})")
