"""A page whose text changes has another fingerprint, whatever value of the catalogue changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import partial
from typing import Any

import pytest

from generator.catalogue.trends.list_trends import trends_of
from generator.content.read import ContentResult
from generator.model.catalogue import Catalogue
from generator.model.paper import Related
from generator.pages.arrange import arrange
from generator.pages.components.cards import card_of, lead_of
from generator.pages.components.page_links import PageLink, TopicLink
from generator.pages.components.view import Deferred, Hashed
from generator.pages.document.vocabulary import Paragraph
from generator.pages.page import Page
from generator.pages.printing.as_html import as_html
from generator.pages.printing.as_markdown import as_markdown
from generator.pages.views.search_page import search_page

NAMES = frozenset(
    {"slug", "digest", "topic", "position", "area", "step", "rules", "redirects", "mirrors", "date", "label"}
)
"""Fields by which values refer to each other, or that no page shows."""


def variants(value: Any) -> Iterator[Any]:
    """Values that differ from a value in one place."""
    if isinstance(value, Hashed):
        yield replace(value, fingerprint="another")
    elif isinstance(value, Enum):
        yield from (member for member in type(value) if member is not value)
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, str):
        yield f"{value} more"
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, date):
        yield value - timedelta(400)
    elif isinstance(value, tuple):
        yield from _of_tuple(value)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _of_record(value)


def _of_tuple(value: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if value:
        yield from ((variant, *value[1:]) for variant in variants(value[0]))


def _of_record(value: Any) -> Iterator[Any]:
    for field in fields(value):
        if field.name not in NAMES:
            for variant in variants(getattr(value, field.name)):
                yield replace(value, **{field.name: variant})


def changed(catalogue: Catalogue) -> Iterator[Catalogue]:
    """Catalogues that differ from a catalogue in one value of its site, a topic, a digest or a paper."""
    yield from (replace(catalogue, site=site) for site in variants(catalogue.site))
    for name in ("topics", "digests", "papers"):
        values = getattr(catalogue, name)
        for index, value in enumerate(values):
            for variant in _first_of_its_kind(value):
                others: Any = {name: (*values[:index], variant, *values[index + 1 :])}
                yield replace(catalogue, **others)
    for slug, related in catalogue.related.items():
        more = (*related[1:], Related(related[0].slug, ("something else",)))
        yield replace(catalogue, related={**catalogue.related, slug: more})
    yield replace(catalogue, files=frozenset())


_SEEN: set[tuple[str, str, str]] = set()


def _first_of_its_kind(value: Any) -> Iterator[Any]:
    """The variants of a value in fields that no other value of its kind varied before."""
    for field in fields(value):
        if field.name in NAMES:
            continue
        for number, variant in enumerate(variants(getattr(value, field.name))):
            key = (type(value).__name__, field.name, str(number))
            if key not in _SEEN:
                _SEEN.add(key)
                yield replace(value, **{field.name: variant})


def kind_of(page: Page) -> str:
    """The kind of a page, by the class of its view."""
    return type(page.view.built if isinstance(page.view, Deferred) else page.view).__name__


def pages_of(catalogue: Catalogue) -> Mapping[str, Page]:
    return {page.path: page for page in arrange(catalogue, partial(trends_of, catalogue))}


@pytest.mark.slow
def test_pages_of_equal_fingerprints_are_printed_alike_whatever_changed(toy_content: ContentResult) -> None:
    before = pages_of(toy_content.catalogue)
    texts = {path: page.markdown() for path, page in before.items()}
    kinds: set[str] = set()
    number = 0
    for number, catalogue in enumerate(changed(toy_content.catalogue), start=1):
        for path, page in pages_of(catalogue).items():
            if path in before and page.fingerprint == before[path].fingerprint:
                assert page.markdown() == texts[path], (number, path)
            elif path in before and page.markdown() != texts[path]:
                kinds.add(kind_of(page))
    assert number > 40
    # Every kind of page did change, but for those that no content changes, or only a count of papers.
    assert {kind_of(page) for page in before.values()} - kinds == {
        "SearchView",
        "ReferenceView",
        "SortingView",
    }


def test_the_title_of_a_topic_without_papers_is_part_of_the_index(toy_content: ContentResult) -> None:
    catalogue = toy_content.catalogue
    empty = next(topic for topic in catalogue.topics if not catalogue.by_topic[topic.slug])
    topics = tuple(replace(topic, title="Another") if topic is empty else topic for topic in catalogue.topics)

    before, after = (pages_of(found)["topics/index.md"] for found in (catalogue, replace(catalogue, topics=topics)))

    assert before.markdown() != after.markdown()
    assert before.fingerprint != after.fingerprint


def test_each_field_of_a_view_and_its_head_is_part_of_the_fingerprint(toy_content: ContentResult) -> None:
    for page in pages_of(toy_content.catalogue).values():
        for name in ("head", "view"):
            for variant in variants(getattr(page, name)):
                assert replace(page, **{name: variant}).fingerprint != page.fingerprint


def test_what_is_deferred_is_built_by_a_function_that_gets_at_nothing_but_its_arguments() -> None:
    with pytest.raises(AssertionError, match="function of a module"):
        Deferred(lambda: search_page().view, ())
    with pytest.raises(AssertionError, match="function of a module"):
        Deferred(search_page().markdown, ())


def test_each_argument_of_what_is_deferred_is_part_of_its_fingerprint(toy_content: ContentResult) -> None:
    paper = toy_content.catalogue.papers[0]
    hashed = Hashed(paper, "one")
    cards: list[Deferred[Any]] = [
        Deferred(card_of, (hashed, "topic", (), None)),
        Deferred(card_of, (Hashed(paper, "another"), "topic", (), None)),
        Deferred(card_of, (hashed, "other", (), None)),
        Deferred(card_of, (hashed, "topic", (TopicLink("a", "A", 1),), None)),
        Deferred(card_of, (hashed, "topic", (), "note")),
        Deferred(lead_of, (hashed, "topic", (), None)),
    ]
    assert len({card.fingerprint for card in cards}) == len(cards)
    assert cards[0].built.title.page == f"papers/{paper.slug}.md"


def test_a_link_is_printed_as_seen_from_its_page(toy_content: ContentResult) -> None:
    home, paper = (next(path for path in pages_of(toy_content.catalogue) if path.startswith(s)) for s in ("i", "p"))
    block = Paragraph(PageLink("A *title*", search_page().path, "here"))
    for page, markdown, html in ((home, "", ""), (paper, "../", "../../")):
        path = type(search_page().path)(page)
        assert as_markdown([block], path) == rf"[A \*title\*]({markdown}search/index.md){{ #here }}" + "\n"
        assert as_html([block], path)[0] == f'<p><a href="{html}search/" id="here">A *title*</a></p>'
