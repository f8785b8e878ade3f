"""The results of stages in a file of SQLite, so that a build reads only those of the stages that it needs.

The file lies beside the content folder, where somebody else may have put it. Nothing in it is executed: it
must hold our one table and nothing else, it is opened as one that nobody changes, so that a journal beside
it is never played back, and each row has a checksum. Whatever is otherwise counts as not there.

A file is never changed in place: a copy is, and takes its place. So a build that is killed leaves the old one,
and two builds at once leave that of the later one.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from zlib import crc32

from generator.storage.atomic_write import behind_links, draft_of
from generator.storage.folder_lock import locked

_TABLE = "CREATE TABLE results (stage TEXT, key TEXT, value BLOB, checksum INTEGER)"
_INDEX = "CREATE UNIQUE INDEX by_key ON results (stage, key)"
_PAGE = 32768
"""Bytes. On smaller pages many values would each waste the rest of one."""
_HEAD = ("", "program")
"""Stage and key of the row that says which program wrote the file."""
_MOST_BYTES = 4 << 30
"""A larger file is none of ours: it would hold more than a million papers."""
_LONGEST_VALUE = 256 << 20


@dataclass(frozen=True, slots=True)
class StageChanges:
    """What becomes of the results of a stage."""

    dropped: Iterable[str]
    """Keys."""
    kept: Mapping[str, bytes]
    """New results, by key."""


@dataclass(frozen=True, slots=True)
class StageStore:
    """The results of one program. What another one wrote counts as not there."""

    file: Path
    program: str

    def read(self, stage: str) -> dict[str, bytes]:
        """The results of a stage, by key."""
        try:
            if not self.file.is_file() or self.file.stat().st_size > _MOST_BYTES:
                return {}
            with closing(_opened(self.file, "mode=ro&immutable=1")) as database:
                return _rows(database, stage) if self._is_ours(database) else {}
        except (OSError, sqlite3.Error, ValueError):
            return {}

    def write(self, changes: Mapping[str, StageChanges]) -> None:
        """Put changes in place, all or none. Raises ``OSError`` when the file cannot be written."""
        try:
            # Copies of a process each add what they made, and none is to lose what another added meanwhile.
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with locked(self.file.parent), draft_of(behind_links(self.file)) as draft:
                path = Path(draft.name)
                if not self._write_copy(path, changes):
                    draft.truncate()
                    with closing(_opened(path, "mode=rw&nolock=1")) as database:
                        for statement in (f"PRAGMA page_size = {_PAGE}", _TABLE, _INDEX):
                            database.execute(statement)
                        _put(database, _HEAD[0], {_HEAD[1]: self.program.encode()})
                        _change(database, changes)
        except sqlite3.Error as error:
            raise OSError(f"{self.file}: {error}") from error

    def _write_copy(self, path: Path, changes: Mapping[str, StageChanges]) -> bool:
        """Change a copy of the file, if it is one of ours; was it?"""
        try:
            if not self.file.is_file() or self.file.stat().st_size > _MOST_BYTES:
                return False
            shutil.copyfile(self.file, path)
            with closing(_opened(path, "mode=rw&nolock=1")) as database:
                if not self._is_ours(database):
                    return False
                _change(database, changes)
        except (sqlite3.DatabaseError, ValueError):
            return False
        return True

    def _is_ours(self, database: sqlite3.Connection) -> bool:
        schema = database.execute("SELECT type, sql FROM sqlite_schema").fetchall()
        return schema == [("table", _TABLE), ("index", _INDEX)] and _rows(database, _HEAD[0]) == {
            _HEAD[1]: self.program.encode()
        }


def _opened(file: Path, mode: str) -> sqlite3.Connection:
    database = sqlite3.connect(f"file:{quote(str(file.resolve()))}?{mode}", uri=True, isolation_level=None)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    # A draft is thrown away when something fails, so it needs no journal; nor does a cache outlive a power cut.
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "journal_mode = OFF", "synchronous = OFF"):
        database.execute(f"PRAGMA {pragma}")
    return database


def _rows(database: sqlite3.Connection, stage: str) -> dict[str, bytes]:
    """The rows of a stage that are as they were written."""
    rows = database.execute("SELECT key, value, checksum FROM results WHERE stage = ?", (stage,))
    return {
        key: value
        for key, value, checksum in rows
        if isinstance(key, str) and isinstance(value, bytes) and _checksum(stage, key, value) == checksum
    }


def _change(database: sqlite3.Connection, changes: Mapping[str, StageChanges]) -> None:
    database.execute("BEGIN")
    for stage, change in sorted(changes.items()):
        dropped = [(stage, key) for key in change.dropped]
        database.executemany("DELETE FROM results WHERE stage = ? AND key = ?", dropped)
        _put(database, stage, change.kept)
    database.execute("COMMIT")


def _put(database: sqlite3.Connection, stage: str, values: Mapping[str, bytes]) -> None:
    # In the order of the table, which is the fastest.
    rows = [(stage, key, value, _checksum(stage, key, value)) for key, value in sorted(values.items())]
    database.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", rows)


def _checksum(stage: str, key: str, value: bytes) -> int:
    return crc32(value, crc32(f"{stage}\t{key}\t".encode()))
