"""Which papers are near to one another, by what they share; and how little a new one changes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.builders import REPOSITORY, paper

from generator.catalogue.near_paper import MOST_RELATED
from generator.catalogue.related import MOST_WORDS, relate
from generator.content.read import read_content
from generator.model.catalogue import Catalogue
from generator.model.identity import Slug
from generator.model.paper import Appearance, Assignment, Paper
from generator.model.problem import Place
from generator.storage.cache import Cache
from generator.text.term_numbers import WordNumbers, terms

FIRST = "glass iron silk copper amber linen marble pearl cedar wool".split()
SECOND = "lathe barge kiln sluice loom anvil".split()
SUBJECTS = [f"{one}{two}" for one in FIRST for two in SECOND]


def listed(*papers: Paper) -> tuple[Paper, ...]:
    """Papers of one digest, in its order."""
    day = date(2025, 1, 1)
    return tuple(
        replace(one, appearances=(Appearance(Slug("2025-01-01"), day, at, Place("digests/2025-01-01.txt")),))
        for at, one in enumerate(papers, start=1)
    )


def others() -> list[Paper]:
    """Papers of subjects of their own."""
    return [
        paper(f"On the {one}", f"Every {one} has a {one}keeper. A {one}keeper keeps the {one}.", slug=f"on-the-{one}")
        for one in SUBJECTS
    ]


def near(papers: Sequence[Paper], slug: str) -> list[tuple[str, tuple[str, ...]]]:
    """The related papers of one paper, with their reasons."""
    return [(one.slug, one.words) for one in relate(papers, Cache()).get(Slug(slug), ())]


PROCESS = paper(
    "Process Rewards for Proofs",
    "Process reward models judge each step of a proof. We train a process reward model without labels.",
    slug="process",
)
IMPLICIT = paper(
    "Implicit Supervision of Steps",
    "A process reward model needs labels. We derive process rewards from outcomes, without a single label.",
    slug="implicit",
)


def test_papers_that_share_a_subject_are_related_and_say_by_what() -> None:
    papers = listed(PROCESS, IMPLICIT, *others())

    assert near(papers, "process") == [("implicit", ("Process reward models", "labels"))]
    assert near(papers, "implicit") == [("process", ("process reward model", "labels"))]


def test_papers_that_came_last_are_related_by_words_that_are_new_to_the_list() -> None:
    papers = listed(*others(), PROCESS, IMPLICIT)

    assert [slug for slug, _ in near(papers, "process")] == ["implicit"]
    assert [slug for slug, _ in near(papers, "implicit")] == ["process"]


def test_papers_that_share_only_what_any_abstract_says_are_not_related() -> None:
    words = "We propose a novel method and show that our model achieves significantly better results on this task."
    papers = listed(*others(), paper("A novel method", words, slug="one"), paper("A new model", words, slug="two"))

    assert near(papers, "one") == []
    assert near(papers, "two") == []


def test_one_word_that_both_say_in_passing_is_no_reason() -> None:
    papers = listed(
        paper("Ice cores", "Old ice holds old air. Cores of ice tell of harvests.", slug="ice"),
        paper("Bread prices", "Bread was dear when harvests failed, and bread was taxed.", slug="bread"),
        *others(),
    )

    assert near(papers, "ice") == []


def assigned(one: Paper, *topics: str) -> Paper:
    """A paper with topics."""
    return replace(one, topics=tuple(Assignment(Slug(topic), ()) for topic in topics))


def test_papers_that_share_a_topic_come_first_and_others_only_if_they_are_much_alike() -> None:
    kiln = paper(
        "Cooling kilns", "Kiln bricks cool in a kiln. Bricks crack when bricks cool. Clay cracks.", slug="kiln"
    )
    alike = paper("Kiln bricks", "Kiln bricks cool in a kiln. Bricks crack when bricks cool. Sand cracks.", slug="near")
    far = paper("Roofs", f"Bricks crack. {', '.join(SUBJECTS[:4] * 2)}.", slug="far")

    def related(*papers: Paper) -> list[str]:
        return [slug for slug, _ in near(listed(*papers, *others()), "kiln")]

    assert related(assigned(kiln, "clay"), assigned(alike, "clay"), assigned(far, "clay")) == ["near", "far"]
    assert related(assigned(kiln, "clay"), alike, assigned(far, "clay")) == ["far", "near"]
    assert related(kiln, alike, far) == ["near"]


def test_a_topic_of_most_papers_says_nothing() -> None:
    papers = [assigned(one, "broad") for one in (*others(), PROCESS, IMPLICIT)]

    assert near(listed(*papers), "process") == near(listed(*others(), PROCESS, IMPLICIT), "process")


def test_other_topics_give_other_neighbours_also_from_memory(tmp_path: Path) -> None:
    kiln = paper(
        "Cooling kilns", "Kiln bricks cool in a kiln. Bricks crack when bricks cool. Clay cracks.", slug="kiln"
    )
    far = paper("Roofs", f"Bricks crack. {', '.join(SUBJECTS[:20] * 2)}.", slug="far")
    memory = Cache(tmp_path / "memory")
    apart = listed(kiln, far, *others())
    together = listed(assigned(kiln, "clay"), assigned(far, "clay"), *others())

    assert Slug("kiln") not in relate(apart, memory)
    memory.save()
    assert [one.slug for one in relate(together, Cache(tmp_path / "memory"))[Slug("kiln")]] == ["far"]


@pytest.mark.parametrize("title", ["Frappe: {}", "{} Done Right"])
def test_a_name_or_an_idiom_of_two_titles_relates_nothing(title: str) -> None:
    papers = listed(
        paper(title.format("ice cores"), "Old ice holds old air. Cores of ice tell of harvests.", slug="ice"),
        paper(title.format("bread prices"), "Bread was dear in autumn, and bread was taxed.", slug="bread"),
        *others(),
    )

    assert near(papers, "ice") == []


def test_a_name_that_two_papers_coin_by_accident_relates_nothing() -> None:
    ice = "Frappe reads old ice. Frappe is cold. With Frappe, cores of ice tell of harvests."
    bread = "Bread was dear in autumn. Frappe counts loaves. Frappe is warm, and Frappe was taxed."
    coined = listed(paper("Frappe: ice", ice, slug="ice"), paper("Frappe: bread", bread, slug="bread"), *others())
    known = listed(paper("Ice of Frappe", ice, slug="ice"), paper("Bread of Frappe", bread, slug="bread"), *others())

    assert near(coined, "ice") == []
    assert near(known, "ice") == [("bread", ("Frappe",))]


def test_a_part_of_a_coined_name_that_the_abstract_explains_relates() -> None:
    drying = "Step-Loom dries wool with looms. A loom needs sun, and a loom needs wind."
    weaving = "A loom weaves wool. Each loom is old, and a loom creaks."
    papers = listed(paper("Step-Loom: on drying", drying, slug="one"), paper("Looms", weaving, slug="two"), *others())

    assert [slug for slug, _ in near(papers, "one")] == ["two"]


@pytest.mark.parametrize("name", ["", "-", "***", "7"])
def test_a_title_that_begins_with_a_colon_or_no_word_names_nothing(name: str) -> None:
    papers = listed(replace(PROCESS, title=paper(f"{name}: Process Rewards").title), IMPLICIT, *others())

    assert [slug for slug, _ in near(papers, "process")] == ["implicit"]


@pytest.mark.parametrize(("other", "is_related"), [("XY", True), ("BK", False)])
def test_in_a_long_list_a_phrase_and_its_abbreviation_are_one_reason(other: str, is_related: bool) -> None:
    words = [f"{first}{second}{third}" for first in FIRST for second in SECOND for third in FIRST]
    many = [paper(f"On {word}", f"Every {word} is old.", slug=word) for word in words]
    kiln = f"brick kiln ({other})"
    one = paper("Fires", f"A {kiln} is hot: {kiln}. {', '.join(words[:29])}.", slug="one")
    two = paper("Walls", f"Here a {kiln} is old. {', '.join(words[60:89])}.", slug="two")

    assert ("two" in [slug for slug, _ in near(listed(one, two, *many), "one")]) is is_related


def test_a_phrase_does_not_reach_across_a_full_stop() -> None:
    papers = listed(
        paper("Silver lanterns", "Silver lantern upon silver lantern.", slug="one"),
        paper("Moon silver", "It is made of silver. Lantern makers use it: silver. Lantern oil burns.", slug="two"),
        *others(),
    )

    assert [words for _, words in near(papers, "one")] == [("Silver", "lantern")]


def test_equally_near_papers_come_in_their_own_order_and_only_the_first_ones() -> None:
    twins = [replace(PROCESS, slug=Slug(f"twin-{at}")) for at in range(MOST_RELATED + 3)]
    papers = listed(*twins, *others())

    assert [slug for slug, _ in near(papers, "twin-0")] == [f"twin-{at}" for at in range(1, MOST_RELATED + 1)]
    assert [slug for slug, _ in near(papers, "twin-7")] == [f"twin-{at}" for at in range(MOST_RELATED)]


@pytest.mark.parametrize("papers", [(), listed(PROCESS), listed(paper("量子", slug="a"), paper("", slug="b"))])
def test_a_list_without_neighbours_has_no_related_papers(papers: Sequence[Paper]) -> None:
    assert relate(papers, Cache()) == {}


# --- on the shipped content ------------------------------------------------------------------


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    read = read_content(REPOSITORY / "content").catalogue
    return replace(read, related=relate(read.papers, Cache()))


def text_of(one: Paper) -> str:
    return "\n.\n".join((*(paragraph.plain for paragraph in one.abstract), one.title.plain))


def test_every_reason_stands_in_the_paper_and_means_the_same_words_in_the_other(catalogue: Catalogue) -> None:
    words_as_numbers = WordNumbers()

    def numbers(text: str) -> str:
        return f" {' '.join(map(str, words_as_numbers.of(text)))} "

    assert len(catalogue.related) > 100
    for slug, related in catalogue.related.items():
        own = " ".join(text_of(catalogue.by_slug[slug]).split())
        for one in related:
            assert one.words, (slug, one.slug)
            for words in one.words:
                assert words in own, (slug, one.slug, words)
                assert numbers(words) in numbers(text_of(catalogue.by_slug[one.slug])), (slug, one.slug, words)


def test_no_reason_is_made_of_empty_words(catalogue: Catalogue) -> None:
    reasons = {words.casefold() for related in catalogue.related.values() for one in related for words in one.words}

    assert (
        reasons & {"model", "models", "method", "results", "paper", "approach", "propose", "performance", "novel"}
        == set()
    )
    assert [words for words in reasons if not any(terms(WordNumbers().of(words)))] == []


def test_nobody_is_related_to_themselves_or_twice(catalogue: Catalogue) -> None:
    for slug, related in catalogue.related.items():
        slugs = [one.slug for one in related]
        assert slug not in slugs
        assert len(set(slugs)) == len(slugs) <= MOST_RELATED
        assert all(1 <= len(one.words) <= MOST_WORDS for one in related)


def test_the_order_in_which_papers_were_read_changes_nothing(catalogue: Catalogue) -> None:
    # Only equally near papers come in the order of the list, and there are none here.
    shuffled = random.Random(1).sample(catalogue.papers, len(catalogue.papers))

    assert relate(shuffled, Cache()) == catalogue.related


def test_new_papers_change_nothing_between_those_that_were_there(catalogue: Catalogue) -> None:
    by_age = sorted(catalogue.papers, key=lambda one: (one.appearances[0].digest, one.appearances[0].position))
    new = {one.slug for one in by_age[-3:]}
    before = relate([one for one in catalogue.papers if one.slug not in new], Cache())

    after = {slug: [one for one in related if one.slug not in new] for slug, related in catalogue.related.items()}

    # A new neighbour takes the place of the last one; all others keep place and reason.
    changed = [slug for slug in before if before[slug] != catalogue.related.get(slug)]
    assert 0 < len(changed) < len(before) / 4
    for slug, related in before.items():
        assert list(related[: len(after.get(slug, ()))]) == after.get(slug, []), slug


def test_a_memory_saves_work_and_changes_nothing(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Cache(tmp_path / "memory")
    assert relate(catalogue.papers, memory) == catalogue.related
    memory.save()
    monkeypatch.setattr("generator.catalogue.related.WORD", None)
    monkeypatch.setattr("generator.text.term_numbers.WORD", None)

    assert relate(catalogue.papers, Cache(tmp_path / "memory")) == catalogue.related


@pytest.mark.parametrize("seed", range(80))
def test_a_memory_of_another_list_changes_nothing(seed: int, tmp_path: Path) -> None:
    """Papers go and come; what is remembered of the list before must not decide about the list after."""
    choose = random.Random(seed)
    pool = few_words_papers(choose, choose.randint(16, 40))
    now = choose.sample(pool, choose.randint(16, len(pool)))
    for _ in range(4):
        memory = Cache(tmp_path / "memory")
        assert relate(listed(*now), memory) == relate(listed(*now), Cache())
        memory.save()
        absent = [one for one in pool if one not in now]
        if absent and choose.random() < 0.4:
            now.insert(choose.randint(0, len(now)), choose.choice(absent))
        else:
            now.pop(choose.randrange(len(now)))


def few_words_papers(choose: random.Random, count: int) -> list[Paper]:
    """Papers of so few words that many are near to one another, and some only just."""
    words = (*FIRST, *SECOND)
    return [
        paper(
            " ".join(choose.choices(words, k=3)),
            " ".join(choose.choices(words, k=choose.randint(4, 40))) + ".",
            slug=f"paper-{number}",
        )
        for number in range(count)
    ]
