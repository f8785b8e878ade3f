"""The card: a paper in a list, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalogue.badges import badges
from generator.catalogue.topics.match_strength import is_weak_match
from generator.model.paper import Assignment, Paper, Reason
from generator.pages.components.bylines import NamedPage, card_byline
from generator.pages.components.page_links import PageLink, TopicLink, paper_link
from generator.pages.components.view import Deferred, View
from generator.pages.document.vocabulary import CardList, Label, PaperTitle, Paragraph, Word
from generator.text import wording
from generator.text.excerpts import shortened

LEAD_LENGTH = 260
AUTHORS_ON_A_CARD = 3
_NOTE_LENGTH = 600
"""Characters of a note: as many as a curator can write. What a digest says can be longer."""
TOPICS_ON_A_CARD = 2
"""Topics that a card names besides the one it is listed under: the surest. The paper's page names all."""


@dataclass(frozen=True)
class Card(View):
    """What a card shows."""

    title: PageLink
    data: tuple[tuple[str, str], ...]
    """What scripts sort and filter it by: names and values of attributes."""
    lead: str | None
    byline: tuple[Word, ...]
    """Who wrote it."""
    facts: tuple[str, ...]
    """When and where it was published, how much it is discussed."""
    badges: tuple[tuple[str, bool], ...]
    """Each with whether it is a warning."""
    topics: tuple[TopicLink, ...]
    reason: str | None
    """Why it is listed under a topic, where a reader may wonder."""

    def blocks(self) -> Iterator[Paragraph]:
        """Its title, lead and facts."""
        yield Paragraph(PaperTitle(self.title, self.data))
        if self.lead:
            yield Paragraph(self.lead)
        yield Paragraph(tuple(self._facts()), "facts")
        if self.reason:
            yield Paragraph(self.reason, "why")

    def _facts(self) -> Iterator[Word]:
        yield from self.byline
        yield " · ".join(("", *self.facts) if self.byline else self.facts)
        for badge, is_warning in self.badges:
            yield " "
            yield Label(badge, "badge badge--warning" if is_warning else "badge")
        for topic in self.topics:
            yield " "
            yield topic


@dataclass(frozen=True)
class Cards(View):
    """A list of cards."""

    cards: tuple[Deferred[Card], ...]
    is_ordered: bool = False

    def blocks(self) -> Iterator[CardList]:
        """All of them, if there are any."""
        if self.cards:
            yield CardList(tuple(tuple(card.built.blocks()) for card in self.cards), self.is_ordered)


def card_of(
    paper: Paper,
    topic: str | None,
    topics: tuple[TopicLink, ...],
    note: str | None,
    pages: tuple[NamedPage, ...] = (),
) -> Card:
    """The card of a paper in the list of a topic, or in another list; a note stands in place of the lead. ``pages``
    are those of its authors and its organisation that it links to.
    """
    listed_for = next((assignment for assignment in paper.topics if assignment.topic == topic), None)
    return Card(
        title=paper_link(paper),
        data=card_data(paper),
        lead=shortened(note, _NOTE_LENGTH) if note else lead_of(paper, LEAD_LENGTH),
        byline=card_byline(paper, AUTHORS_ON_A_CARD, pages),
        facts=_facts(paper),
        badges=tuple((badge, badge.is_warning) for badge in badges(paper)),
        topics=topics,
        reason=reason_on_card(paper, listed_for) if listed_for else None,
    )


def lead_of(paper: Paper, length: int) -> str | None:
    """The sentence that stands for a paper, shortened."""
    return shortened(paper.lead, length) if paper.lead else None


def _facts(paper: Paper) -> tuple[str, ...]:
    comments = wording.counted(paper.comments, "comment") if paper.comments else None
    return tuple(fact for fact in (*wording.when_and_where(paper), comments) if fact)


def card_data(paper: Paper) -> tuple[tuple[str, str], ...]:
    """What scripts sort and filter a card by: names and values of attributes."""
    attributes = {
        "date": paper.dated.isoformat(),
        "since": paper.appearances[0].digest,
        "comments": str(paper.comments) if paper.comments else "",
        "has": " ".join(badges(paper)),
    }
    return tuple((name, value) for name, value in attributes.items() if value)


def reason_in_words(reasons: Iterable[Reason]) -> str:
    """Why a paper has a topic: the words that a rule matched, each once, a section of a list, or that a curator said
    so.
    """
    said: set[str] = set()
    return "; ".join(dict.fromkeys(filter(None, (_reason(reason, said) for reason in reasons))))


def _reason(reason: Reason, said: set[str]) -> str:
    """The reason without words that are ``said`` already; nothing if no other words are left."""
    if reason.section:
        return f"listed under “{reason.section}”"
    if reason.total is None and not reason.words:
        return "added by a curator"
    words = {word.casefold(): word for word in reversed(reason.words) if word.casefold() not in said}
    said.update(words)
    if not words:
        return ""
    quoted = wording.enumerated([f"“{word}”" for word in list(words.values())[::-1][:4]])
    return f"{quoted}: learned words of this topic" if reason.total is not None else f"{quoted} in the {reason.where}"


def reason_on_card(paper: Paper, assignment: Assignment) -> str | None:
    """Why a paper is listed under a topic, in a few words, where a reader may wonder: because of the section of a
    list, learned words, a curator, or a weak match. What rules match well needs no reason.
    """
    reasons = assignment.reasons
    if sections := [f"“{reason.section}”" for reason in reasons if reason.section]:
        return f"Listed under {wording.enumerated(sections[:2])}"
    if is_weak_match(paper, assignment):
        return f"Matches “{reasons[0].words[0]}” in the abstract"
    if any(not reason.words for reason in reasons):
        return "Added by a curator"
    if all(reason.total is not None for reason in reasons):
        return f"Words of this topic: {wording.enumerated([f'“{word}”' for word in reasons[0].words[:3]])}"
    return None


def surest(paper: Paper) -> Assignment | None:
    """The first topic of a paper, under which a grouped list shows it."""
    return paper.topics[0] if paper.topics else None
