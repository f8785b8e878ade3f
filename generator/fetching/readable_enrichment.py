"""Leaves out of a service's answer what a check of the content folder would refuse.

The enrichment is written as it will be kept, and read again as every command reads it: so no rule has to be
repeated here, and nothing is kept that stops a later run.
"""

from __future__ import annotations

from dataclasses import replace

from generator.curation.reading import read_curation
from generator.fetching.enrichment_files import enrichment_text
from generator.model.curation import Enrichment
from generator.model.problem import Problem, errors

_FILE = "enrichment/resolved.yml"


def readable(enrichment: Enrichment) -> tuple[Enrichment | None, tuple[str, ...]]:
    """What of an enrichment can be read again, and in words what was left out.

    Of categories and code, single ones can be left out; a list of authors is complete or left out. Nothing is left
    when the title, the id or the source cannot be read, because nothing else is worth keeping without them.
    """
    curation, problems = read_curation({_FILE: enrichment_text("", [enrichment]).encode("utf-8", "backslashreplace")})
    faults = [problem for problem in errors(problems) if problem.place.file == _FILE]
    left_out = tuple(f"{_field(problem)}: {problem.message}" for problem in faults)
    if not faults:
        return enrichment, ()
    names = {_field(problem).partition("[")[0] for problem in faults}
    if not curation.enrichments or names & {"title", "arxiv", "doi", "source", "file"}:
        return None, left_out
    (read,) = curation.enrichments
    rest = replace(
        enrichment,
        authors=None if "authors" in names else enrichment.authors,
        published=None if "published" in names else enrichment.published,
        venue=None if "venue" in names else enrichment.venue,
        abstract=None if "abstract" in names else enrichment.abstract,
        categories=tuple(known for known in enrichment.categories if known in read.categories),
        code=tuple(known for known in enrichment.code if known in read.code),
    )
    return rest, left_out


def _field(problem: Problem) -> str:
    """The name of a field within its paper."""
    return problem.field.removeprefix("papers[1].")
