"""The kinds of problems that keep a text from being the YAML that somebody meant, with their codes."""

from __future__ import annotations

from generator.model.problem import ProblemKind, Severity

FILE_TOO_LARGE = ProblemKind(
    code="C101",
    name="file-too-large",
    meaning="A curated file is larger than a million bytes. These files are normally about a page long; anything"
    " this large is a mistake.",
    example="topics/vision.yml:1:1: file: expected a file of at most 1,000,000 bytes, found 1,320,000;"
    " split or shorten it",
    cure="Split the file, or remove what got into it by mistake.",
)
NOT_UTF8 = ProblemKind(
    code="C102",
    name="not-utf8",
    meaning="The file is saved in an encoding other than UTF-8, so its characters cannot be read reliably.",
    example="topics/vision.yml:3:43: file: expected UTF-8, found bytes that are not valid UTF-8; save the file as"
    " UTF-8",
    cure="Save the file as UTF-8. Most editors offer this under `Save as` or in the status bar.",
)
MERGE_CONFLICT = ProblemKind(
    code="C103",
    name="merge-conflict",
    meaning="Git left a conflict marker in the file, because two branches changed the same lines.",
    example="papers/data-shapley-equitable-valuation-of-data.yml:2:1: file: expected YAML, found the"
    " merge-conflict marker '<<<<<<<'; keep the right lines and delete the markers",
    cure="Keep the right lines, and delete the lines that begin with `<<<<<<<`, `=======` or `>>>>>>>`.",
)
CONTROL_CHARACTER = ProblemKind(
    code="C104",
    name="control-character",
    meaning="The file contains an invisible control character that does not belong in text. It is usually pasted by"
    " accident.",
    example="topics/vision.yml:3:16: file: expected text, found the control character 0x07; delete it",
    cure="Delete the character, or type the text around it again.",
)
EMPTY_FILE = ProblemKind(
    code="C105",
    name="empty-file",
    meaning="The file contains nothing but spaces and comments.",
    example="topics/vision.yml:1:1: file: expected keys and values, found an empty file; add content or delete it",
    cure="Add content to the file, or delete it.",
)
INVALID_YAML = ProblemKind(
    code="C106",
    name="invalid-yaml",
    meaning="The file is not valid YAML, for a reason that has no code of its own.",
    example="topics/vision.yml:5:20: file: expected YAML, found nothing between two commas; remove one",
    cure="Check quotes, colons, commas and indentation on the line given and the line above it.",
)
TAB_INDENTATION = ProblemKind(
    code="C107",
    name="tab-indentation",
    meaning="A line is indented with a tab, which YAML does not allow.",
    example="topics/vision.yml:4:1: file: expected YAML, found a tab; indent with spaces",
    cure="Replace the tab with spaces.",
)
UNCLOSED_QUOTE = ProblemKind(
    code="C108",
    name="unclosed-quote",
    meaning="A quotation mark is opened and never closed, so that the text runs on into the next lines.",
    example="topics/vision.yml:3:8: file: expected YAML, found an unclosed quote; close it",
    cure="Add the closing quotation mark. An apostrophe inside single quotes is written twice: `'it''s'`.",
)
UNBALANCED_BRACKET = ProblemKind(
    code="C109",
    name="unbalanced-bracket",
    meaning="A bracket is never closed or never opened, or a comma between items is missing.",
    example="topics/vision.yml:5:10: file: expected YAML, found an unclosed bracket or a missing comma;"
    " close it with ']'",
    cure="Close each `[` with `]` and each `{` with `}`, and put commas between the items.",
)
MISSING_COLON = ProblemKind(
    code="C110",
    name="missing-colon",
    meaning="A key has no colon, or no space after its colon.",
    example="topics/vision.yml:2:1: file: expected YAML, found a line without a colon; write 'key: value'",
    cure="Write `key: value`, with a colon and a space.",
)
MISSING_QUOTES = ProblemKind(
    code="C111",
    name="missing-quotes",
    meaning="Text contains something with a special meaning in YAML: a colon followed by a space, a character such as"
    " `@` or `%` at its beginning, or more text after a closing quote or bracket.",
    example="topics/vision.yml:1:8: file: expected YAML, found text that begins with '@'; put quotes around it",
    cure="Put single quotes around all of the text, and double any single quote inside it.",
)
TEXT_READ_AS_COMMENT = ProblemKind(
    code="C112",
    name="text-read-as-comment",
    meaning="A `#` after a space begins a comment in YAML, so the rest of the text would be lost.",
    example="papers/data-shapley-equitable-valuation-of-data.yml:1:48: file: expected the text to continue,"
    " found '#1', which YAML reads as a comment; put quotes around the whole text",
    cure="Put quotes around the whole text.",
)
ESCAPE_IN_QUOTES = ProblemKind(
    code="C113",
    name="escape-in-quotes",
    meaning='In double quotes a backslash begins an escape: `"\\tau"` contains a tab and the letters `au`.',
    example="papers/data-shapley-equitable-valuation-of-data.yml:1:67: file: expected text, found the escape '\\t'"
    " in double quotes; double the backslash, or use single quotes",
    cure="Use single quotes, in which a backslash is a backslash, or write the backslash twice.",
)
BAD_INDENTATION = ProblemKind(
    code="C114",
    name="bad-indentation",
    meaning="A line is indented differently from the lines it belongs with.",
    example="topics/vision.yml:6:2: file: expected YAML, found a line whose indentation matches no line above;"
    " indent all keys, or all items, by the same amount",
    cure="Indent all keys of a record by the same amount, and likewise all items of a list.",
)
MISPLACED_LIST_ITEM = ProblemKind(
    code="C115",
    name="misplaced-list-item",
    meaning="A list item is on the same line as its key, or begins with `*` instead of `-`.",
    example="topics/vision.yml:4:8: file: expected YAML, found a list item on the same line as its key;"
    " begin each item on a line of its own",
    cure="Begin each item on a line of its own with `- `.",
)
YAML_REFERENCE = ProblemKind(
    code="C116",
    name="yaml-reference",
    meaning="The file uses an anchor (`&name`), an alias (`*name`) or a tag (`!name`). Curated files need none of"
    " them, and they can make a small file very large.",
    example="topics/vision.yml:2:7: file: expected a value, found the alias '*name'; put quotes around text that"
    " begins with '*', or write the value out",
    cure="Put quotes around text that begins with `&`, `*` or `!`; otherwise write the value out.",
)
SECOND_DOCUMENT = ProblemKind(
    code="C117",
    name="second-document",
    meaning="A line that consists of `---` begins a second document in the file. Only one can be read.",
    example="topics/vision.yml:6:1: file: expected one document, found a second after '---'; keep one per file",
    cure="Delete the `---` line, or move what follows it into a file of its own.",
)
NESTED_TOO_DEEPLY = ProblemKind(
    code="C118",
    name="nested-too-deeply",
    meaning="Lists and keys are nested more than twelve levels deep, twice what any kind of file needs.",
    example="topics/vision.yml:4:20: file: expected at most 12 levels, found more; flatten the file",
    cure="Write the file with fewer levels, as the reference shows.",
)
CURLY_QUOTES = ProblemKind(
    code="C119",
    name="curly-quotes",
    meaning="A text is in the curly quotes of a word processor. YAML reads them as letters, so they protect nothing.",
    example="papers/data-shapley-equitable-valuation-of-data.yml:1:22: file: expected straight quotes, found the curly"
    " quote '“', which YAML reads as a letter; put straight quotes around the text instead: \"...\"",
    cure="Replace the curly quotes by straight ones, `\"...\"` or `'...'`.",
)
COMMENT_AFTER_TEXT = ProblemKind(
    code="C120",
    name="comment-after-text",
    meaning="A `#` after a space follows a text without quotes. YAML reads it and everything after it as a comment,"
    " which nobody sees if it was meant as text.",
    example="papers/data-shapley-equitable-valuation-of-data.yml:1:33: note: expected a text to its end, found a '#'"
    " in it, where YAML begins a comment and reads no further; put quotes around the whole text",
    cure="Put quotes around the whole text, or, if the rest is a comment, around what comes before it.",
    severity=Severity.WARNING,
)

YAML_KINDS = (
    FILE_TOO_LARGE,
    NOT_UTF8,
    MERGE_CONFLICT,
    CONTROL_CHARACTER,
    EMPTY_FILE,
    INVALID_YAML,
    TAB_INDENTATION,
    UNCLOSED_QUOTE,
    UNBALANCED_BRACKET,
    MISSING_COLON,
    MISSING_QUOTES,
    TEXT_READ_AS_COMMENT,
    ESCAPE_IN_QUOTES,
    BAD_INDENTATION,
    MISPLACED_LIST_ITEM,
    YAML_REFERENCE,
    SECOND_DOCUMENT,
    NESTED_TOO_DEEPLY,
    CURLY_QUOTES,
    COMMENT_AFTER_TEXT,
)
"""All of them, by code."""
