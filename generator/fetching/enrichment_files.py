"""Saves facts from services, with the evidence for each, in ``content/enrichment/resolved-DIGEST.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import yaml

from generator.curation.reading import read_curation
from generator.fetching.http_client import Failed
from generator.model.curation import Enrichment
from generator.model.identity import title_key
from generator.model.problem import Problem, errors
from generator.storage.atomic_write import write_whole

_HEADER = """\
# yaml-language-server: $schema=../schema/enrichment.json
# Facts that "papershelf resolve" found about papers of digest {digest}. The command adds to this file.
# To correct one, state the right value in papers/SLUG.yml, which takes precedence.
"""


def save_enrichment(content: Path, digest: str, enrichment: Enrichment) -> None:
    """Add an enrichment to the file of its digest, which stays sorted by title.

    Raises ``Failed`` when the file has errors, or would have, and leaves it untouched.
    """
    file = content / "enrichment" / f"resolved-{digest}.yml"
    kept = _read(content, f"enrichment/{file.name}")
    key = title_key(enrichment.title.value)
    earlier = next((known for known in kept if title_key(known.title.value) == key), None)
    # A person may have added others of the same title, which stay.
    papers = [_completed(enrichment, earlier), *(known for known in kept if known is not earlier)]
    papers.sort(key=lambda known: title_key(known.title.value))
    data = enrichment_text(digest, papers, _remarks_in(file)).encode()
    for problem in _parsed(f"enrichment/{file.name}", data)[1]:
        message = f"{problem.field}: {problem.message}"
        raise Failed(f"{file}: with '{enrichment.title.value}' a check would refuse the file ({message})")
    write_whole(file, data, below=content)


def _read(content: Path, name: str) -> tuple[Enrichment, ...]:
    file = content / name
    if not file.is_file():
        return ()
    enrichments, problems = _parsed(name, file.read_bytes())
    for problem in problems:
        raise Failed(f"{file}:{problem.place.line}: {problem.message}; correct the file first")
    return enrichments


@lru_cache(maxsize=1)
def _parsed(name: str, data: bytes) -> tuple[tuple[Enrichment, ...], tuple[Problem, ...]]:
    """The papers of a file, and its errors. What was just written is read for the next paper, and is kept till then."""
    curation, problems = read_curation({name: data})
    return curation.enrichments, tuple(problem for problem in errors(problems) if problem.place.file == name)


def _remarks_in(file: Path) -> list[str]:
    """The lines of a file that somebody wrote as comments."""
    if not file.is_file():
        return []
    own = [re.escape(line).replace(r"\{digest\}", ".*") for line in _HEADER.splitlines()]
    lines = (line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines())
    return [line for line in lines if line.startswith("#") and not re.fullmatch("|".join(own), line)]


def _completed(enrichment: Enrichment, earlier: Enrichment | None) -> Enrichment:
    """An enrichment with the facts of an earlier one that it lacks."""
    if earlier is None:
        return enrichment
    return replace(
        enrichment,
        authors=enrichment.authors or earlier.authors,
        published=enrichment.published or earlier.published,
        categories=enrichment.categories or earlier.categories,
        full_title=enrichment.full_title or earlier.full_title,
        abstract=enrichment.abstract or earlier.abstract,
        code=tuple(dict.fromkeys((*earlier.code, *enrichment.code))),
        doi=enrichment.doi or earlier.doi,
        openreview=enrichment.openreview or earlier.openreview,
        acl=enrichment.acl or earlier.acl,
        url=enrichment.url or earlier.url,
        venue=enrichment.venue or earlier.venue,
        stage=enrichment.stage or earlier.stage,
    )


def enrichment_text(digest: str, enrichments: Iterable[Enrichment], remarks: Iterable[str] = ()) -> str:
    """The text of a file of ``enrichment/``. Remarks come before the papers, because these are sorted."""
    lines = [*(f"{remark}\n" for remark in remarks), "papers:\n"]
    papers = (_paper_text(_facts(enrichment)) for enrichment in enrichments)
    return _HEADER.format(digest=digest) + "".join([*lines, *papers])


@lru_cache(maxsize=2048)
def _paper_text(facts: tuple[tuple[str, object], ...]) -> str:
    """A paper as an item of a list. A file is written anew for each paper that is added, but the others stay."""
    return yaml.safe_dump([dict(facts)], sort_keys=False, allow_unicode=True, width=10_000)


def _facts(enrichment: Enrichment) -> tuple[tuple[str, object], ...]:
    pairs: list[tuple[str, object]] = [
        ("title", enrichment.title.value),
        ("arxiv", enrichment.arxiv.value if enrichment.arxiv else None),
        ("doi", enrichment.doi.value if enrichment.doi else None),
        ("openreview", enrichment.openreview.value if enrichment.openreview else None),
        ("acl", enrichment.acl.value if enrichment.acl else None),
        ("url", enrichment.url.value if enrichment.url else None),
        ("authors", tuple(enrichment.authors.value) if enrichment.authors else None),
        ("published", enrichment.published.value if enrichment.published else None),
        ("venue", enrichment.venue.value if enrichment.venue else None),
        ("stage", str(enrichment.stage.value) if enrichment.stage else None),
        ("categories", tuple(enrichment.categories)),
        ("code", tuple(enrichment.code)),
        ("full_title", enrichment.full_title.value if enrichment.full_title else None),
        ("abstract", enrichment.abstract.value if enrichment.abstract else None),
        ("source", enrichment.source),
        ("found", enrichment.found),
    ]
    return tuple(pair for pair in pairs if pair[1])
