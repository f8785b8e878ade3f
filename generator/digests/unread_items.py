"""Finds papers that a text names and that no reader took up: one in another form, or beside what was read.

A reader accounts for the items of its own form. What stands between them, such as a citation pasted into bookmarks or
a row of a table in a feed, is found here, so that it is reported instead of lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from generator.digests.damaged_items import JSON_FORMS, damaged_items, names_broken_address
from generator.digests.digest_problems import MALFORMED_JSON, TRUNCATED_PAGE
from generator.digests.guard_problems import UNREAD_ITEM
from generator.digests.named_ids import ids_of
from generator.digests.own_syntax import beside_items
from generator.digests.plain.title_score import CERTAIN_SCORE, title_score
from generator.digests.scrape_form import ScrapeForm
from generator.digests.title_fault import title_fault
from generator.model.digest import Digest, Entry
from generator.model.identity import arxiv_id, is_placeholder
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

_TITLE_FIELD = re.compile(
    r"\s*(?:title\s*=\s*[{\"]+(?P<bibtex>[^\n]{8,400}?)[}\"]+,?\s*$|T[I1] {1,2}- ?(?P<ris>\S[^\n]{7,400})"
    r"|\"title\"\s*:\s*\"(?P<json>(?:[^\"\\]|\\.){8,400})\"|- title:\s+(?P<yaml>\S[^\n]{7,400})"
    r"|\**title\**\s*:\**\s+(?P<said>\S[^\n]{7,400}))",
    re.I,
)  # fmt: skip
_OWN_FIELDS: Mapping[ScrapeForm, tuple[str, ...]] = {
    ScrapeForm.NOTE: ("yaml", "said"),
    ScrapeForm.LISTING: ("said",),
    ScrapeForm.TEXT: ("said",),
    ScrapeForm.MARKDOWN: ("said",),
    ScrapeForm.HTML: ("said",),
}
"""The fields that are a form's own; those of forms that programs write are no longer in a text that is searched."""
_WITHOUT_TEXT = frozenset(
    {ScrapeForm.BOOKMARKS, ScrapeForm.FEED, ScrapeForm.ATOM, ScrapeForm.RIS, ScrapeForm.ENDNOTE, ScrapeForm.LISTING}
)
"""Forms that programs write, in which no line of text stands alone."""
_DESCRIPTION = re.compile(r"\s*<DD>", re.I)
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_ADDRESS = re.compile(r"<[^<>]{1,200}>|https?:\S+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_AFTER_DOI = re.compile(r"[/;,&)?#(]|\.(?:pdf|html?|xml|full)\b", re.I)
"""Where something can begin that no longer belongs to a DOI."""
_LONGEST = 2000
"""Characters of a line or an id that are looked at."""
_MOST = 50
"""Problems about papers of one text; the others are counted."""
_SHOWN = 5
"""Ids in one message."""
_PROSE_WORDS = 10
_COMPARED = 60
"""Letters and digits of a title that tell it from others."""
_REACH = 12
"""Lines below a problem that belong to what it is about, at most."""
_MANY = 5
"""Words of a title that is no label of a group."""
_LEAST = 2
"""Words of a title that is recognised by nothing but its look."""


def unread_items(text: str, form: ScrapeForm, digest: Digest, problems: Sequence[Problem]) -> Iterator[Problem]:
    """A problem for each paper that a text names and that neither an entry nor a problem is about.

    Where there are very many, one problem counts those after the first.
    """
    known = _Known.of(digest, problems)
    yield from _untitled(text, form, digest, known)
    is_broken = any(problem.kind is MALFORMED_JSON or problem.kind is TRUNCATED_PAGE for problem in problems)
    beside = text if is_broken and form in JSON_FORMS else beside_items(text, form, known.lines)
    found = [*_found(beside, form, digest, known), *_damaged(text, form, digest, known)]
    yield from found[:_MOST]
    if others := found[_MOST:]:
        message = (
            f"expected nothing but items of the list, found {len(others):,} more papers beside them,"
            f" the last in line {others[-1].place.line}; they were left out"
        )
        yield Problem(others[0].place, "papers", message, UNREAD_ITEM)


def _found(text: str, form: ScrapeForm, digest: Digest, known: _Known) -> Iterator[Problem]:
    paragraphs = (
        {}
        if digest.is_hugging_face and form is not ScrapeForm.HTML
        else _lone_titles(text, form, min(known.lines, default=0))
    )
    is_page = digest.is_hugging_face and len(digest.entries) == 1 and form is not ScrapeForm.TEXT
    for number, line in _outside_fences(text):
        if known.is_reported(number):
            continue
        ids = [] if is_page else list(dict.fromkeys(ids_of(line)))
        title = _title_field(line, form) or paragraphs.get(number)
        if unread := [found for found in ids if not known.has_id(found)]:
            known.ids.update(unread)
            yield _problem(digest, number, f"{_listed(unread)} in {quoted(line.strip())}", unread[0])
        elif title and not ids and not known.has_title(_key(title)):
            known.titles.add(_key(title))
            yield _problem(digest, number, quoted(title), "")
        elif not ids and not digest.is_hugging_face and number not in known.lines and names_broken_address(line):
            yield _problem(digest, number, f"one whose id is broken in {quoted(line.strip())}", "")


def _damaged(text: str, form: ScrapeForm, digest: Digest, known: _Known) -> Iterator[Problem]:
    last = text.rstrip().count("\n") + 1
    for number, words in damaged_items(text, form):
        title = unescape(words).strip(" *_|")
        if (
            title
            and (len(title.split()) >= _LEAST or number == last)
            and not known.is_reported(number)
            and not known.says(title)
        ):
            known.titles.add(_key(title))
            yield _problem(digest, number, quoted(title), "")


def _listed(ids: Sequence[str]) -> str:
    """The first ids, with the number of the others."""
    return ", ".join(ids[:_SHOWN]) + (f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else "")


def _untitled(text: str, form: ScrapeForm, digest: Digest, known: _Known) -> Iterator[Problem]:
    """A problem for each entry that has no title although there are words beside its id, or fields below it."""
    is_list = form is ScrapeForm.LIST
    lines = text.split("\n")
    for entry in digest.entries:
        line = lines[entry.place.line - 1] if entry.place.line <= len(lines) else ""
        words = _WORD.findall(_ADDRESS.sub(" ", line[:_LONGEST]))
        if (
            is_placeholder(entry.title)
            and (len(words) >= _LEAST or (is_list and (entry.arxiv or "") not in line))
            and not known.is_reported(entry.place.line)
        ):
            message = f"expected the title of {entry.arxiv}, found none in {quoted(line.strip())}; its id stands for it"
            yield Problem(entry.place, "title", message, UNREAD_ITEM, entry.title)


def _problem(digest: Digest, line: int, found: str, subject: str) -> Problem:
    message = f"expected nothing but items of the list, found a paper beside them, {found}; it was left out"
    return Problem(Place(digest.file, line), "paper", message, UNREAD_ITEM, subject)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of a text, and where."""

    ids: set[str]
    titles: set[str]
    ordered: Sequence[str]
    """The titles of the entries."""
    words: str
    """Everything that entries say, with nothing but letters and digits."""
    lines: frozenset[int]
    """The lines at which entries begin."""
    starts: Sequence[tuple[int, bool]]
    """The lines at which entries and problems begin, in order, with whether it is a problem."""

    @classmethod
    def of(cls, digest: Digest, problems: Sequence[Problem]) -> _Known:
        ids = {found for entry in digest.entries for found in _ids_in(entry)}
        ids |= {found for problem in problems for found in ids_of(problem.message)}
        titles = {_key(entry.title) for entry in digest.entries}
        starts = {entry.place.line: False for entry in digest.entries} | {p.place.line: True for p in problems}
        words = "|".join(
            _key(text, None) for entry in digest.entries for text in (*_texts_of(entry), " ".join(entry.authors))
        )
        lines = frozenset(entry.place.line for entry in digest.entries)
        return cls(ids, titles, sorted(titles), words, lines, sorted(starts.items()))

    def says(self, title: str) -> bool:
        """Is a title known, or part of what an entry says?"""
        return self.has_title(_key(title)) or _key(title) in self.words

    def has_id(self, found: str) -> bool:
        """Is an id known, or a DOI that only what an address or a cell has after it tells from a known one?"""
        if found in self.ids or not found.startswith("10."):
            return found in self.ids
        return any(found[: match.start()] in self.ids for match in _AFTER_DOI.finditer(found[:_LONGEST]))

    def has_title(self, key: str) -> bool:
        """Is a title known, or the first line of one?"""
        above = bisect_left(self.ordered, key)
        return key in self.titles or (above < len(self.ordered) and self.ordered[above].startswith(key))

    def is_reported(self, line: int) -> bool:
        """Does a line belong to an item that a problem is about?"""
        above = bisect_right(self.starts, (line, True)) - 1
        return above >= 0 and self.starts[above][1] and line - self.starts[above][0] <= _REACH


def _ids_in(entry: Entry) -> Iterator[str]:
    yield from filter(None, (entry.arxiv, entry.doi))
    if entry.acl:
        yield f"10.18653/v1/{entry.acl}".lower()
    yield from ids_of("\n".join(_texts_of(entry)))


def _texts_of(entry: Entry) -> Iterator[str]:
    code = entry.code.url if entry.code else None
    summary = entry.summary.text if entry.summary else None
    texts = (entry.title, entry.url, entry.project, entry.note, entry.venue, code, summary, *entry.abstract)
    yield from filter(None, texts)


def _outside_fences(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their numbers, without blocks of code, in which a list shows how it is cited."""
    is_inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        if _FENCE.match(line):
            is_inside = not is_inside
        elif not is_inside:
            yield number, line


def _title_field(line: str, form: ScrapeForm) -> str | None:
    """The title that a field of another form states; a reader accounts for those of its own."""
    match = _TITLE_FIELD.match(line[:600])
    if match is None or match.lastgroup in _OWN_FIELDS.get(form, ()):
        return None
    title = next(filter(None, match.groups()), None)
    return title if title and title_fault(title) is None else None


def _lone_titles(text: str, form: ScrapeForm, first: int) -> dict[int, str]:
    """Lines that stand alone and look like titles, by their numbers.

    Where text can be around the items, there must be prose below a title, or it is long and below the first item.
    """
    blocks = [*_blocks(_untagged(text) if form is ScrapeForm.BOOKMARKS else text), (0, " ")]
    return {
        number: title
        for (number, title), (_, below) in pairwise(blocks)
        if "\n" not in title
        and _is_title(title)
        and (form in _WITHOUT_TEXT or _is_prose(below) or (form is ScrapeForm.LIST and _is_long(title, number, first)))
    }


def _untagged(text: str) -> str:
    """Bookmarks without their lines of markup, but for those of descriptions, which can go on in the next line."""
    return "\n".join("" if "<" in line and not _DESCRIPTION.match(line) else line for line in text.split("\n"))


def _is_long(title: str, line: int, first: int) -> bool:
    return 0 < first < line and len(title.split()) >= _MANY


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Runs of lines without a blank one, with the number of the first."""
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            lines.append(line)
        elif lines:
            yield number - len(lines), "\n".join(lines)
            lines = []


def _is_title(line: str) -> bool:
    is_plain = line[0].isalnum() and len(line.split()) >= _LEAST
    return is_plain and title_score(line) >= CERTAIN_SCORE and title_fault(line) is None


def _is_prose(block: str) -> bool:
    return block[0].isalpha() and len(block.split()) >= _PROSE_WORDS and title_score(block) < 0


def _key(title: str, length: int | None = _COMPARED) -> str:
    """What two spellings of a title have in common."""
    arxiv = arxiv_id(title)
    return arxiv or "".join(filter(str.isalnum, title.casefold()))[:length]
