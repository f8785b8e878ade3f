"""Reads the cards of a Hugging Face page from its fragments, which come from Markdown or HTML.

There are three layouts. The page of a day shows the submitter of a paper, its upvotes, the title, and
the numbers of authors and comments; a search shows upvotes, title, abstract, authors or an
organisation, and a date; a trending page ends each card with upvotes, code and the address on arXiv,
and shows each card twice. A title is recognised by where it leads. Anything between two titles
belongs to the first until the second card certainly begins. The law of ``text_scrape`` holds: every
block ends in a paper, in boilerplate, or in a problem that names its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from generator.digests.merge_duplicates import merge_duplicates
from generator.digests.plain.line_wrapping import join_lines
from generator.digests.plain.lines import LineKind
from generator.digests.plain.title_score import CERTAIN_SCORE, title_score
from generator.digests.web.card_facts import is_by_a_model, paragraphs_of
from generator.digests.web.fragment_roles import FRAGMENT_FACTS, LONGEST_ORGANISATION, FragmentRole, is_boilerplate
from generator.digests.web.fragments import Fragment
from generator.digests.web.scraped_page import KEY_AND_VALUE, PageReading, ScrapedPage
from generator.digests.web.single_paper_page import read_paper_page
from generator.digests.web.title_finder import abstract_heading, titles_of
from generator.model.digest import Entry, Summary
from generator.model.problem import Place

_TRENDING = re.compile(r"(?:title:\s*)?trending papers(?: - hugging face)?", re.I)
_EVIDENCE_OF_PAPER = FRAGMENT_FACTS | {FragmentRole.UPVOTES, FragmentRole.SUBMITTED}


def read_cards(file: str, day: date, fragments: Sequence[Fragment]) -> PageReading:
    """The papers of a page, in order, each once."""
    page = ScrapedPage(file, day, fragments)
    abstract = abstract_heading(fragments)
    entries = read_paper_page(page, abstract) if abstract is not None else _Cards(page, titles_of(fragments)).read()
    page.report_unknown()
    merged = merge_duplicates(entries, page.problems.append)
    return PageReading(tuple(merged), tuple(page.problems), page.block_counts(), bool(page.heading))


class _Cards:
    """Cuts a page into cards at its titles, and reads each card."""

    def __init__(self, page: ScrapedPage, titles: Sequence[range]) -> None:
        self.page = page
        self.fragments = page.fragments
        self.roles = page.roles
        self.titles = titles
        head = self.fragments[: titles[0].start] if titles else self.fragments
        self.is_trending = any(not fragment.target and _TRENDING.fullmatch(fragment.text) for fragment in head)

    def read(self) -> list[Entry]:
        """The entries of all cards."""
        for title in self.titles:
            self.page.mark_title(title)
        self.page.mark_names()
        self._mark_organisations()
        if not self.titles:
            self.page.read_header(range(len(self.fragments)))
            return []
        starts = self._starts()
        self.page.read_header(range(starts[0]))
        entries = [
            self._read_card(range(start, title.start), title, range(title.stop, end))
            for title, start, end in zip(self.titles, starts, starts[1:], strict=False)
        ]
        self.page.read_footer(range(starts[-1], len(self.fragments)))
        return [entry for entry in entries if entry]

    def _mark_organisations(self) -> None:
        """Mark the short text before ``·`` and a date, or the link to an account, shown instead of the authors."""
        shown = [index for index, fragment in enumerate(self.fragments) if fragment.text]
        for place, index in enumerate(shown):
            fragment = self.fragments[index]
            after = [self.fragments[i].line.kind for i in shown[place + 1 : place + 3]]
            is_short = len(fragment.text) <= LONGEST_ORGANISATION and not fragment.text.endswith((".", "?", "!"))
            if self.roles[index] is not FragmentRole.TEXT or not is_short or fragment.is_paper_page or fragment.heading:
                continue
            if fragment.account or after == [LineKind.DOT, LineKind.DATE]:
                self.roles[index] = FragmentRole.ORGANISATION

    # --- where a card begins -----------------------------------------------------------------

    def _starts(self) -> list[int]:
        """The index at which each card begins, and the one at which the last card ends."""
        first, last = self.titles[0], self.titles[-1]
        precedes = self._upvotes_precede()
        starts = [self._begin(range(first.start), None, first, precedes=precedes)]
        for title, following in zip(self.titles, self.titles[1:], strict=False):
            starts.append(self._begin(range(title.stop, following.start), title, following, precedes=precedes))
        return [*starts, self._end(range(last.stop, len(self.fragments)))]

    def _upvotes_precede(self) -> bool:
        """Are upvotes shown above titles? Then the first card has them there."""
        head = range(self.titles[0].start)
        return any(self._is_vote(index) and not self._follows_month(index) for index in head)

    def _is_vote(self, index: int) -> bool:
        """Does a fragment look like a number of upvotes?"""
        fragment = self.fragments[index]
        is_number = self.roles[index] is FragmentRole.NUMBER and (
            fragment.target is not None or fragment.line.count is not None
        )
        return self.roles[index] is FragmentRole.UPVOTES or is_number

    def _follows_month(self, index: int) -> bool:
        before = next((self.fragments[i] for i in reversed(range(index)) if self.fragments[i].text), None)
        return before is not None and before.line.kind is LineKind.MONTH

    def _begin(self, gap: range, before: range | None, after: range, *, precedes: bool) -> int:
        """The index in a gap at which the card of the following title certainly begins."""
        own = self.fragments[before.start].paper if before else None
        following = self.fragments[after.start].paper
        for index in gap:
            fragment, role = self.fragments[index], self.roles[index]
            is_next = fragment.paper is not None and fragment.paper == following
            is_new = role is FragmentRole.PICTURE or (role is FragmentRole.UPVOTES and own != following)
            if role is FragmentRole.SUBMITTED or (is_next and is_new):
                return index
        last = self._last_content(gap) if precedes else None
        if last is None or not self._is_vote(last):
            return gap.stop
        is_own = own is not None and self.fragments[last].paper == own != following
        is_day = before is None and self._follows_month(last)
        return gap.stop if is_own or is_day else last

    def _last_content(self, gap: range) -> int | None:
        """The last fragment of a gap that is not boilerplate."""
        content = (i for i in reversed(gap) if self.fragments[i].text and self.roles[i] is not FragmentRole.BOILERPLATE)
        return next(content, None)

    def _end(self, gap: range) -> int:
        """The index at which the last card ends: where nothing but boilerplate follows."""
        end = gap.stop
        while end > gap.start and self._may_be_footer(end - 1):
            end -= 1
        return end

    def _may_be_footer(self, index: int) -> bool:
        fragment, role = self.fragments[index], self.roles[index]
        if role is FragmentRole.NUMBER:
            return fragment.target is None and FragmentRole.DATE not in self.roles[max(0, index - 2) : index]
        if role in (FragmentRole.TEXT, FragmentRole.ORGANISATION):
            return is_boilerplate(fragment)
        return role is FragmentRole.BOILERPLATE

    # --- a card ------------------------------------------------------------------------------

    def _read_card(self, lead: range, title: range, body: range) -> Entry | None:
        first = self.fragments[title.start]
        text = join_lines([self.fragments[index].text for index in title])
        entry = Entry(text, Place(self.page.file, first.line.number), arxiv=first.paper)
        for index in lead:
            entry = self.page.with_lead(entry, index)
        entry = self._with_body(entry, body)
        if self._is_believable(entry, [*lead, *body]):
            return entry
        for index in (*lead, *title, *body):
            if self.roles[index] is not FragmentRole.BOILERPLATE and self.fragments[index].text:
                self.roles[index] = FragmentRole.UNKNOWN
        return None

    def _with_body(self, entry: Entry, body: range) -> Entry:
        """An entry with everything below its title."""
        text: list[int] = []
        has_facts = False
        for index in body:
            role = self.roles[index]
            # The abstract comes before the facts of a card, without a gap.
            continues = bool(text) and self.fragments[index].paragraph == self.fragments[text[-1]].paragraph
            if role is FragmentRole.TEXT and (continues or not has_facts):
                text.append(index)
            elif role in (FragmentRole.TEXT, FragmentRole.NAME):
                self.roles[index] = FragmentRole.UNKNOWN
            else:
                entry = self.page.with_fact(entry, index, body)
            has_facts = has_facts or self.roles[index] in FRAGMENT_FACTS
        return self._with_text(entry, text)

    def _with_text(self, entry: Entry, text: Sequence[int]) -> Entry:
        """An entry with its abstract, or with the sentence by a model that trending pages can show instead."""
        paragraphs = paragraphs_of([self.fragments[index] for index in text])
        if self.is_trending and len(paragraphs) == 1 and is_by_a_model(paragraphs[0]):
            return replace(entry, summary=Summary(paragraphs[0]))
        return replace(entry, abstract=paragraphs)

    def _is_believable(self, entry: Entry, indices: Sequence[int]) -> bool:
        """Is an entry more than a line that looks like a title?"""
        return bool(
            entry.arxiv
            or any(self.roles[index] in _EVIDENCE_OF_PAPER for index in indices)
            or (sum(map(len, entry.abstract)) >= 100 and self._has_prose(indices))
            or (entry.abstract and title_score(entry.title) >= CERTAIN_SCORE and self._has_prose(indices))
        )

    def _has_prose(self, indices: Iterable[int]) -> bool:
        """Is there text other than notes of a tool, such as the address of the page and the time?"""
        texts = (self.fragments[index].text for index in indices if self.roles[index] is FragmentRole.TEXT)
        return any(not KEY_AND_VALUE.fullmatch(text) for text in texts)
