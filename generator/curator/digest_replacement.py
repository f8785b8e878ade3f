"""Puts a digest in the place of those of the same day and label, whatever their forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from generator.curator.add_digest import PlacedScrape
from generator.digests.digest_names import DIGEST_NAME
from generator.digests.reader import read_digest
from generator.digests.scrape_form import DIGEST_ENDINGS
from generator.storage.atomic_write import write_whole


def digests_of_same_day(content: Path, file: str) -> list[Path]:
    """The digests of the same day and label, in any form and with any extension: other files are none."""
    wanted = _day_and_label(PurePosixPath(file).stem)
    return [path for path in _digests(content) if _day_and_label(path.stem) == wanted]


def is_there(there: Sequence[Path], scrape: PlacedScrape, data: bytes) -> bool:
    """Is the digest already stored, with the same bytes or, as a new response of arXiv, with the same papers?"""
    if [path.name for path in there] != [PurePosixPath(scrape.file).name]:
        return False
    kept = there[0].read_bytes()
    return kept == data or (scrape.file.endswith(".xml") and read_digest(scrape.file, kept)[0] == scrape.digest)


def same_on_another_day(content: Path, data: bytes) -> Path | None:
    """A digest with the same bytes, whatever its day."""
    same_size = (path for path in _digests(content) if path.stat().st_size == len(data))
    return next((path for path in same_size if path.read_bytes() == data), None)


def write_digest(content: Path, file: str, data: bytes, there: Sequence[Path]) -> Path:
    """Write a file completely or not at all, in the place of those of the same day and label."""
    path = content / file
    first, *others = [replaced for replaced in there if replaced.name != path.name] or [path]
    # Whatever its name ends in, a digest is read by its content. So there is one digest of the day at any moment.
    if path not in (first, *there):
        first.rename(path)
    try:
        write_whole(path, data, below=content)
    except OSError:
        if path not in (first, *there):
            path.rename(first)
        raise
    for replaced in (first, *others):
        if replaced != path:
            replaced.unlink(missing_ok=True)
    return path


def _digests(content: Path) -> list[Path]:
    endings = tuple(f".{ending}" for ending in DIGEST_ENDINGS)
    paths = (content / "digests").glob("[!.]*")
    return sorted(path for path in paths if path.suffix in endings and _day_and_label(path.stem) and path.is_file())


def _day_and_label(stem: str) -> tuple[str, str | None] | None:
    match = DIGEST_NAME.fullmatch(stem)
    return (match["day"], match["label"]) if match else None
