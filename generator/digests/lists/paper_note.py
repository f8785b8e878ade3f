"""Reads notes about one paper, as web clippers, Obsidian and Zotero write them: front matter, then text.

Front matter is YAML in principle. People and tools write ``title: A: B`` without quotation marks, which is none, so
it is read line by line: names before a colon, lists of dashes or in brackets, quotation marks, and texts below ``|``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.digests.huggingface.paper_record import paragraphs
from generator.digests.item_list import ItemList
from generator.digests.lists.author_names import ET_AL, authors_of
from generator.digests.lists.page_title import title_of_page
from generator.digests.lists.paper_links import is_code, is_web, paper_address
from generator.digests.lists.written_dates import day_in, year_in
from generator.digests.stated_ids import StatedIds
from generator.digests.title_fault import title_fault
from generator.model.digest import Digest, Entry, Repository, Summary
from generator.model.identity import placeholder
from generator.model.problem import Place, Problem

_LONGEST = 300
"""Lines of front matter."""
_KEY = re.compile(r"([^\W\d_][\w .-]{0,40}?)\s*::?(?:\s+(.*)|$)")
_LIST_ITEM = re.compile(r"\s*-\s+(.*)")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\((https?://[^\s()]+)\)")
_HEADING = re.compile(r"\s{0,3}(?:#{1,6}\s+|>\s*\[!)(.*?)\]?[-+]?\s*")
_INLINE = re.compile(r"\W{0,6}([^\W\d_][\w ]{1,30}?)[\s*_]{0,4}::?[*_\s]{0,4}(.*)")
_IDS = ("arxiv", "arxiv id", "arxiv_id", "arxivid", "eprint", "doi", "openreview", "id", "paper id", "paperid")
_ADDRESSES = tuple(
    "url|source|link|paper|paper url|pdf|pdf url|pdf link|arxiv url|source url"
    "|href|website|links|paper link|abs|uri".split("|")
)
_TITLES, _AUTHORS = ("title", "paper title", "name"), ("authors", "author", "creators", "creator")
_DATES = tuple(
    "published|date published|date_published|publication date|date|publish date|issued|year|submitted".split("|")
)
_VENUES = tuple(
    "venue|journal|conference|publication|publicationtitle|container-title|booktitle|proceedings".split("|")
)
_TAGS = ("tags", "keywords", "tag", "categories", "topics")
_TOOLS = frozenset(
    """
    clippings clipping paper papers zotero literature literature-note literaturenote literature_note article reference
    to-read toread unread read
    """.split()
)
"""Tags that say that a note is one about a paper."""


def is_note(text: str) -> bool:
    """Is a text a note about one paper: front matter with a title and an id or address of a paper?"""
    if not text.lstrip("\n").startswith("---"):
        return False
    matter = _front_matter(text)
    return matter is not None and bool(_first(matter.fields, _TITLES)) and _address(matter.fields) is not None


def read_note(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a note. ``file`` is its path below the content folder."""
    items = ItemList(file)
    matter = _front_matter(text)
    if matter is not None:
        items.skip()
        items.paper(_entry(file, matter))
    return items.digest(day, label)


@dataclass(frozen=True, slots=True)
class _Note:
    fields: Mapping[str, Sequence[str]]
    """Values by name in lower case; a single value is a list of one."""
    line: int
    """Of the title."""
    body: Mapping[str, str]
    """The text below each heading of the note, by name in lower case."""


def _front_matter(text: str) -> _Note | None:
    lines = text.split("\n")
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[start].strip() != "---":
        return None
    end = next(
        (
            index
            for index in range(start + 1, min(len(lines), start + _LONGEST))
            if lines[index].strip() in ("---", "...")
        ),
        None,
    )
    if end is None:
        return None
    fields = _fields(lines[start + 1 : end])
    titled = next((index for index in range(start, end) if lines[index].lower().startswith("title")), start)
    return _Note(fields, titled + 1, _body(lines[end + 1 :]))


# --- front matter ----------------------------------------------------------------------------


def _fields(lines: Sequence[str]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        match = _KEY.fullmatch(line.rstrip())
        item = _LIST_ITEM.fullmatch(line)
        if match and not line[:1].isspace() and not item:
            name = match[1].strip().lower()
            fields[name] = _values(match[2] or "")
        elif item and name:
            fields[name] += _values(item[1], is_item=True)
        elif line[:1].isspace() and line.strip() and name:
            _continue(fields[name], line.strip())
    return fields


def _continue(values: list[str], line: str) -> None:
    """A line that is indented goes on with the value above it, or is a record of its own (``name: Ana``)."""
    record = re.fullmatch(r"(?:name|literal)\s*:\s*(.+)", line, re.I)
    if record:
        values.append(_plain(record[1]))
    elif values and re.fullmatch(r"(?:name|literal)\s*:\s*", values[-1], re.I):
        values[-1] = _plain(line)
    elif values and values[-1]:
        values[-1] = _plain(f"{values[-1]} {line}")
    else:
        values.append(_plain(line))


def _values(text: str, *, is_item: bool = False) -> list[str]:
    value = text.strip()
    if is_item:
        value = re.sub(r"^(?:name|literal)\s*:\s*", "", value, flags=re.I)
    if value in ("", "|", ">", "|-", ">-", "null", "~", "[]", '""', "''"):
        return []
    is_list = value.startswith("[") and value.endswith("]") and not value.startswith("[[") and not is_item
    if is_list or re.fullmatch(r"\[(?:\s*\[\[[^\[\]]*\]\]\s*,?)+\]", value):
        parts = re.findall(r"\"[^\"]*\"|'[^']*'|[^,]+", value[1:-1])
        return [plain for part in parts if (plain := _plain(part))]
    return [_plain(value)]


def _plain(text: str) -> str:
    """A value without quotation marks and the brackets of links between notes."""
    value = text.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace('\\"', '"').replace("''", "'" if value[0] == "'" else "''")
    return _WIKI.sub(r"\1", value).strip()


def _first(fields: Mapping[str, Sequence[str]], names: Sequence[str]) -> str:
    return next((value for name in names for value in fields.get(name, ()) if value), "")


def _address(fields: Mapping[str, Sequence[str]]) -> StatedIds | None:
    """The paper that a note is about, by its ids first, then by its addresses. Those of Hugging Face count in pages."""
    found: StatedIds | None = None
    for name in (*_IDS, *_ADDRESSES):
        for value in fields.get(name, ()):
            link = _MARKDOWN_LINK.search(value)
            target = link[2] if link else value
            address = None if "huggingface.co" in target else paper_address(target)
            if address and (found is None or (found.url and not address.url)):
                found = address
    return found


# --- the paper -------------------------------------------------------------------------------


def _entry(file: str, note: _Note) -> Entry:
    fields = note.fields
    address = _address(fields) or StatedIds()
    title = title_of_page(_first(fields, _TITLES))
    title = "" if title_fault(title) and address.arxiv else title
    stated = _first(fields, _DATES)
    published = day_in(stated) or day_in(stated[:10])
    entry = Entry(title or (placeholder(address.arxiv) if address.arxiv else ""), Place(file, note.line))
    entry = address.given_to(entry)
    code = next(
        (
            value
            for name in ("code", "github", "repo", "repository")
            for value in fields.get(name, ())
            if is_code(value)
        ),
        None,
    )
    project = next(
        (value for name in ("project", "project page", "homepage") for value in fields.get(name, ()) if is_web(value)),
        None,
    )
    return replace(
        entry,
        authors=_authors(fields),
        published=published,
        year=None if published else year_in(stated) or year_in(_first(fields, ("year",))),
        venue=_first(fields, _VENUES) or None,
        keywords=_keywords(fields),
        abstract=tuple(paragraphs(_text(note, ("abstract", "abstractnote", "摘要")))),
        summary=_summary(note),
        note=_text(note, ("note", "notes", "my notes", "my note", "comments", "comment", "笔记")) or None,
        code=Repository(code) if code else None,
        project=project,
    )


def _authors(fields: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    values = next((fields[name] for name in _AUTHORS if fields.get(name)), ())
    values = [_MARKDOWN_LINK.sub(r"\1", value) for value in values]
    if any(ET_AL.search(value) for value in values):
        return ()
    if len(values) == 1 and values[0].count(",") != 1:
        return authors_of(values[0])
    return authors_of("; ".join(values)) if len(values) > 1 else authors_of(f"{values[0]};") if values else ()


def _keywords(fields: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    values = [word.strip(" #\"'") for name in _TAGS for word in _words(name, fields.get(name, ()))]
    return tuple(dict.fromkeys(word for word in values if word and word.lower() not in _TOOLS))


def _words(name: str, values: Sequence[str]) -> list[str]:
    """Tags of Obsidian hold no spaces, so a single line of them is separated by spaces or commas."""
    separator = r"[,\s]+" if name in ("tags", "tag") and len(values) == 1 else r",|\s#"
    return [word for value in values for word in re.split(separator, value)]


def _summary(note: _Note) -> Summary | None:
    text = _text(note, ("ai summary", "llm summary", "generated summary"))
    return Summary(text) if text else None


def _text(note: _Note, names: Sequence[str]) -> str:
    """A text of the note: below a heading of its body, or in its front matter."""
    body = next((note.body[name] for name in names if note.body.get(name)), "")
    return body or _first(note.fields, names)


# --- the body --------------------------------------------------------------------------------


def _body(lines: Sequence[str]) -> dict[str, str]:
    """The text below each heading, callout or name with a colon."""
    parts: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        heading, inline = _HEADING.fullmatch(line), _INLINE.fullmatch(line.lstrip("> "))
        if heading:
            name, rest = _named(heading[1]), ""
        elif inline and _named(inline[1]) in _BODY_NAMES:
            name, rest = _named(inline[1]), inline[2]
        else:
            rest = line.lstrip("> ") if line.startswith(">") else line
        parts.setdefault(name, []).append(rest)
    return {name: "\n".join(part).strip() for name, part in parts.items() if name}


_BODY_NAMES = frozenset(("abstract", "abstractnote", "摘要", "note", "notes", "my notes", "comments", "ai summary"))


def _named(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
