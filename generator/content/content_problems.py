"""The kinds of problems with files and folders of a content folder, with their codes."""

from __future__ import annotations

from generator.model.problem import ProblemKind, Severity

MISSPELLED_FOLDER = ProblemKind(
    code="F101",
    name="misspelled-folder",
    meaning="A folder's name is almost that of a folder the program reads. Its contents would be silently ignored.",
    example="topic/vision.yml:1:1: folder: expected one of topics, papers, enrichment, found 'topic'."
    " Did you mean 'topics'?",
    cure="Rename the folder.",
)
UNREAD_FOLDER = ProblemKind(
    code="F102",
    name="unread-folder",
    meaning="A YAML file is in a folder that is not read. It may belong to another program.",
    example=("workflows/build.yml:1:1: folder: expected one of topics, papers, enrichment, found 'workflows'"),
    cure="Move the file to `topics`, `papers` or `enrichment` if it is part of the list.",
    severity=Severity.WARNING,
)
UNREAD_FILE = ProblemKind(
    code="F103",
    name="unread-file",
    meaning="A YAML file beside `site.yml` is not read.",
    example=(
        "notes.yml:1:1: file name: expected site.yml, or a file in a folder, found 'notes.yml'; move it to topics/,"
        " papers/, enrichment/ or out of the content folder"
    ),
    cure="Rename it to `site.yml` if that is what you meant, or move it to the folder it belongs in.",
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
    meaning="A file cannot be opened: it is a broken link, or its permissions forbid it.",
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

KINDS = (
    MISSPELLED_FOLDER,
    UNREAD_FOLDER,
    UNREAD_FILE,
    NESTED_FILE,
    EXPECTED_FOLDER,
    EXPECTED_FILE,
    UNREADABLE_FILE,
    DUPLICATE_DIGEST,
)
"""All of them, by code."""
