"""Reading a scrape, from bytes to entries and problems: one golden case for each oddity."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from support.builders import REAL_DIGESTS, shown
from support.golden_cases import Case, Golden, cases
from support.hostile import repeated, seconds

from generator.digests.reader import read_digest
from generator.model.digest import Digest, Entry
from generator.text.invisible import find_invisible

DAY = "digests/2025-10-31.txt"


@pytest.mark.parametrize("case", cases("digests"))
def test_a_scrape_is_read_as_its_case_says(case: Case, golden: Golden) -> None:
    digest, problems = read_digest(case.given.get("file", DAY), _bytes(case))
    golden(case, {**_as_data(digest), "problems": shown(problems)})


def _bytes(case: Case) -> bytes:
    """The file that a case describes: its text, with other line ends or in another encoding."""
    text: str = case.given["text"]
    return text.replace("\n", case.given.get("newline", "\n")).encode(case.given.get("encoding", "utf-8"))


def _as_data(digest: Digest | None) -> dict[str, object]:
    if digest is None:
        return {"digest": None}
    counts = digest.block_counts
    return {
        "digest": digest.slug,
        "blocks": f"{counts.blocks} = {counts.papers} in papers + {counts.boilerplate} boilerplate"
        f" + {counts.reported} reported",
        "papers": [_entry_as_data(entry) for entry in digest.entries],
    }


def _entry_as_data(entry: Entry) -> dict[str, object]:
    """What is known of an entry; a case does not list what is absent."""
    organisation = entry.organisation
    known = {
        "line": entry.place.line,
        "title": entry.title,
        "abstract": list(entry.abstract),
        "published": entry.published.isoformat() if entry.published else None,
        "comments": entry.comments,
        "upvotes": entry.upvotes,
        "authors": entry.author_count,
        "organisation": organisation.name if organisation else None,
        "handle": organisation.handle if organisation else None,
        "arxiv": entry.arxiv,
        "names": list(entry.authors) or None,
        "submitter": entry.submitter,
        "keywords": list(entry.keywords) or None,
        "summary": entry.summary.text if entry.summary else None,
        "code": entry.code.url if entry.code else None,
        "stars": entry.code.stars if entry.code else None,
        "project": entry.project,
    }
    return {name: value for name, value in known.items() if value is not None}


def test_a_file_in_utf_16_is_read_in_both_byte_orders() -> None:
    text = "Oct 31\n\n" + "A Survey of Surveys\n\n" + "We survey the surveys that other surveys have surveyed. " * 3
    orders = (codecs.BOM_UTF16_LE + text.encode("utf-16-le"), codecs.BOM_UTF16_BE + text.encode("utf-16-be"))
    little, big = (read_digest(DAY, data) for data in orders)
    assert little == big
    assert little[0] is not None
    assert [entry.title for entry in little[0].entries] == ["A Survey of Surveys"]


@pytest.mark.parametrize("path", REAL_DIGESTS, ids=lambda path: path.stem)
def test_a_real_digest_is_read_without_a_problem(path: Path) -> None:
    digest, problems = read_digest(f"digests/{path.name}", path.read_bytes())
    assert digest is not None
    assert shown(problems) == []
    assert digest.block_counts.reported == 0


@pytest.mark.parametrize(
    ("name", "papers", "with_abstract", "with_facts"), [("2025-03-17", 73, 73, 0), ("2025-10-31", 67, 67, 60)]
)
def test_the_papers_of_the_real_digests(name: str, papers: int, with_abstract: int, with_facts: int) -> None:
    path = next(path for path in REAL_DIGESTS if path.stem == name)
    digest, _ = read_digest(f"digests/{path.name}", path.read_bytes())
    assert digest is not None
    assert len(digest.entries) == papers
    assert sum(bool(entry.abstract) for entry in digest.entries) == with_abstract
    dated = [entry for entry in digest.entries if entry.published and (entry.author_count or entry.organisation)]
    assert len(dated) == with_facts


HIDING = "Ri\u202eght \u2066\x9b31mwa\u200by\xad \u200dup: A Ti\U000e0041tle\u200e for Papers"
SEEN = "Right 31mway up: A Title for Papers"
ABSTRACT = "We show that words can be turned around, and that a reader of a list would not notice it at all."
JSON_ITEM = json.dumps(
    [{"paper": {"id": "2501.00010", "title": HIDING, "summary": ABSTRACT, "authors": [{"name": HIDING}]}}]
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2501.00010v1</id><title>{0}</title>'
    "<summary>{0} {1}</summary><author><name>{0}</name></author><published>2025-01-02T00:00:00Z</published>"
    "</entry></feed>"
)
REFERENCES = "".join(char if char.isascii() and char.isprintable() else f"&#x{ord(char):x};" for char in HIDING)
FORMS = {
    "2025-10-31.txt": f"{HIDING}\n\n{ABSTRACT} {HIDING}\n\n·\n6 authors\n·\nDec 21, 2024\n",
    "2025-10-31.md": f"### [{HIDING}](https://huggingface.co/papers/2501.00010)\n\n{ABSTRACT} {HIDING}\n",
    "2025-10-31.json": JSON_ITEM,
    "2025-10-31.html": f"<html><body><article><h3><a href='/papers/2501.00010'>{REFERENCES.replace('&#x9b;', '')}</a>"
    f"</h3><p>{ABSTRACT}</p></article></body></html>",
    "2025-10-31.xml": ATOM.format(REFERENCES, ABSTRACT),
    "2025-10-30.xml": ATOM.format(HIDING, ABSTRACT),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_no_reader_sees_is_left_out_of_every_form_and_reported(name: str) -> None:
    digest, problems = read_digest(f"digests/{name}", FORMS[name].encode())

    assert digest is not None
    (entry,) = digest.entries
    assert entry.title == SEEN
    assert set(entry.authors) <= {SEEN}
    assert not find_invisible("".join(entry.abstract))
    assert any("invisible character" in problem.message or "cannot be shown" in problem.message for problem in problems)


def test_a_name_of_nothing_that_is_seen_is_no_name() -> None:
    paper = {
        "id": "2501.00010",
        "title": "A Title",
        "summary": ABSTRACT,
        "authors": [{"name": "\u202e"}, {"name": "B"}],
    }
    digest, problems = read_digest("digests/2025-10-31.json", json.dumps([{"paper": paper}]).encode())

    assert digest is not None
    assert digest.entries[0].authors == ()
    assert digest.entries[0].author_count == 2
    assert any(problem.field.endswith("authors") for problem in problems)
    feed = read_digest("digests/2025-10-31.xml", ATOM.format("&#x202e;", ABSTRACT).encode())
    assert feed[0] is not None
    assert feed[0].entries == ()
    assert any("expected a title" in problem.message for problem in feed[1])


@pytest.mark.parametrize(
    ("ending", "before", "fragment"),
    [
        ("txt", "", "-\n"),
        ("txt", "", "•\n"),
        ("txt", "", "    a\n"),
        ("txt", "", "varepsilon\n"),
        ("txt", "", "a\n\n"),
        ("txt", "A Title of One Paper\n\n", "We say what\n"),
        ("txt", "A Title of One Paper\n\nWe ", "a,"),
        ("txt", "2510.12345\n2510.12346 ", "- "),
        ("txt", "2510.12345\n2510.12346 a", " "),
        ("txt", "", "<!-- -->"),
        ("md", "### [A](/papers/2510.12345)\n\n", "[a\n"),
        ("md", "### [A](/papers/2510.12345)\n\n", "[a][1]\n"),
        ("md", "### [A](/papers/2510.12345)\n\n", "a\n---\n"),
        ("md", "### [A](/papers/2510.12345)\n\na ", "\\"),
        ("md", "### [A](/papers/2510.12345)\n\n6 authors\n\n", "14\n\n"),
        ("md", "# [A](/papers/2510.12345)\n\n## Abstract\n\n", "a\n\n"),
        ("md", "# [A](/papers/2510.12345)\n\n## Abstract\n\n", "1"),
        ("html", "<html><body>", "<svg></b>"),
        ("html", "<html><body>", "·"),
    ],
)
def test_time_grows_with_the_length_of_a_page_only(ending: str, before: str, fragment: str) -> None:
    data = (before + repeated(fragment) + "!\n").encode()
    assert seconds(lambda: read_digest(f"digests/2025-10-31.{ending}", data)) < 4


def test_a_comment_before_the_page_is_read_in_one_way_only() -> None:
    assert seconds(lambda: read_digest(DAY, b"<!-- -->" * 400 + b"x")) < 1


def test_thousands_of_lines_with_next_to_nothing_are_no_page() -> None:
    digest, problems = read_digest(DAY, b"A\n\n" * 6000)
    assert digest is not None
    assert (digest.entries, digest.block_counts.reported) == ((), 6000)
    assert [problem.kind.name for problem in problems] == ["no-papers"]
    assert "found 6,000 lines of a few characters each" in problems[0].message


def test_many_short_lines_in_a_block_are_reported_and_the_papers_around_them_kept() -> None:
    abstract = "We propose a method that learns from few examples and needs no labels, as experiments show. " * 3
    rubble = "some words\n" * 300
    paper = f"A Title of One Paper\n\n{abstract}\n\n"
    digest, problems = read_digest(DAY, f"{paper}{rubble}\n{paper.replace('One', 'Two')}".encode())
    assert digest is not None
    assert [entry.title for entry in digest.entries] == ["A Title of One Paper", "A Title of Two Paper"]
    assert [(problem.kind.name, problem.place.line) for problem in problems] == [("unrecognised-block", 5)]
