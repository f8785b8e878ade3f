"""Do the files of ``papers/`` name papers and topics that exist, and agree with one another?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from typing import Any

from generator.catalogue.catalogue_problems import CONFLICTING_NOTES, CONTRADICTORY_TOPIC
from generator.catalogue.name_hints import NameHints
from generator.catalogue.name_problems import DUPLICATE_NOTES, FORMER_SLUG, UNKNOWN_PAPER
from generator.catalogue.redirects import KnownPapers
from generator.curation.reading import Curation
from generator.model.curation import PaperNotes
from generator.model.problem import Located, Problem


def check_file_name(notes: PaperNotes, curation: Curation, known: KnownPapers, hints: NameHints) -> Iterator[Problem]:
    """A file of ``papers/`` is named after a paper, or after one that is the same as another."""
    slug = notes.slug
    is_fine = slug in known.hidden or (notes.same_as and slug in known.redirects)
    fault = None if is_fine else known.fault(slug, hints.paper)
    if not fault:
        return
    target = known.redirects[slug].value if slug in known.redirects else None
    other = next((other for other in curation.paper_notes if other.slug == target), None)
    if target and other:
        message = (
            f"expected one file for a paper, found both {other.place.file} and '{slug}', which redirects to"
            f" '{target}'; move the contents of this file to the other and delete it"
        )
        yield Problem(notes.place, "file name", message, DUPLICATE_NOTES)
        yield from _contradictions(notes, other)
    elif target in known.shown:
        message = f"expected the slug of a paper, found '{slug}', which now redirects to '{target}'"
        yield Problem(notes.place, "file name", f"{message}; rename the file to {target}.yml", FORMER_SLUG, target)
    elif fault.kind is UNKNOWN_PAPER:
        yield _misnamed(notes, hints)
    else:
        yield fault.at(notes.place, "file name")


def _misnamed(notes: PaperNotes, hints: NameHints) -> Problem:
    message = f"expected the slug of a paper, found '{notes.slug}'{hints.file_name(notes.place.file)}"
    return Problem(notes.place, "file name", message, UNKNOWN_PAPER, notes.slug)


def check_same_as(notes: PaperNotes, known: KnownPapers, hints: NameHints) -> Iterator[Problem]:
    """The paper that ``same_as`` names must exist."""
    other = notes.same_as
    if other is None or notes.slug == other.value or notes.slug not in known.shown:
        return
    # A paper that names another and is shown nevertheless was not merged, because of what it names.
    if fault := known.fault(other.value, partial(hints.same_as, own=notes.slug)):
        yield fault.at(other.place, "same_as")


def _contradictions(notes: PaperNotes, other: PaperNotes) -> Iterator[Problem]:
    """What two files for one paper state differently."""
    for name, ours, theirs in _pairs(notes, other):
        if ours and theirs and ours.value != theirs.value:
            message = f"expected '{_said(theirs)}' as in {theirs.place}, found '{_said(ours)}' for the same paper"
            yield Problem(ours.place, name, f"{message}; keep one", CONFLICTING_NOTES, _said(ours))
    for name, changed, opposite, done in (
        ("topics.add", notes.topics.add, other.topics.remove, "removed"),
        ("topics.remove", notes.topics.remove, other.topics.add, "added"),
    ):
        places = {topic.value: topic.place for topic in opposite}
        for topic in changed:
            if topic.value in places:
                message = f"expected '{topic.value}' to be {done} as in {places[topic.value]}, found the opposite"
                yield Problem(
                    topic.place, name, f"{message} for the same paper; keep one", CONFLICTING_NOTES, topic.value
                )


def _pairs(notes: PaperNotes, other: PaperNotes) -> Iterator[tuple[str, Located[Any] | None, Located[Any] | None]]:
    """What both files say of each field."""
    for name in ("note", "featured", "status", "hidden"):
        yield name, getattr(notes, name), getattr(other, name)
    for field in fields(notes.corrections):
        name = field.name
        yield f"corrections.{name}", getattr(notes.corrections, name), getattr(other.corrections, name)


def _said(stated: Located[Any]) -> str:
    return str(stated.value).lower() if isinstance(stated.value, bool) else str(stated.value)


def check_topic_changes(notes: PaperNotes, curation: Curation, hints: NameHints) -> Iterator[Problem]:
    """A curator adds and removes topics that exist, and none of them both."""
    changes = notes.topics
    for field, stated in (("topics.add", changes.add), ("topics.remove", changes.remove)):
        for topic in stated:
            # A topic that is left off the site is reported itself, or cannot be judged.
            is_read = curation.is_valid(f"topics/{topic.value}.yml")
            is_former = not curation.redirects_are_known or f"topics/{topic.value}" in curation.redirects_in_doubt
            if topic.value not in curation.topic_slugs and is_read and not is_former:
                yield hints.unknown_topic(topic, field, notes.place.file)
    removed = {topic.value: topic.place for topic in changes.remove}
    for topic in changes.add:
        if topic.value in removed:
            line = removed[topic.value].line
            message = (
                f"expected a topic to be either added or removed, found '{topic.value}' also removed on line {line}"
            )
            yield Problem(topic.place, "topics.add", f"{message}; keep one", CONTRADICTORY_TOPIC, topic.value)
