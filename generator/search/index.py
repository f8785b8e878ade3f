"""The run of Pagefind that makes the index, beside the rest of a build.

Papers are told one after the other to Pagefind's service, the one that its own packages for Python
and Node talk to. A folder of pages would be simpler, but Pagefind numbers pages in the order in which
the file system lists them, and the same input must give the same bytes everywhere; the Python package
waits a tenth of a second for each answer (https://pagefind.app/docs/py-api/).

Pagefind cannot mend an index in part, so it is made again whenever a record changes, and only then.
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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from threading import Thread

from generator.memory import mark
from generator.model import Catalogue
from generator.search.facets import papers_json, shelf_json
from generator.search.records import Record
from generator.search.words import signposts

FOLDER = "pagefind"
"""Where the index lies below the site."""
LANGUAGE = "mul"
"""Many languages. For one that it knows, Pagefind would cut words to their stems, and the beginning of a
word, such as ``optimiza``, would not find its stem, ``optim``. The page cuts endings off the query instead.
"""
CHUNK_SIZE = 3000
"""Places of words in one file of the index. With Pagefind's 20,000 a search loads about 60 KB more."""
PATIENCE = 60
"""Seconds to wait for the system to write what Pagefind has made."""
_KEPT = ("pagefind.js", "pagefind-entry.json", "wasm.unknown.pagefind", "*.pf_meta", "index/*", "fragment/*")
"""What a search loads; Pagefind also writes user interfaces, which this site does not use."""
_ID = re.compile(rb"mul_[0-9a-f]{7,}")


class IndexFailed(Exception):
    """Pagefind did not make an index; the text says what it said."""


@dataclass(slots=True)
class Index:
    """The index of a catalogue, made or being made in a folder that stays from build to build."""

    folder: Path
    count: int
    """Papers."""
    mark: str
    """Hash of everything it is made from."""
    process: subprocess.Popen[bytes] | None = None
    threads: tuple[Thread, ...] = ()
    complaints: list[str] = field(default_factory=list)
    answers: int = 0

    @classmethod
    def begin(cls, folder: Path, records: Iterable[Record]) -> Index:
        """Start to make the index, unless the folder has it already."""
        told = list(records)
        messages = list(_messages(told, folder / FOLDER))
        index = cls(folder, len(told), mark(version("pagefind"), str(CHUNK_SIZE), *messages))
        if told and not index._is_made():
            index._start(messages)
            posts = signposts((f"{one.title} {one.by} {one.content}" for one in told), CHUNK_SIZE // 2)
            (folder / "posts").write_text("\n".join(posts), encoding="utf-8")
        return index

    def finish(self) -> None:
        """Wait until the index is there. Raises ``IndexFailed``."""
        if self.process is None:
            return
        self._end()
        if self.complaints or self.answers < self.count + 2:
            said = (self.folder / "complaints.txt").read_text(encoding="utf-8", errors="replace")
            raise IndexFailed("; ".join(self.complaints) or said.strip() or "it stopped without a word")
        _leave_out(self.folder / FOLDER)
        (self.folder / "mark").write_text(self.mark)

    def stop(self) -> None:
        """Give up, for a build that failed."""
        if self.process is not None:
            self.process.kill()
            self._end()

    def publish(self, site: Path, catalogue: Catalogue) -> list[str]:
        """Copy the index into the site, with the tables beside it; returns the paths below the site."""
        target = site / FOLDER
        target.mkdir(parents=True, exist_ok=True)
        outputs = [_copy(file, self.folder / FOLDER, target) for file in self._files()]
        posts = (self.folder / "posts").read_text(encoding="utf-8").split("\n") if self.count else []
        for name, text in (
            ("shelf.json", shelf_json(catalogue, posts)),
            ("papers.json", papers_json(catalogue, self.ids())),
        ):
            (target / name).write_text(text, encoding="utf-8", newline="\n")
            outputs.append(f"{FOLDER}/{name}")
        return outputs

    def ids(self) -> list[str]:
        """What Pagefind calls each paper, in the order of the records: the first names in its own table."""
        if not self.count:
            return []
        (table,) = (self.folder / FOLDER).glob("*.pf_meta")
        found = [name.decode() for name in _ID.findall(gzip.decompress(table.read_bytes()))[: self.count]]
        if set(found) != {path.stem for path in (self.folder / FOLDER / "fragment").iterdir()}:
            raise IndexFailed("its table does not name the papers as expected; was Pagefind updated?")
        return found

    def _files(self) -> list[Path]:
        return sorted(path for path in (self.folder / FOLDER).rglob("*") if path.is_file()) if self.count else []

    def _is_made(self) -> bool:
        try:
            return (self.folder / "posts").is_file() and (self.folder / "mark").read_text() == self.mark
        except FileNotFoundError:
            return False

    def _start(self, messages: list[str]) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        with (self.folder / "complaints.txt").open("wb") as complaints:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "pagefind", "--service"],
                cwd=self.folder,  # where no one's configuration of Pagefind lies
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
            )
        # One thread for each direction: neither side may wait for the other to read.
        self.threads = (
            Thread(target=self._tell, args=(messages,), daemon=True),
            Thread(target=self._listen, daemon=True),
        )
        for thread in self.threads:
            thread.start()

    def _end(self) -> None:
        """Wait until all is said, and let go of the process."""
        assert self.process is not None
        for thread in self.threads:
            thread.join()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(BrokenPipeError):
                if pipe is not None:
                    pipe.close()
        self.process.wait()
        self.process = None

    def _tell(self, messages: list[str]) -> None:
        assert self.process is not None and self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it ended early; the missing answers tell
            for message in messages:
                self.process.stdin.write(base64.b64encode(message.encode("utf-8", "replace")) + b",")
            self.process.stdin.flush()

    def _listen(self) -> None:
        assert self.process is not None and self.process.stdin is not None and self.process.stdout is not None
        for answer in _pieces(self.process.stdout.fileno()):
            payload = json.loads(base64.b64decode(answer))["payload"]
            if payload["type"] == "Error":
                self.complaints.append(str(payload.get("message")))
            self.answers += 1
            if self.answers == self.count + 2:
                self._wait_for_files()
                # At the end of its input the service ends what it has begun to write, and stops.
                self.process.stdin.close()

    def _wait_for_files(self) -> None:
        """Pagefind answers when it has asked the system for its files, not when they are written; what
        it had not begun to write when it stops would stay empty.
        """
        files = [path for path in (self.folder / FOLDER).rglob("*") if path.is_file()]
        until = time.monotonic() + PATIENCE
        while files and time.monotonic() < until:
            files = [path for path in files if not path.stat().st_size]
            time.sleep(0.005)
        if files:
            self.complaints.append(f"it left {files[0].name} empty")


def _messages(records: Iterable[Record], target: Path) -> Iterator[str]:
    payloads = _payloads(records, target)
    for number, payload in enumerate(payloads, start=1):
        yield json.dumps({"message_id": number, "payload": payload}, ensure_ascii=False)


def _payloads(records: Iterable[Record], target: Path) -> Iterator[dict[str, object]]:
    """What the service is told (the classes in ``pagefind.service.types`` list the fields)."""
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
    """What comes through a pipe, cut at commas."""
    rest = b""
    while data := os.read(source, 1 << 16):
        *whole, rest = (rest + data).split(b",")
        yield from whole


def _environment() -> dict[str, str]:
    """Without settings of Pagefind's that someone made for another site."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    return kept | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK_SIZE)}


def _leave_out(folder: Path) -> None:
    kept = {path for pattern in _KEPT for path in folder.glob(pattern)}
    for path in folder.rglob("*"):
        if path.is_file() and path not in kept:
            path.unlink()


def _copy(file: Path, source: Path, target: Path) -> str:
    """Copy a file unless it is there; most carry a hash of their content in their name."""
    name = file.relative_to(source)
    copy = target / name
    if not copy.is_file() or name.suffix in (".js", ".json", ".pagefind"):
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(file, copy)
    return f"{FOLDER}/{name.as_posix()}"
