"""The columns of tables of papers: what their heads are called by Zotero, by databases, and by people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum


class Column(Enum):
    """What a column states."""

    TITLE = "title"
    AUTHORS = "authors"
    DATE = "date"
    YEAR = "year"
    MONTH = "month"
    DOI = "doi"
    URL = "url"
    ARXIV = "arxiv"
    ID = "id"
    """An id of any kind, or the table's own number."""
    ABSTRACT = "abstract"
    VENUE = "venue"
    KEYWORDS = "keywords"
    NOTE = "note"
    REMARK = "remark"
    """A short text that can state an id or the stage."""
    STAGE = "stage"
    SECTION = "section"
    TYPE = "type"
    CODE = "code"


_NAMES: Mapping[Column, str] = {
    Column.TITLE: ("title|paper title|paper|papers|document title|article title|name|titel|titre|título|ti|paper name"),
    Column.AUTHORS: (
        "author|authors|author(s)|author names|author list|creators|creator|au|autoren|auteurs|"
        "autor|autores|author full names"
    ),
    Column.DATE: (
        "date|published|publication date|published date|date published|publish date|submitted|"
        "release date|posted|date of publication|online date|submission date|first published|dp|"
        "issued"
    ),
    Column.YEAR: "year|publication year|pub year|py|jahr|année|año|year of publication",
    Column.MONTH: "month",
    Column.DOI: "doi|di|doi link|doi url|digital object identifier",
    Column.URL: (
        "url|link|links|paper url|paper link|pdf|pdf url|pdf link|article url|web link|href|"
        "web address|openreview|openreview url|acl anthology|acl|source url|abs url|abstract url|"
        "external link"
    ),
    Column.ARXIV: "arxiv|arxiv id|arxiv link|arxiv url|eprint|arxiv number",
    Column.ID: "id|key|paper id|identifier|external id|ids",
    Column.ABSTRACT: "abstract|abstract note|summary|ab|description|tldr|tl dr|zusammenfassung|résumé",
    Column.VENUE: (
        "venue|journal|conference|publication title|publication|source title|container title|"
        "booktitle|book title|conference name|proceedings title|published in|journal title|so|"
        "source|journal book|event|publication venue|journal/book|venue name|conference/journal|"
        "journal/conference"
    ),
    Column.KEYWORDS: (
        "tags|tag|keywords|keyword|manual tags|automatic tags|author keywords|de|index keywords|"
        "labels|mesh|subject|subjects"
    ),
    Column.NOTE: "notes|note|comment|comments|my notes|remarks|remark|annotation|my note|annotations|notizen",
    Column.REMARK: "extra|archive location|number|call number|report number|archive|publisher id",
    Column.STAGE: "status|stage|publication stage",
    Column.SECTION: "section|topic|category|area|group|collection|collections|theme|categories|topics",
    Column.TYPE: "item type|type|document type|publication type|dt|reference type|entry type",
    Column.CODE: "code|github|code url|repository|repo|code link|github url|implementation",
}
_BY_NAME = {name: column for column, names in _NAMES.items() for name in names.split("|")}
_OF_PAPERS = frozenset(
    {
        Column.AUTHORS,
        Column.DATE,
        Column.YEAR,
        Column.DOI,
        Column.URL,
        Column.ARXIV,
        Column.ABSTRACT,
        Column.VENUE,
        Column.KEYWORDS,
    }
)
"""Columns of which a table of papers has one beside the titles."""
_BREAK = re.compile(r"[\s_.-]+")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def column_of(head: str) -> Column | None:
    """What a column states, by its head in any case and spelling; ``None`` if nobody knows.

    >>> column_of("publication_year"), column_of("AbstractNote"), column_of("ISSN")
    (<Column.YEAR: 'year'>, <Column.ABSTRACT: 'abstract'>, None)
    """
    words = _BREAK.sub(" ", _CAPITAL.sub(" ", head.strip().strip("\"'*: "))).strip()
    return _BY_NAME.get(words.lower()) or _BY_NAME.get(_BREAK.sub(" ", head.strip().lower()))


def is_head(cells: Sequence[str]) -> bool:
    """Are cells the head of a table of papers? It has a title, and something else that papers have."""
    known = [column for cell in cells if (column := column_of(cell))]
    is_mostly_known = len(known) * 2 >= sum(bool(cell.strip()) for cell in cells) or len(set(known)) >= 4
    return is_mostly_known and Column.TITLE in known and not _OF_PAPERS.isdisjoint(known)
