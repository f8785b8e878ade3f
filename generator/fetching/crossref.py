"""Asks Crossref, where publishers register DOIs, about works: by DOI, and by title.

The form of its answers: https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from generator.digests.feeds.html_text import html_line, html_paragraphs
from generator.fetching.content_types import JSON_TYPES
from generator.fetching.http_client import Client, Failed, Missing
from generator.fetching.paper_match import ServicePaper
from generator.model.digest import Stage
from generator.model.identity import arxiv_id, doi
from generator.text.invisible import without_invisible

_RESULTS = "20"
_LONGEST_QUERY = 250
_DAYS = ("published-online", "published", "issued", "published-print", "posted")
"""Fields with days of publication; the earliest whole one counts."""
_EARLIEST = date(1800, 1, 1)
_HEADING = re.compile(r"(?:abstract|summary)\b[.:]?\s*", re.I)
_TITLE_MARK = re.compile(
    r"\W{0,3}(retracted|withdrawn|removed)(?: article| paper| chapter)?\W{0,2}:\s*|\[(retracted)\]\s*", re.I
)
"""What publishers put before the title of a paper that was taken back."""
_TAKEN_BACK = {
    "retraction": Stage.RETRACTED,
    "removal": Stage.RETRACTED,
    "is-retracted-by": Stage.RETRACTED,
    "withdrawal": Stage.WITHDRAWN,
    "is-withdrawn-by": Stage.WITHDRAWN,
}
"""Kinds of updates and relations after which a paper is no longer stood by."""

_Work = Mapping[str, Any]
"""An object of an answer; nothing is known about its values until they have been checked."""


class Crossref:
    """The service, at an address, with its client."""

    def __init__(self, base: str, client: Client, mailto: str | None = None) -> None:
        """``mailto`` is where Crossref can write to whoever asks too much; such requests are answered sooner."""
        self.base, self.client = base.rstrip("/"), client
        self.polite = {"mailto": mailto} if mailto else {}

    def work(self, wanted: str) -> ServicePaper | None:
        """The work with a DOI; ``None`` when Crossref has none, as for DOIs of other agencies, such as DataCite."""
        try:
            found = self._get(f"/works/{quote(wanted, safe='')}", {})
        except Missing:
            return None
        paper = _paper(found)
        return paper if paper and paper.doi == doi(wanted) else None

    def search(self, title: str) -> list[ServicePaper]:
        """Works that Crossref finds for a title."""
        query = {"query.bibliographic": title[:_LONGEST_QUERY], "rows": _RESULTS}
        items = self._get("/works", query).get("items")
        if not isinstance(items, list):
            raise Failed(f"{self.base}/works: expected a list of items, found none; the response format has changed")
        return [paper for item in items if isinstance(item, dict) and (paper := _paper(item))]

    def _get(self, path: str, query: Mapping[str, str]) -> _Work:
        address = f"{self.base}{path}"
        body = self.client.get(address, JSON_TYPES, {**query, **self.polite} or None)
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise Failed(f"{address}: expected valid JSON, found something else; try again later") from error
        message = answer.get("message") if isinstance(answer, dict) else None
        if not isinstance(message, dict):
            raise Failed(f"{address}: expected a 'message', found none; the response format has changed")
        return message


def _paper(work: _Work) -> ServicePaper | None:
    """A work as a paper; ``None`` when it has no title or DOI, or is a notice about another work."""
    found, title = doi(_text(work.get("DOI"))), _title(work)
    if found is None or not title or arxiv_id(found) or _is_notice(work):
        return None
    marked = _TITLE_MARK.match(title)
    authors = tuple(_names(work.get("author")))
    return ServicePaper(
        "Crossref",
        "",
        title[marked.end() :] if marked else title,
        authors if all(authors) else (),
        _published(work),
        _abstract(work),
        doi=found,
        venue=_venue(work),
        stage=_stage(work, marked),
    )


def _title(work: _Work) -> str:
    """The title, with the subtitle unless it repeats it."""
    title, subtitle = _first(work.get("title")), _first(work.get("subtitle"))
    return f"{title}: {subtitle}" if title and subtitle and subtitle.casefold() not in title.casefold() else title


def _names(authors: object) -> Iterator[str]:
    """Each author's whole name; empty where there is none."""
    for author in authors if isinstance(authors, list) else ():
        if isinstance(author, dict):
            parts = (_text(author.get(key)) for key in ("given", "family", "suffix"))
            yield " ".join(part for part in parts if part) or _text(author.get("name"))


def _published(work: _Work) -> date | None:
    return min((day for field in _DAYS if (day := _day(work.get(field)))), default=None)


def _day(value: object) -> date | None:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or len(first) != 3 or not all(type(part) is int for part in first):
        return None
    try:
        return max(date(*first), _EARLIEST)
    except (ValueError, OverflowError):
        return None


def _venue(work: _Work) -> str | None:
    event = work.get("event")
    named = _text(event.get("acronym")) or _text(event.get("name")) if isinstance(event, dict) else ""
    institution = _first([one.get("name") for one in _records(work.get("institution"))])
    return named or _first(work.get("container-title")) or institution or None


def _stage(work: _Work, marked: re.Match[str] | None) -> Stage:
    """How far its publication has got. That it was taken back can be said by an update, a relation or its title."""
    kinds = [_text(update.get("type")).casefold() for update in _records(work.get("updated-by"))]
    relation = work.get("relation")
    kinds += [kind.casefold() for kind in relation] if isinstance(relation, dict) else []
    stages = [_TAKEN_BACK[kind] for kind in kinds if kind in _TAKEN_BACK]
    if marked:
        stages.append(Stage.WITHDRAWN if "withdrawn" in marked[0].casefold() else Stage.RETRACTED)
    if stages:
        return Stage.RETRACTED if Stage.RETRACTED in stages else Stage.WITHDRAWN
    return Stage.PREPRINT if work.get("type") == "posted-content" else Stage.PUBLISHED


def _is_notice(work: _Work) -> bool:
    """Is a work only the notice that another one was taken back?"""
    return any(_text(update.get("type")).casefold() in _TAKEN_BACK for update in _records(work.get("update-to")))


def _abstract(work: _Work) -> str:
    """The abstract, which is in JATS, the XML of journals, as plain text on one line."""
    text = re.sub(r"(</?)jats:(?:title|sec)\b", r"\1p", _text(work.get("abstract"))).replace("jats:", "")
    return _HEADING.sub("", " ".join(html_paragraphs(text)), count=1) if text else ""


def _records(value: object) -> list[_Work]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _first(value: Sequence[object] | object) -> str:
    """The first text of a list, without markup, on one line."""
    texts = value if isinstance(value, list) else []
    return next((html_line(text) for one in texts if (text := _text(one))), "")


def _text(value: object) -> str:
    return without_invisible(" ".join(value.split())) if isinstance(value, str) else ""
