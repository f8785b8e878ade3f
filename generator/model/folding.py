"""Folds the letters of titles: case, accents, letters without decomposition, and mathematics in TeX."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WITHOUT_DECOMPOSITION = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "þ": "th",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "ɓ": "b",
        "ɗ": "d",
        "ə": "e",
        "ƙ": "k",
    }
)
"""Letters that people type as others where a keyboard lacks them; Unicode does not decompose them."""
_ACCENTS = re.compile(
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
"""Marks of Latin, Greek and Cyrillic letters and of symbols. In other scripts marks are letters of a word."""

_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
}
_LONE_GREEK = re.compile(r"(?<![\u0370-\u03ff])[Α-Ωα-ω](?![\u0370-\u03ff])")
"""A Greek letter that is a variable; several together are a word."""
_STYLE = re.compile(
    r"\\?\b(?:math(?:cal|bb|bf|rm|sf|it|tt|frak|scr|normal)|boldsymbol|operatorname|text(?:bf|it|rm|sf|sc|tt)?|emph|bm"
    r"|ensuremath|mbox)\s*\*?\{"
)
_SIGN = re.compile(
    r"(?:\\|\^\{?\s*\\?)(?:circ|ast|star|dagger|prime|infty|times|cdot|rightarrow|to|sim|approx|pm|leq|geq|neq|le|ge"
    r"|left|right|big|Big|quad|cdots|ldots|dots|in|otimes|oplus|sum|prod|int|partial|nabla)(?![A-Za-z])"
)
"""Commands for what is no letter, as the sign itself is none."""
_VARIANT = re.compile(r"\\var(?=epsilon|phi|theta|rho|sigma|pi|kappa)")
_ELL = re.compile(r"\\ell(?![A-Za-z])")


def folded_letters(text: str) -> str:
    """A text without anything but its letters, digits and marks that belong to a letter, case and accents folded."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_WITHOUT_DECOMPOSITION)
    return "".join(filter(_counts, plain))


def without_tex(title: str) -> str:
    r"""A title in which mathematics is spelt in one way: ``$\alpha$``, ``\alpha`` and ``α`` are all ``alpha``."""
    if "\\" in title or "^" in title or "{" in title:
        title = _SIGN.sub(" ", _STYLE.sub("{", title))
        title = _ELL.sub("l", _VARIANT.sub("", title))
    return title if title.isascii() else _LONE_GREEK.sub(_name_of_greek, title.replace("ϵ", "ε").replace("ϕ", "φ"))


def _name_of_greek(match: re.Match[str]) -> str:
    return _GREEK.get(match[0].lower(), match[0])


@lru_cache(maxsize=4096)
def _counts(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc")
