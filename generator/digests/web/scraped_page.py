"""A page while it is read: its fragments, what each is for, and what could not be understood.

``cards`` and ``paper_page`` give roles and make entries; here stands what both need: the header with
the page's day, what a fragment adds to its entry, and the accounts in the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.digests.plain.lines import LineKind
from generator.digests.plain.text_scrape import check_heading, day_shown, shorten
from generator.digests.web.card_facts import with_fact, with_submitter, with_upvotes
from generator.digests.web.fragment_roles import (
    FRAGMENT_FACTS,
    LONGEST_NAME,
    LONGEST_ORGANISATION,
    PICTURE_LABEL,
    FragmentRole,
    is_around,
    is_name,
    role_of,
)
from generator.digests.web.fragments import Fragment
from generator.model.digest import BlockCounts, Entry
from generator.model.problem import Place, Problem, Severity

_MAY_BE_WRAPPED = frozenset({FragmentRole.BOILERPLATE, FragmentRole.NUMBER, FragmentRole.ADDRESS})
KEY_AND_VALUE = re.compile(r"[A-Z][\w -]{0,30}(?:\([^)]{1,20}\))?\s?:(?:\s+.*)?|[\w-]{1,30}:\s+.*")


@dataclass(frozen=True, slots=True)
class PageReading:
    """What the cards of a page say."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    block_counts: BlockCounts
    is_dated: bool
    """Does the page show its own day?"""


class ScrapedPage:
    """Gives each fragment of one page its role, and collects problems."""

    def __init__(self, file: str, day: date, fragments: Sequence[Fragment]) -> None:
        self.file = file
        self.day = day
        self.fragments = fragments
        self.roles = [role_of(one) for one in fragments]
        self.problems: list[Problem] = []
        self.heading: list[int] = []
        """Indices of what says the day of the page."""
        self._mark_wrapped()

    def warn(self, line: int, field: str, message: str) -> None:
        """Something that a person should look at."""
        self.problems.append(Problem(Place(self.file, line), field, message, Severity.WARNING))

    def mark_title(self, title: range) -> None:
        """Say where a title stands."""
        for index in title:
            self.roles[index] = FragmentRole.TITLE

    def mark_names(self) -> None:
        """The name after ``Submitted by``; a picture may stand between."""
        for index, role in enumerate(self.roles):
            if role is FragmentRole.SUBMITTED and not self.fragments[index].line.count:
                after = self._next_text(index)
                if after is not None and self.roles[after] is not FragmentRole.TITLE and is_name(self.fragments[after]):
                    self.roles[after] = FragmentRole.NAME

    def _mark_wrapped(self) -> None:
        """A wrapped abstract can leave a word or an address on a line of its own that looks like furniture."""
        for index in range(1, len(self.fragments)):
            above, one = self.fragments[index - 1], self.fragments[index]
            is_below = one.text and one.paragraph == above.paragraph and one.line.number > above.line.number
            is_same = one.target == above.target and not one.heading and not above.heading
            is_prose = self.roles[index - 1] is FragmentRole.TEXT and len(above.text) > LONGEST_NAME
            may_be = self.roles[index] in _MAY_BE_WRAPPED and one.line.kind is not LineKind.DOT
            if is_below and is_same and is_prose and may_be:
                self.roles[index] = FragmentRole.TEXT

    def _next_text(self, index: int) -> int | None:
        """The index of the next text that stands for no picture."""
        for after in range(index + 1, len(self.fragments)):
            text = self.fragments[after].text
            if text and self.roles[after] is not FragmentRole.PICTURE and not PICTURE_LABEL.fullmatch(text):
                return after
        return None

    # --- around the papers -------------------------------------------------------------------

    def read_header(self, header: range) -> None:
        """What stands above the first card: the page's day, menus, and what a tool says of itself."""
        for index in header:
            one = self.fragments[index]
            if self.roles[index] in (FragmentRole.DATE, FragmentRole.TEXT, FragmentRole.NUMBER) and not self.heading:
                self._read_heading(index)
            if self.roles[index] is not FragmentRole.BOILERPLATE and not _belongs_to_header(one):
                self.roles[index] = FragmentRole.UNKNOWN
            elif self.roles[index] is not FragmentRole.BOILERPLATE:
                self.roles[index] = FragmentRole.BOILERPLATE
        self._mark_search_words()

    def _mark_search_words(self) -> None:
        """What a visitor searched for stands between the page's furniture and its day."""
        for index in range(1, self.heading[0] if self.heading else 0):
            is_short = len(self.fragments[index].text) <= LONGEST_ORGANISATION
            if (
                self.roles[index] is FragmentRole.UNKNOWN
                and is_short
                and self.roles[index - 1] is FragmentRole.BOILERPLATE
            ):
                self.roles[index] = FragmentRole.BOILERPLATE

    def _read_heading(self, index: int) -> None:
        one = self.fragments[index]
        if one.line.kind is LineKind.DATE and one.line.count is None:
            self.heading = [index]
        elif one.line.kind is LineKind.MONTH:
            after = [i for i in range(index + 1, min(index + 4, len(self.fragments))) if self.fragments[i].text][:1]
            if after and self.fragments[after[0]].is_number and self.fragments[after[0]].line.count:
                self.heading = [index, *after]
        self.problems += check_heading(self.file, self.day, [self.fragments[i].line for i in self.heading])

    def read_footer(self, footer: range) -> None:
        """What stands below the last card."""
        for index in footer:
            is_known = self.roles[index] in (FragmentRole.BOILERPLATE, FragmentRole.NUMBER) or is_around(
                self.fragments[index]
            )
            self.roles[index] = FragmentRole.BOILERPLATE if is_known else FragmentRole.UNKNOWN

    # --- what a fragment adds to its paper ---------------------------------------------------

    def with_lead(self, entry: Entry, index: int) -> Entry:
        """An entry with what stands above its title."""
        one, role = self.fragments[index], self.roles[index]
        if role in (FragmentRole.NAME, FragmentRole.SUBMITTED):
            return with_submitter(entry, role, one)
        if role in (FragmentRole.UPVOTES, FragmentRole.NUMBER):
            self.roles[index] = FragmentRole.UPVOTES
            return with_upvotes(entry, one)
        if role is FragmentRole.ORGANISATION:
            return with_fact(entry, role, one)
        if role is FragmentRole.TEXT and is_around(one):
            self.roles[index] = FragmentRole.BOILERPLATE
        elif role not in (FragmentRole.BOILERPLATE, FragmentRole.PICTURE):
            self.roles[index] = FragmentRole.UNKNOWN
        return entry

    def with_fact(self, entry: Entry, index: int, body: range) -> Entry:
        """An entry with what stands below its title."""
        one, role = self.fragments[index], self.roles[index]
        if role is FragmentRole.DATE:
            return self._with_date(entry, one)
        return self._with_number(entry, index, body) if role is FragmentRole.NUMBER else with_fact(entry, role, one)

    def _with_number(self, entry: Entry, index: int, body: range) -> Entry:
        """A bare number below a title: comments after a card's facts, upvotes under the button's name."""
        one = self.fragments[index]
        before = next((i for i in reversed(range(body.start, index)) if self.fragments[i].text), None)
        if one.line.count is None:
            self.roles[index] = FragmentRole.BOILERPLATE
            return entry
        if before is not None and self.fragments[before].text.casefold() in ("upvote", "upvotes"):
            self.roles[index] = FragmentRole.UPVOTES
            return with_upvotes(entry, one)
        if entry.comments is None and any(self.roles[i] in FRAGMENT_FACTS for i in range(body.start, index)):
            self.roles[index] = FragmentRole.COMMENTS
            return replace(entry, comments=one.line.count)
        self.roles[index] = FragmentRole.UNKNOWN
        return entry

    def _with_date(self, entry: Entry, one: Fragment) -> Entry:
        assert one.line.day is not None
        if entry.published:
            return entry
        found = day_shown(one.line.day, self.day.year)
        if found is None:
            message = f"expected a day of the calendar, found '{one.text}'; the paper is kept without a date"
            self.warn(one.line.number, "published", message)
        comments = entry.comments if one.line.count is None else one.line.count
        return replace(entry, published=found, comments=comments)

    # --- accounts ----------------------------------------------------------------------------

    def report(self) -> None:
        """One problem for each block that holds something unknown."""
        seen: set[int] = set()
        for one, role in zip(self.fragments, self.roles, strict=True):
            if role is FragmentRole.UNKNOWN and one.line.block not in seen:
                seen.add(one.line.block)
                message = f"expected a paper or known page furniture, found {shorten(one.text)}"
                self.warn(one.line.number, "block", message)

    def account(self) -> BlockCounts:
        """Where the blocks went."""
        kinds: dict[int, str] = {}
        for one, role in zip(self.fragments, self.roles, strict=True):
            found = "furniture" if role in (FragmentRole.BOILERPLATE, FragmentRole.PICTURE) else "papers"
            found = "reported" if role is FragmentRole.UNKNOWN else found
            if found == "reported" or kinds.get(one.line.block) in (None, "furniture"):
                kinds[one.line.block] = found
        count = Counter(kinds.values())
        return BlockCounts(count["papers"], count["furniture"], count["reported"])


def _belongs_to_header(one: Fragment) -> bool:
    if one.line.kind in (LineKind.MONTH, LineKind.DATE, LineKind.NUMBER, LineKind.BLANK):
        return True
    return is_around(one) or one.heading > 0 or KEY_AND_VALUE.fullmatch(one.text.replace("**", "")) is not None
