"""Everything that the site shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from generator.model.curation import Area, Site, Topic, TopicWords
from generator.model.digest import Digest
from generator.model.identity import Slug
from generator.model.paper import Paper, Related
from generator.model.permalink import Owner

UNSORTED = Slug("unsorted")
"""Slug of the index of papers without a topic; no topic can have it."""
RESERVED_TOPICS = frozenset({UNSORTED, "index", "readme"})
"""Slugs that no topic can have, because the site or MkDocs uses them itself."""

RelatedPapers: TypeAlias = Mapping[Slug, tuple[Related, ...]]
"""By slug, nearest first; a paper without any has no key."""


@dataclass(frozen=True)
class Catalogue:
    """Everything the site shows, with all lists in the order in which they are shown."""

    site: Site
    digests: tuple[Digest, ...]
    """Newest first."""
    papers: tuple[Paper, ...]
    """Newest first."""
    topics: tuple[Topic, ...]
    """By area in the order of ``site.yml``, then by title."""
    files: frozenset[str] = frozenset()
    """Paths of all curated files below the content folder."""
    related: RelatedPapers = field(default_factory=dict)
    """They are not part of a paper, because lists do not show them and need not be printed again when they change."""

    owners: Mapping[Slug, Owner] = field(default_factory=dict)
    """What identifies each paper, by slug: whose its address is."""
    learned: Mapping[Slug, TopicWords] = field(default_factory=dict)
    """The learned words of topics, by the slug of the topic."""

    @cached_property
    def by_slug(self) -> Mapping[str, Paper]:
        """Each paper by its slug."""
        return {paper.slug: paper for paper in self.papers}

    @cached_property
    def digest(self) -> Mapping[str, Digest]:
        """Each digest by its slug."""
        return {digest.slug: digest for digest in self.digests}

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        """Each topic by its slug."""
        return {topic.slug: topic for topic in self.topics}

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Paper, ...]]:
        """The papers of each topic, newest first; every topic has a key."""
        papers_of: dict[str, list[Paper]] = {topic.slug: [] for topic in self.topics}
        for paper in self.papers:
            for assignment in paper.topics:
                papers_of[assignment.topic].append(paper)
        return {slug: tuple(papers) for slug, papers in papers_of.items()}

    @cached_property
    def by_digest(self) -> Mapping[str, tuple[Paper, ...]]:
        """The papers of each digest, in the digest's order."""
        papers_of: dict[str, list[tuple[int, Paper]]] = {digest.slug: [] for digest in self.digests}
        for paper in self.papers:
            for appearance in paper.appearances:
                papers_of[appearance.digest].append((appearance.position, paper))
        return {
            slug: tuple(paper for _, paper in sorted(listed, key=lambda pair: pair[0]))
            for slug, listed in papers_of.items()
        }

    @property
    def unsorted(self) -> tuple[Paper, ...]:
        """Papers without a topic, newest first."""
        return tuple(paper for paper in self.papers if paper.is_unsorted)

    def topics_of(self, area: Area) -> tuple[Topic, ...]:
        """The topics of an area, by title."""
        return tuple(topic for topic in self.topics if topic.area.value == area.slug)
