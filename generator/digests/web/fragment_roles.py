"""Gives each fragment of a page its role, regardless of its neighbours; ``card_reader`` considers those."""

from __future__ import annotations

import re
from enum import Enum, auto

from generator.digests.plain.lines import LineKind
from generator.digests.web.fragments import Fragment
from generator.model.identity import arxiv_id


class FragmentRole(Enum):
    """What a fragment contributes to the page."""

    BOILERPLATE = auto()
    PICTURE = auto()
    """A picture that links to the page of a paper: a card begins."""
    TITLE = auto()
    TEXT = auto()
    UPVOTES = auto()
    NUMBER = auto()
    COMMENTS = auto()
    AUTHORS = auto()
    ORGANISATION = auto()
    DATE = auto()
    SUBMITTED = auto()
    NAME = auto()
    CODE = auto()
    PROJECT = auto()
    ADDRESS = auto()
    UNKNOWN = auto()


FRAGMENT_FACTS = frozenset(
    {
        FragmentRole.AUTHORS,
        FragmentRole.ORGANISATION,
        FragmentRole.DATE,
        FragmentRole.COMMENTS,
        FragmentRole.CODE,
        FragmentRole.ADDRESS,
        FragmentRole.PROJECT,
    }
)
"""Roles of fragments below the text of a paper."""
LONGEST_NAME = 60
LONGEST_ORGANISATION = 80
LONGEST_LINK = 40
"""Characters of a navigation link."""
COMMENT_COUNT = re.compile(r"(\d{1,5})(?:\s+(?:comments?|replies))?", re.I)
OVERFLOW_COUNT = re.compile(r"\+\s?\d[\d,.]*k?")
"""How many names or pictures of a row are not shown."""
PICTURE_LABEL = re.compile(r"\[[^\[\]]{0,60}\]|(?:image|图片)\s*(?:\d{1,4}|(?:\d{1,4}\s*)?[:：].{0,40})", re.I)
"""The text that stands for a picture."""
_WORD = re.compile(r"\w")
_PROJECT = re.compile(r"(?:project(?: page)?|website|homepage)", re.I)
_BOILERPLATE_PHRASES = frozenset(
    {
        "arxiv",
        "papers",
        "markdown content",
        "extracted text",
        "add to collection",
        "add to my collection",
        "published",
        "share",
        "copy",
        "view on arxiv",
        "view pdf",
        "arxiv page",
        "view arxiv page",
        "alphaxiv",
        "by",
        "and",
        "ak",
        "daily",
        "trending",
        "search",
        "skip to content",
        "skip to main content",
        "page",
        "load more",
        "show more",
        "see more",
        "expand",
        "website",
        "community",
        "solutions",
        "changelog",
        "kernels",
        "toggle theme",
        "sort",
        "hot",
        "today",
        "this week",
        "this month",
        "copy markdown",
        "content",
        "hardware",
        "posts",
        "join the discussion on this paper page",
        "get this paper in your agent",
        "trending papers ranked by github stars activity",
    }
)
_BOILERPLATE_PATTERN = re.compile(
    r"#\d+ paper of the (?:day|week|month)|paper page - .*|join the discussion on this paper page.*", re.I
)


def role_of(fragment: Fragment) -> FragmentRole:  # noqa: PLR0911 - one line for each kind
    """The role of a fragment on its own."""
    kind = fragment.line.kind
    if not fragment.text.strip("[] "):
        return FragmentRole.PICTURE if fragment.is_paper_page else FragmentRole.BOILERPLATE
    if fragment.is_vote:
        return FragmentRole.UPVOTES if kind is LineKind.NUMBER else FragmentRole.BOILERPLATE
    if fragment.is_discussion:
        return FragmentRole.COMMENTS if COMMENT_COUNT.fullmatch(fragment.text) else FragmentRole.BOILERPLATE
    if fragment.code and len(fragment.text) <= LONGEST_ORGANISATION and not fragment.heading:
        return FragmentRole.CODE
    if fragment.web and _PROJECT.fullmatch(fragment.text):
        return FragmentRole.PROJECT
    if kind is LineKind.ADDRESS and fragment.target is None:
        return FragmentRole.ADDRESS if fragment.line.arxiv else FragmentRole.TEXT
    if fragment.is_paper_page and (kind is LineKind.BOILERPLATE or is_word_for_arxiv(fragment.text)):
        return FragmentRole.ADDRESS
    if kind is LineKind.TEXT and (
        OVERFLOW_COUNT.fullmatch(fragment.text) or (fragment.target is None and PICTURE_LABEL.fullmatch(fragment.text))
    ):
        return FragmentRole.BOILERPLATE
    if kind is LineKind.TEXT and not _WORD.search(fragment.text):
        return FragmentRole.BOILERPLATE
    return _BY_KIND.get(kind, FragmentRole.TEXT)


_BY_KIND = {
    LineKind.BOILERPLATE: FragmentRole.BOILERPLATE,
    LineKind.POSSIBLE_BOILERPLATE: FragmentRole.BOILERPLATE,
    LineKind.AUTHORS: FragmentRole.AUTHORS,
    LineKind.DOT: FragmentRole.BOILERPLATE,
    LineKind.DATE: FragmentRole.DATE,
    LineKind.NUMBER: FragmentRole.NUMBER,
    LineKind.SUBMITTED: FragmentRole.SUBMITTED,
}


def is_word_for_arxiv(text: str) -> bool:
    """Is a text the label of a button to arXiv?"""
    return (
        len(text) <= LONGEST_LINK
        and re.fullmatch(r"(?:view )?(?:on )?(?:arxiv|pdf)(?: page)?(?:[: ].{0,20})?", text, re.I) is not None
    )


def is_boilerplate(fragment: Fragment) -> bool:
    """Is a fragment boilerplate: a known phrase, a picture, or a short navigation link?"""
    text = fragment.text.casefold().strip(" :#")
    if (
        not text
        or text in _BOILERPLATE_PHRASES
        or fragment.line.kind in (LineKind.BOILERPLATE, LineKind.POSSIBLE_BOILERPLATE, LineKind.DOT)
    ):
        return True
    if _BOILERPLATE_PATTERN.fullmatch(fragment.text):
        return True
    if PICTURE_LABEL.fullmatch(fragment.text) or not _WORD.search(text) or arxiv_id(text):
        return True
    return fragment.target is not None and len(fragment.text) <= LONGEST_LINK and not fragment.is_paper_page


def is_page_heading(fragment: Fragment) -> bool:
    """Is a heading that of a page rather than of a paper?"""
    text = fragment.text.casefold().strip(" :#")
    is_word = (
        fragment.line.kind in (LineKind.BOILERPLATE, LineKind.POSSIBLE_BOILERPLATE, LineKind.DATE, LineKind.MONTH)
        or text in _BOILERPLATE_PHRASES
    )
    return is_word or _BOILERPLATE_PATTERN.fullmatch(fragment.text) is not None


def is_name(fragment: Fragment) -> bool:
    """Can a fragment be the name of a person or an account?"""
    return (
        fragment.line.kind in (LineKind.TEXT, LineKind.POSSIBLE_BOILERPLATE, LineKind.MONTH, LineKind.NUMBER)
        and len(fragment.text) <= LONGEST_NAME
        and not fragment.heading
        and not fragment.is_paper_page
    )
