"""What all commands have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click

PROBLEMS_FOUND = 1


class Day(click.ParamType[date]):
    """A day like 2025-10-31."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that a text names."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"expected a day like 2025-10-31, found '{value}'", param, ctx)


def today_of(stated: date | None) -> date:
    """The day in which the command runs, UTC, as the services count; only commands ask the clock."""
    return stated or datetime.now(UTC).date()


today_option = click.option(
    "--today",
    type=Day(),
    envvar="PAPERSHELF_TODAY",
    show_envvar=True,
    help="The day to take for today.  [default: by the clock, UTC]",
)
hugging_face_option = click.option(
    "--hugging-face",
    metavar="URL",
    default="https://huggingface.co",
    envvar="PAPERSHELF_HUGGING_FACE",
    show_default=True,
    show_envvar=True,
    help="Where Hugging Face, or a mirror of it, is asked.",
)
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


def in_words(error: Exception) -> str:
    """What went wrong, without a number that only systems know."""
    return f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else f"{error}"
