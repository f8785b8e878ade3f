"""HTTP client with retries and rate limits.

A request is repeated when the fault may be temporary: no connection, no response in time, a truncated
response, too many requests, a server error. The delay grows, and is never shorter than the service
asks for (``Retry-After``, RFC 9110; the ``RateLimit`` headers of hosts such as Hugging Face). Anything
else, above all an unexpected content type, fails at once, because a retry would not help.
"""

from __future__ import annotations

import os
import re
import ssl
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from importlib.metadata import version
from types import TracebackType
from typing import Self

import httpx

from generator.fetching.content_types import ATOM_TYPES, is_cut_off
from generator.fetching.rate_headers import rate_wait, retry_after
from generator.fetching.response_body import (
    ENCODINGS,
    CutOffError,
    UnpackError,
    encoding_of,
    is_readable,
    unpacked,
)
from generator.fetching.service_limits import Limits
from generator.fetching.watchdog import Watchdog

LARGEST_RESPONSE = 20_000_000
"""Bytes, uncompressed; a full day of papers has 300,000."""
LONGEST_WAIT = 600.0
"""Seconds that a service may ask to wait; Hugging Face counts requests over 300."""
MOST_ATTEMPTS = 5
MOST_REDIRECTS = 5
_TEMPORARY = frozenset({408, 425, 429, *range(500, 600)})
"""Statuses that may change with another attempt, including those above 511, which proxies invented."""
_MARKUP = re.compile(r"<(script|style)\b.*?(?:</\1[^>]*>?|$)|<[^>]*(?:>|$)", re.S)


class Failed(Exception):
    """A request failed; the message says why."""


class Missing(Failed):
    """The service has nothing at this address (404 or 410)."""


class Clock:
    """The time, and waiting. Tests use another one, which does not wait."""

    def now(self) -> datetime:
        """The current time, UTC."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Seconds since an arbitrary moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class _Temporary(Exception):
    """A fault that may be temporary, with the seconds that the service asks to wait, if it does."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Client:
    """A client of one service: one request at a time, over one connection."""

    def __init__(
        self, limits: Limits | None = None, clock: Clock | None = None, on_wait: Callable[[str], None] | None = None
    ) -> None:
        """``on_wait`` is called before each wait, with its reason and length in words."""
        self.limits = limits or Limits()
        self.clock = clock or Clock()
        self.on_wait = on_wait or (lambda _: None)
        self.next = self.clock.seconds()
        """When the next request may start."""
        self.watchdog = Watchdog()
        timeout = httpx.Timeout(self.limits.read, connect=self.limits.connect)
        single = httpx.Limits(max_connections=1, max_keepalive_connections=1)
        try:
            # HTTPX reads HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY itself.
            headers = {"User-Agent": user_agent(), "Accept-Encoding": ENCODINGS}
            self.http = httpx.Client(verify=_certificates(), timeout=timeout, limits=single, headers=headers)
        except (ImportError, ValueError) as error:
            raise Failed(f"expected an HTTP proxy in the environment variables, found another: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.http.close()

    def get(self, url: str, types: tuple[str, ...], query: Mapping[str, str] | None = None) -> bytes:
        """The body of a response that has one of the content types; raises ``Failed`` when there is none."""
        address = _address(url, query)
        for attempt in range(1, MOST_ATTEMPTS + 1):
            try:
                return self._follow(address, types)
            except _Temporary as fault:
                wait = max(2.0 ** (attempt - 1), fault.wait or 0)
                if wait > LONGEST_WAIT:
                    message = f"{address}: {fault}; the service asks to wait {wait:.0f} seconds; try again then"
                    raise Failed(message) from fault
                if attempt == MOST_ATTEMPTS:
                    raise Failed(f"{address}: {fault}; tried {MOST_ATTEMPTS} times; try again later") from fault
                self.on_wait(f"{fault}; trying again in {wait:.0f} s")
                self.clock.sleep(wait)
        raise AssertionError

    def _follow(self, address: httpx.URL, types: tuple[str, ...]) -> bytes:
        """Send the request and follow redirects, but only on the web, and never from https to http."""
        left = self.limits.whole
        for _ in range(MOST_REDIRECTS + 1):
            self._keep_pace()
            started = time.monotonic()
            body_or_target = self._send(address, types, left)
            left -= time.monotonic() - started
            if isinstance(body_or_target, bytes):
                return body_or_target
            target = body_or_target
            if target.scheme not in ("http", "https") or not target.host:
                raise Failed(f"{address}: expected a redirect to the web, found one to {str(target)[:100]!r}")
            if (address.scheme, target.scheme) == ("https", "http"):
                raise Failed(f"{address}: expected a redirect to https, found one to {str(target)[:100]!r}")
            address = target
        raise Failed(f"{address}: expected a response, found more than {MOST_REDIRECTS} redirects")

    def _send(self, address: httpx.URL, types: tuple[str, ...], seconds: float) -> bytes | httpx.URL:
        """Send one request; returns the body of the response, or the target of a redirect."""
        try:
            with self.watchdog.watching(seconds):
                body_or_target = self._exchange(address, types)
        except (httpx.HTTPError, httpx.InvalidURL, UnpackError, _Temporary) as error:
            if self.watchdog.has_ended:
                raise self._too_slow() from error
            if isinstance(error, _Temporary):
                raise
            raise self._fault(address, error) from error
        if self.watchdog.has_ended:
            # Without a length in its headers, a response that was ended looks whole.
            raise self._too_slow()
        return body_or_target

    def _exchange(self, address: httpx.URL, types: tuple[str, ...]) -> bytes | httpx.URL:
        headers, extensions = {"Accept": ", ".join(types)}, {"trace": self.watchdog.trace}
        with self.http.stream("GET", address, headers=headers, extensions=extensions) as response:
            self._note_rate_limit(response.headers)
            if response.has_redirect_location:
                return address.join(response.headers.get("location", ""))
            self._check(address, response, types)
            body = self._body(address, response)
            if is_cut_off(body, types):
                raise _Temporary("the response is truncated (its end is missing)")
            return body

    def _fault(self, address: httpx.URL, error: Exception) -> _Temporary | Failed:
        """What an error of HTTPX means for the request."""
        match error:
            case httpx.TimeoutException():
                return _Temporary(f"no response within {_patience(error, self.limits):g} seconds")
            case httpx.InvalidURL():
                return Failed(f"{address}: expected a web address ({error})")
            case httpx.UnsupportedProtocol():
                return Failed(f"{address}: expected an address that begins with https://")
            case CutOffError() | httpx.RemoteProtocolError():
                return _Temporary(f"the response is truncated ({error})")
            case UnpackError() | httpx.DecodingError():
                return _Temporary(f"the response cannot be decompressed ({error})")
            case _:
                return _Temporary(f"no connection ({error or type(error).__name__})")

    def _too_slow(self) -> _Temporary:
        return _Temporary(f"no complete response within {self.limits.whole:g} seconds")

    def _keep_pace(self) -> None:
        ahead = self.next - self.clock.seconds()
        if ahead > max(self.limits.between, 1):
            self.on_wait(f"the rate limit is reached; the next request is in {ahead:.0f} s")
        if ahead > 0:
            self.clock.sleep(ahead)
        self.next = self.clock.seconds() + self.limits.between

    def _note_rate_limit(self, headers: httpx.Headers) -> None:
        """Delay the next request when a response says that no more are allowed for now."""
        wait = rate_wait(headers)
        if wait is not None:
            self.next = max(self.next, self.clock.seconds() + min(wait, LONGEST_WAIT))

    def _check(self, address: httpx.URL, response: httpx.Response, types: tuple[str, ...]) -> None:
        status = response.status_code
        if status in _TEMPORARY:
            wait = retry_after(response.headers, self.clock.now())
            if wait is None and status == HTTPStatus.TOO_MANY_REQUESTS:
                wait = rate_wait(response.headers)
            raise _Temporary(f"the response was {_named(status)}", wait)
        if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            raise Missing(f"{address}: expected a response, found {_named(status)}")
        if not is_readable(encoding := encoding_of(response)):
            raise Failed(f"{address}: expected a response compressed once with gzip, found {encoding[:60]}")
        type_ = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        # arXiv explains an invalid query in a feed with status 400.
        is_explained = status == HTTPStatus.BAD_REQUEST and type_ in ATOM_TYPES and types == ATOM_TYPES
        if status != HTTPStatus.OK and not is_explained:
            raise Failed(f"{address}: expected a response, found {_named(status)}{self._excerpt(response)}")
        if type_ not in types:
            stated = type_[:60] or "a response without a content type"
            raise Failed(f"{address}: expected {' or '.join(types)}, found {stated}{self._excerpt(response)}")

    def _excerpt(self, response: httpx.Response) -> str:
        """The beginning of the text of an unusable response, for the message."""
        start = b""
        for chunk in unpacked(response):
            start += chunk
            if len(start) > 2000:
                break
        text = without_markup(start[:2000].decode("utf-8", "replace"))
        words = " ".join("".join(char if char.isprintable() else " " for char in text).split())
        return f": {words[:100]}" if words else ""

    def _body(self, address: httpx.URL, response: httpx.Response) -> bytes:
        started = self.clock.seconds()
        body = bytearray()
        for chunk in unpacked(response):
            body += chunk
            if len(body) > LARGEST_RESPONSE:
                raise Failed(f"{address}: expected at most {LARGEST_RESPONSE:,} bytes, found more")
            if self.clock.seconds() - started > self.limits.whole:
                raise self._too_slow()
        return bytes(body)


@cache
def _certificates() -> ssl.SSLContext:
    """The authorities that this machine trusts. To load them takes longer than most requests."""
    return httpx.create_ssl_context()


def without_markup(text: str) -> str:
    """A text without tags, scripts and styles, also unfinished ones."""
    return _MARKUP.sub(" ", text)


def user_agent() -> str:
    """The name of the program, and where its operators can be reached."""
    url = os.environ.get("PAPERSHELF_REPO_URL", "").strip()
    is_address = re.fullmatch(r"https?://[\x21-\x7e]+", url)
    return f"papershelf/{version('papershelf')} (reading list generator{f'; +{url}' if is_address else ''})"


def _address(url: str, query: Mapping[str, str] | None) -> httpx.URL:
    try:
        address = httpx.URL(url, params=dict(query)) if query else httpx.URL(url)
    except httpx.InvalidURL as error:
        raise Failed(f"{url}: expected a web address ({error})") from error
    if address.scheme not in ("http", "https") or not re.fullmatch(r"[\w.:-]+", address.host):
        raise Failed(f"{url}: expected an address that begins with https://")
    return address


def _named(status: int) -> str:
    phrases = {known.value: known.phrase for known in HTTPStatus}
    return f"{status} {phrases.get(status, '')}".strip()


def _patience(error: httpx.TimeoutException, limits: Limits) -> float:
    return limits.connect if isinstance(error, httpx.ConnectTimeout) else limits.read
