"""The page of the reader's own list, whose content only the reader's browser knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.document.vocabulary import Block, Heading, Paragraph
from generator.pages.page import Page
from generator.pages.printing import paths

_TITLE = "My list"
_DESCRIPTION = "The papers that you starred, marked or added a note to, kept in your own browser."


@dataclass(frozen=True)
class MyListView(View):
    """The frame that scripts fill."""

    title: str

    def blocks(self) -> Iterator[Block]:
        """Its title and what it is for; scripts make the rest."""
        yield Heading(1, self.title)
        yield Paragraph(
            "The papers you star, mark or add a note to. Kept in this browser only: nothing leaves your browser unless"
            " you export the list.",
            "lead",
        )


def my_list_page(builder: ViewBuilder) -> Page:
    """The page that scripts fill."""
    return Page(paths.MY_LIST, builder.head(_TITLE, _DESCRIPTION, "my-list.html"), MyListView(_TITLE))
