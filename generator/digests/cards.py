"""Reads the cards of a Hugging Face page from its fragments, whether Markdown or HTML told them.

Three layouts are known. A day's page shows who submitted a paper, its upvotes, the title, the
number of authors and of comments; a search shows upvotes, title, abstract, authors or an
organisation, and a date; a trending page ends each card with upvotes, code and the address on
arXiv, and shows each twice. A title is known by where it leads. What stands between two titles
belongs to the first one up to the point where the second card surely begins. The law of ``text``
holds: each block ends in a paper, in furniture, or in a problem that names its line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from generator.digests.fragments import Fragment, stars_in
from generator.digests.lines import Kind
from generator.digests.repeats import merge_repeats
from generator.digests.text import check_heading, day_shown, read_organisation, shorten
from generator.digests.titles import CERTAIN, join_lines, title_score
from generator.identity import arxiv_id, letters
from generator.model import Accounting, Entry, Organisation, Place, Problem, Repository, Severity, Summary


class Role(Enum):
    """What a fragment is for."""

    FURNITURE = auto()
    PICTURE = auto()
    """The link of a picture to the paper's page: a card begins."""
    TITLE = auto()
    TEXT = auto()
    UPVOTES = auto()
    NUMBER = auto()
    COMMENTS = auto()
    AUTHORS = auto()
    ORGANISATION = auto()
    DATE = auto()
    SUBMITTED = auto()
    NAME = auto()
    CODE = auto()
    PROJECT = auto()
    ADDRESS = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the cards of a page say."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    accounting: Accounting
    is_dated: bool
    """Does the page show its own day?"""


LONGEST_NAME = 60
LONGEST_ORGANISATION = 80
LONGEST_LINK = 40
"""Characters of a link that leads around a site."""
_FACTS = frozenset({Role.AUTHORS, Role.ORGANISATION, Role.DATE, Role.COMMENTS, Role.CODE, Role.ADDRESS, Role.PROJECT})
_MAY_BE_WRAPPED = frozenset({Role.FURNITURE, Role.NUMBER, Role.ADDRESS})
_KEY = re.compile(r"[A-Z][\w -]{0,30}(?:\([^)]{1,20}\))?\s?:(?:\s+.*)?|[\w-]{1,30}:\s+.*")
_OVERFLOW = re.compile(r"\+\s?\d[\d,.]*k?")
_COMMENTS = re.compile(r"(\d{1,5})(?:\s+(?:comments?|replies))?", re.I)
_PICTURE = re.compile(r"\[[^\[\]]{0,60}\]|(?:image|图片)\s*(?:\d{1,4}|(?:\d{1,4}\s*)?[:：].{0,40})", re.I)
_PROJECT = re.compile(r"(?:project(?: page)?|website|homepage)", re.I)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_AUTHORS_SAY = re.compile(r"\b(?:we|our|us|this (?:paper|work|report|study|article|survey))\b", re.I)
_ENDS = frozenset(
    """
    community discussion comments
    """.split()
) | {
    "models citing this paper",
    "datasets citing this paper",
    "spaces citing this paper",
    "collections including this paper",
    "similar papers",
    "related papers",
}
_AROUND = frozenset(
    {
        "arxiv",
        "papers",
        "markdown content",
        "extracted text",
        "add to collection",
        "add to my collection",
        "published",
        "share",
        "copy",
        "view on arxiv",
        "view pdf",
        "arxiv page",
        "view arxiv page",
        "alphaxiv",
        "by",
        "and",
        "ak",
        "daily",
        "trending",
        "search",
        "skip to content",
        "skip to main content",
        "page",
        "load more",
        "show more",
        "see more",
        "expand",
        "website",
        "community",
        "solutions",
        "changelog",
        "kernels",
        "toggle theme",
        "sort",
        "hot",
        "today",
        "this week",
        "this month",
        "ai-generated summary",
    }
)


def read_cards(file: str, day: date, fragments: Sequence[Fragment]) -> Reading:
    """The papers of a page, in its order, each once."""
    reader = _Reader(file, day, fragments)
    reader.read()
    merged = merge_repeats(reader.entries, reader.warn)
    return Reading(tuple(merged), tuple(reader.problems), reader.account(), bool(reader.heading))


class _Reader:
    """Gives each fragment of one page its role, and collects entries and problems."""

    def __init__(self, file: str, day: date, fragments: Sequence[Fragment]) -> None:
        self.file = file
        self.day = day
        self.fragments = fragments
        self.roles = [_role(one) for one in fragments]
        self._mark_wrapped()
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.heading: list[int] = []
        """Indices of what says the day of the page."""
        self.is_trending = any(one.text.casefold().startswith("trending papers") for one in fragments)

    def warn(self, line: int, field: str, message: str) -> None:
        self.problems.append(Problem(Place(self.file, line), field, message, Severity.WARNING))

    def read(self) -> None:
        """Read the page of a single paper, or the cards of a list."""
        abstract = _abstract_heading(self.fragments)
        if abstract is not None:
            self._read_single(abstract)
        else:
            self._read_list(_titles(self.fragments))
        self._report()

    # --- a list of cards ---------------------------------------------------------------------

    def _read_list(self, titles: Sequence[range]) -> None:
        for title in titles:
            for index in title:
                self.roles[index] = Role.TITLE
        self._mark_names()
        self._mark_organisations()
        stops = [title.start for title in titles[1:]] + [len(self.fragments)]
        precedes = self._upvotes_precede(titles)
        start = self._begin(range(titles[0].start), None, titles[0], precedes=precedes) if titles else None
        self._read_header(range(len(self.fragments) if start is None else start))
        for number, title in enumerate(titles):
            assert start is not None
            gap = range(title.stop, stops[number])
            following = titles[number + 1] if number + 1 < len(titles) else None
            end = self._begin(gap, title, following, precedes=precedes) if following else self._end(gap)
            self._read_card(range(start, title.start), title, range(title.stop, end))
            start = end
        if titles:
            self._read_footer(range(start or 0, len(self.fragments)))

    def _mark_wrapped(self) -> None:
        """A wrapped abstract can leave a word or an address on a line of its own that looks like furniture."""
        for index in range(1, len(self.fragments)):
            above, one = self.fragments[index - 1], self.fragments[index]
            is_below = one.text and one.paragraph == above.paragraph and one.line.number > above.line.number
            is_same = one.target == above.target and not one.heading and not above.heading
            is_prose = self.roles[index - 1] is Role.TEXT and len(above.text) > LONGEST_NAME
            if (
                is_below
                and is_same
                and is_prose
                and self.roles[index] in _MAY_BE_WRAPPED
                and one.line.kind is not Kind.DOT
            ):
                self.roles[index] = Role.TEXT

    def _mark_names(self) -> None:
        """The name after ``Submitted by``; a picture may stand between."""
        for index, role in enumerate(self.roles):
            if role is Role.SUBMITTED and not self.fragments[index].line.count:
                after = self._next_text(index)
                if after is not None and self.roles[after] is not Role.TITLE and _is_name(self.fragments[after]):
                    self.roles[after] = Role.NAME

    def _next_text(self, index: int) -> int | None:
        """The index of the next text that stands for no picture."""
        for after in range(index + 1, len(self.fragments)):
            text = self.fragments[after].text
            if text and self.roles[after] is not Role.PICTURE and not _PICTURE.fullmatch(text):
                return after
        return None

    def _mark_organisations(self) -> None:
        """The short text before ``·`` and a date, or the link to an account, in place of the authors."""
        shown = [index for index, one in enumerate(self.fragments) if one.text]
        for place, index in enumerate(shown):
            one = self.fragments[index]
            after = [self.fragments[i].line.kind for i in shown[place + 1 : place + 3]]
            is_short = len(one.text) <= LONGEST_ORGANISATION and not one.text.endswith((".", "?", "!"))
            if self.roles[index] is not Role.TEXT or not is_short or one.is_paper_page or one.heading:
                continue
            if one.account or after == [Kind.DOT, Kind.DATE]:
                self.roles[index] = Role.ORGANISATION

    def _upvotes_precede(self, titles: Sequence[range]) -> bool:
        """Do upvotes stand above titles? Then the first card has them there."""
        head = range(titles[0].start) if titles else range(0)
        return any(self._is_vote(index) and not self._follows_month(index) for index in head)

    def _is_vote(self, index: int) -> bool:
        """Is a fragment the number of upvotes, as far as it says so itself?"""
        one = self.fragments[index]
        is_number = self.roles[index] is Role.NUMBER and (one.target is not None or one.line.count is not None)
        return self.roles[index] is Role.UPVOTES or is_number

    def _follows_month(self, index: int) -> bool:
        before = next((one for one in reversed(self.fragments[:index]) if one.text), None)
        return before is not None and before.line.kind is Kind.MONTH

    def _begin(self, gap: range, before: range | None, after: range, *, precedes: bool) -> int:
        """The index in a gap where the card of the title after it surely begins."""
        own = self.fragments[before.start].paper if before else None
        next_one = self.fragments[after.start].paper
        for index in gap:
            one, role = self.fragments[index], self.roles[index]
            is_next = one.paper is not None and one.paper == next_one
            is_new = role is Role.PICTURE or (role is Role.UPVOTES and own != next_one)
            if role is Role.SUBMITTED or (is_next and is_new):
                return index
        last = self._last_said(gap) if precedes else None
        if last is None or not self._is_vote(last):
            return gap.stop
        is_own = own is not None and self.fragments[last].paper == own != next_one
        is_day = before is None and self._follows_month(last)
        return gap.stop if is_own or is_day else last

    def _last_said(self, gap: range) -> int | None:
        """The last fragment of a gap that is no furniture."""
        said = (i for i in reversed(gap) if self.fragments[i].text and self.roles[i] is not Role.FURNITURE)
        return next(said, None)

    def _end(self, gap: range) -> int:
        """The index where the last card ends: at the furniture that follows its facts to the page's end."""
        end = gap.stop
        while end > gap.start and self._may_be_footer(end - 1):
            end -= 1
        return end

    def _may_be_footer(self, index: int) -> bool:
        one, role = self.fragments[index], self.roles[index]
        if role is Role.NUMBER:
            return one.target is None and not any(self.roles[i] is Role.DATE for i in range(max(0, index - 2), index))
        return role is Role.FURNITURE or (role in (Role.TEXT, Role.ORGANISATION) and _is_around(one))

    def _read_header(self, header: range) -> None:
        """What stands above the first card: the page's day, menus, and what a tool says of itself."""
        for index in header:
            one = self.fragments[index]
            if self.roles[index] in (Role.DATE, Role.TEXT, Role.NUMBER) and not self.heading:
                self._read_heading(index)
            if self.roles[index] is not Role.FURNITURE and not self._belongs_to_header(one):
                self.roles[index] = Role.UNKNOWN
            elif self.roles[index] is not Role.FURNITURE:
                self.roles[index] = Role.FURNITURE

    def _belongs_to_header(self, one: Fragment) -> bool:
        if one.line.kind in (Kind.MONTH, Kind.DATE, Kind.NUMBER, Kind.BLANK):
            return True
        return _is_around(one) or one.heading > 0 or _KEY.fullmatch(one.text) is not None

    def _read_heading(self, index: int) -> None:
        one = self.fragments[index]
        if one.line.kind is Kind.DATE and one.line.count is None:
            self.heading = [index]
        elif one.line.kind is Kind.MONTH:
            after = [i for i in range(index + 1, min(index + 4, len(self.fragments))) if self.fragments[i].text][:1]
            if after and self.fragments[after[0]].is_number and self.fragments[after[0]].line.count:
                self.heading = [index, *after]
        self.problems += check_heading(self.file, self.day, [self.fragments[i].line for i in self.heading])

    def _read_footer(self, footer: range) -> None:
        for index in footer:
            is_known = self.roles[index] in (Role.FURNITURE, Role.NUMBER) or _is_around(self.fragments[index])
            self.roles[index] = Role.FURNITURE if is_known else Role.UNKNOWN

    def _read_card(self, lead: range, title: range, body: range) -> None:
        entry = Entry(
            title=join_lines([self.fragments[index].text for index in title]),
            place=Place(self.file, self.fragments[title.start].line.number),
            arxiv=self.fragments[title.start].paper,
        )
        for index in lead:
            entry = self._with_lead(entry, index)
        text: list[int] = []
        for index in body:
            role = self.roles[index]
            if role is Role.TEXT and self._may_be_abstract(index, body, text):
                text.append(index)
            elif role in (Role.TEXT, Role.NAME):
                self.roles[index] = Role.UNKNOWN
            else:
                entry = self._with_fact(entry, index, body)
        entry = self._with_text(entry, text)
        if self._is_believable(entry, [*lead, *body]):
            self.entries.append(entry)
        else:
            for index in (*lead, *title, *body):
                if self.roles[index] is not Role.FURNITURE and self.fragments[index].text:
                    self.roles[index] = Role.UNKNOWN

    def _may_be_abstract(self, index: int, body: range, text: Sequence[int]) -> bool:
        """The abstract stands above the facts of a card, in one stretch."""
        one = self.fragments[index]
        return not any(self.roles[i] in _FACTS for i in range(body.start, index)) or (
            bool(text) and one.paragraph == self.fragments[text[-1]].paragraph
        )

    def _is_believable(self, entry: Entry, indices: Iterable[int]) -> bool:
        """Is it more than a line that looks like a title?"""
        known = _FACTS | {Role.UPVOTES, Role.SUBMITTED}
        return bool(
            entry.arxiv
            or any(self.roles[index] in known for index in indices)
            or (entry.abstract and sum(map(len, entry.abstract)) >= 100)
            or (entry.abstract and title_score(entry.title) >= CERTAIN)
        )

    def _with_lead(self, entry: Entry, index: int) -> Entry:
        """An entry with what stands above its title."""
        one, role = self.fragments[index], self.roles[index]
        if role is Role.NAME:
            return replace(entry, submitter=_bare_name(one.text))
        if role is Role.SUBMITTED:
            return replace(entry, submitter=_submitter(one.text) or entry.submitter)
        if role in (Role.UPVOTES, Role.NUMBER):
            self.roles[index] = Role.UPVOTES
            return _with_upvotes(entry, one)
        if role is Role.ORGANISATION:
            return _with_fact(entry, role, one)
        if role is Role.TEXT and _is_around(one):
            self.roles[index] = Role.FURNITURE
        elif role not in (Role.FURNITURE, Role.PICTURE):
            self.roles[index] = Role.UNKNOWN
        return entry

    def _with_fact(self, entry: Entry, index: int, body: range) -> Entry:
        """An entry with what stands below its title."""
        one, role = self.fragments[index], self.roles[index]
        if role is Role.DATE:
            return self._with_date(entry, one)
        return self._with_number(entry, index, body) if role is Role.NUMBER else _with_fact(entry, role, one)

    def _with_number(self, entry: Entry, index: int, body: range) -> Entry:
        """A bare number below a title: comments after a card's facts, upvotes under the button's name."""
        one = self.fragments[index]
        before = next((i for i in reversed(range(body.start, index)) if self.fragments[i].text), None)
        if one.line.count is None:
            self.roles[index] = Role.FURNITURE
            return entry
        if before is not None and self.fragments[before].text.casefold() in ("upvote", "upvotes"):
            self.roles[index] = Role.UPVOTES
            return _with_upvotes(entry, one)
        if entry.comments is None and any(self.roles[i] in _FACTS for i in range(body.start, index)):
            self.roles[index] = Role.COMMENTS
            return replace(entry, comments=one.line.count)
        self.roles[index] = Role.UNKNOWN
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

    def _with_text(self, entry: Entry, text: Sequence[int]) -> Entry:
        """An entry with its abstract. Trending pages show a model's one sentence in its place, if there is one."""
        paragraphs = _paragraphs([self.fragments[index] for index in text])
        if self.is_trending and len(paragraphs) == 1 and _is_by_a_model(paragraphs[0]):
            return replace(entry, summary=Summary(paragraphs[0]))
        return replace(entry, abstract=paragraphs)

    # --- the page of one paper ---------------------------------------------------------------

    def _read_single(self, abstract: int) -> None:
        """The paper of its own page; what people say below about others is no paper of the page."""
        end = next(
            (i for i in range(abstract + 1, len(self.fragments)) if _ends(self.fragments[i])), len(self.fragments)
        )
        title = _single_title(self.fragments, abstract)
        for index in range(end, len(self.fragments)):
            self.roles[index] = Role.FURNITURE
        if not title:
            self._read_header(range(end))
            return
        for index in title:
            self.roles[index] = Role.TITLE
        self._mark_names()
        self._read_header(range(title.start))
        names = next(
            (i for i in range(title.stop, abstract) if _says(self.fragments[i], "authors", "author")), abstract
        )
        place = Place(self.file, self.fragments[title.start].line.number)
        entry = Entry(
            join_lines([self.fragments[i].text for i in title]), place, arxiv=_single_id(self.fragments[:end])
        )
        for index in range(title.stop, names):
            entry = self._with_single_fact(entry, index, range(title.stop, names))
        entry = replace(entry, authors=self._names(range(names + 1, abstract)) if names < abstract else ())
        entry = replace(entry, author_count=len(entry.authors) or entry.author_count)
        self.roles[abstract] = self.roles[min(names, abstract)] = Role.FURNITURE
        entry = self._with_single_text(entry, range(abstract + 1, end))
        self.entries.append(entry)

    def _with_single_fact(self, entry: Entry, index: int, body: range) -> Entry:
        one, role = self.fragments[index], self.roles[index]
        if role in (Role.NAME, Role.SUBMITTED, Role.PICTURE):
            return self._with_lead(entry, index)
        if role is Role.NUMBER and one.line.count is not None:
            self.roles[index] = Role.UPVOTES
            return _with_upvotes(entry, one)
        if role is Role.TEXT and one.account:
            self.roles[index] = Role.ORGANISATION
        elif role is Role.TEXT:
            self.roles[index] = (
                Role.FURNITURE if _is_around(one) or one.text.casefold().startswith("on ") else Role.UNKNOWN
            )
        return self._with_fact(entry, index, body)

    def _names(self, indices: range) -> tuple[str, ...]:
        """All authors; none when the page does not show all of them."""
        names: list[str] = []
        for index in indices:
            text = self.fragments[index].text
            if _OVERFLOW.fullmatch(text) or text in ("...", "…") or "et al" in text:
                names = [""]
                break
            self.roles[index] = Role.TEXT if text.strip(" ,") else Role.FURNITURE
            names += [name for part in re.split(r"\s*,\s*|\s+,", text) if (name := part.strip(" ,"))]
        is_whole = all(0 < len(name) <= LONGEST_NAME for name in names)
        return tuple(names) if is_whole else ()

    def _with_single_text(self, entry: Entry, indices: range) -> Entry:
        text: list[int] = []
        by_model: list[int] = []
        model = next((i for i in indices if "generated summary" in self.fragments[i].text.casefold()), None)
        for index in indices:
            one = self.fragments[index]
            if index == model:
                self.roles[index] = Role.FURNITURE
            elif self.roles[index] is Role.TEXT and not _is_around(one):
                is_model = (
                    model is not None
                    and index > model
                    and (not by_model or one.paragraph == self.fragments[by_model[-1]].paragraph)
                )
                (by_model if is_model else text).append(index)
            elif self.roles[index] is Role.TEXT:
                self.roles[index] = Role.FURNITURE
            else:
                entry = self._with_fact(entry, index, indices)
        summary = " ".join(_paragraphs([self.fragments[i] for i in by_model]))
        abstract = _paragraphs([self.fragments[i] for i in text])
        return replace(entry, abstract=abstract, summary=Summary(summary) if summary else None)

    # --- accounts ----------------------------------------------------------------------------

    def _report(self) -> None:
        """One problem for each block that holds something unknown."""
        seen: set[int] = set()
        for one, role in zip(self.fragments, self.roles, strict=True):
            if role is Role.UNKNOWN and one.line.block not in seen:
                seen.add(one.line.block)
                message = f"expected a paper or known page furniture, found {shorten(one.text)}"
                self.warn(one.line.number, "block", message)

    def account(self) -> Accounting:
        """Where the blocks went."""
        kinds: dict[int, str] = {}
        for one, role in zip(self.fragments, self.roles, strict=True):
            found = "furniture" if role in (Role.FURNITURE, Role.PICTURE) else "papers"
            found = "reported" if role is Role.UNKNOWN else found
            if found == "reported" or kinds.get(one.line.block) in (None, "furniture"):
                kinds[one.line.block] = found
        count = Counter(kinds.values())
        return Accounting(count["papers"], count["furniture"], count["reported"])


def _with_upvotes(entry: Entry, one: Fragment) -> Entry:
    return entry if entry.upvotes is not None else replace(entry, upvotes=one.line.count)


def _with_fact(entry: Entry, role: Role, one: Fragment) -> Entry:
    """An entry with a fact, unless it has that already: of two the first counts."""
    found: dict[str, object] = {}
    match role:
        case Role.AUTHORS:
            found["author_count"] = one.line.count
        case Role.ORGANISATION:
            found["organisation"] = _organisation(one)
        case Role.UPVOTES:
            found["upvotes"] = one.line.count
        case Role.COMMENTS:
            number = _COMMENTS.fullmatch(one.text)
            found["comments"] = int(number[1]) if number else None
        case Role.CODE:
            found["code"] = Repository(one.code or "", stars_in(one.text))
        case Role.PROJECT:
            found["project"] = one.web
        case Role.ADDRESS:
            found["arxiv"] = one.paper or one.line.arxiv
        case _:
            pass
    new = {name: value for name, value in found.items() if getattr(entry, name) is None}
    return replace(entry, **new)  # type: ignore[arg-type] # each value is of its field's type


# --- what a fragment says by itself ----------------------------------------------------------


def _role(one: Fragment) -> Role:  # noqa: PLR0911 - one line for each kind
    kind = one.line.kind
    if not one.text.strip("[] "):
        return Role.PICTURE if one.is_paper_page else Role.FURNITURE
    if one.is_vote:
        return Role.UPVOTES if kind is Kind.NUMBER else Role.FURNITURE
    if one.is_discussion:
        return Role.COMMENTS if _COMMENTS.fullmatch(one.text) else Role.FURNITURE
    if one.code and len(one.text) <= LONGEST_ORGANISATION and not one.heading:
        return Role.CODE
    if one.web and _PROJECT.fullmatch(one.text):
        return Role.PROJECT
    if kind is Kind.ADDRESS and one.target is None:
        return Role.ADDRESS if one.line.arxiv else Role.TEXT
    if one.is_paper_page and (kind is Kind.FURNITURE or _is_word_for_arxiv(one.text)):
        return Role.ADDRESS
    if kind is Kind.TEXT and (_OVERFLOW.fullmatch(one.text) or (one.target is None and _PICTURE.fullmatch(one.text))):
        return Role.FURNITURE
    if kind is Kind.TEXT and not re.search(r"\w", one.text):
        return Role.FURNITURE
    return _BY_KIND.get(kind, Role.TEXT)


_BY_KIND = {
    Kind.FURNITURE: Role.FURNITURE,
    Kind.PERHAPS_FURNITURE: Role.FURNITURE,
    Kind.AUTHORS: Role.AUTHORS,
    Kind.DOT: Role.FURNITURE,
    Kind.DATE: Role.DATE,
    Kind.NUMBER: Role.NUMBER,
    Kind.SUBMITTED: Role.SUBMITTED,
}


def _is_word_for_arxiv(text: str) -> bool:
    return (
        len(text) <= LONGEST_LINK
        and re.fullmatch(r"(?:view )?(?:on )?(?:arxiv|pdf)(?: page)?(?:[: ].{0,20})?", text, re.I) is not None
    )


def _is_around(one: Fragment) -> bool:
    """Is a fragment part of the frame of a page: a known word, or a short link that leads around the site?"""
    text = one.text.casefold().strip(" :#")
    if not text or text in _AROUND or one.line.kind in (Kind.FURNITURE, Kind.PERHAPS_FURNITURE, Kind.DOT):
        return True
    if _PICTURE.fullmatch(one.text) or not re.search(r"\w", text) or arxiv_id(text):
        return True
    return one.target is not None and len(one.text) <= LONGEST_LINK and not one.is_paper_page


def _is_name(one: Fragment) -> bool:
    return (
        one.line.kind in (Kind.TEXT, Kind.PERHAPS_FURNITURE, Kind.MONTH, Kind.NUMBER)
        and len(one.text) <= LONGEST_NAME
        and not one.heading
        and not one.is_paper_page
    )


def _submitter(text: str) -> str | None:
    match = re.fullmatch(r"submitted\s+by\b:?\s*(.*)", text, re.I)
    return _bare_name(match[1]) if match and match[1] else None


def _bare_name(text: str) -> str | None:
    """A name without the day that a page adds to it."""
    return re.sub(r"\s+on\s+\w{3,9}\.?\s+\d.*$", "", re.sub(r"^\[[^\[\]]*\]\s*", "", text)).strip() or None


def _organisation(one: Fragment) -> Organisation:
    """An organisation by its address, else by what stands for its picture, else as text shows it."""
    picture = re.sub(r"^(?:图片|image|avatar)\s*\d*\s*[:：]\s*", "", one.picture or "", flags=re.I)
    handle = one.account or (picture if re.fullmatch(r"[A-Za-z0-9][\w.-]*", picture) else None)
    # Only a text without a link can have the picture's description before the name.
    return Organisation(one.text, handle) if handle or one.target else read_organisation(one.text)


def _is_by_a_model(text: str) -> bool:
    """Is a text the one sentence that a model writes? Of 381 such 379 are; of 632 abstracts none is."""
    return len(text) < 420 and len(_SENTENCE_END.findall(text)) <= 2 and not _AUTHORS_SAY.search(text)


def _paragraphs(fragments: Sequence[Fragment]) -> tuple[str, ...]:
    """The paragraphs of fragments; lines of one are joined."""
    lines: dict[int, list[str]] = {}
    for one in fragments:
        lines.setdefault(one.paragraph, []).append(one.text)
    return tuple(found for one in lines.values() if (found := join_lines(one)))


# --- titles ----------------------------------------------------------------------------------


def _titles(fragments: Sequence[Fragment]) -> list[range]:
    """Where titles stand: headings that lead to papers, else headings alike, else the first link to each paper."""
    texts = [index for index, one in enumerate(fragments) if one.text]
    headings = [index for index in texts if fragments[index].heading and not _is_frame(fragments[index])]
    # Whatever leads to a paper is its title, even if it is a single word that menus have, too.
    marked = [index for index in texts if fragments[index].heading and fragments[index].is_paper_page]
    linked = [index for index in marked if not _is_word_for_arxiv(fragments[index].text)]
    if linked:
        levels = {fragments[index].heading for index in linked}
        inside = [i for i in headings if linked[0] < i < linked[-1] and fragments[i].heading in levels]
        return _grouped(fragments, sorted({*linked, *(i for i in inside if not _ends(fragments[i]))}))
    first = _first_links(fragments, texts)
    if first:
        return _grouped(fragments, first)
    levels_of = Counter(fragments[index].heading for index in headings)
    if not levels_of:
        return []
    level = max(levels_of, key=lambda one: (levels_of[one], one))
    return _grouped(fragments, [index for index in headings if fragments[index].heading == level])


def _is_frame(one: Fragment) -> bool:
    text = one.text.casefold().strip(" :#")
    return one.line.kind in (Kind.FURNITURE, Kind.PERHAPS_FURNITURE, Kind.DATE, Kind.MONTH) or text in _AROUND


def _first_links(fragments: Sequence[Fragment], texts: Sequence[int]) -> list[int]:
    """The first text that leads to each paper; a card again begins with its title again."""
    found: list[int] = []
    for index in texts:
        one = fragments[index]
        if one.heading or not one.is_paper_page or _role(one) is not Role.TEXT:
            continue
        same = found and fragments[found[-1]].paper == one.paper
        is_again = same and letters(fragments[found[-1]].text) == letters(one.text)
        if (
            not same
            or is_again
            or (
                fragments[found[-1]].group is not None
                and fragments[found[-1]].group == one.group
                and fragments[found[-1]].paragraph == one.paragraph
            )
        ):
            found.append(index)
    return found


def _is_further_line(title: Fragment, one: Fragment) -> bool:
    """Does a link go on over a line of the same paragraph?"""
    return title.group is not None and title.group == one.group and title.paragraph == one.paragraph


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


def _says(one: Fragment, *words: str) -> bool:
    return one.text.casefold().strip(" :#") in words


def _ends(one: Fragment) -> bool:
    """Does what people say about a paper begin here?"""
    text = re.sub(r"\s*\d+$", "", one.text.casefold().strip(" :#"))
    return text in _ENDS and (
        one.heading > 0 or text not in ("community", "discussion", "comments") or one.is_discussion
    )


def _abstract_heading(fragments: Sequence[Fragment]) -> int | None:
    """The word that stands above the abstract on the page of a single paper."""
    found = [index for index, one in enumerate(fragments) if _says(one, "abstract")]
    has_view = any(re.fullmatch(r"view (?:arxiv page|pdf)", one.text, re.I) for one in fragments)
    if not found or not (fragments[found[0]].heading or has_view) or len(found) > 1:
        return None
    before = [one for one in fragments[: found[0]] if one.heading and one.is_paper_page and not _is_frame(one)]
    return found[0] if len({one.paper for one in before}) < 2 else None


def _single_title(fragments: Sequence[Fragment], abstract: int) -> range:
    """The first heading that is no part of the frame, the highest level first."""
    found = [
        index
        for index, one in enumerate(fragments[:abstract])
        if one.heading and one.text and not _is_frame(one) and not _says(one, "authors", "author")
    ]
    if not found:
        return range(0)
    level = min(fragments[index].heading for index in found)
    chosen = [index for index in found if fragments[index].heading == level]
    return _grouped(fragments, chosen)[-1]


def _single_id(fragments: Sequence[Fragment]) -> str | None:
    """The id that a page says most often: in its address, its buttons and its links."""
    found: Counter[str] = Counter()
    for one in fragments:
        stated = one.paper or one.line.arxiv
        written = re.search(r"(?:arxiv[:/ ]|/papers/|arxiv\.org/(?:abs|pdf)/)\s*(\d{4}\.\d{4,5})", one.text, re.I)
        stated = stated or (written[1] if written and len(one.text) <= 200 else None)
        if stated:
            found[stated] += 1
    return found.most_common(1)[0][0] if found else None
