"""Unpacks the body of a response in small steps, so that its size is known before it fills the memory.

HTTPX unpacks each piece as a whole, and as often as the headers ask for: 5 KB that were compressed twice
become 3 GB. Here a piece is unpacked once at most, in steps of limited size.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import httpx

ENCODINGS = "gzip, deflate"
"""Compressions that can be asked for."""
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_ANY_HEADER = zlib.MAX_WBITS | 32
"""The header says whether it is gzip or zlib."""
_STEP = 1 << 16
"""Bytes that are unpacked at once."""
_GZIP = b"\x1f\x8b"


class UnpackError(Exception):
    """A body cannot be unpacked; the message says why."""


class CutOffError(UnpackError):
    """The end of a compressed body is missing."""


def encoding_of(response: httpx.Response) -> str:
    """How a body is compressed; empty when it is not. Layers of compression are listed with commas."""
    stated = (part.strip().lower() for part in response.headers.get("content-encoding", "").split(","))
    return ", ".join(part for part in stated if part and part != "identity")


def is_readable(encoding: str) -> bool:
    """Can a body with this encoding be unpacked? One layer can; no service has a reason for two."""
    return not encoding or encoding in _PACKED


def unpacked(response: httpx.Response) -> Iterator[bytes]:
    """The body, in pieces of at most 64 KB. Raises ``UnpackError``, and the errors of HTTPX."""
    encoding = encoding_of(response)
    # Without this header, HTTPX hands on what it received.
    response.headers.pop("content-encoding", None)
    yield from _unpacked(response.iter_bytes(_STEP)) if encoding else response.iter_bytes(_STEP)


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_ANY_HEADER)
    is_empty = True
    try:
        for piece in pieces:
            waiting = piece
            is_empty = is_empty and not piece
            while waiting:
                if unpacker.eof and not waiting.startswith(_GZIP):
                    # Whatever follows the end is no part of the body.
                    break
                if unpacker.eof:
                    unpacker = zlib.decompressobj(_ANY_HEADER)
                yield unpacker.decompress(waiting, _STEP)
                waiting = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    except zlib.error as error:
        raise UnpackError(str(error)) from error
    if not (is_empty or unpacker.eof):
        raise CutOffError("its end is missing")
