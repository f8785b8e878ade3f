"""Asks a web service politely, and gives up with precise words.

A question is asked again when the fault may pass: no connection, no answer in time, an answer that
breaks off, too many questions, a fault of the server. The delay grows, and is never shorter than what
the service asks for (``Retry-After``, RFC 9110; the ``RateLimit`` fields of hosts such as Hugging Face).
Everything else, a wrong kind of answer above all, ends at once: asking again would not help.
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
"""Kinds of answer that may be a scrape of some form."""

LARGEST_RESPONSE = 20_000_000
"""Bytes of an answer, unpacked; a full day of papers has 300,000."""
LONGEST_WAIT = 600.0
"""Seconds that a service may ask to wait; Hugging Face counts requests over 300."""
MOST_ATTEMPTS = 5
MOST_REDIRECTS = 5
_TRANSIENT = frozenset({408, 425, 429, *range(500, 600)})
"""Answers that another attempt may change: also those above 511 that proxies made up for themselves."""
_MARKUP = re.compile(r"<(script|style)\b.*?(?:</\1[^>]*>?|$)|<[^>]*(?:>|$)", re.S)


class FetchError(Exception):
    """No answer, and why."""


class NotFoundError(FetchError):
    """The service knows nothing under this address (404 or 410)."""


class Clock:
    """The time, and waiting for it to pass; another one stands in where neither is wanted."""

    def now(self) -> datetime:
        """The time of the day, UTC."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Seconds from any beginning."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait for what, in seconds."""

    connect: float = 10.0
    read: float = 30.0
    """Between two pieces of an answer."""
    whole: float = 120.0
    """For an answer, however steadily it drips."""
    between: float = 0.0
    """From the beginning of one request to that of the next, redirects and repetitions included."""


class _TransientError(Exception):
    """A fault that may pass; how long the service asks to wait, if it does."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Client:
    """Asks one service, one question at a time over one connection."""

    def __init__(
        self, limits: Limits | None = None, clock: Clock | None = None, on_wait: Callable[[str], None] | None = None
    ) -> None:
        """``on_wait`` is told why and how long the client waits before it asks again."""
        self.limits = limits or Limits()
        self.clock = clock or Clock()
        self.on_wait = on_wait or (lambda _: None)
        self.next = self.clock.seconds()
        """When the next request may begin."""
        timeout = httpx.Timeout(self.limits.read, connect=self.limits.connect)
        one = httpx.Limits(max_connections=1, max_keepalive_connections=1)
        try:
            # It honours HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY by itself.
            self.http = httpx.Client(timeout=timeout, limits=one, headers={"User-Agent": user_agent()})
        except (ImportError, ValueError) as error:
            raise FetchError(f"expected an HTTP proxy in the environment, found another: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.http.close()

    def get(self, url: str, kinds: tuple[str, ...], query: Mapping[str, str] | None = None) -> bytes:
        """The body of an answer of one of the kinds; raises ``FetchError`` when there is none."""
        address = _address(url, query)
        for attempt in range(1, MOST_ATTEMPTS + 1):
            try:
                return self._follow(address, kinds)
            except _TransientError as fault:
                wait = max(2.0 ** (attempt - 1), fault.wait or 0)
                if wait > LONGEST_WAIT:
                    message = f"{address}: {fault}; it asks to wait {wait:.0f} seconds, so try again after that"
                    raise FetchError(message) from fault
                if attempt == MOST_ATTEMPTS:
                    raise FetchError(f"{address}: {fault}; asked {MOST_ATTEMPTS} times, so try again later") from fault
                self.on_wait(f"{fault}; asking again in {wait:.0f} s")
                self.clock.sleep(wait)
        raise AssertionError

    def _follow(self, address: httpx.URL, kinds: tuple[str, ...]) -> bytes:
        """Ask, and go where redirects lead: to the web only, and not from https back to http."""
        for _ in range(MOST_REDIRECTS + 1):
            found = self._ask(address, kinds)
            if isinstance(found, bytes):
                return found
            if found.scheme not in ("http", "https") or not found.host:
                raise FetchError(f"{address}: expected a redirect to the web, found one to {str(found)[:100]!r}")
            if (address.scheme, found.scheme) == ("https", "http"):
                raise FetchError(f"{address}: expected a redirect to https, found one to {str(found)[:100]!r}")
            address = found
        raise FetchError(f"{address}: expected an answer, found more than {MOST_REDIRECTS} redirects")

    def _ask(self, address: httpx.URL, kinds: tuple[str, ...]) -> bytes | httpx.URL:
        """One request: the body of its answer, or where it redirects to."""
        self._keep_pace()
        try:
            with self.http.stream("GET", address, headers={"Accept": ", ".join(kinds)}) as answer:
                self._mind_limits(answer.headers)
                if answer.has_redirect_location:
                    return address.join(answer.headers.get("location", ""))
                self._check(address, answer, kinds)
                body = self._body(address, answer)
                if _is_cut_off(body, kinds):
                    raise _TransientError("the answer broke off (its end is missing)")
                return body
        except httpx.TimeoutException as error:
            raise _TransientError(f"no answer within {_patience(error, self.limits):g} seconds") from error
        except httpx.InvalidURL as error:
            raise FetchError(f"{address}: expected an address of the web ({error})") from error
        except httpx.DecodingError as error:
            raise _TransientError(f"the answer cannot be unpacked ({error})") from error
        except httpx.RemoteProtocolError as error:
            raise _TransientError(f"the answer broke off ({error})") from error
        except httpx.UnsupportedProtocol as error:
            raise FetchError(f"{address}: expected an address that begins with https://") from error
        except httpx.TransportError as error:
            raise _TransientError(f"no connection ({error or type(error).__name__})") from error

    def _keep_pace(self) -> None:
        ahead = self.next - self.clock.seconds()
        if ahead > max(self.limits.between, 1):
            self.on_wait(f"the service allows no more for now; asking in {ahead:.0f} s")
        if ahead > 0:
            self.clock.sleep(ahead)
        self.next = self.clock.seconds() + self.limits.between

    def _mind_limits(self, headers: httpx.Headers) -> None:
        """When an answer says that it was the last one allowed for now, the next question waits."""
        wait = rate_wait(headers)
        if wait is not None:
            self.next = max(self.next, self.clock.seconds() + min(wait, LONGEST_WAIT))

    def _check(self, address: httpx.URL, answer: httpx.Response, kinds: tuple[str, ...]) -> None:
        status = answer.status_code
        if status in _TRANSIENT:
            wait = _retry_after(answer.headers, self.clock.now())
            if wait is None and status == HTTPStatus.TOO_MANY_REQUESTS:
                wait = rate_wait(answer.headers)
            raise _TransientError(f"the answer was {_named(status)}", wait)
        if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            raise NotFoundError(f"{address}: expected an answer, found {_named(status)}")
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        # arXiv explains a wrong question in a feed that comes with status 400.
        is_explained = status == HTTPStatus.BAD_REQUEST and kind in ATOM and kinds == ATOM
        if status != HTTPStatus.OK and not is_explained:
            raise FetchError(f"{address}: expected an answer, found {_named(status)}{self._words(answer)}")
        if kind not in kinds:
            found = kind[:60] or "an answer that does not say what it is"
            raise FetchError(f"{address}: expected {' or '.join(kinds)}, found {found}{self._words(answer)}")

    def _words(self, answer: httpx.Response) -> str:
        """The first words of an answer that is of no use, for people."""
        start = b""
        for piece in answer.iter_bytes():
            start += piece
            if len(start) > 2000:
                break
        text = _MARKUP.sub(" ", start[:2000].decode("utf-8", "replace"))
        words = " ".join("".join(char if char.isprintable() else " " for char in text).split())
        return f": {words[:100]}" if words else ""

    def _body(self, address: httpx.URL, answer: httpx.Response) -> bytes:
        begun = self.clock.seconds()
        body = bytearray()
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > LARGEST_RESPONSE:
                raise FetchError(f"{address}: expected at most {LARGEST_RESPONSE:,} bytes, found more")
            if self.clock.seconds() - begun > self.limits.whole:
                raise _TransientError(f"no whole answer within {self.limits.whole:g} seconds")
        return bytes(body)


def user_agent() -> str:
    """Who asks, and where its operators are found."""
    where = os.environ.get("PAPERSHELF_REPO_URL", "").strip()
    is_address = re.fullmatch(r"https?://[\x21-\x7e]+", where)
    return f"papershelf/{version('papershelf')} (reading list generator{f'; +{where}' if is_address else ''})"


def rate_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds until more may be asked, when nothing is left; ``None`` while something is.

    Three forms are in use: ``RateLimit: "api";r=0;t=55``, before it ``limit=9, remaining=0, reset=55``,
    and one with a field for each (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/).
    """
    field = headers.get("ratelimit", "")
    limits: list[dict[str, str]] = [
        dict(_PART.findall(one)) for one in ([field] if "remaining" in field else field.split(","))
    ]
    limits += [
        {"r": headers.get(f"{prefix}-remaining", "").strip(), "t": headers.get(f"{prefix}-reset", "")}
        for prefix in ("ratelimit", "x-ratelimit")
    ]
    spent = [one for one in limits if one.get("r", one.get("remaining")) == "0"]
    waits = [_seconds(one.get("t", one.get("reset", ""))) for one in spent]
    return max((wait for wait in waits if wait is not None), default=None)


_PART = re.compile(r"\b(r|t|remaining|reset)\s*=\s*(\d+)")


def _retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds, or a date until which to wait."""
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
        raise FetchError(f"{url}: expected an address of the web ({error})") from error
    if address.scheme not in ("http", "https") or not re.fullmatch(r"[\w.:-]+", address.host):
        raise FetchError(f"{url}: expected an address that begins with https://")
    return address


def _is_cut_off(body: bytes, kinds: tuple[str, ...]) -> bool:
    """Does an answer lack its end? Packed, or of unsaid length, it breaks off without a fault of its own."""
    text = body.strip()
    if kinds == JSON:
        return not text or (text.startswith((b"[", b"{")) and not text.endswith((b"]", b"}")))
    return kinds == ATOM and (not text or (b"<feed" in text and not text.endswith((b"</feed>", b"/>"))))


def _named(status: int) -> str:
    known = {one.value: one.phrase for one in HTTPStatus}
    return f"{status} {known.get(status, '')}".strip()


def _patience(error: httpx.TimeoutException, limits: Limits) -> float:
    return limits.connect if isinstance(error, httpx.ConnectTimeout) else limits.read
