"""Makes one paper of all that digests, resolvers and a curator say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.catalogue.grouping import ListedEntry
from generator.catalogue.links import (
    acl_links,
    arranged,
    arxiv_links,
    doi_link,
    link_kind_of,
    media_links,
    openreview_links,
    search_link,
)
from generator.catalogue.precedence import PaperSources, Sourced, origins_of, value_of
from generator.model.curation import Link, LinkKind
from generator.model.digest import Repository
from generator.model.identity import Slug
from generator.model.paper import Appearance, Paper
from generator.model.text import Text
from generator.text.lead import lead_sentence
from generator.text.markup import addresses, understand, web_address
from generator.text.tex_commands import plain_name


@dataclass(frozen=True, slots=True)
class PaperMaker:
    """Makes one paper of all that its sources say."""

    mirrors: Mapping[str, str]

    def __call__(self, named: tuple[Slug, PaperSources]) -> Paper:
        """The paper of a slug and its sources, without topics."""
        return self.paper(*named)

    def paper(self, slug: Slug, sources: PaperSources) -> Paper:
        """The paper, without topics."""
        title = understand(value_of(sources.title, ""), self.mirrors)
        abstract = tuple(understand(paragraph, self.mirrors) for paragraph in value_of(sources.abstract, ()))
        authors = tuple(map(plain_name, value_of(sources.authors, ())))
        author_count = None if authors else sources.newest(lambda entry: entry.author_count)
        comments = sources.newest(lambda entry: entry.comments)
        upvotes = sources.newest(lambda entry: entry.upvotes)
        status = sources.noted(lambda notes: notes.status)
        featured = sources.flagged(lambda notes: notes.featured)
        submitter = sources.newest(lambda entry: entry.submitter)
        keywords = sources.newest(lambda entry: entry.keywords or None)
        summary = sources.newest(lambda entry: entry.summary)
        return Paper(
            slug=slug,
            title=title,
            abstract=abstract,
            authors=authors,
            author_count=len(authors) or value_of(author_count, None),
            organisation=value_of(sources.organisation, None),
            published=value_of(sources.published, None),
            comments=value_of(comments, None),
            upvotes=value_of(upvotes, None),
            arxiv=value_of(sources.arxiv, None),
            links=self._links(title, abstract, sources),
            appearances=_appearances(sources.entries),
            note=value_of(sources.note, None),
            featured=featured is not None,
            status=value_of(status, None),
            submitter=value_of(submitter, None),
            keywords=value_of(keywords, ()),
            summary=value_of(summary, None),
            code=self._code(sources.code),
            doi=value_of(sources.doi, None),
            openreview=value_of(sources.openreview, None),
            acl=value_of(sources.acl, None),
            url=self._url(sources),
            year=value_of(sources.year, None),
            venue=value_of(sources.venue, None),
            stage=value_of(sources.stage, None),
            category=next((found.categories[0] for found in sources.enrichments if found.categories), None),
            # Kept with the paper, because every list needs it, and the search, and feeds.
            lead=lead_sentence([paragraph.plain for paragraph in abstract], title.plain),
            sections=value_of(sources.sections, ()),
            # In the order in which a page lists them.
            origins=origins_of(
                {
                    "title": sources.title,
                    "abstract": sources.abstract,
                    "arxiv": sources.arxiv,
                    "doi": sources.doi,
                    "openreview": sources.openreview,
                    "acl": sources.acl,
                    "url": sources.url if self._url(sources) else None,
                    "authors": sources.authors,
                    "code": sources.code,
                    "project": sources.project,
                    "media": sources.media,
                    "author_count": author_count,
                    "organisation": sources.organisation,
                    "published": sources.published,
                    "year": sources.year,
                    "venue": sources.venue,
                    "stage": sources.stage,
                    "sections": sources.sections,
                    "comments": comments,
                    "upvotes": upvotes,
                    "note": sources.note,
                    "featured": featured,
                    "status": status,
                    "submitter": submitter,
                    "keywords": keywords,
                    "summary": summary,
                    "hidden": sources.flagged(lambda notes: notes.hidden),
                }
            ),
        )

    def _code(self, code: Sourced[Repository] | None) -> Repository | None:
        url = web_address(code.value.url, self.mirrors) if code else None
        return replace(code.value, url=url) if code and url else None

    def _url(self, sources: PaperSources) -> str | None:
        return web_address(sources.url.value, self.mirrors) if sources.url else None

    def _links(self, title: Text, abstract: Sequence[Text], sources: PaperSources) -> tuple[Link, ...]:
        links = list(sources.notes.links) if sources.notes else []
        for enrichment in sources.enrichments:
            links += [Link(link_kind_of(url), url, enrichment.place) for url in enrichment.code]
        if sources.code:
            links += self._stated(LinkKind.CODE, Sourced(sources.code.value.url, sources.code.place))
        links += self._stated(LinkKind.PROJECT, sources.project)
        links += media_links(sources.media.value, sources.media.place) if sources.media else ()
        place = sources.abstract.place if sources.abstract else None
        links += [Link(link_kind_of(url), url, place) for paragraph in abstract for url in addresses(paragraph)]
        return arranged([*(self._own_links(sources) or [search_link(title.plain)]), *links])

    def _own_links(self, sources: PaperSources) -> list[Link]:
        """Where the paper itself is, as far as its ids and its address say."""
        arxiv, openreview, acl = sources.arxiv, sources.openreview, sources.acl
        is_on_hugging_face = any(listed.digest.is_hugging_face for listed in sources.entries)
        links = list(arxiv_links(arxiv.value, is_on_hugging_face=is_on_hugging_face) if arxiv else ())
        links += [doi_link(sources.doi.value)] if sources.doi else []
        links += openreview_links(openreview.value, with_pdf=not arxiv) if openreview else ()
        links += acl_links(acl.value, with_pdf=not (arxiv or openreview)) if acl else ()
        kind = LinkKind.CODE if sources.url and link_kind_of(sources.url.value) is LinkKind.CODE else LinkKind.PAGE
        return links + self._stated(kind, sources.url)

    def _stated(self, kind: LinkKind, address: Sourced[str] | None) -> list[Link]:
        url = web_address(address.value, self.mirrors) if address else None
        return [Link(kind, url, address.place)] if address and url else []


def _appearances(entries: Iterable[ListedEntry]) -> tuple[Appearance, ...]:
    """One for each digest: a page can list a paper under two titles that are only similar."""
    first: dict[str, Appearance] = {}
    for listed in entries:
        first.setdefault(listed.digest.slug, listed.appearance)
    return tuple(first.values())
