"""Who wrote a paper, with links to what else they wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.model.contributors import ContributorKind
from generator.model.curation import LinkKind
from generator.model.identity import PagePath
from generator.model.paper import Paper
from generator.pages.components.page_links import PageLink, SearchLink, WebLink
from generator.pages.document.vocabulary import Word
from generator.text import wording

NamedPage = tuple[str, PagePath]
"""A name as a paper states it, and the page of whoever has it."""

_MOST_SEARCHES = 12
"""Authors up to whom each of a byline is a link. In a longer one those with a page are, which is what a reader looks
for, and the others would be many long addresses that find this paper alone.
"""
_QUERY = {ContributorKind.AUTHOR: "author", ContributorKind.ORGANISATION: "org"}
"""What narrows a search to a name."""
_QUOTES = {ord(quote): " " for quote in '"“”'}


def card_byline(paper: Paper, most: int, pages: Sequence[NamedPage]) -> tuple[Word, ...]:
    """At most ``most`` authors, else the organisation, else their number; those that ``pages`` has are links."""
    page_of = dict(pages)
    return tuple(_byline(paper, most, {name: PageLink(name, page_of[name]) for name in page_of}))


def full_byline(paper: Paper, most: int, pages: Sequence[NamedPage]) -> tuple[Word, ...]:
    """The same where there is room: everybody is a link, to a page or to the search."""
    words: dict[str, Word] = {}
    if len(paper.authors) <= _MOST_SEARCHES:
        words |= {name: search_for(ContributorKind.AUTHOR, name) for name in paper.authors}
    words |= {name: PageLink(name, page) for name, page in pages}
    if paper.organisation:
        words[paper.organisation.name] = organisation_link(paper.organisation.name, pages)
    return tuple(_byline(paper, most, words))


def organisation_link(name: str, pages: Sequence[NamedPage]) -> PageLink | SearchLink:
    """A link to the page of an organisation, or to a search for it."""
    page = dict(pages).get(name)
    return PageLink(name, page) if page else search_for(ContributorKind.ORGANISATION, name)


def search_for(kind: ContributorKind, name: str, text: str | None = None) -> SearchLink:
    """A link to the search for all papers of an author or an organisation."""
    return SearchLink(text or name, f'{_QUERY[kind]}:"{without_quotes(name)}"')


def without_quotes(text: str) -> str:
    """A text as it can stand in quotation marks in a query."""
    return " ".join(text.translate(_QUOTES).split())


def _byline(paper: Paper, most: int, words: Mapping[str, Word]) -> Iterator[Word]:
    """As ``wording.people`` says it, and where the authors are, if they are not known here."""
    names, count = paper.authors, paper.author_count
    if names:
        yield from _enumerated([words.get(name, name) for name in names], most)
    elif paper.organisation:
        yield words.get(paper.organisation.name, paper.organisation.name)
    elif arxiv := next((link for link in paper.links if link.kind is LinkKind.ARXIV), None):
        on_arxiv = WebLink("on arXiv" if count else "Authors on arXiv", arxiv.url)
        yield from (f"{wording.counted(count, 'author')} (", on_arxiv, ")") if count else (on_arxiv,)
    elif count:
        yield wording.counted(count, "author")


def _enumerated(words: Sequence[Word], most: int) -> Iterator[Word]:
    """``a, b and c``, or ``a, b and 7 more``."""
    is_whole = len(words) <= most
    shown = words if is_whole else words[: most - 1]
    for at, word in enumerate(shown):
        if at:
            yield " and " if is_whole and at == len(shown) - 1 else ", "
        yield word
    if not is_whole:
        yield f" and {len(words) - most + 1:,} more"
