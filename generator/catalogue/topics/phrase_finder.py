"""Finds all phrases of all rules in one pass over a text.

A paper has some two hundred words and the topics some thousand phrases, so the phrases form a tree: those that
begin with a word are considered at it, and of those only the ones that continue with the next word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.catalogue.topics.phrases import WordPattern, parse_phrase

_WORD = re.compile(r"[^ ]+")
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
        bounds = _bounds_of_words(self.blanked)
        return tuple(dict.fromkeys(self.text[bounds[first][0] : bounds[stop - 1][1]] for first, stop in stretches))


@lru_cache(maxsize=4)
def _bounds_of_words(blanked: str) -> list[tuple[int, int]]:
    """Where each word begins and ends; remembered, because each topic of a paper quotes some."""
    return [word.span() for word in _WORD.finditer(blanked)]


class PhraseFinder:
    """Phrases, ready to be looked for in many texts."""

    def __init__(self, phrases: Iterable[str]) -> None:
        first = _WordPatterns()
        for phrase in phrases:
            if patterns := parse_phrase(phrase):
                node = first.add(patterns[0])
                for pattern in patterns[1:]:
                    node.following = node.following or _WordPatterns()
                    node = node.following.add(pattern)
                node.phrases.append(phrase)
        self._beginnings = _Beginnings(first)

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
            for following in known.followings:
                if following.has_open_words or words[at + 1].lower() in following.by_form:
                    for phrase, stop in _longer(following, words, at + 1):
                        occurrences[phrase].append((at, stop))
        return occurrences


def _longer(following: _WordPatterns, words: Sequence[str], at: int) -> Iterator[tuple[str, int]]:
    """The phrases that go on with the word at a place and those after it, each with the place after its last word."""
    nodes = following.matching(words[at])
    while nodes:
        at += 1
        for node in nodes:
            yield from ((phrase, at) for phrase in node.phrases)
        if at == len(words):
            return
        nodes = [longer for node in nodes if node.following for longer in node.following.matching(words[at])]


@dataclass(slots=True)
class _Node:
    """What some phrases have in common: their first words. Phrases branch here like a tree, so that a text is compared
    with each beginning once, however many phrases share it.
    """

    phrases: list[str]
    """Those that end here."""
    following: _WordPatterns | None = None
    """How the others go on."""


_Branch = tuple[WordPattern, _Node]


class _WordPatterns:
    """The patterns of the words that can come next, ready to be looked up by a word."""

    def __init__(self) -> None:
        self._nodes: dict[WordPattern, _Node] = {}
        self.by_form: dict[str, list[_Branch]] = {}
        """By the words that they match, in lower case, but for open words."""
        # Open words by the text that they fix, at the beginning of a word or at its end.
        self._by_start: dict[str, list[_Branch]] = defaultdict(list)
        self._by_end: dict[str, list[_Branch]] = defaultdict(list)
        self.has_open_words = False
        self._known: dict[str, list[_Node]] = {}
        """What was looked up before: papers share their words."""
        self._longest = 0
        """Characters of the longest text of an open word."""

    def add(self, pattern: WordPattern) -> _Node:
        """The node of a pattern, made if it is new."""
        node = self._nodes.get(pattern)
        if node is None:
            node = self._nodes[pattern] = _Node([])
            if pattern.is_open:
                open_words = self._by_end if pattern.is_ending else self._by_start
                open_words[pattern.text].append((pattern, node))
                self.has_open_words = True
                self._longest = max(self._longest, len(pattern.text))
            for form in dict.fromkeys(() if pattern.is_open else pattern.forms()):
                self.by_form.setdefault(form, []).append((pattern, node))
        return node

    def matching(self, word: str) -> list[_Node]:
        """The nodes of the patterns that a word matches."""
        nodes = self._known.get(word)
        if nodes is None:
            nodes = self._known[word] = self._newly_matching(word)
        return nodes

    def _newly_matching(self, word: str) -> list[_Node]:
        lower = word.lower()
        if not self.has_open_words:
            # Most have no open words.
            known = self.by_form.get(lower)
            return [node for pattern, node in known if pattern.matches(word)] if known else []
        branches = list(self.by_form.get(lower, ()))
        # A pattern with a capital letter fixes it; others are compared in lower case.
        for spelling in {word, lower}:
            for length in range(1, min(len(spelling), self._longest) + 1):
                branches += self._by_start.get(spelling[:length], ())
                branches += self._by_end.get(spelling[-length:], ())
        return list({id(node): node for pattern, node in branches if pattern.matches(word)}.values())


@dataclass(frozen=True, slots=True)
class _Continuations:
    """The phrases that begin with one word of a paper."""

    alone: tuple[str, ...]
    """Phrases of this word only."""
    followings: tuple[_WordPatterns, ...]
    """How the longer ones go on."""


class _Beginnings(dict[str, _Continuations | None]):
    """What can begin with each word, ``None`` for most; worked out once, because papers share their words."""

    def __init__(self, patterns: _WordPatterns) -> None:
        self._patterns = patterns

    def __missing__(self, word: str) -> _Continuations | None:
        nodes = self._patterns.matching(word)
        alone = tuple(phrase for node in nodes for phrase in node.phrases)
        followings = tuple(node.following for node in nodes if node.following)
        self[word] = _Continuations(alone, followings) if nodes else None
        return self[word]
