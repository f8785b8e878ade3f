"""Reads arXiv's listings (``/list/cs.SD/new`` and ``/recent``) that were saved as text."""

from __future__ import annotations

import re
from datetime import date

from generator.digests.feeds.feed_days import stated_day
from generator.digests.feeds.listing_items import ListingLine, ListingReader, day_of_listing
from generator.digests.item_list import ItemList
from generator.model.digest import Digest
from generator.model.problem import Problem

_START = re.compile(
    r"^[ \t]*(?:\[\d{1,5}\]\s{0,20})?arXiv:\s{0,3}(?:\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?"
    r"\s{0,20}(?:\([^()\n]{0,80}\)\s{0,20})?(?:\[[\w, ]{2,60}\]|(?:pdf|ps|html|other)(?:, ?\w+){0,4})"
    r"\s{0,20}\n\s{0,20}Title:",
    re.M | re.I,
)
_EXAMINED = 200_000


def is_listing(text: str) -> bool:
    """Does a text show a paper as arXiv's listings do?"""
    return _START.search(text[:_EXAMINED]) is not None


def read_listing(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a listing. Arguments and result are those of ``read_text``."""
    items = ItemList(file)
    lines = (ListingLine(number, line) for number, line in enumerate(text.split("\n"), start=1))
    ListingReader(items).read(lines)
    return items.digest(day, label)


def day_of_text_listing(text: str) -> date | None:
    """The newest day that a listing shows."""
    stated = day_of_listing(text[:_EXAMINED].split("\n"))
    return stated_day(stated) if stated else None
