"""Is a scrape of Hugging Face? Its counts are of comments there, and its papers are discussed there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.digests.scrape_form import ScrapeForm
from generator.model.digest import Entry

_SIGN = re.compile(
    r"^[^\w\n]{0,10}(?:daily papers\b|by ?ak and the research community|get trending papers in your email inbox)"
    r"|/papers/(?:arxiv[:/])?\d{4}\.\d{4,5}|huggingface\.co/papers\b|\bdata-target=[\"'](?:daily)?papers",
    re.I | re.M,
)
"""What its pages hold, and addresses of them. An abstract that names the company, or links to a model, is no sign."""

_CAN_BE = (ScrapeForm.TEXT, ScrapeForm.MARKDOWN, ScrapeForm.HTML, ScrapeForm.FEED)
"""Forms in which its pages are saved, or others publish what it lists."""


def is_of_hugging_face(form: ScrapeForm, text: str, entries: Iterable[Entry]) -> bool:
    """Was it fetched from there, or is it a page that looks as pages there do?"""
    if form is ScrapeForm.JSON:
        return True
    if form not in _CAN_BE:
        return False
    return any(map(_has_card, entries)) or _SIGN.search(text) is not None


def _has_card(entry: Entry) -> bool:
    """Does an entry have what only cards there show: numbers of comments, votes and authors?"""
    numbers = (entry.comments, entry.upvotes, entry.author_count, entry.submitter)
    return any(number is not None for number in numbers)
