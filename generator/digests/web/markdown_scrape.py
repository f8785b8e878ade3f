"""Reads pages that were saved as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.digests.digest_problems import TRUNCATED_PAGE
from generator.digests.plain.page_checks import check_ending, check_papers
from generator.digests.web.card_reader import read_cards
from generator.digests.web.markdown_fragments import read_fragments
from generator.model.digest import Digest
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

_TRUNCATED_LINK = re.compile(r"\[[^\[\]\n]+(?:\](?:\([^()\s]*|\[\d*))?\Z")


def read_markdown(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a page. The arguments are those of ``read_text``."""
    cards = read_cards(file, day, read_fragments(text))
    problems = [*cards.problems, *check_papers(file, cards.entries), *_check_last_link(file, text)]
    problems += check_ending(file, cards.entries, text)
    return Digest(day, label, file, cards.entries, cards.block_counts), problems


def _check_last_link(file: str, text: str) -> Iterator[Problem]:
    """A page must not end within a link."""
    match = _TRUNCATED_LINK.search(text, max(0, len(text) - 2000))
    if match:
        line = text.count("\n", 0, match.start()) + 1
        message = f"expected a complete page, found one that ends within the link {quoted(match[0])}; save it again"
        yield Problem(Place(file, line), "file", message, TRUNCATED_PAGE)
