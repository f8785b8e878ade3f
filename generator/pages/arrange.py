"""All pages of the site, and the folder they are written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.catalogue.trends.list_trends import Trends
from generator.model.catalogue import Catalogue
from generator.model.identity import PagePath
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.page import Page
from generator.pages.views.digest_pages import digest_pages
from generator.pages.views.home_page import home_page
from generator.pages.views.my_list_page import my_list_page
from generator.pages.views.paper_pages import paper_pages
from generator.pages.views.period_pages import period_pages
from generator.pages.views.reference_page import reference_page
from generator.pages.views.search_page import search_page
from generator.pages.views.topic_pages import topic_pages
from generator.pages.views.trends_page import trends_page
from generator.pages.views.year_pages import year_pages
from generator.storage.cache import Cache, fingerprint


def arrange(catalogue: Catalogue, trends: Trends | None, cache: Cache | None = None) -> Iterator[Page]:
    """Every generated page, one after the other. A cache only saves time."""
    builder = ViewBuilder.of(catalogue, cache)
    yield home_page(builder)
    yield from topic_pages(builder)
    yield from digest_pages(builder)
    yield from period_pages(builder)
    yield from year_pages(builder)
    yield trends_page(builder, trends)
    yield search_page()
    yield my_list_page(builder)
    yield reference_page()
    yield from paper_pages(builder)


def write_pages(folder: Path, pages: Iterable[Page], cache: Cache | None = None) -> list[PagePath]:
    """Write pages, and remove other Markdown from the folder.

    A file is touched only when its bytes change: MkDocs renders what is newer than its output. A
    page that the cache knows, and whose file nobody touched since, is not even printed. Returns
    the paths, in the order of the pages.
    """
    cache = cache or Cache()
    kept: list[PagePath] = []
    for page in pages:
        path = folder / page.path
        key = fingerprint("page", page.path, page.fingerprint)
        stamp = cache.get(key, tuple[int, int])
        if stamp is None or stamp != _stamp(path):
            _write(path, page.print().encode())
            cache.put(key, _stamp(path), tuple[int, int])
        kept.append(page.path)
    # Compared as text: parsing ten thousand paths would take as long as finding all pages in the cache.
    known = {str(folder / path) for path in kept}
    for path in list(folder.rglob("*.md")):
        if str(path) not in known:
            path.unlink()
    return kept


def _write(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _stamp(path: Path) -> tuple[int, int]:
    """Size and time of a file, which tell whether it was touched; of a missing one a size that none has."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return -1, 0
    return status.st_size, status.st_mtime_ns
