"""Reads a plain list of arXiv ids or addresses, one per line.

People start their own reading lists like this. Ids are bare, in DOIs, or in the addresses of many
sites; a title can be beside an id, in the text of its link, or on the line above. A paper without a
title is named by its id until a digest or a curator states the title. Lines that begin with ``#`` are
comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.digests.digest_problems import NO_PAPERS, TEXT_BESIDE_ID, UNRECOGNISED_BLOCK
from generator.digests.merge_duplicates import merge_duplicates
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.identity import ArxivId, arxiv_id, placeholder
from generator.model.problem import Place, Problem, ProblemKind
from generator.text.excerpts import quoted

_FEWEST_PAIRS = 3
_LONGEST_LINE = 500
_FEWEST_CITED, _WORDS_OF_PROSE = 2, 6
_ID = r"(?:\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?/\d{7})(?:v\d+)?"
_TOKEN = re.compile(
    r"(?:(?:(?:https?:)?//)?[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?/(?:[^/?#]{1,80}/){0,6}|(?:doi:)?10\.48550/)?"
    rf"(?:arxiv[.:])?(?P<id>{_ID})(?:\.pdf)?/?(?:[?#].*)?",
    re.I | re.A,
)
_LIKE_AN_ID = re.compile(r"\d{4}\.\d{4,6}(?:v\d+)?", re.A)
_NUMBER_LIKE_AN_ID = re.compile(r"(?<![\w.])(?P<id>\d{4}\.\d{1,7}|\d{3,6}\.\d{3,7})(?:v\d+)?(?!\w|\.\d)", re.A)
_COMMENT = re.compile(r"[\ufeff \t]*(?:#(?!\d{1,4}[.:)]?\s)|//(?![\w-]+\.))")
"""Neither a number, as in ``#5 2405.15216``, nor the beginning of an address without ``https:``."""
_BREAKS = re.compile(r"[\s,;|<>()\[\]{}\"'`*]+")
_TOKENS = re.compile(r"[^\s,;|<>()\[\]{}\"'`*]+")
_PICTURE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()\s]{0,2000}\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,500})\]\(\s?<?([^()\s<>]{1,2000})>?[^()]{0,200}\)")
_LINKED_HEADING = re.compile(r"[\ufeff \t]*#{1,6} +\[[^\[\]]{1,500}\]\((?P<target>[^()\s<>]{1,500})")
_BULLET = re.compile(r"\A\s*(?:(?:[-*+•]|\d{1,4}[.)]|\[\d{1,4}\]|#\d{1,4}[.:)]?|[-*+] \[[ xX]\])\s+)+")
_REMARK = re.compile(r"\s(?:#|//)\s.*$")
_LABEL = re.compile(r"\b(?:id|ids|arxiv|url|link|paper|doi|pdf|title)\s*[:=]", re.I)
_LINK_NAME = re.compile(
    r"[\[( ]*(?:arxiv|paper|pdf|abs|html|link|url|code|github|project(?: page)?|website|page|hf|demo|doi)[\]) ]*", re.I
)
_CATEGORY = re.compile(r"\[[a-z-]+(?:\.[a-z]{2})?\]", re.I)
_EDGES = re.compile(r"^[\s,;|:\"'`*_=–—()\[\]{}-]+|(?<![\s,;|\"'`*_=–—(\[{-])[\s,;|\"'`*_=–—(\[{-]+$")


@dataclass(frozen=True, slots=True)
class _ListedPaper:
    """A paper that a line names."""

    arxiv: ArxivId
    title: str | None


def is_id_list(text: str) -> bool:
    """Does a text name papers by their ids on nearly every line, or on every other line, below their titles?

    A few lines that begin otherwise will be reported, so a list need only have ids at the beginning of
    more than half of its lines.
    """
    lines = [line for line in text.splitlines() if _has_content(line) and not _is_comment(line)]
    if any(map(_is_heading_of_paper, lines)):
        return False
    # A long line is an abstract, which no list has. Most scrapes begin with one, which settles the question early.
    if any(len(line) > _LONGEST_LINE and not _read_line(line) for line in lines):
        return False
    papers = [_read_line(line) for line in lines]
    if not any(papers) or any(map(_cites, lines, papers)):
        return False
    if sum(_begins_with_id(line) for line in lines) > len(lines) / 2:
        return True
    # Each id counts once, because cards link to a paper from both its title and its abstract.
    ids = {paper.arxiv for line_papers in papers for paper in line_papers}
    return len(ids) >= 0.9 * len(lines) or _has_titles_above(papers)


def _cites(line: str, papers: Sequence[_ListedPaper]) -> bool:
    """Is a line a sentence of an abstract that cites several papers? It goes on before, between or behind their ids."""
    if (
        len(papers) < _FEWEST_CITED
        or "](" in line
        or not line.rstrip().endswith((".", "!", "?"))
        or _begins_with_id(line)
    ):
        return False
    return len(re.findall(r"(?<!\S)[a-z][a-z-]*(?![\w/.:])", line)) >= _WORDS_OF_PROSE


def read_ids(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a list. The arguments are those of ``read_text``."""
    reader = _Reader(file)
    lines = [(number, line) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1) if line.strip()]
    content = [(number, line) for number, line in lines if _has_content(line) and not _is_comment(line)]
    papers = [_read_line(line) for _, line in content]
    has_titles_above = _has_titles_above(papers)
    title: str | None = None
    for (number, line), line_papers in zip(content, papers, strict=True):
        if has_titles_above and not line_papers:
            title = _title(line)
        else:
            reader.read(number, line, [_ListedPaper(paper.arxiv, title or paper.title) for paper in line_papers])
            title = None
    merged = merge_duplicates(reader.entries, reader.problems.append)
    if not merged:
        reader.report(NO_PAPERS, 1, "papers", "expected at least one arXiv id, found none")
    block_counts = BlockCounts(len(content) - reader.reported, len(lines) - len(content), reader.reported)
    return Digest(day, label, file, tuple(merged), block_counts), reader.problems


class _Reader:
    """Collects the entries and problems of a list."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.reported = 0

    def report(self, kind: ProblemKind, line: int, field: str, message: str) -> None:
        self.problems.append(Problem(Place(self.file, line), field, message, kind))

    def read(self, number: int, line: str, papers: Sequence[_ListedPaper]) -> None:
        """Add the papers of a line. Text beside several ids could be the title of any of them, and text beside
        a link with a title is not a title.
        """
        place = Place(self.file, number)
        self.entries += [Entry(paper.title or placeholder(paper.arxiv), place, arxiv=paper.arxiv) for paper in papers]
        if not papers:
            self.reported += 1
            message = f"expected an arXiv id or the address of a paper, found {quoted(line)}"
            self.report(UNRECOGNISED_BLOCK, number, "block", message)
        elif text := _text_left(line, papers):
            is_several = len(papers) > 1
            expected = "one id on a line with text" if is_several else "nothing beside the title of a link"
            found = f"{len(papers)} ids and {quoted(text)}" if is_several else quoted(text)
            self.report(TEXT_BESIDE_ID, number, "title", f"expected {expected}, found {found}; the text was left out")
        elif stray := _stray_id(line, papers):
            message = f"expected the ids of papers, found {quoted(stray)} beside them; it was left out"
            self.report(TEXT_BESIDE_ID, number, "arxiv", message)


def _is_comment(line: str) -> bool:
    return _COMMENT.match(line) is not None and not _is_heading_of_paper(line)


def _is_heading_of_paper(line: str) -> bool:
    """Is a line a heading of Markdown that links to a paper, as on pages with an abstract below each title?"""
    link = _LINKED_HEADING.match(line)
    return link is not None and _id(link["target"]) is not None


def _has_content(line: str) -> bool:
    """Is a line more than a rule, or the brackets around a list?"""
    return re.search(r"\w", line) is not None or _is_comment(line)


def _begins_with_id(line: str) -> bool:
    rest = _LABEL.sub(" ", _BULLET.sub("", line.lstrip("\ufeff"), count=1))
    first = next((token for token in _BREAKS.split(rest) if token), "")
    return _id(first) is not None or _LIKE_AN_ID.fullmatch(first) is not None


def _has_titles_above(papers: Sequence[Sequence[_ListedPaper]]) -> bool:
    """Do titles and ids alternate, each title above its id?"""
    pairs = list(zip(papers[::2], papers[1::2], strict=False))
    return (
        len(papers) % 2 == 0
        and len(pairs) >= _FEWEST_PAIRS
        and all(not above and len(below) == 1 and not below[0].title for above, below in pairs)
    )


# --- a line ----------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _read_line(line: str) -> tuple[_ListedPaper, ...]:
    """The papers that a line names, each once. Remembered, because a list is read when it is recognised, and again."""
    if only := _id(line.strip()):
        return (_ListedPaper(only, None),)
    bare = _PICTURE.sub(" ", _REMARK.sub("", line.strip("\ufeff \t")))
    titles = {arxiv: _title(text) for text, target in _LINK.findall(bare) if (arxiv := _id(target))}
    ids = list(dict.fromkeys([*titles, *_ids(_LINK.sub(_text_of_link, bare))]))
    if len(ids) == 1:
        return (_ListedPaper(ids[0], titles.get(ids[0]) or _title(_LINK.sub(_text_of_link, bare))),)
    return tuple(_ListedPaper(arxiv, titles.get(arxiv)) for arxiv in ids)


def _text_of_link(match: re.Match[str]) -> str:
    return " " if _LINK_NAME.fullmatch(match[1]) or _id(match[2]) else f" {match[1]} "


def _ids(text: str) -> Iterator[ArxivId]:
    for token in _BREAKS.split(text):
        if arxiv := _id(token):
            yield arxiv


def _id(token: str) -> ArxivId | None:
    match = _TOKEN.fullmatch(token.strip(".:")) if len(token) <= _LONGEST_LINE else None
    return arxiv_id(match["id"]) if match else None


def _title(text: str) -> str | None:
    """The title in a line: what is left without ids, bullets, labels, and the names of links."""
    words = _TOKENS.sub(lambda match: " " if _id(match[0]) else match[0], _BULLET.sub("", text, count=1))
    words = _LABEL.sub(" ", _CATEGORY.sub(" ", words))
    words = re.sub(r"[\[(<]\s*[\])>]", " ", words)
    before = None
    while words != before:
        before, words = words, _EDGES.sub("", words)
    return " ".join(words.split()) if re.search(r"[^\W\d_]", words) and not _LINK_NAME.fullmatch(words) else None


def _text_left(line: str, papers: Sequence[_ListedPaper]) -> str | None:
    """Text beside ids and links that is not a title of one of them."""
    known = {paper.title for paper in papers}
    left = _title(_LINK.sub(_text_of_link, _PICTURE.sub(" ", _REMARK.sub("", line))))
    return None if left is None or left in known or not _separated(left) else left


def _stray_id(line: str, papers: Sequence[_ListedPaper]) -> str | None:
    """A number beside the ids of a line that is like an id, such as one with a digit too few."""
    known = {paper.arxiv for paper in papers}
    titles = " ".join(paper.title for paper in papers if paper.title)
    numbers = _NUMBER_LIKE_AN_ID.finditer(_REMARK.sub("", line))
    return next((match[0] for match in numbers if match["id"] not in known and match[0] not in titles), None)


def _separated(words: str) -> str:
    return _BREAKS.sub(" ", words).strip()
