"""Writes the API: an index, pages of records, and their schemas.

Papers are in the order in which digests first listed them, in pages for each year, so that a new digest adds to the
last page and leaves the others alone. There is no file for each paper: that would double the files of a site. The
collection ``lookup`` says on which page a paper is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

import msgspec

from generator.catalogue.people.papers_by_name import Contributor, People, people_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind
from generator.model.identity import Slug
from generator.model.paper import Paper
from generator.pages.printing import paths
from generator.site.exports.api.api_pages import ApiPage, RecordLine, pages_of, parts_of, record_bytes, record_line
from generator.site.exports.api.api_records import (
    ApiIndex,
    AuthorRecord,
    ChangeRecord,
    Collection,
    DigestRecord,
    LookupRecord,
    OrganisationRecord,
    TopicRecord,
)
from generator.site.exports.api.api_schemas import api_schemas, schema_file
from generator.site.exports.newest_digest import NEWEST, newest_json
from generator.site.exports.printed_papers import PrintedPapers
from generator.site.exports.web_feeds.entry_dates import changed_on

API_FOLDER = "api"
"""All of it belongs to the site."""
V1 = f"{API_FOLDER}/v1/"
"""The folder of the API, below the site."""


def write_api(site: Path, catalogue: Catalogue, printed: PrintedPapers, root: str | None) -> None:
    """Write the files. ``root`` is the address of the site, if that is known."""
    for path, data in api_files(catalogue, printed, root).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)


def api_files(catalogue: Catalogue, printed: PrintedPapers, root: str | None) -> dict[str, bytes]:
    """The files by their paths below the site."""
    pages = _Pages(catalogue, printed).by_collection
    index = _index(catalogue, pages, root)
    files = {f"{V1}{page.file}": page.data for group in pages.values() for page in group}
    files |= {f"{V1}{path}": text.encode() for path, text in api_schemas().items()}
    files[f"{V1}index.json"] = msgspec.json.format(record_bytes(index), indent=1) + b"\n"
    files[NEWEST] = newest_json(catalogue).encode()
    return files


def _index(catalogue: Catalogue, pages: Mapping[str, Sequence[ApiPage]], root: str | None) -> ApiIndex:
    return ApiIndex(
        version=1,
        title=catalogue.site.title,
        description=catalogue.site.description,
        site=root,
        newest_digest=catalogue.digests[0].slug if catalogue.digests else None,
        paper_count=len(catalogue.papers),
        **{name: Collection(schema_file(name), tuple(page.entry for page in group)) for name, group in pages.items()},
    )


@dataclass(frozen=True)
class _Pages:
    catalogue: Catalogue
    printed: PrintedPapers

    @cached_property
    def by_collection(self) -> dict[str, list[ApiPage]]:
        flat = {
            "digests": self._digests(),
            "topics": self._topics(),
            "authors": self._authors(),
            "organisations": self._organisations(),
            "changes": self._changes(),
            "lookup": self._lookup(),
        }
        return {"papers": self._papers} | {name: pages_of(name, {"": list(lines)}) for name, lines in flat.items()}

    @cached_property
    def _in_order(self) -> list[Paper]:
        """As digests first listed them."""
        return sorted(
            self.catalogue.papers,
            key=lambda paper: (paper.first_listed, paper.appearances[0].position, paper.slug),
        )

    @cached_property
    def _papers(self) -> list[ApiPage]:
        lines = {
            f"{year}-": [RecordLine(paper.appearances[0].digest, self.printed[paper.slug].record) for paper in papers]
            for year, papers in groupby(self._in_order, key=lambda paper: paper.appearances[0].date.year)
        }
        return pages_of("papers", lines)

    def _digests(self) -> Iterator[RecordLine]:
        for digest in reversed(self.catalogue.digests):
            url = paths.url(paths.digest(digest.slug))
            for part in parts_of([paper.slug for paper in self.catalogue.by_digest[digest.slug]]):
                record = DigestRecord(digest.slug, digest.date, digest.label, digest.source, url, *part)
                yield record_line(digest.slug, record)

    def _topics(self) -> Iterator[RecordLine]:
        areas = {area.slug: area.title for area in self.catalogue.site.areas}
        for topic in self.catalogue.topics:
            area, url = topic.area.value, paths.url(paths.topic(topic.slug))
            for part in parts_of([paper.slug for paper in self.catalogue.by_topic[topic.slug]]):
                record = TopicRecord(topic.slug, topic.title, topic.scope, area, areas[area], url, *part)
                yield record_line(topic.slug, record)

    def _authors(self) -> Iterator[RecordLine]:
        for author, url, slugs in self._contributors(ContributorKind.AUTHOR):
            for part in parts_of(slugs):
                yield record_line(author.name, AuthorRecord(author.name, author.also, author.orcid, url, *part))

    def _organisations(self) -> Iterator[RecordLine]:
        for organisation, url, slugs in self._contributors(ContributorKind.ORGANISATION):
            for part in parts_of(slugs):
                name = organisation.name
                yield record_line(name, OrganisationRecord(name, organisation.also, url, *part))

    def _contributors(self, kind: ContributorKind) -> Iterator[tuple[Contributor, str | None, list[Slug]]]:
        """By name, with the addresses of their pages and the slugs of their papers."""
        place = {paper.slug: at for at, paper in enumerate(self._in_order)}
        for contributor in sorted(self._people.of(kind), key=lambda one: (one.name, one.slug)):
            url = paths.url(paths.contributor(kind, contributor.slug)) if contributor.has_page else None
            papers = sorted(contributor.papers, key=lambda paper: place[paper.slug])
            yield contributor, url, [paper.slug for paper in papers]

    @cached_property
    def _people(self) -> People:
        return people_of(self.catalogue)

    def _changes(self) -> Iterator[RecordLine]:
        for digest in reversed(self.catalogue.digests):
            for kind in ("new", "changed"):
                slugs = self._changed[digest.slug, kind]
                for part in parts_of(slugs) if slugs else ():
                    yield record_line(digest.slug, ChangeRecord(digest.slug, digest.date, kind, *part))

    @cached_property
    def _changed(self) -> Mapping[tuple[str, str], list[str]]:
        """The papers by the digest that brought or changed them, and which of the two it did."""
        papers: dict[tuple[str, str], list[str]] = defaultdict(list)
        for paper in self._in_order:
            first = paper.appearances[0]
            papers[first.digest, "new"].append(paper.slug)
            day = changed_on(paper, self.catalogue)
            if day != first.date:
                digest = next(listed.digest for listed in paper.appearances if listed.date == day)
                papers[digest, "changed"].append(paper.slug)
        return papers

    def _lookup(self) -> Iterator[RecordLine]:
        pages = (page.file for page in self._papers for _ in page.names)
        page_of = {paper.slug: page for paper, page in zip(self._in_order, pages, strict=True)}
        for paper in sorted(self.catalogue.papers, key=lambda paper: paper.slug):
            yield record_line(paper.slug, LookupRecord(paper.slug, page_of[paper.slug], paper.arxiv, paper.doi))
