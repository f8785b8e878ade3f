"""Whatever a text holds, its page shows exactly that text: properties of the printed Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown import Markdown as MarkdownReader
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data
from support.project import ROOT

from generator.model.text import Span, Style, Text
from generator.pages.printing.front_matter import front_matter
from generator.pages.printing.markdown import address, escape, link, render
from generator.text.markup import understand

MARKUP = """
# ## ####### = == === - -- --- + * ** *** _ __ ___ ` `` ``` ```` ~ ~~ ~~~ ~~~~ < > & | || : :: ; ! !! ? $ $$ ^ \\ \\\\
&amp; &lt; &#60; &#x3c; &copy; <b> </b> </p> </li> </div> <br/> <!-- --> <script> </script> <?php ?> <![CDATA[ ]]>
[ ] [] [a] [a](b) ![a](b) [a][b] [a]: [^1] [^1]: [TOC] *[a]: ( ) { } {} {:.a} {.a} { .a } {#a} { #a } {: #a }
1. 2) 10. (1) a. i. \u0661. \u2460 " ' "a" 'a' \u201c \u201d http://a.bc https://a.bc/d_e_f <http://a.bc> www.a.bc
a@b.cd <a@b.cd> javascript:alert(1) {{a}} {%a%} {#a#} ${a} !!! ??? /// ::: --8<-- ==a== ++a++ ~a~ ^a^ :a:
klzzwxh:0 wzxhzdk:0 zz1337820767766393qq a b A B 1 2 . , \u00e9 e\u0301 \u4e2d \u05d0 \u202e \u200b \u200d \u2060
\U0001d54f
""".split()
SPACES = [" ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\u00a0", "\u2028", "\u3000", "\x0b", "\x0c", "\x1c", "\x85"]
# Python-Markdown marks its own finds with U+0002 and U+0003 and drops those of a text. Readers of
# digests leave out all control characters, so that no text has any.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x02\x03")


def texts(without: str = "") -> st.SearchStrategy[str]:
    """Any text, and often one that is full of markup."""
    pieces = st.one_of(st.sampled_from(MARKUP), st.sampled_from(SPACES), st.text(CHARACTERS, max_size=4))
    hostile = st.lists(pieces, max_size=12).map("".join)
    return st.one_of(hostile, st.text(CHARACTERS)).filter(
        lambda text: bool(text.split()) and not any(char in text for char in without)
    )


def collapsed(text: str) -> str:
    """A text as a browser shows it, where every kind of white space is one."""
    return " ".join(text.split())


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
    """A spot of a template in which a text is printed."""

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

URLS = st.one_of(
    st.sampled_from(
        [
            "https://example.org/",
            "https://example.org/a_b_c/d*e*f?g=1&copy=2&amp;h#i",
            "https://example.org/(a)/[b]/{c}/<d>",
            'https://example.org/"a"/`b`/|c|/\\d',
            "https://example.org/%20/%28?a=%2F",
            "https://example.org/é/中?q=ü",
            "https://example.org/a b",
        ]
    ),
    st.text(st.characters(min_codepoint=33, exclude_categories=["Cs", "Zs"], exclude_characters="'")).map(
        lambda path: f"https://example.org/{path}"
    ),
)


@given(url=URLS)
def test_a_link_leads_to_its_address(reader: MarkdownReader, url: str) -> None:
    page = read(reader, f"before {link('text', url)} after\n")

    assert (page.elements, page.text) == (["p", "a"], "before text after")
    assert unquote(page.addresses[0] or "") == unquote(url)


@given(url=URLS)
def test_an_address_that_is_printed_twice_stays_the_same(url: str) -> None:
    once = address(url).replace("&amp;", "&")

    assert address(once).replace("&amp;", "&") == once


# --- scraped texts with emphasis and links ---------------------------------------------------

ELEMENTS = {Style.EMPHASIS: "em", Style.STRONG: "strong", Style.LINK: "a"}
STYLED = st.sampled_from(
    [
        "*a*", "*a b*", "**a**", "**a b**", "_a_", "_a b_", "*a_b*", "**a|b**", "_a*b_", "*a*-*b*", "**a** *b*",
        "https://a.bc", "http://a.bc/d?e=1&copy=2#f", "https://a.bc/d_e_f", "github.com/a/b", "(https://a.bc/d(e))",
        "www.github.com/a", "https://hf-mirror.com/datasets/a", "``a''", "\\eg", "~(",
    ]
)  # fmt: skip


@given(pieces=st.lists(st.one_of(texts(without="!'"), STYLED, st.just(" ")), min_size=1, max_size=8))
def test_a_scraped_text_has_only_its_own_emphasis_and_links(reader: MarkdownReader, pieces: list[str]) -> None:
    text = understand(collapsed("".join(pieces)), {"hf-mirror.com": "huggingface.co"})
    assume(text.plain.strip())

    page = read(reader, f"{render(text)}\n{{ .abstract }}\n")

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
    ],
)
def test_spans_are_printed_with_their_style(spans: list[Span], markdown: str) -> None:
    assert render(Text(tuple(spans))) == markdown


# --- front matter ----------------------------------------------------------------------------

# The readers of digests and of YAML leave no lone surrogate in a text, and no NUL.
VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
YAML_LIKE = st.sampled_from(
    [
        "yes", "null", "~", "1", "1.0", "2025-01-01", "- a", "a: b", "a #b", "'a'", '"a"', "\\", "\\n", "{a: b}", "[a]",
        "---", "\n---\n", "\n...\n", "&a", "*a", "!a", "%a", "@a", "`a`", "|", ">", "\u2028---", "\x85", "\ufeff",
        "a\tb", "\r\n", " a ", "\x1b", "\x7f", "\x80", "\ufffe", "\uffff", "\U0001d54f",
    ]
)  # fmt: skip
ANY_VALUE = st.one_of(VALUES, YAML_LIKE, st.lists(st.one_of(VALUES, YAML_LIKE), min_size=1, max_size=4).map("".join))


@given(value=ANY_VALUE, body=st.sampled_from(["", "# A heading\n", "---\nnot: this\n---\n"]))
def test_front_matter_gives_back_the_same_text(value: str, body: str) -> None:
    printed = front_matter(
        {"title": value, "authors": [value, value], "topics": [{"title": value}], "search": {"text": value}}
    )

    rest, data = get_data(printed + body)

    assert rest == body
    assert data == {
        "title": value,
        "authors": [value, value],
        "topics": [{"title": value}],
        "search": {"text": value},
    }


def test_front_matter_keeps_kinds_of_values_apart_and_leaves_out_what_is_absent() -> None:
    printed = front_matter(
        {
            "day": date(2025, 1, 6),
            "text": "2025-01-06",
            "count": 0,
            "flag": False,
            "empty": "",
            "none": None,
            "nothing": [],
            "items": [{"slug": "a", "absent": None}, ["b", 1]],
            "inner": {"exclude": True, "absent": None},
        }
    )

    assert get_data(printed)[1] == {
        "day": date(2025, 1, 6),
        "text": "2025-01-06",
        "count": 0,
        "flag": False,
        "items": [{"slug": "a"}, ["b", 1]],
        "inner": {"exclude": True},
    }
