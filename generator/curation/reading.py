"""Curated files in, typed values and problems out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeVar

from slugify import slugify

from generator.curation import nodes
from generator.curation.fields import Invalid, RecordKind, Report
from generator.curation.file_kinds import ENRICHMENT, PAPER_NOTES, SITE, TOPIC
from generator.curation.nodes import ScalarNode, compose
from generator.curation.text_kinds import SlugKind
from generator.model.curation import Enrichment, PaperNotes, Site, Topic
from generator.model.problem import Located, Place, Problem, errors

T = TypeVar("T")

UNKNOWN_SITE = Site("Papershelf", "A reading list of research papers.", ())
"""Stands in while ``site.yml`` cannot be read."""


@dataclass(frozen=True, slots=True)
class Curation:
    """Everything that people and resolvers say beside the scrapes."""

    site: Site
    topics: tuple[Topic, ...]
    paper_notes: tuple[PaperNotes, ...]
    enrichments: tuple[Enrichment, ...]
    areas_of_unread: tuple[Located[str], ...] = ()
    """What topic files that cannot be read name as their area: it can be wrong, too."""
    in_doubt: frozenset[str] = frozenset()
    """Files with problems of their own: what they would say is not all known."""

    areas_are_known: bool = True
    """Could all areas of ``site.yml`` be read? What a topic names instead is unknown then."""

    def is_valid(self, file: str) -> bool:
        """Can what a file says, or the absence of a file, be relied on?"""
        return file not in self.in_doubt


def read_curation(files: Mapping[str, bytes]) -> tuple[Curation, list[Problem]]:
    """Read all curated files, given by their path below the content folder.

    A file that cannot be read is left out and reported; the others are read nevertheless.
    """
    report = Report()
    site: Site | None = None
    topics: list[Topic] = []
    areas_of_unread: list[Located[str]] = []
    paper_notes: list[PaperNotes] = []
    enrichments: list[Enrichment] = []
    for file in sorted(files):
        folder, _, name = file.rpartition("/")
        if file == "site.yml":
            site = _read(file, files[file], SITE, report)
        elif not name.endswith(".yml"):
            report.add(Place(file), "file name", _other_ending(file, files))
        elif folder == "topics" and (slug := _slug(file, files, report)):
            topic = _read(file, files[file], TOPIC, report, slug=slug)
            topics += _present(topic)
            areas_of_unread += [] if topic else _areas(file, files[file])
        elif folder == "papers" and (slug := _slug(file, files, report)):
            paper_notes += _present(_read(file, files[file], PAPER_NOTES, report, slug=slug))
        elif folder == "enrichment":
            for found in _present(_read(file, files[file], ENRICHMENT, report)):
                enrichments += found.papers
    if "site.yml" not in files:
        report.add(
            Place("site.yml"),
            "file",
            "expected the file site.yml with title, description and areas, found none; add it",
        )
    wrong = errors(report.problems)
    curation = Curation(
        site or UNKNOWN_SITE,
        tuple(topics),
        tuple(paper_notes),
        tuple(enrichments),
        tuple(areas_of_unread),
        in_doubt=frozenset(problem.place.file for problem in wrong),
        areas_are_known=site is not None and not any(_is_about_areas(problem) for problem in wrong),
    )
    return curation, report.problems


def _is_about_areas(problem: Problem) -> bool:
    return problem.place.file == "site.yml" and problem.field.startswith("areas")


def _read(file: str, data: bytes, record: RecordKind[T], report: Report, **given: Any) -> T | None:
    node, problems = compose(file, data)
    report.problems += problems
    if node is None:
        return None
    try:
        return record.read(node, "", report, **given)
    except Invalid:
        return None


def _areas(file: str, data: bytes) -> list[Located[str]]:
    """The area that a topic file names, whatever else is wrong with it."""
    node, _ = compose(file, data)
    entries = node.entries if isinstance(node, nodes.MappingNode) else ()
    return [
        Located(value.text, value.place)
        for key, value in entries
        if key.text == "area" and isinstance(value, ScalarNode) and SlugKind.pattern.fullmatch(value.text)
    ]


def _present(value: T | None) -> list[T]:
    return [] if value is None else [value]


def _other_ending(file: str, files: Mapping[str, bytes]) -> str:
    path = PurePosixPath(file)
    twin = path.with_name(path.name.partition(".")[0] + ".yml").as_posix()
    if twin != file and twin in files:
        return _twin(path.name, twin)
    return f"expected a name that ends in .yml, found '{path.name}'; rename the file, or move it away"


def _slug(file: str, files: Mapping[str, bytes], report: Report) -> str | None:
    path = PurePosixPath(file)
    if SlugKind.pattern.fullmatch(path.stem):
        return path.stem
    # A download that comes again is called "slug (1).yml", and an editor that knows no .yml adds its own.
    slug = slugify(re.sub(r"\(\d+\)|\.ya?ml$", "", path.stem, flags=re.IGNORECASE))
    twin = path.with_stem(slug).as_posix() if slug else ""
    if twin in files:
        message = _twin(path.name, twin)
    else:
        hint = f" to {slug}.yml" if slug else ""
        message = f"expected small letters, digits and hyphens, found '{path.stem}'; rename the file{hint}"
    report.add(Place(file), "file name", message)
    return None


def _twin(name: str, twin: str) -> str:
    return f"expected one file, found '{name}' beside {twin}; move what it says there and delete it"
