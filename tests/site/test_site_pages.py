"""What holds for every page of a built site: of the shipped content, and of the toy content."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from support.site_check import ORIGIN, HtmlPage, Site

from generator.content.read import ContentResult
from generator.pages.components.calendar import week_of
from generator.pages.components.social_card import social_cards

pytestmark = pytest.mark.site
LARGEST_PAGE = 250_000


@pytest.fixture(scope="module", params=["real", "toy"])
def name(request: pytest.FixtureRequest) -> str:
    """Which site is looked at."""
    return str(request.param)


@pytest.fixture(scope="module")
def site(name: str, request: pytest.FixtureRequest) -> Site:
    """A built site."""
    return Site(request.getfixturevalue(f"{name}_site"))


@pytest.fixture(scope="module")
def shelf(name: str, request: pytest.FixtureRequest) -> ContentResult:
    """What the site was built from."""
    found: ContentResult = request.getfixturevalue(f"{name}_content")
    return found


@pytest.fixture(scope="module")
def papers(site: Site, shelf: ContentResult) -> dict[str, dict[str, Any]]:
    """The papers as the site exports them, by slug, in the order in which its lists must show them."""
    listed = {paper["slug"]: paper for paper in exported(site.folder)}
    assert listed.keys() == shelf.catalogue.by_slug.keys()
    return {paper.slug: listed[paper.slug] for paper in shelf.catalogue.papers}


def exported(site: Path) -> list[dict[str, Any]]:
    """The papers as a site exports them."""
    pages = json.loads((site / "api/v1/index.json").read_bytes())["papers"]["pages"]
    return [paper for page in pages for paper in json.loads((site / "api/v1" / page["file"]).read_bytes())["records"]]


def test_every_address_within_the_site_leads_somewhere(site: Site) -> None:
    assert site.faults() == []


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ('<a href="there/">', 0),
        ('<a href="there/#here">', 0),
        ('<a href="#own" id="own">', 0),
        ('<a href="https://example.org/x">', 0),
        ('<a href="nowhere/">', 1),
        ('<a href="there/#nowhere">', 1),
        ('<a href="#nowhere">', 1),
        ('<a href="/nowhere.html">', 1),
        ('<img src="nowhere.png"><script src="nowhere.js"></script>', 2),
        ('<link rel="stylesheet" href="nowhere.css">', 1),
        ('<img srcset="nowhere.png 1x, nowhere-2.png 2x">', 2),
    ],
)
def test_what_leads_nowhere_is_found(tmp_path: Path, html: str, faults: int) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/index.html").write_text('<p id="here">')
    (tmp_path / "index.html").write_text(html)

    assert len(Site(tmp_path).faults()) == faults


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    loaded = {
        (path, one.url)
        for path, page in site.pages.items()
        for one in page.references()
        if one.is_loaded and re.match(r"(?:[a-z]+:)?//", one.url, re.I)
    }
    assert loaded == set()


def test_styles_load_nothing_from_elsewhere(site: Site) -> None:
    own = [path for path in site.files if path.endswith(".css")]
    addresses = {
        (path, url)
        for path in own
        for url in re.findall(r"url\(\s*[\"']?([^\"')]+)", (site.folder / path).read_text(encoding="utf-8"))
    }
    assert own
    assert {(path, url) for path, url in addresses if re.match(r"(?:https?:)?//", url)} == set()


def test_every_page_has_what_a_page_needs(site: Site) -> None:
    def lacks(page: HtmlPage) -> list[str]:
        return [
            what
            for what, is_there in {
                "one h1 with a text": [bool(one.text.strip()) for one in page.all("h1")] == [True],
                "a title": len(page.one("title").text.strip()) > 3,
                "a description": len((page.meta("description") or "").strip()) > 3,
                "its language": page.one("html").attributes.get("lang") == "en",
                "a viewport": page.meta("viewport") is not None,
            }.items()
            if not is_there
        ]

    assert site.pages
    assert {path: lacks(page) for path, page in site.pages.items() if lacks(page)} == {}


def test_ids_are_unique_on_each_page(site: Site) -> None:
    assert {path: page.repeated_ids for path, page in site.pages.items() if page.repeated_ids} == {}


def test_titles_tell_pages_apart(site: Site, papers: dict[str, dict[str, Any]]) -> None:
    titles = {path: page.one("title").text for path, page in site.pages.items() if path != "404.html"}
    shared = [title for title in titles.values() if list(titles.values()).count(title) > 1]
    of_papers = [paper["title"] for paper in papers.values()]

    # Two papers may be called the same; nothing else may.
    assert [title for title in shared if not any(title.startswith(one) for one in of_papers)] == []


def test_no_page_is_large(site: Site) -> None:
    sizes = {path: (site.folder / path).stat().st_size for path in site.pages}

    assert {path: size for path, size in sizes.items() if size > LARGEST_PAGE} == {}


def test_all_elements_that_hold_others_are_closed(site: Site) -> None:
    counted = ("div", "section", "article", "ul", "ol", "a", "span", "p", "li")

    def unbalanced(page: HtmlPage) -> list[str]:
        return [
            tag for tag in counted if len(re.findall(rf"<{tag}[\s>]", page.source)) != page.source.count(f"</{tag}>")
        ]

    assert {path: unbalanced(page) for path, page in site.pages.items() if unbalanced(page)} == {}


# --- papers ----------------------------------------------------------------------------------


def test_every_paper_has_a_page_and_every_page_a_paper(site: Site, papers: dict[str, dict[str, Any]]) -> None:
    assert {page.path.split("/")[1] for page in site.papers()} == set(papers)
    assert [paper["url"] for paper in papers.values()] == [f"papers/{slug}/" for slug in papers]


def test_a_paper_page_shows_title_and_abstract(
    site: Site, shelf: ContentResult, papers: dict[str, dict[str, Any]]
) -> None:
    for paper in papers.values():
        page = site.page(paper["url"])
        shown = [one_line(one.text) for one in page.all("p", "abstract") if "missing" not in one.classes]
        expected = [one_line(text) for text in (paper["abstract"] or "").split("\n\n") if text]
        if not any(page.all("math")):
            assert one_line(page.one("h1").text) == one_line(paper["title"])
            assert shown == expected
            continue
        # A formula reads otherwise on the page than in plain text; all that stands round it is the same.
        assert len(shown) == len(expected)
        for paragraph, text in zip(shelf.catalogue.by_slug[paper["slug"]].abstract, shown, strict=True):
            rest = text
            for span in paragraph.spans:
                if span.tex is None and (words := one_line(span.text)):
                    assert words in rest
                    rest = rest.partition(words)[2]


def test_a_paper_page_shows_each_topic_with_a_reason(
    site: Site, shelf: ContentResult, papers: dict[str, dict[str, Any]]
) -> None:
    titles = {topic.slug: one_line(topic.title) for topic in shelf.catalogue.topics}
    for paper in papers.values():
        page = site.page(paper["url"])
        lines = page.section_texts["topics"].splitlines()
        if not paper["topics"]:
            assert [line.partition(":")[0] for line in lines] == ["Unsorted"]
            continue
        assert [line.partition(": ")[0] for line in lines] == [titles[topic["slug"]] for topic in paper["topics"]]
        text = one_line(f"{paper['title']} {paper['abstract']}")
        for line in lines:
            quoted = re.findall(r"“(.+?)”(?= and “|, “| in the (?:title|abstract))", line)
            is_by_hand = "added by a curator" in line
            assert bool(quoted) != is_by_hand, line
            # Words are learned in small letters.
            shown = text.lower() if line.endswith("learned words of this topic") else text
            assert [words for words in quoted if words not in shown] == [], line


def test_a_paper_page_leads_to_its_topics_and_digests(site: Site, papers: dict[str, dict[str, Any]]) -> None:
    for paper in papers.values():
        page = site.page(paper["url"])
        topics = [f"topics/{topic['slug']}/" for topic in paper["topics"]] or ["topics/unsorted/"]
        assert set(topics) <= set(page.links("topics/"))
        assert page.links("digests/") == [f"digests/{slug}/" for slug in reversed(paper["digests"])]


def test_a_paper_page_leads_to_the_paper_or_to_a_search_for_it(site: Site, papers: dict[str, dict[str, Any]]) -> None:
    for paper in papers.values():
        links = site.page(paper["url"]).links("https://arxiv.org/")
        if paper["arxiv"]:
            abstract = f"https://arxiv.org/abs/{paper['arxiv']}"
            # It leads to the authors, too, where they are not known.
            byline = [] if paper["authors"] or paper["organisation"] else [abstract]
            expected = [*byline, abstract, f"https://arxiv.org/pdf/{paper['arxiv']}"]
            assert links[: len(expected)] == expected
        elif any(paper[kind] for kind in ("doi", "openreview", "acl", "paper_url")):
            assert links == []
        else:
            assert links[0].startswith("https://arxiv.org/search/?searchtype=title&query=")


def test_a_paper_that_was_taken_back_says_so_wherever_it_is_shown(toy_site: Path) -> None:
    (paper,) = (paper for paper in exported(toy_site) if paper["stage"] == "retracted")
    assert paper["badges"] == ["retracted"]
    page = (toy_site / paper["url"] / "index.html").read_text(encoding="utf-8")
    assert "This paper was retracted" in page
    assert '"identifier":["doi:10.1234/toy(2024)_1;2"]' in page
    digest = (toy_site / f"digests/{paper['digests'][0]}/index.html").read_text(encoding="utf-8")
    assert '<span class="badge badge--warning">retracted</span>' in digest


# --- lists -----------------------------------------------------------------------------------


def test_papers_are_listed_newest_first(shelf: ContentResult, papers: dict[str, dict[str, Any]]) -> None:
    days = [shelf.catalogue.by_slug[slug].dated for slug in papers]

    assert days == sorted(days, reverse=True)


def test_a_topic_lists_all_its_papers_newest_first(
    site: Site, shelf: ContentResult, papers: dict[str, dict[str, Any]]
) -> None:
    for topic in shelf.catalogue.topics:
        page = site.page(f"topics/{topic.slug}/")
        in_topic = [slug for slug, paper in papers.items() if topic.slug in [one["slug"] for one in paper["topics"]]]
        assert [page.target(card) for card in page.cards("ul")] == [f"papers/{slug}/" for slug in in_topic]
        start = [f"papers/{slug.value}/" for slug in topic.start_here]
        assert [page.target(card) for card in page.cards("ol")] == start


def test_unsorted_lists_exactly_the_papers_without_a_topic(site: Site, papers: dict[str, dict[str, Any]]) -> None:
    page = site.page("topics/unsorted/")

    unsorted = [paper["url"] for paper in papers.values() if not paper["topics"]]
    assert [page.target(card) for card in page.cards("ul")] == unsorted


def test_a_digest_lists_its_papers_in_its_order_and_each_once_by_topic(site: Site, shelf: ContentResult) -> None:
    for digest in shelf.catalogue.digests:
        page = site.page(f"digests/{digest.slug}/")
        listed = [f"papers/{paper.slug}/" for paper in shelf.catalogue.by_digest[digest.slug]]
        assert [page.target(card) for card in page.cards("ol")] == listed
        by_topic = [page.target(link) for link in page.content("a") if "ul" in link.within]
        assert sorted(by_topic) == sorted(listed)


def test_digests_lead_to_their_neighbours(site: Site, shelf: ContentResult) -> None:
    slugs = [digest.slug for digest in shelf.catalogue.digests]
    for newer, slug, older in zip([None, *slugs], slugs, [*slugs[1:], None], strict=False):
        neighbours = [f"digests/{other}/" for other in (older, newer) if other]
        day = shelf.catalogue.digest[slug].date
        assert site.page(f"digests/{slug}/").links("digests/2") == [
            *neighbours,
            f"digests/{week_of(day).slug}/",
            f"digests/{day.isoformat()[:7]}/",
            f"digests/{slug}/#by-topic",
            # After its last paper.
            *([f"digests/{older}/"] if older else []),
        ]


def test_years_list_every_paper_once_in_its_own_year(
    site: Site, shelf: ContentResult, papers: dict[str, dict[str, Any]]
) -> None:
    years = sorted({shelf.catalogue.by_slug[slug].dated.year for slug in papers}, reverse=True)
    assert site.page("years/").links("years/") == [f"years/{year}/" for year in years]
    for year in years:
        page = site.page(f"years/{year}/")
        of_year = [f"papers/{slug}/" for slug in papers if shelf.catalogue.by_slug[slug].dated.year == year]
        assert [page.target(card) for card in page.cards("ul")] == of_year


def test_the_home_page_begins_with_the_newest_digest(site: Site, shelf: ContentResult) -> None:
    newest = shelf.catalogue.digests[0]
    page = site.pages["index.html"]

    is_cut = len(shelf.catalogue.by_digest[newest.slug]) > 8
    # Its name, and all of it after those of its papers that the page shows.
    assert page.links("digests/2") == [f"digests/{newest.slug}/"] * (1 + is_cut)
    begins_with = [paper.slug for paper in shelf.catalogue.by_digest[newest.slug]][:3]
    assert [page.target(card) for card in page.cards("ul")][:3] == [f"papers/{slug}/" for slug in begins_with]


def test_every_topic_can_be_reached_from_the_index_of_topics(site: Site, shelf: ContentResult) -> None:
    assert set(site.page("topics/").links("topics/")) >= {f"topics/{topic.slug}/" for topic in shelf.catalogue.topics}


# --- exports ---------------------------------------------------------------------------------


def test_the_sitemap_names_every_page(site: Site) -> None:
    sitemap = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    named = {address.partition("8000/")[2] for address in re.findall(r"<loc>([^<]+)</loc>", sitemap)}

    assert named == {path.removesuffix("index.html") for path in site.pages if path != "404.html"}


def one_line(text: str) -> str:
    """A text as a browser shows it."""
    return " ".join(text.split())


def test_addresses_do_not_depend_on_where_the_site_lies(site: Site) -> None:
    absolute = {
        (path, one.url)
        for path, page in site.pages.items()
        if path != "404.html"
        for one in page.references()
        if one.url.startswith("/") or (one.url.startswith((ORIGIN, "http://localhost")) and one.tag != "link")
    }
    assert absolute == set()


def test_the_links_to_each_digest_topic_and_paper_show_a_picture_of_its_own(site: Site, shelf: ContentResult) -> None:
    pictures = {}
    for page in sorted(site.folder.rglob("index.html")):
        (picture,) = re.findall('<meta property="og:image" content="([^"]+)">', page.read_text(encoding="utf-8"))
        pictures[page.parent.relative_to(site.folder).as_posix()] = picture
        assert (site.folder / re.sub("^https?://[^/]+/", "", picture)).read_bytes().startswith(b"\x89PNG")
    expected = {page.removesuffix(".md"): card.path for page, card in social_cards(shelf.catalogue).items()}
    own = {page: picture for page, picture in pictures.items() if "/cards/" in picture}
    assert {page: picture.partition("/cards/")[2] for page, picture in own.items() if page in expected} == {
        page: path.removeprefix("cards/") for page, path in expected.items() if page in pictures
    }
    assert len({*own.values()}) == len(list((site.folder / "cards").rglob("*.png"))) > len(shelf.catalogue.papers) // 2
