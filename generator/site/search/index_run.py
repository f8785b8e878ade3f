"""Runs Pagefind to build the index of one shard of papers.

Records go one after the other to Pagefind's service, the one that its own packages for Python and Node
use. A folder of pages would be simpler, but Pagefind numbers pages in the order in which the file system
lists them, and the same input must give the same bytes everywhere. The Python package waits a tenth of a
second for each answer (https://pagefind.app/docs/py-api/).

Pagefind cannot update part of an index, so all records of a shard are sent again whenever one of them
changes, and only then. Pagefind names its files by hashes of their content and does not rewrite those that
exist, so the folder is kept from build to build.
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

from generator.site.search.search_records import SearchRecord
from generator.storage.atomic_write import write_whole
from generator.storage.cache import fingerprint
from generator.storage.file_stamp import stamp_of

LANGUAGE = "mul"
"""The code for many languages. For a language that it knows, Pagefind reduces words to their stems, and a
partly typed word such as ``optimiza`` would not find the stem ``optim``. The page strips endings from the
query instead.
"""
CHUNK_SIZE = 3000
"""Places of words in one file of the index. With Pagefind's default of 20,000 a search loads about 60 KB more."""
PATIENCE = 30.0
"""Seconds to wait until the last files are on disk."""
_ROOM = 1 << 20
"""Bytes; more than any file of an index has."""
_BUNDLE = "pagefind"
_PROGRAM = ("pagefind.js", "wasm.unknown.pagefind")
_COMMON = (*_PROGRAM, "pagefind-entry.json")
"""What a search loads besides the index. Pagefind also writes user interfaces, which this site does not use."""
_STANDARD_ERROR = "stderr.txt"
_RECORD = "record"  # written last, so that a folder without this file has no complete index
_NAME = re.compile(rf"{LANGUAGE}_[0-9a-f]{{7,}}".encode())


class IndexFailed(Exception):
    """Pagefind did not build an index; the text has its own message."""


@dataclass(slots=True)
class Shard:
    """The index of some papers, complete or still to be built."""

    folder: Path
    """Where it is built and kept from build to build."""
    count: int
    """Papers."""
    fingerprint: str
    """Of everything it is built from."""
    records: Sequence[SearchRecord]
    """What Pagefind has to index; empty when the folder has the index already."""
    process: subprocess.Popen[bytes] | None = None
    errors: list[str] = field(default_factory=list)
    is_written: bool = False
    """Has Pagefind confirmed that everything is written, and are all files there?"""

    @classmethod
    def of(cls, folder: Path, records: Sequence[SearchRecord]) -> Shard:
        """A shard of at least one paper; its records are dropped where the index is up to date."""
        shard = cls(folder, len(records), fingerprint(*(repr(record) for record in records)), records)
        if shard._read_record() == shard._record():
            shard.records = ()
        return shard

    def build(self) -> None:
        """Build the index, unless it is up to date. Raises ``IndexFailed``, or ``OSError`` when a disk is full."""
        if not self.records:
            return
        self._start()
        self._exchange()
        self.records = ()
        if not self.is_written:
            printed = (self.folder / _STANDARD_ERROR).read_text(encoding="utf-8", errors="replace")
            raise IndexFailed("; ".join([*self.errors, printed.strip()]) or "it stopped without a message")
        self._tidy()
        (self.folder / _RECORD).write_text("\n".join(self._record()), encoding="utf-8")

    def stop(self) -> None:
        """Stop Pagefind, after the build has failed elsewhere."""
        if self.process is not None:
            self.process.kill()

    def publish(self, target: Path, *, is_first: bool) -> list[str]:
        """Copy the index to its place in the site; returns paths relative to that. Only the first shard
        brings Pagefind's program.
        """
        files = sorted(path for path in self._output.rglob("*") if path.is_file())
        return [_copy(file, self._output, target) for file in files if is_first or file.name not in _PROGRAM]

    def ids(self) -> list[str]:
        """The ids of the papers in the index, in the order of the records."""
        return self._names()[: self.count]

    # --- the files -------------------------------------------------------------------------------

    @property
    def _output(self) -> Path:
        return self.folder / _BUNDLE

    def _read_record(self) -> list[str]:
        """What the index of the folder was built from, and its files; nothing after an interrupted run."""
        try:
            return (self.folder / _RECORD).read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeError):
            return []

    def _record(self) -> list[str]:
        """The fingerprints of the tools and the records, and what is there with its stamp: somebody may have damaged
        a file or put one there.
        """
        paths = sorted(self._output.rglob("*")) if self._output.is_dir() else []
        stamps = (f"{' '.join(map(str, stamp_of(path)))} {path.relative_to(self._output)}" for path in paths)
        return [_tools(), self.fingerprint, *stamps]

    def _table(self) -> Path:
        """Pagefind's own list of the files of the index."""
        entry = json.loads((self._output / "pagefind-entry.json").read_bytes())
        return self._output / f"pagefind.{entry['languages'][LANGUAGE]['hash']}.pf_meta"

    def _names(self) -> list[str]:
        """The files of the index: a fragment for each paper, in the order of the records, then the pieces."""
        return [name.decode() for name in _NAME.findall(gzip.decompress(self._table().read_bytes()))]

    def _files(self) -> set[Path]:
        """All files that the site needs. Raises ``OSError`` or ``ValueError`` while the tables are not there."""
        names = self._names()
        fragments = {self._output / "fragment" / f"{name}.pf_fragment" for name in names[: self.count]}
        pieces = {self._output / "index" / f"{name}.pf_index" for name in names[self.count :]}
        return {*(self._output / name for name in _COMMON), self._table(), *fragments, *pieces}

    def _sizes(self) -> dict[Path, int]:
        """Bytes of each file that the site needs; nothing while one is missing or empty."""
        try:
            sizes = {path: path.stat().st_size for path in self._files()}
        except (OSError, ValueError, EOFError):
            return {}
        return sizes if all(sizes.values()) else {}

    def _tidy(self) -> None:
        """Remove files of an earlier index, and those that the site does not use."""
        kept = self._files()
        for path in list(self._output.rglob("*")):
            if path.is_file() and path not in kept:
                path.unlink()

    # --- the run ---------------------------------------------------------------------------------

    def _start(self) -> None:
        tools, _, *files = self._read_record() or ["", ""]
        if [tools, *files] != [_tools(), *self._record()[2:]]:
            self.folder.unlink() if self.folder.is_file() else shutil.rmtree(self.folder, ignore_errors=True)
        self._output.mkdir(parents=True, exist_ok=True)
        for name in (_RECORD, f"{_BUNDLE}/pagefind-entry.json"):
            (self.folder / name).unlink(missing_ok=True)
        with (self.folder / _STANDARD_ERROR).open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "pagefind", "--service"],
                cwd=self.folder,  # has no configuration file of Pagefind
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                close_fds=False,  # the lock is not given back before it has ended
            )

    def _exchange(self) -> None:
        """Send all records and read all answers, until Pagefind ends."""
        assert self.process is not None
        # One thread for each direction: neither side may wait for the other to read.
        sending = Thread(target=self._send, daemon=True)
        sending.start()
        try:
            self._receive()
        except OSError:
            self.process.kill()
            raise
        finally:
            sending.join()
            for pipe in (self.process.stdin, self.process.stdout):
                with contextlib.suppress(BrokenPipeError):
                    if pipe is not None:
                        pipe.close()
            self.process.wait()

    def _send(self) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it ended early, which the missing answer shows
            for message in _messages(self.records, self._output):
                self.process.stdin.write(base64.b64encode(message.encode("utf-8", "replace")) + b",")
            self.process.stdin.flush()

    def _receive(self) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        for answer in _pieces(self.process.stdout.fileno()):
            payload = json.loads(base64.b64decode(answer))["payload"]
            if payload["type"] == "Error":
                self.errors.append(str(payload.get("message")))
                self.process.kill()
            elif payload["type"] == "WriteFiles":
                self.is_written = self._wait_for_files()
                # At the end of its input the service stops at once, even in the middle of its work.
                self.process.stdin.close()

    def _wait_for_files(self) -> bool:
        """Pagefind answers before its last files are written. If it were ended then, they would stay empty."""
        begun = time.monotonic()
        before: dict[Path, int] = {}
        while (waited := time.monotonic() - begun) < PATIENCE:
            sizes = self._sizes()
            if sizes and sizes == before:  # no file is growing any more
                return True
            if not sizes and waited > 1:
                self._require_room()
            before = sizes
            time.sleep(0.05)
        self.errors.append(f"files are missing in {self._output}; was Pagefind updated?")
        return False

    def _require_room(self) -> None:
        """Pagefind does not say what keeps it from writing, but the system does. Raises ``OSError``."""
        probe = self.folder / "probe"
        try:
            write_whole(probe, bytes(_ROOM))
            probe.unlink()
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self.folder)) from error


def _tools() -> str:
    """The fingerprint of what an index is built with. Files from other versions or settings cannot be kept."""
    return fingerprint(version("pagefind"), LANGUAGE, str(CHUNK_SIZE))


def _environment() -> dict[str, str]:
    """The environment without settings of Pagefind that are meant for another site."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    return kept | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK_SIZE)}


def _messages(records: Iterable[SearchRecord], target: Path) -> Iterator[str]:
    for number, payload in enumerate(_payloads(records, target), start=1):
        yield json.dumps({"message_id": number, "payload": payload}, ensure_ascii=False)


def _payloads(records: Iterable[SearchRecord], target: Path) -> Iterator[dict[str, object]]:
    """What the service gets (the classes in ``pagefind.service.types`` list the fields)."""
    yield {"type": "NewIndex", "config": {"force_language": LANGUAGE}}
    for record in records:
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
    """What comes through a pipe, split at commas."""
    rest = b""
    while data := os.read(source, 1 << 16):
        *whole, rest = (rest + data).split(b",")
        yield from whole


def _copy(file: Path, source: Path, target: Path) -> str:
    """Copy a file unless the site has it; most have a hash of their content in their name."""
    name = file.relative_to(source)
    copy = target / name
    if not copy.is_file() or name.as_posix() in _COMMON:
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    return name.as_posix()
