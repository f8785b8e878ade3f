"""Prints a view as Markdown: the template decides what follows what, this module how each value looks.

Only here does a value meet the page that shows it, because links are relative. Another form of output
would have templates and a function of its own, over the same views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

import jinja2
from markupsafe import Markup

from generator.model.identity import PagePath
from generator.model.text import Text
from generator.pages.components.calendar import Calendar, Legend, Overview
from generator.pages.components.charts import CommentRanking, Figure, FoldedTable, PanelList, WordRanking
from generator.pages.components.list_tools import Bar, ListTools
from generator.pages.components.page_links import PageLink, TopicLink, WebLink
from generator.pages.components.view import View
from generator.pages.printing import paths
from generator.pages.printing.calendar_html import calendar_html, legend_html, overview_html
from generator.pages.printing.chart_html import figure_html, folded_table
from generator.pages.printing.html import element
from generator.pages.printing.markdown import Markdown, address, escape, link, render
from generator.pages.printing.trends_html import comment_ranking, panel_list, word_ranking

_PAGE = "path_of_page"
"""What templates call the page that is printed."""


def print_view(view: View, page: PagePath) -> Markdown:
    """A view as Markdown, as seen from a page."""
    return Markdown(_environment().get_template(view.template).render({**view.values, _PAGE: page}))


def as_markdown(value: object, page: PagePath) -> str:
    """Any value of a view as Markdown. Raises ``ValueError`` for one that is absent."""
    if value is None:
        raise ValueError("a template printed a value that is absent")
    if isinstance(value, Markdown | Markup):
        return value
    if isinstance(value, View):
        return print_view(value, page)
    print_value = _PRINTERS.get(type(value))
    return print_value(value, page) if print_value else escape(str(value))


def _page_link(value: PageLink, page: PagePath) -> str:
    text = render(value.text) if isinstance(value.text, Text) else value.text
    target = link(text, paths.relative(page, value.page))
    return f"{target}{{ #{value.id} }}" if value.id else target


def _topic_link(value: TopicLink, page: PagePath) -> str:
    target = link(value.title, paths.relative(page, paths.topic(value.slug)))
    return f'{target}{{ .topic style="--hue:{value.hue}" }}'


def _bar(value: Bar) -> Markup:
    colour = "" if value.hue is None else f"; --hue:{value.hue}"
    return element("span", class_="bar", style=f"--share:{value.share}%{colour}")


def _tools(value: ListTools) -> Markup:
    # Quoted for an address, so that nothing is left to escape.
    search = None if value.of is None else Markup(address(urlencode(value.facets)))  # noqa: S704
    return element("div", class_="tools", data_order=value.order, data_of=value.of, data_search=search)


_PRINTERS: Mapping[type, Callable[[Any, PagePath], str]] = {
    Text: lambda value, _: render(value),
    PageLink: _page_link,
    TopicLink: _topic_link,
    WebLink: lambda value, _: link(value.text, value.url),
    # HTML, where Markdown has no form of its own:
    Bar: lambda value, _: _bar(value),
    ListTools: lambda value, _: _tools(value),
    Calendar: calendar_html,
    Legend: lambda value, _: legend_html(value),
    Overview: overview_html,
    Figure: lambda value, _: figure_html(value),
    FoldedTable: lambda value, _: folded_table(value),
    PanelList: panel_list,
    WordRanking: word_ranking,
    CommentRanking: comment_ranking,
}
"""How each kind of value looks on a page."""


# --- the environment of the templates --------------------------------------------------------


@cache
def _environment() -> jinja2.Environment:
    """Every value is escaped when it is printed, by what it is."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("generator.pages.printing", "templates"),
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - HTML is not what is printed; finalize escapes for Markdown
    )
    environment.filters |= {
        "joined": _joined,
        "attributes": _attributes,
        "with_formulas": partial(render, with_formulas=True),
        "as_code": _as_code,
        "with_code": _with_code,
        "verbatim": Markdown,
    }
    return environment


@jinja2.pass_context
def _finalize(context: jinja2.runtime.Context, value: object) -> str:
    return as_markdown(value, context[_PAGE])


@jinja2.pass_context
def _joined(context: jinja2.runtime.Context, values: Iterable[object], separator: str) -> Markdown:
    """Short values on one line."""
    return Markdown(separator.join(as_markdown(value, context[_PAGE]) for value in values))


def _attributes(data: Iterable[tuple[str, str]]) -> Markdown:
    """Attributes in the braces behind a title, for scripts."""
    return Markdown(" ".join(f'data-{name}="{value}"' for name, value in data))


def _as_code(text: str) -> Markdown:
    """A name from the program itself, as code."""
    return Markdown(f"`{text}`")


def _with_code(text: str) -> Markdown:
    """A text from the program itself, in which backticks enclose code."""
    parts = text.split("`")
    return Markdown("".join(f"`{part}`" if at % 2 else _inner(part) for at, part in enumerate(parts)))


def _inner(text: str) -> str:
    """Escaped, with the spaces at its edges."""
    return f"{' ' * text[:1].isspace()}{escape(text)}{' ' * text[-1:].isspace()}"
