"""Cuts the lines of a text scrape into cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.digests.plain.line_roles import LINE_FACTS, LineRole
from generator.digests.plain.lines import LineKind, TextLine
from generator.model.identity import ArxivId


@dataclass(frozen=True, slots=True)
class TextCard:
    """Consecutive lines between the facts of two cards: usually one paper, or several without facts."""

    upvotes: TextLine | None
    text: tuple[TextLine, ...]
    addresses: tuple[TextLine, ...]
    facts: tuple[tuple[LineRole, TextLine], ...]
    begins_with_title: bool
    """Does it follow the facts of another card, or have upvotes above it? Then its first line is a title."""

    def arxiv_below(self, title: TextLine) -> ArxivId | None:
        """The arXiv id in the first address below a title."""
        return next((line.arxiv for line in self.addresses if line.number > title.number), None)


@dataclass(slots=True)
class _OpenCard:
    """A card that still takes lines."""

    follows_facts: bool = False
    upvotes: TextLine | None = None
    text: list[TextLine] = field(default_factory=list)
    addresses: list[TextLine] = field(default_factory=list)
    facts: list[tuple[LineRole, TextLine]] = field(default_factory=list)

    def add(self, line: TextLine, role: LineRole) -> None:
        if role is LineRole.UPVOTES:
            self.upvotes = line
        elif role is LineRole.TEXT:
            self.text.append(line)
        elif role is LineRole.PAPER_ADDRESS:
            self.addresses.append(line)
        elif role in LINE_FACTS:
            self.facts.append((role, line))

    def ends_before(self, line: TextLine, role: LineRole) -> bool:
        begins_card = role is LineRole.UPVOTES or line.kind is LineKind.SUBMITTED
        return bool((begins_card and (self.text or self.facts)) or (role is LineRole.TEXT and self.facts))

    def closed(self) -> TextCard:
        begins_with_title = self.upvotes is not None or self.follows_facts
        return TextCard(self.upvotes, tuple(self.text), tuple(self.addresses), tuple(self.facts), begins_with_title)


def cut_cards(lines: Sequence[TextLine], roles: Sequence[LineRole]) -> Iterator[TextCard]:
    """The cards of a page, cut after the facts of each card and before its upvotes."""
    card = _OpenCard()
    for line, role in zip(lines, roles, strict=True):
        if card.ends_before(line, role):
            yield card.closed()
            card = _OpenCard(follows_facts=bool(card.facts))
        card.add(line, role)
    if card.text or card.facts:
        yield card.closed()
