"""``papershelf explain``: what the codes of problems mean, and how to fix the problems."""

from __future__ import annotations

from collections.abc import Iterator

import click

from generator.content.problem_index import PROBLEM_KINDS, kind_of
from generator.model.problem import ProblemKind
from generator.text.nearest import Names


@click.command()
@click.argument("codes", metavar="CODE...", nargs=-1)
def explain(codes: tuple[str, ...]) -> None:
    """Say what problem codes mean, and how to fix the problems.

    CODE... are the codes in square brackets after problems, such as C201, or their names, such as
    unknown-key. Without any, all codes are listed with their names and severities.
    """
    if not codes:
        click.echo("\n".join(f"{kind.code}  {kind.severity:7}  {kind.name}" for kind in PROBLEM_KINDS))
        return
    kinds = [_known(code) for code in codes]
    click.echo("\n\n".join("\n".join(_explained(kind)) for kind in kinds))


def _known(code: str) -> ProblemKind:
    """Raises ``click.UsageError`` for a code that no kind has."""
    kind = kind_of(code)
    if kind is None:
        near = Names(name for known in PROBLEM_KINDS for name in (known.code, known.name)).near(code)
        hint = f" Did you mean {near}?" if near else " To list all codes: papershelf explain"
        raise click.UsageError(f"There is no problem code '{code}'.{hint}")
    return kind


def _explained(kind: ProblemKind) -> Iterator[str]:
    yield f"{kind.code} {kind.name} ({kind.severity})"
    yield f"  Meaning: {kind.meaning}"
    yield f"  Example: {kind.example} [{kind.code}]"
    yield f"  What to do: {kind.cure}"
