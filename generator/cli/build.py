"""``papershelf build``: builds the site."""

from __future__ import annotations

import gc
import logging
import sys
from contextlib import nullcontext
from pathlib import Path

import click
from jinja2 import TemplateError

from generator.cli.options import PROBLEMS_FOUND, Options, config_option
from generator.site.unchanged import is_unchanged
from generator.storage.workers import Workers
from generator.text.wording import counted


@click.command()
@config_option
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write the site.  [default: as configured, site/]",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="NUMBER",
    help="How many processes share the work.  [default: one for each core]",
)
@click.option(
    "--scheduler",
    metavar="tcp://HOST:PORT",
    help="Let the workers of a dask.distributed scheduler do the work, instead of this machine's cores.",
)
@click.option("--clean", is_flag=True, help="Render every page, whether or not it changed.")
@click.option("--quiet", is_flag=True, help="Print only problems.")
@click.pass_obj
def build(
    options: Options,
    config: Path,
    site: Path | None,
    workers: int | None,
    scheduler: str | None,
    *,
    clean: bool,
    quiet: bool,
) -> None:
    """Build the site, rendering only the pages that changed.

    All valid content is built. Exits with 1 if there are errors or MkDocs warnings.
    """
    if not clean and is_unchanged(config, options.content, site):
        if not quiet:
            click.echo("Nothing has changed since the last build.")
        return
    # Almost nothing becomes garbage before the end, so looking for it is in vain.
    gc.set_threshold(50_000, 1_000, 1_000)
    # MkDocs is slow to import, and only this command needs it.
    from generator.site.build_lock import WAITING_LOG  # noqa: PLC0415
    from generator.site.folders import UnsafeFolders  # noqa: PLC0415
    from generator.site.incremental_build import build_site  # noqa: PLC0415
    from generator.storage.cluster import NoCluster, cluster_executor  # noqa: PLC0415

    _show_log(is_quiet=quiet)
    logging.getLogger(WAITING_LOG).setLevel(logging.INFO)
    progress = None if quiet or not sys.stderr.isatty() else _Progress()
    try:
        with cluster_executor(scheduler) if scheduler else nullcontext() as executor:
            result = build_site(
                config,
                content=options.content,
                site=site,
                is_clean=clean,
                workers=Workers(workers, executor),
                on_progress=progress,
            )
    except (UnsafeFolders, NoCluster) as fault:
        raise click.UsageError(str(fault)) from fault
    except (TemplateError, UnicodeError, RecursionError) as error:
        # The log names the page. Whatever the check knows of was refused before.
        click.echo(f"{type(error).__name__}: {error}. The site was not built.", err=True)
        sys.exit(PROBLEMS_FOUND)
    if result.warnings:
        click.echo(f"{counted(result.warnings, 'problem')} found; see above.", err=True)
        sys.exit(PROBLEMS_FOUND)


class _Progress:
    """Counts pages in place on a terminal; never written to a log."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self, path: str) -> None:
        self.done += 1
        if self.done % 25 == 0:
            click.echo(f"\r{self.done:,} pages converted ", nl=False, err=True)


def _show_log(*, is_quiet: bool) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)-7s %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING if is_quiet else logging.INFO)
