"""What all commands have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from generator.model.problem_format import refusal

PROBLEMS_FOUND = 1

CommandFunction = Callable[..., Any]


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


config_option = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The MkDocs configuration file.",
)

today_option = click.option(
    "--today",
    type=Day(),
    envvar="PAPERSHELF_TODAY",
    show_envvar=True,
    help="The date to use as today.  [default: the current date, UTC]",
)


def _service_option(name: str, address: str, words: str) -> Callable[[CommandFunction], CommandFunction]:
    """An option with the address of a service, of which tests and mirrors have others."""
    return click.option(
        f"--{name}",
        metavar="URL",
        default=address,
        envvar=f"PAPERSHELF_{name.replace('-', '_').upper()}",
        show_default=True,
        show_envvar=True,
        help=words,
    )


hugging_face_option = _service_option(
    "hugging-face", "https://huggingface.co", "The address of Hugging Face, or of a mirror."
)
arxiv_option = _service_option("arxiv", "https://export.arxiv.org", "The address of arXiv, or of a mirror.")
crossref_option = _service_option(
    "crossref", "https://api.crossref.org", "The address of Crossref, which knows papers by their DOIs."
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
