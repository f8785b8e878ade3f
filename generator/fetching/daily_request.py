"""Requests the papers of a day from Hugging Face, page by page."""

from __future__ import annotations

from datetime import date

from generator.digests.huggingface.daily_json import read_daily
from generator.digests.huggingface.json_items import split_items
from generator.fetching.content_types import JSON_TYPES
from generator.fetching.daily_merge import name_of_paper
from generator.fetching.http_client import Client, Failed
from generator.model.problem import errors

_PAGE_SIZE = 100
"""Papers in a response, at most (https://huggingface.co/docs/hub/api)."""
_FULL_PAGE = 50
"""Papers in a response that ignores the limit. If there are so many, or twice so many, more may follow."""
_MOST_PAGES = 100


def request_day(day: date, base: str, client: Client) -> list[object]:
    """All papers of a day, each once. Raises ``Failed`` when a response is not a list of papers."""
    url = f"{base.rstrip('/')}/api/daily_papers"
    papers: list[object] = []
    names: set[str] = set()
    for page in range(_MOST_PAGES):
        query = {"date": day.isoformat(), "limit": str(_PAGE_SIZE), **({"p": str(page)} if page else {})}
        items = _items(f"{url}?date={day}", client.get(url, JSON_TYPES, query))
        before = len(papers)
        for item in items:
            name = name_of_paper(item)
            papers += [] if name in names else [item]
            names |= {name} if name else set()
        if len(items) % _FULL_PAGE or len(papers) == before:
            break
    return papers


def _items(address: str, body: bytes) -> list[object]:
    """The items of a response, which must be complete."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Failed(f"{address}: expected UTF-8, found other bytes ({error.reason} at {error.start})") from error
    items, rest = split_items(text)
    if rest:
        raise Failed(f"{address}: line {rest.line}: {rest.reason}")
    if not text.lstrip("\ufeff \t\r\n").startswith("["):
        _, problems = read_daily("response", date.min, None, text)
        reason = next((problem.message for problem in errors(problems)), "found a single object")
        raise Failed(f"{address}: expected a list of papers; {reason}; the response format has changed")
    return [item.value for item in items]
