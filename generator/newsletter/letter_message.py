"""A letter as a message (https://www.rfc-editor.org/rfc/rfc5322), the same bytes whenever it is made.

No clock and no chance: the date is the day of the digest, and the id names the list, the digest and the topic. So
whoever gets a letter twice, because a connection broke at the wrong moment, has a mailbox that can tell.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime

from generator.model.catalogue import Catalogue
from generator.model.curation import Newsletter
from generator.model.email_address import EmailAddress
from generator.newsletter.html_letter import html_letter
from generator.newsletter.issue import Issue
from generator.newsletter.letter import Letter, LetterLimits, LetterWriter
from generator.newsletter.plain_letter import plain_letter
from generator.pages.printing import paths
from generator.pages.printing.addresses import quoted

LARGEST_MESSAGE = 80_000
"""Bytes, with everything in it. Gmail shows no more of a message than some 100 KB."""
_LIMITS = (
    *(LetterLimits(abstract) for abstract in (2_400, 1_600, 1_200, 1_000, 800, 600, 500, 400)),
    LetterLimits(400, has_facts=False),
)
"""From the longest letter to the shortest that has all links. Shorter ones leave links out, and say so."""
_SHORTEST = (300, 150, 0)
"""Characters of an abstract when there is no room for the best: in some scripts a character takes many bytes."""
NOBODY = EmailAddress("nobody@papershelf.invalid")
"""Who a letter is from while the list does not say it (https://www.rfc-editor.org/rfc/rfc2606#section-2)."""
_LONGEST_LINE = 990


class _Policy(EmailPolicy):
    """Writes addresses in headers as they are: the library would encode those that are longer than a line."""

    def fold(self, name: str, value: str) -> str:
        """A header as text."""
        return f"{name}: {value}\r\n" if name.startswith("List-") else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """A header as bytes."""
        return self.fold(name, value).encode("ascii", "surrogateescape")


_POLICY = _Policy() + SMTP


@dataclass(frozen=True, slots=True)
class LetterMessage:
    """A letter that is ready to be sent, to one address at a time."""

    issue: Issue
    subject: str
    message_id: str
    newsletter: Newsletter | None
    """Who it is from, and how readers stop it; ``None`` while the list does not say it."""
    list_title: str
    root: str
    """The address of the site."""
    plain: str
    html: str

    @property
    def size(self) -> int:
        """Bytes, with some hundred for the longest address and what a trial says more."""
        return len(self.to(None)) + 500

    def to(self, address: EmailAddress | None) -> bytes:
        """The message for a reader, or for nobody yet."""
        message = EmailMessage(policy=_POLICY)
        self._add_headers(message, address)
        message.set_content(self.plain, charset="utf-8", cte=_encoding(self.plain))
        html = self.html if _is_strange(self.html) else _in_ascii(self.html)
        message.add_alternative(html, subtype="html", charset="utf-8", cte=_encoding(html))
        # One of its own for each letter, so that no text can hold it, and the same each time.
        message.set_boundary(f"=_{hashlib.sha256((self.plain + self.html).encode()).hexdigest()[:32]}")
        return message.as_bytes()

    def trial(self) -> LetterMessage:
        """The same for the person who keeps the list. Its id is another one each time it says something else, so that
        no mailbox hides a letter because of its trial.
        """
        content = hashlib.sha256((self.subject + self.plain + self.html).encode()).hexdigest()[:12]
        message_id = self.message_id.replace("<", f"<trial-{content}.", 1)
        return replace(self, subject=f"Trial: {self.subject}", message_id=message_id)

    def _add_headers(self, message: EmailMessage, address: EmailAddress | None) -> None:
        newsletter = self.newsletter
        message["From"] = Address(_bare(self.list_title), addr_spec=newsletter.from_ if newsletter else NOBODY)
        message["To"] = address or (newsletter.list_.value if newsletter and newsletter.list_ else "undisclosed:;")
        if newsletter and newsletter.reply_to:
            message["Reply-To"] = newsletter.reply_to
        message["Subject"] = _bare(self.subject)
        # The beginning of the day: a later hour could lie in the future, which filters take for a sign of spam.
        message["Date"] = format_datetime(datetime.combine(self.issue.day, time(), UTC))
        message["Message-ID"] = self.message_id
        # So that no answering machine answers (https://www.rfc-editor.org/rfc/rfc3834#section-5).
        message["Auto-Submitted"] = "auto-generated"
        message["List-Id"] = f"<{_list_id(newsletter)}>"
        for name, url in self._list_addresses():
            if len(url) < _LONGEST_LINE - len(name):
                message[name] = f"<{url}>"

    def _list_addresses(self) -> Iterator[tuple[str, str]]:
        """What programs can do with the list (https://www.rfc-editor.org/rfc/rfc2369). No header promises one click,
        which would need a server that takes it.
        """
        if self.newsletter:
            yield "List-Unsubscribe", self.newsletter.unsubscribe
            if self.newsletter.subscribe:
                yield "List-Subscribe", self.newsletter.subscribe
        yield "List-Archive", quoted(f"{self.root}{paths.url(paths.DIGESTS)}")


def message_of(catalogue: Catalogue, issue: Issue, root: str) -> LetterMessage:
    """The message of an issue, with as much in it as it can hold. ``root`` is the address of the site."""
    newsletter = catalogue.site.newsletter

    def made(limits: LetterLimits) -> LetterMessage:
        return _message(newsletter, issue, root, LetterWriter(catalogue, issue, root, limits).letter())

    tried = _limits(len(issue.papers))
    first = bisect_left(tried, True, key=lambda limits: made(limits).size <= LARGEST_MESSAGE)  # noqa: FBT003 - a value
    return made(tried[min(first, len(tried) - 1)])


def _limits(papers: int) -> Sequence[LetterLimits]:
    """From the longest letter to the shortest."""
    fewer_links = (LetterLimits(400, has_facts=False, links=links) for links in reversed(range(papers)))
    shortest = (LetterLimits(abstract, has_facts=False, links=0) for abstract in _SHORTEST)
    return (*_LIMITS, *fewer_links, *shortest)


def _message(newsletter: Newsletter | None, issue: Issue, root: str, letter: Letter) -> LetterMessage:
    sender = newsletter.from_ if newsletter else NOBODY
    # The part before the @ names the list as well, because one sender can have several.
    message_id = f"<{issue.name}.{_list_id(newsletter)}@{sender.rpartition('@')[2]}>"
    return LetterMessage(
        issue=issue,
        subject=f"{letter.list_title.words}: {letter.facts}, {issue.when}",
        message_id=message_id,
        newsletter=newsletter,
        list_title=letter.list_title.words,
        root=root,
        plain=plain_letter(letter),
        html=html_letter(letter),
    )


def _bare(text: str) -> str:
    """A text for a header that the library does not take for an encoded one: it would decode it, line ends and all."""
    return text.replace("=?", "= ?")


def _list_id(newsletter: Newsletter | None) -> str:
    """What the list is told apart by (https://www.rfc-editor.org/rfc/rfc2919): its address, else that of the sender."""
    address = NOBODY if newsletter is None else newsletter.list_.value if newsletter.list_ else newsletter.from_
    name, _, host = address.rpartition("@")
    return f"{''.join(char if char.isalnum() or char in '-_.' else '-' for char in name)}.{host}"


def _in_ascii(html: str) -> str:
    """The same page with characters of other scripts by their numbers, so that it is sent as it is."""
    return html.encode("ascii", "xmlcharrefreplace").decode()


def _encoding(text: str) -> str:
    """The shortest that every server passes on."""
    if text.isascii() and max(map(len, text.split("\n"))) < _LONGEST_LINE:
        return "7bit"
    return "base64" if _is_strange(text) else "quoted-printable"


def _is_strange(text: str) -> bool:
    """Is so much in a script other than Latin that three bytes for each letter are the shortest?"""
    return sum(not char.isascii() for char in text) * 6 > len(text)
