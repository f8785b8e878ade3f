"""Splits text without markup into a title and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.digests.lists.author_names import ET_AL, names_in
from generator.digests.lists.title_cleaning import is_fact, without_prefix

TITLE_LIMIT = 350
"""Characters. The longest titles on arXiv have fewer."""
QUOTED_TITLE = re.compile(r"[\"“«「](?P<title>[^\"“”«»「」\n]{8,350}?)[,.]?[\"”»」]")
_CITATION = re.compile(
    r"(?P<names>[^\n]{3,600}?)\s*\((?P<year>(?:19|20)\d\d)[a-z]?(?:,[^()]{0,30})?\)[.,:]?\s+(?P<rest>\S.*)", re.S
)
"""As the American Psychological Association writes references: names, the year in brackets, the title."""
_SEPARATOR = re.compile(r"\n|\s{2,}|\s+[-–—|·]+\s+|\.\s+|[?!]\s+|,\s+|\s*[(（\[]|\s+by\s+")
_HARD = re.compile(r"\n|\s{2,}")


def without_open_bracket(text: str) -> str:
    """A text without a bracket at its end that only holds links: ``A Title (read more on``."""
    return re.sub(r"[\s,]*[\[(（][^\[\]()（）]{0,40}$", "", text)


def split_plain(text: str) -> tuple[str, str] | None:
    """A title and what follows it, or precedes it; ``None`` where no title can be told from the rest."""
    text = text.strip()
    if not re.search(r"[^\W\d_]", text):
        return None
    if quoted := QUOTED_TITLE.search(text[:1200]):
        return quoted["title"], f"{text[: quoted.start()]}\n{text[quoted.end() :]}"
    bare = without_prefix(text)
    if (citation := _CITATION.fullmatch(text[:2000])) and _are_cited(citation["names"]):
        title, rest = split_plain(citation["rest"]) or (citation["rest"], "")
        return title, f"{citation['names']}\n{citation['year']}\n{rest}"
    prefix = text[: len(text) - len(bare)]
    cut = cut_of(bare[:1500])
    title, rest = (bare[: cut[0]], bare[cut[1] :]) if cut else (bare, "")
    return (title, f"{prefix}\n{rest}") if len(title) <= TITLE_LIMIT else None


def split_cell(text: str) -> tuple[str, str] | None:
    """The title in a cell, up to a break, and the rest of the cell."""
    bare = without_prefix(text.strip())
    hard = _HARD.search(bare)
    title, rest = (bare[: hard.start()], bare[hard.end() :]) if hard else (bare, "")
    return (title, rest) if len(title) <= TITLE_LIMIT and re.search(r"\w", title) else None


def _are_cited(names: str) -> bool:
    bare = re.sub(r"(?:\b[^\W\d_]\.\s?-?)+", " ", names).replace("&", " ").replace(",", " ")
    return len(bare) < len(names) and all(
        word[0].isupper() or word in ("and", "et", "al.", "de", "van", "von") for word in bare.split()
    )


def cut_of(text: str) -> tuple[int, int] | None:
    """Where a title ends, and where the text after its separator begins."""
    matches = [match for match in _SEPARATOR.finditer(text) if match.start()]
    for index, match in enumerate(matches):
        following = _until_break(text, match, matches[index + 1 :])
        if _HARD.fullmatch(match[0]) or _is_after_title(following, match[0]):
            end = match.end() if match[0].strip() not in ("(", "（", "[") else match.start()
            return match.start() + (match[0][:1] in "?!"), end
    return None


def _until_break(text: str, match: re.Match[str], others: Sequence[re.Match[str]]) -> str:
    """What stands between a separator and the next that is not a comma."""
    end = next((other.start() for other in others if not other[0].startswith(",")), len(text))
    return text[match.end() : end].strip(" .,;)]）")


def _is_after_title(text: str, separator: str) -> bool:
    """Is a text authors or a venue, as they follow a title?"""
    if not text:
        return False
    parts = [part.strip() for part in text.split(",") if part.strip()]
    names = len(names_in(text))
    if names > 1 or is_fact(text):
        return True
    while parts and is_fact(parts[-1]):
        parts.pop()
    named = len(parts) < text.count(",") + 1 and bool(names_in(", ".join(parts)))
    begins_with_name = bool(ET_AL.search(text)) and text[:1].isupper() and len(ET_AL.split(text)[0].split()) <= 12
    is_lonely_name = names == 1 and not separator.startswith((",", "(", " ("))
    return named or begins_with_name or is_lonely_name
