"""How phrases match, how rules add up, and why a paper has a topic."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import overlay, paper, rule, topic

from generator.catalogue.topics.classifier import Classifier, parse_phrase, sort_papers
from generator.model.curation import PaperNotes, Rule, Topic, Where
from generator.model.paper import Assignment, Paper, Reason
from generator.model.problem import Place
from generator.storage.cache import Cache


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


# --- rules -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (rule("cat"), True),
        (rule("dog"), False),
        (rule("dog", "cat"), True),
        (rule(all=("cat", "milk")), True),
        (rule(all=("cat", "dog")), False),
        (rule("milk", all=("cat",)), True),
        (rule("dog", all=("cat",)), False),
        (rule("cat", all=("dog",)), False),
        (rule("cat", none=("dog",)), True),
        (rule("cat", none=("milk",)), False),
        (rule(all=("cat",), none=("dog", "milk")), False),
        (rule(none=("dog",)), False),
        (rule(), False),
        # Which part of the paper must hold the phrases, those that must be absent, too.
        (rule("cat", where=Where.TITLE), True),
        (rule("cat", where=Where.ABSTRACT), False),
        (rule("milk", where=Where.TITLE), False),
        (rule("milk", where=Where.ABSTRACT), True),
        (rule(all=("cat", "milk"), where=Where.TITLE), False),
        (rule(all=("cat", "milk"), where=Where.ABSTRACT), False),
        (rule("cat", none=("milk",), where=Where.TITLE), True),
        (rule("milk", none=("cat",), where=Where.ABSTRACT), True),
        # How often: twice 'milk' in the abstract, once 'cat' in the title, once 'the' in both.
        (rule("milk", times=2), True),
        (rule("milk", times=3), False),
        (rule("milk", "cat", times=3), True),
        (rule("milk", "cat", times=4), False),
        (rule("the", times=2), True),
        (rule("the", times=2, where=Where.TITLE), False),
        (rule("milk", all=("cat",), times=2), True),
        (rule("cat", all=("milk",), times=2), False),
        # Weights add up to 1 over the rules that match, or they do not.
        (rule("cat", weight=0.5), False),
    ],
)
def test_a_rule(one: Rule, expected: bool) -> None:
    assert is_given("The cat", "It drinks the milk. Milk is white.", one) is expected


@pytest.mark.parametrize(
    ("weights", "expected"),
    [((1.0,), True), ((0.5, 0.5), True), ((0.9,), False), ((0.5, 0.4), False), ((0.1,) * 10, True), ((0.7, 0.7), True)],
)
def test_weights_of_the_rules_that_match_add_up(weights: tuple[float, ...], expected: bool) -> None:
    rules = [rule("cat", weight=weight) for weight in weights]
    assert is_given("The cat", "", *rules) is expected
    assert not is_given("The dog", "", *rules)


def test_the_weight_of_a_rule_that_does_not_match_is_not_counted() -> None:
    assert not is_given("The cat", "", rule("cat", weight=0.5), rule("dog", weight=0.5))


# --- reasons ---------------------------------------------------------------------------------


def reasons(title: str, abstract: str, *rules: Rule) -> list[tuple[tuple[str, ...], Where | None]]:
    (assignment,) = classify(title, abstract, *rules)
    return [(reason.words, reason.where) for reason in assignment.reasons]


def test_a_reason_quotes_the_words_as_the_paper_writes_them() -> None:
    assert reasons("On Chain-of-Thought", "", rule("chain of thought")) == [(("Chain-of-Thought",), Where.TITLE)]
    assert reasons("", "Many LLMs’ theories", rule("theory")) == [(("theories",), Where.ABSTRACT)]


def test_a_reason_quotes_the_title_before_the_abstract() -> None:
    assert reasons("The Cat", "A cat. Milk.", rule("cat", "milk")) == [(("Cat",), Where.TITLE)]


def test_a_reason_quotes_the_part_that_its_rule_looks_at() -> None:
    found = rule("cat", where=Where.ABSTRACT)
    assert reasons("The Cat", "A cat.", found) == [(("cat",), Where.ABSTRACT)]


def test_a_reason_quotes_each_phrase_once_where_it_first_occurs() -> None:
    assert reasons("", "cats and Cats, milk", rule("milk", all=("cat",))) == [(("cats", "milk"), Where.ABSTRACT)]


def test_each_rule_that_matches_gives_a_reason_with_its_place() -> None:
    one, two, three = (rule(word, weight=0.5, line=line) for line, word in enumerate(("cat", "dog", "milk"), 7))
    (assignment,) = classify("Cat", "milk", one, two, three)
    assert assignment == Assignment(
        "it", (Reason(one.place, ("Cat",), Where.TITLE), Reason(three.place, ("milk",), Where.ABSTRACT))
    )


# --- topics of a paper -----------------------------------------------------------------------

CATS = topic("cats", rule("cat"))
DOGS = topic("dogs", rule("dog"))
MILK = topic("milk", rule("milk", weight=0.6), rule("white", weight=0.6))
DRINKS = topic("drinks", rule("milk"))


def slugs(assignments: tuple[Assignment, ...]) -> list[str]:
    return [one.topic for one in assignments]


def test_the_surest_topic_comes_first() -> None:
    classifier = Classifier([DRINKS, MILK, DOGS, CATS])
    assert slugs(classifier.classify("The cat", "White milk").topics) == ["cats", "milk", "drinks"]
    assert slugs(classifier.classify("White milk", "The cat").topics) == ["milk", "drinks", "cats"]


def test_equally_sure_topics_stand_in_the_order_of_the_site() -> None:
    assert slugs(Classifier([DOGS, CATS]).classify("", "cats and dogs").topics) == ["dogs", "cats"]
    assert slugs(Classifier([CATS, DOGS]).classify("", "cats and dogs").topics) == ["cats", "dogs"]


def sort(
    one: Paper, *paper_notes: PaperNotes, topics: tuple[Topic, ...] = (CATS, DOGS, MILK)
) -> tuple[Assignment, ...]:
    (found,) = sort_papers([one], topics, paper_notes, Cache()).papers
    return found.topics


def test_a_paper_is_sorted_by_its_title_and_all_paragraphs() -> None:
    assert slugs(sort(paper("The Cat", "And so on.", "And a dog."))) == ["cats", "dogs"]
    assert sort(paper("The Bird")) == ()


def test_a_curator_adds_a_topic_that_stands_first_and_names_the_curators_line() -> None:
    added = sort(paper("The Cat"), overlay("a-paper", add=("dogs",)))
    assert slugs(added) == ["dogs", "cats"]
    assert added[0].reasons == (Reason(Place("papers/a-paper.yml", 10)),)


def test_a_curator_removes_a_topic() -> None:
    assert slugs(sort(paper("Cats and Dogs"), overlay("a-paper", remove=("cats",)))) == ["dogs"]


def test_a_topic_that_a_curator_adds_and_a_rule_gives_is_given_once_by_the_curator() -> None:
    added = sort(paper("Cats and Dogs"), overlay("a-paper", add=("dogs",)))
    assert slugs(added) == ["dogs", "cats"]
    assert added[0].reasons == (Reason(Place("papers/a-paper.yml", 10)),)


def test_a_topic_that_no_file_defines_is_not_added() -> None:
    assert slugs(sort(paper("The Cat"), overlay("a-paper", add=("birds",)))) == ["cats"]


def test_an_overlay_of_another_paper_changes_nothing() -> None:
    assert slugs(sort(paper("The Cat"), overlay("another", add=("dogs",), remove=("cats",)))) == ["cats"]


def test_topics_are_found_again_after_a_rule_changed(tmp_path: Path) -> None:
    file = tmp_path / "memory"
    for word, expected in (("cat", ["it"]), ("dog", []), ("cat", ["it"])):
        memory = Cache(file)
        (found,) = sort_papers([paper("The Cat")], [topic("it", rule(word))], (), memory).papers
        memory.save()
        assert slugs(found.topics) == expected


# --- laws ------------------------------------------------------------------------------------

WORDS = "chain Chain CHAIN chains of thought Thoughts data RAG rag 3D theory theories - . \n".split(" ")
PHRASES = [
    "chain of thought",
    "chain-of-thought",
    "chain*",
    "RAG",
    "theory",
    "data",
    "of",
    "3D",
    "Chain of",
    "th* data",
]


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join), st.sampled_from(PHRASES))
def test_looking_up_many_phrases_at_once_finds_what_looking_up_one_finds(text: str, phrase: str) -> None:
    every = Classifier([topic("all", rule(*PHRASES)), topic("one", rule(phrase))])
    alone = Classifier([topic("one", rule(phrase))])
    found = [one for one in every.classify(text, text).topics if one.topic == "one"]
    assert found == list(alone.classify(text, text).topics)


@given(st.text(), st.text(max_size=10))
def test_any_text_can_be_sorted_by_any_phrase(text: str, phrase: str) -> None:
    for assignment in classify(text, text, rule(phrase)):
        for reason in assignment.reasons:
            assert all(word in text for word in reason.words)
