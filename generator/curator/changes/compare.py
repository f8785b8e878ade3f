"""Compares two versions of the content by what readers see: two shelves in, typed changes out.

Only what stands on a page counts. The line a value stands in, comments, and rules that give the same
topics for the same words do not.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from generator.catalogue.permalink_list import DIGESTS, FILE, PAPERS, TOPICS, address_of, addresses
from generator.content.read import ContentResult
from generator.curator.changes.change import Added, Broken, Changes, Edit, Hidden, Kind, Move, Page, Sorting
from generator.model.catalogue import Catalogue
from generator.model.curation import Topic
from generator.model.digest import Digest
from generator.model.identity import title_key
from generator.model.paper import Paper, Reason
from generator.model.problem import Place, Problem
from generator.model.text import Span, Style, Text

ByHand = Mapping[str, bytes]
"""Pages written by hand, by their path below ``pages/``."""


def compare(
    before: ContentResult, after: ContentResult, pages_before: ByHand | None = None, pages_after: ByHand | None = None
) -> Changes:
    """What changes from one version to another."""
    return _Comparison(before, after).changes(pages_before or {}, pages_after or {})


class _Comparison:
    """Two versions, and which page of the one is which of the other."""

    def __init__(self, before: ContentResult, after: ContentResult) -> None:
        self.before, self.after = before.catalogue, after.catalogue
        self.shelves = before, after
        self.old, self.new = _pages(before), _pages(after)
        self.hidden_before = {paper.slug: paper for paper in before.hidden}
        self.hidden_after = {paper.slug: paper for paper in after.hidden}
        self.redirects = {address_of(old): new for old, new in self.after.site.redirects.items()}
        self.moves = [move for address in self.old if address not in self.new for move in self._move(address)]
        self.now = {address: address for address in self.old if address in self.new}
        renamed = [move for move in self.moves if move.target.address not in self.old]
        self.now |= {move.page.address: move.target.address for move in renamed}
        self.renamed = tuple(renamed)

    def changes(self, pages_before: ByHand, pages_after: ByHand) -> Changes:
        broken = tuple(self._broken())
        introduced, solved = self._problems({one.page.address for one in broken})
        sortings = list(self._sortings())
        by_hand = {path: data for path, data in pages_after.items() if pages_before.get(path) != data}
        return Changes(
            broken=broken,
            introduced=introduced,
            solved=solved,
            added=(
                *self._added(),
                *(Added(_by_hand(path), None) for path in sorted(by_hand.keys() - pages_before.keys())),
            ),
            removed=tuple(_by_hand(path) for path in sorted(pages_before.keys() - pages_after.keys())),
            hidden=tuple(self._hidden()),
            shown=tuple(self._shown()),
            renamed=self.renamed,
            merged=tuple(move for move in self.moves if move not in self.renamed),
            gained=tuple(one for kind, one in sortings if kind == "gained"),
            lost=tuple(one for kind, one in sortings if kind == "lost"),
            reworded=tuple(one for kind, one in sortings if kind == "reworded"),
            edited=(
                *self._edits(),
                *(Edit(_by_hand(path), "text", (), ()) for path in sorted(by_hand.keys() & pages_before.keys())),
            ),
        )

    # --- which page is which -----------------------------------------------------------------

    def _move(self, address: str) -> Iterator[Move]:
        """Where a page that is gone went: where it is redirected to, else to the paper it became."""
        redirect = self.redirects.get(address)
        if redirect:
            target = self.new.get(address_of(redirect.value))
            if target:
                yield Move(self.old[address], target, redirect.place)
        elif (successor := self._successor(address)) and not self._is_hidden(address):
            yield Move(self.old[address], self.new[successor], None)

    def _successor(self, address: str) -> str | None:
        """The paper that a gone one became: it has its entry of a digest now, or is new there and alike."""
        paper = self.before.by_slug.get(address.removeprefix(f"{PAPERS}/"))
        if paper is None:
            return None
        entries = [(one.digest, self.before.digest[one.digest].entries[one.position - 1]) for one in paper.appearances]
        owner = next(
            (self._owners[key] for day, one in entries if (key := (day, title_key(one.title))) in self._owners), None
        )
        days = {day for day, _ in entries}
        alike = (
            other.slug
            for other in self.after.papers
            if other.slug not in self.before.by_slug
            and any(one.digest in days for one in other.appearances)
            and _is_alike(paper, other)
        )
        found = owner or next(alike, None)
        return f"{PAPERS}/{found}" if found else None

    @cached_property
    def _owners(self) -> Mapping[tuple[str, str], str]:
        """The slug of the paper that each entry of a digest belongs to now, by digest and title key."""
        slugs = {(one.digest, one.position): paper.slug for paper in self.after.papers for one in paper.appearances}
        return {
            (digest.slug, title_key(entry.title)): slugs[digest.slug, position]
            for digest in self.after.digests
            for position, entry in enumerate(digest.entries, start=1)
            if (digest.slug, position) in slugs
        }

    def _is_hidden(self, address: str) -> bool:
        return address.startswith(f"{PAPERS}/") and address.removeprefix(f"{PAPERS}/") in self.hidden_after

    # --- pages that come and go ----------------------------------------------------------------

    def _broken(self) -> Iterator[Broken]:
        former = {address_of(old) for old in self.before.site.redirects}
        moved = {move.page.address: move.target.address for move in self.moves}
        for address in sorted({*self.old, *former}):
            if address not in self.new and address not in self.redirects and not self._is_hidden(address):
                page = self.old.get(address) or Page(_kind(address), address, "a former address")
                yield Broken(page, moved.get(address) or self._near(address))

    def _near(self, address: str) -> str | None:
        if address.startswith(f"{PAPERS}/"):
            return None
        kind = address.partition("/")[0]
        new = sorted(one for one in self.new.keys() - self.old.keys() if one.startswith(f"{kind}/"))
        near = difflib.get_close_matches(address, new, n=1, cutoff=0.7)
        return near[0] if near else None

    def _added(self) -> Iterator[Added]:
        come = self.new.keys() - set(self.now.values())
        for digest in self.after.digests:
            if (address := f"{DIGESTS}/{digest.slug}") in come:
                papers = len(self.after.by_digest[digest.slug])
                yield Added(self.new[address], Place(digest.file), papers)
        for topic in self.after.topics:
            if (address := f"{TOPICS}/{topic.slug}") in come:
                yield Added(self.new[address], topic.place, len(self.after.by_topic[topic.slug]))
        for paper in self.after.papers:
            if (address := f"{PAPERS}/{paper.slug}") in come and paper.slug not in self.hidden_before:
                yield Added(self.new[address], paper.appearances[0].place, topics=paper.topics)

    def _hidden(self) -> Iterator[Hidden]:
        for slug in self.hidden_after:
            page = self.old.get(f"{PAPERS}/{slug}")
            if page:
                yield Hidden(page, _origin(self.hidden_after[slug], "hidden"))

    def _shown(self) -> Iterator[Hidden]:
        for slug in self.hidden_before:
            page = self.new.get(f"{PAPERS}/{slug}")
            if page:
                yield Hidden(page, None)

    # --- topics of papers --------------------------------------------------------------------

    def _sortings(self) -> Iterator[tuple[str, Sorting]]:
        """Topics of papers that were there before, in the order of the site."""
        order: dict[str, int] = {
            topic.slug: place for place, topic in enumerate((*self.after.topics, *self.before.topics))
        }
        found = [one for pair in self._papers() for one in self._sorted_anew(*pair)]
        yield from sorted(found, key=lambda one: order[one[1].topic.address.removeprefix(f"{TOPICS}/")])

    def _papers(self) -> Iterator[tuple[Paper, Paper]]:
        """Each paper that both versions show, unless nothing at all is new about it."""
        for paper in self.before.papers:
            address = self.now.get(f"{PAPERS}/{paper.slug}", "")
            other = self.after.by_slug.get(address.removeprefix(f"{PAPERS}/"))
            if other and other != paper:
                yield paper, other

    def _sorted_anew(self, before: Paper, after: Paper) -> Iterator[tuple[str, Sorting]]:
        page = self.new[f"{PAPERS}/{after.slug}"]
        removed = {topic.value: topic.place for topic in after.withheld}
        had = {self.now.get(f"{TOPICS}/{one.topic}", f"{TOPICS}/{one.topic}"): one.reasons for one in before.topics}
        has = {f"{TOPICS}/{one.topic}": one.reasons for one in after.topics}
        for address, reasons in has.items():
            if address not in had:
                yield "gained", Sorting(self.new[address], page, reasons)
            elif _words(had[address]) != _words(reasons):
                yield "reworded", Sorting(self.new[address], page, reasons)
        for address, reasons in had.items():
            if address not in has:
                topic = self.new.get(address) or self.old[address]
                yield "lost", Sorting(topic, page, reasons, removed.get(address.removeprefix(f"{TOPICS}/")))

    # --- fields of pages ---------------------------------------------------------------------

    def _edits(self) -> Iterator[Edit]:
        site = Page(Kind.SITE, "", self.after.site.title)
        yield from _edits(site, self._facts_of_site(is_after=False), self._facts_of_site(is_after=True))
        for digest in self.before.digests:
            address = self.now.get(f"{DIGESTS}/{digest.slug}")
            if address:
                yield from self._order(digest, self.after.digest[address.removeprefix(f"{DIGESTS}/")])
        for topic in self.before.topics:
            address = self.now.get(f"{TOPICS}/{topic.slug}")
            if address:
                other = self.after.topic[address.removeprefix(f"{TOPICS}/")]
                was, now = self._facts_of_topic(topic, is_after=False), self._facts_of_topic(other, is_after=True)
                yield from _edits(self.new[address], was, now)
        for before, after in self._papers():
            page = self.new[f"{PAPERS}/{after.slug}"]
            edits = list(_edits(page, _facts_of_paper(before), _facts_of_paper(after)))
            # Whoever changes a field changes where it comes from; only alone is that worth telling.
            yield from edits or _edits(page, _sources(before), _sources(after))

    def _order(self, before: Digest, after: Digest) -> Iterator[Edit]:
        """The papers that a digest listed and still lists, when their order changed."""
        new = self.after.by_digest[after.slug]
        titles: dict[str, str] = {paper.slug: paper.title.plain for paper in new}
        old = [self._paper_now(paper.slug) for paper in self.before.by_digest[before.slug]]
        was = list(dict.fromkeys(slug for slug in old if slug in titles))
        # A digest can list a paper twice, under two titles.
        now = list(dict.fromkeys(paper.slug for paper in new if paper.slug in set(was)))
        page = self.new[f"{DIGESTS}/{after.slug}"]
        if was != now:
            shown = tuple(titles[slug] for slug in was), tuple(titles[slug] for slug in now)
            yield Edit(page, "order", *shown, Place(after.file))
        places, others = _places(self.before, before), _places(self.after, after)
        # Where papers came or went, that is told, and all others moved up or down.
        if was == now and places != others and len(places) == len(others) == len(now):
            yield Edit(page, "places", places, others, Place(after.file))

    def _paper_now(self, slug: str) -> str:
        return self.now.get(f"{PAPERS}/{slug}", slug).removeprefix(f"{PAPERS}/")

    def _facts_of_site(self, *, is_after: bool) -> _Facts:
        catalogue = self.after if is_after else self.before
        site = catalogue.site
        place = Place("site.yml")
        redirects = tuple(
            f"{old}: {new.value}"
            for old, new in sorted(site.redirects.items())
            if address_of(old) not in self.old and address_of(old) not in self.new
        )
        return {
            "title": ((site.title,), place),
            "description": ((site.description,), place),
            "areas": (tuple(f"{area.title} ({area.slug})" for area in site.areas), place),
            "redirects": (redirects, place),
        }

    def _facts_of_topic(self, topic: Topic, *, is_after: bool) -> _Facts:
        catalogue = self.after if is_after else self.before
        # A page shows only papers that are there, and a paper with another title is no other paper.
        shown = [one.value for one in topic.start_here if one.value in catalogue.by_slug]
        slugs = shown if is_after else [self._paper_now(slug) for slug in shown]
        titles = {**self.before.by_slug, **self.after.by_slug}
        start = tuple(titles[slug].title.plain for slug in slugs)
        areas = {area.slug: area.title for area in catalogue.site.areas}
        return {
            "title": ((topic.title,), topic.place),
            "area": ((areas[topic.area.value],), topic.area.place),
            "scope": ((topic.scope,), topic.place),
            "start here": (start, topic.start_here[0].place if topic.start_here else topic.place),
        }

    # --- problems ----------------------------------------------------------------------------

    def _problems(self, broken: set[str]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
        before, after = (shelf.problems for shelf in self.shelves)
        # An address that breaks is told as such, and not again as a line of the list of addresses.
        new = [one for one in _more(after, before) if not (one.place.file == FILE and one.field in broken)]
        return tuple(new), tuple(_more(before, after))


_Facts = Mapping[str, tuple[tuple[str, ...], Place | None]]
"""What stands on a page, by field: the texts, and where they come from."""


def _pages(shelf: ContentResult) -> dict[str, Page]:
    catalogue = shelf.catalogue
    pages = {f"{DIGESTS}/{one.slug}": Page(Kind.DIGEST, f"{DIGESTS}/{one.slug}", one.slug) for one in catalogue.digests}
    for topic in catalogue.topics:
        pages[f"{TOPICS}/{topic.slug}"] = Page(Kind.TOPIC, f"{TOPICS}/{topic.slug}", topic.title)
    for paper in catalogue.papers:
        pages[f"{PAPERS}/{paper.slug}"] = Page(Kind.PAPER, f"{PAPERS}/{paper.slug}", paper.title.plain)
    assert pages.keys() == addresses(catalogue)
    return pages


def _by_hand(path: str) -> Page:
    return Page(Kind.PAGE, path, path)


def _kind(address: str) -> Kind:
    return {PAPERS: Kind.PAPER, TOPICS: Kind.TOPIC, DIGESTS: Kind.DIGEST}[address.partition("/")[0]]


def _is_alike(before: Paper, after: Paper) -> bool:
    """Could be the same paper under another title?"""
    if before.arxiv and after.arxiv:
        return before.arxiv == after.arxiv
    same = [paragraph.plain for paragraph in before.abstract] == [paragraph.plain for paragraph in after.abstract]
    return bool(before.abstract and same) or bool(
        difflib.SequenceMatcher(None, before.title.plain.casefold(), after.title.plain.casefold()).ratio() > 0.8
    )


def _words(reasons: Sequence[Reason]) -> list[tuple[tuple[str, ...], str | None]]:
    """What a page says of reasons: the words, not the line of the rule."""
    return [(reason.words, reason.where) for reason in reasons]


def _origin(paper: Paper, field: str) -> Place | None:
    return next((origin.place for origin in paper.origins if origin.field == field), None)


def _edits(page: Page, before: _Facts, after: _Facts) -> Iterator[Edit]:
    for field, (now, place) in after.items():
        if before[field][0] != now:
            yield Edit(page, field, before[field][0], now, place if now else before[field][1])


def _facts_of_paper(paper: Paper) -> _Facts:
    places = {origin.field: origin.place for origin in reversed(paper.origins)}
    values: dict[str, tuple[str, ...]] = {
        "title": (_marked(paper.title),),
        "abstract": tuple(_marked(paragraph) for paragraph in paper.abstract),
        "authors": paper.authors,
        "author_count": _present(None if paper.authors else paper.author_count),
        "organisation": _present(paper.organisation.name if paper.organisation else None),
        "published": _present(paper.published),
        "comments": _present(paper.comments),
        "upvotes": _present(paper.upvotes),
        "arxiv": _present(paper.arxiv),
        "keywords": paper.keywords,
        "summary": _present(paper.summary.text if paper.summary else None),
        "stars": _present(paper.code.stars if paper.code else None),
        # Links that nobody stated follow from the title or the arXiv id, which are told already.
        "links": tuple(f"{link.kind} {link.url}" for link in paper.links if link.place),
        "note": _present(paper.note),
        "featured": _present("yes" if paper.featured else None),
        "status": _present(paper.status),
        "digests": tuple(dict.fromkeys(one.digest for one in paper.appearances)),
    }
    return {field: (texts, places.get(field)) for field, texts in values.items()}


def _sources(paper: Paper) -> _Facts:
    """Where the fields of a paper come from, as its page says it."""
    texts = (f"{one.field}: {one.place.file}{f', {one.detail}' if one.detail else ''}" for one in paper.origins)
    return {"sources": (tuple(texts), None)}


def _places(catalogue: Catalogue, digest: Digest) -> tuple[str, ...]:
    """The numbers that a digest gives the papers that the site shows."""
    places = {
        one.position for p in catalogue.by_digest[digest.slug] for one in p.appearances if one.digest == digest.slug
    }
    return tuple(str(place) for place in sorted(places))


def _present(value: object | None) -> tuple[str, ...]:
    return () if value is None else (str(value),)


def _marked(text: Text) -> str:
    """A text with its emphasis and links, which readers see."""
    return "".join(map(_marked_span, text.spans))


def _marked_span(span: Span) -> str:
    if span.tex is not None:
        return f"${span.tex}$"
    if span.style is Style.LINK:
        return span.text if span.url in (None, span.text) else f"{span.text} <{span.url}>"
    return {Style.EMPHASIS: f"*{span.text}*", Style.STRONG: f"**{span.text}**"}.get(span.style, span.text)


def _more(these: Sequence[Problem], those: Sequence[Problem]) -> Iterator[Problem]:
    """Problems that are not among others, wherever in its file each of them stands."""
    known = Counter(_without_lines(problem) for problem in those)
    for problem in these:
        key = _without_lines(problem)
        if known[key]:
            known[key] -= 1
        else:
            yield problem


def _without_lines(problem: Problem) -> tuple[str, ...]:
    message = re.sub(r"(\.\w+:|\bline )\d+(?::\d+)?", r"\1", problem.message)
    return problem.place.file, problem.field, message, problem.severity
