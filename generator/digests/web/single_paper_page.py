"""Reads the page of a single paper. Other papers that its discussion mentions are not part of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.digests.plain.line_wrapping import join_lines
from generator.digests.web.card_facts import is_by_a_model, paragraphs_of, with_upvotes
from generator.digests.web.fragment_roles import (
    LONGEST_NAME,
    LONGEST_ORGANISATION,
    OVERFLOW_COUNT,
    FragmentRole,
    is_boilerplate,
)
from generator.digests.web.fragments import Fragment
from generator.digests.web.scraped_page import ScrapedPage
from generator.digests.web.title_finder import end_of_paper, says, title_above
from generator.model.digest import Entry, Summary
from generator.model.identity import ArxivId, arxiv_id, letters
from generator.model.problem import Place

_BY_MODEL = re.compile(r"(?:ai[- ])?generated (?:summary|by\s+([\w.-]+/[\w.-]+))", re.I)
_BUTTON = re.compile(r"(?:view )?(?:arxiv page|pdf)|add to (?:my )?collection|project page|community", re.I)
_CITED = re.compile(r"`?(?:cite arxiv\.org/abs/|hf papers read )([\w.-]+(?:/\d{7})?)\b", re.I)
_WRITTEN_ID = re.compile(r"(?:arxiv[:/ ]|/papers/|arxiv\.org/(?:abs|pdf)/)\s*(\d{4}\.\d{4,5})", re.I)
_LONGEST_MENTION = 200
_SHORTEST_SUMMARY = 100
_LONGEST_END = 20
"""Characters of a paragraph that are looked at again when another was joined to it."""
_SENTENCE_START = re.compile(r"[.!?]\s+\S")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_OPENING = ("(", "[", "{", "/", "-")
_CLOSING = (",", ".", ";", ":", ")", "]", "}", "-", "?", "!")


def read_paper_page(page: ScrapedPage, abstract: int) -> list[Entry]:
    """The paper, if the page has one. ``abstract`` is the index of the heading of the abstract."""
    fragments = page.fragments
    end = end_of_paper(fragments, abstract)
    title = title_above(fragments, abstract)
    for index in range(end, len(fragments)):
        page.roles[index] = FragmentRole.BOILERPLATE
    if not title:
        page.read_header(range(end))
        return []
    page.mark_title(title)
    page.mark_names()
    _mark_repeated_title(page, title)
    page.read_header(range(title.start))
    names = next((i for i in range(title.stop, abstract) if says(fragments[i], "authors", "author")), abstract)
    place = Place(page.file, fragments[title.start].line.number)
    entry = Entry(
        join_lines([fragments[i].text for i in title]), place, arxiv=_id(fragments[:end]) or _cited_id(fragments[end:])
    )
    for index in range(title.stop, names):
        entry = _with_fact(page, entry, index, range(title.stop, names))
    entry = replace(entry, authors=_names(page, range(names + 1, abstract)) if names < abstract else ())
    entry = replace(entry, author_count=len(entry.authors) or entry.author_count)
    page.roles[abstract] = page.roles[min(names, abstract)] = FragmentRole.BOILERPLATE
    return [_with_text(page, entry, range(abstract + 1, end))]


def _mark_repeated_title(page: ScrapedPage, title: range) -> None:
    """Mark the title in the name of the page, which can be wrapped."""
    known = letters("".join(page.fragments[i].text for i in title))
    for index in range(title.start):
        if page.roles[index] is FragmentRole.TEXT and letters(page.fragments[index].text) in known:
            page.roles[index] = FragmentRole.BOILERPLATE


def _with_fact(page: ScrapedPage, entry: Entry, index: int, body: range) -> Entry:
    fragment, role = page.fragments[index], page.roles[index]
    if role in (FragmentRole.NAME, FragmentRole.SUBMITTED, FragmentRole.PICTURE):
        return page.with_lead(entry, index)
    if role is FragmentRole.NUMBER and fragment.line.count is not None:
        page.roles[index] = FragmentRole.UPVOTES
        return with_upvotes(entry, fragment)
    if role is FragmentRole.TEXT and fragment.account:
        page.roles[index] = FragmentRole.ORGANISATION
    elif role is FragmentRole.TEXT:
        is_known = is_boilerplate(fragment) or fragment.text.casefold().startswith("on ")
        page.roles[index] = FragmentRole.BOILERPLATE if is_known else FragmentRole.UNKNOWN
    return page.with_fact(entry, index, body)


def _names(page: ScrapedPage, indices: range) -> tuple[str, ...]:
    """All authors; none if the page does not show all of them."""
    names: list[str] = []
    for index in indices:
        text = page.fragments[index].text
        if OVERFLOW_COUNT.fullmatch(text) or text in ("...", "…") or "et al" in text:
            names = [""]
            break
        page.roles[index] = FragmentRole.TEXT if text.strip(" ,") else FragmentRole.BOILERPLATE
        names += [name for part in re.split(r"\s*,\s*|\s+,", text) if (name := part.strip(" ,"))]
    is_complete = all(0 < len(name) <= LONGEST_NAME for name in names)
    return tuple(names) if is_complete else ()


def _with_text(page: ScrapedPage, entry: Entry, indices: range) -> Entry:
    """An entry with its abstract, and with the summary that a model wrote."""
    model = next((i for i in indices if _BY_MODEL.fullmatch(page.fragments[i].text)), None)
    stop = next((i for i in indices if _ends_abstract(page.fragments[i])), indices.stop)
    text: list[Fragment] = []
    for index in indices:
        fragment = page.fragments[index]
        if index == model or not fragment.text:
            page.roles[index] = FragmentRole.BOILERPLATE
        elif index < stop or (page.roles[index] is FragmentRole.TEXT and not is_boilerplate(fragment)):
            page.roles[index] = FragmentRole.TEXT
            text.append(fragment)
        elif page.roles[index] is FragmentRole.TEXT:
            page.roles[index] = FragmentRole.BOILERPLATE
        else:
            entry = page.with_fact(entry, index, indices)
    has_marker = model is not None or any(_BUTTON.fullmatch(page.fragments[i].text) for i in indices)
    by_model, text = _split_summary(text, None if model is None else page.fragments[model], has_marker=has_marker)
    summary = " ".join(paragraphs_of(by_model))
    name = _BY_MODEL.fullmatch(page.fragments[model].text) if model is not None else None
    entry = replace(entry, abstract=_whole_paragraphs(paragraphs_of(text)))
    return replace(entry, summary=Summary(summary, name[1] if name else None) if summary else None)


def _ends_abstract(fragment: Fragment) -> bool:
    """Is a fragment one of the buttons below an abstract?"""
    return _BUTTON.fullmatch(fragment.text) is not None or (
        fragment.code is not None and len(fragment.text) <= LONGEST_ORGANISATION
    )


def _split_summary(
    text: list[Fragment], marker: Fragment | None, *, has_marker: bool
) -> tuple[list[Fragment], list[Fragment]]:
    """The summary by a model, and the abstract.

    The page marks a summary below its text; some tools put the mark above it. Tools that omit the mark
    and the buttons leave the summary on a line of its own, which is also how 11 of 10,000 abstracts
    begin.
    """
    if marker is None:
        cut = int(not has_marker and len(text) > 1 and _is_sentence_of_a_model(text[0].text))
    else:
        cut = sum(fragment.line.number < marker.line.number for fragment in text)
        if not cut:
            cut = sum(fragment.paragraph == text[0].paragraph for fragment in text)
    return text[:cut], text[cut:]


def _is_sentence_of_a_model(text: str) -> bool:
    is_sentence = text.endswith(".") and not _SENTENCE_START.search(text) and len(text) >= _SHORTEST_SUMMARY
    return is_sentence and is_by_a_model(text)


def _whole_paragraphs(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Paragraphs, with those joined again that a tool broke at the links within them and so end without a full stop."""
    whole: list[list[str]] = []
    above = ""
    for paragraph in paragraphs:
        is_continued = bool(whole) and (paragraph.startswith(_CLOSING) or not _SENTENCE_END.search(above))
        if is_continued:
            is_attached = above.endswith(_OPENING) or paragraph.startswith(_CLOSING)
            whole[-1].append(paragraph if is_attached else f" {paragraph}")
        else:
            whole.append([paragraph])
        # Closing quotation marks can be a paragraph of their own, below the full stop.
        above = (above[-_LONGEST_END:] if is_continued else "") + paragraph
    return tuple("".join(parts) for parts in whole)


def _cited_id(fragments: Sequence[Fragment]) -> ArxivId | None:
    """The id that a page gives for citations; its discussion names other papers, too."""
    matches = (_CITED.match(fragment.text) for fragment in fragments)
    return next((arxiv_id(match[1]) for match in matches if match), None)


def _id(fragments: Sequence[Fragment]) -> ArxivId | None:
    """The id that a page names most often: in its address, its buttons and its links."""
    ids: Counter[ArxivId] = Counter()
    for fragment in fragments:
        stated = fragment.paper or fragment.line.arxiv
        # Most fragments have no point, and need no search.
        if not stated and "." in fragment.text and len(fragment.text) <= _LONGEST_MENTION:
            written = _WRITTEN_ID.search(fragment.text)
            stated = ArxivId(written[1]) if written else None
        if stated:
            ids[stated] += 1
    return ids.most_common(1)[0][0] if ids else None
