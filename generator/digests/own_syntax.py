"""Blanks what the syntax of a form accounts for, so that what stands beside its items is left.

A field of a bibliography or an element of a feed belongs to its item, whatever it cites: a reader takes it up or
leaves it out as the form demands. Nothing is moved: what is left keeps its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.digests.scrape_form import ScrapeForm

_OWN = "-"
"""What stands for a line of the form; it is no blank line, so that text beside it does not stand alone."""
_BIBTEX_FIELD = re.compile(r"\s*(?:@\w+\s*[{(]|[\w.:+-]{2,40}\s*=\s*[{\"\w])")
_RIS_FIELD = re.compile(r"\s*([A-Z][A-Z0-9]) {1,2}-(?: |$)")
_RIS_TEXTS = ("AB", "N1", "N2", "RN")
"""Fields of RIS whose values can go on in the next line."""
_LISTING_FIELD = re.compile(
    r"\s*(?:comments?|journal[- ]ref|related doi|subj(?:ect)?s?(?:-class)?|(?:msc|acm)-class|report-no)\s*:", re.I
)
_NEXT_ITEM = re.compile(r"\[\d{1,5}\]\s?arXiv:")
"""Where another item begins on the line of a field."""
_LISTING_ELEMENT = re.compile(r"<div class=['\"]list-(?:comments|journal-ref|subjects)\b[^<>]{0,80}>")
_TAG = re.compile(r"<!\[CDATA\[|\]\]>|<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]{0,60})(?:\s[^<>]{0,4000})?(?P<empty>/?)>")
_HTML = frozenset(
    "a abbr article b blockquote body code dd details div dl dt em h1 h2 h3 h4 h5 h6 html i li main ol p pre span"
    " strong sub sup table tbody td th thead tr u ul".split()
)
"""Elements of a page, which a feed or a library has only where one was pasted into it."""
_CONTAINERS = frozenset("channel entry feed item rdf:rdf record records rss xml".split())
"""Elements in which text that is in no other element was pasted."""
_ITEMS = frozenset({"entry", "item", "record"})
"""Elements of items; a document has those of one name, and where another one begins, something was pasted."""
_XML = (ScrapeForm.FEED, ScrapeForm.ATOM, ScrapeForm.ENDNOTE)
_HIDDEN = re.compile(r"<(?P<name>script|style)\b", re.I)


def beside_items(text: str, form: ScrapeForm, starts: Iterable[int]) -> str:
    """A text without what the syntax of its form accounts for; ``starts`` are the lines at which entries begin.

    An answer in JSON must be whole.
    """
    if form is ScrapeForm.CSV:
        return _beside_rows(text, frozenset(starts))
    if form in _XML:
        return _beside_elements(text, frozenset(starts))
    blanked = _BLANKED.get(form)
    return blanked(text) if blanked else text


def _without_lines(text: str, is_own: Callable[[str], object]) -> str:
    return "\n".join(_OWN if is_own(line) else line for line in text.split("\n"))


def _beside_entries(text: str) -> str:
    """BibTeX without its fields, and without the lines that begin inside a value in braces."""
    return "\n".join(_beside_fields(text.split("\n")))


def _beside_fields(lines: Iterable[str]) -> Iterator[str]:
    depth = 0
    for line in lines:
        is_field = _BIBTEX_FIELD.match(line)
        if is_field:
            depth = 0 if "@" in is_field[0] else 1
        yield _OWN if is_field or depth > 1 else line
        if is_field or depth:
            depth = max(depth + line.count("{") - line.count("}"), 0)


def _beside_records(text: str) -> str:
    """RIS without its fields, and without the lines on which their values go on."""
    return "\n".join(_beside_tags(text.split("\n")))


def _beside_tags(lines: Iterable[str]) -> Iterator[str]:
    is_inside = False
    for line in lines:
        is_field = _RIS_FIELD.match(line)
        is_inside = is_field[1] in _RIS_TEXTS if is_field else is_inside and bool(line.strip())
        yield "" if is_field or is_inside else line


def _beside_rows(text: str, starts: frozenset[int]) -> str:
    """A table of CSV without the lines at which entries begin: a row with more cells than the head is none."""
    return "\n".join(_OWN if number in starts else line for number, line in enumerate(text.split("\n"), start=1))


def _beside_values(text: str) -> str:
    """An answer of a service without its values: nothing can stand beside them in one that is whole."""
    return "\n" * text.count("\n")


def _own_item(text: str, starts: frozenset[int]) -> str:
    """The element of the items of a document: that at which its first entry begins."""
    first = min(starts, default=1)
    tags = (tag["name"].lower() for tag in _TAG.finditer("\n".join(text.split("\n")[first - 1 :])) if tag["name"])
    return next((name for name in tags if name in _ITEMS), "")


def _beside_elements(text: str, starts: frozenset[int]) -> str:
    """XML without its tags and without what elements of text hold; tags of pages are kept where they are beside them.

    An element of text is one in which there is no other but those of pages.
    """
    parts: list[str] = []
    done = opened = 0
    name, is_raw, is_foreign = "", False, False
    own_item = _own_item(text, starts)
    for tag in _TAG.finditer(text):
        if tag["name"] is None:
            is_raw = tag[0] != "]]>"
        elif tag["name"].lower() in _ITEMS and not tag["end"]:
            is_foreign = tag["name"].lower() != own_item
        if is_raw or is_foreign or tag["name"] is None or (tag["name"].lower() in _HTML and (name or not tag["end"])):
            continue
        if tag["end"] and tag["name"] == name:
            parts += text[done:opened], "\n" * text.count("\n", opened, tag.end())
            done, name = tag.end(), ""
        elif tag["end"] or tag["empty"]:
            parts += text[done : tag.start()], "\n" * tag[0].count("\n")
            done, name = tag.end(), name if tag["empty"] else ""
        else:
            opened, name = tag.start(), "" if tag["name"].lower() in _CONTAINERS else tag["name"]
    return _LEFT_TAG.sub(_kept_tag, "".join([*parts, text[done:]]))


_LEFT_TAG = re.compile(r"<[\w?!/][^<>]{0,80}>?")


def _kept_tag(tag: re.Match[str]) -> str:
    name = re.match(r"</?(\w*)", tag[0])
    return tag[0] if name and name[1].lower() in _HTML else "\n" * tag[0].count("\n")


def _is_listing_field(line: str) -> bool:
    """Is a line a field of a listing, with no other item behind it?"""
    return bool(_LISTING_FIELD.match(line)) and not _NEXT_ITEM.search(line)


def _visible(text: str) -> str:
    """A page without its scripts and styles."""
    parts: list[str] = []
    done = 0
    for match in _HIDDEN.finditer(text):
        if match.start() < done:
            continue
        end = text.find(f"</{match['name']}", match.end())
        if end < 0:
            break
        parts += text[done : match.start()], "\n" * text.count("\n", match.start(), end)
        done = end
    return "".join([*parts, text[done:]])


def _beside_comments(text: str) -> str:
    """A listing without the remarks of authors, who cite other papers there."""
    first, *others = _LISTING_ELEMENT.split(_visible(text))
    rest = (other.partition("</div>") for other in others)
    return "".join([first, *("\n" * remark.count("\n") + end + after for remark, end, after in rest)])


_BLANKED: Mapping[ScrapeForm, Callable[[str], str]] = {
    ScrapeForm.BIBTEX: _beside_entries,
    ScrapeForm.RIS: _beside_records,
    ScrapeForm.JSON: _beside_values,
    ScrapeForm.CSL_JSON: _beside_values,
    ScrapeForm.SEMANTIC_SCHOLAR: _beside_values,
    ScrapeForm.OPENREVIEW: _beside_values,
    ScrapeForm.LISTING: lambda text: _without_lines(text, _is_listing_field),
    ScrapeForm.LISTING_PAGE: _beside_comments,
    ScrapeForm.HTML: _visible,
    ScrapeForm.LIST_PAGE: _visible,
    ScrapeForm.BOOKMARKS: _visible,
}
