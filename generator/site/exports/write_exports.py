"""What a site has beside its pages and its search index."""

from __future__ import annotations

from pathlib import Path

from generator.model.catalogue import Catalogue
from generator.site.exports.api.write_api import write_api
from generator.site.exports.citations.write_citations import write_citations
from generator.site.exports.exported_texts import site_root, write_texts
from generator.site.exports.printed_papers import PrintedPapers
from generator.site.exports.program_files import program_files
from generator.site.exports.recent.recent_papers import write_recent
from generator.site.exports.redirect_pages import write_former_names, write_redirects
from generator.site.exports.social_cards.write_cards import write_cards
from generator.site.exports.web_feeds.write_feeds import write_feeds
from generator.storage.cache import Cache


def write_exports(
    site: Path,
    catalogue: Catalogue,
    printed: PrintedPapers,
    site_url: str | None,
    typeface: Path | None,
    cache: Cache,
) -> None:
    """Write all files below the site, and save what was new to the cache. Raises ``OSError``."""
    write_api(site, catalogue, printed, site_root(site_url))
    write_redirects(site, catalogue.site, site_url)
    write_former_names(site, catalogue, site_url)
    write_recent(site, catalogue, cache)
    write_citations(site, catalogue, printed)
    write_feeds(site, catalogue, site_url, cache)
    write_cards(site, catalogue, typeface, cache)
    write_texts(site, program_files(catalogue, site_root(site_url)))
    cache.save()
