"""Which papers are by whom: names that are certainly one, names that curators say are, and addresses that stay."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from support.named_papers import alias, by, catalogue_of

from generator.catalogue.people.former_names import former_names
from generator.catalogue.people.papers_by_name import MOST_FEEDS, Contributor, People, people_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind, contributor_slug, name_key
from generator.model.identity import Slug

AUTHOR, ORGANISATION = ContributorKind
HOSTILE = [
    "<script>alert(1)</script>",
    "\u202eliE\u202c \u200f",
    "x" * 300,
    "...",
    "***",
    "index",
    "a/../b",
    "\udce9",
    " ",
]


def authors(catalogue: Catalogue) -> dict[str, list[str]]:
    """The papers of each author, by the name that readers see."""
    return {one.name: [paper.slug for paper in one.papers] for one in people_of(catalogue).of(AUTHOR)}


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (AUTHOR, ["Émilie du Châtelet", "Emilie du Chatelet", "EMILIE DU CHÂTELET"]),
        (AUTHOR, ["J.K. Müller", "J. K. Muller"]),
        (AUTHOR, ["Chandan K Reddy", "Chandan K. Reddy"]),
        (AUTHOR, ["Ji-Rong Wen", "Jirong Wen"]),
        (ORGANISATION, ["GoogleDeepMind", "Google DeepMind", "google deepmind"]),
    ],
)
def test_spellings_of_one_name_are_one(kind: ContributorKind, names: list[str]) -> None:
    assert len({name_key(kind, name) for name in names}) == 1
    if kind is AUTHOR:
        assert len({contributor_slug(kind, name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jian Gao", "Jiang Ao"),
        ("Jeffrey G. Ethier", "Jeffrey Ethier"),
        ("J. Smith", "John Smith"),
        ("Wang Wei", "Wei Wang"),
        ("王伟", "王薇"),
        ("Wang Wei", "王伟"),
        ("...", "***"),
    ],
)
def test_names_that_may_be_of_two_people_are_two(one: str, other: str) -> None:
    assert name_key(AUTHOR, one) != name_key(AUTHOR, other)
    assert contributor_slug(AUTHOR, one) != contributor_slug(AUTHOR, other)


def test_two_people_of_one_name_share_its_papers_and_one_paper_counts_once() -> None:
    catalogue = catalogue_of([by("Wei Wang", "Wei Wang", day=1), by("Wei Wang", "Ada Lovelace", day=2)])
    assert authors(catalogue) == {"Wei Wang": ["paper-2", "paper-1"], "Ada Lovelace": ["paper-2"]}


def test_readers_see_the_spelling_of_most_papers() -> None:
    names = ["Jose Diaz", "José Díaz", "José Díaz", "JOSE DIAZ"]
    (author,) = people_of(catalogue_of([by(name, day=day) for day, name in enumerate(names)])).of(AUTHOR)
    assert (author.name, author.also, author.slug) == ("José Díaz", ("JOSE DIAZ", "Jose Diaz"), "jose-diaz")


def test_an_alias_joins_two_names_and_without_it_they_are_two_again() -> None:
    papers = [by("Amazing Grace", day=1), by("Grace Hopper", day=2), by("G. M. Hopper", day=3)]
    hopper = alias("Grace Hopper", "amazing grace", "GM Hopper", "G M Hopper", orcid="0000-0002-1825-0097")
    before = people_of(catalogue_of(papers))
    (joined,) = people_of(catalogue_of(papers, hopper)).of(AUTHOR)
    assert (joined.name, joined.slug, joined.also) == (
        "Grace Hopper",
        "grace-hopper",
        ("Amazing Grace", "G. M. Hopper"),
    )
    assert joined.orcid == "0000-0002-1825-0097"
    assert len(joined.papers) == 3
    assert people_of(catalogue_of(papers)) == before
    assert [one.name for one in before.of(AUTHOR)] == ["Amazing Grace", "G. M. Hopper", "Grace Hopper"]


def test_the_address_that_another_name_would_have_leads_to_its_page() -> None:
    papers = [by(name, organisation=name, day=day) for name in ("Amazing Grace", "Grace Hopper") for day in (1, 2)]
    papers = [replace(paper, slug=Slug(f"paper-{at}")) for at, paper in enumerate([*papers, by("Rear Admiral", day=3)])]
    aliases = (
        alias("Grace Hopper", "Amazing Grace", "grace hopper", "Rear Admiral", "Nobody"),
        alias("Grace Hopper", "Amazing Grace", kind=ORGANISATION),
    )
    assert list(former_names(catalogue_of(papers, *aliases))) == [(AUTHOR, "amazing-grace", "grace-hopper")]
    assert list(former_names(catalogue_of(papers))) == []


def test_an_alias_of_a_person_says_nothing_of_an_organisation() -> None:
    catalogue = catalogue_of([by("Meta", organisation="Meta")], alias("Mark Meta", "Meta"))
    people = people_of(catalogue)
    assert [one.name for one in people.of(AUTHOR)] == ["Mark Meta"]
    assert [one.name for one in people.of(ORGANISATION)] == ["Meta"]


def test_an_organisation_keeps_the_address_that_its_first_paper_gave_it() -> None:
    papers = [
        by(organisation="Google DeepMind", day=1),
        *(by(organisation="GoogleDeepMind", day=day) for day in (2, 3)),
    ]
    (first,) = people_of(catalogue_of(papers[:1])).of(ORGANISATION)
    (later,) = people_of(catalogue_of(papers)).of(ORGANISATION)
    assert (later.name, later.slug) == ("GoogleDeepMind", first.slug) == ("GoogleDeepMind", "google-deepmind")


def test_an_address_is_of_plain_letters_short_and_of_one_name_only() -> None:
    names = [*HOSTILE, "王伟", "王薇", "Wang Wei", f"Wang Wei {contributor_slug(AUTHOR, '王伟').rpartition('-')[2]}"]
    people = people_of(catalogue_of(by(name, day=day) for day, name in enumerate(names)))
    slugs = [one.slug for one in people.of(AUTHOR)]
    assert len(set(slugs)) == len(slugs) == len({name_key(AUTHOR, name) for name in names})
    for slug in slugs:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert len(slug) <= 80
        assert slug not in ("index", "readme")


def test_other_names_change_no_address_and_no_order_of_papers_does() -> None:
    chance = random.Random(7)
    papers = [by(name, organisation=name, day=day) for day, name in enumerate([*HOSTILE, "Wang Wei", "王伟", "Jia Li"])]
    alone = {paper.authors[0]: _only(people_of(catalogue_of([paper]))).slug for paper in papers}
    for _ in range(5):
        chance.shuffle(papers)
        people = people_of(catalogue_of(papers))
        assert {name: people.named(AUTHOR, name).slug for name in alone} == alone


def _only(people: People) -> Contributor:
    (author,) = people.of(AUTHOR)
    return author


def test_a_page_begins_with_the_paper_that_was_one_too_few_before() -> None:
    papers = [by("Ada Lovelace", organisation="Analytical", day=day) for day in (5, 1, 3)]
    people = people_of(catalogue_of(papers))
    dates = [one.page_since and one.page_since[0].day for kind in ContributorKind for one in people.with_pages(kind)]
    assert dates == [4, 6]
    fewer = people_of(catalogue_of(papers[:2]))
    assert [fewer.with_pages(kind) == () for kind in ContributorKind] == [False, True]


def test_feeds_are_of_the_first_with_enough_papers_and_none_ends_when_others_come() -> None:
    first = [by(f"Author {number:02}", day=day) for number in range(MOST_FEEDS) for day in range(5)]
    later = [by(f"Busy {number}", day=10 + day) for number in range(3) for day in range(40)]
    few = [by("Seldom", day=day) for day in range(4)]
    named = [replace(paper, slug=Slug(f"paper-{at}")) for at, paper in enumerate([*first, *later, *few])]
    before = people_of(catalogue_of(named[: len(first)])).with_feeds(AUTHOR)
    assert [one.name for one in before] == [f"Author {number:02}" for number in range(MOST_FEEDS)]
    assert [one.slug for one in people_of(catalogue_of(named)).with_feeds(AUTHOR)] == [one.slug for one in before]
