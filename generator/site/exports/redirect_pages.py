"""Former addresses: a page at each that leads to the new one, and all of them for scripts.

Hosts of static sites have no redirects, so each is a page of its own. It works without scripts and
is left out of search, lists and the sitemap. ``api/redirects.json`` tells a reader's own list, which
knows papers by their slugs, what they are called now.
"""

from __future__ import annotations

import json
import posixpath
from pathlib import Path

from markupsafe import Markup

from generator.catalogue.people.former_names import former_names
from generator.catalogue.permalink_list import address_of
from generator.model.catalogue import Catalogue
from generator.model.curation import Site
from generator.site.exports.exported_texts import write_texts

REDIRECTS_FILE = "api/redirects.json"

_PAGE = Markup("""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="This page has another address now.">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<link rel="canonical" href="{canonical}">
<title>This page has moved</title>
<h1>This page has moved</h1>
<p><a href="{url}">Go to its new address</a></p>
</html>
""")


def redirects_json(site: Site) -> str:
    """The text of ``api/redirects.json``: former slug of a paper to its slug."""
    redirects = {old: new.value for old, new in sorted(site.redirects.items()) if "/" not in old + new.value}
    return json.dumps({"redirects": redirects}, indent=0) + "\n"


def redirect_page(old: str, new: str, root: str | None) -> str:
    """The page at an old name that leads to a new one. Only its canonical address names the site's root,
    if that is known.
    """
    url = f"{posixpath.relpath(address_of(new), address_of(old))}/"
    canonical = f"{root.rstrip('/')}/{address_of(new)}/" if root else url
    return _PAGE.format(url=url, canonical=canonical)


def write_redirects(folder: Path, site: Site, root: str | None) -> list[str]:
    """Write the pages and the JSON file below the site's folder; returns their paths in it."""
    texts = {REDIRECTS_FILE: redirects_json(site)}
    for old, new in sorted(site.redirects.items()):
        texts[f"{address_of(old)}/index.html"] = redirect_page(old, new.value, root)
    return write_texts(folder, texts)


def write_former_names(folder: Path, catalogue: Catalogue, root: str | None) -> list[str]:
    """Write the pages that lead from a name to the one that a curator says it is; returns their paths."""
    texts = {
        f"{kind}s/{old}/index.html": redirect_page(f"{kind}s/{old}", f"{kind}s/{new}", root)
        for kind, old, new in former_names(catalogue)
    }
    return write_texts(folder, texts)
