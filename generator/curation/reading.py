"""Curated files in, typed values and problems out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, TypeVar

from slugify import slugify

from generator.curation.curation_problems import (
    DUPLICATE_FILE,
    EMPTY_VALUE,
    EXPECTED_KEYS,
    INVALID_EXTENSION,
    INVALID_FILE_NAME,
    MISSING_SITE_FILE,
    UNKNOWN_KEY,
)
from generator.curation.file_keys import ENRICHMENT, PAPER_NOTES, SITE, TOPIC
from generator.curation.learned_kinds import TOPIC_WORDS_FILE
from generator.curation.misplaced_files import misplaced, misplaced_problem
from generator.curation.name_kinds import SlugKind
from generator.curation.nodes import MappingNode, ScalarNode, compose
from generator.curation.record_kinds import RecordKind
from generator.curation.value_kinds import Invalid, Report
from generator.model.catalogue import RESERVED_TOPICS
from generator.model.curation import Enrichment, PaperNotes, Site, Topic, TopicWords
from generator.model.identity import Slug
from generator.model.problem import Located, Place, Problem, errors
from generator.storage.cache import Cache, fingerprint

T = TypeVar("T")

UNKNOWN_SITE = Site("Papershelf", "A reading list of research papers.", ())
"""Stands in while ``site.yml`` cannot be read."""


@dataclass(frozen=True)
class Curation:
    """Everything that people and resolvers say besides the digests."""

    site: Site
    topics: tuple[Topic, ...]
    paper_notes: tuple[PaperNotes, ...]
    enrichments: tuple[Enrichment, ...]
    learned: tuple[TopicWords, ...] = ()
    areas_of_unread: tuple[Located[str], ...] = ()
    """The areas named by topic files that cannot be read: they can be wrong, too."""
    in_doubt: frozenset[str] = frozenset()
    """Files with problems of their own: not all that they would say is known."""
    areas_are_known: bool = True
    """Could all areas of ``site.yml`` be read? If not, an area that a topic names may well exist."""
    redirects_are_known: bool = True
    """The same of redirects, and of pages by their former names."""
    redirects_in_doubt: frozenset[str] = frozenset()
    """The former names that lead to something that is no name."""

    def is_valid(self, file: str) -> bool:
        """Can what a file says, or the absence of a file, be relied on?"""
        return file not in self.in_doubt

    @property
    def digests_are_known(self) -> bool:
        """Could all digests be read? If not, a paper that a file names may be in one that could not."""
        return not any(file.startswith("digests/") for file in self.in_doubt)

    @cached_property
    def topic_slugs(self) -> frozenset[Slug]:
        """The topics whose files can be read, although some may be left off the site."""
        return frozenset(topic.slug for topic in self.topics)


def read_curation(files: Mapping[str, bytes], cache: Cache | None = None) -> tuple[Curation, list[Problem]]:
    """Read all curated files, given by their path below the content folder.

    A file that cannot be read is left out and reported; the others are read nevertheless. The cache only saves time.
    """
    reader = _CurationReader(files, cache or Cache())
    for file in sorted(files):
        reader.read(file)
    if "site.yml" not in files:
        message = "expected the file site.yml with title, description and areas, found none; add it"
        reader.report.add(Place("site.yml"), "file", message, MISSING_SITE_FILE)
    return reader.curation(), reader.report.problems


class _CurationReader:
    """Reads one curated file after another."""

    def __init__(self, files: Mapping[str, bytes], cache: Cache) -> None:
        self.files = files
        self.cache = cache
        self.report = Report()
        self.site: Site | None = None
        self.site_keys: Mapping[str, Any] = {}
        self.topics: list[Topic] = []
        self.areas_of_unread: list[Located[str]] = []
        self.paper_notes: list[PaperNotes] = []
        self.enrichments: list[Enrichment] = []
        self.learned: list[TopicWords] = []

    def read(self, file: str) -> None:
        folder, _, name = file.rpartition("/")
        if file == "site.yml":
            self._read_site(file)
        elif not name.endswith(".yml"):
            self._refuse_extension(file)
        elif folder == "topics" and (slug := self._slug(file)):
            self._read_topic(file, slug)
        elif folder == "papers" and (slug := self._slug(file)):
            if notes := self._record(file, PAPER_NOTES, slug=slug):
                self.paper_notes.append(notes)
        elif folder == "learned" and (slug := self._slug(file)):
            if words := self._record(file, TOPIC_WORDS_FILE, slug=slug):
                self.learned.append(words)
        elif folder == "enrichment" and (enrichment := self._record(file, ENRICHMENT)):
            self.enrichments += enrichment.papers

    def curation(self) -> Curation:
        wrong = errors(self.report.problems)
        return Curation(
            self.site or UNKNOWN_SITE,
            tuple(self.topics),
            tuple(self.paper_notes),
            tuple(self.enrichments),
            tuple(self.learned),
            tuple(self.areas_of_unread),
            in_doubt=frozenset(problem.place.file for problem in wrong),
            areas_are_known=self._knows("areas", wrong),
            redirects_are_known=self._knows("redirects", [problem for problem in wrong if problem.kind in _SHAPE]),
            redirects_in_doubt=frozenset(_redirects_of(wrong)),
        )

    def _read_site(self, file: str) -> None:
        """What can be read of it counts: without areas, every topic would be wrong as well."""
        node, problems = compose(file, self.files[file])
        self.report.problems += problems
        if isinstance(node, MappingNode) and node.entries:
            self.site_keys = SITE.read_partly(node, "", self.report)
            self.site = replace(UNKNOWN_SITE, **self.site_keys)
        elif node:
            with suppress(Invalid):
                SITE.read(node, "", self.report)

    def _knows(self, key: str, wrong: Iterable[Problem]) -> bool:
        """Could all of a key of ``site.yml`` be read? A key that is not there may be misspelt."""
        about = [problem for problem in wrong if problem.place.file == "site.yml"]
        is_misspelt = key not in self.site_keys and any(problem.kind is UNKNOWN_KEY for problem in about)
        is_wrong = any(problem.field.startswith(key) for problem in about)
        return self.site is not None and not is_misspelt and not is_wrong

    def _read_topic(self, file: str, slug: Slug) -> None:
        topic = self._record(file, TOPIC, slug=slug)
        if topic:
            self.topics.append(topic)
        else:
            self.areas_of_unread += _areas(file, self.files[file])

    def _record(self, file: str, kind: RecordKind[T], **given: Any) -> T | None:
        """The record of a file. One without problems depends on nothing else, so it is read once."""
        key = fingerprint(file, hashlib.sha256(self.files[file]).hexdigest())
        if record := self.cache.get(key, kind.cls):
            return record
        problems = len(self.report.problems)
        record = self._read_record(file, kind, **given)
        if record and len(self.report.problems) == problems:
            self.cache.put(key, record, kind.cls)
        return record

    def _read_record(self, file: str, kind: RecordKind[T], **given: Any) -> T | None:
        node, problems = compose(file, self.files[file])
        self.report.problems += problems
        if node is None:
            return None
        if other := misplaced(node, file.partition("/")[0]):
            self.report.problems.append(misplaced_problem(file, self.files[file], other, self.files.__contains__))
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
        is_paper = path.parent.name == "papers"
        twin = path.with_stem(slug).as_posix() if slug else ""
        if twin in self.files:
            self._refuse_twin(file, twin)
            return None
        # Which paper is meant is known only when all are.
        hint = f" to {slug}.yml" if slug and not is_paper and slug not in RESERVED_TOPICS else ""
        advice = "" if is_paper else f"; rename the file{hint}"
        message = f"expected lower-case letters, digits and hyphens, found '{path.stem}'{advice}"
        self.report.add(Place(file), "file name", message, INVALID_FILE_NAME)
        return None

    def _refuse_twin(self, file: str, twin: str) -> None:
        name = PurePosixPath(file).name
        message = f"expected one file, found '{name}' as well as {twin}; move its contents there and delete it"
        self.report.add(Place(file), "file name", message, DUPLICATE_FILE)


_SHAPE = (EXPECTED_KEYS, EMPTY_VALUE, UNKNOWN_KEY)
"""Problems after which nothing is known of what was to be there."""


def _redirects_of(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        if problem.place.file == "site.yml" and problem.field.startswith("redirects."):
            yield problem.field.removeprefix("redirects.")


def _areas(file: str, data: bytes) -> list[Located[str]]:
    """The area that a topic file names, whatever else is wrong with it."""
    node, _ = compose(file, data)
    entries = node.entries if isinstance(node, MappingNode) else ()
    return [
        Located(value.text, value.place)
        for key, value in entries
        if key.text == "area" and isinstance(value, ScalarNode) and SlugKind.pattern.fullmatch(value.text)
    ]
