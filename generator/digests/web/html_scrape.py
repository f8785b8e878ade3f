"""Reads pages of Hugging Face as HTML: the papers in their data, and the cards that they show.

Each part of such a page carries its data as JSON in ``data-props``; a part that lists papers has
them there, with all authors. The cards show less, but they are there when the data is cut off or
its form is unknown, and they say who submitted a paper. Where both name a paper the data counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser

from generator.digests.huggingface.paper_record import Json, is_paper, read_paper
from generator.digests.plain.lines import Kind
from generator.digests.repeats import merge_repeats
from generator.digests.web.card_reader import read_cards
from generator.digests.web.fragments import DOT, Fragment, line_of
from generator.digests.web.scraped_page import Reading
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.problem import Place, Problem, Severity

_HIDDEN = frozenset("script style svg noscript template head iframe textarea math title select".split())
_INLINE = frozenset(
    """
    a abbr b bdi button cite code em font i img input kbd label mark q s small span strong sub sup time tt u var
    """.split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SHORT = frozenset(
    {Kind.DATE, Kind.AUTHORS, Kind.NUMBER, Kind.DOT, Kind.SUBMITTED, Kind.BOILERPLATE, Kind.PERHAPS_FURNITURE}
)


@dataclass(frozen=True, slots=True)
class Data:
    """The data of a part of a page."""

    line: int
    part: str
    text: str


def read_html(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a page. The arguments are those of ``read_text``."""
    page = _Page()
    page.read(text)
    problems: list[Problem] = []

    def warn(line: int, field: str, message: str, severity: Severity = Severity.WARNING) -> None:
        problems.append(Problem(Place(file, line), field, message, severity))

    if page.fault:
        warn(page.getpos()[0], "block", f"expected HTML, found {page.fault}; what follows is not read")
    listed, reported = _listed(file, page.data, warn)
    shown = read_cards(file, day, page.fragments)
    entries = _joined(listed, shown, warn)
    if not shown.is_dated:
        problems += _check_day(file, day, page.data)
    if not entries:
        warn(1, "papers", "expected at least one paper, found none; was the page saved before its papers loaded?")
    sums = shown.block_counts
    block_counts = BlockCounts(sums.papers + len(listed), sums.boilerplate, sums.reported + reported + bool(page.fault))
    return Digest(day, label, file, tuple(entries), block_counts), [*problems, *shown.problems]


def day_of_html(text: str) -> date | None:
    """The day that a page's data states."""
    page = _Page()
    page.read(text)
    return next(iter(_days(page.data)), None)


def _listed(file: str, data: list[Data], warn: object) -> tuple[list[Entry], int]:
    """The papers in the data of a page, and the number of items that could not be read."""
    assert callable(warn)
    entries: list[Entry] = []
    reported = 0
    for part in data:
        try:
            value: Json = json.loads(part.text)
        except (ValueError, RecursionError) as error:
            if "title" in part.text and "authors" in part.text:
                reported += 1
                message = f"expected JSON in the data of {part.part or 'a part'}, found a fault ({_reason(error)})"
                warn(part.line, "data", f"{message}; its papers are read from the cards that the page shows")
            continue
        for item in _papers(value):
            entry, faults = read_paper(item, Place(file, part.line))
            for fault in faults:
                of = f", of {entry.title!r}" if entry else ""
                warn(part.line, "data", f"{fault.key}: {fault.message}{of}; left out")
            reported += entry is None
            entries += [entry] if entry else []
    return entries, reported


def _reason(error: Exception) -> str:
    return "too deeply nested" if isinstance(error, RecursionError) else str(error).partition(":")[0]


def _papers(value: Json) -> Iterator[Json]:
    """The papers in some data, wherever it has them, in its order."""
    waiting: list[Json] = [value]
    while waiting:
        one = waiting.pop()
        if is_paper(one):
            yield one
        elif isinstance(one, Mapping):
            listed = one.get("dailyPapers")
            yield from listed if isinstance(listed, list) else ()
            rest = [child for key, child in one.items() if key != "dailyPapers"]
            waiting += [child for child in reversed(rest) if isinstance(child, (Mapping, list))]
        elif isinstance(one, list) and any(is_paper(child) for child in one):
            # What stands among papers should be one.
            yield from one
        elif isinstance(one, list):
            waiting += [child for child in reversed(one) if isinstance(child, (Mapping, list))]


def _joined(listed: list[Entry], shown: Reading, warn: object) -> list[Entry]:
    """The papers of the data, completed by the cards, and the papers that only cards show."""
    assert callable(warn)
    known = {entry.arxiv for entry in listed if entry.arxiv}
    # A card can show a model's sentence where the data has the abstract.
    cards = [replace(one, abstract=()) if one.arxiv in known else one for one in shown.entries]
    return merge_repeats([*listed, *cards], warn)


def _days(data: list[Data]) -> Iterator[date]:
    for part in data:
        match = re.search(r'"date"\s*:\s*"(\d{4}-\d{2}-\d{2})', part.text[:2000])
        if match and '"dailyPapers"' in part.text:
            try:
                yield date.fromisoformat(match[1])
            except ValueError:
                continue


def _check_day(file: str, day: date, data: list[Data]) -> Iterator[Problem]:
    """The day in the page's data must be the one in the file's name."""
    stated = next(iter(_days(data)), day)
    if stated != day:
        message = f"expected the date in the file's name, {day}, found {stated} in the page's data; rename the file"
        yield Problem(Place(file), "date", message)


@dataclass(slots=True)
class _Piece:
    parts: list[str]
    target: str | None
    line: int

    @property
    def text(self) -> str:
        return "".join(self.parts)


class _Page(HTMLParser):
    """Collects data and fragments of a page. It keeps no tree, so that no nesting is too deep."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.data: list[Data] = []
        self.fragments: list[Fragment] = []
        self.fault: str | None = None
        self._hidden: list[str] = []
        self._targets: list[str] = []
        self._has_text = False
        """Does the link that is open show any text?"""
        self._heading = 0
        self._picture: str | None = None
        self._pieces: list[_Piece] = []

    def read(self, text: str) -> None:
        """Take a whole page apart.

        What follows the last tag that is whole is not given to the parser: it would look for the end of
        each of many unfinished tags anew, which takes minutes.
        """
        whole = text.rfind(">") + 1
        unfinished = text.find("<", whole)
        if unfinished >= 0:
            self.fault = "a tag that is cut off"
        try:
            self.feed(text if unfinished < 0 else text[:unfinished])
            self.close()
        except AssertionError as error:
            self.fault = str(error) or "a declaration that cannot be read"
        self._flush()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins: text parts where it is no word's own."""
        stated = dict(attrs)
        props = stated.get("data-props")
        if props and len(props) > 2:
            self.data.append(Data(self.getpos()[0], stated.get("data-target") or "", props))
        if tag in _HIDDEN:
            self._hidden.append(tag)
            return
        if self._hidden:
            return
        if tag not in _INLINE:
            self._flush()
        if tag == "a":
            # A link in a link is a mistake of the page: the first one ends.
            self._end_link()
            self._targets.append(stated.get("href") or "")
            self._has_text = False
        elif tag == "img":
            self._picture = stated.get("alt") or None
        elif re.fullmatch(r"h[1-6]", tag):
            self._heading = int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
            return
        if self._hidden:
            return
        if tag == "a":
            self._end_link()
        elif tag not in _INLINE:
            self._flush()
        if re.fullmatch(r"h[1-6]", tag):
            self._heading = 0

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag without content."""
        if tag in _HIDDEN:
            return
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._hidden or not data:
            return
        self._has_text = self._has_text or bool(data.strip())
        target = self._targets[-1] if self._targets else None
        last = self._pieces[-1] if self._pieces else None
        if last and last.target == target:
            last.parts.append(data)
        elif data.strip() or last:
            lines = data[: len(data) - len(data.lstrip())].count("\n")
            self._pieces.append(_Piece([data], target, self.getpos()[0] + lines))

    def _end_link(self) -> None:
        """A link without text shows a picture: one to a paper begins its card."""
        target = self._targets.pop() if self._targets else None
        one = Fragment(line_of("", self.getpos()[0], 0), 0, target)
        if target and not self._has_text and not self._heading and one.is_paper_page:
            self._flush()
            self.fragments.append(replace(one, line=line_of("", one.line.number, len(self.fragments))))

    def _flush(self) -> None:
        """Make fragments of the text up to here."""
        pieces = [one for one in self._pieces if one.text.strip()]
        text = "".join(one.text for one in self._pieces)
        self._pieces = []
        if not pieces:
            return
        is_prose = len(pieces) > 1 and any(_is_prose(one) for one in pieces)
        if self._heading or is_prose:
            target = next((one.target for one in pieces if one.target), None)
            self._add(text, pieces[0].line, target if self._heading else None)
        else:
            for one in pieces:
                for part in DOT.split(one.text) if one.target is None else [one.text]:
                    self._add(part, one.line, one.target)
        self._picture = None

    def _add(self, text: str, line: int, target: str | None) -> None:
        if text.strip():
            block = len(self.fragments)
            picture = self._picture
            found = Fragment(line_of(text, line, block), self._heading, target or None, picture, block)
            self.fragments.append(found)


def _is_prose(piece: _Piece) -> bool:
    return piece.target is None and line_of(piece.text, 1, 0).kind not in _SHORT and bool(re.search(r"\w", piece.text))
