"""Workers change how long it takes, and nothing else."""

from __future__ import annotations

import os
import signal
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from generator.storage import cache as module
from generator.storage.cache import Cache
from generator.storage.workers import Workers

NUMBERS = [str(number) for number in range(40)]


def doubled(text: str) -> str:
    return text * 2


def killing(parent: int, text: str) -> str:
    """Ends any process but one."""
    if text == "7" and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return text * 2


def without_encoding(text: str) -> str:
    return f"{text}\udcff"


@pytest.fixture(autouse=True)
def few_values_and_no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few values are worth workers, and there can be some."""
    monkeypatch.setattr(module, "WORTH_WORKERS", 2)
    # Other tests in this process may have left threads behind.
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def test_results_come_in_the_order_of_the_inputs_and_are_kept(tmp_path: Path) -> None:
    with Workers(3) as workers:
        cache = Cache(tmp_path / "cache", workers)
        assert cache.map(doubled, NUMBERS, NUMBERS) == [text * 2 for text in NUMBERS]
        assert cache.map(doubled, NUMBERS[::-1], NUMBERS[::-1]) == [text * 2 for text in NUMBERS[::-1]]
        cache.save()
    assert Cache(tmp_path / "cache").map(doubled, [""] * 2, ["3", "4"]) == ["33", "44"]


def test_equal_keys_are_computed_once() -> None:
    with Workers(2) as workers:
        assert Cache(None, workers).map(doubled, ["a", "b", "a"], ["a", "b", "a"]) == ["aa", "bb", "aa"]


def test_a_worker_that_is_killed_changes_no_result() -> None:
    with Workers(2) as workers:
        cache = Cache(None, workers)
        for keys in (NUMBERS, [f"again {text}" for text in NUMBERS]):
            assert cache.map(partial(killing, os.getpid()), NUMBERS, keys) == [text * 2 for text in NUMBERS]


def test_a_value_that_cannot_be_encoded_is_computed_here_and_not_kept(tmp_path: Path) -> None:
    with Workers(2) as workers:
        cache = Cache(tmp_path / "cache", workers)
        assert cache.map(without_encoding, NUMBERS, NUMBERS) == [f"{text}\udcff" for text in NUMBERS]
        cache.save()
    assert not (tmp_path / "cache").exists()


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    with Workers(2) as workers:
        monkeypatch.setattr(threading, "active_count", lambda: 2)
        assert not workers.are_available
        monkeypatch.setattr(threading, "active_count", lambda: 1)
        assert workers.are_available
        assert not Workers(1).are_available


def test_workers_end_with_those_that_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    with Workers(2) as workers:
        pids = {int(pid) for pid in Cache(None, workers).map(process, NUMBERS, NUMBERS)} - {os.getpid()}
        assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def process(text: str) -> str:
    return str(os.getpid())


# --- a task beside -----------------------------------------------------------------------------


def test_a_task_runs_beside_and_its_value_is_waited_for(tmp_path: Path) -> None:
    def write() -> list[str]:
        (tmp_path / "made").write_text(str(os.getpid()), encoding="utf-8")
        return ["made"]

    with Workers(2) as workers:
        assert workers.beside(write)() == ["made"]
    assert (tmp_path / "made").read_text(encoding="utf-8") != str(os.getpid())


def test_what_a_task_raises_is_raised_where_it_is_waited_for() -> None:
    def fail() -> None:
        raise FileExistsError(17, "File exists", "site/feed.xml")

    with Workers(2) as workers, pytest.raises(FileExistsError) as raised:
        workers.beside(fail)()
    assert raised.value.filename == "site/feed.xml"


def test_a_task_whose_process_is_killed_is_done_here() -> None:
    parent = os.getpid()

    def end() -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    with Workers(2) as workers:
        assert workers.beside(end)() == parent


def test_one_worker_does_a_task_when_it_is_waited_for() -> None:
    done: list[int] = []
    with Workers(1) as workers:
        task = workers.beside(lambda: done.append(os.getpid()))
        assert done == []
        task()
    assert done == [os.getpid()]


def test_a_task_that_nobody_waits_for_ends_with_the_workers(tmp_path: Path) -> None:
    def write() -> None:
        time.sleep(60)
        (tmp_path / "made").touch()

    start = time.monotonic()
    with Workers(2) as workers:
        workers.beside(write)
    assert time.monotonic() - start < 30
    assert not (tmp_path / "made").exists()
