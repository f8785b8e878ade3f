"""Terms as numbers, so that ten thousand papers can be compared: words of a subject, and pairs of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from zlib import crc32

from generator.text.lexicon import GENERIC_NOUNS, is_stop_word, singular

WORD = re.compile(r"[^\W_]+|[^\w\s-]")
"""A word, or a character that separates two words. A hyphen does not: ``chain-of-thought`` is three words."""


class WordNumbers(dict[str, int]):
    """A number for each word: 0 for a stop word, an odd one for a generic noun, an even one for any other.

    The number depends on the word alone, so that it can be cached. Two of thirty thousand words are more
    likely than not to have different numbers; should two share one, two papers seem slightly more alike
    than they are.
    """

    def __missing__(self, word: str) -> int:
        """The number of a word that is not in the table yet."""
        small = word.lower()
        single = singular(small)
        is_word = len(single) > 1 and not single.isdigit() and single[0].isalnum()
        if is_word and not is_stop_word(small):
            self[word] = crc32(single.encode()) & ~1 | (single in GENERIC_NOUNS)
        else:
            self[word] = 0
        return self[word]

    def of(self, text: str) -> list[int]:
        """The numbers of the words of a text, with a 0 wherever two words are separated."""
        return [self[word] for word in WORD.findall(text)]


def terms(numbers: Iterable[int]) -> Iterator[int]:
    """The terms of a run of words, each as often as it occurs: words of the subject, and pairs of
    adjacent words of which at least one is of the subject.
    """
    before = 0
    for number in numbers:
        if number and not number & 1:
            yield number
        if number and before and not number & before & 1:
            yield before << 32 | number
        before = number


def halves(term: int) -> tuple[int, ...]:
    """The two words of a pair; nothing for a single word."""
    return (term >> 32, term & 0xFFFFFFFF) if term >> 32 else ()
