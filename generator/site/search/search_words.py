"""Cuts texts into terms, the words that the search knows. ``search-words.js`` cuts a query in the same way, and
``tests/fixtures/vectors/search_words.json`` holds both to that.

A text is folded first: capitals, accents and letters such as ł, ß and æ lose what readers may not type. Then it is
cut into tokens, and a token into parts: ``GPT-4``, ``GPT4`` and ``gpt 4`` all have the parts ``gpt`` and ``4``.
A token of two or three parts also has a joined form, so that ``few-shot`` is found as ``fewshot``. A term is the
stem of a word: British and American spellings, plurals and common endings share one. Runs of scripts that put no
spaces between words are cut into pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

# What always ends a word. All other characters, letters, digits and signs that nobody has thought of, are words.
_HARD = (
    r"\x00-\x20!\"$%&(),/:;<=>?@\[\\\]^{|}~\x7f-\xb4\xb6\xb8-\xbf\xd7\xf7\u02d8-\u02dd\u037e\u0387\u055a-\u055f"
    r"\u0589\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0609-\u060d\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e2f"
    r"\u0e5a\u0e5b\u104a\u104b\u1680\u17d4-\u17da\u180e\u2000-\u200f\u2013-\u2bff\u2e00-\u2e7f\u3000-\u3004"
    r"\u3008-\u3020\u3030\u303d\u30a0\u30fb\ufe10-\ufe1f\ufe30-\ufe6f\ufeff\ufff0-\uffff"
)
_SOFT = r"\-\u2010-\u2012_\xb7"
_WORD = rf"[^{_HARD}+#*.]"
_TOKEN = re.compile(rf"(?<![^{_HARD}{_SOFT}.+#*])[A-Za-z](?:\+\+|[#*])|{_WORD}+(?:\.{_WORD}+)*")
_ASCII_TOKEN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z](?:\+\+|[#*])|[\w\-]+(?:\.[\w\-]+)*", re.ASCII)
"""The same for a text of ASCII, several times as fast."""
_CONNECTOR = re.compile(rf"[{_SOFT}]+|(?<![0-9])\.|\.(?![0-9])")
_APOSTROPHES = re.compile("['’ʼ`´\u200b-\u200d\xad\u2060]")
_DASHES = re.compile("(?<=[^\\s–])–(?=[^\\s–])|−")
_CAPITALS = re.compile("[A-Z](?<=[a-z].)(?=[a-z])")
_NUMBERED = re.compile("[0-9](?<=[a-z]{2}.)")
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
_LETTERS = str.maketrans(
    dict(zip("łøđðıħŧςىةکیךםןףץ", "loddihtσيهكيכמנפצ", strict=True)) | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi"
        " chi psi omega".split(),
        strict=True,
    )
)
_GREEK_LETTER = re.compile("[α-ω]")
_GREEK_WORD = re.compile("[α-ω]{2,}")
_PAIRED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3040-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUNS = re.compile(f"[{_PAIRED}]+|[^{_PAIRED}]+")
_IS_PAIRED = re.compile(f"[{_PAIRED}]")
_ARABIC_ARTICLE = re.compile("^ال(?=[\u0621-\u064a]{3})")
_LONGEST = 40
"""Characters of a term. What is longer is cut."""
_MOST_JOINED = 3
"""Parts of a token that is also joined."""
_SPELLINGS = tuple(
    (hint, re.compile(pattern), replacement)
    for hint, pattern, replacement in (
        ("practis", "practis", "practic"),
        ("is", "([a-z]i)s(e|es|ed|ing|er|ers|able|ation|ations|ational)$", r"\1z\2"),
        ("ys", "([a-z]y)s(e|es|ed|ing|er|ers|able)$", r"\1z\2"),
        ("our", "(col|fav|hon|lab|hum|vap|rum|vig|tum|arm|sav|harb|flav|glam|neighb|endeav|behavi|splend)our", r"\1or"),
        ("tre", "(cent|theat|spect|met|lit|lust)re(s?)$", r"\1er\2"),
        ("bre", "(calib|fib|somb)re(s?)$", r"\1er\2"),
        ("centred", "centred$", "centered"),
        ("ogue", "(catal|monol|dial|anal|prol|epil)ogue", r"\1og"),
        ("enc", "(defen|offen|licen)c(e|es|ed|ing)$", r"\1s\2"),
        ("gramme", "gramme", "gram"),
        ("grey", "^grey", "gray"),
        ("artefact", "artefact", "artifact"),
        ("dgement", "dgement", "dgment"),
        ("ae", "(p|n|c)ae(d|s|c)", r"\1e\2"),
        ("ae", "ae(m|o|tus)", r"e\1"),
        ("oe", "oe(m|o|str|dem|soph|uv|tus)", r"e\1"),
        ("aluminium", "aluminium", "aluminum"),
        ("sceptic", "sceptic", "skeptic"),
        ("ageing", "ageing", "aging"),
        ("learnt", "learnt", "learned"),
        ("ll", "([a-z])ll", r"\1l"),
    )
)
"""British spellings and the American ones that they become. It matters only that both become the same. The first
of each three is what a word must have for the pattern to match, which is faster to look for."""
_DOUBLES = tuple(letter * 2 for letter in "bdfgkmnprt")
_ENDINGS = tuple(
    (hint, re.compile(pattern), replacement)
    for hint, pattern, replacement in (
        ("ies", "(?<=[a-z]{2})ies$", "i"),
        ("es", "(?<=ss|sh|ch|zz)es$|(?<=x)es$", ""),
        ("s", "(?<=[a-z]{2}[^siu])s$", ""),
        (("ation", "ational", "er"), "(?<=[a-z]{2}iz)(?:ation|ational|er)$", ""),
        ("ion", "(?<=[a-z]{2}[ac]t)ion$", ""),
        ("ed", "(?<=[a-z]{3}[a-df-z])ed$", ""),
        ("ing", "^(?=.{6})(.*[aeiouy].*)ing$", r"\1"),
        ("e", "(?<=[a-z]{3})e$", ""),
        (_DOUBLES, r"([bdfgkmnprt])(?=\1$)", ""),
        ("y", "(?<=[a-z]{2}[^aeiou])y$", "i"),
    )
)
_STEMMED = re.compile(f"[a-z]{{4,{_LONGEST}}}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: what it is looked up by, and how it is written."""

    term: str
    surface: str
    """Folded, with its endings; a joined form with hyphens."""
    place: int
    """From 0, counted in parts."""
    is_joined: bool = False


def words_of(text: str) -> list[Word]:
    """The words of a text in its order, joined forms after their parts. The place of a joined form is that of its
    first part.
    """
    words: list[Word] = []
    place = 0
    for token in tokens_of(text):
        found = words_of_token(token)
        words += (replace(word, place=place + word.place) for word in found)
        place += sum(not word.is_joined for word in found)
    return words


def tokens_of(text: str) -> list[str]:
    """The tokens of a text, as they are written. Cutting them further depends on nothing else, so that it can be
    remembered.
    """
    if text.isascii():
        return _ASCII_TOKEN.findall(text.replace("'", "").replace("`", ""))
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text))
    return _TOKEN.findall(_DASHES.sub("-", plain))


def words_of_token(token: str) -> list[Word]:
    """The words of a token, its first one at place 0; none for a hyphen alone."""
    parts = parts_of(token)
    words = [Word(stem(part), part, number) for number, part in enumerate(parts)]
    if joined := joined_form(parts):
        words.append(Word(stem(joined.replace("-", "")), joined, 0, is_joined=True))
    return words


def without_capitals(token: str) -> str:
    """A token in small letters, where none of its capitals begins a part of it."""
    low = token.lower()
    return low if low != token and low.isascii() and not _CAPITALS.search(token) else token


def parts_of(token: str) -> list[str]:
    """The parts of a token, folded."""
    pieces = token.split("-")
    # Most words need no second look.
    if token.isascii() and token.islower() and all(map(str.isalpha, pieces)):
        return [piece[:_LONGEST] for piece in pieces]
    plain = _NUMBERED.sub(r"-\g<0>", folded(_CAPITALS.sub(r"-\g<0>", token)))
    return [part for piece in _CONNECTOR.split(plain) if piece for part in _runs(piece)]


def joined_form(parts: Sequence[str]) -> str:
    """The parts of a token with hyphens between them, where they are also looked up as one word; else nothing."""
    if not 2 <= len(parts) <= _MOST_JOINED:
        return ""
    joined = "-".join(parts)
    return "" if not joined.isascii() and any(map(_IS_PAIRED.match, parts)) else joined[:_LONGEST]


def folded(text: str) -> str:
    """Letters as they are compared: é is e, Ł is l, and capitals are small."""
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower()))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def stem(word: str) -> str:
    """What the forms of a folded word have in common: ``model`` for ``modelling``, ``optimiz`` for ``optimise``."""
    if not _STEMMED.fullmatch(word):
        return _ARABIC_ARTICLE.sub("", word)
    for hint, pattern, replacement in _SPELLINGS:
        if hint in word:
            word = pattern.sub(replacement, word)
    for ending, pattern, replacement in _ENDINGS:
        if word.endswith(ending):
            word = pattern.sub(replacement, word)
    return word


def arxiv_word(arxiv: str) -> str:
    """An arXiv id as one word, its digits: ``250100010``, and ``0211159`` for ``math/0211159``."""
    return arxiv.rpartition("/")[2].replace(".", "")


def _runs(piece: str) -> Iterator[str]:
    """A word, or words and pairs of characters where scripts meet."""
    if piece.isascii():
        yield piece[:_LONGEST]
        return
    for run in _RUNS.findall(piece):
        if not _IS_PAIRED.match(run):
            named = run if _GREEK_WORD.fullmatch(run) else _GREEK_LETTER.sub(lambda letter: _GREEK[letter[0]], run)
            yield named[:_LONGEST]
        elif len(run) == 1:
            yield run
        else:
            yield from (run[start : start + 2] for start in range(len(run) - 1))
