"""Finds the arXiv ids and DOIs that a text names, in addresses and beside words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.identity import arxiv_id, doi

_NAMED = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html|format|src)/|arxiv[.:]\s*|/papers/)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})"
    r"|(?<![\w.,/$-])([012]\d(?:0[1-9]|1[0-2])\.\d{5})(?:v\d+)?(?![\w.%])"
    r"|(?:(?<=doi\.org/)|(?<![\w./]))(10\.\d{4,9}/[^\s\"'<>|{}\\^`\[\]]+)",
    re.I,
)


def ids_of(text: str) -> Iterator[str]:
    """The arXiv ids and DOIs that a text names."""
    for match in _NAMED.finditer(text):
        if match[3]:
            named = match[3].rstrip(".,;:!?)*_")
            yield arxiv_id(named) or doi(named) or named
        elif arxiv := arxiv_id(match[1] or match[2]):
            yield arxiv
