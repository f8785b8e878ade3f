"""What all commands have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from generator.model.problem_format import refusal

PROBLEMS_FOUND = 1


class Day(click.ParamType[date]):
    """A date such as 2025-10-31."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date that a text gives."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"expected a date like 2025-10-31, found '{value}'", param, ctx)


def today_of(stated: date | None) -> date:
    """The day on which the command runs, in UTC as the services use it; only commands read the clock."""
    return stated or datetime.now(UTC).date()


today_option = click.option(
    "--today",
    type=Day(),
    envvar="PAPERSHELF_TODAY",
    show_envvar=True,
    help="The date to use as today.  [default: the current date, UTC]",
)
hugging_face_option = click.option(
    "--hugging-face",
    metavar="URL",
    default="https://huggingface.co",
    envvar="PAPERSHELF_HUGGING_FACE",
    show_default=True,
    show_envvar=True,
    help="The address of Hugging Face, or of a mirror.",
)
arxiv_option = click.option(
    "--arxiv",
    metavar="URL",
    default="https://export.arxiv.org",
    envvar="PAPERSHELF_ARXIV",
    show_default=True,
    show_envvar=True,
    help="The address of arXiv, or of a mirror.",
)
crossref_option = click.option(
    "--crossref",
    metavar="URL",
    default="https://api.crossref.org",
    envvar="PAPERSHELF_CROSSREF",
    show_default=True,
    show_envvar=True,
    help="The address of Crossref, which knows papers by their DOIs.",
)


@dataclass(frozen=True, slots=True)
class Options:
    """The options that every command has."""

    content: Path


def require_content(content: Path) -> None:
    """Stop if there is no content folder."""
    if not content.is_dir():
        message = f"Directory '{content}' does not exist. To start a list there: papershelf new list TITLE"
        raise click.BadParameter(message, param_hint="'--content'")


def in_words(error: Exception) -> str:
    """The message of an error."""
    return refusal(error) if isinstance(error, OSError) else f"{error}"
