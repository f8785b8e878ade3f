"""One run of Pagefind, which makes the index of some papers.

Papers are told one after the other to Pagefind's service, the one that its own packages for Python
and Node talk to. A folder of pages would be simpler, but Pagefind numbers pages in the order in which
the file system lists them, and the same input must give the same bytes everywhere; the Python package
waits a tenth of a second for each answer (https://pagefind.app/docs/py-api/).

Pagefind cannot mend an index in part, so it is told everything again whenever a record changes, and
only then. It does not write again the files that lie in its folder already, whose names are hashes of
what they hold, so the folder stays from build to build.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from threading import Thread

from generator.site.search.search_records import Record
from generator.storage.cache import fingerprint

LANGUAGE = "mul"
"""Many languages. For one that it knows, Pagefind would cut words to their stems, and the beginning of a
word, such as ``optimiza``, would not find its stem, ``optim``. The page cuts endings off the query instead.
"""
CHUNK_SIZE = 3000
"""Places of words in one file of the index. With Pagefind's 20,000 a search loads about 60 KB more."""
PATIENCE = 30.0
"""Seconds in which the last files must reach the disk."""
_BUNDLE = "pagefind"
_PROGRAM = ("pagefind.js", "wasm.unknown.pagefind")
_COMMON = (*_PROGRAM, "pagefind-entry.json")
"""What a search loads besides the index; Pagefind also writes user interfaces, which this site does not use."""
_NAME = re.compile(rf"{LANGUAGE}_[0-9a-f]{{7,}}".encode())


class IndexFailed(Exception):
    """Pagefind did not make an index; the text says what it said."""


@dataclass(slots=True)
class Shard:
    """The index of some papers, made or to be made."""

    folder: Path
    """Where it is made and stays from build to build."""
    count: int
    """Papers."""
    mark: str
    """Hash of everything it is made from."""
    told: Sequence[Record]
    """What Pagefind is to be told; nothing when the folder has the index already."""
    process: subprocess.Popen[bytes] | None = None
    complaints: list[str] = field(default_factory=list)
    is_told: bool = False
    """Has Pagefind said that it wrote everything?"""

    @classmethod
    def of(cls, folder: Path, told: Sequence[Record]) -> Shard:
        """A shard of these papers, at least one; those of an index that is there are let go."""
        shard = cls(folder, len(told), fingerprint(*(repr(record) for record in told)), told)
        if shard._marks() == [_tools(), shard.mark]:
            shard.told = ()
        return shard

    def make(self) -> None:
        """Make the index, unless it is there. Raises ``IndexFailed``."""
        if not self.told:
            return
        self._start()
        assert self.process is not None
        # One thread for each direction: neither side may wait for the other to read.
        telling = Thread(target=self._tell, daemon=True)
        telling.start()
        self._listen()
        telling.join()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(BrokenPipeError):
                if pipe is not None:
                    pipe.close()
        self.process.wait()
        self.told = ()
        if not self.is_told:
            said = (self.folder / "complaints.txt").read_text(encoding="utf-8", errors="replace")
            raise IndexFailed("; ".join([*self.complaints, said.strip()]) or "it stopped without a word")
        self._tidy()
        (self.folder / "marks").write_text(f"{_tools()}\n{self.mark}", encoding="utf-8")

    def stop(self) -> None:
        """Break off, for a build that failed."""
        if self.process is not None:
            self.process.kill()

    def publish(self, target: Path, *, is_first: bool) -> list[str]:
        """Copy the index to where the site has it; returns the paths below that. The program comes with the first."""
        files = sorted(path for path in self._made.rglob("*") if path.is_file())
        return [_copy(file, self._made, target) for file in files if is_first or file.name not in _PROGRAM]

    def ids(self) -> list[str]:
        """The ids of the papers in the index, in the order in which it was told of them."""
        return self._names()[: self.count]

    # --- the files -------------------------------------------------------------------------------

    @property
    def _made(self) -> Path:
        return self.folder / _BUNDLE

    def _marks(self) -> list[str]:
        """What the folder's index was made with and from; nothing when a run was broken off."""
        try:
            return (self.folder / "marks").read_text(encoding="utf-8").split("\n")
        except FileNotFoundError:
            return []

    def _table(self) -> Path:
        """Pagefind's own table of the index."""
        entry = json.loads((self._made / "pagefind-entry.json").read_bytes())
        return self._made / f"pagefind.{entry['languages'][LANGUAGE]['hash']}.pf_meta"

    def _names(self) -> list[str]:
        """The files of the index: a fragment for each paper, in the order of the records, then the pieces."""
        return [name.decode() for name in _NAME.findall(gzip.decompress(self._table().read_bytes()))]

    def _files(self) -> set[Path]:
        """All files that the site needs. Raises ``OSError`` or ``ValueError`` while the tables are not there."""
        names = self._names()
        fragments = {self._made / "fragment" / f"{name}.pf_fragment" for name in names[: self.count]}
        pieces = {self._made / "index" / f"{name}.pf_index" for name in names[self.count :]}
        return {*(self._made / name for name in _COMMON), self._table(), *fragments, *pieces}

    def _sizes(self) -> dict[Path, int]:
        """Bytes of each file that the site needs; nothing while one is missing or empty."""
        try:
            sizes = {path: path.stat().st_size for path in self._files()}
        except (OSError, ValueError, EOFError):
            return {}
        return sizes if all(sizes.values()) else {}

    def _tidy(self) -> None:
        """Remove what the index no longer has, and what the site has no use for."""
        kept = self._files()
        for path in list(self._made.rglob("*")):
            if path.is_file() and path not in kept:
                path.unlink()

    # --- the run ---------------------------------------------------------------------------------

    def _start(self) -> None:
        if self._marks()[:1] != [_tools()]:
            shutil.rmtree(self.folder, ignore_errors=True)
        self._made.mkdir(parents=True, exist_ok=True)
        for name in ("marks", f"{_BUNDLE}/pagefind-entry.json"):
            (self.folder / name).unlink(missing_ok=True)
        with (self.folder / "complaints.txt").open("wb") as complaints:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "pagefind", "--service"],
                cwd=self.folder,  # where no one's configuration of Pagefind lies
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
            )

    def _tell(self) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it ended early; the missing answer tells
            for message in _messages(self.told, self._made):
                self.process.stdin.write(base64.b64encode(message.encode("utf-8", "replace")) + b",")
            self.process.stdin.flush()

    def _listen(self) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        for answer in _pieces(self.process.stdout.fileno()):
            payload = json.loads(base64.b64decode(answer))["payload"]
            if payload["type"] == "Error":
                self.complaints.append(str(payload.get("message")))
                self.process.kill()
            elif payload["type"] == "WriteFiles":
                self.is_told = self._wait_for_files()
                # At the end of its input the service stops, whatever it has still to do.
                self.process.stdin.close()

    def _wait_for_files(self) -> bool:
        """Pagefind answers while its last files are still on their way; when it ends then, they stay empty."""
        latest = time.monotonic() + PATIENCE
        before: dict[Path, int] = {}
        while time.monotonic() < latest:
            sizes = self._sizes()
            if sizes and sizes == before:  # no file grows any more
                return True
            before = sizes
            time.sleep(0.05)
        self.complaints.append(f"files are missing in {self._made}; was Pagefind updated?")
        return False


def _tools() -> str:
    """What an index is made with; files of another one cannot stay."""
    return fingerprint(version("pagefind"), LANGUAGE, str(CHUNK_SIZE))


def _environment() -> dict[str, str]:
    """Without settings of Pagefind's that someone made for another site."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    return kept | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK_SIZE)}


def _messages(told: Iterable[Record], target: Path) -> Iterator[str]:
    for number, payload in enumerate(_payloads(told, target), start=1):
        yield json.dumps({"message_id": number, "payload": payload}, ensure_ascii=False)


def _payloads(told: Iterable[Record], target: Path) -> Iterator[dict[str, object]]:
    """What the service is told (the classes in ``pagefind.service.types`` list the fields)."""
    yield {"type": "NewIndex", "config": {"force_language": LANGUAGE}}
    for record in told:
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": record.card,
            "content": record.content,
            "language": LANGUAGE,
            "meta": {"title": record.title, "by": record.by},
            "filters": {},
            "sort": {},
        }
    yield {"type": "WriteFiles", "index_id": 0, "output_path": str(target)}


def _pieces(source: int) -> Iterator[bytes]:
    """What comes through a pipe, cut at commas."""
    rest = b""
    while data := os.read(source, 1 << 16):
        *whole, rest = (rest + data).split(b",")
        yield from whole


def _copy(file: Path, source: Path, target: Path) -> str:
    """Copy a file unless it is there; most carry a hash of what they hold in their name."""
    name = file.relative_to(source)
    copy = target / name
    if not copy.is_file() or name.as_posix() in _COMMON:
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    return name.as_posix()
