"""Goes through the blocks of a list, under their headings, and gives each to an item list.

The unit that is accounted for is the item, the row, or the heading with its fields below. What leads to no paper is
reported, unless it is known to be navigation or text around the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.digests.digest_problems import UNRECOGNISED_BLOCK
from generator.digests.guard_problems import ITEM_WITHOUT_PAPER
from generator.digests.item_list import ItemList
from generator.digests.lists.blocks import HeadingBlock, ItemBlock, ListBlock, ProseBlock, RowBlock
from generator.digests.lists.field_names import FieldRole, labelled, named_alone
from generator.digests.lists.item_title import titled
from generator.digests.lists.list_sections import ListSections
from generator.digests.lists.paper_draft import PaperDraft, papers_of
from generator.digests.lists.paper_links import is_label, is_web, paper_address
from generator.digests.lists.plain_title import TITLE_LIMIT
from generator.digests.lists.spans import Spans, TextSpan, lines_of, links_of, text_of
from generator.digests.lists.table_rows import row_draft
from generator.digests.lists.title_cleaning import clean_title
from generator.model.problem import Place
from generator.text.excerpts import quoted

_BREAK = TextSpan("\n")
_REFERENCE = re.compile(r"\W{0,4}\d{1,4}[\]).]\W.*[\"“«]\W{0,4}\w[^\"”»]{8,350}[\"”»]", re.S)
_LONGEST_REFERENCE = 1200
_SCHEME = re.compile(r"\s*(?!https?:)[a-z][\w+.-]{1,20}:", re.I)


def read_blocks(file: str, blocks: Sequence[ListBlock]) -> ItemList:
    """All blocks of a list, each counted once."""
    reading = _ListReading(ItemList(file), blocks)
    index = 0
    while index < len(blocks):
        index += reading.take(index)
    return reading.items


@dataclass(slots=True)
class _ListReading:
    items: ItemList
    blocks: Sequence[ListBlock]
    sections: ListSections = field(default_factory=ListSections)

    def take(self, index: int) -> int:
        """Read the block at an index. Returns how many blocks were read with it."""
        match self.blocks[index]:
            case HeadingBlock() as heading:
                return self._heading(heading, index)
            case ItemBlock() as item:
                return self._item(item, index)
            case RowBlock() as row:
                self._draft(row_draft(row, self.sections.current))
            case ProseBlock() as prose if below := self._fields_below(prose, index):
                draft = PaperDraft(prose.line, prose.spans, self.sections.current)
                _Record(draft).take(below)
                self._draft(draft)
                return len(below) + 1
            case ProseBlock() as prose:
                self._prose(prose)
            case _:
                self.items.skip()
        return 1

    # --- headings --------------------------------------------------------------------------------

    def _heading(self, heading: HeadingBlock, index: int) -> int:
        body = self._body(index)
        if _is_record(heading, body):
            draft = PaperDraft(heading.line, heading.spans, self.sections.above(heading.level))
            _Record(draft).take(body)
            self._draft(draft)
            return len(body) + 1
        self.sections.enter(heading.level, heading.spans)
        self.items.skip()
        return 1

    def _body(self, index: int) -> Sequence[ListBlock]:
        """The blocks below a heading, up to the next one that names no field, or up to a row."""
        end = index + 1
        while end < len(self.blocks) and _is_in_body(self.blocks[end]):
            end += 1
        is_before_table = end < len(self.blocks) and isinstance(self.blocks[end], RowBlock)
        return () if is_before_table else self.blocks[index + 1 : end]

    def _fields_below(self, prose: ProseBlock, index: int) -> Sequence[ListBlock]:
        """The items below a paragraph, if it is the title of a paper and each of them says something about it."""
        if _leads_to_web(prose.spans) or not _may_be_title(prose.spans):
            return ()
        end = index + 1
        while end < len(self.blocks) and isinstance(block := self.blocks[end], ItemBlock) and _is_field(block.spans):
            end += 1
        below = [block.spans for block in self.blocks[index + 1 : end] if isinstance(block, ItemBlock)]
        is_alone = end == len(self.blocks) or not isinstance(self.blocks[end], ItemBlock)
        papers = [spans for spans in below if _leads_to_paper(spans) and not _is_beside(spans)]
        is_one = len(papers) == 1 or (bool(below) and prose.spans[0].is_strong and any(map(_leads_to_web, below)))
        return self.blocks[index + 1 : end] if is_alone and is_one else ()

    # --- items -----------------------------------------------------------------------------------

    def _item(self, item: ItemBlock, index: int) -> int:
        self.sections.leave_items(item.depth)
        draft = PaperDraft(item.line, item.spans, self.sections.current)
        taken = self._fields(draft, item, index)
        following = self.blocks[index + taken] if index + taken < len(self.blocks) else None
        is_parent = isinstance(following, ItemBlock) and following.depth > item.depth
        if is_parent and not any(is_web(span.target) for span in draft.everything):
            self.sections.enter_item(item.depth, item.spans)
            self.items.skip()
        else:
            self._draft(draft)
        return taken

    def _fields(self, draft: PaperDraft, item: ItemBlock, index: int) -> int:
        """Add what the items and lines below an item say about it. Returns how many blocks were read."""
        record, taken = _Record(draft), 1
        first, *others = list(lines_of(item.spans)) or [()]
        if any(labelled(line) for line in others):
            draft.spans = first
            record.lines(others)
        while index + taken < len(self.blocks):
            block = self.blocks[index + taken]
            if isinstance(block, ItemBlock) and block.depth > item.depth and _is_part(block, draft):
                record.lines(lines_of(block.spans))
            elif isinstance(block, ProseBlock) and not _leads_to_web(draft.everything) and _is_only_links(block.spans):
                record.add(FieldRole.LINK, block.spans)
            else:
                break
            taken += 1
        return taken

    # --- what becomes of it ------------------------------------------------------------------------

    def _prose(self, prose: ProseBlock) -> None:
        lines = list(lines_of(prose.spans))
        leading = [line for line in lines if _leads_to_paper(line)]
        if len(leading) > 1 and all(_begins_with_title(line) for line in leading):
            for line in leading:
                self._draft(PaperDraft(prose.line, line, self.sections.current))
        elif leading and (_begins_with_title(prose.spans) or _is_reference(prose.spans)):
            self._draft(PaperDraft(prose.line, prose.spans, self.sections.current))
        elif leading:
            found = quoted(text_of(prose.spans))
            message = f"expected an item of the list, found text with a link to a paper, {found}"
            self.items.leave_out(Place(self.items.file, prose.line), "text", message, UNRECOGNISED_BLOCK)
        else:
            self.items.skip()

    def _draft(self, draft: PaperDraft) -> None:
        papers = () if self._is_news(draft) else papers_of(draft, self.items.file)
        for paper in papers:
            self.items.paper(paper)
        if papers:
            return
        text = text_of(draft.everything)
        if self._is_boilerplate(draft, text):
            self.items.skip()
            return
        found = _found(draft.everything)
        message = f"expected a link to a paper, found {found} in {quoted(text)}"
        self.items.leave_out(Place(self.items.file, draft.line), "link", message, ITEM_WITHOUT_PAPER)

    def _is_boilerplate(self, draft: PaperDraft, text: str) -> bool:
        """Is an item navigation, a label, or text around the list?"""
        targets = [span.target for span in draft.everything if span.target]
        if not any(map(is_web, targets)):
            is_inside = bool(targets) and not any(_SCHEME.match(target) for target in targets)
            is_navigation = is_inside or not re.search(r"\w", text) or labelled(draft.spans) is not None
            if targets and not is_inside:
                return False
            return is_navigation or draft.is_row or self.sections.is_around or ":" in text[:60] or len(text.split()) < 3
        return self.sections.is_around and not _leads_to_paper(draft.everything)

    def _is_news(self, draft: PaperDraft) -> bool:
        """Is an item of the news around the list, and not the title of a paper with a link to it?"""
        target = titled(draft.spans).target if self.sections.is_around else ""
        return target is None or (self.sections.is_around and paper_address(target or "") is None)


def _found(spans: Spans) -> str:
    if _leads_to_paper(spans):
        return "one in the text around the list"
    return "a link to something else" if _leads_to_web(spans) else "no link"


def _is_in_body(block: ListBlock) -> bool:
    if isinstance(block, HeadingBlock):
        return named_alone(block.spans) is not None
    return not isinstance(block, RowBlock)


def _leads_to_web(spans: Spans) -> bool:
    return any(is_web(span.target) for span in spans)


def _leads_to_paper(spans: Spans) -> bool:
    return any(paper_address(span.target) for span in spans if span.target)


def _is_only_links(spans: Spans) -> bool:
    """Are there links to a paper and its code, and nothing that could be a title?"""
    return _leads_to_paper(spans) and all(is_label(link.text) for link in links_of(spans))


def _is_part(block: ItemBlock, draft: PaperDraft) -> bool:
    """Does an item say something about the item above it?"""
    if labelled(block.spans):
        return True
    links = links_of(block.spans)
    if not links:
        return _leads_to_web(draft.spans)
    return all(is_label(link.text) for link in links) and (
        not _leads_to_paper(block.spans) or not _leads_to_paper(draft.everything)
    )


def _begins_with_title(spans: Spans) -> bool:
    """Is a paragraph an item without a bullet? Its title is marked, and nothing but a date or a number precedes it."""
    item = titled(spans)
    is_marked = item.target is not None or spans[0].is_strong
    return bool(item.title) and is_marked and clean_title(text_of(spans)).startswith(item.title[:20])


def _is_reference(spans: Spans) -> bool:
    """Is a paragraph a reference: a number, authors, a title in quotation marks, and a link to the paper?"""
    text = text_of(spans)
    return len(text) < _LONGEST_REFERENCE and bool(_REFERENCE.match(text)) and bool(titled(spans).title)


def _may_be_title(spans: Spans) -> bool:
    """Can a paragraph be a title and nothing else: one line, in bold as a whole or without the end of a sentence?"""
    text = text_of(spans)
    is_strong = all(span.is_strong for span in spans if span.text.strip())
    is_line = len(list(lines_of(spans))) == 1 and len(text) <= TITLE_LIMIT
    return (
        is_line
        and len(text.split()) > 2 - is_strong
        and not text.endswith((":", "：", ";"))
        and (is_strong or not text.endswith((".", "!", "。")))
    )


def _is_beside(spans: Spans) -> bool:
    """Does a line lead to the code or the project, and not to the paper?"""
    found = labelled(spans)
    return found is not None and found[0] in (FieldRole.CODE, FieldRole.PROJECT, FieldRole.OTHER)


def _is_record(heading: HeadingBlock, body: Sequence[ListBlock]) -> bool:
    """Is a heading the title of a paper, with its fields below?"""
    texts = [block.spans for block in body if isinstance(block, ItemBlock | ProseBlock)]
    lines = [line for spans in texts for line in lines_of(spans)]
    fields = [found[0] for line in lines if (found := labelled(line))]
    if fields.count(FieldRole.AUTHORS) > 1 or fields.count(FieldRole.TITLE) > 1 or fields.count(FieldRole.ABSTRACT) > 1:
        return False
    own = [spans for spans in texts if _leads_to_paper(spans) and not _is_field(spans)]
    if _leads_to_paper(heading.spans):
        return len(own) <= 1 and bool(titled(heading.spans).title)
    is_told = bool({FieldRole.AUTHORS, FieldRole.LINK, FieldRole.ABSTRACT} & set(fields)) or any(map(_is_field, texts))
    has_address = any(map(_leads_to_paper, texts)) or any(_has_bare_id(line) for line in lines if labelled(line))
    return not own and is_told and has_address


def _has_bare_id(line: Spans) -> bool:
    return any(paper_address(word.strip("[](),;`")) for word in text_of(line).split())


def _is_field(spans: Spans) -> bool:
    """Does a paragraph or an item hold only fields, or only links?"""
    lines = list(lines_of(spans))
    if any(labelled(line) for line in lines):
        return True
    plain = "".join(span.text for span in spans if not span.target)
    return _is_only_links(spans) and len(re.findall(r"[^\W\d_]{2,}", plain)) < 3


@dataclass(slots=True)
class _Record:
    """Adds the fields below a title to a draft."""

    draft: PaperDraft
    open: FieldRole | None = None
    """The field whose value goes on in the next line."""

    def take(self, body: Sequence[ListBlock]) -> None:
        for block in body:
            if isinstance(block, HeadingBlock):
                self.open = named_alone(block.spans)
            elif isinstance(block, ItemBlock | ProseBlock):
                self.lines(lines_of(block.spans))

    def lines(self, lines: Iterable[Spans]) -> None:
        """Lines of an item, a paragraph or a field."""
        for line in lines:
            self._line(line)

    def add(self, role: FieldRole, spans: Spans) -> None:
        """A value, beside what the field has already."""
        known = self.draft.fields.get(role, ())
        self.draft.fields[role] = (*known, _BREAK, *spans) if known else spans

    def _line(self, line: Spans) -> None:
        if found := labelled(line):
            self.open = (
                found[0] if not text_of(found[1]) or found[0] in (FieldRole.ABSTRACT, FieldRole.SUMMARY) else None
            )
            if text_of(found[1]):
                self.add(*found)
        elif alone := named_alone(line):
            self.open = alone
            if _leads_to_web(line):
                self.add(alone, line)
        elif self.open:
            self.add(self.open, line)
        elif _is_only_links(line):
            self.add(FieldRole.LINK, line)
        elif len(text_of(line)) < 300:
            self.draft.spans = (*self.draft.spans, _BREAK, *line)
