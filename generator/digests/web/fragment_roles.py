"""What a fragment of a page is for, as far as it says so by itself; ``cards`` lets its neighbours decide."""

from __future__ import annotations

import re
from enum import Enum, auto

from generator.digests.plain.lines import LineKind
from generator.digests.web.fragments import Fragment
from generator.model.identity import arxiv_id


class FragmentRole(Enum):
    """What a fragment is for."""

    BOILERPLATE = auto()
    PICTURE = auto()
    """The link of a picture to the paper's page: a card begins."""
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
"""Roles of what stands below a paper's text."""
LONGEST_NAME = 60
LONGEST_ORGANISATION = 80
LONGEST_LINK = 40
"""Characters of a link that leads around a site."""
COMMENT_COUNT = re.compile(r"(\d{1,5})(?:\s+(?:comments?|replies))?", re.I)
OVERFLOW_COUNT = re.compile(r"\+\s?\d[\d,.]*k?")
"""How many more a row of names or pictures has than it shows."""
PICTURE_LABEL = re.compile(r"\[[^\[\]]{0,60}\]|(?:image|图片)\s*(?:\d{1,4}|(?:\d{1,4}\s*)?[:：].{0,40})", re.I)
"""What stands for a picture."""
_PROJECT = re.compile(r"(?:project(?: page)?|website|homepage)", re.I)
_AROUND = frozenset(
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
_AROUND_SO = re.compile(
    r"#\d+ paper of the (?:day|week|month)|paper page - .*|join the discussion on this paper page.*", re.I
)


def role_of(one: Fragment) -> FragmentRole:  # noqa: PLR0911 - one line for each kind
    """The role of a fragment before anything is known of its neighbours."""
    kind = one.line.kind
    if not one.text.strip("[] "):
        return FragmentRole.PICTURE if one.is_paper_page else FragmentRole.BOILERPLATE
    if one.is_vote:
        return FragmentRole.UPVOTES if kind is LineKind.NUMBER else FragmentRole.BOILERPLATE
    if one.is_discussion:
        return FragmentRole.COMMENTS if COMMENT_COUNT.fullmatch(one.text) else FragmentRole.BOILERPLATE
    if one.code and len(one.text) <= LONGEST_ORGANISATION and not one.heading:
        return FragmentRole.CODE
    if one.web and _PROJECT.fullmatch(one.text):
        return FragmentRole.PROJECT
    if kind is LineKind.ADDRESS and one.target is None:
        return FragmentRole.ADDRESS if one.line.arxiv else FragmentRole.TEXT
    if one.is_paper_page and (kind is LineKind.BOILERPLATE or is_word_for_arxiv(one.text)):
        return FragmentRole.ADDRESS
    if kind is LineKind.TEXT and (
        OVERFLOW_COUNT.fullmatch(one.text) or (one.target is None and PICTURE_LABEL.fullmatch(one.text))
    ):
        return FragmentRole.BOILERPLATE
    if kind is LineKind.TEXT and not re.search(r"\w", one.text):
        return FragmentRole.BOILERPLATE
    return _BY_KIND.get(kind, FragmentRole.TEXT)


_BY_KIND = {
    LineKind.BOILERPLATE: FragmentRole.BOILERPLATE,
    LineKind.PERHAPS_BOILERPLATE: FragmentRole.BOILERPLATE,
    LineKind.AUTHORS: FragmentRole.AUTHORS,
    LineKind.DOT: FragmentRole.BOILERPLATE,
    LineKind.DATE: FragmentRole.DATE,
    LineKind.NUMBER: FragmentRole.NUMBER,
    LineKind.SUBMITTED: FragmentRole.SUBMITTED,
}


def is_word_for_arxiv(text: str) -> bool:
    """Is a text what a button to arXiv says?"""
    return (
        len(text) <= LONGEST_LINK
        and re.fullmatch(r"(?:view )?(?:on )?(?:arxiv|pdf)(?: page)?(?:[: ].{0,20})?", text, re.I) is not None
    )


def is_around(one: Fragment) -> bool:
    """Is a fragment part of the frame of a page: a known word, or a short link that leads around the site?"""
    text = one.text.casefold().strip(" :#")
    if (
        not text
        or text in _AROUND
        or one.line.kind in (LineKind.BOILERPLATE, LineKind.PERHAPS_BOILERPLATE, LineKind.DOT)
    ):
        return True
    if _AROUND_SO.fullmatch(one.text):
        return True
    if PICTURE_LABEL.fullmatch(one.text) or not re.search(r"\w", text) or arxiv_id(text):
        return True
    return one.target is not None and len(one.text) <= LONGEST_LINK and not one.is_paper_page


def is_frame(one: Fragment) -> bool:
    """Is a heading one of the page, not of a paper?"""
    text = one.text.casefold().strip(" :#")
    is_word = (
        one.line.kind in (LineKind.BOILERPLATE, LineKind.PERHAPS_BOILERPLATE, LineKind.DATE, LineKind.MONTH)
        or text in _AROUND
    )
    return is_word or _AROUND_SO.fullmatch(one.text) is not None


def is_name(one: Fragment) -> bool:
    """Can a fragment be the name of a person or an account?"""
    return (
        one.line.kind in (LineKind.TEXT, LineKind.PERHAPS_BOILERPLATE, LineKind.MONTH, LineKind.NUMBER)
        and len(one.text) <= LONGEST_NAME
        and not one.heading
        and not one.is_paper_page
    )
