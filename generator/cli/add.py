"""``papershelf add``: a scrape of any form becomes a digest, under its right name."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import click

from generator.cli.options import PROBLEMS_FOUND, Day, Options, arxiv_option, in_words, today_of, today_option
from generator.content.read import ContentResult, read_content
from generator.curator.add_digest import Difference, PlacedScrape, compare_digests, place_scrape
from generator.digests.arxiv_atom import read_feed
from generator.digests.reader import DIGEST_LABEL, day_in_name, read_digest
from generator.digests.scrape import open_scrape
from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.model.problem import Severity, errors
from generator.model.problem_format import as_line, root_of
from generator.text.wording import counted

_FIRST = date(1991, 8, 14)
"""When arXiv began."""
_MOST_TITLES = 10
"""Titles that a list names before it only counts."""


@click.command()
@click.argument("source", metavar="FILE|URL|-")
@click.option("--date", "stated", type=Day(), help="The day of the page, as 2025-10-31, when it does not say it.")
@click.option("--label", metavar="LABEL", help="Tells a second digest of a day from the first: small letters, digits.")
@click.option("--replace", "is_forced", is_flag=True, help="Take the place of a richer scrape of the same day, too.")
@click.option("--offline", "is_offline", is_flag=True, help="Keep a list of arXiv ids as it is, and do not ask arXiv.")
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
    """Copy a scrape into the content folder, and say what is in it.

    FILE|URL|- names a page of papers, as text, Markdown, HTML or JSON, or a list of arXiv ids; - is the
    standard input. The copy is never edited. The same scrape again changes nothing; a richer one of the
    same day takes the place of the poorer. What cannot be read is not copied.

    Of a list of arXiv ids, arXiv is asked what they are, and its answer is what is kept.
    """
    if label is not None and not re.fullmatch(DIGEST_LABEL, label):
        raise click.UsageError(
            f"A label has small letters, digits and hyphens, such as 'second-page'; found '{label}'."
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
    there = _there(options.content, scrape.file)
    if _is_there(there, scrape, data):
        click.echo(f"{options.content / scrape.file} holds the very same. Nothing changes.")
        return
    for path in there:
        _compare(path, scrape.digest, is_forced=is_forced)
    before = read_content(options.content)
    try:
        _write(options.content / scrape.file, data, there)
    except OSError as error:
        click.echo(f"{in_words(error)}. Nothing is lost.", err=True)
        sys.exit(PROBLEMS_FOUND)
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
        raise click.UsageError(f"{source} cannot be read: {error.strerror}.") from error


def _get(url: str) -> bytes:
    if not re.match(r"https?://", url, re.I):
        raise click.UsageError(f"An address begins with https:// or http://; found '{url}'.")
    # Only whoever asks for an address waits until an HTTP client is loaded.
    from generator.fetching.http_client import SCRAPE_TYPES, Client, Failed  # noqa: PLC0415

    try:
        with Client() as client:
            return client.get(url, SCRAPE_TYPES)
    except Failed as failure:
        click.echo(f"{failure}. Nothing was written.", err=True)
        sys.exit(PROBLEMS_FOUND)


def _day(stated: date | None, today: date) -> date:
    """The day of a scrape: the one on the command line, else the one that the scrape states."""
    if stated is None:
        raise click.UsageError(
            "The scrape does not say of which day and year it is. Pages show a day without its year,"
            " so say it: --date 2025-10-31"
        )
    # Somewhere it is tomorrow already.
    if not _FIRST <= stated <= today + timedelta(days=1):
        raise click.UsageError(f"A digest is of a day from {_FIRST} to today, which is {today}; found {stated}.")
    return stated


def _ask_arxiv(listed: Digest, source: str, arxiv: str) -> bytes:
    """What arXiv says about the papers of a list; what it does not know is named."""
    # As for addresses: only lists need a client.
    from generator.fetching.arxiv_api import ARXIV_LIMITS, papers_of  # noqa: PLC0415
    from generator.fetching.http_client import Client, Failed  # noqa: PLC0415

    ids = [entry.arxiv for entry in listed.entries if entry.arxiv]
    click.echo(f"Asking arXiv what {counted(len(ids), 'id')} stand for")
    try:
        with Client(ARXIV_LIMITS, on_wait=lambda words: click.echo(f"  {words}", err=True)) as client:
            data = papers_of(arxiv, client, ids)
    except Failed as failure:
        click.echo(f"{failure}. Nothing was written; --offline keeps the ids alone.", err=True)
        sys.exit(PROBLEMS_FOUND)
    known = {paper.arxiv for paper in read_feed("answer", data.decode("utf-8", "replace")).papers}
    for entry in listed.entries:
        if entry.arxiv not in known:
            label = click.style(f"{Severity.WARNING}: ", fg="yellow")
            message = (
                f"expected an id that arXiv knows, found {entry.arxiv}; it is left out, so mind that all digits count"
            )
            click.echo(f"{label}{source}:{entry.place.line}:{entry.place.column}: arxiv: {message}", err=True)
    return data


def _is_there(there: list[Path], scrape: PlacedScrape, data: bytes) -> bool:
    """Is a digest kept already, with the same bytes or, where arXiv was asked again, with the same papers?"""
    if [path.name for path in there] != [PurePosixPath(scrape.file).name]:
        return False
    kept = there[0].read_bytes()
    return kept == data or (scrape.file.endswith(".xml") and read_digest(scrape.file, kept)[0] == scrape.digest)


def _there(content: Path, file: str) -> list[Path]:
    """The files of the same day and label, whatever they end with."""
    stem = PurePosixPath(file).stem
    return sorted(path for path in (content / "digests").glob(f"{stem}.*") if path.is_file() and path.stem == stem)


def _print_reading(scrape: PlacedScrape, content: Path, source: str | None = None) -> None:
    """What was read. Of a scrape that is not kept itself, problems name the source."""
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
            f" {sums.papers} in papers + {sums.boilerplate} page furniture + {sums.reported} reported"
        )


def _compare(path: Path, after: Digest, *, is_forced: bool) -> None:
    """Show what changes in a digest that is there; stop when it would lose something."""
    before, _ = read_digest(f"digests/{path.name}", path.read_bytes())
    if before is None or not before.entries:
        click.echo(f"{path} is there already, and no paper can be read in it. This scrape takes its place.")
        return
    difference = compare_digests(before, after)
    click.echo(f"{path} is there already. With this scrape instead of it:")
    for line in _in_words(difference):
        click.echo(f"  {line}")
    if difference.is_poorer and not is_forced:
        click.echo(
            "That is poorer than what is there, so nothing was written; --replace takes it nevertheless.", err=True
        )
        sys.exit(PROBLEMS_FOUND)


def _in_words(difference: Difference) -> Iterable[str]:
    yield from _titles("paper more", "papers more", difference.added)
    yield from _titles("paper less", "papers less", difference.lost)
    if difference.gained:
        yield f"more facts: {_facts(difference.gained)}"
    if difference.missing:
        yield f"fewer facts: {_facts(difference.missing)}"
    if difference.shortened:
        yield f"shorter abstracts: {difference.shortened:,}"
    if not (difference.added or difference.gained or difference.missing or difference.is_poorer):
        yield "the same papers with the same facts; numbers and words may differ"


def _facts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} × {fact}" for fact, count in counts.items())


def _titles(one: str, many: str, titles: Iterable[str]) -> Iterable[str]:
    found = list(titles)
    if found:
        yield f"{len(found):,} {one if len(found) == 1 else many}:"
        yield from (f"  {title}" for title in found[:_MOST_TITLES])
        if len(found) > _MOST_TITLES:
            yield f"  and {len(found) - _MOST_TITLES:,} more"


def _write(path: Path, data: bytes, there: list[Path]) -> None:
    """Write a file as a whole or not at all, and then take away what it stands for."""
    # Nothing is asked of a network, but files are kept there as safely as here.
    from generator.storage.atomic_write import write_whole  # noqa: PLC0415

    write_whole(path, data)
    click.echo(f"wrote {path}")
    for one in there:
        if one.name != path.name:
            one.unlink()


def _print_effect(before: ContentResult, after: ContentResult, digest: Digest) -> None:
    """What the digest brings to the list."""
    papers = after.catalogue.by_digest.get(digest.slug, ())
    known = {paper.slug for paper in before.catalogue.papers}
    for what, found in (
        ("new", [paper for paper in papers if paper.slug not in known]),
        ("merged with papers of other digests", [paper for paper in papers if len(paper.appearances) > 1]),
        ("unsorted: no rule gives them a topic", [paper for paper in papers if paper.is_unsorted]),
    ):
        click.echo(f"{len(found):,} {what}")
        _print_titles(found)
    click.echo("Then: papershelf check, papershelf diff")


def _print_titles(papers: list[Paper]) -> None:
    for paper in papers[:_MOST_TITLES]:
        click.echo(f"  {paper.title.plain}")
    if len(papers) > _MOST_TITLES:
        click.echo(f"  and {len(papers) - _MOST_TITLES:,} more")
