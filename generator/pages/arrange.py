"""All pages of the site, and the folder they are written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.model import Catalogue
from generator.pages.cards import Printer
from generator.pages.digests import digest_pages
from generator.pages.home import home_page
from generator.pages.papers import paper_pages
from generator.pages.paths import Page
from generator.pages.topics import topic_pages
from generator.pages.years import year_pages


def arrange(catalogue: Catalogue) -> Iterator[Page]:
    """Every generated page, one after the other."""
    printer = Printer.of(catalogue)
    yield home_page(printer)
    yield from topic_pages(printer)
    yield from digest_pages(printer)
    yield from year_pages(printer)
    yield from paper_pages(printer)


def write_pages(folder: Path, pages: Iterable[Page]) -> list[str]:
    """Write pages, and remove what the folder holds beside them.

    A file is touched only when its bytes change: MkDocs renders what is newer than its output.
    Returns the paths written or kept, in the order of the pages.
    """
    kept: list[str] = []
    for page in pages:
        path = folder / page.path
        data = page.text.encode()
        if not _holds(path, data):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        kept.append(page.path)
    known = set(kept)
    for path in sorted(folder.rglob("*.md")):
        if path.relative_to(folder).as_posix() not in known:
            path.unlink()
    return kept


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False
