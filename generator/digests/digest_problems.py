"""The kinds of problems that a digest can have, with their codes."""

from __future__ import annotations

from generator.digests.guard_problems import GUARD_KINDS, UNREAD_ITEM
from generator.model.problem import ProblemKind, Severity

# --- the file --------------------------------------------------------------------------------

UNDATED_FILE_NAME = ProblemKind(
    code="D101",
    name="undated-file-name",
    meaning="The name of the file is not a date. Pages show dates without a year, so the name must supply it.",
    example=(
        "digests/papers.txt:1:1: file name: expected a name like 2025-10-31.txt, or 2025-10-31-label.txt for a second"
        " digest of the same day, found 'papers.txt'; rename the file to the date of the page"
    ),
    cure="Rename the file to the date that its page shows.",
)
UNKNOWN_FILE_EXTENSION = ProblemKind(
    code="D102",
    name="unknown-file-extension",
    meaning="The file has an extension that digests cannot have.",
    example=(
        "digests/2025-10-31.pdf:1:1: file name: expected the extension .txt, .md, .html, .json, .xml, .bib, .ris or"
        " .csv, found '.pdf'"
    ),
    cure="Save the page as text, Markdown or HTML, or add it with `papershelf add`, which chooses the extension.",
)
NOT_A_TEXT_FILE = ProblemKind(
    code="D103",
    name="not-a-text-file",
    meaning="The content is binary: a picture, a PDF or an archive, whatever the file is called.",
    example="digests/2025-10-31.txt:1:1: encoding: expected text, found a binary file",
    cure="Save the page again, as text, Markdown or HTML.",
)
NOT_UTF_8 = ProblemKind(
    code="D104",
    name="not-utf-8",
    meaning="The file is not encoded in UTF-8. It was read as Windows-1252, which may garble accents and quotes.",
    example=(
        "digests/2025-10-31.txt:3:1: encoding: expected UTF-8, found another encoding; read as Windows-1252, so check"
        " accents and quotes"
    ),
    cure="Save the page again as UTF-8, or check its accents and quotes on the site.",
    severity=Severity.WARNING,
)
CONTROL_CHARACTERS = ProblemKind(
    code="D105",
    name="control-characters",
    meaning="The text contains control characters, or others that no reader sees. They were removed.",
    example="digests/2025-10-31.txt:3:1: encoding: expected text, found 2 invisible characters; they were removed",
    cure="Nothing needs doing if the papers look right; otherwise save the page again.",
    severity=Severity.WARNING,
)

# --- the page as a whole ---------------------------------------------------------------------

NO_PAPERS = ProblemKind(
    code="D106",
    name="no-papers",
    meaning="No paper could be found in the file.",
    example=(
        "digests/2025-10-31.txt:1:1: papers: expected at least one paper, found none; was the page saved before its"
        " papers had loaded?"
    ),
    cure="Save the page again once it shows its papers, or delete the file.",
    severity=Severity.WARNING,
)
WRONG_DATE = ProblemKind(
    code="D107",
    name="wrong-date",
    meaning="The page shows a different date from the one in its file name.",
    example=(
        "digests/2025-10-31.txt:1:1: date: expected the date in the file's name, Oct 31, found 'Oct 30'; rename the"
        " file, or save the page for that day"
    ),
    cure="Rename the file to the date of the page, or save the page for the date in the file name.",
)
TRUNCATED_PAGE = ProblemKind(
    code="D108",
    name="truncated-page",
    meaning="The file ends in the middle of an abstract or a link.",
    example=(
        "digests/2025-10-31.txt:3:1: abstract: expected a complete abstract, found one truncated at 'in the continual"
        " release model'; save the page again"
    ),
    cure="Save the whole page again.",
    severity=Severity.WARNING,
)
MALFORMED_HTML = ProblemKind(
    code="D109",
    name="malformed-html",
    meaning="The HTML breaks off within a tag, or has a declaration that cannot be parsed. The rest was not read.",
    example=(
        "digests/2025-10-31.html:2:1: block: expected HTML, found a truncated tag; the rest of the file was not read"
    ),
    cure="Save the whole page again.",
    severity=Severity.WARNING,
)
UNRECOGNISED_BLOCK = ProblemKind(
    code="D110",
    name="unrecognised-block",
    meaning=(
        "A block of text is neither part of a paper nor page boilerplate such as menus and footers. It appears"
        " nowhere on the site."
    ),
    example="digests/2025-10-31.txt:1:1: block: expected a paper or page boilerplate, found '502 Bad Gateway'",
    cure="Check whether a paper is missing. If so, save the page again, or in another format; otherwise leave it.",
    severity=Severity.WARNING,
)

# --- a paper of the page ---------------------------------------------------------------------

MISSING_ABSTRACT = ProblemKind(
    code="D111",
    name="missing-abstract",
    meaning="A title has no abstract below it. The paper was kept without one.",
    example=(
        "digests/2025-10-31.txt:3:1: abstract: expected an abstract below the title, found none:"
        " 'RSRM: Reinforcement Symbolic Regression Machine'"
    ),
    cure="Save the page again if it shows an abstract; otherwise leave it.",
    severity=Severity.WARNING,
)
CONFLICTING_ABSTRACTS = ProblemKind(
    code="D112",
    name="conflicting-abstracts",
    meaning="A page lists the same paper twice, with different abstracts. The first one was kept.",
    example=(
        "digests/2025-10-31.txt:9:1: abstract: expected the same abstract as on line 3, found a different one; the"
        " first"
        " was kept"
    ),
    cure="Check which abstract is right, and correct it in the paper's file if need be.",
    severity=Severity.WARNING,
)
IMPOSSIBLE_DATE = ProblemKind(
    code="D113",
    name="impossible-date",
    meaning="A paper has a date that does not exist. The paper was kept without a date.",
    example="digests/2025-10-31.txt:7:1: published: expected a date that exists, found 'Feb 30, 2024'; it was left out",
    cure="State the date under `corrections` in the paper's file.",
    severity=Severity.WARNING,
)
TEXT_BESIDE_ID = ProblemKind(
    code="D114",
    name="text-beside-id",
    meaning="A line of an id list has text that cannot be assigned to a paper. The text was left out.",
    example=(
        "digests/2025-10-31.txt:2:1: title: expected one id on a line with text, found 2 ids and 'two surveys'; the"
        " text was left out"
    ),
    cure="Write one id or link per line, and a title only beside or above its id.",
    severity=Severity.WARNING,
)

# --- data: JSON, Atom, and what HTML carries -------------------------------------------------

UNREADABLE_PAGE_DATA = ProblemKind(
    code="D115",
    name="unreadable-page-data",
    meaning="The data in a page is not valid JSON. Its papers were read from the visible cards, which contain less.",
    example=(
        "digests/2025-10-31.html:2:1: data: expected JSON in the page's DailyPapers data, found a syntax error"
        " (Expecting value); its papers were read from the visible cards"
    ),
    cure="Save the whole page again.",
    severity=Severity.WARNING,
)
UNEXPECTED_VALUE = ProblemKind(
    code="D116",
    name="unexpected-value",
    meaning="A value in the data of a paper is missing or has the wrong type. It was left out.",
    example="digests/2025-10-31.json:1:2: upvotes: expected a whole number, found 'many'",
    cure="Nothing needs doing if the paper can do without the value; otherwise state it in the paper's file.",
    severity=Severity.WARNING,
)
UNREADABLE_ITEM = ProblemKind(
    code="D117",
    name="unreadable-item",
    meaning=(
        "An item of a JSON response, a feed, a list or a bibliography cannot be read, or lacks a title or an id. It was"
        " left out."
    ),
    example="digests/2025-10-31.json:2:1: paper: expected a paper, found a number",
    cure="Fetch the response again. If the item is still unreadable, report it to the project.",
)
CHANGED_FORMAT = ProblemKind(
    code="D118",
    name="changed-format",
    meaning="A value is missing or has the wrong type in every paper in a response: the API has changed.",
    example=(
        "digests/2025-10-31.json:1:2: upvotes: expected a whole number, found 'many' in all 2 papers; the response"
        " format has changed"
    ),
    cure="Update Papershelf, or report the change to the project.",
)
UNKNOWN_DATA_KEY = ProblemKind(
    code="D119",
    name="unknown-data-key",
    meaning="A response has a key that Papershelf does not know, usually because a field has been added to the API.",
    example="digests/2025-10-31.json:1:2: mood: expected only known keys, found 'mood' in 1 of 2 papers",
    cure="Nothing needs doing; report the key to the project if it would be of use to readers.",
    severity=Severity.NOTICE,
)
REPEATED_PAPER = ProblemKind(
    code="D120",
    name="repeated-paper",
    meaning="A digest lists a paper twice, with different titles or abstracts. The first one was kept.",
    example=(
        "digests/2025-10-31.json:2:1: id: expected each paper once, found 2501.00010 again with text different from"
        " that on line 1; the first was kept"
    ),
    cure="Check which title and abstract are right, and correct them in the paper's file if need be.",
    severity=Severity.WARNING,
)
MALFORMED_JSON = ProblemKind(
    code="D121",
    name="malformed-json",
    meaning="A response is not valid JSON. The papers before the syntax error were read.",
    example=(
        "digests/2025-10-31.json:1:6: file: expected valid JSON, found the end of the file; it is"
        " truncated, so fetch it again"
    ),
    cure="Fetch the response again.",
)
MALFORMED_FEED = ProblemKind(
    code="D122",
    name="malformed-feed",
    meaning="A feed is no feed, is not valid XML, or declares a document type, which could do harm.",
    example="digests/2025-10-31.xml:1:1: file: expected an Atom feed, found 'entry'",
    cure="Fetch the feed again.",
)
ERROR_RESPONSE = ProblemKind(
    code="D123",
    name="error-response",
    meaning="The file contains an error message from Hugging Face or arXiv instead of papers.",
    example=(
        "digests/2025-10-31.json:1:1: error: expected papers, found the error message 'Internal Server Error'; fetch"
        " them again"
    ),
    cure="Fetch the response again, later if need be.",
)
INCOMPLETE_ENTRY = ProblemKind(
    code="D124",
    name="incomplete-entry",
    meaning="A feed entry lacks an abstract, authors or a date, all of which every paper on arXiv has.",
    example=("digests/2025-10-31.xml:2:1: abstract: expected 'summary' in every entry, found none for 2501.00010"),
    cure="Fetch the feed again from arXiv.",
    severity=Severity.WARNING,
)
LEFT_OUT_ITEM = ProblemKind(
    code="D129",
    name="left-out-item",
    meaning="An item of a list, a bibliography or a feed cannot be read as a paper. The others were read.",
    example=(
        "digests/2025-10-31.csv:3:1: row: expected 2 cells as in the head, found 3: 'A Second Study'; it was left out"
    ),
    cure="Correct the item where the list is kept, and add the list again; otherwise nothing needs doing.",
    severity=Severity.WARNING,
)

KINDS = (
    UNDATED_FILE_NAME,
    UNKNOWN_FILE_EXTENSION,
    NOT_A_TEXT_FILE,
    NOT_UTF_8,
    CONTROL_CHARACTERS,
    NO_PAPERS,
    WRONG_DATE,
    TRUNCATED_PAGE,
    MALFORMED_HTML,
    UNRECOGNISED_BLOCK,
    MISSING_ABSTRACT,
    CONFLICTING_ABSTRACTS,
    IMPOSSIBLE_DATE,
    TEXT_BESIDE_ID,
    UNREADABLE_PAGE_DATA,
    UNEXPECTED_VALUE,
    UNREADABLE_ITEM,
    CHANGED_FORMAT,
    UNKNOWN_DATA_KEY,
    REPEATED_PAPER,
    MALFORMED_JSON,
    MALFORMED_FEED,
    ERROR_RESPONSE,
    INCOMPLETE_ENTRY,
    *GUARD_KINDS,
    LEFT_OUT_ITEM,
    UNREAD_ITEM,
)
"""All of them, by code."""
