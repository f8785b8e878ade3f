"""The kinds of problems with files and folders of a content folder, with their codes."""

from __future__ import annotations

from generator.model.problem import ProblemKind, Severity

MISSPELLED_FOLDER = ProblemKind(
    code="F101",
    name="misspelled-folder",
    meaning="A folder's name is almost that of a folder the program reads. Its contents would be silently ignored.",
    example="topic/vision.yml:1:1: folder: expected one of topics, papers, learned, enrichment, found 'topic'."
    " Did you mean 'topics'?",
    cure="Rename the folder.",
)
UNREAD_FOLDER = ProblemKind(
    code="F102",
    name="unread-folder",
    meaning="A YAML file or a digest is in a folder that is not read. It may be there on purpose.",
    example=("workflows/build.yml:1:1: folder: expected one of topics, papers, learned, enrichment, found 'workflows'"),
    cure="Move the file to `digests`, `topics`, `papers` or `enrichment` if it is part of the list.",
    severity=Severity.WARNING,
)
UNREAD_FILE = ProblemKind(
    code="F103",
    name="unread-file",
    meaning="A file beside `site.yml` looks like part of the list, but is not read.",
    example=(
        "notes.yml:1:1: file name: expected site.yml, or a file in a folder, found 'notes.yml'; move it to topics/,"
        " papers/, learned/, enrichment/ or out of the content folder"
    ),
    cure="Correct its name, such as `site.yml` or `permalinks.txt`, or move it to the folder it belongs in.",
)
NESTED_FILE = ProblemKind(
    code="F104",
    name="nested-file",
    meaning="A file is in a folder below `topics`, `papers` or `enrichment`, where nothing is read.",
    example="topics/old/vision.yml:1:1: file name: expected a file in topics/ itself, found 'topics/old/vision.yml';"
    " move it up",
    cure="Move the file up into the folder itself, or out of the content folder.",
)
EXPECTED_FOLDER = ProblemKind(
    code="F105",
    name="expected-folder",
    meaning="A file has the name of a folder that is read.",
    example=(
        "enrichment:1:1: file: expected a folder, found a file; move its contents into files in a folder of that name"
    ),
    cure="Create a folder with this name, and move the file's contents into files inside that folder.",
)
EXPECTED_FILE = ProblemKind(
    code="F106",
    name="expected-file",
    meaning="A folder has a name that is reserved for a file.",
    example=("permalinks.txt:1:1: file: expected a file, found a folder; move its files up and delete it"),
    cure="Move its files into the parent folder, then delete the empty folder.",
)
UNREADABLE_FILE = ProblemKind(
    code="F107",
    name="unreadable-file",
    meaning=(
        "A file or a folder cannot be read: it is a broken link, a link to a folder that contains it, a pipe or a"
        " device, or its permissions forbid it."
    ),
    example=("papers/gone.yml:1:1: file: expected a file, found a broken link; put the file itself here"),
    cure="Put the file itself there, and make it readable.",
)
DUPLICATE_DIGEST = ProblemKind(
    code="F108",
    name="duplicate-digest",
    meaning="Two digests have the same day and label, and so the same address. Only the first is read.",
    example=(
        "digests/2025-01-01.txt:1:1: file name: expected one file for 2025-01-01, found "
        "digests/2025-01-01.md as well; add a label to one: 2025-01-01-label"
    ),
    cure="Add a label to the name of one of them, as in `2025-10-31-evening.txt`.",
)

UNENCODABLE_NAME = ProblemKind(
    code="F109",
    name="unencodable-name",
    meaning="The name of a file or a folder is not in UTF-8, so no address can be made from it.",
    example=r"enrichment/\udce9.yml:1:1: file name: expected a name in UTF-8, found another encoding; rename it",
    cure="Rename it; lower-case letters, digits and hyphens work everywhere.",
)
PAGE_NOT_UTF_8 = ProblemKind(
    code="F110",
    name="page-not-utf-8",
    meaning="A page written by hand is not encoded in UTF-8.",
    example="pages/about/a.md:2:1: encoding: expected UTF-8, found another encoding; save the page as UTF-8",
    cure="Save the page as UTF-8.",
)
UNKNOWN_TEMPLATE = ProblemKind(
    code="F111",
    name="unknown-template",
    meaning="A page written by hand names a template that does not exist, or that only generated pages can use.",
    example=(
        "pages/about/a.md:1:1: template: expected one of list.html, main.html, wide.html, found 'x.html'; remove the"
        " line to use main.html"
    ),
    cure="Remove `template` from the head of the page, or name a template that is in `overrides/`.",
)
UNRENDERABLE_PAGE = ProblemKind(
    code="F112",
    name="unrenderable-page",
    meaning="A page written by hand cannot be rendered: an address is invalid, or lists are nested too deeply.",
    example=(
        "pages/about/a.md:1:1: page: expected Markdown that can be rendered, found an address that is none,"
        " 'http://[x'; correct it"
    ),
    cure="Correct the address, or use fewer levels.",
)
NAMES_ALIKE = ProblemKind(
    code="F113",
    name="names-alike",
    meaning="Two names differ only in capitals or in how an accent is written. Windows and macOS take them for one.",
    example=(
        "pages/about/a.md:1:1: file name: expected a name of its own, found one that differs from 'A.md' only in"
        " capitals or accents; rename one"
    ),
    cure="Rename one of them.",
    severity=Severity.WARNING,
)

KINDS = (
    MISSPELLED_FOLDER,
    UNREAD_FOLDER,
    UNREAD_FILE,
    NESTED_FILE,
    EXPECTED_FOLDER,
    EXPECTED_FILE,
    UNREADABLE_FILE,
    DUPLICATE_DIGEST,
    UNENCODABLE_NAME,
    PAGE_NOT_UTF_8,
    UNKNOWN_TEMPLATE,
    UNRENDERABLE_PAGE,
    NAMES_ALIKE,
)
"""All of them, by code."""
