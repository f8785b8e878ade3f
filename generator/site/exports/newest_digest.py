"""``api/newest.json``, for pages that ask what is new.

What is newest changes with each digest, so no page holds it: each would have to be rendered again.
"""

from __future__ import annotations

import json

from generator.model.catalogue import Catalogue
from generator.model.digest import Digest

NEWEST = "api/newest.json"
_COUNTED = 60
"""Digests of which the file says how many papers they brought."""


def newest_json(catalogue: Catalogue) -> str:
    """The day of the newest digest, what it was read from, how many papers there are, and how many the last digests
    brought that no earlier one lists: ``{"digest": "2025-10-31", "source": "arXiv’s API", "papers": 132,
    "new": {"2025-10-31": 61}}``.
    """
    newest = next(iter(catalogue.digests), None)
    data = {
        "digest": newest.date.isoformat() if newest else None,
        "source": newest.source if newest else None,
        "papers": len(catalogue.papers),
        "new": {digest.slug: _brought(catalogue, digest) for digest in catalogue.digests[:_COUNTED]},
    }
    return json.dumps(data, ensure_ascii=False) + "\n"


def _brought(catalogue: Catalogue, digest: Digest) -> int:
    papers = (paper for paper in catalogue.by_digest[digest.slug] if not paper.is_taken_back)
    return sum(paper.appearances[0].digest == digest.slug for paper in papers)
