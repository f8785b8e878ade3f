"""Reads an index back, and says what is wrong with it.

    python -m generator.site.search.index_reader SITE

It knows the files by ``FORMAT.md`` only, and shares no code with what writes them but the cutting of words, so that it
is a second opinion on both.
"""

from __future__ import annotations

import hashlib
import json
import sys
from base64 import b32encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_KINDS = ("heads", "bodies", "places", "endings", "records")
_DICTIONARIES = ("heads", "bodies", "endings")
_HASH_LENGTH = 5
_COLUMNS = ("slug", "title", "by", "when", "date", "since", "comments", "has", "topics", "lead")


class UnreadableIndex(Exception):
    """A file of an index is missing, or not what its name and the format say; the text tells which and why."""


@dataclass(frozen=True, slots=True)
class IndexContent:
    """What an index says: papers by their slugs for each term, in each field, with places where there are any."""

    slugs: tuple[str, ...]
    """By number."""
    title: Mapping[str, Mapping[str, tuple[int, ...]]]
    names: Mapping[str, Mapping[str, tuple[int, ...]]]
    rest: Mapping[str, frozenset[str]]
    abstract: Mapping[str, Mapping[str, tuple[int, ...]]]
    endings: frozenset[str]
    """Terms in the dictionary of endings."""


def read_index(folder: Path) -> IndexContent:
    """Everything in an index. Raises ``UnreadableIndex``."""
    return _Reader(folder).read()


class _Reader:
    """Reads the files of a folder, each of which must be named by the root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read_files = {"root.json"}

    def read(self) -> IndexContent:
        """Everything in the index."""
        root = self._json("root.json")
        _require(root.get("format") == 2, "root.json: expected format 2")
        content = IndexContent((), {}, {}, {}, {}, frozenset())
        for number, segment in enumerate(root["segments"]):
            content = _joined(content, self._segment(number, segment, root["block"]))
        _require(len(content.slugs) == root["papers"], "root.json: expected as many papers as the segments have")
        filters = self._json(f"filters-{root['filters']}.json")
        for column in ("topics", "in", "organisation", "venue", "comments", "has"):
            _require(len(filters[column]) == root["papers"], f"filters: expected a row for each paper in {column}")
        here = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}
        _require(here == self.read_files, f"files that the root does not name: {sorted(here - self.read_files)}")
        return content

    def _segment(self, number: int, segment: dict[str, Any], block: int) -> IndexContent:
        files = {kind: list(self._files(number, kind, segment["files"][kind])) for kind in _KINDS}
        papers = segment["papers"]
        _require(papers == sum(count for _, count in segment["months"]), "root.json: months that do not add up")
        _require(list(segment["months"]) == sorted(segment["months"]), "root.json: months out of order")
        slugs = tuple(slug for records in files["records"] for slug in _columns(records)["slug"])
        _require(len(slugs) == papers, "records: expected one for each paper")
        _require(all(len(records["slug"]) == block for records in files["records"][:-1]), "records: uneven blocks")
        for kind in _DICTIONARIES:
            _check_order(segment["first"][kind], files[kind], is_reversed=kind == "endings")
        heads = [_entry(entry) for piece in files["heads"] for entry in piece]
        return IndexContent(
            slugs,
            {term: _placed(columns[0], slugs) for term, columns in heads if columns[0]},
            {term: _placed(columns[1], slugs) for term, columns in heads if len(columns) > 1 and columns[1]},
            {term: frozenset(_papers(columns[2], slugs)) for term, columns in heads if len(columns) > 2},
            dict(_bodies(files["bodies"], files["places"], slugs)),
            frozenset(_entry(entry)[0] for piece in files["endings"] for entry in piece),
        )

    def _files(self, number: int, kind: str, hashes: str) -> Iterator[Any]:
        for place in range(0, len(hashes), _HASH_LENGTH):
            name = f"{place // _HASH_LENGTH}-{hashes[place : place + _HASH_LENGTH]}.json"
            yield self._json(f"{number}/{kind}/{name}")

    def _json(self, name: str) -> Any:
        try:
            data = (self.folder / name).read_bytes()
            parsed = json.loads(data)
        except (OSError, ValueError) as error:
            raise UnreadableIndex(f"{name}: {error}") from error
        self.read_files.add(name)
        stated = name.removesuffix(".json").rpartition("-")[2]
        digest = b32encode(hashlib.blake2b(data, digest_size=10).digest()).decode("ascii").lower()
        _require(name == "root.json" or digest.startswith(stated), f"{name}: expected the hash of what it contains")
        return parsed


def decoded(text: str) -> list[int]:
    """The numbers of a text. Raises ``UnreadableIndex`` for one that does not end."""
    numbers, number, is_whole = [], 0, True
    for digit in text:
        value = _DIGITS.index(digit)
        number = number * 32 + value % 32
        is_whole = value < 32
        if is_whole:
            numbers.append(number)
            number = 0
    _require(is_whole, f"a number that does not end: {text[-9:]}")
    return numbers


def _columns(records: dict[str, list[Any]]) -> dict[str, list[Any]]:
    lengths = {len(records[column]) for column in _COLUMNS}
    _require(len(lengths) == 1, "records: columns of different lengths")
    return records


def _entry(entry: str) -> tuple[str, list[str]]:
    name, *columns = entry.split(" ")
    term = name.partition("|")[0].partition("=")[0]
    return term, columns


def _check_order(first: Sequence[str], pieces: Sequence[list[str]], *, is_reversed: bool) -> None:
    _require(len(first) == len(pieces), "root.json: expected the beginning of each piece")
    step = -1 if is_reversed else 1
    last = b""
    for begin, piece in zip(first, pieces, strict=True):
        for place, entry in enumerate(piece):
            term = _entry(entry)[0][::step].encode("utf-16-be", "surrogatepass")
            _require(last < term, f"terms out of order: {entry}")
            start = begin.encode("utf-16-be", "surrogatepass")
            _require(place > 0 or last < start <= term or not begin, f"a piece that does not begin with {begin}")
            last = term


def _papers(text: str, slugs: Sequence[str]) -> Iterator[str]:
    paper = 0
    for distance in decoded(text):
        paper += distance
        _require(paper < len(slugs), f"a paper that is not there: {paper}")
        yield slugs[paper]


def _placed(text: str, slugs: Sequence[str]) -> dict[str, tuple[int, ...]]:
    numbers = decoded(text)
    _require(len(numbers) % 2 == 0, "a paper without a place")
    found: dict[str, tuple[int, ...]] = {}
    paper = 0
    for distance, place in zip(numbers[::2], numbers[1::2], strict=True):
        paper += distance
        _require(paper < len(slugs), f"a paper that is not there: {paper}")
        found[slugs[paper]] = (*found.get(slugs[paper], ()), place)
    return found


def _bodies(
    bodies: Sequence[list[str]], places: Sequence[list[str]], slugs: Sequence[str]
) -> Iterator[tuple[str, dict[str, tuple[int, ...]]]]:
    for piece, texts in zip(bodies, places, strict=True):
        for entry, text in zip(piece, texts, strict=True):
            term, [papers] = _entry(entry)
            groups: list[list[int]] = [[]]
            for number in decoded(text):
                groups[-1].append(number) if number else groups.append([])
            listed = list(_papers(papers, slugs))
            _require(len(groups) == len(listed) + 1, f"{term}: expected places in each paper")
            yield term, {slug: tuple(_summed(group)) for slug, group in zip(listed, groups, strict=False)}


def _summed(distances: Sequence[int]) -> Iterator[int]:
    place = -1
    for distance in distances:
        place += distance
        yield place


def _joined(one: IndexContent, other: IndexContent) -> IndexContent:
    def both(left: Mapping[str, Any], right: Mapping[str, Any]) -> dict[str, Any]:
        return {key: {**left.get(key, {}), **right.get(key, {})} for key in left.keys() | right.keys()}

    rest = {
        key: one.rest.get(key, frozenset()) | other.rest.get(key, frozenset()) for key in one.rest.keys() | other.rest
    }
    return IndexContent(
        one.slugs + other.slugs,
        both(one.title, other.title),
        both(one.names, other.names),
        rest,
        both(one.abstract, other.abstract),
        one.endings | other.endings,
    )


def _require(is_so: object, fault: str) -> None:
    if not is_so:
        raise UnreadableIndex(fault)


def main(folder: str) -> int:
    """Read the index of a site; returns 1 when it is faulty."""
    try:
        content = read_index(Path(folder) / "search-index")
    except UnreadableIndex as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.write(f"{len(content.slugs)} papers, {len(content.abstract)} terms in abstracts; no faults\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
