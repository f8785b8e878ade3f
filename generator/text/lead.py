"""Chooses the sentence of an abstract that represents a paper in a list.

The rule is simple enough to state on the site: the first sentence in which the authors say what they do
(``we propose``, ``this paper studies``). If there is none, or it comes so late that it reports results, the
first sentence. An opening that refers to sentences that a list does not show (``To address these challenges,
we ...``) is left out.
"""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|et al|cf|vs|resp|Fig|Eq|Sec|No|approx|w\.r\.t|Dr|Prof|St)|\b[A-Z])\.$")
_LONGEST_ABBREVIATION = 12
"""Characters, with those before that tell whether it is a word of its own."""
_VERBS = (
    "propose|present|introduce|study|develop|show|prove|investigate|describe|analyze|analyse|explore|design"
    "|formulate|address|examine|revisit|demonstrate|establish|provide|build|create|release|argue|consider"
    "|evaluate|systematically|aim|focus|ask|formalize|derive|conduct|survey|review|argue|find|identify|take"
)
_STATEMENT = re.compile(
    rf"\b(?:we (?:\w+ly |also |further |first |then |here )?(?:{_VERBS})\b"
    r"|(?:this|our|the present) (?:paper|work|article|study|survey|report|thesis|position paper|tutorial)\b"
    r"|in this (?:paper|work|article|study|survey|report)\b|is (?:proposed|presented|introduced)\b)",
    re.I,
)
_OPENING = re.compile(
    r"(?:in (?:this|our|the present) (?:paper|work|article|study|survey|report|letter|thesis)"
    r"|here|therefore|thus|hence|consequently|accordingly|as such|instead|in response|specifically|in particular"
    r"|to this end|to do (?:so|this)"
    r"|(?:(?:motivat|inspir)ed by|to \w+) (?:this|these|those|such|the (?:above|aforementioned))(?: [\w-]+){0,2}"
    r"),\s+(?=(?:we|this|our)\b)",
    re.I,
)
_LATEST = 7
"""Sentences to search; a later statement is about results."""


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph. Abbreviations and initials do not end a sentence."""
    pieces: list[list[str]] = []
    for piece in _END.split(text.strip()):
        if pieces and _ends_in_abbreviation(pieces[-1]):
            pieces[-1].append(piece)
        else:
            pieces.append([piece])
    return [sentence for parts in pieces if (sentence := " ".join(parts))]


def _ends_in_abbreviation(parts: list[str]) -> bool:
    """Only the end is looked at, because a sentence of nothing but initials is looked at after each of them."""
    end = f" {parts[-1]}" if len(parts) > 1 else parts[-1]
    return _ABBREVIATION.search(end[-_LONGEST_ABBREVIATION:]) is not None


def lead_sentence(paragraphs: list[str]) -> str | None:
    """The sentence for lists; ``None`` for a paper without an abstract."""
    every = [sentence for paragraph in paragraphs for sentence in sentences(paragraph)]
    statements = (sentence for sentence in every[:_LATEST] if _STATEMENT.search(sentence))
    lead = next(statements, every[0] if every else None)
    return lead and _without_opening(lead)


def _without_opening(sentence: str) -> str:
    opening = _OPENING.match(sentence)
    if not opening:
        return sentence
    rest = sentence[opening.end() :]
    return rest[0].upper() + rest[1:]
