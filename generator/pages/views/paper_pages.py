"""The page of a paper: what it says, who wrote it, where to read it, and why it is where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.catalogue import UNSORTED, RelatedPapers
from generator.model.curation import Link, LinkKind
from generator.model.digest import Stage, Summary
from generator.model.paper import Origin, Paper, Related
from generator.model.text import Text
from generator.pages.components.bylines import NamedPage, full_byline, without_quotes
from generator.pages.components.cards import lead_of, reason_in_words
from generator.pages.components.edit_source import paper_file, paper_source
from generator.pages.components.heads import LinkEntry, PaperHead, TopicEntry
from generator.pages.components.page_links import PageLink, SearchLink, TopicLink, WebLink, paper_link
from generator.pages.components.publication_facts import publication_facts
from generator.pages.components.view import Deferred, Hashed, View
from generator.pages.components.view_builder import ViewBuilder, digest_link
from generator.pages.document.vocabulary import (
    Block,
    DrawnRow,
    Emphasis,
    Fold,
    Heading,
    Line,
    Paragraph,
    Strong,
    Typeset,
    Word,
    bullets,
    separated,
)
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.storage.cache import fingerprint_of_value
from generator.text import wording
from generator.text.excerpts import shortened

_OF_THE_PAPER = frozenset(
    {
        LinkKind.ARXIV,
        LinkKind.PDF,
        LinkKind.DOI,
        LinkKind.OPENREVIEW,
        LinkKind.ACL,
        LinkKind.HUGGING_FACE,
        LinkKind.PICTURE,
        LinkKind.VIDEO,
        LinkKind.SEARCH,
    }
)
"""Links whose label says it all."""
_DESCRIPTION_LENGTH = 200
_MOST_AUTHORS = 60
_MOST_KEYWORDS = 12
_TAKEN_BACK = {
    Stage.WITHDRAWN: "This paper was withdrawn: its authors no longer stand by it.",
    Stage.RETRACTED: "This paper was retracted: its publisher no longer stands by it.",
}


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """A related paper, and the terms that both use."""

    link: PageLink
    year: int
    shared: str

    @property
    def words(self) -> Line:
        """How it is shown."""
        return (self.link, " ", Emphasis(f"{self.year} · shared terms: {self.shared}", "why"))


@dataclass(frozen=True)
class PaperView(View):
    """What the page of a paper shows."""

    title: Text
    byline: tuple[Word, ...]
    taken_back: str | None
    """That it was withdrawn or retracted, in a sentence."""
    facts: tuple[Word, ...]
    """With what stands between them."""
    links: tuple[WebLink, ...]
    note: str | None
    note_label: str
    abstract: tuple[Text, ...]
    summary: Summary | None
    keywords: tuple[SearchLink, ...]
    related: tuple[RelatedLine, ...]
    topics: tuple[tuple[TopicLink, str], ...]
    """Each with the reason for it."""
    unsorted: PageLink
    appearances: tuple[tuple[PageLink, int], ...]
    """Digests, newest first, with the place in their order."""
    origins: tuple[str, ...]
    """What digests say otherwise than the page, and where each of its fields was taken from."""

    def blocks(self) -> Iterator[Block]:
        """What it says and where to read it, then what is related, and where all this comes from."""
        yield Heading(1, Typeset(self.title), id="title")
        if self.byline:
            yield Paragraph(self.byline, "byline")
        if self.taken_back:
            yield Paragraph(self.taken_back, "taken-back")
        if self.facts:
            yield Paragraph(self.facts, "facts")
        if self.links:
            yield Paragraph(separated(self.links, " "), "links")
        yield DrawnRow("actions")
        if self.note:
            yield Paragraph((Strong(f"{self.note_label}."), " ", self.note), "note")
        for paragraph in self.abstract:
            yield Paragraph(Typeset(paragraph), "abstract")
        if not self.abstract:
            yield Paragraph("No digest has shown an abstract of this paper yet.", "abstract missing")
        if self.summary:
            model = f" ({self.summary.model})" if self.summary.model else ""
            label = Strong(f"Summary written by a model{model}, not by the authors.")
            yield Paragraph((label, " ", self.summary.text), "summary")
        if self.keywords:
            yield Paragraph(("Keywords: ", *separated(self.keywords, ", ")), "facts keywords")
        if self.related:
            yield Heading(2, "Related papers", id="related")
            yield bullets(line.words for line in self.related)
        yield Heading(2, "Topics", id="topics")
        yield bullets(
            (topic, f": {reason}") for topic, reason in self.topics or ((self.unsorted, "no rule matches yet"),)
        )
        yield Heading(2, "Listed in", id="seen-in")
        yield bullets((digest, f", number {position}") for digest, position in self.appearances)
        if self.origins:
            yield Fold("Where each field comes from", "origins", "scraped", (bullets(self.origins),))


@dataclass(frozen=True, slots=True)
class PaperContext:
    """What the page of a paper shows that the paper itself does not say."""

    topics: tuple[TopicEntry, ...]
    topic_links: tuple[TopicLink, ...]
    people: tuple[NamedPage, ...]
    """The pages of its authors and its organisation."""
    related: tuple[RelatedLine, ...]
    digests: tuple[PageLink, ...]
    """Oldest first, as the paper's appearances."""
    scraped: tuple[str, ...]
    """What digests say otherwise than its page."""
    file: str | None
    """Its curated file, if there is one."""
    card: str | None
    """Path of its social card below the site."""


def paper_pages(builder: ViewBuilder, related: RelatedPapers) -> Iterator[Page]:
    """One page for each paper."""
    for paper in builder.catalogue.papers:
        context = _context(builder, paper, related.get(paper.slug, ()))
        arguments = (builder.hashed(paper), Hashed(context, fingerprint_of_value(context)))
        yield Page(paths.paper(paper.slug), Deferred(paper_head, arguments), Deferred(paper_view, arguments))


def _context(builder: ViewBuilder, paper: Paper, related: Iterable[Related]) -> PaperContext:
    catalogue = builder.catalogue
    slugs = [assignment.topic for assignment in paper.topics]
    return PaperContext(
        topics=tuple(TopicEntry(slug, catalogue.topic[slug].title, catalogue.topic[slug].area.value) for slug in slugs),
        topic_links=tuple(map(builder.topic_link, slugs)),
        people=builder.pages_of(paper, _MOST_AUTHORS),
        related=tuple(_related(builder, related)),
        digests=tuple(digest_link(catalogue.digest[appearance.digest]) for appearance in paper.appearances),
        scraped=tuple(_scraped(builder, paper)),
        file=paper_file(catalogue, paper),
        card=builder.social_card(paths.paper(paper.slug)),
    )


def paper_head(paper: Paper, context: PaperContext) -> PaperHead:
    """The front matter of a paper's page."""
    return PaperHead(
        title=paper.title.plain,
        description=lead_of(paper, _DESCRIPTION_LENGTH),
        page_template="paper.html",
        slug=paper.slug,
        date=paper.published,
        year=paper.year if paper.published is None else None,
        arxiv=paper.arxiv,
        doi=paper.doi,
        authors=paper.authors,
        author_count=None if paper.authors else paper.author_count,
        organisation=paper.organisation.name if paper.organisation else None,
        comments=paper.comments,
        keywords=paper.keywords,
        digests=tuple(appearance.digest for appearance in paper.appearances),
        topics=context.topics,
        links=tuple(LinkEntry(str(link.kind), link.url) for link in paper.links),
        featured=paper.featured or None,
        status=paper.status,
        source=paper_source(paper, context.file),
        card=context.card,
    )


def paper_view(paper: Paper, context: PaperContext) -> PaperView:
    """What a paper's page shows."""
    reasons = (reason_in_words(assignment.reasons) for assignment in paper.topics)
    places = (appearance.position for appearance in paper.appearances)
    return PaperView(
        title=paper.title,
        byline=full_byline(paper, _MOST_AUTHORS, context.people),
        taken_back=_TAKEN_BACK.get(paper.stage) if paper.stage else None,
        facts=publication_facts(paper, context.people),
        links=tuple(map(_web_link, paper.links)),
        note=paper.note,
        note_label="From the list" if paper.has_note_of_digest else "Why read it",
        abstract=paper.abstract,
        summary=paper.summary,
        keywords=tuple(map(_keyword, paper.keywords[:_MOST_KEYWORDS])),
        related=context.related,
        topics=tuple(zip(context.topic_links, reasons, strict=True)),
        unsorted=PageLink("Unsorted", paths.topic(UNSORTED)),
        appearances=tuple(zip(context.digests, places, strict=True))[::-1],
        origins=(*context.scraped, *_origins(paper.origins)),
    )


def _keyword(keyword: str) -> SearchLink:
    """A link to all papers that have a keyword, or say it."""
    return SearchLink(keyword, f'"{without_quotes(keyword)}"')


def _origins(origins: Iterable[Origin]) -> Iterator[str]:
    """Each place, with the fields that were taken from it."""
    fields: dict[str, list[str]] = {}
    for origin in origins:
        place = str(origin.place) + (f", from “{origin.detail}”" if origin.detail else "")
        fields.setdefault(place, []).append(_name_of(origin))
    return (f"{place}: {', '.join(names)}" for place, names in fields.items())


def _name_of(origin: Origin) -> str:
    """The field, and of a note whose it is, if not a curator's."""
    is_of_list = origin.field == "note" and origin.is_of_digest
    return "note by the keeper of the list" if is_of_list else origin.field.replace("_", " ")


def _web_link(link: Link) -> WebLink:
    """A link by its label; where the label does not say it all, by its address too."""
    label = wording.LINK_LABELS[link.kind]
    if link.kind in _OF_THE_PAPER:
        return WebLink(label, link.url)
    shown = link.url.partition("://")[2].removeprefix("www.").removeprefix("github.com/").rstrip("/")
    return WebLink(f"{label}: {shortened(shown, 48)}", link.url)


def _related(builder: ViewBuilder, related: Iterable[Related]) -> Iterator[RelatedLine]:
    for one in related:
        other = builder.catalogue.by_slug[one.slug]
        yield RelatedLine(paper_link(other), other.dated.year, ", ".join(one.words))


def _scraped(builder: ViewBuilder, paper: Paper) -> Iterator[str]:
    """What digests say in other words than the page, the newest first."""
    for appearance in reversed(paper.appearances):
        entry = builder.catalogue.digest[appearance.digest].entries[appearance.position - 1]
        if entry.title != paper.title.plain:
            yield f"title in {entry.place}: “{entry.title}”"
        if entry.published and entry.published != paper.published:
            yield f"published in {entry.place}: “{wording.long_day(entry.published)}”"
