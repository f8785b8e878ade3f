"""How dates, numbers and people are worded. Always English, whatever the machine's locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.model.curation import LinkKind
from generator.model.paper import Paper
from generator.model.period import Period, Step
from generator.text.excerpts import shortened

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH_ABBREVIATIONS = tuple(month[:3] for month in MONTHS)
"""``Jan`` to ``Dec``; every longer abbreviation begins with one of these."""

_LONGEST_VENUE = 60
"""Characters of a venue in a list; proceedings can have titles longer than those of papers."""

LINK_LABELS = {
    LinkKind.ARXIV: "Abstract on arXiv",
    LinkKind.PDF: "PDF",
    LinkKind.DOI: "Published version",
    LinkKind.OPENREVIEW: "OpenReview",
    LinkKind.ACL: "ACL Anthology",
    LinkKind.PAGE: "Page of the paper",
    LinkKind.HUGGING_FACE: "Discussion on Hugging Face",
    LinkKind.CODE: "Code",
    LinkKind.MODEL: "Model",
    LinkKind.DATASET: "Dataset",
    LinkKind.DEMO: "Demo",
    LinkKind.PROJECT: "Project page",
    LinkKind.PICTURE: "Picture",
    LinkKind.VIDEO: "Video",
    LinkKind.PAPER: "Related paper",
    LinkKind.SEARCH: "Search arXiv for the title",
}


def long_day(day: date) -> str:
    """``31 October 2025``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """``31 Oct 2025``."""
    return f"{day.day} {MONTH_ABBREVIATIONS[day.month - 1]} {day.year}"


def month_number(word: str) -> int | None:
    """1 to 12 for the name of a month or an abbreviation of it (``Sept.``), in any case; ``None`` for
    another word.
    """
    beginning = word[:3].capitalize()
    return MONTH_ABBREVIATIONS.index(beginning) + 1 if beginning in MONTH_ABBREVIATIONS else None


def month(day: date) -> str:
    """``October 2025``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def period(which: Period) -> str:
    """``2025``, ``Q3 2025`` or ``Aug 2025``."""
    match which.step:
        case Step.YEAR:
            return str(which.year)
        case Step.QUARTER:
            return f"Q{(which.month + 2) // 3} {which.year}"
        case Step.MONTH:
            return f"{MONTH_ABBREVIATIONS[which.month - 1]} {which.year}"


def unfinished(newest: date) -> str:
    """What is said of a period that is not over on the day of the newest digest, beside a hatched bar."""
    return f"unfinished: the newest digest is of {long_day(newest)}"


def month_of(which: Period) -> str:
    """``October 2025``, for a period of a month."""
    return f"{MONTHS[which.month - 1]} {which.year}"


def grouped(number: int) -> str:
    """``12,000``."""
    return f"{number:,}"


def per_cent(part: int, of: int) -> str:
    """``27%``; ``<1%`` for a part that is not nothing, and ``>99%`` for one that is not everything."""
    share = round(100 * part / of)
    if part and not share:
        return "<1%"
    return ">99%" if part < of and share == 100 else f"{share}%"


def file_size(size: int) -> str:
    """Bytes in two digits: ``640 bytes``, ``48 KB``, ``1.2 MB``."""
    for unit, name in ((10**6, "MB"), (10**3, "KB")):
        if size >= 0.995 * unit:
            number = size / unit
            return f"{number:.1f} {name}" if number < 9.95 else f"{number:,.0f} {name}"
    return counted(size, "byte")


def counted(number: int, noun: str) -> str:
    """``1 paper``, ``12,000 papers``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(papers: int, before: int) -> str:
    """``67 papers, 8 of them listed before``: those of a digest, and how many of them an earlier one lists."""
    known = "all" if before == papers else f"{grouped(before)} of them"
    return f"{counted(papers, 'paper')}, {known} listed before" if before else counted(papers, "paper")


def enumerated(items: Sequence[str]) -> str:
    """``a, b and c``."""
    return " and ".join(part for part in (", ".join(items[:-1]), items[-1]) if part) if items else ""


def people(paper: Paper, most: int) -> str | None:
    """Who wrote a paper: at most ``most`` authors by name, else its organisation, else the number of authors."""
    names, count = paper.authors, paper.author_count
    if names and len(names) <= most:
        return enumerated(names)
    if names:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1:,} more"
    if paper.organisation:
        return paper.organisation.name
    return counted(count, "author") if count else None


def when(paper: Paper) -> str:
    """The day on which a paper was published; if that is unknown, the month of its arXiv id, else the year, else the
    day on which it was first listed.
    """
    if paper.published:
        return short_day(paper.published)
    if paper.arxiv:
        return f"{MONTH_ABBREVIATIONS[paper.dated.month - 1]} {paper.dated.year}"
    return str(paper.year) if paper.year else f"listed {short_day(paper.dated)}"


def when_and_where(paper: Paper) -> tuple[str, ...]:
    """When and where a paper was published, in a list: ``12 Jan 2026`` and ``ICLR 2026, accepted``. A year that the
    venue names is not said twice.
    """
    is_year_alone = not (paper.published or paper.arxiv) and str(paper.year) in (paper.venue or "").split()
    where = publication(paper, _LONGEST_VENUE)
    return (*(() if is_year_alone else (when(paper),)), *((where,) if where else ()))


def publication(paper: Paper, longest: int | None = None) -> str | None:
    """Where a paper was published, and how far that has got: ``ICLR 2026, accepted``. Of one that was taken back only
    where, because that it was is said more clearly than this. ``longest`` is the length that a venue is cut to.
    """
    venue = shortened(paper.venue, longest) if paper.venue and longest else paper.venue
    stage = None if paper.stage is None or paper.is_taken_back else str(paper.stage)
    return ", ".join(part for part in (venue, stage) if part) or None
