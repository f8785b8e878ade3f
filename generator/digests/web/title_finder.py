"""Finds the titles of papers among the fragments of a page, by where they lead and what they look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.digests.plain.lines import LineKind
from generator.digests.web.fragment_roles import FragmentRole, is_around, is_frame, is_word_for_arxiv, role_of
from generator.digests.web.fragments import Fragment
from generator.model.identity import letters

_TITLE_LINES = 4
_ONLY_ON_PAPER_PAGES = re.compile(r"view (?:arxiv page|pdf)|models citing this paper(?: \d+)?|paper page - .+", re.I)
_ENDS = frozenset(
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


def titles_of(fragments: Sequence[Fragment]) -> list[range]:
    """Where titles stand: headings that lead to papers, else the first link to each paper, else headings alike."""
    texts = [index for index, one in enumerate(fragments) if one.text]
    headings = [index for index in texts if fragments[index].heading and not is_frame(fragments[index])]
    # Whatever leads to a paper is its title, even if it is a single word that menus have, too.
    marked = [index for index in texts if fragments[index].heading and fragments[index].is_paper_page]
    linked = [index for index in marked if not is_word_for_arxiv(fragments[index].text)]
    if linked:
        levels = {fragments[index].heading for index in linked}
        inside = [i for i in headings if linked[0] < i < linked[-1] and fragments[i].heading in levels]
        # Where a page is cut off, its last title has lost its address.
        inside += [i for i in headings[-1:] if i == texts[-1] > linked[-1] and fragments[i].heading in levels]
        return _grouped(fragments, sorted({*linked, *(i for i in inside if not ends(fragments[i]))}))
    first = _first_links(fragments, texts)
    if first:
        return _grouped(fragments, first)
    levels_of = Counter(fragments[index].heading for index in headings)
    if not levels_of:
        return []
    level = max(levels_of, key=lambda one: (levels_of[one], one))
    return _grouped(fragments, [index for index in headings if fragments[index].heading == level])


def abstract_heading(fragments: Sequence[Fragment]) -> int | None:
    """The word that stands above the abstract on the page of a single paper."""
    first = next((index for index, one in enumerate(fragments) if says(one, "abstract")), None)
    if first is None:
        return None
    # What people say below can have an abstract, too.
    end = end_of_paper(fragments, first)
    is_paper_page = fragments[first].heading or any(_ONLY_ON_PAPER_PAGES.fullmatch(one.text) for one in fragments)
    if not is_paper_page or any(says(one, "abstract") for one in fragments[first + 1 : end]):
        return None
    before = [one for one in fragments[:first] if one.heading and one.is_paper_page and not is_frame(one)]
    return first if len({one.paper for one in before}) < 2 else None


def end_of_paper(fragments: Sequence[Fragment], abstract: int) -> int:
    """The index where what people say about the paper begins, below its abstract."""
    below = range(abstract + 1, len(fragments))
    return next((i for i in below if ends(fragments[i]) or says(fragments[i], "community")), len(fragments))


def title_above(fragments: Sequence[Fragment], abstract: int) -> range:
    """The title of a paper's own page: above the day of publishing, else the heading next above the abstract.

    The heading of the page can be higher, and it can be a tool's own.
    """
    shown = [index for index in range(abstract) if fragments[index].text]
    published = next((place for place, index in enumerate(shown) if _is_below_title(fragments[index])), None)
    if published and (title := _text_above(fragments, shown[:published])):
        return title
    headings = [i for i in shown if fragments[i].heading and not is_frame(fragments[i])]
    headings = [i for i in headings if not says(fragments[i], "authors", "author")]
    if headings:
        return _grouped(fragments, headings)[-1]
    authors = next((place for place, index in enumerate(shown) if says(fragments[index], "authors")), len(shown))
    return _text_above(fragments, shown[:authors])


def _is_below_title(one: Fragment) -> bool:
    is_published = one.line.kind is LineKind.DATE and one.text.casefold().startswith("published")
    return is_published or one.line.kind is LineKind.SUBMITTED


def _text_above(fragments: Sequence[Fragment], shown: Sequence[int]) -> range:
    """The heading, or the few lines of a title without markup, that end some fragments."""
    above = [index for index in shown if fragments[index].line.kind is not LineKind.DOT]
    if not above:
        return range(0)
    last = above[-1]
    if fragments[last].heading:
        same = [i for i in above if fragments[i].heading == fragments[last].heading]
        return _grouped(fragments, same)[-1]
    start = last + 1
    for index in reversed(above[-_TITLE_LINES:]):
        one = fragments[index]
        if one.heading or one.line.kind is not LineKind.TEXT or is_around(one):
            break
        start = index
    return range(start, last + 1)


def says(one: Fragment, *words: str) -> bool:
    """Does a fragment say nothing but one of some words?"""
    return one.text.casefold().strip(" :#") in words


def ends(one: Fragment) -> bool:
    """Does what people say about a paper begin here?"""
    text = re.sub(r"\s*\d+$", "", one.text.casefold().strip(" :#"))
    return text in _ENDS and (
        one.heading > 0 or text not in ("community", "discussion", "comments") or one.is_discussion
    )


def _first_links(fragments: Sequence[Fragment], texts: Sequence[int]) -> list[int]:
    """The first text that leads to each paper; a card again begins with its title again."""
    found: list[int] = []
    for index in texts:
        one = fragments[index]
        if one.heading or not one.is_paper_page or role_of(one) is not FragmentRole.TEXT:
            continue
        last = fragments[found[-1]] if found else None
        is_other = last is None or last.paper != one.paper
        is_again = last is not None and letters(last.text) == letters(one.text)
        if is_other or is_again or _is_further_line(last, one):
            found.append(index)
    return found


def _is_further_line(title: Fragment | None, one: Fragment) -> bool:
    """Does a link go on over a line of the same paragraph?"""
    if title is None or title.group is None:
        return False
    return title.group == one.group and title.paragraph == one.paragraph


def _grouped(fragments: Sequence[Fragment], indices: Sequence[int]) -> list[range]:
    """Ranges of fragments that are one title each: lines of one link are."""
    ranges: list[range] = []
    for index in indices:
        group = fragments[index].group
        last = ranges[-1] if ranges else None
        if last and group is not None and fragments[last.start].group == group:
            ranges[-1] = range(last.start, index + 1)
        else:
            ranges.append(range(index, index + 1))
    return [_extended(fragments, one) for one in ranges]


def _extended(fragments: Sequence[Fragment], title: range) -> range:
    """A title with the further lines of its link, whatever they look like by themselves."""
    first, stop = fragments[title.start], title.stop
    while stop < len(fragments) and first.heading and fragments[stop].heading and first.group is not None:
        if fragments[stop].group != first.group:
            break
        stop += 1
    return range(title.start, stop)
