"""What a reader can expect from a paper besides its text, in one word each.

The rules, which the about page also states:

- ``code``, ``dataset``, ``model``, ``demo``: the paper has a link to one.
- ``dataset``, ``benchmark``: its title names one, or its abstract says that the authors introduce one.
- ``survey``: its title says so.
- ``curated``: a curator wrote a note.
- ``withdrawn``, ``retracted``: that is its stage.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from generator.model.curation import LinkKind
from generator.model.digest import Stage
from generator.model.paper import Paper
from generator.model.text import Text

REMEMBERED_PAPERS = 1 << 14
"""For how many of them what their words say is remembered: a live preview runs for hours."""


class Badge(StrEnum):
    """In the order in which a card shows them."""

    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"
    CODE = "code"
    DATASET = "dataset"
    BENCHMARK = "benchmark"
    MODEL = "model"
    DEMO = "demo"
    SURVEY = "survey"
    CURATED = "curated"

    @property
    def is_warning(self) -> bool:
        """Does it say that the paper was taken back?"""
        return self in (Badge.WITHDRAWN, Badge.RETRACTED)


_INTRODUCED = (
    r"\b(?:we|paper|work|study)\b(?:\s+\w+){0,3}?\s+(?:introduc|propos|present|releas|construct|creat|curat|build|built|"
    r"establish|develop|contribut|collect|design)\w*"
    # Up to eight words that describe it; a comma or a preposition begins something else.
    r"(?:\s+(?!(?:for|of|on|to|that|which|by|from|with|in|using|where)\b)[^\s,.;:()]+(?:\s*\([^)]*\))?[,:]?){0,8}?"
)
_BENCHMARK_TITLE = re.compile(r"\bbenchmark(?!ing\b)s?\b|\b[\w-]*bench\b", re.I)
_DATASET_TITLE = re.compile(r"\b(?:data ?sets?|corpus|corpora)\b", re.I)
_BENCHMARK = re.compile(_INTRODUCED + r"\s+(?:benchmarks?|benchmark suite)\b", re.I)
_DATASET = re.compile(_INTRODUCED + r"\s+(?:data ?sets?|corpus|corpora)\b", re.I)
_SURVEY_TITLE = re.compile(
    # A survey that people answer is something else.
    r"\bsurveys?\b(?! (?:respon|data|question|research|design|weight|experiment|method|answer))|\bsurveying\b|"
    r"\b(?:systematic|literature|scoping|comprehensive|critical|brief|short) reviews?\b|"
    r"\b(?:review|overview) of\b|\breviewing\b|\btutorial\b|: an? (?:\w+ ){0,2}(?:review|overview)$",
    re.I,
)


def badges(paper: Paper) -> tuple[Badge, ...]:
    """The badges of a paper, in their order."""
    found = _named(paper.title, paper.abstract).union(badge for badge, rule in _RULES.items() if rule(paper))
    return tuple(badge for badge in Badge if badge in found) if found else ()


def _has(kind: LinkKind) -> Callable[[Paper], bool]:
    return lambda paper: any(link.kind is kind for link in paper.links)


@lru_cache(REMEMBERED_PAPERS)
def _named(title: Text, abstract: tuple[Text, ...]) -> frozenset[Badge]:
    """The badges that a paper has for its words. Several parts of a build ask for them."""
    plain = title.plain
    paragraphs = [paragraph.plain for paragraph in abstract]
    found = {Badge.SURVEY} if _SURVEY_TITLE.search(plain) else set()
    for badge, roots, of_title, of_abstract in _WORDS:
        if _is_named(plain, roots, of_title) or any(_is_named(text, roots, of_abstract) for text in paragraphs):
            found.add(badge)
    return frozenset(found)


def _is_named(text: str, roots: tuple[str, ...], pattern: re.Pattern[str]) -> bool:
    # Most texts lack the word, and checking for its root is much faster.
    folded = text.casefold()
    return any(root in folded for root in roots) and bool(pattern.search(text))


_WORDS = (
    (Badge.DATASET, ("dataset", "data set", "corp"), _DATASET_TITLE, _DATASET),
    (Badge.BENCHMARK, ("bench",), _BENCHMARK_TITLE, _BENCHMARK),
)
_RULES: dict[Badge, Callable[[Paper], bool]] = {
    Badge.WITHDRAWN: lambda paper: paper.stage is Stage.WITHDRAWN,
    Badge.RETRACTED: lambda paper: paper.stage is Stage.RETRACTED,
    Badge.CODE: _has(LinkKind.CODE),
    Badge.DATASET: _has(LinkKind.DATASET),
    Badge.MODEL: _has(LinkKind.MODEL),
    Badge.DEMO: _has(LinkKind.DEMO),
    Badge.CURATED: lambda paper: paper.note is not None and not paper.has_note_of_digest,
}
"""Those for anything else than words."""
