"""The pages for a reader who comes back, New and For you: only the reader's browser knows what is on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.document.vocabulary import Block, Heading, Paragraph
from generator.pages.page import Page
from generator.pages.printing import paths

_NEW = "New since your last visit"
_ABOUT_NEW = "The papers that came since you were last here, worked out in your own browser."
_FOR_YOU = "For you"
_ABOUT_FOR_YOU = "The newest papers by what you follow, star, read and dismiss, worked out in your own browser."


@dataclass(frozen=True)
class ReturningView(View):
    """The frame that scripts fill."""

    title: str
    lead: str

    def blocks(self) -> Iterator[Block]:
        """Its title and what it is for; scripts make the rest."""
        yield Heading(1, self.title)
        yield Paragraph(self.lead, "lead")


def returning_pages(builder: ViewBuilder) -> Iterator[Page]:
    """The pages that scripts fill."""
    new = ReturningView(_NEW, _ABOUT_NEW)
    yield Page(paths.NEW_PAPERS, builder.head(_NEW, _ABOUT_NEW, "returning.html"), new)
    for_you = ReturningView(_FOR_YOU, _ABOUT_FOR_YOU)
    yield Page(paths.FOR_YOU, builder.head(_FOR_YOU, _ABOUT_FOR_YOU, "returning.html"), for_you)
