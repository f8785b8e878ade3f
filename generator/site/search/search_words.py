"""Cuts texts into the words that the search knows. ``search-words.js`` cuts the reader's query in the same way."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from generator.text.lexicon import FUNCTION_WORDS

_SEPARATORS = dict.fromkeys(map(ord, "-‐‑‒–—―−/\\_·:;+=|~&<>()[]{}"), " ")
# Pagefind has its own way of splitting words at capitals and hyphens: CoT-Alpha becomes co, t, alpha.
# So it gets plain words. An apostrophe is dropped, and the letters around it stay one word.
_SEPARATORS |= dict.fromkeys(map(ord, "'’ʼ`´"), "")
_PART_EDGE = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[A-Za-z]{3})(?=\d)")
_EDGES = '.,!?"“”„«»…*^$#%@'


def words_of(text: str) -> list[str]:
    """The words of a text in small letters. Stop words are left out, unless there are no others."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_SEPARATORS)
    words = [word for piece in plain.split() if (word := piece.strip(_EDGES))]
    return [word for word in words if word not in FUNCTION_WORDS] or words


def parts_of(text: str) -> list[str]:
    """The parts of names that are written as one word, because readers may type them apart: ``theorem`` and
    ``llama`` for ``TheoremLlama``, ``qwen`` and ``2.5`` for ``Qwen2.5``.
    """
    names = [word.strip(_EDGES) for word in unicodedata.normalize("NFKC", text).translate(_SEPARATORS).split()]
    return [part.lower() for name in names if len(parts := _PART_EDGE.split(name)) > 1 for part in parts]


def arxiv_word(arxiv: str) -> str:
    """An arXiv id as one word, its digits: ``250100010``, and ``0211159`` for ``math/0211159``."""
    return arxiv.rpartition("/")[2].replace(".", "")


def index_boundaries(texts: Iterable[str], distance: int) -> list[str]:
    """Words that divide the index, in alphabetical order, into stretches of fewer than ``distance`` places.
    A word takes one place wherever it occurs, and one more for each text that has it. With these words the
    page can tell which pieces of the index hold words with a given beginning.
    """
    places: Counter[str] = Counter()
    for text in texts:
        words = text.split()
        places.update(words)
        places.update(set(words))
    boundaries, passed = [], 0
    for word, number in sorted(places.items()):
        passed += number
        if passed >= distance:
            boundaries.append(word)
            passed = 0
    return boundaries
