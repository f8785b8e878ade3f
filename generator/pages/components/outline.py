"""The topics by area, shown beside every page that lists papers.

Without counts: those change with each digest, and every list would have to be rendered again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from generator.model.catalogue import UNSORTED, Catalogue
from generator.pages.printing import paths


@dataclass(frozen=True, slots=True)
class OutlineTopic:
    """A topic in the sidebar."""

    slug: str
    title: str
    url: str
    """Relative to the root of the site."""


@dataclass(frozen=True, slots=True)
class OutlineArea:
    """An area in the sidebar."""

    slug: str
    title: str
    hue: int
    """Degrees on the colour circle."""
    topics: tuple[OutlineTopic, ...]


def hue_of(catalogue: Catalogue, area: str) -> int:
    """The hue of an area: all of them spread evenly over the colour circle."""
    slugs = [area.slug for area in catalogue.site.areas]
    return round(360 * slugs.index(area) / len(slugs))


def outline_of(catalogue: Catalogue) -> tuple[OutlineArea, ...]:
    """All areas with the topics that have papers. Papers without a topic come at the end."""
    areas = [
        OutlineArea(
            area.slug,
            area.title,
            hue_of(catalogue, area.slug),
            tuple(
                OutlineTopic(topic.slug, topic.title, paths.url(paths.topic(topic.slug)))
                for topic in catalogue.topics_of(area)
                if catalogue.by_topic[topic.slug]
            ),
        )
        for area in catalogue.site.areas
    ]
    if catalogue.unsorted:
        unsorted = OutlineTopic(UNSORTED, "Unsorted", paths.url(paths.topic(UNSORTED)))
        areas.append(OutlineArea("not-sorted-yet", "Not sorted yet", 0, (unsorted,)))
    return tuple(area for area in areas if area.topics)


def outline_fingerprint(outline: tuple[OutlineArea, ...]) -> str:
    """Changes when a sidebar would; pages with a sidebar carry it, so that they are rendered again."""
    return hashlib.sha256(repr(outline).encode()).hexdigest()[:12]
