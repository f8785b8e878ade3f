"""How phrases match."""

from __future__ import annotations

import pytest
from support.builders import rule, topic
from support.hostile import seconds

from generator.catalogue.topics.classifier import Classifier
from generator.catalogue.topics.phrase_finder import PhraseFinder, SearchText
from generator.catalogue.topics.phrases import parse_phrase
from generator.model.curation import Rule
from generator.model.paper import Assignment


def classify(title: str, abstract: str, *rules: Rule) -> tuple[Assignment, ...]:
    return Classifier([topic("it", *rules)]).classify(title, abstract).topics


def is_given(title: str, abstract: str, *rules: Rule) -> bool:
    return bool(classify(title, abstract, *rules))


# --- phrases ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        # Whatever stands between two words counts the same.
        ("chain of thought", "A chain of thought helps"),
        ("chain of thought", "chain-of-thought"),
        ("chain-of-thought", "chain of thought"),
        ("chain of thought", "a chain\nof   thought"),
        ("chain of thought", "chain_of/thought"),
        ("chain of thought", "“chain” of — thought"),
        # A word in small letters finds any case.
        ("retrieval", "Retrieval"),
        ("retrieval", "RETRIEVAL"),
        ("chain of thought", "Chain of Thought"),
        # A word with a capital finds exactly that case.
        ("RAG", "with RAG"),
        ("Bayesian inference", "Bayesian Inference"),
        ("3D", "in 3D"),
        ("4d", "in 4D"),
        # The last word also finds its plural.
        ("benchmark", "benchmarks"),
        ("theory", "theories"),
        ("survey", "surveys"),
        ("bias", "biases"),
        ("LLM", "LLMs"),
        ("language model", "Language Models"),
        # A star finds any continuation.
        ("memor*", "memory"),
        ("memor*", "Memorisation"),
        ("memor*", "memor"),
        ("Gauss*", "Gaussian"),
        ("pre* train*", "pre-training"),
        ("memor* of models", "memories of models"),
        ("prune* model", "pruned models"),
        # ... and at the beginning of a word, any start.
        ("*bench", "ProofBench"),
        ("*bench", "a bench"),
        ("*Bench", "ProofBench"),
        ("*bench suite", "ProofBench suites"),
        ("proof *bench", "proof-MathBench"),
        # Digits and other alphabets are words, too.
        ("2 shot", "2-shot"),
        ("schrödinger bridge", "Schrödinger bridges"),
        ("强化学习", "强化学习"),
        ("обучение", "Обучение"),
        # Ends of words are ends of letters and digits.
        ("data", "data's"),
        ("data", "(data)"),
        ("data", "meta-data"),
        ("C++", "in C"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert is_given(text, "", rule(phrase))
    assert is_given("", f"Before. {text}, after.", rule(phrase))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("RAG", "rag"),
        ("RAG", "Rag"),
        ("Bayesian inference", "bayesian inference"),
        ("3D", "3d"),
        ("LLM", "llms"),
        ("LLM", "LLMS"),
        ("Gauss*", "gaussian"),
        # Parts of words.
        ("rag", "storage"),
        ("rag", "rags2"),
        ("data", "database"),
        ("memor*", "immemorial"),
        ("*bench", "benchmark"),
        ("*bench", "ProofBenches"),
        ("*Bench", "proofbench"),
        # Only the last word finds its plural, and no plural finds its singular.
        ("models of language", "model of language"),
        ("model of language", "models of language"),
        ("benchmarks", "benchmark"),
        ("theory", "theorys2"),
        # Words in another order, or with another between.
        ("chain of thought", "thought of chain"),
        ("chain of thought", "chain of good thought"),
        ("chain of thought", "chain of"),
        ("chain of thought", "chainofthought"),
        ("强化学习", "学习"),
    ],
)
def test_a_phrase_is_not_found(phrase: str, text: str) -> None:
    assert not is_given(text, text, rule(phrase))


def test_a_phrase_does_not_go_from_the_title_into_the_abstract() -> None:
    assert not is_given("Chain of", "thought", rule("chain of thought"))


def test_a_phrase_may_go_from_one_sentence_into_the_next() -> None:
    assert is_given("", "It is a chain. Of thought, too.", rule("chain of thought"))


@pytest.mark.parametrize("phrase", ["", "-", "**", "…", "_"])
def test_a_phrase_without_words_is_empty(phrase: str) -> None:
    assert parse_phrase(phrase) == ()
    assert not is_given("anything", "anything", rule(phrase))


def test_many_phrases_that_begin_alike_take_no_longer() -> None:
    phrases = [f"reasoning model {number} {other}" for number in range(500) for other in range(5)]
    phrases += [f"w{number}*" for number in range(2500)]
    finder = PhraseFinder(phrases)
    texts = [
        SearchText.of(f"Reasoning models reasoning model w{number}x reasoning model 7 3 " * 30) for number in range(100)
    ]
    assert seconds(lambda: [finder.find(text) for text in texts]) < 3
    found = finder.find(texts[0])
    assert {phrase: len(places) for phrase, places in found.items()} == {"reasoning model 7 3": 30, "w0*": 30}


def test_a_long_text_is_quoted_in_time_by_its_length() -> None:
    text = SearchText.of("word " * 20_000)
    assert seconds(lambda: [text.quoted([(number, number + 2)]) for number in range(10_000, 14_000)]) < 1
    assert text.quoted([(0, 2), (5, 7)]) == ("word word",)


@pytest.mark.parametrize(
    ("phrase", "word", "is_found"),
    [
        ("Über*", "Übermut", True),
        ("Über*", "übermut", False),
        ("*Σ", "ΑΣ", True),
        ("*bench", "ProofBench", True),
        ("*Bench", "proofbench", False),
        ("memor*", "MEMORY", True),
        ("İx*", "İxy", True),
        ("a*", "", False),
    ],
)
def test_open_words_are_found_as_they_are_matched(phrase: str, word: str, is_found: bool) -> None:
    assert bool(PhraseFinder([phrase]).find(SearchText.of(f"{word} z"))) is is_found
