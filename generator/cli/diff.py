"""``papershelf diff``: what the working tree changes on the site."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from generator.cli.options import PROBLEMS_FOUND, Options
from generator.content.folder import read_pages
from generator.content.read import read_content
from generator.curator.changes.another_list import NOTHING, is_another_list
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
@click.option("--all", "is_whole", is_flag=True, help="Print all lists in full, however long.")
@click.pass_obj
def diff(options: Options, base: str | None, form: str, *, is_whole: bool) -> None:
    """Say what the content folder, in its current state, changes on the site.

    BASE is the commit to compare with, by default the one where this branch left main (or origin/main).
    It is read from git, and nothing in the folder is touched. A list that is not in BASE yet is compared
    with nothing.

    Exits with 1 if a permalink breaks or an error is introduced.
    """
    try:
        compared = find_base(options.content, base)
        changes, compared = _changes_since(options.content, compared)
    except NoBase as error:
        raise click.UsageError(str(error)) from error
    root = root_of(options.content)
    if form == "json":
        click.echo(as_json(changes, compared, root), nl=False)
    elif changes == Changes():
        click.echo("nothing changes on the site")
    else:
        print_ = as_markdown if form == "markdown" else as_text
        most = (None,) if is_whole else ()
        click.echo(print_(changes, compared, root, *most), nl=False)
    if changes.broken or errors(changes.introduced):
        sys.exit(PROBLEMS_FOUND)


def _changes_since(content: Path, base: Base) -> tuple[Changes, Base]:
    """The changes, and the base with what it is if it is no earlier version of the list."""
    with TemporaryDirectory(prefix="papershelf-") as name:
        before = Path(name) / "content"
        before.mkdir()
        is_there = extract(content, base, before)
        # The versions are mostly the same, so they share a cache, which is never saved.
        cache = Cache(Path(name) / "cache")
        after = read_content(content, cache)
        earlier = read_content(before, cache) if is_there else NOTHING
        if is_there and not is_another_list(earlier, after):
            return compare(earlier, after, read_pages(before), read_pages(content)), base
    why = "which has another list" if is_there else f"which has no folder {content}"
    name = f"nothing: this list is new, and not in {base.name}, {why}"
    return compare(NOTHING, after, {}, read_pages(content)), replace(base, name=name)
