"""Elements of HTML. Every text in them is escaped here and nowhere else."""

from __future__ import annotations

import html
from collections.abc import Iterable

from markupsafe import Markup, escape

from generator.pages.printing.white_space import collapsed


def escaped(text: str) -> Markup:
    """A text on one line, for an element or a quoted attribute; what is HTML already stays as it is."""
    return text if isinstance(text, Markup) else escape(" ".join(text.split()))


def escaped_inside(text: str) -> str:
    """A text somewhere in a line, with one space at each edge that has any."""
    return html.escape(collapsed(text), quote=False)


def element(tag: str, *inside: str | int, **attributes: str | int | None) -> Markup:
    """An element; attributes that are ``None`` are left out. ``aria_label`` names ``aria-label``."""
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escaped(value if isinstance(value, str) else str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    content = "".join(escaped(part) if isinstance(part, str) else str(part) for part in inside)
    return Markup(f"<{tag}{given}>{content}</{tag}>")  # noqa: S704 - both were escaped above


def script_button(text: str, data: Iterable[tuple[str, str]]) -> Markup:
    """A button that waits for its script, the same in HTML and in Markdown."""
    attributes: dict[str, str] = {f"data_{name}": value for name, value in data}
    return element("button", text, class_="by-script", type="button", hidden="", **attributes)


def lines(parts: Iterable[Markup]) -> Markup:
    """Elements, one to a line."""
    return Markup("\n").join(parts)
