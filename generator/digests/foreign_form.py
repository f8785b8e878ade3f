"""Names the form that a text looks like, for messages about texts that were not read as papers."""

from __future__ import annotations

import re
from dataclasses import dataclass

EXPORT_INSTEAD = "export the list as BibTeX, RIS or CSV, or as a list of arXiv ids, one a line"
"""What to do with a list in a form that is not read."""


@dataclass(frozen=True, slots=True)
class ForeignForm:
    """A form by which people keep papers, and what to do with a text in it."""

    name: str
    """With its article: ``a BibTeX file``."""
    cure: str
    line: re.Pattern[str]
    """How its lines begin."""
    share: float = 0.4
    """Of the lines with text, from which nothing else can be meant."""
    is_tagged: bool = False
    """Does a tag begin each field, so that indented lines only continue the one above?"""
    sign: re.Pattern[str] | None = None
    """How a line at the beginning looks that no other form has."""
    needs: re.Pattern[str] | None = None
    """How one of the lines begins that tells it from similar forms."""


def _as(form: str) -> str:
    return f"name its form with --as {form}, or save the whole file again"


_FORMS = (
    ForeignForm(
        "a BibTeX file",
        _as("bibtex"),
        re.compile(r"\s*(?:@[a-z]+\s*[{(]|[a-z][\w-]*\s*=\s*(?:[{\"]|\w+,?\s*$)|[})],?\s*$)", re.I),
    ),
    ForeignForm(
        "a file of PubMed",
        "export it from PubMed as CSV, or by a reference manager as RIS or BibTeX",
        re.compile(r"[A-Z]{2,4} {0,2}-(?: |$)"),
        0.6,
        is_tagged=True,
        needs=re.compile(r"(?:PMID|FAU|LID|PG|JT|TA|MH|DP|EDAT|CRDT|PHST|PMC|STAT|OWN|DCOM) *- "),
    ),
    ForeignForm(
        "a file of Ovid",
        EXPORT_INSTEAD,
        re.compile(r"<\s*\d+\.?\s*>|[A-Z][A-Z0-9] {1,2}- ?"),
        is_tagged=True,
        needs=re.compile(r"<\s*\d+\.?\s*>|VN {1,2}- ?Ovid|DB {1,2}- ?(?:Ovid|Embase|PsycINFO)"),
    ),
    ForeignForm(
        "a RIS file",
        _as("ris"),
        re.compile(r"[A-Z][A-Z0-9]  ?-(?: |$)"),
        is_tagged=True,
        needs=re.compile(r"(?:TY|ER)  ?-"),
    ),
    ForeignForm("a tagged file of EndNote", EXPORT_INSTEAD, re.compile(r"%[0-9A-Z@~!](?: |$)"), is_tagged=True),
    ForeignForm(
        "a file of Web of Science",
        EXPORT_INSTEAD,
        re.compile(r"[A-Z][A-Z0-9](?: \S|$)"),
        0.6,
        is_tagged=True,
        needs=re.compile(r"(?:FN|PT) \S"),
    ),
    ForeignForm(
        "a file of RefWorks",
        EXPORT_INSTEAD,
        re.compile(r"[A-Z][A-Z0-9] \S|<[A-Z][A-Z0-9] "),
        is_tagged=True,
        needs=re.compile(r"<?(?:RT|T1|A1) \S"),
    ),
    ForeignForm(
        "a tagged bibliography",
        EXPORT_INSTEAD,
        re.compile(
            r"-{2,}[A-Z][A-Z0-9]{1,3}-{2,}(?: |$)|[A-Z][A-Z0-9]{1,3} {0,2}(?:[-=|]{1,2}|:)(?: |$)"
            r"|<[A-Z][A-Z0-9]{1,3}>|\[[A-Z][A-Z0-9]{1,3}\] |[A-Z][A-Z0-9]{1,3}\t|-{4,}$"
        ),
        0.6,
        is_tagged=True,
        needs=re.compile(r"\W*(?:AU|AUT|TI|T1|TTL|PY|YP|YR)\b", re.A),
    ),
    ForeignForm(
        "a CITATION.cff file",
        EXPORT_INSTEAD,
        re.compile(r"\s*(?:- )?[\w-]+:(?: |$)|\s*- \S|\s*#|\s+\S"),
        0.8,
        needs=re.compile(r"cff-version:"),
    ),
    ForeignForm(
        "a LaTeX file",
        EXPORT_INSTEAD,
        re.compile(r"\s*\\(?:begin|end|documentclass|usepackage|bibitem|newblock|item|section|cite)\b"),
        sign=re.compile(r"\s*\\(?:documentclass\b|usepackage\b|bibitem\b|begin\{(?:document|thebibliography)\})"),
    ),
    ForeignForm(
        "an Org file",
        EXPORT_INSTEAD,
        re.compile(r"#\+\w+:|\*+ (?:TODO |DONE )?\[\[|\s*:\w+:(?: |$)|.*\[\[https?://[^\]]+\]\["),
        0.3,
        sign=re.compile(
            r"#\+(?:title|author|date|options|startup|filetags|begin_\w+|roam_\w+|hugo_\w+|bibliography|property"
            r"|latex\w*):?(?: |$)"
            r"|\s*:PROPERTIES:\s*$|\*+ .*\[\[https?:[^\]]+\]\[",
            re.I,
        ),
    ),
    ForeignForm(
        "a page of a wiki",
        EXPORT_INSTEAD,
        re.compile(r"==+ .+ ==+\s*$|[*#:]+ .*\[https?://\S+ [^\]]+\]|\{\{|\|[\w ]+=|\{\||\|-"),
    ),
    ForeignForm(
        "a reStructuredText file",
        EXPORT_INSTEAD,
        re.compile(r"\.\. |[*-] +`.*<https?://[^>]+>`_|.*`.+ <https?://[^>]+>`_|[=~^\"-]{4,}\s*$"),
        sign=re.compile(
            r"\.\. (?:image|figure|contents|raw|list-table|csv-table|table|note|warning|role|toctree|code-block|include"
            r"|module|automodule|highlight|currentmodule|\|[^|]{1,60}\| (?:image|replace))::|\.\. _[^:]{1,80}: *https?:"
        ),
    ),
    ForeignForm(
        "an e-mail",
        "save the page that it links to, or a list of the ids in it, one a line",
        re.compile(r"[A-Z][\w-]{1,40}: |>"),
        0.9,
        sign=re.compile(
            r"(?:Message-ID|MIME-Version|Return-Path|Received|DKIM-Signature|Content-Transfer-Encoding): ", re.I
        ),
    ),
    ForeignForm("lines of JSON", EXPORT_INSTEAD, re.compile(r"\s*(?:\{\s*\"|\"[\w-]+\"\s*:|[{}\[\]]+,?\s*$)")),
    ForeignForm(
        "a source file of a program",
        EXPORT_INSTEAD,
        re.compile(
            r"\s*(?:import |from [\w.]+ import |def \w+\(|class \w+.*[:{]$|return\b|#include|const |let |var "
            r"|function\b|//|/\*|\*/|\w+ = .*|if .*[:{]$|for .*[:{]$|else\b|elif |[\])}]+[;,]?\s*$|@\w+"
            r"|\w[\w.]*\(.*\)[;:]?$|.*[;{]\s*$)"
        ),
        0.6,
        sign=re.compile(r"#!/|package [\w.]+;?$|#include <|<\?php|use strict;|from __future__ import|\"use strict\""),
    ),
    ForeignForm(
        "a file of settings",
        EXPORT_INSTEAD,
        re.compile(r"\s*(?:[\w.\\%,()/:?'\" -]{1,200}=.*|\[[\w. \"-]+\]\s*$|[#;!])"),
        0.8,
    ),
    ForeignForm(
        "an XML file",
        EXPORT_INSTEAD,
        re.compile(r"\s*</?[a-z][\w.-]*:?[\w.-]*(?:\s[^<>]*)?/?>|\s*<[?!]", re.I),
        0.6,
        sign=re.compile(r"\s*<\?xml\s|\s*<[a-z][\w.-]*:[a-z][\w.-]*(?:\s[^<>]*)?>|\s*<[a-z]\w* [^<>]*xmlns", re.I),
    ),
    ForeignForm("an OPML file", EXPORT_INSTEAD, re.compile(r"\s*</?(?:opml|outline|head|body)\b")),
    ForeignForm(
        "a listing of arXiv",
        _as("arxiv-listing"),
        re.compile(r"\s*(?:\[\d+\]\s*)?arXiv:|\s*(?:Title|Authors?|Comments|Subjects):\s"),
        0.5,
    ),
    ForeignForm("a table in Markdown", _as("list"), re.compile(r"\s*\|.*\|")),
    ForeignForm("a list in Markdown", _as("list"), re.compile(r"\s*(?:[-*+]|\d+[.)])\s.*(?:\]\(|https?:)"), 0.6),
    ForeignForm("a feed", _as("feed"), re.compile(r"\s*</?(?:rss|channel|item|feed|entry|rdf:\w+)\b")),
    ForeignForm("a YAML file", EXPORT_INSTEAD, re.compile(r"\s*(?:- )?[\w-]+:(?: |$)|\s+- \w"), 0.6),
    ForeignForm("an HTML page", "save the whole page as HTML", re.compile(r"\s*</?[a-z][\w-]*(?:\s[^<>]*)?>", re.I)),
)
_CSV_HEAD = re.compile(
    r"(?=[^\n]*\btitle\b)(?=[^\n]*\b(?:authors?|doi|urls?|years?|date|abstract|arxiv|link)\b)[^\n]*(?:[,;\t][^\n]*){2,}",
    re.I,
)
_CSV = ForeignForm("a CSV file", _as("csv"), _CSV_HEAD)
_EXAMINED_LINES = 2000
_FIRST_LINES = 30
_REFUSED = _FORMS[: next(index for index, form in enumerate(_FORMS) if form.name == "an OPML file")]
"""Forms whose lines no page of papers consists of."""


def foreign_form(text: str) -> ForeignForm | None:
    """The form that a text certainly has although it was read as a page, else ``None``."""
    lines = _lines(text)
    if lines and _CSV_HEAD.fullmatch(lines[0].lstrip("\ufeff")):
        return _CSV
    return next((form for form in _REFUSED if _share(form, lines) >= form.share or _has_sign(form, lines)), None)


def likely_form(text: str) -> ForeignForm | None:
    """The form whose lines are the most frequent in a text, for a message."""
    lines = _lines(text)
    certain = foreign_form(text)
    if certain or not lines:
        return certain
    best = max(_FORMS, key=lambda form: _share(form, lines) / form.share)
    return best if _share(best, lines) >= min(best.share, 0.25) / 2 else None


def _has_sign(form: ForeignForm, lines: list[str]) -> bool:
    return form.sign is not None and any(map(form.sign.match, lines[:_FIRST_LINES]))


def _share(form: ForeignForm, lines: list[str]) -> float:
    """How many of some lines begin as those of a form do."""
    lines = [line for line in lines if not line[0].isspace()] if form.is_tagged else lines
    if not lines or (form.needs and not any(map(form.needs.match, lines))):
        return 0.0
    return sum(form.line.match(line) is not None for line in lines) / len(lines)


def _lines(text: str) -> list[str]:
    return [line[:500] for line in text.split("\n", _EXAMINED_LINES)[:_EXAMINED_LINES] if line.strip()]
