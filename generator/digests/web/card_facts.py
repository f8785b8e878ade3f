"""What fragments of a card say of its paper: each takes an entry and gives it with one thing more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.digests.plain.text_scrape import read_organisation
from generator.digests.plain.titles import join_lines
from generator.digests.web.fragment_roles import COMMENT_COUNT, FragmentRole
from generator.digests.web.fragments import Fragment, stars_in
from generator.model.digest import Entry, Organisation, Repository

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_AUTHORS_SAY = re.compile(r"\b(?:we|our|us|this (?:paper|work|report|study|article|survey))\b", re.I)


def with_upvotes(entry: Entry, one: Fragment) -> Entry:
    """An entry with its upvotes, unless it has some."""
    return entry if entry.upvotes is not None else replace(entry, upvotes=one.line.count)


def with_submitter(entry: Entry, role: FragmentRole, one: Fragment) -> Entry:
    """An entry with the name that ``Submitted by`` or the fragment after it says."""
    name = bare_name(one.text) if role is FragmentRole.NAME else _submitter(one.text) or entry.submitter
    return replace(entry, submitter=name)


def with_fact(entry: Entry, role: FragmentRole, one: Fragment) -> Entry:
    """An entry with a fact, unless it has that already: of two the first counts."""
    found: dict[str, object] = {}
    match role:
        case FragmentRole.AUTHORS:
            found["author_count"] = one.line.count
        case FragmentRole.ORGANISATION:
            found["organisation"] = organisation_of(one)
        case FragmentRole.UPVOTES:
            found["upvotes"] = one.line.count
        case FragmentRole.COMMENTS:
            number = COMMENT_COUNT.fullmatch(one.text)
            found["comments"] = int(number[1]) if number else None
        case FragmentRole.CODE:
            found["code"] = Repository(one.code or "", stars_in(one.text))
        case FragmentRole.PROJECT:
            found["project"] = one.web
        case FragmentRole.ADDRESS:
            found["arxiv"] = one.paper or one.line.arxiv
        case _:
            pass
    new = {name: value for name, value in found.items() if getattr(entry, name) is None}
    return replace(entry, **new)  # type: ignore[arg-type] # each value is of its field's type


def bare_name(text: str) -> str | None:
    """A name without the day that a page adds to it."""
    return re.sub(r"\s+on\s+\w{3,9}\.?\s+\d.*$", "", re.sub(r"^\[[^\[\]]*\]\s*", "", text)).strip() or None


def organisation_of(one: Fragment) -> Organisation:
    """An organisation by its address, else by what stands for its picture, else as text shows it."""
    picture = re.sub(r"^(?:图片|image|avatar)\s*\d*\s*[:：]\s*", "", one.picture or "", flags=re.I)
    handle = one.account or (picture if re.fullmatch(r"[A-Za-z0-9][\w.-]*", picture) else None)
    # Only a text without a link can have the picture's description before the name.
    return Organisation(one.text, handle) if handle or one.target else read_organisation(one.text)


def is_by_a_model(text: str) -> bool:
    """Is a text the one sentence that a model writes? Of 381 such 379 are; of 632 abstracts none is."""
    return len(text) < 420 and len(_SENTENCE_END.findall(text)) <= 2 and not _AUTHORS_SAY.search(text)


def paragraphs_of(fragments: Sequence[Fragment]) -> tuple[str, ...]:
    """The paragraphs of fragments; lines of one are joined."""
    lines: dict[int, list[str]] = {}
    for one in fragments:
        lines.setdefault(one.paragraph, []).append(one.text)
    return tuple(found for one in lines.values() if (found := join_lines(one)))


def _submitter(text: str) -> str | None:
    match = re.fullmatch(r"submitted\s+by\b:?\s*(.*)", text, re.I)
    return bare_name(match[1]) if match and match[1] else None
