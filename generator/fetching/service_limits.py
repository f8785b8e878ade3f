"""How long to wait for a service, and how long to pause between two requests to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Time limits, in seconds."""

    connect: float = 10.0
    read: float = 30.0
    """Between two chunks of a response."""
    whole: float = 120.0
    """For a whole response, however steadily it arrives."""
    between: float = 0.0
    """From the start of one request to the start of the next, redirects and retries included."""


ARXIV_LIMITS = Limits(between=3.0)
"""One request every three seconds, on one connection (https://info.arxiv.org/help/api/tou.html)."""
SOURCE_LIMITS = Limits(between=3.0)
"""For sources that anybody can name, among them arXiv."""
CROSSREF_LIMITS = Limits(between=1.0)
"""Fewer than Crossref allows to anybody, who need not say who they are (https://api.crossref.org)."""
HUGGING_FACE_LIMITS = Limits(between=1.0)
"""More than half of what Hugging Face allows, 500 requests in five minutes, is left to others."""
