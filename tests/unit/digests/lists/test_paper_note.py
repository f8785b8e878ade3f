"""Notes and bookmarks that are printed and read back are the same."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.digests.lists.bookmarks import is_bookmarks
from generator.digests.lists.paper_note import is_note
from generator.digests.reader import read_digest

TITLES = st.lists(
    st.sampled_from("Whales Codecs: Whispers & the of Sea Fish 3D C++ $O(n)$ \"Deep\" 'Blue'".split()),
    min_size=1,
    max_size=5,
).map(lambda words: " ".join(["Study", *words, "Songs"]))
AUTHORS = st.lists(st.sampled_from(["Ana Petrović", "Jonas Müller", "Li Wei"]), min_size=2, max_size=3, unique=True)


@given(title=TITLES, authors=AUTHORS, number=st.integers(10000, 99999), is_flow=st.booleans())
@settings(max_examples=100, deadline=None)
def test_a_note_says_what_it_was_made_of(title: str, authors: list[str], number: int, is_flow: bool) -> None:
    quoted = title.replace('"', '\\"')
    names = f" [{', '.join(authors)}]" if is_flow else "".join(f'\n  - "[[{name}]]"' for name in authors)
    head = f'---\ntitle: "{quoted}"\nauthors:{names}\n'
    text = f"{head}url: https://arxiv.org/abs/2611.{number}\n---\n## Abstract\nWe dive.\n"
    assert is_note(text)
    digest, problems = read_digest("digests/2026-11-20.md", text.encode())
    assert digest is not None
    (entry,) = digest.entries
    assert (entry.title, list(entry.authors), entry.arxiv) == (title, authors, f"2611.{number}")
    assert (entry.abstract, problems) == (("We dive.",), [])


@given(titles=st.lists(TITLES, min_size=1, max_size=5, unique=True), others=st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_bookmarks_of_papers_are_papers_and_the_others_are_counted(titles: list[str], others: int) -> None:
    papers = [
        f'<DT><A HREF="https://arxiv.org/abs/2611.{10000 + number}">[2611.{10000 + number}] {html.escape(title)}</A>\n'
        for number, title in enumerate(titles)
    ]
    rest = ['<DT><A HREF="https://news.example.org/">News</A>\n'] * others
    text = (
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><H3>Sea</H3>\n<DL><p>\n"
        + "".join([*papers, *rest])
        + "</DL>"
    )
    assert is_bookmarks(text)
    digest, problems = read_digest("digests/2026-11-20.html", text.encode())
    assert digest is not None
    assert [(entry.title, entry.section) for entry in digest.entries] == [(title, "Sea") for title in titles]
    assert (digest.block_counts.papers, digest.block_counts.boilerplate, problems) == (len(titles), others, [])


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Daily Papers\nsource: https://huggingface.co/papers\n---\n",
        "---\ntitle: A Study\nsource: https://huggingface.co/papers/2611.10234\n---\n",
        "---\ntitle: An Awesome List\nurl: https://github.com/a/b\n---\n- [A](https://arxiv.org/abs/2611.10234)\n",
        "Title: A Study\nurl: https://arxiv.org/abs/2611.10234\n",
    ],
)
def test_what_is_about_no_single_paper_is_no_note(text: str) -> None:
    assert not is_note(text)
