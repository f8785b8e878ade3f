"""What keeps people out of a page, as far as a machine can tell."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# The size of targets is left off unless it is asked for, but WCAG 2.2 demands it.
_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


def violations(page: Page, context: dict[str, Any] | None = None) -> list[str]:
    """Rule, place and text of everything that axe finds, in the whole page or in a part of it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    answer = page.evaluate("([context, options]) => axe.run(context ?? document, options)", [context, _OPTIONS])
    found: list[dict[str, Any]] = answer["violations"]
    return [f"{one['id']}: {node['target']} {node['html'][:120]}" for one in found for node in one["nodes"]]
