"""What programs look for at the root of a site: ``llms.txt`` for language models (https://llmstxt.org), and the
description of the search for browsers (https://github.com/dewitt/opensearch).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.catalogue import Catalogue
from generator.model.identity import PagePath
from generator.pages.components.view_builder import digest_name
from generator.pages.printing import paths
from generator.pages.printing.addresses import quoted
from generator.pages.printing.markdown import escape_inside
from generator.site.exports.page_markdown import has_markdown
from generator.site.exports.web_feeds.entry_html import clean, markup
from generator.text.excerpts import shortened

LLMS_FILE = "llms.txt"
SEARCH_DESCRIPTION = "opensearch.xml"
_DIGESTS = 30
"""The newest ones, which ``llms.txt`` names."""
_LONGEST_NAME = 16
_LONGEST_DESCRIPTION = 1_000
"""Characters that the format allows."""


def program_files(catalogue: Catalogue, root: str | None) -> dict[str, str]:
    """The texts by their paths. ``root`` is the address of the site; without it, browsers cannot be told where to
    search.
    """
    texts = {LLMS_FILE: "\n".join([*_llms(catalogue, root or ""), ""])}
    if root:
        texts[SEARCH_DESCRIPTION] = _search(catalogue, root)
    return texts


def _llms(catalogue: Catalogue, root: str) -> Iterator[str]:
    site = catalogue.site
    yield f"# {escape_inside(clean(site.title))}"
    yield ""
    yield f"> {escape_inside(clean(site.description))}"
    yield ""
    if has_markdown(catalogue):
        yield "Every page is there as Markdown, too: papers/SLUG/ at papers/SLUG.md, and others likewise."
        yield ""
    yield "## Data"
    yield ""
    yield f"- [All papers as JSON]({root}api/v1/index.json): the index of the API, with a JSON Schema of each answer"
    yield f"- [Feed]({root}feed.xml): the newest papers as Atom, and at feed.json as JSON Feed"
    yield f"- [Bibliography]({root}cite/all.bib): all papers as BibTeX, and at cite/all.json as CSL-JSON"
    for area in site.areas:
        if topics := catalogue.topics_of(area):
            yield ""
            yield f"## {escape_inside(clean(area.title))}"
            yield ""
            yield from (_link(catalogue, root, paths.topic(topic.slug), topic.title, topic.scope) for topic in topics)
    if catalogue.digests:
        yield ""
        yield "## Optional"
        yield ""
        for digest in catalogue.digests[:_DIGESTS]:
            yield _link(catalogue, root, paths.digest(digest.slug), f"Digest of {digest_name(digest)}", "")


def _link(catalogue: Catalogue, root: str, page: PagePath, title: str, says: str) -> str:
    address = quoted(root + (page if has_markdown(catalogue) else paths.url(page)))
    return f"- [{escape_inside(clean(title))}]({address})" + (f": {escape_inside(clean(says))}" if says else "")


def _search(catalogue: Catalogue, root: str) -> str:
    title = clean(catalogue.site.title)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
            f"<ShortName>{markup(title[:_LONGEST_NAME].strip()) or 'Papers'}</ShortName>",
            f"<Description>{markup(shortened(f'Search {title}', _LONGEST_DESCRIPTION))}</Description>",
            "<InputEncoding>UTF-8</InputEncoding>",
            f'<Url type="text/html" method="get" template="{markup(quoted(root))}search/?q={{searchTerms}}"/>',
            f'<Url type="application/opensearchdescription+xml" rel="self" template="{markup(quoted(root))}'
            f'{SEARCH_DESCRIPTION}"/>',
            "</OpenSearchDescription>",
            "",
        ]
    )
