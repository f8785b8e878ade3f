"""What an entry of a feed shows, as HTML that is well-formed XML, too.

Of elements there are only paragraphs, lists, emphasis and links: readers of feeds remove what else there is. Formulas
are characters, which every reader shows. Every text is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from generator.model.curation import LinkKind
from generator.model.paper import Paper
from generator.model.text import Span, Style, Text
from generator.pages.components.cards import lead_of
from generator.pages.printing.addresses import quoted
from generator.text import wording

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All but what XML 1.0 allows (https://www.w3.org/TR/xml/#charsets)."""
_LEAD = 300
"""Characters of the sentence that stands for a paper in the entry of a digest."""
LONGEST_DIGEST = 100
"""Papers of a digest that its entry names."""


def clean(text: str) -> str:
    """A text on one line, without characters that XML cannot hold."""
    return " ".join(_NOT_IN_XML.sub("", text).split())


def markup(text: str) -> str:
    """A text escaped for elements and attributes."""
    return escape(clean(text))


def paper_html(paper: Paper, page: str | None) -> str:
    """The abstract of a paper, with a curator's note before it and links after it. ``page`` is its own address on the
    site, where that is known.
    """
    return "".join(f"<p>{paragraph}</p>" for paragraph in _paragraphs(paper, page))


def _paragraphs(paper: Paper, page: str | None) -> Iterator[str]:
    if paper.is_taken_back:
        yield f"<strong>This paper was {paper.stage}.</strong>"
    if paper.note:
        yield f"<em>Note: {markup(paper.note)}</em>"
    written = [text for text in map(text_html, paper.abstract) if text]
    yield from written or ["There is no abstract."]
    links = [_link(page, "On this site")] if page else []
    # The last kind is a search, not a link of the paper.
    links += [_link(link.url, wording.LINK_LABELS[link.kind]) for link in paper.links if link.kind != LinkKind.SEARCH]
    if links:
        yield " · ".join(links)


def digest_html(papers: Sequence[Paper], pages: Iterable[str | None]) -> str:
    """The papers of a digest with the sentences that stand for them; at most the first hundred."""
    shown = zip(papers[:LONGEST_DIGEST], pages, strict=False)
    items = "".join(f"<li>{_listed(paper, page)}</li>" for paper, page in shown)
    more = len(papers) - LONGEST_DIGEST
    rest = f"<p>And {wording.counted(more, 'more paper')}.</p>" if more > 0 else ""
    return (f"<ol>{items}</ol>" if items else "<p>It lists no papers.</p>") + rest


def _listed(paper: Paper, page: str | None) -> str:
    title = markup(paper.title.plain)
    lead = lead_of(paper, _LEAD)
    head = f'<a href="{_attribute(page)}">{title}</a>' if page else title
    return f"<strong>{head}</strong>" + (f"<br/>{markup(lead)}" if lead else "")


def _link(url: str, label: str) -> str:
    return f'<a href="{_attribute(url)}">{escape(label)}</a>'


def _attribute(url: str) -> str:
    return escape(quoted(_NOT_IN_XML.sub("", url)))


def text_html(text: Text) -> str:
    """A scraped text; formulas are characters."""
    return "".join(map(_span, text.spans)).strip()


def _span(span: Span) -> str:
    inner = escape(_NOT_IN_XML.sub("", span.text))
    if span.url:
        return f'<a href="{_attribute(span.url)}">{inner}</a>'
    if span.style is Style.STRONG:
        return f"<strong>{inner}</strong>"
    return f"<em>{inner}</em>" if span.style is Style.EMPHASIS else inner
