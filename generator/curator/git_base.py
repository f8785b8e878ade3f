"""The content of a commit, read from git without touching the working tree."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

BRANCHES = ("main", "origin/main")
"""The branches to compare with by default; the first that exists is used."""
_ORDINARY_FILES = ("100644", "100755")


class NoBase(Exception):
    """There is nothing to compare with; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Base:
    """A commit to compare with."""

    commit: str
    name: str
    """A description for people: "main", or "the point where this branch left main"."""


def find_base(folder: Path, name: str | None) -> Base:
    """The commit with this name; without a name, the one where the current branch left the main one."""
    _git(folder, "rev-parse", "--git-dir", otherwise=f"expected a git repository containing {folder}, found none")
    if name:
        unknown = f"expected a commit, found '{name}', which git does not know{_shallow_hint(folder)}"
        return Base(_commit(folder, name, otherwise=unknown), name)
    branch = next((branch for branch in BRANCHES if _knows(folder, branch)), None)
    if branch is None:
        raise NoBase(
            f"expected a branch {' or '.join(BRANCHES)} to compare with, found neither;"
            f" name a commit: papershelf diff BASE{_shallow_hint(folder)}"
        )
    head = _commit(folder, "HEAD", otherwise="expected a commit to compare with, found none in this repository yet")
    apart = f"expected a commit shared with {branch}, found none{_shallow_hint(folder)}"
    commit = _git(folder, "merge-base", head, branch, otherwise=apart).decode().strip()
    return Base(commit, branch if commit == _commit(folder, branch) else f"the point where this branch left {branch}")


def changed_files(folder: Path) -> frozenset[str] | None:
    """The files of a folder that differ from the base, as paths in it; ``None`` if there is no base."""
    try:
        base = find_base(folder, None)
        differing = _git(folder, "diff", "--name-only", "-z", "--relative", base.commit, "--", ".")
        untracked = _git(folder, "ls-files", "--others", "-z")
    except NoBase:
        return None
    return frozenset(name.decode("utf-8", "surrogateescape") for name in (differing + untracked).split(b"\0") if name)


def extract(folder: Path, base: Base, target: Path) -> bool:
    """Write the files that a folder contained in a commit to an empty folder; false if the commit lacks the folder."""
    prefix = _git(folder, "rev-parse", "--show-prefix").decode().strip().rstrip("/")
    tree = f"{base.commit}:{prefix}"
    if prefix and not _git(folder, "ls-tree", "-d", "--full-tree", base.commit, "--", prefix):
        return False
    unread = f"expected the folder '{prefix}' in {base.name}, found none{_shallow_hint(folder)}"
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", tree, otherwise=unread)
    files = [file for line in listed.split(b"\0") if line and (file := _file(line))]
    blobs = _blobs(folder, [sha for _, sha in files])
    for (path, _), data in zip(files, blobs, strict=True):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(data)
    return True


def _file(line: bytes) -> tuple[str, str] | None:
    """Path and id of an ordinary file in a line of a tree; ``None`` for links and submodules."""
    facts, _, path = line.partition(b"\t")
    mode, _, sha = facts.decode().split(" ")
    name = path.decode("utf-8", "surrogateescape")
    # Git itself refuses to check out such a path.
    is_safe = ".." not in PurePosixPath(name).parts
    return (name, sha) if mode in _ORDINARY_FILES and is_safe else None


def _blobs(folder: Path, shas: list[str]) -> list[bytes]:
    """The contents of files by their ids; in one process, because there can be thousands."""
    output = _git(folder, "cat-file", "--batch", given="".join(f"{sha}\n" for sha in shas).encode())
    blobs: list[bytes] = []
    at = 0
    for sha in shas:
        end = output.index(b"\n", at)
        header = output[at:end].split(b" ")
        if len(header) != 3:
            raise NoBase(f"expected file {sha} in this repository, found none{_shallow_hint(folder)}")
        size = int(header[2])
        blobs.append(output[end + 1 : end + 1 + size])
        at = end + size + 2
    return blobs


def _knows(folder: Path, name: str) -> bool:
    try:
        return bool(_commit(folder, name))
    except NoBase:
        return False


def _commit(folder: Path, name: str, *, otherwise: str | None = None) -> str:
    arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return _git(folder, *arguments, otherwise=otherwise).decode().strip()


def _shallow_hint(folder: Path) -> str:
    """A hint about a shallow clone, the usual reason for a missing commit."""
    is_shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    hint = "; this clone is shallow, so fetch the rest: git fetch --unshallow (in a workflow: fetch-depth: 0)"
    return hint if is_shallow else ""


def _git(folder: Path, *arguments: str, given: bytes = b"", otherwise: str | None = None) -> bytes:
    """The output of a git command; ``otherwise`` is the message if it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, without a shell
            # Otherwise git may update the times in its index.
            ["git", "--no-optional-locks", "-c", "diff.autoRefreshIndex=false", *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise NoBase("expected git, which reads the base, found none; install it") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        parts = [otherwise or f"git {arguments[0]} failed", said if not otherwise or "ownership" in said else ""]
        raise NoBase(": ".join(part for part in parts if part))
    return done.stdout
