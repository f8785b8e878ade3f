"""What a fragment of a page is for, as far as it says so by itself; ``cards`` lets its neighbours decide."""

from __future__ import annotations

import re
from enum import Enum, auto

from generator.digests.plain.lines import Kind
from generator.digests.web.fragments import Fragment
from generator.model.identity import arxiv_id


class Role(Enum):
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


FACTS = frozenset({Role.AUTHORS, Role.ORGANISATION, Role.DATE, Role.COMMENTS, Role.CODE, Role.ADDRESS, Role.PROJECT})
"""Roles of what stands below a paper's text."""
LONGEST_NAME = 60
LONGEST_ORGANISATION = 80
LONGEST_LINK = 40
"""Characters of a link that leads around a site."""
COMMENTS = re.compile(r"(\d{1,5})(?:\s+(?:comments?|replies))?", re.I)
OVERFLOW = re.compile(r"\+\s?\d[\d,.]*k?")
"""How many more a row of names or pictures has than it shows."""
PICTURE = re.compile(r"\[[^\[\]]{0,60}\]|(?:image|图片)\s*(?:\d{1,4}|(?:\d{1,4}\s*)?[:：].{0,40})", re.I)
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


def role_of(one: Fragment) -> Role:  # noqa: PLR0911 - one line for each kind
    """The role of a fragment before anything is known of its neighbours."""
    kind = one.line.kind
    if not one.text.strip("[] "):
        return Role.PICTURE if one.is_paper_page else Role.BOILERPLATE
    if one.is_vote:
        return Role.UPVOTES if kind is Kind.NUMBER else Role.BOILERPLATE
    if one.is_discussion:
        return Role.COMMENTS if COMMENTS.fullmatch(one.text) else Role.BOILERPLATE
    if one.code and len(one.text) <= LONGEST_ORGANISATION and not one.heading:
        return Role.CODE
    if one.web and _PROJECT.fullmatch(one.text):
        return Role.PROJECT
    if kind is Kind.ADDRESS and one.target is None:
        return Role.ADDRESS if one.line.arxiv else Role.TEXT
    if one.is_paper_page and (kind is Kind.BOILERPLATE or is_word_for_arxiv(one.text)):
        return Role.ADDRESS
    if kind is Kind.TEXT and (OVERFLOW.fullmatch(one.text) or (one.target is None and PICTURE.fullmatch(one.text))):
        return Role.BOILERPLATE
    if kind is Kind.TEXT and not re.search(r"\w", one.text):
        return Role.BOILERPLATE
    return _BY_KIND.get(kind, Role.TEXT)


_BY_KIND = {
    Kind.BOILERPLATE: Role.BOILERPLATE,
    Kind.PERHAPS_FURNITURE: Role.BOILERPLATE,
    Kind.AUTHORS: Role.AUTHORS,
    Kind.DOT: Role.BOILERPLATE,
    Kind.DATE: Role.DATE,
    Kind.NUMBER: Role.NUMBER,
    Kind.SUBMITTED: Role.SUBMITTED,
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
    if not text or text in _AROUND or one.line.kind in (Kind.BOILERPLATE, Kind.PERHAPS_FURNITURE, Kind.DOT):
        return True
    if _AROUND_SO.fullmatch(one.text):
        return True
    if PICTURE.fullmatch(one.text) or not re.search(r"\w", text) or arxiv_id(text):
        return True
    return one.target is not None and len(one.text) <= LONGEST_LINK and not one.is_paper_page


def is_frame(one: Fragment) -> bool:
    """Is a heading one of the page, not of a paper?"""
    text = one.text.casefold().strip(" :#")
    is_word = one.line.kind in (Kind.BOILERPLATE, Kind.PERHAPS_FURNITURE, Kind.DATE, Kind.MONTH) or text in _AROUND
    return is_word or _AROUND_SO.fullmatch(one.text) is not None


def is_name(one: Fragment) -> bool:
    """Can a fragment be the name of a person or an account?"""
    return (
        one.line.kind in (Kind.TEXT, Kind.PERHAPS_FURNITURE, Kind.MONTH, Kind.NUMBER)
        and len(one.text) <= LONGEST_NAME
        and not one.heading
        and not one.is_paper_page
    )
