"""Sends the letter of ``papershelf newsletter``: to whom, with which log, and what is said of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator.cli.options import PROBLEMS_FOUND
from generator.model.curation import Newsletter
from generator.model.email_address import EmailAddress
from generator.model.problem import Place, Problem, errors
from generator.model.problem_format import as_line, printable, root_of
from generator.newsletter.delivery import Delivery, DeliveryReport, uncertain
from generator.newsletter.letter_message import LetterMessage
from generator.newsletter.mail_server import MailServer
from generator.newsletter.recipients import Recipient, read_recipients
from generator.newsletter.sent_log import LogInUse, LogUnreadable, SendState, SentLog, recorded, sent_log
from generator.newsletter.smtp_settings import SmtpSettings, WrongSettings

LOG_OF_LIST = "newsletter.sent"
"""The log of what is sent to the list. It holds nothing but the list's address, and can be committed."""
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Sending:
    """What was asked for."""

    content: Path
    message: LetterMessage
    trial: EmailAddress | None
    recipients: Path | None
    log: Path | None
    wait: float
    is_dry: bool
    sends_uncertain: bool


@dataclass(frozen=True, slots=True)
class _Readers:
    """Who a letter is for."""

    recipients: tuple[Recipient, ...]
    problems: tuple[Problem, ...]
    place: Callable[[Problem], str]
    """A line for a problem with one of them."""
    log: Path | None
    """Nothing for a trial, which is to be forgotten."""


def send_letter(sending: Sending) -> bool:
    """Send it, or say who would be sent it. Has everybody got it, or had it before?

    Raises ``click.UsageError`` when something is missing that sending needs.
    """
    newsletter = sending.message.newsletter
    if newsletter is None:
        raise click.UsageError("expected newsletter in site.yml, which says who letters are from; found no such key")
    readers = _readers(sending, newsletter)
    if sending.is_dry:
        return _print_plan(sending, readers)
    settings = _settings(sending.message)
    message = sending.message.trial() if sending.trial else sending.message
    with _log(sending, readers) as log:
        delivery = Delivery(message, log, MailServer(settings, newsletter.from_), sending.wait, sending.sends_uncertain)
        return _print_report(delivery.run(readers.recipients), readers)


def _readers(sending: Sending, newsletter: Newsletter) -> _Readers:
    if sending.trial:
        trial = Recipient(sending.trial, Place("--to"))
        return _Readers((trial,), (), lambda problem: printable(f"--to: {problem.message} [{problem.kind.code}]"), None)
    if file := sending.recipients:
        recipients, problems = read_recipients(file.name, file.read_bytes())
        log = sending.log or file.with_name(f"{file.name}.sent")
        return _Readers(recipients, problems, lambda problem: as_line(problem, root_of(file.parent)), log)
    if newsletter.list_:
        to_list = Recipient(newsletter.list_.value, newsletter.list_.place)
        log = sending.log or sending.content.resolve().parent / LOG_OF_LIST
        return _Readers((to_list,), (), lambda problem: as_line(problem, root_of(sending.content)), log)
    raise click.UsageError(
        "expected somebody to send it to; say --recipients FILE, or list under newsletter in site.yml"
    )


def _settings(message: LetterMessage) -> SmtpSettings:
    try:
        settings = SmtpSettings.of(os.environ)
    except WrongSettings as fault:
        raise click.UsageError(f"{fault}") from fault
    if urlsplit(message.root).hostname in _HERE and settings.host not in _HERE:
        raise click.UsageError(
            f"expected the public address of the site, found {message.root}, which leads readers to their own machines;"
            " set site_url in mkdocs.yml, or PAPERSHELF_SITE_URL"
        )
    return settings


@contextmanager
def _log(sending: Sending, readers: _Readers) -> Iterator[SentLog]:
    if readers.log is None:
        yield SentLog(sending.message.issue)
        return
    with _in_words(readers.log), sent_log(readers.log, sending.message.issue) as log:
        yield log


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except LogInUse:
        click.echo(
            f"Another run is sending with {path}; run this one when it has finished. Nothing was sent.", err=True
        )
        sys.exit(PROBLEMS_FOUND)
    except LogUnreadable as fault:
        _print_problems(fault.problems, lambda problem: as_line(problem, root_of(path.parent)))
        click.echo("The log of sent letters cannot be read, so nothing was sent.", err=True)
        sys.exit(PROBLEMS_FOUND)


def _print_plan(sending: Sending, readers: _Readers) -> bool:
    issue = sending.message.issue
    problems = list(readers.problems)
    with _in_words(readers.log or Path()):
        log = recorded(readers.log, issue) if readers.log else SentLog(issue)
    click.echo(f"{sending.message.subject} ({sending.message.size:,} bytes)")
    for recipient in readers.recipients:
        state = log.state(recipient.address)
        is_due = state is None or (state is SendState.TRYING and sending.sends_uncertain)
        click.echo(f"{'send' if is_due else 'had' if state is SendState.SENT else 'uncertain'} {recipient.address}")
        if state is SendState.TRYING and not is_due:
            problems.append(uncertain(recipient))
    _print_problems(problems, readers.place)
    return not errors(problems)


def _print_report(report: DeliveryReport, readers: _Readers) -> bool:
    problems = [*readers.problems, *report.problems]
    _print_problems(problems, readers.place)
    if report.fault:
        click.echo(printable(f"{report.fault}. {_left(report)}"), err=True)
    click.echo(f"sent to {_addresses(report.sent)}" + (f"; {_had(report)}" if report.had_before else ""))
    return not errors(problems) and report.fault is None


def _print_problems(problems: Iterable[Problem], line: Callable[[Problem], str]) -> None:
    for problem in sorted(problems, key=lambda problem: (problem.place, problem.kind.code)):
        click.echo(f"{problem.severity}: {line(problem)}", err=True)


def _left(report: DeliveryReport) -> str:
    return f"{_addresses(report.left)} {'was' if report.left == 1 else 'were'} not sent it; run the command again."


def _had(report: DeliveryReport) -> str:
    return f"{_addresses(report.had_before)} had it already"


def _addresses(number: int) -> str:
    return f"{number:,} address" if number == 1 else f"{number:,} addresses"
