"""Lets one publish at a time write to a place, from whatever machine.

Not every store can write on a condition, but all of them list what was written before. So each run writes an object
of its own and then looks whether there is another: of two runs at least one sees the other, and takes its object back.
The one that stays writes it again every few seconds. What has been silent for longer than any request can take
belongs to a run that was killed, and is removed. A run that could not write for a while (a laptop that slept)
makes sure that its object is still there before it goes on.
"""

from __future__ import annotations

import random
import re
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from generator.publishing.object_headers import ObjectHeaders
from generator.publishing.object_store import REQUEST_SECONDS, StoreFailed, StorePlace
from generator.publishing.publish_record import OWN_FOLDER

TURNS = f"{OWN_FOLDER}/publishing"
"""Where each run has its object."""
_TOKEN = re.compile(r"[0-9a-f]{32}")
_HEADERS = ObjectHeaders("text/plain; charset=utf-8", "no-store")


class TurnLost(Exception):
    """Another publish took this one for dead, and writes now."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds."""

    beat: float = 5
    """Between two signs of life."""
    trust: float = 10
    """How old one's own last sign may be before a request."""
    silence: float = 2 * REQUEST_SECONDS + 30
    """After which another run is dead: the age of its last sign, and a request that is repeated as long as it can."""
    look: float = 1
    """Between two looks at whether another run has ended."""


def new_token() -> str:
    """A name for a run that no other has."""
    return secrets.token_hex(16)


def is_token(text: str) -> bool:
    """Can it be the name of a run?"""
    return bool(_TOKEN.fullmatch(text))


class Turn:
    """The right to write to a place, for as long as it is entered."""

    def __init__(
        self,
        place: StorePlace,
        token: str,
        dead: str | None = None,
        patience: Patience = Patience(),
        on_wait: Callable[[], None] = lambda: None,
    ) -> None:
        """``dead`` is the token of a run that is known to have ended; ``on_wait`` is called once, before waiting."""
        self._place, self._key, self._patience, self._on_wait = place, f"{TURNS}/{token}", patience, on_wait
        self._dead = f"{TURNS}/{dead}" if dead else None
        self._last = 0.0
        self._count = 0
        self._is_lost = False
        self._guard = threading.Lock()
        self._ended = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> Self:
        if self._dead:
            self._place.remove([self._dead])
        try:
            self._take()
        except BaseException:
            with suppress(StoreFailed):
                self._give_back()
            raise
        self._keeper.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._keeper.join()
        if not self._is_lost:
            # If it cannot be given back, others wait until it has been silent for long.
            with suppress(StoreFailed):
                self._give_back()

    def check(self) -> None:
        """Raises ``TurnLost`` unless this run still may write, which holds for a request from now."""
        with self._guard:
            if time.time() - self._last > self._patience.trust and not self._is_lost:
                self._make_sure()
        if self._is_lost:
            raise TurnLost

    def _take(self) -> None:
        seen: dict[str, tuple[str, float]] = {}
        has_told = False
        while not self._is_first():
            # Two that stepped back at once must not meet again and again.
            time.sleep(self._patience.look * random.uniform(0.1, 1))  # noqa: S311 - no secret
            while others := self._others():
                if not has_told:
                    self._on_wait()
                    has_told = True
                self._remove_silent(others, seen)
                time.sleep(self._patience.look)

    def _is_first(self) -> bool:
        self._sign()
        if not self._others():
            return True
        self._give_back()
        return False

    def _remove_silent(self, others: dict[str, str], seen: dict[str, tuple[str, float]]) -> None:
        """Remove what has not changed for long, by the clock of this machine alone."""
        now = time.monotonic()
        for key, e_tag in others.items():
            if key not in seen or seen[key][0] != e_tag:
                seen[key] = e_tag, now
            elif now - seen[key][1] > self._patience.silence:
                self._place.remove([key])

    def _sign(self) -> None:
        begun = time.time()
        self._count += 1
        # Another content each time, for another ETag.
        self._place.put(self._key, f"{self._count}\n".encode(), _HEADERS)
        self._last = begun

    def _others(self) -> dict[str, str]:
        return {key: listed.e_tag for key, listed in self._place.listed(TURNS).items() if key != self._key}

    def _keep(self) -> None:
        while not self._ended.wait(self._patience.beat):
            with self._guard:
                if self._is_lost:
                    return
                try:
                    self._make_sure()
                except StoreFailed:
                    # The next request asks again, and tells.
                    continue

    def _make_sure(self) -> None:
        """Give a sign of life. After a long silence, what counts is that nobody else has the turn."""
        was_silent = time.time() - self._last > self._patience.trust
        if self._key not in self._place.listed(TURNS):
            self._is_lost = True
            return
        self._sign()
        if was_silent:
            self._is_lost = self._is_contested()

    def _is_contested(self) -> bool:
        """Is another there that does not step back, as one does that has just come?"""
        for _ in range(3):
            if not self._others():
                return False
            time.sleep(self._patience.look)
        return True

    def _give_back(self) -> None:
        self._place.remove([self._key])
