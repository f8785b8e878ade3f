r"""The text that TeX in a bibliography stands for: accents, letters and symbols, without the braces around capitals.

Formulas stay as they are, because pages show them as formulas. So does every command that is not known here, with its
braces: whatever cleans titles and abstracts may know it. Quotation marks and dashes stay, too, as they do in scrapes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from pylatexenc.latex2text import get_default_latex_context_db

_PIECE = re.compile(
    r"\\[A-Za-z]+\*?|\\.|\$(?:[^$\\]|\\.)*\$|[{}]|[~]|[ \t]*\n[ \t]*|[^\\${}~\n]+|.",
    re.S,
)
_HAS_TEX = re.compile(r"[\\{}~]")
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331", "t": "\u0361", "G": "\u030f", "U": "\u030e",
}  # fmt: skip
_LETTERS = {
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ",
    "ng": "ŋ", "NG": "Ŋ", "textquotesingle": "'", "textasciigrave": "`", "slash": "/", "textbackslash": "\\",
    "textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "textless": "<", "textgreater": ">",
    "lbrace": "{", "rbrace": "}", "textbraceleft": "{", "textbraceright": "}", "textdollar": "$",
    "textunderscore": "_", "textquotedbl": '"', "ldots": "…", "dots": "…", "textellipsis": "…", "nobreakspace": " ",
    "allowbreak": "", "break": "", "newline": " ", "par": "\n\n", "protect": "", "relax": "", "noopsort": "",
    "bf": "", "it": "", "em": "", "sc": "", "tt": "", "sf": "", "rm": "", "sl": "", "upshape": "", "itshape": "",
    "scshape": "", "bfseries": "", "ttfamily": "", "small": "", "footnotesize": "", "xspace": "",
}  # fmt: skip
_UNWRAPPED = frozenset(
    """
    textit textbf texttt textsc textsl textsf textrm textup textmd textnormal emph mbox hbox text url nolinkurl path
    uppercase MakeUppercase lowercase MakeLowercase bibinfo mkbibquote mkbibemph mkbibbold underline enquote
    """.split()
)
_STYLES = frozenset("textit textbf texttt textsc textsl emph url".split())
_SIGNS = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", ",": " ", ";": " ", ":": " ", " ": " ",
    "\n": " ", "!": "", "-": "", "/": "", "\\": " ", "@": "", "|": "", ">": " ",
}  # fmt: skip
_LONGEST_SYMBOL = 3
"""Characters. Longer ones stand for something that is no text, such as a citation."""
_DOTLESS = {"ı": "i", "ȷ": "j"}
_ONE_COMMAND = re.compile(r"\s*\\([A-Za-z]+)\s*")

Action = Callable[[str], str]


def plain_text(tex: str, *, keeps_style: bool = False) -> str:
    r"""The text that a value of a field stands for, its lines as they are. Commands for italics, bold print and links
    stay where they are asked for: pages can show an abstract with them.

    >>> plain_text(r"{QuietCodec}: {\'E}motional {\L}\'od\'z, Erd{\H{o}}s \& $x^{2}$")
    'QuietCodec: Émotional Łódź, Erdős & $x^{2}$'
    """
    if not _HAS_TEX.search(tex):
        return tex
    return _Reader(_PIECE.findall(tex), keeps_style=keeps_style).read()


def verbatim(tex: str) -> str:
    r"""An id or an address, in which TeX means nothing, although many programs escape some of its characters.

    >>> verbatim(r"\url{https://a.org/b{\_}c\_d}")
    'https://a.org/b_c_d'
    """
    if not _HAS_TEX.search(tex) and "\n" not in tex:
        return tex.strip()
    text = re.sub(r"\\(?:url|nolinkurl|path|href|tt|texttt)\b", "", tex)
    text = re.sub(r"\$?\\(?:textasciitilde|sim)\b\s?\$?", "~", text)
    text = re.sub(r"\\(?=[_&%#{}$~^-])", "", text)
    return "".join(text.replace("{", "").replace("}", "").split("\n")).strip()


class _Reader:
    """Goes through the pieces once. Groups that are open are on a stack, each with what becomes of its text."""

    def __init__(self, pieces: list[str], *, keeps_style: bool) -> None:
        self.pieces = pieces
        self.keeps_style = keeps_style
        self.at = 0
        self.texts: list[list[str]] = [[]]
        self.actions: list[Action] = []
        self.verbatim_depth = 0
        """Groups around the current place whose content stays TeX."""
        self.is_argument = False
        """Does a group that begins here belong to a command that stays?"""

    def read(self) -> str:
        while self.at < len(self.pieces):
            piece = self.pieces[self.at]
            self.at += 1
            was_argument, self.is_argument = self.is_argument, False
            self._take(piece, was_argument=was_argument)
        return unicodedata.normalize("NFC", "".join("".join(text) for text in self.texts))

    def _take(self, piece: str, *, was_argument: bool) -> None:
        if not piece:
            return
        if piece == "{":
            self._open(_braced if was_argument or self.verbatim_depth or self._is_after_script() else str)
        elif piece == "}":
            self._close()
        elif self.verbatim_depth or (len(piece) == 1 and piece != "~"):
            self._add(piece)
        elif piece == "~":
            self._add(self._tie())
        elif piece[0] == "\\":
            self._command(piece)
        else:
            self._add(piece.replace("\\_", "_") if piece[0] == "$" else piece)

    def _add(self, text: str) -> None:
        self.texts[-1].append(text)

    def _open(self, action: Action) -> None:
        self.texts.append([])
        self.actions.append(action)
        self.verbatim_depth += action in _KEEPING

    def _close(self) -> None:
        if not self.actions:
            return
        action, text = self.actions.pop(), "".join(self.texts.pop())
        self.verbatim_depth -= action in _KEEPING
        self._add(action(text))
        self.is_argument = action is _braced

    def _is_after_script(self) -> bool:
        """Does a group follow ``^`` or ``_``, as in a formula that lost its dollars?"""
        before = self.pieces[self.at - 2] if self.at > 1 else ""
        return before.endswith(("^", "_")) and before not in ("\\^", "\\_")

    def _tie(self) -> str:
        """A tie is a space that does not break. Before a number and after a space it is the sign for "about"."""
        before = self.pieces[self.at - 2][-1:] if self.at > 1 else " "
        after = self.pieces[self.at][:1] if self.at < len(self.pieces) else " "
        return "~" if (before.isspace() or before in "(/") and (after.isdigit() or after in "$<") else " "

    def _command(self, piece: str) -> None:
        name = piece[1:]
        if name in _ACCENTS:
            self._accent(_ACCENTS[name], is_word=name.isalpha(), piece=piece)
        elif name in _SIGNS:
            self._add(_SIGNS[name])
        elif name == "ensuremath" and self._skip_to_group():
            self._open(_formula)
        elif name in _STYLES and self.keeps_style and self._skip_to_group():
            self._add(piece)
            self._open(_braced_text)
        elif name in _UNWRAPPED and self._skip_to_group():
            self._open(str)
        elif name == "href" and not self.keeps_style and self._skip_to_group():
            self._open(_nothing)
        elif (symbol := _symbol(name)) is not None:
            self._add(symbol)
            self._skip_end_of_word()
        else:
            self._add(piece)
            self.is_argument = True

    def _skip_to_group(self) -> bool:
        """Go behind the brace that opens an argument, if one follows."""
        at = self.at
        while at < len(self.pieces) and self.pieces[at].isspace():
            at += 1
        if at < len(self.pieces) and self.pieces[at] == "{":
            self.at = at + 1
            return True
        return False

    def _skip_end_of_word(self) -> None:
        r"""Go behind the space or the ``{}`` that only ends the name of a command."""
        if self.pieces[self.at : self.at + 2] == ["{", "}"]:
            self.at += 2
        elif self.at < len(self.pieces) and self.pieces[self.at][:1] in (" ", "\t"):
            self.pieces[self.at] = self.pieces[self.at].lstrip(" \t")

    def _accent(self, mark: str, *, is_word: bool, piece: str) -> None:
        # A space precedes the letter in some exports, but after a full stop or a tilde it ends a word.
        may_skip = is_word or piece in _QUOTE_ACCENTS or self.pieces[self.at : self.at + 1] in ([" "], ["  "])
        if self.at < len(self.pieces) and may_skip:
            self.pieces[self.at] = self.pieces[self.at].lstrip()
            self.at += not self.pieces[self.at]
        following = self.pieces[self.at] if self.at < len(self.pieces) else ""
        if following == "{":
            self.at += 1
            self._open(lambda text: _accented(text, mark))
        elif following[:1] == "\\" and following[1:] in _LETTERS:
            self.at += 1
            self._add(_accented(_LETTERS[following[1:]], mark))
            self._skip_end_of_word()
        elif following[:1].isalpha():
            self._add(_accented(following[0], mark))
            self.pieces[self.at] = following[1:] or ""
        else:
            self._add(piece)


_QUOTE_ACCENTS = frozenset(('\\"', "\\'", "\\`", "\\^"))


def _accented(text: str, mark: str) -> str:
    """A text with an accent on its first letter."""
    if not text:
        return ""
    return unicodedata.normalize("NFC", _DOTLESS.get(text[0], text[0]) + mark + text[1:])


def _braced(text: str) -> str:
    return "{" + text + "}"


def _braced_text(text: str) -> str:
    """A group whose content is text, not TeX."""
    return _braced(text)


def _formula(text: str) -> str:
    command = _ONE_COMMAND.fullmatch(text)
    symbol = _symbol(command[1]) if command else None
    return symbol or f"${text}$"


def _nothing(_: str) -> str:
    return ""


_KEEPING = (_braced, _formula)


@lru_cache(maxsize=4096)
def _symbol(name: str) -> str | None:
    """The text that a command without arguments stands for, if any."""
    if name in _LETTERS:
        return _LETTERS[name]
    spec = _CONTEXT.get_macro_spec(name)
    text = getattr(spec, "simplify_repl", None)
    return text if isinstance(text, str) and 0 < len(text) <= _LONGEST_SYMBOL and "%" not in text else None


_CONTEXT = get_default_latex_context_db()
"""The symbols of LaTeX and of its usual packages."""
