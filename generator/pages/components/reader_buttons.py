"""Buttons by which readers say what they follow and what they have read. Scripts take them over."""

from __future__ import annotations

from enum import StrEnum

from generator.model.identity import Slug
from generator.pages.document.vocabulary import ScriptButton


class FollowKind(StrEnum):
    """What a reader can follow on a page of its own. ``choices.js`` knows searches, too."""

    TOPIC = "topic"
    AUTHOR = "author"
    ORGANISATION = "organisation"


def follow_button(kind: FollowKind, key: Slug, title: str) -> ScriptButton:
    """The button that follows a topic, an author or an organisation by the slug of its page."""
    return ScriptButton(f"Follow this {kind}", (("follow", f"{kind}:{key}"), ("title", title)))


def read_button(digest: Slug) -> ScriptButton:
    """The button that marks a digest as read, shown where it came since the last visit."""
    return ScriptButton("Mark as read", (("digest", digest),))
