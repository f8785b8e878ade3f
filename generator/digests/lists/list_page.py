"""Reads lists of papers in HTML: saved pages whose items or rows each lead to a paper."""

from __future__ import annotations

import re
from datetime import date

from generator.digests.lists.list_elements import ListElementParser
from generator.digests.lists.list_reading import read_blocks
from generator.digests.lists.paper_links import paper_address
from generator.model.digest import Digest
from generator.model.problem import Problem

_EXAMINED = 1_000_000
"""Characters of a page that are searched for items."""
_PIECE = re.compile(r"<(?=(?:li|tr|dt|p|h[1-6])[\s>])", re.I)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?(https?://[^\s<>\"']{5,500})", re.I)
_HUGGING_FACE = re.compile(
    r"\bhref\s*=\s*[\"']?(?:https?://huggingface\.co)?/papers/(\d{4}\.\d{4,5})|\bdata-target=[\"'](?:daily)?papers",
    re.I,
)
_ARXIV_PAGE = re.compile(r"<dl\s[^<>]{0,100}id=[\"']?articles|class=[\"']?(?:list-identifier|arxiv-result)", re.I)


def read_list_page(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a saved page. ``file`` is its path below the content folder."""
    parser = ListElementParser()
    parser.read(text)
    items = read_blocks(file, parser.blocks)
    if problem := parser.problem(file):
        items.problems.append(problem)
    return items.digest(day, label)


def is_list_page(text: str) -> bool:
    """Does a page in HTML hold a list whose items each lead to a paper? Those of Hugging Face and arXiv have readers
    of their own.
    """
    head = text[:_EXAMINED]
    if _HUGGING_FACE.search(head) or _ARXIV_PAGE.search(head):
        return False
    papers: set[str] = set()
    items = 0
    for piece in _PIECE.split(head)[1:]:
        keys = {paper.key for match in _HREF.finditer(piece) if (paper := paper_address(match[1]))}
        items += bool(keys)
        papers |= keys
    return items > 1 and len(papers) > 1
