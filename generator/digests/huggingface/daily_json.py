"""Reads the JSON of Hugging Face's Daily Papers: the list of a day, or a single paper.

A day comes from ``api/daily_papers`` as an array, each item a paper with the data of its card; a paper
from ``api/papers/ID`` is the object inside such an item. Keys have come and gone over the years, so
only those in every recorded answer are required. A key that is missing or has another type in all
items means that the format has changed, which is an error; in single items it is a warning. The law
of this module: every item ends in a paper or in a problem that names its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.digests.digest_problems import (
    CHANGED_FORMAT,
    ERROR_RESPONSE,
    MALFORMED_JSON,
    NO_PAPERS,
    REPEATED_PAPER,
    TRUNCATED_PAGE,
    UNEXPECTED_VALUE,
    UNKNOWN_DATA_KEY,
    UNREADABLE_ITEM,
    WRONG_DATE,
)
from generator.digests.guard_problems import LOST_PAPERS
from generator.digests.huggingface.json_items import AnswerItem, UnparsedRest, split_items
from generator.digests.huggingface.paper_record import JsonValue, ValueFault, day_of, line_of, read_paper
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.problem import Place, Problem, ProblemKind
from generator.text.excerpts import quoted


@dataclass(frozen=True, slots=True)
class DailyAnswer:
    """A response as JSON, before its items are read as papers."""

    items: tuple[AnswerItem, ...]
    rest: UnparsedRest | None
    """Anything after the last item that could be parsed."""


def parse_answer(text: str) -> DailyAnswer:
    """Parse an answer, as far as it is valid JSON."""
    items, rest = split_items(text)
    return DailyAnswer(tuple(items), rest)


def read_daily(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read an answer. Arguments and result are those of ``read_text``."""
    return read_answer(file, day, label, parse_answer(text))


def read_answer(file: str, day: date, label: str | None, answer: DailyAnswer) -> tuple[Digest, list[Problem]]:
    """Read an answer that has been parsed already."""
    items, rest = answer.items, answer.rest
    if shape := _shape_of_others(items):
        message = f"expected JSON of a service that is known, or CSL-JSON, found {shape}; {_CONVERT}"
        problem = Problem(Place(file), "file", message, LOST_PAPERS)
        return Digest(day, label, file, (), BlockCounts(0, 0, len(items))), [problem]
    reader = _Reader(file)
    papers = [entry for item in items if (entry := reader.read(item))]
    entries = tuple(reader.without_repeats(papers))
    if rest:
        # Of an answer that is cut off, what came before is as good as ever.
        kind = TRUNCATED_PAGE if papers and "truncated" in rest.reason else MALFORMED_JSON
        reader.report(kind, Place(file, rest.line, rest.column), "file", rest.reason)
    elif not items:
        message = "expected at least one paper, found none; was it fetched before the day began?"
        reader.report(NO_PAPERS, Place(file), "papers", message)
    problems = [*reader.problems, *reader.changes_of_format(len(items)), *_check_day(file, day, items)]
    problems.sort(key=lambda problem: problem.place)
    reported = len(items) - len(papers) + (1 if rest else 0)
    return Digest(day, label, file, entries, BlockCounts(len(papers), 0, reported)), problems


def day_of_daily(answer: DailyAnswer) -> date | None:
    """The day on which the papers of an answer were listed, if all of them were listed on the same day."""
    days = _days_listed(answer.items)
    return days[0] if len(days) == 1 else None


_KNOWN = frozenset(
    """
    paper publishedAt title summary mediaUrl mediaUrls numComments thumbnail submittedBy organization
    isAuthorParticipating id authors upvotes discussionId projectPage githubRepo githubRepoAddedBy githubStars
    submittedOnDailyAt submittedOnDailyBy ai_summary ai_summary_model ai_keywords
    """.split()
)
"""Keys in recorded answers. Not all are of use to a reading list."""


_SIGNS = frozenset("paper publishedAt submittedOnDailyAt upvotes discussionId ai_summary summary error".split())
"""Keys of which each item of a recorded answer has several."""
_CONVERT = "export the list as BibTeX, RIS, CSL-JSON or CSV, or as a list of arXiv ids, one a line"
_MOST_KEYS = 6


def _shape_of_others(items: Sequence[AnswerItem]) -> str | None:
    """What JSON holds, in words, if nothing in it is of Hugging Face; else ``None``."""
    records = [item.value for item in items if isinstance(item.value, dict) and item.value]
    if not records or len(records) < len(items) or any(_SIGNS & record.keys() for record in records):
        return None
    if any("id" in record and "title" in record and "authors" in record for record in records):
        return None
    keys = list(records[0])
    named = ", ".join(quoted(key) for key in keys[:_MOST_KEYS])
    more = f" and {len(keys) - _MOST_KEYS:,} more" if len(keys) > _MOST_KEYS else ""
    what = "an object" if len(items) == 1 else f"{len(items):,} objects"
    return f"{what} with the key{'s' if len(keys) > 1 else ''} {named}{more}"


class _Reader:
    """Collects problems while the items of one answer are read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.faults: dict[ValueFault, list[Place]] = {}
        """Faults of values, each with the items that have it."""
        self.unknown: dict[str, list[Place]] = {}

    def report(self, kind: ProblemKind, place: Place, field: str, message: str) -> None:
        self.problems.append(Problem(place, field, message, kind))

    def read(self, item: AnswerItem) -> Entry | None:
        """The paper of an item; ``None``, with a problem, when there is none."""
        place, card = Place(self.file, item.line, item.column), item.value
        if isinstance(card, dict) and "paper" not in card and isinstance(card.get("error"), str):
            message = f"expected papers, found the error message {quoted(card['error'])}; fetch them again"
            self.report(ERROR_RESPONSE, place, "error", message)
            return None
        entry, faults = read_paper(card, place, is_answer=True)
        if entry is None:
            *faults, reason = faults
            self.report(UNREADABLE_ITEM, place, reason.key, reason.message)
        for fault in faults:
            if fault.is_of_format:
                self.faults.setdefault(fault, []).append(place)
            else:
                self.report(UNEXPECTED_VALUE, place, fault.key, fault.message)
        self._note_unknown_keys(card, place)
        return entry

    def _note_unknown_keys(self, card: JsonValue, place: Place) -> None:
        inner = card.get("paper") if isinstance(card, dict) else None
        records = [record for record in (card, inner) if isinstance(record, dict)]
        for key in dict.fromkeys(key for record in records for key in record if key not in _KNOWN):
            self.unknown.setdefault(key, []).append(place)

    def without_repeats(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The first entry of each paper. Different text in a second one is reported."""
        first: dict[str, Entry] = {}
        for entry in entries:
            if entry.arxiv is None:
                yield entry
                continue
            known = first.setdefault(entry.arxiv, entry)
            if known is entry:
                yield entry
            elif (known.title, known.abstract) != (entry.title, entry.abstract):
                message = f"expected each paper once, found {entry.arxiv} again with text different from that on line"
                self.report(REPEATED_PAPER, entry.place, "id", f"{message} {known.place.line}; the first was kept")

    def changes_of_format(self, items: int) -> Iterator[Problem]:
        """Faults of values and unknown keys: a fault in every item means a changed format, one in some is an oddity."""
        by_key: dict[str, set[Place]] = {}
        for fault, places in self.faults.items():
            by_key.setdefault(fault.key, set()).update(places)
        for fault, places in self.faults.items():
            if len(by_key[fault.key]) == items:
                everywhere = f" in all {items} papers" if items > 1 else ""
                message = f"{fault.message}{everywhere}; the response format has changed"
                yield Problem(places[0], fault.key, message, CHANGED_FORMAT)
                continue
            for place in places:
                yield Problem(place, fault.key, fault.message, UNEXPECTED_VALUE)
        for key, places in self.unknown.items():
            message = f"expected only known keys, found {quoted(key)} in {len(places)} of {items} papers"
            yield Problem(places[0], line_of(key)[:60] or "key", message, UNKNOWN_DATA_KEY)


def _check_day(file: str, day: date, items: Sequence[AnswerItem]) -> Iterator[Problem]:
    """The day on which the papers were listed must be the one in the name of the file."""
    days = _days_listed(items)
    if days and day not in days:
        found = " and ".join(stated.isoformat() for stated in days)
        message = f"expected papers listed on {day}, the date in the file's name, found {found}"
        yield Problem(Place(file), "date", f"{message}; rename the file, or fetch the right day", WRONG_DATE)


def _days_listed(items: Sequence[AnswerItem]) -> list[date]:
    papers = [paper for item in items if isinstance(item.value, dict) and (paper := item.value.get("paper"))]
    stated = [day_of(str(paper.get("submittedOnDailyAt", ""))) for paper in papers if isinstance(paper, dict)]
    return sorted({day for day in stated if day})
