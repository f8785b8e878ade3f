"""No paper is invented, and no list is lost without a word, whatever a text was taken for."""

from __future__ import annotations

from datetime import date

import pytest
from support.hostile import seconds

from generator.digests.guard import guarded
from generator.digests.reader import read_digest
from generator.digests.scrape_form import ScrapeForm
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.identity import ArxivId
from generator.model.problem import Place

DAY = "digests/2026-11-20.txt"
PROSE = "We present a codec for whispered speech. It needs half of the bitrate of earlier codecs and keeps the speaker."
TITLE = "QuietCodec: Low-Bitrate Neural Coding of Whispered Speech"


def _read(text: str, file: str = DAY) -> tuple[list[str], list[str], BlockCounts]:
    digest, problems = read_digest(file, text.encode())
    assert digest is not None
    titles = [entry.title for entry in digest.entries]
    return titles, [f"{problem.place.line}: {problem.message}" for problem in problems], digest.block_counts


def _guarded(text: str, form: ScrapeForm, *entries: Entry) -> tuple[list[str], list[str], BlockCounts]:
    digest = Digest(date(2026, 11, 20), None, DAY, entries, BlockCounts(len(entries), 0, 0), is_hugging_face=False)
    digest, problems = guarded(text, form, (digest, []))
    return [entry.title for entry in digest.entries], [problem.message for problem in problems], digest.block_counts


LINKS = "\n".join(f"- [Paper {number}](https://arxiv.org/abs/2611.0{number:04})" for number in range(1, 9))


def test_a_text_that_names_papers_of_which_none_was_read_is_refused() -> None:
    titles, messages, counts = _guarded(LINKS, ScrapeForm.MARKDOWN, Entry("A Heading", Place(DAY)))
    assert titles == []
    assert messages == [
        "expected the 8 papers that arXiv ids and DOIs name, found 0 of them in 0 entries; this looks like a list in"
        " Markdown: name its form with --as list, or save the whole file again"
    ]
    assert counts == BlockCounts(0, 0, 1)


def test_one_in_eight_is_almost_none_and_two_are_not() -> None:
    entries = [Entry(f"Paper {n}", Place(DAY, n), arxiv=ArxivId(f"2611.0{n:04}")) for n in (1, 2)]
    assert _guarded(LINKS, ScrapeForm.LIST, *entries[:1])[0] == []
    assert _guarded(LINKS, ScrapeForm.LIST, *entries)[0] == ["Paper 1", "Paper 2"]


def test_ids_that_authors_cite_are_no_lost_papers() -> None:
    abstract = f"{PROSE} It extends arXiv:2501.00010 and arXiv:2501.00011."
    entry = Entry(TITLE, Place(DAY), (abstract,))
    assert _guarded(f"{TITLE}\n\n{abstract}\n", ScrapeForm.TEXT, entry)[:2] == ([TITLE], [])


def test_numbers_and_addresses_that_look_like_ids_are_none() -> None:
    text = f"{TITLE}\n\n{PROSE} It costs 1,012.12345 and 2312.123456, or 2501.99 and 2613.12345.\n"
    assert _read(text)[:2] == ([TITLE], [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@article{a,\n  title = {{A} Study},\n  year = 2026,\n}\n", "a BibTeX file"),
        ("TY  - JOUR\nTI  - A Study\nAU  - Lee, A\nER  - \n", "a RIS file"),
        ("PMID- 123\nOWN - NLM\nTI  - A Study\n      of Sound\nAB  - We study.\n", "a file of PubMed"),
        ("%0 Journal Article\n%T A Study\n%A Lee, A\n", "a tagged file of EndNote"),
        ("\\documentclass{article}\n\\begin{document}\n\\item A Study\n\\end{document}\n", "a LaTeX file"),
        ("#+TITLE: Papers\n* [[https://arxiv.org/abs/2611.10234][A Study]]\n", "an Org file"),
        ("== Papers ==\n* [https://arxiv.org/abs/2611.10234 A Study], 2026\n", "a page of a wiki"),
        ('Title,Authors,DOI,Year\nA Study,"Lee, A",10.1/x,2026\n', "a CSV file"),
    ],
)
def test_a_form_that_no_page_has_is_refused_by_its_name(text: str, name: str) -> None:
    entry = Entry("A Study", Place(DAY))
    titles, messages, _ = _guarded(text, ScrapeForm.TEXT, entry)
    assert titles == []
    assert len(messages) == 1
    assert f"found {name} that was taken for a page saved as text" in messages[0]


def test_a_title_that_can_be_none_is_a_problem_with_its_line() -> None:
    text = f"{TITLE}\n\n{PROSE}\n\nAbstract\n\n{PROSE}\n"
    titles, messages, counts = _guarded(
        text, ScrapeForm.TEXT, Entry(TITLE, Place(DAY, 1), (PROSE,)), Entry("Abstract", Place(DAY, 5), (PROSE,))
    )
    assert titles == [TITLE]
    assert messages == ["expected the title of a paper, found the name of a field: 'Abstract'; it was left out"]
    assert counts == BlockCounts(1, 0, 1)


def test_a_heading_with_a_table_below_it_is_no_paper() -> None:
    table = "## Speech Codecs\n\n|Date|Title|\n|---|---|\n|2026-11-18|QuietCodec|\n"
    abstract = ("|Date|Title| |---|---| |2026-11-18|QuietCodec|",)
    titles, messages, _ = _guarded(table, ScrapeForm.MARKDOWN, Entry("Speech Codecs", Place(DAY, 1), abstract))
    assert titles == []
    assert "a heading with a list below it: 'Speech Codecs'" in messages[0]


def test_a_paper_with_an_id_keeps_its_title_when_its_abstract_is_a_list_of_links() -> None:
    entry = Entry(TITLE, Place(DAY, 1), ("[Code](https://example.org/a)",), arxiv=ArxivId("2611.10234"))
    titles, messages, counts = _guarded("arXiv:2611.10234", ScrapeForm.MARKDOWN, entry)
    assert titles == [TITLE]
    assert "found a list of links" in messages[0]
    assert counts == BlockCounts(1, 0, 0)


def test_a_card_of_hugging_face_keeps_its_title_however_odd() -> None:
    text = f"| Not | a | Table |\n\n{PROSE}\n\n  • 6 authors\n·\nNov 19, 2026\n"
    assert _read(text)[:2] == (["| Not | a | Table |"], [])


@pytest.mark.parametrize(
    "piece", ["| a ", "[", "arXiv:2611.10234 ", "10.1234/", "<a ", "**A**: ", "{", "|V|", "\\item ", "- "]
)
def test_a_megabyte_is_guarded_in_a_moment(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    entry = Entry(text[:5000], Place(DAY, 1), (text,))
    assert seconds(lambda: _guarded(text, ScrapeForm.TEXT, entry)) < 5


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "--AU-- Lee, A.\n--TI-- A Study of Sound\n--ST-- J. of Sound\n--YP-- 1996\n------\n",
            "a tagged bibliography",
        ),
        ("TI- A Study of Sound\nAU- Lee, A\nPY- 1972\nKW- Sound, Measurement\n    of it\n", "a tagged bibliography"),
        ("PMID- 123\nTI  - A Study of\n      Sound.\nFAU - Lee, Ann\nAB  - We study.\n", "a file of PubMed"),
        ("<1. >\nVN  - Ovid Technologies\nTI  - A Study of Sound\nAU  - Lee A\n", "a file of Ovid"),
        ("RT Journal Article\nA1 Lee,Ann\nT1 A Study of Sound\nYR 2026\nAB We study sound.\n", "a file of RefWorks"),
        ("PT J\nAU Lee, A\n   Li, W\nTI A Study of\n   Sound\nPY 2026\nER\n", "a file of Web of Science"),
        ("cff-version: 1.2.0\ntitle: A Study\nauthors:\n  - family-names: Lee\n", "a CITATION.cff file"),
        ("#+TITLE: Sound\n\nWe study sound in the sea. It is a method of whales that we present.\n", "an Org file"),
        (
            ".. image:: a.png\n\nPapers\n======\n\nWe present papers on models of sound here.\n",
            "a reStructuredText file",
        ),
        ("MIME-Version: 1.0\nSubject: New papers\n\nWe present a study of sound in the sea.\n", "an e-mail"),
        ("#!/usr/bin/env python\nimport os\n\n\ndef study(model):\n    return model\n", "a source file of a program"),
        ("<mets:dmdSec ID='a'>\n<mets:title>A Study</mets:title>\n</mets:dmdSec>\n", "an XML file"),
        ("Add=Dodaj\nCopy\\ title=Kopiuj tytu\nWe\\ study=Badamy\n", "a file of settings"),
    ],
)
def test_a_form_of_other_programs_is_refused_by_its_name(text: str, name: str) -> None:
    titles, messages, _ = _read(text)
    assert titles == []
    assert len(messages) == 1
    assert f"found {name} that was taken for a page saved as text" in messages[0]
