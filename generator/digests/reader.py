"""Readers of scrapes: bytes in, a digest and its problems out.

One module for each form of scrape; this one tells from the file's name when the digest appeared,
and from its content which reader to use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from generator.digests.arxiv_atom import read_atom
from generator.digests.arxiv_ids import read_ids
from generator.digests.detect import ENDINGS, Form, form_of
from generator.digests.huggingface.daily_json import read_daily
from generator.digests.text_pages import read_text_page
from generator.digests.web.html_scrape import read_html
from generator.digests.web.markdown_scrape import read_markdown
from generator.model.digest import Digest
from generator.model.problem import Place, Problem, Severity

LABEL = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""What tells a second digest of a day from the first."""
NAME = re.compile(rf"(?P<day>\d{{4}}-\d{{2}}-\d{{2}})(?:-(?P<label>{LABEL}))?")
"""The name of a digest's file without its ending."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff\ufdd0-\ufdef]")
_BINARY = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))

_MARK = re.compile(r"#{1,6} |\[|[-*+] ")
"""How lines of Markdown begin that are no text."""

Reader = Callable[[str, date, str | None, str], tuple[Digest, list[Problem]]]
"""Takes the file's path, its day, its label and its text."""

READERS: Mapping[Form, Reader] = {
    Form.TEXT: read_text_page,
    Form.MARKDOWN: read_markdown,
    Form.HTML: read_html,
    Form.JSON: read_daily,
    Form.ATOM: read_atom,
    Form.IDS: read_ids,
}


def read_digest(file: str, data: bytes) -> tuple[Digest | None, list[Problem]]:
    """Read one scrape. ``file`` is its path below the content folder: ``digests/2025-10-31.txt``.

    There is no digest when the name states no day, because then nothing can say which year its
    dates are in; everything else is read as far as it can be, with a problem for each failure.
    """
    match = NAME.fullmatch(PurePosixPath(file).stem)
    day = _day(match["day"]) if match else None
    if match is None or day is None:
        return None, [_unnamed(file)]
    if PurePosixPath(file).suffix.lstrip(".") not in ENDINGS:
        return None, [_unknown_ending(file)]
    text, problems = decode(file, data)
    if _is_binary(data):
        return None, [Problem(Place(file), "encoding", "expected text, found a file of another kind")]
    form = form_of(text)
    digest, found = READERS[form](file, day, match["label"], text)
    if form is Form.MARKDOWN and (digest.block_counts.reported or not digest.entries):
        # A text can look like Markdown by accident; then it has more papers as a text, and more of it is understood.
        as_text, found_as_text = read_text_page(file, day, match["label"], text)
        is_understood = not digest.entries or as_text.block_counts.reported < digest.block_counts.reported
        is_text = not all(_MARK.match(entry.title) for entry in as_text.entries)
        if is_text and is_understood and len(as_text.entries) > len(digest.entries):
            digest, found, form = as_text, found_as_text, Form.TEXT
    return replace(digest, source=form.source), problems + found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _unnamed(file: str) -> Problem:
    message = (
        "expected a name like 2025-10-31.txt, or 2025-10-31-label.txt for a second digest of a day,"
        f" found '{PurePosixPath(file).name}'; rename the file to the day that its page shows"
    )
    return Problem(Place(file), "file name", message)


def _unknown_ending(file: str) -> Problem:
    endings = ", ".join(f".{one}" for one in ENDINGS)
    found = PurePosixPath(file).suffix
    return Problem(Place(file), "file name", f"expected a name that ends in one of {endings}, found '{found}'")


def _is_binary(data: bytes) -> bool:
    """Is a file a picture, a document, an archive? Texts have a control character by accident only."""
    has_mark = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    controls = len(data) - len(data.translate(None, _BINARY))
    return not has_mark and controls > 20 and controls > len(data) / 100


def decode(file: str, data: bytes) -> tuple[str, list[Problem]]:
    r"""UTF-8, or what a byte order mark announces. Control characters have no place in a text.

    Lines end in ``\n``, wherever the file comes from.
    """
    try:
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        text, problems = data.decode(encoding), []
    except UnicodeDecodeError as error:
        text = data.decode("cp1252", errors="replace")
        line = data.count(b"\n", 0, error.start) + 1
        message = "expected UTF-8, found other bytes; read as Windows-1252, so look at accents and quotes"
        problems = [Problem(Place(file, line), "encoding", message, Severity.WARNING)]
    text = text.removeprefix("\ufeff")
    controls = list(_CONTROLS.finditer(text))
    if controls:
        line = text.count("\n", 0, controls[0].start()) + 1
        message = f"expected text, found {len(controls)} control characters; they are left out"
        problems.append(Problem(Place(file, line), "encoding", message, Severity.WARNING))
    text = _CONTROLS.sub("", text) if controls else text
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems
