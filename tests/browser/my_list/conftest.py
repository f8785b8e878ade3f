"""Papers on a reader's list."""

from __future__ import annotations

from typing import Any

import pytest
from support.lists import Kept, note, off, on
from support.my_list_page import facts

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper


@pytest.fixture(scope="module")
def four(catalogue: Catalogue) -> list[Paper]:
    """Papers of which authors and arXiv ids are known, published on different days, by their titles."""
    known = [one for one in catalogue.papers if len(one.authors) > 3 and one.arxiv and one.published]
    chosen = {one.published: one for one in known}
    return sorted(list(chosen.values())[:4], key=lambda one: one.title.plain.casefold())


@pytest.fixture(scope="module")
def marked(four: list[Paper]) -> Kept:
    """A list with every kind of mark, and what was removed."""
    one, two, three, fourth = four
    papers: dict[str, dict[str, Any]] = {
        one.slug: {**facts(one), "star": on(3_000), "later": off(3_000)},
        two.slug: {**facts(two), "star": on(1_000), "note": note("Compare with Ångström’s table.\nLine two.", 9_000)},
        three.slug: {**facts(three), "later": on(4_000)},
        fourth.slug: {**facts(fourth), "read": on(2_000)},
        "taken-off": {"star": off(5_000)},
    }
    return Kept(papers)
