"""Fragments of a page, the form that Markdown and HTML have in common.

A fragment is a separate stretch of text, with what its markup says about it: whether it is a heading,
and where it leads. It carries its line in the file, because problems name it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from generator.digests.plain.lines import LineKind, TextLine, classify
from generator.model.identity import ArxivId, arxiv_id

SEPARATOR_DOT = re.compile(r"((?<!\w)[·•∙⋅]|[·•∙⋅](?!\w))")
"""Separates facts on one line; between two letters it belongs to a word."""
FACT_KINDS = frozenset(
    {
        LineKind.DATE,
        LineKind.AUTHORS,
        LineKind.NUMBER,
        LineKind.DOT,
        LineKind.SUBMITTED,
        LineKind.BOILERPLATE,
        LineKind.POSSIBLE_BOILERPLATE,
    }
)
"""Kinds of text that are not prose."""
_PAPER = re.compile(r"(?:https?://[^/\s]+)?/papers/(?:arxiv[:/])?([^/?#\s]+)/?(#[\w-]*)?", re.I)
_LOGIN = re.compile(r"(?:https?://[^/\s]+)?/(?:login|join)\?next=/papers/([^/?#&\s]+).*", re.I)
_ACCOUNT = re.compile(r"(?:https?://[^/\s]+)?/(?:organizations/)?([A-Za-z0-9][\w.-]*)/?", re.I)
_CODE = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/[^/\s]+/[^/\s]+\S*", re.I)
_WEB = re.compile(r"https?://\S+", re.I)
_STARS = re.compile(
    r"(?:(?:link|github|gitlab|code|★|⭐)\W*)*(?:(\d{1,3}(?:,\d{3})+|\d+)|(\d+(?:\.\d+)?)(k|m))(?:\s+(?:auto|stars?))?",
    re.I,
)
_NOT_ACCOUNTS = frozenset(
    """
    models datasets spaces buckets posts docs enterprise pricing tasks chat collections languages organizations blog
    learn discord forum github papers login join support inference brand terms-of-service privacy new settings storage
    """.split()
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of text of a page."""

    line: TextLine
    """Its text, what that means on its own, and its place in the file."""
    heading: int = 0
    """Level of the heading; 0 for other text."""
    target: str | None = None
    """Where it leads; ``[32]`` for a numbered link whose list of addresses is missing."""
    picture: str | None = None
    """Description of a picture beside it, often the handle of an organisation."""
    paragraph: int = 0
    """The same for all lines of a paragraph."""
    group: int | None = None
    """The same for all pieces of a link or heading that spans several lines."""

    @property
    def text(self) -> str:
        """The text; empty for a picture."""
        return self.line.text

    @property
    def paper(self) -> ArxivId | None:
        """The arXiv id of the paper that it leads to, through the page of the paper or its upvote button."""
        if not self.target:
            return None
        target = unquote(self.target)
        match = _PAPER.fullmatch(target) or _LOGIN.fullmatch(target)
        return arxiv_id(match[1]) if match else arxiv_id(target) if "arxiv.org/" in target.lower() else None

    @property
    def is_vote(self) -> bool:
        """Is it the upvote button of a paper?"""
        return bool(self.target) and _LOGIN.fullmatch(unquote(self.target or "")) is not None

    @property
    def is_discussion(self) -> bool:
        """Does it lead to the discussion of a paper?"""
        match = _PAPER.fullmatch(unquote(self.target)) if self.target else None
        return match is not None and bool(match[2])

    @property
    def is_paper_page(self) -> bool:
        """Does it lead to the page of a paper?"""
        return self.paper is not None and not self.is_vote and not self.is_discussion

    @property
    def account(self) -> str | None:
        """The account or organisation whose page it leads to."""
        match = _ACCOUNT.fullmatch(self.target) if self.target else None
        return match[1] if match and match[1].casefold() not in _NOT_ACCOUNTS else None

    @property
    def code(self) -> str | None:
        """The address of a repository that it leads to."""
        match = _CODE.fullmatch(self.target) if self.target else None
        return match[0] if match else None

    @property
    def web(self) -> str | None:
        """The full address that it leads to."""
        match = _WEB.fullmatch(self.target) if self.target else None
        return match[0] if match else None

    @property
    def is_number(self) -> bool:
        """Is it only a number, or the hyphen that stands for none?"""
        return self.line.kind is LineKind.NUMBER


def line_of(text: str, number: int, block: int) -> TextLine:
    """A classified line. One without text is blank but keeps its place."""
    bare = " ".join(text.split())
    return classify(number, block, 0, bare) if bare else TextLine(number, block, 0, "", LineKind.BLANK)


def stars_in(text: str) -> int | None:
    """The stars of a repository, as its button shows them: ``GitHub 3.29k``."""
    match = _STARS.fullmatch(text.strip())
    if not match:
        return None
    if match[1]:
        return int(match[1].replace(",", ""))
    return round(float(match[2]) * (1_000_000 if match[3].lower() == "m" else 1000))
