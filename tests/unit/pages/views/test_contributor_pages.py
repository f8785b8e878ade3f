"""Pages of authors and organisations, their indexes, and how names lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from support.named_papers import alias, by, catalogue_of
from support.page_trees import MarkdownReader, difference, tree

from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind
from generator.model.curation import Link, LinkKind
from generator.model.identity import ArxivId, Slug
from generator.model.paper import Paper
from generator.pages.components.list_parts import LONGEST_PAGE
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.page import Page
from generator.pages.views.contributor_index import LONGEST_INDEX, contributor_index
from generator.pages.views.contributor_pages import contributor_pages
from generator.pages.views.digest_pages import digest_pages
from generator.pages.views.paper_pages import paper_pages

HOSTILE = [
    "<script>alert(1)</script>",
    "\u202eelba\u202c x",
    "x" * 300,
    "*",
    "[a](javascript:b)",
    "# {#c}",
    'a "b" “c”',
]


def pages_of(catalogue: Catalogue) -> dict[str, Page]:
    """The pages of people and the indexes, by their paths."""
    builder = ViewBuilder.of(catalogue)
    return {page.path: page for page in (*contributor_pages(builder), *contributor_index(builder))}


def html_of(page: Page) -> str:
    return page.printed().content.html.decode()


def page_of(paper: Paper, catalogue: Catalogue) -> str:
    """The page of a paper, as HTML."""
    pages: dict[str, Page] = {page.path: page for page in paper_pages(ViewBuilder.of(catalogue), {})}
    return html_of(pages[f"papers/{paper.slug}.md"])


def byline(html: str) -> str:
    match = re.search(r'<p class="byline">(.*?)</p>', html)
    return match[1] if match else ""


def numbered(papers: Iterable[Paper]) -> list[Paper]:
    return [replace(paper, slug=Slug(f"paper-{at}")) for at, paper in enumerate(papers)]


def test_a_page_says_what_somebody_wrote_with_whom_and_how_else_the_name_is_written() -> None:
    papers = numbered([by("Ada Lovelace", "B", day=1), by("Countess Ada", "B", "C", day=2), by("B", day=3)])
    catalogue = catalogue_of(papers, alias("Ada Lovelace", "Countess Ada", orcid="0000-0002-1825-0097"))
    pages = pages_of(catalogue)
    assert sorted(pages) == ["authors/ada-lovelace.md", "authors/b.md", "authors/index.md", "organisations/index.md"]
    html = html_of(pages["authors/ada-lovelace.md"])
    assert "2 papers · 2025" in html
    assert '<a href="https://orcid.org/0000-0002-1825-0097">ORCID 0000-0002-1825-0097</a>' in html
    assert "Also written Countess Ada" in html
    assert 'With: <a href="../b/">B</a> (2), C' in html
    assert re.findall(r'class="title"[^>]*/(paper-\d)/"', html) == ["paper-1", "paper-0"]
    assert "two people of one name share this page" in html


def test_an_organisation_has_a_page_from_three_papers_on() -> None:
    papers = numbered(
        [by("A", organisation=name, day=day) for day, name in enumerate(["Tencent", "TENCENT", "Tencent"])]
    )
    assert "organisations/tencent.md" not in pages_of(catalogue_of(papers[:2]))
    html = html_of(pages_of(catalogue_of(papers))["organisations/tencent.md"])
    assert 'Authors: <a href="../../authors/a/">A</a> (3)' in html


def test_a_page_and_the_index_say_that_there_is_a_feed() -> None:
    pages = pages_of(catalogue_of(by("Busy", "Seldom" if day < 2 else "Once", day=day) for day in range(5)))
    assert "\nfeed: true\n" in pages["authors/busy.md"].markdown()
    assert "\nfeed:" not in pages["authors/seldom.md"].markdown()
    assert "The first 8 with 5 papers have a feed." in html_of(pages["authors/index.md"])


def test_a_list_can_ask_for_more_papers() -> None:
    catalogue = catalogue_of(by("Busy", "Seldom" if day < 2 else "Once", day=day) for day in range(4))
    few = pages_of(replace(catalogue, site=replace(catalogue.site, author_pages=4)))
    assert [path for path in few if "by-letter" not in path and "index" not in path] == ["authors/busy.md"]
    assert "1 of 3 authors have 4 or more papers" in html_of(few["authors/index.md"])


def test_very_many_papers_are_on_several_pages() -> None:
    papers = numbered(by("Busy", day=day) for day in range(LONGEST_PAGE + 1))
    pages = pages_of(catalogue_of(papers))
    parts = [path for path in pages if path.startswith("authors/busy/")]
    assert len(parts) > 1
    shown = [slug for path in parts for slug in re.findall(r'class="title"[^>]*/([^/"]*)/"', html_of(pages[path]))]
    assert sorted(shown) == sorted(paper.slug for paper in papers)
    assert 'href="../">all of Busy</a>' in html_of(pages[parts[0]])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_name(name: str) -> None:
    catalogue = catalogue_of([by(name, "B", organisation=name, day=day) for day in range(3)])
    reader = MarkdownReader()
    pages = [*pages_of(catalogue).values(), *paper_pages(ViewBuilder.of(catalogue), {})]
    for page in pages:
        html = html_of(page)
        assert "<script" not in html
        assert 'href="javascript:' not in html
        body = page.markdown().split("\n---\n", 1)[1]
        assert difference(tree(reader.read(body, page.path)[0]), tree(html)) == []
        assert re.fullmatch(r"[a-z0-9/-]+\.md", page.path)


# --- how names lead to pages -----------------------------------------------------------------


def test_a_name_on_a_papers_page_leads_to_its_page_else_to_the_search() -> None:
    papers = [by("Ada Lovelace", 'O\'Neil "Q"', organisation="Tencent", day=1), by("Ada Lovelace", day=2)]
    html = page_of(papers[0], catalogue_of(papers))
    assert byline(html) == (
        '<a href="../../authors/ada-lovelace/">Ada Lovelace</a> and '
        '<a href="../../search/?q=author:%22O%27Neil+Q%22">O\'Neil "Q"</a>'
    )
    assert '<a href="../../search/?q=org:%22Tencent%22">Tencent</a>' in html


def test_of_very_many_authors_only_those_with_a_page_are_links() -> None:
    names = [f"Author {number}" for number in range(300)]
    papers = [by(*names, day=1), by("Author 7", "Author 200", day=2)]
    links = re.findall(r"<a [^>]*>(.*?)</a>", byline(page_of(papers[0], catalogue_of(papers))))
    assert links == ["Author 7"]


def test_authors_that_are_not_known_are_on_arxiv() -> None:
    links = (Link(LinkKind.ARXIV, "https://arxiv.org/abs/2501.00010"),)
    known = replace(by(day=1), arxiv=ArxivId("2501.00010"), links=links, author_count=8)
    unknown = replace(known, slug=Slug("other"), author_count=None)
    without = replace(known, slug=Slug("third"), arxiv=None, links=())
    catalogue = catalogue_of([known, unknown, without])
    assert byline(page_of(known, catalogue)) == '8 authors (<a href="https://arxiv.org/abs/2501.00010">on arXiv</a>)'
    assert byline(page_of(unknown, catalogue)) == '<a href="https://arxiv.org/abs/2501.00010">Authors on arXiv</a>'
    assert byline(page_of(without, catalogue)) == "8 authors"


def test_years_and_keywords_lead_to_the_search() -> None:
    paper = replace(by("A", day=1), published=by().dated, keywords=("world model", 'a "b"'))
    html = page_of(paper, catalogue_of([paper]))
    assert 'Published 1 January <a href="../../search/?q=year:2025">2025</a>' in html
    assert '<a href="../../search/?q=%22world+model%22">world model</a>, <a href="../../search/?q=%22a+b%22">' in html


def test_a_card_leads_to_those_who_had_enough_papers_by_then_so_that_later_ones_leave_it_alone() -> None:
    papers = [by("Ada Lovelace", day=1), by("Ada Lovelace", "B", day=2), by("B", "Ada Lovelace", day=3)]
    before, after = (_cards(catalogue_of(papers[:count])) for count in (2, 3))
    assert "authors/" not in before["paper-1"]
    assert 'href="../../authors/ada-lovelace/">Ada Lovelace</a> and B' in before["paper-2"]
    assert {slug: after[slug] for slug in before} == before
    assert 'href="../../authors/b/">B</a> and <a href="../../authors/ada' in after["paper-3"]


def _cards(catalogue: Catalogue) -> dict[str, str]:
    pages = [html_of(page) for page in digest_pages(ViewBuilder.of(catalogue)) if page.path != "digests/index.md"]
    facts = (
        re.search(r'class="title"[^>]*/([^/"]*)/".*?<p class="facts">(.*?)</p>\n</li>', html, re.DOTALL)
        for html in pages
    )
    return {match[1]: match[2] for match in facts if match}


# --- the indexes -----------------------------------------------------------------------------


def test_an_index_is_by_the_last_word_of_a_name() -> None:
    names = ["Ada Lovelace", "Émilie du Châtelet", "Hypatia", "王伟"]
    papers = numbered(by(name, day=day) for name in names for day in (1, 2))
    html = html_of(pages_of(catalogue_of(papers))["authors/index.md"])
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", html) == ["C", "H", "L", "Other letters"]
    assert re.findall(r"<li><a [^>]*>(.*?)</a>", html) == ["Émilie du Châtelet", "Hypatia", "Ada Lovelace", "王伟"]


def test_a_long_index_names_those_with_most_papers_and_has_bounded_pages() -> None:
    names = [f"{chr(97 + number % 3)} {chr(97 + number % 3)}{number:04}" for number in range(3 * LONGEST_INDEX + 3)]
    papers = numbered([*(by(name, day=day) for name in names for day in (1, 2)), by(names[5], day=3)])
    pages = pages_of(catalogue_of(papers))
    index = html_of(pages["authors/index.md"])
    assert re.findall(r"<li><a [^>]*>(.*?)</a>", index.partition("Most papers")[2])[0] == names[5]
    letters = sorted(path for path in pages if path.startswith("authors/by-letter/"))
    assert letters == [f"authors/by-letter/{letter}{more}.md" for letter in "abc" for more in ("-2", "")]
    listed = [re.findall(r"<li><a [^>]*>(.*?)</a>", html_of(pages[path])) for path in letters]
    assert max(map(len, listed)) == LONGEST_INDEX
    assert sorted(name for group in listed for name in group) == sorted(names)
    assert all(f'href="{path.removeprefix("authors/").removesuffix(".md")}/"' in index for path in letters)


def test_without_names_an_index_says_so() -> None:
    pages = pages_of(catalogue_of([by()]))
    assert "No digest has named authors yet." in html_of(pages["authors/index.md"])
    assert {kind: f"{kind}s/index.md" in pages for kind in ContributorKind} == dict.fromkeys(ContributorKind, True)
