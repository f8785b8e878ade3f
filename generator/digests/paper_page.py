"""Reads the page of a single paper; what people say below about others is no paper of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.digests.facts import paragraphs_of, with_upvotes
from generator.digests.fragment_roles import LONGEST_NAME, OVERFLOW, Role, is_around
from generator.digests.fragments import Fragment
from generator.digests.headings import ends, says, title_above
from generator.digests.page import Page
from generator.digests.titles import join_lines
from generator.model import Entry, Place, Summary


def read_paper_page(page: Page, abstract: int) -> list[Entry]:
    """The paper, if the page has one. ``abstract`` is the index of the word above the abstract."""
    fragments = page.fragments
    end = next((i for i in range(abstract + 1, len(fragments)) if ends(fragments[i])), len(fragments))
    title = title_above(fragments, abstract)
    for index in range(end, len(fragments)):
        page.roles[index] = Role.FURNITURE
    if not title:
        page.read_header(range(end))
        return []
    page.mark_title(title)
    page.mark_names()
    page.read_header(range(title.start))
    names = next((i for i in range(title.stop, abstract) if says(fragments[i], "authors", "author")), abstract)
    place = Place(page.file, fragments[title.start].line.number)
    entry = Entry(join_lines([fragments[i].text for i in title]), place, arxiv=_id(fragments[:end]))
    for index in range(title.stop, names):
        entry = _with_fact(page, entry, index, range(title.stop, names))
    entry = replace(entry, authors=_names(page, range(names + 1, abstract)) if names < abstract else ())
    entry = replace(entry, author_count=len(entry.authors) or entry.author_count)
    page.roles[abstract] = page.roles[min(names, abstract)] = Role.FURNITURE
    return [_with_text(page, entry, range(abstract + 1, end))]


def _with_fact(page: Page, entry: Entry, index: int, body: range) -> Entry:
    one, role = page.fragments[index], page.roles[index]
    if role in (Role.NAME, Role.SUBMITTED, Role.PICTURE):
        return page.with_lead(entry, index)
    if role is Role.NUMBER and one.line.count is not None:
        page.roles[index] = Role.UPVOTES
        return with_upvotes(entry, one)
    if role is Role.TEXT and one.account:
        page.roles[index] = Role.ORGANISATION
    elif role is Role.TEXT:
        is_known = is_around(one) or one.text.casefold().startswith("on ")
        page.roles[index] = Role.FURNITURE if is_known else Role.UNKNOWN
    return page.with_fact(entry, index, body)


def _names(page: Page, indices: range) -> tuple[str, ...]:
    """All authors; none when the page does not show all of them."""
    names: list[str] = []
    for index in indices:
        text = page.fragments[index].text
        if OVERFLOW.fullmatch(text) or text in ("...", "…") or "et al" in text:
            names = [""]
            break
        page.roles[index] = Role.TEXT if text.strip(" ,") else Role.FURNITURE
        names += [name for part in re.split(r"\s*,\s*|\s+,", text) if (name := part.strip(" ,"))]
    is_whole = all(0 < len(name) <= LONGEST_NAME for name in names)
    return tuple(names) if is_whole else ()


def _with_text(page: Page, entry: Entry, indices: range) -> Entry:
    """An entry with its abstract, and what a model says beside it."""
    text: list[Fragment] = []
    by_model: list[Fragment] = []
    model = next((i for i in indices if "generated summary" in page.fragments[i].text.casefold()), None)
    for index in indices:
        one = page.fragments[index]
        if index == model:
            page.roles[index] = Role.FURNITURE
        elif page.roles[index] is Role.TEXT and not is_around(one):
            follows_model = model is not None and index > model
            is_model = follows_model and (not by_model or one.paragraph == by_model[-1].paragraph)
            (by_model if is_model else text).append(one)
        elif page.roles[index] is Role.TEXT:
            page.roles[index] = Role.FURNITURE
        else:
            entry = page.with_fact(entry, index, indices)
    summary = " ".join(paragraphs_of(by_model))
    return replace(entry, abstract=paragraphs_of(text), summary=Summary(summary) if summary else None)


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
