"""Cards, by the vectors that search results are tested against too (tests/scripts/search-results.test.js): the
same paper looks the same in a list that was printed and in one that a script makes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.markup_tree import Tree, trees
from support.vectors import vectors

from generator.content.read import ContentResult
from generator.site.search.search_records import records

pytestmark = pytest.mark.site
CASES = vectors("cards")["cards"]
Case = dict[str, Any]


@pytest.fixture(scope="module")
def printed(toy_site: Path) -> dict[str, Tree]:
    """The cards of the digests, by slug."""
    pages = [page.read_text(encoding="utf-8") for page in sorted(toy_site.glob("digests/*-*-*/index.html"))]
    items = [item for page in pages for item in trees(page.replace('"../../', '"/'), "li")]
    return {slug: item for item in items if (slug := slug_of_card(item))}


def slug_of_card(item: Tree) -> str | None:
    """The slug in the title of a card; ``None`` for an item that is no card."""
    match item:
        case ["li", _, ["p", _, ["a", {"data-slug": slug}, *_]], *_]:
            return str(slug)
    return None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["card"]["slug"])
def test_a_card_is_printed_as_the_vectors_say(printed: dict[str, Tree], case: Case) -> None:
    assert printed[case["card"]["slug"]] == case["markup"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["card"]["slug"])
def test_a_search_record_holds_the_card_of_the_vectors(toy_content: ContentResult, case: Case) -> None:
    cards = {card["slug"]: card for card in map(json.loads, (one.card for one in records(toy_content.catalogue)))}
    topics = [topic["slug"] for topic in case["card"]["topics"]]

    assert cards[case["card"]["slug"]] | {"topics": topics} == case["card"] | {"topics": topics}
    assert cards[case["card"]["slug"]].get("topics", []) == topics
