"""The page that searches: a frame for ``search-page.js``, the same whatever the list holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.components.heads import PageHead
from generator.pages.components.view import View
from generator.pages.document.vocabulary import Block, Heading
from generator.pages.page import Page
from generator.pages.printing import paths

_TITLE = "Search"
_DESCRIPTION = "Find papers by title, author, organisation, arXiv id or any word of the abstract."


@dataclass(frozen=True)
class SearchView(View):
    """The frame that scripts fill."""

    title: str

    def blocks(self) -> Iterator[Block]:
        """Its title; scripts make the rest."""
        yield Heading(1, self.title)


def search_page() -> Page:
    """The page at ``/search/``."""
    return Page(paths.SEARCH, PageHead(_TITLE, _DESCRIPTION, "search.html"), SearchView(_TITLE))
