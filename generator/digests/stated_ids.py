"""What an item of a list or a feed, or an address in it, says about the identity of a paper."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.model.digest import Entry
from generator.model.identity import AclId, ArxivId, Doi, OpenReviewId


@dataclass(frozen=True, slots=True)
class StatedIds:
    """The ids of a paper, as far as they are stated."""

    arxiv: ArxivId | None = None
    doi: Doi | None = None
    openreview: OpenReviewId | None = None
    acl: AclId | None = None
    url: str | None = None
    """An address, where none of the ids is known."""

    @property
    def is_identified(self) -> bool:
        """Is there any id that registries of papers give?"""
        return any((self.arxiv, self.doi, self.openreview, self.acl))

    @property
    def key(self) -> str:
        """The same for two addresses that name one paper in the same way."""
        return f"{self.arxiv or ''} {self.doi or ''} {self.openreview or ''} {self.acl or ''} {self.url or ''}".strip()

    def given_to(self, entry: Entry) -> Entry:
        """An entry with these ids."""
        return replace(entry, arxiv=self.arxiv, doi=self.doi, openreview=self.openreview, acl=self.acl, url=self.url)
