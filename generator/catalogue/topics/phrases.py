"""How a phrase of a rule matches, so that curators can foresee it.

- Words are runs of letters and digits. Whatever separates them (space, hyphen, line break) makes no
  difference, so ``chain of thought`` also matches ``chain-of-thought``.
- A word in lower case matches any case; a word with a capital letter matches exactly that case
  (``RAG`` does not match ``rag``).
- The last word also matches its plural. ``*`` at the end of a word matches any continuation
  (``memor*`` matches ``memory`` and ``memorisation``), at its beginning any start (``*bench``
  matches ``ProofBench``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.text.lexicon import plurals


@dataclass(frozen=True, slots=True)
class WordPattern:
    """One word of a phrase."""

    text: str
    is_open: bool
    """Any continuation, or any start, is allowed."""
    is_ending: bool
    """For an open word: is the text its end?"""
    is_exact: bool
    """Case counts."""
    is_last: bool

    def matches(self, word: str) -> bool:
        """Does a word of a paper match?"""
        folded = word if self.is_exact else word.lower()
        if self.is_open:
            return folded.endswith(self.text) if self.is_ending else folded.startswith(self.text)
        return folded == self.text or (self.is_last and folded in plurals(self.text))

    def forms(self) -> tuple[str, ...]:
        """All words it can match, in lower case, unless it is open."""
        text = self.text.lower()
        return (text, *plurals(text)) if self.is_last else (text,)


@lru_cache(maxsize=16_384)
def parse_phrase(phrase: str) -> tuple[WordPattern, ...]:
    """The words of a phrase; empty when it has none."""
    words = re.findall(r"\*?[^\W_]+\*?", phrase)
    return tuple(_pattern(word, is_last=i == len(words) - 1) for i, word in enumerate(words))


def _pattern(word: str, *, is_last: bool) -> WordPattern:
    text = word.strip("*")
    is_exact = not text.islower() and not text.isdigit()
    return WordPattern(text, "*" in word, word.startswith("*"), is_exact, is_last)
