"""Says in the log of a build what is wrong with the content."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.exceptions import Abort, PluginError

from generator.content.page_folder import check_pages
from generator.model.problem import Problem, Severity, errors
from generator.model.problem_format import as_line, refusal, root_of

log = logging.getLogger("mkdocs.plugins.papershelf")

_LEVELS = {Severity.ERROR: logging.WARNING, Severity.WARNING: logging.INFO, Severity.NOTICE: logging.DEBUG}


def report(problems: tuple[Problem, ...], root: str) -> None:
    """Log problems. MkDocs counts warnings in strict mode, so only errors are logged as such."""
    for problem in problems:
        log.log(_LEVELS[problem.severity], as_line(problem, root))


def refuse_unfit_pages(folder: Path) -> None:
    """Stop before MkDocs reads pages that it cannot survive. Raises ``PluginError``, which says what they are."""
    unfit = errors(check_pages(folder))
    if unfit:
        lines = (as_line(problem, root_of(folder)) for problem in unfit)
        raise PluginError("\n".join((*lines, "The site was not built.")))


def end_in_words(error: Exception, *, is_led: bool) -> None:
    """End MkDocs with a sentence, and not with a traceback, when the system refused something, such as a write to a
    full disk. Raises ``Abort``, unless a caller of the build has the sentence itself.
    """
    if isinstance(error, OSError) and not is_led:
        log.error(refusal(error))
        raise Abort("The site was not built.") from error
