"""Facts in the fragments of a card; most functions return an entry with one fact added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.digests.plain.line_wrapping import join_lines
from generator.digests.plain.organisation_line import read_organisation
from generator.digests.web.fragment_roles import COMMENT_COUNT, FragmentRole
from generator.digests.web.fragments import Fragment, stars_in
from generator.model.digest import Entry, Organisation, Repository

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_AUTHORS_SAY = re.compile(r"\b(?:we|our|us|this (?:paper|work|report|study|article|survey))\b", re.I)


def with_upvotes(entry: Entry, fragment: Fragment) -> Entry:
    """An entry with its upvotes, unless it has some already."""
    return entry if entry.upvotes is not None else replace(entry, upvotes=fragment.line.count)


def with_submitter(entry: Entry, role: FragmentRole, fragment: Fragment) -> Entry:
    """An entry with its submitter, from ``Submitted by ...`` or from the fragment after it."""
    name = bare_name(fragment.text) if role is FragmentRole.NAME else _submitter(fragment.text) or entry.submitter
    return replace(entry, submitter=name)


def with_fact(entry: Entry, role: FragmentRole, fragment: Fragment) -> Entry:
    """An entry with a fact, unless it has that fact already."""
    facts: dict[str, object] = {}
    match role:
        case FragmentRole.AUTHORS:
            facts["author_count"] = fragment.line.count
        case FragmentRole.ORGANISATION:
            facts["organisation"] = organisation_of(fragment)
        case FragmentRole.UPVOTES:
            facts["upvotes"] = fragment.line.count
        case FragmentRole.COMMENTS:
            number = COMMENT_COUNT.fullmatch(fragment.text)
            facts["comments"] = int(number[1]) if number else None
        case FragmentRole.CODE:
            facts["code"] = Repository(fragment.code or "", stars_in(fragment.text))
        case FragmentRole.PROJECT:
            facts["project"] = fragment.web
        case FragmentRole.ADDRESS:
            facts["arxiv"] = fragment.paper or fragment.line.arxiv
        case _:
            pass
    new = {name: value for name, value in facts.items() if getattr(entry, name) is None}
    return replace(entry, **new)  # type: ignore[arg-type] # each value is of its field's type


def bare_name(text: str) -> str | None:
    """A name without the date that a page adds to it."""
    return re.sub(r"\s+on\s+\w{3,9}\.?\s+\d.*$", "", re.sub(r"^\[[^\[\]]*\]\s*", "", text)).strip() or None


def organisation_of(fragment: Fragment) -> Organisation:
    """An organisation by its address, else by the description of its picture, else by its text."""
    picture = re.sub(r"^(?:图片|image|avatar)\s*\d*\s*[:：]\s*", "", fragment.picture or "", flags=re.I)
    handle = fragment.account or (picture if re.fullmatch(r"[A-Za-z0-9][\w.-]*", picture) else None)
    # Only text without a link can have the description of the picture before the name.
    return Organisation(fragment.text, handle) if handle or fragment.target else read_organisation(fragment.text)


def is_by_a_model(text: str) -> bool:
    """Is a text a one-sentence summary by a model? True of 379 out of 381 summaries, and of none of 632 abstracts."""
    return len(text) < 420 and len(_SENTENCE_END.findall(text)) <= 2 and not _AUTHORS_SAY.search(text)


def paragraphs_of(fragments: Sequence[Fragment]) -> tuple[str, ...]:
    """The paragraphs of some fragments, with the lines of each joined."""
    lines: dict[int, list[str]] = {}
    for fragment in fragments:
        lines.setdefault(fragment.paragraph, []).append(fragment.text)
    return tuple(paragraph for texts in lines.values() if (paragraph := join_lines(texts)))


def _submitter(text: str) -> str | None:
    match = re.fullmatch(r"submitted\s+by\b:?\s*(.*)", text, re.I)
    return bare_name(match[1]) if match and match[1] else None
