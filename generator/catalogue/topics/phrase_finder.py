"""Finds all phrases of all rules in one pass over a text.

A paper has some two hundred words and the topics some thousand phrases, so only the phrases that
begin with a word are considered at it, and of those only the ones that continue with the next word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.catalogue.topics.phrases import WordPattern, parse_phrase

_LETTER = re.compile(r"[^\W_]")

Stretch = tuple[int, int]
"""Some words of a text: the number of the first, and of the one past the last."""
Occurrences = Mapping[str, Sequence[Stretch]]
"""Where phrases occur in a text. Those that do not occur are left out."""


class _Blanks(dict[int, str]):
    """For ``str.translate``: a space for each character but letters and digits."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if _LETTER.match(chr(code)) else " "
        return self[code]


_BLANKS = _Blanks()


@dataclass(frozen=True, slots=True)
class SearchText:
    """A text in which phrases are looked for."""

    text: str
    blanked: str
    """The same, with a space for each character but letters and digits, so that words keep their
    positions. To split this takes a third of the time of matching each word with a pattern.
    """

    @classmethod
    def of(cls, text: str) -> SearchText:
        """A text, ready to be searched."""
        return cls(text, text.translate(_BLANKS))

    def words(self) -> list[str]:
        """All words, in their order."""
        return self.blanked.split()

    def quoted(self, stretches: Iterable[Stretch]) -> tuple[str, ...]:
        """Some stretches of the text as written, without repetition."""
        quoted: dict[str, None] = {}
        for first, stop in stretches:
            end = self.blanked.find(" ", self._start(stop - 1))
            quoted[self.text[self._start(first) : end if end > 0 else None]] = None
        return tuple(quoted)

    def _start(self, word: int) -> int:
        """Where a word begins."""
        return len(self.blanked) - len(self.blanked.split(None, word)[word])


class PhraseFinder:
    """Phrases, ready to be looked for in many texts."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._beginnings = _Beginnings(phrases)

    def find(self, text: SearchText) -> Occurrences:
        """Where the phrases occur in a text."""
        words = text.words()
        occurrences: dict[str, list[Stretch]] = defaultdict(list)
        # This runs for each word of each paper, so words that begin nothing must cost no line of Python.
        beginnings = [pair for pair in enumerate(map(self._beginnings.__getitem__, words)) if pair[1]]
        words.append("")
        for at, known in beginnings:
            assert known is not None
            for phrase in known.alone:
                occurrences[phrase].append((at, at + 1))
            # Many words could begin a phrase; few are followed by its second word.
            for longer in known.by_next.get(words[at + 1].lower(), ()):
                if longer.is_decided_by_next or longer.follows(words, at):
                    occurrences[longer.phrase].append((at, at + 1 + len(longer.patterns)))
            for longer in known.by_open:
                if longer.follows(words, at):
                    occurrences[longer.phrase].append((at, at + 1 + len(longer.patterns)))
        return occurrences


_Phrase = tuple[str, tuple[WordPattern, ...]]


@dataclass(frozen=True, slots=True)
class _LongPhrase:
    """A phrase of several words, of which the first occurs in a text."""

    phrase: str
    patterns: tuple[WordPattern, ...]
    """Of all its words after the first."""
    is_decided_by_next: bool
    """Is comparing the next word, in lower case, enough?"""

    def follows(self, words: Sequence[str], at: int) -> bool:
        """Do these words follow the first?"""
        following = words[at + 1 : at + 1 + len(self.patterns)]
        return len(following) == len(self.patterns) and all(map(WordPattern.matches, self.patterns, following))


@dataclass(frozen=True, slots=True)
class _Continuations:
    """The phrases that begin with one word of a paper, by the word that must come next."""

    alone: tuple[str, ...]
    """Phrases of this word only."""
    by_next: Mapping[str, tuple[_LongPhrase, ...]]
    """Longer phrases, by the possible forms of their second word in lower case."""
    by_open: tuple[_LongPhrase, ...]
    """Longer phrases whose second word is open."""


class _Beginnings(dict[str, _Continuations | None]):
    """What can begin with each word, ``None`` for most; worked out once, because papers share their words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._exact: dict[str, list[_Phrase]] = defaultdict(list)
        # Open words by the letter that they fix: the first, or the last.
        self._starts: dict[str, list[_Phrase]] = defaultdict(list)
        self._ends: dict[str, list[_Phrase]] = defaultdict(list)
        for phrase in phrases:
            patterns = parse_phrase(phrase)
            if patterns and patterns[0].is_open and patterns[0].is_ending:
                self._ends[patterns[0].text.casefold()[-1]].append((phrase, patterns))
            elif patterns and patterns[0].is_open:
                self._starts[patterns[0].text.casefold()[0]].append((phrase, patterns))
            elif patterns:
                for form in patterns[0].forms():
                    self._exact[form].append((phrase, patterns))

    def __missing__(self, word: str) -> _Continuations | None:
        folded = word.casefold()
        candidates = (
            *self._exact.get(word.lower(), ()),
            *self._starts.get(folded[0], ()),
            *self._ends.get(folded[-1], ()),
        )
        fitting = [pair for pair in candidates if pair[1][0].matches(word)]
        self[word] = _continuations(fitting) if fitting else None
        return self[word]


def _continuations(fitting: Iterable[_Phrase]) -> _Continuations:
    by_next: dict[str, tuple[_LongPhrase, ...]] = {}
    by_open: list[_LongPhrase] = []
    for phrase, (_, *rest) in fitting:
        if not rest:
            continue
        longer = _LongPhrase(phrase, tuple(rest), is_decided_by_next=len(rest) == 1 and not rest[0].is_exact)
        if rest[0].is_open:
            by_open.append(longer)
        for form in () if rest[0].is_open else rest[0].forms():
            by_next[form] = (*by_next.get(form, ()), longer)
    return _Continuations(tuple(phrase for phrase, (_, *rest) in fitting if not rest), by_next, tuple(by_open))
