"""Links as views hold them: by what they lead to. How a page names it depends on where that page lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.identity import PagePath
from generator.model.paper import Paper
from generator.model.text import Text
from generator.pages.printing import paths


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page of the site."""

    text: str | Text
    page: PagePath
    id: str | None = None
    """Of the link itself, where others lead to it."""


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A link to a topic by its title, in the colour of its area."""

    slug: str
    title: str
    hue: int
    """Degrees on the colour circle."""


@dataclass(frozen=True, slots=True)
class SearchLink:
    """A link to the search of this site."""

    text: str
    query: str
    """As a reader would type it."""


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to another site."""

    text: str
    url: str


def beside(*, older: PageLink | None, newer: PageLink | None) -> Iterator[str | PageLink]:
    """Links to the neighbours of a page, as further words of a line."""
    for name, link in (("older", older), ("newer", newer)):
        if link:
            yield f" · {name}: "
            yield link


def dated(digest: PageLink, origin: str | None) -> Iterator[str | PageLink]:
    """The newest digest with its source, which dates a list."""
    yield digest
    if origin:
        yield f" (source: {origin})"


def paper_link(paper: Paper) -> PageLink:
    """A link to a paper by its title."""
    return PageLink(paper.title, paths.paper(paper.slug))
