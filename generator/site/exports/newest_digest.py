"""``api/newest.json``, for pages that ask what is new.

What is newest changes with each digest, so no page holds it: each would have to be rendered again.
"""

from __future__ import annotations

import json

from generator.model.catalogue import Catalogue

NEWEST = "api/newest.json"


def newest_json(catalogue: Catalogue) -> str:
    """The day of the newest digest, what it was read from, and how many papers there are:
    ``{"digest": "2025-10-31", "source": "arXiv’s API", "papers": 132}``.
    """
    newest = next(iter(catalogue.digests), None)
    data = {
        "digest": newest.date.isoformat() if newest else None,
        "source": newest.source if newest else None,
        "papers": len(catalogue.papers),
    }
    return json.dumps(data, ensure_ascii=False) + "\n"
