"""Merges two responses for the same day, so that nothing that was kept is lost."""

from __future__ import annotations

from collections.abc import Sequence


def merge_papers(before: Sequence[object], now: Sequence[object]) -> list[object]:
    """The papers to keep when a day was fetched again.

    The newer response counts, in its order. When it lacks papers and has no new ones, it is the poorer
    and nothing changes; when it has some and lacks others, the missing ones follow at the end. A paper
    that lost its abstract, the end of its abstract, or its authors stays as it was.
    """
    earlier = {name_of_paper(item): item for item in before if name_of_paper(item)}
    names = {name_of_paper(item) for item in now}
    missing = [item for item in before if name_of_paper(item) not in names]
    if missing and names <= earlier.keys():
        return list(before)
    return [_richer(earlier.get(name_of_paper(item)), item) for item in now] + missing


def name_of_paper(item: object) -> str | None:
    """The id of a paper in a response, if it has one."""
    name = _field(item, "id")
    return name if isinstance(name, str) else None


def _richer(before: object | None, now: object) -> object:
    is_poorer = any(_field(before, key) and not _field(now, key) for key in ("title", "summary", "authors"))
    return before if is_poorer or _is_cut_off(_field(before, "summary"), _field(now, "summary")) else now


def _is_cut_off(before: object, now: object) -> bool:
    """Is a text only the beginning of what it was?"""
    if not isinstance(before, str) or not isinstance(now, str):
        return False
    return len(now) < len(before) and before.startswith(now.rstrip(" .…"))


def _field(item: object, key: str) -> object:
    """The value of a key of a paper, whether or not a card wraps the paper."""
    paper = item.get("paper", item) if isinstance(item, dict) else None
    return paper.get(key) if isinstance(paper, dict) else None
