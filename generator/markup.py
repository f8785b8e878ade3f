r"""Understands the remains of markup in scraped titles and abstracts.

Abstracts are written in TeX and pass through arXiv, Hugging Face and a scraper. What is certain is
restored here: TeX's quotes (``\`\`x''`` becomes “x”), ``\%``, ``~`` before a parenthesis,
``\eg``, ``\ie`` and ``\etc``, Markdown's emphasis, and addresses, with mirror hosts mapped back to
the hosts they copy. Every other character stays as it was. The result is characters and styles,
never markup: whoever prints it escapes it for the place it is printed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit, urlunsplit

from generator.model import Span, Style, Text

_QUOTED = re.compile(r"(?<![\w`'])(?:``|'')(?=\S)(.{1,400}?)(?<=\S)''(?!')", re.S)
_ABBREVIATION = re.compile(r"\{?\\(eg|ie|etc)\b(?:\{\})?\}?\.?(?:\\(?=\s))?")
_FULL = {"eg": "e.g.", "ie": "i.e.", "etc": "etc."}
_TIE = re.compile(r"~(?=\()")

_EMPHASIS = re.compile(
    r"(?<![\w*\\^_{$])\*\*(?P<strong>[^\s*](?:[^*\n]{0,200}?[^\s*])?)\*\*(?![\w*])"
    r"|(?<![\w*\\^_{$])\*(?P<star>[^\W_](?:[^*\n]{0,200}?[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_\\{}^$])_(?P<line>[^\W_](?:[^_\n$\\{}^=]{0,200}?[^\W_])?)_(?![\w_{}^$])"
)
_ADDRESS = re.compile(
    r"https?://[^\s<>\"“”`{}|\\^]+"
    r"|(?<![\w@./-])(?:www\.)?(?:(?:github|gitlab)\.com|huggingface\.co|[\w-]+\.github\.io)"
    r"(?:/[^\s<>\"“”`{}|\\^]*)?",
    re.I,
)
_MAY_HOLD_ADDRESS = re.compile(r"://|(?:hub\.|lab\.|face\.)(?:com|co|io)", re.I)
_HAS_SCHEME = re.compile(r"https?://", re.I)
_CLOSING = {")": "(", "]": "["}


def understand(text: str, mirrors: Mapping[str, str]) -> Text:
    """The spans of a scraped line or paragraph. Neighbouring spans differ in style."""
    spans: list[Span] = []
    for piece, url in _cut_addresses(text, mirrors):
        if url is not None:
            spans.append(Span(piece, Style.LINK, url))
        else:
            spans.extend(_cut_emphasis(_restore(piece)))
    return Text(tuple(_joined(spans)))


def addresses(text: Text) -> list[str]:
    """All web addresses in a text, in order."""
    return [span.url for span in text.spans if span.url is not None]


# Most texts hold none of what the patterns look for; asking for one character first is what keeps
# ten thousand abstracts cheap.


def _restore(text: str) -> str:
    if "\\" in text:
        text = text.replace("\\%", "%")
        text = _ABBREVIATION.sub(lambda match: _FULL[match[1]], text)
    if "~" in text:
        text = _TIE.sub(" ", text)
    return _QUOTED.sub("“\\1”", text) if "''" in text else text


def _cut_emphasis(text: str) -> Iterator[Span]:
    at = 0
    if "*" in text or "_" in text:
        for match in _EMPHASIS.finditer(text):
            yield Span(text[at : match.start()])
            style = Style.STRONG if match["strong"] else Style.EMPHASIS
            yield Span(match["strong"] or match["star"] or match["line"], style)
            at = match.end()
    yield Span(text[at:])


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Without empty spans, and plain neighbours in one."""
    held: Span | None = None
    for span in spans:
        if not span.text:
            continue
        if held and held.style is Style.PLAIN and span.style is Style.PLAIN:
            held = Span(held.text + span.text)
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _cut_addresses(text: str, mirrors: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    """Pieces of a text, each plain (``None``) or an address as shown and as linked."""
    at = 0
    for match in _ADDRESS.finditer(text) if _MAY_HOLD_ADDRESS.search(text) else ():
        found = _trimmed(match[0])
        has_scheme = _HAS_SCHEME.match(found) is not None
        url = web_address(found if has_scheme else f"https://{found}", mirrors)
        if url is None:
            continue
        yield text[at : match.start()], None
        yield (url if has_scheme else url.removeprefix("https://")), url
        at = match.start() + len(found)
    yield text[at:], None


def _trimmed(found: str) -> str:
    """Without the punctuation that belongs to the sentence around the address."""
    while found:
        last = found[-1]
        is_unbalanced = last in _CLOSING and found.count(last) > found.count(_CLOSING[last])
        if last not in ".,;:!?'*_~\"’" and not is_unbalanced:
            break
        found = found[:-1]
    return found


def web_address(text: str, mirrors: Mapping[str, str]) -> str | None:
    """An http or https address with its host mapped back from a mirror, or ``None`` if it is none."""
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
