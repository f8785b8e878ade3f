"""Merges two responses for the same day, so that nothing that was kept is lost."""

from __future__ import annotations

from collections.abc import Sequence


def merge_papers(before: Sequence[object], now: Sequence[object]) -> list[object]:
    """The papers to keep when a day was fetched again.

    The newer response counts, in its order. When it lacks papers and has no new ones, it is the poorer
    and nothing changes; when it has some and lacks others, the missing ones follow at the end. A paper
    that lost its abstract, the end of its abstract, or authors stays as it was; other facts that it lost
    are kept. Papers without an id are told apart by their titles.
    """
    earlier = {_key(item): item for item in before}
    keys = {_key(item) for item in now}
    missing = [item for item in before if _key(item) not in keys]
    if missing and keys <= earlier.keys():
        return list(before)
    return [_richer(earlier.get(_key(item)), item) for item in now] + missing


def name_of_paper(item: object) -> str | None:
    """The id of a paper in a response, if it has one."""
    name = _field(item, "id")
    return name if isinstance(name, str) else None


def _key(item: object) -> tuple[str | None, str | None]:
    """What tells a paper from the others: its id, else its title, else all that the item is."""
    if name := name_of_paper(item):
        return name, None
    title = _field(item, "title")
    return None, title if isinstance(title, str) else repr(item)


def _richer(before: object | None, now: object) -> object:
    is_poorer = any(_field(before, key) and not _field(now, key) for key in ("title", "summary", "authors"))
    is_cut_off = _is_cut_off(_field(before, "summary"), _field(now, "summary"))
    if is_poorer or is_cut_off or _is_shorter(_field(before, "authors"), _field(now, "authors")):
        return before
    return _completed(before, now)


def _completed(before: object, now: object) -> object:
    """The newer of two records, with what only the older one says."""
    if not isinstance(before, dict) or not isinstance(now, dict) or ("paper" in before) != ("paper" in now):
        return now
    lost = {key: value for key, value in before.items() if _is_said(value) and not _is_said(now.get(key))}
    inner = {"paper": _completed(before["paper"], now["paper"])} if "paper" in now else {}
    return {**now, **lost, **inner}


def _is_said(value: object) -> bool:
    """Does a value say anything? Zero and false do."""
    return value is not None and value not in ("", [], {})


def _is_shorter(before: object, now: object) -> bool:
    return isinstance(before, list) and isinstance(now, list) and len(now) < len(before)


def _is_cut_off(before: object, now: object) -> bool:
    """Is a text only the beginning of what it was?"""
    if not isinstance(before, str) or not isinstance(now, str):
        return False
    return len(now) < len(before) and before.startswith(now.rstrip(" .…"))


def _field(item: object, key: str) -> object:
    """The value of a key of a paper, whether or not a card wraps the paper."""
    paper = item.get("paper", item) if isinstance(item, dict) else None
    return paper.get(key) if isinstance(paper, dict) else None
