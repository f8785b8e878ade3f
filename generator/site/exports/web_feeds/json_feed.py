"""Feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

Addresses must be whole there: where the site's address is not known, those of its pages are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.pages.printing.addresses import quoted
from generator.site.exports.web_feeds.atom_feed import moment
from generator.site.exports.web_feeds.entry_html import clean
from generator.site.exports.web_feeds.site_feeds import SiteFeed, SiteFeedEntry

JSON_FEED = "feed.json"
_Data = Mapping[str, object]


def json_feed(feed: SiteFeed, root: str | None, name: str) -> str:
    """The text of a feed, one entry a line."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": quoted(root + feed.url) if root else None,
        "feed_url": quoted(f"{root}{feed.folder}{JSON_FEED}") if root else None,
        "description": feed.subtitle,
        "language": "en",
        "authors": [{"name": clean(name) or "Unknown"}],
    }
    items = ",\n".join(_text(_item(entry, root)) for entry in feed.entries)
    return f'{_text(head)[:-1]}, "items": [\n{items}\n]}}\n'


def _item(entry: SiteFeedEntry, root: str | None) -> _Data:
    return {
        "id": entry.id,
        "url": quoted(root + entry.url) if root else None,
        "external_url": quoted(entry.external) if entry.external else None,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated),
        "authors": [{"name": author} for author in entry.authors],
        "tags": [title for _, title in entry.topics],
    }


def _text(data: _Data) -> str:
    """What is unknown is left out: the format has no null."""
    said = {key: value for key, value in data.items() if value not in (None, "", [])}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
