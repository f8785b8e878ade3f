"""The run of Pagefind that makes the index, beside the rest of a build.

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
PATIENCE = 30.0
"""Seconds in which the last files must reach the disk."""
_COMMON = ("pagefind.js", "pagefind-entry.json", "wasm.unknown.pagefind")
"""What a search loads besides the index; Pagefind also writes user interfaces, which this site does not use."""
_NAME = re.compile(rf"{LANGUAGE}_[0-9a-f]{{7,}}".encode())


class IndexFailed(Exception):
    """Pagefind did not make an index; the text says what it said."""


@dataclass(slots=True)
class Index:
    """The index of a catalogue, made or being made."""

    folder: Path
    """Where it is made and stays from build to build."""
    count: int
    """Papers."""
    mark: str
    """Hash of everything it is made from."""
    process: subprocess.Popen[bytes] | None = None
    threads: tuple[Thread, ...] = ()
    complaints: list[str] = field(default_factory=list)
    is_told: bool = False
    """Has Pagefind said that it wrote everything?"""

    @classmethod
    def begin(cls, folder: Path, records: Iterable[Record]) -> Index:
        """Start to make the index, unless the folder has it already."""
        told = list(records)
        index = cls(folder, len(told), mark(*(repr(record) for record in told)))
        if told and index._marks() != [_tools(), index.mark]:
            index._start(told)
        return index

    def finish(self) -> None:
        """Wait until the index is there. Raises ``IndexFailed``."""
        if self.process is None:
            return
        self._end()
        if not self.is_told:
            said = (self.folder / "complaints.txt").read_text(encoding="utf-8", errors="replace")
            raise IndexFailed("; ".join([*self.complaints, said.strip()]) or "it stopped without a word")
        self._tidy()
        (self.folder / "marks").write_text(f"{_tools()}\n{self.mark}", encoding="utf-8")

    def stop(self) -> None:
        """Give up, for a build that failed."""
        if self.process is not None:
            self.process.kill()
            self._end()

    def publish(self, site: Path, catalogue: Catalogue) -> list[str]:
        """Copy the index into the site, with the tables beside it; returns the paths below the site."""
        target = site / FOLDER
        target.mkdir(parents=True, exist_ok=True)
        files = sorted(path for path in self._made.rglob("*") if path.is_file()) if self.count else []
        outputs = [_copy(file, self._made, target) for file in files]
        posts = (self.folder / "posts").read_text(encoding="utf-8").split("\n") if self.count else []
        ids = self._names()[: self.count] if self.count else []
        for name, text in (("shelf.json", shelf_json(catalogue, posts)), ("papers.json", papers_json(catalogue, ids))):
            (target / name).write_text(text, encoding="utf-8", newline="\n")
            outputs.append(f"{FOLDER}/{name}")
        return outputs

    # --- the files -------------------------------------------------------------------------------

    @property
    def _made(self) -> Path:
        return self.folder / FOLDER

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

    def _start(self, told: Sequence[Record]) -> None:
        if self._marks()[:1] != [_tools()]:
            shutil.rmtree(self.folder, ignore_errors=True)
        self._made.mkdir(parents=True, exist_ok=True)
        for name in ("marks", f"{FOLDER}/pagefind-entry.json"):
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
        # One thread for each direction: neither side may wait for the other to read.
        self.threads = (
            Thread(target=self._tell, args=(told,), daemon=True),
            Thread(target=self._listen, daemon=True),
        )
        for thread in self.threads:
            thread.start()
        posts = signposts((f"{one.title} {one.by} {one.content}" for one in told), CHUNK_SIZE // 2)
        (self.folder / "posts").write_text("\n".join(posts), encoding="utf-8")

    def _tell(self, told: Sequence[Record]) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it ended early; the missing answer tells
            for message in _messages(told, self._made):
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


def _tools() -> str:
    """What an index is made with; files of another one cannot stay."""
    return mark(version("pagefind"), LANGUAGE, str(CHUNK_SIZE))


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
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(file, copy)
    return f"{FOLDER}/{name.as_posix()}"
