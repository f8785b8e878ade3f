"""What the search takes for a word. The reader's query is cut in the same way, in ``search-words.js``."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from generator.text.lexicon import FUNCTION_WORDS

_APART = dict.fromkeys(map(ord, "-‐‑‒–—―−/\\_·:;+=|~&<>()[]{}"), " ")
# Pagefind takes words apart at capitals and hyphens in its own way: it reads CoT-Alpha as co, t, alpha.
# So it is given plain words; an apostrophe is part of one.
_APART |= dict.fromkeys(map(ord, "'’ʼ`´"), "")
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[A-Za-z]{3})(?=\d)")
_EDGES = '.,!?"“”„«»…*^$#%@'


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without those that say nothing, unless there are no others."""
    every = [word.strip(_EDGES) for word in unicodedata.normalize("NFKC", text).lower().translate(_APART).split()]
    telling = [word for word in every if word and word not in FUNCTION_WORDS]
    return telling or [word for word in every if word]


def parts_of(text: str) -> list[str]:
    """The parts of names that are written together, as a reader may write them: ``theorem`` and ``llama`` of
    ``TheoremLlama``, ``qwen`` and ``2.5`` of ``Qwen2.5``.
    """
    names = [word.strip(_EDGES) for word in unicodedata.normalize("NFKC", text).translate(_APART).split()]
    return [part.lower() for name in names if len(parts := _JOINT.split(name)) > 1 for part in parts]


def arxiv_word(arxiv: str) -> str:
    """An arXiv id as one word, its digits: ``250100010``, and ``0211159`` for ``math/0211159``."""
    return arxiv.rpartition("/")[2].replace(".", "")


def index_boundaries(texts: Iterable[str], distance: int) -> list[str]:
    """Words so chosen that between two of them, in the order of the alphabet, others have less than
    ``distance`` places in the texts. A word takes a place wherever it stands, and one for each text.
    """
    places: Counter[str] = Counter()
    for text in texts:
        words = text.split()
        places.update(words)
        places.update(set(words))
    found, passed = [], 0
    for word, number in sorted(places.items()):
        passed += number
        if passed >= distance:
            found.append(word)
            passed = 0
    return found
