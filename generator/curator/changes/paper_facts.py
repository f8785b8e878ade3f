"""What the page of a paper shows, field by field, as texts that can be compared."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.paper import Paper
from generator.model.problem import Place
from generator.model.text import Span, Style, Text

Facts = Mapping[str, tuple[tuple[str, ...], Place | None]]
"""What a page shows, by field: the texts, and where they are stated."""


def facts_of_paper(paper: Paper) -> Facts:
    """Every field that the page of a paper shows."""
    places = {origin.field: origin.place for origin in reversed(paper.origins)}
    values: dict[str, tuple[str, ...]] = {
        "title": (_marked_up(paper.title),),
        "abstract": tuple(_marked_up(paragraph) for paragraph in paper.abstract),
        "authors": paper.authors,
        "author_count": _present(None if paper.authors else paper.author_count),
        "organisation": _present(paper.organisation.name if paper.organisation else None),
        "published": _present(paper.published),
        "comments": _present(paper.comments),
        "upvotes": _present(paper.upvotes),
        "arxiv": _present(paper.arxiv),
        "doi": _present(paper.doi),
        "openreview": _present(paper.openreview),
        "acl": _present(paper.acl),
        "url": _present(paper.url),
        "year": _present(paper.year),
        "venue": _present(paper.venue),
        "stage": _present(paper.stage),
        "sections": paper.sections,
        "keywords": paper.keywords,
        "summary": _present(paper.summary.text if paper.summary else None),
        "stars": _present(paper.code.stars if paper.code else None),
        # Links without a place follow from the title or the ids, which are compared already.
        "links": tuple(f"{link.kind} {link.url}" for link in paper.links if link.place),
        "note": _present(paper.note),
        "featured": _present("yes" if paper.featured else None),
        "status": _present(paper.status),
        "digests": tuple(dict.fromkeys(appearance.digest for appearance in paper.appearances)),
    }
    return {field: (texts, places.get(field)) for field, texts in values.items()}


def sources_of_paper(paper: Paper) -> Facts:
    """Where the fields of a paper come from, as its page says it."""
    sources = tuple(
        f"{origin.field}: {origin.place.file}{f', {origin.detail}' if origin.detail else ''}"
        for origin in paper.origins
    )
    return {"sources": (sources, None)}


def _present(value: object | None) -> tuple[str, ...]:
    return () if value is None else (str(value),)


def _marked_up(text: Text) -> str:
    """A text with its emphasis and links, which readers see."""
    return "".join(map(_marked_up_span, text.spans))


def _marked_up_span(span: Span) -> str:
    if span.tex is not None:
        return f"${span.tex}$"
    if span.style is Style.LINK:
        return span.text if span.url in (None, span.text) else f"{span.text} <{span.url}>"
    return {Style.EMPHASIS: f"*{span.text}*", Style.STRONG: f"**{span.text}**"}.get(span.style, span.text)
