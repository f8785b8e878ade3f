r"""Writes a formula in plain characters, for titles, search, feeds and descriptions.

``$\alpha$`` becomes ``α``, ``$\tilde{O}(T^{1/3})$`` ``Õ(T^{1/3})``, ``$x \le 10\%$`` ``x ≤ 10%``. Script, bold
and Gothic letters become the plain letters that people type when they search. A formula that cannot be read
stays as its author wrote it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from xml.etree.ElementTree import Element

from generator.text.maths.mathml import TOKENS, UnreadableError, tree

_TYPED = str.maketrans(
    {"−": "-", "ϵ": "ε", "ϕ": "φ", "∼": "~", "∣": "|", "′": "'", "‖": "||", "\xa0": " ", "\u2009": " ", "∗": "*"}
)
_COMBINING = {
    "\u02dc": "\u0303", "\u02c6": "\u0302", "\u00af": "\u0304", "\u2015": "\u0304", "\u02d9": "\u0307",
    "\u00a8": "\u0308", "\u00b4": "\u0301", "`": "\u0300", "\u02d8": "\u0306", "\u02c7": "\u030c", "→": "\u20d7",
}  # fmt: skip
_RELATIONS = frozenset("=<>≤≥≠≈≃≡≪≫∈∉⊂⊆⊃⊇→←↔⇒⇔↦∝≲≳⩽⩾⟶≜≅≺≻⪯⪰≍") | {":="}
_BARE = re.compile(r"-?\d+(?:\.\d+)?|.")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def plain(tex: str, *, is_display: bool = False) -> str:
    """A formula in characters that can be typed or read aloud; its TeX when it cannot be read."""
    try:
        written = unicodedata.normalize("NFC", _row(tree(tex, is_display)))
    except UnreadableError:
        written = tex
    return _SPACES.sub(" ", written).strip()


def _row(elements: Iterable[Element], *, is_script: bool = False) -> str:
    written = ""
    for element in elements:
        text = _written(element)
        if text in _RELATIONS and element.tag == "mo" and written and not is_script:
            text = f" {text} "
        written += text
    return written


def _written(element: Element) -> str:  # noqa: PLR0911 - one line for each kind of element
    parts = list(element)
    match element.tag:
        case "mi" | "mn" | "mo" | "mtext":
            return "".join(map(_letter, (element.text or "").translate(_TYPED)))
        case "mspace":
            return "" if element.get("width", "").startswith("-") else " "
        case "msub" | "munder":
            return _written(parts[0]) + ("" if parts[1].text in _COMBINING else _script("_", parts[1]))
        case "msup":
            return _written(parts[0]) + _script("^", parts[1])
        case "msubsup" | "munderover":
            return _written(parts[0]) + _script("_", parts[1]) + _script("^", parts[2])
        case "mover":
            return _with_accent(_written(parts[0]), parts[1])
        case "mfrac":
            over, under = _grouped(parts[0]), _grouped(parts[1])
            return f"({over} choose {under})" if element.get("linethickness") == "0" else f"{over}/{under}"
        case "msqrt":
            return "√" + _enclosed(_row(parts))
        case "mroot":
            return _written(parts[1]) + "√" + _enclosed(_written(parts[0]))
        case "mtable":
            return "; ".join(", ".join(map(_written, row)) for row in parts)
        case "mphantom":
            return ""
        case _:
            return _row(parts)


def _letter(character: str) -> str:
    """A letter of a script, bold or Gothic alphabet as a plain one; the double-struck letters of sets are kept."""
    is_styled = "\U0001d400" <= character <= "\U0001d7ff" or character in "ℬℰℱℋℐℒℳℛℯℊℴℭℌℑℜℨℎ"
    return unicodedata.normalize("NFKC", character) if is_styled else character


def _script(mark: str, element: Element) -> str:
    written = _row(element, is_script=True) if element.tag == "mrow" else _written(element)
    written = written.strip()
    if mark == "^" and written in ("∘", "°"):
        return "°"
    if mark == "^" and written.strip("'") == "":
        return written
    is_short = element.tag in TOKENS or _BARE.fullmatch(written)
    return mark + (written if is_short else f"{{{written}}}")


def _with_accent(written: str, over: Element) -> str:
    accent = _COMBINING.get(over.text or "")
    if accent is None:
        return written + _script("^", over)
    return written + accent if len(written) == 1 else written


def _grouped(element: Element) -> str:
    written = _row(element) if element.tag == "mrow" else _written(element)
    return written if re.fullmatch(r"[\w.√]+", written.strip()) else f"({written.strip()})"


def _enclosed(written: str) -> str:
    return written if re.fullmatch(r"\w|[\d.]+", written) else f"({written})"
