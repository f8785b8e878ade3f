"""The browser that tests drive: the system's Chromium, else Playwright's own."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, Request, ViewportSize, sync_playwright

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}
SCREENS = {"phone": PHONE, "desk": DESK}

# The first one is the same browser without windows, which tests do not look at: it takes half the time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A browser calls home in many ways; none of them is part of what is tested.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def installed() -> str | None:
    """The path of the system's Chromium, if there is one."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """Start a browser. A test without one has shown nothing, so it fails."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=installed(), args=_ARGUMENTS)
        except Error as error:
            pytest.fail(f"There is no Chromium to test with; run `sh tests/install-browser.sh`.\n{error}")
        with contextlib.closing(browser):
            yield browser


@dataclass
class Tab:
    """A page of a site in a browser, and everything that goes wrong on it."""

    page: Page
    root: str
    """Address of the site, without a slash at the end."""
    faults: list[str] = field(default_factory=list)
    """Errors in the console, requests that fail or go elsewhere, and dialogs."""

    def __post_init__(self) -> None:
        """Listen."""
        page = self.page
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", lambda request: None if self._is_own(request.url) else self.faults.append(request.url))
        page.on("requestfailed", lambda one: None if _is_given_up(one) else self.faults.append(f"{one.url} failed"))
        page.on("response", lambda one: self.faults.append(f"{one.status} {one.url}") if one.status >= 400 else None)
        page.on("dialog", self._refuse)

    def _refuse(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _is_own(self, url: str) -> bool:
        return url.startswith((f"{self.root}/", "data:", "blob:"))

    def open(self, path: str) -> Page:
        """Go to a page of the site."""
        self.page.goto(f"{self.root}/{path}")
        return self.page


def _is_given_up(request: Request) -> bool:
    """Did the browser itself break it off, because the reader went on to another page?"""
    return request.failure == "net::ERR_ABORTED"


@contextlib.contextmanager
def tab(browser: Browser, root: str, *, screen: ViewportSize = DESK, **options: Any) -> Iterator[Tab]:
    """A tab with nothing left over from another. It does not animate, so that colours are final.

    A new window for each tab would cost a second. A window that another tab had before is taken instead,
    after it forgot everything.
    """
    idle = _IDLE.setdefault(browser, {}).setdefault(repr((screen, sorted(options.items()))), [])
    context = idle.pop() if idle else browser.new_context(viewport=screen, reduced_motion="reduce", **options)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.clearBrowserCache")
    devtools.send("Storage.clearDataForOrigin", {"origin": root, "storageTypes": "all"})
    try:
        yield Tab(page, root)
    finally:
        for each in context.pages:
            each.close()
        context.set_offline(False)
        idle.append(context)


_IDLE: WeakKeyDictionary[Browser, dict[str, list[BrowserContext]]] = WeakKeyDictionary()
"""Windows that no tab has now, by their options."""
