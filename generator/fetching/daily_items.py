"""The papers of a day as they are stored: in a canonical form, and merged with those of an earlier response."""

from __future__ import annotations

import json
from collections.abc import Sequence


def as_bytes(items: Sequence[object]) -> bytes:
    """Papers in the form in which they are stored: the same data give the same bytes.

    Half of a surrogate pair, which JSON can express, stays an escape, because UTF-8 cannot encode it.
    """
    text = json.dumps(items, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def join(before: Sequence[object], now: Sequence[object]) -> list[object]:
    """The papers of a day that was fetched again, without losing any that are stored.

    The newer response takes precedence, in its order. If it lacks papers and adds none, nothing changes;
    if it adds some and lacks others, those that it lacks follow at the end. A paper that has lost its
    abstract, the end of it, or its authors is left unchanged.
    """
    earlier = {id_of(item): item for item in before if id_of(item)}
    names = {id_of(item) for item in now}
    lacking = [item for item in before if id_of(item) not in names]
    if lacking and names <= earlier.keys():
        return list(before)
    return [_more_complete(earlier.get(id_of(item)), item) for item in now] + lacking


def _more_complete(before: object | None, now: object) -> object:
    is_less_complete = any(_part(before, key) and not _part(now, key) for key in ("title", "summary", "authors"))
    return before if is_less_complete or _is_truncated(_part(before, "summary"), _part(now, "summary")) else now


def _is_truncated(before: object, now: object) -> bool:
    """Is a text only the beginning of the earlier one?"""
    if not isinstance(before, str) or not isinstance(now, str):
        return False
    return len(now) < len(before) and before.startswith(now.rstrip(" .…"))


def _part(item: object, key: str) -> object:
    """The value of a key of a paper, whether or not a card wraps the paper."""
    paper = item.get("paper", item) if isinstance(item, dict) else None
    return paper.get(key) if isinstance(paper, dict) else None


def id_of(item: object) -> str | None:
    """The arXiv id of a paper, if it has one."""
    arxiv = _part(item, "id")
    return arxiv if isinstance(arxiv, str) else None
