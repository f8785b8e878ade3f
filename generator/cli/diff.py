"""``papershelf diff``: what the working tree changes on the site."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from generator.cli.options import PROBLEMS_FOUND, Options
from generator.content.folder import read_pages
from generator.content.read import read_content
from generator.curator.changes.change import Changes
from generator.curator.changes.change_report import as_json, as_markdown, as_text
from generator.curator.changes.compare import compare
from generator.curator.git_base import Base, NoBase, extract, find_base
from generator.model.problem import errors
from generator.model.problem_format import root_of
from generator.storage.cache import Cache


@click.command()
@click.argument("base", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.option("--all", "is_whole", is_flag=True, help="Fold no list, however long.")
@click.pass_obj
def diff(options: Options, base: str | None, form: str, *, is_whole: bool) -> None:
    """Say what the content folder, as it is now, changes on the site.

    BASE is the commit to compare with; left out, it is the one where this branch left main (or
    origin/main). It is read from git, and nothing in the folder is touched.

    Exits with 1 when a permalink breaks or an error is introduced.
    """
    try:
        found = find_base(options.content, base)
        changes = _changes_since(options.content, found)
    except NoBase as error:
        raise click.UsageError(str(error)) from error
    root = root_of(options.content)
    if form == "json":
        click.echo(as_json(changes, found, root), nl=False)
    elif changes == Changes():
        click.echo("nothing changes on the site")
    else:
        print_ = as_markdown if form == "markdown" else as_text
        click.echo(print_(changes, found, root, None) if is_whole else print_(changes, found, root), nl=False)
    if changes.broken or errors(changes.introduced):
        sys.exit(PROBLEMS_FOUND)


def _changes_since(content: Path, base: Base) -> Changes:
    with TemporaryDirectory(prefix="papershelf-") as name:
        before = Path(name) / "content"
        before.mkdir()
        extract(content, base, before)
        # Both versions are mostly the same: what one has read the other need not. It is never saved.
        memory = Cache(Path(name) / "memory")
        shelves = read_content(before, memory), read_content(content, memory)
        return compare(*shelves, read_pages(before), read_pages(content))
