"""Cuts the records of the API into pages of bounded size, so that a later digest leaves earlier pages as they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

import msgspec

from generator.site.exports.api.api_records import ApiIndex, ApiRecord, PageEntry

LARGEST_PAGE = 480_000
"""Bytes. A page has one record at least, however large that is."""
LONGEST_PART = 1_000
"""Papers that a record names."""
_FRAME = 200
"""Bytes of a page around its records, at most."""


class RecordLine(NamedTuple):
    """A record as it is written."""

    name: str
    """What it is sorted by."""
    data: bytes


@dataclass(frozen=True, slots=True)
class ApiPage:
    """A page of records."""

    file: str
    """Below the folder of the API."""
    names: tuple[str, ...]
    """What its records are sorted by."""
    data: bytes

    @property
    def entry(self) -> PageEntry:
        """The page as the index names it."""
        digest = hashlib.sha256(self.data).hexdigest()
        return PageEntry(self.file, len(self.names), len(self.data), digest, self.names[0], self.names[-1])


def record_line(name: str, record: ApiRecord) -> RecordLine:
    """A record on one line."""
    return RecordLine(name, record_bytes(record))


def record_bytes(record: ApiRecord | ApiIndex) -> bytes:
    """A record as JSON. In place of half a character, which UTF-8 cannot hold, there is a question mark."""
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        return json.dumps(asdict(record), default=str, ensure_ascii=False).encode(errors="replace")


def parts_of(papers: Sequence[str]) -> list[tuple[tuple[str, ...], int, int]]:
    """Papers in as many parts as records need, each with its number and that of all; one if there are none."""
    pieces = [tuple(papers[at : at + LONGEST_PART]) for at in range(0, len(papers), LONGEST_PART)] or [()]
    return [(piece, number, len(pieces)) for number, piece in enumerate(pieces, start=1)]


def pages_of(folder: str, lines: Mapping[str, Sequence[RecordLine]]) -> list[ApiPage]:
    """Records in pages, each of which names the next: ``papers/2026-2.json``. ``lines`` has them by what the names of
    their pages begin with: ``2026-``, or nothing.
    """
    cut = [
        (f"{folder}/{prefix}{number}.json", piece)
        for prefix, group in lines.items()
        for number, piece in enumerate(_pieces(group), start=1)
    ]
    following = [*(file for file, _ in cut[1:]), None]
    return [
        ApiPage(file, tuple(line.name for line in piece), _text(piece, after))
        for (file, piece), after in zip(cut, following, strict=False)
    ]


def _pieces(lines: Iterable[RecordLine]) -> Iterator[list[RecordLine]]:
    piece: list[RecordLine] = []
    size = _FRAME
    for line in lines:
        if piece and size + len(line.data) > LARGEST_PAGE:
            yield piece
            piece, size = [], _FRAME
        piece.append(line)
        size += len(line.data) + len(",\n")
    if piece:
        yield piece


def _text(piece: Iterable[RecordLine], following: str | None) -> bytes:
    records = b",\n".join(line.data for line in piece)
    return b'{"next": %b, "records": [\n%b\n]}\n' % (json.dumps(following).encode(), records)
