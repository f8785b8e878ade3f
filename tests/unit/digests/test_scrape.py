"""Opening a scrape: its text, its form and its day, from one decoding and one parsing."""

from __future__ import annotations

import html
import json
from datetime import date
from html.parser import HTMLParser
from json import JSONDecoder

import pytest
from support.golden_cases import CASES

from generator.digests.digest_names import day_in_name
from generator.digests.reader import read_scrape
from generator.digests.scrape import Scrape, open_scrape
from generator.digests.scrape_form import ScrapeForm

PAPER: dict[str, object] = {
    "id": "2407.21783",
    "title": "The Llama 3 Herd of Models",
    "summary": "A herd.",
    "authors": [],
}
LISTED = {"paper": {**PAPER, "submittedOnDailyAt": "2024-08-01T00:00:00.000Z"}}
HTML = (CASES.parent / "recorded/scrapes/2024-08-01.html").read_bytes()
JSON = json.dumps([LISTED, {**LISTED, "paper": {**PAPER, "id": "2407.21784"}}]).encode()


class CountedBytes(bytes):
    """Bytes that count how often they are decoded."""

    decodings = 0

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        self.decodings += 1
        return super().decode(encoding, errors)


@pytest.mark.parametrize(
    ("data", "parser", "method", "parsings"), [(HTML, HTMLParser, "feed", 1), (JSON, JSONDecoder, "raw_decode", 2)]
)
def test_a_scrape_whose_day_is_asked_first_is_decoded_and_parsed_once(
    data: bytes, parser: type, method: str, parsings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = getattr(parser, method)
    texts: list[str] = []

    def counted(self: object, text: str, *arguments: object) -> object:
        texts.append(text)
        return parse(self, text, *arguments)

    monkeypatch.setattr(parser, method, counted)
    counting = CountedBytes(data)

    scrape = open_scrape(counting)
    digest, _ = read_scrape(f"digests/{scrape.day}.{scrape.form.ending}", scrape)

    assert digest is not None
    assert digest.entries
    assert counting.decodings == 1
    # The items of an answer are parsed one by one; the data in a page is JSON of its own.
    assert sum(len(text) > len(data) / 2 for text in texts) == parsings


def with_data(data: object) -> str:
    return f'<html><body><div data-props="{html.escape(json.dumps(data))}"></div></body></html>'


@pytest.mark.parametrize(
    ("text", "form", "day"),
    [
        (with_data({"date": "2024-08-01T00:00:00Z", "dailyPapers": [LISTED]}), ScrapeForm.HTML, date(2024, 8, 1)),
        (with_data({"dailyPapers": [LISTED]}), ScrapeForm.HTML, None),
        (json.dumps([LISTED]), ScrapeForm.JSON, date(2024, 8, 1)),
        (json.dumps([PAPER]), ScrapeForm.JSON, None),
        ("Captured (UTC): 2025-10-31T16:31:22+00:00\n\nOct 31\n", ScrapeForm.TEXT, date(2025, 10, 31)),
        ("Date: 2025-02-30\nsaved: '2025-03-01'\n", ScrapeForm.TEXT, date(2025, 3, 1)),
        ("https://huggingface.co/papers?date=2025-10-31\n", ScrapeForm.TEXT, date(2025, 10, 31)),
        ("x\n" * 2500 + "Date: 2025-10-31\n", ScrapeForm.TEXT, None),
        ("We compare 2025-10-31 with 2025-11-01.\n", ScrapeForm.TEXT, None),
        ("2407.21783\n2407.21784\n# date: 2025-10-31\n", ScrapeForm.IDS, None),
    ],
)
def test_the_form_and_the_day_that_a_scrape_states(text: str, form: ScrapeForm, day: date | None) -> None:
    scrape = open_scrape(text.encode())
    assert (scrape.form, scrape.day) == (form, day)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2025-10-31.txt", date(2025, 10, 31)),
        ("digests/2025-10-31-evening.whatever", date(2025, 10, 31)),
        ("2025-02-30.txt", None),
        ("page.txt", None),
        ("page-2025-10-31.txt", None),
    ],
)
def test_the_day_in_the_name_of_a_file(name: str, day: date | None) -> None:
    assert day_in_name(name) == day


@pytest.mark.parametrize(
    ("data", "text", "faults"),
    [
        ("\ufeffa\r\nb\rc\n".encode(), "a\nb\nc\n", ()),
        ("Oct 31\n".encode("utf-16"), "Oct 31\n", ()),
        (b"a\ncaf\xe9\n", "a\ncafé\n", ((2, "read as Windows-1252"),)),
        (b"a\x00\nb\x07\n", "a\nb\n", ((1, "found 2 invisible characters"),)),
    ],
)
def test_what_is_odd_about_the_bytes_is_named_with_its_line(
    data: bytes, text: str, faults: tuple[tuple[int, str], ...]
) -> None:
    scrape = open_scrape(data)
    assert scrape.text == text
    assert [fault.line for fault in scrape.faults] == [line for line, _ in faults]
    assert all(words in fault.message for fault, (_, words) in zip(scrape.faults, faults, strict=True))


def test_a_picture_is_no_text() -> None:
    assert open_scrape(bytes(range(256)) * 10).is_binary
    assert not open_scrape(HTML).is_binary


def test_a_scrape_cannot_be_changed() -> None:
    scrape: Scrape = open_scrape(b"Oct 31\n")
    with pytest.raises(AttributeError):
        scrape.text = ""  # type: ignore[misc] # that is what the test is about
