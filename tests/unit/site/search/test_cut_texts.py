"""Parts of a list are cut apart, in any order, and make one index."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.site.search.cut_texts import cut_texts, together
from generator.site.search.paper_texts import PaperText
from generator.site.search.segments import build_segment

WORDS = "bound-state bounded-state bound states few-shot fewshot GPT-4 gpt 4 Modelling models 深度学习 C++ the".split()
PHRASES = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
TEXTS = st.builds(
    PaperText,
    title=PHRASES,
    names=st.lists(PHRASES, max_size=2).map(tuple),
    rest=st.lists(PHRASES, max_size=2).map(tuple),
    ids=st.just(()),
    abstract=st.lists(PHRASES, max_size=2).map(tuple),
)


@given(st.lists(TEXTS, min_size=1, max_size=12), st.randoms(use_true_random=False), st.integers(1, 5))
def test_how_a_list_is_divided_changes_nothing(texts: list[PaperText], chance: Random, size: int) -> None:
    whole = build_segment([cut_texts(tuple(texts))], [np.arange(len(texts))])
    order = list(range(len(texts)))
    chance.shuffle(order)
    parts = [order[start : start + size] for start in range(0, len(order), size)]

    divided = build_segment(
        [cut_texts(tuple(texts[number] for number in part)) for part in parts], [np.array(part) for part in parts]
    )

    assert divided == whole


def test_what_is_kept_is_read_back() -> None:
    text = PaperText("Few-shot models", ("Ada Lovelace",), (), (), ("One model. " * 3,))
    words = together([(cut_texts((text,)).words, np.array([7]))])
    title = words.fields["title"]
    assert [words.surfaces[number] for number in title.words] == ["few", "shot", "few-shot", "models"]
    assert title.papers.tolist() == [7, 7, 7, 7]
    assert title.places.tolist() == [0, 1, 0, 2]


def test_places_of_a_long_abstract_end_at_the_last() -> None:
    text = PaperText("", (), (), (), ("a b " * 40_000,))
    body = together([(cut_texts((text,)).words, np.array([0]))]).fields["body"]
    assert body.places.max() == 65_535
