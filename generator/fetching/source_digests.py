"""Fetches what a source lists now, and keeps it as a digest of the day with the source's label.

A source is a feed, a listing of arXiv, or an answer of a service whose form Papershelf reads. What is kept is never
replaced by less: a second answer of the same day adds what is new in it, and an answer that lacks papers removes none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from generator.digests.digest_problems import LEFT_OUT_ITEM
from generator.digests.reader import read_digest, read_scrape
from generator.digests.scrape import Scrape, open_scrape
from generator.digests.scrape_form import ScrapeForm
from generator.fetching.content_types import SOURCE_TYPES
from generator.fetching.day_outcome import DayResult, papers
from generator.fetching.http_client import Client, Failed
from generator.fetching.source_names import source_address, source_label
from generator.fetching.source_papers import SeenPapers, earlier_papers, readable, seen_papers, with_new_items
from generator.model.digest import Digest
from generator.model.problem import Problem, Severity
from generator.storage.atomic_write import write_whole
from generator.text.wording import counted

_PAGES = (ScrapeForm.TEXT, ScrapeForm.MARKDOWN, ScrapeForm.HTML)
"""Forms of pages, as which any text can be read; also one that says that there is a fault."""
_FEEDS = (ScrapeForm.FEED, ScrapeForm.ATOM)
_OLDEST = timedelta(days=7)
"""How long ago a source can have been made to be of its own day."""
_FEW = 0.2
"""Share of the items that may be unreadable; when more are, the format has changed."""


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """The result for a source, also in words."""

    name: str
    """Its label, or its address when it has none yet."""
    result: DayResult
    message: str
    file: str | None = None
    """Path below the content folder."""
    problems: tuple[Problem, ...] = ()


def fetch_source(
    content: Path, source: str, label: str | None, today: date, arxiv: str, client: Client
) -> SourceOutcome:
    """Fetch one source. Every failure of it is an outcome, so that others can be fetched nevertheless."""
    address = source_address(source, arxiv)
    try:
        body = client.get(address, SOURCE_TYPES)
        scrape = open_scrape(body)
        if scrape.is_binary or scrape.form in _PAGES:
            raise Failed(f"{address}: expected a feed or a listing of papers, found another page")
        name = label or source_label(source, scrape.form, scrape.text)
        return _keep(content, name, _day_of(scrape, today), scrape, body)
    except Failed as failure:
        return SourceOutcome(label or source, DayResult.FAILED, str(failure))


def _day_of(scrape: Scrape, today: date) -> date:
    """The day that a source states for itself, if it is a recent one; otherwise today."""
    return scrape.day if scrape.day and today - _OLDEST <= scrape.day <= today else today


def _keep(content: Path, label: str, day: date, scrape: Scrape, body: bytes) -> SourceOutcome:
    file = f"digests/{day}-{label}.{scrape.form.ending}"
    digest, problems = read_scrape(file, scrape)
    faults = _unread(problems)
    if digest and faults and len(faults) > digest.block_counts.blocks * _FEW:
        message = f"{counted(len(faults), 'item')} in a format that cannot be read; nothing was written"
        return SourceOutcome(label, DayResult.FAILED, message, None, tuple(problems))
    if digest is None or not digest.entries:
        if scrape.form not in _FEEDS:
            raise Failed(f"{label}: expected papers, found none; the format may have changed")
        return SourceOutcome(label, DayResult.EMPTY, "no papers now")
    kept = _kept(content, f"{day}-{label}")
    before = read_digest(f"digests/{kept.name}", kept.read_bytes())[0] if kept else None
    seen = (earlier_papers(content, label, day), seen_papers(before.entries if before else ()))
    if all(any(known.has(entry) for known in seen) for entry in digest.entries):
        return _nothing_new(label, digest, before)
    data, after = _to_keep(file, scrape, kept, seen) or (body, digest)
    if before and not _has_all(after, before):
        message = f"a less complete response; the {papers(len(before.entries))} kept so far are unchanged"
        return SourceOutcome(label, DayResult.POORER, message)
    write_whole(content / file, data, below=content)
    if kept and kept.name != Path(file).name:
        kept.unlink()
    return _written(label, file, before, after, tuple(problems))


def _to_keep(file: str, scrape: Scrape, kept: Path | None, seen: Collection[SeenPapers]) -> tuple[bytes, Digest] | None:
    """The feed cut to what is new, with what is kept already; ``None`` when that cannot be made."""
    if scrape.form not in _FEEDS or (kept and kept.suffix != ".xml"):
        return None
    text = kept.read_text(encoding="utf-8", errors="replace") if kept else None
    cut = with_new_items(file, scrape.text, text, seen)
    digest = readable(file, cut) if cut else None
    return (cut, digest) if cut and digest else None


def _kept(content: Path, stem: str) -> Path | None:
    """The file of the same day and label, whatever its name ends in."""
    found = (path for path in sorted((content / "digests").glob(f"{stem}.*")) if path.stem == stem and path.is_file())
    return next(found, None)


def _has_all(after: Digest, before: Digest) -> bool:
    """Does a digest have all papers of another, with their abstracts?"""
    known = seen_papers(after.entries)
    described = seen_papers(entry for entry in after.entries if entry.abstract)
    return all((described if entry.abstract else known).has(entry) for entry in before.entries)


def _unread(problems: Sequence[Problem]) -> list[Problem]:
    """The problems with items that could not be read. A source that changes its format begins with these."""
    return [problem for problem in problems if problem.severity is Severity.ERROR or problem.kind is LEFT_OUT_ITEM]


def _nothing_new(label: str, digest: Digest, before: Digest | None) -> SourceOutcome:
    if before is None:
        message = f"no new papers; {papers(len(digest.entries))} in earlier digests"
        return SourceOutcome(label, DayResult.SAME, message)
    return SourceOutcome(label, DayResult.SAME, f"{papers(len(before.entries))}, as before", before.file)


def _written(
    label: str, file: str, before: Digest | None, after: Digest, problems: tuple[Problem, ...]
) -> SourceOutcome:
    count, faults = papers(len(after.entries)), _unread(problems)
    more = len(after.entries) - len(before.entries) if before else 0
    message = f"{count}, {more} more than before" if before else count
    if faults:
        message = f"{message}; {len(faults)} left out, in a format that cannot be read"
        return SourceOutcome(label, DayResult.FAILED, message, file, problems)
    return SourceOutcome(label, DayResult.CHANGED if before else DayResult.NEW, message, file, problems)
