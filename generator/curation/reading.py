"""Curated files in, typed values and problems out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeVar

from generator.curation.fields import Invalid, Record, Report, Slug
from generator.curation.files import FINDINGS, OVERLAY, SITE, TOPIC
from generator.curation.nodes import compose
from generator.model import Finding, Overlay, Place, Problem, Site, Topic

T = TypeVar("T")

UNKNOWN_SITE = Site("Papershelf", "A reading list of research papers.", ())
"""Stands in while ``site.yml`` cannot be read."""


@dataclass(frozen=True, slots=True)
class Curation:
    """Everything that people and resolvers say beside the scrapes."""

    site: Site
    topics: tuple[Topic, ...]
    overlays: tuple[Overlay, ...]
    findings: tuple[Finding, ...]


def read_curation(files: Mapping[str, bytes]) -> tuple[Curation, list[Problem]]:
    """Read all curated files, given by their path below the content folder.

    A file that cannot be read is left out and reported; the others are read nevertheless.
    """
    report = Report()
    site: Site | None = None
    topics: list[Topic] = []
    overlays: list[Overlay] = []
    findings: list[Finding] = []
    for file in sorted(files):
        folder, _, name = file.rpartition("/")
        if file == "site.yml":
            site = _read(file, files[file], SITE, report)
        elif not name.endswith(".yml"):
            report.add(Place(file), "file name", f"expected a name that ends in .yml, found '{name}'; rename the file")
        elif folder == "topics" and (slug := _slug(file, report)):
            topics += _present(_read(file, files[file], TOPIC, report, slug=slug))
        elif folder == "papers" and (slug := _slug(file, report)):
            overlays += _present(_read(file, files[file], OVERLAY, report, slug=slug))
        elif folder == "enrichment":
            for found in _present(_read(file, files[file], FINDINGS, report)):
                findings += found.papers
    if "site.yml" not in files:
        report.add(
            Place("site.yml"),
            "file",
            "expected the file site.yml with title, description and areas, found none; add it",
        )
    return Curation(site or UNKNOWN_SITE, tuple(topics), tuple(overlays), tuple(findings)), report.problems


def _read(file: str, data: bytes, record: Record[T], report: Report, **given: Any) -> T | None:
    node, problems = compose(file, data)
    report.problems += problems
    if node is None:
        return None
    try:
        return record.read(node, "", report, **given)
    except Invalid:
        return None


def _present(value: T | None) -> list[T]:
    return [] if value is None else [value]


def _slug(file: str, report: Report) -> str | None:
    name = PurePosixPath(file).stem
    if Slug.pattern.fullmatch(name):
        return name
    report.add(Place(file), "file name", f"expected small letters, digits and hyphens, found '{name}'; rename the file")
    return None
