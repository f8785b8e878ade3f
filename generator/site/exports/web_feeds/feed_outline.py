"""All feeds of topics, by area, as OPML 2.0 (https://opml.org/spec2.opml), which readers of feeds import.

The format demands whole addresses; where the site's is not known they are relative, and no reader can import the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.catalogue import Catalogue
from generator.pages.printing.addresses import quoted
from generator.site.exports.web_feeds.atom_feed import ATOM_FILE
from generator.site.exports.web_feeds.entry_html import markup

OPML_FILE = "feeds.opml"


def opml(catalogue: Catalogue, root: str | None) -> str:
    """The text of the file."""
    return "\n".join([*_lines(catalogue, root or ""), ""])


def _lines(catalogue: Catalogue, base: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<opml version="2.0">'
    yield f"<head><title>{markup(catalogue.site.title)}: all topics</title></head>"
    yield "<body>"
    for area in catalogue.site.areas:
        if topics := catalogue.topics_of(area):
            title = markup(area.title)
            yield f'<outline text="{title}" title="{title}">'
            yield from (_outline(topic.title, f"{base}topics/{topic.slug}/") for topic in topics)
            yield "</outline>"
    if not catalogue.topics:
        # A body must hold something.
        yield _outline(catalogue.site.title, base)
    yield "</body>"
    yield "</opml>"


def _outline(title: str, page: str) -> str:
    name = markup(title)
    addresses = f'xmlUrl="{markup(quoted(page + ATOM_FILE))}" htmlUrl="{markup(quoted(page))}"'
    return f'<outline type="rss" text="{name}" title="{name}" {addresses}/>'
