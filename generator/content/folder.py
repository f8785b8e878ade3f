"""What lies in a content folder, and what there is not read. The only place that knows its layout."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.catalogue.permalink_list import PERMALINKS_FILE as PERMALINKS
from generator.content.content_problems import (
    EXPECTED_FILE,
    EXPECTED_FOLDER,
    MISSPELLED_FOLDER,
    NESTED_FILE,
    UNREAD_FILE,
    UNREAD_FOLDER,
    UNREADABLE_FILE,
)
from generator.content.page_folder import PAGES_FOLDER, check_pages, unencodable
from generator.curation.misplaced_files import kind_of_file, misplaced_problem
from generator.curation.value_kinds import suggest
from generator.digests.digest_names import day_in_name
from generator.digests.scrape_form import DIGEST_ENDINGS
from generator.model.problem import Place, Problem

_SITE = "site.yml"
_DIGESTS = "digests"
_CURATED = ("topics", "papers", "learned", "enrichment")
_SCHEMA = "schema"
_DIGEST_ENDINGS = tuple(f".{ending}" for ending in DIGEST_ENDINGS)


def digest_files(folder: Path, planned: Mapping[str, bytes | None]) -> Iterator[tuple[str, bytes]]:
    """The digests, by name: the path of each below the content folder, and its content.

    ``planned`` has the content of those that are to be written, by path, and nothing for those that are to be removed.
    """
    there = {f"{_DIGESTS}/{path.name}": path for path in _files(folder / _DIGESTS)}
    for file in sorted(there.keys() | planned.keys()):
        data = planned[file] if file in planned else there[file].read_bytes()
        if data is not None:
            yield file, data


def curated_files(folder: Path) -> dict[str, bytes]:
    """The curated files, by their path below the content folder."""
    files = {f"{name}/{path.name}": path.read_bytes() for name in _CURATED for path in _files(folder / name)}
    if _is_readable(folder / _SITE):
        files[_SITE] = (folder / _SITE).read_bytes()
    return files


def permalinks_file(folder: Path) -> bytes | None:
    """The list of published addresses; ``None`` when there is none that can be read."""
    path = folder / PERMALINKS
    return path.read_bytes() if _is_readable(path) else None


def read_pages(folder: Path) -> dict[str, bytes]:
    """The pages written by hand, by their path below ``pages/``, with line ends as on every system."""
    root = folder / PAGES_FOLDER
    pages = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes().replace(b"\r\n", b"\n") for path in pages}


def _files(folder: Path) -> list[Path]:
    """The visible files of a folder that can be read, by name; ``check_folder`` reports the others."""
    if not _is_readable_folder(folder):
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and _is_readable(path))


def _is_readable_folder(path: Path) -> bool:
    return path.is_dir() and os.access(path, os.R_OK | os.X_OK)


def _is_readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


# --- what is not read ------------------------------------------------------------------------


def check_folder(folder: Path) -> Iterator[Problem]:
    """Files that are not read: what they say would be lost without notice."""
    yield from _misplaced_folders(folder)
    yield from _unreadable_files(folder)
    yield from check_pages(folder)
    yield from _misplaced_digests(folder)
    yield from _misspelt_permalinks(folder)
    for path in sorted(folder.glob("**/*.[yY]*[mM][lL]")):
        name = path.relative_to(folder).as_posix()
        if not any(part.startswith(".") for part in name.split("/")):
            yield from _unread_file(folder, name)


def _unread_file(folder: Path, name: str) -> Iterator[Problem]:
    top, *below = name.split("/")
    is_curated = top in _CURATED and below
    if name == _SITE or top in (_DIGESTS, _SCHEMA):
        return
    if not is_curated and not (below and suggest(top, _CURATED)) and (problem := _misplaced(folder, name)):
        yield problem
    elif not below:
        yield _stray_file(folder, name)
    elif top == PAGES_FOLDER:
        return
    elif top not in _CURATED:
        hint = suggest(top, _CURATED)
        message = f"expected one of {', '.join(_CURATED)}, found '{top}'{hint}"
        # A folder that is not named like one of ours may belong to another program.
        yield Problem(Place(name), "folder", message, MISSPELLED_FOLDER if hint else UNREAD_FOLDER)
    elif len(below) > 1:
        message = f"expected a file in {top}/ itself, found '{name}'; move it up"
        yield Problem(Place(name), "file name", message, NESTED_FILE)


def _misplaced(folder: Path, name: str) -> Problem | None:
    """A curated file that is in no folder of such files, by its keys."""
    if not _is_readable(folder / name):
        return None
    data = (folder / name).read_bytes()
    kind = kind_of_file(name, data)
    if kind is None or (kind.name == "site" and not (folder / _SITE).exists()):
        return None
    return misplaced_problem(name, data, kind, lambda path: (folder / path).exists())


def _stray_file(folder: Path, name: str) -> Problem:
    near = suggest(name, [_SITE]) if not (folder / _SITE).exists() else ""
    advice = near or f"; move it to {', '.join(f'{place}/' for place in _CURATED)} or out of the content folder"
    message = f"expected site.yml, or a file in a folder, found '{name}'{advice}"
    return Problem(Place(name), "file name", message, UNREAD_FILE)


def _misplaced_digests(folder: Path) -> Iterator[Problem]:
    """Files that are named like digests, where nobody looks for one."""
    for parent, folders, names in os.walk(folder):
        top, *below = Path(parent).relative_to(folder).parts or ("",)
        hidden = [name for name in folders if name.startswith(".")]
        skipped = hidden if top else [*hidden, PAGES_FOLDER, _SCHEMA]
        folders[:] = sorted(name for name in folders if name not in skipped)
        # What is directly in these folders is read, or reported by who reads it.
        if below or top not in (_DIGESTS, *_CURATED):
            for name in sorted(names):
                if name.lower().endswith(_DIGEST_ENDINGS) and day_in_name(name):
                    yield _misplaced_digest(top, Path(parent, name).relative_to(folder).as_posix())


def _misplaced_digest(top: str, name: str) -> Problem:
    if not top:
        message = f"expected digests in {_DIGESTS}/, found '{name}'; move it there"
        return Problem(Place(name), "file name", message, UNREAD_FILE)
    if top in (_DIGESTS, *_CURATED):
        # It may be put away there on purpose, which a warning allows.
        message = f"expected a digest in {_DIGESTS}/ itself, found '{name}'; move it there"
        return Problem(Place(name), "folder", message, UNREAD_FOLDER)
    hint = suggest(top, (_DIGESTS,))
    message = f"expected digests in {_DIGESTS}, found one in '{top}'{hint}"
    return Problem(Place(name), "folder", message, MISSPELLED_FOLDER if hint else UNREAD_FOLDER)


def _misspelt_permalinks(folder: Path) -> Iterator[Problem]:
    if (folder / PERMALINKS).exists() or not folder.is_dir():
        return
    for path in sorted(folder.glob("*.[tT][xX][tT]")):
        if suggest(path.stem, (PERMALINKS.removesuffix(".txt"),)):
            message = f"expected {PERMALINKS}, found '{path.name}'. Did you mean '{PERMALINKS}'?"
            yield Problem(Place(path.name), "file name", message, UNREAD_FILE)


def _misplaced_folders(folder: Path) -> Iterator[Problem]:
    for name in (*_CURATED, _DIGESTS, PAGES_FOLDER):
        path = folder / name
        if path.exists() and not path.is_dir():
            message = "expected a folder, found a file; move its contents into files in a folder of that name"
            yield Problem(Place(name), "file", message, EXPECTED_FOLDER)
        elif path.is_symlink() and not path.exists():
            message = "expected a folder, found a broken link; put the folder itself here"
            yield Problem(Place(name), "folder", message, UNREADABLE_FILE)
        elif path.is_dir() and not _is_readable_folder(path):
            message = "expected a folder, found one that must not be read; change its permissions"
            yield Problem(Place(name), "folder", message, UNREADABLE_FILE)


def _unreadable_files(folder: Path) -> Iterator[Problem]:
    folders = [folder / name for name in (*_CURATED, _DIGESTS) if _is_readable_folder(folder / name)]
    inside = (path for parent in folders for path in parent.iterdir())
    for path in sorted((*inside, folder / _SITE, folder / PERMALINKS)):
        if path.parent.name == "enrichment" and (fault := unencodable(path.name, Place(f"enrichment/{path.name}"))):
            # The names of all other files are checked where the files are read.
            yield fault
        if path.name.startswith(".") or _is_readable(path) or not (path.exists() or path.is_symlink()):
            continue
        place = Place(path.relative_to(folder).as_posix())
        if not path.is_dir():
            obstacle = "a broken link" if not path.exists() else "one that cannot be read"
            yield Problem(
                place, "file", f"expected a file, found {obstacle}; put the file itself here", UNREADABLE_FILE
            )
        elif path.suffix in (".yml", ".yaml", ".txt"):
            message = "expected a file, found a folder; move its files up and delete it"
            yield Problem(place, "file", message, EXPECTED_FILE)
