"""What the search filters and counts by: a table of all papers, in columns, because these compress well.

It is loaded after the first results. Its rows are in the order of the numbers that papers have in the index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.pages.components.view_builder import digest_name
from generator.site.search.segments import as_json


def filters_json(catalogue: Catalogue, papers: Sequence[Paper], has: Sequence[str]) -> str:
    """The table of the papers in the order of their numbers; ``has`` are their badges, separated by spaces.

    Topics are named by their places in ``root.json``, digests, organisations and venues by their places in the lists
    of the table. Of an organisation or a venue that is not known, and of nothing else, the place is -1.
    """
    digests = {digest.slug: number for number, digest in enumerate(catalogue.digests)}
    topics = {topic.slug: number for number, topic in enumerate(catalogue.topics)}
    organisations = [paper.organisation.name if paper.organisation else "" for paper in papers]
    venues = [paper.venue or "" for paper in papers]
    return as_json(
        {
            "digests": [[digest.slug, digest_name(digest)] for digest in catalogue.digests],
            "organisations": _names(organisations),
            "venues": _names(venues),
            "topics": [[topics[given.topic] for given in paper.topics] for paper in papers],
            "in": [[digests[appearance.digest] for appearance in paper.appearances] for paper in papers],
            "organisation": _places(organisations),
            "venue": _places(venues),
            "comments": [paper.comments or 0 for paper in papers],
            "has": list(has),
        }
    )


def _names(values: Sequence[str]) -> list[str]:
    """Each value once, the most frequent first."""
    counts = Counter(value for value in values if value)
    return sorted(counts, key=lambda value: (-counts[value], value))


def _places(values: Sequence[str]) -> list[int]:
    places = {value: place for place, value in enumerate(_names(values))}
    return [places.get(value, -1) for value in values]
