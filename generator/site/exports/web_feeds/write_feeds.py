"""Writes the feeds of a site, and the file that lists those of topics."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.model.catalogue import Catalogue
from generator.site.exports.exported_texts import site_root, write_texts
from generator.site.exports.web_feeds.atom_feed import ATOM_FILE, atom
from generator.site.exports.web_feeds.feed_outline import OPML_FILE, opml
from generator.site.exports.web_feeds.json_feed import JSON_FEED, json_feed
from generator.site.exports.web_feeds.site_feeds import FeedMaker, FeedPlan
from generator.storage.cache import Cache

log = logging.getLogger("mkdocs.plugins.papershelf")

_NO_ADDRESS = (
    "Feeds: expected the address of the site, found no site_url in mkdocs.yml; addresses in feeds are relative or left"
    " out, and entries are named after the title of the list. Set site_url before anybody subscribes"
)


@dataclass(frozen=True, slots=True)
class PrintedFeed:
    """A feed in each format."""

    atom: str
    json: str | None


def write_feeds(site: Path, catalogue: Catalogue, site_url: str | None, cache: Cache) -> list[str]:
    """Write the files; returns their paths below the site. A feed that says what it said comes from the cache."""
    if not site_url:
        log.info(_NO_ADDRESS)
    root = site_root(site_url)
    texts = {OPML_FILE: opml(catalogue, root)}
    maker = FeedMaker(catalogue, root, cache)
    for plan in maker.plans():
        printed = cache.get_or_compute(maker.fingerprint_of(plan), partial(_printed, maker, plan))
        texts[plan.folder + ATOM_FILE] = printed.atom
        if printed.json is not None:
            texts[plan.folder + JSON_FEED] = printed.json
    return write_texts(site, texts)


def _printed(maker: FeedMaker, plan: FeedPlan) -> PrintedFeed:
    feed, name = maker.feed(plan), maker.catalogue.site.title
    return PrintedFeed(atom(feed, maker.root, name), None if plan.is_atom_only else json_feed(feed, maker.root, name))


def feed_files(catalogue: Catalogue) -> frozenset[str]:
    """The paths of all files below the site but those of people, which no file written by hand can have."""
    folders = ["", "digests/", *(f"areas/{area.slug}/" for area in catalogue.site.areas)]
    folders += [f"topics/{topic.slug}/" for topic in catalogue.topics]
    return frozenset({OPML_FILE, *(folder + name for folder in folders for name in (ATOM_FILE, JSON_FEED))})
