"""What all commands have in common."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

PROBLEMS_FOUND = 1

arxiv_option = click.option(
    "--arxiv",
    metavar="URL",
    default="https://export.arxiv.org",
    envvar="PAPERSHELF_ARXIV",
    show_default=True,
    show_envvar=True,
    help="Where arXiv, or a mirror of it, is asked.",
)


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every command."""

    content: Path


def require_content(content: Path) -> None:
    """Stop when there is no content folder."""
    if not content.is_dir():
        message = f"Directory '{content}' does not exist. To start a list in it: papershelf new list TITLE"
        raise click.BadParameter(message, param_hint="'--content'")
