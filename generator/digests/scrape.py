"""Opens a scrape: decodes it, detects its form, and finds the day that it states.

Decoding and parsing happen here, once, so that a command can ask for the day of a scrape first and
read its papers afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.digests.broken_headings import with_whole_headings
from generator.digests.digest_problems import CONTROL_CHARACTERS, NOT_UTF_8
from generator.digests.feeds.arxiv_listing import day_of_text_listing
from generator.digests.feeds.arxiv_listing_page import day_of_listing_page
from generator.digests.feeds.news_feed import day_of_news
from generator.digests.form_detection import form_of
from generator.digests.huggingface.daily_json import DailyAnswer, day_of_daily, parse_answer
from generator.digests.lists.stated_day import day_stated
from generator.digests.scrape_form import ScrapeForm
from generator.digests.web.html_fragments import HtmlPage, parse_html
from generator.digests.web.html_scrape import day_of_html
from generator.model.days import day_from
from generator.model.problem import ProblemKind
from generator.text.invisible import find_invisible, removed_in_words, without_invisible

_BINARY = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_STATED_DAY = re.compile(
    r"(?:/papers(?:/date/|\?date=)|^[^\w\n]*(?:captured|retrieved|saved|accessed|fetched|date)\b[^\n:]{0,20}:\s*[\"']?)"
    r"(\d{4}-\d{2}-\d{2})",
    re.I | re.M,
)
_LISTS = (ScrapeForm.LIST, ScrapeForm.LIST_PAGE, ScrapeForm.NOTE)
_DAYS: Mapping[ScrapeForm, Callable[[str], date | None]] = {
    ScrapeForm.FEED: day_of_news,
    ScrapeForm.LISTING: day_of_text_listing,
    ScrapeForm.LISTING_PAGE: day_of_listing_page,
}
"""Forms that state the day in places of their own."""
_HEAD = 5000
"""Characters at the beginning of a text in which it can state its day."""


@dataclass(frozen=True, slots=True)
class EncodingFault:
    """Something odd about the bytes of a scrape."""

    line: int
    message: str
    kind: ProblemKind


@dataclass(frozen=True, slots=True)
class Scrape:
    """The content of a file, decoded and, where its form has one, parsed."""

    text: str
    """Without invisible characters; its lines end in ``\\n``."""
    form: ScrapeForm
    day: date | None
    """The day that the content states; most pages state none, or none with a year."""
    document: HtmlPage | DailyAnswer | None
    """HTML and JSON parsed; ``None`` for other forms."""
    faults: tuple[EncodingFault, ...]
    is_binary: bool
    """Is it a picture, a document or an archive instead of a text?"""


def open_scrape(data: bytes, stated: ScrapeForm | None = None) -> Scrape:
    """Decode and parse the bytes of a file, in a stated form or in that which its content shows.

    Never fails: anything odd is named in ``faults``.
    """
    text, faults = _decode(data)
    text = with_whole_headings(text)
    form = stated or form_of(text)
    document = parse_html(text) if form is ScrapeForm.HTML else parse_answer(text) if form is ScrapeForm.JSON else None
    return Scrape(text, form, _stated_day(text, form, document), document, tuple(faults), _is_binary(data))


def _decode(data: bytes) -> tuple[str, list[EncodingFault]]:
    """UTF-8, or what a byte order mark announces."""
    faults: list[EncodingFault] = []
    try:
        text = data.decode("utf-16" if data[:2] in _UTF_16_MARKS else "utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("cp1252", errors="replace")
        message = "expected UTF-8, found another encoding; read as Windows-1252, so check accents and quotes"
        faults.append(EncodingFault(data.count(b"\n", 0, error.start) + 1, message, NOT_UTF_8))
    text = text.removeprefix("\ufeff")
    invisible = find_invisible(text)
    if invisible:
        line = text.count("\n", 0, invisible[0]) + 1
        faults.append(EncodingFault(line, removed_in_words(len(invisible)), CONTROL_CHARACTERS))
        text = without_invisible(text)
    return text.replace("\r\n", "\n").replace("\r", "\n"), faults


def _is_binary(data: bytes) -> bool:
    """Does a file have more control characters than a text has by accident?"""
    controls = len(data) - len(data.translate(None, _BINARY))
    return data[:2] not in _UTF_16_MARKS and controls > 20 and controls > len(data) / 100


def _stated_day(text: str, form: ScrapeForm, document: HtmlPage | DailyAnswer | None) -> date | None:
    """The day in the data of a page or an answer, or at the head of a text."""
    match document:
        case HtmlPage():
            return day_of_html(document) or day_stated(text)
        case DailyAnswer():
            return day_of_daily(document)
    if form in _LISTS:
        return day_stated(text)
    if form in _DAYS:
        return _DAYS[form](text)
    heads = _STATED_DAY.findall(text[:_HEAD]) if form in (ScrapeForm.TEXT, ScrapeForm.MARKDOWN) else ()
    return next((day for stated in heads if (day := day_from(stated))), None)
