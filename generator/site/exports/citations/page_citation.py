"""What the page of a paper says to programs that cite it: meta tags and JSON-LD.

The tags are those that Google Scholar and Zotero read
(https://scholar.google.com/intl/en/scholar/inclusion.html#indexing), the JSON is a ScholarlyArticle
(https://schema.org/ScholarlyArticle). Both leave out what is not known, and what the page says in the open: its
abstract, and its address, which is the canonical one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from generator.model.catalogue import Catalogue
from generator.model.curation import LinkKind
from generator.model.paper import Paper, arxiv_month
from generator.site.exports.citations.cited_paper import CitedPaper

_SAME = (LinkKind.ARXIV, LinkKind.DOI, LinkKind.OPENREVIEW, LinkKind.ACL, LinkKind.PAGE)
_CATEGORIES = "https://arxiv.org/category_taxonomy"
_TAG = Markup('<meta name="citation_{}" content="{}">\n')
_TITLE = Markup('<meta name="citation_title" property="og:title" content="{}">\n')
"""It is also what others show who link to the page."""
_DATA = Markup('<script type="application/ld+json" id="paper">{}</script>')


def page_citation(catalogue: Catalogue, slug: str, url: str | None) -> Markup:
    """The elements for the head of a paper's page. ``url`` is the address of the page, if that is known."""
    paper = catalogue.by_slug[slug]
    cited = CitedPaper.of(paper, None)
    tags = (_TAG.format(name, value) for name, value in _tags(paper, cited, url))
    data = htmlsafe_json_dumps(_article(paper, cited), ensure_ascii=False, separators=(",", ":"))
    return Markup("").join([_TITLE.format(cited.title), *tags, _DATA.format(data)])


def _tags(paper: Paper, cited: CitedPaper, url: str | None) -> Iterator[tuple[str, str]]:
    yield from (("author", author) for author in cited.authors)
    if day := _day(paper, cited):
        yield "publication_date", day.replace("-", "/")
    if cited.doi:
        yield "doi", cited.doi
    if cited.arxiv:
        yield "arxiv_id", cited.arxiv
        yield "pdf_url", f"https://arxiv.org/pdf/{cited.arxiv}"
    if address := cited.url or url:
        yield "abstract_html_url", address


def _day(paper: Paper, cited: CitedPaper) -> str:
    """The day of publication, else the month of the arXiv id, else the year, as ISO 8601 has them."""
    if cited.date:
        return cited.date.isoformat()
    month = arxiv_month(paper.arxiv)
    return month.isoformat()[: len("2024-07")] if month else str(cited.year or "")


def _article(paper: Paper, cited: CitedPaper) -> Mapping[str, object]:
    arxiv = f"arXiv:{cited.arxiv}" if cited.arxiv else None
    record: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": cited.title,
        "author": [{"@type": "Person", "name": name} for name in cited.authors],
        "sourceOrganization": {"@type": "Organization", "name": cited.organisation} if cited.organisation else None,
        "datePublished": _day(paper, cited),
        "isPartOf": {"@type": "CreativeWork", "name": cited.venue} if cited.venue else None,
        "identifier": [one for one in (arxiv, f"doi:{paper.doi}" if paper.doi else None) if one],
        "about": {"@type": "DefinedTerm", "termCode": cited.category, "inDefinedTermSet": _CATEGORIES}
        if cited.category
        else None,
        "sameAs": [link.url for link in paper.links if link.kind in _SAME],
    }
    return {name: value for name, value in record.items() if value}
