"""Reads the page of one paper on arXiv, on OpenReview or in the ACL Anthology that was copied as text.

The three have their facts on lines of their own, each with its name; the title and the authors may have none. What
is no fact of the paper (menus, tools, the history of its versions) is page boilerplate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.digests.feeds.announcement import stage_and_venue
from generator.digests.feeds.feed_days import stated_day
from generator.digests.feeds.item_ids import item_ids
from generator.digests.feeds.people import people
from generator.digests.item_list import ItemList
from generator.model.digest import Digest, Entry, Stage
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

_EXAMINED = 60_000
"""Characters; such a page is shorter."""
_ARXIV = re.compile(
    r"^\s{0,8}arXiv:(?P<id>\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?\s{0,4}\([a-z-]+(?:\.[A-Za-z-]+)?\)\s*$",
    re.M,
)
_SUBMITTED = re.compile(r"^\s{0,8}\[?Submitted (?:on )?(\d{1,2} \w{3,9} \d{4})", re.M | re.I)
_ACL_ID = re.compile(r"^\s{0,8}Anthology ID:\s{0,8}(\S{4,40})\s*$", re.M | re.I)
_OPENREVIEW_DATES = re.compile(
    r"^\s{0,8}(?:Published|Submitted|Submission|Modified|Last Modified): ?(\d{1,2} \w{3,4} \d{4})(?P<rest>.{0,300})$",
    re.M,
)
_OPENREVIEW_SIGN = re.compile(r"openreview|^\s{0,8}(?:Submission Number|Primary Area|TL;DR|Keywords):", re.I | re.M)
_FIELD = re.compile(
    r"\s*(?P<name>title|authors?|abstract|comments|subjects|cite as|journal[ -]reference|(?:related )?doi|keywords"
    r"|tl;dr|submission history|msc classes|acm classes|report number|anthology id|volume|month|year|address|editors?"
    r"|venues?|sig|publisher|note|pages|language|url|bibkey|cite \(.{1,20}\)|primary area|submission number|pdf"
    r"|supplementary material|code of ethics|submission guidelines|anonymous url|no acknowledgement section"
    r"|student paper|archival status|copy citation|reciprocal reviewing|award|software|video|data|presentation video"
    r"|external ids|code|license|area|track|published|last modified|flagged for ethics review)\s*:(?P<rest>.*)",
    re.I | re.S,
)
_BUTTON = re.compile(
    r"\W*(?:view pdf|pdf|html(?: \(experimental\))?|tex source|other formats|view a pdf .*|download pdf|open pdf|bibtex"
    r"|cite|search|fix (?:data|metadata)|markdown|mods xml|endnote|more options.*|copy .{0,40}|view license|revisions"
    r"|\d+ replies.*|show (?:bibtex|revisions).*|everyone|checklist|focus to learn more)\W*",
    re.I,
)
_ARXIV_END = re.compile(
    r"\W*(?:submission history|access paper:|bookmark|current browse context:|references & citations).*", re.I
)
_TO_VENUE = re.compile(r"(?:back ?arrow|\W)*(?:back to|go to)\b.*", re.I)
"""A link above the title."""
_VENUE = re.compile(
    r"\b([A-Z][\w@-]{1,30}(?: [A-Z][\w@-]{1,30}){0,3} (?:19|20)\d\d(?: [A-Z]?[a-z]{2,12}){0,3})(?:$|[^\w ])"
)
_MODIFIED = re.compile(r",?\s*Last Modified: ?\d{1,2} \w{3,4} \d{4}")
_BESIDE_VENUE = re.compile(r"(?:Everyone|Revisions|BibTeX|Show (?:Bibtex|Revisions)|CC BY|Readers:).*")
_VOLUME = re.compile(r"(?:Proceedings of|Findings of|Transactions of) (?:the )?.{5,}", re.S)
_ABSTRACT = re.compile(r"\s*abstract\s*[:.]?\s*", re.I)


def is_paper_page(text: str) -> bool:
    """Does a text look like the copied page of one paper on one of the three sites?"""
    head = text[:_EXAMINED]
    if len(_ARXIV.findall(head)) == 1:
        return _SUBMITTED.search(head) is not None
    return len(_ACL_ID.findall(head)) == 1 or _is_of_openreview(head)


def _is_of_openreview(head: str) -> bool:
    dates = _OPENREVIEW_DATES.findall(head)
    signs = {match.strip().lower() for match in _OPENREVIEW_SIGN.findall(head)}
    return len(dates) == 1 and len(signs) > 1 and re.search(r"^\s{0,8}abstract:", head, re.I | re.M) is not None


def read_paper_page(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a page. Arguments and result are those of ``read_text``."""
    items = ItemList(file)
    lines = [_Line(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1)]
    head = text[:_EXAMINED]
    if match := _ARXIV.search(head):
        entry, used = _arxiv_page(file, lines, match["id"], head)
    elif match := _ACL_ID.search(head):
        entry, used = _acl_page(file, lines, match[1])
    else:
        entry, used = _openreview_page(file, lines)
    if _VOLUME.match(entry.title):
        message = f"expected the page of a paper, found that of a volume: {quoted(entry.title)}"
        items.leave_out(entry.place, "title", f"{message}; save the pages of its papers, or export them as BibTeX")
    elif entry.title:
        items.paper(entry)
    else:
        items.leave_out(entry.place, "title", "expected the title of the paper, found none")
    items.skip(sum(bool(line.text) for line in lines) - used)
    return items.digest(day, label)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """The named lines of a page, and what is above the abstract without a name."""

    named: dict[str, tuple[_Line, ...]]
    """With the lines below each that continue it."""
    unnamed: tuple[_Line, ...]

    def text(self, *names: str) -> str:
        """The value of the first of these names that has one, on one line."""
        values = (" ".join(line.text for line in self.named.get(name, ())) for name in names)
        return next((line for value in values if (line := " ".join(value.split()))), "")

    def line(self, name: str) -> int:
        return next((line.number for line in self.named.get(name, ())), 1)


def _facts(lines: Iterable[_Line]) -> _Facts:
    """Sort lines. The name of a field and its value may be on lines of their own."""
    named: dict[str, list[_Line]] = {}
    unnamed: list[_Line] = []
    last = ""
    for line in lines:
        match = _FIELD.fullmatch(line.text)
        if match and not (last == "abstract" and _is_sentence(match)):
            last = match["name"].lower()
            named.setdefault(last, []).extend([_Line(line.number, match["rest"].strip())] * bool(match["rest"].strip()))
        elif _ABSTRACT.fullmatch(line.text):
            last = "abstract"
            named.setdefault(last, [])
        elif not line.text or _BUTTON.fullmatch(line.text):
            last = last if last in _LONG else ""
        elif last and (last in _LONG or not named[last]):
            named[last].append(line)
        else:
            unnamed.append(line)
    return _Facts({name: tuple(found) for name, found in named.items()}, tuple(unnamed))


def _is_sentence(match: re.Match[str]) -> bool:
    """Does a line of an abstract only begin like a field, as in ``Data: we use ten hours of recordings ...``?"""
    return match["name"].lower() in _COMMON_WORDS and len(match["rest"]) > _SHORT


_SHORT = 60
_COMMON_WORDS = frozenset(
    "note data code video area track year month pages address language volume url title pdf".split()
)
_LONG = frozenset({"abstract"})
"""Fields whose value may be of several paragraphs."""


def _arxiv_page(file: str, lines: Sequence[_Line], arxiv: str, head: str) -> tuple[Entry, int]:
    start = next(number for number, line in enumerate(lines) if _ARXIV.fullmatch(line.text))
    below = [
        line
        for line in lines[start + 1 :]
        if not _SUBMITTED.match(line.text) and not line.text.startswith("(this version")
    ]
    end = next((number for number, line in enumerate(below) if _ARXIV_END.fullmatch(line.text)), len(below))
    facts = _facts(below[:end])
    unnamed = list(facts.unnamed)
    title, title_line = (facts.text("title"), facts.line("title")) if facts.text("title") else _taken(unnamed)
    authors = facts.text("authors", "author") or _taken(unnamed)[0]
    stage, venue = stage_and_venue(facts.text("comments"), facts.text("journal reference", "journal-reference"))
    submitted = _SUBMITTED.search(head)
    ids = item_ids([f"arXiv:{arxiv}", facts.text("related doi", "doi")])
    entry = Entry(
        title=title,
        place=Place(file, title_line),
        abstract=_paragraphs(facts.named.get("abstract", ())) or _paragraphs(_above_fields(facts, unnamed)),
        published=stated_day(submitted[1]) if submitted else None,
        arxiv=ids.arxiv,
        authors=people([authors]) if authors else (),
        doi=ids.doi,
        venue=venue,
        stage=stage,
    )
    return entry, _used(facts)


def _above_fields(facts: _Facts, unnamed: Sequence[_Line]) -> list[_Line]:
    """The lines without a name above the first fact that follows an abstract."""
    named = (line.number for name in ("comments", "subjects", "cite as") for line in facts.named.get(name, ()))
    end = min(named, default=0)
    return [line for line in unnamed if not end or line.number < end]


def _acl_page(file: str, lines: Sequence[_Line], anthology: str) -> tuple[Entry, int]:
    facts = _facts(_after_menu(lines, ("acl anthology", "faq", "corrections", "submissions", "github", "news")))
    unnamed = list(facts.unnamed)
    title, number = _taken(unnamed)
    year = facts.text("year")
    venue = facts.text("venue", "venues")
    is_dated = year.isdecimal() and len(year) == 4
    ids = item_ids([f"https://aclanthology.org/{anthology}", facts.text("doi")])
    entry = Entry(
        title=title,
        place=Place(file, number),
        abstract=_paragraphs(facts.named.get("abstract", ())),
        authors=people([_taken(unnamed)[0]]) if unnamed else (),
        doi=ids.doi,
        acl=ids.acl,
        year=int(year) if is_dated else None,
        venue=f"{venue} {year}" if venue and is_dated else facts.text("volume") or None,
        stage=Stage.PUBLISHED,
    )
    return entry, _used(facts)


def _openreview_page(file: str, lines: Sequence[_Line]) -> tuple[Entry, int]:
    at = next(number for number, line in enumerate(lines) if _OPENREVIEW_DATES.fullmatch(line.text))
    dates = _OPENREVIEW_DATES.fullmatch(lines[at].text)
    rest = dates["rest"] if dates else ""
    above = [
        line
        for line in _after_menu(
            lines[:at], ("toggle navigation", "skip to", "openreview", "login", "search openreview")
        )
        if line.text and not _BUTTON.fullmatch(line.text) and not _TO_VENUE.fullmatch(line.text)
    ]
    facts = _facts(lines[at + 1 :])
    stage, venue = _decision(
        _MODIFIED.sub("", rest).strip(" ,") or next((line.text for line in lines[at + 1 :] if line.text), "")
    )
    address = re.search(
        r"https?://openreview\.net/(?:forum|pdf)\?id=[\w-]{3,30}", " ".join(line.text for line in lines)
    )
    ids = item_ids([address[0]] if address else [])
    title, number = _taken(above)
    entry = Entry(
        title=title,
        place=Place(file, number),
        abstract=_paragraphs(facts.named.get("abstract", ())),
        published=stated_day(dates[1]) if dates and not lines[at].text.startswith(("Last", "Mod")) else None,
        authors=people([re.sub(r"\s*\(.*?\)|[0-9*†‡]+", "", above[0].text)]) if above else (),
        keywords=tuple(part.strip() for part in re.split("[;,]", facts.text("keywords")) if part.strip()),
        openreview=ids.openreview,
        venue=venue,
        stage=stage,
    )
    return entry, _used(facts) + 2


def _decision(text: str) -> tuple[Stage | None, str | None]:
    """What the line below the authors says about a decision: ``ICLR 2026 Poster``, ``Submitted to ICLR 2026``."""
    if re.search(r"withdrawn", text, re.I):
        return Stage.WITHDRAWN, None
    if re.search(r"submitted to|reject", text, re.I):
        return Stage.PREPRINT, None
    accepted = _VENUE.search(_BESIDE_VENUE.sub("", text))
    return (Stage.ACCEPTED, " ".join(accepted[1].split())) if accepted else (None, None)


def _after_menu(lines: Sequence[_Line], words: tuple[str, ...]) -> Iterator[_Line]:
    """The lines without those of the site's menu."""
    return (line for line in lines if not line.text.lower().lstrip("←» ").startswith(words))


def _taken(lines: list[_Line]) -> tuple[str, int]:
    """The text and number of the first line, which is taken away."""
    first = lines.pop(0) if lines else _Line(1, "")
    return first.text, first.number


def _paragraphs(lines: Iterable[_Line]) -> tuple[str, ...]:
    """Paragraphs of lines: consecutive lines are one, unless each is a paragraph long."""
    found: list[list[str]] = []
    last = -1
    for line in lines:
        if line.number == last + 1 and found:
            found[-1].append(line.text)
        else:
            found.append([line.text])
        last = line.number
    return tuple(" ".join(part) for part in found)


def _used(facts: _Facts) -> int:
    return len(facts.unnamed) + sum(map(len, facts.named.values()))
