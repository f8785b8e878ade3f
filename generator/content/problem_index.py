"""Every kind of problem that a check can report, for looking up by code."""

from __future__ import annotations

from generator.catalogue import catalogue_problems
from generator.content import content_problems, newsletter_problems
from generator.curation import curation_problems
from generator.digests import digest_problems
from generator.model.problem import ProblemKind

PROBLEM_KINDS: tuple[ProblemKind, ...] = tuple(
    sorted(
        (
            *curation_problems.KINDS,
            *digest_problems.KINDS,
            *content_problems.KINDS,
            *catalogue_problems.KINDS,
            *newsletter_problems.KINDS,
        ),
        key=lambda kind: kind.code,
    )
)
"""By code. A code is never given to another kind, so that old answers to a question stay right."""

_BY_CODE_OR_NAME = {name: kind for kind in PROBLEM_KINDS for name in (kind.code.casefold(), kind.name)}


def kind_of(code: str) -> ProblemKind | None:
    """The kind with a code or name, in capitals or not; ``None`` when there is none."""
    return _BY_CODE_OR_NAME.get(code.strip().casefold())
