"""Pages written by hand, which are rendered again when what they show of others has changed.

They link to any page and show the topics beside them, and MkDocs warns of a link that leads nowhere only while
it renders both pages: the one with the link and the one that it leads to.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from mkdocs.structure.files import File, Files

from generator.storage.cache import fingerprint
from generator.storage.files_below import files_below

_PART_OF_PAGE = re.compile(r'(?:\]\(\s*<?|^ {0,3}\[[^\]\n]*\]:\s*<?|href=")([^)#>\s"]+)#', re.MULTILINE)
"""A link, a definition of one or an attribute that names a part of another page."""


def hashes(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file of the hand-written pages with its hash, by its output below the site. Links are followed, as MkDocs
    does.
    """
    for path in files_below(folder):
        name = path.relative_to(folder)
        if not any(part.startswith(".") for part in name.parts):
            yield _output(name).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def _output(name: Path) -> Path:
    if name.suffix != ".md":
        return name
    return name.with_name("index.html") if name.stem in ("index", "README") else name.with_suffix("") / "index.html"


def linked_state(files: Files, outline: str) -> tuple[str, list[str]]:
    """A fingerprint of what hand-written pages show of others, and the outputs to make again when it has changed."""
    pages = {file.src_uri: file for file in files.documentation_pages()}
    by_hand = [file for file in pages.values() if file.generated_by is None]
    linked = sorted({target for file in by_hand for target in _pages_linked_in_part(file)})
    targets = [pages[target] for target in linked if target in pages]
    state = fingerprint(
        outline, *sorted(file.src_uri for file in files), *(target.content_string for target in targets)
    )
    return state, [file.dest_uri for file in (*by_hand, *targets)]


def _pages_linked_in_part(file: File) -> Iterator[str]:
    folder = PurePosixPath(file.src_uri).parent
    for address in _PART_OF_PAGE.findall(file.content_string):
        yield posixpath.normpath(folder / unquote(address))
