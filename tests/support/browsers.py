"""The browser that tests drive: the system's Chromium, else Playwright's own."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, Request, ViewportSize, sync_playwright

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


class Tab:
    """A page of a site in a browser, and everything that goes wrong on it."""

    def __init__(self, page: Page, root: str) -> None:
        self.page = page
        self.root = root
        """Address of the site, without a slash at the end."""
        self.faults: list[str] = []
        """Errors in the console, requests that fail or go elsewhere, and dialogs."""
        self._heard: dict[str, Callable[[Any], object]] = {
            "console": lambda message: self.faults.append(message.text) if message.type == "error" else None,
            "pageerror": lambda error: self.faults.append(f"error: {error}"),
            "request": lambda request: None if self._is_own(request.url) else self.faults.append(request.url),
            "requestfailed": lambda one: None if _is_given_up(one) else self.faults.append(f"{one.url} failed"),
            "response": lambda one: self.faults.append(f"{one.status} {one.url}") if one.status >= 400 else None,
            "dialog": self._refuse,
        }
        for event, hear in self._heard.items():
            page.on(event, hear)  # type: ignore[call-overload]

    def _refuse(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _is_own(self, url: str) -> bool:
        return url.startswith((f"{self.root}/", "data:", "blob:"))

    def open(self, path: str) -> Page:
        """Go to a page of the site."""
        self.page.goto(f"{self.root}/{path}")
        return self.page

    def leave(self) -> None:
        """Go away, so that the page can serve another tab."""
        for event, hear in self._heard.items():
            self.page.remove_listener(event, hear)
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.mouse.move(0, 0)
        # What the page of a tab keeps for itself can be emptied only from within the site, and not by one of its
        # pages, which could write it again on the way out.
        self.page.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
        self.page.goto(self.root)
        self.page.evaluate("sessionStorage.clear()")
        self.page.goto("about:blank")
        self.page.unroute_all()


def _is_given_up(request: Request) -> bool:
    """Did the browser itself break it off, because the reader went on to another page?"""
    return request.failure == "net::ERR_ABORTED"


def run_before_scripts(page: Page, script: str) -> None:
    """Run a script on each page from the next address on, before any of its own. It cannot be taken back, so
    this page serves no other tab.
    """
    page.add_init_script(script)
    _ALTERED.add(page)


@contextlib.contextmanager
def tab(browser: Browser, root: str, *, screen: ViewportSize = DESK, **options: Any) -> Iterator[Tab]:
    """A tab with nothing left over from another. It does not animate, so that colours are final.

    A new window with its process would cost half a second for each tab. The page of an earlier tab is taken
    instead, after it forgot everything.
    """
    idle = _IDLE.setdefault(browser, {}).setdefault(repr(sorted(options.items())), [])
    page = idle.pop() if idle else browser.new_context(reduced_motion="reduce", **options).new_page()
    page.set_viewport_size(screen)
    page.emulate_media(media="null", color_scheme=options.get("color_scheme", "light"), reduced_motion="reduce")
    _forget(page, root)
    opened = Tab(page, root)
    try:
        yield opened
    finally:
        for other in page.context.pages:
            if other != page:
                other.close()
        page.context.set_offline(False)
        if page in _ALTERED or page.is_closed():
            page.context.close()
        else:
            opened.leave()
            idle.append(page)


def _forget(page: Page, root: str) -> None:
    """Empty what the browser keeps of a site."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.clearBrowserCache")
    devtools.send("Storage.clearDataForOrigin", {"origin": root, "storageTypes": "all"})
    devtools.send("Page.resetNavigationHistory")
    devtools.detach()


_IDLE: WeakKeyDictionary[Browser, dict[str, list[Page]]] = WeakKeyDictionary()
"""Pages that no tab has now, by the options of their windows."""
_ALTERED: WeakSet[Page] = WeakSet()
"""Pages that run a script of a test."""
