"""Reads a text scrape of Hugging Face's Daily Papers.

Such a scrape is what a browser or a crawler gives as the text of a result page. It comes in two
main forms, alone or mixed in one file: title and abstract only; or title, abstract, then a line of
authors or an organisation, ``·`` and a date with the number of comments. Around them stands page
furniture; upvotes may precede a title; a card may come twice. The law of this module: each block
ends in a paper, in the furniture, or in a problem that names its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.digests.merge_duplicates import merge_duplicates
from generator.digests.plain.line_roles import LINE_FACTS, LineRole, assign_roles
from generator.digests.plain.lines import MONTH_PREFIXES, LineKind, ShownDay, TextLine, split_lines
from generator.digests.plain.titles import CERTAIN_SCORE, read_units
from generator.model.digest import BlockCounts, Digest, Entry, Organisation
from generator.model.problem import Place, Problem, Severity

_SHORTEST_ABSTRACT = 100
"""Characters from which a text under a title speaks for a paper; real ones have 170 and more."""


@dataclass(frozen=True, slots=True)
class _Card:
    """Consecutive lines between two cards' facts: usually one paper, or several without facts."""

    upvotes: TextLine | None
    text: tuple[TextLine, ...]
    addresses: tuple[TextLine, ...]
    facts: tuple[tuple[LineRole, TextLine], ...]
    is_whole: bool
    """Stands between the facts of two cards, or has upvotes above: its first line is a title."""


def read_text(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a scrape.

    ``file`` is its path below the content folder, ``day`` the date its name states. Everything
    that could not be understood is in the problems; the digest holds the rest.
    """
    lines = [line for line in split_lines(text) if line.kind is not LineKind.BLANK]
    roles = assign_roles(lines)
    reader = _Reader(file, day)
    reader.check_heading([line for line, role in zip(lines, roles, strict=True) if role is LineRole.HEADING])
    candidates = [candidate for card in _cards(lines, roles) for candidate in reader.read_card(card)]
    entries = reader.keep_believable(candidates)
    for line, role in zip(lines, roles, strict=True):
        if role is LineRole.UNKNOWN:
            reader.report(line)
    merged = merge_duplicates(entries, reader.warn)
    if not merged:
        reader.warn(
            1, "papers", "expected at least one paper, found none; was the page saved before its papers loaded?"
        )
    block_counts = _account(lines, roles, reader.reported)
    reader.check_ending(merged, text)
    return Digest(day, label, file, tuple(merged), block_counts), reader.problems


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An entry on trial: is there more than a line that looks like a title?"""

    entry: Entry
    title_score: float
    has_facts: bool
    lines: tuple[TextLine, ...]


class _Reader:
    """Collects problems while the cards of one scrape are read."""

    def __init__(self, file: str, day: date) -> None:
        self.file = file
        self.day = day
        self.problems: list[Problem] = []
        self.reported: set[int] = set()
        """Numbers of the lines that a problem names."""
        self.blocks: set[int] = set()
        """Those that a problem was reported for."""

    def warn(self, line: int, field: str, message: str) -> None:
        self.problems.append(Problem(Place(self.file, line), field, message, Severity.WARNING))

    def report(self, line: TextLine) -> None:
        """Say of a line that it was not understood; one problem for each block."""
        self.reported.add(line.number)
        if line.block not in self.blocks:
            self.blocks.add(line.block)
            self.warn(line.number, "block", f"expected a paper or known page furniture, found {shorten(line.text)}")

    def check_heading(self, heading: Sequence[TextLine]) -> None:
        """The page's own date must be the one in the file's name."""
        self.problems += check_heading(self.file, self.day, heading)

    def read_card(self, card: _Card) -> Iterator[_Candidate]:
        """The papers of a card; what precedes the first title is reported."""
        units = read_units(card.text, begins_card=card.is_whole)
        titles = [i for i, unit in enumerate(units) if unit.is_title]
        for unit in units[: titles[0] if titles else len(units)]:
            self.report(card.text[unit.first])
        if not titles:
            for _, line in card.facts:
                self.report(line)
            return
        for begin, end in zip(titles, [*titles[1:], len(units)], strict=True):
            is_first, is_last = begin == titles[0], end == len(units)
            lines = card.text[units[begin].first : None if is_last else units[end].first]
            entry = Entry(
                title=units[begin].paragraphs[0],
                place=Place(self.file, lines[0].number),
                abstract=tuple(paragraph for unit in units[begin + 1 : end] for paragraph in unit.paragraphs),
                arxiv=_address_of(lines[0], card.addresses) if is_last else None,
            )
            if is_first and card.upvotes:
                entry = replace(entry, upvotes=card.upvotes.count)
            if is_last:
                entry = self._with_facts(entry, card.facts)
            has_facts = bool((is_last and card.facts) or (is_first and card.upvotes) or entry.arxiv)
            yield _Candidate(entry, units[begin].score, has_facts, lines)

    def _with_facts(self, entry: Entry, facts: Sequence[tuple[LineRole, TextLine]]) -> Entry:
        for role, line in facts:
            if role is LineRole.AUTHORS:
                entry = replace(entry, author_count=line.count)
            elif role is LineRole.ORGANISATION:
                entry = replace(entry, organisation=read_organisation(line.text))
            elif role is LineRole.COMMENTS:
                entry = replace(entry, comments=line.count)
            elif role is LineRole.DATE and line.day is not None:
                comments = entry.comments if line.count is None else line.count
                entry = replace(entry, published=self._published(line), comments=comments)
        return entry

    def _published(self, line: TextLine) -> date | None:
        assert line.day is not None
        found = day_shown(line.day, self.day.year)
        if found is None:
            self.warn(
                line.number,
                "published",
                f"expected a day of the calendar, found '{line.text}'; the paper is kept without a date",
            )
        return found

    def keep_believable(self, candidates: Sequence[_Candidate]) -> list[Entry]:
        """Leave out, with a problem, what only looks like a paper: a name, a menu, a notice."""
        kept: list[Entry] = []
        has_papers = any(c.has_facts or _length(c.entry) >= _SHORTEST_ABSTRACT for c in candidates)
        for index, candidate in enumerate(candidates):
            entry = candidate.entry
            is_last = index == len(candidates) - 1
            if (
                candidate.has_facts
                or _length(entry) >= _SHORTEST_ABSTRACT
                or (entry.abstract and is_last and has_papers)
            ):
                kept.append(entry)
            elif has_papers and _is_surely_title(candidate):
                self.warn(
                    entry.place.line,
                    "abstract",
                    f"expected an abstract under the title, found none: {shorten(entry.title)}",
                )
                kept.append(entry)
            else:
                for line in candidate.lines:
                    self.report(line)
        return kept

    def check_ending(self, entries: Sequence[Entry], text: str) -> None:
        """A page that was cut off ends in the middle of a sentence."""
        if not text.endswith(("\n", "\r")):
            self.problems += check_ending(self.file, entries, text)


def check_heading(file: str, day: date, heading: Sequence[TextLine]) -> Iterator[Problem]:
    """The page's own date must be the one in the file's name; no heading says nothing."""
    shown = (heading[0].day or _month_and_day(heading)) if heading else None
    if not shown or ((shown.month, shown.day) == (day.month, day.day) and shown.year in (None, day.year)):
        return
    found = " ".join(line.text for line in heading)
    message = (
        f"expected the date in the file's name, {_show_day(day)}, found '{found}';"
        " rename the file to the day of the page, or scrape the right page"
    )
    yield Problem(Place(file, heading[0].number), "date", message)


def check_ending(file: str, entries: Sequence[Entry], text: str) -> Iterator[Problem]:
    """The last abstract of a page that ends with it must end as sentences do."""
    last = entries[-1].abstract[-1] if entries and entries[-1].abstract else ""
    if (
        last
        and " ".join(_CUT.sub("", text[-2000:]).split()).endswith(last[-20:])
        and re.search(r"(?<![/.])\b[\w,-]+$", last)
        and "http" not in last.split()[-1]
    ):
        message = (
            f"expected a whole abstract, found one cut off at '{last[-30:]}'; scrape the page again to complete it"
        )
        yield Problem(Place(file, entries[-1].place.line), "abstract", message, Severity.WARNING)


def day_shown(day: ShownDay, year: int) -> date | None:
    """A date of a card; without a year it is in the digest's own. ``None`` when no calendar has it."""
    try:
        return date(day.year or year, day.month, day.day)
    except ValueError:
        return None


def _cards(lines: Sequence[TextLine], roles: Sequence[LineRole]) -> Iterator[_Card]:
    """Cut the page after each card's facts and before each card's upvotes."""
    upvotes: TextLine | None = None
    text: list[TextLine] = []
    addresses: list[TextLine] = []
    facts: list[tuple[LineRole, TextLine]] = []
    follows_facts = False
    for line, role in zip(lines, roles, strict=True):
        begins_card = role is LineRole.UPVOTES or line.kind is LineKind.SUBMITTED
        if (begins_card and (text or facts)) or (role is LineRole.TEXT and facts):
            yield _Card(upvotes, tuple(text), tuple(addresses), tuple(facts), bool(upvotes or follows_facts))
            follows_facts = bool(facts)
            upvotes, text, addresses, facts = None, [], [], []
        if role is LineRole.UPVOTES:
            upvotes = line
        elif role is LineRole.TEXT:
            text.append(line)
        elif role is LineRole.PAPER_ADDRESS:
            addresses.append(line)
        elif role in LINE_FACTS:
            facts.append((role, line))
    if text or facts:
        yield _Card(upvotes, tuple(text), tuple(addresses), tuple(facts), bool(upvotes or follows_facts))


def _address_of(title: TextLine, addresses: Sequence[TextLine]) -> str | None:
    """The arXiv id in the address that follows a title."""
    return next((line.arxiv for line in addresses if line.number > title.number), None)


def _account(lines: Sequence[TextLine], roles: Sequence[LineRole], reported: set[int]) -> BlockCounts:
    kinds: dict[int, str] = {}
    for line, role in zip(lines, roles, strict=True):
        found = "furniture" if role in (LineRole.BOILERPLATE, LineRole.HEADING) else "papers"
        found = "reported" if line.number in reported else found
        if found == "reported" or kinds.get(line.block) in (None, "furniture"):
            kinds[line.block] = found
    values = list(kinds.values())
    return BlockCounts(values.count("papers"), values.count("furniture"), values.count("reported"))


def _is_surely_title(candidate: _Candidate) -> bool:
    return (
        not candidate.entry.abstract
        and candidate.title_score >= CERTAIN_SCORE
        and len(candidate.entry.title.split()) >= 3
    )


def _length(entry: Entry) -> int:
    return sum(map(len, entry.abstract))


_CUT = re.compile(r"(?:\s|`{3}|\[?(?:content|output|text)?\s?truncated\]?)*\Z", re.I)
"""What a tool adds where it cut a page off."""
_HANDLE = re.compile(r"[A-Za-z0-9][\w.-]*")


def read_organisation(text: str) -> Organisation:
    """An organisation as its page shows it: its handle, then its name (``tencent Tencent``).

    The handle comes from the avatar's description, which some crawlers drop. A first word is taken
    for a handle when it cannot be the beginning of the name: it is written like a handle, or its
    letters come back, in order, in the words that follow.
    """
    first, _, rest = text.partition(" ")
    name = " ".join(rest.split())
    if not name or not _HANDLE.fullmatch(first):
        return Organisation(text)
    handle, letters = (re.sub(r"[\W_]", "", part.casefold()) for part in (first, name))
    is_written_so = first[0].islower() or "-" in first or "_" in first
    if is_written_so or _is_subsequence(handle, letters) or letters in handle:
        return Organisation(name, first)
    return Organisation(text)


def _is_subsequence(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _month_and_day(heading: Sequence[TextLine]) -> ShownDay:
    return ShownDay(MONTH_PREFIXES.index(heading[0].text[:3].lower()) + 1, heading[1].count or 0)


def _show_day(day: date) -> str:
    return f"{MONTH_PREFIXES[day.month - 1].capitalize()} {day.day}"


def shorten(text: str) -> str:
    """A text in quotation marks, for a message."""
    return f"'{text}'" if len(text) <= 60 else f"'{text[:57]}...'"
