"""Reads the page of a single paper; what people say below about others is no paper of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.digests.plain.titles import join_lines
from generator.digests.web.card_facts import is_by_a_model, paragraphs_of, with_upvotes
from generator.digests.web.fragment_roles import (
    LONGEST_NAME,
    LONGEST_ORGANISATION,
    OVERFLOW_COUNT,
    FragmentRole,
    is_around,
)
from generator.digests.web.fragments import Fragment
from generator.digests.web.scraped_page import ScrapedPage
from generator.digests.web.title_finder import end_of_paper, says, title_above
from generator.model.digest import Entry, Summary
from generator.model.identity import arxiv_id, letters
from generator.model.problem import Place

_BY_MODEL = re.compile(r"(?:ai[- ])?generated (?:summary|by\s+([\w.-]+/[\w.-]+))", re.I)
_BUTTON = re.compile(r"(?:view )?(?:arxiv page|pdf)|add to (?:my )?collection|project page|community", re.I)
_CITED = re.compile(r"`?(?:cite arxiv\.org/abs/|hf papers read )([\w.-]+(?:/\d{7})?)\b", re.I)
_SHORTEST_SUMMARY = 100
_SENTENCE_START = re.compile(r"[.!?]\s+\S")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_OPENING = ("(", "[", "{", "/", "-")
_CLOSING = (",", ".", ";", ":", ")", "]", "}", "-", "?", "!")


def read_paper_page(page: ScrapedPage, abstract: int) -> list[Entry]:
    """The paper, if the page has one. ``abstract`` is the index of the word above the abstract."""
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
    _mark_title_again(page, title)
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


def _mark_title_again(page: ScrapedPage, title: range) -> None:
    """The name of the page says the title, too, and can be wrapped."""
    said = letters("".join(page.fragments[i].text for i in title))
    for index in range(title.start):
        if page.roles[index] is FragmentRole.TEXT and letters(page.fragments[index].text) in said:
            page.roles[index] = FragmentRole.BOILERPLATE


def _with_fact(page: ScrapedPage, entry: Entry, index: int, body: range) -> Entry:
    one, role = page.fragments[index], page.roles[index]
    if role in (FragmentRole.NAME, FragmentRole.SUBMITTED, FragmentRole.PICTURE):
        return page.with_lead(entry, index)
    if role is FragmentRole.NUMBER and one.line.count is not None:
        page.roles[index] = FragmentRole.UPVOTES
        return with_upvotes(entry, one)
    if role is FragmentRole.TEXT and one.account:
        page.roles[index] = FragmentRole.ORGANISATION
    elif role is FragmentRole.TEXT:
        is_known = is_around(one) or one.text.casefold().startswith("on ")
        page.roles[index] = FragmentRole.BOILERPLATE if is_known else FragmentRole.UNKNOWN
    return page.with_fact(entry, index, body)


def _names(page: ScrapedPage, indices: range) -> tuple[str, ...]:
    """All authors; none when the page does not show all of them."""
    names: list[str] = []
    for index in indices:
        text = page.fragments[index].text
        if OVERFLOW_COUNT.fullmatch(text) or text in ("...", "…") or "et al" in text:
            names = [""]
            break
        page.roles[index] = FragmentRole.TEXT if text.strip(" ,") else FragmentRole.BOILERPLATE
        names += [name for part in re.split(r"\s*,\s*|\s+,", text) if (name := part.strip(" ,"))]
    is_whole = all(0 < len(name) <= LONGEST_NAME for name in names)
    return tuple(names) if is_whole else ()


def _with_text(page: ScrapedPage, entry: Entry, indices: range) -> Entry:
    """An entry with its abstract, and what a model says beside it."""
    model = next((i for i in indices if _BY_MODEL.fullmatch(page.fragments[i].text)), None)
    stop = next((i for i in indices if _ends_abstract(page.fragments[i])), indices.stop)
    text: list[Fragment] = []
    for index in indices:
        one = page.fragments[index]
        if index == model or not one.text:
            page.roles[index] = FragmentRole.BOILERPLATE
        elif index < stop or (page.roles[index] is FragmentRole.TEXT and not is_around(one)):
            page.roles[index] = FragmentRole.TEXT
            text.append(one)
        elif page.roles[index] is FragmentRole.TEXT:
            page.roles[index] = FragmentRole.BOILERPLATE
        else:
            entry = page.with_fact(entry, index, indices)
    has_marker = model is not None or any(_BUTTON.fullmatch(page.fragments[i].text) for i in indices)
    by_model, text = _parted(text, None if model is None else page.fragments[model], has_marker=has_marker)
    summary = " ".join(paragraphs_of(by_model))
    name = _BY_MODEL.fullmatch(page.fragments[model].text) if model is not None else None
    entry = replace(entry, abstract=_whole_paragraphs(paragraphs_of(text)))
    return replace(entry, summary=Summary(summary, name[1] if name else None) if summary else None)


def _ends_abstract(one: Fragment) -> bool:
    """Is a fragment one of the buttons below an abstract?"""
    return _BUTTON.fullmatch(one.text) is not None or (one.code is not None and len(one.text) <= LONGEST_ORGANISATION)


def _parted(
    text: list[Fragment], marker: Fragment | None, *, has_marker: bool
) -> tuple[list[Fragment], list[Fragment]]:
    """What a model wrote, and the abstract.

    The page says so below the model's words; some tools write that above them. Tools that leave it
    out, with the buttons, keep them in a line of their own; so begin 11 of 10,000 abstracts, too.
    """
    if marker is None:
        cut = int(not has_marker and len(text) > 1 and _is_sentence_of_a_model(text[0].text))
    else:
        cut = sum(one.line.number < marker.line.number for one in text)
        if not cut:
            cut = sum(one.paragraph == text[0].paragraph for one in text)
    return text[:cut], text[cut:]


def _is_sentence_of_a_model(text: str) -> bool:
    is_sentence = text.endswith(".") and not _SENTENCE_START.search(text) and len(text) >= _SHORTEST_SUMMARY
    return is_sentence and is_by_a_model(text)


def _whole_paragraphs(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Paragraphs that a tool broke at each link within them, made whole again: those of authors end sentences."""
    found: list[str] = []
    for one in paragraphs:
        is_going_on = bool(found) and (one.startswith(_CLOSING) or not _SENTENCE_END.search(found[-1]))
        if is_going_on:
            is_glued = found[-1].endswith(_OPENING) or one.startswith(_CLOSING)
            found[-1] += one if is_glued else f" {one}"
        else:
            found.append(one)
    return tuple(found)


def _cited_id(fragments: Sequence[Fragment]) -> str | None:
    """The id by which a page asks to be cited; what people say below names other papers."""
    found = (_CITED.match(one.text) for one in fragments)
    return next((arxiv_id(match[1]) for match in found if match), None)


def _id(fragments: Sequence[Fragment]) -> str | None:
    """The id that a page says most often: in its address, its buttons and its links."""
    found: Counter[str] = Counter()
    for one in fragments:
        stated = one.paper or one.line.arxiv
        written = re.search(r"(?:arxiv[:/ ]|/papers/|arxiv\.org/(?:abs|pdf)/)\s*(\d{4}\.\d{4,5})", one.text, re.I)
        stated = stated or (written[1] if written and len(one.text) <= 200 else None)
        if stated:
            found[stated] += 1
    return found.most_common(1)[0][0] if found else None
