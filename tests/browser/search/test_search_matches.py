"""Which papers a query finds: by title, id, author and words, in the whole index."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import Browser, expect
from support.browsers import Tab, tab
from support.project import Project
from support.search_page import results, slugs
from support.servers import served

from generator.content.read import ContentResult
from generator.model.paper import Paper
from generator.site.search import search_index

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


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("arXiv preprint arXiv:2501.00010v2, to appear.", "250100010"),
        ("Jiang (2501.00010).", "250100010"),
        ("2513.00010 is none", "2513.00010 none"),
        ("12501.000101 and 1.2501.00010", "12501.000101 1.2501.00010"),
        ("K. Zhang proofs", "zhang proofs"),
        ("Zhang, K.", "zhang"),
        ("K.", "k"),
        ("C. elegans in the U.S.", "elegans u.s"),
    ],
)
def test_what_a_query_is_about(at_desk: Tab, query: str, words: str) -> None:
    page = at_desk.open("search/")
    found: list[str] = page.evaluate(
        """async (query) => {
            const { wordsOfQuery } = await import(new URL("../assets/search/search-words.js", location.href));
            const { stop } = await (await fetch("../pagefind/shelf.json")).json();
            return wordsOfQuery(query, new Set(stop));
        }""",
        query,
    )
    assert found == words.split()


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


def test_papers_of_every_shard_are_found(
    chromium: Browser, toy: Project, toy_content: ContentResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "SHARD_SIZE", 4)
    toy.build()
    assert (toy.site / "pagefind/3").is_dir()
    with served(toy.site) as address, tab(chromium, address) as found:
        # Pagefind knows no words without letters or digits.
        for paper in (one for one in toy_content.catalogue.papers if re.search(r"\w", one.title.plain)):
            listed = results(found, q=paper.title.plain)
            expect(listed.first).to_be_visible()
            assert paper.slug in slugs(listed)[:2], paper.title.plain
        assert found.faults == []


MISLED = """
    const paper = (slug, content) => {
        const meta = { title: slug, by: "" };
        return { id: slug, data: async () => ({ content, meta, raw_url: JSON.stringify({ slug, title: slug }) }) };
    };
    const right = paper("the-paper", "250100010 words");
    const wrong = Array.from({ length: 20 }, (_, number) => paper(`other-${number}`, `2${number} words`));
    const search = async (query) => ({ results: query === '"250100010"' ? [right] : [...wrong, right] });
    export const createInstance = () => ({ init() {}, mergeIndex() {}, preload() {}, search });
"""
"""An index of several shards, of which one holds an id, and the others answer with what begins like it."""


def test_an_id_is_found_among_many_that_begin_a_little_like_it(at_desk: Tab) -> None:
    at_desk.page.route(
        "**/pagefind/pagefind.js", lambda route: route.fulfill(body=MISLED, content_type="text/javascript")
    )
    assert slugs(results(at_desk, q="2501.00010")) == ["the-paper"]
