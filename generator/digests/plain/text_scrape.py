"""Reads pages of Hugging Face's Daily Papers that were saved as plain text.

A browser or a crawler gives the text of a page in two main forms, alone or mixed in one file: title
and abstract only; or title, abstract, then a line of authors or an organisation, ``·`` and a date
with the number of comments. Page boilerplate surrounds them; upvotes can precede a title; a card can
occur twice. The law of this module: every block ends in a paper, in boilerplate, or in a problem that
names its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.digests.block_counting import BlockUse, count_blocks
from generator.digests.digest_problems import IMPOSSIBLE_DATE, MISSING_ABSTRACT, UNRECOGNISED_BLOCK
from generator.digests.merge_duplicates import merge_duplicates
from generator.digests.plain.line_roles import LineRole, assign_roles
from generator.digests.plain.line_wrapping import blocks_of
from generator.digests.plain.lines import LineKind, TextLine, split_lines
from generator.digests.plain.organisation_line import read_organisation
from generator.digests.plain.page_checks import check_ending, check_heading, check_papers, date_of
from generator.digests.plain.text_cards import TextCard, cut_cards
from generator.digests.plain.title_score import CERTAIN_SCORE
from generator.digests.plain.title_search import read_units
from generator.model.digest import Digest, Entry
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

_SHORTEST_ABSTRACT = 100
"""Characters from which a text below a title counts as evidence of a paper; real ones have 170 and more."""

_MOST_SHORT_LINES, _SHORT = 100, 20
"""A block of more lines than these (a card of ten times as many), with fewer characters than these on average, has
neither titles nor abstracts.
"""


def read_text(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a page that lists papers.

    ``file`` is its path below the content folder, ``day`` and ``label`` are what its name states.
    Anything that cannot be understood becomes a problem; the digest holds the rest.
    """
    lines = [line for line in split_lines(text) if line.kind is not LineKind.BLANK]
    roles = assign_roles(lines)
    reader = _Reader(file, day)
    heading = [line for line, role in zip(lines, roles, strict=True) if role is LineRole.HEADING]
    reader.problems += check_heading(file, day, heading)
    candidates = [candidate for card in cut_cards(lines, roles) for candidate in reader.read_card(card)]
    entries = reader.keep_believable(candidates)
    for line, role in zip(lines, roles, strict=True):
        if role is LineRole.UNKNOWN:
            reader.report_line(line)
    merged = merge_duplicates(entries, reader.problems.append)
    reader.problems += check_papers(file, merged)
    # A page that was cut off ends in the middle of a line.
    reader.problems += check_ending(file, merged, text) if not text.endswith(("\n", "\r")) else ()
    block_counts = count_blocks(_uses(lines, roles, reader.reported))
    return Digest(day, label, file, tuple(merged), block_counts), reader.problems


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An entry on trial: is it more than a line that looks like a title?"""

    entry: Entry
    title_score: float
    has_facts: bool
    lines: tuple[TextLine, ...]

    @property
    def abstract_length(self) -> int:
        return sum(map(len, self.entry.abstract))

    @property
    def has_evidence(self) -> bool:
        return self.has_facts or self.abstract_length >= _SHORTEST_ABSTRACT

    @property
    def is_surely_title(self) -> bool:
        entry = self.entry
        return not entry.abstract and self.title_score >= CERTAIN_SCORE and len(entry.title.split()) >= 3


class _Reader:
    """Collects problems while the cards of one page are read."""

    def __init__(self, file: str, day: date) -> None:
        self.file = file
        self.day = day
        self.problems: list[Problem] = []
        self.reported: set[int] = set()
        """Numbers of the lines that were not understood."""
        self.reported_blocks: set[int] = set()

    def report_line(self, line: TextLine) -> None:
        """Report a line that was not understood; one problem per block."""
        self.reported.add(line.number)
        if line.block not in self.reported_blocks:
            self.reported_blocks.add(line.block)
            message = f"expected a paper or page boilerplate, found {quoted(line.text)}"
            place = Place(self.file, line.number)
            self.problems.append(Problem(place, "block", message, UNRECOGNISED_BLOCK, line.text))

    def read_card(self, card: TextCard) -> Iterator[_Candidate]:
        """The papers of a card. Anything above its first title is reported."""
        card = self._without_rubble(card)
        units = read_units(card.text, begins_card=card.begins_with_title)
        titles = [index for index, unit in enumerate(units) if unit.is_title]
        for unit in units[: titles[0] if titles else len(units)]:
            self.report_line(card.text[unit.first])
        if not titles:
            for _, line in card.facts:
                self.report_line(line)
            return
        for begin, end in zip(titles, [*titles[1:], len(units)], strict=True):
            is_first, is_last = begin == titles[0], end == len(units)
            lines = card.text[units[begin].first : None if is_last else units[end].first]
            entry = Entry(
                title=units[begin].paragraphs[0],
                place=Place(self.file, lines[0].number),
                abstract=tuple(paragraph for unit in units[begin + 1 : end] for paragraph in unit.paragraphs),
                upvotes=card.upvotes.count if is_first and card.upvotes else None,
                arxiv=card.arxiv_below(lines[0]) if is_last else None,
            )
            if is_last:
                entry = self._with_facts(entry, card.facts)
            has_facts = bool((is_last and card.facts) or (is_first and card.upvotes) or entry.arxiv)
            yield _Candidate(entry, units[begin].score, has_facts, lines)

    def _without_rubble(self, card: TextCard) -> TextCard:
        """A card without what is no text, which is reported: its lines could be put together in too many ways to
        try them all.
        """
        if len(card.text) <= _MOST_SHORT_LINES:
            return card
        parts = [card.text] if _is_rubble(card.text, 10 * _MOST_SHORT_LINES) else _blocks(card.text)
        kept: list[TextLine] = []
        for lines in parts:
            if not _is_rubble(lines, _MOST_SHORT_LINES):
                kept += lines
                continue
            for line in lines:
                self.report_line(line)
        return replace(card, text=tuple(kept))

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
        published = date_of(line.day, self.day)
        if published is None:
            message = f"expected a date that exists, found '{line.text}'; it was left out"
            self.problems.append(Problem(Place(self.file, line.number), "published", message, IMPOSSIBLE_DATE))
        return published

    def keep_believable(self, candidates: Sequence[_Candidate]) -> list[Entry]:
        """Drop, with a problem, anything that only looks like a paper: a name, a menu, a notice."""
        kept: list[Entry] = []
        has_papers = any(candidate.has_evidence for candidate in candidates)
        for index, candidate in enumerate(candidates):
            entry, is_last = candidate.entry, index == len(candidates) - 1
            if candidate.has_evidence or (entry.abstract and is_last and has_papers):
                kept.append(entry)
            elif has_papers and candidate.is_surely_title:
                message = f"expected an abstract below the title, found none: {quoted(entry.title)}"
                self.problems.append(Problem(entry.place, "abstract", message, MISSING_ABSTRACT, entry.title))
                kept.append(entry)
            else:
                for line in candidate.lines:
                    self.report_line(line)
        return kept


def _blocks(lines: Sequence[TextLine]) -> Iterator[Sequence[TextLine]]:
    return (lines[start:stop] for start, stop in blocks_of(lines))


def _is_rubble(lines: Sequence[TextLine], most: int) -> bool:
    return len(lines) > most and sum(len(line.text) for line in lines) < _SHORT * len(lines)


def _uses(lines: Sequence[TextLine], roles: Sequence[LineRole], reported: set[int]) -> Iterator[tuple[int, BlockUse]]:
    for line, role in zip(lines, roles, strict=True):
        if line.number in reported:
            yield line.block, BlockUse.REPORTED
        else:
            is_boilerplate = role in (LineRole.BOILERPLATE, LineRole.HEADING)
            yield line.block, BlockUse.BOILERPLATE if is_boilerplate else BlockUse.PAPER
