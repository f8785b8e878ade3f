"""Tells titles from abstracts where a page shows nothing but text.

A run of lines is cut into units, each a title or the paragraphs of an abstract. The cut with the
highest total score wins (dynamic programming over the places where a unit can end). The score counts
what each unit looks like by itself, and what follows what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import NamedTuple

from generator.digests.plain.line_wrapping import LineJoint, blocks_of, join_lines, joints_of, space_between
from generator.digests.plain.lines import TextLine
from generator.digests.plain.title_score import LONGEST_TITLE, PROSE_SCORE, SENTENCE_END, title_score

TITLE_LINES = 4
"""Lines that a wrapped title can have."""
MOST_ENDS = 30
"""Possible ends within one unit. Where every line could end one, no more lines are tried together."""
LONGEST_UNIT = 5000
"""Characters; lines of a page without blank lines are not joined beyond it."""
COST_OF_LAST_TITLE = 1.5
"""A title at the very end has no abstract."""


@dataclass(frozen=True, slots=True)
class TextUnit:
    """Lines that belong together as one title, or as paragraphs of one abstract."""

    first: int
    """Index of its first line among the lines given."""
    paragraphs: tuple[str, ...]
    """One for a title."""
    score: float
    """How much it looks like a title; negative for prose."""
    is_title: bool


def read_units(lines: Sequence[TextLine], *, begins_card: bool = False) -> list[TextUnit]:
    """The best reading of consecutive text lines as titles and abstracts.

    With ``begins_card`` the first line is known to begin a card, so it is a title however odd it looks.
    """
    if len(lines) == 2 and lines[0].block != lines[1].block:
        title, abstract = (join_lines([line.text]) for line in lines)
        score = title_score(title)
        if score > 0 and title_score(abstract) == PROSE_SCORE:
            # Nearly all papers: one title, one abstract, and nothing to weigh.
            return [TextUnit(0, (title,), score, is_title=True), TextUnit(1, (abstract,), PROSE_SCORE, is_title=False)]
    if len(lines) == 1:
        text = join_lines([lines[0].text])
        score = title_score(text)
        is_title = score - COST_OF_LAST_TITLE >= -score - _cost_of_orphan(begins_card=begins_card)
        return [TextUnit(0, (text,), score, is_title=is_title)]
    return _Search(lines, begins_card=begins_card).best_reading() if lines else []


def _cost_of_orphan(*, begins_card: bool) -> float:
    """The cost of beginning with prose whose title is missing."""
    return 30.0 if begins_card else 12.0


class _Cut(NamedTuple):
    """Lines that may be a unit."""

    start: int
    stop: int
    score: float
    is_title: bool


_Step = tuple[float, int, _Cut | None]
"""Score of the best reading up to a point, where its last unit begins, and that unit."""


class _Search:
    """Finds the best way to cut lines into units, from each possible end to the next."""

    def __init__(self, lines: Sequence[TextLine], *, begins_card: bool) -> None:
        self.lines = lines
        self.cost_of_orphan = _cost_of_orphan(begins_card=begins_card)
        self.joints: list[LineJoint] = []
        for start, stop in blocks_of(lines):
            self.joints += joints_of(lines[start:stop])
        # Running totals, so that no unit is gone through again for each place where it could end.
        self.lengths = [0, *accumulate(len(line.text) for line in lines)]
        self.chosen = [0, *accumulate(joint is LineJoint.CHOSEN for joint in self.joints)]
        # So joined, too, because each line is part of many possible units.
        self.continued = [self._continued(i) for i in range(len(lines))]
        self.begun = [0, *accumulate(self._begins_paragraph(i) for i in range(len(lines)))]

    def best_reading(self) -> list[TextUnit]:
        ends = self._possible_ends()
        # For each end, the best reading whose last unit is a title, and the best one where it is not.
        best: list[dict[bool, _Step]] = [{False: (0.0, 0, None)}, *({} for _ in ends[1:])]
        for stop in range(1, len(ends)):
            for start in range(stop - 1, -1, -1):
                if start < stop - 1 and not self._can_be_unit(ends[start], ends[stop]):
                    break
                if stop - start > MOST_ENDS:
                    break
                for unit in self._readings(ends[start], ends[stop]):
                    score, _ = self._score(best[start], unit)
                    if score > best[stop].get(unit.is_title, (-inf, 0, None))[0]:
                        best[stop][unit.is_title] = (score, start, unit)
        return self._trace_back(best)

    def _trace_back(self, best: list[dict[bool, _Step]]) -> list[TextUnit]:
        units: list[TextUnit] = []
        at = len(best) - 1
        kind = max(best[at], key=lambda is_title: best[at][is_title][0] - COST_OF_LAST_TITLE * is_title)
        while at > 0:
            _, at, unit = best[at][kind]
            assert unit is not None
            units.append(self._unit(unit))
            _, kind = self._score(best[at], unit)
        return units[::-1]

    def _unit(self, cut: _Cut) -> TextUnit:
        if cut.is_title:
            text = join_lines([line.text for line in self.lines[cut.start : cut.stop]])
            return TextUnit(cut.start, (text,), cut.score, is_title=True)
        return TextUnit(cut.start, self._paragraphs(cut.start, cut.stop), cut.score, is_title=False)

    def _score(self, before: dict[bool, _Step], unit: _Cut) -> tuple[float, bool]:
        """The best total with this unit appended, and whether it then follows a title."""
        own = unit.score if unit.is_title else -unit.score
        best = (-inf, False)
        for is_title, step in before.items():
            best = max(best, (step[0] + own - self._cost(unit, follows_title=is_title), is_title))
        return best

    def _cost(self, unit: _Cut, *, follows_title: bool) -> float:
        """The cost of a unit for its position."""
        if unit.start == 0:
            return 0.0 if unit.is_title else self.cost_of_orphan
        joint = self.joints[unit.start]
        cost = 0.0 if joint is LineJoint.BLOCK else 1.5
        if joint is LineJoint.FULL:
            # A title can fill its line by chance, but no paragraph begins after a full line.
            cost = 7.0 if follows_title and not unit.is_title else 12.0
        if unit.is_title and follows_title:
            return cost + (4.0 if joint is LineJoint.BLOCK else 8.0)
        if unit.is_title or follows_title:
            return cost
        # One unit holds all paragraphs of a block; cutting it must not earn the reward for prose twice.
        return cost + (2.0 if joint is LineJoint.BLOCK else -PROSE_SCORE)

    def _possible_ends(self) -> list[int]:
        """Where a unit can end: between blocks, where a line was ended deliberately, and after each of the
        first lines of a block, because a title can directly precede its abstract.
        """
        ends = {len(self.lines)} | {i for i, joint in enumerate(self.joints) if joint is not LineJoint.FULL}
        for start, stop in blocks_of(self.lines):
            ends |= set(range(start, min(start + TITLE_LINES + 1, stop)))
        return sorted(ends)

    def _can_be_unit(self, start: int, stop: int) -> bool:
        if self.lines[start].block != self.lines[stop - 1].block:
            return False
        return self.lengths[stop] - self.lengths[start] <= LONGEST_UNIT

    def _readings(self, start: int, stop: int) -> Iterator[_Cut]:
        is_long = self.lengths[stop] - self.lengths[start] > LONGEST_TITLE
        score = PROSE_SCORE if is_long else title_score(self._text(start, stop))
        chosen = self.chosen[stop] - self.chosen[start + 1]
        if stop - start <= TITLE_LINES:
            yield _Cut(start, stop, score - 0.5 * (stop - start - 1) - chosen, is_title=True)
        # Prose with a deliberate line break where no sentence ends may hide a title.
        loose = chosen - (self.begun[stop] - self.begun[start + 1])
        yield _Cut(start, stop, score + 2.0 * loose, is_title=False)

    def _text(self, start: int, stop: int) -> str:
        """All paragraphs, one after the other."""
        return " ".join("".join((self.lines[start].text, *self.continued[start + 1 : stop])).split())

    def _continued(self, i: int) -> str:
        """A line with the space that is before it when it is joined to the one above."""
        text = self.lines[i].text
        return f" {text}" if not i or self._begins_paragraph(i) else space_between(self.lines[i - 1].text, text) + text

    def _paragraphs(self, start: int, stop: int) -> tuple[str, ...]:
        """Lines joined again. A paragraph begins where a line was ended deliberately and the next one is
        indented, as in arXiv's listings, or the last one ended a sentence.
        """
        paragraphs = [[self.lines[start].text]]
        for i in range(start + 1, stop):
            if self._begins_paragraph(i):
                paragraphs.append([])
            paragraphs[-1].append(self.lines[i].text)
        return tuple(join_lines(paragraph) for paragraph in paragraphs)

    def _begins_paragraph(self, i: int) -> bool:
        if self.joints[i] is not LineJoint.CHOSEN:
            return False
        above, line = self.lines[i - 1], self.lines[i]
        return line.indent > above.indent or SENTENCE_END.search(above.text) is not None
