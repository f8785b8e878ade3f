"""Puts changes into words for a curator: sections with their counts, starting with what breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TypeVar

from generator.catalogue.permalink_list import remedy
from generator.curator.changes.change import (
    Added,
    Broken,
    ChangedPage,
    Changes,
    Edit,
    Hidden,
    Move,
    PageKind,
    Reassignment,
)
from generator.model.problem import Place, Problem, Severity
from generator.model.problem_format import printable
from generator.pages.components.cards import reason_in_words
from generator.text.excerpts import shortened
from generator.text.wording import counted

T = TypeVar("T")

LONGEST_QUOTE = 160
"""Characters of a quoted text."""
_AROUND = 4
"""Words shown on either side of what changed in a long text."""
_SETS = frozenset({"authors", "keywords", "links", "digests", "areas", "redirects", "sources"})
"""Fields of separate items; for texts, the words that changed are shown."""
_ORDERS = frozenset({"start here", "order"})


class CodeSpan(str):
    """A path, an address or something to type, rather than prose."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that changes, with its details below."""

    parts: tuple[str | CodeSpan, ...]
    below: tuple[ChangeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """Changes of one type."""

    one: str
    """What one of them is called: "paper hidden"."""
    many: str
    lines: tuple[ChangeLine, ...]
    count: int

    @property
    def counted(self) -> str:
        """``3 papers hidden``."""
        return f"{self.count:,} {self.one if self.count == 1 else self.many}"

    @property
    def heading(self) -> str:
        """``Papers hidden``."""
        return self.many[0].upper() + self.many[1:]


def sections(changes: Changes, root: str) -> list[ChangeSection]:
    """All changes, grouped; empty sections are left out. ``root`` is how the content folder is named."""
    parts = [
        _section("permalink that breaks", "permalinks that break", changes.broken, _broken),
        _problems("problem", "introduced", changes.introduced, root),
        _problems("problem", "solved", changes.solved, root),
        *_by_kind("added", changes.added, partial(_added, root)),
        *_by_kind("renamed", changes.renamed, partial(_move, root)),
        *_by_kind("merged", changes.merged, partial(_move, root)),
        _section("page removed", "pages removed", changes.removed, _page),
        _section("paper hidden", "papers hidden", changes.hidden, partial(_hidden, root)),
        _section("paper shown again", "papers shown again", changes.shown, partial(_hidden, root)),
        _by_topic("topic added to a paper", "topics added to papers", changes.gained, partial(_reassigned, root, "")),
        _by_topic(
            "topic removed from a paper", "topics removed from papers", changes.lost, partial(_reassigned, root, "had ")
        ),
        _by_topic(
            "topic kept for other reasons",
            "topics kept for other reasons",
            changes.reworded,
            partial(_reassigned, root, "now "),
        ),
        *(_edited(kind, [edit for edit in changes.edited if edit.page.kind is kind], root) for kind in PageKind),
        _problems("notice", "introduced", changes.introduced, root),
        _problems("notice", "settled", changes.solved, root),
    ]
    return [section for section in parts if section.lines]


def headline(found: Sequence[ChangeSection]) -> str:
    """The counts of all sections, or that there are none."""
    return ", ".join(section.counted for section in found) or "nothing changes on the site"


def _section(one: str, many: str, items: Iterable[T], line: Callable[[T], ChangeLine]) -> ChangeSection:
    lines = tuple(line(item) for item in items)
    return ChangeSection(one, many, lines, len(lines))


def _problems(noun: str, done: str, problems: Iterable[Problem], root: str) -> ChangeSection:
    """Notices, which describe the state of the list, or all other problems."""
    is_notice = noun == "notice"
    listed = [problem for problem in problems if (problem.severity is Severity.NOTICE) == is_notice]
    return _section(f"{noun} {done}", f"{noun}s {done}", listed, partial(_problem, root))


_Paged = TypeVar("_Paged", Added, Move)


def _by_kind(done: str, items: Sequence[_Paged], line: Callable[[_Paged], ChangeLine]) -> Iterator[ChangeSection]:
    for kind in PageKind:
        yield _section(f"{kind} {done}", f"{kind}s {done}", [item for item in items if item.page.kind is kind], line)


# --- pages -----------------------------------------------------------------------------------


def _page(page: ChangedPage) -> ChangeLine:
    return ChangeLine((*_named(page),))


def _named(page: ChangedPage) -> tuple[str | CodeSpan, ...]:
    """A page by its title and address; a digest or a handwritten page has only its address."""
    is_named = page.title and not page.address.endswith(page.title)
    return (page.title, " at ", CodeSpan(page.address)) if is_named else (CodeSpan(page.address),)


def _at(place: Place | None, root: str) -> tuple[str | CodeSpan, ...]:
    return (" (", CodeSpan(f"{root}/{place}"), ")") if place else ()


def _broken(broken: Broken) -> ChangeLine:
    page = broken.page
    return ChangeLine(_named(page), (ChangeLine((remedy(page.address, broken.near),)),))


def _problem(root: str, problem: Problem) -> ChangeLine:
    place = problem.place
    where = CodeSpan(f"{root}/{place.file}:{place.line}:{place.column}")
    words = printable(f" {problem.field}: {problem.message} [{problem.kind.code}]")
    return ChangeLine((f"{problem.severity} ", where, words))


def _added(root: str, added: Added) -> ChangeLine:
    parts = _named(added.page)
    if added.papers is not None:
        return ChangeLine((*parts, f": {counted(added.papers, 'paper')}"))
    if added.page.kind is PageKind.PAPER:
        topics = ", ".join(assignment.topic for assignment in added.topics) or "no topic"
        return ChangeLine((*parts, f": {topics}"))
    return ChangeLine(parts)


def _move(root: str, move: Move) -> ChangeLine:
    end = _at(move.place, root) or (", without a redirect",)
    return ChangeLine((*_named(move.page), " is now ", *_named(move.target), *end))


def _hidden(root: str, hidden: Hidden) -> ChangeLine:
    return ChangeLine((*_named(hidden.page), *_at(hidden.place, root)))


# --- topics of papers ------------------------------------------------------------------------


def _by_topic(
    one: str, many: str, found: Sequence[Reassignment], line: Callable[[Reassignment], ChangeLine]
) -> ChangeSection:
    lines = []
    for topic, group in groupby(found, key=lambda reassignment: reassignment.topic):
        papers = tuple(line(reassignment) for reassignment in group)
        lines.append(ChangeLine((*_named(topic), f": {counted(len(papers), 'paper')}"), papers))
    return ChangeSection(one, many, tuple(lines), len(found))


def _reassigned(root: str, tense: str, reassignment: Reassignment) -> ChangeLine:
    parts: list[str | CodeSpan] = [f"{reassignment.paper.title}: "]
    if reassignment.removed:
        parts += ["taken away by a curator", *_at(reassignment.removed, root), "; "]
    parts.append(tense)
    for number, reason in enumerate(reassignment.reasons):
        parts += ["; " if number else "", reason_in_words([reason]), *_at(reason.place, root)]
    return ChangeLine(tuple(parts))


# --- fields ----------------------------------------------------------------------------------


def _edited(kind: PageKind, edits: Sequence[Edit], root: str) -> ChangeSection:
    """Pages with their changes, each page once; for the site, which is only one, its changes alone."""
    if kind is PageKind.SITE:
        return _section("fact of the site changed", "facts of the site changed", edits, partial(_edit, root))
    by_page: dict[ChangedPage, list[ChangeLine]] = {}
    for edit in edits:
        by_page.setdefault(edit.page, []).append(_edit(root, edit))
    lines = tuple(ChangeLine(_named(page), tuple(below)) for page, below in by_page.items())
    return ChangeSection(f"{kind} changed", f"{kind}s changed", lines, len(lines))


def _edit(root: str, edit: Edit) -> ChangeLine:
    name, at = edit.field.replace("_", " "), _at(edit.place, root)
    if edit.page.kind is PageKind.PAGE:
        return ChangeLine(("its text",))
    if edit.field == "featured":
        return ChangeLine(("now featured" if edit.after else "no longer featured", *at))
    if edit.field in _ORDERS:
        return ChangeLine((name, *at), tuple(_places(edit)))
    if edit.field in _SETS:
        return ChangeLine((name, *at), tuple(_items(edit)))
    return ChangeLine((f"{name}{_replaced(' '.join(edit.before), ' '.join(edit.after))}", *at))


def _places(edit: Edit) -> Iterator[ChangeLine]:
    """Each item in its new place, with its former place."""
    had = {item: place for place, item in enumerate(edit.before, start=1)}
    for place, item in enumerate(edit.after, start=1):
        was = had.get(item)
        change = "new" if was is None else f"was {was}" if was != place else ""
        yield ChangeLine((f"{place}. {item}{f' ({change})' if change else ''}",))
    for item in edit.before:
        if item not in edit.after:
            yield ChangeLine((f"no longer: {item}",))


def _items(edit: Edit) -> Iterator[ChangeLine]:
    """Items added and removed; if there are none, all items in their new order."""
    come = [item for item in edit.after if item not in edit.before]
    gone = [item for item in edit.before if item not in edit.after]
    yield from (ChangeLine((f"added {shortened(item, LONGEST_QUOTE)}",)) for item in come)
    yield from (ChangeLine((f"removed {shortened(item, LONGEST_QUOTE)}",)) for item in gone)
    if not come and not gone:
        yield ChangeLine((f"in another order: {shortened(', '.join(edit.after), LONGEST_QUOTE)}",))


def _replaced(before: str, after: str) -> str:
    """A text that was added, removed or changed; of a long one only the words around the change."""
    if not before:
        return f" added: “{shortened(after, LONGEST_QUOTE)}”"
    if not after:
        return f" removed: “{shortened(before, LONGEST_QUOTE)}”"
    if len(before) + len(after) > LONGEST_QUOTE:
        before, after = _differing(before.split(" "), after.split(" "))
    return f": “{shortened(before, LONGEST_QUOTE)}” → “{shortened(after, LONGEST_QUOTE)}”"


def _differing(before: Sequence[str], after: Sequence[str]) -> tuple[str, str]:
    """The part in which two texts differ, with some words around it."""
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    end = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    return _cut(before, start, end), _cut(after, start, end)


def _cut(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(words), len(words) - end + _AROUND)
    return f"{'… ' if first else ''}{' '.join(words[first:last])}{' …' if last < len(words) else ''}"
