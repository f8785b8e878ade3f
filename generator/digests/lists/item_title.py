"""Finds the title in an item or a cell: the linked text, the text in bold or in quotation marks, or how it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from generator.digests.lists.author_names import is_name, names_in
from generator.digests.lists.paper_links import is_beside_paper, is_kept_beside, is_label, is_pdf, is_web, paper_address
from generator.digests.lists.plain_title import (
    QUOTED_TITLE,
    TITLE_LIMIT,
    split_cell,
    split_plain,
    without_open_bracket,
)
from generator.digests.lists.spans import Spans, TextSpan
from generator.digests.lists.title_cleaning import (
    BRACKET_BEHIND,
    TAG_WORDS,
    TITLE_EDGES,
    clean_title,
    is_fact,
    without_prefix,
)
from generator.digests.lists.venue_names import is_preprint_server

_CITATION = re.compile(
    r"\s*(?P<names>[^\W\d_][^()\[\]:;?!\d]{1,80}?)(?P<others>,?\s+et\.?\s+al\.?,?)?\s*(?P<year>[(\[]?(?:19|20)\d\d[a-z]?[)\]]?)\W*"
)
_SUBTITLE_END = re.compile(r"\n|\s[-–—|]\s|[\[(]|\.(?:\s|$)")
Pieces = tuple[tuple[str, bool], ...]
"""Text beside the title, each with whether it is set off, as authors in italics are."""


@dataclass(frozen=True, slots=True)
class TitledItem:
    """An item taken apart."""

    title: str
    """Empty if there is none."""
    target: str | None
    """Where the title leads."""
    rest: Pieces
    """All other text that is no link."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text in one link, or in bold, or neither."""

    text: str
    target: str | None
    is_strong: bool
    is_emphasised: bool

    @property
    def is_candidate(self) -> bool:
        return bool(self.target or self.is_strong)


@lru_cache(maxsize=256)
def titled(spans: Spans, *, is_cell: bool = False) -> TitledItem:
    """The title of an item or a cell, and the text beside it. A cell has no authors behind its title."""
    runs = list(_runs(spans))
    chosen = _chosen(runs, is_cell=is_cell)
    plain = _plain(runs, chosen, is_cell=is_cell)
    if chosen is None or plain is not None:
        return plain or TitledItem("", None, _pieces(runs))
    return _with_subtitle(runs, chosen)


def _chosen(runs: Sequence[_Run], *, is_cell: bool) -> int | None:
    """The run that is the title. One in bold is only if nothing but facts precedes it: other bold text is stressed."""
    # The link to the paper stands in another cell as a rule.
    has_label = is_cell or any(run.target and _leads_to_paper(run.target) for run in runs)
    for index, run in enumerate(runs):
        if _is_title(run, has_label=has_label):
            before = clean_title("".join(other.text for other in runs[:index] if not other.target))
            if _leads_to_paper(run.target or "") or not re.search(r"[^\W\d_]", before):
                return index
            if _is_beside_title(before) and not _is_behind_paper(runs, index):
                return index
    return None


def _is_behind_paper(runs: Sequence[_Run], index: int) -> bool:
    """Is a run a link to something else, behind the link to the paper? Capitals in a title can look like a name."""
    is_elsewhere = runs[index].target is not None and not runs[index].is_strong
    return is_elsewhere and any(_leads_to_paper(run.target or "") for run in runs[:index])


def _is_beside_title(text: str) -> bool:
    parts = [
        part.strip(TITLE_EDGES + "[]().")
        for part in re.split(r"[\[\]()]|\s[-–—|]\s|\. ", text)
        if part.strip(TITLE_EDGES + "[]().")
    ]
    return all(is_fact(part) or is_label(part) or TAG_WORDS.fullmatch(part) or names_in(part) for part in parts)


def _leads_to_paper(target: str) -> bool:
    return paper_address(target) is not None or is_pdf(target) or is_kept_beside(target)


def paper_titles(spans: Spans) -> list[tuple[str, str]]:
    """The links of an item that are titles of papers, each with where it leads."""
    return [
        (run.text, run.target)
        for run in _runs(spans)
        if run.target and _leads_to_paper(run.target) and _is_title(run, has_label=True) and len(run.text.split()) > 2
    ]


def _runs(spans: Spans) -> Iterator[_Run]:
    """Text in bold that holds a link is one run with it, and so are links in several styles."""

    def kind(span: TextSpan) -> tuple[str | None, bool]:
        return span.target, span.is_strong and not span.target

    for (target, is_strong), group in groupby((span for span in spans if span.fold is None), kind):
        members = list(group)
        text = "".join(member.text for member in members)
        is_emphasised = all(member.is_emphasised for member in members if member.text.strip())
        if text:
            yield _Run(text, target, is_strong or (target is not None and members[0].is_strong), is_emphasised)


def _is_title(run: _Run, *, has_label: bool) -> bool:
    """Can a run be the title: linked to the paper, or in bold, and neither a label nor a fact?"""
    text = clean_title(run.text)
    if not run.is_candidate or not re.search(r"[^\W\d_]", text) or is_label(text) or is_fact(text):
        return False
    if TAG_WORDS.fullmatch(text) or (run.is_strong and not run.target and text.endswith(":") and len(text.split()) < 3):
        return False
    if run.target and _is_citation(run.text):
        return False
    if run.target is None:
        return not run.text.strip().endswith(":") or len(text.split()) > 2
    if _leads_to_paper(run.target):
        return not is_beside_paper(text)
    return is_web(run.target) and (run.is_strong or (has_label and not is_name(text)))


def _is_citation(text: str) -> bool:
    """Does a link say only who wrote the paper and when: ``Driscoll et al (1986)``?"""
    cited = _CITATION.fullmatch(text)
    return cited is not None and bool(cited["others"] or names_in(cited["names"]))


# --- a title with nothing to mark it ---------------------------------------------------------


def _plain(runs: Sequence[_Run], chosen: int | None, *, is_cell: bool) -> TitledItem | None:
    """The title at the beginning of an item whose text comes before any link or bold text that could be one."""
    end = next((index for index, run in enumerate(runs) if run.target), len(runs)) if chosen is None else chosen
    before = "".join(run.text for run in runs[:end] if not run.target)
    if chosen is None:
        found = split_cell(without_open_bracket(before)) if is_cell else split_plain(without_open_bracket(before))
        if found:
            title, rest = found
            return TitledItem(clean_title(title), None, ((rest, False), *_pieces(runs[end:])))
        return None
    is_sure = runs[chosen].target is not None and _leads_to_paper(runs[chosen].target or "")
    everywhere = "".join(run.text for run in runs if not run.target)
    # A short name in bold can stand before the title itself in quotation marks.
    quoted = QUOTED_TITLE.search(everywhere if len(runs[chosen].text.split()) < 4 else before)
    if is_sure or not quoted or len(quoted["title"].split()) < 3:
        return None
    return TitledItem(clean_title(quoted["title"]), None, _pieces(_cut(everywhere, quoted)))


def _cut(text: str, match: re.Match[str]) -> list[_Run]:
    return [
        _Run(part, None, is_strong=False, is_emphasised=False) for part in (text[: match.start()], text[match.end() :])
    ]


# --- a title that is marked ------------------------------------------------------------------


def _with_subtitle(runs: Sequence[_Run], chosen: int) -> TitledItem:
    """The title that a run is, with the subtitle behind a short name: ``[Codec](...): Coding of Whispered Speech``."""
    run = runs[chosen]
    title, others = run.text, list(runs[chosen + 1 :])
    if others and others[0].target is None:
        taken = _subtitle(title, others[0].text)
        if taken:
            joint = title.rstrip(" :")
            title = f"{joint}: {others[0].text[:taken].lstrip(' :')}"
            others[0] = _Run(others[0].text[taken:], None, others[0].is_strong, others[0].is_emphasised)
    if len(title) > TITLE_LIMIT:
        return TitledItem("", run.target, _pieces(others))
    prefix = title[: len(title) - len(without_prefix(title))]
    behind = BRACKET_BEHIND.search(title)
    marks = ((prefix, False), (behind[1] if behind else "", False))
    return TitledItem(clean_title(title), run.target, (*marks, *_pieces([*runs[:chosen], *others])))


def _subtitle(title: str, following: str) -> int:
    """How many characters of the text behind a title belong to it. Only words in capitals do, as titles are written."""
    has_colon = title.rstrip().endswith(":") or following.lstrip(" ")[:1] == ":"
    if not has_colon or len(title.split()) > 5 or "\n" in following[:2]:
        return 0
    end = _SUBTITLE_END.search(following)
    subtitle = following[: end.start() if end else len(following)]
    length = len(subtitle)
    commas = [match.start() for match in re.finditer(",", subtitle[:600])]
    while commas and (names_in(subtitle[commas[-1] + 1 :]) or is_fact(subtitle[commas[-1] + 1 :].strip())):
        length = commas.pop()
    if len(names_in(subtitle[length:].strip(" ,"))) < 2 and not is_fact(subtitle[length:].strip(" ,")):
        length = len(subtitle)
    words = [word for word in re.findall(r"[^\W_][\w'’-]*", subtitle[:length]) if len(word) > 3]
    capitals = sum(not word[0].islower() for word in words)
    is_written_as_title = len(words) > 1 and capitals >= 0.6 * len(words) and length <= TITLE_LIMIT
    return length if is_written_as_title and not names_in(subtitle[:length].strip(" :")) else 0


def _pieces(runs: Sequence[_Run]) -> Pieces:
    """Text that is no link. A link says where a venue is, or who an author is, so such links count as well."""
    pieces: list[tuple[str, bool]] = []
    for run in runs:
        text = run.text if run.target is None or _says_fact(run.text.strip()) else "\n"
        if pieces and pieces[-1][1] == run.is_emphasised:
            pieces[-1] = (pieces[-1][0] + text, run.is_emphasised)
        else:
            pieces.append((text, run.is_emphasised))
    return tuple(pieces)


def _says_fact(text: str) -> bool:
    """Does a link name a venue or an author? One to arXiv does not say that there is nothing but the preprint."""
    if is_label(text) or is_preprint_server(text):
        return False
    return is_fact(text) or is_name(text)
