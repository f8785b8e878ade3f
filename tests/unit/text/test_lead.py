"""The sentence that stands for a paper in a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hostile import repeated, seconds

from generator.text.lead import lead_sentence, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  ", []),
        ("One.", ["One."]),
        ("One", ["One"]),
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("It is 3.5 times faster. It works.", ["It is 3.5 times faster.", "It works."]),
        ("It works (well). It is done.", ["It works (well).", "It is done."]),
        ("It is “good”. “Better” is best.", ["It is “good”.", "“Better” is best."]),
        ("It ends here.it goes on.", ["It ends here.it goes on."]),
        ("One. two.", ["One. two."]),
        ("One. 2 follows.", ["One.", "2 follows."]),
        # Abbreviations and initials do not end a sentence.
        ("Models, e.g. GPT, are large. So are we.", ["Models, e.g. GPT, are large.", "So are we."]),
        ("Models, i.e. Transformers. Two.", ["Models, i.e. Transformers.", "Two."]),
        ("Smith et al. Show it. Two.", ["Smith et al. Show it.", "Two."]),
        ("See Fig. 3 and Eq. 4 and Sec. 5. Two.", ["See Fig. 3 and Eq. 4 and Sec. 5.", "Two."]),
        ("By J. Smith and A. B. Jones. Two.", ["By J. Smith and A. B. Jones.", "Two."]),
        ("GPT vs. Humans. Two.", ["GPT vs. Humans.", "Two."]),
        ("It follows, cf. Smith. Two.", ["It follows, cf. Smith.", "Two."]),
        ("Prof. Smith and Dr. Jones. Two.", ["Prof. Smith and Dr. Jones.", "Two."]),
        # Words that only end like one.
        ("It has wings. Two.", ["It has wings.", "Two."]),
        ("A config. Two.", ["A config.", "Two."]),
        ("In JAX. Two.", ["In JAX.", "Two."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


WORDS = ["One", "e.g.", "A.", "et al.", "Two.", "(three).", "four", "?", "!", "5"]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_no_word_is_lost(text: str) -> None:
    assert " ".join(sentences(text)) == text


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([], None),
        ([""], None),
        (["Data are good. They are many."], "Data are good."),
        (["Data are good. We propose to use them."], "We propose to use them."),
        (["Data are good. We further study them. We propose more."], "We further study them."),
        (["Data are good. In this paper, more is said."], "In this paper, more is said."),
        (["Data are good. This work is about them."], "This work is about them."),
        (["Data are good. Our survey is long."], "Our survey is long."),
        (["Data are good. A method is proposed here."], "A method is proposed here."),
        (["Data are good.", "We show why."], "We show why."),
        # An opening that points at what a list does not show tells nothing there.
        (["Data are few. To address these challenges, we propose more."], "We propose more."),
        (["In this paper, we study how, in this paper, we study."], "We study how, in this paper, we study."),
        (["Inspired by this, our work is new."], "Our work is new."),
        (["To address label noise, we propose a loss."], "To address label noise, we propose a loss."),
        (["In this paper, we."], "We."),
        # Not what the authors do, or so late that it is a result.
        (["Data are good. We know that. We are many."], "Data are good."),
        (["Data are good. The workshop was here."], "Data are good."),
        (["One. Two. Three. Four. Five. Six. We show seven."], "We show seven."),
        (["One. Two. Three. Four. Five. Six. Seven. We show eight."], "One."),
    ],
)
def test_the_sentence_that_leads(paragraphs: list[str], expected: str | None) -> None:
    assert lead_sentence(paragraphs) == expected


def test_a_paragraph_of_initials_takes_time_by_its_length_only() -> None:
    text = repeated("A. ")
    assert sentences(text) == [text.strip()]
    assert seconds(lambda: sentences(text)) < 2
