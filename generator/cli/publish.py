"""``papershelf publish``: brings the built site to a store."""

from __future__ import annotations

import hashlib
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import PROBLEMS_FOUND, config_option, in_words
from generator.text.wording import counted

if TYPE_CHECKING:
    from generator.publishing.object_store import StorePlace
    from generator.publishing.publish_plan import PublishPlan
    from generator.publishing.transfer import Publication
    from generator.site.finished_site import FinishedSite


@click.command()
@click.argument("address", metavar="s3://BUCKET/PREFIX")
@config_option
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site was built.  [default: where the last build wrote it]",
)
@click.option(
    "--endpoint",
    metavar="URL",
    envvar=["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"],
    show_envvar=True,
    help="The address of the store.  [default: that of Amazon S3 in the region]",
)
@click.option(
    "--region",
    metavar="NAME",
    envvar=["AWS_REGION", "AWS_DEFAULT_REGION"],
    show_envvar=True,
    help="The region of the bucket.  [default: us-east-1]",
)
@click.option("--replace", is_flag=True, help="Take the place of objects that no publish of this site put there.")
@click.option("--dry-run", is_flag=True, help="Print what would be written and removed, and do nothing.")
@click.option("--quiet", is_flag=True, help="Print only problems.")
def publish(
    address: str,
    config: Path,
    site: Path | None,
    endpoint: str | None,
    region: str | None,
    *,
    replace: bool,
    dry_run: bool,
    quiet: bool,
) -> None:
    """Bring the built site to s3://BUCKET/PREFIX, in a store that speaks the protocol of S3.

    Only what changed is written, in an order in which no page leads to one that is missing. Removed is only what
    an earlier publish wrote and nobody else has replaced. It can be stopped at any moment and run again; of two
    at once, one waits for the other.

    Credentials are those of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or those that a machine
    in a cloud has. They are never printed.

    Exits with 1 when the store fails or refuses, and with 2 when there is no whole site to publish.
    """
    place = _open(address, endpoint, region)
    with _site(config, site) as built, _in_sentences():
        from generator.publishing.site_files import site_files  # noqa: PLC0415
        from generator.publishing.transfer import Publication  # noqa: PLC0415

        files = site_files(built.folder)
        if dry_run:
            _print_plan(Publication(files, built.address, place, may_replace=replace).plan())
            return
        progress = None if quiet or not sys.stderr.isatty() else _Progress()
        publication = Publication(files, built.address, place, replace, progress or _nothing)
        plan = _run(publication, built, f"{address}\n{endpoint}")
        if progress:
            progress.end()
        if not quiet:
            click.echo(_summary(plan))
        _print_notes(plan)


def _open(text: str, endpoint: str | None, region: str | None) -> StorePlace:
    # Only this command uses the client.
    from generator.publishing.object_store import (  # noqa: PLC0415
        ClientMissing,
        StoreAddress,
        StoreFailed,
        StorePlace,
        WrongAddress,
        check_endpoint,
    )

    try:
        if endpoint:
            check_endpoint(endpoint)
        return StorePlace.open(StoreAddress.parse(text), endpoint, region)
    except (WrongAddress, StoreFailed) as fault:
        raise click.UsageError(str(fault)) from fault
    except ClientMissing as fault:
        raise click.UsageError("publish needs a package more: pip install 'papershelf[publish]'") from fault


@contextmanager
def _site(config: Path, site: Path | None) -> Iterator[FinishedSite]:
    # What builds a site is slow to import.
    from generator.site.build_lock import BuildRunning  # noqa: PLC0415
    from generator.site.finished_site import UnfinishedSite, finished_site  # noqa: PLC0415

    try:
        with finished_site(config.resolve().parent, site) as built:
            yield built
    except UnfinishedSite as fault:
        raise click.UsageError(str(fault)) from fault
    except BuildRunning as fault:
        raise click.UsageError("a build of this project is running; publish when it has finished") from fault


@contextmanager
def _in_sentences() -> Iterator[None]:
    """End the command with a sentence for whatever keeps a site from being published."""
    from generator.publishing.object_store import StoreFailed  # noqa: PLC0415 - as above
    from generator.publishing.publish_turn import TurnLost  # noqa: PLC0415
    from generator.publishing.site_files import UnsafeSite  # noqa: PLC0415
    from generator.publishing.transfer import Refused, SiteChanged  # noqa: PLC0415

    try:
        yield
    except UnsafeSite as fault:
        raise click.UsageError(str(fault)) from fault
    except Refused as fault:
        _fail(f"{fault}. Nothing was written.")
    except TurnLost:
        _fail("Another publish took over, because this one had been silent for long. Run it again.")
    except (StoreFailed, SiteChanged) as fault:
        _fail(f"{fault}. The site is not published as a whole; run it again.")
    except OSError as fault:
        _fail(in_words(fault))


def _fail(words: str) -> None:
    click.echo(words, err=True)
    sys.exit(PROBLEMS_FOUND)


def _run(publication: Publication, built: FinishedSite, target: str) -> PublishPlan:
    from generator.publishing.own_runs import own_run  # noqa: PLC0415 - as above
    from generator.publishing.publish_turn import Turn  # noqa: PLC0415

    name = hashlib.sha256(target.encode()).hexdigest()[:16]
    with _ended_in_order(), own_run(built.work / "publishing" / name) as run:
        return publication.run(lambda: Turn(publication.place, run.token, run.dead, on_wait=_say_waiting))


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Give the turn back also when a workflow is cancelled, which ends its commands so."""
    usual = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, usual)


def _say_waiting() -> None:
    click.echo("Another publish to the same place is running; waiting until it has finished or is silent", err=True)


def _nothing(key: str) -> None:
    """Nobody watches."""


class _Progress:
    """Counts files in place on a terminal; never written to a log."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self, key: str) -> None:
        self.done += 1
        if self.done % 25 == 0:
            click.echo(f"\r{self.done:,} files written ", nl=False, err=True)

    def end(self) -> None:
        """Leave the line."""
        if self.done >= 25:
            click.echo(err=True)


def _print_plan(plan: PublishPlan) -> None:
    """What would be done, in its order."""
    for stage in plan.stages:
        for file in stage:
            verb = "add" if file.key in plan.new else "replace"
            click.echo(f"{verb} {file.key}  {file.headers.content_type}  {file.headers.cache_control}")
    for key in plan.removals:
        click.echo(f"remove {key}")
    click.echo(_summary(plan))
    _print_notes(plan)


def _summary(plan: PublishPlan) -> str:
    added = len(plan.new)
    return (
        f"{counted(added, 'file')} added, {plan.writes - added:,} replaced, {len(plan.removals):,} removed,"
        f" {plan.unchanged:,} unchanged"
    )


def _print_notes(plan: PublishPlan) -> None:
    """What somebody else did to what was published."""
    for keys, words in (
        (plan.restored, "had been replaced or removed by something else, and {} as in the site again"),
        (plan.left, "would have been removed, but {} somebody else's by now"),
    ):
        if keys:
            what = words.format("is" if len(keys) == 1 else "are")
            click.echo(
                f"{counted(len(keys), 'file')} {what}: {', '.join(keys[:3])}{' ...' * (len(keys) > 3)}", err=True
            )
