"""A page while it is being read: its fragments with their roles, and its problems.

``card_reader`` and ``single_paper_page`` share this: the header with the date of the page, what a
fragment adds to its entry, and the block counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.digests.block_counting import BlockUse, count_blocks
from generator.digests.digest_problems import IMPOSSIBLE_DATE, UNRECOGNISED_BLOCK
from generator.digests.plain.lines import LineKind
from generator.digests.plain.page_checks import check_heading, date_of
from generator.digests.web.card_facts import with_fact, with_submitter, with_upvotes
from generator.digests.web.fragment_roles import (
    FRAGMENT_FACTS,
    LONGEST_NAME,
    LONGEST_ORGANISATION,
    PICTURE_LABEL,
    FragmentRole,
    is_boilerplate,
    is_name,
    role_of,
)
from generator.digests.web.fragments import Fragment
from generator.model.digest import BlockCounts, Entry
from generator.model.problem import Place, Problem, ProblemKind
from generator.text.excerpts import quoted

_MAY_BE_WRAPPED = frozenset({FragmentRole.BOILERPLATE, FragmentRole.NUMBER, FragmentRole.ADDRESS})
KEY_AND_VALUE = re.compile(r"[A-Z][\w -]{0,30}(?:\([^)]{1,20}\))?\s?:(?:\s+.*)?|[\w-]{1,30}:\s+.*")
"""A line in which a tool describes the page, such as ``URL Source: https://...``."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """The papers of a page, and what was met while reading them."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    block_counts: BlockCounts
    is_dated: bool
    """Does the page show its own date?"""


class ScrapedPage:
    """Gives each fragment of a page its role, and collects problems."""

    def __init__(self, file: str, day: date, fragments: Sequence[Fragment]) -> None:
        self.file = file
        self.day = day
        self.fragments = fragments
        self.roles = [role_of(fragment) for fragment in fragments]
        self.problems: list[Problem] = []
        self.heading: list[int] = []
        """Indices of the fragments that show the date of the page."""
        self._seen = (-1, -1, False)
        """The part of a card that was searched for facts, and whether it has one."""
        self._mark_wrapped()

    def report(self, kind: ProblemKind, line: int, field: str, message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(Place(self.file, line), field, message, kind))

    def mark_title(self, title: range) -> None:
        """Mark fragments as a title."""
        for index in title:
            self.roles[index] = FragmentRole.TITLE

    def mark_names(self) -> None:
        """Mark the name after ``Submitted by``; a picture can come between."""
        for index, role in enumerate(self.roles):
            if role is FragmentRole.SUBMITTED and not self.fragments[index].line.count:
                after = self._next_text(index)
                if after is not None and self.roles[after] is not FragmentRole.TITLE and is_name(self.fragments[after]):
                    self.roles[after] = FragmentRole.NAME

    def _mark_wrapped(self) -> None:
        """Mark lines of a wrapped abstract that look like something else: a word or an address on its own line."""
        for index in range(1, len(self.fragments)):
            above, fragment = self.fragments[index - 1], self.fragments[index]
            is_below = (
                fragment.text and fragment.paragraph == above.paragraph and fragment.line.number > above.line.number
            )
            is_same = fragment.target == above.target and not fragment.heading and not above.heading
            is_prose = self.roles[index - 1] is FragmentRole.TEXT and len(above.text) > LONGEST_NAME
            may_be = self.roles[index] in _MAY_BE_WRAPPED and fragment.line.kind is not LineKind.DOT
            if is_below and is_same and is_prose and may_be:
                self.roles[index] = FragmentRole.TEXT

    def _next_text(self, index: int) -> int | None:
        """The index of the next text that does not stand for a picture."""
        for after in range(index + 1, len(self.fragments)):
            text = self.fragments[after].text
            if text and self.roles[after] is not FragmentRole.PICTURE and not PICTURE_LABEL.fullmatch(text):
                return after
        return None

    # --- around the papers -------------------------------------------------------------------

    def read_header(self, header: range) -> None:
        """Read everything above the first card: the date of the page, menus, and notes of the tool."""
        for index in header:
            role = self.roles[index]
            if role in (FragmentRole.DATE, FragmentRole.TEXT, FragmentRole.NUMBER) and not self.heading:
                self._read_heading(index)
            is_known = role is FragmentRole.BOILERPLATE or _belongs_to_header(self.fragments[index])
            self.roles[index] = FragmentRole.BOILERPLATE if is_known else FragmentRole.UNKNOWN
        self._mark_search_words()

    def _mark_search_words(self) -> None:
        """Mark the search terms of a visitor, between the boilerplate and the date of the page."""
        for index in range(1, self.heading[0] if self.heading else 0):
            above, role = self.roles[index - 1 : index + 1]
            is_short = len(self.fragments[index].text) <= LONGEST_ORGANISATION
            if role is FragmentRole.UNKNOWN and is_short and above is FragmentRole.BOILERPLATE:
                self.roles[index] = FragmentRole.BOILERPLATE

    def _read_heading(self, index: int) -> None:
        fragment = self.fragments[index]
        if fragment.line.kind is LineKind.DATE and fragment.line.count is None:
            self.heading = [index]
        elif fragment.line.kind is LineKind.MONTH:
            after = [i for i in range(index + 1, min(index + 4, len(self.fragments))) if self.fragments[i].text][:1]
            if after and self.fragments[after[0]].is_number and self.fragments[after[0]].line.count:
                self.heading = [index, *after]
        self.problems += check_heading(self.file, self.day, [self.fragments[i].line for i in self.heading])

    def read_footer(self, footer: range) -> None:
        """Read everything below the last card."""
        for index in footer:
            role = self.roles[index]
            is_known = role in (FragmentRole.BOILERPLATE, FragmentRole.NUMBER) or is_boilerplate(self.fragments[index])
            self.roles[index] = FragmentRole.BOILERPLATE if is_known else FragmentRole.UNKNOWN

    # --- what a fragment adds to its paper ---------------------------------------------------

    def with_lead(self, entry: Entry, index: int) -> Entry:
        """An entry with a fragment from above its title."""
        fragment, role = self.fragments[index], self.roles[index]
        if role in (FragmentRole.NAME, FragmentRole.SUBMITTED):
            return with_submitter(entry, role, fragment)
        if role in (FragmentRole.UPVOTES, FragmentRole.NUMBER):
            self.roles[index] = FragmentRole.UPVOTES
            return with_upvotes(entry, fragment)
        if role is FragmentRole.ORGANISATION:
            return with_fact(entry, role, fragment)
        if role is FragmentRole.TEXT and is_boilerplate(fragment):
            self.roles[index] = FragmentRole.BOILERPLATE
        elif role not in (FragmentRole.BOILERPLATE, FragmentRole.PICTURE):
            self.roles[index] = FragmentRole.UNKNOWN
        return entry

    def with_fact(self, entry: Entry, index: int, body: range) -> Entry:
        """An entry with a fragment from below its title."""
        fragment, role = self.fragments[index], self.roles[index]
        if role is FragmentRole.DATE:
            return self._with_date(entry, fragment)
        if role is FragmentRole.NUMBER:
            return self._with_number(entry, index, body)
        return with_fact(entry, role, fragment)

    def _with_number(self, entry: Entry, index: int, body: range) -> Entry:
        """An entry with a bare number: comments after other facts, upvotes below the name of the button."""
        fragment = self.fragments[index]
        before = next((i for i in reversed(range(body.start, index)) if self.fragments[i].text), None)
        if fragment.line.count is None:
            self.roles[index] = FragmentRole.BOILERPLATE
            return entry
        if before is not None and self.fragments[before].text.casefold() in ("upvote", "upvotes"):
            self.roles[index] = FragmentRole.UPVOTES
            return with_upvotes(entry, fragment)
        if entry.comments is None and self._has_fact(range(body.start, index)):
            self.roles[index] = FragmentRole.COMMENTS
            return replace(entry, comments=fragment.line.count)
        self.roles[index] = FragmentRole.UNKNOWN
        return entry

    def _has_fact(self, above: range) -> bool:
        """Is there a fact among the fragments above one? They are read in order, and each is looked at once."""
        start, seen, has_fact = self._seen
        if start != above.start or seen > above.stop:
            seen, has_fact = above.start, False
        has_fact = has_fact or any(self.roles[i] in FRAGMENT_FACTS for i in range(seen, above.stop))
        self._seen = above.start, above.stop, has_fact
        return has_fact

    def _with_date(self, entry: Entry, fragment: Fragment) -> Entry:
        assert fragment.line.day is not None
        if entry.published:
            return entry
        published = date_of(fragment.line.day, self.day)
        if published is None:
            message = f"expected a date that exists, found '{fragment.text}'; it was left out"
            self.report(IMPOSSIBLE_DATE, fragment.line.number, "published", message)
        comments = entry.comments if fragment.line.count is None else fragment.line.count
        return replace(entry, published=published, comments=comments)

    # --- what remains ------------------------------------------------------------------------

    def report_unknown(self) -> None:
        """Report each block with something unknown, once."""
        seen: set[int] = set()
        for fragment, role in zip(self.fragments, self.roles, strict=True):
            if role is FragmentRole.UNKNOWN and fragment.line.block not in seen:
                seen.add(fragment.line.block)
                message = f"expected a paper or page boilerplate, found {quoted(fragment.text)}"
                self.report(UNRECOGNISED_BLOCK, fragment.line.number, "block", message)

    def block_counts(self) -> BlockCounts:
        """What became of the blocks."""
        return count_blocks(self._uses())

    def _uses(self) -> Iterator[tuple[int, BlockUse]]:
        for fragment, role in zip(self.fragments, self.roles, strict=True):
            if role in (FragmentRole.BOILERPLATE, FragmentRole.PICTURE):
                yield fragment.line.block, BlockUse.BOILERPLATE
            else:
                yield fragment.line.block, BlockUse.REPORTED if role is FragmentRole.UNKNOWN else BlockUse.PAPER


def _belongs_to_header(fragment: Fragment) -> bool:
    if fragment.line.kind in (LineKind.MONTH, LineKind.DATE, LineKind.NUMBER, LineKind.BLANK):
        return True
    is_key = KEY_AND_VALUE.fullmatch(fragment.text.replace("**", "")) is not None
    return is_boilerplate(fragment) or fragment.heading > 0 or is_key
