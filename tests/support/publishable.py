"""Tests a built site before it replaces the last one: ``python tests/support/publishable.py SITE [ADDRESS]``.

Every link of its own leads somewhere, no page is empty, and each paper has its page. It reads what was
written and knows nothing of how; it needs no package, so the workflow that publishes can run it. ADDRESS is
where the site will be: pages that do not know their depth name their neighbours by it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.site_check import ORIGIN, HtmlPage

_MOST = 50
"""Faults that are printed; a broken template makes thousands."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of a page; thousands of whole ones would fill the memory."""

    ids: frozenset[str]
    addresses: tuple[str, ...]
    is_redirect: bool
    is_empty: bool


def faults(folder: Path, address: str | None = None) -> Iterator[str]:
    """All that is wrong with a built site."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {path: _seen(path, folder) for path in sorted(files) if path.endswith(".html")}
    if "index.html" not in pages:
        yield "index.html: expected a home page, found none"
    for path, page in pages.items():
        if page.is_empty:
            yield f"{path}: expected a page with a title and words, found an empty one"
        for named in page.addresses:
            if fault := _fault(path, named, pages, files, address):
                yield f"{path}: {fault}"
    yield from _papers(folder, pages)


def _seen(path: str, folder: Path) -> Seen:
    page = HtmlPage(path, (folder / path).read_text(encoding="utf-8"))
    refreshes = [
        meta.attributes["content"] for meta in page.all("meta") if meta.attributes.get("http-equiv") == "refresh"
    ]
    body = page.all("p") if refreshes else page.all("main")
    is_empty = not all(any(one.text.strip() for one in part) for part in (page.all("title"), page.all("h1"), body))
    targets = [content.partition("url=")[2] for content in refreshes]
    addresses = dict.fromkeys([*targets, *(reference.url for reference in page.references())])
    return Seen(frozenset(page.ids), tuple(addresses), bool(refreshes), is_empty)


def _fault(path: str, named: str, pages: Mapping[str, Seen], files: set[str], address: str | None) -> str | None:
    """What is wrong with an address, if it is one of the site's own."""
    home = address.rstrip("/") + "/" if address else f"{ORIGIN}/"
    url, fragment = urldefrag(urljoin(home + path.removesuffix("index.html"), named))
    if not url.startswith(home):
        is_beside = urlsplit(url)[:2] == urlsplit(home)[:2] and not named.startswith(("http:", "https:"))
        return f"{named} leads out of the site" if is_beside else None
    target = unquote(urlsplit(url).path.removeprefix(urlsplit(home).path))
    target = f"{target}index.html" if target.endswith("/") or not target else target
    if target not in files:
        return f"{named} is no file"
    if fragment and target in pages and unquote(fragment) not in pages[target].ids:
        return f"{named}: there is no such id"
    return None


def _papers(folder: Path, pages: Mapping[str, Seen]) -> Iterator[str]:
    """Does the list of papers name each page of a paper, and no other?"""
    try:
        listed = set(_listed(folder / "api/v1"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield f"api/v1/index.json: expected the list of papers, found none ({error!r})"
        return
    have = {
        path.removesuffix("index.html")
        for path, page in pages.items()
        if path.startswith("papers/") and path.count("/") == 2 and not page.is_redirect
    }
    yield from (f"{url}: expected the page of a paper, found none" for url in sorted(listed - have))
    yield from (f"api/v1/index.json: expected the paper at {url}, found none" for url in sorted(have - listed))


def _listed(api: Path) -> Iterator[str]:
    """The pages of papers, as the API names them."""
    for page in json.loads((api / "index.json").read_bytes())["papers"]["pages"]:
        yield from (paper["url"] for paper in json.loads((api / page["file"]).read_bytes())["records"])


def main(folder: str, address: str | None = None) -> int:
    """Print what is wrong with a site; 1 when anything is."""
    found = list(faults(Path(folder), address))
    for fault in found[:_MOST]:
        print(fault, file=sys.stderr)
    if found:
        print(f"{len(found):,} faults in all; the site must not be published like this.", file=sys.stderr)
        return 1
    print("Every link leads somewhere, no page is empty, each paper has its page.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
