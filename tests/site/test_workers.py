"""The bytes of a site do not depend on how many processes share the work, nor on which machine they are."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from support.project import PAPERSHELF, Bytes, Project, differences, files_of
from support.servers import free_port

from generator.site.incremental_build import build_site
from generator.storage import cache, workers
from generator.storage.cluster import cluster_executor
from generator.storage.workers import Workers

pytestmark = pytest.mark.site


@pytest.fixture(autouse=True)
def done_elsewhere(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each value that others were asked for, whether they computed it. They are asked for few values, too."""
    for module in (workers, cache):
        monkeypatch.setattr(module, "WORTH_WORKERS", 1)
    # Other tests in this process may have left threads behind.
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    done: list[bool] = []
    encoded = Workers.encoded

    def noted(self: Workers, function: Callable[[Any], object], inputs: Sequence[Any]) -> Iterator[bytes | None]:
        for data in encoded(self, function, inputs):
            done.append(data is not None)
            yield data

    monkeypatch.setattr(Workers, "encoded", noted)
    return done


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Bytes:
    project = Project.make(tmp_path_factory.mktemp("alone") / "project")
    build_site(project.config, workers=Workers(1))
    return files_of(project.site)


@pytest.mark.parametrize("count", [2, 4])
def test_workers_make_the_same_bytes(tmp_path: Path, alone: Bytes, done_elsewhere: list[bool], count: int) -> None:
    project = Project.make(tmp_path / "project")
    build_site(project.config, workers=Workers(count))
    assert len(done_elsewhere) > len(list(project.site.glob("papers/*")))
    assert all(done_elsewhere)
    assert not differences(alone, files_of(project.site))


@pytest.fixture
def scheduler() -> Iterator[str]:
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": "127.0.0.1:0"}
    with distributed.LocalCluster(**options, host="127.0.0.1") as running:
        yield str(running.scheduler_address)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_cluster_makes_the_same_bytes(
    tmp_path: Path, alone: Bytes, done_elsewhere: list[bool], scheduler: str
) -> None:
    project = Project.make(tmp_path / "project")
    with cluster_executor(scheduler) as executor:
        build_site(project.config, workers=Workers(executor=executor))
    assert len(done_elsewhere) > len(list(project.site.glob("papers/*")))
    assert all(done_elsewhere)
    assert not differences(alone, files_of(project.site))


def test_a_scheduler_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    project = Project.make(tmp_path / "project")
    done = project.run(PAPERSHELF, "build", "--scheduler", f"tcp://127.0.0.1:{free_port()}")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert not project.site.exists()
