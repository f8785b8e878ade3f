"""What files of learned words say: words with weights that can be negative."""

from __future__ import annotations

import re

from generator.curation.list_kinds import MapKind
from generator.curation.other_words import LEARNED_WORDS
from generator.curation.record_kinds import RecordKey, RecordKind
from generator.curation.text_kinds import CountKind, TextKind, WordsKind, plain_text
from generator.curation.value_kinds import JsonSchema
from generator.curation.value_problems import INVALID_NUMBER, INVALID_PHRASE
from generator.model.curation import TopicWords

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


TOPIC_WORDS_FILE = RecordKind(
    TopicWords,
    "",
    LEARNED_WORDS,
    basis=RecordKey(
        WordsKind(400), "What the words were learned from, and how well they did on papers that were kept back."
    ),
    threshold=RecordKey(
        CountKind(1, 9999), "A paper has the topic when the weights of its words add up to at least this."
    ),
    words=RecordKey(
        MapKind(LearnedWordKind(), WordWeightKind()),
        "Words and pairs of words in lower case, each with its weight. A word counts once, a second time if it"
        " occurs at least twice in the abstract, a third time from four, and twice more in the title.",
    ),
)
