"""Ids of papers besides those of arXiv: of a publisher, of OpenReview, of the ACL Anthology."""

from __future__ import annotations

import re

from generator.curation.text_kinds import TextKind, plain_text
from generator.curation.value_kinds import JsonSchema
from generator.curation.value_problems import INVALID_ACL_ID, INVALID_DOI, INVALID_OPENREVIEW_ID
from generator.model.identity import AclId, Doi, OpenReviewId, acl_id, arxiv_id, doi, openreview_id


class DoiKind(TextKind[Doi]):
    """A DOI, or the address that leads to it; one that arXiv gave says no more than the arXiv id."""

    expected = "a DOI like 10.1038/nature14539"
    problem = INVALID_DOI

    def convert(self, text: str) -> Doi | None:
        return None if arxiv_id(text) else doi(text)

    def hint(self, text: str) -> str:
        if known := arxiv_id(plain_text(text)):
            return f", which is arXiv's; write 'arxiv: \"{known}\"' in its place"
        inside = re.search(r"10\.\d{4,9}/[^\s\"<>]+", plain_text(text))
        return self._meant(plain_text(text), inside[0] if inside else "") or "; copy it from the publisher's page"

    def schema(self) -> JsonSchema:
        before = r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?"
        return {"type": "string", "pattern": rf"^{before}(?!10\.48550/[Aa]r[Xx]iv\.)10\.[0-9]{{4,9}}/[^\s\"<>]+$"}


class OpenReviewIdKind(TextKind[OpenReviewId]):
    """The id of a forum on OpenReview, or its address."""

    expected = "an OpenReview id like rJl0r3R9KX"
    problem = INVALID_OPENREVIEW_ID
    _bare = "[A-Za-z0-9_-]{8,14}"

    def convert(self, text: str) -> OpenReviewId | None:
        return OpenReviewId(text) if re.fullmatch(self._bare, text) else openreview_id(text)

    def hint(self, text: str) -> str:
        advice = "; copy the address of the paper's forum, which ends in 'forum?id=...'"
        return self._meant(plain_text(text)) or advice

    def schema(self) -> JsonSchema:
        address = r"(?:https?://)?(?:www\.)?openreview\.net/(?:forum|pdf|attachment)\?id=[A-Za-z0-9_-]{3,}(?:[&#]\S*)?"
        # An id of digits looks like a number to an editor.
        return {"type": ["string", "integer"], "pattern": f"^(?:{self._bare}|{address})$"}


class AclIdKind(TextKind[AclId]):
    """The id of a paper in the ACL Anthology, or its address."""

    expected = "an id of the ACL Anthology like 2026.acl-long.12 or P19-1001"
    problem = INVALID_ACL_ID
    _site = "https://aclanthology.org/"

    def convert(self, text: str) -> AclId | None:
        return acl_id(text) or acl_id(f"{self._site}{text}")

    def hint(self, text: str) -> str:
        return self._meant(plain_text(text)) or "; copy the address of the paper's page there"

    def schema(self) -> JsonSchema:
        ids = r"(?:[0-9]{4}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+|[A-Za-z][0-9]{2}-[0-9]{4})"
        before = r"(?:(?:https?://)?(?:www\.)?(?:aclanthology\.org/|aclweb\.org/anthology/(?:\w/\w[0-9]{2}/)?))?"
        return {"type": "string", "pattern": rf"^{before}{ids}(?:v[0-9]+)?(?:\.pdf|\.bib)?/?$"}
