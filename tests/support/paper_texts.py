"""Titles and abstracts that read like those of papers, each made from a number.

A property asks for numbers rather than for words: drawing one number from Hypothesis costs the same
as drawing one word, and a paper has a hundred of those.
"""

from __future__ import annotations

from random import Random

VARIETY = 1 << 20
"""Numbers below this give different texts; more than any run tries."""

_ADJECTIVES = "deep sparse causal robust neural symbolic long-tailed state-of-the-art self-supervised Bayesian".split()
_NOUNS = (
    "learning reasoning optimisation data language model policy value graph diffusion benchmark token-level privacy"
    " theorem retrieval transformer agent reward representation pre-training"
).split()
_NAMES = "RSRM LEMMA Math-PUMA AlphaZero JiuZhang3.0 GPT-4o DeepMath-103K LLM-SRBench C3PO".split()
_SMALL_WORDS = "for of with from in via under without beyond".split()
_SENTENCES = (
    "We propose {name}, a {adjective} approach to {noun} {noun} that needs no labels.",
    "However, existing {noun} methods are limited by their {adjective} {noun}, which is costly.",
    "In this paper, we study how {noun} and {noun} interact in {adjective} settings (see Section {number}).",
    "Extensive experiments on {number} benchmarks show that our method is better by {number}%.",
    "Our code is available at https://github.com/{noun}/{name}.",
    "This is known as “{adjective} {noun}”, e.g., in {noun} -- a problem that has been open since 19{number}.",
    "These results demonstrate that {adjective} {noun} can be learned from pre- and post-processed {noun}.",
    "{name} achieves state-of-the-art {noun}-to-{noun} results, and it is 1.{number}x faster than they are!",
)
_PATTERNS = ("{}", "{name}: {}", "{}: A Survey", "Rethinking {}", "{name}: {}?")


def title(number: int) -> str:
    """A title as people write them: a name and a colon or none, in title case or as a sentence."""
    choose = Random(number).choice
    kinds = (_ADJECTIVES, _NOUNS, _NOUNS, _SMALL_WORDS, _ADJECTIVES, _NOUNS)
    phrase = choose((_title_case, _sentence_case))(" ".join(choose(words) for words in kinds))
    return choose(_PATTERNS).format(phrase, name=choose(_NAMES))


def abstract(number: int) -> tuple[str, ...]:
    """One paragraph or two, of three to eight sentences each."""
    random = Random(number)
    return tuple(_paragraph(random) for _ in range(random.choice((1, 2))))


def _paragraph(random: Random) -> str:
    return " ".join(_sentence(random) for _ in range(random.randint(3, 8)))


def _sentence(random: Random) -> str:
    return random.choice(_SENTENCES).format(
        adjective=random.choice(_ADJECTIVES),
        noun=random.choice(_NOUNS),
        name=random.choice(_NAMES),
        number=random.randint(11, 99),
    )


def _title_case(phrase: str) -> str:
    return " ".join(word if word in _SMALL_WORDS else word[0].upper() + word[1:] for word in phrase.split())


def _sentence_case(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]
