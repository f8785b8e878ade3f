"""Makes a paper of an item, a row or a record, or says why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.digests.huggingface.paper_record import paragraphs
from generator.digests.lists.author_names import authors_of
from generator.digests.lists.field_names import FieldRole
from generator.digests.lists.item_facts import ItemFacts, facts_of
from generator.digests.lists.item_title import TitledItem, paper_titles, titled
from generator.digests.lists.paper_links import (
    is_beside_paper,
    is_code,
    is_code_label,
    is_kept_beside,
    is_label,
    is_paper_label,
    is_pdf,
    is_project_label,
    is_web,
    paper_address,
)
from generator.digests.lists.spans import Spans, TextSpan, links_of, text_of
from generator.digests.lists.title_cleaning import clean_title
from generator.digests.lists.venue_names import venue_in, year_of_venue
from generator.digests.lists.written_dates import day_in, year_in
from generator.digests.stated_ids import StatedIds
from generator.digests.title_fault import title_fault
from generator.model.digest import Entry, Repository, Stage, Summary
from generator.model.identity import ArxivId, placeholder
from generator.model.problem import Place

_EMPTY = re.compile(r"\W*(?:null|none|n/?a|nan|tbd|-+)?\W*", re.I)


@dataclass(slots=True)
class PaperDraft:
    """What an item says, before anything is concluded from it."""

    line: int
    spans: Spans
    """The item itself, or the cell of the title."""
    section: str | None = None
    fields: dict[FieldRole, Spans] = field(default_factory=dict)
    is_row: bool = False
    """Does it stand in a table, so that the text beside its title says nothing?"""

    @property
    def everything(self) -> Spans:
        """All of its spans."""
        return (*self.spans, *(span for spans in self.fields.values() for span in (TextSpan(" "), *spans)))


def is_empty(text: str) -> bool:
    """Does a cell say that there is nothing?"""
    return bool(_EMPTY.fullmatch(text))


def papers_of(draft: PaperDraft, file: str) -> tuple[Entry, ...]:
    """The papers of an item: one as a rule, none if it leads to none, several if it has linked titles of several."""
    titles = {} if draft.is_row else _distinct(paper_titles(draft.spans))
    if len(titles) > 1:
        return tuple(
            _known(Entry(clean_title(title), Place(file, draft.line), section=draft.section), [address])
            for address, title in titles.items()
        )
    addresses = _addresses(draft)
    item = titled(draft.spans, is_cell=draft.is_row)
    if not addresses and not _is_cited(draft, item) and not _is_kept(item):
        return ()
    return (_entry(draft, item, addresses, file),)


def _distinct(titles: Iterable[tuple[str, str]]) -> dict[StatedIds, str]:
    found: dict[StatedIds, str] = {}
    for title, target in titles:
        if address := paper_address(target):
            found.setdefault(address, title)
    kinds = [
        kind for address in found for kind in ("arxiv", "doi", "openreview", "acl", "url") if getattr(address, kind)
    ]
    # The published version beside the preprint is no second paper.
    return found if len(set(kinds)) < len(kinds) and len(set(found.values())) == len(found) else {}


def _is_cited(draft: PaperDraft, item: TitledItem) -> bool:
    """Is an item without a link to a paper one all the same: a title with authors, and a venue or a date?"""
    if any(is_web(span.target) for span in draft.spans) or len(item.title.split()) < 3 or item.target:
        return False
    facts = facts_of(item.rest)
    return bool(facts.authors) and bool(facts.venue or facts.year or facts.published) and not title_fault(item.title)


def _is_kept(item: TitledItem) -> bool:
    """Does a title lead to a document that is kept beside the list?"""
    return is_kept_beside(item.target or "") and len(item.title.split()) > 1


def _addresses(draft: PaperDraft) -> list[StatedIds]:
    """Where the paper is, according to the links of the item. The link of the title counts first."""
    found: list[StatedIds] = []
    links = links_of(draft.everything)
    for link in links:
        address = _address(link)
        if address and address not in found:
            found.append(address)
    words = text_of(draft.fields.get(FieldRole.LINK, ())).split()
    return found or [address for word in words if (address := paper_address(word.strip("[]()<>,;`")))]


def _address(link: TextSpan) -> StatedIds | None:
    target = (link.target or "").strip()
    text = link.text.strip()
    if is_beside_paper(text) and not is_paper_label(text):
        return None
    address = paper_address(target)
    if address is None and is_web(target) and (is_pdf(target) or is_paper_label(text)) and not is_code(target):
        is_sure = is_pdf(target) or re.search(r"paper|pdf|arxiv|preprint|论文", text, re.I)
        return StatedIds(url=target) if is_sure else None
    return address


def _known(entry: Entry, addresses: Iterable[StatedIds]) -> Entry:
    """An entry with the first id of each kind, and an address where there is no id."""
    for address in addresses:
        entry = replace(
            entry,
            arxiv=entry.arxiv or address.arxiv,
            doi=entry.doi or address.doi,
            openreview=entry.openreview or address.openreview,
            acl=entry.acl or address.acl,
            url=entry.url or address.url,
        )
    has_id = entry.arxiv or entry.doi or entry.openreview or entry.acl
    return replace(entry, url=None) if has_id else entry


def _entry(draft: PaperDraft, item: TitledItem, addresses: list[StatedIds], file: str) -> Entry:
    facts = facts_of(item.rest if not draft.is_row else (piece for piece in item.rest if len(piece[0]) < 100))
    facts.authors = () if draft.is_row else facts.authors
    fields = draft.fields
    bare = Entry("", Place(file, draft.line), section=draft.section)
    entry = _known(bare, addresses)
    first = addresses[0].arxiv if addresses else None
    code, project = _code_and_project(draft)
    entry = replace(
        entry,
        title=_title(item, draft, entry.arxiv or first),
        authors=_authors(fields, facts),
        abstract=_abstract(draft),
        summary=_summary(fields),
        keywords=_keywords(fields),
        code=Repository(code) if code else None,
        project=project,
    )
    return _dated(entry, fields, facts)


def _title(item: TitledItem, draft: PaperDraft, arxiv: ArxivId | None) -> str:
    """The title; only the id where none can be told, because a title that is none would be shown for ever."""
    field_title = text_of(draft.fields.get(FieldRole.TITLE, ()))
    title = item.title or clean_title(field_title)
    if arxiv and (not title or title_fault(title) or is_label(title)):
        return placeholder(arxiv)
    return title


def _authors(fields: Mapping[FieldRole, Spans], facts: ItemFacts) -> tuple[str, ...]:
    if FieldRole.AUTHORS in fields:
        return authors_of("".join(span.text for span in fields[FieldRole.AUTHORS]))
    return facts.authors


def _abstract(draft: PaperDraft) -> tuple[str, ...]:
    spans = draft.fields.get(FieldRole.ABSTRACT, ())
    folded = tuple(span for span in spans if span.fold is not None)
    found = folded or spans or tuple(span for span in draft.spans if span.fold and "abstract" in span.fold.lower())
    text = "".join(span.text for span in found).strip()
    return () if is_empty(text) or is_label(text) else tuple(paragraphs(text))


def _summary(fields: Mapping[FieldRole, Spans]) -> Summary | None:
    text = text_of(fields.get(FieldRole.SUMMARY, ()))
    return None if is_empty(text) else Summary(text)


def _keywords(fields: Mapping[FieldRole, Spans]) -> tuple[str, ...]:
    text = text_of(fields.get(FieldRole.KEYWORDS, ()))
    words = (word.strip(" `#\"'[]*") for word in re.split(r"[,;|]|\s#", text))
    return () if is_empty(text) else tuple(dict.fromkeys(word for word in words if word and len(word) <= 60))


def _code_and_project(draft: PaperDraft) -> tuple[str | None, str | None]:
    """The first repository, and the first page that a link calls the project's."""
    code: str | None = None
    project: str | None = None
    links = links_of(draft.everything)
    in_column = {
        role: {span.target for span in draft.fields.get(role, ())} for role in (FieldRole.CODE, FieldRole.PROJECT)
    }
    for link in links:
        target = (link.target or "").strip()
        if not is_web(target) or paper_address(target):
            continue
        if is_code(target) and (code is None) and not is_project_label(link.text):
            code = target
        elif target in in_column[FieldRole.CODE] or (is_code_label(link.text) and "code" in link.text.lower()):
            code = code or target
        elif is_project_label(link.text) or target in in_column[FieldRole.PROJECT]:
            project = project or target
    return code, project


def _dated(entry: Entry, fields: Mapping[FieldRole, Spans], facts: ItemFacts) -> Entry:
    """An entry with its date, venue and stage. What a column says counts before what the text beside the title says."""
    stated = text_of(fields.get(FieldRole.DATE, ()))
    published = day_in(stated) or facts.published
    year = year_in(stated) or facts.year
    venue, stage = facts.venue, facts.stage
    column = text_of(fields.get(FieldRole.VENUE, ()))
    if not is_empty(column):
        of_column = facts_of(((column, False),))
        venue = of_column.venue or (
            venue_in(column) or column if len(column) <= 120 and of_column.stage is None else None
        )
        stage, year = of_column.stage or stage, year or of_column.year
    if stage is Stage.PREPRINT and (entry.doi or venue):
        stage = None
    section = venue_in((entry.section or "").replace("-", " ")) if venue is None else None
    venue, year = venue or section, year or (year_of_venue(section) if section else None)
    return replace(entry, published=published, year=None if published else year, venue=venue, stage=stage)
