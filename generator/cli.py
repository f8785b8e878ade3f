"""The command ``papershelf``: arguments, progress and exit codes.

Exit codes: 0 fine, 1 problems found, 2 wrong usage.
"""

from __future__ import annotations

import difflib
import json
import logging
import os
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import click

from generator.content import Shelf, read_content
from generator.curation.schema import schemas
from generator.model import Digest, Paper, Problem, Severity, errors
from generator.pages.cards import reason_in_words
from generator.pages.words import counted
from generator.problems import as_command, as_data, as_line, root_of

PROBLEMS_FOUND = 1


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every command."""

    content: Path


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("papershelf"), prog_name="papershelf")
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("content"),
    envvar="PAPERSHELF_CONTENT",
    show_default=True,
    show_envvar=True,
    help="The content folder to work on.",
)
@click.pass_context
def main(context: click.Context, content: Path) -> None:
    """Keep a reading list of research papers: check it, explain it, build its site."""
    context.obj = Options(content)
    # Colours are for terminals, which click sees to, and for people who want them (https://no-color.org).
    if os.environ.get("NO_COLOR"):
        context.color = False


@main.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How to print: for people, as annotations of a pull request, or for programs.",
)
@click.option("--all", "is_all", is_flag=True, help="List notices, too: what is no mistake, such as an empty topic.")
@click.pass_obj
def check(options: Options, form: str, *, is_all: bool) -> None:
    """Read all content and print every problem at once.

    Exits with 1 when there are errors; warnings are only shown, and notices only counted.
    """
    shelf = read_content(options.content)
    root = root_of(options.content)
    listed = [problem for problem in shelf.problems if is_all or problem.severity is not Severity.NOTICE]
    if form == "json":
        digests = [_sums(digest) for digest in shelf.catalogue.digests]
        click.echo(json.dumps({"digests": digests, "problems": as_data(listed, root)}, ensure_ascii=False, indent=2))
    elif form == "github":
        for problem in listed:
            click.echo(as_command(problem, root))
        click.echo(_counts(shelf.problems))
    else:
        _print_sums(shelf)
        _print_problems(listed, root)
        click.echo(_counts(shelf.problems))
    if errors(shelf.problems):
        sys.exit(PROBLEMS_FOUND)


@main.command()
@click.argument("slug")
@click.pass_obj
def why(options: Options, slug: str) -> None:
    """Say where each field and topic of a paper comes from.

    SLUG is the last part of the address of the paper's page.
    """
    shelf = read_content(options.content)
    paper = shelf.catalogue.by_slug.get(slug)
    if paper is None:
        slugs = list(shelf.catalogue.by_slug)
        near = [one for one in slugs if slug in one] or difflib.get_close_matches(slug, slugs, n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(near[:3])}?" if near else ""
        raise click.UsageError(f"No paper has the slug '{slug}'.{hint}")
    _explain(shelf, paper, root_of(options.content))


@main.command()
@click.pass_obj
def schema(options: Options) -> None:
    """Write the JSON Schemas that editors check curated files with."""
    for path, text in schemas().items():
        (options.content / path).parent.mkdir(exist_ok=True)
        (options.content / path).write_text(text, encoding="utf-8")
        click.echo(options.content / path)


@main.command()
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="MkDocs' configuration.",
)
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write the site.  [default: as configured, site/]",
)
@click.option("--clean", is_flag=True, help="Render every page, whatever changed.")
@click.option("--quiet", is_flag=True, help="Print problems only.")
@click.pass_obj
def build(options: Options, config: Path, site: Path | None, *, clean: bool, quiet: bool) -> None:
    """Build the site, rendering again only the pages that changed.

    Everything sound is built; exits with 1 when there are errors or MkDocs warns.
    """
    # MkDocs is slow to import, and only this command needs it.
    from generator.build import build_site  # noqa: PLC0415

    _show_log(is_quiet=quiet)
    progress = None if quiet or not sys.stderr.isatty() else _Progress()
    result = build_site(config, content=options.content, site=site, is_clean=clean, on_progress=progress)
    if result.warnings:
        click.echo(f"{counted(result.warnings, 'problem')} found; see above.", err=True)
        sys.exit(PROBLEMS_FOUND)


class _Progress:
    """Counts pages in place on a terminal; a log gets no such line."""

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


def _sums(digest: Digest) -> dict[str, str | int]:
    sums = digest.accounting
    return {
        "digest": digest.slug,
        "papers": len(digest.entries),
        "blocks": sums.blocks,
        "in_papers": sums.papers,
        "furniture": sums.furniture,
        "reported": sums.reported,
    }


def _print_sums(shelf: Shelf) -> None:
    for digest in shelf.catalogue.digests:
        sums = digest.accounting
        click.echo(
            f"{digest.slug}: {counted(len(digest.entries), 'paper')}; {counted(sums.blocks, 'block')} ="
            f" {sums.papers} in papers + {sums.furniture} page furniture + {sums.reported} reported"
        )


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "blue"}


def _print_problems(problems: Iterable[Problem], root: str) -> None:
    for problem in problems:
        label = click.style(f"{problem.severity}: ", fg=_COLOURS[problem.severity])
        click.echo(label + as_line(problem, root), err=True)


def _counts(problems: Iterable[Problem]) -> str:
    count = Counter(problem.severity for problem in problems)
    line = f"{counted(count[Severity.ERROR], 'problem')}, {counted(count[Severity.WARNING], 'warning')}"
    if not count[Severity.NOTICE]:
        return line
    return f"{line}, {counted(count[Severity.NOTICE], 'notice')} on how the list stands (--all lists them)"


def _explain(shelf: Shelf, paper: Paper, root: str) -> None:
    click.echo(paper.title.plain)
    seen = (f"{one.digest} (place {one.position}, {root}/{one.place})" for one in paper.appearances)
    click.echo(f"\nSeen in {', '.join(seen)}\n")
    for origin in paper.origins:
        detail = f"  from: {origin.detail}" if origin.detail else ""
        click.echo(f"  {origin.field:14} {root}/{origin.place}{detail}")
    for link in paper.links:
        if link.place:
            click.echo(f"  {link.kind:14} {root}/{link.place}  {link.url}")
    click.echo("\nTopics:" if paper.topics else "\nNo topic: no rule matches, and no curator added one.")
    for one in paper.topics:
        click.echo(f"  {one.topic}")
        for reason in one.reasons:
            click.echo(f"      {reason_in_words([reason])}  ({root}/{reason.place})")
