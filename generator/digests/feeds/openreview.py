"""Reads the answers of OpenReview's API, in version 1 and in version 2: notes, of which submissions are papers.

The forms are described at https://docs.openreview.net/reference/api-v2/entities/note. In version 2 each value of the
content is in an object, under ``value``. Reviews, comments and decisions are notes as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.digests.feeds.item_ids import item_ids
from generator.digests.feeds.service_answer import (
    JsonFields,
    day_of_milliseconds,
    read_items,
    record_in,
    records_in,
    text_in,
    texts_in,
)
from generator.digests.huggingface.json_items import AnswerItem
from generator.digests.huggingface.paper_record import describe, paragraphs
from generator.digests.item_list import ItemList
from generator.model.digest import Digest, Entry, Repository, Stage
from generator.model.problem import Place, Problem
from generator.text.markup import web_address

_SIGN = re.compile(r'(?<!\\)"(?:forum|invitations?|replyto)"\s*:')
_CONTENT = re.compile(r'(?<!\\)"content"\s*:\s*\{')
_WITHDRAWN = re.compile(r"withdr[ae]wn?|withdrawal", re.I)
_REJECTED = re.compile(r"reject", re.I)
_UNDER_REVIEW = re.compile(r"submitted to|submission$|under review|blind", re.I)
_ACCEPTED = re.compile(r"accept|oral|poster|spotlight|invite to conference", re.I)
_NO_SUBMISSION = re.compile(
    r"/(?:official_)?(?:review|comment|decision|meta_?review|rebuttal|withdrawal|revision)\w*$", re.I
)


def is_openreview(text: str) -> bool:
    """Is a text in JSON an answer of OpenReview?"""
    return _SIGN.search(text) is not None and _CONTENT.search(text) is not None


def read_openreview(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read an answer. Arguments and result are those of ``read_text``."""
    items = ItemList(file)
    notes: list[AnswerItem] = []
    read_items(items, text, notes.append)
    decisions = dict(filter(None, (_decision(note.value) for note in notes)))
    for note in notes:
        _read_note(items, note, decisions)
    return items.digest(day, label)


@dataclass(frozen=True, slots=True)
class _Content:
    """The content of a note, in either version."""

    fields: JsonFields

    def text(self, *keys: str) -> str:
        return text_in(self.fields, *keys)

    def long_text(self, key: str) -> tuple[str, ...]:
        value = self.fields.get(key)
        return tuple(paragraphs(value)) if isinstance(value, str) else ()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.fields.get(key)
        if isinstance(value, str):
            return tuple(part.strip() for part in re.split("[;,]", value) if part.strip())
        return texts_in(self.fields, key) or ()


def _content(note: JsonFields) -> _Content:
    values = record_in(note, "content")
    return _Content({key: value.get("value") if isinstance(value, dict) else value for key, value in values.items()})


def _is_reply(note: JsonFields) -> bool:
    """Is a note a review, a comment or a decision about a paper?"""
    forum, reply_to = text_in(note, "forum"), text_in(note, "replyto")
    invitations = texts_in(note, "invitations") or (text_in(note, "invitation"),)
    return bool(reply_to or (forum and forum != text_in(note, "id"))) or any(
        map(_NO_SUBMISSION.search, invitations[:1])
    )


def _decision(value: object) -> tuple[str, str] | None:
    """The paper that a note decides about, and the decision."""
    if not isinstance(value, dict):
        return None
    decision = _content(value).text("decision", "recommendation")
    forum = text_in(value, "forum")
    return (forum, decision) if decision and forum and _is_reply(value) else None


def _read_note(items: ItemList, item: AnswerItem, decisions: Mapping[str, str]) -> None:
    place, note = Place(items.file, item.line, item.column), item.value
    if not isinstance(note, dict) or not record_in(note, "content"):
        items.leave_out(place, "note", f"expected a note with content, found {describe(note)}")
        return
    if _is_reply(note):
        items.skip()
        return
    content = _content(note)
    title = content.text("title")
    if not title:
        items.leave_out(place, "title", "expected a title, found none")
        return
    forum = text_in(note, "forum", "id")
    replies = records_in(record_in(note, "details"), "directReplies")
    decided = dict(filter(None, map(_decision, replies))).get(forum) or decisions.get(forum, "")
    stage, venue = _publication(note, content, decided)
    ids = item_ids(
        [
            f"https://openreview.net/forum?id={forum}",
            content.text("arxiv", "arxiv_id", "preprint"),
            content.text("doi"),
            content.text("pdf"),
            content.text("html"),
        ]
    )
    code = web_address(content.text("code", "code_url", "github"), {})
    items.paper(
        Entry(
            title=title,
            place=place,
            abstract=content.long_text("abstract"),
            published=_published(note),
            arxiv=ids.arxiv,
            authors=content.texts("authors"),
            keywords=content.texts("keywords"),
            code=Repository(code) if code else None,
            doi=ids.doi,
            openreview=ids.openreview,
            url=ids.url,
            venue=venue,
            stage=stage,
        )
    )


def _published(note: JsonFields) -> date | None:
    """The day on which the paper became public, or else was submitted."""
    times = (note.get(key) for key in ("pdate", "odate", "cdate", "tcdate"))
    return next((day for time in times if (day := day_of_milliseconds(time))), None)


def _publication(note: JsonFields, content: _Content, decision: str) -> tuple[Stage | None, str | None]:
    """How far a paper has got, and where it was accepted."""
    venue, venue_id = content.text("venue"), content.text("venueid")
    invitations = texts_in(note, "invitations") or (text_in(note, "invitation"),)
    stated = " ".join((venue, venue_id, decision))
    if _WITHDRAWN.search(stated) or any("Withdrawn" in one for one in invitations):
        return Stage.WITHDRAWN, None
    if _REJECTED.search(stated) or any("Rejected" in one for one in invitations):
        return Stage.PREPRINT, None
    if decision and _ACCEPTED.search(decision):
        return Stage.ACCEPTED, venue or None
    if not venue or _UNDER_REVIEW.search(venue):
        return (Stage.PREPRINT, None) if venue or venue_id else (None, None)
    if venue.lower().startswith(("corr", "arxiv")):
        return Stage.PREPRINT, None
    return Stage.ACCEPTED, venue
