"""``papershelf check``: everything that is wrong, at once."""

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
from generator.storage.cache import FILE, Cache
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
    help="List all notices: what is no mistake, such as an empty topic. JSON always has them.",
)
@click.pass_obj
def check(options: Options, form: str, *, is_all: bool) -> None:
    """Read all content and print every problem at once.

    Notices say how the list stands: a rule that matches nothing, a topic without papers. Those in files
    that differ from main are listed, and the others counted; where there is no main, all are.

    Exits with 1 when there are errors; warnings and notices are only shown.
    """
    # A large list becomes millions of values that stay to the end; to look among them for garbage as often as
    # Python does by itself took a tenth of the time.
    gc.set_threshold(50_000)
    # What a build worked out before need not be worked out again; nothing is written.
    shelf = read_content(options.content, Cache(options.content.resolve().parent / FILE))
    root = root_of(options.content)
    # A program can leave notices out by itself.
    changed = None if is_all or form == "json" else changed_files(options.content)
    listed = [problem for problem in shelf.problems if _is_listed(problem, changed)]
    if form == "json":
        digests = [_sums(digest) for digest in shelf.catalogue.digests]
        click.echo(json.dumps({"digests": digests, "problems": as_data(listed, root)}, ensure_ascii=False, indent=2))
    elif form == "github":
        for problem in listed:
            click.echo(as_command(problem, root))
        click.echo(_counts(shelf.problems, listed))
    else:
        _print_sums(shelf)
        _print_problems(listed, root)
        click.echo(_counts(shelf.problems, listed))
    if errors(shelf.problems):
        sys.exit(PROBLEMS_FOUND)


def _is_listed(problem: Problem, changed: Collection[str] | None) -> bool:
    """A list grows into its topics; so of notices only those concern a curator that lie in what they changed."""
    return problem.severity is not Severity.NOTICE or changed is None or problem.place.file in changed


def _sums(digest: Digest) -> dict[str, str | int]:
    sums = digest.block_counts
    return {
        "digest": digest.slug,
        "papers": len(digest.entries),
        "blocks": sums.blocks,
        "in_papers": sums.papers,
        "furniture": sums.boilerplate,
        "reported": sums.reported,
    }


def _print_sums(shelf: ContentResult) -> None:
    for digest in shelf.catalogue.digests:
        sums = digest.block_counts
        click.echo(
            f"{digest.slug}: {counted(len(digest.entries), 'paper')}; {counted(sums.blocks, 'block')} ="
            f" {sums.papers} in papers + {sums.boilerplate} page furniture + {sums.reported} reported"
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
