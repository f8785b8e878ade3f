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

from generator.model.curation import LinkKind
from generator.model.digest import Stage
from generator.model.paper import Paper
from generator.model.text import Text


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
    return tuple(badge for badge in Badge if _RULES[badge](paper))


def _has(kind: LinkKind) -> Callable[[Paper], bool]:
    return lambda paper: any(link.kind is kind for link in paper.links)


def _names(title: re.Pattern[str], abstract: re.Pattern[str], roots: tuple[str, ...]) -> Callable[[Paper], bool]:
    def is_named(text: Text, pattern: re.Pattern[str]) -> bool:
        plain = text.plain
        folded = plain.casefold()
        # Most texts lack the word, and checking for its root is much faster.
        return any(root in folded for root in roots) and bool(pattern.search(plain))

    return lambda paper: (
        is_named(paper.title, title) or any(is_named(paragraph, abstract) for paragraph in paper.abstract)
    )


_is_benchmark = _names(_BENCHMARK_TITLE, _BENCHMARK, ("bench",))
_is_dataset = _names(_DATASET_TITLE, _DATASET, ("dataset", "data set", "corp"))

_RULES: dict[Badge, Callable[[Paper], bool]] = {
    Badge.WITHDRAWN: lambda paper: paper.stage is Stage.WITHDRAWN,
    Badge.RETRACTED: lambda paper: paper.stage is Stage.RETRACTED,
    Badge.CODE: _has(LinkKind.CODE),
    Badge.DATASET: lambda paper: _has(LinkKind.DATASET)(paper) or _is_dataset(paper),
    Badge.BENCHMARK: _is_benchmark,
    Badge.MODEL: _has(LinkKind.MODEL),
    Badge.DEMO: _has(LinkKind.DEMO),
    Badge.SURVEY: lambda paper: bool(_SURVEY_TITLE.search(paper.title.plain)),
    Badge.CURATED: lambda paper: paper.note is not None and not paper.has_note_of_digest,
}
