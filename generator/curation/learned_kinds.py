"""What files of learned words say: words with weights that can be negative."""

from __future__ import annotations

import re

from generator.curation.text_kinds import TextKind, plain_text
from generator.curation.value_kinds import JsonSchema
from generator.curation.value_problems import INVALID_NUMBER, INVALID_PHRASE

HEAVIEST_WORD = 999
"""The largest weight of a word, for or against a topic."""


class LearnedWordKind(TextKind[str]):
    """A word, or two that follow one another, as papers are compared with them."""

    problem = INVALID_PHRASE
    expected = "a word, or two words with a space between them, in lower case"
    _pattern = re.compile(r"[^\W_]{1,60}(?: [^\W_]{1,60})?")

    def convert(self, text: str) -> str | None:
        return text if self._pattern.fullmatch(text) and text == text.lower() else None

    def hint(self, text: str) -> str:
        return self._meant(plain_text(text).lower(), " ".join(re.findall(r"[^\W_]+", text.lower())))

    def schema(self) -> JsonSchema:
        # Some editors know no classes of letters, so: anything but space and ASCII punctuation.
        word = r"[^\sA-Z!-/:-@\[-`{-~]{1,60}"
        return {"type": "string", "pattern": f"^{word}(?: {word})?$"}


class WordWeightKind(TextKind[int]):
    """What a word says for a topic, or, below zero, against it."""

    problem = INVALID_NUMBER
    expected = f"a whole number from -{HEAVIEST_WORD} to {HEAVIEST_WORD}"

    def convert(self, text: str) -> int | None:
        is_number = re.fullmatch(r"-?[0-9]{1,9}", text)
        return int(text) if is_number and abs(int(text)) <= HEAVIEST_WORD else None

    def schema(self) -> JsonSchema:
        return {"type": "integer", "minimum": -HEAVIEST_WORD, "maximum": HEAVIEST_WORD}
