"""Reads a content folder and brings all stages together; the only place that knows its layout."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.catalogue.curation_checks import check_curation
from generator.catalogue.merge import merge
from generator.catalogue.permalink_list import FILE as PERMALINKS
from generator.catalogue.permalink_list import addresses, lost_addresses, read_permalinks
from generator.catalogue.redirects import Known, check_redirects
from generator.catalogue.topics.classifier import sort_papers
from generator.curation.fields import suggest
from generator.curation.reading import Curation, read_curation
from generator.digests.reader import read_digest
from generator.model.catalogue import Catalogue
from generator.model.curation import Area, Topic
from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.model.problem import Located, Place, Problem, Severity, errors
from generator.storage.cache import Cache, fingerprint

UNSORTED = "unsorted"
"""Slug of the index of papers without a topic; no topic may have it."""
_RESERVED = frozenset({UNSORTED, "index", "readme"})
_CURATED = ("topics", "papers", "enrichment")
_NOT_CURATED = ("digests", "pages", "schema")


@dataclass(frozen=True, slots=True)
class ContentResult:
    """A content folder, read: the catalogue, and all that is wrong with it."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    """Sorted by file and line."""
    hidden: tuple[Paper, ...] = ()
    """Papers that curators keep out of the site, newest first."""


def read_content(folder: Path, memory: Cache | None = None) -> ContentResult:
    """Read everything in a content folder.

    What cannot be read is left out and reported; the catalogue holds all that is sound. A memory
    only saves time.
    """
    memory = memory or Cache()
    digests, problems = _read_digests(folder, memory)
    files = _curated_files(folder)
    curation, found = read_curation(files)
    problems += found
    topics, found = _arranged_topics(curation)
    problems += found
    merged, found = merge(digests, curation.enrichments, curation.paper_notes, curation.site.mirrors, memory)
    problems += found
    sorting = sort_papers(merged.papers, topics, curation.paper_notes, memory)
    known = Known.of(merged, curation.site)
    newest_first = tuple(sorted(digests, key=lambda digest: digest.slug, reverse=True))
    catalogue = Catalogue(curation.site, newest_first, sorting.papers, topics, frozenset(files))
    pages = {one for one in addresses(catalogue) if not one.startswith("papers/")} | {f"topics/{UNSORTED}"}
    redirects, found = check_redirects(curation.site, known, merged, pages)
    problems += found
    catalogue = replace(catalogue, site=replace(curation.site, redirects=redirects))
    problems += check_curation(catalogue, curation, known, sorting)
    problems += _unread(folder)
    hidden = sort_papers(merged.hidden, topics, curation.paper_notes, memory).papers if merged.hidden else ()
    problems += _check_permalinks(folder, catalogue, hidden, curation, errors(problems))
    return ContentResult(catalogue, tuple(sorted(problems, key=lambda p: (p.place, p.field, p.message))), hidden)


def read_pages(folder: Path) -> dict[str, bytes]:
    """The pages written by hand, by their path below ``pages/``; line ends are no part of what they say."""
    pages = sorted(path for path in (folder / "pages").rglob("*") if path.is_file())
    return {path.relative_to(folder / "pages").as_posix(): path.read_bytes().replace(b"\r\n", b"\n") for path in pages}


def _files(folder: Path) -> list[Path]:
    """The visible files of a folder, by name, that can be read; ``_unread`` reports the others."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and _is_readable(path))


def _is_readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


def _read_digests(folder: Path, memory: Cache) -> tuple[list[Digest], list[Problem]]:
    by_slug: dict[str, Digest] = {}
    problems: list[Problem] = []
    for path in _files(folder / "digests"):
        file, data = f"digests/{path.name}", path.read_bytes()
        key = fingerprint("digest", file, hashlib.sha256(data).hexdigest())
        digest, found = memory.get_or_compute(key, partial(read_digest, file, data))
        problems += found
        if digest is None:
            continue
        first = by_slug.setdefault(digest.slug, digest)
        if first is not digest:
            message = (
                f"expected one file for {digest.slug}, found another beside {first.file};"
                f" add a label to one: {digest.date}-label"
            )
            problems.append(Problem(Place(digest.file), "file name", message))
    return list(by_slug.values()), problems


def _curated_files(folder: Path) -> dict[str, bytes]:
    files = {f"{name}/{path.name}": path.read_bytes() for name in _CURATED for path in _files(folder / name)}
    if _is_readable(folder / "site.yml"):
        files["site.yml"] = (folder / "site.yml").read_bytes()
    return files


def _arranged_topics(curation: Curation) -> tuple[tuple[Topic, ...], list[Problem]]:
    """Topics in the order of the site; those in no area are reported and left out."""
    problems: list[Problem] = []
    position: dict[str, int] = {}
    for index, area in enumerate(curation.site.areas):
        position.setdefault(area.slug, index)
    kept: list[Topic] = []
    for topic in curation.topics:
        area_slug = topic.area.value
        if topic.slug in _RESERVED:
            message = f"expected another name, because the site uses '{topic.slug}' itself; rename the file"
            problems.append(Problem(topic.place, "file name", message))
        elif area_slug not in position and not curation.areas_are_known:
            continue
        elif area_slug not in position:
            problems.append(_unknown_area(topic.area, position))
        else:
            kept.append(topic)
    if curation.areas_are_known:
        problems += [_unknown_area(area, position) for area in curation.areas_of_unread if area.value not in position]
    kept.sort(key=lambda topic: (position[topic.area.value], topic.title.casefold(), topic.slug))
    return tuple(kept), problems


def _unknown_area(area: Located[str], known: Iterable[str]) -> Problem:
    hint = suggest(area.value, known) or f"; the areas are {', '.join(known) or 'none yet'}"
    message = f"expected the slug of an area in site.yml, found '{area.value}'{hint}"
    return Problem(area.place, "area", message)


def _check_permalinks(
    folder: Path, catalogue: Catalogue, hidden: Sequence[Paper], curation: Curation, found: Sequence[Problem]
) -> list[Problem]:
    """Does every published address still lead somewhere? While ``site.yml`` is in doubt nothing can be said."""
    if not _is_readable(folder / PERMALINKS):
        return []
    published, problems = read_permalinks((folder / PERMALINKS).read_bytes())
    if not curation.is_valid("site.yml"):
        return problems
    # A redirect that is reported itself need not be missed here, too.
    redirected = curation.site.redirects.keys() | catalogue.site.redirects.keys()
    unread = {problem.place.file for problem in found}
    return problems + lost_addresses(published, catalogue, hidden, redirected, unread)


def _unread(folder: Path) -> Iterator[Problem]:
    """YAML where nothing reads it: what stands in a misspelled folder would be lost in silence."""
    yield from _unreadable(folder)
    for path in sorted((*folder.glob("**/*.yml"), *folder.glob("**/*.yaml"))):
        name = path.relative_to(folder).as_posix()
        parts = name.split("/")
        if name == "site.yml" or any(part.startswith(".") for part in parts) or parts[0] in _NOT_CURATED:
            continue
        severity = Severity.ERROR
        if len(parts) == 1:
            expected, found = "site.yml, or a file in a folder", name
            hint = suggest(name, ["site.yml"])
            severity = Severity.WARNING
        elif parts[0] not in _CURATED:
            expected, found = f"one of the folders {', '.join(_CURATED)}", parts[0]
            hint = suggest(parts[0], _CURATED)
            # Another folder may belong to another program.
            severity = Severity.ERROR if hint else Severity.WARNING
        elif len(parts) > 2:
            expected, found, hint = f"a file of {parts[0]}/ itself", name, "; move it up"
        else:
            continue
        yield Problem(Place(name), "file name", f"expected {expected}, found '{found}'{hint}", severity)


def _unreadable(folder: Path) -> Iterator[Problem]:
    """What stands where a file is read, and is none that can be."""
    for name in (*_CURATED, "digests"):
        if (folder / name).exists() and not (folder / name).is_dir():
            message = "expected a folder, found a file; move what it says into files of such a folder"
            yield Problem(Place(name), "file", message)
    inside = (path for name in (*_CURATED, "digests") if (folder / name).is_dir() for path in (folder / name).iterdir())
    for path in sorted((*inside, folder / "site.yml", folder / PERMALINKS)):
        name = path.relative_to(folder).as_posix()
        if path.name.startswith(".") or _is_readable(path) or not (path.exists() or path.is_symlink()):
            continue
        if not path.is_dir():
            found = "a link that leads nowhere" if not path.exists() else "one that cannot be read"
            yield Problem(Place(name), "file", f"expected a file, found {found}; put the file itself here")
        elif path.suffix in (".yml", ".yaml", ".txt"):
            yield Problem(Place(name), "file", "expected a file, found a folder; move its files up and delete it")


def area_of(catalogue: Catalogue, topic: Topic) -> Area:
    """The area that a topic belongs to."""
    return next(area for area in catalogue.site.areas if area.slug == topic.area.value)
