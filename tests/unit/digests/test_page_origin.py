"""Which scrapes are of Hugging Face, and so which papers are discussed there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.builders import PRIVACY, PRIVACY_ABSTRACT, SHAPLEY, SHAPLEY_ABSTRACT, page, write_tree

from generator.catalogue.trends.list_trends import trends_of
from generator.content.read import read_content
from generator.digests.reader import read_digest
from generator.model.curation import LinkKind
from generator.pages.views.trend_sentences import noticed_note

ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/1904.02868v1</id>'
    f"<title>{SHAPLEY}</title><summary>{SHAPLEY_ABSTRACT} See huggingface.co/models and Hugging Face.</summary>"
    "<author><name>Ada</name></author><published>2019-04-05T00:00:00Z</published></entry></feed>"
)
PLAIN = page(
    SHAPLEY, f"{SHAPLEY_ABSTRACT} Models are on Hugging Face: https://huggingface.co/a/b.", PRIVACY, PRIVACY_ABSTRACT
)
DAILY = json.dumps([{"paper": {"id": "1904.02868", "title": SHAPLEY, "summary": SHAPLEY_ABSTRACT}, "numComments": 3}])


@pytest.mark.parametrize(
    ("name", "text", "is_of_it"),
    [
        ("2025-01-02.json", DAILY, True),
        ("2025-01-02.txt", page("Daily Papers", "Jan 2", SHAPLEY, SHAPLEY_ABSTRACT), True),
        ("2025-01-02.txt", page(SHAPLEY, SHAPLEY_ABSTRACT, "  • 2 authors\n·\nJan 1 3"), True),
        ("2025-01-02.md", f"### [{SHAPLEY}](https://huggingface.co/papers/1904.02868)\n\n{SHAPLEY_ABSTRACT}\n", True),
        ("2025-01-02.txt", PLAIN, False),
        ("2025-01-02.md", f"### [{SHAPLEY}](https://arxiv.org/abs/1904.02868)\n\n{SHAPLEY_ABSTRACT}\n", False),
        ("2025-01-02.xml", ATOM, False),
        ("2025-01-02.txt", "1904.02868\n2112.00828\n", False),
    ],
)
def test_a_scrape_is_of_hugging_face_or_not(name: str, text: str, *, is_of_it: bool) -> None:
    digest, _ = read_digest(f"digests/{name}", text.encode())

    assert digest is not None
    assert digest.is_hugging_face == is_of_it


def test_only_papers_that_it_listed_are_discussed_there(tmp_path: Path) -> None:
    write_tree(tmp_path / "a", {"digests/2025-01-01.txt": None, "digests/2025-01-02.xml": ATOM})
    write_tree(
        tmp_path / "b",
        {"digests/2025-01-01.txt": None, "digests/2025-01-02.xml": ATOM, "digests/2025-01-03.json": DAILY},
    )
    (alone,), (listed,) = (read_content(tmp_path / name).catalogue.papers for name in "ab")

    assert [link.kind for link in alone.links][:2] == [LinkKind.ARXIV, LinkKind.PDF]
    assert LinkKind.HUGGING_FACE not in [link.kind for link in alone.links]
    assert LinkKind.HUGGING_FACE in [link.kind for link in listed.links]
    assert (listed.comments, listed.has_comments_of_hugging_face) == (3, True)


def test_trends_name_it_only_where_all_counts_are_from_there(tmp_path: Path) -> None:
    notes = []
    for name, files in (("a", {"digests/2025-01-02.xml": ATOM}), ("b", {"digests/2025-01-03.json": DAILY})):
        write_tree(tmp_path / name, {"digests/2025-01-01.txt": None, **files})
        trends = trends_of(read_content(tmp_path / name).catalogue)
        assert trends is not None
        notes.append(noticed_note(trends).partition(";")[0])

    assert notes == [
        "Comments on the day of the digest, known for 0 of 1 paper",
        "Comments on Hugging Face on the day of the digest, known for 1 of 1 paper",
    ]
