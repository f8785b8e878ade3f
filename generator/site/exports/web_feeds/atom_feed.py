"""Feeds as Atom 1.0 (https://www.rfc-editor.org/rfc/rfc4287).

Where the site's address is not known, addresses are relative to that of the feed, which Atom allows. Content is XHTML,
so that a browser shows its links in a feed that somebody opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.pages.printing.addresses import quoted
from generator.site.exports.web_feeds.entry_html import markup
from generator.site.exports.web_feeds.site_feeds import SiteFeed, SiteFeedEntry

ATOM_FILE = "feed.xml"
STYLE = "assets/feeds/feed.css"
"""How a browser shows a feed. It is CSS, because browsers give up XSLT."""


def atom(feed: SiteFeed, root: str | None, name: str) -> str:
    """The text of a feed. ``root`` is the address of the site, if that is known, and ``name`` what the list is
    called: the author of entries that name none.
    """
    base = root or "../" * feed.folder.count("/")
    return "\n".join([*_head(feed, base, name), *(_entry(entry, base) for entry in feed.entries), "</feed>", ""])


def _head(feed: SiteFeed, base: str, name: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<?xml-stylesheet type="text/css" href="{"../" * feed.folder.count("/")}{STYLE}"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
    yield f"<id>{markup(feed.id)}</id>"
    yield f"<title>{markup(feed.title)}</title>"
    if feed.subtitle:
        yield f"<subtitle>{markup(feed.subtitle)}</subtitle>"
    yield f"<updated>{moment(feed.updated)}</updated>"
    yield f'<link rel="self" type="application/atom+xml" href="{_href(base, feed.folder + ATOM_FILE)}"/>'
    yield f'<link rel="alternate" type="text/html" href="{_href(base, feed.url)}"/>'
    yield f"<author><name>{markup(name) or 'Unknown'}</name></author>"


def _entry(entry: SiteFeedEntry, base: str) -> str:
    return "\n".join(["<entry>", *_elements(entry, base), "</entry>"])


def _elements(entry: SiteFeedEntry, base: str) -> Iterator[str]:
    yield f"<id>{markup(entry.id)}</id>"
    yield f"<title>{markup(entry.title)}</title>"
    yield f"<published>{moment(entry.published)}</published>"
    yield f"<updated>{moment(entry.updated)}</updated>"
    yield f'<link rel="alternate" type="text/html" href="{_href(base, entry.url)}"/>'
    if entry.external:
        yield f'<link rel="related" href="{markup(quoted(entry.external))}"/>'
    yield from (f"<author><name>{markup(author)}</name></author>" for author in entry.authors)
    yield from (f'<category term="{markup(slug)}" label="{markup(title)}"/>' for slug, title in entry.topics)
    yield f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{entry.html}</div></content>'


def _href(base: str, path: str) -> str:
    return markup(quoted(base + path) or "./")


def moment(day: date) -> str:
    """A day as RFC 3339 has times."""
    return f"{day.isoformat()}T00:00:00Z"
