"""Prints a page as the HTML that the site shows: what Python-Markdown and MkDocs make of its Markdown, without them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model.identity import PagePath
from generator.model.text import Span, Style, Text
from generator.pages.components.page_links import PageLink, SearchLink, TopicLink, WebLink
from generator.pages.document.vocabulary import (
    AnchorLink,
    Bar,
    Block,
    Bullet,
    CardList,
    Code,
    CodeBlock,
    Drawing,
    Emphasis,
    Fold,
    Heading,
    Label,
    Line,
    LineList,
    PaperTitle,
    Paragraph,
    ScriptButton,
    Section,
    Strong,
    Typeset,
)
from generator.pages.printing import paths
from generator.pages.printing.addresses import address, search_query
from generator.pages.printing.drawings import drawn
from generator.pages.printing.formulas_html import formula_html
from generator.pages.printing.html import escaped_inside, script_button
from generator.pages.printing.white_space import enclosed

_TAG = re.compile(r"<[^>]*>")
_NOT_IN_IDS = re.compile(r"[^\w\s-]")
_BETWEEN_WORDS = re.compile(r"[-\s]+")
_NUMBERED = re.compile(r"(.*)_([0-9]+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PrintedHeading:
    """A heading as a table of contents lists it."""

    level: int
    id: str
    title: str
    """HTML without elements."""


def as_html(blocks: Iterable[Block], page: PagePath) -> tuple[str, tuple[PrintedHeading, ...]]:
    """The content of a page, and its headings in order."""
    printer = _HtmlPrinter(page)
    for block in blocks:
        printer.block(block)
    headings = tuple(printer.finished_headings())
    return "\n".join(printer.parts), headings


@dataclass(slots=True)
class _HtmlPrinter:
    """The parts of a page that were printed so far. Headings without an id wait for those that the page states."""

    page: PagePath
    parts: list[str] = field(default_factory=list)
    headings: list[tuple[int, Heading, str]] = field(default_factory=list)
    """Each with the index of its part, and its line as HTML."""
    ids: set[str] = field(default_factory=set)

    def block(self, block: Block) -> None:
        _BLOCKS.get(type(block), _HtmlPrinter.drawing)(self, block)

    def drawing(self, drawing: Drawing) -> None:
        self.parts.append(drawn(drawing, self.page))

    def heading(self, heading: Heading) -> None:
        if heading.id:
            self.ids.add(heading.id)
        self.headings.append((len(self.parts), heading, self.line(heading.line).strip()))
        self.parts.append("")

    def finished_headings(self) -> Iterable[PrintedHeading]:
        for index, heading, line in self.headings:
            title = " ".join(_TAG.sub("", line).split())
            anchor = heading.id or self._unused(_slug(html.unescape(title)))
            role = f' class="{heading.role}"' if heading.role else ""
            self.parts[index] = f'<h{heading.level}{role} id="{anchor}">{line}</h{heading.level}>'
            yield PrintedHeading(heading.level, anchor, title)

    def _unused(self, name: str) -> str:
        """An id that the page does not have yet."""
        numbered = _NUMBERED.fullmatch(name)
        stem, number = (numbered[1], int(numbered[2])) if numbered else (name, 0)
        while not name or name in self.ids:
            number += 1
            name = f"{stem}_{number}"
        self.ids.add(name)
        return name

    def paragraph(self, paragraph: Paragraph) -> None:
        self.parts.append(self._paragraph(paragraph))

    def _paragraph(self, paragraph: Paragraph) -> str:
        role = f' class="{paragraph.role}"' if paragraph.role else ""
        if paragraph.id:
            self.ids.add(paragraph.id)
            role += f' id="{paragraph.id}"'
        return f"<p{role}>{self.line(paragraph.line).strip()}</p>"

    def line_list(self, block: LineList) -> None:
        self.parts.append(self._bullets(block.bullets))

    def _bullets(self, bullets: tuple[Bullet, ...]) -> str:
        return "\n".join(["<ul>", *map(self._bullet, bullets), "</ul>"])

    def _bullet(self, bullet: Bullet) -> str:
        below = f"\n{self._bullets(bullet.below)}\n" if bullet.below else ""
        return f"<li>{self.line(bullet.line).strip()}{below}</li>"

    def card_list(self, block: CardList) -> None:
        tag = "ol" if block.is_ordered else "ul"
        self.parts.append(f"<{tag}>")
        for card in block.cards:
            self.parts += ["<li>", *map(self._paragraph, card), "</li>"]
        self.parts.append(f"</{tag}>")

    def fold(self, fold: Fold) -> None:
        self.ids.add(fold.id)
        self.parts.append(f'<details class="{fold.role}" id="{fold.id}">')
        self.parts.append(f"<summary>{escaped_inside(fold.summary)}</summary>")
        for block in fold.blocks:
            self.block(block)
        self.parts.append("</details>")

    def section(self, section: Section) -> None:
        role = f' class="{section.role}"' if section.role else ""
        self.parts.append(f"<{section.tag}{role}>")
        for block in section.blocks:
            self.block(block)
        self.parts.append(f"</{section.tag}>")

    def code_block(self, block: CodeBlock) -> None:
        text = html.escape(block.text.rstrip())
        self.parts.append(f'<pre><code class="language-{block.language}">{text}\n</code></pre>')

    def line(self, line: Line) -> str:
        if isinstance(line, str):
            return escaped_inside(line)
        if isinstance(line, tuple):
            return "".join([self.line(word) for word in line])
        return _WORDS[type(line)](self, line)

    def page_link(self, link: PageLink) -> str:
        if link.id is None:
            return f'<a href="{paths.between(self.page, link.page)}">{_link_text(link)}</a>'
        self.ids.add(link.id)
        return f'<a href="{paths.between(self.page, link.page)}" id="{link.id}">{_link_text(link)}</a>'

    def search_link(self, link: SearchLink) -> str:
        target = paths.between(self.page, paths.SEARCH)
        return f'<a href="{target}{search_query(link.query)}">{escaped_inside(link.text)}</a>'

    def topic_link(self, link: TopicLink) -> str:
        target = paths.between(self.page, paths.topic(link.slug))
        return f'<a class="topic" href="{target}" style="--hue:{link.hue}">{escaped_inside(link.title)}</a>'

    def paper_title(self, title: PaperTitle) -> str:
        data = " ".join([f'data-{name}="{value}"' for name, value in title.data])
        return (
            f'<a class="title" {data} href="{paths.between(self.page, title.link.page)}">{_link_text(title.link)}</a>'
        )


def _slug(title: str) -> str:
    """The id of a heading: https://python-markdown.github.io/extensions/toc/#slugify."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    return _BETWEEN_WORDS.sub("-", _NOT_IN_IDS.sub("", plain).strip().lower())


# --- lines -----------------------------------------------------------------------------------


def _typeset(word: Typeset) -> str:
    printed = "".join([_span(span) if span.tex is None else formula_html(span) for span in word.text.spans])
    # As Markdown needs it.
    return f"<span></span>{printed}" if printed.startswith("<math") else printed


def _text(text: Text) -> str:
    return "".join(map(_span, text.spans))


def _span(span: Span) -> str:
    inner = escaped_inside(span.text)
    if span.url:
        return f'<a href="{address(span.url)}">{inner}</a>'
    if span.style is Style.STRONG:
        return enclosed(inner, "<strong>", "</strong>")
    return enclosed(inner, "<em>", "</em>") if span.style is Style.EMPHASIS else inner


def _link_text(link: PageLink) -> str:
    if isinstance(link.text, str):
        return escaped_inside(link.text)
    return "".join([escaped_inside(s.text) if s.style is Style.LINK else _span(s) for s in link.text.spans])


def _emphasis(word: Emphasis) -> str:
    role = f' class="{word.role}"' if word.role else ""
    return f"<em{role}>{escaped_inside(word.text).strip()}</em>"


def _bar(bar: Bar) -> str:
    hue = "" if bar.hue is None else f"; --hue:{bar.hue}"
    role = "bar bar--unfinished" if bar.is_unfinished else "bar"
    return f'<span class="{role}" style="--share:{bar.share}%{hue}"></span>'


def _web_link(link: WebLink) -> str:
    return f'<a href="{address(link.url)}">{escaped_inside(link.text)}</a>'


def _anchor_link(link: AnchorLink) -> str:
    return f'<a class="{link.role}" href="#{link.anchor}">{escaped_inside(link.text)}</a>'


_BLOCKS: Mapping[type, Callable[[_HtmlPrinter, Any], None]] = {
    Heading: _HtmlPrinter.heading,
    Paragraph: _HtmlPrinter.paragraph,
    LineList: _HtmlPrinter.line_list,
    CardList: _HtmlPrinter.card_list,
    Fold: _HtmlPrinter.fold,
    Section: _HtmlPrinter.section,
    CodeBlock: _HtmlPrinter.code_block,
}
_WORDS: Mapping[type, Callable[[_HtmlPrinter, Any], str]] = {
    Text: lambda _, word: _text(word),
    Typeset: lambda _, word: _typeset(word),
    Strong: lambda _, word: f"<strong>{escaped_inside(word.text).strip()}</strong>",
    Emphasis: lambda _, word: _emphasis(word),
    Code: lambda _, word: f"<code>{escaped_inside(word.text.strip())}</code>",
    Label: lambda _, word: f'<span class="{word.role}">{escaped_inside(word.text)}</span>',
    Bar: lambda _, word: _bar(word),
    PaperTitle: _HtmlPrinter.paper_title,
    PageLink: _HtmlPrinter.page_link,
    SearchLink: _HtmlPrinter.search_link,
    TopicLink: _HtmlPrinter.topic_link,
    WebLink: lambda _, word: _web_link(word),
    AnchorLink: lambda _, word: _anchor_link(word),
    ScriptButton: lambda _, word: script_button(word.text, word.data),
}
