"""All pages of the site, and the folder they are written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.memory import Memory, mark
from generator.model import Catalogue
from generator.pages.cards import Printer
from generator.pages.digests import digest_pages
from generator.pages.home import home_page
from generator.pages.my_list import my_list_page
from generator.pages.papers import paper_pages
from generator.pages.paths import Page
from generator.pages.periods import period_pages
from generator.pages.reference import reference_page
from generator.pages.search import search_page
from generator.pages.topics import topic_pages
from generator.pages.trends import trends_page
from generator.pages.years import year_pages
from generator.trends import trends_of


def arrange(catalogue: Catalogue, memory: Memory | None = None) -> Iterator[Page]:
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


def write_pages(folder: Path, pages: Iterable[Page], memory: Memory | None = None) -> list[str]:
    """Write pages, and remove what the folder holds beside them.

    A file is touched only when its bytes change: MkDocs renders what is newer than its output. A
    page that the memory knows, and whose file nobody touched since, is not even printed. Returns
    the paths, in the order of the pages.
    """
    memory = memory or Memory()
    kept: list[str] = []
    for page in pages:
        path = folder / page.path
        key = mark("page", page.path, page.mark)
        stamp = memory.recall(key, lambda: None)
        if stamp is None or stamp != _stamp(path):
            _write(path, page.print().encode())
            memory.note(key, _stamp(path))
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


def _stamp(path: Path) -> tuple[int, int] | None:
    """What tells whether a file was touched."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_size, status.st_mtime_ns
