r"""Renders TeX as MathML that is safe in a page.

A library turns TeX into a tree. This module prints that tree element by element and attribute by attribute,
and only those on its lists, which MathML Core has and which are harmless. TeX counts as unreadable if a
command in it is unknown to the library (its backslash remains), sets a link, class, colour or size (such
attributes are not on the list), or defines a macro (which could grow without end). The caller then shows the
source.

Some things that the library leaves to browsers, and that browsers do not do, are done here: letters of other
alphabets become Unicode's own characters, because browsers support one value of ``mathvariant`` only; names of
functions get thin spaces; ``10,000`` is one number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html import escape
from xml.etree.ElementTree import Element

from generator.text.maths.delimited import LONGEST_FORMULA

DEEPEST_BRACES = 20
"""Levels of braces; deeper ones are an attack."""

TOKENS = frozenset("mi mn mo mtext".split())
"""Elements that contain characters."""
_ELEMENTS = TOKENS | frozenset(
    "mrow mspace mfrac msqrt mroot mstyle mpadded mphantom msub msup msubsup munder mover munderover"
    " mtable mtr mtd".split()
)
_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
"""The number of children that an element must have."""
_TRUTH = re.compile(r"true|false")
_LENGTH = re.compile(r"0|-?\d?(?:\.\d{1,4})?(?:em|ex|px|pt|mm|cm)")
_ATTRIBUTES = {
    **dict.fromkeys(("displaystyle", "stretchy", "fence", "separator", "largeop", "movablelimits", "accent"), _TRUTH),
    **dict.fromkeys(("lspace", "rspace", "width", "height", "depth", "minsize", "maxsize", "linethickness"), _LENGTH),
    "form": re.compile(r"prefix|postfix|infix"),
    "scriptlevel": re.compile(r"\d"),
}
_WITHOUT_EFFECT = frozenset(
    "columnalign columnlines columnspacing rowlines rowspacing linebreak mathsize mathvariant".split()
)
"""Attributes from the library that browsers ignore or readers do not miss; ``mathvariant`` is replaced by
characters.
"""
_NAMED_WIDTHS = {"thin": "0.167em", "medium": "0.222em", "thick": "0.278em"}
_DEFINITION = re.compile(r"\\(?:def|newcommand|newenvironment|DeclareMathOperator)(?![A-Za-z])")
_MEANT = {
    **{name: f"\\mathbb{{{name[0]}}}" for name in "R N Z Q E RR NN ZZ QQ EE CC".split()},
    **{name: f"\\operatorname{{{name}}}" for name in "Var Cov Tr SO SE SU".split()},
    "eps": r"\epsilon ",
}
"""Commands that many authors define, always with the same meaning."""
_BY_AUTHORS = re.compile(rf"\\({'|'.join(_MEANT)})(?![A-Za-z])")
_UPRIGHT = re.compile(r"\\mathrm\{([A-Za-z])\}")
"""A single upright letter. The library sets it in italics unless there is a space before it."""
_COMMENT = re.compile(r"(?<!\\)%")
_ESCAPED = re.compile(r"\\([{}%&#_$])")
_ENTITY = re.compile(r"&#x([0-9A-Fa-f]{1,6});")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff0-\uffff]")
_RAISED_ACCENTS = {"~": "\u02dc", "^": "\u02c6"}
"""Characters that the library uses as accents but browsers draw too low, and the proper accents."""
_THIN = "0.167em"
_NO_OPERATORS = frozenset("∞∅⊤")
"""Symbols that the library treats as operators."""


class UnreadableError(ValueError):
    """TeX that cannot be rendered safely."""


def printed(elements: Iterable[Element]) -> str:
    """Elements as one line of MathML."""
    return "".join(map(_printed, elements))


def tree(tex: str, is_display: bool) -> tuple[Element, ...]:  # noqa: FBT001 - one form of call, one cache entry
    """The elements of a formula; only such as browsers know. Raises ``UnreadableError``."""
    elements = _tree_or_none(tex, is_display)
    if elements is None:
        raise UnreadableError(tex)
    return elements


@lru_cache(maxsize=8192)
def _tree_or_none(tex: str, is_display: bool) -> tuple[Element, ...] | None:  # noqa: FBT001 - as above
    """``None`` when it is unreadable: a cache remembers values, not errors, and a text can repeat a formula."""
    try:
        return _tree(tex, is_display=is_display)
    except UnreadableError:
        return None


def _tree(tex: str, *, is_display: bool) -> tuple[Element, ...]:
    # Only for texts that no build has seen yet.
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415

    _refuse_at_once(tex)
    known = _COMMENT.sub(r"\\%", " ".join(tex.split()))
    known = _UPRIGHT.sub(r"\\mathrm{ \1}", _BY_AUTHORS.sub(lambda match: _MEANT[match[1]], known))
    try:
        root = convert_to_element(known, display="block" if is_display else "inline")
    except Exception as error:  # the library raises errors of many types
        raise UnreadableError(tex) from error
    return tuple(_children(root[0]))


def _refuse_at_once(tex: str) -> None:
    if len(tex) > LONGEST_FORMULA:
        raise UnreadableError(tex)
    depth = deepest = 0
    for character in tex:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
        if depth < 0 and "\\" not in tex:
            raise UnreadableError(tex)
    if deepest > DEEPEST_BRACES or _DEFINITION.search(tex):
        raise UnreadableError(tex)


# --- from the library's tree to the printed one ---------------------------------------------------------


def _children(element: Element) -> Iterator[Element]:
    """The content of an element, cleaned, with single letters joined and spaces around functions."""
    # Spaces come first: joined letters are a word, not the name of a function.
    yield from _joined(list(_with_spaces([part for child in element for part in _cleaned(child)])))


def _cleaned(element: Element) -> Iterator[Element]:
    if element.tag == "mrow" and not element.attrib:
        content = list(_children(element))
        # A row of one element is that element; any other row may group its content.
        yield content[0] if len(content) == 1 else _element("mrow", content)
        return
    if element.tag not in _ELEMENTS:
        raise UnreadableError(element.tag)
    content = (
        list(_children(element))
        if element.tag in ("mstyle", "mpadded", "mphantom", "mtd", "msqrt")
        else [part for child in element for part in _cleaned(child)]
    )
    if len(content) != _PARTS.get(element.tag, len(content)):
        raise UnreadableError(element.tag)
    made = _element(element.tag, content)
    made.text = _characters(element)
    for name, value in element.attrib.items():
        _set(made, name, value)
    _settle(made, element.get("mathvariant"))
    yield made


def _element(tag: str, content: list[Element]) -> Element:
    made = Element(tag)
    made.extend(content)
    return made


def _characters(element: Element) -> str | None:
    if element.text is None:
        return None
    text = _ENTITY.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), _ESCAPED.sub(r"\1", element.text))
    if "\\" in text or _CONTROL.search(text) or element.tag not in TOKENS:
        raise UnreadableError(text)
    return text


def _set(made: Element, name: str, value: str) -> None:
    if name == "width" and value.endswith("mathspace"):
        sign, size = ("-", value[8:-9]) if value.startswith("negative") else ("", value[:-9])
        value = sign + _NAMED_WIDTHS.get(size, "0em")
    if name in _ATTRIBUTES and _ATTRIBUTES[name].fullmatch(value):
        made.set(name, value)
    elif name not in _WITHOUT_EFFECT:
        raise UnreadableError(f"{name}={value}")


def _settle(made: Element, variant: str | None) -> None:
    """Replaces ``mathvariant`` by characters, and corrects what the library takes for operators or accents."""
    text = made.text or ""
    if made.tag in ("mi", "mn") and variant == "normal":
        made.set("mathvariant", "normal")
    elif made.tag in ("mi", "mn", "mo") and variant not in (None, "italic"):
        made.text = "".join(_variant(character, str(variant)) for character in text)
    if made.tag == "mo" and text.replace("\u2009", "").isalpha() and len(text) > 1:
        made.tag = "mi"
        made.attrib.clear()
    if made.tag == "mo" and text in _NO_OPERATORS:
        made.tag = "mi"
        made.attrib.clear()
    if made.tag == "mi" and text in (":", ";"):
        made.tag = "mo"
        made.attrib.clear()
    if made.tag == "mo" and text == "/":
        # Browsers put as much space around a slash as around a plus.
        made.attrib.update(lspace="0", rspace="0")
    if made.tag == "mover" and len(made) == 2 and made[1].tag == "mo" and made[1].text and is_accent(made[1].text):
        made[1].text = _RAISED_ACCENTS.get(made[1].text, made[1].text)
        made.set("accent", "true")


def is_accent(text: str) -> bool:
    """Is this the character of an accent?"""
    return len(text) == 1 and text in "~^\u02dc\u02c6\u00af\u2015\u00b4`\u02d8\u02c7\u02d9\u00a8\u20db\u02da\u2192"


@cache
def _variant(character: str, variant: str) -> str:
    """A letter or digit of another alphabet, such as the script O of a complexity."""
    style = variant.upper().replace("SANS-SERIF", "SANS_SERIF").replace("DOUBLE-STRUCK", "DOUBLE_STRUCK")
    style = style.replace("-", " ").replace("_", "-")
    kind = unicodedata.name(character, "").replace("LATIN ", "").replace("GREEK ", "").replace("LETTER ", "")
    for name in (f"MATHEMATICAL {style} {kind}", f"{style.replace('FRAKTUR', 'BLACK-LETTER')} {kind}"):
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return character


def _joined(row: list[Element]) -> Iterator[Element]:
    """Joins upright letters into a word, and digits with commas between thousands into one number."""
    at = 0
    while at < len(row):
        element = row[at]
        at += 1
        if _is_upright(element):
            while at < len(row) and _is_upright(row[at]):
                element.text = f"{element.text}{row[at].text}"
                at += 1
            if len(element.text or "") > 1:
                element.attrib.clear()
        elif element.tag == "mo" and element.text == ":" and at < len(row) and row[at].text == "=":
            element.text, at = ":=", at + 1
        elif element.tag == "mn":
            while at + 1 < len(row) and row[at].text == "," and _is_thousand(element, row[at + 1]):
                element.text = f"{element.text},{row[at + 1].text}"
                at += 2
        yield element


def _is_upright(element: Element) -> bool:
    return element.tag == "mi" and element.get("mathvariant") == "normal"


def _is_thousand(before: Element, after: Element) -> bool:
    digits = (before.text or "").rpartition(",")[2]
    return after.tag == "mn" and re.fullmatch(r"\d{3}", after.text or "") is not None and 1 <= len(digits) <= 3


def _with_spaces(row: list[Element]) -> Iterator[Element]:
    """A thin space between the name of a function and a letter or number beside it."""
    for at, element in enumerate(row):
        if at and _touch(row[at - 1], element):
            yield Element("mspace", {"width": _THIN})
        yield element


def _touch(before: Element, after: Element) -> bool:
    """Would the name of a function touch its neighbour?"""
    pair = (before, after)
    return any(map(_is_function, pair)) and not any(map(_is_mark, pair))


def _is_function(element: Element) -> bool:
    base = element[0] if element.tag in ("msub", "msup", "msubsup", "munder") and len(element) else element
    return base.tag == "mi" and len(base.text or "") > 1 and (base.text or "").replace("\u2009", "").isalpha()


def _is_mark(element: Element) -> bool:
    """Does it have spacing of its own, as operators, brackets and spaces do?"""
    base = element[0] if element.tag in ("msub", "msup", "msubsup") and len(element) else element
    return base.tag in ("mo", "mspace", "mtext")


def _printed(element: Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in sorted(element.attrib.items()))
    content = escape(element.text or "", quote=False) + "".join(map(_printed, element))
    return f"<{element.tag}{attributes}>{content}</{element.tag}>"
