"""Reads the answers of Semantic Scholar's API: searches, batches, recommendations, an author's papers, citations.

The form is described at https://api.semanticscholar.org/api-docs/. In a batch, ``null`` stands for a paper that the
service does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from generator.digests.feeds.item_ids import item_ids
from generator.digests.feeds.service_answer import (
    JsonFields,
    day_in,
    read_items,
    record_in,
    records_in,
    text_in,
    year_in,
)
from generator.digests.guard_problems import ITEM_WITHOUT_PAPER
from generator.digests.huggingface.json_items import AnswerItem
from generator.digests.huggingface.paper_record import describe, paragraphs
from generator.digests.item_list import ItemList
from generator.model.digest import Digest, Entry, Stage, Summary
from generator.model.problem import Place, Problem
from generator.text.markup import web_address

_SIGN = re.compile(r'(?<!\\)"paperId"\s*:\s*(?:"[0-9a-f]{1,40}"|null)')
_PREPRINT_SERVERS = frozenset(
    "arxiv arxiv.org biorxiv medrxiv corr ssrn psyarxiv chemrxiv preprints.org techrxiv openrxiv".split()
)
_CERTAIN_TYPES = frozenset({"JournalArticle", "Conference", "Book", "BookSection"})


def is_semantic_scholar(text: str) -> bool:
    """Is a text in JSON an answer of Semantic Scholar?"""
    return _SIGN.search(text) is not None


def read_semantic_scholar(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read an answer. Arguments and result are those of ``read_text``."""
    items = ItemList(file)
    read_items(items, text, lambda item: _read_item(items, item))
    return items.digest(day, label)


def _read_item(items: ItemList, item: AnswerItem) -> None:
    place = Place(items.file, item.line, item.column)
    if item.value is None:
        message = "expected a paper, found null, which stands for an id that the service does not know"
        items.leave_out(place, "paper", message, ITEM_WITHOUT_PAPER)
        return
    papers = list(_papers(item.value))
    if not papers:
        items.leave_out(place, "paper", f"expected a paper, found {describe(item.value)}")
    for paper in papers:
        _read_paper(items, paper, place)


def _papers(value: object) -> Iterable[JsonFields]:
    """The papers of an item: the item itself, or those in it when it is an author or a citation."""
    if not isinstance(value, dict):
        return
    inner = [record for key in ("citingPaper", "citedPaper", "paper") if (record := record_in(value, key))]
    lists = [record for key in ("papers", "recommendedPapers", "data") for record in records_in(value, key)]
    if inner or lists:
        yield from (*inner, *lists)
    elif "paperId" in value or "title" in value:
        yield value


def _read_paper(items: ItemList, paper: JsonFields, place: Place) -> None:
    title = text_in(paper, "title")
    if not title:
        items.leave_out(place, "title", "expected a title, found none")
        return
    external = record_in(paper, "externalIds")
    acl = text_in(external, "ACL")
    stated = [
        f"arXiv:{text_in(external, 'ArXiv')}",
        text_in(external, "DOI"),
        f"https://aclanthology.org/{acl}" if acl else "",
        text_in(record_in(paper, "openAccessPdf"), "url"),
    ]
    paper_id = text_in(paper, "paperId")
    address = text_in(paper, "url") or (f"https://www.semanticscholar.org/paper/{paper_id}" if paper_id else "")
    ids = item_ids(stated)
    names = tuple(text_in(author, "name") for author in records_in(paper, "authors"))
    published = day_in(paper, "publicationDate")
    stage, venue = _publication(paper)
    abstract = paper.get("abstract")
    items.paper(
        Entry(
            title=title,
            place=place,
            abstract=tuple(paragraphs(abstract)) if isinstance(abstract, str) else (),
            published=published,
            arxiv=ids.arxiv,
            authors=names if all(names) else (),
            summary=_summary(record_in(paper, "tldr")),
            doi=ids.doi,
            openreview=ids.openreview,
            acl=ids.acl,
            url=None if ids.is_identified else ids.url or web_address(address, {}),
            year=None if published else year_in(paper, "year"),
            venue=venue,
            stage=stage,
        )
    )


def _publication(paper: JsonFields) -> tuple[Stage | None, str | None]:
    """How far a paper has got, and where it was published."""
    publication = text_in(record_in(paper, "publicationVenue"), "name")
    venue = text_in(paper, "venue") or publication or text_in(record_in(paper, "journal"), "name")
    if venue.partition(" ")[0].lower() in _PREPRINT_SERVERS:
        return Stage.PREPRINT, None
    types = paper.get("publicationTypes")
    is_certain = (
        venue and isinstance(types, list) and any(one in _CERTAIN_TYPES for one in types if isinstance(one, str))
    )
    return (Stage.PUBLISHED if is_certain else None), venue or None


def _summary(tldr: JsonFields) -> Summary | None:
    text, model = text_in(tldr, "text"), text_in(tldr, "model")
    return Summary(text, model or None) if text else None
