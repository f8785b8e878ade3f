"""Reads lists of papers in Markdown: bullets, numbered items, tables, and headings with fields below."""

from __future__ import annotations

import re
from datetime import date

from generator.digests.lists.list_reading import read_blocks
from generator.digests.lists.markdown_blocks import ITEM_MARK, markdown_blocks
from generator.digests.lists.paper_links import is_label, is_pdf, paper_address
from generator.model.digest import Digest
from generator.model.problem import Problem

_EXAMINED = 300_000
"""Characters of a text that are searched for items."""
_ADDRESS = re.compile(r"(?:\]\(\s?<?|href=[\"']?|<|(?<=[\s|]))(https?://[^\s<>()\"'\[\]|]{5,500})")
_HUGGING_FACE = re.compile(r"(?:huggingface\.co|hf\.co|\]\()/papers/(?:date/|week/)?(\d{4}[.-]\d{2,5})", re.I)
_LABELLED_LINK = re.compile(r"\[([^\[\]\n]{1,400})\]\(\s?<?(https?://[^\s<>()]{5,500})")
_ID_LINE = re.compile(
    r"^[ \t>*_+-]{0,8}(?:arxiv|doi|url|link|pdf|paper|id)[\w ]{0,12}[*_ ]{0,4}:[*_ ]{0,4}(\S{8,300})", re.I | re.M
)
_LINKED_ITEM = re.compile(r"^.{0,40}?\[[^\[\]\n]{3,400}\]\(")
_KEPT_ITEM = re.compile(r"\s*[-*+] .{0,40}?\[[^\[\]\n]{3,400}\]\((?![a-z]+:)[^()\s]{1,300}\.pdf\)", re.I)
_HEADING = re.compile(r"^#{1,6} +\S", re.M)
_LIST_LINE = re.compile(r"\s*(?:\||#{1,6} |\[|\*\*)")


def read_list(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a list. ``file`` is its path below the content folder."""
    return read_blocks(file, markdown_blocks(text)).digest(day, label)


def is_list(text: str) -> bool:
    """Is a text a list in Markdown, whose items each lead to a paper?

    Pages of Hugging Face are none: they lead to arXiv beside their own page of each paper. A list that names both
    does so in a table, or links the titles to arXiv.
    """
    head = text[:_EXAMINED]
    if "](" not in head and "|" not in head:
        return _is_of_records(head)
    lines = head.split("\n")
    items = sum(bool(ITEM_MARK.match(line) or _LIST_LINE.match(line)) for line in lines)
    others = len(set(_HUGGING_FACE.findall(head)))
    if not others and (_is_of_links(lines) or any(map(_KEPT_ITEM.match, lines))):
        return True
    papers = _titles(lines) if others else _papers(head)
    if len(papers) > 1:
        return items > 1 and len(papers) >= others
    if not others and _is_of_records(head):
        return True
    return (
        bool(papers) and not others and bool(_titles([line for line in lines if ITEM_MARK.match(line) or "|" in line]))
    )


def _is_of_links(lines: list[str]) -> bool:
    """Is a text nothing but items that begin with a link, below headings? Then no paragraph of it is an abstract.

    What such an item leads to may be no paper, but neither is the heading above it.
    """
    text = [line for line in lines if line.strip() and not line[0].isspace() and not _HEADING.match(line)]
    items = sum(bool(ITEM_MARK.match(line)) and bool(_LINKED_ITEM.search(line)) for line in text)
    return items > 0 and 2 * items >= len(text)


def _is_of_records(text: str) -> bool:
    """Are there headings with fields below, of which one is the id or address of a paper?"""
    papers = {key for match in _ID_LINE.finditer(text) if (key := _key(match[1]))}
    return len(papers) > 1 and len(_HEADING.findall(text)) >= len(papers)


def _papers(text: str) -> set[str]:
    """The papers that the links of a text lead to, without those to Hugging Face."""
    return {key for match in _ADDRESS.finditer(text) if (key := _key(match[1]))}


def _key(address: str) -> str | None:
    if "huggingface.co" in address:
        return None
    paper = paper_address(address)
    return paper.key if paper else address if is_pdf(address) else None


def _titles(lines: list[str]) -> set[str]:
    """The papers whose titles are links to them, or that a row of a table names."""
    found = set[str]()
    for line in lines:
        if line.lstrip().startswith("|"):
            found |= _papers(line)
        else:
            links = _LABELLED_LINK.finditer(line)
            found |= {key for match in links if not is_label(match[1]) and (key := _key(match[2]))}
    return found
