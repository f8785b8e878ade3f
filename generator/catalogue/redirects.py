"""Which names lead to a paper or a page, and where those lead that it had before."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from generator.catalogue.merge import Merged
from generator.catalogue.permalink_list import address_of
from generator.model.curation import Site
from generator.model.problem import Located, Problem
from generator.text.nearest import Names


@dataclass(frozen=True, slots=True)
class Known:
    """The papers that a curated file can name."""

    slugs: Names
    shown: frozenset[str]
    hidden: frozenset[str]
    redirects: Mapping[str, Located[str]]
    """Former slugs, of ``site.yml`` and of merged papers."""

    @classmethod
    def of(cls, merged: Merged, site: Site) -> Known:
        """All papers of a list."""
        slugs = tuple(paper.slug for paper in merged.papers)
        hidden = frozenset(paper.slug for paper in merged.hidden)
        return cls(Names(slugs), frozenset(slugs), hidden, {**site.redirects, **merged.redirects})

    def refuse(self, slug: str) -> str | None:
        """What is wrong with the name of a paper, if anything."""
        if slug in self.shown:
            return None
        if slug in self.hidden:
            return f"expected a paper that is shown, found '{slug}', which papers/{slug}.yml hides; remove it here"
        expected = f"expected the slug of a paper, found '{slug}'"
        target = _end_of(slug, self.redirects, self.shown)
        if target in self.shown:
            return f"{expected}, which leads to '{target}' now. Did you mean '{target}'?"
        if target == slug:
            return f"{expected}, which leads round in a circle; name the page that readers shall see"
        near = self.slugs.near(slug, cutoff=0.7)
        return expected + (
            f". Did you mean '{near}'?" if near else "; copy the last part of the address of the paper's page"
        )


def _end_of(name: str, redirects: Mapping[str, Located[str]], pages: Set[str]) -> str | None:
    """Where a name leads in the end: to itself when that is a circle, to ``None`` when it leads nowhere."""
    seen: list[str] = []
    while name in redirects and name not in pages and name not in seen:
        seen.append(name)
        name = redirects[name].value
    return name if name in pages else seen[0] if name in seen else None


def check_redirects(
    site: Site, known: Known, merged: Merged, pages: Set[str]
) -> tuple[dict[str, Located[str]], list[Problem]]:
    """The redirects that lead from no page to a page; the others are reported and left out.

    ``pages`` are the addresses of all topics and digests.
    """
    sound = dict(merged.redirects)
    problems: list[Problem] = []
    for old, new in site.redirects.items():
        wrong = _refuse_page(new.value, pages, site) if "/" in new.value else known.refuse(new.value)
        place = new.place
        if old in pages or old in known.shown or old in known.hidden:
            kind = address_of(old).partition("/")[0].removesuffix("s")
            wrong = f"expected a former slug, found '{old}', which a {kind} has; remove the redirect"
            place = new.key or place
        elif old in merged.redirects and merged.redirects[old].value != new.value:
            other = merged.redirects[old]
            wrong = f"expected '{other.value}' as in {other.place}, found '{new.value}'; keep one"
        if wrong:
            problems.append(Problem(place, f"redirects.{old}", wrong))
        else:
            sound.setdefault(old, new)
    return sound, problems


def _refuse_page(name: str, pages: Set[str], site: Site) -> str | None:
    if name in pages:
        return None
    target = _end_of(name, site.redirects, pages)
    if target in pages:
        return f"expected the address of a page, found '{name}', which leads to '{target}' now; write that"
    if target == name:
        return f"expected the address of a page, found '{name}', which leads round in a circle; name the page itself"
    near = Names(sorted(pages)).near(name, cutoff=0.7)
    hint = f". Did you mean '{near}'?" if near else "; copy the end of the page's address"
    return f"expected the address of a page, found '{name}'{hint}"
