"""``papershelf fetch``: daily papers from Hugging Face."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date

import click

from generator.cli.options import PROBLEMS_FOUND, Day, Options, hugging_face_option, in_words, today_of, today_option
from generator.model.days import FIRST_DIGEST
from generator.model.problem import Problem, Severity
from generator.model.problem_format import as_line, root_of
from generator.text.wording import counted


@click.command()
@click.option("--date", "day", type=Day(), help="Fetch only this day.")
@click.option("--since", type=Day(), help="Fetch every day from this one to today.")
@click.option("--missing", is_flag=True, help="Fetch working days since the oldest digest that have no digest.")
@today_option
@hugging_face_option
@click.pass_obj
def fetch(
    options: Options, day: date | None, since: date | None, today: date | None, hugging_face: str, *, missing: bool
) -> None:
    """Fetch daily papers from Hugging Face and save them as digests.

    Without options, today and the three days before are fetched, because a day fills up over time. A
    response is saved as digests/DATE.json, or as digests/DATE-daily.json when there is a scrape of another
    form; one with fewer papers than are saved already removes nothing.

    Exits with 1 when a past working day is empty for the second time (it may be a holiday, and later runs
    treat it as one), when responses cannot be read, or when the service does not respond. Whatever could
    be fetched is saved.
    """
    # Only commands that use the network load its client.
    from generator.fetching import daily_papers, service_limits  # noqa: PLC0415
    from generator.fetching.day_outcome import DayResult  # noqa: PLC0415
    from generator.fetching.http_client import Client, Failed  # noqa: PLC0415

    if (day is not None) + (since is not None) + missing > 1:
        raise click.UsageError("Use only one of --date, --since and --missing.")
    now = today_of(today)
    first = day or since
    if first and first > now:
        raise click.UsageError(f"{first} is in the future; today is {now}.")
    if first and first < FIRST_DIGEST:
        raise click.UsageError(f"expected a date from {FIRST_DIGEST} to today ({now}), found {first}")
    is_failed = False
    try:
        days = _days(options, day, since, now, is_missing=missing)
        with Client(service_limits.HUGGING_FACE_LIMITS, on_wait=_say) as client:
            for outcome in daily_papers.fetch_days(options.content, days, now, hugging_face, client):
                file = f" ({root_of(options.content)}/{outcome.file})" if outcome.file else ""
                is_failure = outcome.result is DayResult.FAILED
                click.echo(f"{outcome.day}: {outcome.message}{file}", err=is_failure)
                _print(outcome.problems, root_of(options.content))
                is_failed |= is_failure
    except (Failed, OSError) as failure:
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
