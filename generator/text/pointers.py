"""Finds words that point at other sentences.

``This design``, ``they`` or ``the above`` mean something in an abstract, and nothing in a list. Such a word is
resolved where the sentence itself says what it means: a pronoun after a noun, ``these images`` after ``images``,
``this insight`` after a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.text.lexicon import FUNCTION_WORDS, singular
from generator.text.pointing_words import POINTER
from generator.text.statements import AUTHORS

ACT = re.compile(rf"\b(?P<who>{AUTHORS}) (?:\w+ly |also |first |then |will |can )*[\w-]+")
"""The authors, and the verb of what they do."""
NO_NAME = (
    r"(?:by|in|with|for|through|using|via|and|or|while|without|from|on|onto|that|which|when|where|as|is|are|was|were|to"
    r"|of|can|could|into|than|but|at|under|leads?|allows?|enables?|makes?|reduces?|results in|provides?|gives?|does|do"
    r"|may|will)\b"
)
"""What ends the name of something."""
NAME = re.compile(rf"(?: (?:of )?(?!{NO_NAME})\w[\w-]*){{0,5}}")
"""What a pointer names."""
_ENOUGH_BEFORE = 8
"""Words of a clause that can be summed up."""
_LONGEST_ACCOUNT = 100
"""Characters of ``we present an overview of``, after which a pronoun stands for nothing in the sentence."""
_PLURALS = ("they", "them", "their", "theirs", "themselves")


def pointer(sentence: str, title: str = "") -> re.Match[str] | None:
    """The first word that points at what neither the sentence nor the title says; its group is its kind."""
    return next((found for found in POINTER.finditer(sentence) if not _is_resolved(sentence, found, title)), None)


def nouns(text: str) -> Iterator[str]:
    """The words of a text that a pronoun can stand for, in small letters; those of authors who act are none."""
    act = ACT.search(text)
    for word in _WORD.findall((f"{text[: act.start()]} {text[act.end() :]}" if act else text).lower()):
        if word not in _NO_NOUNS and not word.endswith("ly"):
            yield word


def _is_resolved(sentence: str, found: re.Match[str], title: str) -> bool:
    before, after = sentence[: found.start()], sentence[found.end() :]
    if found["pronoun"]:
        return _has_noun(found[0].lower(), before)
    if found["list"]:
        return False
    if found["back"]:
        return _has_two(found[0].lower(), before, after)
    said, in_title = ({singular(word) for word in nouns(text)} for text in (before, title))
    in_title.update(singular(part) for word in tuple(in_title) if "-" in word for part in word.split("-"))
    if found["thing"] or found["own"]:
        is_late = found["thing"] and len(before.split()) > _ENOUGH_BEFORE
        meant = singular(found[0].rpartition(" ")[2].lower())
        alike = _ANY_MEANS if meant in _ANY_MEANS else {meant}
        return is_late or not alike.isdisjoint(said | in_title)
    if found[0] == "those" and _THOSE_WHO.match(after):
        return bool(said)
    name = NAME.match(after)
    words = _WORD.findall(name[0].lower()) if name else []
    in_title = in_title if before else set()
    return _is_named([singular(word) for word in words], said, in_title) or _is_summed_up(before, words)


_ANY_MEANS = frozenset(
    "method framework approach algorithm technique scheme formulation procedure strategy protocol construction".split()
)
"""Names for what authors do something by, of which one can stand for another."""


# --- this, these and such --------------------------------------------------------------------

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
    r"|quantit|condition|bound(?!ar)|way|capabilit|difference|distinction|principle|perspective)\w*"
)
"""Nouns that sum up the clause before."""
_OF_ANY_TITLE = re.compile(rf"{_PROBLEM.pattern}|(?:approach|method|effect|result|finding|framework|technique)\w*")
"""Nouns that name nothing although a title has them."""
_CLAUSE = re.compile(r"(?:[,;:–—]|\b(?:and|but|that|which|while|by|how)) (?:[\w-]+ ){0,3}$")
_SECOND_AIM = re.compile(r"\bto (?:\w+ly )?\w+ ?$")
"""Before ``and quantify these``: what is pointed at is the object of two verbs."""
_THOSE_WHO = re.compile(r" (?:of|that|who|which|whose|in|with|from|by|without|under|at|for|on|whom|obtained|using)\b")
_NO_SUMMARY = re.compile(
    r"\b(?:to (?:\w+ly )?\w+|of|for|in|on|from|to|(?:address|tackle|overcome|bridge|close|mitigate|solve|fill|resolve"
    r"|achieve)(?:e?s|d|ing)?) $"
)
"""Before a name of what was said in another sentence."""


def _is_named(words: Sequence[str], said: set[str], in_title: set[str]) -> bool:
    """Is what a pointer names said before? ``This classification task`` is ``classification``."""
    if not words:
        return False
    if not _OF_ANY_TITLE.fullmatch(words[0]) and _is_in(words[0], in_title) and _may_end(words[1:2], in_title):
        return True
    if words[1:] and not any(map(_is_general, words[:2])) and words[1] in in_title:
        return True
    return words[-1] in said or (_is_general(words[-1]) and not said.isdisjoint(words[:-1]))


def _is_in(word: str, in_title: set[str]) -> bool:
    return word in in_title or not in_title.isdisjoint(map(singular, word.split("-")))


def _may_end(words: Sequence[str], in_title: set[str]) -> bool:
    """Can a name end before these words, or is what they name meant as well?"""
    return (
        not words
        or any(word.startswith(words[0]) for word in in_title)
        or words[0].endswith(("ed", "ly", "ing"))
        or _is_general(words[0])
    )


def _is_general(word: str) -> bool:
    """Can a noun mean what was said of any subject?"""
    return bool(_PROBLEM.fullmatch(word) or _SUMMARY.fullmatch(word))


def _is_summed_up(before: str, words: Sequence[str]) -> bool:
    """Is a whole clause said before, and can these words, or none, sum it up?"""
    is_summary = not words or any(map(_SUMMARY.fullmatch, words))
    if not is_summary or any(map(_PROBLEM.fullmatch, words)) or _NO_SUMMARY.search(before):
        return False
    clause = _CLAUSE.search(before)
    if clause is None or _SECOND_AIM.search(before[: clause.start()]):
        return False
    return len(before[: clause.start()].split()) >= _ENOUGH_BEFORE


# --- both and the latter, they and it --------------------------------------------------------


def _has_noun(pronoun: str, before: str) -> bool:
    """Is there a noun that a pronoun can stand for?"""
    named = list(nouns(before))
    # The word before a pronoun is what is done to it: ``enhances their``.
    many = named[:-1] if pronoun != "they" and named and before.lower().endswith(f"{named[-1]} ") else named
    if not named or (_ACCOUNT.search(before) and len(before) < _LONGEST_ACCOUNT):
        return False
    if _ONLY_OBJECT.search(before) or _AIM_OF_IT.search(before) or _AIM_OF_NEW.search(before):
        return False
    return pronoun not in _PLURALS or " and " in before or any(map(_MANY.fullmatch, many))


_MANY = re.compile(
    r".*[^siu’']s|each|every|people|data|children|criteria|phenomena|women|men|agent|user|person|individual|one|worker"
    r"|participant|team|crowd|family|group|pair|set|class"
)
"""What more than one can be meant by."""
_ONLY_OBJECT = re.compile(
    rf"^{AUTHORS} (?:\w+ly |also |then |first )?[\w-]+ "
    r"(?:(?!(?:of|to|for|in|on|with|and|by|as|from|that|how)\b)[\w-]+ ){1,4}(?:of|to|behind) (?:both |all )?$"
)
"""Before a pronoun in the first thing that the authors speak of: ``we provide improvements to``."""
_AIM_OF_NEW = re.compile(
    rf"^{AUTHORS} (?:propose|introduce|present|develop|design|devise|construct|suggest)s? "
    r"(?:(?!(?:of|for|in|on|with|and|by|as|from|that|which|where)\b)[\w-]+ ){1,5}to (?:\w+ly )?[\w-]+ $"
)
"""Before a pronoun in the aim of what is new: ``we propose two tests to probe``, which are no tests of themselves."""
_AIM_OF_IT = re.compile(r"^(?:To|In order to|For|By) (?:\w+ly )?\w+ $")
_DONE_HERE = re.compile(r"\b(?:[Ww]e|is|are|was|were|been) (?:\w+ )?$|\b(?:is|are|was|were|been) \w+ly \w+ $")
"""Before ``here`` that means the paper."""
_AND = re.compile(r" (?![a-z]*[^su\W]s\b(?! and\b|-))[^.;:]*?\band\b")
_ONE = re.compile(r"\bone\b")
_OF_TWO = frozenset(("both", "the former", "the latter", "the other", "the two", "the three", "do so", "doing so"))


def _has_two(words: str, before: str, after: str) -> bool:
    """Are there two things that ``both`` or ``the latter`` can mean?"""
    if words == "here":
        return _DONE_HERE.search(before) is not None
    if (words == "both" and _AND.match(after)) or (words == "the other" and _ONE.search(before)):
        return True
    if words.split()[1:] in (["second"], ["third"]):
        return "first" in before
    if words.startswith("all "):
        return before.count(",") + before.count(" and ") > 1
    if words not in _OF_TWO:
        return False
    are_two = " and " in before or " or " in before or (words != "both" and "," in before) or words.endswith(" so")
    return are_two and any(nouns(before))


_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_NO_NOUNS = FUNCTION_WORDS.union(
    """
    paper work article study survey report letter note review research authors author show prove demonstrate find ask
    determine test investigate explore examine analyze analyse discuss consider shows proves demonstrates finds asks
    determines tests despite unlike given based motivated inspired building using considering following beyond toward
    towards regarding compared novel new way
    """.split()
)
_ACCOUNT = re.compile(
    r"\b(?:overview|review|analysis|study|survey|discussion|comparison|evaluation|investigation|account|examination"
    r"|assessment|exploration|understanding|description|characteri[sz]ation"
    r"|(?:ideas?|principles?|mechanisms?)(?= behind)) (?:of|behind) (?:both |all )?$"
)
"""What a pronoun cannot stand for that it follows."""
