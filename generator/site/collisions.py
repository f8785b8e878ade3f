"""Hand-written files with the name of something that the site makes itself, or in the way of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.catalogue.permalink_list import address_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind
from generator.pages.components.social_card import CARDS_FOLDER
from generator.site.exports.api.write_api import API_FOLDER
from generator.site.exports.citations.write_citations import CITATIONS_FOLDER
from generator.site.exports.newest_digest import NEWEST
from generator.site.exports.program_files import LLMS_FILE, SEARCH_DESCRIPTION
from generator.site.exports.redirect_pages import REDIRECTS_FILE
from generator.site.exports.trends_csv import TRENDS_FOLDER
from generator.site.exports.web_feeds.atom_feed import ATOM_FILE
from generator.site.exports.web_feeds.write_feeds import feed_files
from generator.site.search.index_names import INDEX_FOLDER

log = logging.getLogger("mkdocs.plugins.papershelf")

_COLLISION = "%s: expected a name that the site does not use itself, found one for '%s'; rename the file"
_IN_THE_WAY = "%s: expected a name that is in the way of no other, found one in that of '%s'; rename the file"
_FOLDERS = frozenset({INDEX_FOLDER, CITATIONS_FOLDER, API_FOLDER, CARDS_FOLDER})
_OF_PEOPLE = frozenset(f"{kind}s" for kind in ContributorKind)
"""Folders in which pages can have a feed beside them."""
_EXPORTS = frozenset({LLMS_FILE, NEWEST, REDIRECTS_FILE, SEARCH_DESCRIPTION, "sitemap.xml.gz"})


def hand_written_by_output(files: Files, catalogue: Catalogue, config: MkDocsConfig) -> dict[str, File]:
    """The hand-written files by their outputs. Those that an export, a template or a file of ``overrides/`` would
    overwrite or be overwritten by are reported and left out.
    """
    by_output: dict[str, File] = {}
    redirects = {f"{address_of(old)}/index.html" for old in catalogue.site.redirects}
    used = _EXPORTS | redirects | feed_files(catalogue) | config.theme.static_templates
    for file in list(files):
        if file.src_dir != config.docs_dir or file.generated_by is not None:
            continue
        output = PurePosixPath(file.dest_uri)
        is_table = output.parent == PurePosixPath(TRENDS_FOLDER) and output.suffix == ".csv"
        is_feed = output.parts[0] in _OF_PEOPLE and output.name == ATOM_FILE
        is_ours = is_table or is_feed or file.dest_uri in used or output.parts[0] in _FOLDERS
        override = _override(file, config)
        if is_ours or override or file.dest_uri in by_output:
            _report(files, file)
        else:
            by_output[file.dest_uri] = file
        if override:
            files.append(override)
    return by_output


def _override(file: File, config: MkDocsConfig) -> File | None:
    """The file of ``overrides/`` that MkDocs left out in favour of a hand-written one. Templates are no files of the
    site.
    """
    folder = config.theme.custom_dir
    if not folder or file.src_uri.endswith((".md", ".html")) or file.src_uri in config.theme.static_templates:
        return None
    if not Path(folder, file.src_uri).is_file():
        return None
    return File(file.src_uri, folder, config.site_dir, config.use_directory_urls)


def add_generated(files: Files, file: File, by_hand: dict[str, File]) -> None:
    """Add a generated page, in place of a hand-written file with its output: other pages link to it."""
    if other := by_hand.pop(file.dest_uri, None):
        _report(files, other)
    files.append(file)


def _report(files: Files, file: File) -> None:
    log.warning(_COLLISION, file.src_uri, file.dest_uri)
    files.remove(file)


def leave_out_what_is_in_the_way(
    files: Files, by_hand: Iterable[File], catalogue: Catalogue, config: MkDocsConfig
) -> None:
    """Report and leave out hand-written files in a folder with the name of a file of the site, or with the name of a
    folder.
    """
    made = _EXPORTS | feed_files(catalogue) | config.theme.static_templates
    outputs = made | {file.dest_uri for file in files}
    above = {file: next((name for name in _folders(file.dest_uri) if name in outputs), None) for file in by_hand}
    _leave_out(files, above)
    outputs = made | {file.dest_uri for file in files}
    below = {folder: output for output in sorted(outputs) for folder in _folders(output)}
    _leave_out(files, {file: below.get(file.dest_uri) for file, blocked in above.items() if not blocked})


def _leave_out(files: Files, blocked: Mapping[File, str | None]) -> None:
    for file, name in blocked.items():
        if name:
            log.warning(_IN_THE_WAY, file.src_uri, name)
            files.remove(file)


def _folders(output: str) -> list[str]:
    parts = output.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]
