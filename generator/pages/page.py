"""A page of the site: where it lies, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.identity import PagePath
from generator.pages.components.heads import Head
from generator.pages.components.view import Deferred, View, canonical
from generator.pages.printing.as_html import PrintedHeading, as_html
from generator.pages.printing.as_markdown import as_markdown
from generator.pages.printing.front_matter import head_as_text
from generator.storage.cache import fingerprint


@dataclass(frozen=True, slots=True)
class PrintedContent:
    """What the site frames."""

    html: bytes
    headings: tuple[PrintedHeading, ...]
    """In order, each with the id that leads to it."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page in both its forms, as bytes, which thousands of pages need less memory for."""

    markdown: bytes
    """All of it, with its front matter."""
    content: PrintedContent


@dataclass(frozen=True, slots=True)
class Page:
    """A page, not printed yet."""

    path: PagePath
    head: Head | Deferred[Head]
    view: View | Deferred[View]

    @property
    def fingerprint(self) -> str:
        """Of everything that it shows: pages with equal paths and fingerprints are printed alike."""
        return fingerprint(canonical(self.head), canonical(self.view))

    def printed(self) -> PrintedPage:
        """The page, printed."""
        blocks = tuple(self._view().blocks())
        markdown = head_as_text(self.built_head) + as_markdown(blocks, self.path)
        html, headings = as_html(blocks, self.path)
        return PrintedPage(markdown.encode(), PrintedContent(html.encode(), headings))

    def markdown(self) -> str:
        """Its whole text as Markdown."""
        return head_as_text(self.built_head) + as_markdown(self._view().blocks(), self.path)

    @property
    def built_head(self) -> Head:
        """Its front matter, built anew if it was deferred."""
        return self.head.built if isinstance(self.head, Deferred) else self.head

    def _view(self) -> View:
        return self.view.built if isinstance(self.view, Deferred) else self.view


def print_page(page: Page) -> PrintedPage:
    """The page, printed: a function of a module, which other processes can be handed."""
    return page.printed()
