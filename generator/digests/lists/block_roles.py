"""What a block of a list is for: the title of a paper, one of its fields, its links, or a reference."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.digests.lists.blocks import HeadingBlock, ItemBlock, ListBlock, ProseBlock, RowBlock
from generator.digests.lists.field_names import FieldRole, labelled, named_alone
from generator.digests.lists.item_title import titled
from generator.digests.lists.paper_draft import PaperDraft
from generator.digests.lists.paper_links import is_label, is_web, paper_address
from generator.digests.lists.plain_title import TITLE_LIMIT
from generator.digests.lists.spans import Spans, lines_of, links_of, text_of
from generator.digests.lists.title_cleaning import clean_title

_REFERENCE = re.compile(r"\W{0,4}\d{1,4}[\]).]\W.*[\"“«]\W{0,4}\w[^\"”»]{8,350}[\"”»]", re.S)
_CALLED = re.compile(r"[^\W_][\w ()/-]{0,29}[:：]")
_LONGEST_REFERENCE = 1200
_TITLE_WORDS = 3
"""Words in bold that could be a title rather than a label."""


def where_it_leads(spans: Spans) -> str:
    """Where an item without a paper leads, in words."""
    if leads_to_paper(spans):
        return "one in the text around the list"
    return "a link to something else" if leads_to_web(spans) else "no link"


def is_in_body(block: ListBlock) -> bool:
    """Can a block say something about the heading above it?"""
    if isinstance(block, HeadingBlock):
        return named_alone(block.spans) is not None
    return not isinstance(block, RowBlock)


def leads_to_web(spans: Spans) -> bool:
    """Is there a link to anything on the web?"""
    return any(is_web(span.target) for span in spans)


def leads_to_paper(spans: Spans) -> bool:
    """Is there a link to a paper?"""
    return any(paper_address(span.target) for span in spans if span.target)


def is_bold_title(spans: Spans) -> bool:
    """Does an item begin with several words in bold, and something after them?"""
    bold = text_of(spans[:1]).strip() if spans and spans[0].is_strong else ""
    return len(bold.split()) >= _TITLE_WORDS and not bold.endswith(":") and len(spans) > 1


def is_only_links(spans: Spans) -> bool:
    """Are there links to a paper and its code, and nothing that could be a title?"""
    return leads_to_paper(spans) and all(is_label(link.text) for link in links_of(spans))


def is_part(block: ItemBlock, draft: PaperDraft) -> bool:
    """Does an item say something about the item above it?"""
    if labelled(block.spans):
        return True
    links = links_of(block.spans)
    if not links:
        return leads_to_web(draft.spans)
    return all(is_label(link.text) for link in links) and (
        not leads_to_paper(block.spans) or not leads_to_paper(draft.everything)
    )


def begins_with_title(spans: Spans) -> bool:
    """Is a paragraph an item without a bullet? Its title is marked, and nothing but a date or a number precedes it."""
    item = titled(spans)
    is_marked = item.target is not None or spans[0].is_strong
    return bool(item.title) and is_marked and clean_title(text_of(spans)).startswith(item.title[:20])


def is_reference(spans: Spans) -> bool:
    """Is a paragraph a reference: a number, authors, a title in quotation marks, and a link to the paper?"""
    text = text_of(spans)
    return len(text) < _LONGEST_REFERENCE and bool(_REFERENCE.match(text)) and bool(titled(spans).title)


def may_be_title(spans: Spans) -> bool:
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


def is_beside(spans: Spans) -> bool:
    """Does a line lead to the code or the project, and not to the paper?"""
    found = labelled(spans)
    return found is not None and found[0] in (FieldRole.CODE, FieldRole.PROJECT, FieldRole.OTHER)


def is_record(heading: HeadingBlock, body: Sequence[ListBlock]) -> bool:
    """Is a heading the title of a paper, with its fields below?"""
    texts = [block.spans for block in body if isinstance(block, ItemBlock | ProseBlock)]
    lines = [line for spans in texts for line in lines_of(spans)]
    fields = [found[0] for line in lines if (found := labelled(line))]
    if fields.count(FieldRole.AUTHORS) > 1 or fields.count(FieldRole.TITLE) > 1 or fields.count(FieldRole.ABSTRACT) > 1:
        return False
    own = [spans for spans in texts if leads_to_paper(spans) and not is_field(spans)]
    if leads_to_paper(heading.spans):
        return len(own) <= 1 and bool(titled(heading.spans).title)
    is_told = bool({FieldRole.AUTHORS, FieldRole.LINK, FieldRole.ABSTRACT} & set(fields)) or any(map(is_field, texts))
    has_address = any(map(leads_to_paper, texts)) or any(has_bare_id(line) for line in lines if labelled(line))
    return not own and is_told and has_address


def has_bare_id(line: Spans) -> bool:
    """Is there an id or an address of a paper without a link?"""
    return any(paper_address(word.strip("[](),;`")) for word in text_of(line).split())


def is_field(spans: Spans) -> bool:
    """Does a paragraph or an item hold only fields, or only links?"""
    lines = list(lines_of(spans))
    if any(labelled(line) for line in lines):
        return True
    plain = "".join(span.text for span in spans if not span.target)
    return is_only_links(spans) and len(re.findall(r"[^\W\d_]{2,}", plain)) < 3


def says_one_thing(spans: Spans) -> bool:
    """Does an item say one thing about the title above it, also if what it is called is not known?"""
    return is_field(spans) or bool(_CALLED.match(text_of(spans)) and not leads_to_paper(spans))
