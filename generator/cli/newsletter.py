"""``papershelf newsletter``: a digest as a letter, printed or sent."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.cli.newsletter_sending import LOG_OF_LIST, Sending, send_letter
from generator.cli.options import PROBLEMS_FOUND, Day, Options, config_option
from generator.content.read import ContentResult, read_content
from generator.model.email_address import EmailAddress, email_address
from generator.model.problem import errors
from generator.model.problem_format import as_line, root_of
from generator.newsletter.issue import NoIssue, issue_of
from generator.newsletter.letter_message import LetterMessage, message_of
from generator.site.site_address import NoAddress, site_address


class _Address(click.ParamType[EmailAddress]):
    """An e-mail address."""

    name = "address"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> EmailAddress:
        """The address that a text is."""
        address = email_address(f"{value}")
        return address or self.fail(f"expected an e-mail address like me@example.org, found '{value}'", param, ctx)


@click.command()
@click.argument("name", metavar="DATE")
@click.option("--topic", metavar="SLUG", help="Only the papers of a topic.")
@click.option("--since", type=Day(), help="Also the digests before it, from this date on.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["message", "html", "text"]),
    default="message",
    show_default=True,
    help="What to print: the whole message, or one of its two forms.",
)
@click.option("--send", "is_sent", is_flag=True, help="Send it instead of printing it.")
@click.option("--to", "trial", type=_Address(), help="For one address, as a trial, which is not recorded.")
@click.option(
    "--recipients",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Send it to the addresses in a file, one on a line.  [default: to the list in site.yml]",
)
@click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"Where it is recorded who has had what.  [default: RECIPIENTS.sent, or {LOG_OF_LIST} beside the content]",
)
@click.option("--dry-run", "is_dry", is_flag=True, help="Print who would be sent it, and send nothing.")
@click.option(
    "--resend-uncertain",
    "sends_uncertain",
    is_flag=True,
    help="Send it also to those of whom nobody knows whether they have had it.",
)
@click.option(
    "--retry-after",
    "wait",
    type=click.FloatRange(0, 3600),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="When to try again what the server puts off. It is tried four times, each time after twice as long.",
)
@config_option
@click.pass_obj
def newsletter(  # noqa: PLR0913 - one parameter for each option
    options: Options,
    *,
    name: str,
    topic: str | None,
    since: date | None,
    form: str,
    trial: EmailAddress | None,
    recipients: Path | None,
    log: Path | None,
    wait: float,
    config: Path,
    is_sent: bool,
    is_dry: bool,
    sends_uncertain: bool,
) -> None:
    """Make an e-mail of the digest of DATE, and print or send it.

    DATE is the day of a digest, such as 2025-10-31. Where a day has several, it stands for all of them; the last part
    of a digest's address stands for that one. Who the letter is from, and how readers stop it, is under newsletter in
    site.yml; the address of the site is in mkdocs.yml.

    With --send, the letter is handed to a mail server, always with TLS. PAPERSHELF_SMTP_HOST names the server,
    PAPERSHELF_SMTP_PORT its port (587 by default), PAPERSHELF_SMTP_USER and PAPERSHELF_SMTP_PASSWORD the account. TLS
    begins with STARTTLS; at once on port 465, or with PAPERSHELF_SMTP_TLS=implicit. Whoever has had a digest is not
    sent it again, whatever stopped an earlier run.

    Exits with 1 when somebody was not sent it, or the content has errors; with 2 when there is no such digest, or a
    setting is missing.
    """
    if trial and (recipients or log):
        raise click.UsageError("--to sends a trial to one address; leave out --recipients and --log")
    if not (is_sent or is_dry) and (recipients or log):
        raise click.UsageError("--recipients and --log are for sending; add --send or --dry-run")
    result = read_content(options.content)
    message = _message(result, name, since, topic, config)
    if is_sent or is_dry:
        _refuse_errors(result, options.content, "nothing is sent")
        sending = Sending(options.content, message, trial, recipients, log, wait, is_dry, sends_uncertain)
        sys.exit(0 if send_letter(sending) else PROBLEMS_FOUND)
    _print(message.trial() if trial else message, trial, form)
    _refuse_errors(result, options.content, "correct them before you send the letter")


def _message(result: ContentResult, name: str, since: date | None, topic: str | None, config: Path) -> LetterMessage:
    try:
        issue = issue_of(result.catalogue, name, since, topic)
        return message_of(result.catalogue, issue, site_address(config))
    except (NoIssue, NoAddress) as fault:
        raise click.UsageError(f"{fault}") from fault


def _print(message: LetterMessage, address: EmailAddress | None, form: str) -> None:
    data = {"message": message.to(address), "html": message.html.encode(), "text": message.plain.encode()}[form]
    click.echo(data, nl=False)
    if message.newsletter is None:
        click.echo("There is no newsletter in site.yml, so the letter is from nobody and cannot be sent.", err=True)


def _refuse_errors(result: ContentResult, content: Path, advice: str) -> None:
    """A letter cannot be corrected once it is sent."""
    found = errors(result.problems)
    for problem in found:
        click.echo(f"{problem.severity}: {as_line(problem, root_of(content))}", err=True)
    if found:
        click.echo(f"The content has errors; {advice}.", err=True)
        sys.exit(PROBLEMS_FOUND)
