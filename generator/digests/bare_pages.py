"""Tells a page of bare titles and abstracts from other prose: a licence, a manual, the notes of a release.

Nothing but the words shows that such a page is about papers. Of 10,000 abstracts on arXiv, 99.6 % have at least two of
those below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.model.digest import Entry

_WORDS = re.compile(
    r"\b(?:we|ours?|us|paper|papers|study|studies|article|propos\w*|results?|show[ns]?|present(?:s|ed|ing)?"
    r"|investigat\w*|novel|introduc\w*|approach\w*|model\w*|framework\w*|method\w*|experiment\w*|analy[sz]\w*"
    r"|demonstrat\w*|prove[sdn]?|proof|theor\w+|hypothes\w+|evaluat\w*|algorithm\w*|dataset\w*|survey\w*|review\w*"
    r"|research\w*|observ\w*|measur\w*|challeng\w*|fundamental\w*|data)\b",
    re.I,
)
_FEW, _MANY = 2, 4
"""Such words, each counted once: as nearly all abstracts have, and as prose on anything else seldom has."""
_SHORT = 200
"""Characters of an abstract in which one such word is enough."""
_OF_SOFTWARE = re.compile(
    r"\b(?:readme|licen[cs]e[ds]?|copyright|warranty|pull requests?|changelog|json|yaml|frontend|backend|commits?"
    r"|repository['’]s|this repository|install(?:ed|er|ation)?|maintainers?|unit tests?|branch name"
    r"|config(?:ured)?|upstream|click|menu|button"
    r"|please|your|prs?|fork(?:ed)?|deprecated|npm|refactor\w*|bug ?fix\w*)\b",
    re.I,
)
_SEVERAL = 3
"""Words of software that no abstract of 10,000 has together."""
_SHORT_TITLE = 2
"""Words of a heading of a manual. Papers have such titles as well, so those need many of the words."""
_HEADING = re.compile(
    r"\W*(?:added|changed|fixed|removed|deprecated|security|unreleased|features?|installation|install|usage|licen[cs]e"
    r"|contribut(?:e|ing|ors?)|sponsors?|sponsoring|getting started|quick ?start|acknowledge?ments?|changelog"
    r"|release notes|requirements|prerequisites|documentation|configuration|faq|support|contact|copyright|credits"
    r"|bug fixes|breaking changes|table of contents|building from source|development|tests?|testing|examples?)\W*",
    re.I,
)
_FOREIGN = re.compile(r"[^\W\d_a-zA-Z]")
_ASCII = re.compile(r"[a-zA-Z]")


def is_other_prose(entries: Sequence[Entry], *, is_page: bool = False) -> bool:
    """Are half of the entries no papers, as far as their words tell? A page with any fact about a paper is one.

    On the web, most pages are about something else, so a saved page without such a fact is never one.
    """
    if is_page and entries:
        return not any(_has_fact(replace(entry, organisation=None)) for entry in entries)
    if not entries or any(map(_has_fact, entries)):
        return False
    read = sum(map(_reads_as_paper, entries))
    return 2 * read < len(entries) or (2 * read == len(entries) and all(entry.abstract for entry in entries))


def _has_fact(entry: Entry) -> bool:
    numbers = (entry.comments, entry.upvotes, entry.author_count, entry.published, entry.year)
    return any(number is not None for number in numbers) or bool(entry.ids or entry.authors or entry.organisation)


def _reads_as_paper(entry: Entry) -> bool:
    text = " ".join(entry.abstract)
    if _HEADING.fullmatch(entry.title):
        return False
    if len(_FOREIGN.findall(text)) * 4 > len(_ASCII.findall(text)):
        return True
    others = {word.lower() for word in _OF_SOFTWARE.findall(f"{entry.title} {text}")}
    if len(others) >= _SEVERAL:
        return False
    count = len({word.lower() for word in _WORDS.findall(text)}) - len(others)
    if len(text) < _SHORT and not others:
        return count >= 1
    is_short = len(entry.title.split()) <= _SHORT_TITLE
    return count >= (_MANY if is_short else _FEW)
