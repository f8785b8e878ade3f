"""``papershelf permalinks``: maintains the list of published addresses."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from generator.catalogue.name_problems import ADDRESS_OF_TWO_PAPERS, LOST_PERMALINK, PERMALINKS_CONFLICT
from generator.catalogue.permalink_list import (
    PERMALINKS_FILE,
    completed,
    permalinks_text,
    read_permalinks,
    remarks_in,
)
from generator.cli.options import PROBLEMS_FOUND, Options
from generator.content.read import read_content
from generator.model.permalink import Permalink
from generator.model.problem import Severity
from generator.model.problem_format import as_line, root_of
from generator.storage.atomic_write import write_whole
from generator.text.wording import counted


@click.command()
@click.option("--write", is_flag=True, help="Add the missing addresses to the file; nothing is removed.")
@click.pass_obj
def permalinks(options: Options, *, write: bool) -> None:
    """List the pages whose addresses are not yet in permalinks.txt.

    The file says to which paper each address belongs, so that it stays the address of that paper. The
    check fails if a recorded address leads nowhere. Exits with 1 if one does, or if a line of the
    file is not an address. With --write, merge conflicts in the file are resolved by keeping both sides.
    """
    file, root = options.content / PERMALINKS_FILE, root_of(options.content)
    result = read_content(options.content)
    data = file.read_bytes() if file.is_file() else b""
    published, unreadable = read_permalinks(data)
    unreadable = [problem for problem in unreadable if not (write and problem.kind is PERMALINKS_CONFLICT)]
    complete = completed(published, result.catalogue)
    is_written = write and not unreadable
    if is_written:
        write_whole(file, permalinks_text(complete, remarks_in(data)).encode(), below=options.content)
    _print_missing(published, complete, f"{root}/{PERMALINKS_FILE}", is_written=is_written)
    lost = [problem for problem in result.problems if problem.kind in (LOST_PERMALINK, ADDRESS_OF_TWO_PAPERS)]
    unreadable = [problem for problem in unreadable if problem not in lost]
    for problem in (*unreadable, *lost):
        click.echo(click.style(f"{Severity.ERROR}: ", fg="red") + as_line(problem, root), err=True)
    if unreadable or lost:
        sys.exit(PROBLEMS_FOUND)


def _print_missing(before: Sequence[Permalink], after: Sequence[Permalink], file: str, *, is_written: bool) -> None:
    """Print the addresses that the file lacks or lacked, and how many it has without their papers."""
    known = {link.address: link for link in before}
    missing = [link.address for link in after if link.address not in known]
    for address in missing:
        click.echo(address)
    unowned = sum(link.address in known and not known[link.address].owner and bool(link.owner) for link in after)
    if unowned:
        done = "now names" if is_written else "does not name"
        click.echo(f"{file} {done} the papers of {unowned:,} of its addresses")
    click.echo(f"{counted(len(missing), 'page')} {'added to' if is_written else 'not yet in'} {file}")
