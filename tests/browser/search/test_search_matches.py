"""Which papers a query finds: by title, id, author and words, in the whole index."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import expect
from support.browsers import Tab
from support.search_page import results, slugs

from generator.model.paper import Paper

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("which", [0, 7, 31, 64, 99, 130])
def test_a_paper_is_found_by_title_and_by_its_beginning(at_desk: Tab, papers: tuple[Paper, ...], which: int) -> None:
    paper = papers[which]
    title = paper.title.plain
    for query in (title, title.upper(), title[: max(14, len(title) * 2 // 3)]):
        assert slugs(results(at_desk, q=query))[0] == paper.slug, query


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "{}v2",
        "arXiv:{}",
        "arxiv {}",
        "arXiv:{}v3",
        "https://arxiv.org/abs/{}v2",
        "https://arxiv.org/pdf/{}.pdf",
        "https://www.arxiv.org/html/{}v1",
        "https://huggingface.co/papers/{}",
        "10.48550/arXiv.{}",
    ],
)
def test_a_paper_is_found_by_its_arxiv_id_in_every_form(at_desk: Tab, papers: tuple[Paper, ...], form: str) -> None:
    paper = next(one for one in papers if one.arxiv and re.fullmatch(r"\d{4}\.\d{5}", one.arxiv))
    assert paper.arxiv
    assert slugs(results(at_desk, q=form.format(paper.arxiv))) == [paper.slug]


def test_the_beginning_of_an_id_finds_all_that_begin_so(at_desk: Tab, papers: tuple[Paper, ...]) -> None:
    paper = next(one for one in papers if one.arxiv and "." in one.arxiv)
    assert paper.arxiv
    begun = paper.arxiv[:7]
    expected = {one.slug for one in papers if one.arxiv and one.arxiv.startswith(begun)}

    assert set(slugs(results(at_desk, q=begun))) == expected


def test_a_paper_is_found_by_any_of_its_authors_and_by_their_organisation(
    at_desk: Tab, papers: tuple[Paper, ...]
) -> None:
    paper = max((one for one in papers if one.authors), key=lambda one: len(one.authors))
    name = paper.authors[-1]
    by_author = {one.slug for one in papers if name in one.authors}
    found = slugs(results(at_desk, q=name))
    assert set(found[: len(by_author)]) == by_author

    named = next(one for one in papers if one.organisation)
    assert named.organisation
    assert named.slug in slugs(results(at_desk, q=named.organisation.name))


def test_an_author_is_found_as_names_stand_in_references(at_desk: Tab, papers: tuple[Paper, ...]) -> None:
    paper = next(one for one in papers if one.authors and len(one.authors[0].split()) == 2)
    first, last = paper.authors[0].split()
    longest = max(re.findall(r"\w+", paper.title.plain), key=len)

    for query in (f"{last}, {first}", f"{last}, {first[0]}. {longest}", f"{first[0]}. {last} {longest}"):
        assert paper.slug in slugs(results(at_desk, q=query)), query


def test_of_a_citation_the_words_of_its_paper_count(at_desk: Tab, papers: tuple[Paper, ...]) -> None:
    every = Counter(name.split()[-1] for one in papers for name in one.authors)
    surnames = {one.slug: [n for name in one.authors if every[n := name.split()[-1]] == 1] for one in papers}
    other = max(papers, key=lambda one: len(surnames[one.slug]))
    paper = next(one for one in papers if one.slug != other.slug and len(one.title.plain) > 60)

    # No other paper has any of these names, and two of them together; yet most words are of another paper.
    found = results(at_desk, q=f"{' '.join(surnames[other.slug][:2])} {paper.title.plain}")

    assert slugs(found)[0] == paper.slug


@pytest.mark.parametrize("typed", ["language modelz", "reasonin", "transformerz"])
def test_a_slip_at_the_end_of_a_word_is_forgiven(at_desk: Tab, typed: str) -> None:
    found = results(at_desk, q=typed)
    expect(found.first).to_be_visible()
    expect(at_desk.page.locator(".search__hints")).not_to_contain_text("without")


def test_words_that_no_paper_has_together_are_left_out_and_that_is_said(
    at_desk: Tab, papers: tuple[Paper, ...]
) -> None:
    paper = papers[5]
    found = results(at_desk, q=f"{paper.title.plain} xyzzyplugh")

    assert slugs(found)[0] == paper.slug
    expect(at_desk.page.locator(".search__hints")).to_contain_text("without “xyzzyplugh”")
