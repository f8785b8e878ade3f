"""``papershelf permalinks``: maintains the list of published addresses."""

from __future__ import annotations

import sys

import click

from generator.catalogue.name_problems import PERMALINKS_CONFLICT
from generator.catalogue.permalink_list import (
    PERMALINKS_FILE,
    permalinks_text,
    read_permalinks,
    remarks_in,
    unrecorded,
)
from generator.cli.options import PROBLEMS_FOUND, Options
from generator.content.read import read_content
from generator.model.problem import Severity
from generator.model.problem_format import as_line, root_of
from generator.storage.atomic_write import write_whole
from generator.text.wording import counted


@click.command()
@click.option("--write", is_flag=True, help="Add the missing addresses to the file; nothing is removed.")
@click.pass_obj
def permalinks(options: Options, *, write: bool) -> None:
    """List the pages whose addresses are not yet in permalinks.txt.

    The check fails if a recorded address leads nowhere. Exits with 1 if one does, or if a line of the
    file is not an address. With --write, merge conflicts in the file are resolved by keeping both sides.
    """
    file, root = options.content / PERMALINKS_FILE, root_of(options.content)
    result = read_content(options.content)
    data = file.read_bytes() if file.is_file() else b""
    published, unreadable = read_permalinks(data)
    unreadable = [problem for problem in unreadable if not (write and problem.kind is PERMALINKS_CONFLICT)]
    missing = list(unrecorded(published, result.catalogue))
    if write and not unreadable:
        text = permalinks_text([*(page.value for page in published), *missing], remarks_in(data))
        write_whole(file, text.encode(), below=options.content)
    for address in missing:
        click.echo(address)
    done = "added to" if write and not unreadable else "not yet in"
    click.echo(f"{counted(len(missing), 'page')} {done} {root}/{PERMALINKS_FILE}")
    lost = [
        problem
        for problem in result.problems
        if problem.place.file == PERMALINKS_FILE and problem.field in {page.value for page in published}
    ]
    for problem in (*unreadable, *lost):
        click.echo(click.style(f"{Severity.ERROR}: ", fg="red") + as_line(problem, root), err=True)
    if unreadable or lost:
        sys.exit(PROBLEMS_FOUND)
