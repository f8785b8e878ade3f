"""Papers that a file names beside the items of its form, and what damage hides."""

from __future__ import annotations

import pytest
from support.hostile import repeated, seconds

from generator.digests.reader import read_digest

RECORD = "TY  - JOUR\nTI  - Whales of the North\nAU  - Li Wei\nUR  - https://arxiv.org/abs/2501.00010\nER  - \n"
ENTRY = "@article{a,\n  title = {Whales of the North},\n  eprint = {2501.00010},\n  archivePrefix = {arXiv},\n"
OTTERS = "- [Otters](https://arxiv.org/abs/2501.00012)\n"
LIST = "# Whales\n\n- [Whales of the North](https://arxiv.org/abs/2501.00010) - Li Wei\n"


def unread(ending: str, text: str) -> list[int]:
    """The lines of papers that are reported as unread."""
    _, problems = read_digest(f"digests/2026-11-20.{ending}", text.encode())
    return [problem.place.line for problem in problems if problem.kind.name == "unread-item"]


@pytest.mark.parametrize(
    ("ending", "text", "lines"),
    [
        ("ris", f"{RECORD}\n[1] Li Wei. Seals. arXiv preprint arXiv:2501.00011, 2025.\n", [7]),
        ("ris", RECORD.replace("AU  - Li Wei", "TI  - Seals of the South Sea"), [3]),
        ("bib", f"{ENTRY}}}\n\n- [Seals](https://arxiv.org/abs/2501.00011)\n", [7]),
        ("bib", f"{ENTRY}  title = {{Seals of the South Sea}}\n}}\n", [5]),
        ("md", f"{LIST}{OTTERS}\n### [Seals of the South Sea](https://arxiv.or", [6]),
        ("md", f"{LIST}- [Otters: Whi", [4]),
        ("md", f"{LIST}1. **Seals", [4]),
        ("md", f"{LIST}{OTTERS}* Seals\n** [[https://arxiv.org/abs/2501.00011][Seals of the South Sea]]\n", [6]),
        ("ris", RECORD.replace("ER  - \n", "") + RECORD.replace("TY  -", "TY  --").replace("Whales", "Seals"), [6]),
        ("ris", f"{RECORD}\nSee https://doi.org/10.5555/seals too.\n", [7]),
        ("html", "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><A HREF=\"https://arxiv.org/abs/2501.00010\">Whales"
         " of the North</A>\nSeals: A Study of the South Sea\n</DL><p>\n", [4]),
    ],
)  # fmt: skip
def test_what_stands_beside_the_items_is_reported(ending: str, text: str, lines: list[int]) -> None:
    assert unread(ending, text) == lines


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        ("ris", RECORD.replace("ER  -", "N1  - Extends arXiv:2501.00011.\nER  -")),
        ("bib", ENTRY + "  note = {Extends arXiv:2501.00011,\n  and arXiv:2501.00012},\n  doi = {10.5555/a\\_b}\n}\n"),
        ("csv", "Topic;Title;DOI;Author;Year\nSea;Whales of the North;10.5555/one;Li Wei;2024\n"),
    ],
)  # fmt: skip
def test_what_an_item_cites_is_no_paper_beside_it(ending: str, text: str) -> None:
    assert unread(ending, text) == []


@pytest.mark.parametrize(
    ("ending", "before", "fragment"),
    [
        ("ris", RECORD, "TI  - Seals of the South\n"),
        ("ris", RECORD, "arXiv:2501.00011\n"),
        ("bib", f"{ENTRY}}}\n", "title = {a b c}\n"),
        ("html", "<html><body><ul>", "<a x</a>"),
        ("md", LIST, "|a b c|d\n|---|---|---|\n"),
        ("md", LIST, "[a b c d e](http\n"),
    ],
)
def test_time_grows_with_the_length_of_a_file_only(ending: str, before: str, fragment: str) -> None:
    data = (before + repeated(fragment) + "!\n").encode()
    assert seconds(lambda: read_digest(f"digests/2026-11-20.{ending}", data)) < 4
