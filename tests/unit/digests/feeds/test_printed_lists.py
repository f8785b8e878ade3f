"""A list of papers, printed in each form of a service, is read back as it was; damaged, it loses nothing silently."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.hostile import repeated, seconds

from generator.digests.feeds.html_text import html_paragraphs
from generator.digests.feeds.news_feed import split_feed
from generator.digests.form_detection import form_of
from generator.digests.reader import read_digest
from generator.digests.scrape_form import ScrapeForm
from generator.model.digest import Digest
from generator.model.problem import Problem

WORDS = "Tides reefs of Sound and coral; 3D models (learned) for α-decay & waves <think> in Müller’s sea: $x^2$".split()
NAMES = ("Ana Petrović", "Jonas Müller", "Li Wei", "Sara Okafor", "Ben Ode", "Noor Haddad")


@dataclass(frozen=True, slots=True)
class Listed:
    """What every form can say of a paper."""

    arxiv: str
    title: str
    authors: tuple[str, ...]
    abstract: str


_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
_papers = st.builds(
    Listed,
    arxiv=st.integers(1, 99_999).map(lambda number: f"2611.{number:05}"),
    title=_words.map("On {}".format),
    authors=st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True).map(tuple),
    abstract=_words.map("We study {} here.".format),
)
papers = st.lists(_papers, min_size=1, max_size=8, unique_by=lambda paper: paper.arxiv).map(
    lambda listed: [Listed(one.arxiv, f"{one.title} {one.arxiv[5:]}", one.authors, one.abstract) for one in listed]
)


def as_rss(listed: list[Listed]) -> str:
    items = (
        f"<item><title>{html.escape(html.escape(one.title))}</title><link>https://arxiv.org/abs/{one.arxiv}</link>"
        f"<description>{html.escape(f'<p>{html.escape(one.abstract)}</p>')}</description>"
        f"<dc:creator>{', '.join(one.authors)}</dc:creator></item>"
        for one in listed
    )
    head = '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed</title>'
    return f'<?xml version="1.0"?>\n{head}\n' + "\n".join(items) + "\n</channel></rss>\n"


def as_rdf(listed: list[Listed]) -> str:
    items = (
        f'<item rdf:about="https://arxiv.org/abs/{one.arxiv}"><title>{html.escape(html.escape(one.title))}</title>'
        f"<description>{html.escape(html.escape(one.abstract))}</description>"
        + "".join(f"<dc:creator>{name}</dc:creator>" for name in one.authors)
        + "</item>"
        for one in listed
    )
    head = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    )
    return f"{head}\n" + "\n".join(items) + "\n</rdf:RDF>\n"


def as_listing(listed: list[Listed]) -> str:
    items = (
        f"[{number}] arXiv:{one.arxiv} [pdf, html, other]\n    Title: {one.title}\n    {', '.join(one.authors)}\n"
        f"    Subjects: Sound (cs.SD)\n\n    {one.abstract}\n"
        for number, one in enumerate(listed, start=1)
    )
    return "Sound\n\nNew submissions (showing 9 of 9 entries)\n\n" + "\n".join(items) + "\nTotal of 9 entries\n"


def as_listing_page(listed: list[Listed]) -> str:
    items = (
        f'<dt><a name="item{number}">[{number}]</a> <a href="/abs/{one.arxiv}">arXiv:{one.arxiv}</a></dt>\n'
        f"<dd><div class='meta'><div class='list-title mathjax'><span class='descriptor'>Title:</span>"
        f" {html.escape(one.title)}</div>"
        f"<div class='list-authors'>{', '.join(f'<a>{name}</a>' for name in one.authors)}</div>"
        f"<div class='list-subjects'>Subjects: Sound (cs.SD)</div>"
        f"<p class='mathjax'>{html.escape(one.abstract)}</p></div></dd>"
        for number, one in enumerate(listed, start=1)
    )
    return "<html><body><h1>Sound</h1><dl>" + "\n".join(items) + "</dl></body></html>\n"


def as_semantic_scholar(listed: list[Listed]) -> str:
    data = [
        {
            "paperId": "0" * 40,
            "externalIds": {"ArXiv": one.arxiv},
            "title": one.title,
            "abstract": one.abstract,
            "authors": [{"authorId": None, "name": name} for name in one.authors],
        }
        for one in listed
    ]
    return json.dumps({"total": len(data), "offset": 0, "data": data})


def as_openreview(listed: list[Listed]) -> str:
    notes = [
        {
            "id": f"forum{one.arxiv[5:]}",
            "forum": f"forum{one.arxiv[5:]}",
            "content": {
                "title": {"value": one.title},
                "abstract": {"value": one.abstract},
                "authors": {"value": list(one.authors)},
                "arxiv": {"value": one.arxiv},
            },
        }
        for one in listed
    ]
    return json.dumps({"notes": notes, "count": len(notes)})


FORMS: dict[ScrapeForm, list[Callable[[list[Listed]], str]]] = {
    ScrapeForm.FEED: [as_rss, as_rdf],
    ScrapeForm.LISTING: [as_listing],
    ScrapeForm.LISTING_PAGE: [as_listing_page],
    ScrapeForm.SEMANTIC_SCHOLAR: [as_semantic_scholar],
    ScrapeForm.OPENREVIEW: [as_openreview],
}
PRINTERS = [printer for printers in FORMS.values() for printer in printers]


def read(text: str) -> tuple[Digest, list[Problem]]:
    digest, problems = read_digest(f"digests/2026-11-20.{form_of(text).ending}", text.encode())
    assert digest is not None
    return digest, problems


@pytest.mark.parametrize("form", FORMS)
@given(listed=papers)
@settings(max_examples=60)
def test_a_printed_list_is_read_back(form: ScrapeForm, listed: list[Listed]) -> None:
    for printer in FORMS[form]:
        text = printer(listed)
        assert form_of(text) is form
        digest, problems = read(text)
        found = [Listed(e.arxiv or "", e.title, e.authors, " ".join(e.abstract)) for e in digest.entries]
        assert (found, problems) == (listed, [])


@pytest.mark.parametrize("printer", PRINTERS)
@given(listed=papers, cut=st.floats(0, 1))
@settings(max_examples=60)
def test_a_list_that_is_cut_off_gives_only_its_own_papers(
    printer: Callable[[list[Listed]], str], listed: list[Listed], cut: float
) -> None:
    text = printer(listed)
    part = text[: int(len(text) * cut)]
    if form_of(part) is not form_of(text):
        return
    digest, problems = read(part)
    ids = {one.arxiv: one for one in listed}
    complete = [entry for entry in digest.entries[:-1] if entry.arxiv]
    assert all(ids[entry.arxiv].title == entry.title for entry in complete if entry.arxiv)
    lost = len(listed) - len(digest.entries)
    is_missing_without_a_trace = sum(part.count(one.arxiv) > 0 for one in listed) - len(digest.entries) > 1
    assert problems or not is_missing_without_a_trace or lost <= 0


@given(listed=papers)
def test_a_feed_is_put_together_again_from_its_pieces(listed: list[Listed]) -> None:
    text = as_rss(listed)
    feed = split_feed(text)
    assert feed is not None
    assert len(feed.items) == len(listed)
    again, _ = read(feed.of(feed.items))
    assert [entry.arxiv for entry in again.entries] == [one.arxiv for one in listed]
    first, _ = read(feed.of(feed.items[:1]))
    assert [entry.title for entry in first.entries] == [listed[0].title]


def test_an_item_without_content_is_a_piece_of_a_feed_too() -> None:
    feed = split_feed("<rss><channel><item/><item><title>A</title></item></channel></rss>")
    assert feed is not None
    assert feed.items == ("<item/>", "<item><title>A</title></item>")


@pytest.mark.parametrize(
    "unit",
    [
        "[1] arXiv:2611.10234 [pdf]\nTitle: A\nB,\n",
        "[1]\n",
        "arXiv:\n",
        "<rss><item>",
        "<dt><dd class='list-title'>",
        "<rss><channel><item><title>a</title></item>",
        '<?xml version="1.0"?><!--a-->',
        '[{"paperId": "0", "title": "a"},',
        '{"forum": "a", "content": {',
        "arXiv:2611.10234 (cs)\n[Submitted on 18 Nov 2026]\n",
        "Anthology ID: 2026.acl-long.1\n",
        "Published: 26 Jan 2026\nAbstract: a\n",
        "&lt;p&gt;",
    ],
)
def test_the_time_grows_with_the_length_only(unit: str) -> None:
    text = repeated(unit, 400_000)
    assert seconds(lambda: read(text)) < 6
    assert seconds(lambda: html_paragraphs(text)) < 6
