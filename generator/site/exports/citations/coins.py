"""Papers on pages that list them, for programs that collect citations: COinS, which is an OpenURL in the title of an
empty element (https://en.wikipedia.org/wiki/COinS, ANSI/NISO Z39.88). Zotero takes a whole page by it.

The script that makes the bibliography of a list reads the same (``overrides/assets/lists/list-citations.js``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Protocol
from urllib.parse import urlencode

from markupsafe import Markup

from generator.site.exports.citations.cited_paper import CitedPaper

_CARD = re.compile(r'<a class="title" [^>]*href="(?:[^"]*/)?([^"/]+)/"')


class WithCoins(Protocol):
    """A paper that was printed."""

    @property
    def coins(self) -> str:
        """Its element."""


def coins(paper: CitedPaper) -> str:
    """The element of a paper. It has all that a citation says; what is not known is left out."""
    pairs = urlencode([pair for pair in _values(paper) if pair[1]], safe="/:(),", errors="replace")
    # What an OpenURL has no key for.
    facts = {"organisation": paper.organisation, "category": paper.category}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in facts.items() if value)
    return f'<span class="Z3988"{data} title="{escape(pairs)}"></span>'


def _values(paper: CitedPaper) -> Iterator[tuple[str, str | None]]:
    # A journal's article must name its journal; all else is described by Dublin Core, whose type Zotero takes over.
    form = "journal" if paper.venue else "dc"
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"
    yield "rft_id", f"info:doi/{paper.doi}" if paper.doi else None
    yield "rft_id", f"info:arxiv/{paper.arxiv}" if paper.arxiv else None
    yield "rft_id", paper.url
    yield ("rft.atitle" if paper.venue else "rft.title"), paper.title
    yield "rft.jtitle", paper.venue
    yield "rft.genre", "article" if paper.venue else None
    yield from (("rft.au" if paper.venue else "rft.creator", author) for author in paper.authors)
    yield "rft.date", paper.date.isoformat() if paper.date else str(paper.year or "")
    yield "rft.type", None if paper.venue else ("preprint" if paper.arxiv else "document")


def coins_of_page(papers: Mapping[str, WithCoins], html: str) -> Markup:
    """The elements of all papers that have a card on a page, each once, in their order, by which the script knows them.
    ``papers`` are those of the site, by slug.
    """
    slugs = dict.fromkeys(_CARD.findall(html))
    spans = "\n".join(papers[slug].coins for slug in slugs if slug in papers)
    return Markup("<div hidden>\n{}\n</div>").format(Markup(spans)) if spans else Markup()  # noqa: S704 - escaped above
