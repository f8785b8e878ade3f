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
from generator.digests.lists.block_roles import (
    begins_with_title,
    is_beside,
    is_bold_title,
    is_field,
    is_in_body,
    is_only_links,
    is_part,
    is_record,
    is_reference,
    leads_to_paper,
    leads_to_web,
    may_be_title,
    says_one_thing,
    where_it_leads,
)
from generator.digests.lists.blocks import HeadingBlock, ItemBlock, ListBlock, ProseBlock, RowBlock
from generator.digests.lists.field_names import FieldRole, labelled, named_alone
from generator.digests.lists.item_title import titled
from generator.digests.lists.list_sections import ListSections
from generator.digests.lists.paper_draft import PaperDraft, papers_of
from generator.digests.lists.paper_links import is_web, paper_address
from generator.digests.lists.spans import Spans, TextSpan, lines_of, text_of
from generator.digests.lists.table_rows import row_draft
from generator.model.problem import Place
from generator.text.excerpts import quoted

_ROW_WORDS = 4
"""Words of a row without a link that could be the title of a paper."""
_BREAK = TextSpan("\n")
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
                _Record(draft).take(
                    [block for block in below if isinstance(block, ItemBlock) and is_field(block.spans)]
                )
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
        if is_record(heading, body):
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
        while end < len(self.blocks) and is_in_body(self.blocks[end]):
            end += 1
        is_before_table = end < len(self.blocks) and isinstance(self.blocks[end], RowBlock)
        return () if is_before_table else self.blocks[index + 1 : end]

    def _fields_below(self, prose: ProseBlock, index: int) -> Sequence[ListBlock]:
        """The items below a paragraph, if it is the title of a paper and each of them says something about it."""
        if leads_to_web(prose.spans) or not may_be_title(prose.spans):
            return ()
        end = index + 1
        while (
            end < len(self.blocks) and isinstance(block := self.blocks[end], ItemBlock) and says_one_thing(block.spans)
        ):
            end += 1
        below = [block.spans for block in self.blocks[index + 1 : end] if isinstance(block, ItemBlock)]
        is_alone = end == len(self.blocks) or not isinstance(self.blocks[end], ItemBlock)
        papers = [spans for spans in below if leads_to_paper(spans) and not is_beside(spans)]
        is_one = len(papers) == 1 or (bool(below) and prose.spans[0].is_strong and any(map(leads_to_web, below)))
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
            if isinstance(block, ItemBlock) and block.depth > item.depth and is_part(block, draft):
                record.lines(lines_of(block.spans))
            elif isinstance(block, ProseBlock) and not leads_to_web(draft.everything) and is_only_links(block.spans):
                record.add(FieldRole.LINK, block.spans)
            else:
                break
            taken += 1
        return taken

    # --- what becomes of it ------------------------------------------------------------------------

    def _prose(self, prose: ProseBlock) -> None:
        lines = list(lines_of(prose.spans))
        leading = [line for line in lines if leads_to_paper(line)]
        if len(leading) > 1 and all(begins_with_title(line) for line in leading):
            for line in leading:
                self._draft(PaperDraft(prose.line, line, self.sections.current))
        elif leading and (begins_with_title(prose.spans) or is_reference(prose.spans)):
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
        found = where_it_leads(draft.everything)
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
            return (
                is_navigation
                or (draft.is_row and len(text.split()) < _ROW_WORDS)
                or self.sections.is_around
                or (":" in text[:60] and not draft.is_row and not is_bold_title(draft.spans))
                or len(text.split()) < 3
            )
        return self.sections.is_around and not leads_to_paper(draft.everything)

    def _is_news(self, draft: PaperDraft) -> bool:
        """Is an item of the news around the list, and not the title of a paper with a link to it?"""
        target = titled(draft.spans).target if self.sections.is_around else ""
        return target is None or (self.sections.is_around and paper_address(target or "") is None)


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
            if leads_to_web(line):
                self.add(alone, line)
        elif self.open:
            self.add(self.open, line)
        elif is_only_links(line):
            self.add(FieldRole.LINK, line)
        elif len(text_of(line)) < 300:
            self.draft.spans = (*self.draft.spans, _BREAK, *line)
