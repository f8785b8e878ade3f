"""The page of each digest: its papers in its own order, and by topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.catalogue import UNSORTED
from generator.model.digest import Digest
from generator.model.identity import PagePath
from generator.model.paper import Paper
from generator.pages.components.calendar import month_of, week_of
from generator.pages.components.cards import Cards, surest
from generator.pages.components.edit_source import digest_source
from generator.pages.components.list_parts import LONGEST_PAGE
from generator.pages.components.list_tools import ListOrder, ListTools, onward, tools
from generator.pages.components.page_links import PageLink, TopicLink, beside, paper_link
from generator.pages.components.reader_buttons import read_button
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder, digest_count, digest_link, digest_name
from generator.pages.document.vocabulary import AnchorLink, Block, Heading, Label, Paragraph, ScriptButton, bullets
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.pages.views.digest_index import digest_index
from generator.text import wording


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """The papers of a digest that belong to a topic most surely."""

    topic: TopicLink | PageLink
    papers: tuple[PageLink, ...]


@dataclass(frozen=True)
class DigestView(View):
    """A digest, or a part of one."""

    title: str
    count: str
    newer: PageLink | None
    older: PageLink | None
    week: PageLink
    month: PageLink
    read: ScriptButton
    tools: ListTools | None
    up: PageLink | None
    """The first part, from another one."""
    cards: Cards
    next_part: PageLink | None
    further: tuple[PageLink, ...]
    """The other parts, from the first one."""
    groups: tuple[TopicGroup, ...]

    def blocks(self) -> Iterator[Block]:
        """The papers in the digest's order, then by topic."""
        yield Heading(1, self.title)
        around = (*beside(older=self.older, newer=self.newer), " · ", self.week, " · ", self.month)
        yield Paragraph((self.count, *around), "facts")
        also = ("Also listed ", AnchorLink("by topic", "by-topic", "jump"), " ") if self.groups else ()
        yield Paragraph((*also, self.read), "facts")
        if self.up:
            yield Paragraph(self.up, "facts")
        if self.tools:
            yield self.tools
        yield Heading(2, "In the digest’s order", id="in-order", role="year")
        yield from self.cards.blocks()
        yield from onward("Next part", self.next_part) if self.next_part else onward("Older digest", self.older)
        if self.further:
            yield Heading(2, "All papers", id="all-papers")
            yield bullets(self.further)
        if self.groups:
            yield Heading(2, "By topic", id="by-topic", role="year")
        for group in self.groups:
            yield Heading(3, (group.topic, " ", Label(str(len(group.papers)), "count")))
            yield bullets(group.papers)


@dataclass(frozen=True, slots=True)
class DigestPart:
    """A page of a digest: all of it, or as many of its papers as one page holds."""

    digest: Digest
    number: int
    """From 1."""
    of: int
    papers: tuple[Paper, ...]
    newer: Digest | None
    older: Digest | None

    @property
    def path(self) -> PagePath:
        """Where it lies."""
        return self.path_of(self.number)

    def path_of(self, number: int) -> PagePath:
        """Where another page of the same digest lies."""
        first = paths.digest(self.digest.slug)
        return first if number == 1 else paths.part(first, str(number))

    @property
    def title(self) -> str:
        """Its heading."""
        title = f"Digest of {digest_name(self.digest)}"
        return title if self.number == 1 else f"{title}, part {self.number}"

    @property
    def others(self) -> tuple[PageLink, ...]:
        """From the first part, links to the others."""
        numbers = range(2, self.of + 1) if self.number == 1 else ()
        return tuple(PageLink(f"Part {number}", self.path_of(number)) for number in numbers)

    @property
    def next_part(self) -> PageLink | None:
        """A link to the part that follows."""
        if self.number == self.of:
            return None
        return PageLink(f"part {self.number + 1} of {self.of}", self.path_of(self.number + 1))

    @property
    def before(self) -> int:
        """How many papers precede its own."""
        return (self.number - 1) * LONGEST_PAGE

    @property
    def up(self) -> PageLink | None:
        """From another part, a link to the first one."""
        return None if self.number == 1 else PageLink(f"Digest of {digest_name(self.digest)}", self.path_of(1))


def digest_pages(builder: ViewBuilder) -> Iterator[Page]:
    """The index, and each digest."""
    yield digest_index(builder)
    digests = builder.catalogue.digests
    for digest, newer, older in zip(digests, (None, *digests), (*digests[1:], None), strict=False):
        papers = builder.catalogue.by_digest[digest.slug]
        pieces = [papers[start : start + LONGEST_PAGE] for start in range(0, len(papers), LONGEST_PAGE)] or [()]
        for number, piece in enumerate(pieces, start=1):
            yield _page(builder, DigestPart(digest, number, len(pieces), piece, newer, older))


def _page(builder: ViewBuilder, part: DigestPart) -> Page:
    digest = part.digest
    papers = builder.catalogue.by_digest[digest.slug]
    view = DigestView(
        title=part.title,
        count=digest_count(digest, papers),
        newer=digest_link(part.newer) if part.newer else None,
        older=digest_link(part.older) if part.older else None,
        week=week_of(digest.date).link,
        month=month_of(digest.date).link,
        read=read_button(digest.slug),
        tools=tools(
            ListOrder.DIGEST, len(part.papers), len(papers), before=part.before, facets=(("digest", digest.slug),)
        ),
        up=part.up,
        cards=builder.cards(part.papers, is_ordered=True),
        next_part=part.next_part,
        further=part.others,
        groups=_by_topic(builder, papers) if part.number == 1 else (),
    )
    count = wording.counted(len(papers), "paper")
    description = f"{count} that the digest of {digest_name(digest)} listed, in the original order and by topic."
    source = digest_source(builder.catalogue, digest)
    head = builder.head(part.title, description, "list.html", day=digest.date, source=source, card_of=part.path_of(1))
    return Page(part.path, head, view)


def _by_topic(builder: ViewBuilder, papers: Sequence[Paper]) -> tuple[TopicGroup, ...]:
    """Each paper once, under the topic it belongs to most surely; topics in the site's order."""
    groups: dict[str, list[PageLink]] = {topic.slug: [] for topic in builder.catalogue.topics}
    groups[UNSORTED] = []
    for paper in papers:
        topic = surest(paper)
        groups[topic.topic if topic else UNSORTED].append(paper_link(paper))
    unsorted = PageLink("Unsorted", paths.topic(UNSORTED))
    return tuple(
        TopicGroup(unsorted if slug == UNSORTED else builder.topic_link(slug), tuple(links))
        for slug, links in groups.items()
        if links
    )
