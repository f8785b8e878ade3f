"""What the search page filters, counts and sorts by: ``shelf.json`` and ``papers.json``.

Pagefind has filters and sort orders of its own, but it would load all orders with the first search, and
counting its filters takes time that grows with the square of the number of papers. A table that is loaded
after the first results costs less.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from generator.catalogue.badges import badges
from generator.model.catalogue import Catalogue
from generator.pages.components.outline import hue_of
from generator.pages.components.view_builder import digest_name as name
from generator.text.lexicon import FUNCTION_WORDS

Json = str | int | None | Sequence["Json"] | Mapping[str, "Json"]


def shelf_json(catalogue: Catalogue, boundaries: Sequence[str], shards: int) -> str:
    """What every search needs: the stop words, the names of areas and topics, and the boundaries of the
    index (``index_boundaries``).
    """
    return _dump(
        {
            "papers": len(catalogue.papers),
            "shards": shards,
            "stop": sorted(FUNCTION_WORDS),
            "posts": boundaries,
            "areas": [
                {"slug": area.slug, "title": area.title, "hue": hue_of(catalogue, area.slug)}
                for area in catalogue.site.areas
            ],
            "topics": [
                {
                    "slug": topic.slug,
                    "title": topic.title,
                    "area": topic.area.value,
                    "papers": len(catalogue.by_topic[topic.slug]),
                }
                for topic in catalogue.topics
            ],
        }
    )


def papers_json(catalogue: Catalogue, ids: Sequence[str]) -> str:
    """Every paper with its id in the index; in columns, because these compress well."""
    digests = {digest.slug: number for number, digest in enumerate(catalogue.digests)}
    topics = {topic.slug: number for number, topic in enumerate(catalogue.topics)}
    papers = catalogue.papers
    return _dump(
        {
            "digests": [{"slug": digest.slug, "title": name(digest)} for digest in catalogue.digests],
            "id": list(ids),
            "date": [paper.dated.isoformat() for paper in papers],
            "comments": [paper.comments or 0 for paper in papers],
            "topics": [[topics[assignment.topic] for assignment in paper.topics] for paper in papers],
            "in": [[digests[appearance.digest] for appearance in paper.appearances] for paper in papers],
            "has": [" ".join(badges(paper)) for paper in papers],
        }
    )


def _dump(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
