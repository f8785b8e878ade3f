"""Former addresses of papers: a page at each that leads on, and all of them for scripts.

Hosts of static sites know no redirects, so each is a page of its own. It works without scripts and
is no part of search, lists or the sitemap. ``api/redirects.json`` tells a reader's own list, which
knows papers by their slugs, what they are called now.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from generator.model import Site
from generator.pages import paths

REDIRECTS = "api/redirects.json"

_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="This paper has another address now.">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<link rel="canonical" href="{canonical}">
<title>This paper has moved</title>
<h1>This paper has moved</h1>
<p><a href="{url}">Go to its new address</a></p>
</html>
"""


def redirects_json(site: Site) -> str:
    """The text of ``api/redirects.json``: former slug to slug."""
    redirects = {old: new.value for old, new in sorted(site.redirects.items())}
    return json.dumps({"redirects": redirects}, indent=0) + "\n"


def redirect_page(slug: str, root: str | None) -> str:
    """The page that leads to a paper. Only its canonical address names the site's root, if it is known."""
    url = f"../{slug}/"
    canonical = f"{root.rstrip('/')}/{paths.url(paths.paper(slug))}" if root else url
    return _PAGE.format(url=escape(url), canonical=escape(canonical))


def write_redirects(folder: Path, site: Site, root: str | None) -> list[str]:
    """Write the pages and the JSON file below the site's folder; returns their paths in it."""
    texts = {REDIRECTS: redirects_json(site)}
    for old, new in sorted(site.redirects.items()):
        texts[f"{paths.url(paths.paper(old))}index.html"] = redirect_page(new.value, root)
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    return list(texts)
