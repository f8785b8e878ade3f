"""The kinds of problems with the readers of a newsletter, with their codes.

What sends letters is far above this room; its kinds are here because the index of all kinds is.
"""

from __future__ import annotations

from generator.model.problem import ProblemKind, Severity

INVALID_RECIPIENT = ProblemKind(
    code="N101",
    name="invalid-recipient",
    meaning="A line of the file of recipients is not an e-mail address. The others are sent the letter all the same.",
    example="recipients.txt:3:1: recipient: expected an e-mail address, found 'ada at example.org'; correct the line",
    cure="Write one address on a line, alone or as `Name <address>`. A line that begins with `#` is a comment.",
)
REPEATED_RECIPIENT = ProblemKind(
    code="N102",
    name="repeated-recipient",
    meaning="An address is twice in the file of recipients. It is sent each letter once.",
    example="recipients.txt:4:1: recipient: expected each address once, found 'ADA@example.org' again (first on line"
    " 2); remove one",
    cure="Remove one of the lines.",
    severity=Severity.WARNING,
)
REJECTED_RECIPIENT = ProblemKind(
    code="N103",
    name="rejected-recipient",
    meaning="The mail server refused an address for good. The letter was not sent to it.",
    example="recipients.txt:2:1: recipient: expected an address that the server takes, found '550 5.1.1 Unknown user'"
    " as its answer to eve@example.org; correct or remove it",
    cure="Correct the address or remove it. Many refused addresses make servers distrust a sender.",
)
DEFERRED_RECIPIENT = ProblemKind(
    code="N104",
    name="deferred-recipient",
    meaning="The mail server put an address off each time it was asked. The letter was not sent to it yet.",
    example="recipients.txt:2:1: recipient: expected an address that the server takes, found '450 4.2.0 Greylisted' as"
    " its answer to eve@example.org each time; run the command again later",
    cure="Run the command again. It is sent to nobody who has had it.",
)
UNCERTAIN_DELIVERY = ProblemKind(
    code="N105",
    name="uncertain-delivery",
    meaning="The connection broke, or the command was stopped, when the whole letter had gone out and the server had"
    " not answered yet. Nobody but the reader can know whether it arrived, so that it is not sent again.",
    example="recipients.txt:2:1: recipient: expected an answer of the server, found none after the whole letter was"
    " sent to eve@example.org; it may have arrived, so it is not sent again unless you say --resend-uncertain",
    cure="Ask the reader, or run the command again with `--resend-uncertain`. A letter that comes twice has the same"
    " Message-ID, and many mailboxes show it once.",
)
UNREADABLE_LOG = ProblemKind(
    code="N106",
    name="unreadable-sent-log",
    meaning="A line of the log of sent letters cannot be read. Nothing is sent, because it may say who has had a"
    " letter.",
    example="recipients.txt.sent:2:1: line: expected what was sent to whom, found 'ada@example.org'; correct or remove"
    " it",
    cure="Correct the line, or remove it if it says nothing. A line says `trying`, `sent` or `failed`, then the digest,"
    " the topic or `-`, and the address.",
)

KINDS = (
    INVALID_RECIPIENT,
    REPEATED_RECIPIENT,
    REJECTED_RECIPIENT,
    DEFERRED_RECIPIENT,
    UNCERTAIN_DELIVERY,
    UNREADABLE_LOG,
)
"""All of them, by code."""
