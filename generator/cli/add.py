"""``papershelf add``: stores a list of papers in any form as a digest, under the right name."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

import click
from slugify import slugify

from generator.cli.add_source import ask_arxiv, read_source
from generator.cli.options import PROBLEMS_FOUND, Day, Options, arxiv_option, today_of, today_option
from generator.content.read import ContentResult, read_content
from generator.curator.add_digest import DayOfScrape, PlacedScrape, day_of_scrape, place_scrape
from generator.curator.digest_difference import compare_digests, difference_in_words
from generator.curator.digest_replacement import digests_of_same_day, is_there, same_on_another_day, write_digest
from generator.curator.list_notes import ListNote, notes_in, write_notes
from generator.curator.reading_words import (
    effect_in_words,
    facts_in_words,
    next_steps_in_words,
    refusal_in_words,
    sums_in_words,
)
from generator.digests.digest_names import DIGEST_LABEL, day_in_name
from generator.digests.reader import read_digest
from generator.digests.scrape import Scrape, open_scrape
from generator.digests.scrape_form import ScrapeForm
from generator.model.days import FIRST_DIGEST
from generator.model.digest import Digest
from generator.model.problem import Severity, errors
from generator.model.problem_format import as_line, root_of
from generator.storage.folder_lock import locked
from generator.text.wording import counted


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What the options ask for."""

    stated: date | None
    label: str | None
    today: date
    form: ScrapeForm | None
    is_forced: bool
    is_dry: bool
    keeps_notes: bool
    other_label: str
    """A label for a second digest of the day."""


@click.command()
@click.argument("source", metavar="FILE|URL|-")
@click.option(
    "--date", "stated", type=Day(), help="The date of the page, such as 2025-10-31, if the page does not give it."
)
@click.option(
    "--label", metavar="LABEL", help="Distinguishes a second digest of the same day; lower-case letters and digits."
)
@click.option(
    "--as",
    "form",
    metavar="FORM",
    type=click.Choice([form.value for form in ScrapeForm]),
    help=f"Read it in this form, whatever it looks like: {', '.join(ScrapeForm)}.",
)
@click.option("--dry-run", "is_dry", is_flag=True, help="Say what would be added, and write nothing.")
@click.option("--notes", "keeps_notes", is_flag=True, help="Keep the notes in a list as notes on its papers.")
@click.option("--replace", "is_forced", is_flag=True, help="Replace even a more complete digest of the same day.")
@click.option("--offline", "is_offline", is_flag=True, help="Keep a list of arXiv ids as it is, without asking arXiv.")
@arxiv_option
@today_option
@click.pass_obj
def add(  # noqa: PLR0913 - one parameter for each option
    options: Options,
    source: str,
    stated: date | None,
    label: str | None,
    form: str | None,
    today: date | None,
    arxiv: str,
    *,
    is_dry: bool,
    keeps_notes: bool,
    is_forced: bool,
    is_offline: bool,
) -> None:
    """Add a list of papers to the content folder, and report what it contains.

    FILE|URL|- is a list of papers in any usual form: a saved page, a list or a table in Markdown or HTML,
    a bibliography, a feed, the response of a service, or a list of arXiv ids; - reads standard input. The form
    is recognised by its content. What was read, and what was left out and why, is said before anything is written.

    The copy is never edited. Adding the same file again changes nothing; a more complete
    version of the same day's page replaces the earlier one. A file that cannot be read is not copied.

    A list, a bibliography or a note belongs to no day, and is added under today's date. For a list of arXiv ids,
    arXiv is asked about the papers, and its response is stored.
    """
    if label is not None and not re.fullmatch(DIGEST_LABEL, label):
        raise click.UsageError(
            f"expected a label in lower-case letters, digits and hyphens, such as 'second-page', found '{label}'"
        )
    chosen = ScrapeForm(form) if form else None
    data, name = read_source(source)
    other = (slugify(PurePosixPath(name).stem)[:30].strip("-") if name else "") or "NAME"
    wishes = _Wishes(stated, label, today_of(today), chosen, is_forced, is_dry, keeps_notes, other)
    opened = open_scrape(data, wishes.form)
    day = _day(opened, name, wishes)
    scrape = place_scrape(opened, day.day, label)
    _print_form(source, opened, day, wishes)
    _print_reading(scrape, options.content, source)
    if scrape.form is ScrapeForm.IDS and scrape.digest and not is_offline:
        data = ask_arxiv(scrape.digest, source, arxiv)
        scrape = place_scrape(open_scrape(data), day.day, label)
        _print_reading(scrape, options.content)
    if scrape.digest is None or errors(scrape.problems):
        click.echo(refusal_in_words(scrape.form, is_stated=wishes.form is not None), err=True)
        sys.exit(PROBLEMS_FOUND)
    # From the comparison to the end of writing nothing else may write there.
    with locked(options.content):
        _store(options.content, scrape, scrape.digest, data, day, wishes)


def _day(opened: Scrape, name: str | None, wishes: _Wishes) -> DayOfScrape:
    """The day of a scrape, checked to be a possible one."""
    found = day_of_scrape(opened, wishes.stated, day_in_name(name) if name else None, wishes.today)
    if found is None:
        raise click.UsageError(
            f"This is {opened.form.source}, and it does not give its full date (pages often leave out the year). Add"
            " it: --date 2025-10-31"
        )
    # In some time zones it is already tomorrow.
    if not FIRST_DIGEST <= found.day <= wishes.today + timedelta(days=1):
        raise click.UsageError(f"expected a date from {FIRST_DIGEST} to today ({wishes.today}), found {found.day}")
    return found


def _print_form(source: str, opened: Scrape, day: DayOfScrape, wishes: _Wishes) -> None:
    name = "standard input" if source == "-" else source
    how = f"--as {opened.form}" if wishes.form else opened.form
    click.echo(f"{name} is read as {opened.form.source} ({how})")
    click.echo(f"Its papers are listed under {day.day}, {day.reason}")


def _print_reading(scrape: PlacedScrape, content: Path, source: str | None = None) -> None:
    """Print what was read, and every problem. If the scrape comes from a source, problems name that."""
    for problem in scrape.problems:
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        line = as_line(problem, root_of(content))
        if source:
            line = line.replace(f"{root_of(content)}/{scrape.file}", source, 1)
        click.echo(f"{click.style(f'{problem.severity}: ', fg=colour)}{line}", err=True)
    if scrape.digest:
        click.echo(sums_in_words(scrape.digest))
        click.echo(f"  {facts_in_words(scrape.digest)}")


def _store(content: Path, scrape: PlacedScrape, digest: Digest, data: bytes, day: DayOfScrape, wishes: _Wishes) -> None:
    """Write a digest, and the notes in it, unless it is there already or would replace a better one."""
    there = digests_of_same_day(content, scrape.file)
    same = content / scrape.file if is_there(there, scrape, data) else None
    same = same or (same_on_another_day(content, data) if day.is_assumed else None)
    before = read_content(content)
    if same:
        click.echo(f"{same} is identical. Nothing was changed.")
        known, _ = read_digest(f"digests/{same.name}", data)
        _keep_notes(content, known or digest, before, wishes)
        return
    for path in there:
        _compare(path, digest, wishes)
    removed: dict[str, bytes | None] = {f"digests/{path.name}": None for path in there}
    after = read_content(content, planned={**removed, scrape.file: data})
    for line in effect_in_words(before, after, digest):
        click.echo(line)
    if wishes.is_dry:
        click.echo(f"would write {content / scrape.file}")
    else:
        click.echo(f"wrote {write_digest(content, scrape.file, data, there)}")
    _keep_notes(content, digest, after, wishes)
    click.echo("Nothing was written, because of --dry-run." if wishes.is_dry else next_steps_in_words(after, digest))


def _keep_notes(content: Path, digest: Digest, result: ContentResult, wishes: _Wishes) -> None:
    """Keep the notes in a list, or say that they can be kept."""
    notes = notes_in(digest, result, content)
    kept = [note for note in notes if not note.obstacle]
    if not wishes.keeps_notes:
        if kept:
            click.echo(f"{counted(len(kept), 'note')} in it; to keep them as notes on the papers: --notes")
        return
    for note in notes:
        _print_note(note, content, wishes)
    if not wishes.is_dry:
        for path in write_notes(content, kept):
            click.echo(f"wrote {path}")


def _print_note(note: ListNote, content: Path, wishes: _Wishes) -> None:
    if note.obstacle:
        label = click.style(f"{Severity.WARNING}: ", fg="yellow")
        click.echo(f"{label}the note on “{note.title}” was not kept: {note.obstacle}", err=True)
    elif wishes.is_dry:
        click.echo(f"would write {content / note.file}")


def _compare(path: Path, after: Digest, wishes: _Wishes) -> None:
    """Show what changes in an existing digest; stop if it would lose something."""
    data = path.read_bytes()
    before, _ = read_digest(f"digests/{path.name}", data)
    if before is None or not before.entries:
        _refuse_unreadable(path, data, wishes)
        return
    difference = compare_digests(before, after)
    click.echo(f"{path} already exists. Replacing it would mean:")
    for line in difference_in_words(difference):
        click.echo(f"  {line}")
    if difference.is_poorer and not wishes.is_forced:
        lost = f" and lose {counted(len(difference.lost), 'paper')}" if difference.lost else ""
        click.echo(
            "The new version is less complete, so nothing was written. If it is another page of that day, keep both:"
            f" add --label {wishes.other_label}. To write it anyway{lost}: --replace",
            err=True,
        )
        sys.exit(PROBLEMS_FOUND)


def _refuse_unreadable(path: Path, data: bytes, wishes: _Wishes) -> None:
    """Stop rather than replace a file of which nobody can tell what would be lost, unless it is blank."""
    if data.strip() and not wishes.is_forced:
        click.echo(
            f"{path} already exists, and no paper can be read from it, so nothing was written. To keep both: add"
            f" --label {wishes.other_label}. To replace it: --replace",
            err=True,
        )
        sys.exit(PROBLEMS_FOUND)
    click.echo(f"{path} already exists, but no paper can be read from it. Replacing it.")
