"""The page of feeds and letters: what to subscribe to, and how. Its template lists the feeds by the topics beside
lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.components.page_links import WebLink
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.document.vocabulary import Block, Heading, Paragraph
from generator.pages.page import Page
from generator.pages.printing import paths

_TITLE = "Subscribe"
_DESCRIPTION = (
    "Follow this list in a feed reader: all papers, whole digests, one area or one topic. No account, no tracking."
)
_LETTER = (
    "Each digest as a letter: the best papers with their abstracts, then all others, topic by topic. It loads nothing"
    " and reports to nobody that you opened it. "
)


@dataclass(frozen=True)
class SubscribeView(View):
    """The frame that the template fills."""

    title: str
    lead: str
    letters: WebLink | None
    """Where a reader asks for letters, if the list says it."""

    def blocks(self) -> Iterator[Block]:
        """What feeds are for, and where to get letters; the template lists the feeds."""
        yield Heading(1, self.title)
        yield Paragraph(self.lead, "lead")
        if self.letters:
            yield Heading(2, "By e-mail", id="by-e-mail")
            yield Paragraph((_LETTER, self.letters))


def subscribe_page(builder: ViewBuilder) -> Page:
    """The page at ``/subscribe/``."""
    newsletter = builder.catalogue.site.newsletter
    letters = WebLink("Subscribe by e-mail", newsletter.subscribe) if newsletter and newsletter.subscribe else None
    head = builder.head(_TITLE, _DESCRIPTION, "subscribe.html")
    return Page(paths.SUBSCRIBE, head, SubscribeView(_TITLE, _DESCRIPTION, letters))
