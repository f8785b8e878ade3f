"""One publish at a time; one that was killed keeps nobody waiting for long."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from obstore.store import MemoryStore
from support.places import WatchedPlace

from generator.publishing.object_headers import ObjectHeaders
from generator.publishing.publish_turn import TURNS, Patience, Turn, TurnLost, is_token, new_token

HASTY = Patience(beat=0.02, trust=5, silence=0.3, look=0.01)
SILENT = ObjectHeaders("text/plain", "no-store")


def turn(store: MemoryStore, **options: object) -> Turn:
    return Turn(WatchedPlace(store), new_token(), patience=HASTY, **options)  # type: ignore[arg-type]


def test_many_runs_have_their_turns_one_after_another() -> None:
    store, inside, most = MemoryStore(), [0], [0]

    def run() -> None:
        with turn(store) as ours:
            ours.check()
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            time.sleep(0.02)
            inside[0] -= 1

    runs = [threading.Thread(target=run) for _ in range(8)]
    for one in runs:
        one.start()
    for one in runs:
        one.join(20)

    assert most == [1]
    assert WatchedPlace(store).listed(TURNS) == {}


def test_a_run_that_was_killed_is_waited_for_until_it_has_been_silent_for_long() -> None:
    store, waits = MemoryStore(), list[int]()
    WatchedPlace(store).put(f"{TURNS}/{new_token()}", b"1", SILENT)
    begun = time.monotonic()

    with turn(store, on_wait=lambda: waits.append(1)):
        assert time.monotonic() - begun >= HASTY.silence

    assert waits == [1]


def test_a_run_that_lives_is_waited_for_longer_than_that() -> None:
    store, order = MemoryStore(), list[str]()

    def second() -> None:
        with turn(store):
            order.append("second")

    with turn(store) as first:
        other = threading.Thread(target=second)
        other.start()
        time.sleep(3 * HASTY.silence)
        first.check()
        order.append("first")
    other.join(10)

    assert order == ["first", "second"]


def test_a_run_that_is_known_to_be_dead_is_not_waited_for() -> None:
    store, dead = MemoryStore(), new_token()
    WatchedPlace(store).put(f"{TURNS}/{dead}", b"1", SILENT)

    with turn(store, dead=dead, on_wait=lambda: pytest.fail("waited")) as ours:
        ours.check()


def test_a_run_whose_turn_was_taken_writes_no_more() -> None:
    place = WatchedPlace()
    with Turn(place, new_token(), patience=HASTY) as ours:
        place.remove(list(place.listed(TURNS)))
        time.sleep(0.2)
        with pytest.raises(TurnLost):
            ours.check()

    assert place.listed(TURNS) == {}


@pytest.mark.parametrize("is_alone", [True, False])
def test_a_run_that_slept_goes_on_only_if_nobody_else_has_begun(*, is_alone: bool) -> None:
    # No sign of life within the test, and none that is trusted.
    place, drowsy = WatchedPlace(), replace(HASTY, beat=60, trust=-1)
    ours = Turn(place, new_token(), patience=drowsy)
    with ours:
        if is_alone:
            ours.check()
        else:
            place.put(f"{TURNS}/{new_token()}", b"1", SILENT)
            with pytest.raises(TurnLost):
                ours.check()
        ours._ended.set()


def test_tokens_name_one_run_each() -> None:
    assert is_token(new_token())
    assert new_token() != new_token()
    assert not any(map(is_token, ("", "../x", "0" * 31, "0" * 32 + "\n", "G" * 32)))
