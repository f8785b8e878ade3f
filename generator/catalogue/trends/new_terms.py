"""Finds the terms that have recently become frequent, by how many texts hold each now and held it before.

A word is a run of letters and digits, in any case, and hyphens join: ``chain-of-thought`` is one.
Singular and plural count as one. A pair is two words that follow each other in a sentence. Words
that say nothing about a subject (``the``, ``propose``, remains of TeX) are neither counted nor part of
a pair.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from generator.catalogue.trends.significance import Change, least_evidence
from generator.text.lexicon import TREND_STOP_WORDS, without_plural_s

MOST_TERMS = 24
"""Terms that are listed."""
LEAST_TEXTS = 5
"""Recent texts that must contain a term."""
_LEAST_SHARE = 100
"""And at least one in so many."""
_EXAMPLES = 40
"""Texts that are searched for how a term is written."""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[.,;:!?()\n]")
"""A word, or a sign that separates two words."""
Word = str | None
"""The stem of a word that says something, else nothing."""
Key = Word | tuple[Word, Word]
"""A term: a word, or a pair."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a pair of words that has become more frequent."""

    text: str
    """As most texts write it."""
    change: Change


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms that have become frequent, and how many were compared."""

    terms: tuple[Term, ...] = ()
    """The clearest first, and no more than a page can show."""
    compared: int = 0


def newly_frequent(now: Sequence[str], before: Sequence[str]) -> Vocabulary:
    """The terms that are in at least twice as large a share of the texts as before, and clearly so."""
    stems = _Stems()
    texts = [stems.of(text) for text in now]
    frequent = _frequent(texts)
    earlier = _occurrences((stems.of(text) for text in before), frequent.keys())
    least = least_evidence(len(frequent))
    changes = {key: Change(count, len(now), earlier[key], len(before)) for key, count in frequent.items()}
    clear = {
        key: change
        for key, change in changes.items()
        if change.share_now >= 2 * change.share_before and change.evidence >= least
    }
    distinct = islice(_distinct(clear, texts), MOST_TERMS)
    terms = tuple(
        Term(_spelling(key, [now[at] for at in holders[:_EXAMPLES]], stems), clear[key]) for key, holders in distinct
    )
    return Vocabulary(terms, len(frequent))


def _frequent(texts: Sequence[Sequence[Word]]) -> dict[Key, int]:
    """The terms that enough texts hold. A pair is looked for only where both its words are frequent."""
    least = max(LEAST_TEXTS, -(-len(texts) // _LEAST_SHARE))
    words = Counter(word for text in texts for word in set(text))
    frequent: dict[Key, int] = {word: count for word, count in words.items() if word and count >= least}
    known: dict[Word, Word] = {word: word for word in words if word in frequent}
    pairs: Counter[tuple[Word, Word]] = Counter()
    for text in texts:
        pairs.update(set(pairwise(map(known.get, text))))
    return frequent | {pair: count for pair, count in pairs.items() if count >= least and all(pair)}


def _terms(text: Sequence[Word]) -> set[Key]:
    """All that may be terms."""
    return {*text, *pairwise(text)}


def _occurrences(texts: Iterable[Sequence[Word]], keys: Iterable[Key]) -> Counter[Key]:
    """In how many texts each of these terms occurs."""
    wanted = set(keys)
    known: dict[Word, Word] = {word: word for key in wanted for word in _words(key)}
    counts: Counter[Key] = Counter()
    for text in texts:
        # Few words are in a wanted term, so most pairs are of two others.
        counts.update(wanted & _terms(list(map(known.get, text))))
    return counts


def _distinct(clear: Mapping[Key, Change], texts: Sequence[Sequence[Word]]) -> Iterator[tuple[Key, list[int]]]:
    """Terms with the texts that hold them, the clearest first. Of terms that share a word and most of
    their texts, such as ``verifiable`` and ``verifiable rewards``, one stands for all: the
    pair, when they are equally clear.
    """
    clearest = sorted(clear, key=lambda key: (-clear[key].evidence, -len(_words(key)), _words(key)))[: 8 * MOST_TERMS]
    holders: dict[Key, list[int]] = {key: [] for key in clearest}
    for number, text in enumerate(texts):
        for key in holders.keys() & _terms(text):
            holders[key].append(number)
    kept: list[Key] = []
    for key in clearest:
        if not any(_is_same(key, other, holders) for other in kept):
            kept.append(key)
            yield key, holders[key]


def _is_same(key: Key, other: Key, holders: Mapping[Key, Sequence[int]]) -> bool:
    if set(_words(key)).isdisjoint(_words(other)):
        return False
    return 2 * len(set(holders[key]) & set(holders[other])) >= min(len(holders[key]), len(holders[other]))


def _words(key: Key) -> tuple[str, ...]:
    return tuple(word for word in (key if isinstance(key, tuple) else (key,)) if word)


def _spelling(key: Key, texts: Iterable[str], stems: _Stems) -> str:
    """How most of the texts write a term."""
    forms = Counter(form for text in texts for form in _forms(_words(key), text, stems))
    return min(forms, key=lambda form: (-forms[form], form))


def _forms(words: tuple[str, ...], text: str, stems: _Stems) -> Iterator[str]:
    matches = list(_WORD.finditer(text))
    known = stems.of(text)
    for at in range(len(matches) - len(words) + 1):
        if tuple(known[at : at + len(words)]) == words:
            yield " ".join(text[matches[at].start() : matches[at + len(words) - 1].end()].split())


class _Stems(dict[str, Word]):
    """The stem of each word met so far: words recur, so each is looked at once."""

    def __missing__(self, word: str) -> Word:
        self[word] = _stem(word)
        return self[word]

    def of(self, text: str) -> list[Word]:
        """The words of a text by their stems."""
        return list(map(self.__getitem__, _WORD.findall(text)))


def _stem(word: str) -> Word:
    """A word in lower case without the ending of its plural; nothing for a stop word."""
    small = word.lower()
    if len(small) < 2 or small.isdigit() or small in TREND_STOP_WORDS:
        return None
    single = without_plural_s(small)
    return None if single in TREND_STOP_WORDS else single
