"""What a letter says: featured papers first, then topic by topic; the ten best in full, links to the rest.

The best are those that curators feature, then those with the most upvotes and comments, then those that the digest
lists first. A paper that was taken back is among the links only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.catalogue import UNSORTED, Catalogue
from generator.model.curation import Link, LinkKind, Newsletter
from generator.model.paper import Paper
from generator.newsletter.issue import Issue
from generator.pages.components.cards import surest
from generator.pages.printing import paths
from generator.pages.printing.addresses import quoted
from generator.text import wording
from generator.text.excerpts import shortened
from generator.text.invisible import without_invisible
from generator.text.lead import sentences

IN_FULL = 10
"""Papers with their abstracts."""
_LONGEST_TITLE, _LONGEST_NOTE = 300, 1_000
"""Characters, for titles and notes that no person wrote."""
_LABELS = {
    LinkKind.ARXIV: "arXiv",
    LinkKind.DOI: "Published version",
    LinkKind.OPENREVIEW: "OpenReview",
    LinkKind.ACL: "ACL Anthology",
    LinkKind.CODE: "Code",
}
"""Links of a paper that a letter shows, in fewer words than its page has room for."""
_MOST_LINKS = 4


@dataclass(frozen=True, slots=True)
class LetterLimits:
    """How much a letter holds. One that is too long is cut off by those who show it."""

    abstract: int = 2_400
    """Characters of an abstract: none is longer on arXiv, or hardly any."""
    has_facts: bool = True
    """Do papers that are links say by whom and when?"""
    links: int | None = None
    """Papers that are links; ``None`` for all."""


@dataclass(frozen=True, slots=True)
class LetterLink:
    """Words that lead somewhere."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A paper in a letter. Texts are bare characters on one line."""

    title: LetterLink
    facts: str
    """Who, when, how much it is discussed; that it was taken back."""
    note: str | None = None
    """Why a curator recommends it, or what a list says of it."""
    note_label: str = ""
    abstract: str | None = None
    """Nothing for a paper that is only a link."""
    links: tuple[LetterLink, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterSection:
    """The papers that curators feature, or those of a topic."""

    title: str
    url: str | None
    full: tuple[LetterPaper, ...]
    linked: tuple[LetterPaper, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says."""

    list_title: LetterLink
    title: str
    facts: str
    """How many papers of which topic."""
    digest: LetterLink
    """Where all of it is on the site."""
    sections: tuple[LetterSection, ...]
    left_out: int
    """Papers for which there was no room, not even for a link."""
    subscribe: LetterLink
    """Where readers find how to get the letters, and feeds."""
    unsubscribe: str | None
    """An address of http or mail; ``None`` where the list does not say."""

    @property
    def preview(self) -> str:
        """The line that a mailbox shows beside the subject: the first titles."""
        full = [paper.title.words for section in self.sections for paper in section.full]
        return shortened(" · ".join(full[:3]), 180)


@dataclass(frozen=True, slots=True)
class LetterWriter:
    """Writes the letter of an issue."""

    catalogue: Catalogue
    issue: Issue
    root: str
    """The address of the site, with a slash at its end."""
    limits: LetterLimits = LetterLimits()

    def letter(self) -> Letter:
        """All that it says."""
        site, issue = self.catalogue.site, self.issue
        sections = tuple(self._sections())
        shown = sum(len(section.full) + len(section.linked) for section in sections)
        return Letter(
            list_title=LetterLink(one_line(site.title), self.root),
            title=f"Digest of {issue.when}",
            facts=self._facts(),
            digest=self._digest_link(),
            sections=sections,
            left_out=len(issue.papers) - shown,
            subscribe=LetterLink("Other ways to follow this list", self._url(paths.url(paths.SUBSCRIBE))),
            unsubscribe=unsubscribe_of(site.newsletter),
        )

    def _facts(self) -> str:
        count = wording.counted(len(self.issue.papers), "paper")
        if self.issue.topic:
            return f"{count} on {one_line(self.catalogue.topic[self.issue.topic].title)}"
        topics = {topic.topic for paper in self.issue.papers if (topic := surest(paper))}
        return f"{count} in {wording.counted(len(topics), 'topic')}" if topics else count

    def _digest_link(self) -> LetterLink:
        is_one = len(self.issue.digests) == 1
        path = paths.url(paths.digest(self.issue.digests[0].slug) if is_one else paths.DIGESTS)
        return LetterLink("Read it on the site", self._url(path))

    def _sections(self) -> Iterator[LetterSection]:
        best = {paper.slug for paper in _best(self.issue.papers)}
        linked = [paper.slug for paper in self.issue.papers if paper.slug not in best]
        shown = best.union(linked[: self.limits.links])
        for title, url, papers in self._grouped():
            full = tuple(self._in_full(paper) for paper in papers if paper.slug in best)
            links = tuple(self._linked(paper) for paper in papers if paper.slug in shown and paper.slug not in best)
            if full or links:
                yield LetterSection(title, url, full, links)

    def _grouped(self) -> Iterator[tuple[str, str | None, list[Paper]]]:
        """Each paper once: with the featured ones, else under the topic it belongs to most surely."""
        yield "Worth your time", None, [paper for paper in self.issue.papers if _is_recommended(paper)]
        groups: dict[str, list[Paper]] = {topic.slug: [] for topic in self.catalogue.topics}
        groups[UNSORTED] = []
        for paper in self.issue.papers:
            if not _is_recommended(paper):
                topic = surest(paper)
                groups[self.issue.topic or (topic.topic if topic else UNSORTED)].append(paper)
        for slug, papers in groups.items():
            title = "Other papers" if slug == UNSORTED else one_line(self.catalogue.topic[slug].title)
            yield title, None if slug == UNSORTED else self._url(paths.url(paths.topic(slug))), papers

    def _in_full(self, paper: Paper) -> LetterPaper:
        abstract = one_line(" ".join(text.plain for text in paper.abstract))
        return LetterPaper(
            title=self._title(paper),
            facts=_facts_of(paper),
            note=shortened(one_line(paper.note), _LONGEST_NOTE) if paper.note else None,
            note_label="From the list" if paper.has_note_of_digest else "Why read it",
            abstract=_whole_sentences(abstract, self.limits.abstract)
            or "No digest has shown an abstract of this paper yet.",
            links=tuple(_links(paper.links)),
        )

    def _linked(self, paper: Paper) -> LetterPaper:
        facts = _facts_of(paper) if self.limits.has_facts or paper.is_taken_back else ""
        return LetterPaper(self._title(paper), facts)

    def _title(self, paper: Paper) -> LetterLink:
        title = shortened(one_line(paper.title.plain), _LONGEST_TITLE) or "Untitled"
        return LetterLink(title, self._url(paths.url(paths.paper(paper.slug))))

    def _url(self, path: str) -> str:
        return quoted(self.root + path)


def unsubscribe_of(newsletter: Newsletter | None) -> str | None:
    """Where a reader stops the letters, if the list says it."""
    return newsletter.unsubscribe if newsletter else None


def one_line(text: str) -> str:
    """A text on one line, without what nobody sees: a title is as hostile as the page it was taken from."""
    return " ".join(without_invisible(" ".join(text.split())).split())


def _whole_sentences(text: str, longest: int) -> str:
    """As many sentences as there is room for; where they are very long, as many words."""
    if len(text) <= longest:
        return text
    kept = ""
    for sentence in sentences(text):
        if len(kept) + len(sentence) > longest:
            break
        kept = f"{kept} {sentence}".lstrip()
    return f"{kept} …" if len(kept) > longest // 2 else shortened(text, longest)


def _is_recommended(paper: Paper) -> bool:
    return paper.featured and not paper.is_taken_back


def _best(papers: Sequence[Paper]) -> list[Paper]:
    """The order of equals is that of the digest."""
    there = [paper for paper in papers if not paper.is_taken_back]
    return sorted(there, key=lambda paper: (not paper.featured, -(paper.upvotes or 0), -(paper.comments or 0)))[
        :IN_FULL
    ]


def _facts_of(paper: Paper) -> str:
    facts = (
        f"This paper was {paper.stage}" if paper.is_taken_back else None,
        wording.people(paper, 3),
        *wording.when_and_where(paper),
        wording.counted(paper.comments, "comment") if paper.comments else None,
        wording.counted(paper.upvotes, "upvote") if paper.upvotes else None,
    )
    return shortened(one_line(" · ".join(fact for fact in facts if fact)), _LONGEST_TITLE)


def _links(links: Sequence[Link]) -> Iterator[LetterLink]:
    """The first of each kind."""
    seen: set[LinkKind] = set()
    for link in links:
        if link.kind in _LABELS and link.kind not in seen and len(seen) < _MOST_LINKS:
            seen.add(link.kind)
            yield LetterLink(_LABELS[link.kind], quoted(link.url))
