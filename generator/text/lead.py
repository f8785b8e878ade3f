"""Chooses the sentence of an abstract that represents a paper in a list.

The rule is simple enough to state on the site: the first sentence in which the authors say what they contribute
(``we propose``, ``this paper studies``) and which stands alone; else what they did or found (``we evaluate``, ``we
show``); else any sentence in which they act; else the first sentence. What refers to sentences that a list does
not show (``To address these challenges, we ...``) is left out, or another sentence is taken (see ``standalone``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from enum import IntEnum

from generator.text.standalone import AUTHORS, PAPER, standing_alone

_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|et al|cf|vs|resp|Fig|Eq|Sec|No|approx|w\.r\.t|Dr|Prof|St)|\b[A-Z])\.$")
_LONGEST_ABBREVIATION = 12
"""Characters, with those before that tell whether it is a word of its own."""
_LATEST = 12
"""Sentences to search; a later statement is about results."""


class _Says(IntEnum):
    """What a sentence says of a paper; the least is best."""

    CONTRIBUTION = 0
    RESULT = 1
    ACT = 2
    PASSIVE = 3
    NOTHING = 4


def _forms(verbs: str) -> str:
    """A pattern for verbs as authors use them of themselves and of their paper, in present and past."""
    forms: list[str] = []
    for verb in verbs.split():
        if verb.endswith("y") and verb[-2] not in "aeo":
            forms.append(f"{verb[:-1]}(?:y|ies|ied)")
        elif verb.endswith("e"):
            forms.append(f"{verb}[sd]?")
        else:
            forms.append(f"{verb}(?:s|es|ed)?")
    return "|".join(forms)


_CONTRIBUTES = _forms(
    """
    propose present introduce develop design create construct formulate devise establish describe offer contribute
    unveil release study investigate explore examine analyze analyse revisit survey review characterize characterise
    consider address tackle formalize formalise derive extend generalize generalise initiate discuss outline define
    report combine classify model rethink conceptualize reformulate reframe advance compile curate collect synthesize
    provide seek aim attempt ask pursue pioneer explain envision focus quantify detail document trace showcase
    """
)
_CONTRIBUTES += "|buil[dt]s?|put forward|puts forward|g[ia]ves?|sets? out|undert(?:akes?|ook)|takes? a|cast|deals? with|is (?:concerned with|devoted to|about|dedicated to)"
_FINDS = _forms(
    """
    demonstrate prove identify argue observe evaluate compare assess benchmark use employ apply leverage adopt
    implement train test conduct perform reveal discover highlight verify validate obtain calculate compute determine
    solve measure simulate exploit utilize predict estimate achieve realize fill close bridge
    """
)
_FINDS += "|show(?:s|ed|n)?|finds?|found|takes?|took|views?"
_STATEMENT = re.compile(
    rf"\b{AUTHORS} (?:(?:have|has|also|first|then|here|further|\w+ly|thus|therefore|hence|instead|begin by|is able to|are"
    rf" able to|now),? )*(?:(?P<contributes>{_CONTRIBUTES})|(?P<finds>{_FINDS})|(?P<acts>[a-z]+))\b"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were)\s+(?:(?:then|here|also|thus|first|newly)\s+)?(?:proposed|presented|introduced|developed"
    r"|investigated|described|derived|formulated|designed|constructed|established|reported|examined|discussed"
    r"|demonstrated|revisited|analy[sz]ed|studied)\b(?! (?:by|in the|in many|in several|as))"
)
_IN_PAPER = re.compile(rf"\b[Ii]n (?:this|our|the present) (?:[\w-]+ )?{PAPER}\b|\b[Hh]ere(?:in)?, ")
_EMPTY = re.compile(
    r" (?:both |the results of )?(?:(?:\w+ ){0,2}(?:experiments|results|simulations|insights|guarantees|evidence)\b"
    r"|(?:the|our|all) (?:\w+ )?(?:code|data|dataset|models?|method|approach|framework|results|findings)s?\b"
    r"(?! (?:of|for|that|which|to)\b))"
)
"""What authors present besides."""
_BESIDES = re.compile(
    r"\b(?:also|[Ff]urther|[Ff]urthermore|[Aa]dditionally|[Mm]oreover|[Ii]n addition|[Ff]inally|[Ll]astly|[Bb]eyond this"
    r"|side)\b"
)
"""Words with which authors add to what they contribute."""
_PURPOSE = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur) (?:\w+ )?(?:aim|goal|objective|purpose|focus|contribution)s? (?:of (?:this|our|the) (?:\w+ )?{PAPER} )?"
    r"(?:is|was|are|were) |^(?:Objective|Purpose|Aim|Goal)s?(?:: | - )"
)
_RELATIVE = re.compile(r"\b(?:that|which|what|how|whom|if|where|as|than|whether) $")
_BOUNDARY = re.compile(r"(?:[,;:–—-]|\b(?:and|but|so|thus|hence|here|therefore)) $")


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


def lead_sentence(paragraphs: list[str], title: str = "") -> str | None:
    """The sentence for lists, which stands alone below the title; ``None`` for a paper without an abstract."""
    every = [sentence for paragraph in paragraphs for sentence in sentences(paragraph)]
    saying: dict[_Says, list[str]] = defaultdict(list)
    for sentence in every[:_LATEST]:
        says = _said(sentence)
        if says is _Says.CONTRIBUTION and (lead := standing_alone(sentence)):
            return lead
        saying[says].append(sentence)
    for _, ranked in sorted(saying.items()):
        for shown in ("", title):
            if lead := next(filter(None, (standing_alone(sentence, shown) for sentence in ranked)), None):
                return lead
    return every[0] if every else None


def _said(sentence: str) -> _Says:
    """What a sentence says of a paper."""
    found = _STATEMENT.search(sentence)
    is_in_paper = _IN_PAPER.search(sentence)
    if found is None:
        if is_in_paper or _PURPOSE.search(sentence):
            return _Says.CONTRIBUTION
        return _Says.PASSIVE if _PASSIVE.search(sentence) else _Says.NOTHING
    before = sentence[: found.start()]
    if _RELATIVE.search(before) or (before.startswith(("The ", "A ", "An ", "These ")) and not _BOUNDARY.search(before)):
        return _Says.ACT
    if sentence.endswith("?") and "ask" not in found[0]:
        return _Says.NOTHING
    if found["contributes"] or (is_in_paper and is_in_paper.start() < found.end()):
        is_less = _EMPTY.match(sentence, found.end()) or _BESIDES.search(sentence, 0, found.end())
        return _Says.RESULT if is_less else _Says.CONTRIBUTION
    return _Says.RESULT if found["finds"] else _Says.ACT
