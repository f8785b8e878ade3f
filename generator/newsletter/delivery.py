"""Sends a letter to each of its readers, to nobody twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from generator.content.newsletter_problems import DEFERRED_RECIPIENT, REJECTED_RECIPIENT, UNCERTAIN_DELIVERY
from generator.model.problem import Problem
from generator.newsletter.letter_message import LetterMessage
from generator.newsletter.mail_server import Fate, MailServer, Outcome, ServerAway, ServerFault
from generator.newsletter.recipients import FIELD, Recipient
from generator.newsletter.sent_log import SendState, SentLog

ROUNDS = 4
"""How often an address is tried; each time the wait before it doubles."""


@dataclass(slots=True)
class DeliveryReport:
    """What became of a letter."""

    sent: int = 0
    had_before: int = 0
    problems: list[Problem] = field(default_factory=list)
    fault: str | None = None
    """Why the server took no more."""
    is_final: bool = False
    """Will it take no more, however long one waits?"""
    left: int = 0
    """Addresses that have not got it because of that."""

    @property
    def is_complete(self) -> bool:
        """Has everybody got it?"""
        return not self.problems and self.fault is None


@dataclass(frozen=True, slots=True)
class Delivery:
    """The sending of one letter."""

    message: LetterMessage
    log: SentLog
    server: MailServer
    wait: float
    """Seconds before those that the server put off are tried for the second time."""
    sends_uncertain: bool = False
    """Is it sent again to those of whom it cannot be known whether they have had it?"""
    sleep: Callable[[float], None] = time.sleep

    def run(self, recipients: Iterable[Recipient]) -> DeliveryReport:
        """Send it to all who have not had it. Raises ``OSError`` when the log cannot be written; then nobody more is
        sent anything.
        """
        report = DeliveryReport()
        waiting = [recipient for recipient in recipients if self._is_due(recipient, report)]
        answers: dict[Recipient, str] = {}
        try:
            for number in range(ROUNDS):
                if waiting and not report.is_final:
                    self._pause(number)
                    waiting = self._round(waiting, report, answers)
        finally:
            self.server.close()
        if report.fault:
            report.left = len(waiting)
        else:
            report.problems += [_deferred(recipient, answers[recipient]) for recipient in waiting]
        return report

    def _is_due(self, recipient: Recipient, report: DeliveryReport) -> bool:
        state = self.log.state(recipient.address)
        if state is SendState.SENT:
            report.had_before += 1
        elif state is SendState.TRYING and not self.sends_uncertain:
            report.problems.append(uncertain(recipient))
        else:
            return True
        return False

    def _pause(self, number: int) -> None:
        if number:
            self.server.close()
            self.sleep(self.wait * 2 ** (number - 1))

    def _round(
        self, waiting: Sequence[Recipient], report: DeliveryReport, answers: dict[Recipient, str]
    ) -> list[Recipient]:
        """Try each address once; returns those to try again, whose answers are kept."""
        again: list[Recipient] = []
        report.fault = None
        for number, recipient in enumerate(waiting):
            try:
                outcome = self._deliver(recipient)
            except (ServerAway, ServerFault) as fault:
                report.fault, report.is_final = f"{fault}", isinstance(fault, ServerFault)
                return [*again, *waiting[number:]]
            if outcome.fate is Fate.DEFERRED:
                answers[recipient] = outcome.answer
                again.append(recipient)
            elif outcome.fate is Fate.DELIVERED:
                report.sent += 1
            else:
                report.problems.append(
                    _rejected(recipient, outcome.answer) if outcome.is_known else uncertain(recipient)
                )
        return again

    def _deliver(self, recipient: Recipient) -> Outcome:
        address = recipient.address
        outcome = self.server.deliver(
            address, self.message.to(address), lambda: self.log.note(address, SendState.TRYING)
        )
        if outcome.fate is Fate.DELIVERED:
            self.log.note(address, SendState.SENT)
        elif outcome.is_known and self.log.state(address) is SendState.TRYING and not self.sends_uncertain:
            self.log.note(address, SendState.FAILED)
        return outcome


def uncertain(recipient: Recipient) -> Problem:
    """The problem that nobody can know whether a letter arrived."""
    message = (
        f"expected an answer of the server, found none after the whole letter was sent to {recipient.address}; it may"
        " have arrived, so it is not sent again unless you say --resend-uncertain"
    )
    return Problem(recipient.place, FIELD, message, UNCERTAIN_DELIVERY)


def _rejected(recipient: Recipient, answer: str) -> Problem:
    return Problem(recipient.place, FIELD, f"{_answered(recipient, answer)}; correct or remove it", REJECTED_RECIPIENT)


def _deferred(recipient: Recipient, answer: str) -> Problem:
    message = f"{_answered(recipient, answer)} each time; run the command again later"
    return Problem(recipient.place, FIELD, message, DEFERRED_RECIPIENT)


def _answered(recipient: Recipient, answer: str) -> str:
    return f"expected an address that the server takes, found '{answer}' as its answer to {recipient.address}"
