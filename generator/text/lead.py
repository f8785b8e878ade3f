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

from generator.text.standalone import AUTHORS, ENOUGH, PAPER, standing_alone

_END = re.compile(r"(?<=[.!?])(?<!\s\.)[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_GLUED = re.compile(r"\.(?<=[a-z]{2}\.)(?=(?:To|In|We|This|The|However|Our|These|As|It)\b)")
"""The end of a sentence after which a space is missing."""
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|et al|cf|vs|resp|Fig|Eq|Sec|No|approx|w\.r\.t|Dr|Prof|St|Phys|Rev|Lett|Nat|Proc|Math)|\b[A-Z])\.$")
_LONGEST_ABBREVIATION = 12
"""Characters, with those before that tell whether it is a word of its own."""
_LATEST = 12
"""Sentences to search; a later statement is about results."""
_LONGEST_NAME = 3
"""Words before the colon of a title that can be a name."""


class _Says(IntEnum):
    """What a sentence says of a paper; the least is best."""

    CONTRIBUTION = 0
    RESULT = 1
    ACT = 2
    PASSIVE = 3
    METHOD = 4
    NOTHING = 5


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
_FINDS = _forms("demonstrate prove identify argue observe reveal discover highlight") + "|show(?:s|ed|n)?|finds?|found"
_ACTS = _forms(
    """
    evaluate compare assess benchmark use employ apply leverage adopt implement train test conduct perform verify
    validate obtain calculate compute determine solve measure simulate exploit utilize predict estimate achieve realize
    """
)
_STATEMENT = re.compile(
    rf"\b{AUTHORS} (?:(?:have|has|also|first|then|here|further|\w+ly|thus|therefore|hence|instead|in this (?:paper|work|study|article)|begin by|is able to|are"
    rf" able to|now),? )*(?:(?P<contributes>{_CONTRIBUTES})|(?P<finds>{_FINDS})|(?P<acts>{_ACTS})"
    r"|(?!(?:of|in|on|for|and|or|to|with|by|at|as|from|that|which)\b)(?P<other>[a-z]+))\b"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were)\s+(?:(?:then|here|also|thus|first|newly)\s+)?(?:proposed|presented|introduced|developed"
    r"|investigated|described|derived|formulated|designed|constructed|established|reported|examined|discussed"
    r"|demonstrated|revisited|analy[sz]ed|studied)\b(?! (?:by|in the|in many|in several|in [12]|as))"
)
_IN_PAPER = re.compile(rf"\b[Ii]n (?:this|our|the present) (?:[\w-]+ )?{PAPER}\b|\b[Hh]ere(?:in)?, ")
_OUR = re.compile(r"(?:Our|The proposed) (?:\w+ )?(?:approach|method|framework|model|system|algorithm|results|findings|analysis)\b")
_EMPTY = re.compile(
    r" (?:both |the results of )?(?:(?:\w+ ){0,2}(?:experiments|results|simulations|insights|guarantees|evidence|contributions)\b"
    r"|an? (?:\w+ )?(?:foundation|basis|path|step)\b"
    r"|(?:the|our|all) (?:\w+ )?(?:code|data|dataset|models?|method|approach|framework|results|findings)s?\b"
    r"(?! (?:of|for|that|which|to)\b))"
)
"""What authors present besides."""
_BESIDES = re.compile(
    r"\b(?:[Tt]o (?:show|demonstrate|illustrate|validate|evaluate|verify)|also|[Ff]urther|[Ff]urthermore|[Aa]dditionally|[Mm]oreover|[Ii]n addition|[Ff]inally|[Ll]astly|[Bb]eyond this|[Aa]s a proof"
    r"|side)\b"
)
"""Words with which authors add to what they contribute."""
_BEGINS = re.compile(
    r"(?:[Ww]e|I) (?:first|begin by|start by) (?!propose|introduce|present|design|develop|build|construct|create)"
)
"""What authors do before what they contribute."""
_NO_ACT = re.compile(
    r"have|has|had|can|could|may|might|will|would|should|must|are|were|is|was|do|did|does|know|believe|hope|need|call"
    r"|note|refer|see|want|require|expect|wish|denote|recall|thank|hypothesize|begin|start|first|also|assume|say"
)
_AIM = "(?:aim|goal|objective|purpose|focus|contribution|thesis)s?"
_PURPOSE = re.compile(
    rf"(?:[Oo]ur (?:\w+ ){{0,2}}{_AIM}|[Tt]he (?:\w+ )?{_AIM} of (?:this|our|the) (?:\w+ )?{PAPER}) (?:is|was|are|were) (?!\w+-?fold)"
    r"|(?:Objective|Purpose|Aim|Goal)s?(?:: | - )|[A-Z][\w./+-]*(?: \([^)]{1,60}\))? is an? (?:[\w-]+ )?(?:novel|new)\b"
)
_PRESENT = re.compile(
    r"(?!is|was|has|does|opens|paves|suggests|underscores|lays|confirms|serves|represents|makes|supports|enables|proceeds|goes|differs|stands"
    r"|takes|begins|starts|builds|uses|leads)[a-z]+s"
)
"""What a paper does, but what it leads to."""
_RELATIVE = re.compile(r"\b(?:that|which|what|how|whom|if|where|as|than|whether) $")
_BOUNDARY = re.compile(r"(?:[,;:–—-]|\b(?:and|but|so|thus|hence|here|therefore)) $")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph. Abbreviations and initials do not end a sentence."""
    pieces: list[list[str]] = []
    for piece in _END.split(_GLUED.sub(". ", text.strip())):
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
    name = _name(title)
    saying: dict[_Says, list[str]] = defaultdict(list)
    for sentence in sorted(every[:_LATEST], key=lambda sentence: name not in sentence) if name else every[:_LATEST]:
        says = _said(sentence, name)
        if says is _Says.CONTRIBUTION and (lead := standing_alone(sentence)):
            return lead
        saying[says].append(sentence)
    for says, least in _ORDER:
        for shown in ("", title):
            leads = (standing_alone(sentence, shown, least) for sentence in saying.get(says, ()))
            if lead := next(filter(None, leads), None):
                return lead
    return every[0] if every else None


_ORDER = (
    (_Says.CONTRIBUTION, ENOUGH),
    (_Says.RESULT, ENOUGH),
    (_Says.CONTRIBUTION, 2),
    *((says, ENOUGH) for says in (_Says.ACT, _Says.PASSIVE, _Says.METHOD, _Says.NOTHING)),
)
"""Which sentences are tried, and how many words of a subject must be left of one."""


def _name(title: str) -> str:
    """What a title names before a colon; nothing where that is more than a name."""
    name, colon, _ = title.partition(":")
    return name if colon and len(name.split()) <= _LONGEST_NAME else ""


def _said(sentence: str, name: str) -> _Says:
    """What a sentence says of a paper."""
    found = _STATEMENT.search(sentence)
    if found is None or sentence[: found.start()].endswith(" of "):
        if _PURPOSE.match(sentence) or _IN_PAPER.search(sentence):
            return _Says.CONTRIBUTION
        if _PASSIVE.search(sentence):
            return _Says.PASSIVE
        return _Says.METHOD if _OUR.match(sentence) or (name and sentence.startswith(f"{name} ")) else _Says.NOTHING
    before = sentence[: found.start()]
    if _RELATIVE.search(before) or (before.startswith(("The ", "A ", "An ", "These ")) and not _BOUNDARY.search(before)):
        return _Says.ACT
    if sentence.endswith("?") and "ask" not in found[0]:
        return _Says.NOTHING
    is_said_of_paper = found["other"] and found[0][0] not in "wWI" and _PRESENT.fullmatch(found["other"])
    if found["contributes"] or is_said_of_paper or (not found["finds"] and _IN_PAPER.search(sentence, 0, found.end())):
        if _EMPTY.match(sentence, found.end()) or _BEGINS.match(found[0]):
            return _Says.ACT
        is_named = name and name in sentence
        is_besides = not is_named and _BESIDES.search(sentence, 0, found.end())
        return _Says.RESULT if is_besides else _Says.CONTRIBUTION
    return _Says.ACT if found["other"] and _NO_ACT.fullmatch(found["other"]) else _Says.RESULT
