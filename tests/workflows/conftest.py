"""Lists on a code host, prepared once for all tests of the workflows."""

from __future__ import annotations

import contextlib
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support import warm_python
from support.builders import SITE
from support.hosted_list import HostedList, MakeList
from support.shared import make_once
from support.workflows import Hub

NAME = "reader/shelf"


@pytest.fixture(scope="session")
def python_command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The command that runs Python on the machines of the host."""
    socket = tmp_path_factory.mktemp("python") / "s"
    program = [sys.executable, "-I", str(Path(warm_python.__file__))]
    with subprocess.Popen([*program, "serve", str(socket)], stdout=subprocess.PIPE) as server:
        assert server.stdout
        assert server.stdout.readline() == b"ready\n"
        # Without the packages of the environment, which the one who asks does not need, it starts sooner.
        yield shlex.join([sys.executable, "-IS", program[-1], "run", str(socket)])
        server.terminate()


@pytest.fixture(scope="session")
def prepared(python_command: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the folder of a host that has run ``publish``, or the digest of a day, or nothing yet."""

    def fresh() -> Path:
        return make_once(tmp_path_factory, "list", lambda folder: HostedList.make(folder, python_command))

    def run(folder: Path, before: str) -> None:
        hosted = HostedList(Hub(fresh(), NAME, python=python_command).copy(folder))
        with hosted.with_services():
            run = hosted.publish() if before == "publish" else hosted.digest(before)
            assert run.result == "success", run.printed

    def prepare(before: str) -> Path:
        return make_once(tmp_path_factory, f"list-{before}", lambda folder: run(folder, before)) if before else fresh()

    return prepare


@pytest.fixture
def make_list(prepared: Callable[[str], Path], python_command: str, tmp_path: Path) -> Iterator[MakeList]:
    """Makes a list, with services that run as long as the test."""
    with contextlib.ExitStack() as services:

        def make(site: str = SITE, name: str = NAME, before: str = "", **files: str) -> HostedList:
            host = Hub(prepared(before), name, python=python_command, runs=1 if before else 0)
            hosted = HostedList(host.copy(tmp_path / "hub"))
            hosted.hub.change(name=name)
            for path, text in {"content/site.yml": site, **files}.items():
                hosted.hub.write(path, text)
            if site != SITE or files:
                hosted.hub.commit("Change the list")
            services.enter_context(hosted.with_services())
            return hosted

        yield make
