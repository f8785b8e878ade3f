"""Merges duplicated cards: pages show a card twice, for phone and desktop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace

from generator.digests.digest_problems import CONFLICTING_ABSTRACTS, REPEATED_PAPER
from generator.model.digest import Entry
from generator.model.identity import is_placeholder, letters, title_key
from generator.model.problem import Problem
from generator.text.excerpts import quoted

Report = Callable[[Problem], None]
"""Takes a problem that was met on the way."""


def merge_duplicates(entries: Iterable[Entry], report: Report) -> list[Entry]:
    """The entries of a page, each paper once.

    Entries are merged when one of their ids is equal, or their titles are and their ids do not contradict.
    An equal address alone says nothing: it can be that of a conference.
    """
    merged: list[Entry] = []
    by_id: dict[str, int] = {}
    by_title: dict[str, int] = {}
    for entry in entries:
        key = title_key(entry.title)
        index = next((by_id[one] for one in entry.ids if one in by_id and not one.startswith("url:")), None)
        if index is None and key in by_title and _can_be_same(merged[by_title[key]], entry):
            index = by_title[key]
        if index is None:
            index = len(merged)
            merged.append(entry)
        else:
            merged[index] = merge_two(merged[index], entry, report)
        by_title.setdefault(key, index)
        for one in merged[index].ids:
            by_id.setdefault(one, index)
    return merged


def _can_be_same(first: Entry, second: Entry) -> bool:
    """Does no id of one contradict the other's id of the same kind?"""
    kinds = (dict(one.partition(":")[::2] for one in entry.ids) for entry in (first, second))
    known, other = kinds
    return all(known[kind] == value for kind, value in other.items() if kind in known)


def merge_two(first: Entry, second: Entry, report: Report) -> Entry:
    """Everything that two cards of a paper say. Where they differ the first counts."""
    old, new = letters(" ".join(first.abstract)), letters(" ".join(second.abstract))
    if first.abstract and second.abstract and not (old.startswith(new) or new.startswith(old)):
        message = f"expected the same abstract as on line {first.place.line}, found a different one; the first was kept"
        report(Problem(second.place, "abstract", message, CONFLICTING_ABSTRACTS))
    elif _is_another_title(first.title, second.title):
        message = f"expected the title of line {first.place.line} again, found {quoted(second.title)}"
        report(Problem(second.place, "title", f"{message} with the same arXiv id; the first was kept", REPEATED_PAPER))
    known = {field.name: getattr(first, field.name) for field in fields(Entry)}
    added = {name: getattr(second, name) for name, value in known.items() if value is None or value == ()}
    if is_placeholder(first.title):
        added["title"] = second.title
    if old != new and new.startswith(old):
        added["abstract"] = second.abstract
    return replace(first, **added)


def _is_another_title(first: str, second: str) -> bool:
    """Are two titles of one paper different ones, and neither an id or the beginning of the other?"""
    if is_placeholder(first) or is_placeholder(second):
        return False
    one, two = letters(first), letters(second)
    return bool(one and two) and not (one.startswith(two) or two.startswith(one))
