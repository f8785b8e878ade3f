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
class Page:
    """A page, not printed yet."""

    path: PagePath
    head: Head | Deferred[Head]
    view: View | Deferred[View]

    @property
    def fingerprint(self) -> str:
        """Of everything that it shows: pages with equal paths and fingerprints are printed alike."""
        return fingerprint(canonical(self.head), canonical(self.view))

    def print(self) -> str:
        """Its whole text as Markdown."""
        head = self.head.built if isinstance(self.head, Deferred) else self.head
        view = self.view.built if isinstance(self.view, Deferred) else self.view
        return head_as_text(head) + print_view(view, self.path)
