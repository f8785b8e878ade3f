"""The reader of arXiv's feeds: old and new form, error and empty feeds, and feeds that mean harm."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.services import FEEDS

from generator.digests.arxiv_atom import read_atom, read_feed
from generator.digests.reader import read_digest
from generator.model.digest import Digest
from generator.model.problem import Problem, Severity, errors

DAY = date(2026, 4, 12)
FILE = "digests/2026-04-12.xml"
ENTRY = """\
<entry>
  <id>http://arxiv.org/abs/2604.00001v2</id>
  <title>A
  Bench</title>
  <published>2026-04-01T10:00:00Z</published>
  <summary>  We test
things.
  Twice.</summary>
  <author><name>Ada</name></author>
</entry>
"""


def feed(*entries: str, head: str = "") -> str:
    parts = "".join(entries)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<feed xmlns="http://www.w3.org/2005/Atom">\n{parts}</feed>\n'


def read(text: str) -> tuple[Digest, list[Problem]]:
    return read_atom(FILE, DAY, None, text)


@pytest.mark.parametrize("name", FEEDS)
def test_a_recorded_feed_is_read_whole(name: str) -> None:
    text = FEEDS[name]["body"]
    is_error = FEEDS[name]["status"] != 200
    found = read_feed("feed", text)
    assert found.problems == ()
    assert (found.error is not None) == is_error
    ids = re.findall(r"<id>https?://arxiv.org/abs/(.*?)(?:v\d+)?</id>", text)
    assert [paper.arxiv for paper in found.papers] == ids
    assert found.entries == text.count("<entry>")
    assert [str(found.total)] == re.findall(r"totalResults[^>]*>(\d+)", text)
    digest, problems = read(text)
    assert digest.block_counts.blocks == text.count("<entry>")
    assert len(digest.entries) == len(ids)
    assert bool(errors(problems)) == is_error
    names = re.findall(r"<name>\s*(.*?)\s*</name>", text)
    if not is_error:
        assert [name for paper in found.papers for name in paper.authors] == names
        assert [str(paper.published) for paper in found.papers] == re.findall(r"<published>(.{10})", text)
        assert all(paper.categories and paper.abstract for paper in found.papers)


def test_the_old_form_says_the_same() -> None:
    (paper,) = read_feed("feed", FEEDS["id_1601.00001_old_form"]["body"]).papers
    title = "Inelastic effects in molecular transport junctions: The probe technique at high bias"
    assert (paper.title, paper.authors) == (title, ("Michael Kilgour", "Dvira Segal"))
    assert (paper.published, paper.categories) == (date(2015, 12, 26), ("cond-mat.mes-hall",))


def test_error_and_empty_feeds_are_told_apart() -> None:
    wrong, (problem,) = read(FEEDS["id_abc_s0_m100"]["body"])
    assert "found the error message 'incorrect id format for abc'" in problem.message
    assert (problem.severity, wrong.block_counts.reported) == (Severity.ERROR, 1)
    empty, (problem,) = read(FEEDS["id_0000.0000_s0_m100"]["body"])
    assert (problem.severity, empty.block_counts.blocks) == (Severity.WARNING, 0)


def test_the_form_is_told_by_its_content() -> None:
    digest, problems = read_digest("digests/2026-04-12.txt", feed(ENTRY).encode())
    assert digest is not None
    ((entry,), _) = digest.entries, problems
    assert (entry.title, entry.abstract, entry.arxiv) == ("A Bench", ("We test things.", "Twice."), "2604.00001")
    assert (entry.published, entry.authors, entry.author_count) == (date(2026, 4, 1), ("Ada",), 1)
    assert problems == []
    assert entry.place.line == 3


ANNOUNCED = """\
<entry>
  <id>oai:arXiv.org:2604.00001v1</id>
  <title>A Bench</title>
  <link href="https://arxiv.org/abs/2604.00001" rel="alternate" type="text/html"/>
  <summary>arXiv:2604.00001v1 Announce Type: replace-cross
Abstract: We test things.</summary>
  <published>2026-04-01T00:00:00-04:00</published>
  <dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ada Lovelace, Emmy Noether</dc:creator>
</entry>
"""


def test_what_is_announced_each_day_is_read_too() -> None:
    digest, problems = read(feed(ANNOUNCED))
    (entry,) = digest.entries
    assert (entry.arxiv, entry.abstract, problems) == ("2604.00001", ("We test things.",), [])
    assert (entry.authors, entry.published) == (("Ada Lovelace", "Emmy Noether"), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ("http://arxiv.org/abs/2604.00001v2", "http://example.org/1", "id"),
        ("<title>A\n  Bench</title>", "", "title"),
    ],
)
def test_an_entry_that_is_no_paper_is_left_out_and_named(before: str, after: str, field: str) -> None:
    digest, problems = read(feed(ENTRY, ENTRY.replace(before, after).replace("00001", "00002")))
    assert [(problem.field, problem.severity) for problem in problems] == [(field, Severity.ERROR)]
    assert (digest.block_counts.papers, digest.block_counts.reported) == (1, 1)


def test_an_entry_that_comes_again_with_other_words_is_reported() -> None:
    again = re.sub(r"(?s)<summary>.*?<", "<summary>We test nothing.<", ENTRY)
    digest, problems = read(feed(ENTRY, ENTRY, again))
    assert [(problem.field, problem.kind.name, problem.place.line) for problem in problems] == [
        ("id", "repeated-paper", 3 + 2 * ENTRY.count("\n"))
    ]
    assert len(digest.entries) == 1


@pytest.mark.parametrize(
    "stray",
    [
        ENTRY.replace("<entry>", '<entry xmlns="">'),
        ENTRY.replace("<entry>", '<entry xmlns="http://purl.org/atom/ns#">'),
        ENTRY.replace("entry>", "Entry>"),
        f"<feed>{ENTRY}</feed>",
        ENTRY.replace("00001", "00002").replace("</entry>", f"<related>{ENTRY}</related></entry>"),
    ],
)
def test_an_entry_in_another_place_is_left_out_and_named(stray: str) -> None:
    good = ENTRY.replace("00001", "00003")
    digest, problems = read(feed(good, stray))
    assert [(problem.field, problem.severity) for problem in problems] == [("entry", Severity.ERROR)]
    assert digest.block_counts.reported == 1
    assert digest.entries[0].arxiv == "2604.00003"


@pytest.mark.parametrize(
    ("element", "field"), [("published", "published"), ("summary", "abstract"), ("author", "authors")]
)
def test_what_an_entry_lacks_is_said(element: str, field: str) -> None:
    entry = re.sub(rf"<{element}>.*?</{element}>", "", ENTRY, flags=re.S)
    digest, problems = read(feed(entry))
    assert [(problem.field, problem.severity) for problem in problems] == [(field, Severity.WARNING)]
    assert len(digest.entries) == 1


@pytest.mark.parametrize("length", range(60, len(feed(ENTRY, ENTRY)) - 1, 37))
def test_a_feed_that_is_cut_off_is_read_up_to_there(length: int) -> None:
    text = feed(ENTRY, ENTRY.replace("00001", "00002"))[:length]
    digest, problems = read(text)
    assert len(digest.entries) == text.count("</entry>")
    assert len(errors(problems)) == 1
    assert digest.block_counts.blocks >= text.count("<entry>")
    assert digest.block_counts.reported == 1


BOMB = "<!DOCTYPE feed [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>\n"
OUTSIDE = '<!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n'
ELSEWHERE = '<!DOCTYPE feed SYSTEM "http://127.0.0.1:9/x.dtd">\n'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, ELSEWHERE, "<!DOCTYPE feed>\n"])
def test_a_document_type_is_refused(head: str) -> None:
    text = feed(ENTRY.replace("Ada", "&a;"), head=head)
    digest, (problem,) = read(text)
    assert digest.entries == ()
    assert "without a document type" in problem.message
    # It is no text either in which an address could be found.
    assert read_digest(FILE, text.encode())[1] == [problem]


def test_an_entity_that_nobody_declared_is_a_fault() -> None:
    _, problems = read(feed(ENTRY.replace("Ada", "&a;")))
    assert [problem.field for problem in errors(problems)] == ["file"]


def test_deep_nesting_is_refused() -> None:
    digest, problems = read(feed("<a>" * 100_000))
    assert digest.entries == ()
    assert "nested" in errors(problems)[0].message


@pytest.mark.parametrize("text", ["", "text", "<html/>", "<feed/>"])
def test_what_is_no_feed_is_said(text: str) -> None:
    digest, problems = read(text)
    assert len(errors(problems)) == 1
    assert digest.block_counts.reported == 1


def test_words_inside_of_markup_are_kept() -> None:
    (paper,) = read_feed("feed", feed(ENTRY.replace("Bench", "<b>Bench</b> &amp; more &#x1D4DE;"))).papers
    assert paper.title == "A Bench & more 𝓞"


@given(st.text(alphabet='<>&;/"= feedntry!\n', max_size=60))
def test_whatever_comes_nothing_breaks(text: str) -> None:
    _, problems = read(feed(text))
    assert problems
