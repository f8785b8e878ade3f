"""Classifies single lines of a text scrape, regardless of their neighbours.

The phrases are those of Hugging Face's paper pages, as browsers and crawlers save them. Boilerplate
comes in two kinds. Some phrases occur nowhere else (``Get trending papers in your email inbox!``).
Others could be the title of a paper (``Spaces``, ``Models``), so they only count as boilerplate at the
edges of a page or next to other boilerplate; ``line_roles`` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from generator.digests.plain.organisation_line import has_handle
from generator.model.identity import ArxivId, arxiv_id
from generator.text.wording import MONTH_ABBREVIATIONS, month_number

LONGEST_FACT = 120
"""Characters; longer lines are always text."""


class LineKind(Enum):
    """What a line looks like on its own."""

    BLANK = auto()
    TEXT = auto()
    BOILERPLATE = auto()
    POSSIBLE_BOILERPLATE = auto()
    AUTHORS = auto()
    DOT = auto()
    DATE = auto()
    MONTH = auto()
    NUMBER = auto()
    SUBMITTED = auto()
    ADDRESS = auto()
    FRONT_MATTER = auto()


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A date as a page shows it, without the year if that is the current one."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a scrape, with what it means on its own."""

    number: int
    """From 1."""
    block: int
    """Index of the run of non-blank lines that it belongs to; -1 for a blank line."""
    indent: int
    text: str
    """Without surrounding white space."""
    kind: LineKind
    day: ShownDay | None = None
    count: int | None = None
    """Authors, comments or upvotes, depending on the kind."""
    arxiv: ArxivId | None = None


_CERTAIN_BOILERPLATE = frozenset(
    phrase.casefold()
    for phrase in (
        "Get trending papers in your email inbox!",
        "Get trending papers in your email inbox once a day!",
        "Subscribe",
        "Daily Papers",
        "Trending Papers",
        "Daily Papers - Hugging Face",
        "Trending Papers - Hugging Face",
        "by AK and the research community",
        "and the research community",
        "Search by arxiv id or title",
        "Search by arXiv ID or title",
        "Submit a paper",
        "Submit a new paper",
        "Log In",
        "Sign Up",
        "Sign up or log in",
        "Hugging Face's logo",
        "Hugging Face's logo Hugging Face",
        "Team & Enterprise",
        "Hugging Face PRO",
        "Enterprise Support",
        "Inference Providers",
        "Inference Endpoints",
        "Storage Buckets",
        "Buckets new",
        "Browse papers",
        "Read more",
        "arXiv Page",
        "View arXiv page",
        "View PDF",
        "Hugging Face - The AI community building the future.",
        "System theme",
    )
)

_POSSIBLE_BOILERPLATE = frozenset(
    """
    new by ak huggingface models datasets spaces buckets posts docs solutions enterprise pricing website tasks
    huggingchat collections languages organizations community blog learn discord forum github company tos
    privacy about careers jobs press daily weekly monthly trending previous next upvote papers search menu
    """.split()
) | {"hugging face", "sign in", "privacy policy", "terms of service", "brand assets"}

_FRONT_MATTER = re.compile(r"[\w.-]{1,40}:(?:\s.*)?|\s+\S.*|-\s.*|--?|#.*")
"""A line of the YAML front matter in which tools describe the page that they saved."""
_SAYS_SOURCE = re.compile(r"(?:[\w.-]*(?:url|source|title|link|domain|site))[\w.-]*:\s*\S.*", re.I)
_LONGEST_FRONT_MATTER = 60
_RULE = re.compile(r"[-=_*~─━]{3,}")
_COPYRIGHT = re.compile(r"(©|\(c\))\s*(\d{4}\s*)?hugging ?face.{0,20}", re.I)
_BY_AK = re.compile(r"by\s*AK(\s+and the research community)?", re.I)
_DOTS = frozenset("·•∙⋅‧・")
_DOT_INSIDE = re.compile(r"(?<=\S) [·•∙⋅‧・] (?=\S)")
_LONGEST_FACTS = 200
_AUTHORS = re.compile(r"[•·∙⋅‧・*-]?\s*(\d{1,3}(?:,?\d{3})?) authors?", re.I)
_MONTH_WORD = rf"({'|'.join(MONTH_ABBREVIATIONS)})[a-z]{{0,6}}\.?"
_DATE = re.compile(
    rf"(?:(?:published\s+)?on\s+)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?{_MONTH_WORD}"
    r"\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s*(\d{4}))?(?:\s+(?:·\s*)?(\d{1,5}))?",
    re.I,
)
_MONTH = re.compile(_MONTH_WORD, re.I)
_NUMBER = re.compile(
    r"(?:(?:-\s*)?\[[-x ]?\]\s*)?(?:upvote\s+|▲\s*)?(?:(\d{1,3}(?:,\d{3})+|\d{1,6})|(\d{1,3}(?:\.\d)?)k|-)", re.I
)
_SUBMITTED = re.compile(r"submitted\s+by\b:?\s*(.*)", re.I)
_ADDRESS = re.compile(r"https?://\S+", re.I)
_PAPER_ADDRESS = re.compile(
    r"https?://(?:huggingface\.co/papers|arxiv\.org/(?:abs|pdf))/([\w.+/-]+?)(?:\.pdf)?(?:#\w*)?",
    re.I,
)
_REPOSITORY = re.compile(r"github\s+\d[\d.,]*k?", re.I)

_SPACES = dict.fromkeys(map(ord, "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2007\u202f\u2028\u2029\u3000"), " ")


def split_lines(text: str) -> list[TextLine]:
    r"""Cut a scrape into classified lines.

    Lines end where they do in an editor (``\n``, ``\r\n`` or ``\r``), so that problems name the line
    numbers that a person sees. All other white space becomes a space.
    """
    lines: list[TextLine] = []
    block, is_inside = -1, False
    raws = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    front = _front_matter(raws)
    for number, raw in enumerate(raws, start=1):
        spaced = raw.translate(_SPACES)
        bare = spaced.strip()
        if not bare:
            is_inside = False
            lines.append(TextLine(number, -1, 0, "", LineKind.BLANK))
            continue
        if not is_inside:
            block, is_inside = block + 1, True
        indent = len(spaced) - len(spaced.lstrip())
        if number <= front:
            lines.append(TextLine(number, block, indent, bare, LineKind.FRONT_MATTER))
            continue
        lines += (classify(number, block, indent, part) for part in _facts_of(bare))
    return lines


def _facts_of(text: str) -> list[str]:
    """The parts of a line with dots between its facts: ``tencent Tencent · Dec 21, 2024 3``; else the line itself."""
    if len(text) > _LONGEST_FACTS or not _DOT_INSIDE.search(text):
        return [text]
    parts = _DOT_INSIDE.split(text)
    has_facts = all(_fact(part) is not None for part in parts[1:]) and _DATE.fullmatch(parts[-1]) is not None
    is_prose = parts[0].endswith((".", "?", "!")) and not has_handle(parts[0])
    if not has_facts or _NUMBER.fullmatch(parts[0]) or is_prose:
        return [text]
    return [piece for part in parts for piece in ("·", part)][1:]


def _front_matter(raws: list[str]) -> int:
    """The number of lines of front matter; 0 when there is none."""
    first = next((i for i, raw in enumerate(raws) if raw.strip("\ufeff \t")), 0)
    if not raws or raws[first].strip("\ufeff \t") != "---":
        return 0
    says_source = False
    for index in range(first + 1, min(first + _LONGEST_FRONT_MATTER, len(raws))):
        raw = raws[index].rstrip()
        if raw == "---":
            return index + 1 if says_source else 0
        says_source = says_source or _SAYS_SOURCE.fullmatch(raw) is not None
        if raw and not _FRONT_MATTER.fullmatch(raw):
            return 0
    # A truncated page can consist of nothing else.
    return len(raws) if says_source and len(raws) <= first + _LONGEST_FRONT_MATTER else 0


def classify(number: int, block: int, indent: int, text: str) -> TextLine:
    """Classify a line that has no surrounding white space."""
    if len(text) > LONGEST_FACT:
        return TextLine(number, block, indent, text, LineKind.TEXT)
    return TextLine(number, block, indent, text, *_meaning(text))


_Meaning = tuple[LineKind, ShownDay | None, int | None, ArxivId | None]


@lru_cache(maxsize=4096)
def _meaning(text: str) -> _Meaning:
    """What a line means; remembered, because the short lines of a page recur."""
    meanings = (reading(text) for reading in (_fact, _card_link, _phrase))
    return next((meaning for meaning in meanings if meaning is not None), (LineKind.TEXT, None, None, None))


def _fact(text: str) -> _Meaning | None:
    """A line that states a fact about a paper."""
    if text in _DOTS:
        return LineKind.DOT, None, None, None
    if match := _AUTHORS.fullmatch(text):
        return LineKind.AUTHORS, None, int(match[1].replace(",", "")), None
    if match := _DATE.fullmatch(text):
        month = month_number(match[1])
        assert month is not None
        day = ShownDay(month, int(match[2]), int(match[3]) if match[3] else None)
        return LineKind.DATE, day, int(match[4]) if match[4] else None, None
    if match := _NUMBER.fullmatch(text):
        return LineKind.NUMBER, None, _count(match), None
    return None


def _card_link(text: str) -> _Meaning | None:
    """A line of a card that is not about the paper itself: its submitter, or an address."""
    if match := _SUBMITTED.fullmatch(text):
        return LineKind.SUBMITTED, None, 1 if match[1] else None, None
    if _ADDRESS.fullmatch(text):
        paper = _PAPER_ADDRESS.fullmatch(text)
        return LineKind.ADDRESS, None, None, arxiv_id(paper[1]) if paper else None
    return None


def _phrase(text: str) -> _Meaning | None:
    """A line of boilerplate, or the name of a month."""
    folded = " ".join(text.casefold().split())
    if folded in _CERTAIN_BOILERPLATE or any(
        pattern.fullmatch(text) for pattern in (_BY_AK, _COPYRIGHT, _REPOSITORY, _RULE)
    ):
        return LineKind.BOILERPLATE, None, None, None
    if folded in _POSSIBLE_BOILERPLATE:
        return LineKind.POSSIBLE_BOILERPLATE, None, None, None
    return (LineKind.MONTH, None, None, None) if _MONTH.fullmatch(text) else None


def _count(match: re.Match[str]) -> int | None:
    if match[1]:
        return int(match[1].replace(",", ""))
    return round(float(match[2]) * 1000) if match[2] else None
