"""What a result shows: for blocks of papers, in columns, because these compress well. A sentence of an abstract comes
from the page of the paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.catalogue.badges import badges
from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.pages.components.cards import LEAD_LENGTH, TOPICS_ON_A_CARD, lead_of
from generator.site.search.segments import as_json
from generator.text import wording

BLOCK_SIZE = 48
"""Papers of a block."""


def records_json(catalogue: Catalogue, papers: Sequence[Paper]) -> str:
    """What results show of the papers of a block; topics by their places in ``root.json``."""
    topics = {topic.slug: number for number, topic in enumerate(catalogue.topics)}
    return as_json(
        {
            "slug": [paper.slug for paper in papers],
            "title": [paper.title.plain for paper in papers],
            "by": [wording.people(paper, 3) or "" for paper in papers],
            "when": [" · ".join(wording.when_and_where(paper)) for paper in papers],
            "date": [paper.dated.isoformat() for paper in papers],
            "since": [paper.appearances[0].digest for paper in papers],
            "comments": [paper.comments or 0 for paper in papers],
            "has": [" ".join(badges(paper)) for paper in papers],
            "topics": [[topics[given.topic] for given in paper.topics[:TOPICS_ON_A_CARD]] for paper in papers],
            "lead": [lead_of(paper, LEAD_LENGTH) or "" for paper in papers],
        }
    )
