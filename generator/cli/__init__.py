"""The command ``papershelf``: arguments, progress and exit codes. Each command has a file of its own.

Exit codes: 0 fine, 1 problems found, 2 wrong usage.
"""

from __future__ import annotations

import atexit
import errno
import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click

from generator.cli.options import PROBLEMS_FOUND, Options, in_words, require_content
from generator.cli.screen import guard_streams

_COMMANDS = {
    "add": "add",
    "build": "build",
    "check": "check",
    "diff": "diff",
    "explain": "explain",
    "fetch": "fetch",
    "freshness": "freshness",
    "learn": "learn",
    "new": "new",
    "newsletter": "newsletter",
    "permalinks": "permalinks",
    "publish": "publish",
    "resolve": "resolve",
    "schema": "schema",
    "suggest": "suggest",
    "updates": "freshness",
    "why": "why",
}
"""The module of each command, which is imported when the command runs: a build that has nothing to do would spend
more time on the others than on itself.
"""


class _Commands(click.Group):
    """The commands. Whatever the system refuses is said in a sentence, by all of them alike."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, sorted."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, if there is one."""
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"{__name__}.{_COMMANDS[cmd_name]}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command. A full disk, a folder that is read-only, a file in the place of a folder end it with 1."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            # Where even this cannot be printed, the exit code has to do.
            with suppress(OSError):
                click.echo(in_words(error), err=True)
            ctx.exit(PROBLEMS_FOUND)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="papershelf", prog_name="papershelf")
@click.option(
    "--content",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("content"),
    envvar="PAPERSHELF_CONTENT",
    show_default=True,
    show_envvar=True,
    help="The content folder to work on.",
)
@click.pass_context
def main(context: click.Context, content: Path) -> None:
    """Keep a reading list of research papers: check it, explain it, build its site."""
    _print_anything()
    context.obj = Options(content)
    # "new list" makes the folder, and the other things that "new" makes check for it; the other two read none.
    if context.invoked_subcommand not in ("new", "explain", "publish"):
        require_content(content)
    # Colours are for terminals, which click detects, and for people who want them (https://no-color.org).
    if os.environ.get("NO_COLOR"):
        context.color = False


def run() -> None:
    """The command as a process. What it holds is left to the system, which frees it at once: to take a large list
    apart, object by object, would take as long as a tenth of a build.
    """
    try:
        main()
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        # All that Python does when it ends, but for that. What cannot be written fails here as it does there.
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code or 0)


def _print_anything() -> None:
    """Whatever a title holds can be printed: no code page stops it, and programs get the same bytes everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    guard_streams()
