"""A training on a small list of invented papers."""

from __future__ import annotations

from itertools import product

from support.builders import rule, topic

from generator.catalogue.topics.classifier import Classifier
from generator.curator.learning.learn_topics import learn_topics
from generator.curator.learning.learned_files import Basis, learned_text, settled
from generator.curator.learning.training_papers import LabelledTopics, ReadPaper, training_papers
from generator.curator.learning.word_training import TrainedWords
from generator.model.catalogue import Catalogue
from generator.model.curation import Site, Topic, TopicWords
from generator.model.identity import Slug
from generator.model.problem import Located, Place

SITE = Site("Shelf", "Papers on animals.", ())
CATS = topic("cats", rule("cat"))
DOGS = topic("dogs", rule("dog"))
SAID_OF = {"cat": "It purrs by the hearth with long whiskers", "dog": "It barks in the yard and wags its tail"}


def catalogue(*topics: Topic) -> Catalogue:
    return Catalogue(SITE, (), (), topics)


def read_papers() -> list[ReadPaper]:
    places = ("barn", "garden", "kitchen", "street", "meadow", "cellar")
    return [
        ReadPaper(f"The {animal} of the {place}, volume {number}", f"{said}, near the {place}.")
        for (animal, said), place, number in product(SAID_OF.items(), places, ("one", "two"))
    ]


def test_words_beside_those_of_the_rules_are_learned() -> None:
    listed = catalogue(CATS, DOGS)
    learned = learn_topics(listed, training_papers(listed, (), read_papers()))
    words = learned.words[Slug("cats")].words
    assert words["purrs"] > 0
    assert words["barks"] < 0
    assert learned.basis[Slug("cats")] == Basis(12, 24)
    shipped = [
        TopicWords(slug, Place("x"), "", trained.threshold, trained.words) for slug, trained in learned.words.items()
    ]
    found = Classifier((CATS, DOGS), shipped).classify("On purring", "It purrs with whiskers by the hearth.").topics
    assert [given.topic for given in found] == ["cats"]


def test_the_order_of_papers_changes_nothing() -> None:
    listed = catalogue(CATS, DOGS)
    there, back = (
        learn_topics(listed, training_papers(listed, (), papers))
        for papers in (read_papers(), list(reversed(read_papers())))
    )
    assert there == back


def test_what_a_person_says_of_a_paper_counts_more_than_rules() -> None:
    label = LabelledTopics(frozenset({Slug("dogs")}), frozenset({Slug("cats")}))
    labelled = ReadPaper("The cat of the barn, volume one", "It purrs.", label)
    papers = training_papers(catalogue(CATS, DOGS), (), [*read_papers(), labelled])
    (paper,) = [paper for paper in papers if paper.title == labelled.title]
    assert paper.topics == {Slug("dogs")}
    assert paper.weights == {Slug("cats"): 0, Slug("dogs"): 5}


def test_topics_without_rules_are_learned_from_examples_and_their_scope() -> None:
    def by_example(slug: str, scope: str) -> Topic:
        place = Place(f"topics/{slug}.yml")
        return Topic(Slug(slug), slug, Located("x", place), scope, place, examples=(Located(Slug("x"), place),))

    listed = catalogue(by_example("cats", "Cats that purr."), by_example("dogs", "Dogs that bark."))
    papers = [
        ReadPaper(
            paper.title, paper.abstract, LabelledTopics(frozenset({Slug(name)})) if "barn" in paper.title else None
        )
        for paper, name in zip(read_papers(), ["cats"] * 12 + ["dogs"] * 12, strict=True)
    ]
    learned = learn_topics(listed, training_papers(listed, (), papers))
    words = [
        TopicWords(slug, Place("x"), "", trained.threshold, trained.words) for slug, trained in learned.words.items()
    ]
    for said, name in ((SAID_OF["cat"], "cats"), (SAID_OF["dog"], "dogs")):
        (given,) = Classifier(listed.topics, words).classify("In the orchard", said).topics
        assert given.topic == name


def test_a_file_has_a_word_to_a_line_sorted_and_in_quotes_where_yaml_needs_them() -> None:
    text = learned_text(TrainedWords(7, {"3d": 2, "on": 1, "whiskers": -3}), Basis(12, 1234, 80, 90))
    assert text.splitlines()[2:] == [
        "basis: 12 of 1,234 papers; of those kept back, 80 % found, 90 % right",
        "threshold: 7",
        "words:",
        '  "3d": 2',
        '  "on": 1',
        "  whiskers: -3",
    ]


def test_what_moves_by_a_trifle_stays() -> None:
    before = TopicWords(Slug("cats"), Place("learned/cats.yml"), "", 10, {"purrs": 5, "silk": 1, "yard": -4})
    after = settled(TrainedWords(12, {"purrs": 6, "claws": 1, "yard": -7, "hearth": 3}), before)
    assert after == TrainedWords(10, {"hearth": 3, "purrs": 5, "silk": 1, "yard": -7})
