"""What keeps people out of a page, as far as a machine can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# The size of targets is left off unless it is asked for, but WCAG 2.2 demands it.
_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
_OF_COLOURS = {"resultTypes": ["violations"], "runOnly": ["link-in-text-block"]}
"""What depends on colours, beside the contrast of texts, which takes axe a second."""
_CONTRASTS = (Path(__file__).parents[1] / "browser/contrast.js").read_text(encoding="utf-8")
LEAST_CONTRAST = 4.5
"""Of text against its ground (https://www.w3.org/TR/WCAG22/#contrast-minimum)."""

Colours = Literal["light", "dark"]
COLOURS_ON: dict[str, tuple[Colours, Colours]] = {"phone": ("light", "dark"), "desk": ("dark", "light")}
"""In which colours everything is looked for on a screen, and in which only what depends on colours."""


def violations(page: Page, context: dict[str, Any] | None = None, options: dict[str, Any] | None = None) -> list[str]:
    """Rule, place and text of everything that axe finds, in the whole page or in a part of it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(
        "async ([context, options]) => (await axe.run(context ?? document, options)).violations",
        [context, options or _OPTIONS],
    )
    return [f"{one['id']}: {node['target']} {node['html'][:120]}" for one in found for node in one["nodes"]]


def texts_with_contrast(page: Page) -> list[dict[str, Any]]:
    """Every text that can be seen, with the ``name`` of its element and its ``contrast``."""
    found: list[dict[str, Any]] = page.evaluate(_CONTRASTS)
    return found


def faint_texts(page: Page) -> list[dict[str, Any]]:
    """The texts that do not stand out from their ground."""
    return [one for one in texts_with_contrast(page) if one["contrast"] < LEAST_CONTRAST]


def violations_in_other_colours(page: Page, colours: Colours, context: dict[str, Any] | None = None) -> list[object]:
    """What is found only after a page that has been looked at has changed its colours."""
    page.emulate_media(color_scheme=colours)
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (colours == "dark")
    return [*violations(page, context, _OF_COLOURS), *faint_texts(page)]
