"""The page of feeds: what to subscribe to, and how. Its template lists them by the topics beside lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.document.vocabulary import Block, Heading, Paragraph
from generator.pages.page import Page
from generator.pages.printing import paths

_TITLE = "Subscribe"
_DESCRIPTION = (
    "Follow this list in a feed reader: all papers, whole digests, one area or one topic. No account, no tracking."
)


@dataclass(frozen=True)
class SubscribeView(View):
    """The frame that the template fills."""

    title: str
    lead: str

    def blocks(self) -> Iterator[Block]:
        """What feeds are for; the template lists them."""
        yield Heading(1, self.title)
        yield Paragraph(self.lead, "lead")


def subscribe_page(builder: ViewBuilder) -> Page:
    """The page at ``/subscribe/``."""
    head = builder.head(_TITLE, _DESCRIPTION, "subscribe.html")
    return Page(paths.SUBSCRIBE, head, SubscribeView(_TITLE, _DESCRIPTION))
