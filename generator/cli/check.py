"""``papershelf check``: prints every problem at once."""

from __future__ import annotations

import gc
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import click

from generator.cli.options import PROBLEMS_FOUND, Options
from generator.content.read import ContentResult, read_content
from generator.curator.git_base import changed_files
from generator.model.digest import Digest
from generator.model.problem import Problem, Severity, errors
from generator.model.problem_format import as_command, as_data, as_line, root_of
from generator.storage.cache import CACHE_FILE, Cache
from generator.storage.workers import Workers
from generator.text.wording import counted


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How to print: for people, as annotations of a pull request, or for programs.",
)
@click.option(
    "--all",
    "is_all",
    is_flag=True,
    help="List all notices, which are not mistakes, such as a topic without papers. JSON always includes them.",
)
@click.pass_obj
def check(options: Options, form: str, *, is_all: bool) -> None:
    """Read all content and print every problem at once.

    Notices describe the state of the list: a rule that matches nothing, a topic without papers. Those in
    files that differ from main are listed and the others are counted; without a main branch, all are listed.

    Exits with 1 if there are errors; warnings and notices do not fail the check.
    """
    # A large list becomes millions of values that live to the end; with Python's default threshold, a tenth of
    # the time went into looking for garbage among them.
    gc.set_threshold(50_000, 1_000, 1_000)
    # Reuses what a build cached; nothing is written.
    with Workers() as workers:
        result = read_content(options.content, Cache(options.content.resolve().parent / CACHE_FILE, workers))
    root = root_of(options.content)
    # A program that reads JSON can filter notices itself.
    changed = None if is_all or form == "json" else changed_files(options.content)
    listed = [problem for problem in result.problems if _is_listed(problem, changed)]
    if form == "json":
        digests = [_counts_of(digest) for digest in result.catalogue.digests]
        click.echo(json.dumps({"digests": digests, "problems": as_data(listed, root)}, ensure_ascii=False, indent=2))
    elif form == "github":
        for problem in listed:
            click.echo(as_command(problem, root))
        click.echo(_counts(result.problems, listed))
    else:
        _print_block_counts(result)
        _print_problems(listed, root)
        click.echo(_counts(result.problems, listed))
    if errors(result.problems):
        sys.exit(PROBLEMS_FOUND)


def _is_listed(problem: Problem, changed: Collection[str] | None) -> bool:
    """Topics may wait for papers, so curators need to see notices only in files that they changed."""
    return problem.severity is not Severity.NOTICE or changed is None or problem.place.file in changed


def _counts_of(digest: Digest) -> dict[str, str | int]:
    counts = digest.block_counts
    return {
        "digest": digest.slug,
        "papers": len(digest.entries),
        "blocks": counts.blocks,
        "in_papers": counts.papers,
        "boilerplate": counts.boilerplate,
        "reported": counts.reported,
    }


def _print_block_counts(result: ContentResult) -> None:
    for digest in result.catalogue.digests:
        counts = digest.block_counts
        click.echo(
            f"{digest.slug}: {counted(len(digest.entries), 'paper')}; {counted(counts.blocks, 'block')} ="
            f" {counts.papers} in papers + {counts.boilerplate} page boilerplate + {counts.reported} reported"
        )


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "blue"}


def _print_problems(problems: Iterable[Problem], root: str) -> None:
    for problem in problems:
        label = click.style(f"{problem.severity}: ", fg=_COLOURS[problem.severity])
        click.echo(label + as_line(problem, root), err=True)


def _counts(problems: Iterable[Problem], listed: Sequence[Problem]) -> str:
    count = Counter(problem.severity for problem in problems)
    shown = Counter(problem.severity for problem in listed)[Severity.NOTICE]
    line = f"{counted(count[Severity.ERROR], 'problem')}, {counted(count[Severity.WARNING], 'warning')}"
    if not count[Severity.NOTICE]:
        return line
    line += f", {counted(count[Severity.NOTICE], 'notice')} on how the list stands"
    if shown == count[Severity.NOTICE]:
        return line
    return f"{line} ({f'{shown:,} in what you changed; ' if shown else ''}--all lists them)"
