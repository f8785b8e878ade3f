"""The two printers agree: Python-Markdown and MkDocs make of a page as Markdown what the page is as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.markup_texts import STYLED, URLS, collapsed, texts
from support.page_trees import MarkdownReader, MarkdownSite, difference, tree

from generator.catalogue.trends.list_trends import trends_of
from generator.content.read import ContentResult
from generator.model.identity import PagePath
from generator.pages.arrange import arrange
from generator.pages.components.page_links import PageLink, SearchLink, TopicLink, WebLink
from generator.pages.document.vocabulary import (
    AnchorLink,
    Bar,
    Block,
    Bullet,
    CardList,
    Code,
    CodeBlock,
    DrawnRow,
    Emphasis,
    Fold,
    Heading,
    Label,
    LineList,
    PaperTitle,
    Paragraph,
    ScriptButton,
    Section,
    Strong,
    Typeset,
    separated,
    with_code,
)
from generator.pages.printing.as_html import as_html
from generator.pages.printing.as_markdown import as_markdown
from generator.text.markup import understand

PAGE = PagePath("papers/here.md")
FORMULAS = st.sampled_from(
    [
        "$x_{i}^{*}$", "$a|b$", r"$\{a\}$", r"\[ \frac{a}{b} \]", r"$\unknown{a}_*$", r"$\textbf{a}$", r"$\emph{b}$",
        "$<$", r"\textbf{ a }", r"\emph{b }", r"\textit{ }",
    ]
)  # fmt: skip
TEXTS = texts()
SCRAPED = (
    st.lists(st.one_of(TEXTS, STYLED, FORMULAS, st.sampled_from([" ", "a", "*"])), min_size=1, max_size=6)
    .map(lambda pieces: understand(collapsed("".join(pieces)), {}))
    .filter(lambda text: bool(text.plain.strip()))
)
PLACES = st.sampled_from(["index.md", "papers/here.md", "papers/other.md", "topics/x.md", "topics/x/2024.md"])
LINKS = st.builds(PageLink, st.one_of(TEXTS, SCRAPED), PLACES.map(PagePath), st.sampled_from([None, "there"]))
WORDS = st.one_of(
    TEXTS,
    SCRAPED,
    LINKS,
    st.builds(Strong, TEXTS),
    st.builds(Emphasis, TEXTS, st.sampled_from([None, "why"])),
    st.sampled_from([Code("a *b*"), Code(": "), Bar(7), Bar(100, 240), AnchorLink("There", "there", "view")]),
    st.builds(Label, TEXTS, st.sampled_from(["count", "badge badge--warning"])),
    st.builds(TopicLink, st.just("x"), TEXTS, st.integers(0, 359)),
    st.builds(WebLink, TEXTS, URLS),
    st.builds(SearchLink, TEXTS, TEXTS),
    st.builds(PaperTitle, LINKS, st.just((("slug", "a-b"), ("has", "code pdf")))),
    st.builds(ScriptButton, TEXTS, TEXTS.map(lambda text: (("follow", "topic:x"), ("title", text)))),
)
LINES = st.one_of(WORDS, SCRAPED.map(Typeset), st.lists(WORDS, min_size=1, max_size=4).map(lambda w: separated(w, " ")))
PARAGRAPHS = st.builds(Paragraph, LINES, st.sampled_from([None, "lead", "abstract missing"]))
BULLETS = st.builds(Bullet, LINES, st.lists(LINES.map(Bullet), max_size=2).map(tuple))
LISTS = st.lists(BULLETS, min_size=1, max_size=3).map(lambda bullets: LineList(tuple(bullets)))
CARDS = st.lists(PARAGRAPHS, min_size=2, max_size=3).map(tuple)
CARD_LISTS = st.builds(CardList, st.lists(CARDS, min_size=1, max_size=3).map(tuple), st.booleans())
HEADINGS = st.builds(
    Heading, st.integers(1, 3), LINES, st.sampled_from([None, None, "topics", "a_1"]), st.sampled_from([None, "year"])
)
OTHERS = st.one_of(
    st.just(DrawnRow("actions")),
    st.builds(CodeBlock, st.sampled_from(["yaml", "text"]), TEXTS.map(lambda text: f"x\n  {collapsed(text)}\n")),
)
FLAT = st.one_of(PARAGRAPHS, HEADINGS, OTHERS, LISTS, CARD_LISTS)


def parted(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with a paragraph after each list, because two lists in a row would be one."""
    lists = (LineList, CardList)
    return tuple(
        each for block in blocks for each in ((block, Paragraph("next")) if isinstance(block, lists) else (block,))
    )


MANY = st.lists(FLAT, min_size=1, max_size=3).map(parted)
SECTIONS = st.one_of(
    st.builds(Fold, TEXTS, st.just("origins"), st.just("scraped"), MANY),
    st.builds(Section, MANY, st.sampled_from([None, "columns"]), st.sampled_from(["div", "section"])),
)
NESTED = st.builds(Section, st.lists(SECTIONS, min_size=1, max_size=2).map(tuple), st.just("columns"))
DOCUMENTS = st.one_of(MANY, st.lists(st.one_of(FLAT, SECTIONS, NESTED), min_size=1, max_size=3).map(parted))


@pytest.fixture(scope="module")
def reader() -> MarkdownReader:
    return MarkdownReader()


def agree(reader: MarkdownReader, blocks: Sequence[Block]) -> list[str]:
    """How the printers disagree on some blocks."""
    printed, headings = as_html(blocks, PAGE)
    html, listed = reader.read(as_markdown(blocks, PAGE), PAGE)
    return difference(tree(html), tree(printed)) or difference(listed, [(h.level, h.id) for h in headings])


@given(blocks=DOCUMENTS)
def test_any_document_is_printed_alike(reader: MarkdownReader, blocks: Sequence[Block]) -> None:
    assert agree(reader, blocks) == []


@pytest.mark.parametrize(
    "blocks",
    [
        [Heading(1, "C#"), Heading(2, "C##"), Heading(2, "Topics"), Heading(2, "Topics"), Heading(2, "x", id="topics")],
        [Heading(1, "***"), Heading(1, "é"), Heading(1, "中"), Heading(1, "a_1"), Heading(1, "a"), Heading(1, "a")],
        [Paragraph(("Look!", PageLink("here", PAGE), "!")), Paragraph((Strong(" a "), Strong("b"), Emphasis("c")))],
        [Paragraph(with_code("`a` is `b`, and ` #` is `c`"))],
        [CodeBlock("text", "```\n````\n<b> & *c*\n\n    indented\n")],
    ],
    ids=str,
)
def test_corner_cases_are_printed_alike(reader: MarkdownReader, blocks: list[Any]) -> None:
    assert agree(reader, blocks) == []


@given(text=SCRAPED)
def test_a_text_is_shown_as_it_is(text: Any) -> None:
    shown = "".join(data for name, data in tree(as_html([Paragraph(text)], PAGE)[0]) if not name)
    assert collapsed(shown) == collapsed(text.plain)


@pytest.mark.parametrize("shelf", ["toy_content", "real_content"])
def test_all_pages_are_printed_alike(shelf: str, request: pytest.FixtureRequest) -> None:
    content: ContentResult = request.getfixturevalue(shelf)
    site = MarkdownSite(arrange(content.catalogue, partial(trends_of, content.catalogue)))
    assert len(site.printed) > 30
    assert {path: found for path in site.printed if (found := site.differences(path))} == {}
