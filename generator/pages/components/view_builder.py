"""Builds the parts of views that need the whole catalogue: cards, links to topics, front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from generator.catalogue.badges import badges
from generator.model.catalogue import Catalogue
from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.pages.components.cards import (
    LEAD_LENGTH,
    TOPICS,
    Card,
    Cards,
    card_data,
    card_facts,
    reason_in_short,
)
from generator.pages.components.heads import EditSource, ListHead
from generator.pages.components.outline import hue_of, outline_fingerprint, outline_of
from generator.pages.components.page_links import PageLink, TopicLink, paper_link
from generator.pages.printing import paths
from generator.storage.cache import Cache, fingerprint
from generator.text import wording
from generator.text.excerpts import shortened
from generator.text.lead import lead_sentence


@dataclass(frozen=True, slots=True)
class ViewBuilder:
    """Builds parts of views of one catalogue, each once."""

    catalogue: Catalogue
    outline: str
    """Fingerprint of the sidebar."""
    hues: Mapping[str, int]
    """Of each topic, by its area."""
    cache: Cache = field(default_factory=Cache)
    cards_by_key: dict[tuple[str, str | None, bool], Card] = field(default_factory=dict)
    leads: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, cache: Cache | None = None) -> ViewBuilder:
        """A builder for a catalogue. A cache only saves time."""
        hues: dict[str, int] = {topic.slug: hue_of(catalogue, topic.area.value) for topic in catalogue.topics}
        return cls(catalogue, outline_fingerprint(outline_of(catalogue)), hues, cache or Cache())

    def head(
        self,
        title: str,
        description: str,
        template: str,
        *,
        topic: str | None = None,
        day: date | None = None,
        source: EditSource | None = None,
    ) -> ListHead:
        """The front matter of a page with the topics beside it."""
        return ListHead(title, description, template, day, topic, self.outline, source)

    def topic_link(self, slug: str) -> TopicLink:
        """A link to a topic."""
        return TopicLink(slug, self.catalogue.topic[slug].title, self.hues[slug])

    def cards(
        self,
        papers: Iterable[Paper],
        *,
        topic: str | None = None,
        is_ordered: bool = False,
        with_notes: bool = False,
    ) -> Cards:
        """A list of cards. On a topic's own page a card says why it is there; ``with_notes`` shows
        a curator's note in place of the lead.
        """
        return Cards(tuple(self._card(paper, topic, with_notes=with_notes) for paper in papers), is_ordered)

    def lead(self, paper: Paper) -> str | None:
        """The sentence that stands for a paper."""
        if paper.slug not in self.leads:
            paragraphs = [paragraph.plain for paragraph in paper.abstract]
            self.leads[paper.slug] = self.cache.get_or_compute(
                fingerprint("lead", *paragraphs), partial(lead_sentence, paragraphs)
            )
        return self.leads[paper.slug]

    def _card(self, paper: Paper, topic: str | None, *, with_notes: bool) -> Card:
        key = (paper.slug, topic, with_notes)
        if key not in self.cards_by_key:
            self.cards_by_key[key] = self._new_card(paper, topic, paper.note if with_notes else None)
        return self.cards_by_key[key]

    def _new_card(self, paper: Paper, topic: str | None, note: str | None) -> Card:
        lead = self.lead(paper)
        others = [assignment.topic for assignment in paper.topics if assignment.topic != topic]
        reasons = next((assignment.reasons for assignment in paper.topics if assignment.topic == topic), ())
        return Card(
            title=paper_link(paper),
            data=card_data(paper),
            lead=note or (shortened(lead, LEAD_LENGTH) if lead else None),
            facts=card_facts(paper),
            badges=tuple(map(str, badges(paper))),
            topics=tuple(map(self.topic_link, others[:TOPICS])),
            reason=f"Because of {reason_in_short(reasons)}" if reasons else None,
        )


def digest_name(digest: Digest) -> str:
    """What a digest is called: its day, and its label where a day has several."""
    day = wording.long_day(digest.date)
    return f"{day}, {digest.label}" if digest.label else day


def digest_link(digest: Digest) -> PageLink:
    """A link to a digest by its name."""
    return PageLink(digest_name(digest), paths.digest(digest.slug))
