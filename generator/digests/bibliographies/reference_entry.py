"""What the fields of a bibliography mean: the paper that an item describes, or why it describes none.

A work is a paper if it has a title and is published as papers are, or has authors, or is where only papers are, as on
arXiv. Ids are read from any field that states them; addresses count as ids where they name one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from generator.digests.bibliographies.partial_date import PartialDate
from generator.digests.bibliographies.reference import Reference, WorkKind
from generator.digests.digest_problems import UNEXPECTED_VALUE
from generator.digests.guard_problems import ITEM_WITHOUT_PAPER
from generator.digests.huggingface.paper_record import line_of, paragraphs
from generator.digests.item_list import ItemList
from generator.model.digest import Entry, Repository, Stage
from generator.model.identity import AclId, ArxivId, Doi, OpenReviewId, acl_id, arxiv_id, doi, openreview_id
from generator.text.excerpts import quoted
from generator.text.markup import web_address

T = TypeVar("T")

_ARXIV_ID = r"(?:\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?/\d{7})(?:v\d+)?"
_STATED = re.compile(
    rf"\W{{0,3}}(?:(?:corr|preprint|e-?prints?|available|online|at|as|on|in|see|id|\W){{1,4}}\W{{1,3}})?"
    rf"(?:arxiv(?:\.org)?(?:\s+(?:e-?prints?|preprint|id))?[\s,:/]*(?:arxiv\s?[:.]\s?)?(?:abs/|pdf/)?"
    rf"|corr[\s,]*abs/|abs/)({_ARXIV_ID})(?![\w.]*\d)",
    re.I | re.A,
)
"""A text that begins with an arXiv id and says that it is one. One that names an id later speaks of another paper."""
_STATED_LINK = re.compile(r"https?://[^\s{}<>\"]+", re.I)
_ARXIV_VENUE = re.compile(
    r"\W*(?:corr|(?:in\s+)?arxiv(?:\.org)?(?:\s+\(cornell university\))?(?:[\s,:(]+(?:e-?prints?|preprints?|pre-print"
    r"|abs/\S+|arxiv\s?:\s?\S+|\[[\w.-]+\]|[\w.-]*\d{4}\.\d{4,5}\S*|[a-z-]+/\d{7}\S*|cornell university"
    r"|preprint server|\d{4}))*)\W*",
    re.I,
)
_PREPRINT_VENUE = re.compile(
    r"\W*(?:bioRxiv|medRxiv|chemRxiv|psyArXiv|socArXiv|eartharxiv|ssrn(?:\selectronic\sjournal)?|research\ssquare"
    r"|preprints?(?:\.org)?|techrxiv|osf\spreprints|hal|zenodo)\W*",
    re.I,
)
_STAGES = (
    (Stage.RETRACTED, re.compile(r"\W*(?:retracted|retraction of)\b", re.I)),
    (Stage.WITHDRAWN, re.compile(r"\W*withdrawn\b", re.I)),
    (
        Stage.PREPRINT,
        re.compile(r"\W*(?:preprint|pre-print|under review|submitted|in submission|working paper)\b", re.I),
    ),
    (
        Stage.ACCEPTED,
        re.compile(r"\W*(?:to appear|accepted|in ?press|forthcoming|camera[- ]ready)\b(?! manuscript)", re.I),
    ),
    (Stage.PUBLISHED, re.compile(r"\W*published\b", re.I)),
)
_TAKEN_BACK = re.compile(r"\W{0,2}(retracted|withdrawn)(?:\s+(?:article|paper))?\W{0,2}\s*(?::|\]|\))\s*", re.I)
_NO_NOTE = re.compile(
    r"\W*(?:accessed|last accessed|retrieved|visited|publisher|issn|isbn|pmid|pmcid|online|url|\d+ pages)\b.*", re.I
)
_COMMENT = re.compile(r"\s*comments?:\s*", re.I)
_ACCEPTED_AT = re.compile(
    r"\W*(?:accepted|to appear|published|presented)\s+(?:as [\w ]{1,20} )?(?:at|in|to|by|for)\s+(?:the\s+)?"
    r"([A-Z][^.;,()\n]{2,60})(?:[.;,()\n]|$)",
    re.I,
)
_NO_VALUE = re.compile(r"\W*(?:n/?a|none|null|nan|unknown|tba|tbd)?\W*", re.I)


def add_reference(items: ItemList, reference: Reference) -> None:
    """Give the paper that an item describes to the list of items, or say why it is none."""
    reference = _with_comment(reference)
    title = line_of(reference.title)
    if not title:
        items.leave_out(reference.place, "title", f"expected a title, found none in {reference.type_name}")
        return
    ids = _ids(reference)
    if not _is_paper(reference, ids):
        found = f"{reference.type_name} without authors: {quoted(title)}"
        items.leave_out(reference.place, "type", f"expected a paper, found {found}", ITEM_WITHOUT_PAPER)
        return
    _warn_of_lost_values(items, reference, ids)
    items.paper(_entry(reference, title, ids))


def _with_comment(reference: Reference) -> Reference:
    """An item in which the comment of the authors is a remark, not the note in which Zotero keeps it."""
    comment = _COMMENT.match(reference.note)
    if not comment:
        return reference
    said, _, rest = reference.note[comment.end() :].partition("\n")
    return replace(reference, note=rest, remarks=(*reference.remarks, said))


@dataclass(frozen=True, slots=True)
class _Ids:
    arxiv: ArxivId | None
    doi: Doi | None
    openreview: OpenReviewId | None
    acl: AclId | None
    url: str | None


def _ids(reference: Reference) -> _Ids:
    """Everything that identifies the item. A field of its own counts before an address, and that before a remark."""
    remarks = (reference.venue, *reference.remarks)
    texts = [text for raw in (reference.doi, *reference.links) if (text := raw.strip())]
    linked = [link for text in remarks for link in _STATED_LINK.findall(text[:500])][:5]
    stated = [match[1] for text in remarks if (match := _STATED.match(text[:500]))]
    links = [web_address(text, {}) for text in reference.links if " " not in text.strip()]
    return _Ids(
        arxiv=_first(arxiv_id(text) for text in [reference.arxiv, *texts, *stated, *linked]),
        doi=_first(doi(text) for text in [*texts, *linked] if not arxiv_id(text)),
        openreview=_first(openreview_id(text) for text in [*texts, *linked]),
        acl=_first(acl_id(text) for text in [*texts, *linked]),
        url=_first(link for link in links if link and not _names_id(link)),
    )


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value), None)


def _names_id(address: str) -> bool:
    return any(read(address) for read in (arxiv_id, doi, openreview_id, acl_id))


def _is_paper(reference: Reference, ids: _Ids) -> bool:
    has_authors = reference.authors is None or bool(reference.authors)
    return reference.kind is not WorkKind.OTHER or has_authors or bool(ids.arxiv or ids.openreview or ids.acl)


def _warn_of_lost_values(items: ItemList, reference: Reference, ids: _Ids) -> None:
    """An id that is none leaves nothing on the site, so it is named."""
    for name, expected, text, value in (
        ("doi", "a DOI", reference.doi, ids.doi or ids.arxiv),
        ("eprint", "an arXiv id", reference.arxiv, ids.arxiv),
    ):
        if not value and not _NO_VALUE.fullmatch(text):
            message = f"expected {expected}, found {quoted(text)}; it was left out"
            items.warn(reference.place, name, message, UNEXPECTED_VALUE)


def _entry(reference: Reference, title: str, ids: _Ids) -> Entry:
    published = _published(reference.date, ids.arxiv)
    authors = tuple(map(line_of, reference.authors or ()))
    code = web_address(reference.code.strip(), {})
    return Entry(
        title=_TAKEN_BACK.sub("", title, count=1) or title,
        place=reference.place,
        abstract=tuple(paragraphs(reference.abstract)),
        published=published,
        year=None if published else reference.date.year,
        author_count=len(authors) or None,
        authors=authors,
        keywords=tuple(dict.fromkeys(word for raw in reference.keywords if (word := line_of(raw)))),
        code=Repository(code) if code else None,
        arxiv=ids.arxiv,
        doi=ids.doi,
        openreview=ids.openreview,
        acl=ids.acl,
        url=ids.url,
        venue=_venue(reference),
        stage=_stage(reference, title, ids),
        section=line_of(reference.section) or None,
        note=_note(reference),
    )


def _published(stated: PartialDate, arxiv: ArxivId | None) -> date | None:
    """The day of publication. A month alone stands for its first day if the arXiv id is of the same month."""
    if stated.full or not (arxiv and stated.year and stated.month):
        return stated.full
    digits = arxiv.rpartition("/")[2]
    is_month = f"{stated.year % 100:02}{stated.month:02}" == digits[:4]
    return date(stated.year, stated.month, 1) if is_month else None


def _venue(reference: Reference) -> str | None:
    venue = line_of(reference.venue)
    if not (_ARXIV_VENUE.fullmatch(venue) or _NO_VALUE.fullmatch(venue)):
        return venue
    accepted = (_ACCEPTED_AT.match(remark[:300]) for remark in reference.remarks)
    return _first(match[1].strip() for match in accepted if match and match[1][0].isupper())


def _stage(reference: Reference, title: str, ids: _Ids) -> Stage | None:
    """What is stated counts before what the type and the venue suggest."""
    taken_back = _TAKEN_BACK.match(title)
    stated = (taken_back[0] if taken_back else "", reference.stage, *reference.remarks)
    found = [stage for stage, pattern in _STAGES if any(pattern.match(text) for text in stated)]
    if found:
        return found[0]
    venue = _venue(reference)
    if reference.kind is WorkKind.PREPRINT or (venue and _PREPRINT_VENUE.fullmatch(venue)):
        return Stage.PREPRINT
    if reference.kind is WorkKind.ARTICLE and venue:
        return Stage.PUBLISHED
    return Stage.PREPRINT if ids.arxiv and not venue else None


def _note(reference: Reference) -> str | None:
    """The keeper's words: a field for them, or a remark that says nothing that is read from it elsewhere."""
    note = reference.note.strip()
    return note if note and not _is_fact(note) else None


def _is_fact(text: str) -> bool:
    is_stage = len(text) < 80 and any(pattern.match(text) for _, pattern in _STAGES)
    only_link = _STATED_LINK.sub("", text).strip(" .,;:()")
    return is_stage or not only_link or bool(_STATED.match(text) or _NO_NOTE.fullmatch(text) or _names_id(text))
