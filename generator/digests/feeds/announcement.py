"""What arXiv says about a paper besides its title: how it is announced, and what its authors remark."""

from __future__ import annotations

import re

from generator.model.digest import Stage

NEW, CROSS_LISTED, REPLACED = "New submissions", "Cross-lists", "Replacements"
"""Sections of an announcement, as arXiv's own listings name them."""
_SECTIONS = {"new": NEW, "cross": CROSS_LISTED, "cross-list": CROSS_LISTED, "replace": REPLACED, "replaced": REPLACED,
             "replace-cross": REPLACED, "replacement": REPLACED}  # fmt: skip
ANNOUNCED = re.compile(r"\s*arXiv:\S{1,60}\s+Announce Type:\s*(?P<type>[\w-]{1,30})\s+(?:Abstract:\s*)?", re.I)
"""What precedes the abstract in a feed of announcements."""
_WITHDRAWN = re.compile(
    r"\b(?:this|the)\s+(?:paper|article|submission|manuscript|work|preprint|version)\s+(?:has\s+been|was|is|is\s+being)"
    r"\s+(?:temporarily\s+)?(?:withdrawn|retracted)\b|^\W*(?:withdrawn|retracted)\b"
    r"|\b(?:withdrawn|retracted)\s+by\s+(?:the\s+|its\s+)?(?:authors?|arxiv)\b",
    re.I,
)
_ACCEPTED = re.compile(
    r"(?:^|[.;,]\s*|\bpages\s+)(?:\w+\s+)?(?:accepted\s+(?:to|at|by|in|for)(?:\s+(?:publication|presentation)\s+(?:in|at|by))?"
    r"|to\s+appear\s+(?:in|at))\s+(?:the\s+)?(?P<venue>[A-Z][^.;,()]{1,80}?\b(?:19|20)\d\d\b|[A-Z][A-Za-z-]{2,20}['’]\d\d\b)",
    re.I,
)
_PUBLISHED_IN = re.compile(
    r"(?P<venue>(?:(?:19|20)\d\d )?[^\d(),;]{3,120}?(?:\s(?:19|20)\d\d(?=\s*(?:$|[,;:(])))?)"
    r"[\s,]*(?:\(|vol\b|volume\b|\d|,|;|pp\b|$)",
    re.I,
)


def section_of(announcement: str) -> str | None:
    """The section in which a type of announcement belongs, such as ``replace-cross``."""
    return _SECTIONS.get(announcement.strip().lower())


def is_withdrawn(remark: str) -> bool:
    """Do the authors remark that they no longer stand by the paper?

    >>> is_withdrawn("This paper has been withdrawn by the authors due to an error in Lemma 2")
    True
    >>> is_withdrawn("12 pages; on money that is withdrawn from accounts")
    False
    """
    return _WITHDRAWN.search(" ".join(remark.split())) is not None


def stage_and_venue(comment: str, journal: str = "") -> tuple[Stage | None, str | None]:
    """How far a paper has got according to its comments and its reference to a journal.

    >>> stage_and_venue("Accepted to ICASSP 2026, 5 pages")
    (<Stage.ACCEPTED: 'accepted'>, 'ICASSP 2026')
    """
    remark, reference = " ".join(comment.split()), " ".join(journal.split())
    if is_withdrawn(remark):
        return Stage.WITHDRAWN, None
    if published := _PUBLISHED_IN.match(reference):
        return Stage.PUBLISHED, published["venue"].strip(" .,")
    accepted = _ACCEPTED.search(remark)
    return (Stage.ACCEPTED, accepted["venue"]) if accepted else (None, None)
