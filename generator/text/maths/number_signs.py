r"""Restores signs beside numbers, which need no formula: ``3times`` becomes ``3×``.

Beside numbers the names of signs are certain to be signs in these cases:

- ``times`` directly after a digit: ``8.4times``, ``1024times1024``; with spaces only between equal numbers
  (``256 times 256``), because ``won 3 times 2 medals`` is prose;
- ``sim`` or ``approx`` directly before a number that has a decimal or thousands separator, a per cent sign,
  a unit or a second digit: ``sim17%``, ``sim110k``; ``sim2real`` and ``sim3`` may be names;
- ``pm`` directly between decimal numbers, ``0.83pm0.02``, and ``(pm1)``; ``pm2.5`` is particulate matter and
  ``5 pm`` a time;
- each of them with its backslash, and ``{\deg}``, which is how arXiv writes a degree.

A delimited formula that has only numbers, brackets and such signs is text too: ``$74.7\%$``.
"""

from __future__ import annotations

import re

from generator.text.maths.plain_formula import plain

_BETWEEN_EQUALS = re.compile(r"(?<![\w.,])(\d+)((?: times \1)+)(?![\w,]|\.\d)")
# Half of all abstracts have these letters within words. So each pattern begins with the letters and looks
# behind afterwards: the search can then skip from one occurrence to the next.
_FACTOR = re.compile(r"times(?<=\dtimes)(?: (?=\d))?(?![A-Za-z])")
_NUMBER = r"(?=\d[\d,]*(?:\.\d+)?(?:\\?%|×|times|[kKMBTx](?![A-Za-z]))|(?:\d{2,}|\d+[.,]\d)(?![A-Za-z_]))"
_SIM = re.compile(r"sim(?<![\w\\-]sim)" + _NUMBER)
_APPROX = re.compile(r"approx(?<![\w\\-]approx)" + _NUMBER)
_GIVE_OR_TAKE = re.compile(r"pm(?:(?<=[\d.]\dpm)(?=\d+\.\d)|(?<=\(pm)(?=1\)))")
_NAMED = re.compile(r"(?<![A-Za-z:\\])\\(times|pm|sim|approx|leq?|geq?|to|rightarrow|cdot|degree)(?![A-Za-z])")
_DEGREE = re.compile(r"\{\\deg\}|(?<=\d)\\deg(?![A-Za-z])")
_SIGNS = {
    **{"times": "×", "pm": "±", "sim": "~", "approx": "≈", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥"},
    **{"to": "→", "rightarrow": "→", "cdot": "·", "degree": "°"},
}

_TEXT = re.compile(
    r"(?:[\d\s.,:;()\[\]/|<>!?'\"*+\-–—=~{}]|\\?%|\\[,;:! &#$]|\^\{?\\circ\}?"
    r"|\\(?:times|pm|sim|approx|leq?|geq?|lt|gt|to|rightarrow|degree|percent|quad|unicode\{x20[01]\d\})(?![A-Za-z]))+"
)


def with_signs(text: str) -> str:
    """A text in which the signs beside numbers are restored."""
    if "times" in text:
        text = _BETWEEN_EQUALS.sub(lambda match: match[0].replace("times", "×"), text)
        text = _FACTOR.sub("×", text)
    if "sim" in text:
        text = _SIM.sub("~", text)
    if "approx" in text:
        text = _APPROX.sub("≈", text)
    if "pm" in text:
        text = _GIVE_OR_TAKE.sub("±", text)
    if "\\deg" in text:
        text = _DEGREE.sub("°", text)
    return _NAMED.sub(lambda match: _SIGNS[match[1]], text) if "\\" in text else text


def as_text(tex: str) -> str | None:
    """The text of a formula that has only numbers and signs; ``None`` for any other."""
    return plain(tex) if _TEXT.fullmatch(tex) else None
