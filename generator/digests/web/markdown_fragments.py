r"""Takes Markdown apart as tools write it that turn pages into Markdown.

They agree on little: a link is ``[text](address)`` or ``[text][32]`` with a list of addresses at
the end, which may be lost; a link around a whole paragraph has its brackets on lines of their own,
or the ends of its lines are escaped (``\``); its address can stand on a line of its own; a picture
is ``![what](address)``, or only what it shows in brackets. This module follows brackets over lines
and gives fragments; ``cards`` knows what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.digests.plain.lines import LineKind, TextLine, split_lines
from generator.digests.web.detached_links import has_detached_links, with_targets
from generator.digests.web.fragments import SEPARATOR_DOT, Fragment, line_of

_FARTHEST = 80
"""Lines that a link can go over."""
_OPEN, _CLOSE, _PICTURE_OPEN, _PICTURE_CLOSE = "\ue002", "\ue003", "\ue000", "\ue001"
_HELD = re.compile("[\ue000-\ue003]")
_BROKEN_TARGET = re.compile(r"\](\s*)\((\s*)<?((?:https?://|/)[^\s()<>]*)>?(\s*)\)")
_CUT_TARGET = re.compile(r"\[([^\[\]\n]+)(?:\](?:\([^()\s]*|\[\d*))?\Z")
"""A link that the end of the page cuts off."""
_DEFINITION = re.compile(r"\s*\[(\d{1,5})\]:?\s+<?((?:https?://|/)[^\s<>]*)>?(?:\s+\"[^\"]*\")?\s*")
_NUMBERED = re.compile(r"\s*(\d{1,5})\.\s+<?(https?://[^\s<>]*)>?\s*")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})\s*\w*\s*")
_RULE = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*")
_MARKERS = re.compile(r"\s*(?:(?:>|[-*+](?=\s)|\d{1,3}[.)](?=\s+(?:\[|\*\*|\ue000)))\s*)*")
_LIST_ITEM = re.compile(r"[-*+>|#]|\d{1,3}[.)]\s|`{3}")
_HEADING = re.compile(r"(#{1,6})\s+|(#{1,6})$")
_HTML_LINK = re.compile(r"<a\s[^<>]{0,500}?href=[\"']?([^\s\"'<>]{1,1000})[^<>]{0,500}>([^<>]{0,2000})</a>", re.I)
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
_LABEL_PICTURE = re.compile(r"\s*\[([^\[\]]*)\]\s*")
_SAYS_PICTURE = re.compile(r"(?:图片|图像|image|img|picture|photo|avatar|logo)\b", re.I)
# These begin with the character that all they find begins with, and look behind it afterwards: a search
# skips to it through a page of any length that is no Markdown.
_SOME_HEADING = re.compile(r"#(?<=^#)#{0,5} +\S", re.M)
_SOME_LINK = re.compile(r"\](?:\((?:https?://|/)|(?<=^\])\[\d{1,5}\]|\[\d{1,5}\]$)", re.M)
_SOME_PAPER = re.compile(r"\](?:\s*\(\s*<?(?:https?://[^\s()/]+)?/(?:papers|abs|pdf)/|(?<=^\])\[\d{1,5}\])", re.M)
_LINKED_HEADING = re.compile(r"#(?<=^#)#{0,5} +\[", re.M)
_ENTITY = re.compile(r"&(lt|gt|amp|quot|nbsp|#39|#x27);")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "nbsp": " ", "#39": "'", "#x27": "'"}
_ESCAPED_END = re.compile(r"\\+\s+")
"""The end of a line, escaped, which a tool put back into one line."""
_ESCAPED = re.compile(r"\\([_*\[\]#<>&`+(){}.!|~-])")
_STRONG = re.compile(r"(\*\*|__|\*)(?=\S)(.{1,600}?)(?<=\S)\1")
_SHORT = frozenset(
    {
        LineKind.DATE,
        LineKind.AUTHORS,
        LineKind.NUMBER,
        LineKind.DOT,
        LineKind.SUBMITTED,
        LineKind.BOILERPLATE,
        LineKind.PERHAPS_BOILERPLATE,
    }
)


@dataclass(slots=True)
class _Piece:
    """A stretch of a line: inside of a link or not."""

    text: str
    target: str | None = None
    group: int | None = None
    closes: str | None = None
    """Where the link leads that ends behind it."""
    is_inline: bool = False
    """Is it a link that begins and ends in its line?"""


@dataclass(slots=True)
class _Row:
    """A line of the file, taken apart."""

    number: int
    block: int
    paragraph: int
    heading: int = 0
    pieces: list[_Piece] = field(default_factory=list)
    opens: bool = False
    """Does a link begin here that ends in a later line?"""
    is_bare: bool = False
    """Is its bracket the last character of the line?"""


def read_fragments(text: str) -> list[Fragment]:
    """The fragments of a page in Markdown; at least one for each line that is not blank."""
    rows = _rows(text)
    _follow_links(rows)
    return with_targets([one for row in rows for one in _fragments(row)])


def is_markdown(text: str) -> bool:
    """Does a page consist of Markdown? A link in an abstract, as authors write them, says nothing."""
    head = text[:500_000]
    headings = len(_SOME_HEADING.findall(head))
    links = len(_SOME_LINK.findall(head))
    is_linked = bool(_LINKED_HEADING.search(head)) or (headings > 0 and links > 0) or len(_SOME_PAPER.findall(head)) > 2
    return is_linked or has_detached_links(head)


# --- lines -----------------------------------------------------------------------------------


def _rows(text: str) -> list[_Row]:
    lines = split_lines(text)
    whole = "\n".join(_HELD.sub("", text) for text in _with_whole_headings(lines))
    whole = _CUT_TARGET.sub(r"\1", whole)
    moved = _BROKEN_TARGET.sub(_moved, whole).split("\n")
    links = _definitions(moved)
    rows: list[_Row] = []
    paragraph, is_inside = 0, False
    for line, bare in zip(lines, moved, strict=True):
        content = _TAG.sub("", _HTML_LINK.sub(r"[\2](\1)", bare)).rstrip("\\ ")
        paragraph += not content.strip() and is_inside
        is_inside = bool(content.strip())
        if line.kind is LineKind.BLANK:
            continue
        row = _Row(line.number, line.block, paragraph)
        rows.append(row)
        if line.kind is LineKind.FRONT_MATTER:
            continue
        if _UNDERLINE.fullmatch(content) and len(rows) > 1 and rows[-2].paragraph == paragraph and rows[-2].pieces:
            rows[-2].heading = 1 if "=" in content else 2
        elif content.strip() and not _is_machinery(content, links):
            _take_apart(row, content, links)
    return rows


def _with_whole_headings(lines: Sequence[TextLine]) -> Iterator[str]:
    """The lines, those below a heading that go on with it moved up into it; the number of lines stays.

    Titles on arXiv are wrapped, the further lines indented by two spaces, and tools keep that.
    """
    taken = 0
    for index, line in enumerate(lines):
        if taken:
            taken -= 1
            yield ""
            continue
        heading = line.text
        while _HEADING.match(line.text) and _goes_on(lines, index + taken + 1):
            taken += 1
            heading += f" {lines[index + taken].text}"
        yield heading


def _goes_on(lines: Sequence[TextLine], index: int) -> bool:
    line = lines[index] if index < len(lines) else None
    return line is not None and line.indent in (2, 3) and line.kind is LineKind.TEXT and not _LIST_ITEM.match(line.text)


def _moved(match: re.Match[str]) -> str:
    """An address on lines of its own, moved up to its link; the number of lines stays."""
    spaces = match[1] + match[2] + match[4]
    count = spaces.count("\n")
    return f"]({match[3]})" + "\n" * count if count else match[0]


def _definitions(lines: list[str]) -> Mapping[str, str]:
    """The addresses that a file lists at its end, by their numbers."""
    found = [match for line in lines if (match := _DEFINITION.fullmatch(line.rstrip("\\ ")))]
    if not found and any(re.search(r"\]\[\d", line) for line in lines):
        found = [match for line in lines if (match := _NUMBERED.fullmatch(line))]
    return {match[1]: match[2] for match in found}


def _is_machinery(line: str, links: Mapping[str, str]) -> bool:
    """Is a line a fence, a rule, or the definition of a link?"""
    match = _DEFINITION.fullmatch(line) or _NUMBERED.fullmatch(line)
    is_definition = match is not None and links.get(match[1]) == match[2]
    return is_definition or bool(_FENCE.fullmatch(line) or _RULE.fullmatch(line))


def _take_apart(row: _Row, content: str, links: Mapping[str, str]) -> None:
    """Fill a row with its pieces."""
    content = content.replace("\\[", _OPEN).replace("\\]", _CLOSE)
    content = _PICTURE.sub(lambda match: f"{_PICTURE_OPEN}{match[1]}{_PICTURE_CLOSE}", content)
    markers = _MARKERS.match(content)
    rest = content[markers.end() :] if markers else content
    heading = _HEADING.match(rest)
    if heading:
        row.heading = len(heading[1] or heading[2])
        rest = rest[heading.end() :].rstrip("#").rstrip() if rest.rstrip().endswith("##") else rest[heading.end() :]
    # A hyphen alone says that nobody voted, where it stands in a link.
    rest = rest if rest.strip() or heading else content.strip()
    row.pieces = list(_pieces(rest, links))
    row.opens, row.is_bare = _opens(row)


def _pieces(text: str, links: Mapping[str, str]) -> Iterator[_Piece]:
    """The links that begin and end in a line, the ends of links from above, and what stands between."""
    at = 0
    for match in _LINK.finditer(text):
        yield from _outside(text[at : match.start()], links)
        yield _Piece(_LINK.sub(lambda inner: inner[1], match[1]), _target(match, links), is_inline=True)
        at = match.end()
    yield from _outside(text[at:], links)


def _outside(text: str, links: Mapping[str, str]) -> Iterator[_Piece]:
    match = _END.search(text)
    if match:
        yield _Piece(text[: match.start()], closes=_target(match, links))
        text = text[match.end() :]
    if text:
        yield _Piece(text)


def _target(match: re.Match[str], links: Mapping[str, str]) -> str:
    """Where a link leads: ``[32]`` when the list of addresses is lost."""
    address, number = match.groups()[-2:]
    return links.get(number, f"[{number}]") if number else address


def _opens(row: _Row) -> tuple[bool, bool]:
    """Does a link begin in a line that ends in a later one, and does it begin with the line's last character?"""
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


# --- links over several lines ----------------------------------------------------------------


def _follow_links(rows: list[_Row]) -> None:
    """Give the lines between the brackets of a link its target."""
    begun: list[int] = []
    for index, row in enumerate(rows):
        closing = next((place for place, piece in enumerate(row.pieces) if piece.closes is not None), None)
        if closing is not None:
            is_bare = not "".join(piece.text for piece in row.pieces[: closing + 1]).strip()
            near = [one for one in begun if index - one <= _FARTHEST]
            # A text inside of the link can begin with a bracket of its own, so that a bare one counts first.
            same = [one for one in near if rows[one].is_bare is is_bare] or near
            if same:
                _cover(rows, same[-1], index, closing)
                begun = [one for one in begun if one < same[-1]]
        if row.opens:
            begun.append(index)


def _cover(rows: list[_Row], first: int, last: int, closing: int) -> None:
    end = rows[last].pieces[closing]
    start = rows[first]
    bracket = start.pieces[-1 if start.is_bare else 0]
    bracket.text = bracket.text.rstrip()[:-1] if start.is_bare else bracket.text.lstrip()[1:]
    for row in rows[first : last + 1]:
        inside = row.pieces
        if row is start and start.is_bare:
            inside = []
        elif row is rows[last]:
            inside = row.pieces[: closing + 1]
        for piece in inside:
            if piece.target is None:
                piece.target, piece.group = end.closes, first
        row.heading = row.heading or (start.heading if inside else 0)
    end.closes = None


# --- fragments -------------------------------------------------------------------------------


def _fragments(row: _Row) -> Iterator[Fragment]:
    """The fragments of a line: its facts one by one, or all of it as one text."""
    made = [one for piece in row.pieces for one in _made(row, piece)]
    shown = [one for one in made if one.text]
    if len(shown) < 2 or row.heading or any(_is_prose(one) for one in shown):
        yield _whole(row, made)
    else:
        yield from shown


def _made(row: _Row, piece: _Piece) -> Iterator[Fragment]:
    """The fragments of a piece: what stands around a dot are two."""
    text, picture = _without_pictures(piece.text, is_title=bool(row.heading))
    parts = SEPARATOR_DOT.split(text) if piece.target is None else [text]
    for part in parts:
        line = line_of(_plain(part), row.number, row.block)
        yield Fragment(line, row.heading, piece.target or None, picture, row.paragraph, piece.group)


def _is_prose(one: Fragment) -> bool:
    """Is a piece more than a fact or a link of its own?"""
    if one.target is not None and one.group is None:
        return False
    return one.line.kind not in _SHORT and re.search(r"\w", one.text) is not None


def _whole(row: _Row, made: list[Fragment]) -> Fragment:
    """A line as one text. It leads where its first link to a paper does, if it is a heading."""
    text = "".join(_without_pictures(piece.text, is_title=bool(row.heading))[0] for piece in row.pieces)
    targets = [one for one in made if one.target]
    chosen = next((one for one in targets if one.is_paper_page), targets[0] if targets else None)
    if chosen is None or not (row.heading or len(made) == 1 or chosen.group is not None):
        return Fragment(line_of(_plain(text), row.number, row.block), row.heading, None, None, row.paragraph)
    return replace(chosen, line=line_of(_plain(text), row.number, row.block))


def _without_pictures(text: str, *, is_title: bool) -> tuple[str, str | None]:
    """A text without its pictures, and what stands for the first of them."""
    found = [match for match in re.findall(r"\ue000([^\ue000\ue001]*)\ue001", text) if match]
    bare = re.sub(r"\ue000[^\ue000\ue001]*\ue001", " ", text)
    label = _LABEL_PICTURE.match(bare)
    if label and label[1] is not None and (not is_title or _SAYS_PICTURE.match(label[1])):
        bare, found = bare[label.end() :], [*found, label[1]]
    return bare, found[0] if found else None


def _plain(text: str) -> str:
    """A text without what Markdown needs to say it."""
    bare = _HELD.sub(lambda match: {_OPEN: "[", _CLOSE: "]"}.get(match[0], ""), text)
    bare = _ENTITY.sub(lambda match: _ENTITIES[match[1]], bare)
    whole = _STRONG.fullmatch(bare.strip())
    bare = whole[2] if whole and whole[1] not in whole[2] else bare
    return _ESCAPED.sub(r"\1", _ESCAPED_END.sub(" ", bare))
