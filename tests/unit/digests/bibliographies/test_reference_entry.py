"""Bibliographies as a whole, from bytes to entries: real layouts, broken ones, and what other programs print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bibliography_writers import ONLY_MONTHS, WRITERS, Written
from support.builders import shown
from support.golden_cases import Case, Golden, cases
from support.hostile import repeated, seconds

from generator.content.read import ContentResult
from generator.digests.reader import read_digest
from generator.digests.title_fault import title_fault
from generator.model.digest import Digest, Entry
from generator.model.identity import arxiv_id
from generator.model.problem import Problem

DAY = "digests/2026-11-20"


@pytest.mark.parametrize("case", cases("bibliographies"))
def test_a_bibliography_is_read_as_its_case_says(case: Case, golden: Golden) -> None:
    digest, problems = read_digest(case.given["file"], case.given["text"].encode())
    assert digest is not None
    counts = digest.block_counts
    found = {
        "source": digest.source,
        "items": f"{counts.papers} papers + {counts.boilerplate} boilerplate + {counts.reported} reported",
        "papers": [_as_data(entry) for entry in digest.entries],
        "problems": shown(problems),
    }
    golden(case, found)


def _as_data(entry: Entry) -> dict[str, object]:
    """What is known of an entry; a case does not list what is absent."""
    known = {field.name: getattr(entry, field.name) for field in fields(Entry)}
    known |= {
        "place": entry.place.line,
        "author_count": None,
        "published": entry.published.isoformat() if entry.published else None,
        "stage": entry.stage.value if entry.stage else None,
        "code": entry.code.url if entry.code else None,
    }
    known = {name: list(value) if isinstance(value, tuple) else value for name, value in known.items()}
    return {name: value for name, value in known.items() if value not in (None, [])}


# --- what other programs print is what is read -----------------------------------------------


def read(form: str, papers: Sequence[Written]) -> tuple[Digest, list[Problem]]:
    digest, problems = read_digest(f"{DAY}.{form.rpartition('.')[2]}", WRITERS[form](papers).encode())
    assert digest is not None
    return digest, problems


def written(entry: Entry) -> Written:
    """An entry as the paper that was printed."""
    return Written(
        title=entry.title,
        authors=entry.authors,
        abstract=" ".join(entry.abstract),
        published=entry.published,
        arxiv=entry.arxiv,
        doi=entry.doi,
        venue=entry.venue,
        keywords=entry.keywords,
    )


def as_precise_as(form: str, paper: Written) -> Written:
    """A paper with the date that a format can state: of a month alone only what its arXiv id confirms."""
    day = paper.published
    if form not in ONLY_MONTHS or day is None:
        return paper
    is_month = paper.arxiv is not None and paper.arxiv[:4] == f"{day:%y%m}"
    return replace(paper, published=day.replace(day=1) if is_month else None)


@pytest.mark.parametrize("form", WRITERS)
def test_the_shipped_papers_come_back_from_every_format(form: str, real_content: ContentResult) -> None:
    papers = [
        Written(
            title=paper.title.plain,
            authors=paper.authors,
            abstract=" ".join(part.plain for part in paper.abstract),
            published=paper.published,
            arxiv=paper.arxiv,
            doi=f"10.5555/{number}.(a)_{number}",
            venue="Transactions on Papers" if number % 2 else None,
        )
        for number, paper in enumerate(real_content.catalogue.papers)
    ]
    papers = [paper for paper in papers if paper.authors and not any("," in name for name in paper.authors)]
    papers = [paper for paper in papers if "{" not in paper.abstract + paper.title]
    digest, problems = read(form, papers)
    assert shown(problems) == []
    assert len(papers) > 50
    facts = [replace(written(entry), abstract="") for entry in digest.entries]
    assert facts == [replace(as_precise_as(form, paper), abstract="") for paper in papers]


_LETTERS = st.sampled_from(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàáâãäåæçèéêëìíîïñòóôõöøùúûüýćčďěğłńňőœřśşšţťůźżžÅÉÖØŁŠŽ"
)
_WORDS = st.text(_LETTERS, min_size=2, max_size=8).filter(
    lambda word: word.lower() not in ("and", "others", "jr", "sr")
)
_CAPITALISED = _WORDS.map(str.capitalize).filter(lambda word: word.istitle() and len(word) > 3)
_NAMES = st.lists(_CAPITALISED, min_size=2, max_size=3).map(" ".join)
_TITLES = st.lists(_WORDS, min_size=2, max_size=6).map(lambda words: f"On {' '.join(words)}: a C++ & 5% Study")
_PAPERS = st.builds(
    Written,
    title=_TITLES.filter(lambda title: title_fault(title) is None),
    authors=st.lists(_NAMES, max_size=4, unique=True).map(tuple),
    abstract=st.lists(_WORDS, max_size=9).map(" ".join),
    published=st.none() | st.dates(date(2015, 1, 1), date(2026, 11, 1)),
    arxiv=st.integers(1, 99_999).map(lambda number: f"26{number % 12 + 1:02}.{number:05}"),
    doi=st.none() | st.integers(1, 9999).map(lambda number: f"10.5555/a_b.{number}(c)"),
    venue=st.none() | st.just("Journal of Things & Others"),
    keywords=st.lists(_WORDS, max_size=3, unique=True).map(tuple),
)


@settings(max_examples=25)
@pytest.mark.parametrize("form", WRITERS)
@given(papers=st.lists(_PAPERS, max_size=5, unique_by=(lambda paper: paper.arxiv, lambda paper: paper.title)))
def test_what_is_printed_is_what_is_read(form: str, papers: list[Written]) -> None:
    papers = _with_own_dois(papers)
    digest, problems = read(form, papers) if papers else (None, [])
    assert shown(problems) == []
    entries = digest.entries if digest else ()
    assert [written(entry) for entry in entries] == [as_precise_as(form, paper) for paper in papers]
    assert all(arxiv_id(entry.arxiv or "") for entry in entries)


def _with_own_dois(papers: list[Written]) -> list[Written]:
    seen: set[str | None] = set()
    kept = []
    for paper in papers:
        kept.append(replace(paper, doi=None) if paper.doi in seen else paper)
        seen.add(paper.doi)
    return kept


# --- damage ----------------------------------------------------------------------------------


@settings(max_examples=25)
@pytest.mark.parametrize("form", WRITERS)
@given(data=st.data())
def test_no_damage_gives_an_invented_paper_or_loses_one_silently(form: str, data: st.DataObject) -> None:
    papers = [
        Written(f"The Title of Number {number}", ("Ada Novak",), arxiv=f"2611.0000{number}") for number in range(4)
    ]
    text = WRITERS[form](papers)
    start = data.draw(st.integers(text.index("Number 0"), len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 3)))
    put = data.draw(
        st.sampled_from(["", "{", "}", '"', ",", "\n", "@", "\n@article{", "TY  - ", "ER  - \n", "\t", ";"])
    )
    digest, problems = read_digest(f"{DAY}.{form.rpartition('.')[2]}", (text[:start] + put + text[end:]).encode())
    assert digest is not None
    titles = {entry.title for entry in digest.entries}
    assert all(title_fault(title) is None for title in titles)
    lost = {paper.title for paper in papers} - titles
    assert len(digest.entries) >= len(papers) or (lost and problems)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "piece", ["{", "}", '"', "@a{b,", "\\{", "$", "{\\'", "TY  - JOUR\n", "<record>", ",", '"\n', "and "]
)
def test_the_time_grows_with_the_length_only(form: str, piece: str) -> None:
    text = WRITERS[form]([Written("A Title", ("Ada Novak",), "An abstract", arxiv="2611.00001")])
    middle = text.index("abstract") if "abstract" in text else text.index("Ada")
    assert (
        seconds(lambda: read_digest(f"{DAY}.bib", (text[:middle] + repeated(piece, 100_000) + text[middle:]).encode()))
        < 3
    )
