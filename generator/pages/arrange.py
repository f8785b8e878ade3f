"""All pages of the site, and the folder they are written to."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from generator.catalogue.trends.list_trends import Trends
from generator.model.catalogue import Catalogue, RelatedPapers
from generator.model.identity import PagePath
from generator.pages.components.file_list import OfferedFile
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.page import Page, PrintedContent, PrintedPage
from generator.pages.views.contributor_index import contributor_index
from generator.pages.views.contributor_pages import contributor_pages
from generator.pages.views.digest_pages import digest_pages
from generator.pages.views.home_page import home_page
from generator.pages.views.my_list_page import my_list_page
from generator.pages.views.paper_pages import paper_pages
from generator.pages.views.period_pages import period_pages
from generator.pages.views.reference_page import reference_page
from generator.pages.views.returning_pages import returning_pages
from generator.pages.views.search_page import search_page
from generator.pages.views.sorting_page import sorting_page
from generator.pages.views.subscribe_page import subscribe_page
from generator.pages.views.topic_pages import topic_pages
from generator.pages.views.trends_page import trends_page
from generator.pages.views.year_pages import year_pages
from generator.storage.cache import Cache


def arrange(
    catalogue: Catalogue,
    trends: Callable[[], Trends | None],
    cache: Cache | None = None,
    files: tuple[OfferedFile, ...] = (),
    related: Callable[[], RelatedPapers] | None = None,
) -> Iterator[Page]:
    """Every generated page, one after the other; ``files`` have all papers. A cache only saves time.

    ``trends`` and ``related`` wait for what only the page of trends and those of papers show; without ``related``, the
    catalogue says it.
    """
    builder = ViewBuilder.of(catalogue, cache)
    yield home_page(builder)
    yield from topic_pages(builder)
    yield from digest_pages(builder)
    yield from period_pages(builder)
    yield from year_pages(builder, files)
    yield from contributor_index(builder)
    yield from contributor_pages(builder)
    yield search_page()
    yield my_list_page(builder)
    yield from returning_pages(builder)
    yield subscribe_page(builder)
    yield reference_page()
    yield sorting_page(builder)
    yield trends_page(builder, trends())
    yield from paper_pages(builder, related() if related else catalogue.related)


def write_pages(
    folder: Path, printed: Iterable[tuple[PagePath, PrintedPage]], paths: Collection[PagePath]
) -> dict[PagePath, PrintedContent]:
    """Write the Markdown of pages as they come, and remove other Markdown from the folder, but not through links.

    ``paths`` are those of all pages, printed anew or not. Returns the rest of what was printed: the Markdown of a large
    list is not worth its memory once it is written.
    """
    contents, folders = {}, set()
    for path, page in printed:
        above = (folder / path).parent
        if above not in folders:
            folders.add(above)
            _make_folder(above)
        _write(folder / path, page.markdown)
        contents[path] = page.content
    # Compared as text: parsing ten thousand paths would take as long as finding out that nothing changed.
    known = {str(folder / path) for path in paths}
    for parent, _, names in list(os.walk(folder)):
        for name in names:
            if name.endswith(".md") and os.path.join(parent, name) not in known:  # noqa: PTH118 - text, see above
                Path(parent, name).unlink()
    return contents


def _make_folder(folder: Path) -> None:
    """A link is replaced: what it leads to is none of ours."""
    if folder.is_symlink():
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)


def _write(path: Path, data: bytes) -> None:
    """Write a file, or in place of a link, if it has other bytes. What is written can be made again, so it need not be
    written whole.
    """
    if path.is_symlink():
        path.unlink()
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)
