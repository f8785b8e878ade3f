"""Whatever a text holds, its page shows exactly that text: properties of the printed Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown import Markdown as MarkdownReader
from mkdocs.config import load_config
from support.markup_texts import STYLED, URLS, collapsed, texts
from support.project import ROOT

from generator.model.text import Span, Style, Text
from generator.pages.printing.addresses import address
from generator.pages.printing.markdown import at_start, escape, text_markdown
from generator.text.markup import understand


class Read(HTMLParser):
    """What a browser makes of HTML: elements in order, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.addresses: list[str | None] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag == "a":
            assert [name for name, _ in attrs if name != "class"] == ["href"], attrs
            self.addresses.append(dict(attrs)["href"])

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.elements.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.elements.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.elements.append(f"<![{data}]>")


@pytest.fixture(scope="module")
def reader() -> MarkdownReader:
    """Python-Markdown as the site uses it."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return MarkdownReader(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def read(reader: MarkdownReader, source: str) -> Read:
    """The page of some Markdown."""
    return Read(reader.reset().convert(source))


# --- plain texts -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Spot:
    """A spot of a page in which a text is printed."""

    name: str
    source: str
    """Markdown with ``TEXT`` where the text stands."""
    elements: str
    shown: str = "TEXT"


SPOTS = [
    Spot("alone", "TEXT\n", "p"),
    Spot("paragraph of a class", "TEXT\n{ .abstract }\n\nnext\n", "p p", "TEXT next"),
    Spot("after a fact", "one · TEXT\n{ .facts }\n", "p", "one · TEXT"),
    Spot("note", "**Why read it.** TEXT\n{ .note }\n", "p strong", "Why read it. TEXT"),
    Spot("item", "- TEXT\n- next\n", "ul li li", "TEXT next"),
    Spot("item after a name", "- name: TEXT\n", "ul li", "name: TEXT"),
    Spot("quoted in an item", "- name: place, from “TEXT”\n", "ul li", "name: place, from “TEXT”"),
    Spot("scope of a topic", '- name\n  <span class="scope">TEXT</span>\n', "ul li span", "name TEXT"),
    Spot("title of a card", "-   [TEXT](x.md){ .title }\n\n    facts\n    { .facts }\n", "ul li p a p", "TEXT facts"),
    Spot("lead of a card", "-   name\n\n    TEXT\n\n    facts\n    { .facts }\n", "ul li p p p", "name TEXT facts"),
    Spot(
        "card in a numbered list",
        "1.  [TEXT](x.md){ .title }\n\n    TEXT\n\n1.  next\n",
        "ol li p a p li p",
        "TEXT TEXT next",
    ),
    Spot("in an element", '<div markdown="1">\nTEXT\n{ .lead }\n</div>\n', "div p"),
    Spot(
        "card in two elements",
        '<div markdown="1">\n<div markdown="1">\n-   [TEXT](x.md){ .title }\n\n    TEXT\n\n</div>\n</div>\n',
        "div div ul li p a p",
        "TEXT TEXT",
    ),
]


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.name)
@given(text=texts())
def test_an_escaped_text_is_shown_as_it_is(reader: MarkdownReader, spot: Spot, text: str) -> None:
    page = read(reader, spot.source.replace("TEXT", escape(text)))

    assert page.elements == spot.elements.split()
    assert collapsed(page.text) == collapsed(spot.shown.replace("TEXT", collapsed(text)))


@given(text=texts())
def test_an_escaped_text_stands_on_one_line(text: str) -> None:
    assert len(f"{escape(text)}.".splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Nothing to escape, 1.5 of it (all)", "Nothing to escape, 1.5 of it (all)"),
        ("a\n b\t c", "a b c"),
        ("<b> & </b>", "&lt;b&gt; &amp; &lt;/b&gt;"),
        ("- a - b", r"\- a - b"),
        ("1. a 1. b", "&#49;. a 1. b"),
        ("12) a", "&#49;2) a"),
        ("a_b*c`d|e", r"a\_b\*c\`d\|e"),
        ("a ~ b ~~ c", "a ~ b &#126;&#126; c"),
        ("", ""),
    ],
)
def test_only_what_has_a_meaning_is_escaped(text: str, markdown: str) -> None:
    assert escape(text) == markdown


# --- links -----------------------------------------------------------------------------------


@given(url=URLS)
def test_a_link_leads_to_its_address(reader: MarkdownReader, url: str) -> None:
    page = read(reader, f"before [text]({address(url)}) after\n")

    assert (page.elements, page.text) == (["p", "a"], "before text after")
    assert unquote(page.addresses[0] or "") == unquote(url)


@given(url=URLS)
def test_an_address_that_is_printed_twice_stays_the_same(url: str) -> None:
    once = address(url).replace("&amp;", "&")

    assert address(once).replace("&amp;", "&") == once


# --- scraped texts with emphasis and links ---------------------------------------------------

ELEMENTS = {Style.EMPHASIS: "em", Style.STRONG: "strong", Style.LINK: "a"}


@given(pieces=st.lists(st.one_of(texts(without="'"), STYLED, st.just(" ")), min_size=1, max_size=8))
def test_a_scraped_text_has_only_its_own_emphasis_and_links(reader: MarkdownReader, pieces: list[str]) -> None:
    text = understand(collapsed("".join(pieces)), {"hf-mirror.com": "huggingface.co"})
    assume(text.plain.strip())

    page = read(reader, f"{at_start(text_markdown(text))}\n{{ .abstract }}\n")

    assert page.elements == ["p", *(ELEMENTS[span.style] for span in text.spans if span.style in ELEMENTS)]
    assert collapsed(page.text) == collapsed(text.plain)
    targets = [span.url for span in text.spans if span.url is not None]
    assert [unquote(found or "") for found in page.addresses] == [unquote(target) for target in targets]
    assert {urlsplit(found or "").scheme.lower() for found in page.addresses} <= {"http", "https"}


@pytest.mark.parametrize(
    ("spans", "markdown"),
    [
        ([Span("a * b")], r"a \* b"),
        ([Span("a "), Span("b", Style.EMPHASIS), Span(" c")], "a *b* c"),
        ([Span("a|b", Style.STRONG)], r"**a\|b**"),
        ([Span("a_b", Style.LINK, "https://a.bc/d_e(f)")], r"[a\_b](https://a.bc/d_e%28f%29)"),
        ([Span("# a")], r"\# a"),
        ([Span("1. a")], "&#49;. a"),
        ([Span("a \n b ")], "a b "),
        ([Span("a!"), Span("b.cd", Style.LINK, "https://b.cd")], r"a\![b.cd](https://b.cd)"),
        ([Span("a", Style.STRONG), Span("b", Style.EMPHASIS)], "**a**<em>b</em>"),
    ],
)
def test_spans_are_printed_with_their_style(spans: list[Span], markdown: str) -> None:
    assert at_start(text_markdown(Text(tuple(spans)))) == markdown
