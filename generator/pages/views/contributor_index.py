"""The indexes of authors and of organisations: all names by letter, or, where there are very many, those with most
papers and a page for each letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue.people.papers_by_name import FEWEST_FOR_FEED, MOST_FEEDS, Contributor, fewest_for_page
from generator.model.contributors import ContributorKind, name_key
from generator.model.identity import PagePath, Slug
from generator.pages.components.heads import PageHead
from generator.pages.components.list_parts import cut_from_end
from generator.pages.components.page_links import PageLink
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.document.vocabulary import Block, Heading, Label, LineList, Paragraph, Section, bullets
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.text import wording

LONGEST_INDEX = 300
"""Names on one page: about 30 KB of HTML."""
_MOST_PAPERS = 100
"""Names at the top of an index that is too long for one page."""
_TITLES = {ContributorKind.AUTHOR: "Authors", ContributorKind.ORGANISATION: "Organisations"}
_OTHER = "other"
"""What the letter of a name is called that begins with none of A to Z."""

NameLine = tuple[PageLink, int]
"""A name, and the number of papers."""


@dataclass(frozen=True)
class ContributorIndexView(View):
    """All names, or where to find them, or those of a letter."""

    title: str
    lead: tuple[str | PageLink, ...]
    up: PageLink | None
    """The index, from one of its letters."""
    top: tuple[NameLine, ...]
    """Those with most papers, where not all names are here."""
    letters: tuple[NameLine, ...]
    """The pages of letters with the number of their names."""
    groups: tuple[tuple[str, tuple[NameLine, ...]], ...]
    """Names by letter."""

    def blocks(self) -> Iterator[Block]:
        """What there is, and the names."""
        yield Heading(1, self.title)
        yield Paragraph(self.lead, "lead")
        if self.up:
            yield Paragraph(self.up, "facts")
        if self.letters:
            yield Heading(2, "By letter", id="by-letter")
            yield Section((_list(self.letters),), "letters")
        if self.top:
            yield Heading(2, "Most papers", id="most-papers")
            yield Section((_list(self.top),), "names")
        if self.groups:
            yield Section(tuple(self._groups()), "names")

    def _groups(self) -> Iterator[Block]:
        for letter, names in self.groups:
            if len(self.groups) > 1:
                yield Heading(2, letter)
            yield _list(names)


def _list(lines: Sequence[NameLine]) -> LineList:
    return bullets((link, " ", Label(wording.grouped(number), "count")) for link, number in lines)


def contributor_index(builder: ViewBuilder) -> Iterator[Page]:
    """The index of authors, that of organisations, and the pages of their letters."""
    for kind in ContributorKind:
        yield from _index(builder, kind)


def _index(builder: ViewBuilder, kind: ContributorKind) -> Iterator[Page]:
    by_letter: dict[str, list[Contributor]] = defaultdict(list)
    for contributor in sorted(builder.people.with_pages(kind), key=_sort_key):
        by_letter[_letter(contributor)].append(contributor)
    groups = {letter: tuple(map(_line, by_letter[letter])) for letter in sorted(by_letter, key=_letters_first)}
    is_whole = sum(map(len, groups.values())) <= LONGEST_INDEX
    parts = [] if is_whole else [part for letter, lines in groups.items() for part in _parts(kind, letter, lines)]
    lead = _lead(kind, builder)
    view = ContributorIndexView(
        title=_TITLES[kind],
        lead=lead,
        up=None,
        top=() if is_whole else _top(builder, kind),
        letters=tuple((PageLink(title, path), len(lines)) for title, path, lines in parts),
        groups=tuple((_shown(letter), lines) for letter, lines in groups.items()) if is_whole else (),
    )
    description = f"{_TITLES[kind]} with {fewest_for_page(builder.catalogue.site, kind)} or more papers in this list."
    yield Page(paths.contributors(kind), PageHead(_TITLES[kind], description, "people.html"), view)
    for title, path, lines in parts:
        name = f"{_TITLES[kind]}: {title}"
        up = PageLink(f"All {_TITLES[kind].lower()}", paths.contributors(kind))
        part = ContributorIndexView(name, (description,), up, (), (), ((title, lines),))
        yield Page(path, PageHead(name, description, "people.html"), part)


def _lead(kind: ContributorKind, builder: ViewBuilder) -> tuple[str | PageLink, ...]:
    shown, every = len(builder.people.with_pages(kind)), len(builder.people.of(kind))
    noun, fewest = _TITLES[kind].lower(), fewest_for_page(builder.catalogue.site, kind)
    if not every:
        return (f"No digest has named {noun} yet.",)
    return (
        f"{shown:,} of {every:,} {noun} have {fewest} or more papers in this list, and a page each."
        " The papers of the others are found by the ",
        PageLink("search", paths.SEARCH),
        f". The first {MOST_FEEDS} with {FEWEST_FOR_FEED} papers have a feed."
        if builder.people.with_feeds(kind)
        else ".",
    )


def _line(contributor: Contributor) -> NameLine:
    path = paths.contributor(contributor.kind, contributor.slug)
    return PageLink(contributor.name, path), len(contributor.papers)


def _top(builder: ViewBuilder, kind: ContributorKind) -> tuple[NameLine, ...]:
    most = sorted(builder.people.with_pages(kind), key=lambda one: (-len(one.papers), *_sort_key(one)))
    return tuple(map(_line, most[:_MOST_PAPERS]))


def _parts(
    kind: ContributorKind, letter: str, lines: tuple[NameLine, ...]
) -> Iterator[tuple[str, PagePath, tuple[NameLine, ...]]]:
    """The pages of a letter: what each is called, where it lies, and its names."""
    pieces = cut_from_end(lines, LONGEST_INDEX)
    for number, piece in enumerate(pieces, start=1):
        more = f"-{number}" if number > 1 else ""
        title = f"{_shown(letter)}, part {number}" if number > 1 else _shown(letter)
        yield title, paths.contributors(kind, f"{letter}{more}"), piece


# --- the order of names ----------------------------------------------------------------------


def _sort_key(contributor: Contributor) -> tuple[str, str, Slug]:
    """A person by the last word of the name, which most often is that of the family; an organisation by the first."""
    key = name_key(contributor.kind, contributor.name)
    last = key.rpartition(" ")[2] if contributor.kind is ContributorKind.AUTHOR else key
    return last, key, contributor.slug


def _letter(contributor: Contributor) -> str:
    first = _sort_key(contributor)[0][:1]
    return first if "a" <= first <= "z" else _OTHER


def _letters_first(letter: str) -> tuple[bool, str]:
    return letter == _OTHER, letter


def _shown(letter: str) -> str:
    return "Other letters" if letter == _OTHER else letter.upper()
