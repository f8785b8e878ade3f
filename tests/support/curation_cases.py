"""The files of a golden case of a content folder."""

from __future__ import annotations

from support.builders import page
from support.golden_cases import Case


def files_of(case: Case) -> dict[str, bytes | None]:
    """The files that differ from the valid folder: ``null`` is none, and ``times`` repeats the text."""
    given: dict[str, str | None] = case.given["files"]
    files = {name: None if text is None else _bytes(case, text) for name, text in given.items()}
    if "papers" in case.given:
        files["digests/2025-01-03.txt"] = _digest(case.given["papers"]).encode()
    return files


def _digest(papers: int) -> str:
    """A digest of so many papers, odd and even ones."""
    blocks = ["Jan 3"]
    for number in range(1, papers + 1):
        parity = "odd" if number % 2 else "even"
        abstract = (
            f"We study the growth of a forest over many years, which is the {parity} one of its kind. "
            "We find that trees grow in summer, and that in winter they do not grow in any way that we can measure."
        )
        blocks += [f"A Study of Forests: Growth in Trees of the Valley, Number {number}", abstract]
    return page(*blocks)


def _bytes(case: Case, text: str) -> bytes:
    repeated: str = text * case.given.get("times", 1)
    return repeated.replace("\n", case.given.get("newline", "\n")).encode(case.given.get("encoding", "utf-8"))
