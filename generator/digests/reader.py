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
from generator.digests.arxiv_id_list import read_ids
from generator.digests.huggingface.daily_json import DailyAnswer, read_answer
from generator.digests.scrape import Scrape, open_scrape, parse_day
from generator.digests.scrape_form import DIGEST_ENDINGS, ScrapeForm
from generator.digests.text_pages import read_text_page
from generator.digests.web.html_fragments import HtmlPage
from generator.digests.web.html_scrape import read_html_page
from generator.digests.web.markdown_scrape import read_markdown
from generator.model.digest import Digest
from generator.model.problem import Place, Problem, Severity

DIGEST_LABEL = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""What tells a second digest of a day from the first."""
DIGEST_NAME = re.compile(rf"(?P<day>\d{{4}}-\d{{2}}-\d{{2}})(?:-(?P<label>{DIGEST_LABEL}))?")
"""The name of a digest's file without its ending."""
_MARK = re.compile(r"#{1,6} |\[|[-*+] ")
"""How lines of Markdown begin that are no text."""

Reader = Callable[[str, date, str | None, str], tuple[Digest, list[Problem]]]
"""Takes the file's path, its day, its label and its text."""

_READERS: Mapping[ScrapeForm, Reader] = {
    ScrapeForm.TEXT: read_text_page,
    ScrapeForm.MARKDOWN: read_markdown,
    ScrapeForm.ATOM: read_atom,
    ScrapeForm.IDS: read_ids,
}
"""The readers of forms that have no document of their own."""


def read_digest(file: str, data: bytes) -> tuple[Digest | None, list[Problem]]:
    """Read one scrape. ``file`` is its path below the content folder: ``digests/2025-10-31.txt``.

    There is no digest when the name states no day, because then nothing can say which year its
    dates are in; everything else is read as far as it can be, with a problem for each failure.
    """
    if day_in_name(file) is None:
        return None, [_unnamed(file)]
    if PurePosixPath(file).suffix.lstrip(".") not in DIGEST_ENDINGS:
        return None, [_unknown_ending(file)]
    return read_scrape(file, open_scrape(data))


def read_scrape(file: str, scrape: Scrape) -> tuple[Digest | None, list[Problem]]:
    """Read a scrape that has been opened already. ``file`` must state a day."""
    match, day = DIGEST_NAME.fullmatch(PurePosixPath(file).stem), day_in_name(file)
    assert match is not None
    assert day is not None
    if scrape.is_binary:
        return None, [Problem(Place(file), "encoding", "expected text, found a file of another kind")]
    digest, problems = _read(file, day, match["label"], scrape)
    faults = [Problem(Place(file, one.line), "encoding", one.message, Severity.WARNING) for one in scrape.faults]
    return digest, faults + problems


def day_in_name(file: str) -> date | None:
    """The day that the name of a file states, whatever its ending."""
    match = DIGEST_NAME.fullmatch(PurePosixPath(file).stem)
    return parse_day(match["day"]) if match else None


def _read(file: str, day: date, label: str | None, scrape: Scrape) -> tuple[Digest, list[Problem]]:
    form = scrape.form
    match scrape.document:
        case HtmlPage() as page:
            digest, problems = read_html_page(file, day, label, page)
        case DailyAnswer() as answer:
            digest, problems = read_answer(file, day, label, answer)
        case None:
            digest, problems = _READERS[form](file, day, label, scrape.text)
    if form is ScrapeForm.MARKDOWN and (digest.block_counts.reported or not digest.entries):
        # A text can look like Markdown by accident; then it has more papers as a text, and more of it is understood.
        as_text, problems_as_text = read_text_page(file, day, label, scrape.text)
        is_understood = not digest.entries or as_text.block_counts.reported < digest.block_counts.reported
        is_text = not all(_MARK.match(entry.title) for entry in as_text.entries)
        if is_text and is_understood and len(as_text.entries) > len(digest.entries):
            digest, problems, form = as_text, problems_as_text, ScrapeForm.TEXT
    return replace(digest, source=form.source), problems


def _unnamed(file: str) -> Problem:
    message = (
        "expected a name like 2025-10-31.txt, or 2025-10-31-label.txt for a second digest of a day,"
        f" found '{PurePosixPath(file).name}'; rename the file to the day that its page shows"
    )
    return Problem(Place(file), "file name", message)


def _unknown_ending(file: str) -> Problem:
    endings = ", ".join(f".{one}" for one in DIGEST_ENDINGS)
    found = PurePosixPath(file).suffix
    return Problem(Place(file), "file name", f"expected a name that ends in one of {endings}, found '{found}'")
