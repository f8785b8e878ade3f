"""Telling titles from abstracts when a scrape shows nothing but their texts.

A run of text lines becomes a sequence of units, each a title or a paragraph of an abstract. The
reading with the highest score wins (dynamic programming over the places where a unit can end):
what each unit looks like by itself, and how units follow one another. The weights are judged on
10,600 titles and abstracts; see ``tests/test_titles.py`` for what they must tell apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from math import inf
from sys import maxsize

from generator.digests.plain.lines import TextLine

TITLE_LINES = 4
"""A title is wrapped over at most this many lines."""
LONGEST_TITLE = 400
"""Characters; a longer text is prose."""
MOST_ENDS = 30
"""Places within a unit where it could end, too; where each line could, no more lines are tried together."""
LONGEST_UNIT = 5000
"""Characters; lines of a page without any blank line are not joined beyond it."""
WIDEST_WRAP = 250
"""Characters; longer lines are not the work of wrapping."""
PROSE_SCORE = -9.0
"""The score of what is certainly prose; it goes no lower, so that many words do not outweigh many
texts."""
CERTAIN_SCORE = 4.0
"""A score from which a unit is believed to be a title although nothing else says so."""

_SENTENCE_END = re.compile(r"[.!?:;,]['\"”’)\]]*$")
_INNER_END = re.compile(r"[a-z0-9)%}\]][.!?] +[A-Z(]")
_VERSUS = re.compile(r"\b(?:vs|no|st|dr|pt)\. ", re.I)
_PROSE = re.compile(
    r"\b(?:we|our|this (?:paper|work|article|study|report|survey)|these|however|which|has|have|been|was"
    r"|were|is|are|that|it|its|their|they|such|as well as|can be|may|show(?:s|ing)?|propose[sd]?"
    r"|present(?:s|ed)?|demonstrate[sd]?)\b"
)
_PROSE_START = re.compile(
    r"(?:we|our|these|however|code|here|project page|this (?:work|paper|article|study|report|survey)"
    r"|in this (?:work|paper|article|study|report|survey)|finally|moreover|experiments|results)\b(?!:)",
    re.I,
)
_ADDRESS = re.compile(r"https?://|www\.|\bgithub\.com/")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL_WORDS = frozenset(
    """
    a an and as at but by for from in into nor of on onto or over per so than the to under up via vs with
    without yet is are be can do does it its not your you using through towards toward beyond between when
    what how why
    """.split()
)


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


def title_score(text: str) -> float:
    """How much a text looks like a title: above 0 like a title, below 0 like prose."""
    length = len(text)
    if length > LONGEST_TITLE:
        return PROSE_SCORE
    score = 2.0
    if length > 160:
        score -= (length - 160) / 20
    ending = _SENTENCE_END.search(text)
    if ending:
        score -= 1 if ending[0][0] in "?!" else 7
    if _ADDRESS.search(text):
        score -= 6
    score -= 2.5 * len(_INNER_END.findall(_VERSUS.sub(" ", text)))
    score -= min(1.2 * len(_PROSE.findall(text)), 6)
    if _PROSE_START.match(text):
        score -= 2
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL_WORDS]
    if words:
        capitals = sum(not word.islower() for word in words) / len(words)
        score += 4 * capitals - 1
    if text[:1].islower():
        score -= 0.5
    return max(score, PROSE_SCORE)


def read_units(lines: Sequence[TextLine], *, begins_card: bool = False) -> list[TextUnit]:
    """The best reading of consecutive text lines as titles and abstracts.

    ``begins_card`` says that the first line begins a card for sure, so that it is a title however
    odd it looks.
    """
    if len(lines) == 2 and lines[0].block != lines[1].block:
        title, abstract = (join_lines([line.text]) for line in lines)
        score = title_score(title)
        if score > 0 and title_score(abstract) == PROSE_SCORE:
            # Nearly all of every digest: one title, one abstract, and nothing to weigh.
            return [TextUnit(0, (title,), score, is_title=True), TextUnit(1, (abstract,), PROSE_SCORE, is_title=False)]
    return _Search(lines, begins_card=begins_card).best_reading() if lines else []


class _Joint(Enum):
    """How a line meets the one above it."""

    BLOCK = 0
    """A blank line, or facts, stand between."""
    CHOSEN = 1
    """The line above was ended on purpose: the next word would have fitted."""
    FULL = 2
    """The line above was full."""


@dataclass(frozen=True, slots=True)
class _Cut:
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
        self.cost_of_orphan = 30.0 if begins_card else 12.0
        """What it costs that a text begins with prose, whose title is lost."""
        self.joints: list[_Joint] = []
        for start, stop in _blocks(lines):
            width = _wrap_width(lines[start:stop])
            self.joints.append(_Joint.BLOCK)
            self.joints += [_joint(lines[i - 1], lines[i], width) for i in range(start + 1, stop)]
        # Sums up to each line, so that no unit is gone through again for each place where it could end.
        self.lengths = [0, *accumulate(len(line.text) for line in lines)]
        self.chosen = [0, *accumulate(joint is _Joint.CHOSEN for joint in self.joints)]
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
        # A title at the very end has lost its abstract.
        kind = max(best[at], key=lambda is_title: best[at][is_title][0] - 1.5 * is_title)
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
        return max(
            (step[0] + own - self._cost(unit, follows_title=is_title), is_title) for is_title, step in before.items()
        )

    def _cost(self, unit: _Cut, *, follows_title: bool) -> float:
        """What it costs that a unit stands where it stands."""
        if unit.start == 0:
            return 0.0 if unit.is_title else self.cost_of_orphan
        joint = self.joints[unit.start]
        cost = 0.0 if joint is _Joint.BLOCK else 1.5
        if joint is _Joint.FULL:
            # A title can fill its line by chance; a paragraph does not begin after a full line.
            cost = 7.0 if follows_title and not unit.is_title else 12.0
        if unit.is_title and follows_title:
            return cost + (4.0 if joint is _Joint.BLOCK else 8.0)
        if unit.is_title or follows_title:
            return cost
        # One unit holds all paragraphs of a block: to cut it must not earn the reward for prose twice.
        return cost + (2.0 if joint is _Joint.BLOCK else -PROSE_SCORE)

    def _possible_ends(self) -> list[int]:
        """Between blocks, where a line was ended on purpose, and within the first lines of a
        block, where a title and its abstract may touch.
        """
        ends = {len(self.lines)} | {i for i, joint in enumerate(self.joints) if joint is not _Joint.FULL}
        for start, stop in _blocks(self.lines):
            ends |= set(range(start, min(start + TITLE_LINES + 1, stop)))
        return sorted(ends)

    def _can_be_unit(self, start: int, stop: int) -> bool:
        if self.lines[start].block != self.lines[stop - 1].block:
            return False
        return self.lengths[stop] - self.lengths[start] <= LONGEST_UNIT

    def _readings(self, start: int, stop: int) -> Iterator[_Cut]:
        is_long = self.lengths[stop] - self.lengths[start] > LONGEST_TITLE
        score = PROSE_SCORE if is_long else title_score(" ".join(self._paragraphs(start, stop)))
        chosen = self.chosen[stop] - self.chosen[start + 1]
        if stop - start <= TITLE_LINES:
            yield _Cut(start, stop, score - 0.5 * (stop - start - 1) - chosen, is_title=True)
        # Prose that was broken on purpose where no sentence ends may hide a title.
        loose = chosen - (self.begun[stop] - self.begun[start + 1])
        yield _Cut(start, stop, score + 2.0 * loose, is_title=False)

    def _paragraphs(self, start: int, stop: int) -> tuple[str, ...]:
        """Lines joined again. A paragraph begins where a line was ended on purpose and the next is
        indented, as in arXiv's listings, or the last one ended a sentence.
        """
        found = [[self.lines[start].text]]
        for i in range(start + 1, stop):
            if self._begins_paragraph(i):
                found.append([])
            found[-1].append(self.lines[i].text)
        return tuple(join_lines(paragraph) for paragraph in found)

    def _begins_paragraph(self, i: int) -> bool:
        if self.joints[i] is not _Joint.CHOSEN:
            return False
        above, line = self.lines[i - 1], self.lines[i]
        return line.indent > above.indent or _SENTENCE_END.search(above.text) is not None


def _blocks(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].block != lines[start].block:
            yield start, index
            start = index


def _wrap_width(lines: Sequence[TextLine]) -> int:
    """The width that a block was wrapped to; more than any line's when it was not wrapped.

    A single line may stand out, such as an address that could not be broken, or a title above a
    wrapped abstract; so several lines must come near the width.
    """
    lengths = sorted((len(line.text) for line in lines if " " in line.text), reverse=True)
    if not lengths:
        return maxsize
    is_long = len(lines) >= 25
    near, needed = (5, len(lines) // 12) if is_long else (16, 1 if len(lines) < 5 else 2)
    if sum(length > WIDEST_WRAP for length in lengths) >= needed:
        return maxsize
    for length in lengths:
        if sum(length - near < other <= length for other in lengths) >= needed:
            return length
    return lengths[0]


def _joint(above: TextLine, line: TextLine, width: int) -> _Joint:
    """Would the line's first word have fitted above, in a block as wide as this?"""
    word = line.text.partition(" ")[0]
    is_full = len(above.text) + 1 + len(word) > width
    is_too_long = len(above.text) > width and " " in above.text
    return _Joint.FULL if is_full and not is_too_long else _Joint.CHOSEN


_BROKEN_AT_HYPHEN = re.compile(r"\w-{1,3}$")
_BROKEN_BEFORE_DASH = re.compile(r"--+\w")
_STANDS_ALONE = re.compile(r"(?:and|or|to|und|et|vs\.?)(?:\s|$)")


def join_lines(lines: Sequence[str]) -> str:
    """Undo a wrapping: a space at each break, none where a compound word was broken at its hyphen."""
    parts = [lines[0]]
    for line in lines[1:]:
        above = parts[-1]
        is_compound = _BROKEN_AT_HYPHEN.search(above[-4:]) and line[:1].isalnum() and not _STANDS_ALONE.match(line)
        is_dash = above[-1:].isalnum() and _BROKEN_BEFORE_DASH.match(line)
        parts.append(line if is_compound or is_dash else f" {line}")
    return " ".join("".join(parts).split())
