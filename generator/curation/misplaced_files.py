"""Which kind of curated file a text is, whatever its folder and name say."""

from __future__ import annotations

from collections.abc import Callable, Set

from generator.curation.curation_problems import MISPLACED_FILE
from generator.curation.file_kinds import FILE_KINDS, CuratedFileKind
from generator.curation.nodes import MappingNode, Node, compose
from generator.curation.record_kinds import keys_below
from generator.model.problem import Place, Problem

_WORDS = {
    "site": "the whole list",
    "topic": "a topic",
    "learned": "learned words",
    "paper": "notes on a paper",
    "enrichment": "facts looked up",
}
_PLURALS = {
    "topic": "topics",
    "learned": "learned words",
    "paper": "notes on papers",
    "enrichment": "facts looked up",
}


def misplaced(node: Node, folder: str) -> CuratedFileKind | None:
    """The kind whose keys a file of a folder has, if they are none that belong there."""
    own = next(kind for kind in FILE_KINDS if kind.pattern.startswith(f"{folder}/"))
    below = {name for key in own.record.keys.values() for name in keys_below(key.kind)}
    return _kind_of(node, frozenset(own.record.keys), below)


def kind_of_file(name: str, data: bytes) -> CuratedFileKind | None:
    """The kind of a file that is in no folder of curated files."""
    node, _ = compose(name, data)
    return _kind_of(node, set(), set()) if node else None


def _keys_in(file: str, data: bytes, kind: CuratedFileKind) -> str:
    """The keys of a kind that a file has, in words."""
    node, _ = compose(file, data)
    entries = node.entries if isinstance(node, MappingNode) else ()
    return ", ".join(dict.fromkeys(key.text for key, _ in entries if key.text in kind.record.keys))


def misplaced_problem(file: str, data: bytes, kind: CuratedFileKind, is_taken: Callable[[str], bool]) -> Problem:
    """What to do with a file that is of this kind and in another place."""
    name = file.rpartition("/")[2].rpartition(".")[0]
    folder = kind.pattern.rpartition("/")[0]
    words = _WORDS[kind.name]
    found = f"found the keys of {words} ({_keys_in(file, data, kind)}) in another place"
    if not folder:
        message = f"expected the settings of the list in site.yml, {found}; move them there and delete this file"
    else:
        place = "SLUG.yml, with the paper's slug" if kind.name == "paper" and "/" not in file else f"{name}.yml"
        message = f"expected {_PLURALS[kind.name]} in {folder}/, {found}"
        advice = "move its contents to" if is_taken(f"{folder}/{place}") else "move the file to"
        message = f"{message}; {advice} {folder}/{place}"
    return Problem(Place(file), "file", message, MISPLACED_FILE)


def _kind_of(node: Node, own: Set[str], below: set[str]) -> CuratedFileKind | None:
    """The kind with most of the keys of a file; none if any of them is one of its own kind alone."""
    keys = {key.text for key, _ in node.entries} if isinstance(node, MappingNode) else set[str]()
    found: list[tuple[int, CuratedFileKind]] = []
    for kind in FILE_KINDS:
        others = kind.record.keys.keys()
        foreign = (keys & others) - own - below
        if foreign and not (keys & own) - others:
            found.append((len(keys & others), kind))
    most = max((count for count, _ in found), default=0)
    best = [kind for count, kind in found if count == most]
    return best[0] if len(best) == 1 else None
