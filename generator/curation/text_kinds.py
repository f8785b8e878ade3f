"""Values that are one piece of text: words, a choice, a number.

Each kind converts text, and suggests what was probably meant by a text that it cannot convert.
"""

from __future__ import annotations

import re
import unicodedata
from abc import abstractmethod
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from generator.curation.curation_problems import EMPTY_VALUE, EXPECTED_TEXT
from generator.curation.nodes import MappingNode, Node, ScalarNode
from generator.curation.value_kinds import JsonSchema, Report, ValueKind, suggest
from generator.curation.value_problems import (
    INVALID_CHOICE,
    INVALID_LENGTH,
    INVALID_NUMBER,
    INVALID_PHRASE,
    INVISIBLE_CHARACTERS,
    PLACEHOLDER_TEXT,
)
from generator.curation.yaml_problems import COMMENT_AFTER_TEXT
from generator.model.problem import ProblemKind
from generator.text.invisible import find_invisible, without_invisible

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_SHOWN = 20
"""Characters shown before an invisible one, so that it can be found."""
_QUOTES = "\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb'\"`"
_BEFORE_REMARK = " before a '#', which begins a comment; put quotes around the whole text"
_FILL_IN = "; fill it in or remove it"


PLACEHOLDER_SCOPE = "say here in one sentence what belongs, and what does not."
PLACEHOLDER_SOURCE = "say here where you found it"
_PLACEHOLDERS = (PLACEHOLDER_SCOPE, PLACEHOLDER_SOURCE)
"""What new files say where a curator must say something."""


class TextKind(ValueKind[T]):
    """A kind whose values are written as one piece of text."""

    problem: ProblemKind
    """What is reported for a text that has no value."""

    def read(self, node: Node, field: str, report: Report) -> T:
        if not isinstance(node, ScalarNode):
            hint = "; put quotes around text that contains ': '" if isinstance(node, MappingNode) else ""
            raise self._refuse(node, field, report, EXPECTED_TEXT, hint)
        if node.is_empty:
            raise self._refuse(node, field, report, EMPTY_VALUE, _BEFORE_REMARK * bool(node.remark) or _FILL_IN)
        if node.is_block and not node.text.strip():
            raise self._refuse(node, field, report, EMPTY_VALUE, "; indent the text below it by two spaces")
        value = self.convert(" ".join(node.text.split()))
        if value is None:
            raise self._refuse(node, field, report, self.problem, self.hint(node.text))
        return value

    @abstractmethod
    def convert(self, text: str) -> T | None:
        """The value of a text without surplus white space, or ``None``."""

    def hint(self, text: str) -> str:
        """What to do about a text that has no value."""
        return self._meant(plain_text(text))

    def _meant(self, *texts: str) -> str:
        """A question for the first of several texts that has a value, or nothing."""
        return next((f". Did you mean '{text}'?" for text in texts if self.convert(text) is not None), "")


def plain_text(text: str) -> str:
    """A text as a keyboard writes it, without the quotes, hyphens and invisible characters of a word processor."""
    visible = text
    if not text.isascii():
        visible = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return " ".join(_HYPHENS.sub("-", visible).split()).strip(_QUOTES)


class WordsKind(TextKind[str]):
    """Text for people, on one line."""

    problem = INVALID_LENGTH

    def __init__(self, longest: int, shortest: int = 1) -> None:
        self.longest, self.shortest = longest, shortest
        self.expected = f"text of {shortest:,} to {longest:,} characters"

    def read(self, node: Node, field: str, report: Report) -> str:
        node = self._without_invisible(node, field, report)
        if isinstance(node, ScalarNode) and node.text.endswith(_PLACEHOLDERS):
            message = f"expected {self.expected}, found the words of a new file; write your own"
            report.add(node.place, field, message, PLACEHOLDER_TEXT)
        if not isinstance(node, ScalarNode) or not node.remark or node.is_empty:
            return super().read(node, field, report)
        if self.convert(" ".join(node.text.split())) is None:
            raise self._refuse(node, field, report, self.problem, _BEFORE_REMARK)
        message = (
            "expected a text to its end, found a '#' in it, where YAML begins a comment and reads no further;"
            " put quotes around the whole text"
        )
        report.add(node.remark, field, message, COMMENT_AFTER_TEXT)
        return super().read(node, field, report)

    def _without_invisible(self, node: Node, field: str, report: Report) -> Node:
        invisible = find_invisible(node.text) if isinstance(node, ScalarNode) else ()
        if not isinstance(node, ScalarNode) or not invisible:
            return node
        at = invisible[0]
        before = " ".join(node.text[max(at - _SHOWN, 0) : at].split())
        where = f"after '{before}'" if before else "at the beginning"
        message = f"expected text, found the invisible character U+{ord(node.text[at]):04X} {where}"
        advice = "delete it, or type the text around it again"
        report.add(node.place, field, f"{message}; {advice}", INVISIBLE_CHARACTERS)
        return replace(node, text=without_invisible(node.text))

    def convert(self, text: str) -> str | None:
        return text if self.shortest <= len(text) <= self.longest else None

    def hint(self, text: str) -> str:
        length = len(" ".join(text.split()))
        return f" ({length:,} character{'' if length == 1 else 's'})"

    def schema(self) -> JsonSchema:
        # What is read as text may look like a number or a truth value to an editor.
        return {"type": ["string", "number", "boolean"], "minLength": self.shortest, "maxLength": self.longest}


class PhraseKind(WordsKind):
    """Words to look for in a paper."""

    problem = INVALID_PHRASE
    _letter = re.compile(r"[^\W_]")
    _pattern = re.compile(r"[|\\]|\.[*+]|\(\?")
    """Signs of a regular expression, which would never be found in a paper."""
    _star_inside = re.compile(r"[^\W_]\*[^\W_]|(?<![^\W_])\*(?![^\W_])")

    def __init__(self) -> None:
        super().__init__(80, shortest=2)
        self.expected = "a phrase of 2 to 80 characters with a letter or digit"

    def convert(self, text: str) -> str | None:
        is_phrase = self._letter.search(text) and not self._pattern.search(text) and not self._star_inside.search(text)
        return super().convert(text) if is_phrase else None

    def hint(self, text: str) -> str:
        if self._pattern.search(text) or self._star_inside.search(text):
            return "; phrases cannot be regular expressions: write words, with * only at the end or beginning of one"
        return super().hint(text)

    def schema(self) -> JsonSchema:
        # Some editors know no classes of letters, so: anything but space and ASCII punctuation.
        return {
            **super().schema(),
            "pattern": r"[^\s!-/:-@\[-`{-~]",
            "not": {
                "type": "string",
                "pattern": rf"{self._pattern.pattern}|[A-Za-z0-9]\*[A-Za-z0-9]|(?:^|\s)\*(?:\s|$)",
            },
        }


class PatternKind(TextKind[str]):
    """Text that matches a pattern."""

    pattern: re.Pattern[str]

    def convert(self, text: str) -> str | None:
        return text if self.pattern.fullmatch(text) else None

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{self.pattern.pattern}$"}


class FlagKind(TextKind[bool]):
    """true or false."""

    expected = "true or false"
    problem = INVALID_CHOICE

    def convert(self, text: str) -> bool | None:
        return {"true": True, "false": False}.get(text)

    def hint(self, text: str) -> str:
        meant = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
        return self._meant(meant.get(plain_text(text).lower(), ""))

    def schema(self) -> JsonSchema:
        return {"type": "boolean"}


class ChoiceKind(TextKind[E]):
    """One of a few words."""

    problem = INVALID_CHOICE

    def __init__(self, options: type[E]) -> None:
        self.options = options
        self.expected = f"one of {', '.join(options)}"

    def convert(self, text: str) -> E | None:
        return self.options(text) if text in list(self.options) else None

    def hint(self, text: str) -> str:
        return suggest(text, self.options)

    def schema(self) -> JsonSchema:
        return {"type": "string", "enum": list(self.options)}


class CountKind(TextKind[int]):
    """A whole number within bounds."""

    problem = INVALID_NUMBER

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most
        self.expected = f"a whole number from {least} to {most}"

    def convert(self, text: str) -> int | None:
        is_number = re.fullmatch(r"[0-9]{1,9}", text)
        return int(text) if is_number and self.least <= int(text) <= self.most else None

    def schema(self) -> JsonSchema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class WeightKind(TextKind[float]):
    """A share of what is needed: above 0, up to 1."""

    expected = "a number above 0 and up to 1"
    problem = INVALID_NUMBER

    def convert(self, text: str) -> float | None:
        is_number = re.fullmatch(r"[0-9]*\.?[0-9]{1,6}", text)
        return float(text) if is_number and 0 < float(text) <= 1 else None

    def schema(self) -> JsonSchema:
        return {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
