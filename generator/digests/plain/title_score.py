"""Scores how much a text looks like a title, judging by the text alone.

The weights were tuned on 10,600 titles and abstracts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.text.lexicon import SMALL_TITLE_WORDS

LONGEST_TITLE = 400
"""Characters; a longer text is prose."""
PROSE_SCORE = -9.0
"""The score of certain prose. It goes no lower, so that one long text does not outweigh several short ones."""
CERTAIN_SCORE = 4.0
"""A score from which a text counts as a title without further evidence."""
SENTENCE_END = re.compile(r"[.!?:;,]['\"”’)\]]*$")
"""The end of a sentence or a clause, with the quotation marks after it."""

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


@lru_cache(maxsize=4096)
def title_score(text: str) -> float:
    """How much a text looks like a title: positive for titles, negative for prose."""
    length = len(text)
    if length > LONGEST_TITLE:
        return PROSE_SCORE
    score = 2.0
    if length > 160:
        score -= (length - 160) / 20
    ending = SENTENCE_END.search(text)
    if ending:
        score -= 1 if ending[0][0] in "?!" else 7
    if _ADDRESS.search(text):
        score -= 6
    if any(end in text for end in (". ", "! ", "? ")):
        score -= 2.5 * len(_INNER_END.findall(_VERSUS.sub(" ", text)))
    score -= min(1.2 * len(_PROSE.findall(text)), 6)
    if _PROSE_START.match(text):
        score -= 2
    words = [word for word in _WORD.findall(text) if word.lower() not in SMALL_TITLE_WORDS]
    if words:
        capitals = sum(not word.islower() for word in words) / len(words)
        score += 4 * capitals - 1
    if text[:1].islower():
        score -= 0.5
    return max(score, PROSE_SCORE)
