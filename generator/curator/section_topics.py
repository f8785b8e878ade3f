"""Proposes a topic for each section of the lists in ``digests/``, for a site that keeps the grouping of a list."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.catalogue.topics.phrases import parse_phrase
from generator.content.file_templates import topic_slug
from generator.model.catalogue import Catalogue
from generator.model.curation import Area
from generator.model.identity import Slug, letters
from generator.text.excerpts import shortened

_LONGEST_TITLE, _SHORTEST_TITLE = 60, 3
_KEY = "sections"


@dataclass(frozen=True, slots=True)
class SectionTopic:
    """A section of a list, and the topic that its papers are to have."""

    heading: str
    papers: int
    slug: Slug
    text: str | None
    """The file of the topic; ``None`` if it exists already."""


def topics_of_sections(catalogue: Catalogue, area: Area, fewest: int) -> list[SectionTopic]:
    """A topic for each heading that has none and at least so many papers, in the order in which lists have them."""
    counts = Counter(heading for paper in catalogue.papers for heading in paper.unmapped_sections)
    known = {letters(topic.title): topic.slug for topic in catalogue.topics}
    found: dict[Slug, SectionTopic] = {}
    for heading in _in_order_of_lists(catalogue):
        title = _title(heading)
        slug = known.get(letters(title)) or topic_slug(title)
        if slug and counts[heading] >= fewest and len(title) >= _SHORTEST_TITLE:
            is_there = letters(title) in known or slug in found
            text = None if is_there else _template(title, heading, area)
            known.setdefault(letters(title), slug)
            found[slug if slug not in found else Slug(f"{slug} {heading}")] = SectionTopic(
                heading, counts[heading], slug, text
            )
    return list(found.values())


def with_sections(site: str, topics: list[SectionTopic]) -> str | None:
    """The text of ``site.yml`` with the sections at its end; ``None`` if it has some already, to add to by hand."""
    if re.search(rf"^{_KEY}\s*:", site, re.M):
        return None
    lines = "".join(f"  {line}\n" for line in section_lines(topics))
    return f"{site.rstrip()}\n\n# Headings of lists, each with the topic of the papers below it.\n{_KEY}:\n{lines}"


def section_lines(topics: list[SectionTopic]) -> Iterator[str]:
    """A line for each section, as it is to be under ``sections``."""
    return (f"{json.dumps(topic.heading, ensure_ascii=False)}: {topic.slug}" for topic in topics)


def _in_order_of_lists(catalogue: Catalogue) -> Mapping[str, None]:
    sections = (entry.section for digest in catalogue.digests for entry in digest.entries)
    return dict.fromkeys(section for section in sections if section)


def _title(heading: str) -> str:
    """A heading without the numbers, signs and emoji around it, and short enough for a topic."""
    words = re.sub(r"^(?:\d+(?:\.\d+)*[.)]?\s+|[^\w(]+)+|[^\w)?!+#]+$", "", " ".join(heading.split()))
    return shortened("".join(char for char in words if char.isprintable()), _LONGEST_TITLE).strip()


def _template(title: str, heading: str, area: Area) -> str:
    words = " ".join(re.findall(r"[^\W_]+", title)).lower()
    phrase = words if len(words) > 1 and parse_phrase(words) else f"{topic_slug(title)}".replace("-", " ")
    return f"""\
# yaml-language-server: $schema=../schema/topic.json
title: {json.dumps(title, ensure_ascii=False)}
area: {area.slug}
# Better in your own words: what belongs here, and what does not.
scope: {json.dumps(f"What the list has under “{shortened(_title(heading), 200)}”.", ensure_ascii=False)}
# The papers in the section have this topic, because site.yml says so. Rules would give it to others, too:
# rules:
#   - any: [{json.dumps(phrase, ensure_ascii=False)}]
"""
