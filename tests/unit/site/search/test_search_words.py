"""How the index cuts texts into words, by the vectors that the query is tested against too
(tests/scripts/search-words.test.js): a query finds nothing when the two differ.
"""

from __future__ import annotations

import time
from typing import Any

import pytest
from support.vectors import vectors

from generator.site.search.search_words import arxiv_word, stem, tokens_of, words_of
from generator.text.lexicon import FUNCTION_WORDS

CASES = vectors("search_words")
Case = dict[str, Any]


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda case: case["text"])
def test_a_text_is_cut_into_words(case: Case) -> None:
    words = [[word.term, word.surface, word.place, word.is_joined] for word in words_of(case["text"])]
    assert words == case["words"]


def test_stop_words_are_single_words_as_a_text_gives_them() -> None:
    assert [word for word in FUNCTION_WORDS if [found.surface for found in words_of(word)] != [word]] == []


@pytest.mark.parametrize("case", CASES["arxiv"], ids=lambda case: case["id"])
def test_an_arxiv_id_is_one_word(case: Case) -> None:
    assert arxiv_word(case["id"]) == case["word"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quantisation", "quantization"),
        ("modelling", "models"),
        ("theories", "theory"),
        ("behaviours", "behavior"),
        ("fibre", "fiber"),
        ("generating", "generation"),
        ("labelled", "labeling"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("transformer", "transform"), ("bias", "base"), ("llama", "lama")])
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "text", ["aing" * 100_000, "a-" * 200_000, "1.2" * 100_000, "aA" * 200_000, "\u0301" * 300_000]
)
def test_time_grows_with_the_length_of_a_text_only(text: str) -> None:
    begun = time.process_time()
    assert all(len(word.term) <= 40 for word in words_of(text))
    tokens_of(text)
    assert time.process_time() - begun < 5
