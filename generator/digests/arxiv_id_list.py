"""Reads a plain list of arXiv ids or addresses, one in a line.

Such a list is how a person starts a reading list of their own. Ids come bare, as DOIs, and in the
addresses of many sites; a title can stand around an id, in the text of its link, or in the line
above it. A paper without one is named by its id until a digest or a curator says its title. A line
that begins with ``#`` is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.digests.merge_duplicates import merge_duplicates
from generator.digests.plain.text_scrape import shorten
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.identity import arxiv_id, placeholder
from generator.model.problem import Place, Problem, Severity

_FEWEST_PAIRS = 3
_LONGEST_LINE = 500
_ID = r"(?:\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?/\d{7})(?:v\d+)?"
_TOKEN = re.compile(
    r"(?:(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?/(?:[^/?#]{1,80}/){0,6}|(?:doi:)?10\.48550/)?"
    rf"(?:arxiv[.:])?(?P<id>{_ID})(?:\.pdf)?/?(?:[?#].*)?",
    re.I | re.A,
)
_LIKE_AN_ID = re.compile(r"\d{4}\.\d{4,6}(?:v\d+)?", re.A)
_BREAKS = re.compile(r"[\s,;|<>()\[\]{}\"'`*]+")
_TOKENS = re.compile(r"[^\s,;|<>()\[\]{}\"'`*]+")
_PICTURE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()\s]{0,2000}\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,500})\]\(\s?<?([^()\s<>]{1,2000})>?[^()]{0,200}\)")
_BULLET = re.compile(r"\s*(?:(?:[-*+•]|\d{1,4}[.)]|[-*+] \[[ xX]\])\s+)+")
_REMARK = re.compile(r"\s(?:#|//)\s.*$")
_LABEL = re.compile(r"\b(?:id|ids|arxiv|url|link|paper|doi|pdf|title)\s*[:=]", re.I)
_WORD_FOR_LINK = re.compile(
    r"[\[( ]*(?:arxiv|paper|pdf|abs|html|link|url|code|github|project(?: page)?|website|page|hf|demo|doi)[\]) ]*", re.I
)
_CATEGORY = re.compile(r"\[[a-z-]+(?:\.[a-z]{2})?\]", re.I)
_EDGES = re.compile(r"^[\s,;|:\"'`*_=–—()\[\]{}-]+|[\s,;|\"'`*_=–—(\[{-]+$")


@dataclass(frozen=True, slots=True)
class _Paper:
    arxiv: str
    title: str | None


def is_id_list(text: str) -> bool:
    """Does a text name papers by their ids in nearly each line, or in each second one below their titles?

    What begins otherwise in a few lines will be reported, so that a list is one that has ids at
    the beginning of more than half of its lines.
    """
    lines = [line for line in text.splitlines() if _says_something(line) and not _is_comment(line)]
    # An abstract, which no list has. Most scrapes begin with one, so they need no closer look.
    if any(len(line) > _LONGEST_LINE and not _read_line(line) for line in lines):
        return False
    papers = [_read_line(line) for line in lines]
    if not any(papers):
        return False
    if sum(_begins_with_id(line) for line in lines) > len(lines) / 2:
        return True
    # Cards link to a paper from its title and its abstract.
    ids = {one.arxiv for found in papers for one in found}
    return len(ids) >= 0.9 * len(lines) or _has_titles_above(papers)


def read_ids(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a list. The arguments are those of ``read_text``."""
    reader = _Reader(file)
    lines = [(number, line) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1) if line.strip()]
    told = [(number, line) for number, line in lines if _says_something(line) and not _is_comment(line)]
    papers = [_read_line(line) for _, line in told]
    has_titles_above = _has_titles_above(papers)
    title: str | None = None
    for (number, line), found in zip(told, papers, strict=True):
        if has_titles_above and not found:
            title = _title(line)
        else:
            reader.read(number, line, [_Paper(one.arxiv, title or one.title) for one in found])
            title = None
    merged = merge_duplicates(reader.entries, reader.warn)
    if not merged:
        reader.warn(1, "papers", "expected at least one arXiv id, found none")
    block_counts = BlockCounts(len(told) - reader.reported, len(lines) - len(told), reader.reported)
    return Digest(day, label, file, tuple(merged), block_counts), reader.problems


class _Reader:
    """Collects the entries and problems of a list."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.reported = 0

    def warn(self, line: int, field: str, message: str) -> None:
        self.problems.append(Problem(Place(self.file, line), field, message, Severity.WARNING))

    def read(self, number: int, line: str, found: Sequence[_Paper]) -> None:
        """The papers of a line. Words beside several ids could be the title of any of them, and words beside
        a link that has a title are none.
        """
        for one in found:
            self.entries.append(Entry(one.title or placeholder(one.arxiv), Place(self.file, number), arxiv=one.arxiv))
        if not found:
            self.reported += 1
            message = f"expected an arXiv id or the address of a paper, found {shorten(line.strip())}"
            self.warn(number, "block", message)
        elif words := _words_left(line, found):
            expected = "one id in a line with words" if len(found) > 1 else "nothing beside the title of a link"
            ids = f"{len(found)} ids and " if len(found) > 1 else ""
            self.warn(number, "title", f"expected {expected}, found {ids}{shorten(words)}; the words are left out")


def _is_comment(line: str) -> bool:
    return line.lstrip("\ufeff \t").startswith(("#", "//"))


def _says_something(line: str) -> bool:
    """Is a line more than the brackets around a list, or a rule?"""
    return re.search(r"\w", line) is not None or _is_comment(line)


def _begins_with_id(line: str) -> bool:
    rest = _LABEL.sub(" ", _BULLET.sub("", line.lstrip("\ufeff"), count=1))
    first = next((token for token in _BREAKS.split(rest) if token), "")
    return _id(first) is not None or _LIKE_AN_ID.fullmatch(first) is not None


def _has_titles_above(papers: Sequence[Sequence[_Paper]]) -> bool:
    """Are titles and ids in turn, each title above its id?"""
    pairs = list(zip(papers[::2], papers[1::2], strict=False))
    return (
        len(papers) % 2 == 0
        and len(pairs) >= _FEWEST_PAIRS
        and all(not above and len(below) == 1 and not below[0].title for above, below in pairs)
    )


# --- a line ----------------------------------------------------------------------------------


def _read_line(line: str) -> list[_Paper]:
    """The papers that a line names, each once."""
    if only := _id(line.strip()):
        return [_Paper(only, None)]
    bare = _PICTURE.sub(" ", _REMARK.sub("", line.strip("\ufeff \t")))
    titles = {arxiv: _title(text) for text, target in _LINK.findall(bare) if (arxiv := _id(target))}
    ids = list(dict.fromkeys([*titles, *_ids(_LINK.sub(_text_of_link, bare))]))
    if len(ids) == 1:
        return [_Paper(ids[0], titles.get(ids[0]) or _title(_LINK.sub(_text_of_link, bare)))]
    return [_Paper(arxiv, titles.get(arxiv)) for arxiv in ids]


def _text_of_link(match: re.Match[str]) -> str:
    return " " if _WORD_FOR_LINK.fullmatch(match[1]) or _id(match[2]) else f" {match[1]} "


def _ids(text: str) -> Iterator[str]:
    for token in _BREAKS.split(text):
        if found := _id(token):
            yield found


def _id(token: str) -> str | None:
    match = _TOKEN.fullmatch(token.strip(".:")) if len(token) <= _LONGEST_LINE else None
    return arxiv_id(match["id"]) if match else None


def _title(text: str) -> str | None:
    """What is left of a line that is a title: without ids, bullets, labels, and words for links."""
    words = _TOKENS.sub(lambda match: " " if _id(match[0]) else match[0], _BULLET.sub("", text, count=1))
    words = _LABEL.sub(" ", _CATEGORY.sub(" ", words))
    words = re.sub(r"[\[(<]\s*[\])>]", " ", words)
    before = None
    while words != before:
        before, words = words, _EDGES.sub("", words)
    return " ".join(words.split()) if re.search(r"[^\W\d_]", words) and not _WORD_FOR_LINK.fullmatch(words) else None


def _words_left(line: str, found: Sequence[_Paper]) -> str | None:
    """Words beside ids and links that are no title of one of them."""
    known = {one.title for one in found}
    left = _title(_LINK.sub(_text_of_link, _PICTURE.sub(" ", _REMARK.sub("", line))))
    return None if left is None or left in known or not _separated(left) else left


def _separated(words: str) -> str:
    return _BREAKS.sub(" ", words).strip()
