"""A page of the site: where it lies, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.identity import PagePath
from generator.pages.components.heads import Head
from generator.pages.components.view import Deferred, View, canonical
from generator.pages.printing.front_matter import head_as_text
from generator.pages.printing.print_view import print_view
from generator.storage.cache import fingerprint


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, as a table of contents names it."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page in both its forms."""

    head: Head
    markdown: bytes
    """Its whole text, with the front matter."""
    html: bytes
    headings: tuple[Heading, ...]


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
        import re

        import markdown as md

        from generator.pages.printing import paths

        head = self.head.built if isinstance(self.head, Deferred) else self.head
        view = self.view.built if isinstance(self.view, Deferred) else self.view
        text = print_view(view, self.path)
        converter = md.Markdown(extensions=["attr_list", "md_in_html", "fenced_code", "tables", "toc"])
        html = converter.convert(text)

        def address(m):
            target = m[1]
            import posixpath

            full = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), target))
            return f'href="{paths.between(self.path, full)}"'

        html = re.sub(r'href="([^"#:]*\.md)"', address, html)

        def flat(tokens):
            for token in tokens:
                yield Heading(token["level"], token["id"], token["name"])
                yield from flat(token["children"])

        return PrintedPage(head, (head_as_text(head) + text).encode(), html.encode(), tuple(flat(converter.toc_tokens)))


def print_page(page: Page) -> PrintedPage:
    """The page, printed: a function of a module, which other processes can be handed."""
    return page.printed()
