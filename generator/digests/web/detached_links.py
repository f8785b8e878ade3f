"""Addresses that a tool wrote in a paragraph of their own, below the text that leads there.

Such a page has no links in the sense of Markdown. An address below nothing but another address is
that of a picture. Where no papers are addressed so, an address is what it says, and stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.digests.plain.lines import LineKind
from generator.digests.web.fragments import Fragment, line_of

_FEWEST = 3
_SITE = re.compile(r"https?://([^/\s]+)", re.I)
_OWN_PARAGRAPH = re.compile(
    r"(?:^|\n)[ \t]*\n[ \t]*https?://[^\s/]+/(?:papers/|login\?next=)\S+[ \t]*(?=\n[ \t]*\n|\s*$)"
)


def has_detached_links(text: str) -> bool:
    """Does a text name papers by addresses in paragraphs of their own?"""
    return len(_OWN_PARAGRAPH.findall(text[:500_000])) >= _FEWEST


def with_targets(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The fragments, each that has its address below it with that as its target."""
    alone = _alone(fragments)
    sites = {_site(fragments[i].text) for i in alone if _leads_to_paper(fragments[i].text)}
    apart = {i for i in alone if _site(fragments[i].text) in sites}
    # Where a page is cut off, its last address may be half of one.
    apart -= {i for i in apart if i == len(fragments) - 1 and not _leads_to_paper(fragments[i].text)}
    if sum(_leads_to_paper(fragments[i].text) for i in apart) < _FEWEST:
        return list(fragments)
    found = list(fragments)
    last: int | None = None
    for index, one in enumerate(fragments):
        if index not in apart:
            last = index if one.text else last
            continue
        has_text = last is not None and last not in apart and found[last].target is None
        if has_text and last is not None:
            found[last] = replace(found[last], target=one.text)
        found[index] = replace(
            one, line=line_of("", one.line.number, one.line.block), target=None if has_text else one.text
        )
        last = index
    return found


def _alone(fragments: Sequence[Fragment]) -> list[int]:
    """Indices of addresses that are all of their paragraph."""
    sizes = Counter(one.paragraph for one in fragments if one.text)
    return [
        index
        for index, one in enumerate(fragments)
        if one.line.kind is LineKind.ADDRESS and one.target is None and sizes[one.paragraph] == 1
    ]


def _leads_to_paper(address: str) -> bool:
    return Fragment(line_of("", 0, 0), target=address).paper is not None


def _site(address: str) -> str | None:
    match = _SITE.match(address)
    return match[1].casefold() if match else None
