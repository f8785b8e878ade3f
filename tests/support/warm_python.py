"""A Python that has the libraries imported already, so that commands in tests start in a tenth of the time.

``python warm_python.py serve SOCKET`` imports the libraries, but nothing of ours, and waits. ``python warm_python.py
run SOCKET ARGUMENTS`` then does what ``python ARGUMENTS`` would: the server forks, and the child takes over the
arguments, folder, environment and standard streams of the caller.

Our own code is another one in each checkout. So the server first forks a keeper for each ``PYTHONPATH``, which imports
what nearly every command needs of it, as it is then, and runs nothing; it is the keeper that forks for each command.
The caller starts with every command, so this module imports next to nothing.
"""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import sys

LIBRARIES = (
    "bibtexparser",
    "click",
    "httpx",
    "jinja2",
    "latex2mathml.converter",
    "markdown",
    "mkdocs.commands.build",
    "msgspec",
    "numpy",
    "pylatexenc.latexencode",
    "rispy",
    "scipy.sparse",
    "slugify",
    "sqlite3",
    "yaml",
)
OURS = ("generator.content.read", "generator.digests.reader", "generator.cli.check", "generator.cli.diff")
_PATH = list(sys.path)
_EXIT = os._exit


def run(address: str, arguments: list[str]) -> int:
    """Have the server run a command; gives its exit status."""
    variables = [f"{name}={value}" for name, value in os.environ.items()]
    request = "\0".join([os.getcwd(), str(len(arguments)), *arguments, *variables])  # noqa: PTH109
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        # What comes with descriptors is received by itself.
        socket.send_fds(connection, [os.fsencode(f":{os.environ.get('PYTHONPATH', '')}")], [0, 1, 2])
        connection.sendall(os.fsencode(request))
        connection.shutdown(socket.SHUT_WR)
        return int(connection.recv(4) or b"1")


def serve(address: str) -> None:
    """Answer until the process is ended."""
    for name in LIBRARIES:
        __import__(name)
    gc.freeze()  # looking for garbage among libraries would copy all of their memory
    kept, keeper = b"", None
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        print("ready", flush=True)
        while True:
            connection, _ = listener.accept()
            path, streams, _, _ = socket.recv_fds(connection, 65536, 3)
            passed = [connection.detach(), *streams]
            if keeper is None or path != kept:
                if keeper:
                    keeper.close()
                kept, keeper = path, _keeper(os.fsdecode(path[1:]), [listener.fileno(), *passed])
            socket.send_fds(keeper, [b"\0"], passed)
            _close(passed)
            _reap()


def _keeper(path: str, others: list[int]) -> socket.socket:
    """Fork a process that has our code of this path, and none of the ``others``' descriptors; gives the socket on
    which it takes over connections.
    """
    ours, its = socket.socketpair()
    if os.fork():
        its.close()
        return ours
    ours.close()
    _close(others)
    _set_path("", path)
    _customise()
    with contextlib.suppress(ImportError):  # nothing of ours is there, or it is broken: whoever runs it is told
        for name in OURS:
            __import__(name)
    gc.freeze()
    while True:
        _, passed, _, _ = socket.recv_fds(its, 1, 4)
        if not passed:
            os._exit(0)  # the server has ended, or has another keeper
        if os.fork() == 0:
            its.close()
            _answer(socket.socket(fileno=passed[0]), passed[1:])
        _close(passed)
        _reap()


def _close(descriptors: list[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)


def _reap() -> None:
    """Collect children that have ended: the time that they took is then the server's, and so the tests'."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue
    except ChildProcessError:
        return  # there is none left


def _answer(connection: socket.socket, streams: list[int]) -> None:
    """Become the command that was asked for; never returns."""
    status = 1
    try:
        with connection.makefile("rb") as whole:
            folder, count, *rest = os.fsdecode(whole.read()).split("\0")
        for target, stream in enumerate(streams):
            os.dup2(stream, target)
            os.close(stream)
        os.chdir(folder)
        os.environ.clear()
        for variable in rest[int(count) :]:
            name, _, value = variable.partition("=")
            os.environ[name] = value
        status = _run_here(rest[: int(count)])
    finally:
        connection.send(str(status).encode())
        _EXIT(status)


def _exit_here(process: int) -> None:
    """Have a command that ends its process tell its status first; copies of the process end as they do."""

    def leave(status: int) -> None:
        if os.getpid() == process:
            raise SystemExit(status)
        _EXIT(status)

    os._exit = leave  # type: ignore[assignment] # it never returns either


def _run_here(arguments: list[str]) -> int:
    """Do what ``python ARGUMENTS`` does; gives its exit status."""
    import runpy  # noqa: PLC0415 - the caller does without it
    import traceback  # noqa: PLC0415

    is_module = arguments[0] == "-m"
    sys.argv = arguments[is_module:]
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w", 1)
    start = os.getcwd() if is_module else os.path.dirname(os.path.abspath(sys.argv[0]))  # noqa: PTH100, PTH109, PTH120
    _set_path(start, os.environ.get("PYTHONPATH", ""))
    _exit_here(os.getpid())
    try:
        _customise()
        if is_module:
            runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return int(end.code or 0) if not isinstance(end.code, str) else 1
    except BaseException:  # noqa: BLE001 - as the interpreter does at the end
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _set_path(start: str, path: str) -> None:
    """Have modules found where a start of Python would find them."""
    sys.path[:] = [*filter(None, [start, *path.split(os.pathsep)]), *_PATH[1:]]
    sys.path_importer_cache.clear()


def _customise() -> None:
    """Import ``sitecustomize``, as each start of Python does where there is one."""

    sys.modules.pop("sitecustomize", None)
    with contextlib.suppress(ModuleNotFoundError):
        import sitecustomize  # type: ignore[import-not-found] # noqa: F401, PLC0415 - tests put it into the path


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2])
    sys.exit(run(sys.argv[2], sys.argv[3:]))
