"""The last look at what a reader made of a text, whatever its form: no paper is invented, and no list is lost.

A title or an abstract that can be none is taken out and reported. A text that names papers by ids of which next to
none reached an entry was not understood at all, whatever was made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise

from generator.digests.abstract_fault import abstract_fault
from generator.digests.bare_pages import is_other_prose
from generator.digests.foreign_form import EXPORT_INSTEAD, foreign_form, likely_form
from generator.digests.guard_problems import LOST_PAPERS, NOT_A_PAPER, PUBLISHED_AFTER_DIGEST
from generator.digests.named_ids import ids_of
from generator.digests.own_syntax import beside_items
from generator.digests.plain.title_score import title_score
from generator.digests.scrape_form import ScrapeForm
from generator.digests.title_fault import title_fault
from generator.digests.unread_items import unread_items
from generator.digests.xml_documents import xml_document
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.identity import placeholder
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

Reading = tuple[Digest, list[Problem]]

_GUESSED = (ScrapeForm.TEXT, ScrapeForm.MARKDOWN, ScrapeForm.IDS)
"""Forms whose titles are found by how they look; elsewhere a field says what is a title."""
_CITING = (ScrapeForm.BIBTEX, ScrapeForm.RIS, ScrapeForm.ENDNOTE, ScrapeForm.FEED, ScrapeForm.ATOM)
"""Forms whose items can state all that a paper cites; their readers account for each item."""
_DOCUMENTS = (*_GUESSED, ScrapeForm.ATOM, ScrapeForm.FEED, ScrapeForm.HTML)
"""Forms that a document of XML is taken for."""
_HEADING = re.compile(r"#{1,6} +([^#\s].*?)(?: +#+)?")
_LINKED = re.compile(r"\[([^\[\]]{3,}\s[^\[\]]*)\]")
_NO_CARD = re.compile(r"</(?:title|record|item|entry|article|a|h[1-6]|li|td)>|<a\s[^<>]*=|/papers/|\|--|\|\*\*")
"""What the title of no card has."""
_PROSE_WORDS, _PROSE_SCORE = 20, -8
_FEW = 2
"""Ids that authors may cite in an abstract."""
_SEVERAL = 2
_ODD_TITLES = (None, "markup", "words in bold", "a line of a table", "an address")
"""What the first line of a whole card can look like."""
_ALMOST_NONE = 8
"""One in so many ids is as good as none."""


def guarded(text: str, form: ScrapeForm, reading: Reading) -> Reading:
    """A reading without what can be no paper; ``text`` is what was read, as ``form``."""
    digest, problems = reading
    document = None if digest.entries or form not in _DOCUMENTS else xml_document(text)
    if document:
        message = f"expected a list of papers, found {document}; {EXPORT_INSTEAD}"
        return _refused(digest, Problem(Place(digest.file), "file", message, LOST_PAPERS, document))
    refused = foreign_form(text) if form in _GUESSED else None
    if refused:
        message = f"expected a list of papers, found {refused.name} that was taken for {form.source}; {refused.cure}"
        return _refused(digest, Problem(Place(digest.file), "file", message, LOST_PAPERS, refused.name))
    if form in _GUESSED or (form is ScrapeForm.HTML and not digest.is_hugging_face):
        guard = _Guard(text, form, digest)
        digest, problems = guard.checked(), [*problems, *guard.problems]
        is_page = form is ScrapeForm.HTML and not digest.is_hugging_face
        if not digest.is_hugging_face and is_other_prose(digest.entries, is_page=is_page):
            return _refused(digest, _other_prose(digest))
    elif form is ScrapeForm.HTML:
        guard = _Guard(text, form, digest)
        digest, problems = guard.without_prose(), [*problems, *guard.problems]
    lost = _lost(text, form, digest)
    if lost:
        return _refused(digest, lost)
    unread = () if form is ScrapeForm.PAPER_PAGE else unread_items(text, form, digest, problems)
    return digest, [*problems, *unread, *_dated_later(digest)]


def _refused(digest: Digest, problem: Problem) -> Reading:
    """Nothing of a digest, with the one problem that says why."""
    counts = digest.block_counts
    left = BlockCounts(0, counts.boilerplate, counts.reported + counts.papers)
    return replace(digest, entries=(), block_counts=left), [problem]


def _other_prose(digest: Digest) -> Problem:
    found = f"text without ids, authors or dates of papers, such as {quoted(digest.entries[0].title)}"
    message = f"expected titles and abstracts of papers, found {found}; add the page or the list that names the papers"
    return Problem(Place(digest.file), "papers", message, LOST_PAPERS, digest.entries[0].title)


def _dated_later(digest: Digest) -> Iterator[Problem]:
    """A problem for each paper that is dated after the day on which it was listed, as one day can seem to be."""
    for entry in digest.entries:
        if entry.published and entry.published - digest.date > timedelta(days=1):
            message = (
                f"expected a date up to {digest.date}, found {entry.published} for {quoted(entry.title)};"
                " check the date of the digest"
            )
            yield Problem(entry.place, "published", message, PUBLISHED_AFTER_DIGEST, entry.title)


# --- entries one by one ----------------------------------------------------------------------


@dataclass(slots=True)
class _Guard:
    """Looks at each entry of a digest."""

    text: str
    form: ScrapeForm
    digest: Digest
    problems: list[Problem] = field(default_factory=list)

    def checked(self) -> Digest:
        """The digest without what can be no paper."""
        entries = tuple(map(_without_hashes, self.digest.entries))
        kept = [entry for entry, below in zip(entries, self._below(), strict=True) if self._is_paper(entry, below)]
        return self._with([self._with_title(self._with_abstract(entry)) for entry in kept])

    def without_prose(self) -> Digest:
        """The digest without what begins with an abstract because the markup of the title was broken."""
        kept: list[Entry] = []
        for entry in self.digest.entries:
            fault = "markup" if _NO_CARD.search(entry.title) and title_fault(entry.title) else None
            if fault or _is_prose(entry.title):
                self._leave_out(entry, fault or "prose")
            else:
                kept.append(entry)
        return self._with(kept)

    def _with(self, kept: Sequence[Entry]) -> Digest:
        counts = self.digest.block_counts
        out = min(len(self.digest.entries) - len(kept), counts.papers)
        counts = BlockCounts(counts.papers - out, counts.boilerplate, counts.reported + out)
        return replace(self.digest, entries=tuple(kept), block_counts=counts)

    def _leave_out(self, entry: Entry, fault: str) -> None:
        message = f"expected the title of a paper, found {fault}: {quoted(entry.title)}; it was left out"
        self.problems.append(Problem(entry.place, "title", message, NOT_A_PAPER, entry.title))

    def _below(self) -> Iterator[str]:
        """The lines of each entry: from its title to that of the next one."""
        lines = self.text.split("\n")
        starts = [entry.place.line for entry in self.digest.entries]
        for start, stop in pairwise([*starts, len(lines) + 1]):
            yield "\n".join(lines[start - 1 : stop - 1]) if stop > start else ""

    def _is_paper(self, entry: Entry, below: str) -> bool:
        fault = title_fault(entry.title) or ("prose" if _is_prose(entry.title) else None)
        if _is_card(entry) and fault in _ODD_TITLES and not (fault and _NO_CARD.search(entry.title)):
            return True
        fault = fault or (None if entry.ids else _heading_fault(entry, below))
        if fault is None or (entry.arxiv and self.form is ScrapeForm.IDS):
            return True
        self._leave_out(entry, fault)
        return False

    def _with_title(self, entry: Entry) -> Entry:
        """An entry of a list of ids, of which the id is certain even if the text beside it is no title."""
        fault = title_fault(entry.title) if self.form is ScrapeForm.IDS else None
        if fault is None or entry.arxiv is None:
            return entry
        message = f"expected the title of {entry.arxiv}, found {fault}: {quoted(entry.title)}; it was left out"
        self.problems.append(Problem(entry.place, "title", message, NOT_A_PAPER, entry.title))
        return replace(entry, title=placeholder(entry.arxiv))

    def _with_abstract(self, entry: Entry) -> Entry:
        fault = None if _is_card(entry) else abstract_fault(entry.abstract)
        if fault is None:
            return entry
        message = f"expected the abstract of {quoted(entry.title)}, found {fault}; it was left out"
        self.problems.append(Problem(entry.place, "abstract", message, NOT_A_PAPER, entry.title))
        return replace(entry, abstract=())


def _without_hashes(entry: Entry) -> Entry:
    """An entry whose title is a heading of Markdown or the rest of a link, without the hashes and brackets."""
    heading = _HEADING.fullmatch(entry.title)
    if heading and entry.abstract and not _is_card(entry):
        entry = replace(entry, title=heading[1])
    linked = _LINKED.fullmatch(entry.title)
    return replace(entry, title=linked[1]) if linked else entry


def _is_card(entry: Entry) -> bool:
    """Is an entry a whole card of Hugging Face, on which the first line is the title, however odd it looks?"""
    has_facts = entry.published is not None and (entry.author_count is not None or entry.organisation is not None)
    return has_facts and bool(entry.abstract) and title_score(entry.abstract[0]) < 0


def _is_prose(title: str) -> bool:
    """Is a text several sentences?"""
    return len(title.split()) >= _PROSE_WORDS and title_score(title) <= _PROSE_SCORE


def _heading_fault(entry: Entry, below: str) -> str | None:
    """Is an entry without an id the heading of a list? Then there is a table or a list below it, or papers."""
    if abstract_fault(entry.abstract):
        return "a heading with a list below it"
    cited = set(ids_of(" ".join(entry.abstract)))
    return "a heading with papers below it" if len(set(ids_of(below)) - cited) >= _SEVERAL else None


# --- ids -------------------------------------------------------------------------------------


def _lost(text: str, form: ScrapeForm, digest: Digest) -> Problem | None:
    """The problem of a text whose papers did not become entries."""
    named = set(ids_of(beside_items(text, form, ()) if form in _CITING else text))
    is_reported = form not in _GUESSED and not digest.entries
    if len(named) < _SEVERAL or is_reported:
        return None
    reached = named & set(_reached(digest.entries))
    is_paper_page = digest.is_hugging_face and len(digest.entries) == 1
    if len(reached) > len(named) // _ALMOST_NONE or (is_paper_page and reached):
        return None
    likely = likely_form(text) if form in _GUESSED else None
    looks = (
        f"this looks like {likely.name}: {likely.cure}" if likely else f"it was read as {form.source}; save it again"
    )
    message = (
        f"expected the {len(named):,} papers that arXiv ids and DOIs name, found {len(reached):,} of them in"
        f" {_counted(digest.entries)}; {looks}"
    )
    return Problem(Place(digest.file), "papers", message, LOST_PAPERS, likely.name if likely else "")


def _counted(entries: Sequence[Entry]) -> str:
    return "1 entry" if len(entries) == 1 else f"{len(entries):,} entries"


def _reached(entries: Iterable[Entry]) -> Iterator[str]:
    """The ids that entries have, and those that authors cite: few, or in an abstract that is certainly one."""
    for entry in entries:
        yield from filter(None, (entry.arxiv, entry.doi))
        code = entry.code.url if entry.code else None
        beside = (entry.title, entry.url, entry.project, entry.note, code)
        yield from ids_of(" ".join(text for text in beside if text))
        cited = set(ids_of(" ".join(entry.abstract)))
        if len(cited) <= _FEW or _is_card(entry):
            yield from cited
    # A DOI of the ACL Anthology is kept as its id.
    yield from (f"10.18653/v1/{entry.acl}".lower() for entry in entries if entry.acl)
