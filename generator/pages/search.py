"""The page that searches: a frame for ``search-page.js``, the same whatever the list holds."""

from __future__ import annotations

from generator.memory import mark
from generator.pages import paths
from generator.pages.front_matter import front_matter
from generator.pages.paths import Page

_TEXT = (
    front_matter(
        {
            "title": "Search",
            "description": "Find papers by title, author, organisation, arXiv id or any word of the abstract.",
            "template": "search.html",
        }
    )
    + "# Search\n"
)


def search_page() -> Page:
    """The page at ``/search/``."""
    return Page(paths.SEARCH, mark(_TEXT), lambda: _TEXT)
