"""Where each value of a paper was found, however often and in whatever order one asks."""

from __future__ import annotations

from dataclasses import replace

from support.builders import SHAPLEY, digest, enrichment, entry

from generator.catalogue.grouping import group_entries, listed_entries
from generator.catalogue.merge import merge
from generator.catalogue.precedence import PaperSources, origins_of
from generator.model.digest import Repository
from generator.model.identity import title_key
from generator.model.paper import Origin
from generator.model.problem import Place

FIELDS = ("title", "abstract", "arxiv", "authors", "organisation", "published", "code", "project")
OLD = digest("2025-01-01", replace(entry(SHAPLEY, "The abstract."), code=Repository("https://github.com/a/b")))
NEW = digest("2025-02-01", entry(SHAPLEY, organisation="Lab"))


def sources() -> PaperSources:
    enrichments = {title_key(SHAPLEY): [enrichment(authors=("Ada", "Emmy"))]}
    (group,) = group_entries(listed_entries([OLD, NEW]), enrichments)
    return PaperSources([group.entries], enrichments, None)


def origins(paper: PaperSources) -> tuple[Origin, ...]:
    return origins_of({field: getattr(paper, field) for field in FIELDS})


def test_a_value_is_given_with_its_source() -> None:
    paper = sources()
    assert paper.organisation
    assert (paper.organisation.value.name, paper.organisation.place) == ("Lab", Place("digests/2025-02-01.txt"))
    assert paper.arxiv
    assert (paper.arxiv.place, paper.arxiv.detail) == (Place("enrichment/found.yml", 2, 5), "seen together")
    assert paper.project is None


def test_asking_again_and_in_another_order_changes_no_origin() -> None:
    once, often = sources(), sources()
    for field in (*reversed(FIELDS), *FIELDS):
        getattr(often, field)
    assert often.newest(lambda entry: entry.title) == often.newest(lambda entry: entry.title)
    assert origins(often) == origins(once)
    assert [origin.field for origin in origins(often)] == [*FIELDS[:5], "code"]


def test_a_paper_has_one_origin_for_each_field_in_the_order_of_its_page() -> None:
    (paper,) = merge([OLD, NEW], [enrichment()], (), {})[0].papers
    assert [origin.field for origin in paper.origins] == ["title", "abstract", "arxiv", "code", "organisation"]
