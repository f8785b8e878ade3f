"""Prints papers as bibliographies, with libraries that have nothing to do with how they are read."""

from __future__ import annotations

import csv
import io
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexEncodingMiddleware, MergeCoAuthors, MonthAbbreviationMiddleware
from bibtexparser.model import Entry, Field
from pybtex.database import BibliographyData, Person
from pybtex.database import Entry as PybtexEntry

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A paper as it is printed."""

    title: str
    authors: tuple[str, ...] = ()
    abstract: str = ""
    published: date | None = None
    """The day is 1 where only the month is printed."""
    arxiv: str | None = None
    doi: str | None = None
    venue: str | None = None
    keywords: tuple[str, ...] = ()


def _number(papers: Sequence[Written]) -> list[tuple[str, Written]]:
    return [(f"key{number}", paper) for number, paper in enumerate(papers)]


def _family_first(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else family


# --- BibTeX ----------------------------------------------------------------------------------

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def _fields(paper: Written, *, is_biblatex: bool) -> dict[str, str]:
    day = paper.published
    fields = {
        "title": paper.title,
        "author": " and ".join(paper.authors),
        "abstract": paper.abstract,
        "doi": paper.doi or "",
        "eprint": paper.arxiv or "",
        ("eprinttype" if is_biblatex else "archiveprefix"): "arXiv" if paper.arxiv else "",
        ("journaltitle" if is_biblatex else "journal"): paper.venue or "",
        "keywords": ", ".join(paper.keywords),
        "date": day.isoformat() if day and is_biblatex else "",
        "year": str(day.year) if day and not is_biblatex else "",
        "month": _MONTHS[day.month - 1] if day and not is_biblatex else "",
    }
    return {name: text for name, text in fields.items() if text}


def _library(papers: Sequence[Written], *, is_biblatex: bool) -> Library:
    logging.getLogger("bibtexparser").setLevel(logging.ERROR)
    return Library(
        [
            Entry(
                entry_type="article" if paper.venue else "online" if is_biblatex else "misc",
                key=key,
                fields=[Field(name, text) for name, text in _fields(paper, is_biblatex=is_biblatex).items()],
            )
            for key, paper in _number(papers)
        ]
    )


def bibtex(papers: Sequence[Written]) -> str:
    return write_string(_library(papers, is_biblatex=False))


def biblatex(papers: Sequence[Written]) -> str:
    return write_string(_library(papers, is_biblatex=True))


def bibtex_in_ascii(papers: Sequence[Written]) -> str:
    """With TeX for every letter that has an accent."""
    middleware = [
        LatexEncodingMiddleware(keep_math=True, enclose_urls=False),
        MonthAbbreviationMiddleware(),
        MergeCoAuthors(),
    ]
    return write_string(_library(papers, is_biblatex=False), prepend_middleware=middleware)


def bibtex_of_pybtex(papers: Sequence[Written]) -> str:
    """By a library that knows the parts of names, and writes the family name first."""
    entries = {}
    for key, paper in _number(papers):
        fields = _fields(paper, is_biblatex=False)
        fields.pop("author", None)
        persons = {"author": [Person(name) for name in paper.authors]} if paper.authors else None
        entries[key] = PybtexEntry("article" if paper.venue else "misc", fields, persons)
    return str(BibliographyData(entries).to_string("bibtex"))


# --- others ----------------------------------------------------------------------------------


def ris(papers: Sequence[Written]) -> str:
    records = [
        {
            "type_of_reference": "JOUR" if paper.venue else "UNPB",
            "title": paper.title,
            "authors": [_family_first(name) for name in paper.authors],
            "date": paper.published.strftime("%Y/%m/%d/") if paper.published else "",
            "abstract": paper.abstract,
            "doi": paper.doi or "",
            "urls": [f"https://arxiv.org/abs/{paper.arxiv}"] if paper.arxiv else [],
            "secondary_title": paper.venue or "",
            "keywords": list(paper.keywords),
        }
        for paper in papers
    ]
    return str(rispy.dumps([{name: value for name, value in record.items() if value} for record in records]))


def csl_items(papers: Sequence[Written]) -> list[Json]:
    """The items of CSL-JSON, before they are printed."""
    items: list[Json] = []
    for key, paper in _number(papers):
        day = paper.published
        item: Json = {
            "id": key,
            "type": "article-journal" if paper.venue else "article",
            "title": paper.title,
            "author": [_csl_name(name) for name in paper.authors],
            "abstract": paper.abstract,
            "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
            "DOI": paper.doi,
            "URL": f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else None,
            "container-title": paper.venue,
            "keyword": ", ".join(paper.keywords),
        }
        items.append({name: value for name, value in item.items() if value})
    return items


def _csl_name(name: str) -> Json:
    given, _, family = name.rpartition(" ")
    return {"given": given, "family": family} if given else {"literal": family}


def csl_json(papers: Sequence[Written]) -> str:
    return json.dumps(csl_items(papers), indent=2, ensure_ascii=False)


ZOTERO = (
    "Key", "Item Type", "Publication Year", "Author", "Title", "Publication Title", "ISBN", "ISSN", "DOI", "Url",
    "Abstract Note", "Date", "Date Added", "Date Modified", "Access Date", "Pages", "Extra", "Notes", "Manual Tags",
    "Automatic Tags",
)  # fmt: skip


def zotero_csv(papers: Sequence[Written]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ZOTERO, quoting=csv.QUOTE_ALL, restval="", lineterminator="\n")
    writer.writeheader()
    for key, paper in _number(papers):
        writer.writerow(
            {
                "Key": key,
                "Item Type": "journalArticle" if paper.venue else "preprint",
                "Publication Year": paper.published.year if paper.published else "",
                "Author": "; ".join(map(_family_first, paper.authors)),
                "Title": paper.title,
                "Publication Title": paper.venue or "",
                "DOI": paper.doi or "",
                "Url": f"http://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else "",
                "Abstract Note": paper.abstract,
                "Date": paper.published.isoformat() if paper.published else "",
                "Date Added": "2026-11-01 10:00:00",
                "Manual Tags": "; ".join(paper.keywords),
            }
        )
    return out.getvalue()


def plain_csv(papers: Sequence[Written], delimiter: str = ",") -> str:
    """A table as a spreadsheet writes it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["arxiv_id", "title", "authors", "date", "venue", "abstract", "doi", "tags"])
    for paper in papers:
        day = paper.published.isoformat() if paper.published else ""
        names, tags = "; ".join(paper.authors), "; ".join(paper.keywords)
        writer.writerow([paper.arxiv, paper.title, names, day, paper.venue, paper.abstract, paper.doi, tags])
    return out.getvalue()


def tsv(papers: Sequence[Written]) -> str:
    return plain_csv(papers, "\t")


WRITERS: Mapping[str, Callable[[Sequence[Written]], str]] = {
    "bib": bibtex,
    "ascii.bib": bibtex_in_ascii,
    "pybtex.bib": bibtex_of_pybtex,
    "biblatex.bib": biblatex,
    "ris": ris,
    "json": csl_json,
    "zotero.csv": zotero_csv,
    "csv": plain_csv,
    "tsv.csv": tsv,
}
"""By the kind of file; what follows the last dot is its extension."""
ONLY_MONTHS = frozenset({"bib", "ascii.bib", "pybtex.bib"})
"""Formats that state no day."""
