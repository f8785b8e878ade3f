r"""Says a formula in plain characters: for titles, search, feeds and descriptions.

``$\alpha$`` is ``α``, ``$\tilde{O}(T^{1/3})$`` is ``Õ(T^{1/3})``, ``$x \le 10\%$`` is ``x ≤ 10%``.
Letters of script, bold and Gothic alphabets are the letters that people type when they search.
What cannot be read stays as its author wrote it.
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
    """A formula in characters that can be typed or read aloud; its source when it cannot be read."""
    try:
        said = unicodedata.normalize("NFC", _row(tree(tex, is_display)))
    except UnreadableError:
        said = tex
    return _SPACES.sub(" ", said).strip()


def _row(elements: Iterable[Element], *, is_script: bool = False) -> str:
    said = ""
    for element in elements:
        text = _say(element)
        if text in _RELATIONS and element.tag == "mo" and said and not is_script:
            text = f" {text} "
        said += text
    return said


def _say(element: Element) -> str:  # noqa: PLR0911 - one line for each kind of element
    parts = list(element)
    match element.tag:
        case "mi" | "mn" | "mo" | "mtext":
            return "".join(map(_letter, (element.text or "").translate(_TYPED)))
        case "mspace":
            return "" if element.get("width", "").startswith("-") else " "
        case "msub" | "munder":
            return _say(parts[0]) + ("" if parts[1].text in _COMBINING else _script("_", parts[1]))
        case "msup":
            return _say(parts[0]) + _script("^", parts[1])
        case "msubsup" | "munderover":
            return _say(parts[0]) + _script("_", parts[1]) + _script("^", parts[2])
        case "mover":
            return _with_accent(_say(parts[0]), parts[1])
        case "mfrac":
            over, under = _grouped(parts[0]), _grouped(parts[1])
            return f"({over} choose {under})" if element.get("linethickness") == "0" else f"{over}/{under}"
        case "msqrt":
            return "√" + _enclosed(_row(parts))
        case "mroot":
            return _say(parts[1]) + "√" + _enclosed(_say(parts[0]))
        case "mtable":
            return "; ".join(", ".join(map(_say, row)) for row in parts)
        case "mphantom":
            return ""
        case _:
            return _row(parts)


def _letter(character: str) -> str:
    """A letter without its alphabet; the double-struck ones of number sets are kept."""
    is_dressed = "\U0001d400" <= character <= "\U0001d7ff" or character in "ℬℰℱℋℐℒℳℛℯℊℴℭℌℑℜℨℎ"
    return unicodedata.normalize("NFKC", character) if is_dressed else character


def _script(mark: str, element: Element) -> str:
    said = _row(element, is_script=True) if element.tag == "mrow" else _say(element)
    said = said.strip()
    if mark == "^" and said in ("∘", "°"):
        return "°"
    if mark == "^" and said.strip("'") == "":
        return said
    is_short = element.tag in TOKENS or _BARE.fullmatch(said)
    return mark + (said if is_short else f"{{{said}}}")


def _with_accent(said: str, over: Element) -> str:
    accent = _COMBINING.get(over.text or "")
    if accent is None:
        return said + _script("^", over)
    return said + accent if len(said) == 1 else said


def _grouped(element: Element) -> str:
    said = _row(element) if element.tag == "mrow" else _say(element)
    return said if re.fullmatch(r"[\w.√]+", said.strip()) else f"({said.strip()})"


def _enclosed(said: str) -> str:
    return said if re.fullmatch(r"\w|[\d.]+", said) else f"({said})"
