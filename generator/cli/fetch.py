"""``papershelf fetch``: fetches the daily papers of Hugging Face as digests."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date

import click

from generator.cli.options import PROBLEMS_FOUND, Day, Options, hugging_face_option, in_words, today_of, today_option
from generator.model.problem import Problem, Severity
from generator.model.problem_format import as_line, root_of
from generator.text.wording import counted


@click.command()
@click.option("--date", "day", type=Day(), help="Fetch only this day.")
@click.option("--since", type=Day(), help="Fetch all days from this one to today.")
@click.option("--missing", is_flag=True, help="Fetch all working days since the oldest digest that have no digest.")
@today_option
@hugging_face_option
@click.pass_obj
def fetch(
    options: Options, day: date | None, since: date | None, today: date | None, hugging_face: str, *, missing: bool
) -> None:
    """Fetch daily papers from Hugging Face and keep them as digests.

    By default, fetches today and the three days before, because papers are added to a day over time. A
    response is kept as digests/DATE.json or, beside a page saved in another format, as
    digests/DATE-daily.json. A response with fewer papers or fields than the stored one removes nothing.

    Exits with 1 if a past working day is empty for the second time (holidays included; later runs skip
    the day), if a response has an unknown format, or if there is no response. Papers that were fetched
    successfully are kept in any case.
    """
    # The network client is slow to load, and few commands need it.
    from generator.fetching import daily_papers  # noqa: PLC0415
    from generator.fetching.client import Client, FetchError  # noqa: PLC0415

    if (day is not None) + (since is not None) + missing > 1:
        raise click.UsageError("Use only one of --date, --since and --missing.")
    now = today_of(today)
    first = day or since
    if first and first > now:
        raise click.UsageError(f"{first} is in the future; today is {now}.")
    is_failed = False
    try:
        days = _days(options, day, since, now, is_missing=missing)
        with Client(daily_papers.HUGGING_FACE_LIMITS, on_wait=_say) as client:
            for outcome in daily_papers.fetch_days(options.content, days, now, hugging_face, client):
                file = f" ({root_of(options.content)}/{outcome.file})" if outcome.file else ""
                is_wrong = outcome.status is daily_papers.DayStatus.FAILED
                click.echo(f"{outcome.day}: {outcome.message}{file}", err=is_wrong)
                _print(outcome.problems, root_of(options.content))
                is_failed |= is_wrong
    except (FetchError, OSError) as failure:
        click.echo(in_words(failure), err=True)
        is_failed = True
    if is_failed:
        sys.exit(PROBLEMS_FOUND)


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


def _print(problems: Iterable[Problem], root: str) -> None:
    for problem in problems:
        if problem.severity is not Severity.NOTICE:
            click.echo(f"  {problem.severity}: {as_line(problem, root)}", err=True)


def _say(words: str) -> None:
    click.echo(f"  {words}", err=True)
