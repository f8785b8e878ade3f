"""How rules add up, and why a paper has a topic."""

from __future__ import annotations

import gc
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import rule, topic

from generator.catalogue.topics.classifier import Classifier
from generator.model.curation import Rule, Where
from generator.model.identity import Slug
from generator.model.paper import Assignment, Reason


def classify(title: str, abstract: str, *rules: Rule) -> tuple[Assignment, ...]:
    return Classifier([topic("it", *rules)]).classify(title, abstract).topics


def is_given(title: str, abstract: str, *rules: Rule) -> bool:
    return bool(classify(title, abstract, *rules))


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
    first, second, third = (rule(word, weight=0.5, line=line) for line, word in enumerate(("cat", "dog", "milk"), 7))
    (assignment,) = classify("Cat", "milk", first, second, third)
    assert assignment == Assignment(
        Slug("it"), (Reason(first.place, ("Cat",), Where.TITLE), Reason(third.place, ("milk",), Where.ABSTRACT))
    )


# --- topics of a paper -----------------------------------------------------------------------

CATS = topic("cats", rule("cat"))
DOGS = topic("dogs", rule("dog"))
MILK = topic("milk", rule("milk", weight=0.6), rule("white", weight=0.6))
DRINKS = topic("drinks", rule("milk"))


def slugs(assignments: tuple[Assignment, ...]) -> list[str]:
    return [assignment.topic for assignment in assignments]


def test_the_surest_topic_comes_first() -> None:
    classifier = Classifier([DRINKS, MILK, DOGS, CATS])
    assert slugs(classifier.classify("The cat", "White milk").topics) == ["cats", "milk", "drinks"]
    assert slugs(classifier.classify("White milk", "The cat").topics) == ["milk", "drinks", "cats"]


def test_equally_sure_topics_stand_in_the_order_of_the_site() -> None:
    assert slugs(Classifier([DOGS, CATS]).classify("", "cats and dogs").topics) == ["dogs", "cats"]
    assert slugs(Classifier([CATS, DOGS]).classify("", "cats and dogs").topics) == ["cats", "dogs"]


# --- what is left behind ---------------------------------------------------------------------


class Kept(str):
    """A text of which one can tell whether anything still holds it."""


def test_nothing_holds_a_text_after_it_was_classified() -> None:
    title, abstract = Kept("The cat"), Kept("White milk")
    held = weakref.ref(title), weakref.ref(abstract)
    assert Classifier([CATS, MILK]).classify(title, abstract).topics
    del title, abstract
    gc.collect()
    assert [text() for text in held] == [None, None]


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
