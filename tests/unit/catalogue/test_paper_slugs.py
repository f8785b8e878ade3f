"""Each paper keeps the address that was published for it, whatever is added in whatever order."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builders import SHAPLEY, digest, enrichment, entry

from generator.catalogue.grouping import group_entries, listed_entries
from generator.catalogue.paper_slugs import PaperSlugs, assign_slugs
from generator.catalogue.permalink_list import permalinks_text, read_permalinks
from generator.model.curation import Enrichment
from generator.model.digest import Digest, Entry
from generator.model.identity import TitleKey, title_key
from generator.model.permalink import Owner, Permalink
from generator.model.problem import Place

LONG = "A Very Long Title of Lecture Notes on the Foundations of Learning Theory and Practice"
PART_1, PART_2 = f"{LONG}, Part I", f"{LONG}, Part II"
STEM = "a-very-long-title-of-lecture-notes-on-the-foundations-of-learning-theory-and"


def named(
    digests: Iterable[Digest], published: Iterable[Permalink] = (), enrichments: Sequence[Enrichment] = ()
) -> PaperSlugs:
    by_title: dict[TitleKey, list[Enrichment]] = {}
    for found in enrichments:
        by_title.setdefault(title_key(found.title.value), []).append(found)
    return assign_slugs(group_entries(listed_entries(digests), by_title), published)


def published_by(slugs: PaperSlugs, before: Iterable[Permalink] = ()) -> tuple[Permalink, ...]:
    """The file after the pages were published, written and read again."""
    links = {link.address: link for link in before}
    for slug, owner in slugs.owners.items():
        address = f"papers/{slug}"
        first = links.get(address, Permalink(address, Place("permalinks.txt")))
        links[address] = replace(first, owner=first.owner.joined(owner))
    found, problems = read_permalinks(permalinks_text(links.values()).encode())
    assert problems == []
    return found


def title_of(slugs: PaperSlugs, slug: str) -> str:
    return next(owner.title for known, owner in slugs.owners.items() if known == slug)


@pytest.mark.parametrize("ids", [("2501.00001", "2501.00002"), (None, None)])
def test_parts_of_one_title_do_not_swap_when_an_older_digest_is_added(ids: tuple[str | None, str | None]) -> None:
    later = digest("2025-03-01", entry(PART_1, arxiv=ids[0]))
    before = named([later])
    assert before.slugs == (STEM,)
    older = digest("2025-01-01", entry(PART_2, arxiv=ids[1]))

    without = named([older, later])
    after = named([older, later], published_by(before))

    assert title_of(without, STEM) == PART_2
    assert title_of(after, STEM) == PART_1
    assert len(set(after.slugs)) == 2


def test_a_version_with_another_title_keeps_the_address() -> None:
    first = digest("2025-03-01", entry("Old Name of It", arxiv="2501.00001"))
    older = digest("2025-01-01", entry("New Name of It", arxiv="2501.00001"))
    assert named([older, first]).slugs == ("new-name-of-it",)
    assert named([older, first], published_by(named([first]))).slugs == ("old-name-of-it",)


def test_a_paper_of_the_same_title_gets_another_address() -> None:
    first = digest("2025-03-01", entry("A Survey", arxiv="2501.00001"))
    older = digest("2025-01-01", entry("A Survey", arxiv="2501.00002"))
    after = named([older, first], published_by(named([first])))
    assert after.owners["a-survey"].ids == ("arxiv:2501.00001",)  # type: ignore[index]
    assert set(after.slugs) == {"a-survey", "a-survey-2501-00002"}


def test_an_id_that_is_found_later_moves_nothing() -> None:
    listed = digest("2025-03-01", entry())
    before = published_by(named([listed]))
    after = named([listed], before, [enrichment(SHAPLEY, arxiv="2501.00010")])
    assert after.slugs == named([listed]).slugs
    (link,) = published_by(after, before)
    assert link.owner == Owner(("arxiv:2501.00010",), SHAPLEY)


def test_two_published_pages_of_what_turns_out_to_be_one_paper_lead_to_one() -> None:
    digests = [digest("2025-01-01", entry("First Title")), digest("2025-02-01", entry("Second Title"))]
    before = published_by(named(digests))
    found = [enrichment(title, arxiv="2501.00010") for title in ("First Title", "Second Title")]
    after = named(digests, before, found)
    assert after.slugs == ("first-title",)
    assert {slug: now.value for slug, now in after.former.items()} == {"second-title": "first-title"}


def test_the_address_of_a_paper_that_is_gone_is_not_given_to_another() -> None:
    before = published_by(named([digest("2025-01-01", entry("A Survey", arxiv="2501.00001"))]))
    after = named([digest("2025-01-01", entry("A Survey", arxiv="2501.00002"))], before)
    assert after.slugs == ("a-survey-2501-00002",)


def test_a_file_of_the_old_form_changes_nothing() -> None:
    digests = [digest("2025-01-01", entry(PART_1)), digest("2025-02-01", entry(PART_2))]
    old = [Permalink(f"papers/{slug}", Place("permalinks.txt")) for slug in named(digests).slugs]
    assert named(digests, old) == named(digests)


# --- any list in any order -------------------------------------------------------------------

TITLES = (PART_1, PART_2, f"{LONG}, Part III", "A Survey", "A Survey!", "Survey", "On “Names”", "On Names", "表題", "∀")


@dataclass(frozen=True)
class MadePaper:
    """A paper with all titles that its versions have; digests list it with or without its id."""

    arxiv: str
    titles: tuple[str, ...]


def made_list(seed: int) -> tuple[list[MadePaper], list[Digest], list[int]]:
    """Papers, sixty digests of them in any order, and after how many digests the site is published."""
    chance = random.Random(seed)
    papers = [
        MadePaper(f"2501.{number:05}", tuple(chance.sample(TITLES, chance.randint(1, 2)))) for number in range(1, 13)
    ]
    keys = Counter(key for paper in papers for key in {title_key(title) for title in paper.titles})
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(60)]
    digests = [digest(str(day), *_entries(chance, papers, keys)) for day in days]
    chance.shuffle(digests)
    return papers, digests, sorted({chance.randint(1, 60) for _ in range(6)} | {60})


def _entries(chance: random.Random, papers: Sequence[MadePaper], keys: Counter[TitleKey]) -> Iterable[Entry]:
    for paper in chance.sample(papers, chance.randint(0, 3)):
        title = chance.choice(paper.titles)
        # Without an id, a title that two papers have says nothing of which it is.
        is_named = keys[title_key(title)] > 1 or chance.random() < 0.7
        yield entry(title, arxiv=paper.arxiv if is_named else None)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_no_address_ever_changes_its_paper(seed: int) -> None:
    papers, digests, steps = made_list(seed)
    by_arxiv = {f"arxiv:{paper.arxiv}": paper for paper in papers}
    published: tuple[Permalink, ...] = ()
    seen: dict[str, MadePaper] = {}
    for step in steps:
        slugs = named(digests[:step], published)
        assert len(set(slugs.slugs)) == len(slugs.slugs)
        now = {str(slug): paper for slug, owner in slugs.owners.items() if (paper := _paper(owner, by_arxiv, papers))}
        leads_to = now | {str(slug): now[target.value] for slug, target in slugs.former.items()}
        assert {slug: leads_to.get(slug) for slug in seen} == seen
        seen |= leads_to
        published = published_by(slugs, published)


def _paper(owner: Owner, by_arxiv: dict[str, MadePaper], papers: Sequence[MadePaper]) -> MadePaper | None:
    if owner.ids:
        return by_arxiv[owner.ids[0]]
    return next(paper for paper in papers if owner.title in paper.titles)
