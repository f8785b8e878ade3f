r"""Reads the operands of a formula that lost its delimiters: letters, numbers, commands, scripts and brackets.

Every function answers the same question: does a formula continue here, how far, and does what was read
prove by itself that it is one? Within brackets (``is_inside``) everything must be mathematics, so words such
as ``log`` or ``in`` are commands; outside they may be prose.

One module, because the parts of a formula contain each other: an operand has scripts, a script brackets,
and brackets operands.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.text.maths import command_words as words
from generator.text.maths.delimited import LONGEST_FORMULA
from generator.text.maths.tokens import (
    TEX_NUMBER,
    TEX_OF_RELATION,
    TEX_WORD,
    MathsPart,
    OverlongError,
    after_space,
    closing_bracket,
    number_of,
    product,
)

_APPLIED = re.compile(r"[A-Za-z]_\{?[A-Za-z]\}?")
_SUBSCRIPT_OF_DIGITS = re.compile(r"_\{?\d+(?:\.\d+)?\}?")
_OTHER_SCRIPT = re.compile(r"[*+∞⊤†]|[Α-Ωα-ω]")
_DIGITS = re.compile(r"\d+")
_SWITCH_IN_BRACES = re.compile(r"\\?(rm|bf|cal|it|sf)[ ~]+(?=[A-Za-z])")
_OF_FAMILY = re.compile(r"_\{\w+=")
_OF_SET = re.compile(r"[,|:]")
_THEN_SCRIPT = re.compile(r"[^{}]*\}[_^(]")
_GOES_ON = re.compile(r"/\d|[a-z]|[A-Z]\w")
"""What follows a digit that is no subscript, but part of a name, a fraction or a hexadecimal number."""
_SIGNED = re.compile(r"[-+]?\d+(?:\.\d+)?")
_OTHER_LETTER = re.compile(r"[Α-Ωα-ωϵϕℓℝℕℤℂℚ∞∂∇]")
_SAID = re.compile(r"\{([A-Za-z][A-Za-z ,-]{0,40}|\d+)\}")
_SWITCHED = re.compile(r"\\?(?:rm|bf|it|sf|tt)[ ~]+\\?([A-Za-z0-9]{1,20})")
_NAME = re.compile(r"[A-Za-z]{2,20}(?:[- ][A-Za-z]{2,20}){0,2}")
_SWITCHES = re.compile(r"\{\s*\\?(rm|bf|cal|it|sf|tt)[ ~]+(?=[^{}]*\})")


def operand(text: str, at: int, *, is_inside: bool = False) -> MathsPart | None:
    """A letter, number, command or group, with its subscripts and superscripts and what it is applied to."""
    base = _base(text, at, is_inside=is_inside)
    if base is None:
        return None
    whole = scripted(text, base, is_inside=is_inside)
    if whole is None:
        return None
    following = text[whole.end : whole.end + 1]
    if following == "(" and not whole.tex.strip()[-1:].isdigit():
        bracket = group(text, whole.end)
        if bracket:
            base_tex = whole.tex.strip()
            is_applied = base_tex in ("\\Omega", "\\Theta") or _APPLIED.fullmatch(base_tex)
            is_certain = whole.is_certain or bracket.is_certain or bool(is_applied)
            return scripted(text, MathsPart(bracket.end, f"{whole.tex} {bracket.tex}", is_certain), is_inside=is_inside)
    if not whole.is_certain and whole.tex.lstrip().startswith(words.BEGINNINGS_OF_ACCENTS):
        return whole if is_inside else None
    return whole


def _base(text: str, at: int, *, is_inside: bool) -> MathsPart | None:
    word = TEX_WORD.match(text, at)
    if word:
        return _word(text, word, is_inside=is_inside)
    number = TEX_NUMBER.match(text, at)
    if number:
        return MathsPart(number.end(), number_of(number[0]))
    other = _OTHER_LETTER.match(text, at)
    if other:
        return MathsPart(other.end(), other[0])
    switch = _SWITCHES.match(text, at)
    if switch:
        # In a sentence such braces may just hold words in bold or italics.
        is_maths = is_inside or switch[1] == "cal" or _THEN_SCRIPT.match(text, switch.end())
        return _braced(text, at, f"\\{switch[1]} ", switch.end()) if is_maths else None
    if text.startswith("\\{", at):
        return group(text, at + 1)
    return group(text, at) if text[at] in "({[" else None


def _word(text: str, match: re.Match[str], *, is_inside: bool) -> MathsPart | None:  # noqa: PLR0911 - one for each kind
    word = match[0]
    name = word.removeprefix("\\")
    end = match.end()
    has_backslash = name != word
    if has_backslash and (name not in words.KNOWN or (name in words.TEXT_COMMANDS and not is_inside)):
        return None
    if len(name) == 1:
        return MathsPart(end, name)
    if name in words.WITH_ARGUMENTS:
        return _with_argument(text, name, end, has_backslash=has_backslash)
    if name in words.SIZES and (is_inside or has_backslash):
        return MathsPart(end, "")
    if name in words.GREEK:
        return MathsPart(end, f"\\{name} ", has_backslash)
    if name in words.CERTAIN_GREEK or name in words.SYMBOLS:
        return MathsPart(end, f"\\{name} ", is_certain=True)
    if name in words.KNOWN and (is_inside or has_backslash):
        return MathsPart(end, f"\\{name} ", has_backslash or name in words.RELATIONS or name in words.INFIXES)
    if name in words.KNOWN or has_backslash:
        return None
    return _run_together(text, match, is_inside=is_inside)


def _run_together(text: str, match: re.Match[str], *, is_inside: bool) -> MathsPart | None:
    """Letters run together with a command, ``nLvarepsilon``, or a product of letters, ``NT``."""
    word = match[0]
    for length in (1, 2, 3):
        letters, name = word[:length], word[length:]
        if (length == 3 and not is_inside and letters not in words.GREEK) or letters == "to":
            continue
        if name in words.RUN_TOGETHER or (is_inside and len(name) > 2 and name in words.RUN_TOGETHER_INSIDE):
            return MathsPart(match.end(), f"{product(letters)} \\{name} ", name not in words.UNCERTAIN)
        if name in words.RELATIONS:
            return MathsPart(match.start() + length, product(letters))
        if (name in words.FONTS or name in words.ROOTS) and text[match.end() : match.end() + 1] == "{":
            rest = _with_argument(text, name, match.end(), has_backslash=False)
            return MathsPart(rest.end, f"{product(letters)} {rest.tex}", is_certain=True) if rest else None
    is_product = len(word) == 2 or (len(word) == 3 and word.isupper())
    if is_inside and is_product and word.lower() not in words.TWO_LETTER_WORDS:
        return MathsPart(match.end(), " ".join(word))
    return None


def _with_argument(text: str, name: str, at: int, *, has_backslash: bool) -> MathsPart | None:
    """A font, accent, root or fraction with its argument."""
    tex, end = f"\\{name}", at
    for _ in range(2 if name.endswith(("frac", "binom")) else 1):
        said = _SAID.match(text, end) if name in words.FONTS else None
        part = None if said and name in words.NAME_FONTS else _braced(text, end) if text[end : end + 1] == "{" else None
        if said:
            part = part or MathsPart(said.end(), said[0], is_certain=True)
        elif part:
            pass
        elif name.endswith(("frac", "binom")) or name in ("text", "operatorname", "bm"):
            return None
        else:
            part = _bare_argument(text, end)
        if part is None:
            return None
        tex, end = f"{tex} {part.tex}" if part.tex[:1] != "{" else f"{tex}{part.tex}", part.end
    is_braced = text[at : at + 1] == "{"
    is_accent = name in words.ACCENTS
    is_applied = is_accent and text[end : end + 1] in ("(", "_", "^") and text[end : end + 1] != ""
    return MathsPart(end, tex, has_backslash or is_braced or not is_accent or is_applied)


def _bare_argument(text: str, at: int) -> MathsPart | None:
    """An argument without braces: a space, then a letter, digit or command."""
    start = after_space(text, at)
    if start == at:
        return None
    word = TEX_WORD.match(text, start)
    if word:
        name = word[0].removeprefix("\\")
        if len(name) == 1:
            return MathsPart(word.end(), name)
        if name in words.BARE_ARGUMENTS:
            return MathsPart(word.end(), f"{{\\{name}}}")
        return _with_argument(text, name, word.end(), has_backslash=False) if name in words.FONTS else None
    number = _DIGITS.match(text, start)
    return MathsPart(number.end(), f"{{{number[0]}}}") if number else None


def scripted(text: str, base: MathsPart, *, is_inside: bool = False) -> MathsPart | None:
    """A base with its subscripts, superscripts and primes; ``None`` when these are not mathematics.

    Raises ``OverlongError`` when they have no end in sight.
    """
    tex, end, is_certain = base.tex, base.end, base.is_certain
    name = base.tex.strip()
    while text[end : end + 1] in ("_", "^", "'"):
        if len(tex) > LONGEST_FORMULA:
            raise OverlongError(end)
        if text[end] == "'":
            if not is_inside and not is_certain:
                break
            tex, end = f"{tex}'", end + 1
            continue
        raised = script(text, end, is_inside=is_inside)
        if raised is None:
            return None
        is_greek = name.removeprefix("\\") in words.GREEK
        is_digit = name.isalpha() and _SUBSCRIPT_OF_DIGITS.fullmatch(raised.tex) is not None
        is_certain = is_certain or raised.is_certain or is_greek or is_digit
        tex, end = f"{tex}{raised.tex}", raised.end
    return MathsPart(end, tex, is_certain)


def script(text: str, at: int, *, is_inside: bool = False) -> MathsPart | None:  # noqa: PLR0911 - one for each kind
    """A subscript or superscript, with its ``_`` or ``^``."""
    mark, start = text[at], at + 1
    if text[start : start + 1] == "{":
        return _script_braces(text, start, mark)
    number = _SIGNED.match(text, start)
    if number:
        is_name = mark == "_" and not is_inside and _GOES_ON.match(text, number.end())
        return None if is_name else MathsPart(number.end(), f"{mark}{{{number[0]}}}", mark == "^")
    word = TEX_WORD.match(text, start)
    if word:
        name = word[0].removeprefix("\\")
        if len(name) > 1 and text[word.end() : word.end() + 1] in ("_", "^"):
            return None
        if name in words.BARE_SCRIPTS or (mark == "^" and name in words.SUPERSCRIPTS):
            return MathsPart(word.end(), f"{mark}{{\\{name}}}", mark == "^" or len(name) > 2)
        if name in words.FONTS:
            part = _with_argument(text, name, word.end(), has_backslash=False)
            return MathsPart(part.end, f"{mark}{{{part.tex}}}", is_certain=True) if part else None
        is_single = len(name) == 1 and name == word[0] and text[word.end() : word.end() + 1] not in ("_", "@")
        return (
            MathsPart(word.end(), f"{mark}{name}", mark == "^")
            if is_single and (is_inside or not text[word.end() : word.end() + 1].isdigit())
            else None
        )
    other = _OTHER_SCRIPT.match(text, start)
    return MathsPart(other.end(), f"{mark}{other[0]}", mark == "^") if other else None


# --- within brackets ----------------------------------------------------------------------


@lru_cache(maxsize=4096)
def group(text: str, at: int) -> MathsPart | None:
    """A bracket with its content, if all of it is mathematics.

    Remembered, because a bracket is tried as an argument first and then by itself: with one inside another, the
    innermost would be read twice as often at each level.
    """
    end = closing_bracket(text, at)
    if end is None:
        return None
    content = content_of(text, at + 1, end - 2 if text[end - 2] == "\\" else end - 1)
    if content is None:
        return None
    opening, closing = text[at], text[end - 1]
    if opening == "{":
        # Braces group in TeX. With commas or a bar in them, they were the escaped braces of a set.
        is_family = _OF_FAMILY.match(text, end) is not None
        is_set = is_family or _OF_SET.search(content.tex) is not None
        opening, closing = (r"\{", r"\}") if is_set else ("{", "}")
    return MathsPart(end, f"{opening}{content.tex}{closing}", content.is_certain)


def _braced(text: str, at: int, before: str = "", start: int | None = None) -> MathsPart | None:
    """The argument of a command, in braces."""
    end = closing_bracket(text, at)
    content = content_of(text, start or at + 1, end - 1) if end else None
    return MathsPart(end, f"{{{before}{content.tex}}}", is_certain=True) if end and content else None


def _script_braces(text: str, at: int, mark: str) -> MathsPart | None:
    """A script in braces: mathematics, or a name such as ``max`` or ``train``."""
    end = closing_bracket(text, at)
    if end is None:
        return None
    inner = text[at + 1 : end - 1]
    switched = _SWITCHED.fullmatch(inner)
    is_command = inner in (words.SUBSCRIPTS | words.SUPERSCRIPTS if mark == "^" else words.SUBSCRIPTS)
    is_name = _NAME.fullmatch(inner) is not None and len(inner) > 2 and not is_command
    if switched or (is_name and " " not in inner):
        return MathsPart(end, f"{mark}{{\\text{{{switched[1] if switched else inner}}}}}", is_certain=True)
    content = content_of(text, at + 1, end - 1)
    if content is None:
        return MathsPart(end, f"{mark}{{\\text{{{inner}}}}}", is_certain=True) if is_name else None
    return MathsPart(end, f"{mark}{{{content.tex}}}", is_certain=True)


def content_of(text: str, at: int, end: int) -> MathsPart | None:
    """The text from ``at`` to ``end``, if all of it is mathematics."""
    tex, is_certain, is_empty = "", False, True
    while at < end:
        character = text[at]
        if character.isspace():
            at += 1
            tex += " "
            continue
        switch = _SWITCH_IN_BRACES.match(text, at, end) if is_empty else None
        if switch:
            tex, at, is_certain = f"{tex}\\{switch[1]} ", switch.end(), True
            continue
        part = operand(text, at, is_inside=True)
        if part and part.end <= end:
            tex, at, is_certain, is_empty = f"{tex}{part.tex}", part.end, is_certain or part.is_certain, False
        elif text[at : at + 2] in TEX_OF_RELATION:
            tex, at, is_empty = f"{tex}{TEX_OF_RELATION[text[at : at + 2]]}", at + 2, False
        elif character in "+-*/=<>,;:!.|'~≤≥≠≈∼∈×±·→&":
            tex, at, is_empty = f"{tex}{character}", at + 1, False
        else:
            return None
    return None if is_empty else MathsPart(end, tex, is_certain)
