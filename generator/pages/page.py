"""A page of the site: where it lies, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.identity import PagePath
from generator.pages.components.heads import Head
from generator.pages.components.view import View
from generator.pages.printing.front_matter import head_as_text
from generator.pages.printing.print_view import print_view
from generator.storage.cache import fingerprint


@dataclass(frozen=True, slots=True)
class Page:
    """A page, not printed yet."""

    path: PagePath
    head: Head
    view: View

    @property
    def fingerprint(self) -> str:
        """Of everything that it shows: pages with equal paths and fingerprints are printed alike."""
        return fingerprint(repr(self.head), self.view.fingerprint)

    def print(self) -> str:
        """Its whole text as Markdown."""
        return head_as_text(self.head) + print_view(self.view, self.path)
