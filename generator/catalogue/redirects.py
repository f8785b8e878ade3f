"""Which names lead to a paper or a page, and where their former names lead."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from generator.catalogue.merge import Merged
from generator.catalogue.name_problems import (
    CONFLICTING_REDIRECT,
    FORMER_SLUG,
    HIDDEN_PAPER,
    REDIRECT_FROM_PAGE,
    REDIRECT_LOOP,
    UNKNOWN_PAGE,
    UNKNOWN_PAPER,
)
from generator.catalogue.permalink_list import address_of
from generator.model.curation import Site
from generator.model.identity import Slug
from generator.model.problem import Located, Place, Problem, ProblemKind
from generator.text.nearest import Names


@dataclass(frozen=True, slots=True)
class NameFault:
    """What is wrong with a name."""

    message: str
    kind: ProblemKind
    name: str

    def at(self, place: Place, field: str) -> Problem:
        """The same as a problem of the field that has the name."""
        return Problem(place, field, self.message, self.kind, self.name)


@dataclass(frozen=True, slots=True)
class KnownPapers:
    """The papers that a curated file can name."""

    slugs: Names
    shown: frozenset[Slug]
    hidden: frozenset[Slug]
    redirects: Mapping[str, Located[str]]
    """Former slugs, of ``site.yml`` and of merged papers."""

    @classmethod
    def of(cls, merged: Merged, site: Site) -> KnownPapers:
        """All papers of a list."""
        slugs = tuple(paper.slug for paper in merged.papers)
        hidden = frozenset(paper.slug for paper in merged.hidden)
        redirects: dict[str, Located[str]] = {**site.redirects}
        redirects.update(merged.redirects.items())
        return cls(Names(slugs), frozenset(slugs), hidden, redirects)

    def fault(self, slug: str) -> NameFault | None:
        """What is wrong with the name of a paper, if anything."""
        if slug in self.shown:
            return None
        if slug in self.hidden:
            message = f"expected a paper that is shown, found '{slug}', which papers/{slug}.yml hides; remove it here"
            return NameFault(message, HIDDEN_PAPER, slug)
        expected = f"expected the slug of a paper, found '{slug}'"
        target = _end_of(slug, self.redirects, self.shown)
        if target in self.shown:
            message = f"{expected}, which now redirects to '{target}'. Did you mean '{target}'?"
            return NameFault(message, FORMER_SLUG, slug)
        if target == slug:
            return NameFault(
                f"{expected}, which forms a loop; name the page that readers should see", REDIRECT_LOOP, slug
            )
        near = self.slugs.near(slug, cutoff=0.7)
        hint = f". Did you mean '{near}'?" if near else "; copy the last part of the paper page's address"
        return NameFault(expected + hint, UNKNOWN_PAPER, slug)


def _end_of(name: str, redirects: Mapping[str, Located[str]], pages: Set[str]) -> str | None:
    """The page that a name leads to in the end; the name itself when it forms a loop; else ``None``."""
    passed: list[str] = []
    while name in redirects and name not in pages and name not in passed:
        passed.append(name)
        name = redirects[name].value
    return name if name in pages else passed[0] if name in passed else None


def check_redirects(
    site: Site, known: KnownPapers, merged: Merged, pages: Set[str]
) -> tuple[dict[str, Located[str]], list[Problem]]:
    """The redirects that lead from no page to a page; the others are reported and left out.

    ``pages`` are the addresses of all topics and digests.
    """
    valid: dict[str, Located[str]] = dict(merged.redirects.items())
    problems: list[Problem] = []
    for old, new in site.redirects.items():
        is_page = old in pages or old in known.shown or old in known.hidden
        fault = _former_name_fault(old) if is_page else _conflict(old, new, merged)
        fault = fault or (_page_fault(new.value, pages, site) if "/" in new.value else known.fault(new.value))
        if fault:
            place = new.key if is_page and new.key else new.place
            problems.append(fault.at(place, f"redirects.{old}"))
        else:
            valid.setdefault(old, new)
    return valid, problems


def _former_name_fault(old: str) -> NameFault:
    kind = address_of(old).partition("/")[0].removesuffix("s")
    message = f"expected a former slug, found '{old}', which is a {kind}'s current slug; remove the redirect"
    return NameFault(message, REDIRECT_FROM_PAGE, old)


def _conflict(old: str, new: Located[str], merged: Merged) -> NameFault | None:
    other = merged.redirects.get(Slug(old))
    if other is None or other.value == new.value:
        return None
    message = f"expected '{other.value}' as in {other.place}, found '{new.value}'; keep one"
    return NameFault(message, CONFLICTING_REDIRECT, new.value)


def _page_fault(name: str, pages: Set[str], site: Site) -> NameFault | None:
    if name in pages:
        return None
    expected = f"expected the address of a page, found '{name}'"
    target = _end_of(name, site.redirects, pages)
    if target in pages:
        return NameFault(f"{expected}, which now redirects to '{target}'; use that", FORMER_SLUG, name)
    if target == name:
        return NameFault(f"{expected}, which forms a loop; name the page itself", REDIRECT_LOOP, name)
    near = Names(sorted(pages)).near(name, cutoff=0.7)
    hint = f". Did you mean '{near}'?" if near else "; copy the end of the page's address"
    return NameFault(expected + hint, UNKNOWN_PAGE, name)
