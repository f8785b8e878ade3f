"""Stores facts that were looked up, each with its source, in ``content/enrichment/resolved-DIGEST.yml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import yaml

from generator.curation.reading import read_curation
from generator.fetching.client import FetchError
from generator.model.curation import Enrichment
from generator.model.identity import title_key
from generator.model.problem import errors
from generator.storage.atomic_write import write_whole

_HEADER = """\
# yaml-language-server: $schema=../schema/enrichment.json
# Facts that "papershelf resolve" found about papers of digest {digest}. Later runs add to this file.
# To correct one, put the right value in papers/SLUG.yml, which takes precedence.
"""


def save_enrichment(content: Path, digest: str, enrichment: Enrichment) -> None:
    """Add an enrichment to the file of its digest, which stays sorted by title."""
    file = content / "enrichment" / f"resolved-{digest}.yml"
    name = f"enrichment/{file.name}"
    known: tuple[Enrichment, ...] = ()
    if file.is_file():
        curation, problems = read_curation({name: file.read_bytes()})
        wrong = [problem for problem in errors(problems) if problem.place.file == name]
        if wrong:
            raise FetchError(f"{content / wrong[0].place.file}:{wrong[0].place.line}: {wrong[0].message}; fix it first")
        known = curation.enrichments
    by_title = {title_key(earlier.title.value): earlier for earlier in known}
    key = title_key(enrichment.title.value)
    by_title[key] = _completed(enrichment, by_title.get(key))
    write_whole(file, enrichment_text(digest, (by_title[key] for key in sorted(by_title))).encode())


def _completed(enrichment: Enrichment, earlier: Enrichment | None) -> Enrichment:
    """An enrichment with the facts that only an earlier one has."""
    if earlier is None:
        return enrichment
    return replace(
        enrichment,
        authors=enrichment.authors or earlier.authors,
        published=enrichment.published or earlier.published,
        categories=enrichment.categories or earlier.categories,
        code=tuple(dict.fromkeys((*earlier.code, *enrichment.code))),
    )


def enrichment_text(digest: str, enrichments: Iterable[Enrichment]) -> str:
    """A file of ``enrichment/``."""
    papers = [_as_data(enrichment) for enrichment in enrichments]
    text = yaml.safe_dump({"papers": papers}, sort_keys=False, allow_unicode=True, width=10_000)
    return _HEADER.format(digest=digest) + text


def _as_data(enrichment: Enrichment) -> dict[str, object]:
    pairs: list[tuple[str, object]] = [
        ("title", enrichment.title.value),
        ("arxiv", enrichment.arxiv.value if enrichment.arxiv else None),
        ("authors", list(enrichment.authors.value) if enrichment.authors else None),
        ("published", enrichment.published.value if enrichment.published else None),
        ("categories", list(enrichment.categories)),
        ("code", list(enrichment.code)),
        ("source", enrichment.source),
        ("found", enrichment.found),
    ]
    return {key: value for key, value in pairs if value}
