"""The sentence that stands for a paper in a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hostile import repeated, seconds

from generator.text.lead import lead_sentence, sentences
from generator.text.standalone import standing_alone


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
        ("It is a kiln, a.k.a. Ember.", ["It is a kiln, a.k.a. Ember."]),
        ("One. 2 follows.", ["One.", "2 follows."]),
        # Abbreviations and initials do not end a sentence.
        ("Models, e.g. GPT, are large. So are we.", ["Models, e.g. GPT, are large.", "So are we."]),
        ("Models, i.e. Transformers. Two.", ["Models, i.e. Transformers.", "Two."]),
        ("Smith et al. Show it. Two.", ["Smith et al. Show it.", "Two."]),
        ("We use J. Comput. Phys. Two.", ["We use J. Comput. Phys. Two."]),
        ("We train it with 1. Clay and sand. It works.", ["We train it with 1. Clay and sand.", "It works."]),
        ("See Fig. 3 and Eq. 4 and Sec. 5. Two.", ["See Fig. 3 and Eq. 4 and Sec. 5.", "Two."]),
        ("By J. Smith and A. B. Jones. Two.", ["By J. Smith and A. B. Jones.", "Two."]),
        ("GPT vs. Humans. Two.", ["GPT vs. Humans.", "Two."]),
        ("It follows, cf. Smith. Two.", ["It follows, cf. Smith.", "Two."]),
        ("Prof. Smith and Dr. Jones. Two.", ["Prof. Smith and Dr. Jones.", "Two."]),
        # Words that only end like one.
        ("It has wings. Two.", ["It has wings.", "Two."]),
        ("A config. Two.", ["A config.", "Two."]),
        ("In JAX. Two.", ["In JAX.", "Two."]),
        # A space that is missing, and a full stop that is none.
        ("It is hard.To help, we cut it.", ["It is hard.", "To help, we cut it."]),
        ("We use Node.js and J. Doe's X = a . B and more.", ["We use Node.js and J. Doe's X = a . B and more."]),
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
        (["Data are good. We propose to use more."], "We propose to use more."),
        (["Data are good. We further study cats. We propose more."], "We propose more."),
        (["Data are good. In this paper, more is said."], "More is said."),
        (["Data are good. This work is about cats."], "This work is about cats."),
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
        ([f"One.{' Two.' * 10} We show seven."], "We show seven."),
        ([f"One.{' Two.' * 11} We show eight."], "One."),
    ],
)
def test_the_sentence_that_leads(paragraphs: list[str], expected: str | None) -> None:
    assert lead_sentence(paragraphs) == expected


@pytest.mark.parametrize(
    ("abstract", "title", "expected"),
    [
        # What the authors contribute comes before what they found, did, or contribute besides.
        ("Kilns are hot. We show that they cool. We build a kiln of clay.", "", "We build a kiln of clay."),
        ("Kilns are hot. We also sell bricks. We build a kiln of clay.", "", "We build a kiln of clay."),
        ("As example, we introduce bricks. We build a kiln of clay.", "", "We build a kiln of clay."),
        ("Hot kilns are good here, since they bake. We sell kilns of clay.", "", "We sell kilns of clay."),
        ("The proof was developed with assistance from a kiln. Clay is hot.", "", "Clay is hot."),
        ("Clay is hot. This whitepaper presents a kiln of clay.", "", "This whitepaper presents a kiln of clay."),
        ("We propose two remedies. We heat hot kilns of clay.", "Clay that cracks", "We heat hot kilns of clay."),
        ("Kilns are hot. We propose two remedies.", "Clay that cracks", "We propose two remedies."),
        ("We give three answers. We show that kilns of clay cool.", "", "We show that kilns of clay cool."),
        ("We propose a method consisting of three phases. We heat clay and bricks.", "", "We heat clay and bricks."),
        ("Kilns are hot. We first review kilns. Then, we propose a kiln of clay.", "", "We propose a kiln of clay."),
        ("Kilns are hot. We provide extensive experiments. We show that clay cools.", "", "We show that clay cools."),
        ("To show its use, we apply our kiln to bricks. We find that clay cools.", "", "We find that clay cools."),
        (
            "Kilns are hot. This technical report presents Ember, a kiln.",
            "",
            "This technical report presents Ember, a kiln.",
        ),
        ("Kilns are hot. A kiln of clay is built in this work.", "", "A kiln of clay is built in this work."),
        ("Kilns are hot. The aim of this study is to cool kilns.", "", "The aim of this study is to cool kilns."),
        ("Kilns are hot. How can we build a kiln? We ask how kilns cool.", "", "We ask how kilns cool."),
        # The name in the title tells which contribution is the paper's own.
        ("We release Sand, a clay. We propose Ember, a kiln.", "Ember: A Kiln", "We propose Ember, a kiln."),
        ("Kilns are hot. Ember cools kilns by water.", "Ember: A Kiln", "Ember cools kilns by water."),
        # What points at other sentences is left out where a whole sentence remains.
        ("To fix this, in this paper, we propose a kiln.", "", "We propose a kiln."),
        ("However, we find that clay cools.", "", "We find that clay cools."),
        ("Despite its age, we restore a kiln.", "", "We restore a kiln."),
        ("We propose a small kiln of red clay to overcome these limits.", "", "We propose a small kiln of red clay."),
        (
            "We propose Ember, a clay kiln that closes this gap by cooling bricks in water.",
            "",
            "We propose Ember, a clay kiln cooling bricks in water.",
        ),
        ("We prove that red clay kilns cool and show that this fact is old.", "", "We prove that red clay kilns cool."),
        (
            "We propose a systematic way of sorting clay bricks, red sand, and these stones.",
            "",
            "We propose a systematic way of sorting clay bricks.",
        ),
        # What is left must be whole.
        ("We show how to overcome this. We measure how clay cools.", "", "We measure how clay cools."),
        (
            "We find that even when red clay kilns cool (e.g., at night), this holds. We measure how clay cools.",
            "",
            "We measure how clay cools.",
        ),
        ("We fill this gap by introducing a kiln of clay.", "", "We introduce a kiln of clay."),
        ("This paper fills this gap by building a kiln of clay.", "", "This paper builds a kiln of clay."),
        ("This study closes this gap by applying water to clay.", "", "This study applies water to clay."),
        ("We extend this idea to bricks and present a kiln of clay.", "", "We present a kiln of clay."),
        ("We build such a kiln from clay.", "", "We build a kiln from clay."),
        # Otherwise another sentence is taken.
        ("Do kilns cool? We show that they do. We measure that clay cools.", "", "We measure that clay cools."),
        ("We study these questions. We measure how clay cools.", "", "We measure how clay cools."),
        ("We introduce this design. We measure how clay cools.", "", "We measure how clay cools."),
        ("We compare both kilns. We measure how clay cools.", "", "We measure how clay cools."),
        ("We study the former. We measure how clay cools.", "", "We measure how clay cools."),
        ("We give an overview of their use. We measure how clay cools.", "", "We measure how clay cools."),
        ("We train the model. We measure how clay cools.", "", "We measure how clay cools."),
        # A word that points at the sentence itself, or at the title, stays.
        ("We study kilns and their bricks.", "", "We study kilns and their bricks."),
        ("We fire a kiln and cool this kiln.", "", "We fire a kiln and cool this kiln."),
        ("We compare both clay and sand.", "", "We compare both clay and sand."),
        ("We study cracks such as those of clay.", "", "We study cracks such as those of clay."),
        ("We study this crack in clay.", "The Crack in Kilns", "We study this crack in clay."),
        (
            "We show that clay cools faster than sand in water, and use this insight.",
            "",
            "We show that clay cools faster than sand in water, and use this insight.",
        ),
        # What the authors offer besides counts only before what they found or did.
        ("We discuss kilns. We show that clay cools.", "", "We discuss kilns."),
        ("We show that clay cools. We discuss hot kilns.", "", "We show that clay cools."),
        ("Kilns are hot. We cool clay, and propose a kiln. We build walls.", "", "We cool clay, and propose a kiln."),
        ("We collect three contributions. Clay is cooled in kilns.", "", "Clay is cooled in kilns."),
        ("How can we cool clay in kilns? A kiln of clay is built.", "", "A kiln of clay is built."),
        ("Those who wrote this paper together cool clay. We consider kilns.", "", "We consider kilns."),
        # Without the authors, what was done comes before what was known, and what the title says before all else.
        ("Kilns have been studied. Hot clay was obtained.", "Hot Kilns", "Hot clay was obtained."),
        ("Sand is dry. Red clay cools in kilns.", "Red Clay in Kilns", "Red clay cools in kilns."),
        ("Ember 2 cools. A kiln, Ember 2, is proposed.", "Ember 2: A Kiln", "A kiln, Ember 2, is proposed."),
        # “I” is an author; of “Type I” it is none.
        ("Kilns are hot. I discuss kilns.", "", "I discuss kilns."),
        ("Kilns make Type I errors. Clay is good.", "", "Kilns make Type I errors."),
    ],
)
def test_a_lead_stands_alone_and_says_what_the_authors_contribute(abstract: str, title: str, expected: str) -> None:
    assert lead_sentence([abstract], title) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We show, however, that entropy does not fix the value.", "We show that entropy does not fix the value."),
        ("As a consequence, we obtain fast algorithms for graphs.", "We obtain fast algorithms for graphs."),
        (
            "For the rest, we develop an iterative algorithm for matrices.",
            "We develop an iterative algorithm for matrices.",
        ),
        ("We apply the same logic to a shear correlator.", None),
        ("We study the origin of the second transition in bilayer nickelates.", None),
        ("We study the first issue of pricing under a budget.", None),
        ("We ask what goes wrong in a kiln without that property.", None),
        ("We study the closely related problem of a kiln in a tub.", None),
        ("We propose two small kilns to probe their clay.", None),
        ("By heating red clay and bricks in kilns, we aim to meet these needs.", None),
        ("We propose bricks of clay for each that speed kilns.", None),
        ("We revisit that structure through kilns of clay.", None),
        (
            "We heat clay and bricks, and sell tubs across the two walls above.",
            "We heat clay and bricks, and sell tubs.",
        ),
        ("We heat red kilns of clay that have both sides - i.e. left ones - in tubs.", None),
        ("We illustrate the resulting walls of clay and sand.", None),
        ("We show that an analogous rule holds for kilns of clay.", None),
        ("We propose an extension, Ember, to heat kilns.", None),
        ("In a step towards solving it, we heat a kiln of clay.", "We heat a kiln of clay."),
        ("We study a nearby regime in which kilns are made of clay.", None),
        ("We treat the analogous case in which kilns are made of clay.", None),
        ("We prove the conjecture by showing that clay is cold.", "We show that clay is cold."),
        ("In the first phase, we heat a kiln of clay.", "We heat a kiln of clay."),
        ("We cool clay using an approach that overcomes these bottlenecks.", None),
        ("We jointly optimize all four criteria under a budget.", None),
        (
            "We bound accuracy, fairness, cost and privacy, and optimize all four goals.",
            "We bound accuracy, fairness, cost and privacy, and optimize all four goals.",
        ),
        (
            "We treat the first phase and the second phase of a transition in nickelates.",
            "We treat the first phase and the second phase of a transition in nickelates.",
        ),
    ],
)
def test_what_was_counted_or_concluded_elsewhere_is_left_out(sentence: str, expected: str | None) -> None:
    assert standing_alone(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # What is called by no name of its own.
        ("We discuss some uses of our results.", None),
        ("We test hot red clay walls, highlighting the benefits of our approach.", "We test hot red clay walls."),
        ("We propose a variant of our algorithm that cools clay.", None),
        ("The proposed method cools bricks of clay in water.", None),
        ("We measure clay to optimize the resulting model.", None),
        ("We evaluate the new model on bricks of clay.", None),
        ("We show that the method converges to a hot kiln.", None),
        ("We develop the framework in a space of kilns.", None),
        (
            "We propose ways to kilns by an approach; the method cools.",
            "We propose ways to kilns by an approach; the method cools.",
        ),
        ("We extend our previous work on hot kilns of clay.", None),
        ("We repeat the previous formulations.", None),
        ("We build upon this work to prove that clay cools.", None),
        ("We compare kilns with the notion of heat employed here.", None),
        ("The heat of red clay kilns is measured here.", "The heat of red clay kilns is measured here."),
        ("We explore all three of these building blocks.", None),
        ("We introduce tools for that second layer of clay.", None),
        # Lists whose other items are other sentences.
        ("We build a hot red kiln of clay: (1) Its walls are thick.", "We build a hot red kiln of clay."),
        ("We build kilns: (1) of clay, (2) of sand.", "We build kilns: (1) of clay, (2) of sand."),
        ("We study $SU(1)$ and $(2 + 1)$ kilns of red clay.", "We study $SU(1)$ and $(2 + 1)$ kilns of red clay."),
        ("(2) Based on clay, we introduce hot red kilns.", "Based on clay, we introduce hot red kilns."),
        # They are many; it is one; both are two.
        ("We show how the kiln enhances their walls.", None),
        ("We show how kilns enhance their walls.", "We show how kilns enhance their walls."),
        ("We provide uniform improvements to them.", None),
        ("To make it efficient, we fire red clay in kilns.", "We fire red clay in kilns."),
        ("We present Ember, a kiln that has the heat of both kinds.", None),
        ("We cover both continuous-time kilns and walls.", "We cover both continuous-time kilns and walls."),
        # What authors solve by what.
        ("We address this gap with Ember, a kiln of red clay.", "We present Ember, a kiln of red clay."),
        (
            "This work takes a step toward this goal by focusing on building red kilns.",
            "This work focuses on building red kilns.",
        ),
        ("We propose hot tools to explain these facts in kilns of clay.", "We propose hot tools in kilns of clay."),
        ("We cool thick walls of red clay to find and quantify these facts.", "We cool thick walls of red clay."),
        ("In our first study, we fire red clay in kilns.", "We fire red clay in kilns."),
        ("To solve this issue,we fire red clay in kilns.", "We fire red clay in kilns."),
        ("For this purpose, in this study a kiln of clay is built.", "A kiln of clay is built."),
    ],
)
def test_what_is_meant_but_not_named_is_left_out(sentence: str, expected: str | None) -> None:
    assert standing_alone(sentence) == expected


@pytest.mark.parametrize("words", ["this this ", "cat this cat ", "we address this gap by ", "to fix this, we "])
def test_a_sentence_of_words_that_point_takes_time_by_its_length_only(words: str) -> None:
    text = repeated(words)

    assert seconds(lambda: lead_sentence([text])) < 2


def test_a_paragraph_of_initials_takes_time_by_its_length_only() -> None:
    text = repeated("A. ")
    assert sentences(text) == [text.strip()]
    assert seconds(lambda: sentences(text)) < 2
