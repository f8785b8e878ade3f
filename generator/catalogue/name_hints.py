"""Says what is probably meant by a name that is wrong, so that whoever writes that instead is done.

A suggestion is made only if the file would be right with it: a paper to start with must have the topic, a topic
must not be named twice, and a paper cannot be the same as itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath

from slugify import slugify

from generator.catalogue.name_problems import FORMER_SLUG, UNKNOWN_TOPIC
from generator.catalogue.paper_index import followed
from generator.catalogue.redirects import KnownPapers
from generator.curation.curation_problems import INVALID_FILE_NAME
from generator.curation.reading import Curation
from generator.curation.text_kinds import plain_text
from generator.curation.value_problems import INVALID_PAGE_NAME, INVALID_SLUG
from generator.model.catalogue import Catalogue
from generator.model.curation import Area, Topic
from generator.model.identity import Slug, letters
from generator.model.problem import Located, Problem
from generator.text.nearest import Names

_SUGGESTION = re.compile(r"\. Did you mean '([^']+)'\?$")
_COPY_SLUG = "; copy the last part of the paper page's address"
_LONGEST = 500
"""Characters of a text that are compared with titles."""
_LISTS = re.compile(r"topics\.(?:add|remove)|start_here")


def meant(name: str) -> str:
    """The question for a name that may be meant."""
    return f". Did you mean '{name}'?"


def without_repetitions(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Of names in one list that mean the same, only the first is to be corrected."""
    suggested: set[tuple[str, str, str]] = set()
    for problem in problems:
        name = _SUGGESTION.search(problem.message) if _LISTS.match(problem.field) else None
        key = (problem.place.file, problem.field.partition("[")[0], name[1] if name else "")
        if name and key in suggested:
            message = _SUGGESTION.sub(r", which is '\1' as well; remove it", problem.message)
            yield replace(problem, message=message)
        else:
            yield problem
        suggested.add(key)


def area_hint(text: str, areas: Iterable[Area]) -> str:
    """The area that is meant, by its slug or by its title."""
    titles = {area.slug: area.title for area in areas}
    near = TitledNames(titles).meant(text)
    return meant(near) if near else f"; the areas are {', '.join(titles) or 'none yet'}"


@dataclass(frozen=True)
class NameHints:
    """What the names of a content folder can mean."""

    catalogue: Catalogue
    """With topics assigned."""
    curation: Curation
    known: KnownPapers
    pages: Collection[str]
    """The addresses of all topics and digests."""

    def completed(self, problem: Problem) -> Problem:
        """A problem with the form of a name, with what is meant by it."""
        if problem.kind is INVALID_FILE_NAME:
            is_paper = problem.place.file.startswith("papers/")
            hint = self.file_name(problem.place.file) if is_paper else ""
            return replace(problem, message=problem.message + hint)
        if problem.kind not in (INVALID_SLUG, INVALID_PAGE_NAME) or not problem.subject:
            return problem
        return replace(problem, message=problem.message + self._hint(problem))

    def _hint(self, problem: Problem) -> str:
        field, text, file = problem.field, problem.subject, problem.place.file
        if field.startswith("topics."):
            return self.topic(text, file)
        if field.startswith("start_here"):
            return self.start_here(text, self._topic_in.get(file))
        if field == "same_as":
            return self.same_as(text, Slug(PurePosixPath(file).stem))
        if field.startswith("sections."):
            return self.topic(text, file)
        if field == "area":
            return area_hint(text, self.curation.site.areas)
        return self.page(text) if field.startswith("redirects.") else ""

    def paper(self, text: str) -> str:
        """A paper that is shown."""
        slug = self.known.index.exact(text) or self.known.index.near(text)
        return meant(slug) if slug else _COPY_SLUG

    def file_name(self, file: str) -> str:
        """What a file of ``papers/`` must be called. It may be about a hidden paper, and may exist already."""
        name = PurePosixPath(file).name
        slug = self.known.index.exact(name) or self.known.index.near(name)
        if slug is None:
            return _COPY_SLUG
        target = f"papers/{slug}.yml"
        is_there = target in self.catalogue.files
        return f"; move its contents to {target} and delete it" if is_there else f"; rename the file to {slug}.yml"

    def start_here(self, text: str, topic: Topic | None) -> str:
        """A paper of a topic."""
        index = self.known.index
        exact = index.exact(text)
        if topic is None or topic.slug not in self.catalogue.topic:
            return self.paper(text)
        stated, here, left = self._choice_of[topic.slug]
        if exact in stated:
            return f", which is '{exact}' and listed already; remove it"
        slug = exact or index.near(text, among=left) or index.near(text)
        if slug and (slug not in here or slug in stated):
            return (
                f", which is{'' if exact else ' probably'} '{slug}', a paper outside this topic; remove it, or write"
                f" that slug and add '{topic.slug}' under topics in papers/{slug}.yml"
            )
        return meant(slug) if slug else _COPY_SLUG

    def same_as(self, text: str, own: Slug) -> str:
        """Another paper, which can be the same: no two arXiv ids are known."""
        index = self.known.index
        exact = index.exact(text)
        if exact == own:
            return f", which is '{own}', this file's own paper; name the other paper"
        arxiv = index.by_slug[own].arxiv if own in index.by_slug else None
        if exact and arxiv and (index.by_slug[exact].arxiv or arxiv) != arxiv:
            return (
                f", which is '{exact}' and has another arXiv id ({index.by_slug[exact].arxiv}) than this paper"
                f" ({arxiv}); remove same_as"
            )
        others = {slug for slug, paper in index.by_slug.items() if slug != own and not (arxiv and paper.arxiv)}
        slug = exact or index.near(text, among=others)
        return meant(slug) if slug else _COPY_SLUG

    def topic(self, text: str, file: str) -> str:
        """A topic that the file does not name yet."""
        near = self.renamed_topic(text) or self._topics.meant(text)
        if near in self._topics_named_in.get(file, ()):
            return f", which is '{near}' and named in this file already; remove it"
        return meant(near) if near else "; the topics are the files in topics/"

    def unknown_topic(self, topic: Located[Slug], field: str, file: str) -> Problem:
        """The problem that a file names a topic that there is not."""
        renamed, hint = self.renamed_topic(topic.value), self.topic(topic.value, file)
        now = f", which now redirects to '{renamed}'" if renamed and not hint.startswith(", which is") else ""
        message = f"expected a topic, found '{topic.value}'{now}{hint}"
        return Problem(topic.place, field, message, FORMER_SLUG if renamed else UNKNOWN_TOPIC, topic.value)

    def renamed_topic(self, text: str) -> Slug | None:
        """The topic that the former name of one redirects to."""
        _, *addresses = followed(f"topics/{text.removeprefix('topics/')}", self.curation.site.redirects)
        slug = Slug(addresses[-1].removeprefix("topics/")) if addresses else None
        return slug if slug in self.curation.topic_slugs else None

    def page(self, text: str) -> str:
        """A page that a redirect can lead to."""
        folder = re.search(r"\b(topics|digests)/", text)
        if folder is None:
            return self.paper(text)
        name = text[folder.end() :]
        if folder[1] == "topics" and (near := self._shown_topics.meant(name)):
            return meant(f"topics/{near}")
        page = self._pages_below[folder[0]].near(folder[0] + slugify(name), cutoff=0.7)
        return meant(page) if page else "; copy the end of the page's address"

    # Worked out once, however many names are wrong.

    @cached_property
    def _topic_in(self) -> Mapping[str, Topic]:
        return {topic.place.file: topic for topic in reversed(self.curation.topics)}

    @cached_property
    def _topics(self) -> TitledNames:
        return TitledNames({topic.slug: topic.title for topic in self.curation.topics})

    @cached_property
    def _shown_topics(self) -> TitledNames:
        return TitledNames({topic.slug: topic.title for topic in self.catalogue.topics})

    @cached_property
    def _topics_named_in(self) -> Mapping[str, Set[str]]:
        return {
            notes.place.file: {topic.value for topic in (*notes.topics.add, *notes.topics.remove)}
            for notes in self.curation.paper_notes
        }

    @cached_property
    def _choice_of(self) -> Mapping[Slug, tuple[Set[Slug], Set[Slug], Set[Slug]]]:
        """For each topic the papers to start with, all its papers, and those that are left to start with."""
        choices: dict[Slug, tuple[Set[Slug], Set[Slug], Set[Slug]]] = {}
        for topic in self.catalogue.topics:
            stated = {slug.value for slug in topic.start_here}
            here = {paper.slug for paper in self.catalogue.by_topic[topic.slug]}
            choices[topic.slug] = stated, here, here - stated
        return choices

    @cached_property
    def _pages_below(self) -> Mapping[str, Names]:
        folders = ("topics/", "digests/")
        return {folder: Names(sorted(page for page in self.pages if page.startswith(folder))) for folder in folders}


class TitledNames:
    """Slugs with titles, of which a text can mean one."""

    def __init__(self, titles: Mapping[Slug, str] | Mapping[str, str]) -> None:
        self.by_slug = dict[str, str](titles.items())
        self.by_letters = {letters(title): slug for slug, title in titles.items()}
        self.by_title = {title.casefold(): slug for slug, title in titles.items()}
        self.slugs, self.titles = Names(self.by_slug), Names(self.by_title)

    def meant(self, text: str) -> str | None:
        """What has this slug or title, or nearly; an address or a file name may be around it."""
        plain = re.sub(r"\.(?:ya?ml|md|html)$", "", plain_text(text[:_LONGEST]).rstrip("/")).rpartition("/")[2]
        slug = slugify(plain)
        if slug in self.by_slug:
            return slug
        if exact := self.by_letters.get(letters(plain)):
            return exact
        near = self.slugs.near(slug) or self.titles.near(plain.casefold())
        return self.by_title.get(near, near) if near else None
