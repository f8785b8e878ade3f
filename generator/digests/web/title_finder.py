"""Finds the titles of papers among the fragments of a page, by where they lead and how they look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.digests.plain.lines import LineKind
from generator.digests.web.fragment_roles import (
    FragmentRole,
    is_boilerplate,
    is_page_heading,
    is_word_for_arxiv,
    role_of,
)
from generator.digests.web.fragments import Fragment
from generator.model.identity import letters

_TITLE_LINES = 4
_COUNT = re.compile(r"\s*\d+$")
_LONGEST_HEADING = 80
"""Characters of a heading of the discussion, with a number."""
_ONLY_ON_PAPER_PAGES = re.compile(r"view (?:arxiv page|pdf)|models citing this paper(?: \d+)?|paper page - .+", re.I)
_DISCUSSION_HEADINGS = frozenset(
    {
        "community",
        "discussion",
        "comments",
        "models citing this paper",
        "datasets citing this paper",
        "spaces citing this paper",
        "collections including this paper",
        "similar papers",
        "related papers",
    }
)
_SHORTEST_HEADING = min(map(len, _DISCUSSION_HEADINGS))


def titles_of(fragments: Sequence[Fragment]) -> list[range]:
    """The titles of a page: headings that link to papers, else the first link to each paper, else similar headings."""
    texts = [index for index, fragment in enumerate(fragments) if fragment.text]
    headings = [index for index in texts if fragments[index].heading and not is_page_heading(fragments[index])]
    # A heading that links to a paper is its title, even if it is a single word that menus contain, too.
    marked = [index for index in texts if fragments[index].heading and fragments[index].is_paper_page]
    linked = [index for index in marked if not is_word_for_arxiv(fragments[index].text)]
    if linked:
        levels = {fragments[index].heading for index in linked}
        inside = [i for i in headings if linked[0] < i < linked[-1] and fragments[i].heading in levels]
        # The last title of a truncated page has lost its address.
        inside += [i for i in headings[-1:] if i == texts[-1] > linked[-1] and fragments[i].heading in levels]
        return _grouped(fragments, sorted({*linked, *(i for i in inside if not ends(fragments[i]))}))
    first = _first_links(fragments, texts)
    if first:
        return _grouped(fragments, first)
    counts = Counter(fragments[index].heading for index in headings)
    if not counts:
        return []
    level = max(counts, key=lambda level: (counts[level], level))
    return _grouped(fragments, [index for index in headings if fragments[index].heading == level])


def abstract_heading(fragments: Sequence[Fragment]) -> int | None:
    """The index of the heading of the abstract, if this is the page of a single paper."""
    first = next((index for index, fragment in enumerate(fragments) if says(fragment, "abstract")), None)
    if first is None:
        return None
    # The discussion below can contain an abstract, too.
    end = end_of_paper(fragments, first)
    is_paper_page = fragments[first].heading or any(
        _ONLY_ON_PAPER_PAGES.fullmatch(fragment.text) for fragment in fragments
    )
    if not is_paper_page or any(says(fragment, "abstract") for fragment in fragments[first + 1 : end]):
        return None
    before = [
        fragment
        for fragment in fragments[:first]
        if fragment.heading and fragment.is_paper_page and not is_page_heading(fragment)
    ]
    return first if len({fragment.paper for fragment in before}) < 2 else None


def end_of_paper(fragments: Sequence[Fragment], abstract: int) -> int:
    """The index at which the discussion of the paper begins, below its abstract."""
    # A page can have very many short pieces, which need no closer look.
    below = (i for i in range(abstract + 1, len(fragments)) if len(fragments[i].text) >= _SHORTEST_HEADING)
    return next((i for i in below if ends(fragments[i]) or says(fragments[i], "community")), len(fragments))


def title_above(fragments: Sequence[Fragment], abstract: int) -> range:
    """The title on the page of a paper: the text above the date, else the last heading above the abstract.

    Headings further up can come from the page or from a tool.
    """
    shown = [index for index in range(abstract) if fragments[index].text]
    published = next((place for place, index in enumerate(shown) if _is_below_title(fragments[index])), None)
    if published and (title := _text_above(fragments, shown[:published])):
        return title
    headings = [i for i in shown if fragments[i].heading and not is_page_heading(fragments[i])]
    headings = [i for i in headings if not says(fragments[i], "authors", "author")]
    if headings:
        return _grouped(fragments, headings)[-1]
    authors = next((place for place, index in enumerate(shown) if says(fragments[index], "authors")), len(shown))
    return _text_above(fragments, shown[:authors])


def _is_below_title(fragment: Fragment) -> bool:
    is_published = fragment.line.kind is LineKind.DATE and fragment.text.casefold().startswith("published")
    return is_published or fragment.line.kind is LineKind.SUBMITTED


def _text_above(fragments: Sequence[Fragment], shown: Sequence[int]) -> range:
    """The last heading, or the last few lines that can be a title without markup."""
    above = [index for index in shown if fragments[index].line.kind is not LineKind.DOT]
    if not above:
        return range(0)
    last = above[-1]
    if fragments[last].heading:
        same = [i for i in above if fragments[i].heading == fragments[last].heading]
        return _grouped(fragments, same)[-1]
    start = last + 1
    for index in reversed(above[-_TITLE_LINES:]):
        fragment = fragments[index]
        if fragment.heading or fragment.line.kind is not LineKind.TEXT or is_boilerplate(fragment):
            break
        start = index
    return range(start, last + 1)


def says(fragment: Fragment, *words: str) -> bool:
    """Is a fragment nothing but one of some words?"""
    return fragment.text.casefold().strip(" :#") in words


def ends(fragment: Fragment) -> bool:
    """Does the discussion of a paper begin here?"""
    if len(fragment.text) > _LONGEST_HEADING:
        return False
    text = _COUNT.sub("", fragment.text.casefold().strip(" :#"))
    return text in _DISCUSSION_HEADINGS and (
        fragment.heading > 0 or text not in ("community", "discussion", "comments") or fragment.is_discussion
    )


def _first_links(fragments: Sequence[Fragment], texts: Sequence[int]) -> list[int]:
    """The first text that links to each paper; a duplicated card begins with its title again."""
    indices: list[int] = []
    for index in texts:
        fragment = fragments[index]
        if fragment.heading or not fragment.is_paper_page or role_of(fragment) is not FragmentRole.TEXT:
            continue
        last = fragments[indices[-1]] if indices else None
        is_other = last is None or last.paper != fragment.paper
        is_again = last is not None and letters(last.text) == letters(fragment.text)
        if is_other or is_again or _is_further_line(last, fragment):
            indices.append(index)
    return indices


def _is_further_line(title: Fragment | None, fragment: Fragment) -> bool:
    """Does a title continue on another line of the same link?"""
    if title is None or title.group is None:
        return False
    return title.group == fragment.group and title.paragraph == fragment.paragraph


def _grouped(fragments: Sequence[Fragment], indices: Sequence[int]) -> list[range]:
    """Ranges of fragments, one for each title; the lines of one link are one title."""
    ranges: list[range] = []
    for index in indices:
        group = fragments[index].group
        last = ranges[-1] if ranges else None
        if last and group is not None and fragments[last.start].group == group:
            ranges[-1] = range(last.start, index + 1)
        else:
            ranges.append(range(index, index + 1))
    return [_extended(fragments, title) for title in ranges]


def _extended(fragments: Sequence[Fragment], title: range) -> range:
    """A title with the other lines of its link, whatever they look like on their own."""
    first, stop = fragments[title.start], title.stop
    while stop < len(fragments) and first.heading and fragments[stop].heading and first.group is not None:
        if fragments[stop].group != first.group:
            break
        stop += 1
    return range(title.start, stop)
