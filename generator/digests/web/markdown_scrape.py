"""Reads pages that a tool turned into Markdown, by way of their fragments."""

from __future__ import annotations

import re
from datetime import date

from generator.digests.plain.text_scrape import check_ending
from generator.digests.web.card_reader import read_cards
from generator.digests.web.markdown_fragments import read_fragments
from generator.model.digest import Digest
from generator.model.problem import Place, Problem, Severity
from generator.text.excerpts import quoted as shorten

_CUT_LINK = re.compile(r"\[[^\[\]\n]+(?:\](?:\([^()\s]*|\[\d*))?\Z")


def read_markdown(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a page. The arguments are those of ``read_text``."""
    reading = read_cards(file, day, read_fragments(text))
    problems = list(reading.problems)
    if not reading.entries:
        message = "expected at least one paper, found none; was the page saved before its papers loaded?"
        problems.append(Problem(Place(file, 1), "papers", message, Severity.WARNING))
    if cut := _CUT_LINK.search(text, max(0, len(text) - 2000)):
        message = f"expected a whole page, found one that ends within a link, at {shorten(cut[0][:200])}; save it again"
        line = text.count("\n", 0, cut.start()) + 1
        problems.append(Problem(Place(file, line), "file", message, Severity.WARNING))
    problems += check_ending(file, reading.entries, text)
    return Digest(day, label, file, reading.entries, reading.block_counts), problems
