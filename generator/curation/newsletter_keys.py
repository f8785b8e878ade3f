"""The keys of ``newsletter`` in ``site.yml``."""

from __future__ import annotations

from generator.curation.email_kinds import EmailAddressKind, SubscriptionKind
from generator.curation.other_words import NEWSLETTER_WORDS
from generator.curation.record_kinds import RecordKey, RecordKind
from generator.curation.value_kinds import LocatedKind
from generator.model.curation import Newsletter

NEWSLETTER = RecordKey(
    RecordKind(
        Newsletter,
        "from: {text}",
        NEWSLETTER_WORDS,
        from_=RecordKey(
            EmailAddressKind(),
            "The address that letters come from. Readers see the title of the list as its name.",
        ),
        unsubscribe=RecordKey(
            SubscriptionKind(),
            "Where a reader stops the letters: a page of the mailing list, or an address that a message is sent to.",
        ),
        list_=RecordKey(
            LocatedKind(EmailAddressKind()),
            "The address of a mailing list, which passes letters on to its subscribers. Without it, letters go to the"
            " addresses in a file.",
        ),
        reply_to=RecordKey(EmailAddressKind(), "Where answers go; by default to the address that letters come from."),
        subscribe=RecordKey(
            SubscriptionKind(),
            "Where a reader asks for the letters, for the page Subscribe; without it, that page says nothing of them.",
        ),
    ),
    "How the list is sent by e-mail, with papershelf newsletter; by default it is not.",
)
