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
        case ["li", _, ["p", _, ["a", {"class": "title", "href": href}, *_]], *_]:
            return str(href).split("/")[-2]
    return None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["card"]["slug"])
def test_a_card_is_printed_as_the_vectors_say(printed: dict[str, Tree], case: Case) -> None:
    assert printed[case["card"]["slug"]] == with_links(case)


def with_links(case: Case) -> Tree:
    """The markup of a card, with the names as they are printed."""
    *card, (tag, attributes, facts, *rest) = case["markup"]
    by = case["card"]["by"]
    *names, last = case.get("printed_by", [by])
    assert facts.startswith(by)
    return [*card, [tag, attributes, *names, last + facts.removeprefix(by), *rest]]


@pytest.fixture(scope="module")
def recorded(toy_site: Path) -> dict[str, dict[str, Any]]:
    """What the search index says of each paper, by slug."""
    blocks = [json.loads(path.read_text(encoding="utf-8")) for path in toy_site.glob("search-index/*/records/*.json")]
    rows = [dict(zip(block, row, strict=True)) for block in blocks for row in zip(*block.values(), strict=True)]
    return {row["slug"]: row for row in rows}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["card"]["slug"])
def test_a_search_record_holds_the_card_of_the_vectors(
    toy_content: ContentResult, recorded: dict[str, dict[str, Any]], case: Case
) -> None:
    record = dict(recorded[case["card"]["slug"]])
    slugs = [topic.slug for topic in toy_content.catalogue.topics]
    record["topics"] = [slugs[place] for place in record["topics"]]
    record["has"] = record["has"].split()

    card = case["card"] | {"topics": [topic["slug"] for topic in case["card"]["topics"]]}
    assert {key: value for key, value in record.items() if value or key == "topics"} == card
