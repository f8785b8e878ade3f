"""Everything that a site has beside its pages: exports, and the search index."""

from __future__ import annotations

from pathlib import Path

from generator.catalogue.trends.list_trends import Trends
from generator.model.catalogue import Catalogue
from generator.site.exports.api import write_api
from generator.site.exports.citations.write_citations import write_citations
from generator.site.exports.redirect_pages import write_redirects
from generator.site.exports.trends_csv import write_trends
from generator.site.exports.web_feeds.write_feeds import write_feeds
from generator.site.search.search_index import SearchIndex
from generator.storage.cache import Cache


def write_exports(
    site: Path, built: Path | None, catalogue: Catalogue, trends: Trends | None, site_url: str | None, cache: Cache
) -> list[str]:
    """Write what the site that was ``built`` before does not have; returns the paths of what it has and keeps.

    What was new to the cache is saved. Raises ``OSError``.
    """
    write_api(site, catalogue)
    write_redirects(site, catalogue.site, site_url)
    write_trends(site, trends)
    write_citations(site, catalogue, site_url)
    write_feeds(site, catalogue, site_url)
    kept = SearchIndex.build(catalogue, cache).write(site, built)
    cache.save()
    return kept
