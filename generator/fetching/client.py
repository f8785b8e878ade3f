"""HTTP client with retries and rate limits.

A request is repeated after a transient error: no connection, no response in time, a truncated response,
too many requests, a server error. The delay grows, and is never shorter than what the service asks for
(``Retry-After``, RFC 9110; the ``RateLimit`` fields of hosts such as Hugging Face). Any other error, above
all an unexpected content type, fails at once, because another attempt would not help.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import version
from types import TracebackType
from typing import Self

import httpx

JSON = ("application/json",)
ATOM = ("application/atom+xml", "application/xml", "text/xml")
SCRAPE_TYPES = (*JSON, *ATOM, "text/html", "application/xhtml+xml", "text/plain", "text/markdown")
"""Content types of responses that may be a scrape in some format."""

LARGEST_RESPONSE = 20_000_000
"""Bytes of a response, decompressed; a full day of papers has 300,000."""
LONGEST_WAIT = 600.0
"""The longest wait in seconds that a service may ask for; Hugging Face counts requests over 300."""
MOST_ATTEMPTS = 5
MOST_REDIRECTS = 5
_TRANSIENT = frozenset({408, 425, 429, *range(500, 600)})
"""Status codes worth another attempt, including those above 511 that some proxies invented."""
_MARKUP = re.compile(r"<(script|style)\b.*?(?:</\1[^>]*>?|$)|<[^>]*(?:>|$)", re.S)


class FetchError(Exception):
    """There is no usable response; the message says why."""


class NotFoundError(FetchError):
    """The service has nothing at this address (404 or 410)."""


class Clock:
    """The time, and waiting for it to pass; tests replace both."""

    def now(self) -> datetime:
        """The current time, UTC."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Seconds since an arbitrary moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Limits:
    """Timeouts and the rate limit, in seconds."""

    connect: float = 10.0
    read: float = 30.0
    """Between two chunks of a response."""
    whole: float = 120.0
    """For a complete response, however steadily it trickles in."""
    between: float = 0.0
    """From the start of one request to the start of the next, redirects and retries included."""


class _TransientError(Exception):
    """An error that may pass; ``wait`` is how long the service asks for, if it does."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Client:
    """Sends requests to one service, one at a time over one connection."""

    def __init__(
        self, limits: Limits | None = None, clock: Clock | None = None, on_wait: Callable[[str], None] | None = None
    ) -> None:
        """``on_wait`` is called with the reason and the length of each wait."""
        self.limits = limits or Limits()
        self.clock = clock or Clock()
        self.on_wait = on_wait or (lambda _: None)
        self.next = self.clock.seconds()
        """When the next request may begin."""
        timeout = httpx.Timeout(self.limits.read, connect=self.limits.connect)
        single = httpx.Limits(max_connections=1, max_keepalive_connections=1)
        try:
            # httpx honours HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY.
            self.http = httpx.Client(timeout=timeout, limits=single, headers={"User-Agent": user_agent()})
        except (ImportError, ValueError) as error:
            raise FetchError(f"expected an HTTP proxy in the environment, found another kind: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.http.close()

    def get(self, url: str, kinds: tuple[str, ...], query: Mapping[str, str] | None = None) -> bytes:
        """The body of a response with one of the content types; raises ``FetchError`` if there is none."""
        address = _address(url, query)
        for attempt in range(1, MOST_ATTEMPTS + 1):
            try:
                return self._follow(address, kinds)
            except _TransientError as fault:
                wait = max(2.0 ** (attempt - 1), fault.wait or 0)
                if wait > LONGEST_WAIT:
                    message = f"{address}: {fault}; it asks for a wait of {wait:.0f} seconds; try again after that"
                    raise FetchError(message) from fault
                if attempt == MOST_ATTEMPTS:
                    raise FetchError(f"{address}: {fault}; tried {MOST_ATTEMPTS} times; try again later") from fault
                self.on_wait(f"{fault}; trying again in {wait:.0f} s")
                self.clock.sleep(wait)
        raise AssertionError

    def _follow(self, address: httpx.URL, kinds: tuple[str, ...]) -> bytes:
        """Send a request and follow redirects, but only to web addresses, and never from https back to http."""
        for _ in range(MOST_REDIRECTS + 1):
            response = self._ask(address, kinds)
            if isinstance(response, bytes):
                return response
            if response.scheme not in ("http", "https") or not response.host:
                raise FetchError(
                    f"{address}: expected a redirect to a web address, found one to {str(response)[:100]!r}"
                )
            if (address.scheme, response.scheme) == ("https", "http"):
                raise FetchError(f"{address}: expected a redirect to https, found one to {str(response)[:100]!r}")
            address = response
        raise FetchError(f"{address}: expected a response, found more than {MOST_REDIRECTS} redirects")

    def _ask(self, address: httpx.URL, kinds: tuple[str, ...]) -> bytes | httpx.URL:
        """Send one request: the body of the response, or where it redirects to."""
        self._wait_for_turn()
        try:
            with self.http.stream("GET", address, headers={"Accept": ", ".join(kinds)}) as response:
                self._heed_rate_limit(response.headers)
                if response.has_redirect_location:
                    return address.join(response.headers.get("location", ""))
                self._check(address, response, kinds)
                body = self._body(address, response)
                if _is_truncated(body, kinds):
                    raise _TransientError("the response was cut short (its end is missing)")
                return body
        except httpx.TimeoutException as error:
            raise _TransientError(f"no response within {_patience(error, self.limits):g} seconds") from error
        except httpx.InvalidURL as error:
            raise FetchError(f"{address}: expected a web address ({error})") from error
        except httpx.DecodingError as error:
            raise _TransientError(f"the response cannot be decompressed ({error})") from error
        except httpx.RemoteProtocolError as error:
            raise _TransientError(f"the response was cut short ({error})") from error
        except httpx.UnsupportedProtocol as error:
            raise FetchError(f"{address}: expected an address that begins with https://") from error
        except httpx.TransportError as error:
            raise _TransientError(f"no connection ({error or type(error).__name__})") from error

    def _wait_for_turn(self) -> None:
        ahead = self.next - self.clock.seconds()
        if ahead > max(self.limits.between, 1):
            self.on_wait(f"the rate limit is reached; waiting {ahead:.0f} s")
        if ahead > 0:
            self.clock.sleep(ahead)
        self.next = self.clock.seconds() + self.limits.between

    def _heed_rate_limit(self, headers: httpx.Headers) -> None:
        """Delay the next request if the rate limit is used up."""
        wait = rate_wait(headers)
        if wait is not None:
            self.next = max(self.next, self.clock.seconds() + min(wait, LONGEST_WAIT))

    def _check(self, address: httpx.URL, response: httpx.Response, kinds: tuple[str, ...]) -> None:
        status = response.status_code
        if status in _TRANSIENT:
            wait = _retry_after(response.headers, self.clock.now())
            if wait is None and status == HTTPStatus.TOO_MANY_REQUESTS:
                wait = rate_wait(response.headers)
            raise _TransientError(f"the response was {_named(status)}", wait)
        if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            raise NotFoundError(f"{address}: expected a response, found {_named(status)}")
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        # arXiv explains an invalid query in a feed with status 400.
        is_explained = status == HTTPStatus.BAD_REQUEST and kind in ATOM and kinds == ATOM
        if status != HTTPStatus.OK and not is_explained:
            raise FetchError(f"{address}: expected a response, found {_named(status)}{self._words(response)}")
        if kind not in kinds:
            shown = kind[:60] or "a response without a content type"
            raise FetchError(f"{address}: expected {' or '.join(kinds)}, found {shown}{self._words(response)}")

    def _words(self, response: httpx.Response) -> str:
        """The first words of an unusable response, for the error message."""
        start = b""
        for piece in response.iter_bytes():
            start += piece
            if len(start) > 2000:
                break
        text = _MARKUP.sub(" ", start[:2000].decode("utf-8", "replace"))
        words = " ".join("".join(char if char.isprintable() else " " for char in text).split())
        return f": {words[:100]}" if words else ""

    def _body(self, address: httpx.URL, response: httpx.Response) -> bytes:
        begun = self.clock.seconds()
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > LARGEST_RESPONSE:
                raise FetchError(f"{address}: expected at most {LARGEST_RESPONSE:,} bytes, found more")
            if self.clock.seconds() - begun > self.limits.whole:
                raise _TransientError(f"no complete response within {self.limits.whole:g} seconds")
        return bytes(body)


def user_agent() -> str:
    """The name of this client, and the address of its operators."""
    where = os.environ.get("PAPERSHELF_REPO_URL", "").strip()
    is_address = re.fullmatch(r"https?://[\x21-\x7e]+", where)
    return f"papershelf/{version('papershelf')} (reading list generator{f'; +{where}' if is_address else ''})"


def rate_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds until the next request is allowed if the limit is used up; ``None`` if it is not.

    Three formats are in use: ``RateLimit: "api";r=0;t=55``, before it ``limit=9, remaining=0, reset=55``,
    and one with a field for each (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/).
    """
    field = headers.get("ratelimit", "")
    limits: list[dict[str, str]] = [
        dict(_PART.findall(part)) for part in ([field] if "remaining" in field else field.split(","))
    ]
    limits += [
        {"r": headers.get(f"{prefix}-remaining", "").strip(), "t": headers.get(f"{prefix}-reset", "")}
        for prefix in ("ratelimit", "x-ratelimit")
    ]
    spent = [limit for limit in limits if limit.get("r", limit.get("remaining")) == "0"]
    waits = [_seconds(limit.get("t", limit.get("reset", ""))) for limit in spent]
    return max((wait for wait in waits if wait is not None), default=None)


_PART = re.compile(r"\b(r|t|remaining|reset)\s*=\s*(\d+)")


def _retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait, from a number or a date."""
    text = headers.get("retry-after", "").strip()
    if (seconds := _seconds(text)) is not None:
        return seconds
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - now).total_seconds())


def _seconds(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,9}", text.strip(), re.ASCII) else None


def _address(url: str, query: Mapping[str, str] | None) -> httpx.URL:
    try:
        address = httpx.URL(url, params=dict(query)) if query else httpx.URL(url)
    except httpx.InvalidURL as error:
        raise FetchError(f"{url}: expected a web address ({error})") from error
    if address.scheme not in ("http", "https") or not re.fullmatch(r"[\w.:-]+", address.host):
        raise FetchError(f"{url}: expected an address that begins with https://")
    return address


def _is_truncated(body: bytes, kinds: tuple[str, ...]) -> bool:
    """Is the end of a response missing? If its length is not stated, HTTP itself reports no error."""
    text = body.strip()
    if kinds == JSON:
        return not text or (text.startswith((b"[", b"{")) and not text.endswith((b"]", b"}")))
    return kinds == ATOM and (not text or (b"<feed" in text and not text.endswith((b"</feed>", b"/>"))))


def _named(status: int) -> str:
    phrases = {known.value: known.phrase for known in HTTPStatus}
    return f"{status} {phrases.get(status, '')}".strip()


def _patience(error: httpx.TimeoutException, limits: Limits) -> float:
    return limits.connect if isinstance(error, httpx.ConnectTimeout) else limits.read
