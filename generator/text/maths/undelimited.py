r"""Finds formulas that lost their dollars and backslashes: ``tilde Omega(T^{1/3})``, ``kleq 10``.

A wrong repair is worse than none, so a stretch of text becomes a formula only if it contains a sign that
prose never has, and only as far as everything in it reads as mathematics. The signs are:

1. A command with its backslash, or a font, accent or root with its braces: ``mathcal{O}``, ``sqrt{n}``,
   ``text{max}``. Braces never follow a word.
2. A font or a root before a single letter, number or command: ``mathbf x``, ``mathcal O``, ``sqrt n``.
   These names are not words. An accent (``tilde``, ``hat``) is one, so its letter also needs a bracket or
   a script: ``tilde Omega(``.
3. A script in braces, or any superscript: ``C_{Phi circ Psi}``, ``10^{-3}``, ``n^2``, ``(1-t)^{2}``. After
   a name of several letters only a subscript of digits is certain (``CO_{2}``, but ``file_{name}`` is a
   template), and only the script becomes the formula.
4. A single letter with a digit as its subscript, ``x_0``, or with a letter as its subscript and applied to
   something mathematical, ``p_d(y|x)``; a Greek name with any single subscript, ``pi_theta``. Any other word
   with a subscript is the name of a file or a variable: ``gpt_4``, ``x_train``.
5. A relation that is not a word, between two operands or before a number: ``m gg n``, ``k leq 10``,
   ``leq 3``; also run together with its left side: ``kleq 10``. ``le`` and ``ge`` are French words and
   companies, so only ``(ge 1)`` and ``x le 1`` count.
6. A Greek letter that is not a word, ``varepsilon``, also run together with letters; ``Omega`` and ``Theta``
   applied to something mathematical; ``forall`` and ``exists`` before a letter other than ``a``; ``infty``,
   ``ldots`` and the like.
7. A capital Greek name that a certain formula of the same text contains: ``Phi`` beside ``C_Phi``. Names
   that begin other terms (Gamma, Delta, Sigma, Omega) are left alone.

From such a sign a formula extends over what touches it, and across a space only by an operator or a relation
with an operand after it. Words such as ``in``, ``to`` and ``times`` join only two parts that are certain by
themselves; ``log`` and ``max`` join nothing, because outside brackets they may be prose. Within brackets and
braces everything must be mathematics; otherwise the bracket stays text.

``;`` before ``forall`` was ``\;``, a space. Signs beside numbers need no formula (see ``number_signs``). Left as
scraped: single letters and Greek names in prose (``k``, ``alpha``), ``x_i`` alone, ``O(log n)``, ``sim``. They
read well as they are, or may be words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from generator.text.maths.command_words import INFIXES, POSSIBLE_INFIXES, RELATIONS, ROOTS, SYMBOLS
from generator.text.maths.delimited import LONGEST_FORMULA, Formula
from generator.text.maths.mathml import UnreadableError, tree
from generator.text.maths.operands import content_of, group, operand, script, scripted
from generator.text.maths.tokens import (
    TEX_NUMBER,
    TEX_OF_RELATION,
    TEX_WORD,
    MathsPart,
    OverlongError,
    after_space,
    number_of,
)

FARTHEST = 40
"""Characters by which a formula may begin before its certain sign."""

_HINTS = (
    *"\\ _ ^ { mathc mathb mathrm mathf maths mathit mathtt leq geq neq lesssim gtrsim infty ldots cdot".split(),
    *"arrow hbar vareps varph vart varrho varsigma varpi sqrt notin forall exists angle otimes oplus odot".split(),
    *"simeq propto setminus seteq mapsto asymp rceil rfloor emptyset".split(),
    *(" gg ", " ll ", " le ", " ge ", "(ge ", "Omega(", "Theta(", "tilde ", " hat ", " bar ", "widehat "),
)
"""Every formula without delimiters contains one of these. Looking for them first keeps ten thousand abstracts
cheap.
"""
_SIGN = re.compile(
    r"\\[A-Za-z]|(?:(?<=[^\W_])|(?<=[)\]}']))[_^]|(?<![a-z])(?:math(?:cal|bb|bf|rm|frak|sf|scr|it|tt)|boldsymbol)(?![a-z])"
    r"|(?:leq|geq|neq|leqslant|geqslant|lesssim|gtrsim|var(?:epsilon|phi|theta|rho|sigma|pi)|infty|ldots|cdots|hbar)(?![a-z])"
    rf"|(?<![A-Za-z])(?:{'|'.join(sorted(INFIXES | SYMBOLS | ROOTS))}|forall|exists|le|ge|Omega|Theta)(?![A-Za-z])"
    r"|(?:tilde|hat|bar|overline|vec|text|operatorname|sqrt|frac)\{|(?<![A-Za-z])(?:wide)?(?:tilde|hat|bar) [A-Z]"
    r"|\{(?:rm|bf|cal|it|sf|tt) "
)
_OPERATOR = re.compile(r"[<>]=|[-+*/=<>≤≥≠≈∼~∈×±·|→]")
_SPACED = re.compile(r"[<>]=|[=<>+≤≥≠≈∼∈×±→]")
_OPERATORS_IN_WORDS = INFIXES | POSSIBLE_INFIXES
_CERTAIN_JOINTS = RELATIONS | INFIXES | {"le", "ge"}
_JOINTS = _CERTAIN_JOINTS | POSSIBLE_INFIXES | {"to"}
_AT_LEAST = re.compile(r"ge (\d+)(?=\))")
_QUANTIFIED = re.compile(r" ([b-zB-HJ-Z])(?![\w'’])")
_WORD_AFTER = re.compile(r"\s+[A-Za-z]{2}")
_TWO_LETTERS = re.compile(r"[A-Za-z]{2}")
_SHORT_BRACES = re.compile(r"\{([^{}]{1,20})\}")
_AMOUNT = re.compile(r"[-+]?\d+(?:\.\d+)?|\d+[-+]\\?[A-Za-zα-ω]{1,6}|x")
_INDEX_BEFORE = re.compile(r"_\w*$")
_OPERATIONS = frozenset("times pm circ cup cap wedge vee".split())
_FACTOR = re.compile(r"(?<=\d)[x×](?=10\^)|(?<=\d )[x×](?= 10\^)")
_STARTS = re.compile(r"(?<![\w\\@#&./_^])(?<![A-Z]:)(?=[\w\\({\[])|(?<=[\w)\]}])(?=[_^])|(?<=\s)(?=[\w\\({\[])")
_NAME_IN_CAPITALS = re.compile(r"[A-Za-z]-[A-Z]\^|(?<=[A-Za-z])[A-Za-z]-[A-Z]_")
"""``LLM-S^3``, ``DALL-E_2``: the letter before the script belongs to the name."""
_UNIT_OF_NUMBER = re.compile(r"(?:(?<![_^{\d.,+-])\d[\d.,]*[KMBT]|\dx)\W?$")
_CAPITAL = re.compile(r"\\(Phi|Psi|Xi|Theta|Lambda|Upsilon)(?![A-Za-z])")
_CAPITAL_NAME = re.compile(r"(?<![\w\\-])(?:Phi|Psi|Xi|Theta|Lambda|Upsilon)(?![\w-])")
_UNIT = re.compile(r"(?:[KMBTkx%]|[kMGT]?(?:B|Hz|eV)|[mnμk]?[ms]|dB)(?![A-Za-z])")


def repaired(text: str) -> Iterator[Formula]:
    """The formulas of a text that lost their delimiters, in order."""
    for hint in _HINTS:
        if hint in text:
            break
    else:
        return
    certain = list(_certain(text))
    yield from sorted([*certain, *_letters_again(text, certain)], key=lambda formula: formula.start)


def _certain(text: str) -> Iterator[Formula]:
    # A beginning that was tried for one sign would fail for the next, too.
    done = tried = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < done:
            continue
        try:
            formula = _formula_around(text, max(done, tried, sign.start() - FARTHEST), sign.start())
        except OverlongError as overlong:
            # Left as it is, all of it: its end alone would be no better a formula.
            done = overlong.end
            continue
        tried = sign.start() + 1
        if formula:
            yield formula
            done = formula.end


def _letters_again(text: str, certain: list[Formula]) -> Iterator[Formula]:
    """Capital Greek letters that a certain formula of the same text contains."""
    names = {name for formula in certain for name in _CAPITAL.findall(formula.tex)}
    ends = [formula.end for formula in certain]
    for match in _CAPITAL_NAME.finditer(text) if names else ():
        following = bisect_right(ends, match.start())
        is_free = following == len(certain) or certain[following].start >= match.end()
        if is_free and match[0] in names:
            yield Formula(match.start(), match.end(), f"\\{match[0]}")


def _formula_around(text: str, first: int, sign: int) -> Formula | None:
    """The formula that begins at or before a sign and includes it."""
    for start in _STARTS.finditer(text, first, sign + 2):
        at = start.start()
        if not first <= at <= sign or _NAME_IN_CAPITALS.match(text, at - 2):
            continue
        part = _formula(text, at)
        if part and part.end > sign and _is_readable(tex := " ".join(part.tex.split())):
            return Formula(at, part.end, tex)
    return None


def _is_readable(tex: str) -> bool:
    try:
        tree(tex, False)  # noqa: FBT003 - the form of call that lru_cache shares
    except UnreadableError:
        return False
    return True


# --- outside brackets ---------------------------------------------------------------------


def _formula(text: str, at: int) -> MathsPart | None:
    """The longest certain formula that begins here. Raises ``OverlongError``."""
    first = _beginning(text, at)
    if first is None:
        return None
    best = first if first.is_certain and _may_end(text, first) else None
    whole = first
    while following := _continued(text, whole):
        whole = following
        if len(whole.tex) > 2 * LONGEST_FORMULA:
            raise OverlongError(whole.end)
        if whole.is_certain and _may_end(text, whole):
            best = whole
    return best


def _beginning(text: str, at: int) -> MathsPart | None:
    if text[at] in "_^":
        return _scripted_name(text, at)
    word = TEX_WORD.match(text, at)
    name = word[0].removeprefix("\\") if word else ""
    if word and (name in RELATIONS or (name != word[0] and name in _OPERATORS_IN_WORDS)):
        number = TEX_NUMBER.match(text, after_space(text, word.end()))
        return MathsPart(number.end(), f"\\{name} {number_of(number[0])}", is_certain=True) if number else None
    if word and name == "ge" and text[at - 1 : at] == "(":
        exact = _AT_LEAST.match(text, at)
        return MathsPart(exact.end(), f"\\ge {exact[1]}", is_certain=True) if exact else None
    if word and name in ("forall", "exists"):
        letter = _QUANTIFIED.match(text, word.end())
        return MathsPart(letter.end(), f"\\{name} {letter[1]}", is_certain=True) if letter else None
    if text[at] in "([":
        bracket = group(text, at)
        is_raised = bracket and text[bracket.end : bracket.end + 1] in ("^", "_")
        is_name = bracket and not bracket.is_certain and _TWO_LETTERS.search(text, at, bracket.end)
        return scripted(text, bracket) if bracket and is_raised and not is_name else None
    return operand(text, at)


def _continued(text: str, whole: MathsPart) -> MathsPart | None:
    """A formula with one more part, if the text after it belongs to it."""
    at = whole.end
    if at >= len(text):
        return None
    touching = None if text[at].isspace() or text[at] in "[" else operand(text, at)
    is_unit = _UNIT_OF_NUMBER.search(text[max(0, at - 15) : at + 2])
    if touching and not is_unit and not _FACTOR.match(text, at) and not (text[at - 1].isalpha() and text[at].isalpha()):
        return MathsPart(touching.end, f"{whole.tex} {touching.tex}", whole.is_certain or touching.is_certain)
    space = after_space(text, at)
    if text[space : space + 1] == ";" and space > at:
        following = _beginning(text, after_space(text, space + 1)) if space + 2 < len(text) else None
        is_quantified = following and following.tex.startswith(("\\forall", "\\exists"))
        return (
            MathsPart(following.end, rf"{whole.tex} \; {following.tex}", whole.is_certain)
            if following and is_quantified
            else None
        )
    return _related(text, whole, space)


def _related(text: str, whole: MathsPart, at: int) -> MathsPart | None:
    """A formula with an operator or relation and the operand after it."""
    joint = _joint(text, at, is_spaced=at > whole.end)
    start = after_space(text, joint[0]) if joint else len(text)
    right = operand(text, start) if start < len(text) else None
    if joint is None or right is None or _is_article(text, start, right):
        return None
    _, tex, name = joint
    is_certain = whole.is_certain or right.is_certain
    if name and text[at] != "\\":
        if not _may_join(name, whole, right):
            return None
        is_certain = is_certain or name in _CERTAIN_JOINTS
    return MathsPart(right.end, f"{whole.tex} {tex} {right.tex}", is_certain or bool(name and text[at] == "\\"))


def _joint(text: str, at: int, *, is_spaced: bool) -> tuple[int, str, str | None] | None:
    """An operator: the index after it, its TeX, and its name if it is a word."""
    word = TEX_WORD.match(text, at)
    name = word[0].removeprefix("\\") if word else ""
    if word and name in _JOINTS:
        # A digit or bracket may directly follow a command; a letter needs a space before it.
        touches = text[word.end() : word.end() + 1]
        is_whole = touches.isspace() or touches.isdigit() or touches in ("\\", "(", "{")
        return (word.end(), f"\\{name} ", name) if is_whole else None
    factor = _FACTOR.match(text, at)
    if factor:
        return factor.end(), "\\times ", None
    sign = (_SPACED if is_spaced else _OPERATOR).match(text, at)
    if sign is None or (not is_spaced and text[sign.end() : sign.end() + 1].isspace() and not _SPACED.match(text, at)):
        return None
    return sign.end(), TEX_OF_RELATION.get(sign[0], sign[0]), None


def _may_join(name: str, whole: MathsPart, right: MathsPart) -> bool:
    """May a word join these two parts? Some words are relations only, others may be prose."""
    if name in RELATIONS | INFIXES:
        return not _is_word_of_one_letter(whole.tex)
    if name in ("le", "ge"):
        return not _is_word_of_one_letter(whole.tex) and right.tex.strip()[:1].isdigit()
    if name == "to":
        return right.tex.strip() == "\\infty"
    return right.is_certain and (whole.is_certain or name not in _OPERATIONS)


def _is_word_of_one_letter(tex: str) -> bool:
    return tex.strip() in ("a", "A", "I")


def _is_article(text: str, start: int, right: MathsPart) -> bool:
    """Is an operand an article in prose, as in ``= a function``?"""
    return _is_word_of_one_letter(right.tex) and _WORD_AFTER.match(text, start + 1) is not None


def _may_end(text: str, part: MathsPart) -> bool:
    """May a formula end here, because something else begins?"""
    following = text[part.end : part.end + 2]
    last = text[part.end - 1]
    if following[:1].isalpha() or following[:1] == "\\":
        if last.isdigit() and not part.tex.rstrip().endswith("}"):
            return _UNIT.match(text, part.end) is not None
        return not last.isalpha() and following[:1] != "\\"
    if following[:1] in ("_", "^", "@") or (following[:1].isdigit() and last.isalnum()):
        return False
    return not (following[:1] == "." and following[1:].isalpha() and following[1:].islower())


def _scripted_name(text: str, at: int) -> MathsPart | None:
    """The script after a name or a bracket, without the name: ``CO_{2}``, ``Code^N``."""
    mark = text[at]
    braces = _SHORT_BRACES.match(text, at + 1)
    if braces and mark == "_":
        is_digits = _AMOUNT.fullmatch(braces[1])
        content = content_of(text, braces.start(1), braces.end(1)) if is_digits else None
        return MathsPart(braces.end(), f"{{}}_{{{content.tex}}}", is_certain=True) if content else None
    if mark == "^" and not text[at + 1 : at + 2].islower() and not _INDEX_BEFORE.search(text[max(0, at - 20) : at]):
        raised = script(text, at)
        return MathsPart(raised.end, f"{{}}{raised.tex}", is_certain=True) if raised else None
    return None
