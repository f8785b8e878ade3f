"""Finds the paper that a text names: by slug, address, file name, id or title, or by the beginning of one."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from urllib.parse import unquote, urlsplit

from slugify import slugify

from generator.catalogue.permalink_list import PAPERS_AT, TOPICS_AT
from generator.curation.text_kinds import plain_text
from generator.model.identity import (
    ArxivId,
    Slug,
    TitleKey,
    acl_id,
    arxiv_id,
    doi,
    openreview_id,
    slug_of,
    title_key,
)
from generator.model.paper import Paper
from generator.model.problem import Located
from generator.text.nearest import Names

_SHORTEST = 5
"""The least length of the beginning of a slug that is taken for a paper's."""
_LONGEST = 500
"""Characters of a text that are compared with names and titles."""
_ENDING = re.compile(r"(?:\s?\(\d+\))?(?:\.(?:ya?ml|md|html))+$", re.IGNORECASE)
_PREFIX = re.compile(r"arxiv[-_: ]+(?=\d{4}[.-]\d)", re.IGNORECASE)
_ID_AS_SLUG = re.compile(r"(\d{4})-(\d{4,5})(?:v\d+)?")


def followed(name: str, redirects: Mapping[str, Located[str]], pages: Set[str] = frozenset()) -> list[str]:
    """A name, and those that it redirects to one after the other. The last is one of ``pages``, one that redirects
    nowhere, or one that was passed before: then they form a loop.
    """
    names: dict[str, None] = {name: None}
    while name in redirects and name not in pages:
        name = redirects[name].value
        if name in names:
            return [*names, name]
        names[name] = None
    return list(names)


def ends_of(redirects: Mapping[str, Located[str]], pages: Set[str] = frozenset()) -> dict[str, str | None]:
    """Where each former name leads in the end: to one of ``pages``, or to a name that redirects nowhere; ``None``
    for those that lead into a loop. Each redirect is followed once, however many names lead to it.
    """
    ends: dict[str, str | None] = {}
    for name in redirects:
        passed: dict[str, None] = {}
        last = name
        while last in redirects and last not in pages and last not in passed and last not in ends:
            passed[last] = None
            last = redirects[last].value
        end = None if last in passed else ends.get(last, last)
        ends.update(dict.fromkeys(passed, end))
    return ends


class PaperIndex:
    """The papers that a text can name."""

    def __init__(self, papers: Iterable[Paper], redirects: Mapping[str, Located[str]]) -> None:
        self.by_slug: dict[Slug, Paper] = {paper.slug: paper for paper in papers}
        self._ends = ends_of(redirects)
        self._slugs = sorted(self.by_slug)
        self._names = Names(self._slugs)
        self._by_id: dict[str, Slug] = {}
        self._by_title: dict[TitleKey, Slug] = {}
        for paper in self.by_slug.values():
            for one in paper.ids:
                self._by_id.setdefault(one, paper.slug)
            self._by_title.setdefault(title_key(paper.title.plain), paper.slug)

    def exact(self, text: str) -> Slug | None:
        """The paper that can only be meant."""
        plain = _PREFIX.sub("", _without_ending(text))
        name = slug_in(plain).removeprefix(f"{PAPERS_AT}/")
        arxiv = arxiv_id(_ID_AS_SLUG.sub(r"\1.\2", name))
        known = id_in(plain) or (f"arxiv:{arxiv}" if arxiv else None)
        if known and (slug := self._by_id.get(known)):
            return slug
        if Slug(name) in self.by_slug:
            return Slug(name)
        end = self._ends.get(name)
        if end and Slug(end) in self.by_slug:
            return Slug(end)
        return self._by_title.get(title_key(plain)) or self._by_words(name)

    def near(self, text: str, among: Collection[Slug] | None = None) -> Slug | None:
        """The paper that is probably meant: the only one that begins so, or one with nearly the same name."""
        wanted = slug_of(slug_in(_without_ending(text)))
        beginning = self._only_with(wanted)
        if beginning and (among is None or beginning in among):
            return beginning
        near = self._names.near(wanted, cutoff=0.7, among=among)
        return Slug(near) if near else None

    def _by_words(self, name: str) -> Slug | None:
        """A slug is made of the words of a title."""
        slug = slug_of(name)
        return slug if slug in self.by_slug and slugify(name) else None

    def _only_with(self, beginning: str) -> Slug | None:
        """The only slug that begins with these words."""
        if len(beginning) < _SHORTEST:
            return None
        at = bisect.bisect_left(self._slugs, f"{beginning}-")
        found = [slug for slug in self._slugs[at : at + 2] if slug.startswith(f"{beginning}-")]
        return found[0] if len(found) == 1 else None


def _without_ending(text: str) -> str:
    """A text without the ending of a file's name, at most as long as a title."""
    return _ENDING.sub("", plain_text(text[:_LONGEST]))


def _segments(text: str) -> list[str]:
    """The parts of an address's path, or of a text that looks like one."""
    path = urlsplit(text).path if "://" in text else text.partition("#")[0].partition("?")[0]
    return [unquote(part) for part in path.removesuffix("index.html").split("/") if part]


def slug_in(text: str) -> str:
    """A slug, alone or at the end of the address of a page."""
    parts = _segments(text)
    is_address = "://" in text or (len(parts) > 1 and parts[-2] in (PAPERS_AT, TOPICS_AT))
    return parts[-1] if is_address and parts else text


def arxiv_in(text: str) -> ArxivId | None:
    """An arXiv id, alone or at the end of an address."""
    return next((arxiv for possible in _possible_ids(text) if (arxiv := arxiv_id(possible))), None)


def id_in(text: str) -> str | None:
    """An id of a paper with its kind, alone or in an address: ``doi:10.1038/nature14539``."""
    known = {"arxiv": arxiv_in(text), "acl": acl_id(text), "openreview": openreview_id(text), "doi": doi(text)}
    return next((f"{kind}:{value}" for kind, value in known.items() if value), None)


def _possible_ids(text: str) -> Iterator[str]:
    yield text
    if "://" in text:
        parts = _segments(text)
        for last in (parts[-1:], parts[-2:]):
            # The DOI of a paper on arXiv ends in "arXiv.2501.00010".
            name = "/".join(last)
            yield name[len("arXiv.") :] if name.casefold().startswith("arxiv.") else name
