"""Which pages have a social card, and what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.builders import paper

from generator.model.catalogue import Catalogue
from generator.model.curation import SocialCards
from generator.model.identity import PagePath
from generator.pages.components.social_card import MOST_PAPERS_WITH_CARDS, shown, social_cards


def _with(catalogue: Catalogue, wish: SocialCards | None, papers: int = 0) -> Catalogue:
    listed = catalogue.papers[0].appearances
    more = tuple(
        replace(paper(f"Paper {number}", slug=f"paper-{number}"), appearances=listed) for number in range(papers)
    )
    return replace(catalogue, site=replace(catalogue.site, social_cards=wish), papers=(*catalogue.papers, *more))


@pytest.mark.parametrize(
    ("wish", "papers", "kinds"),
    [
        (None, 0, {"digests", "topics", "papers"}),
        (None, MOST_PAPERS_WITH_CARDS, {"digests", "topics"}),
        (SocialCards.ALL, MOST_PAPERS_WITH_CARDS, {"digests", "topics", "papers"}),
        (SocialCards.LISTS, 0, {"digests", "topics"}),
        (SocialCards.NONE, 0, set()),
    ],
)
def test_papers_have_cards_while_there_are_not_too_many(
    catalogue: Catalogue, wish: SocialCards | None, papers: int, kinds: set[str]
) -> None:
    cards = social_cards(_with(catalogue, wish, papers))
    assert {page.partition("/")[0] for page in cards} == kinds
    assert all(card.path == f"cards/{page.removesuffix('.md')}.png" for page, card in cards.items())
    assert len({card.path for card in cards.values()}) == len(cards)


def test_a_card_says_title_topic_and_date(catalogue: Catalogue) -> None:
    card = social_cards(catalogue)[PagePath("papers/data-shapley-equitable-valuation-of-data-for-machine-learning.md")]
    assert card.title == "Data Shapley: Equitable Valuation of Data for Machine Learning"
    assert card.facts == "Apr 2019"
    assert card.topic in {topic.title for topic in catalogue.topics}
    digest = social_cards(catalogue)[PagePath("digests/2025-10-31.md")]
    assert (digest.title, digest.topic, digest.facts) == ("Digest of 31 October 2025", "", "67 papers")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Title – with “quotes” & a $k$-NN", "A Title – with “quotes” & a $k$-NN"),
        ("Erdős and Čech on ﬁelds", "Erdos and Cech on fields"),
        ("Rockets 🚀 and α-stable processes in  Hilbert space", "Rockets and -stable processes in Hilbert space"),
        ("注意力就是你所需要的一切", None),
        ("عنوان طويل", None),
        ("🚀🚀", None),
        ("\x00\u202e\ud800", None),
        ("", None),
        ("Half 半分は日本語", None),
    ],
)
def test_a_text_is_shown_in_the_characters_of_the_typeface_or_not_at_all(text: str, expected: str | None) -> None:
    assert shown(text) == expected
