"""arXiv ids and slugs, by the vectors that the scripts are tested against too (tests/scripts/identity.test.js)."""

from __future__ import annotations

import pytest
from support.vectors import vectors

from generator.model.contributors import ContributorKind, contributor_slug, name_key
from generator.model.identity import arxiv_id, slug_of

CASES = vectors("identity")


@pytest.mark.parametrize("case", CASES["arxiv"], ids=lambda case: case["text"])
def test_a_text_names_a_paper_on_arxiv_or_none(case: dict[str, str | None]) -> None:
    assert arxiv_id(case["text"] or "") == case["id"]


@pytest.mark.parametrize("case", CASES["slugs"], ids=lambda case: case["slug"])
def test_a_title_gives_a_slug(case: dict[str, str]) -> None:
    assert slug_of(case["title"]) == case["slug"]


@pytest.mark.parametrize("case", CASES["people"], ids=str)
def test_which_names_are_one(case: dict[str, str]) -> None:
    kind = ContributorKind(case["kind"])
    assert name_key(kind, case["name"]) == case["key"]
    assert case["slug"] in (None, contributor_slug(kind, case["name"]))
