"""``papershelf fetch``: daily papers from Hugging Face, and what feeds and listings announce."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date

import click

from generator.cli.options import (
    PROBLEMS_FOUND,
    Day,
    Options,
    arxiv_option,
    hugging_face_option,
    in_words,
    today_of,
    today_option,
)
from generator.content.folder import curated_files
from generator.curation.name_kinds import SOURCE_NAME
from generator.curation.reading import read_curation
from generator.digests.digest_names import DIGEST_LABEL
from generator.model.curation import Source
from generator.model.days import FIRST_DIGEST
from generator.model.problem import Problem, Severity
from generator.model.problem_format import as_line, root_of
from generator.text.wording import counted

_HUGGING_FACE = Source("huggingface")


@click.command()
@click.option(
    "--from",
    "stated",
    metavar="SOURCE",
    multiple=True,
    help="The address of a feed or a listing, arxiv:CATEGORY, or huggingface; can be given several times."
    "  [default: the sources in site.yml, or else huggingface]",
)
@click.option("--label", metavar="LABEL", help="The label of the digests of the one SOURCE.")
@click.option("--date", "day", type=Day(), help="Fetch only this day from Hugging Face.")
@click.option("--since", type=Day(), help="Fetch every day from this one to today from Hugging Face.")
@click.option("--missing", is_flag=True, help="Fetch working days since the oldest digest that have no digest.")
@today_option
@hugging_face_option
@arxiv_option
@click.pass_obj
def fetch(  # noqa: PLR0913 - one for each option
    options: Options,
    stated: tuple[str, ...],
    label: str | None,
    day: date | None,
    since: date | None,
    today: date | None,
    hugging_face: str,
    arxiv: str,
    *,
    missing: bool,
) -> None:
    """Fetch the newest papers and save them as digests.

    From Hugging Face today and the three days before are fetched, because a day fills up over time. A
    response is saved as digests/DATE.json, or as digests/DATE-daily.json when there is a scrape of another
    form; one with fewer papers than are saved already removes nothing.

    From a feed (RSS or Atom), a listing of arXiv or arxiv:CATEGORY, the papers are saved that are in no earlier
    digest of the same source, as digests/DATE-LABEL.xml or with the extension of its form. The label is made
    from the name of the source.

    Exits with 1 when a past working day is empty for the second time (it may be a holiday, and later runs
    treat it as one), when responses cannot be read, or when a service does not respond. Whatever could
    be fetched is saved.
    """
    now = today_of(today)
    is_by_day = day is not None or since is not None or missing
    _check_usage(stated, label, day, since, now, is_missing=missing)
    sources = [Source(one, label) for one in stated] or list(_sources(options))
    if is_by_day and not any(source.from_ == _HUGGING_FACE.from_ for source in sources):
        raise click.UsageError("--date, --since and --missing are for Hugging Face, which is none of the sources.")
    others = [] if is_by_day else [source for source in sources if source.from_ != _HUGGING_FACE.from_]
    is_failed = False
    try:
        if len(others) < len(sources):
            is_failed = _fetch_days(options, day, since, now, hugging_face, is_missing=missing)
        is_failed |= _fetch_sources(options, others, now, arxiv) if others else False
    except OSError as failure:
        click.echo(in_words(failure), err=True)
        is_failed = True
    if is_failed:
        sys.exit(PROBLEMS_FOUND)


def _check_usage(
    stated: Sequence[str], label: str | None, day: date | None, since: date | None, now: date, *, is_missing: bool
) -> None:
    if (day is not None) + (since is not None) + is_missing > 1:
        raise click.UsageError("Use only one of --date, --since and --missing.")
    first = day or since
    if first and first > now:
        raise click.UsageError(f"{first} is in the future; today is {now}.")
    if first and first < FIRST_DIGEST:
        raise click.UsageError(f"expected a date from {FIRST_DIGEST} to today ({now}), found {first}")
    for one in stated:
        if not SOURCE_NAME.fullmatch(one) and not re.match(r"https?://", one, re.I):
            expected = "an address that begins with https://, a category like arxiv:cs.LG, or huggingface"
            raise click.UsageError(f"expected {expected}, found '{one}'")
    if label is not None and (len(stated) != 1 or stated[0] == _HUGGING_FACE.from_):
        raise click.UsageError("--label is for one SOURCE other than huggingface; use it with --from.")
    if label is not None and not re.fullmatch(DIGEST_LABEL, label):
        raise click.UsageError(f"expected a label in lower-case letters, digits and hyphens, found '{label}'")


def _sources(options: Options) -> Sequence[Source]:
    """The sources of the list; Hugging Face when it names none."""
    site = read_curation(curated_files(options.content))[0].site
    return site.sources or (_HUGGING_FACE,)


def _fetch_sources(options: Options, sources: Iterable[Source], now: date, arxiv: str) -> bool:
    """Fetch feeds and listings one after the other, each saved before the next; did any of them fail?"""
    # Only commands that use the network load its client.
    from generator.fetching import service_limits  # noqa: PLC0415
    from generator.fetching.day_outcome import DayResult  # noqa: PLC0415
    from generator.fetching.http_client import Client, Failed  # noqa: PLC0415
    from generator.fetching.source_digests import fetch_source  # noqa: PLC0415

    is_failed = False
    try:
        with Client(service_limits.SOURCE_LIMITS, on_wait=_say) as client:
            for source in sources:
                outcome = fetch_source(options.content, source.from_, source.label, now, arxiv, client)
                is_failure = outcome.result is DayResult.FAILED
                _print(outcome.name, outcome.message, outcome.file, options, is_failure=is_failure)
                _print_problems(outcome.problems, root_of(options.content))
                is_failed |= is_failure
    except Failed as failure:
        click.echo(in_words(failure), err=True)
        return True
    return is_failed


def _fetch_days(
    options: Options, day: date | None, since: date | None, now: date, hugging_face: str, *, is_missing: bool
) -> bool:
    """Fetch days from Hugging Face; did any of them fail?"""
    # As above.
    from generator.fetching import daily_papers, service_limits  # noqa: PLC0415
    from generator.fetching.day_outcome import DayResult  # noqa: PLC0415
    from generator.fetching.http_client import Client, Failed  # noqa: PLC0415

    is_failed = False
    try:
        days = _days(options, day, since, now, is_missing=is_missing)
        with Client(service_limits.HUGGING_FACE_LIMITS, on_wait=_say) as client:
            for outcome in daily_papers.fetch_days(options.content, days, now, hugging_face, client):
                is_failure = outcome.result is DayResult.FAILED
                _print(str(outcome.day), outcome.message, outcome.file, options, is_failure=is_failure)
                _print_problems(outcome.problems, root_of(options.content))
                is_failed |= is_failure
    except Failed as failure:
        click.echo(in_words(failure), err=True)
        return True
    return is_failed


def _days(options: Options, day: date | None, since: date | None, today: date, *, is_missing: bool) -> list[date]:
    from generator.fetching import daily_papers  # noqa: PLC0415

    if day:
        return [day]
    if since:
        return daily_papers.days_since(since, today)
    if not is_missing:
        return daily_papers.recent_days(today)
    days = daily_papers.missing_days(options.content, today)
    click.echo(f"{counted(len(days), 'working day')} without a digest")
    return days


def _print(name: str, message: str, file: str | None, options: Options, *, is_failure: bool) -> None:
    where = f" ({root_of(options.content)}/{file})" if file else ""
    click.echo(f"{name}: {message}{where}", err=is_failure)


def _print_problems(problems: Iterable[Problem], root: str) -> None:
    for problem in problems:
        if problem.severity is not Severity.NOTICE:
            click.echo(f"  {problem.severity}: {as_line(problem, root)}", err=True)


def _say(words: str) -> None:
    click.echo(f"  {words}", err=True)
