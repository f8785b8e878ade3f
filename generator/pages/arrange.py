"""All pages of the site, and the folder they are written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.catalogue.trends.timeline import trends_of
from generator.model.catalogue import Catalogue
from generator.pages.components.cards import Printer
from generator.pages.printing.paths import Page
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


def arrange(catalogue: Catalogue, memory: Cache | None = None) -> Iterator[Page]:
    """Every generated page, one after the other. A memory only saves time."""
    printer = Printer.of(catalogue, memory)
    yield home_page(printer)
    yield from topic_pages(printer)
    yield from digest_pages(printer)
    yield from period_pages(printer)
    yield from year_pages(printer)
    yield trends_page(printer, trends_of(catalogue, memory))
    yield search_page()
    yield my_list_page(printer)
    yield reference_page()
    yield from paper_pages(printer)


def write_pages(folder: Path, pages: Iterable[Page], memory: Cache | None = None) -> list[str]:
    """Write pages, and remove what the folder holds beside them.

    A file is touched only when its bytes change: MkDocs renders what is newer than its output. A
    page that the memory knows, and whose file nobody touched since, is not even printed. Returns
    the paths, in the order of the pages.
    """
    memory = memory or Cache()
    kept: list[str] = []
    for page in pages:
        path = folder / page.path
        key = fingerprint("page", page.path, page.mark)
        stamp = memory.get(key, tuple[int, int])
        if stamp is None or stamp != _stamp(path):
            _write(path, page.print().encode())
            memory.put(key, _stamp(path), tuple[int, int])
        kept.append(page.path)
    # Compared as text: to take ten thousand paths apart would take as long as to know all pages again.
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
