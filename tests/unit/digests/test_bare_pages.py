"""Pages of bare titles and abstracts are read; manuals, licences and notes of a release are not."""

from __future__ import annotations

import pytest

from generator.digests.reader import read_digest

ABSTRACT = (
    "We present a codec for whispered speech. Experiments on three datasets show that it needs half of the bitrate of"
    " earlier codecs and keeps the voice of the speaker. The code and the recordings are available."
)


def _titles(text: str) -> tuple[list[str], list[str]]:
    digest, problems = read_digest("digests/2026-11-20.txt", text.encode())
    assert digest is not None
    return [entry.title for entry in digest.entries], [problem.kind.code for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "Copyright of the Authors of Whale Tools\n\nYou may copy the software and pass it on, free of charge, if this"
        " notice stays with every copy of it. There is no warranty whatever for any use of it.\n",
        "# Whale Tools\n\n## Installation\n\nRun the installer and restart the computer. See [help](https://w.example)"
        " for the rest of it, or ask in the forum.\n\n## Features\n\nIt opens files, closes them and prints them. See"
        " [more](https://w.example/more) for every one of the buttons.\n",
        "# Changes\n\n## [2.0](https://w.example/2)\n\n### Added\n\nWe added a model of the button, and research into"
        " methods of closing it. We show results.\n\n### Fixed\n\nWe fixed the paper size, a method and an algorithm"
        " that present results twice.\n",
    ],
)
def test_what_is_no_page_of_papers_is_refused_as_a_whole(text: str) -> None:
    titles, codes = _titles(text)
    assert titles == []
    assert "D125" in codes or "D106" in codes


def test_a_page_of_the_web_that_names_no_paper_is_refused_as_a_whole() -> None:
    page = (
        "<!doctype html><html><body><main><section><article><h3><a href='/phones'>Phones get thinner each year</a></h3>"
        "<p>The new models are thin, and buyers like them, a survey of 2,000 people by the maker says.</p>"
        "<span>3 hours ago</span></article></section></main></body></html>"
    )
    digest, problems = read_digest("digests/2026-11-20.html", page.encode())
    assert digest is not None
    assert digest.entries == ()
    assert [problem.kind.code for problem in problems] == ["D125"]


def test_a_design_note_is_no_paper_whatever_else_it_says() -> None:
    words = "We propose a method, a model, a framework and an algorithm, and present results of experiments on data."
    text = f"# Codebase Fixes\n\nThe frontend reads the JSON of this repository again. {words}\n\n{words}\n"
    assert _titles(text)[0] == []


def test_bare_titles_and_abstracts_are_a_page() -> None:
    assert _titles(f"Coding of Whispered Speech\n\n{ABSTRACT}\n\nSongs of Whales\n\n{ABSTRACT}\n") == (
        ["Coding of Whispered Speech", "Songs of Whales"],
        [],
    )


def test_a_short_page_needs_one_word_of_research_and_none_of_software() -> None:
    short = "A codec for whispered speech, with half of the bitrate. We try it on three sets of recordings of speakers."
    assert _titles(f"Coding of Whispered Speech\n\n{short}\n") == (["Coding of Whispered Speech"], [])
    licence = "A codec for whispered speech. We grant a licence to copy it, with this notice and no warranty."
    assert _titles(f"Coding of Whispered Speech\n\n{licence}\n")[0] == []
