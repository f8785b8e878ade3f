"""Chooses the sentence of an abstract that represents a paper in a list.

The rule is simple enough to state on the site: the first sentence that says what the authors contribute and
stands alone, above all one that names what the title names; else one that says what they found or did; else the
first sentence. Words that refer to sentences that a list does not show (``To address these challenges, we ...``)
are left out, or another sentence is taken (see ``statements`` and ``standalone``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial

from generator.text.lexicon import singular
from generator.text.pointers import nouns
from generator.text.standalone import ENOUGH, standing_alone
from generator.text.statements import Says, said

_END = re.compile(r"(?<=[.!?])(?<!\s\.)[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_GLUED = re.compile(r"\.(?<=[a-z]{2}\.)(?=(?:To|In|We|This|The|However|Our|These|As|It)\b)")
"""The end of a sentence after which a space is missing."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|a\.k\.a|cf|vs|resp|Fig|Eq|Sec|No|approx|w\.r\.t|Dr|Prof|St|Phys|Rev|Lett|Nat|Proc|Math"
    r"|Comput|Appl|Anal|Numer|Mech|Chem|Theor|Commun|Phil)"
    r"|\b[A-Z]|(?:[:;]|\b(?:with|are|by|include|including|namely)) ?[1-9])\.$"
)
_BEGINNINGS = ("Here we ", "Here, ", "In this ", "We ")
"""What begins a sentence even after an abbreviation."""
_LONGEST_ABBREVIATION = 12
"""Characters, with those before that tell whether it is a word of its own."""
_LATEST = 12
"""Sentences to search; a later statement is about results."""
_DONE = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ly )?(?:considered|shown|found|obtained|calculated|computed|determined|measured"
    r"|evaluated|compared|estimated|implemented|applied to|(?:used|utili[sz]ed|employed) to)\b"
)
_BACKGROUND = re.compile(
    r"\?$|^\w+ (?:\w+ ){1,5}(?:contributions|findings|insights|questions|results|observations)\.$"
    r"|^(?:However|Recent|Previous|Prior|Existing|Current|Traditional|Conventional|Despite|Although|While|Many)\b"
    r"|\b(?:ha(?:s|ve) (?:been|become|emerged|shown|attracted)|remains?|crucial|essential|vital|important|often"
    r"|[Ii]n practice|typically|widely|increasingly|commonly|traditionally|challeng\w+|limited|lacks?"
    r"|rel(?:y|ies)|recently|poorly|largely|tend)\b"
)
_GOES_ON = re.compile(
    r"(?:The|Any|All|Even|Both|For|On|Interpreted"
    r"|There|Our|Once|When|As|With|Computer|Numerical|Extensive|Experiments|Simulations|Results|Code|Evaluat\w+)\b"
)
"""What begins a sentence that goes on from others, or is about results."""
_VERSION = re.compile(r" [vV]?\d[\d.]*$")
_LONGEST_NAME = 3
"""Words before the colon of a title that can be a name."""
_LONGEST_BRIEF = 60
"""Characters of a sentence that may tell nothing."""
_MOST_OF_BRIEF = 5
"""Words of a subject in such a sentence, with those joined by hyphens."""
_ORDER = (
    (Says.CONTRIBUTION, ENOUGH),
    (Says.RESULT, ENOUGH),
    (Says.CONTRIBUTION, 2),
    *((says, ENOUGH) for says in (Says.BESIDES, Says.METHOD, Says.ACT, Says.PASSIVE, Says.NOTHING)),
)
"""Which sentences are tried, and how many words of a subject must be left of one."""


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph. Abbreviations and initials do not end a sentence."""
    pieces: list[list[str]] = []
    for piece in _END.split(_GLUED.sub(". ", text.strip())):
        if pieces and _ends_in_abbreviation(pieces[-1]) and not piece.startswith(_BEGINNINGS):
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
    saying: dict[Says, list[str]] = defaultdict(list)
    for sentence in _naming_first(every[:_LATEST], name):
        says = said(sentence, name)
        if says is Says.OFFER:
            says = Says.RESULT if Says.RESULT in saying else Says.CONTRIBUTION
        if says is Says.CONTRIBUTION and (lead := standing_alone(sentence)) and _tells(lead, title):
            return lead
        saying[says].append(sentence)
    brief = None
    for says, least in _ORDER:
        if brief and says in (Says.PASSIVE, Says.NOTHING):
            break
        if says is Says.NOTHING:
            saying[says].sort(key=partial(_told_least, words=frozenset(nouns(title))))
        for shown in ("", title):
            for sentence in saying.get(says, ()):
                lead = standing_alone(sentence, shown, least)
                if lead and _tells(lead, title):
                    return lead
                brief = brief or lead
    return brief or (every[0] if every else None)


def _tells(lead: str, title: str) -> bool:
    """Does a sentence say more than ``we propose two remedies``? A brief one has to speak of what the title says."""
    if not title or len(lead) > _LONGEST_BRIEF:
        return True
    said_in = _parts(lead)
    return len(said_in) > _MOST_OF_BRIEF or not said_in.isdisjoint(_parts(title))


def _parts(text: str) -> set[str]:
    return {singular(part) for word in nouns(text) for part in (word, *word.split("-"))}


def _told_least(sentence: str, words: frozenset[str]) -> int:
    """How little a sentence without the authors seems to tell of their paper: those come first that have the title's
    words and say what was done, last those that say what was known.
    """
    weight = len(words.intersection(nouns(sentence))) + 2 * (_DONE.search(sentence) is not None)
    return 3 * (_BACKGROUND.search(sentence) is not None) + 2 * (_GOES_ON.match(sentence) is not None) - weight


def _name(title: str) -> str:
    """What a title names before a colon; nothing where that is more than a name."""
    name, colon, _ = title.partition(":")
    name = _VERSION.sub("", name)
    return name if colon and len(name.split()) <= _LONGEST_NAME else ""


def _naming_first(every: list[str], name: str) -> list[str]:
    return sorted(every, key=lambda sentence: name not in sentence) if name else every
