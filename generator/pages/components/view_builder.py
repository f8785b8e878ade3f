"""Builds the parts of views that need the whole catalogue: cards, links to topics, front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.catalogue.people.papers_by_name import Contributor, People, names_of, people_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind
from generator.model.digest import Digest
from generator.model.identity import PagePath
from generator.model.paper import Paper
from generator.model.period import Period
from generator.pages.components.bylines import NamedPage
from generator.pages.components.cards import AUTHORS_ON_A_CARD, TOPICS_ON_A_CARD, Card, Cards, card_of
from generator.pages.components.heads import EditSource, ListHead
from generator.pages.components.list_parts import LONGEST_PAGE
from generator.pages.components.outline import hue_of, outline_fingerprint, outline_of
from generator.pages.components.page_links import PageLink, TopicLink, paper_link
from generator.pages.components.social_card import SocialCard, social_cards
from generator.pages.components.titles import Titles
from generator.pages.components.view import Deferred, Hashed
from generator.pages.printing import paths
from generator.storage.cache import Cache
from generator.text import wording


@dataclass(frozen=True, slots=True)
class ViewBuilder:
    """Builds parts of views of one catalogue, each once."""

    catalogue: Catalogue
    outline: str
    """Fingerprint of the sidebar."""
    hues: Mapping[str, int]
    """Of each topic, by its area."""
    social_cards: Mapping[PagePath, SocialCard]
    people: People
    cache: Cache = field(default_factory=Cache)
    cards_by_key: dict[tuple[str, str | None, str | None], Deferred[Card]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, cache: Cache | None = None) -> ViewBuilder:
        """A builder for a catalogue. A cache only saves time."""
        hues: dict[str, int] = {topic.slug: hue_of(catalogue, topic.area.value) for topic in catalogue.topics}
        outline = outline_fingerprint(outline_of(catalogue))
        return cls(catalogue, outline, hues, social_cards(catalogue), people_of(catalogue), cache or Cache())

    def head(
        self,
        title: str,
        description: str,
        template: str,
        *,
        topic: str | None = None,
        day: date | None = None,
        source: EditSource | None = None,
        card_of: PagePath | None = None,
    ) -> ListHead:
        """The front matter of a page with the topics beside it; ``card_of`` is the page whose social card it has."""
        card = self.social_card(card_of) if card_of else None
        return ListHead(title, description, template, day, topic, self.outline, source, card)

    def social_card(self, page: PagePath) -> str | None:
        """The path of the social card of a page, if it has one."""
        card = self.social_cards.get(page)
        return card.path if card else None

    def unfinished(self, period: Period) -> str | None:
        """What is said of a period that is not over on the day of the newest digest; nothing of another one."""
        newest = self.catalogue.digests[0].date if self.catalogue.digests else None
        return wording.unfinished(newest) if newest and period.goes_on_after(newest) else None

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
        return Cards(
            tuple(self._card(paper, topic, paper.note if with_notes else None) for paper in papers), is_ordered
        )

    def cards_or_titles(self, papers: Iterable[Paper], of: int) -> Cards | Titles:
        """Papers of a page that lists ``of`` of them: titles alone where their cards are too many for it."""
        return self.cards(papers) if of <= LONGEST_PAGE else Titles(tuple(map(paper_link, papers)))

    def hashed(self, paper: Paper) -> Hashed[Paper]:
        """A paper with its fingerprint, as an argument of what is deferred."""
        return Hashed(paper, self.cache.fingerprint_of(paper))

    def _card(self, paper: Paper, topic: str | None, note: str | None) -> Deferred[Card]:
        key = (paper.slug, topic, note)
        if key not in self.cards_by_key:
            others = [assignment.topic for assignment in paper.topics if assignment.topic != topic]
            links = tuple(map(self.topic_link, others[:TOPICS_ON_A_CARD]))
            self.cards_by_key[key] = Deferred(card_of, (self.hashed(paper), topic, links, note, self._known(paper)))
        return self.cards_by_key[key]

    def _known(self, paper: Paper) -> tuple[NamedPage, ...]:
        """The pages that a card links to: of whoever had enough papers when this one was first listed. What came
        later leaves the card as it is, and with it all lists that have it.
        """
        shown = self._contributors(paper, AUTHORS_ON_A_CARD)
        return tuple(
            _named_page(name, one) for name, one in shown if one.page_since and one.page_since <= paper.first_listed
        )

    def pages_of(self, paper: Paper, most: int) -> tuple[NamedPage, ...]:
        """The pages that there are of the first authors of a paper, and of its organisation."""
        return tuple(_named_page(name, one) for name, one in self._contributors(paper, most) if one.has_page)

    def _contributors(self, paper: Paper, most: int) -> list[tuple[str, Contributor]]:
        """The first authors of a paper and its organisation, by the names that it states."""
        return [
            (name, self.people.named(kind, name)) for kind in ContributorKind for name in names_of(paper, kind)[:most]
        ]


def _named_page(name: str, contributor: Contributor) -> NamedPage:
    return name, paths.contributor(contributor.kind, contributor.slug)


def digest_name(digest: Digest) -> str:
    """What a digest is called: its day, and its label where a day has several."""
    day = wording.long_day(digest.date)
    return f"{day}, {digest.label}" if digest.label else day


def digest_link(digest: Digest) -> PageLink:
    """A link to a digest by its name."""
    return PageLink(digest_name(digest), paths.digest(digest.slug))


def digest_count(digest: Digest, papers: Sequence[Paper]) -> str:
    """How many papers a digest lists, and how many of these an earlier one does, in words."""
    return wording.listed(len(papers), sum(paper.appearances[0].digest != digest.slug for paper in papers))
