"""``papershelf resolve``: what digests do not say about their papers."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from generator.cli.options import (
    PROBLEMS_FOUND,
    Options,
    arxiv_option,
    hugging_face_option,
    in_words,
    today_of,
    today_option,
)
from generator.text.wording import counted

if TYPE_CHECKING:
    from generator.fetching.resolver import Outcome
    from generator.fetching.unanswered import Unresolved


@click.command()
@click.option(
    "--max", "most", type=click.IntRange(1), default=50, show_default=True, help="How many papers to ask for, at most."
)
@click.option("--again", is_flag=True, help="Ask again for papers that nothing was found for in the last 30 days.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
@today_option
@hugging_face_option
@arxiv_option
@click.pass_obj
def resolve(
    options: Options, most: int, form: str, today: date | None, hugging_face: str, arxiv: str, *, again: bool
) -> None:
    """Find the arXiv ids, authors, dates, categories and code that digests do not state.

    Hugging Face is asked first, then arXiv, once in three seconds. Only what is certain is taken: the
    same title, and the day and the number of authors of the digest. It is written to
    enrichment/resolved-DIGEST.yml at once, so a run can be stopped and started again; what remains
    uncertain is listed for a curator, and not asked for again for 30 days. Exits with 1 when a service
    gives no answer.
    """
    # Only commands that go to the network need its client.
    from generator.fetching import arxiv as arxiv_api  # noqa: PLC0415
    from generator.fetching import daily_papers  # noqa: PLC0415
    from generator.fetching import resolver as resolving  # noqa: PLC0415
    from generator.fetching.client import Client, Failed  # noqa: PLC0415
    from generator.fetching.services import Services  # noqa: PLC0415
    from generator.fetching.unanswered import read_unanswered  # noqa: PLC0415

    outcomes: list[Outcome] = []
    failure: Failed | OSError | None = None
    try:
        with (
            Client(daily_papers.LIMITS, on_wait=_say) as hub,
            Client(arxiv_api.LIMITS, on_wait=_say) as papers,
        ):
            services = Services((hugging_face, hub), (arxiv, papers))
            day = today_of(today)
            asking = resolving.resolve(options.content, services, day, most, is_again=again, on_paper=_progress())
            for outcome in asking:
                outcomes.append(outcome)
                if outcome.finding and outcome.finding.arxiv and form == "text":
                    click.echo(f"found {outcome.finding.arxiv.value}: {outcome.wanted.title}")
    except (Failed, OSError) as error:
        failure = error
    unresolved: list[Unresolved] = []
    try:
        unresolved = resolving.still_unresolved(options.content, read_unanswered(options.content))
    except (Failed, OSError) as error:
        failure = failure or error
    if form == "json":
        _print_json(outcomes, unresolved)
    else:
        _print_text(outcomes, unresolved)
    if failure:
        click.echo(in_words(failure), err=True)
        sys.exit(PROBLEMS_FOUND)


def _print_text(outcomes: Sequence[Outcome], unresolved: Sequence[Unresolved]) -> None:
    found = sum(1 for outcome in outcomes if outcome.finding)
    click.echo(f"{counted(found, 'paper')} found, {len(outcomes)} asked for")
    uncertain = [one for one in unresolved if one.candidates]
    if uncertain:
        click.echo("\nUncertain; if one is right, state it in papers/SLUG.yml under corrections:")
    for one in uncertain:
        click.echo(f"  {one.title}")
        for candidate in one.candidates:
            click.echo(f"    {candidate.arxiv}  {candidate.title} ({'; '.join(candidate.doubts)})")
    without = len(unresolved) - len(uncertain)
    if without:
        click.echo(f"\nNothing like it was found for {counted(without, 'paper')}.")


def _print_json(outcomes: Sequence[Outcome], unresolved: Sequence[Unresolved]) -> None:
    found = [
        {
            "slug": outcome.wanted.slug,
            "title": outcome.wanted.title,
            "arxiv": outcome.finding.arxiv.value if outcome.finding.arxiv else None,
            "source": outcome.finding.source,
        }
        for outcome in outcomes
        if outcome.finding
    ]
    remaining = [{**asdict(one), "asked": one.asked.isoformat()} for one in unresolved]
    data = {"asked": len(outcomes), "found": found, "unresolved": remaining}
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


class _Progress:
    """Counts in place on a terminal."""

    def __call__(self, number: int, count: int) -> None:
        click.echo(f"\rpaper {number:,} of {count:,} ", nl=False, err=True)


def _progress() -> _Progress | None:
    return _Progress() if sys.stderr.isatty() else None


def _say(words: str) -> None:
    click.echo(f"  {words}", err=True)
