"""How the index cuts texts into words, by the vectors that the query is tested against too
(tests/scripts/search-words.test.js): a query finds nothing when the two differ.
"""

from __future__ import annotations

from typing import Any

import pytest
from support.vectors import vectors

from generator.site.search.search_words import arxiv_word, words_of
from generator.text.lexicon import FUNCTION_WORDS as STOP_WORDS

CASES = vectors("search_words")
Case = dict[str, Any]


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda case: case["text"])
def test_a_text_is_cut_into_words(case: Case) -> None:
    assert words_of(case["text"]) == case["words"]


def test_the_stop_words_of_the_vectors_are_those_of_the_index() -> None:
    assert set(CASES["stop_words"]) <= STOP_WORDS


@pytest.mark.parametrize("case", CASES["arxiv"], ids=lambda case: case["id"])
def test_an_arxiv_id_is_one_word(case: Case) -> None:
    assert arxiv_word(case["id"]) == case["word"]
