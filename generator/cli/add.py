"""``papershelf add``: stores a saved page in any format as a digest, under the right name."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import click

from generator.cli.options import PROBLEMS_FOUND, Day, Options, arxiv_option, today_of, today_option
from generator.content.read import ContentResult, read_content
from generator.curator.add_digest import Difference, PlacedScrape, compare_digests, place_scrape
from generator.digests.arxiv_atom import read_feed
from generator.digests.reader import DIGEST_LABEL, day_in_name, read_digest
from generator.digests.scrape import open_scrape
from generator.digests.scrape_form import DIGEST_ENDINGS
from generator.model.days import FIRST_DIGEST
from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.model.problem import Severity, errors
from generator.model.problem_format import as_line, root_of
from generator.storage.folder_lock import locked
from generator.text.wording import counted

_MOST_TITLES = 10
"""Titles listed before the rest are only counted."""


@click.command()
@click.argument("source", metavar="FILE|URL|-")
@click.option(
    "--date", "stated", type=Day(), help="The date of the page, such as 2025-10-31, if the page does not give it."
)
@click.option(
    "--label", metavar="LABEL", help="Distinguishes a second digest of the same day; lower-case letters and digits."
)
@click.option("--replace", "is_forced", is_flag=True, help="Replace even a more complete digest of the same day.")
@click.option("--offline", "is_offline", is_flag=True, help="Keep a list of arXiv ids as it is, without asking arXiv.")
@arxiv_option
@today_option
@click.pass_obj
def add(
    options: Options,
    source: str,
    stated: date | None,
    label: str | None,
    today: date | None,
    arxiv: str,
    *,
    is_forced: bool,
    is_offline: bool,
) -> None:
    """Add a saved page to the content folder, and report what it contains.

    FILE|URL|- is a page of papers, as text, Markdown, HTML or JSON, or a list of arXiv ids; - reads
    standard input. The copy is never edited. Adding the same page again changes nothing; a more complete
    version of the same day's page replaces the earlier one. A page that cannot be read is not copied.

    For a list of arXiv ids, arXiv is asked about the papers, and its response is stored.
    """
    if label is not None and not re.fullmatch(DIGEST_LABEL, label):
        raise click.UsageError(
            f"expected a label in lower-case letters, digits and hyphens, such as 'second-page', found '{label}'"
        )
    data, name = _read(source)
    opened = open_scrape(data)
    day = _day(stated or opened.day or (day_in_name(name) if name else None), today_of(today))
    scrape = place_scrape(opened, day, label)
    is_asking = scrape.is_list and not is_offline
    _print_reading(scrape, options.content, source if is_asking else None)
    if is_asking and scrape.digest:
        data = _ask_arxiv(scrape.digest, source, arxiv)
        scrape = place_scrape(open_scrape(data), day, label)
        _print_reading(scrape, options.content)
    if scrape.digest is None or errors(scrape.problems):
        click.echo("Nothing was written.", err=True)
        sys.exit(PROBLEMS_FOUND)
    # From the comparison to the end of writing nothing else may write there.
    with locked(options.content):
        there = _there(options.content, scrape.file)
        if _is_there(there, scrape, data):
            click.echo(f"{options.content / scrape.file} is identical. Nothing was changed.")
            return
        for path in there:
            _compare(path, scrape.digest, is_forced=is_forced)
        before = read_content(options.content)
        _write(options.content, scrape.file, data, there)
    _print_effect(before, read_content(options.content), scrape.digest)


def _read(source: str) -> tuple[bytes, str | None]:
    """The bytes of a source, and its file's name or the end of its address."""
    if source == "-":
        return sys.stdin.buffer.read(), None
    if re.match(r"[a-z][a-z0-9+.-]*://", source, re.I):
        return _get(source), PurePosixPath(urlsplit(source).path).name
    path = Path(source)
    try:
        return path.read_bytes(), path.name
    except OSError as error:
        raise click.UsageError(f"Cannot read {source}: {error.strerror}.") from error


def _get(url: str) -> bytes:
    if not re.match(r"https?://", url, re.I):
        raise click.UsageError(f"An address begins with https:// or http://; found '{url}'.")
    # Only whoever asks for an address waits until an HTTP client is loaded.
    from generator.fetching.content_types import SCRAPE_TYPES  # noqa: PLC0415
    from generator.fetching.http_client import Client, Failed  # noqa: PLC0415

    try:
        with Client() as client:
            return client.get(url, SCRAPE_TYPES)
    except Failed as failure:
        click.echo(f"{failure}. Nothing was written.", err=True)
        sys.exit(PROBLEMS_FOUND)


def _day(stated: date | None, today: date) -> date:
    """The day of a scrape, checked to be a possible one."""
    if stated is None:
        raise click.UsageError(
            "The page does not give its full date (pages often leave out the year). Add it: --date 2025-10-31"
        )
    # In some time zones it is already tomorrow.
    if not FIRST_DIGEST <= stated <= today + timedelta(days=1):
        raise click.UsageError(f"expected a date from {FIRST_DIGEST} to today ({today}), found {stated}")
    return stated


def _ask_arxiv(listed: Digest, source: str, arxiv: str) -> bytes:
    """What arXiv says about the papers of a list; what it does not know is named."""
    # As for addresses: only lists need a client.
    from generator.fetching.arxiv_api import papers_of  # noqa: PLC0415
    from generator.fetching.http_client import Client, Failed  # noqa: PLC0415
    from generator.fetching.service_limits import ARXIV_LIMITS  # noqa: PLC0415

    ids = [entry.arxiv for entry in listed.entries if entry.arxiv]
    click.echo(f"Looking up {counted(len(ids), 'id')} on arXiv")
    try:
        with Client(ARXIV_LIMITS, on_wait=lambda words: click.echo(f"  {words}", err=True)) as client:
            data = papers_of(arxiv, client, ids)
    except Failed as failure:
        click.echo(f"{failure}. Nothing was written; use --offline to keep only the ids.", err=True)
        sys.exit(PROBLEMS_FOUND)
    known = {paper.arxiv for paper in read_feed("answer", data.decode("utf-8", "replace")).papers}
    for entry in listed.entries:
        if entry.arxiv not in known:
            label = click.style(f"{Severity.WARNING}: ", fg="yellow")
            message = f"expected an id that exists on arXiv, found {entry.arxiv}, which was left out; check every digit"
            click.echo(f"{label}{source}:{entry.place.line}:{entry.place.column}: arxiv: {message}", err=True)
    return data


def _is_there(there: list[Path], scrape: PlacedScrape, data: bytes) -> bool:
    """Is the digest already stored, with the same bytes or, as a new response of arXiv, with the same papers?"""
    if [path.name for path in there] != [PurePosixPath(scrape.file).name]:
        return False
    kept = there[0].read_bytes()
    return kept == data or (scrape.file.endswith(".xml") and read_digest(scrape.file, kept)[0] == scrape.digest)


def _there(content: Path, file: str) -> list[Path]:
    """The digests of the same day and label, with any extension that a digest can have: other files are none."""
    paths = ((content / file).with_suffix(f".{ending}") for ending in DIGEST_ENDINGS)
    return sorted(path for path in paths if path.is_file())


def _print_reading(scrape: PlacedScrape, content: Path, source: str | None = None) -> None:
    """Print what was read. If the scrape itself is not stored, problems name the source instead."""
    for problem in scrape.problems:
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        line = as_line(problem, root_of(content))
        if source:
            line = line.replace(f"{root_of(content)}/{scrape.file}", source, 1)
        click.echo(f"{click.style(f'{problem.severity}: ', fg=colour)}{line}", err=True)
    if scrape.digest:
        sums = scrape.digest.block_counts
        click.echo(
            f"{scrape.digest.slug}: {counted(len(scrape.digest.entries), 'paper')}; {counted(sums.blocks, 'block')} ="
            f" {sums.papers} in papers + {sums.boilerplate} page boilerplate + {sums.reported} reported"
        )


def _compare(path: Path, after: Digest, *, is_forced: bool) -> None:
    """Show what changes in an existing digest; stop if it would lose something."""
    data = path.read_bytes()
    before, _ = read_digest(f"digests/{path.name}", data)
    if before is None or not before.entries:
        _refuse_unreadable(path, data, is_forced=is_forced)
        return
    difference = compare_digests(before, after)
    click.echo(f"{path} already exists. Replacing it would mean:")
    for line in _in_words(difference):
        click.echo(f"  {line}")
    if difference.is_poorer and not is_forced:
        lost = f" and lose {counted(len(difference.lost), 'paper')}" if difference.lost else ""
        click.echo(
            "The new version is less complete, so nothing was written. If it is another page of that day, keep both:"
            f" add --label NAME. To write it anyway{lost}: --replace",
            err=True,
        )
        sys.exit(PROBLEMS_FOUND)


def _refuse_unreadable(path: Path, data: bytes, *, is_forced: bool) -> None:
    """Stop rather than replace a file of which nobody can tell what would be lost, unless it is blank."""
    if data.strip() and not is_forced:
        click.echo(
            f"{path} already exists, and no paper can be read from it, so nothing was written. To keep both: add"
            " --label NAME. To replace it: --replace",
            err=True,
        )
        sys.exit(PROBLEMS_FOUND)
    click.echo(f"{path} already exists, but no paper can be read from it. Replacing it.")


def _in_words(difference: Difference) -> Iterable[str]:
    yield from _titles("paper added", "papers added", difference.added)
    yield from _titles("paper lost", "papers lost", difference.lost)
    if difference.gained:
        yield f"more fields: {_facts(difference.gained)}"
    if difference.missing:
        yield f"fewer fields: {_facts(difference.missing)}"
    if difference.shortened:
        yield f"shorter abstracts: {difference.shortened:,}"
    if difference.fewer_authors:
        yield f"fewer authors: {difference.fewer_authors:,}"
    if not (difference.added or difference.gained or difference.missing or difference.is_poorer):
        yield "the same papers with the same fields; counts and wording may differ"


def _facts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} × {fact}" for fact, count in counts.items())


def _titles(singular: str, plural: str, titles: Sequence[str]) -> Iterable[str]:
    if titles:
        yield f"{len(titles):,} {singular if len(titles) == 1 else plural}:"
        yield from (f"  {title}" for title in titles[:_MOST_TITLES])
        if len(titles) > _MOST_TITLES:
            yield f"  and {len(titles) - _MOST_TITLES:,} more"


def _write(content: Path, file: str, data: bytes, there: list[Path]) -> None:
    """Write a file completely or not at all, in the place of those of the same day and label."""
    # As above: it is only needed once there is something to write.
    from generator.storage.atomic_write import write_whole  # noqa: PLC0415

    path = content / file
    first, *others = [replaced for replaced in there if replaced.name != path.name] or [path]
    # Whatever its name ends in, a digest is read by its content. So there is one digest of the day at any moment.
    if path not in (first, *there):
        first.rename(path)
    try:
        write_whole(path, data, below=content)
    except OSError:
        if path not in (first, *there):
            path.rename(first)
        raise
    click.echo(f"wrote {path}")
    for replaced in (first, *others):
        if replaced != path:
            replaced.unlink(missing_ok=True)


def _print_effect(before: ContentResult, after: ContentResult, digest: Digest) -> None:
    """Print what the digest adds to the list."""
    papers = after.catalogue.by_digest.get(digest.slug, ())
    known = {paper.slug for paper in before.catalogue.papers}
    for label, group in (
        ("new", [paper for paper in papers if paper.slug not in known]),
        ("merged with papers from other digests", [paper for paper in papers if len(paper.appearances) > 1]),
        ("unsorted: no topic rule matches", [paper for paper in papers if paper.is_unsorted]),
    ):
        click.echo(f"{len(group):,} {label}")
        _print_titles(group)
    click.echo("Next: papershelf check, papershelf diff")


def _print_titles(papers: list[Paper]) -> None:
    for paper in papers[:_MOST_TITLES]:
        click.echo(f"  {paper.title.plain}")
    if len(papers) > _MOST_TITLES:
        click.echo(f"  and {len(papers) - _MOST_TITLES:,} more")
