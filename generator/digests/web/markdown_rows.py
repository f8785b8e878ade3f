r"""Splits Markdown, as tools write it that convert pages, into rows of pieces with their links.

The tools agree on little: a link is ``[text](address)``, or ``[text][32]`` with a list of addresses at
the end, which may be missing; a link around a whole paragraph has its brackets on lines of their own,
or the ends of its lines are escaped (``\``); its address can be on a line of its own; a picture is
``![what](address)``, or only its description in brackets. This module handles one line at a time;
``markdown_fragments`` follows links across lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.digests.plain.lines import LineKind, TextLine, split_lines

BRACKET_OPEN, BRACKET_CLOSE, _PICTURE_OPEN, _PICTURE_CLOSE = "\ue002", "\ue003", "\ue000", "\ue001"
"""Stand for escaped brackets and for the ends of a picture while brackets are matched."""
PLACEHOLDER = re.compile("[\ue000-\ue003]")
_BROKEN_TARGET = re.compile(r"\](\s*)\((\s*)<?((?:https?://|/)[^\s()<>]*)>?(\s*)\)")
_CUT_TARGET = re.compile(r"\[([^\[\]\n]+)(?:\](?:\([^()\s]*|\[\d*))?\Z")
"""A link that the end of the page truncates."""
_DEFINITION = re.compile(r"\s*\[(\d{1,5})\]:?\s+<?((?:https?://|/)[^\s<>]*)>?(?:\s+\"[^\"]*\")?\s*")
_NUMBERED = re.compile(r"\s*(\d{1,5})\.\s+<?(https?://[^\s<>]*)>?\s*")
_MAY_BE_SYNTAX = re.compile(r"\s*[`~*_\[\d-]")
_PLAIN_TEXT = re.compile(r"[^\W\d_][^\[\]\\!\ue000-\ue003]*")
"""Text without markers, links and pictures, as most lines are."""
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})\s*\w*\s*")
_RULE = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*")
_MARKERS = re.compile(r"\s*(?:(?:>|[-*+](?=\s)|\d{1,3}[.)](?=\s+(?:\[|\*\*|\ue000)))\s*)*")
_LIST_ITEM = re.compile(r"[-*+>|#]|\d{1,3}[.)]\s|`{3}")
_HEADING = re.compile(r"(#{1,6})\s+|(#{1,6})$")
_HTML_LINK = re.compile(r"<a\s[^<>]{0,500}?href=[\"']?([^\s\"'<>]{1,1000}+)[^<>]{0,500}+>([^<>]{0,2000}+)</a>", re.I)
_TAG = re.compile(
    r"<!--.{0,500}?-->|</?(?:a|br|img|div|span|p|b|i|em|strong|sub|sup|details|summary|center|picture|source|ul|ol|li"
    r"|h[1-6]|article|section|time)\b[^<>]{0,500}>",
    re.I,
)
_PICTURE = re.compile(r"!\[([^\[\]]{0,500})\](?:\([^()\s]{0,4000}(?:\s+\"[^\"]{0,500}\")?\)|\[\d{1,5}\])")
_TITLE = r"(?:\s+\"[^\"]{0,500}\")?"
_ADDRESS = r"\(\s?<?([^\s<>()]{0,2000}(?:\([^\s<>()]{0,200}\)[^\s<>()]{0,2000})?)>?" + _TITLE + r"\)"
_TARGET = rf"(?:{_ADDRESS}|\[(\d{{1,5}})\])"
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]{0,300}\]){0,8000})\]" + _TARGET)
_END = re.compile(r"\]" + _TARGET)


@dataclass(slots=True)
class MarkdownPiece:
    """A stretch of a line, inside a link or outside."""

    text: str
    target: str | None = None
    group: int | None = None
    closes: str | None = None
    """The target of a link from an earlier line that ends after it."""
    is_inline: bool = False
    """Is it a link that begins and ends in this line?"""


@dataclass(slots=True)
class MarkdownRow:
    """A line of the file, split into pieces."""

    number: int
    block: int
    paragraph: int
    heading: int = 0
    pieces: list[MarkdownPiece] = field(default_factory=list)
    opens_link: bool = False
    """Does a link begin here that ends in a later line?"""
    is_bare: bool = False
    """Is the bracket of that link the last character of the line?"""


def rows_of(text: str) -> list[MarkdownRow]:
    """The lines of a page that are not blank, each split into pieces. Links across lines are still open."""
    lines = split_lines(text)
    whole = "\n".join(PLACEHOLDER.sub("", text) for text in _with_whole_headings(lines))
    whole = _CUT_TARGET.sub(r"\1", whole)
    moved = _BROKEN_TARGET.sub(_moved, whole).split("\n")
    links = _definitions(moved)
    rows: list[MarkdownRow] = []
    paragraph, is_inside = 0, False
    for line, bare in zip(lines, moved, strict=True):
        # Most lines have no tags.
        content = (_TAG.sub("", _HTML_LINK.sub(r"[\2](\1)", bare)) if "<" in bare else bare).rstrip("\\ ")
        paragraph += not content.strip() and is_inside
        is_inside = bool(content.strip())
        if line.kind is LineKind.BLANK:
            continue
        row = MarkdownRow(line.number, line.block, paragraph)
        rows.append(row)
        if line.kind is LineKind.FRONT_MATTER:
            continue
        if _UNDERLINE.fullmatch(content) and len(rows) > 1 and rows[-2].paragraph == paragraph and rows[-2].pieces:
            rows[-2].heading = 1 if "=" in content else 2
        elif content.strip() and not _is_syntax(content, links):
            _fill(row, content, links)
    return rows


def _with_whole_headings(lines: Sequence[TextLine]) -> Iterator[str]:
    """The lines, with the continuation lines of headings moved up into them; the number of lines stays the same.

    Titles on arXiv are wrapped with an indent of two spaces, and tools keep that.
    """
    taken = 0
    for index, line in enumerate(lines):
        if taken:
            taken -= 1
            yield ""
            continue
        heading = line.text
        while _HEADING.match(line.text) and _continues_heading(lines, index + taken + 1):
            taken += 1
            heading += f" {lines[index + taken].text}"
        yield heading


def _continues_heading(lines: Sequence[TextLine], index: int) -> bool:
    line = lines[index] if index < len(lines) else None
    return line is not None and line.indent in (2, 3) and line.kind is LineKind.TEXT and not _LIST_ITEM.match(line.text)


def _moved(match: re.Match[str]) -> str:
    """An address on lines of its own, moved up to its link; the number of lines stays the same."""
    spaces = match[1] + match[2] + match[4]
    count = spaces.count("\n")
    return f"]({match[3]})" + "\n" * count if count else match[0]


def _definitions(lines: list[str]) -> Mapping[str, str]:
    """The addresses that a file lists at its end, by number."""
    matches = [match for line in lines if (match := _DEFINITION.fullmatch(line.rstrip("\\ ")))]
    if not matches and any(re.search(r"\]\[\d", line) for line in lines):
        matches = [match for line in lines if (match := _NUMBERED.fullmatch(line))]
    return {match[1]: match[2] for match in matches}


def _is_syntax(line: str, links: Mapping[str, str]) -> bool:
    """Is a line a fence, a rule, or the definition of a link?"""
    if not _MAY_BE_SYNTAX.match(line):
        return False
    match = _DEFINITION.fullmatch(line) or _NUMBERED.fullmatch(line)
    is_definition = match is not None and links.get(match[1]) == match[2]
    return is_definition or bool(_FENCE.fullmatch(line) or _RULE.fullmatch(line))


def _fill(row: MarkdownRow, content: str, links: Mapping[str, str]) -> None:
    """Split the content of a row into pieces."""
    if _PLAIN_TEXT.fullmatch(content):
        row.pieces = [MarkdownPiece(content)]
        return
    content = content.replace("\\[", BRACKET_OPEN).replace("\\]", BRACKET_CLOSE)
    content = (
        content
        if "![" not in content
        else _PICTURE.sub(lambda match: f"{_PICTURE_OPEN}{match[1]}{_PICTURE_CLOSE}", content)
    )
    markers = _MARKERS.match(content)
    rest = content[markers.end() :] if markers else content
    heading = _HEADING.match(rest)
    if heading:
        row.heading = len(heading[1] or heading[2])
        rest = rest[heading.end() :].rstrip("#").rstrip() if rest.rstrip().endswith("##") else rest[heading.end() :]
    # A lone hyphen in a link means that nobody has voted.
    rest = rest if rest.strip() or heading else content.strip()
    row.pieces = list(_pieces(rest, links))
    row.opens_link, row.is_bare = _opens_link(row)


def _pieces(text: str, links: Mapping[str, str]) -> Iterator[MarkdownPiece]:
    """The links within a line, the ends of links from earlier lines, and the text in between."""
    start = 0
    for match in _LINK.finditer(text):
        yield from _outside(text[start : match.start()], links)
        yield MarkdownPiece(_LINK.sub(lambda inner: inner[1], match[1]), _target(match, links), is_inline=True)
        start = match.end()
    yield from _outside(text[start:], links)


def _outside(text: str, links: Mapping[str, str]) -> Iterator[MarkdownPiece]:
    match = _END.search(text)
    if match:
        yield MarkdownPiece(text[: match.start()], closes=_target(match, links))
        text = text[match.end() :]
    if text:
        yield MarkdownPiece(text)


def _target(match: re.Match[str], links: Mapping[str, str]) -> str:
    """The target of a link: ``[32]`` when the list of addresses is missing."""
    address, number = match.groups()[-2:]
    return links.get(number, f"[{number}]") if number else address


def _opens_link(row: MarkdownRow) -> tuple[bool, bool]:
    """Does a line open a link that ends in a later one, and is its last character the opening bracket?"""
    outside = [piece for piece in row.pieces if not piece.is_inline and piece.closes is None]
    if not outside:
        return False, False
    first, last = row.pieces[0], row.pieces[-1]
    if last is outside[-1] and last.text.rstrip().endswith("["):
        return True, True
    if first is not outside[0] or not first.text.lstrip().startswith("["):
        return False, False
    depth = 0
    for char in "".join(piece.text for piece in outside):
        depth += (char == "[") - (char == "]")
        if depth == 0 and char == "]":
            return False, False
    return True, False
