"""Work on a cluster of separate processes: the results of this process, in order, whoever dies meanwhile."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from support.cluster_work import failing, process, slow_square
from support.servers import free_port

from generator.storage import cluster
from generator.storage.cluster import NoCluster, cluster_executor, difference, environment

distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")

pytestmark = [
    pytest.mark.slow,
    # What a cluster leaves open when it ends is its own.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def local_cluster() -> Iterator[Any]:
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": "127.0.0.1:0"}
    with distributed.LocalCluster(**options, host="127.0.0.1") as running:
        yield running


@pytest.fixture
def scheduler(local_cluster: Any) -> str:
    return str(local_cluster.scheduler_address)


def test_results_come_in_order_and_are_those_of_this_process(scheduler: str) -> None:
    with cluster_executor(scheduler) as executor:
        assert list(executor.map(slow_square, range(20))) == list(map(slow_square, range(20)))
        assert os.getpid() not in set(executor.map(process, range(4)))


def test_a_task_that_fails_fails_here(scheduler: str) -> None:
    with pytest.raises(ValueError, match="not 0"), cluster_executor(scheduler) as executor:
        list(executor.map(failing, range(3)))


def test_the_work_of_a_killed_worker_is_done_by_another(scheduler: str) -> None:
    with cluster_executor(scheduler) as executor:
        results = executor.map(slow_square, range(60))
        assert next(results) == b"0"
        os.kill(executor.submit(process, 0).result(), signal.SIGKILL)
        assert list(results) == [str(number * number).encode() for number in range(1, 60)]


def test_a_worker_of_another_version_refuses_its_work(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "identity", lambda: "another")
    with pytest.raises(NoCluster, match="has other versions"), cluster_executor(scheduler) as executor:
        executor.submit(slow_square, 1).result()


def test_workers_of_another_version_are_refused_in_words(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {**environment(), "markdown": "9.9"}
    theirs = environment()["markdown"]
    # Workers look it up by its name, and have their own.
    monkeypatch.setattr(cluster, "environment", _Named(ours))
    with (
        pytest.raises(NoCluster, match=rf"has markdown {theirs} instead of 9\.9; it needs"),
        cluster_executor(scheduler),
    ):
        pytest.fail("was let in")


class _Named:
    """Called here, it is another environment; sent to a worker, it is the function of that name."""

    def __init__(self, ours: dict[str, str]) -> None:
        self.ours = ours

    def __call__(self) -> dict[str, str]:
        return self.ours

    def __reduce__(self) -> str:
        return "environment"

    __qualname__ = "environment"
    __module__ = "generator.storage.cluster"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("10.0.0.5:8786", "expected the address of a scheduler"),
        ("inproc://10.0.0.5/1/2", "expected the address of a scheduler"),
        ("tcp://", "expected the address of a scheduler"),
        ("tcp://a:1 b", "expected the address of a scheduler"),
        ("tcp://127.0.0.1:{free}", "no scheduler answers at tcp://127.0.0.1:"),
    ],
)
def test_a_scheduler_that_is_not_there_is_told_in_a_sentence(
    address: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(NoCluster, match=words), cluster_executor(address.format(free=free_port())):
        pytest.fail("was let in")


def test_without_the_package_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match=r"pip install 'papershelf\[cluster\]'"), cluster_executor("tcp://a:1"):
        pytest.fail("was let in")


def test_a_cluster_that_lost_all_its_workers_is_not_waited_for(
    local_cluster: Any, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "ALONE_SECONDS", 0.5)
    with pytest.raises(NoCluster, match="has lost all its workers"), cluster_executor(scheduler) as executor:
        results = executor.map(slow_square, range(200))
        next(results)
        local_cluster.scale(0)
        list(results)


def test_differences_are_named() -> None:
    assert difference({"a": "1", "b": "2"}, {"a": "1", "b": "2"}) == ""
    assert difference({"a": "1", "b": "2"}, {"a": "3"}) == "a 3 instead of 1, b none instead of 2"
    assert {"papershelf", "python", "markdown", "distributed"} <= environment().keys()
