"""What curated files say together: whatever each names must exist, and none may contradict another.

Each file is well formed here; kinds and keys were checked when it was read. A file with problems
of its own is in doubt: what would only follow from them (a topic that cannot be read is unknown to
every paper that names it) is not reported a second time.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue.fact_checks import (
    check_arxiv_ids,
    check_corrected_titles,
    check_days,
    check_enrichments,
    check_listed_titles,
)
from generator.catalogue.name_hints import NameHints
from generator.catalogue.notes_checks import check_file_name, check_same_as, check_topic_changes
from generator.catalogue.people.alias_checks import check_aliases
from generator.catalogue.redirects import KnownPapers
from generator.catalogue.topic_checks import (
    check_examples,
    check_learned,
    check_recommended,
    check_rules,
    check_sections,
    check_start_here,
    check_titles,
    list_notices,
)
from generator.catalogue.topics.assignment import TopicAssignments
from generator.curation.reading import Curation
from generator.model.catalogue import Catalogue
from generator.model.problem import Problem


def check_curation(
    catalogue: Catalogue, curation: Curation, known: KnownPapers, hints: NameHints, assignments: TopicAssignments
) -> Iterator[Problem]:
    """Everything that is wrong with, or worth saying about, files that are valid one by one."""
    for notes in curation.paper_notes:
        yield from check_file_name(notes, curation, known, hints)
        yield from check_same_as(notes, known, hints)
        yield from check_topic_changes(notes, curation, hints)
        yield from check_days(notes, catalogue)
    yield from check_arxiv_ids(catalogue, curation)
    yield from check_corrected_titles(catalogue, curation)
    if curation.digests_are_known:
        yield from check_enrichments(catalogue, curation)
        yield from check_aliases(catalogue)
    yield from check_listed_titles(catalogue)
    yield from check_titles(catalogue)
    yield from check_sections(catalogue, curation, hints)
    yield from check_recommended(catalogue, curation)
    for topic in curation.topics:
        yield from check_start_here(topic, catalogue, curation, hints)
        yield from check_rules(topic, catalogue, assignments)
        yield from check_examples(topic, curation, hints)
    yield from check_learned(curation, hints)
    yield from list_notices(catalogue, curation, assignments)
