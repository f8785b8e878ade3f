"""Prints a page as the Markdown that people and other engines read.

Its attribute lists and the ``markdown`` attribute are those of Python-Markdown's extensions ``attr_list`` and
``md_in_html`` (https://python-markdown.github.io/extensions/).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from generator.model.identity import PagePath
from generator.model.text import Text
from generator.pages.components.page_links import PageLink, SearchLink, TopicLink, WebLink
from generator.pages.document.vocabulary import (
    AnchorLink,
    Bar,
    Block,
    Bullet,
    CardList,
    Code,
    CodeBlock,
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
from generator.pages.printing.html import script_button
from generator.pages.printing.markdown import (
    at_start,
    escape_inside,
    in_html,
    text_markdown,
    typeset_markdown,
    unlinked_markdown,
)


def as_markdown(blocks: Iterable[Block], page: PagePath) -> str:
    """The text of a page, ending with a line break."""
    return f"{_blocks(blocks, page)}\n"


# --- blocks ----------------------------------------------------------------------------------


def _blocks(blocks: Iterable[Block], page: PagePath) -> str:
    return "\n\n".join([_BLOCKS.get(type(block), drawn)(block, page) for block in blocks])


def _heading(heading: Heading, page: PagePath) -> str:
    line = _inline(heading.line, page).strip()
    if line.endswith("#"):
        # A heading can have as many at its end as at its beginning.
        line = f"{line[:-1]}\\#"
    return f"{'#' * heading.level} {line}{_attributes(heading.id, heading.role, ' ')}"


def _paragraph(paragraph: Paragraph, page: PagePath) -> str:
    return f"{_line(paragraph.line, page)}{_attributes(paragraph.id, paragraph.role, chr(10))}"


def _attributes(anchor: str | None, role: str | None, before: str) -> str:
    if role is None:
        return f"{before}{{ #{anchor} }}" if anchor else ""
    classes = f".{role.replace(' ', ' .')}"
    return f"{before}{{ #{anchor} {classes} }}" if anchor else f"{before}{{ {classes} }}"


def _line_list(block: LineList, page: PagePath) -> str:
    return "\n".join([_bullet(bullet, page) for bullet in block.bullets])


def _bullet(bullet: Bullet, page: PagePath) -> str:
    line = f"- {_line(bullet.line, page)}"
    return "\n    ".join([line, *(_bullet(below, page).replace("\n", "\n    ") for below in bullet.below)])


def _card_list(block: CardList, page: PagePath) -> str:
    mark = "1.  " if block.is_ordered else "-   "
    return "\n\n".join(
        [
            mark + "\n\n    ".join([_paragraph(part, page).replace("\n", "\n    ") for part in card])
            for card in block.cards
        ]
    )


def _fold(fold: Fold, page: PagePath) -> str:
    return (
        f'<details class="{fold.role}" id="{fold.id}" markdown="1">\n'
        f"<summary>{in_html(fold.summary)}</summary>\n\n{_blocks(fold.blocks, page)}\n\n</details>"
    )


def _section(section: Section, page: PagePath) -> str:
    role = f' class="{section.role}"' if section.role else ""
    return f'<{section.tag}{role} markdown="1">\n\n{_blocks(section.blocks, page)}\n\n</{section.tag}>'


def _code_block(block: CodeBlock, _: PagePath) -> str:
    fence = "```"
    while fence in block.text:
        fence += "`"
    return f"{fence}{block.language}\n{block.text.rstrip()}\n{fence}"


# --- lines -----------------------------------------------------------------------------------


def _line(line: Line, page: PagePath) -> str:
    return at_start(_inline(line, page).strip())


def _inline(line: Line, page: PagePath) -> str:
    if isinstance(line, str):
        return escape_inside(line)
    if isinstance(line, tuple):
        return "".join([_inline(word, page) for word in line])
    return _WORDS[type(line)](line, page)


def _typeset(word: Typeset, _: PagePath) -> str:
    printed = typeset_markdown(word.text)
    # Python-Markdown takes a line that begins with this element for a block of HTML.
    return f"<span></span>{printed}" if printed.startswith("<math") else printed


def _emphasis(word: Emphasis, _: PagePath) -> str:
    return f"*{escape_inside(word.text).strip()}*{_attributes(None, word.role, '')}"


def _page_link(link: PageLink, page: PagePath) -> str:
    return f"{_bare_link(link, page)}{_attributes(link.id, None, '')}"


def _bare_link(link: PageLink, page: PagePath) -> str:
    text = escape_inside(link.text) if isinstance(link.text, str) else unlinked_markdown(link.text)
    return f"[{text}]({address(paths.relative(page, link.page))})"


def _search_link(link: SearchLink, page: PagePath) -> str:
    target = address(paths.relative(page, paths.SEARCH)) + search_query(link.query)
    return f"[{escape_inside(link.text)}]({target})"


def _topic_link(link: TopicLink, page: PagePath) -> str:
    target = address(paths.relative(page, paths.topic(link.slug)))
    return f'[{escape_inside(link.title)}]({target}){{ .topic style="--hue:{link.hue}" }}'


def _web_link(link: WebLink, _: PagePath) -> str:
    return f"[{escape_inside(link.text)}]({address(link.url)})"


def _anchor_link(link: AnchorLink, _: PagePath) -> str:
    return f"[{escape_inside(link.text)}](#{link.anchor}){_attributes(None, link.role, '')}"


def _paper_title(title: PaperTitle, page: PagePath) -> str:
    data = " ".join([f'data-{name}="{value}"' for name, value in title.data])
    return f"{_bare_link(title.link, page)}{{ .title {data} }}"


def _label(label: Label, _: PagePath) -> str:
    return f'<span class="{in_html(label.role)}">{escape_inside(label.text)}</span>'


def _script_button(button: ScriptButton, _: PagePath) -> str:
    data = [(name, Markup(in_html(value))) for name, value in button.data]  # noqa: S704 - escaped for both
    return script_button(Markup(in_html(button.text)), data)  # noqa: S704 - escaped for both


def _bar(bar: Bar, _: PagePath) -> str:
    hue = "" if bar.hue is None else f"; --hue:{bar.hue}"
    role = "bar bar--unfinished" if bar.is_unfinished else "bar"
    return f'<span class="{role}" style="--share:{bar.share}%{hue}"></span>'


_BLOCKS: Mapping[type, Callable[[Any, PagePath], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    LineList: _line_list,
    CardList: _card_list,
    Fold: _fold,
    Section: _section,
    CodeBlock: _code_block,
}
_WORDS: Mapping[type, Callable[[Any, PagePath], str]] = {
    Text: lambda word, _: text_markdown(word),
    Typeset: _typeset,
    Strong: lambda word, _: f"**{escape_inside(word.text).strip()}**",
    Emphasis: _emphasis,
    Code: lambda word, _: f"`{word.text}`",
    Label: _label,
    Bar: _bar,
    PaperTitle: _paper_title,
    PageLink: _page_link,
    SearchLink: _search_link,
    TopicLink: _topic_link,
    WebLink: _web_link,
    AnchorLink: _anchor_link,
    ScriptButton: _script_button,
}
