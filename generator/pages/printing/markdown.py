"""Prints texts as Markdown that means exactly these texts.

Everything scraped is hostile: it must not become a heading, a table, a link, an attribute list, a
reference or HTML. Every text of a page is escaped here and nowhere else. Escapes are those that both
Python-Markdown with its ``tables`` extension and CommonMark understand
(https://spec.commonmark.org/0.31.2/#backslash-escapes); characters that only one of them lets escape
become entities.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.model.text import Span, Style, Text
from generator.pages.printing.addresses import address
from generator.pages.printing.formulas_html import formula_html
from generator.pages.printing.html import escaped
from generator.pages.printing.white_space import collapsed, enclosed

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ANYWHERE = re.compile(r"[&<>\\`*_{}\[\]|~!]")
_AT_START = re.compile(r"[#+\-=:^~]|(?:\d+)(?=[.)])")
_ENTITY_AT_START = frozenset("=~:^")
_IN_HTML = re.compile(r"[\\`*_{}\[\]|~!]")
"""What Markdown would read in the text of an element or in an attribute."""
_IN_ELEMENT = re.compile(r'(?<=>)[^<]+|(?<=alttext=")[^"]+')


def escape(text: str) -> str:
    """A text as Markdown, alone on a line."""
    return at_start(escape_inside(text).strip())


def escape_inside(text: str) -> str:
    """A text as Markdown somewhere in a line, with one space at each edge that has any."""
    return _ANYWHERE.sub(_escape_character, collapsed(text))


def at_start(line: str) -> str:
    """A printed line without what would begin a heading, a list, a rule or a definition."""
    return _AT_START.sub(_escape_start, line, count=1) if _AT_START.match(line) else line


def _escape_character(match: re.Match[str]) -> str:
    char = match[0]
    if char == "~":
        near = match.string[max(0, match.start() - 1) : match.end() + 1]
        return "&#126;" if "~~" in near else "~"
    if char == "!":
        # Before a bracket it would begin an image. One in the same text is escaped itself.
        return "!" if match.end() < len(match.string) else "\\!"
    return _ESCAPES.get(char) or f"\\{char}"


def _escape_start(match: re.Match[str]) -> str:
    start = match[0]
    if start.isdigit():
        return f"&#{ord(start[0])};{start[1:]}"
    return f"&#{ord(start)};" if start in _ENTITY_AT_START else f"\\{start}"


def text_markdown(text: Text) -> str:
    """A scraped text with its emphasis and links; formulas are characters."""
    return _spans(text, _characters)


def unlinked_markdown(text: Text) -> str:
    """The same without links, as a link's own text."""
    return _spans(text, lambda span: escape_inside(span.text))


def typeset_markdown(text: Text) -> str:
    """The same with formulas set as mathematics: elements that Markdown leaves alone, on one line."""
    return _spans(text, lambda span: _characters(span) if span.tex is None else _formula(span))


def _spans(text: Text, print_span: Callable[[Span], str]) -> str:
    """The spans; how emphasis looks depends on what precedes it, because asterisks must not meet."""
    printed = ""
    for span in text.spans:
        if span.style is Style.STRONG or span.style is Style.EMPHASIS:
            printed += _emphasised(span, after=printed[-1:])
        else:
            printed += print_span(span)
    return printed


def _emphasised(span: Span, after: str) -> str:
    is_strong, inner = span.style is Style.STRONG, escape_inside(span.text)
    if after == "*":
        return enclosed(inner, "<strong>", "</strong>") if is_strong else enclosed(inner, "<em>", "</em>")
    return enclosed(inner, "**", "**") if is_strong else enclosed(inner, "*", "*")


def _characters(span: Span) -> str:
    inner = escape_inside(span.text)
    return f"[{inner}]({address(span.url)})" if span.url else inner


def _formula(span: Span) -> str:
    return _IN_ELEMENT.sub(_protected, formula_html(span))


def _protected(match: re.Match[str]) -> str:
    return _IN_HTML.sub(lambda found: f"&#{ord(found[0])};", match[0])


def in_html(text: str) -> str:
    """A text in an element or attribute of HTML, whether Markdown is read there or not."""
    return _IN_HTML.sub(lambda found: f"&#{ord(found[0])};", escaped(text))
