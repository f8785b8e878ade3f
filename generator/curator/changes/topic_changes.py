"""Topics that papers gain or lose, or keep for other reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.catalogue.permalink_list import PAPERS_AT, TOPICS_AT
from generator.curator.changes.change import Reassignment
from generator.curator.changes.page_matching import MatchedVersions
from generator.model.paper import Assignment, Paper, Reason


@dataclass(slots=True)
class Reassignments:
    """The changed topics of all papers that both versions show."""

    gained: list[Reassignment] = field(default_factory=list)
    lost: list[Reassignment] = field(default_factory=list)
    reworded: list[Reassignment] = field(default_factory=list)
    """Topics that are kept for other reasons."""


def reassignments(versions: MatchedVersions) -> Reassignments:
    """Each list in the order of the topics on the site."""
    changes = Reassignments()
    for before, after in versions.papers_shown_by_both():
        _compare_topics(versions, before, after, changes)
    topics = (*versions.after.topics, *versions.before.topics)
    position = {f"{TOPICS_AT}/{topic.slug}": number for number, topic in enumerate(topics)}
    for changes_of_kind in (changes.gained, changes.lost, changes.reworded):
        changes_of_kind.sort(key=lambda change: position[change.topic.address])
    return changes


def _compare_topics(versions: MatchedVersions, before: Paper, after: Paper, changes: Reassignments) -> None:
    page = versions.new[f"{PAPERS_AT}/{after.slug}"]
    removed = {f"{TOPICS_AT}/{topic.value}": topic.place for topic in after.withheld}
    had = {versions.now.get(address, address): reasons for address, reasons in _reasons(before.topics)}
    has = dict(_reasons(after.topics))
    for address, reasons in has.items():
        if address not in had:
            changes.gained.append(Reassignment(versions.new[address], page, reasons))
        elif _words(had[address]) != _words(reasons):
            changes.reworded.append(Reassignment(versions.new[address], page, reasons))
    for address, reasons in had.items():
        if address not in has:
            topic = versions.new.get(address) or versions.old[address]
            changes.lost.append(Reassignment(topic, page, reasons, removed.get(address)))


def _reasons(assignments: Iterable[Assignment]) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    """The address of each topic of a paper, with the reasons."""
    for assignment in assignments:
        yield f"{TOPICS_AT}/{assignment.topic}", assignment.reasons


def _words(reasons: Sequence[Reason]) -> list[tuple[tuple[str, ...], str | None, str | None]]:
    """What a page says about reasons: the words or the section, but not the line of the rule."""
    return [(reason.words, reason.where, reason.section) for reason in reasons]
