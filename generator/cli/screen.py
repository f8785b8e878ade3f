"""What commands print cannot take hold of a terminal: characters that command one, or hide, are written out.

Texts are cleaned where they are read, but names of files, addresses and answers of services are printed as well, and
so are the logs of MkDocs. So it is the stream that is guarded, once for all of them.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import Any, TextIO, cast

from generator.text.invisible import find_invisible

_OWN_STYLES = re.compile(r"(\x1b\[(?:0|3[1-4])m)")
"""The colours in which commands print labels, and the end of one."""
_CONTROLS = re.compile(r"[\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class Screen:
    r"""A stream of text on which invisible characters are written out, such as ``\u202e``.

    JSON that is printed stays valid, and means the same.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text. A carriage return is obeyed only at its beginning, where commands count in place."""
        start = "\r" if text.startswith("\r") else ""
        return self._stream.write(start + written_out(text.removeprefix("\r")))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def guard_streams() -> None:
    """Put a screen before both streams of this process."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if not isinstance(stream, Screen):
            setattr(sys, name, cast("TextIO", Screen(stream)))


def written_out(text: str) -> str:
    """A text with its invisible characters written out; line breaks, tabs and our own colours stay."""
    if text.isascii() and text.isprintable():
        return text
    parts = _OWN_STYLES.split(text)
    return "".join(part if number % 2 else _plain(part) for number, part in enumerate(parts))


def _plain(text: str) -> str:
    hidden = {*find_invisible(text), *(match.start() for match in _CONTROLS.finditer(text))}
    if not hidden:
        return text
    return "".join(_escape(char) if at in hidden else char for at, char in enumerate(text))


@cache
def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{int.from_bytes(units[at : at + 2]):04x}" for at in range(0, len(units), 2))
