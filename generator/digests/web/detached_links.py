"""Attaches addresses to the text above them, where a tool wrote the targets of links as separate paragraphs.

Such a page has no Markdown links. An address directly below another one belongs to a picture. On a page
where no paper is linked like this, addresses are left as text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.digests.plain.lines import LineKind
from generator.digests.web.fragments import Fragment, line_of

_FEWEST_LINKS = 3
"""Detached links to papers from which a page is believed to have its links like this."""
_SITE = re.compile(r"https?://([^/\s]+)", re.I)
_OWN_PARAGRAPH = re.compile(
    r"(?:^|\n)[ \t]*\n[ \t]*https?://[^\s/]+/(?:papers/|login\?next=)\S+[ \t]*(?=\n[ \t]*\n|\s*$)"
)


def has_detached_links(text: str) -> bool:
    """Does a text link papers by addresses in separate paragraphs?"""
    return len(_OWN_PARAGRAPH.findall(text[:500_000])) >= _FEWEST_LINKS


def with_targets(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The fragments, those with a detached link below them having it as their target."""
    alone = _alone(fragments)
    sites = {_site(fragments[i].text) for i in alone if _leads_to_paper(fragments[i].text)}
    detached = {i for i in alone if _site(fragments[i].text) in sites}
    # The last address of a truncated page can be incomplete.
    detached -= {i for i in detached if i == len(fragments) - 1 and not _leads_to_paper(fragments[i].text)}
    if sum(_leads_to_paper(fragments[i].text) for i in detached) < _FEWEST_LINKS:
        return list(fragments)
    linked = list(fragments)
    last: int | None = None
    for index, fragment in enumerate(fragments):
        if index not in detached:
            last = index if fragment.text else last
            continue
        has_text = last is not None and last not in detached and linked[last].target is None
        if has_text and last is not None:
            linked[last] = replace(linked[last], target=fragment.text)
        linked[index] = replace(
            fragment,
            line=line_of("", fragment.line.number, fragment.line.block),
            target=None if has_text else fragment.text,
        )
        last = index
    return linked


def _alone(fragments: Sequence[Fragment]) -> list[int]:
    """Indices of addresses that make up a paragraph each."""
    sizes = Counter(fragment.paragraph for fragment in fragments if fragment.text)
    return [
        index
        for index, fragment in enumerate(fragments)
        if fragment.line.kind is LineKind.ADDRESS and fragment.target is None and sizes[fragment.paragraph] == 1
    ]


def _leads_to_paper(address: str) -> bool:
    return Fragment(line_of("", 0, 0), target=address).paper is not None


def _site(address: str) -> str | None:
    match = _SITE.match(address)
    return match[1].casefold() if match else None
