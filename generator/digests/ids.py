"""Reads a plain list of arXiv ids or addresses, one in a line.

Such a list is how a person starts a reading list of their own. A title may stand behind an id; a
paper without one is named by its id until a digest or a curator says its title. A line that
begins with ``#`` is a comment.
"""

from __future__ import annotations

import re
from datetime import date

from generator.digests.repeats import merge_repeats
from generator.digests.text import shorten
from generator.identity import arxiv_id, placeholder
from generator.model import Accounting, Digest, Entry, Place, Problem, Severity

_LINE = re.compile(r"\s*(?:(?:[-*+•]|\d{1,4}[.)])\s+)?[<(\"'\[]?(?P<id>[^\s<>()\"'\[\],;|]+)[>)\"'\],;|]*(?P<rest>.*)")
_PAGE = re.compile(r"(?:https?://)?[^/\s]+/papers/([^/?#\s]+)/?(?:[?#].*)?", re.I)
_SEPARATOR = re.compile(r"^[\s,;|:–—-]+|[\s,;|\"']+$")


def is_id_list(text: str) -> bool:
    """Is each line an id, a comment or blank? One line in ten can be wrong and will be reported."""
    lines = [line for line in text.splitlines() if line.strip() and not _is_comment(line)]
    # Abstracts are longer; so most scrapes need no closer look.
    if any(len(line) > 500 for line in lines):
        return False
    known = sum(_read_line(line) is not None for line in lines)
    return known > 0 and known >= 0.9 * len(lines)


def read_ids(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a list. The arguments are those of ``read_text``."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    comments = reported = 0

    def warn(line: int, field: str, message: str) -> None:
        problems.append(Problem(Place(file, line), field, message, Severity.WARNING))

    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if not line.strip():
            continue
        found = _read_line(line)
        if _is_comment(line):
            comments += 1
        elif found is None:
            reported += 1
            warn(number, "block", f"expected an arXiv id or the address of a paper, found {shorten(line.strip())}")
        else:
            arxiv, title = found
            entries.append(Entry(title or placeholder(arxiv), Place(file, number), arxiv=arxiv))
    merged = merge_repeats(entries, warn)
    if not merged:
        warn(1, "papers", "expected at least one arXiv id, found none")
    return Digest(day, label, file, tuple(merged), Accounting(len(entries), comments, reported)), problems


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith(("#", "//"))


def _read_line(line: str) -> tuple[str, str | None] | None:
    match = _LINE.fullmatch(line)
    if not match:
        return None
    page = _PAGE.fullmatch(match["id"])
    found = arxiv_id(re.sub(r"[?#].*$", "", page[1] if page else match["id"]).rstrip("/"))
    title = " ".join(_SEPARATOR.sub("", _SEPARATOR.sub("", match["rest"])).split())
    return (found, title or None) if found else None
