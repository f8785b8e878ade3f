"""The feeds of a site, as values: which there are, and what each lists.

A feed lists what was listed last, not what was published last: an old paper that a digest has found is news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from generator.catalogue.people.papers_by_name import People, people_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind
from generator.model.curation import LinkKind
from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.pages.components.view_builder import digest_name
from generator.pages.printing import paths
from generator.site.exports.web_feeds.entry_dates import changed_on
from generator.site.exports.web_feeds.entry_html import clean, digest_html, paper_html
from generator.site.exports.web_feeds.entry_ids import TagUris
from generator.storage.cache import Cache, fingerprint
from generator.text import wording

LONGEST_FEED = 100
"""Entries of a feed."""
_TO_PAPERS = (LinkKind.ARXIV, LinkKind.DOI, LinkKind.OPENREVIEW, LinkKind.ACL, LinkKind.PAGE)
NEVER = date(1970, 1, 1)
"""When a feed without entries changed."""


@dataclass(frozen=True, slots=True)
class SiteFeedEntry:
    """A paper or a digest in a feed. Texts are bare characters that XML can hold, but for the content."""

    id: str
    title: str
    url: str
    """Of its page, below the root of the site."""
    external: str | None
    """Where the paper itself is."""
    published: date
    updated: date
    authors: tuple[str, ...]
    """None where they are not known; the feed has an author of its own."""
    topics: tuple[tuple[str, str], ...]
    """Slug and title of each."""
    html: str
    """Safe, and well-formed XML."""


@dataclass(frozen=True, slots=True)
class SiteFeed:
    """A feed, before it is printed in a format."""

    id: str
    title: str
    subtitle: str
    folder: str
    """Where its files are, below the root of the site: ``topics/proofs/``, or empty."""
    url: str
    """Of the page that shows the same, below the root of the site."""
    entries: tuple[SiteFeedEntry, ...]
    """Newest first."""

    @property
    def updated(self) -> date:
        """When an entry last changed."""
        return max((entry.updated for entry in self.entries), default=NEVER)


@dataclass(frozen=True, slots=True)
class FeedPlan:
    """What a feed will list, of which few change: papers, or digests."""

    folder: str
    title: str
    subtitle: str
    page: str
    """Address of the page that shows the same, below the root of the site."""
    papers: tuple[Paper, ...] = ()
    digests: tuple[Digest, ...] = ()
    is_atom_only: bool = False
    """Is it in one format only, because a large list has many of its kind and hosts count files?"""


@dataclass(frozen=True)
class FeedMaker:
    """Makes the feeds of a catalogue. ``root`` is the address of the site; ``None`` where it is not known."""

    catalogue: Catalogue
    root: str | None
    cache: Cache
    """Only saves time."""

    def plans(self) -> Iterator[FeedPlan]:
        """Of the list, of its digests, of each area and of each topic, in the order of the site; then of authors and
        organisations, those that have a feed.
        """
        site = self.catalogue.site
        yield FeedPlan("", site.title, site.description, "", _newest(self._in_order))
        subtitle = f"The digests of {site.title}, each with its papers."
        yield FeedPlan("digests/", "Digests", subtitle, "digests/", digests=self.catalogue.digests[:LONGEST_FEED])
        for area in site.areas:
            subtitle = f"New papers of the area “{area.title}” in {site.title}."
            listed = _newest(self._by_area[area.slug])
            yield FeedPlan(f"areas/{area.slug}/", area.title, subtitle, f"topics/#{area.slug}", listed)
        for topic in self.catalogue.topics:
            folder = f"topics/{topic.slug}/"
            yield FeedPlan(folder, topic.title, topic.scope, folder, _newest(self._by_topic[topic.slug]))
        for kind in ContributorKind:
            for one in self._people.with_feeds(kind):
                folder = paths.url(paths.contributor(kind, one.slug))
                papers = sorted(one.papers, key=lambda paper: self._place[paper.slug])
                subtitle = f"New papers by {one.name} in {self.catalogue.site.title}."
                yield FeedPlan(folder, one.name, subtitle, folder, _newest(papers), is_atom_only=True)

    def fingerprint_of(self, plan: FeedPlan) -> str:
        """Of all that a feed says."""
        names = (self.root or "", self.catalogue.site.title, plan.folder, plan.title, plan.subtitle, plan.page)
        digests = [f"{digest.slug} {digest_name(digest)}" for digest in plan.digests]
        papers = [*plan.papers, *(paper for digest in plan.digests for paper in self.catalogue.by_digest[digest.slug])]
        return fingerprint(*names, str(len(digests)), *digests, *map(self._said, papers))

    def _said(self, paper: Paper) -> str:
        updated = changed_on(paper, self.catalogue)
        return f"{self.cache.fingerprint_of(paper)} {self._ids[paper.slug]} {updated} {self._topics(paper)}"

    def feed(self, plan: FeedPlan) -> SiteFeed:
        """A feed with its entries."""
        name = self.catalogue.site.title
        return SiteFeed(
            id=self._tags.named("feed", plan.folder or "all"),
            title=clean(f"{plan.title} · {name}" if plan.folder else name),
            subtitle=clean(plan.subtitle),
            folder=plan.folder,
            url=plan.page,
            entries=(*map(self._digest, plan.digests), *map(self._paper, plan.papers)),
        )

    def _digest(self, digest: Digest) -> SiteFeedEntry:
        papers = self.catalogue.by_digest[digest.slug]
        topics = dict.fromkeys(topic for paper in papers for topic in self._topics(paper))
        addresses = [self._address(paper) for paper in papers]
        key = fingerprint(*map(self.cache.fingerprint_of, papers), *(address or "" for address in addresses))
        return SiteFeedEntry(
            id=self._tags.named("digest", digest.slug),
            title=clean(f"Digest of {digest_name(digest)}: {wording.counted(len(papers), 'paper')}"),
            url=paths.url(paths.digest(digest.slug)),
            external=None,
            published=digest.date,
            updated=digest.date,
            authors=(),
            topics=tuple(topics),
            html=self.cache.get_or_compute(key, partial(digest_html, papers, addresses)),
        )

    def _paper(self, paper: Paper) -> SiteFeedEntry:
        """The entry of a paper, made once for all feeds that list it."""
        if paper.slug not in self._entries:
            self._entries[paper.slug] = self._new_entry(paper)
        return self._entries[paper.slug]

    def _new_entry(self, paper: Paper) -> SiteFeedEntry:
        names = paper.authors or ((paper.organisation.name,) if paper.organisation else ())
        return SiteFeedEntry(
            id=self._ids[paper.slug],
            title=clean(paper.title.plain) or "Untitled",
            url=paths.url(paths.paper(paper.slug)),
            external=next((link.url for link in paper.links if link.kind in _TO_PAPERS), None),
            published=paper.appearances[0].date,
            updated=changed_on(paper, self.catalogue),
            authors=tuple(name for name in map(clean, names) if name),
            topics=self._topics(paper),
            html=paper_html(paper, self._address(paper)),
        )

    def _topics(self, paper: Paper) -> tuple[tuple[str, str], ...]:
        topics = (self.catalogue.topic[assignment.topic] for assignment in paper.topics)
        return tuple((topic.slug, clean(topic.title)) for topic in topics)

    def _address(self, paper: Paper) -> str | None:
        return self.root + paths.url(paths.paper(paper.slug)) if self.root else None

    # --- made once ---------------------------------------------------------------------------

    @cached_property
    def _tags(self) -> TagUris:
        return TagUris.of(self.root, self.catalogue.site.title)

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        return self._tags.of_papers(self.catalogue)

    @cached_property
    def _entries(self) -> dict[str, SiteFeedEntry]:
        return {}

    @cached_property
    def _in_order(self) -> list[Paper]:
        """The papers of the newest digest first, each where it was first listed, in the order of the digest."""
        by_place = sorted(self.catalogue.papers, key=lambda paper: (paper.appearances[0].position, paper.slug))
        return sorted(by_place, key=lambda paper: paper.first_listed, reverse=True)

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {paper.slug: at for at, paper in enumerate(self._in_order)}

    @cached_property
    def _people(self) -> People:
        return people_of(self.catalogue)

    @cached_property
    def _by_topic(self) -> Mapping[str, list[Paper]]:
        papers: dict[str, list[Paper]] = defaultdict(list)
        for paper in self._in_order:
            for assignment in paper.topics:
                papers[assignment.topic].append(paper)
        return papers

    @cached_property
    def _by_area(self) -> Mapping[str, list[Paper]]:
        papers: dict[str, list[Paper]] = defaultdict(list)
        for paper in self._in_order:
            for area in {self.catalogue.topic[assignment.topic].area.value for assignment in paper.topics}:
                papers[area].append(paper)
        return papers


def _newest(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    return tuple(papers[:LONGEST_FEED])
