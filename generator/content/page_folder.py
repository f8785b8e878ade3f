"""Checks the pages written by hand: whatever would end a build in the middle, or keep it from ending.

MkDocs follows every link below the folder and reads every file in it, so nothing of this can be left out
of a build. A build that finds such a problem says so and stops before anything is written.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from generator.content.content_problems import (
    NAMES_ALIKE,
    PAGE_NOT_UTF_8,
    UNENCODABLE_NAME,
    UNKNOWN_TEMPLATE,
    UNREADABLE_FILE,
    UNRENDERABLE_PAGE,
)
from generator.curation.nodes import DEEPEST
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

PAGES_FOLDER = "pages"
"""Below the content folder."""
TEMPLATES = ("list.html", "main.html", "wide.html")
"""The templates of ``overrides/`` that show any page. Those of generated pages need what only these have."""
_OF_PAPERS = "paper.html"
_PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_HEADER_LINE = re.compile(r" {0,3}template:[ \t]*(.*)", re.IGNORECASE)
_SUSPICIOUS = re.compile(r"//[^/?#\s]*(?:[\[\]]|[^\x00-\x7f])|^[ \t>*+-]{60}", re.MULTILINE)
"""Addresses that cannot be taken apart, and nesting that is too deep; only pages with such are rendered here."""
_EXTENSIONS = ("attr_list", "md_in_html", "fenced_code", "tables", "toc")
_ADDRESS = re.compile(r'(?:href|src)="([^"]*)"')


def check_pages(folder: Path) -> Iterator[Problem]:
    """The problems of the pages in a content folder. Each error among them would end a build."""
    root = folder / PAGES_FOLDER
    # What else may have its place is reported with the other folders.
    if not root.is_dir() or _obstacle(root, ()):
        return
    templates = _templates_beside(folder)
    for path, obstacle in _walk(root, (os.path.realpath(root),)):
        place = Place(path.relative_to(folder).as_posix())
        if fault := unencodable(path.name, place):
            yield fault
        elif obstacle:
            message = f"expected a file or a folder, found {obstacle}; put the file itself here, or remove it"
            yield Problem(place, "file", message, UNREADABLE_FILE)
        elif path.is_dir():
            yield from _alike(path, folder)
        elif path.name.endswith(_PAGE_ENDINGS) and not path.name.startswith("."):
            yield from _check_page(place, path.read_bytes(), templates)
    yield from _alike(root, folder)


def unencodable(name: str, place: Place) -> Problem | None:
    """The problem with a name that is not in UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        message = "expected a name in UTF-8, found another encoding; rename it"
        return Problem(place, "file name", message, UNENCODABLE_NAME)
    return None


def _walk(folder: Path, above: tuple[str, ...]) -> Iterator[tuple[Path, str | None]]:
    """Everything below a folder, and why it cannot be read. ``above`` are the folders on the way, without links."""
    for path in sorted(folder.iterdir()):
        obstacle = _obstacle(path, above)
        yield path, obstacle
        if path.is_dir() and not obstacle:
            yield from _walk(path, (*above, os.path.realpath(path)))


def _obstacle(path: Path, above: tuple[str, ...]) -> str | None:
    """Why a file or a folder cannot be read, in words."""
    if not path.exists():
        return "a link to itself" if _leads_to_itself(path) else "a broken link"
    if path.is_dir():
        if any(f"{one}/".startswith(f"{os.path.realpath(path)}/") for one in above):
            return "a link to a folder that contains it"
        return None if os.access(path, os.R_OK | os.X_OK) else "a folder that must not be read"
    if not path.is_file():
        return "a pipe or a device"
    return None if os.access(path, os.R_OK) else "one that must not be read"


def _leads_to_itself(path: Path) -> bool:
    return Path(os.path.realpath(path)).is_symlink()


def _alike(folder: Path, content: Path) -> Iterator[Problem]:
    """Names that Windows and macOS take for one."""
    first: dict[str, str] = {}
    for name in sorted(path.name for path in folder.iterdir()):
        known = first.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if known != name:
            place = Place((folder / name).relative_to(content).as_posix())
            message = f"expected a name of its own, found one that differs from {quoted(known)} only in capitals"
            yield Problem(place, "file name", f"{message} or accents; rename one", NAMES_ALIKE)


# --- one page ----------------------------------------------------------------------------------


def _check_page(place: Place, data: bytes, templates: frozenset[str]) -> Iterator[Problem]:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "expected UTF-8, found another encoding; save the page as UTF-8"
        yield Problem(Place(place.file, line), "encoding", message, PAGE_NOT_UTF_8)
        return
    if fault := _fault_of_front_matter(text):
        yield Problem(place, "page", f"expected front matter of plain values, found {fault}", UNRENDERABLE_PAGE)
        return
    template = _stated(text).get("template", TEMPLATES[1])
    if not isinstance(template, str) or template not in templates:
        known = ", ".join(sorted(templates))
        message = f"expected one of {known}, found {quoted(str(template))}; remove the line to use main.html"
        yield Problem(place, "template", message, UNKNOWN_TEMPLATE)
    if _SUSPICIOUS.search(text) and (reason := _fault_of_rendering(text)):
        yield Problem(place, "page", f"expected Markdown that can be rendered, found {reason}", UNRENDERABLE_PAGE)


def _templates_beside(folder: Path) -> frozenset[str]:
    """The templates that a page may name: those of the program, and what ``overrides/`` beside the folder adds."""
    own = (path.name for path in (folder.resolve().parent / "overrides").glob("*.html"))
    return frozenset((*TEMPLATES, *own)) - {_OF_PAPERS}


def _fault_of_front_matter(text: str) -> str | None:
    """What in the front matter would end MkDocs: its parser is recursive and in C, so that deep nesting ends the whole
    process, and with aliases a few lines can grow without limit. Only events are read here.
    """
    match = _FRONT_MATTER.match(text)
    depth = 0
    try:
        for event in yaml.parse(match[1], Loader=yaml.CSafeLoader) if match else ():
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent):
                return f"the alias '*{event.anchor}'; write the value out"
            if depth > DEEPEST:
                return f"more than {DEEPEST} levels; write it as fewer"
    except yaml.YAMLError:
        return None
    return None


def _stated(text: str) -> Mapping[object, object]:
    """What MkDocs takes for the keys of a page: YAML between dashes, or lines up to the first blank one."""
    if match := _FRONT_MATTER.match(text):
        try:
            data = yaml.load(match[1], yaml.CSafeLoader)
        except (yaml.YAMLError, ValueError, TypeError, RecursionError):
            return {}
        return data if isinstance(data, dict) else {}
    for line in text.partition("\n\n")[0].split("\n"):
        if match := _HEADER_LINE.fullmatch(line):
            return {"template": match[1].strip()}
        if ":" not in line:
            break
    return {}


def _fault_of_rendering(text: str) -> str | None:
    """Why a page cannot be rendered."""
    # It takes longer to load than most lists to check.
    import markdown  # noqa: PLC0415

    try:
        html = markdown.markdown(text, extensions=_EXTENSIONS)
    except RecursionError:
        return "lists or quotations nested too deeply; write them as fewer levels"
    for address in map(unescape, _ADDRESS.findall(html)):
        try:
            urlsplit(address)
        except ValueError:
            return f"an address that is none, {quoted(address)}; correct it"
    return None
