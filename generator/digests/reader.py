"""Reads scrapes: bytes in, a digest and its problems out.

The name of the file states the day of the digest; its content decides which reader is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from generator.digests.arxiv_atom import read_atom
from generator.digests.arxiv_id_list import read_ids
from generator.digests.bibliographies.bibtex import read_bibtex
from generator.digests.bibliographies.csl_json import read_csl_json
from generator.digests.bibliographies.csv_table import read_csv
from generator.digests.bibliographies.endnote import read_endnote
from generator.digests.bibliographies.ris import read_ris
from generator.digests.digest_names import DIGEST_NAME, day_in_name
from generator.digests.digest_problems import NO_PAPERS, NOT_A_TEXT_FILE, UNDATED_FILE_NAME, UNKNOWN_FILE_EXTENSION
from generator.digests.feeds.arxiv_listing import read_listing
from generator.digests.feeds.arxiv_listing_page import read_listing_page
from generator.digests.feeds.news_feed import read_news_feed
from generator.digests.feeds.openreview import read_openreview
from generator.digests.feeds.paper_page import read_paper_page
from generator.digests.feeds.semantic_scholar import read_semantic_scholar
from generator.digests.guard import guarded
from generator.digests.huggingface.daily_json import DailyAnswer, read_answer
from generator.digests.lists.bookmarks import read_bookmarks
from generator.digests.lists.list_page import read_list_page
from generator.digests.lists.list_scrape import read_list
from generator.digests.lists.paper_note import read_note
from generator.digests.page_origin import is_of_hugging_face
from generator.digests.plain.text_scrape import read_text
from generator.digests.scrape import Scrape, open_scrape
from generator.digests.scrape_form import DIGEST_ENDINGS, ScrapeForm
from generator.digests.web.html_fragments import HtmlPage
from generator.digests.web.html_scrape import read_html_page
from generator.digests.web.markdown_fragments import read_fragments
from generator.digests.web.markdown_scrape import read_markdown
from generator.digests.web.title_finder import abstract_heading
from generator.model.days import FIRST_DIGEST, LAST_DAY
from generator.model.digest import BlockCounts, Digest
from generator.model.problem import Place, Problem

_MARKDOWN_START = re.compile(r"#{1,6} |\[|[-*+] ")
"""How lines begin that are Markdown rather than plain text."""
_ABSTRACT_LINE = re.compile(r"^[^\w\n]*abstract[^\w\n]*$", re.I | re.M)
_MOST_CRUMBS, _CRUMB = 5000, 8
"""Lines, and characters of a line on average: an arXiv id has at least ten."""

Reading = tuple[Digest, list[Problem]]


def read_digest(file: str, data: bytes) -> tuple[Digest | None, list[Problem]]:
    """Read one scrape. ``file`` is its path below the content folder: ``digests/2025-10-31.txt``.

    There is no digest when the name states no day, because pages show dates without a year. Anything
    else is read as far as possible, with a problem for each failure.
    """
    if day_in_name(file) is None:
        return None, [_undated(file)]
    if PurePosixPath(file).suffix.lstrip(".") not in DIGEST_ENDINGS:
        return None, [_unknown_extension(file)]
    return read_scrape(file, open_scrape(data, _form_in_name(file)))


def read_scrape(file: str, scrape: Scrape) -> tuple[Digest | None, list[Problem]]:
    """Read a scrape that is open already. The name of ``file`` must state a day."""
    match, day = DIGEST_NAME.fullmatch(PurePosixPath(file).stem), day_in_name(file)
    assert match is not None
    assert day is not None
    if scrape.is_binary:
        return None, [Problem(Place(file), "encoding", "expected text, found a binary file", NOT_A_TEXT_FILE)]
    digest, problems = _read(file, day, match["label"], scrape)
    faults = [Problem(Place(file, fault.line), "encoding", fault.message, fault.kind) for fault in scrape.faults]
    return digest, faults + problems


def _form_in_name(file: str) -> ScrapeForm | None:
    match = DIGEST_NAME.fullmatch(PurePosixPath(file).stem)
    return ScrapeForm(match["form"]) if match and match["form"] else None


def _undated(file: str) -> Problem:
    if DIGEST_NAME.fullmatch(PurePosixPath(file).stem):
        limits = f"expected a day of the calendar from {FIRST_DIGEST} to {LAST_DAY}"
        message = f"{limits}, found '{PurePosixPath(file).name}'; rename the file to the date of the page"
        return Problem(Place(file), "file name", message, UNDATED_FILE_NAME)
    message = (
        "expected a name like 2025-10-31.txt, or 2025-10-31-label.txt for a second digest of the same day,"
        f" found '{PurePosixPath(file).name}'; rename the file to the date of the page"
    )
    return Problem(Place(file), "file name", message, UNDATED_FILE_NAME)


def _unknown_extension(file: str) -> Problem:
    *others, last = (f".{ending}" for ending in DIGEST_ENDINGS)
    message = f"expected the extension {', '.join(others)} or {last}, found '{PurePosixPath(file).suffix}'"
    return Problem(Place(file), "file name", message, UNKNOWN_FILE_EXTENSION)


def _read(file: str, day: date, label: str | None, scrape: Scrape) -> Reading:
    """The digest with the form that it was read as."""
    form = scrape.form
    match scrape.document:
        case HtmlPage() as page:
            digest, problems = read_html_page(file, day, label, page)
        case DailyAnswer() as answer:
            digest, problems = read_answer(file, day, label, answer)
        case None if crumbs := _crumbs(scrape.text):
            message = f"expected papers, found {crumbs:,} lines of a few characters each; save the page again"
            problem = Problem(Place(file), "papers", message, NO_PAPERS)
            digest, problems = Digest(day, label, file, (), BlockCounts(0, 0, crumbs)), [problem]
            return replace(digest, source=form.source), problems
        case None:
            digest, problems = _READERS[form](file, day, label, scrape.text)
    if form is ScrapeForm.MARKDOWN and (digest.block_counts.reported or not digest.entries):
        as_text = _read_text_page(file, day, label, scrape.text)
        if _is_better(as_text[0], digest):
            (digest, problems), form = as_text, ScrapeForm.TEXT
    is_hugging_face = is_of_hugging_face(form, scrape.text, digest.entries)
    digest = replace(digest, source=form.source, is_hugging_face=is_hugging_face)
    return guarded(scrape.text, form, (digest, problems))


def _crumbs(text: str) -> int:
    """The number of lines of a text that has very many with next to nothing in them, as no page has; else 0.

    What each of so many lines could be, beside the others, takes long to weigh, and nothing would come of it.
    """
    if text.count("\n") <= _MOST_CRUMBS:
        return 0
    lines = [len(line) for raw in text.split("\n") if (line := raw.strip())]
    return len(lines) if len(lines) > _MOST_CRUMBS and sum(lines) < _CRUMB * len(lines) else 0


def _is_better(as_text: Digest, as_markdown: Digest) -> bool:
    """Does a scrape look like Markdown by accident? Then plain text gives more papers, and more of it is understood."""
    is_understood = not as_markdown.entries or as_text.block_counts.reported < as_markdown.block_counts.reported
    is_text = not all(_MARKDOWN_START.match(entry.title) for entry in as_text.entries)
    return is_text and is_understood and len(as_text.entries) > len(as_markdown.entries)


def _read_text_page(file: str, day: date, label: str | None, text: str) -> Reading:
    """Read a page that was saved as plain text: a list of papers, or the page of a single one."""
    # Splitting a page into fragments takes as long as reading it, so only texts with such a line are.
    is_paper_page = _ABSTRACT_LINE.search(text) and abstract_heading(read_fragments(text)) is not None
    return (read_markdown if is_paper_page else read_text)(file, day, label, text)


_READERS: Mapping[ScrapeForm, Callable[[str, date, str | None, str], Reading]] = {
    ScrapeForm.TEXT: _read_text_page,
    ScrapeForm.MARKDOWN: read_markdown,
    ScrapeForm.ATOM: read_atom,
    ScrapeForm.IDS: read_ids,
    ScrapeForm.BIBTEX: read_bibtex,
    ScrapeForm.RIS: read_ris,
    ScrapeForm.CSL_JSON: read_csl_json,
    ScrapeForm.CSV: read_csv,
    ScrapeForm.ENDNOTE: read_endnote,
    ScrapeForm.LIST: read_list,
    ScrapeForm.LIST_PAGE: read_list_page,
    ScrapeForm.BOOKMARKS: read_bookmarks,
    ScrapeForm.NOTE: read_note,
    ScrapeForm.FEED: read_news_feed,
    ScrapeForm.PAPER_PAGE: read_paper_page,
    ScrapeForm.SEMANTIC_SCHOLAR: read_semantic_scholar,
    ScrapeForm.OPENREVIEW: read_openreview,
    ScrapeForm.LISTING: read_listing,
    ScrapeForm.LISTING_PAGE: read_listing_page,
}
"""Readers of forms without a document. They take the path of a file, its day, its label and its text."""
