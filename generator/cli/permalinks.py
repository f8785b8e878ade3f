"""``papershelf permalinks``: keep the list of published addresses."""

from __future__ import annotations

import sys

import click

from generator.catalogue.name_problems import PERMALINKS_CONFLICT
from generator.catalogue.permalink_list import PERMALINKS_FILE, permalinks_text, read_permalinks, unrecorded
from generator.cli.options import PROBLEMS_FOUND, Options
from generator.content.read import read_content
from generator.model.problem import Severity
from generator.model.problem_format import as_line, root_of
from generator.text.wording import counted


@click.command()
@click.option("--write", is_flag=True, help="Add what is missing to the file; nothing is removed from it.")
@click.pass_obj
def permalinks(options: Options, *, write: bool) -> None:
    """List the pages whose addresses permalinks.txt does not keep yet.

    A check fails when a kept address leads nowhere. Exits with 1 when one does, or when a line of the
    file is not an address; the marks of a merge are no fault with --write, which keeps both sides.
    """
    file, root = options.content / PERMALINKS_FILE, root_of(options.content)
    shelf = read_content(options.content)
    published, unreadable = read_permalinks(file.read_bytes() if file.is_file() else b"")
    unreadable = [one for one in unreadable if not (write and one.kind is PERMALINKS_CONFLICT)]
    missing = list(unrecorded(published, shelf.catalogue))
    if write and not unreadable:
        text = permalinks_text([*(one.value for one in published), *missing])
        file.write_text(text, encoding="utf-8", newline="\n")
    for address in missing:
        click.echo(address)
    done = "added to" if write and not unreadable else "not yet in"
    click.echo(f"{counted(len(missing), 'page')} {done} {root}/{PERMALINKS_FILE}")
    lost = [
        one
        for one in shelf.problems
        if one.place.file == PERMALINKS_FILE and one.field in {page.value for page in published}
    ]
    for problem in (*unreadable, *lost):
        click.echo(click.style(f"{Severity.ERROR}: ", fg="red") + as_line(problem, root), err=True)
    if unreadable or lost:
        sys.exit(PROBLEMS_FOUND)
