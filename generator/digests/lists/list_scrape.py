"""Reads lists of papers in Markdown: bullets, numbered items, tables, and headings with fields below."""

from __future__ import annotations

import re
from datetime import date

from generator.digests.lists.list_reading import read_blocks
from generator.digests.lists.markdown_blocks import ITEM_MARK, markdown_blocks
from generator.digests.lists.paper_links import is_label, is_of_publisher, paper_address
from generator.model.digest import Digest
from generator.model.problem import Problem

_EXAMINED = 300_000
"""Characters of a text that are searched for items."""
_ADDRESS = re.compile(r"(?:\]\(\s?<?|href=[\"']?|<|(?<=[\s|]))(https?://[^\s<>()\"'\[\]|]{5,500})")
_HUGGING_FACE = re.compile(r"(?:huggingface\.co|hf\.co|\]\()/papers/(?:date/|week/)?(\d{4}[.-]\d{2,5})", re.I)
_TITLE_LINK = re.compile(r"\[([^\[\]\n]{12,400})\]\(\s?<?(https?://[^\s<>()]{5,500})")
_LIST_LINE = re.compile(r"\s*(?:\||#{1,6} |\[|\*\*|<(?:li|tr|td))")


def read_list(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a list. ``file`` is its path below the content folder."""
    return read_blocks(file, markdown_blocks(text)).digest(day, label)


def is_list(text: str) -> bool:
    """Is a text a list in Markdown, whose items each lead to a paper? Pages of Hugging Face are none."""
    head = text[:_EXAMINED]
    if "](" not in head and "|" not in head:
        return False
    items = sum(bool(ITEM_MARK.match(line) or _LIST_LINE.match(line)) for line in head.split("\n"))
    papers = _papers(head)
    others = len(set(_HUGGING_FACE.findall(head)))
    if len(papers) > 1:
        return items > 1 and len(papers) >= others
    return bool(papers) and not others and _has_title_link(head)


def _papers(text: str) -> set[str]:
    """The papers that the links of a text lead to, without those to Hugging Face."""
    found: set[str] = set()
    for match in _ADDRESS.finditer(text):
        address = match[1]
        if "huggingface.co" not in address and (paper := paper_address(address)):
            if paper.url is None or is_of_publisher(address):
                found.add(paper.key)
    return found


def _has_title_link(text: str) -> bool:
    """Does an item or a row hold the title of a paper as a link to it?"""
    lines = (line for line in text.split("\n") if ITEM_MARK.match(line) or line.lstrip().startswith("|"))
    return any(
        paper_address(match[2]) is not None and not is_label(match[1]) and len(match[1].split()) > 2
        for line in lines
        for match in _TITLE_LINK.finditer(line)
    )
