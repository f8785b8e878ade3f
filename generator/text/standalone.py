"""Makes a sentence stand alone: leaves out what points at other sentences, where a whole sentence remains."""

from __future__ import annotations

import re

from generator.text.pointers import ACT, NAME, NO_NAME, nouns, pointer
from generator.text.statements import AUTHORS, KIND_OF_WORK, OWN_WORK

ENOUGH = 4
"""Words of a subject in what is left of a sentence, for it to be worth showing."""
_LONGEST_SENTENCE = 1500
"""Characters of what can be a sentence; each word of a longer one would be compared with all before it."""
_MOST_CUTS = 4
"""Words that point elsewhere, in a sentence that may still be shown without them."""
_LATEST_SUBJECT = 300
"""Characters within which the authors must come, for what stands before them to be an opening."""
_LONGEST_ITEM = 3
"""Words of an item of a list."""
_LEAST_HEAD = 3
"""Words of what can stand without an aim."""
_LEAST_SECOND = 2
"""Words of a subject in what the authors do second."""


def standing_alone(sentence: str, title: str = "", least: int = ENOUGH) -> str | None:
    """The sentence without what points at others; ``None`` if no whole sentence of at least so many words of a
    subject remains. What the title names, it need not say.
    """
    if len(sentence) > _LONGEST_SENTENCE:
        return None
    lead = _without_opening(sentence)
    is_of_authors = _SOME_AUTHORS.search(lead) is not None
    for _ in range(_MOST_CUTS):
        found = pointer(lead, title)
        if found is None:
            return lead
        shorter = _without(lead, found, least)
        if shorter is None or (is_of_authors and not _SOME_AUTHORS.search(shorter)):
            return None
        lead = shorter
    return None


# --- openings --------------------------------------------------------------------------------

_SOME_AUTHORS = re.compile(rf"\b{AUTHORS}\b")
_WE = re.compile(r"\b(?:[Ww]e|I|[Tt]he authors)\b")
_SEEN = "(?:observation|insight|finding|analysis)s?"
_CONNECTIVE = re.compile(
    rf"(?:(?:[Ii]n|[Ww]ith|[Tt]hroughout|[Aa]s part of|[Ff]or) (?:this|our|the(?: present)?) {KIND_OF_WORK}{OWN_WORK}"
    r"|[Ii]n (?:our|the) (?:first|second|third|main|own) (?:study|experiment|part|setting|phase|stage|step)"
    r"|[Ff]or (?:this|that|these)(?: (?:purpose|reason|aim)s?)?|[Cc]oncerning (?:this|these)|[Uu]ltimately"
    r"|[Ff]ollowing(?: this| that)?"
    r"|[Hh]ere(?:in|by)?|[Tt]herefore|[Tt]hus|[Hh]ence|[Cc]onsequently|[Aa]ccordingly|[Aa]s such"
    r"|[Ii]n a step towards?(?: \w+){1,3}"
    r"|[Aa]s a (?:result|consequence)|[Ff]or the rest"
    r"|[Ii]nstead|[Ii]n response|[Ss]pecifically|[Ii]n particular|[Tt]o th(?:is|ese|at) ends?"
    r"|[Tt]o \w+ (?:so|it|them|this|that|these)(?: \w+)?"
    r"|[Hh]owever|[Mm]oreover|[Ff]urthermore|[Aa]dditionally|[Ii]n addition|[Ff]irst(?:ly)?|[Ss]econd(?:ly)?"
    r"|[Tt]hird(?:ly)?|[Ff]inally|[Nn]ext|[Tt]hen|[Aa]lso|[Nn]evertheless|[Nn]onetheless"
    r"|(?:[Ii]n|[Bb]y) (?:\w+ )?contrast|[Oo]n (?:the )?(?:other|one) hand|[Mm]eanwhile|[Ss]ubsequently"
    r"|[Bb]esides|[Aa]nd|[Bb]ut|[Yy]et|[Ss]o|[Ll]astly|[Aa]t the same time|[Ss]till|[Cc]oncretely|[Ii]n turn|[Oo]verall"
    r"|[Ii]n (?:short|summary|sum)|[Tt]aken together|[Ii]ndeed|[Ss]imilarly"
    r"|[Mm]ore (?:specifically|precisely|generally|broadly)"
    rf"|(?:(?:[Bb]ased|[Bb]uilding) (?:up)?on|(?:[Mm]otivated|[Ii]nspired|[Gg]uided) by) (?:the|our) {_SEEN})"
    rf"(?:,\s+|\s+(?={AUTHORS}\b))|[Ii]n this {KIND_OF_WORK}{OWN_WORK} (?=an? )|\(?(?:\d|i{{1,3}}|iv|[a-d])\)\s+"
)
_BEFORE_AUTHORS = re.compile(
    r"(?:[,;:]\s*|\s[–—-]+\s|\b(?:this|that|these|those|such)(?: [\w-]+)?\s)"
    rf"(?:(?:and|so|but|thus|hence|therefore|here) )?(?={AUTHORS}\b)"
)
_AIMED_AT = re.compile(
    r"(?:To|For|In|By|With|Based|Motivated|Inspired|Built|Building|Drawing|Given|Despite|Using|While|Although|Since"
    r"|Because|As|From|Under|On|Following|Beyond|Unlike|Considering|Towards?|Against)\b[^,]*,\s+(?=(?:an?|the)\b)"
)
_LATER = re.compile(
    rf"(?P<who>{AUTHORS}),? (?:also|further|then|therefore|thus|hence|additionally|next|finally|subsequently"
    r"|consequently|furthermore|moreover|instead|firstly?|secondly?|accordingly|here|correspondingly|lastly|now),? "
)


_ASIDE = re.compile(r"^(.{0,60}?), (?:however|moreover|furthermore|nevertheless|nonetheless|consequently|in turn),")
"""In a clause that begins the sentence: what ties it to the one before."""


def _without_opening(sentence: str) -> str:
    """A sentence without what ties its beginning to the one before."""
    rest = _ASIDE.sub(r"\1", sentence)
    while opening := _CONNECTIVE.match(rest) or _tied(rest):
        rest = rest[opening.end() :]
    if later := _LATER.match(rest):
        rest = f"{later['who']} {rest[later.end() :]}"
    return rest[:1].upper() + rest[1:] if rest != sentence else sentence


def _tied(sentence: str) -> re.Match[str] | None:
    """An opening that points at other sentences."""
    opening = _BEFORE_AUTHORS.search(sentence, 0, _LATEST_SUBJECT) or _AIMED_AT.match(sentence)
    if opening is None:
        return None
    before = sentence[: opening.end()].rstrip(" ,;:")
    return opening if pointer(before) and not _WE.search(before) else None


# --- ends ------------------------------------------------------------------------------------

_AIMED = re.compile(
    r",? (?:(?:addressing|tackling|overcoming|solving|mitigating|bridging|resolving|closing|filling|meeting)"
    r"|towards? (?:\w+ly )?\w+ing"
    r"|(?:specifically |explicitly )?(?:designed|aimed|aiming|intended|built|tailored|developed|meant|dedicated)"
    r" (?:to|at|for) (?:\w+ly )?\w+|(?:in order |so as |thus |able )?to (?:\w+ly )?\w+|capable of \w+"
    r"|(?:that|which) (?:\w+ly )?\w+)(?: (?!that\b|which\b)\w+){0,4} $"
)
_AT_PLACE = re.compile(
    r",? (?:(?:tailored|designed|intended|suited) )?(?:for|in|across|under|within|at|during|throughout)"
    r" (?:all (?:of )?)?$"
)
_GOES_ON = re.compile(r"by (?=\w+ing\b)|(?=(?:through|via|using|with|without|by)\b)")
_AT = re.compile(r"(?=(?:in|for|across|called|named|termed|dubbed)\b(?! an? [^.]*?(?:manner|way|fashion)\b))")
_CUT = re.compile(
    r"[;:] |\s[–—-]+\s|, (?=(?:and|but|while|which|where|so|thus|thereby|whose|yet|with|using|as|making|resulting|since"
    r"|because|rather|even|due|for|in|from|whereas|if|when|we|\w+ing)\b)"
    r"| (?=(?:by \w+ing|while|whereas|because|since|so that"
    r"|(?:and|to) (?:then |further |thus |also )?(?:show|prove|demonstrate|find|study|analyze|investigate|propose|use"
    r"|apply|discuss|derive|present|introduce|develop|evaluate|provide|explore|examine|identify|compare)"
    r"|(?:specifically |explicitly )?(?:tailored|designed|aimed|intended|suited|dedicated) (?:for|to|at))\b)"
)
_OPEN_END = re.compile(
    r"(?:\b(?:of|the|an?|and|or|to|by|with|for|in|on|that|which|is|are|be|not only|how|whether|as|from|than|our|its"
    r"|both|about|between|into|under|over|has|have|had|been|we|they|it|can|could|will|may|due|based|such|via|using|through|aims?|seeks?"
    r"|towards?|among|across|against|like|when|where|if|because|finds?|found|following|responsible|necessary|needed|required|relevant|capable"
    r"|(?:show|prove|demonstrate|argue|reveal|observe|conclude|note|confirm|conjecture|verify|suggest|hypothesize|discover|ensure)"
    r"(?:[sdn]|ed)?)"
    r"|\bthat (?:even )?(?:when|while|if|although|though|since|because|given|unlike|despite)\b[^,]*"
    r"|\bnot only\b(?!.*\bbut\b).*)$"
)
_MEANS_ALONE = re.compile(
    r"\b(?:using|through|via|with|by) an? (?:novel |new )?(?:method|approach|framework|technique|scheme|strategy"
    r"|mechanism|architecture)$"
)
"""What tells nothing without what it was cut from: ``using an approach``."""
_LIST_BEGINS = re.compile(r",? (?:(?:including|namely|that is|i\.e\.)|as follows)$")
_BRACKETS = re.compile(r" \([^)]*\)")
_NAMES_ALONE = re.compile(rf" an? |(?: (?!{NO_NAME})[\w-]+){{3}}")
"""After ``such``, what says enough without it."""
_CONTRIBUTE = (
    r"(?:present|introduce|propose|develop|design|provide|create|build|construct|offer|establish|derive|formulate|show"
    r"|demonstrate|study|investigate|describe|devise)"
)
_SECOND_ACT = re.compile(rf"\W[^;:]*?\band (?:then |also |thus |further )?(?P<act>{_CONTRIBUTE}s?\b)")
_BY_ACT = re.compile(
    r"(?: for the first time)?,? (?:by|through|via) (?:\w+ly )?(?P<act>presenting|introducing|proposing|developing"
    r"|designing|providing|creating|building|constructing|offering|establishing|deriving|formulating|devising|evaluating"
    r"|comparing|studying|testing|analy[sz]ing|examining|exploring|investigating|applying|training|combining|extending"
    r"|conducting|performing|employing|adopting|integrating|incorporating|leveraging|measuring|releasing|collecting"
    r"|implementing|gathering|computing|formali[sz]ing|focusing(?= on \w+ing)|generating|adapting|unifying"
    r"|reformulating|extracting|decomposing|replacing|transforming|projecting|modeling|learning|aligning|injecting"
    r"|augmenting|exploiting|utili[sz]ing|adding|encoding|constraining|selecting|simulating|estimating|predicting"
    r"|optimi[sz]ing|separating|converting|treating|showing|proving|demonstrating)\b"
)
_STEP = re.compile(
    r"(?: (?:an?|the|to|steps?|further|first|important|positive|answer|part|of|towards?|fill|bridge|close|address"
    r"|tackle|solve|overcome|resolve))* "
)
"""After what authors do: ``take a step towards``, ``aim to fill``."""
_WITH_THING = re.compile(r"(?: for the first time)?,? (?:with|through|via) (?=(?:an?|our)\b|[A-Z\\$])")
_SOLVES = re.compile(r"(?:address|tackl|bridg|clos|overc|solv|fill|resolv|mitigat|meet)\w*$")
"""What authors do with what they present."""
_WITH_ES = re.compile(r"\w*(?:us|sh)")
_WITH_E = re.compile(r"\w*(?:[czvg]|[^u]s|at|put|id|cod|bin|min|ar|or|ur)")
"""What a verb ends in before ``ing`` if it ends in ``e`` without it."""


def _without(sentence: str, found: re.Match[str], least: int) -> str | None:
    """The sentence without the part in which a word points at others."""
    before, after = sentence[: found.start()], sentence[found.end() :]
    if found[0] == "such" and (least < ENOUGH or before.endswith("first ") or _NAMES_ALONE.match(after)):
        return before + after[1:]
    name = NAME.match(after)
    rest = after[name.end() if name else 0 :]
    act = ACT.match(before)
    if act and _STEP.fullmatch(before, act.end()):
        if later := _later_act(act["who"], after, rest):
            return later
        if _SOLVES.search(act[0]) and (thing := _WITH_THING.match(rest)):
            return _whole(f"{act['who']} {_finite('presenting', act['who'])} {rest[thing.end() :]}", _LEAST_SECOND)
    aimed = _AIMED.search(before) or _AT_PLACE.search(before)
    if aimed and not found["pronoun"]:
        return _without_aim(before, aimed, rest.lstrip(), least)
    cuts = list(_CUT.finditer(before))
    return _whole(_without_item(before[: cuts[-1].start()], before[cuts[-1].end() :]), least) if cuts else None


def _without_item(head: str, rest: str) -> str:
    """A list without its last item ends in a comma less: ``clay, sand`` of ``clay, sand, and these bricks``."""
    first, comma, item = head.rpartition(",")
    return first if comma and rest.startswith("and ") and len(item.split()) <= _LONGEST_ITEM else head


def _without_aim(before: str, aimed: re.Match[str], rest: str, least: int) -> str | None:
    """What stands before an aim, and what goes on after it."""
    head = before[: aimed.start()].rstrip(" ,")
    if _OPEN_END.search(head) or len(head.split()) < _LEAST_HEAD or not any(nouns(head)):
        return None
    if not rest.strip(" .)") or rest[0] in ".,;:":
        return _whole(head + rest, least)
    is_clause = aimed[0].lstrip(", ").startswith(("that", "which"))
    if goes_on := _GOES_ON.match(rest) or (not is_clause and _AT.match(rest)):
        return _whole(f"{head} {rest[goes_on.end() if is_clause else 0 :]}", least)
    return _whole(head, least)


def _later_act(who: str, after: str, rest: str) -> str | None:
    """``We address this gap by introducing``, ``we extend this idea and present``: what is said second, alone."""
    if by := _BY_ACT.match(rest):
        return _whole(f"{who} {_finite(by['act'], who)}{rest[by.end() :]}", _LEAST_SECOND)
    second = _SECOND_ACT.match(after)
    return _whole(f"{who} {after[second.start('act') :]}", _LEAST_SECOND) if second else None


def _finite(verb: str, who: str) -> str:
    """The form of a verb in ``ing`` that goes with authors, or with their paper."""
    stem = verb.removesuffix("ing")
    stem += "e" if _WITH_E.fullmatch(stem) else ""
    if _WE.fullmatch(who):
        return stem
    if stem.endswith("y") and not stem.endswith("oy"):
        return f"{stem[:-1]}ies"
    return f"{stem}es" if _WITH_ES.fullmatch(stem) else f"{stem}s"


def _whole(head: str, least: int) -> str | None:
    """A sentence that ends here; ``None`` for what is none."""
    head = _LIST_BEGINS.sub("", head.rstrip(" ,;:–—-"))
    is_balanced = head.count("(") == head.count(")") and head.count("$") % 2 == 0 and head.count('"') % 2 == 0
    if _MEANS_ALONE.search(head.rstrip(".")):
        return None
    is_whole = is_balanced and sum(1 for _ in nouns(head)) >= least and not _OPEN_END.search(_BRACKETS.sub("", head))
    return (head if head.endswith((".", "!", "?")) else f"{head}.") if is_whole else None
