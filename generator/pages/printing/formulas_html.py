"""Prints formulas as MathML."""

from __future__ import annotations

from functools import lru_cache

from generator.model.text import Span, Style
from generator.pages.printing.html import escaped
from generator.text.maths.formulas import rendered


def formula_html(span: Span) -> str:
    """A formula as elements on one line; or its source. The first element carries the source, as is the custom,
    for whoever copies it.
    """
    return _formula(span.tex or "", span.style is Style.DISPLAY)


@lru_cache(maxsize=4096)
def _formula(tex: str, is_display: bool) -> str:  # noqa: FBT001 - a key of the cache
    pieces = rendered(tex, is_display=is_display)
    if pieces is None:
        return f"<code>{escaped(tex)}</code>"
    style = ' displaystyle="true"' if is_display else ""
    first = f'<math{style} alttext="{escaped(tex)}">{pieces[0]}</math>'
    printed = "<wbr>".join([first, *(f"<math{style}>{piece}</math>" for piece in pieces[1:])])
    return f'<span class="display">{printed}</span>' if is_display else printed
