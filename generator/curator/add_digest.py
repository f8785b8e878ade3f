"""Where a scrape belongs in ``digests/``: under which day, and under which name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.digests.form_detection import form_of
from generator.digests.reader import read_scrape
from generator.digests.scrape import Scrape
from generator.digests.scrape_form import ScrapeForm
from generator.model.digest import Digest
from generator.model.problem import Problem

UNDATED_FORMS = frozenset(
    {
        ScrapeForm.IDS,
        ScrapeForm.LIST,
        ScrapeForm.LIST_PAGE,
        ScrapeForm.BOOKMARKS,
        ScrapeForm.NOTE,
        ScrapeForm.BIBTEX,
        ScrapeForm.RIS,
        ScrapeForm.CSL_JSON,
        ScrapeForm.CSV,
        ScrapeForm.ENDNOTE,
        ScrapeForm.SEMANTIC_SCHOLAR,
        ScrapeForm.OPENREVIEW,
        ScrapeForm.PAPER_PAGE,
    }
)
"""Forms that belong to no day: a paper of theirs is listed under the day on which it is added."""


@dataclass(frozen=True, slots=True)
class PlacedScrape:
    """A scrape under the name that it would have as a digest."""

    file: str
    """Path below the content folder."""
    digest: Digest | None
    problems: tuple[Problem, ...]
    form: ScrapeForm


@dataclass(frozen=True, slots=True)
class DayOfScrape:
    """The day under which the papers of a scrape are listed, and why."""

    day: date
    reason: str
    """In words: ``as the page says``."""
    is_assumed: bool = False
    """Is it only the day on which the scrape is added?"""


def day_of_scrape(scrape: Scrape, stated: date | None, named: date | None, today: date) -> DayOfScrape | None:
    """The day: as a curator states it, as the scrape does or the name of its file; for a list, today."""
    if stated:
        return DayOfScrape(stated, "as --date says")
    if scrape.day:
        return DayOfScrape(scrape.day, "as it says")
    if named:
        return DayOfScrape(named, "as its name says")
    if scrape.form in UNDATED_FORMS:
        return DayOfScrape(today, "today, because it states no day of its own; for another: --date", is_assumed=True)
    return None


def place_scrape(scrape: Scrape, day: date, label: str | None) -> PlacedScrape:
    """Read a scrape under the name that it would have.

    The name states the form where the content alone shows another one, so that it is always read in the same form.
    """
    name = f"{day.isoformat()}-{label}" if label else day.isoformat()
    form = "" if form_of(scrape.text) is scrape.form else f".{scrape.form}"
    file = f"digests/{name}{form}.{scrape.form.ending}"
    digest, problems = read_scrape(file, scrape)
    return PlacedScrape(file, digest if digest and digest.entries else None, tuple(problems), scrape.form)
