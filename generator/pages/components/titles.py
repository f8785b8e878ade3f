"""Papers by their titles alone, where a page lists so many that their cards are too long for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.components.page_links import PageLink
from generator.pages.components.view import View
from generator.pages.document.vocabulary import Section, bullets

LONGEST_TITLES = 600
"""Titles on one page: about 130 KB of HTML, as much as ``LONGEST_PAGE`` cards."""


@dataclass(frozen=True)
class Titles(View):
    """A list of titles."""

    papers: tuple[PageLink, ...]

    def blocks(self) -> Iterator[Section]:
        """A line for each paper."""
        yield Section((bullets(self.papers),), "titles")
