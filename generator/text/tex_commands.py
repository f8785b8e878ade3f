r"""Understands the commands of TeX in running text: ``\textbf{...}``, ``{\em ...}``, ``\href``, ``\cite``, ``{\L}``.

A command whose argument is whole is replaced by its argument between two marks, so that the text around it reads as
it would without; ``styled`` turns the marks into styles at last. What is not certain stays as it was: commands of an
author's own, commands in formulas, braces that never close.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from generator.model.text import Span, Style

STRONG, EMPHASIS, PLAIN, LINK, END, UNDERSCORE = (chr(code) for code in range(0xE010, 0xE016))
"""Marks for the beginning of an argument, its end, and an escaped underscore. No font shows these characters."""
_MARKS = re.compile(f"[{STRONG}-{UNDERSCORE}]")
_STYLES: Mapping[str, str] = {
    **dict.fromkeys(("textbf", "bf", "bfseries"), STRONG),
    **dict.fromkeys(("textit", "emph", "textsl", "em", "it", "itshape", "sl"), EMPHASIS),
    **dict.fromkeys(("textsc", "texttt", "textrm", "textsf", "textup", "textnormal", "textmd", "underline"), PLAIN),
    **dict.fromkeys(("uline", "mbox", "url", "sc", "scshape", "tt", "ttfamily", "rm", "sf", "text"), PLAIN),
}
_SWITCHES = frozenset({"bf", "bfseries", "em", "it", "itshape", "sl", "sc", "scshape", "tt", "ttfamily", "rm", "sf"})
"""Commands that hold until the brace before them is closed."""
_TWO_ARGUMENTS = frozenset({"href", "textcolor", "texorpdfstring"})
Address = Callable[[str], str | None]
"""Takes a text; gives the address in it if a reader may follow it."""
_CITATIONS = frozenset({"cite", "citep", "parencite", "autocite"})
_TOKEN = re.compile(r"\\(?:[a-zA-Z]+|.)|[{}]", re.S)
_OPTIONS = re.compile(r"(?:\[[^\[\]{}\\]{0,80}\]){0,2}\s?(?=\{)")
_BEFORE_CITATION = re.compile(r"(?<=[\w)\]}%])[\s~]*$")
_NEEDS_CITATION = re.compile(
    r"\b(?:in|of|by|from|see|with|to|and|or|as|following|than|on|at|for|e\.?g\.?|i\.?e\.?)[\s~]*$", re.I
)
_LETTERS: Mapping[str, str] = {
    "L": "Ł", "l": "ł", "O": "Ø", "o": "ø", "AE": "Æ", "ae": "æ", "OE": "Œ", "oe": "œ", "ss": "ß", "AA": "Å",
    "aa": "å", "DJ": "Đ", "dj": "đ", "DH": "Ð", "dh": "ð", "TH": "Þ", "th": "þ", "NG": "Ŋ", "ng": "ŋ", "i": "ı",
    "j": "ȷ",
}  # fmt: skip
_LETTER_NAMES = "|".join(sorted(_LETTERS, key=len, reverse=True))
_LETTER = re.compile(
    rf"\{{\\({_LETTER_NAMES})\s?\}}|\\({_LETTER_NAMES})\{{\}}"
    rf"|(?<=[^\W\d_])\\({_LETTER_NAMES})(?: (?=[a-z])|(?=$|[\s.,;:)-]))|(?<![\w\\])\\(L|O|AE|OE|AA) ?(?=[a-z])"
)
_COMBINING: Mapping[str, str] = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "H": "\u030b", "u": "\u0306", "k": "\u0328", "r": "\u030a", "d": "\u0323", "c": "\u0327", "v": "\u030c",
    "b": "\u0331",
}  # fmt: skip
_BARE = r"(?:\{([A-Za-z]|\\[ij])\}|\\([ij])(?![A-Za-z])|([A-Za-z]))"
_ACCENT = re.compile(
    rf"(?P<outer>\{{)?\\(?:(?P<sign>[\"'`^~=.])\s?{_BARE}|(?P<letter>[Hukrdcvb])(?:\{{([A-Za-z]|\\[ij])\}}"
    r"| ([A-Za-z])))(?(outer)\})"
)
_SIGNS: Mapping[str, str] = {
    "textasciitilde": "~",
    "textmu": "µ",
    "textdegree": "°",
    "textendash": "–",
    "textemdash": "—",
}
_SIGN = re.compile(rf"\\({'|'.join(_SIGNS)})(?:\{{\}}|(?![A-Za-z]) ?)")
_SPACE = re.compile(r"(?<=[\w.)}])\\ (?=\S)")
_THIN = re.compile(r"(?<=\d)\\[,;](?=\w)")
_GROUPED = re.compile(r"(?<=\d)\{,\}(?=\d{3})")
_HYPHENATION = re.compile(r"(?<=[^\W\d_])\\-(?=[^\W\d_])")
_UNDERSCORE = re.compile(r"(?<=[^\W_])\\_(?=\w)")
_LOST_SCRIPT = re.compile(
    r"(?<=[^\W_]{2})\^(?:\{\\?(ast|star|dagger|dag|ddagger|prime)\}|\\?(ast|dagger|dag|ddagger|prime)(?![A-Za-z]))"
)
_SCRIPTS = {"ast": "*", "star": "⋆", "dagger": "†", "dag": "†", "ddagger": "‡", "prime": "′"}


@dataclass(frozen=True, slots=True)
class _Edit:
    """A stretch of a text and what is put in its place."""

    start: int
    stop: int
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with marks in the place of commands."""

    text: str
    urls: tuple[str, ...] = ()
    """The targets of its links, one for each mark that begins one."""


def with_marks(text: str, formulas: Sequence[tuple[int, int]], address: Address = lambda _: None) -> MarkedText:
    """A text whose commands are replaced by marks and characters, except within ``formulas``."""
    if _MARKS.search(text) or not ("\\" in text or "^" in text):
        return MarkedText(text)
    edits = {*_commands(text, formulas, address), *_characters(text, formulas)}
    parts: list[str] = []
    urls: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.stop)):
        if edit.start < at:
            continue
        parts += (text[at : edit.start], edit.text)
        urls += [edit.url] if edit.url else []
        at = edit.stop
    return MarkedText("".join((*parts, text[at:])), tuple(urls))


def plain_name(name: str) -> str:
    r"""A name without commands and the braces that BibTeX needs: ``Erd{\H o}s`` is Erdős."""
    if "\\" not in name and "{" not in name:
        return name
    return (
        re.sub(r"[{}]", "", _MARKS.sub("", with_marks(name, ()).text)) if name.count("{") == name.count("}") else name
    )


def styled(spans: Iterable[Span], urls: Iterable[str] = ()) -> Iterator[Span]:
    """Spans without marks; plain text between marks has their style. ``urls`` are the targets of links, in order."""
    state = _State(iter(urls))
    for span in spans:
        if span.style is not Style.PLAIN:
            bare = _MARKS.sub(lambda match: "_" if match[0] == UNDERSCORE else "", span.text)
            for mark in _MARKS.findall(span.text):
                state.follow(mark)
            yield span if bare == span.text else replace(span, text=bare)
            continue
        at = 0
        for match in re.finditer(f"[{STRONG}-{END}]", span.text):
            yield state.span(span.text[at : match.start()])
            state.follow(match[0])
            at = match.end()
        yield state.span(span.text[at:])


@dataclass(slots=True)
class _State:
    """The marks that are open at a place."""

    urls: Iterator[str]
    marks: list[tuple[str, str | None]] = field(default_factory=list)

    def follow(self, mark: str) -> None:
        """Open or close a mark."""
        if mark == END and self.marks:
            self.marks.pop()
        elif mark in (STRONG, EMPHASIS, PLAIN, LINK):
            self.marks.append((mark, next(self.urls, None) if mark == LINK else None))

    def span(self, text: str) -> Span:
        """Some text in the style of the innermost mark that has one."""
        text = text.replace(UNDERSCORE, "_")
        url = next((url for _, url in reversed(self.marks) if url), None)
        if url:
            return Span(text, Style.LINK, url)
        styles = {STRONG: Style.STRONG, EMPHASIS: Style.EMPHASIS}
        return Span(text, next((styles[mark] for mark, _ in reversed(self.marks) if mark in styles), Style.PLAIN))


# --- commands --------------------------------------------------------------------------------


def _commands(text: str, formulas: Sequence[tuple[int, int]], address: Address) -> Iterator[_Edit]:
    """The edits that commands with arguments, and groups that begin with a switch, need."""
    if "\\" not in text:
        return
    tokens = list(_TOKEN.finditer(text))
    closing = _closing(tokens)
    for token, following in zip_longest(tokens, tokens[1:]):
        if _is_inside(formulas, token.start()):
            continue
        if token[0] == "{" and following and following.start() == token.end() and following[0][1:] in _SWITCHES:
            yield from _switch(text, token, following, closing)
        elif token[0][0] == "\\":
            yield from _command(text, token, closing, address)


def _closing(tokens: Sequence[re.Match[str]]) -> dict[int, int]:
    """Where the brace at each place is closed; braces that never are, are left out."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for token in tokens:
        if token[0] == "{":
            opened.append(token.start())
        elif token[0] == "}" and opened:
            closing[opened.pop()] = token.start()
    return closing


def _switch(text: str, brace: re.Match[str], name: re.Match[str], closing: Mapping[int, int]) -> Iterator[_Edit]:
    end = closing.get(brace.start())
    start = name.end() + len(text[name.end() :][:1]) * text[name.end() : name.end() + 1].isspace()
    if end is not None and start <= end:
        yield _Edit(brace.start(), start, _STYLES[name[0][1:]])
        yield _Edit(end, end + 1, END)


def _command(text: str, token: re.Match[str], closing: Mapping[int, int], address: Address) -> Iterator[_Edit]:
    name = token[0][1:]
    is_known = name in _CITATIONS or name in _TWO_ARGUMENTS or (name in _STYLES and name not in _SWITCHES)
    options = _OPTIONS.match(text, token.end()) if is_known else None
    end = closing.get(options.end()) if options else None
    if options is None or end is None:
        return
    if name in _CITATIONS:
        yield from _citation(text, token.start(), end + 1)
    elif name in _TWO_ARGUMENTS:
        second = closing.get(end + 1)
        if second is not None:
            url = address(text[options.end() + 1 : end].replace("\\", "")) if name == "href" else None
            yield _Edit(token.start(), end + 2, LINK if url else PLAIN, url)
            yield _Edit(second, second + 1, END)
    else:
        yield _Edit(token.start(), options.end() + 1, _STYLES[name])
        yield _Edit(end, end + 1, END)


def _citation(text: str, start: int, stop: int) -> Iterator[_Edit]:
    """A reference to a list that nobody sees is left out, unless the sentence needs it."""
    before = text[max(0, start - 60) : start]
    space = _BEFORE_CITATION.search(before)
    if space and not _NEEDS_CITATION.search(before):
        yield _Edit(start - len(space[0]), stop, "")


# --- characters ------------------------------------------------------------------------------


def _characters(text: str, formulas: Sequence[tuple[int, int]]) -> Iterator[_Edit]:
    """The edits that commands for single characters need."""
    for sign, pattern, character in _CHARACTERS:
        # Most texts have none of the signs, which is found ten times as fast.
        for match in pattern.finditer(text) if sign in text else ():
            found = character(match)
            if found is not None and not _is_inside(formulas, match.start()):
                yield _Edit(match.start(), match.end(), found)


def _accented(match: re.Match[str]) -> str | None:
    letter = next(group for group in (*match.groups()[2:5], *match.groups()[6:8]) if group).removeprefix("\\")
    composed = unicodedata.normalize("NFC", letter + _COMBINING[match["sign"] or match["letter"]])
    return composed if len(composed) == 1 else None


def _letter(match: re.Match[str]) -> str | None:
    return _LETTERS[next(group for group in match.groups() if group)]


_CHARACTERS = (
    ("\\", _ACCENT, _accented),
    ("\\", _LETTER, _letter),
    ("\\", _SIGN, lambda match: _SIGNS[match[1]]),
    ("\\ ", _SPACE, lambda _: " "),
    ("\\", _THIN, lambda _: " "),
    ("{,}", _GROUPED, lambda _: ","),
    ("\\-", _HYPHENATION, lambda _: ""),
    ("\\_", _UNDERSCORE, lambda _: UNDERSCORE),
    ("^", _LOST_SCRIPT, lambda match: _SCRIPTS[match[1] or match[2]]),
)
"""What every match contains, the pattern, and the character for a match."""


def _is_inside(formulas: Sequence[tuple[int, int]], place: int) -> bool:
    index = bisect_right(formulas, (place, place + 1_000_000_000)) - 1
    return index >= 0 and formulas[index][0] <= place < formulas[index][1]
