"""``papershelf freshness`` and ``papershelf updates``: what the scheduled workflows ask."""

from __future__ import annotations

import sys
from datetime import date

import click

from generator.catalogue.digest_age import Freshness
from generator.catalogue.digest_age import freshness as freshness_of
from generator.cli.options import PROBLEMS_FOUND, Options, today_of, today_option
from generator.content.read import read_content


@click.command()
@today_option
@click.pass_obj
def freshness(options: Options, today: date | None) -> None:
    """Say how old the newest digest is, in one sentence.

    It counts the working days, Monday to Friday, that ended without a digest. Exits with 1 when they reach
    `stale_after` under `updates` in site.yml (3 by default), or when there is no digest at all; with 0
    while the list is fresh.
    """
    catalogue = read_content(options.content).catalogue
    state = freshness_of(catalogue.digests, catalogue.site.updates.stale_after, today_of(today))
    click.echo(freshness_in_words(state))
    if state.is_stale:
        sys.exit(PROBLEMS_FOUND)


def freshness_in_words(state: Freshness) -> str:
    """One sentence, made of numbers and our own words: a workflow passes it on, so it quotes nothing scraped."""
    limit = f"the limit is {_days(state.limit)}"
    if state.newest is None:
        return f"There is no digest with papers yet; {limit}."
    return f"The newest digest is of {state.newest}; {_days(state.waited)} ended without one since then; {limit}."


def _days(count: int) -> str:
    return f"{count:,} working day{'' if count == 1 else 's'}"


@click.command()
@click.pass_obj
def updates(options: Options) -> None:
    """Print where the daily run delivers what it fetched: `pull-request` or `main`.

    This is `to` under `updates` in site.yml, or `pull-request` if that is missing or cannot be read.
    """
    click.echo(read_content(options.content).catalogue.site.updates.to)
