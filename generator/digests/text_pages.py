"""Reads pages that were saved as text: lists of papers, or the page of a single one."""

from __future__ import annotations

import re
from datetime import date

from generator.digests.plain.text_scrape import read_text
from generator.digests.web.markdown_fragments import read_fragments
from generator.digests.web.markdown_scrape import read_markdown
from generator.digests.web.title_finder import abstract_heading
from generator.model.digest import Digest
from generator.model.problem import Problem

_ABSTRACT_ALONE = re.compile(r"^\W*abstract\W*$", re.I | re.M)


def read_text_page(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a page. The arguments are those of ``read_text``."""
    # Most texts have no such line, and taking a page apart takes as long as reading it.
    is_paper_page = _ABSTRACT_ALONE.search(text) and abstract_heading(read_fragments(text)) is not None
    return (read_markdown if is_paper_page else read_text)(file, day, label, text)
