"""The marks of a reader, in a browser."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from generator.model.paper import Paper


def star(page: Page, paper: Paper) -> Locator:
    """The star on a card of a paper."""
    return page.locator("li").get_by_role("button", name=f"Star: {paper.title.plain}", exact=True).first


def settled(page: Page) -> None:
    """Wait until the scripts of a page have done their work."""
    page.wait_for_load_state("networkidle")


def button(page: Page, name: str, paper: Paper) -> Locator:
    """A button of a paper."""
    return page.get_by_role("button", name=f"{name}: {paper.title.plain}", exact=True)


def store(page: Page, script: str, argument: object = None) -> Any:
    """Run a script with the module of the store as `marks`."""
    return page.evaluate(
        f"""async argument => {{
            const root = new URL(document.documentElement.dataset.root, location.href);
            const marks = await import(new URL("assets/my-list/marks.js", root));
            return ({script})(marks, argument);
        }}""",
        argument,
    )
