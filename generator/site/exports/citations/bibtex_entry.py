"""Papers as entries of BibTeX. arXiv itself cites as ``@misc``: an ``@article`` must name its journal.

Letters stay as they are: ``bibtex`` passes UTF-8 on, and ``biber`` reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote

from generator.site.exports.citations.cited_paper import CitedPaper, parts_of_name

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\lbrace{}", "}": r"\rbrace{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "<": "$<$", ">": "$>$", "|": "$|$",
    "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
}  # fmt: skip
"""BibTeX counts braces even after a backslash, so they are written by name."""
_SPECIALS = re.compile(r"[\\{}~^<>|$&%#_]")
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=[`?!])(?=`)")
"""Between characters that TeX would print as one: ``--`` is a dash, and two apostrophes are a quotation mark."""
_AND = re.compile(r"(?:^|\s)and(?:\s|$)", re.I)
_SEVERAL_PARTS = re.compile(r",.*,|^others$", re.I)
_WORD = re.compile(r"[^\s\-–—/:]+")
_NOT_VERBATIM = re.compile(r"[\\{}\s]")
_LONG_WORD = 4


def bibtex_entry(paper: CitedPaper) -> str:
    """An entry, whose fields are those that are known. One without authors is sorted by its organisation or title."""
    fields = {
        "title": protected_title(paper.title),
        "author": " and ".join(map(_author, paper.authors)),
        "key": "" if paper.authors else latex(paper.organisation or paper.title),
        "year": str(paper.year or ""),
        "howpublished": latex(paper.venue or ""),
        "eprint": paper.arxiv or "",
        "archivePrefix": "arXiv" if paper.arxiv else "",
        "primaryClass": paper.category or "",
        "doi": _verbatim(paper.doi or ""),
        "url": _verbatim(paper.url or ""),
    }
    lines = [f"  {name:<13} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{paper.key},\n{''.join(lines)}}}\n"


def latex(text: str) -> str:
    """A text whose characters LaTeX does not take for commands."""
    return _LIGATURE.sub("{}", _SPECIALS.sub(lambda match: _SPECIAL[match[0]], text))


def _verbatim(text: str) -> str:
    """What programs read as it stands, but for braces and spaces."""
    return _NOT_VERBATIM.sub(lambda match: quote(match[0]), text)


def _author(name: str) -> str:
    """A name; one that BibTeX would read as several, or as parts that it has not, is in braces."""
    clean = name.rstrip(",")
    if _AND.search(clean) or _SEVERAL_PARTS.search(clean):
        return f"{{{latex(clean)}}}"
    given, family, suffix = parts_of_name(clean)
    return latex(f"{family}, {suffix}, {given}" if suffix and "," not in clean else clean)


def protected_title(title: str) -> str:
    """A title whose acronyms and names keep their capitals in styles that print titles in small letters."""
    is_sentence = _is_sentence(_WORD.findall(title))

    def protected(match: re.Match[str]) -> str:
        word = match[0]
        is_name = _is_mixed(word) or (is_sentence and match.start() > 0 and any(map(_is_capital, word)))
        return f"{{{latex(word)}}}" if is_name else latex(word)

    return _LIGATURE.sub("{}", _WORD.sub(protected, title))


def _is_sentence(words: Sequence[str]) -> bool:
    """Is a title written like a sentence? Then a capital belongs to a name."""
    is_letter = [all(unicodedata.category(c)[0] == "L" for c in word[:_LONG_WORD]) for word in words]
    long = [word for word, fits in zip(words[1:], is_letter[1:], strict=True) if fits and len(word) >= _LONG_WORD]
    return sum(_is_capital(word[0]) for word in long) * 2 < len(long)


def _is_mixed(word: str) -> bool:
    """Has a word a capital behind a letter or a digit, or a digit behind a capital, or is it a letter that is no
    word?
    """
    if len(word) == 1:
        return word in "BCDEFGHJKLMNOPQRSTUVWXYZ"
    if word[1:].isalpha() and word[1:].islower():
        return False  # as most words are
    letters = [at for at, c in enumerate(word) if unicodedata.category(c)[0] == "L" or c in "0123456789"]
    capitals = [at for at, c in enumerate(word) if _is_capital(c)]
    digits = [at for at, c in enumerate(word) if c in "0123456789"]
    return bool(capitals) and (letters[0] < capitals[-1] or (bool(digits) and capitals[0] < digits[-1]))


def _is_capital(character: str) -> bool:
    return unicodedata.category(character) == "Lu"
