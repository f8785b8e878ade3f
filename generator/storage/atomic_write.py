"""Writes files whole or not at all: a run may be stopped at any moment."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, data: bytes) -> bool:
    """Put a file in place in one step; was it another one before? An equal file is not touched.

    Raises ``OSError``, which names the file, when it cannot be written.
    """
    if path.is_file() and path.read_bytes() == data:
        return False
    try:
        _replace(path, data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    return True


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # The name begins with a dot, so that nothing takes what a stopped run leaves for content.
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # A draft is for its owner's eyes only; what it becomes is as any other file of the folder.
        draft.chmod(0o644)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
