"""Compares two versions of the content by what readers see: two results in, typed changes out.

Only what is on a page counts. The line of a value, comments, and rules that give the same topics for
the same words do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.catalogue.permalink_list import PERMALINKS_FILE
from generator.content.read import ContentResult
from generator.curator.changes.change import Added, ChangedPage, Changes, Edit, PageKind
from generator.curator.changes.field_changes import edited_fields
from generator.curator.changes.page_changes import added_pages, broken_addresses, hidden_papers, shown_papers
from generator.curator.changes.page_matching import MatchedVersions
from generator.curator.changes.problem_changes import further_problems
from generator.curator.changes.topic_changes import reassignments
from generator.model.problem import Problem

ByHand = Mapping[str, bytes]
"""Pages written by hand, by their path below ``pages/``."""


def compare(
    before: ContentResult, after: ContentResult, pages_before: ByHand | None = None, pages_after: ByHand | None = None
) -> Changes:
    """What changes from one version to another."""
    versions = MatchedVersions(before, after)
    old, new = pages_before or {}, pages_after or {}
    broken = tuple(broken_addresses(versions))
    topics = reassignments(versions)
    return Changes(
        broken=broken,
        introduced=tuple(_introduced(before, after, {address.page.address for address in broken})),
        solved=tuple(further_problems(before.problems, after.problems)),
        added=(*added_pages(versions), *(Added(_by_hand(path), None) for path in sorted(new.keys() - old.keys()))),
        removed=tuple(_by_hand(path) for path in sorted(old.keys() - new.keys())),
        hidden=tuple(hidden_papers(versions)),
        shown=tuple(shown_papers(versions)),
        renamed=versions.renamed,
        merged=versions.merged,
        gained=tuple(topics.gained),
        lost=tuple(topics.lost),
        reworded=tuple(topics.reworded),
        edited=(*edited_fields(versions), *_edited_by_hand(old, new)),
    )


def _introduced(before: ContentResult, after: ContentResult, broken: set[str]) -> Iterator[Problem]:
    """New problems, except lost lines of the permalink file whose addresses are reported as broken."""
    for problem in further_problems(after.problems, before.problems):
        if not (problem.place.file == PERMALINKS_FILE and problem.field in broken):
            yield problem


def _edited_by_hand(before: ByHand, after: ByHand) -> Iterator[Edit]:
    for path in sorted(before.keys() & after.keys()):
        if before[path] != after[path]:
            yield Edit(_by_hand(path), "text", (), ())


def _by_hand(path: str) -> ChangedPage:
    return ChangedPage(PageKind.PAGE, path, path)
