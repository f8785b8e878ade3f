"""``papershelf resolve``: ids, authors and dates that digests do not state."""

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
    crossref_option,
    hugging_face_option,
    in_words,
    today_of,
    today_option,
)
from generator.text.wording import counted

if TYPE_CHECKING:
    from generator.fetching.resolver import Resolution
    from generator.fetching.unanswered import Unresolved


@click.command()
@click.option(
    "--max", "most", type=click.IntRange(1), default=50, show_default=True, help="Look up at most this many papers."
)
@click.option("--again", is_flag=True, help="Also look up papers that were not found in the last 30 days.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format."
)
@today_option
@hugging_face_option
@arxiv_option
@crossref_option
@click.option(
    "--mailto",
    metavar="EMAIL",
    envvar="PAPERSHELF_MAILTO",
    show_envvar=True,
    help="Where Crossref can reach you; it answers such requests sooner.",
)
@click.pass_obj
def resolve(  # noqa: PLR0913 - one parameter for each option
    options: Options,
    most: int,
    form: str,
    today: date | None,
    hugging_face: str,
    arxiv: str,
    crossref: str,
    mailto: str | None,
    *,
    again: bool,
) -> None:
    """Look up the ids, authors, dates, venues, categories and code that digests do not state.

    Hugging Face is asked first, then arXiv, at most once in three seconds. Crossref is asked about papers with a DOI,
    and about titles that are on neither; it also knows where a paper was published, and whether it was retracted.
    Only a certain match is accepted: the same title, and the date and number of authors that the digest states; where
    the digest gives an id that says it all, the id. Each result is
    written to enrichment/resolved-DIGEST.yml at once, so a run can be stopped and started again.
    Uncertain matches are listed for a curator, and not looked up again for 30 days.

    Exits with 1 when a service does not respond.
    """
    # Only commands that use the network load its client.
    from generator.fetching import resolver, service_limits  # noqa: PLC0415
    from generator.fetching.crossref import Crossref  # noqa: PLC0415
    from generator.fetching.http_client import Client, Failed  # noqa: PLC0415
    from generator.fetching.paper_services import PaperServices  # noqa: PLC0415
    from generator.fetching.unanswered import read_unanswered  # noqa: PLC0415

    resolutions: list[Resolution] = []
    failure: Failed | OSError | None = None
    try:
        with (
            Client(service_limits.HUGGING_FACE_LIMITS, on_wait=_say) as hub,
            Client(service_limits.ARXIV_LIMITS, on_wait=_say) as papers,
            Client(service_limits.CROSSREF_LIMITS, on_wait=_say) as works,
        ):
            services = PaperServices((hugging_face, hub), (arxiv, papers), Crossref(crossref, works, mailto))
            day = today_of(today)
            run = resolver.resolve(options.content, services, day, most, is_again=again, on_paper=_progress())
            for resolution in run:
                resolutions.append(resolution)
                for words in resolution.left_out:
                    click.echo(f"left out of {resolution.wanted.title}: {words}", err=True)
                if form == "text":
                    _print_found(resolution)
    except (Failed, OSError) as error:
        failure = error
    unresolved: list[Unresolved] = []
    try:
        unresolved = resolver.still_unresolved(options.content, read_unanswered(options.content))
    except (Failed, OSError) as error:
        failure = failure or error
    if form == "json":
        _print_json(resolutions, unresolved)
    else:
        _print_text(resolutions, unresolved)
    if failure:
        click.echo(in_words(failure), err=True)
        sys.exit(PROBLEMS_FOUND)


def _print_found(resolution: Resolution) -> None:
    """Name a paper that was found, and whether it was taken back."""
    found = resolution.enrichment
    stated = (found.arxiv or found.doi) if found else None
    if found and stated:
        title = found.full_title.value if found.full_title else resolution.wanted.title
        taken_back = f" ({found.stage.value})" if found.stage and found.stage.value.is_taken_back else ""
        click.echo(f"found {stated.value}: {title}{taken_back}")


def _print_text(resolutions: Sequence[Resolution], unresolved: Sequence[Unresolved]) -> None:
    count = sum(1 for resolution in resolutions if resolution.enrichment)
    click.echo(f"{counted(count, 'paper')} found, {len(resolutions)} looked up")
    uncertain = [paper for paper in unresolved if paper.candidates]
    if uncertain:
        click.echo("\nUncertain matches; if one is right, state its id in papers/SLUG.yml under corrections:")
    for paper in uncertain:
        click.echo(f"  {paper.title}")
        for candidate in paper.candidates:
            click.echo(f"    {candidate.arxiv}  {candidate.title} ({'; '.join(candidate.doubts)})")
    without = len(unresolved) - len(uncertain)
    if without:
        click.echo(f"\n{counted(without, 'paper')} without any similar match.")


def _print_json(resolutions: Sequence[Resolution], unresolved: Sequence[Unresolved]) -> None:
    found = [
        {
            "slug": resolution.wanted.slug,
            "title": resolution.wanted.title,
            "arxiv": resolution.enrichment.arxiv.value if resolution.enrichment.arxiv else None,
            "doi": resolution.enrichment.doi.value if resolution.enrichment.doi else None,
            "source": resolution.enrichment.source,
            "left_out": list(resolution.left_out),
        }
        for resolution in resolutions
        if resolution.enrichment
    ]
    remaining = [{**asdict(paper), "asked": paper.asked.isoformat()} for paper in unresolved]
    data = {"asked": len(resolutions), "found": found, "unresolved": remaining}
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


class _Progress:
    """Counts in place on a terminal."""

    def __call__(self, number: int, count: int) -> None:
        click.echo(f"\rpaper {number:,} of {count:,} ", nl=False, err=True)


def _progress() -> _Progress | None:
    return _Progress() if sys.stderr.isatty() else None


def _say(words: str) -> None:
    click.echo(f"  {words}", err=True)
