"""Files of learned words, as text: one word to a line, sorted, so that two trainings are easily compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.curation.file_kinds import FILE_KINDS
from generator.curation.json_schema import schema_line
from generator.curator.learning.word_training import TrainedWords
from generator.model.curation import TopicWords
from generator.model.identity import Slug

LEARNED_FOLDER = "learned"
TRIFLE = 1
"""A difference of weights that is not worth a line."""
_YAML_VALUES = frozenset("y n yes no on off true false null nan inf".split())
_KIND = next(kind for kind in FILE_KINDS if kind.name == "learned")
_REMARK = "# Written by `papershelf learn`. Words can be removed and weights changed; `--replace` starts anew."


@dataclass(frozen=True, slots=True)
class Basis:
    """What the words of a topic were learned from, and how they did on papers that were kept back."""

    papers: int
    """With the topic."""
    of: int
    """All papers."""
    found: int | None = None
    """Percentage of the papers kept back with the topic that the words find; ``None`` where nothing was measured."""
    right: int | None = None
    """Percentage of the papers for which the words give the topic that have it."""

    def __str__(self) -> str:
        measured = f"; of those kept back, {self.found} % found, {self.right} % right" if self.found is not None else ""
        return f"{self.papers:,} of {self.of:,} papers{measured}"


def settled(trained: TrainedWords, before: TopicWords | None) -> TrainedWords:
    """New words of a topic beside those of its file: what moved by no more than a trifle stays, so that a training
    after a few more papers changes few lines. A word that weighs next to nothing neither comes nor goes.
    """
    if before is None:
        return trained
    words = {word: weight for word, weight in before.words.items() if abs(weight) <= TRIFLE}
    for word, weight in trained.words.items():
        old = before.words.get(word, 0)
        words[word] = old if abs(weight - old) <= TRIFLE else weight
    threshold = before.threshold if abs(trained.threshold - before.threshold) <= 2 * TRIFLE else trained.threshold
    return TrainedWords(threshold, {word: weight for word, weight in sorted(words.items()) if weight})


def learned_file(topic: Slug) -> str:
    """The path of a topic's file, below the content folder."""
    return f"{LEARNED_FOLDER}/{topic}.yml"


def learned_text(trained: TrainedWords, basis: Basis) -> str:
    """The text of the file of a topic."""
    return "\n".join(_lines(trained, basis)) + "\n"


def _lines(trained: TrainedWords, basis: Basis) -> Iterator[str]:
    yield schema_line(_KIND)
    yield _REMARK
    yield f"basis: {basis}"
    yield f"threshold: {trained.threshold}"
    yield "words:"
    yield from _words(trained.words.items())


def _words(words: Iterable[tuple[str, int]]) -> Iterator[str]:
    for word, weight in sorted(words):
        yield f"  {_as_key(word)}: {weight}"


def _as_key(word: str) -> str:
    """A word that an editor would take for a number or a truth value needs quotes."""
    return f'"{word}"' if word[0].isdigit() or word in _YAML_VALUES else word
