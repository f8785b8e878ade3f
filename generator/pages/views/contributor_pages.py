"""The page of each author and each organisation with enough papers: what they wrote, with whom, about what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue.people.papers_by_name import Contributor, names_of
from generator.model.contributors import ContributorKind
from generator.model.identity import Slug
from generator.model.paper import Paper
from generator.pages.components.bylines import search_for
from generator.pages.components.cards import Cards
from generator.pages.components.heads import ContributorHead
from generator.pages.components.list_parts import ListPart, by_year, cut
from generator.pages.components.list_tools import ListOrder, ListTools, tools
from generator.pages.components.page_links import PageLink, SearchLink, TopicLink, WebLink
from generator.pages.components.reader_buttons import FollowKind, follow_button
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.document.vocabulary import Block, Heading, Label, Paragraph, ScriptButton, Word, bullets
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.text import wording

_MOST_TOPICS = 6
_MOST_PEOPLE = 12
"""Those with whom an author wrote most, or who wrote most for an organisation."""
_MOST_SPELLINGS = 6
_CAVEAT = {
    ContributorKind.AUTHOR: "Papers are listed by the name that they state: two people of one name share this page.",
    ContributorKind.ORGANISATION: "Papers that a digest lists under this name; not all of its papers are in this list.",
}
_OTHERS = {ContributorKind.AUTHOR: "With", ContributorKind.ORGANISATION: "Authors"}
_INDEX = {ContributorKind.AUTHOR: "all authors", ContributorKind.ORGANISATION: "all organisations"}


@dataclass(frozen=True)
class ContributorView(View):
    """An author or an organisation, or a part of the papers."""

    kind: ContributorKind
    slug: Slug
    title: str
    """The name."""
    part: str | None
    """What the part is called: ``2024``."""
    count: str
    years: str
    up: PageLink
    """The index, or from a part the whole page."""
    search: SearchLink
    follow: ScriptButton
    orcid: WebLink | None
    also: tuple[str, ...]
    topics: tuple[tuple[TopicLink, int], ...]
    """Each with the number of papers, most first."""
    people: tuple[tuple[str | PageLink, int], ...]
    """Others whom the same papers name, as the topics."""
    tools: ListTools | None
    lists: tuple[tuple[str | None, Cards], ...]
    """Papers with the year as their heading, if they need one."""
    parts: tuple[tuple[PageLink, int], ...]
    """Of more papers than one page holds, with their numbers."""

    @property
    def heading(self) -> str:
        """The name, and of a part what it is called."""
        return f"{self.title}: {self.part}" if self.part else self.title

    def blocks(self) -> Iterator[Block]:
        """Who it is, the topics, the others, and the papers by year."""
        yield Heading(1, self.heading)
        yield Paragraph(tuple(self._facts()), "facts")
        if self.also:
            yield Paragraph(f"Also written {wording.enumerated(self.also)}", "facts")
        if self.topics:
            counted = ((topic, " ", Label(str(number), "count")) for topic, number in self.topics)
            yield Paragraph(("Topics: ", *(word for words in counted for word in (*words, " "))), "facts")
        if self.people:
            yield Paragraph((f"{_OTHERS[self.kind]}: ", *self._people()), "facts")
        if self.tools:
            yield self.tools
        for year, cards in self.lists:
            if year:
                yield Heading(2, year, role="year")
            yield from cards.blocks()
        if self.parts:
            yield Heading(2, "All papers", id="all-papers")
            yield bullets((part, " ", Label(str(number), "count")) for part, number in self.parts)
        yield Paragraph(_CAVEAT[self.kind], "facts caveat")

    def _facts(self) -> Iterator[Word]:
        yield f"{self.count} · {self.years} · "
        if self.orcid:
            yield self.orcid
            yield " · "
        yield self.search
        yield " · "
        yield self.up
        yield " "
        yield self.follow

    def _people(self) -> Iterator[Word]:
        others = ((name, f" ({number})" if number > 1 else "") for name, number in self.people)
        for at, (name, number) in enumerate(others):
            yield ", " if at else ""
            yield name
            yield number


def contributor_pages(builder: ViewBuilder) -> Iterator[Page]:
    """A page for each author and each organisation with enough papers, and further ones for very many."""
    for kind in ContributorKind:
        fed = {contributor.slug for contributor in builder.people.with_feeds(kind)}
        for contributor in builder.people.with_pages(kind):
            yield from _pages(builder, contributor, has_feed=contributor.slug in fed)


def _pages(builder: ViewBuilder, contributor: Contributor, *, has_feed: bool) -> Iterator[Page]:
    path = paths.contributor(contributor.kind, contributor.slug)
    paged = cut(contributor.papers)
    parts = tuple((PageLink(part.title, paths.part(path, part.name)), len(part.papers)) for part in paged.parts)
    view = _view(builder, contributor, ListPart("", "", paged.shown), parts)
    yield Page(path, _head(view, feed=has_feed), view)
    for part in paged.parts:
        view = _view(builder, contributor, part, ())
        yield Page(paths.part(path, part.name), _head(view, feed=False), view)


def _head(view: ContributorView, *, feed: bool) -> ContributorHead:
    description = f"{view.count} in this list by {view.title}."
    return ContributorHead(view.heading, description, "people.html", view.kind, view.slug, feed or None)


def _view(
    builder: ViewBuilder, contributor: Contributor, part: ListPart, parts: tuple[tuple[PageLink, int], ...]
) -> ContributorView:
    """The page itself, or a part, which has a name."""
    kind, papers, orcid = contributor.kind, contributor.papers, contributor.orcid
    is_part = bool(part.name)
    whole = PageLink(f"all of {contributor.name}", paths.contributor(kind, contributor.slug))
    return ContributorView(
        kind=kind,
        slug=contributor.slug,
        title=contributor.name,
        part=part.title or None,
        count=wording.counted(len(part.papers if is_part else papers), "paper"),
        years=_span(part.papers if is_part else papers),
        up=whole if is_part else PageLink(_INDEX[kind], paths.contributors(kind)),
        search=search_for(kind, contributor.name, "search these papers"),
        follow=follow_button(FollowKind(kind.value), contributor.slug, contributor.name),
        orcid=WebLink(f"ORCID {orcid}", f"https://orcid.org/{orcid}") if orcid else None,
        also=contributor.also[:_MOST_SPELLINGS],
        topics=() if is_part else _topics(builder, papers),
        people=() if is_part else _people(builder, contributor),
        tools=tools(ListOrder.NEWEST, len(part.papers), None if is_part else len(papers)),
        lists=tuple((None if is_part else str(year), builder.cards(listed)) for year, listed in by_year(part.papers)),
        parts=parts,
    )


def _span(papers: tuple[Paper, ...]) -> str:
    first, last = papers[-1].dated.year, papers[0].dated.year
    return str(last) if first == last else f"{first} to {last}"


def _topics(builder: ViewBuilder, papers: tuple[Paper, ...]) -> tuple[tuple[TopicLink, int], ...]:
    counts = Counter(assignment.topic for paper in papers for assignment in paper.topics)
    most = sorted(counts, key=lambda slug: (-counts[slug], slug))[:_MOST_TOPICS]
    return tuple((builder.topic_link(slug), counts[slug]) for slug in most)


def _people(builder: ViewBuilder, contributor: Contributor) -> tuple[tuple[str | PageLink, int], ...]:
    """The authors of the same papers, with the number of papers."""
    others: Counter[Slug] = Counter()
    by_slug: dict[Slug, Contributor] = {}
    for paper in contributor.papers:
        for name in names_of(paper, ContributorKind.AUTHOR):
            other = builder.people.named(ContributorKind.AUTHOR, name)
            by_slug[other.slug] = other
            others[other.slug] += 1
    if contributor.kind is ContributorKind.AUTHOR:
        del others[contributor.slug]
    most = sorted(others, key=lambda slug: (-others[slug], slug))[:_MOST_PEOPLE]
    return tuple((_linked(by_slug[slug]), others[slug]) for slug in most)


def _linked(contributor: Contributor) -> str | PageLink:
    if not contributor.has_page:
        return contributor.name
    return PageLink(contributor.name, paths.contributor(contributor.kind, contributor.slug))
