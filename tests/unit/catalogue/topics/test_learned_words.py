"""Topics by learned words: sums of whole numbers, and nothing else."""

from __future__ import annotations

from support.builders import paper, rule, topic

from generator.catalogue.topics.assignment import assign_topics
from generator.catalogue.topics.classifier import Classifier
from generator.catalogue.topics.learned_words import CONTRADICTION, term_presence, weighed_in
from generator.model.curation import TopicWords
from generator.model.identity import Slug
from generator.model.paper import Assignment, Reason
from generator.model.problem import Place
from generator.storage.cache import Cache

CATS, DOGS = topic("cats", rule("cat")), topic("dogs", rule("dog"))


def learned(slug: str, threshold: int, **words: int) -> TopicWords:
    named = {word.replace("_", " "): weight for word, weight in words.items()}
    return TopicWords(Slug(slug), Place(f"learned/{slug}.yml"), "10 of 100 papers", threshold, named)


def given(title: str, abstract: str, *words: TopicWords) -> tuple[Assignment, ...]:
    return Classifier((CATS, DOGS), words).classify(title, abstract).topics


def slugs(assignments: tuple[Assignment, ...]) -> list[str]:
    return [assignment.topic for assignment in assignments]


def test_a_word_counts_by_its_presence() -> None:
    presence = term_presence(["whiskers", "of", "silk"], ["whiskers", "silk", "silk", "silk", "silk", "purrs"])
    assert presence["purrs"] == 1
    assert presence["whiskers"] == 1 + 2
    assert presence["silk"] == 3 + 2
    assert presence["silk silk"] == 2
    assert presence["of silk"] == 2


def test_a_topic_is_given_when_weights_add_up_to_the_threshold() -> None:
    words = learned("cats", 10, whiskers=4, purring_animal=6, water=-1)
    (assignment,) = given("Whiskers", "A purring animal.", words)
    assert assignment == Assignment(
        Slug("cats"), (Reason(Place("learned/cats.yml"), ("whiskers", "purring animal"), total=14),)
    )
    assert given("An animal", "It is purring in water.", words) == ()


def test_topics_by_rules_come_first_and_have_their_reasons() -> None:
    words = learned("dogs", 5, barks=9), learned("cats", 5, barks=9)
    both = given("A cat", "It barks.", *words)
    assert slugs(both) == ["cats", "dogs"]
    assert both[0].reasons[0].words == ("cat",)


def test_a_paper_without_any_topic_gets_the_nearest() -> None:
    words = learned("cats", 10, whiskers=5), learned("dogs", 10, whiskers=4)
    assert slugs(given("On hair", "Whiskers.", *words)) == ["cats"]
    assert given("On hair", "Feathers.", *words) == ()
    assert slugs(given("A dog", "Whiskers.", *words)) == ["dogs"]


def test_words_that_speak_against_a_topic_withhold_it_unless_it_is_the_only_one() -> None:
    against = learned("cats", 10, mixer=-CONTRADICTION)
    assert slugs(given("A cat and a dog", "A mixer.", against)) == ["dogs"]
    assert slugs(given("A cat", "A mixer.", against)) == ["cats"]
    assert slugs(given("A cat", "A mixer.", against, learned("dogs", 3, mixer=3))) == ["dogs"]


def test_words_of_a_topic_that_no_file_defines_are_ignored() -> None:
    (result,) = assign_topics(
        [paper("Whiskers")], (DOGS,), (), Cache(), learned=[learned("cats", 1, whiskers=9)]
    ).papers
    assert result.topics == ()


def test_what_is_said_of_a_paper_adds_up_to_its_total() -> None:
    words = learned("cats", 10, whiskers=4, purring_animal=6, water=-1)
    weighed = weighed_in(words, "Whiskers and whiskers", "A purring animal in water, water.")
    assert [(word.word, word.points) for word in weighed] == [("whiskers", 8), ("purring animal", 6), ("water", -2)]


def test_the_topics_of_a_paper_do_not_depend_on_other_papers() -> None:
    words = [learned("cats", 10, whiskers=5)]
    one, other = paper("Whiskers"), paper("On whiskers", "Whiskers and a dog.")
    alone = assign_topics([one], (CATS, DOGS), (), Cache(), learned=words).papers[0]
    assert assign_topics([one, other], (CATS, DOGS), (), Cache(), learned=words).papers[0] == alone
