"""The topics of all papers: by rules, then as curators change them."""

from __future__ import annotations

from pathlib import Path

from support.builders import notes, paper, rule, topic

from generator.catalogue.topics.assignment import assign_topics
from generator.model.curation import PaperNotes, Topic
from generator.model.paper import Assignment, Paper, Reason
from generator.model.problem import Place
from generator.storage.cache import Cache

CATS = topic("cats", rule("cat"))
DOGS = topic("dogs", rule("dog"))
MILK = topic("milk", rule("milk", weight=0.6), rule("white", weight=0.6))


def slugs(assignments: tuple[Assignment, ...]) -> list[str]:
    return [assignment.topic for assignment in assignments]


def assigned(
    given: Paper, *paper_notes: PaperNotes, topics: tuple[Topic, ...] = (CATS, DOGS, MILK)
) -> tuple[Assignment, ...]:
    (result,) = assign_topics([given], topics, paper_notes, Cache()).papers
    return result.topics


def test_a_paper_is_given_topics_by_its_title_and_all_paragraphs() -> None:
    assert slugs(assigned(paper("The Cat", "And so on.", "And a dog."))) == ["cats", "dogs"]
    assert assigned(paper("The Bird")) == ()


def test_a_curator_adds_a_topic_that_stands_first_and_names_the_curators_line() -> None:
    added = assigned(paper("The Cat"), notes("a-paper", add=("dogs",)))
    assert slugs(added) == ["dogs", "cats"]
    assert added[0].reasons == (Reason(Place("papers/a-paper.yml", 10)),)


def test_a_curator_removes_a_topic() -> None:
    assert slugs(assigned(paper("Cats and Dogs"), notes("a-paper", remove=("cats",)))) == ["dogs"]


def test_a_topic_that_a_curator_adds_and_a_rule_gives_is_given_once_by_the_curator() -> None:
    added = assigned(paper("Cats and Dogs"), notes("a-paper", add=("dogs",)))
    assert slugs(added) == ["dogs", "cats"]
    assert added[0].reasons == (Reason(Place("papers/a-paper.yml", 10)),)


def test_a_topic_that_no_file_defines_is_not_added() -> None:
    assert slugs(assigned(paper("The Cat"), notes("a-paper", add=("birds",)))) == ["cats"]


def test_notes_on_another_paper_changes_nothing() -> None:
    assert slugs(assigned(paper("The Cat"), notes("another", add=("dogs",), remove=("cats",)))) == ["cats"]


def test_topics_are_found_again_after_a_rule_changed(tmp_path: Path) -> None:
    file = tmp_path / "cache"
    for word, expected in (("cat", ["it"]), ("dog", []), ("cat", ["it"])):
        cache = Cache(file)
        (result,) = assign_topics([paper("The Cat")], [topic("it", rule(word))], (), cache).papers
        cache.save()
        assert slugs(result.topics) == expected
