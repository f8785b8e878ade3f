"""Can papers that a curator says are the same be one? Two arXiv ids are two papers, unless the curator chose one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.catalogue.catalogue_problems import SAME_AS_OTHER_ID
from generator.catalogue.grouping import ListedEntry
from generator.catalogue.precedence import PaperSources, Sourced
from generator.model.curation import Enrichment, PaperNotes
from generator.model.identity import ArxivId, Slug, TitleKey
from generator.model.problem import Located, Problem


def distinct_papers(
    redirects: Mapping[Slug, Located[Slug]],
    groups: Mapping[Slug, Sequence[ListedEntry]],
    enrichments: Mapping[TitleKey, Sequence[Enrichment]],
    notes_of: Mapping[Slug, PaperNotes],
) -> dict[Slug, Problem]:
    """The papers that are said to be another although their arXiv ids differ, each with a problem."""

    def id_of(slug: Slug, notes: PaperNotes | None = None) -> Sourced[ArxivId] | None:
        return PaperSources([groups[slug]], enrichments, notes).arxiv

    first: dict[Slug, Sourced[ArxivId] | None] = {}
    problems: dict[Slug, Problem] = {}
    for slug, other in redirects.items():
        target = other.value
        listed, corrected = id_of(target), id_of(target, notes_of.get(target))
        known = first.setdefault(target, corrected)
        own = id_of(slug)
        if known is None:
            # Of several papers that are the same as one without an id, the first with an id decides.
            first[target] = own
        elif own and own.value != known.value and not _is_chosen(target, listed, notes_of):
            problems[slug] = _problem(other, own, known, listed)
    return problems


def _is_chosen(target: Slug, listed: Sourced[ArxivId] | None, notes_of: Mapping[Slug, PaperNotes]) -> bool:
    """Does the file of the paper that stays confirm its id, as it can if both ids are rightly those of one paper?"""
    stated = notes_of[target].corrections.arxiv if target in notes_of else None
    return stated is not None and listed is not None and stated.value == listed.value


def _problem(
    other: Located[Slug], own: Sourced[ArxivId], known: Sourced[ArxivId], listed: Sourced[ArxivId] | None
) -> Problem:
    message = (
        f"expected another page of this paper, found '{other.value}' with arXiv id {known.value} ({known.place}), while"
        f" this one has {own.value} ({own.place}); remove same_as"
    )
    if listed and listed.value == known.value:
        message += (
            f", or, if one paper has both ids, confirm 'arxiv: \"{known.value}\"' under corrections in"
            f" papers/{other.value}.yml"
        )
    return Problem(other.place, "same_as", message, SAME_AS_OTHER_ID, other.value)
