"""Curated files in, typed values and problems out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeVar

from slugify import slugify

from generator.curation.curation_problems import DUPLICATE_FILE, INVALID_EXTENSION, INVALID_FILE_NAME, MISSING_SITE_FILE
from generator.curation.file_keys import ENRICHMENT, PAPER_NOTES, SITE, TOPIC
from generator.curation.name_kinds import SlugKind
from generator.curation.nodes import MappingNode, ScalarNode, compose
from generator.curation.record_kinds import RecordKind
from generator.curation.value_kinds import Invalid, Report
from generator.model.curation import Enrichment, PaperNotes, Site, Topic
from generator.model.identity import Slug
from generator.model.problem import Located, Place, Problem, errors

T = TypeVar("T")

UNKNOWN_SITE = Site("Papershelf", "A reading list of research papers.", ())
"""Stands in while ``site.yml`` cannot be read."""


@dataclass(frozen=True, slots=True)
class Curation:
    """Everything that people and resolvers say besides the digests."""

    site: Site
    topics: tuple[Topic, ...]
    paper_notes: tuple[PaperNotes, ...]
    enrichments: tuple[Enrichment, ...]
    areas_of_unread: tuple[Located[str], ...] = ()
    """The areas named by topic files that cannot be read: they can be wrong, too."""
    in_doubt: frozenset[str] = frozenset()
    """Files with problems of their own: not all that they would say is known."""
    areas_are_known: bool = True
    """Could all areas of ``site.yml`` be read? If not, an area that a topic names may well exist."""

    def is_valid(self, file: str) -> bool:
        """Can what a file says, or the absence of a file, be relied on?"""
        return file not in self.in_doubt


def read_curation(files: Mapping[str, bytes]) -> tuple[Curation, list[Problem]]:
    """Read all curated files, given by their path below the content folder.

    A file that cannot be read is left out and reported; the others are read nevertheless.
    """
    reader = _CurationReader(files)
    for file in sorted(files):
        reader.read(file)
    if "site.yml" not in files:
        message = "expected the file site.yml with title, description and areas, found none; add it"
        reader.report.add(Place("site.yml"), "file", message, MISSING_SITE_FILE)
    return reader.curation(), reader.report.problems


class _CurationReader:
    """Reads one curated file after another."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.report = Report()
        self.site: Site | None = None
        self.topics: list[Topic] = []
        self.areas_of_unread: list[Located[str]] = []
        self.paper_notes: list[PaperNotes] = []
        self.enrichments: list[Enrichment] = []

    def read(self, file: str) -> None:
        folder, _, name = file.rpartition("/")
        if file == "site.yml":
            self.site = self._record(file, SITE)
        elif not name.endswith(".yml"):
            self._refuse_extension(file)
        elif folder == "topics" and (slug := self._slug(file)):
            self._read_topic(file, slug)
        elif folder == "papers" and (slug := self._slug(file)):
            if notes := self._record(file, PAPER_NOTES, slug=slug):
                self.paper_notes.append(notes)
        elif folder == "enrichment" and (enrichment := self._record(file, ENRICHMENT)):
            self.enrichments += enrichment.papers

    def curation(self) -> Curation:
        wrong = errors(self.report.problems)
        return Curation(
            self.site or UNKNOWN_SITE,
            tuple(self.topics),
            tuple(self.paper_notes),
            tuple(self.enrichments),
            tuple(self.areas_of_unread),
            in_doubt=frozenset(problem.place.file for problem in wrong),
            areas_are_known=self.site is not None and not any(_is_about_areas(problem) for problem in wrong),
        )

    def _read_topic(self, file: str, slug: Slug) -> None:
        topic = self._record(file, TOPIC, slug=slug)
        if topic:
            self.topics.append(topic)
        else:
            self.areas_of_unread += _areas(file, self.files[file])

    def _record(self, file: str, kind: RecordKind[T], **given: Any) -> T | None:
        node, problems = compose(file, self.files[file])
        self.report.problems += problems
        if node is None:
            return None
        try:
            return kind.read(node, "", self.report, **given)
        except Invalid:
            return None

    def _refuse_extension(self, file: str) -> None:
        path = PurePosixPath(file)
        twin = path.with_name(path.name.partition(".")[0] + ".yml").as_posix()
        if twin != file and twin in self.files:
            self._refuse_twin(file, twin)
            return
        message = f"expected a name that ends in .yml, found '{path.name}'; rename the file, or move it elsewhere"
        self.report.add(Place(file), "file name", message, INVALID_EXTENSION)

    def _slug(self, file: str) -> Slug | None:
        path = PurePosixPath(file)
        if SlugKind.pattern.fullmatch(path.stem):
            return Slug(path.stem)
        # A repeated download is called "slug (1).yml", and an editor that does not know .yml adds its own extension.
        slug = slugify(re.sub(r"\(\d+\)|\.ya?ml$", "", path.stem, flags=re.IGNORECASE))
        twin = path.with_stem(slug).as_posix() if slug else ""
        if twin in self.files:
            self._refuse_twin(file, twin)
            return None
        hint = f" to {slug}.yml" if slug else ""
        message = f"expected lower-case letters, digits and hyphens, found '{path.stem}'; rename the file{hint}"
        self.report.add(Place(file), "file name", message, INVALID_FILE_NAME)
        return None

    def _refuse_twin(self, file: str, twin: str) -> None:
        name = PurePosixPath(file).name
        message = f"expected one file, found '{name}' as well as {twin}; move its contents there and delete it"
        self.report.add(Place(file), "file name", message, DUPLICATE_FILE)


def _is_about_areas(problem: Problem) -> bool:
    return problem.place.file == "site.yml" and problem.field.startswith("areas")


def _areas(file: str, data: bytes) -> list[Located[str]]:
    """The area that a topic file names, whatever else is wrong with it."""
    node, _ = compose(file, data)
    entries = node.entries if isinstance(node, MappingNode) else ()
    return [
        Located(value.text, value.place)
        for key, value in entries
        if key.text == "area" and isinstance(value, ScalarNode) and SlugKind.pattern.fullmatch(value.text)
    ]
