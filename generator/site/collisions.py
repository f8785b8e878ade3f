"""Hand-written files with the name of something that the site makes itself."""

from __future__ import annotations

import logging
from pathlib import PurePosixPath

from mkdocs.structure.files import File, Files

from generator.catalogue.permalink_list import address_of
from generator.model.catalogue import Catalogue
from generator.site.exports.api import NEWEST, PAPERS_FILE
from generator.site.exports.redirect_pages import REDIRECTS_FILE
from generator.site.exports.trends_csv import TRENDS_FOLDER
from generator.site.search.search_index import INDEX_FOLDER

log = logging.getLogger("mkdocs.plugins.papershelf")

COLLISION = "%s: expected a name that the site does not use itself, found one for '%s'; rename the file"
_EXPORTS = frozenset({PAPERS_FILE, NEWEST, REDIRECTS_FILE})


def hand_written_by_output(files: Files, catalogue: Catalogue) -> dict[str, File]:
    """The hand-written files by their outputs. Those that an export would overwrite are reported and left out."""
    by_output: dict[str, File] = {}
    redirects = {f"{address_of(old)}/index.html" for old in catalogue.site.redirects}
    for file in list(files):
        if file.src_dir is None or file.generated_by is not None:
            continue
        output = PurePosixPath(file.dest_uri)
        is_table = output.parent == PurePosixPath(TRENDS_FOLDER) and output.suffix == ".csv"
        is_export = is_table or file.dest_uri in _EXPORTS | redirects or output.parts[0] == INDEX_FOLDER
        if is_export or file.dest_uri in by_output:
            log.warning(COLLISION, file.src_uri, file.dest_uri)
            files.remove(file)
        else:
            by_output[file.dest_uri] = file
    return by_output
