"""The keys of ``site.yml`` on people: ``aliases`` of authors and organisations, and who has a page."""

from __future__ import annotations

import re
from typing import Any

from generator.curation.curation_problems import NAME_OF_TWO_ALIASES, ORCID_OF_ORGANISATION
from generator.curation.list_kinds import ListKind
from generator.curation.nodes import Node
from generator.curation.other_words import ALIAS_WORDS
from generator.curation.record_kinds import RecordKey, RecordKind
from generator.curation.text_kinds import ChoiceKind, CountKind, TextKind, WordsKind, plain_text
from generator.curation.value_kinds import JsonSchema, LocatedKind, Report, path
from generator.curation.value_problems import INVALID_ORCID
from generator.model.contributors import Alias, ContributorKind, NameKey, Orcid, name_key, orcid, orcid_checksum
from generator.model.problem import Place

_LONGEST_NAME = 120


class OrcidKind(TextKind[Orcid]):
    """The ORCID of a person, or its address."""

    expected = "an ORCID like 0000-0002-1825-0097"
    problem = INVALID_ORCID

    def convert(self, text: str) -> Orcid | None:
        return orcid(text)

    def hint(self, text: str) -> str:
        copy = "; copy it from the page of the person at orcid.org"
        plain = plain_text(text)
        digits = re.search(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9Xx](?![0-9])", plain)
        if digits and orcid(digits[0]) is None:
            return f", whose digits end in {orcid_checksum(digits[0])} or are mistyped{copy}"
        return self._meant(plain, digits[0] if digits else "") or copy

    def schema(self) -> JsonSchema:
        before = r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:\s*)?"
        return {"type": "string", "pattern": f"^{before}(?:[0-9]{{4}}-){{3}}[0-9]{{3}}[0-9Xx]/?$"}


class AliasKind(RecordKind[Alias]):
    """Names of one author or organisation, of which only an author has an ORCID."""

    def read(self, node: Node, field: str, report: Report, **given: Any) -> Alias:
        alias = super().read(node, field, report, **given)
        if alias.orcid and alias.kind is ContributorKind.ORGANISATION:
            message = (
                f"expected no ORCID for an organisation, found {alias.orcid.value}; remove it, or the line with 'kind'"
            )
            report.add(alias.orcid.place, path(field, "orcid"), message, ORCID_OF_ORGANISATION)
        return alias

    def schema(self) -> JsonSchema:
        organisation = {"kind": {"const": ContributorKind.ORGANISATION.value}}
        return {**super().schema(), "not": {"required": ["kind", "orcid"], "properties": organisation}}


class AliasesKind(ListKind[Alias]):
    """All aliases, no two of which can have a name in common."""

    def read(self, node: Node, field: str, report: Report) -> tuple[Alias, ...]:
        aliases = super().read(node, field, report)
        first: dict[tuple[ContributorKind, NameKey], tuple[str, Place]] = {}
        for number, alias in enumerate(aliases, start=1):
            for at, name in enumerate(alias.names):
                key = (alias.kind, name_key(alias.kind, name.value))
                item = f"{field}[{number}]"
                other, place = first.setdefault(key, (item, name.place))
                if place is not name.place:
                    where = "this item" if other == item else other
                    message = (
                        f"expected each name once, found '{name.value}', which {where} on line {place.line} has as"
                        " well; remove one"
                    )
                    own = path(item, f"also[{at}]" if at else "name")
                    report.add(name.place, own, message, NAME_OF_TWO_ALIASES, name.value)
        return aliases


_NAME = LocatedKind(WordsKind(_LONGEST_NAME))

ALIASES = RecordKey(
    AliasesKind(
        AliasKind(
            Alias,
            "name: {text}",
            ALIAS_WORDS,
            name=RecordKey(_NAME, "The name that readers see."),
            also=RecordKey(ListKind(_NAME), "Other names in digests of the same author or organisation."),
            kind=RecordKey(ChoiceKind(ContributorKind), "Whose names they are; an author's by default."),
            orcid=RecordKey(LocatedKind(OrcidKind()), "The ORCID of an author, to which the author's page links."),
        )
    ),
    "Names that are one author or one organisation. Names that differ in case, accents or punctuation only, and of"
    " organisations in spaces, are one without it.",
)
AUTHOR_PAGES = RecordKey(
    CountKind(2, 100),
    "How many papers an author must have for a page; 2 by default. In a list of many thousand papers, the pages of"
    " authors with two of them can be a tenth of the site, and a search finds as much.",
)
