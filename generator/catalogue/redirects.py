"""Which names lead to a paper or a page, and where their former names lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
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
from generator.catalogue.paper_index import PaperIndex, ends_of
from generator.catalogue.permalink_list import address_of
from generator.curation.reading import Curation
from generator.model.curation import Site
from generator.model.identity import Slug
from generator.model.problem import Located, Place, Problem, ProblemKind


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

    index: PaperIndex
    shown: frozenset[Slug]
    hidden: frozenset[Slug]
    redirects: Mapping[str, Located[str]]
    """Former slugs, of ``site.yml`` and of merged papers."""
    ends: Mapping[str, str | None]
    """Where each of them leads in the end; ``None`` for those that lead into a loop."""
    in_doubt: frozenset[str] = frozenset()
    """Names that may be former slugs of papers, because where they lead cannot be read."""
    is_complete: bool = True
    """Could everything be read that makes papers and their former slugs? If not, an unknown name may be right."""

    @classmethod
    def of(cls, merged: Merged, curation: Curation) -> KnownPapers:
        """All papers of a list."""
        site, in_doubt = curation.site, curation.redirects_in_doubt
        is_complete = curation.digests_are_known and curation.redirects_are_known
        slugs = tuple(paper.slug for paper in merged.papers)
        hidden = frozenset(paper.slug for paper in merged.hidden)
        redirects: dict[str, Located[str]] = {**site.redirects}
        redirects.update(merged.redirects.items())
        shown, index = frozenset(slugs), PaperIndex(merged.papers, redirects)
        return cls(index, shown, hidden, redirects, ends_of(redirects, shown), in_doubt, is_complete)

    def fault(self, slug: str, hint: Callable[[str], str]) -> NameFault | None:
        """What is wrong with the name of a paper, if anything can be said; ``hint`` says what is meant by it."""
        if slug in self.shown:
            return None
        if slug in self.hidden:
            message = f"expected a paper that is shown, found '{slug}', which papers/{slug}.yml hides; remove it here"
            return NameFault(message, HIDDEN_PAPER, slug)
        expected = f"expected the slug of a paper, found '{slug}'"
        target = _end_of(slug, self.ends, self.shown)
        if target in self.shown:
            advice = hint(slug)
            now = "" if advice.startswith(", which is") else f", which now redirects to '{target}'"
            return NameFault(expected + now + advice, FORMER_SLUG, slug)
        if target == slug:
            return NameFault(
                f"{expected}, which forms a loop; name the page that readers should see", REDIRECT_LOOP, slug
            )
        # A redirect that leads nowhere is reported itself.
        if slug in self.redirects or slug in self.in_doubt or not self.is_complete:
            return None
        return NameFault(expected + hint(slug), UNKNOWN_PAPER, slug)


def _end_of(name: str, ends: Mapping[str, str | None], pages: Set[str]) -> str | None:
    """The page that a name leads to in the end; the name itself when it leads into a loop; else ``None``."""
    end = ends.get(name, name)
    return name if end is None else end if end in pages else None


def check_redirects(
    site: Site, known: KnownPapers, merged: Merged, pages: Set[str], hint: Callable[[str], str], unread: Set[str]
) -> tuple[dict[str, Located[str]], list[Problem]]:
    """The redirects that lead from no page to a page; the others are reported and left out.

    ``pages`` are the addresses of all topics and digests; ``unread`` are those that may exist, because what makes
    them cannot be read. ``hint`` says what is meant by a name.
    """
    valid: dict[str, Located[str]] = dict(merged.redirects.items())
    problems: list[Problem] = []
    ends = ends_of(site.redirects, pages)
    for old, new in site.redirects.items():
        is_page = old in pages or old in known.shown or old in known.hidden
        fault = _former_name_fault(old) if is_page else _conflict(old, new, merged)
        fault = fault or _target_fault(new.value, known, pages, ends, hint)
        if fault and fault.kind is UNKNOWN_PAGE and new.value in unread:
            continue
        if fault:
            place = new.key if is_page and new.key else new.place
            problems.append(fault.at(place, f"redirects.{old}"))
        elif new.value in pages or new.value in known.shown:
            valid.setdefault(old, new)
    return valid, problems


def _target_fault(
    name: str, known: KnownPapers, pages: Set[str], ends: Mapping[str, str | None], hint: Callable[[str], str]
) -> NameFault | None:
    return _page_fault(name, pages, ends, hint) if "/" in name else known.fault(name, hint)


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


def _page_fault(
    name: str, pages: Set[str], ends: Mapping[str, str | None], hint: Callable[[str], str]
) -> NameFault | None:
    if name in pages:
        return None
    expected = f"expected the address of a page, found '{name}'"
    target = _end_of(name, ends, pages)
    if target in pages:
        return NameFault(f"{expected}, which now redirects to '{target}'; use that", FORMER_SLUG, name)
    if target == name:
        return NameFault(f"{expected}, which forms a loop; name the page itself", REDIRECT_LOOP, name)
    # A redirect that leads nowhere is reported itself.
    return None if name in ends else NameFault(expected + hint(name), UNKNOWN_PAGE, name)
