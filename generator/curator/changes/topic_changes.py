"""Topics that papers gain, lose, or keep for other reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.catalogue.permalink_list import PAPERS_AT, TOPICS_AT
from generator.curator.changes.change import Reassignment
from generator.curator.changes.page_matching import MatchedVersions
from generator.model.paper import Paper, Reason


def reassignments(versions: MatchedVersions) -> Iterator[tuple[str, Reassignment]]:
    """Topics of papers that were there before, in the order of the site."""
    order: dict[str, int] = {
        topic.slug: place for place, topic in enumerate((*versions.after.topics, *versions.before.topics))
    }
    found = [one for pair in versions.papers_shown_by_both() for one in _reassigned(versions, *pair)]
    yield from sorted(found, key=lambda one: order[one[1].topic.address.removeprefix(f"{TOPICS_AT}/")])


def _reassigned(versions: MatchedVersions, before: Paper, after: Paper) -> Iterator[tuple[str, Reassignment]]:
    page = versions.new[f"{PAPERS_AT}/{after.slug}"]
    removed = {topic.value: topic.place for topic in after.withheld}
    had = {
        versions.now.get(f"{TOPICS_AT}/{one.topic}", f"{TOPICS_AT}/{one.topic}"): one.reasons for one in before.topics
    }
    has = {f"{TOPICS_AT}/{one.topic}": one.reasons for one in after.topics}
    for address, reasons in has.items():
        if address not in had:
            yield "gained", Reassignment(versions.new[address], page, reasons)
        elif _words(had[address]) != _words(reasons):
            yield "reworded", Reassignment(versions.new[address], page, reasons)
    for address, reasons in had.items():
        if address not in has:
            topic = versions.new.get(address) or versions.old[address]
            yield "lost", Reassignment(topic, page, reasons, removed.get(address.removeprefix(f"{TOPICS_AT}/")))


def _words(reasons: Sequence[Reason]) -> list[tuple[tuple[str, ...], str | None]]:
    """What a page says of reasons: the words, not the line of the rule."""
    return [(reason.words, reason.where) for reason in reasons]
