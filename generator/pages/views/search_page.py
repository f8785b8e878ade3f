"""The page that searches: a frame for ``search-page.js``, the same whatever the list holds."""

from __future__ import annotations

from generator.pages.printing import paths
from generator.pages.printing.front_matter import front_matter
from generator.pages.printing.paths import Page
from generator.storage.cache import fingerprint

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
    return Page(paths.SEARCH, fingerprint(_TEXT), lambda: _TEXT)
