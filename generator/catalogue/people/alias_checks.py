"""Are the names that curators call one the names of anybody?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.catalogue.name_hints import meant
from generator.catalogue.name_problems import ALIAS_OF_NOBODY
from generator.catalogue.people.papers_by_name import names_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind, NameKey, name_key
from generator.model.problem import Problem
from generator.text.nearest import Names

_EXPECTED = {
    ContributorKind.AUTHOR: "an author of a paper",
    ContributorKind.ORGANISATION: "the organisation of a paper",
}


def check_aliases(catalogue: Catalogue) -> Iterator[Problem]:
    """Each name that is to be another is one that papers have. The name that readers see need not be."""
    if not catalogue.site.aliases:
        return
    known = {kind: _keys(catalogue, kind) for kind in ContributorKind}
    stated = {
        (alias.kind, name_key(alias.kind, name.value)) for alias in catalogue.site.aliases for name in alias.names
    }
    # Another item, or this one, would have the name twice.
    free = {kind: Names(name for key, name in known[kind].items() if (kind, key) not in stated) for kind in known}
    for number, alias in enumerate(catalogue.site.aliases, start=1):
        other = next(kind for kind in ContributorKind if kind is not alias.kind)
        fields = [f"aliases[{number}].also[{at}]" for at in range(1, len(alias.also) + 1)] or [
            f"aliases[{number}].name"
        ]
        for field, name in zip(fields, alias.also or (alias.name,), strict=True):
            if name_key(alias.kind, name.value) in known[alias.kind]:
                continue
            if name_key(other, name.value) in known[other]:
                hint = f", which is {_EXPECTED[other]}; write 'kind: {other}'"
            else:
                near = free[alias.kind].near(name.value)
                hint = meant(near) if near else "; correct it, or keep it for future papers"
            message = f"expected {_EXPECTED[alias.kind]}, found '{name.value}'{hint}"
            yield Problem(name.place, field, message, ALIAS_OF_NOBODY, name.value)


def _keys(catalogue: Catalogue, kind: ContributorKind) -> Mapping[NameKey, str]:
    """The names of all papers by their keys."""
    return {name_key(kind, name): name for paper in catalogue.papers for name in names_of(paper, kind)}
