"""One entry for each paper of a page: pages show a card twice, for phones and for desks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace

from generator.model.digest import Entry
from generator.model.identity import letters, title_key

Warn = Callable[[int, str, str], None]
"""Takes the line, the field and the message of a warning."""


def merge_duplicates(entries: Iterable[Entry], warn: Warn) -> list[Entry]:
    """Entries with equal arXiv ids, or with equal titles where one of them has no id, become one."""
    merged: list[Entry] = []
    by_arxiv: dict[str, int] = {}
    by_title: dict[str, int] = {}
    for entry in entries:
        key = title_key(entry.title)
        index = by_arxiv.get(entry.arxiv) if entry.arxiv else None
        if index is None and key in by_title and _may_be_one(merged[by_title[key]], entry):
            index = by_title[key]
        if index is None:
            index = len(merged)
            merged.append(entry)
        else:
            merged[index] = merge_two(merged[index], entry, warn)
        by_title.setdefault(key, index)
        if merged[index].arxiv:
            by_arxiv.setdefault(merged[index].arxiv or "", index)
    return merged


def _may_be_one(first: Entry, second: Entry) -> bool:
    return first.arxiv is None or second.arxiv is None or first.arxiv == second.arxiv


def merge_two(first: Entry, second: Entry, warn: Warn) -> Entry:
    """What two cards of a paper say together. Where they disagree the first counts."""
    one, two = letters(" ".join(first.abstract)), letters(" ".join(second.abstract))
    if first.abstract and second.abstract and not (one.startswith(two) or two.startswith(one)):
        message = (
            f"expected the abstract of line {first.place.line} again under the same title,"
            " found another one; the first is kept"
        )
        warn(second.place.line, "abstract", message)
    known = {one.name: getattr(first, one.name) for one in fields(Entry)}
    missing = {name: getattr(second, name) for name, value in known.items() if value is None or value == ()}
    if one != two and two.startswith(one):
        missing["abstract"] = second.abstract
    return replace(first, **missing)
