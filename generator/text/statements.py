"""What a sentence of an abstract says of its paper: what its authors contribute, found, did, or nothing of it."""

from __future__ import annotations

import re
from enum import IntEnum

OWN_WORK = (
    r"(?:paper|work|article|study|survey|report|thesis|letter|note|manuscript|chapter|tutorial|review|research|essay"
    r"|dissertation|monograph|overview|discussion|primer|contribution|publication|investigation|document|project"
    r"|whitepaper|book)"
)
"""What authors call what they write."""
KIND_OF_WORK = (
    r"(?:(?:position|technical|short|survey|review|research|systematic|tutorial|scoping|case|present|current|empirical"
    r"|pilot|white|vision|discussion|overview|workshop|conference|companion|demo|invited|perspective|expository"
    r"|feasibility|qualitative|simulation|literature|foundational|conceptual"
    r"|comprehensive) ){0,2}"
)
"""What they say of it."""
AUTHORS = (
    r"(?:[Ww]e|(?<!Type )(?<!Phase )(?<!Class )I|[Tt]he authors?|This Note"
    rf"|(?:[Tt]his|[Oo]ur|[Tt]he) {KIND_OF_WORK}{OWN_WORK})"
)
"""Who acts in a sentence in which the authors say what they do."""


class Says(IntEnum):
    """What a sentence says of a paper; the least is best."""

    CONTRIBUTION = 0
    OFFER = 1
    """What the authors contribute, or else offer besides: the first thing that they say counts."""
    RESULT = 2
    """What they found or did."""
    BESIDES = 3
    """What they found, did or contribute besides."""
    METHOD = 4
    """What is theirs does something."""
    ACT = 5
    """What they do before, or to support what they contribute."""
    PASSIVE = 6
    """Something is done, perhaps by others."""
    NOTHING = 7


def said(sentence: str, name: str) -> Says:
    """What a sentence says of a paper, in whose title something is named."""
    found = next(filter(_acts, _STATEMENT.finditer(sentence)), None)
    is_named = name != "" and name in sentence
    if found is None or sentence[: found.start()].endswith(" of "):
        return _said_without_authors(sentence, name if is_named else "")
    is_contribution = _is_contribution(sentence, found)
    if _is_empty(sentence, found, is_contribution=is_contribution):
        return Says.NOTHING
    is_support = (
        found["other"] in ("is", "was")
        or (is_contribution and _BEGINS.match(found[0]))
        or _EMPTY.match(sentence, found.end())
    )
    if is_support or _is_clause_of_other(sentence[: found.start()]) or (not is_named and _TO_SHOW.match(sentence)):
        return Says.ACT
    if not is_named and _BESIDES.search(sentence, 0, found.end()):
        return Says.BESIDES
    if is_contribution and not is_named and _OFFERS.fullmatch(found["contributes"] or ""):
        return Says.OFFER
    return Says.CONTRIBUTION if is_contribution or _AND_PROPOSE.search(sentence, found.end()) else Says.RESULT


def _said_without_authors(sentence: str, name: str) -> Says:
    is_in_paper = _IN_PAPER.search(sentence)
    is_passive = _PASSIVE.search(sentence)
    if _PURPOSE.match(sentence) or (is_in_paper and (is_passive or not is_in_paper[0].startswith("Here"))):
        return Says.CONTRIBUTION
    if is_passive and name:
        return Says.RESULT
    if is_in_paper or is_passive:
        return Says.PASSIVE
    return Says.METHOD if _OUR.match(sentence) or (name and sentence.startswith(f"{name} ")) else Says.NOTHING


def _is_empty(sentence: str, found: re.Match[str], *, is_contribution: bool) -> bool:
    """Do the authors only know or hope something, ask it, or promise what other sentences tell?"""
    is_no_act = not is_contribution and _NO_ACT.fullmatch(found["other"] or "")
    is_question = (sentence.endswith("?") and "ask" not in found[0]) or _ASKS.search(sentence, 0, found.start())
    return bool(is_no_act or is_question or _PROMISE.match(sentence, found.end()))


def _is_clause_of_other(before: str) -> bool:
    """Do the words before the authors make what they do a part of what something else does?"""
    if _RELATIVE.search(before):
        return True
    return before.startswith(("The ", "A ", "An ", "These ")) and not _BOUNDARY.search(before)


def _is_contribution(sentence: str, found: re.Match[str]) -> bool:
    """Does a verb say that the authors contribute, or the sentence that the paper does?"""
    is_said_of_paper = found["other"] and found[0][0] not in "wWI" and _PRESENT.fullmatch(found["other"])
    is_in_paper = not found["finds"] and _IN_PAPER.search(sentence, 0, found.end())
    is_shown = found["finds"] and _SHOWN_THING.match(sentence, found.end())
    return bool(found["contributes"] or is_said_of_paper or is_in_paper or is_shown)


def _acts(found: re.Match[str]) -> bool:
    """Is the word after the authors or their paper what they do? Anything that we do; a paper ``evaluates``."""
    by_itself = found["other"] is None or found[0].startswith(("We ", "we ", "I "))
    return by_itself or _OF_PAPER.fullmatch(found["other"]) is not None


# --- verbs -----------------------------------------------------------------------------------


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
_IRREGULAR = (
    "buil[dt]s?|puts? forward|g[ia]ves?|sets? out|undert(?:akes?|ook)|takes? a|cast|deals? with"
    "|(?:is|are) (?:concerned|interested|devoted|dedicated)|is (?:about|the first)"
)
_FINDS = _forms("demonstrate prove identify argue observe reveal discover highlight") + "|show(?:s|ed|n)?|finds?|found"
_OFFERS = re.compile(
    _forms(
        """
        consider discuss provide offer release outline report collect compile curate aim attempt seek focus define
        combine trace detail
        """
    )
    + "|g[ia]ves?"
)
_STATEMENT = re.compile(
    rf"\b{AUTHORS} (?:(?:have|has|also|first|then|here|further|\w+ly|thus|therefore|hence|instead|begin by|now|will"
    r"|in this (?:paper|work|study|article)|is able to|are able to),? )*"
    rf"(?:(?P<contributes>{_CONTRIBUTES}|{_IRREGULAR})|(?P<finds>{_FINDS})"
    r"|(?!(?:of|in|on|for|and|or|to|with|by|at|as|from|that|which)\b)(?P<other>[a-z]+))\b"
)
_OF_PAPER = re.compile(r"[a-z]+(?:s|ed)|ran|took|made|gave|drew|led|set|sought|built|focus|aim|study|re")
_OUTLOOK = "opens|paves|suggests|underscores|lays|confirms|serves|represents|supports|enables|leads|acknowledges"
_NO_ACT = re.compile(
    r"have|has|had|can|could|may|might|will|would|should|must|are|were|do|did|does|know|believe|hope|need|call"
    r"|note|refer|see|witness(?:ed)?|want|require|expect|wish|denote|recall|thank|hypothesize|conclude|end|begin|start|first|also|assume|say"
    rf"|{_OUTLOOK}"
)
_PRESENT = re.compile(
    rf"(?!{_OUTLOOK}|is|was|has|does|makes|proceeds|goes|differs|stands|takes|begins|starts|builds|uses|employs|adopts|applies"
    r"|leverages|utili[sz]es|conducts|performs)[a-z]+s"
)
"""What a paper does, rather than uses."""
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were)\s+(?:(?:then|here|also|thus|first|newly)\s+)?(?:proposed|presented|introduced|developed"
    r"|investigated|described|derived|formulated|designed|constructed|established|reported|examined|discussed"
    r"|demonstrated|revisited|analy[sz]ed|studied|explored|extended|generali[sz]ed"
    r"|proved|suggested)\b(?! (?:by|in the|in many|in several|in [12]|as|with assistance|with the (?:assistance|help)))"
)

# --- what stands beside them -----------------------------------------------------------------

_IN_PAPER = re.compile(rf"\b[Ii]n (?:this|our|the present) (?:[\w-]+ )?{OWN_WORK}\b|(?:^|, )[Hh]ere(?:in)?, ")
_THEIRS = "(?:algorithm|method|approach|framework|model|system)s?"
_OUR = re.compile(rf"(?:Our|The proposed) (?:\w+ )?(?:{_THEIRS}|results|findings|analysis)\b")
_EMPTY = re.compile(
    r" (?:both |the results of |an implementation and )?(?:(?:\w+ ){0,2}(?:experiments"
    r"|results|simulations|insights|guarantees|evidence"
    r"|contributions)\b"
    rf"|[^.,;]{{0,40}}?\bour {_THEIRS}\b(?! (?:of|for|that|which|to)\b)"
    r"|an? (?:\w+ )?(?:foundation|basis|path|step)\b"
    r"|(?:the|our|all) (?:\w+ )?(?:code|data|dataset|models?|methods?|approach|frameworks?|results|findings)\b"
    r"(?! (?:of|for|that|which|to)\b))"
)
"""What authors present besides."""
_BESIDES = re.compile(
    r"\b(?:also|[Ff]urther|[Ff]urthermore|[Aa]dditionally|[Mm]oreover|[Ii]n addition|[Ff]inally|[Ll]astly"
    r"|[Bb]eyond this|[Mm]ore broadly|(?:As(?: an?)?|For) (?:\w+ )?(?:example|instance|illustration|application)"
    r"|[Ff]or (?:a )?proof[- ]of[- ]concept|For the (?:first|second|third|last) (?:step|stage|part|phase)"
    r"|[Aa]s a proof|side)\b"
)
"""Words with which authors add to what they contribute."""
_TO_SHOW = re.compile(
    r"(?:\w+, )?[Tt]o (?:(?:show|demonstrate|illustrate|validate|verify)\b|support (?:our|the|this|these|its)\b)"
)
_AND_PROPOSE = re.compile(r"\band (?:then |also )?(?:propose|introduce|present|develop)s?\b")
_SHOWN_THING = re.compile(r" (?:an? (?:\w+ )?(?:novel|new)|[A-Z]\w*[A-Z]\w*,)")
"""What follows ``we demonstrate`` if a thing is shown rather than a fact."""
_ASKS = re.compile(r"\b(?:how|why|what|where|when) (?:can|could|do|did|should|would|might) $")
_PROMISE = re.compile(
    r" (?:an? (?:(?:novel|new|comprehensive|unified|general|simple) )?(?:method|approach|framework)"
    r" (?:with|consisting of) )?(?:\w+ ){0,3}(?:contributions|findings|insights|questions|answers|results|observations"
    r"|innovations|phases|stages|steps|components|modules)(?: to [^,.]+)?\.$"
)
"""All that a sentence says which others fulfil: ``we make three contributions``."""
_BEGINS = re.compile(
    r"(?:[Ww]e|I) (?:first|begin by|start by) (?!propose|introduce|present|design|develop|build|construct|create)"
)
"""What authors do before what they contribute."""
_AIM = "(?:aim|goal|objective|purpose|focus|contribution|thesis)s?"
_PURPOSE = re.compile(
    rf"(?:[Oo]ur (?:\w+ ){{0,2}}{_AIM}(?: in this {OWN_WORK})?"
    rf"|[Tt]he (?:\w+ )?{_AIM} of (?:this|our|the) (?:\w+ )?{OWN_WORK})"
    r" (?:is|was|are|were) (?!\w+-?fold)"
    r"|(?:Objective|Purpose|Aim|Goal)s?(?:: | - )(?:To|We|This)\b"
    r"|[A-Z][\w./+-]*(?: \([^)]{1,60}\))? is an? (?:[\w-]+ )?(?:novel|new)\b"
)
_RELATIVE = re.compile(
    r"^In (?:earlier|previous|prior|a companion|the companion) .*"
    r"|\b(?:that|which|what|how|whom|if|where|as|than|whether) $"
)
_BOUNDARY = re.compile(r"(?:[,;:–—-]|\b(?:and|but|so|thus|hence|here|therefore)) $")
