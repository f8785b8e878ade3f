"""The records of the API. Their types are its JSON Schemas, and what is written here of a field is its description
there.

A field keeps its name and its meaning for as long as the API has this version; new ones may come. What is not known is
null. Addresses of pages are relative to the root of the site, so that a copy of it elsewhere holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from generator.catalogue.badges import badges
from generator.model.curation import LinkKind
from generator.model.paper import Paper
from generator.pages.components.cards import reason_in_words
from generator.pages.printing import paths
from generator.site.exports.citations.cited_paper import CitedPaper

PaperSlug = Annotated[str, Meta(description="The slug of a paper: the name that it keeps.")]
PaperSlugs = Annotated[tuple[str, ...], Meta(description="The slugs of the papers, at most 1,000.")]
Address = Annotated[str, Meta(description="The address of the page, below the root of the site.")]
OtherNames = Annotated[tuple[str, ...], Meta(description="Other spellings in papers, which are the same name.")]
ContributorAddress = Annotated[
    str | None, Meta(description="The address of the page, below the root of the site; null with too few papers.")
]
Part = Annotated[int, Meta(description="Which part of its papers the record has, from 1.", ge=1)]
Parts = Annotated[int, Meta(description="In how many records its papers are.", ge=1)]


@dataclass(frozen=True, slots=True)
class ApiLink:
    """A link of a paper."""

    kind: Annotated[str, Meta(description="What it leads to: arxiv, pdf, doi, code, project and others.")]
    url: str


@dataclass(frozen=True, slots=True)
class ApiTopic:
    """A topic of a paper."""

    slug: Annotated[str, Meta(description="The slug of the topic.")]
    reasons: Annotated[tuple[str, ...], Meta(description="Why the paper has it, in words.")]


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """A paper, with everything that the site knows of it but for its related papers."""

    slug: PaperSlug
    url: Address
    citation_key: Annotated[str, Meta(description="What bibliographies of the site cite it by.")]
    title: str
    abstract: Annotated[str | None, Meta(description="Its paragraphs, with an empty line between them.")]
    authors: Annotated[tuple[str, ...] | None, Meta(description="All of them, in order; null if not all are known.")]
    author_count: Annotated[int | None, Meta(description="How many authors a digest counts.")]
    organisation: Annotated[str | None, Meta(description="Who published it, where a digest says so.")]
    published: Annotated[date | None, Meta(description="The day of publication.")]
    year: Annotated[int | None, Meta(description="The year of publication, or of the arXiv id.")]
    venue: Annotated[str | None, Meta(description="Where it was published or accepted.")]
    stage: Annotated[str | None, Meta(description="preprint, accepted, published, withdrawn or retracted.")]
    arxiv: Annotated[str | None, Meta(description="The arXiv id, without its version.")]
    category: Annotated[str | None, Meta(description="The primary category on arXiv.")]
    doi: Annotated[str | None, Meta(description="The DOI of the published version.")]
    openreview: Annotated[str | None, Meta(description="The id on OpenReview.")]
    acl: Annotated[str | None, Meta(description="The id in the ACL Anthology.")]
    paper_url: Annotated[str | None, Meta(description="Where the paper is, if none of the ids says so.")]
    links: tuple[ApiLink, ...]
    topics: Annotated[tuple[ApiTopic, ...], Meta(description="The surest first.")]
    digests: Annotated[tuple[str, ...], Meta(description="The slugs of the digests that list it, oldest first.")]
    sections: Annotated[tuple[str, ...], Meta(description="The headings of lists under which it is.")]
    keywords: Annotated[tuple[str, ...], Meta(description="The subjects that a digest names.")]
    badges: Annotated[tuple[str, ...], Meta(description="What the site marks it with: code, survey and others.")]
    comments: Annotated[int | None, Meta(description="As the newest digest counts them that does.")]
    upvotes: Annotated[int | None, Meta(description="As the newest digest counts them that does.")]
    stars: Annotated[int | None, Meta(description="Of the repository of its code.")]
    model_summary: Annotated[str | None, Meta(description="What a language model wrote, and not the authors.")]
    note: Annotated[str | None, Meta(description="Why it is worth reading, according to a curator or a list.")]
    featured: Annotated[bool, Meta(description="Do the curators recommend it?")]

    @classmethod
    def of(cls, paper: Paper) -> PaperRecord:
        """What a paper alone says, so that its record stays the same when others come."""
        cited = CitedPaper.of(paper, None)
        return cls(
            slug=paper.slug,
            url=paths.url(paths.paper(paper.slug)),
            citation_key=cited.key,
            title=paper.title.plain,
            abstract="\n\n".join(paragraph.plain for paragraph in paper.abstract) or None,
            authors=paper.authors or None,
            author_count=paper.author_count,
            organisation=paper.organisation.name if paper.organisation else None,
            published=paper.published,
            year=cited.year,
            venue=paper.venue,
            stage=paper.stage,
            arxiv=paper.arxiv,
            category=cited.category,
            doi=paper.doi,
            openreview=paper.openreview,
            acl=paper.acl,
            paper_url=paper.url,
            links=tuple(ApiLink(link.kind, link.url) for link in paper.links if link.kind is not LinkKind.SEARCH),
            topics=tuple(
                ApiTopic(one.topic, tuple(reason_in_words([reason]) for reason in one.reasons)) for one in paper.topics
            ),
            digests=tuple(appearance.digest for appearance in paper.appearances),
            sections=paper.sections,
            keywords=paper.keywords,
            badges=tuple(badges(paper)),
            comments=paper.comments,
            upvotes=paper.upvotes,
            stars=paper.code.stars if paper.code else None,
            model_summary=paper.summary.text if paper.summary else None,
            note=paper.note,
            featured=paper.featured,
        )


@dataclass(frozen=True, slots=True)
class DigestRecord:
    """A digest with its papers in its own order, or a part of them."""

    slug: Annotated[str, Meta(description="Its name: the day, and the label if a day has several digests.")]
    date: date
    label: str | None
    source: Annotated[str | None, Meta(description="What it was read from.")]
    url: Address
    papers: PaperSlugs
    part: Part
    parts: Parts


@dataclass(frozen=True, slots=True)
class TopicRecord:
    """A topic with its papers, newest first, or a part of them."""

    slug: str
    title: str
    scope: Annotated[str, Meta(description="What belongs to it, in one sentence.")]
    area: Annotated[str, Meta(description="The slug of its area.")]
    area_title: str
    url: Address
    papers: PaperSlugs
    part: Part
    parts: Parts


@dataclass(frozen=True, slots=True)
class AuthorRecord:
    """A name that papers state as their author, with these papers. One name may be several people."""

    name: Annotated[str, Meta(description="As the site shows it.")]
    also: OtherNames
    orcid: Annotated[str | None, Meta(description="The ORCID, where a curator states it.")]
    url: ContributorAddress
    papers: PaperSlugs
    part: Part
    parts: Parts


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """An organisation that digests state as the publisher of papers, with these papers."""

    name: Annotated[str, Meta(description="As the site shows it.")]
    also: OtherNames
    url: ContributorAddress
    papers: PaperSlugs
    part: Part
    parts: Parts


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """What a digest brought: papers that no earlier one lists, or new words for papers of earlier ones."""

    digest: Annotated[str, Meta(description="The slug of the digest.")]
    date: date
    kind: Annotated[
        Literal["new", "changed"],
        Meta(description="changed: the digest is the first to state the present title, abstract or authors."),
    ]
    papers: PaperSlugs
    part: Part
    parts: Parts


@dataclass(frozen=True, slots=True)
class LookupRecord:
    """On which page of papers one is."""

    slug: PaperSlug
    page: Annotated[str, Meta(description="The page with its record, below /api/v1/.")]
    arxiv: str | None
    doi: str | None


ApiRecord = PaperRecord | DigestRecord | TopicRecord | AuthorRecord | OrganisationRecord | ChangeRecord | LookupRecord


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of records, as the index names it."""

    file: Annotated[str, Meta(description="The address of the page, below /api/v1/.")]
    records: Annotated[int, Meta(description="How many records it has.")]
    bytes: Annotated[int, Meta(description="The size of the page.")]
    sha256: Annotated[str, Meta(description="The hash of the page: another one means that something on it changed.")]
    first: Annotated[str, Meta(description="What the first record is sorted by.")]
    last: Annotated[str, Meta(description="What the last record is sorted by.")]


@dataclass(frozen=True, slots=True)
class Collection:
    """All pages of one kind of record."""

    schema: Annotated[str, Meta(description="The address of the JSON Schema of its pages, below /api/v1/.")]
    pages: Annotated[tuple[PageEntry, ...], Meta(description="In order; none if there are no records.")]


@dataclass(frozen=True, slots=True)
class ApiIndex:
    """What there is."""

    version: Literal[1]
    title: Annotated[str, Meta(description="What the list is called.")]
    description: str
    site: Annotated[str | None, Meta(description="The address of the site, where it is configured.")]
    newest_digest: Annotated[str | None, Meta(description="The slug of the newest digest.")]
    paper_count: int
    papers: Annotated[Collection, Meta(description="By the digest that first listed them, oldest first.")]
    digests: Annotated[Collection, Meta(description="Oldest first.")]
    topics: Annotated[Collection, Meta(description="In the order of the site.")]
    authors: Annotated[Collection, Meta(description="By name.")]
    organisations: Annotated[Collection, Meta(description="By name.")]
    changes: Annotated[Collection, Meta(description="By digest, oldest first.")]
    lookup: Annotated[Collection, Meta(description="By slug.")]
