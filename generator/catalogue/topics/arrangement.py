"""The topics of the site, in the order in which it lists them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.catalogue.name_hints import area_hint
from generator.catalogue.name_problems import RESERVED_TOPIC_NAME, UNKNOWN_AREA
from generator.curation.reading import Curation
from generator.model.catalogue import RESERVED_TOPICS
from generator.model.curation import Area, Topic
from generator.model.problem import Located, Problem


def arrange_topics(curation: Curation) -> tuple[tuple[Topic, ...], list[Problem]]:
    """Topics by area in the order of the site, then by title; those in no area are reported and left out."""
    position: dict[str, int] = {}
    for index, area in enumerate(curation.site.areas):
        position.setdefault(area.slug, index)
    problems: list[Problem] = []
    arranged: list[Topic] = []
    for topic in curation.topics:
        if topic.slug in RESERVED_TOPICS:
            message = f"expected a name that the site does not use itself, found '{topic.slug}'; rename the file"
            problems.append(Problem(topic.place, "file name", message, RESERVED_TOPIC_NAME))
        elif topic.area.value in position:
            arranged.append(topic)
        elif curation.areas_are_known:
            problems.append(_unknown_area(topic.area, curation.site.areas))
    if curation.areas_are_known:
        problems += [
            _unknown_area(area, curation.site.areas) for area in curation.areas_of_unread if area.value not in position
        ]
    arranged.sort(key=lambda topic: (position[topic.area.value], topic.title.casefold(), topic.slug))
    return tuple(arranged), problems


def _unknown_area(area: Located[str], areas: Iterable[Area]) -> Problem:
    hint = area_hint(area.value, areas)
    message = f"expected the slug of an area in site.yml, found '{area.value}'{hint}"
    return Problem(area.place, "area", message, UNKNOWN_AREA, area.value)
