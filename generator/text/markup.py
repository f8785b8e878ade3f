r"""Restores the markup of scraped titles and abstracts.

Abstracts are written in TeX and pass through arXiv, Hugging Face and a scraper. What is certain is restored
here: TeX's quotes (``\`\`x''`` becomes “x”), ``\%``, ``~`` before a parenthesis, ``\eg``, ``\ie`` and ``\etc``,
accents (``Fr\'echet``), commands in running text (``tex_commands``), Markdown's emphasis, mathematics, and web
addresses, whose mirror hosts are replaced by the original ones. Every other character stays as it was. The result
is characters and styles, never markup: whatever prints them escapes them for the place where they are printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from urllib.parse import urlsplit, urlunsplit

from generator.model.text import Span, Style, Text
from generator.text.maths.delimited import Formula
from generator.text.maths.formulas import formulas
from generator.text.maths.number_signs import as_text, with_signs
from generator.text.maths.plain_formula import plain
from generator.text.tex_commands import UNDERSCORE, MarkedText, styled, with_marks

_QUOTED = re.compile(r"(?<![\w`'])(?:``|'')(?=\S)(.{1,400}?)(?<=\S)''(?!')", re.S)
_ABBREVIATION = re.compile(r"\{?\\(eg|ie|etc)\b(?:\{\})?\}?\.?(?:\\(?=\s))?")
_FULL = {"eg": "e.g.", "ie": "i.e.", "etc": "etc."}
_ESCAPED = re.compile(r"\\([%$&#])")
_THIN_SPACE = re.compile(r"(?<=\w\.)\\,(?=\w)")
_ACCENT = re.compile(r"\\([\"'`^~])(?:\{([A-Za-z]|\\i)\}|([A-Za-z]))|\\([cv])\{([A-Za-z])\}")
_COMBINING = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "c": "\u0327",
    "v": "\u030c",
}
_TIE = re.compile(r"~(?=\()")

_EMPHASIS = re.compile(
    r"(?<![\w*\\^_{$])\*\*(?P<strong>[^\s*](?:[^*\n]{0,200}?[^\s*])?)\*\*(?![\w*])"
    r"|(?<![\w*\\^_{$])\*(?P<star>[^\W_](?:[^*\n]{0,200}?[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_\\{}^$])_(?P<line>[^\W_](?:[^_\n$\\{}^=]{0,200}?[^\W_])?)_(?![\w_{}^$])"
)
_ADDRESS = re.compile(
    r"https?://[^\s<>\"“”`{}|\\^\ue010-\ue014]+"
    r"|(?<![\w@./-])(?:www\.)?(?:(?:github|gitlab)\.com|huggingface\.co|[\w-]+\.github\.io)"
    r"(?:/[^\s<>\"“”`{}|\\^\ue010-\ue014]*)?",
    re.I,
)
_PLACEHOLDER = "\ufffc"
"""A placeholder for a formula while the text around it is read; no keyboard has this character."""
_ALL_TEXT = re.compile(r"\\(textbf|textit|emph|text|textrm|textsc|texttt|mbox)\s*\{([^{}\\$^_]*)\}")
_TEXT_STYLES = {"textbf": Style.STRONG, "textit": Style.EMPHASIS, "emph": Style.EMPHASIS}
_IN_EVERY_ADDRESS = ("://", "hub.", "lab.", "face.")
_HAS_SCHEME = re.compile(r"https?://", re.I)
_CLOSING = {")": "(", "]": "["}


def understand(text: str, mirrors: Mapping[str, str]) -> Text:
    """The spans of a scraped line or paragraph. Adjacent spans differ in style.

    ``mirrors`` maps the hosts of mirrors to those that they copy.
    """
    spans: list[Span] = []
    marked = _with_marks(text, mirrors)
    for piece, url in _cut_addresses(marked.text, mirrors):
        if url is not None:
            spans.append(Span(piece, Style.LINK, url))
        else:
            spans.extend(_cut_formulas(piece))
    return Text(tuple(_joined(styled(spans, marked.urls) if marked.text != text else spans)))


def _with_marks(text: str, mirrors: Mapping[str, str]) -> MarkedText:
    """A text with marks for its commands, except in formulas."""
    if "\\" not in text and "^" not in text:
        return MarkedText(text)
    found = [(formula.start, formula.end) for formula in formulas(text)]
    return with_marks(text, found, lambda url: web_address(url, mirrors))


def addresses(text: Text) -> list[str]:
    """All web addresses in a text, in order."""
    return [span.url for span in text.spans if span.url is not None]


# Most texts have nothing that the patterns look for. Looking for a single character first keeps ten thousand
# abstracts cheap.


def _cut_formulas(text: str) -> Iterator[Span]:
    """The spans of a text without addresses. Quotes and emphasis may include a formula."""
    found = [] if _PLACEHOLDER in text else list(formulas(text))
    edges = [0, *(edge for formula in found for edge in (formula.start, formula.end)), len(text)]
    between = [text[start:end] for start, end in list(pairwise(edges))[::2]]
    waiting = iter(found)
    for span in _cut_emphasis(_restore(_PLACEHOLDER.join(between))):
        pieces = span.text.split(_PLACEHOLDER) if found else [span.text]
        for at, piece in enumerate(pieces):
            if at:
                yield _formula(next(waiting))
            yield from _trimmed_emphasis(Span(piece, span.style)) if len(pieces) > 1 else (Span(piece, span.style),)


def _formula(formula: Formula) -> Span:
    """A formula; if it is only a number with a sign, or text in bold or italics, that text."""
    text = as_text(formula.tex)
    if text is not None:
        return Span(text)
    words = _ALL_TEXT.fullmatch(formula.tex)
    if words and words[2].strip():
        return Span(" ".join(words[2].split()), _TEXT_STYLES.get(words[1], Style.PLAIN))
    style = Style.DISPLAY if formula.is_display else Style.MATHS
    return Span(plain(formula.tex, is_display=formula.is_display) or formula.tex, style, tex=formula.tex)


def _trimmed_emphasis(span: Span) -> Iterator[Span]:
    """Emphasis next to a formula, without the spaces around it."""
    inner = span.text.strip()
    if span.style is Style.PLAIN or not inner:
        yield Span(span.text)
        return
    before, _, after = span.text.partition(inner)
    yield from (Span(before), Span(inner, span.style), Span(after))


def _restore(text: str) -> str:
    text = with_signs(text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
        text = _THIN_SPACE.sub(" ", text)
        text = _ACCENT.sub(_accented, text)
        text = _ABBREVIATION.sub(lambda match: _FULL[match[1]], text)
    if "~" in text:
        text = _TIE.sub(" ", text)
    return _QUOTED.sub("“\\1”", text) if "''" in text else text


def _accented(match: re.Match[str]) -> str:
    mark, letter = match[1] or match[4], (match[2] or match[3] or match[5]).removeprefix("\\")
    composed = unicodedata.normalize("NFC", letter + _COMBINING[mark])
    return composed if len(composed) == 1 else match[0]


def _cut_emphasis(text: str) -> Iterator[Span]:
    at = 0
    if "*" in text or "_" in text:
        for match in _EMPHASIS.finditer(text):
            yield Span(text[at : match.start()])
            style = Style.STRONG if match["strong"] else Style.EMPHASIS
            yield Span(match["strong"] or match["star"] or match["line"], style)
            at = match.end()
    yield Span(text[at:])


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without empty ones, and with adjacent plain ones joined."""
    for is_plain, group in groupby((span for span in spans if span.text), lambda span: span.style is Style.PLAIN):
        if is_plain:
            yield Span("".join(span.text for span in group))
        else:
            yield from group


def _cut_addresses(text: str, mirrors: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    """The pieces of a text with their links: ``None`` for plain text, else the address."""
    at = 0
    folded = text.lower()
    for match in _ADDRESS.finditer(text) if any(part in folded for part in _IN_EVERY_ADDRESS) else ():
        shown = _trimmed(match[0]).replace(UNDERSCORE, "_")
        has_scheme = _HAS_SCHEME.match(shown) is not None
        url = web_address(shown if has_scheme else f"https://{shown}", mirrors)
        if url is None:
            continue
        yield text[at : match.start()], None
        yield (url if has_scheme else url.removeprefix("https://")), url
        at = match.start() + len(shown)
    yield text[at:], None


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it."""
    surplus = {closing: address.count(closing) - address.count(opening) for closing, opening in _CLOSING.items()}
    end = len(address)
    while end:
        last = address[end - 1]
        is_unbalanced = surplus.get(last, 0) > 0
        if last not in ".,;:!?'*_~\"’" and not is_unbalanced:
            break
        if is_unbalanced:
            surplus[last] -= 1
        end -= 1
    return address[:end]


def web_address(text: str, mirrors: Mapping[str, str]) -> str | None:
    """An http or https address, with a mirror's host replaced by the original one; ``None`` for any other text."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "." not in host.strip("."):
        return None
    if parts.username is not None or not re.fullmatch(r"[\w.-]+", host):
        return None
    if host in mirrors:
        return urlunsplit(parts._replace(scheme="https", netloc=mirrors[host]))
    return text
