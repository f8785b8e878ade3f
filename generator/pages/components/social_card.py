"""What the social card of a page says: the picture that chats and social networks show for a link to it.

Digests and topics have one each; papers have one as long as there are not too many of them, or if the list says so.
A title that the site's typeface cannot show has none, and its page has the picture that all others have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.catalogue import Catalogue
from generator.model.curation import SocialCards
from generator.model.digest import Digest
from generator.model.identity import PagePath
from generator.model.paper import Paper
from generator.pages.components.cards import surest
from generator.pages.components.outline import hue_of
from generator.pages.printing import paths
from generator.text import wording

CARDS_FOLDER = "cards"
MOST_PAPERS_WITH_CARDS = 500
"""Papers of a list up to which each has a card by default: a card is as large as a page of a paper."""
SHOWN = "!-~\\xa1-\\xff\\u0131\\u0152\\u0153\\u02c6\\u02dc–—‘-‚“-„•…′″‹›⁄€™−"
"""The characters that the typeface has, as a class of a pattern."""
_SHOWN = re.compile(f"[{SHOWN} ]")
_LEAST_SHOWN = 0.9
"""The share of letters and digits without which a title is not a title any more."""
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class SocialCard:
    """What a card says. Texts are what the typeface can show."""

    path: str
    """Of the picture, below the site."""
    list_title: str
    title: str
    topic: str
    """Of a paper, its surest topic; of a topic, its area."""
    facts: str
    hue: int | None
    """Of the area, in degrees."""


def social_cards(catalogue: Catalogue) -> dict[PagePath, SocialCard]:
    """The cards of all pages that have one, by page."""
    wish = catalogue.site.social_cards
    if wish is SocialCards.NONE:
        return {}
    cards = [*_digest_cards(catalogue), *_topic_cards(catalogue)]
    if wish is SocialCards.ALL or (wish is None and len(catalogue.papers) <= MOST_PAPERS_WITH_CARDS):
        cards += _paper_cards(catalogue)
    return {page: card for page, card in cards if card}


def shown(text: str) -> str | None:
    """A text in the characters that the typeface has: accents that it lacks are left out, and so are other signs.
    ``None`` when too little is left.
    """
    words = " ".join(text[:_LONGEST].split())
    if not _SHOWN.sub("", words):
        return words or None
    kept = "".join(_nearest(char) for char in words)
    letters = sum(char.isalnum() for char in words)
    is_enough = sum(char.isalnum() for char in kept) >= letters * _LEAST_SHOWN
    return " ".join(kept.split()) or None if is_enough else None


def _nearest(char: str) -> str:
    return char if _SHOWN.match(char) else "".join(_SHOWN.findall(unicodedata.normalize("NFKD", char)))


def _digest_cards(catalogue: Catalogue) -> Iterator[tuple[PagePath, SocialCard | None]]:
    for digest in catalogue.digests:
        page = paths.digest(digest.slug)
        count = wording.counted(len(catalogue.by_digest[digest.slug]), "paper")
        yield page, _card(catalogue, page, f"Digest of {_day(digest)}", "", count, None)


def _day(digest: Digest) -> str:
    day = wording.long_day(digest.date)
    return f"{day}, {digest.label}" if digest.label else day


def _topic_cards(catalogue: Catalogue) -> Iterator[tuple[PagePath, SocialCard | None]]:
    areas = {area.slug: area.title for area in catalogue.site.areas}
    for topic in catalogue.topics:
        page, area = paths.topic(topic.slug), topic.area.value
        yield page, _card(catalogue, page, topic.title, areas[area], "Topic", hue_of(catalogue, area))


def _paper_cards(catalogue: Catalogue) -> Iterator[tuple[PagePath, SocialCard | None]]:
    for paper in catalogue.papers:
        page = paths.paper(paper.slug)
        yield page, _card(catalogue, page, paper.title.plain, *_topic_of(catalogue, paper))


def _topic_of(catalogue: Catalogue, paper: Paper) -> tuple[str, str, int | None]:
    assignment = surest(paper)
    if assignment is None:
        return "", wording.when(paper), None
    topic = catalogue.topic[assignment.topic]
    return topic.title, wording.when(paper), hue_of(catalogue, topic.area.value)


def _card(
    catalogue: Catalogue, page: PagePath, title: str, topic: str, facts: str, hue: int | None
) -> SocialCard | None:
    text = shown(title)
    if text is None:
        return None
    path = f"{CARDS_FOLDER}/{page.removesuffix('.md')}.png"
    return SocialCard(path, shown(catalogue.site.title) or "", text, shown(topic) or "", facts, hue)
