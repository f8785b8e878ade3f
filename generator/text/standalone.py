"""Makes a sentence stand alone: finds words that point at other sentences, and leaves them out where a whole
sentence remains.

``This design``, ``they`` or ``the above`` mean something in an abstract, and nothing in a list. Such a word may stay
where the sentence itself says what it means: a pronoun after a noun, ``these images`` after ``images``, ``this
insight`` after a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.text.lexicon import FUNCTION_WORDS, singular

PAPER = (
    r"(?:paper|work|article|study|survey|report|thesis|letter|note|manuscript|chapter|tutorial|review|research|essay"
    r"|dissertation|monograph|overview|primer|contribution|publication|investigation|document|project)"
)
"""What authors call what they write."""
_KIND = (
    r"(?:(?:position|technical|short|survey|review|research|systematic|tutorial|scoping|case|present|current|empirical"
    r"|pilot|white|vision|discussion|overview|feasibility|qualitative|simulation|literature) ){0,2}"
)
AUTHORS = rf"(?:[Ww]e|I|[Tt]he authors?|(?:[Tt]his|[Oo]ur|[Tt]he) {_KIND}{PAPER})"
"""Who acts in a sentence in which the authors say what they do."""
_MOST_CUTS = 4
"""Words that point elsewhere, in a sentence that may still be shown without them."""
_ENOUGH_BEFORE = 8
"""Words of a clause that can be summed up."""
ENOUGH = 4
"""Words of a subject in what is left of a sentence, for it to be worth showing."""
_LONGEST_ACCOUNT = 100
"""Characters of ``we present an overview of``, after which a pronoun stands for nothing in the sentence."""
_LATEST_SUBJECT = 300
"""Characters within which the authors must come, for what stands before them to be an opening."""


def standing_alone(sentence: str, title: str = "", least: int = ENOUGH) -> str | None:
    """The sentence without what points at others; ``None`` if no whole sentence of at least so many words of a
    subject remains. What the title names, it need not say.
    """
    lead = _without_opening(sentence)
    is_of_authors = _SOME_AUTHORS.search(lead) is not None
    for _ in range(_MOST_CUTS):
        pointer = _dangling(lead, title)
        if pointer is None:
            return lead
        shorter = _without(lead, pointer, least)
        if shorter is None or (is_of_authors and not _SOME_AUTHORS.search(shorter)):
            return None
        lead = shorter
    return None


# --- what points at other sentences ----------------------------------------------------------

_SOME_AUTHORS = re.compile(rf"\b{AUTHORS}\b")
_WE = re.compile(r"\b(?:[Ww]e|I)\b")
_THINGS = (
    r"(?:models?|methods?|frameworks?|approach(?:es)?|problems?|tasks?|algorithms?|systems?|techniques?|gaps?|challenges?"
    r"|issues?|questions?|datasets?|limitations?|reasons?|answers?|settings?|solutions?|phenomen(?:on|a)|effects?"
    r"|architectures?|bottlenecks?|process|schemes?|bounds?)"
)
_POINTER = re.compile(
    r"\b(?:"
    rf"(?P<demonstrative>[Tt]his(?! {_KIND}{PAPER}\b| [\w-]+ (?:paper|article|thesis|manuscript|survey)\b)|[Tt]hese|[Tt]hose|[Ss]uch(?! (?:as|that)\b))"
    r"|(?P<pronoun>[Tt]he(?:y|m|ir|irs|mselves)|[Ii]t(?! (?:is|was|remains) (?:\w+ly |well |not |a )?(?:known|shown|found|proved|proven|demonstrated|argued|believed"
    r"|possible|important|necessary|difficult|hard|clear|unclear|crucial|essential|natural|key)\b)"
    r"|[Ii]ts|[Ii]tself|[Aa]nother)"
    r"|(?P<back>the said|(?:the )?(?:above|foregoing|aforementioned|above-mentioned|aforesaid|preceding)(?=[- ]\w)"
    r"|[Tt]he (?:former|latter|above|other|two|three)|[Bb]oth|[Ee]ach(?=[,.;])|do(?:es|ing)? so)"
    rf"|(?P<thing>[Tt]he corresponding [\w-]+|[Oo]ur (?:hypothes[ie]s|conjecture|claim|observation|finding|insight)s?(?! that)|[Tt]he (?:proposed |resulting |same )?{_THINGS}"
    r"(?=[.,;:)]|$| (?:and|or|to|is|are|was|were|has|have|can|could|by|from|at|as|under|across|without|when|while|via"
    r"|using|into|through|against)\b))"
    r")(?![\w’'])"
)
_PROBLEM = re.compile(
    r"(?:gap|challenge|limitation|problem|issue|question|shortcoming|bottleneck|need|task|setting|scenario|constraint"
    r"|tension|dilemma|assumption|difficult|void|concern|requirement|trade-?off|drawback|barrier|goal|end|deficienc"
    r"|obstacle|demand|objective|weakness|inefficienc|direction|line|domain|field|area|topic)\w*"
)
"""Nouns of what was said before a contribution."""
_SUMMARY = re.compile(
    r"(?:insight|observation|propert|approach|method|result|finding|framework|idea|mechanism|process|effect|phenomen"
    r"|behaviou?r|formulation|structure|strateg|design|technique|procedure|model|construction|theor|case|information"
    r"|connection|relation|correspondence|representation|characteri|signal|analys|trend|pattern|concept|improvement"
    r"|quantit|condition|bound|way|capabilit|difference|distinction|principle|perspective)\w*"
)
"""Nouns that sum up the clause before."""
_CLAUSE = re.compile(r"(?:[,;:–—]|\b(?:and|but|that|which|while|by|how)) (?:[\w-]+ ){0,3}$")
_NO_NAME = (
    r"(?:by|in|with|for|through|using|via|and|or|while|without|from|on|onto|that|which|when|where|as|is|are|was|were|to"
    r"|of|can|could|into|than|but|at|under|leads?|allows?|enables?|makes?|reduces?|results in|provides?|gives?|does|do"
    r"|may|will)\b"
)
_NAME = re.compile(rf"(?: (?:of )?(?!{_NO_NAME})[\w-]+){{0,5}}")
"""What a pointer names."""
_THOSE_WHO = re.compile(r" (?:of|that|who|which|whose|in|with|from|by|without|under|at|for|on|whom|obtained|using)\b")
_AIM = re.compile(
    r"\b(?:to (?:\w+ly )?\w+|of|for|in|on|from|to|(?:address|tackle|overcome|bridge|close|mitigate|solve|fill|resolve"
    r"|achieve)(?:e?s|d|ing)?) $"
)
_AND = re.compile(r" (?![a-z]+s\b(?! and\b))[^.;:]*?\band\b")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_ACT = re.compile(rf"\b(?P<who>{AUTHORS}) (?:\w+ly |also |first |then |will |can )*[\w-]+")
_PAPER_END = ("paper", "work", "article", "study", "survey", "report", "thesis", "research", "review", "letter")
_PAPERS = frozenset("paper work article study survey report letter note review research authors author".split())
_SAID_OF_OTHERS = frozenset(
    """
    show prove demonstrate find ask determine test investigate explore examine analyze analyse discuss study consider
    shows proves demonstrates finds asks determines tests despite unlike given based motivated inspired building using
    considering following beyond toward towards regarding compared novel new way
    """.split()
)
_NO_NOUNS = FUNCTION_WORDS | _PAPERS | _SAID_OF_OTHERS
_ACCOUNT = re.compile(
    r"\b(?:overview|review|analysis|study|survey|discussion|comparison|evaluation|investigation|account|examination"
    r"|assessment|exploration|understanding|description|characteri[sz]ation) of (?:both |all )?$"
)
"""What a pronoun cannot stand for that it follows."""


def _dangling(sentence: str, title: str = "") -> re.Match[str] | None:
    """The first word that points at what the sentence does not say."""
    return next((found for found in _POINTER.finditer(sentence) if not _is_resolved(sentence, found, title)), None)


def _is_resolved(sentence: str, pointer: re.Match[str], title: str) -> bool:
    before, after = sentence[: pointer.start()], sentence[pointer.end() :]
    kind = pointer.lastgroup
    if kind == "pronoun":
        return any(_nouns(before)) and not (_ACCOUNT.search(before) and len(before) < _LONGEST_ACCOUNT)
    if kind == "back":
        return _has_two(pointer[0].lower(), before, after)
    named = {singular(word) for word in _nouns(before)}
    in_title = {singular(word) for word in _nouns(title)}
    if kind == "thing":
        return len(before.split()) > _ENOUGH_BEFORE or singular(pointer[0].rpartition(" ")[2].lower()) in named | in_title
    if pointer[0] == "those" and _THOSE_WHO.match(after):
        return bool(named)
    name = _NAME.match(after)
    words = _WORD.findall(name[0].lower()) if name else []
    if words and _is_named([singular(word) for word in words], named, in_title):
        return True
    is_summary = not any(map(_PROBLEM.fullmatch, words)) and (not words or any(map(_SUMMARY.fullmatch, words)))
    return is_summary and _ends_after_clause(before)


def _is_named(words: Sequence[str], named: set[str], in_title: set[str]) -> bool:
    """Is what a pointer names said before? ``This classification task`` is ``classification``."""
    is_general = _PROBLEM.fullmatch(words[-1]) or _SUMMARY.fullmatch(words[-1])
    return words[-1] in named | in_title or bool(is_general and not named.isdisjoint(words[:-1]))


def _ends_after_clause(before: str) -> bool:
    """Is a whole clause said before a word that can sum it up?"""
    clause = _CLAUSE.search(before)
    return clause is not None and len(before[: clause.start()].split()) >= _ENOUGH_BEFORE and not _AIM.search(before)


_OF_TWO = frozenset(("both", "the former", "the latter", "the other", "the two", "the three", "do so", "doing so"))


def _has_two(words: str, before: str, after: str) -> bool:
    """Are there two things that ``both`` or ``the latter`` can mean?"""
    if words == "both" and _AND.match(after):
        return True
    if words not in _OF_TWO:
        return False
    are_two = " and " in before or " or " in before or "," in before or words.endswith(" so")
    return are_two and any(_nouns(before))


def _nouns(text: str) -> Iterator[str]:
    """The words of a text that a pronoun can stand for, in small letters."""
    act = _ACT.search(text)
    for word in _WORD.findall((f"{text[: act.start()]} {text[act.end() :]}" if act else text).lower()):
        if word not in _NO_NOUNS and not word.endswith("ly"):
            yield word


# --- openings --------------------------------------------------------------------------------

_CONNECTIVE = re.compile(
    rf"(?:(?:[Ii]n|[Ww]ith|[Tt]hroughout|[Aa]s part of) (?:this|our|the|the present|the current) {_KIND}{PAPER}"
    r"|[Hh]ere(?:in|by)?|[Tt]herefore|[Tt]hus|[Hh]ence|[Cc]onsequently|[Aa]ccordingly|[Aa]s such|[Aa]s a result"
    r"|[Ii]nstead|[Ii]n response|[Ss]pecifically|[Ii]n particular|[Tt]o th(?:is|ese|at) ends?|[Tt]o do (?:so|this|that)"
    r"|[Hh]owever|[Mm]oreover|[Ff]urthermore|[Aa]dditionally|[Ii]n addition|[Ff]irst(?:ly)?|[Ss]econd(?:ly)?"
    r"|[Tt]hird(?:ly)?|[Ff]inally|[Nn]ext|[Tt]hen|[Aa]lso|[Nn]evertheless|[Nn]onetheless|(?:[Ii]n|[Bb]y) (?:\w+ )?contrast"
    r"|[Oo]n the other hand|[Mm]eanwhile|[Ss]ubsequently|[Bb]esides|[Aa]nd|[Bb]ut|[Yy]et|[Ss]o|[Ll]astly"
    r"|[Aa]t the same time|[Ss]till|[Cc]oncretely|[Ii]n turn|[Oo]verall|[Ii]n (?:short|summary|sum)|[Tt]aken together"
    r"|[Ii]ndeed|[Ss]imilarly|(?:[Bb]ased|[Bb]uilding) (?:up)?on (?:the|our) (?:observation|insight|finding|analysis)s?"
    r"|(?:[Mm]otivated|[Ii]nspired|[Gg]uided) by (?:the|our) (?:observation|insight|finding|analysis)s?|[Mm]ore (?:specifically|precisely|generally))"
    rf"(?:,\s+|\s+(?={AUTHORS}\b))"
)
_BEFORE_AUTHORS = re.compile(
    r"(?:[,;:]\s+|\s[–—-]+\s|\b(?:this|that|these|those|such)(?: [\w-]+)?\s)(?:(?:and|so|but|thus|hence|therefore|here) )?"
    rf"(?={AUTHORS}\b)"
)
_AIMED_AT = re.compile(
    r"(?:To|For|In|By|With|Based|Motivated|Inspired|Built|Building|Drawing|Given|Despite|Using|While|Although|Since"
    r"|Because|As|From|Under|On|Following|Beyond|Unlike|Considering|Towards?|Against)\b[^,]*,\s+(?=(?:an?|the)\b)"
)
_LATER = re.compile(
    rf"(?P<who>{AUTHORS}),? (?:also|further|then|therefore|thus|hence|additionally|next|finally|subsequently"
    r"|consequently|furthermore|moreover|instead|firstly?|secondly?|accordingly|here|correspondingly|lastly|now),? "
)


def _without_opening(sentence: str) -> str:
    """A sentence without what ties its beginning to the one before."""
    rest = sentence
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
    return opening if _dangling(before) and not _WE.search(before) else None


# --- ends ------------------------------------------------------------------------------------

_AIMED = re.compile(
    r",? (?:(?:addressing|tackling|overcoming|solving|mitigating|bridging|resolving|closing|filling|meeting)"
    r"|(?:specifically |explicitly )?(?:designed|aimed|aiming|intended|built|tailored|developed|meant|dedicated)"
    r" (?:to|at|for) (?:\w+ly )?\w+|(?:in order |so as |thus |able )?to (?:\w+ly )?\w+|capable of \w+"
    r"|(?:that|which) (?:\w+ly )?\w+)(?: \w+){0,4} $"
)
_AT_PLACE = re.compile(r",? (?:for|in|across|under|within|at|during|throughout) (?:all (?:of )?)?$")
_GOES_ON = re.compile(r"by (?=\w+ing\b)|(?=(?:through|via|using|with|without|by)\b)")
_CUT = re.compile(
    r"[;:] |\s[–—-]+\s|, (?=(?:and|but|while|which|where|so|thus|thereby|whose|yet|with|using|as|making|resulting|since"
    r"|because|rather|even|due|for|in|from|whereas|if|when|we|\w+ing)\b)| (?=(?:by \w+ing|while|whereas|because|since|so that"
    r"|(?:and|to) (?:then |further |thus |also )?(?:show|prove|demonstrate|find|study|analyze|investigate|propose|use"
    r"|apply|discuss|derive|present|introduce|develop|evaluate|provide|explore|examine|identify|compare)"
    r"|(?:specifically |explicitly )?(?:tailored|designed|aimed|intended|suited|dedicated) (?:for|to|at))\b)"
)
_OPEN_END = re.compile(
    r"(?:\b(?:of|the|an?|and|or|to|by|with|for|in|on|that|which|is|are|be|not only|how|whether|as|from|than|our|its|both"
    r"|about|between|into|under|over|(?:show|prove|demonstrate|argue|reveal|observe|conclude|note|confirm|conjecture"
    r"|verify|suggest|hypothesize|discover|ensure)(?:[sdn]|ed)?|finds?|found)|\bnot only\b(?!.*\bbut\b).*)$"
)


_LONG_NAME = re.compile(rf"(?: (?!{_NO_NAME})[\w-]+){{3}}")
_LEAST_SECOND = 2
_CONTRIBUTE = (
    r"(?:present|introduce|propose|develop|design|provide|create|build|construct|offer|establish|derive|formulate|show"
    r"|demonstrate|study|investigate|describe|devise)"
)
_SECOND_ACT = re.compile(rf"\W[^;:]*?\band (?:then |also |thus |further )?(?P<act>{_CONTRIBUTE}s?\b)")
_BY_ACT = re.compile(
    r" (?:by|through|via) (?:\w+ly )?(?P<act>presenting|introducing|proposing|developing|designing|providing|creating"
    r"|building|constructing|offering|establishing|deriving|formulating|devising)\b"
)
_STEMS_WITH_E = ("introduc", "propos", "provid", "creat", "deriv", "formulat", "devis")


def _without(sentence: str, pointer: re.Match[str], least: int) -> str | None:
    """The sentence without the part in which a word points at others."""
    before, after = sentence[: pointer.start()], sentence[pointer.end() :]
    name = _NAME.match(after)
    rest = after[name.end() if name else 0 :]
    if pointer[0] == "such" and (after.startswith((" a ", " an ")) or before.endswith("first ") or _LONG_NAME.match(after)):
        return before + after[1:]
    if act := _ACT.fullmatch(before.rstrip()):
        if later := _later_act(act["who"], after, rest):
            return later
    aimed = _AIMED.search(before) or _AT_PLACE.search(before)
    if aimed and pointer.lastgroup != "pronoun":
        rest, head = rest.lstrip(), before[: aimed.start()]
        if not rest.strip(" .)") or rest[0] in ".,;:":
            return _whole(head + rest, least)
        if (goes_on := _GOES_ON.match(rest)) and any(_nouns(head)):
            is_clause = aimed[0].lstrip(", ").startswith(("that", "which"))
            return _whole(f"{head} {rest[goes_on.end() if is_clause else 0 :]}", least)
        return _whole(head, least)
    cuts = list(_CUT.finditer(before))
    return _whole(before[: cuts[-1].start()], least) if cuts else None


def _later_act(who: str, after: str, rest: str) -> str | None:
    """``We address this gap by introducing``, ``we extend this idea and present``: what is said second, alone."""
    if by := _BY_ACT.match(rest):
        stem = by["act"].removesuffix("ing")
        verb = f"{stem}{'e' if stem in _STEMS_WITH_E else ''}{'s' if who.endswith(_PAPER_END) else ''}"
        return _whole(f"{who} {verb}{rest[by.end() :]}", _LEAST_SECOND)
    second = _SECOND_ACT.match(after)
    return _whole(f"{who} {after[second.start('act') :]}", _LEAST_SECOND) if second else None


def _whole(head: str, least: int) -> str | None:
    """A sentence that ends here; ``None`` for what is none."""
    head = head.rstrip(" ,;:–—-")
    is_balanced = head.count("(") == head.count(")") and head.count("$") % 2 == 0 and head.count('"') % 2 == 0
    is_whole = is_balanced and sum(1 for _ in _nouns(head)) >= least and not _OPEN_END.search(head)
    return (head if head.endswith((".", "!", "?")) else f"{head}.") if is_whole else None
