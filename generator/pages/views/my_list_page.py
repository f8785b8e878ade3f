"""The page of the reader's own list. What stands on it is known to the reader's browser alone."""

from __future__ import annotations

from functools import partial

from generator.pages.components.cards import Printer
from generator.pages.printing import paths
from generator.pages.printing.paths import Page

_TITLE = "My list"
_DESCRIPTION = "The papers that you starred, marked or wrote a note on, kept in your own browser."


def my_list_page(printer: Printer) -> Page:
    """The page that scripts fill."""
    return Page(paths.MY_LIST, printer.mark(_TITLE, _DESCRIPTION), partial(_text, printer))


def _text(printer: Printer) -> str:
    head = printer.front_matter(_TITLE, _DESCRIPTION, "my-list.html")
    return head + printer.print("my_list.md", title=_TITLE)
