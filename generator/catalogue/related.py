"""Finds for each paper the papers most similar to it, with the terms they share.

It uses TF-IDF with cosine similarity over titles and abstracts, arranged so that a new digest changes
the neighbours of a paper only when it brings a nearer one (see ``nearest_papers``).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias, TypeVar

from generator.catalogue.near_paper import Counted, Near
from generator.model.identity import Slug
from generator.model.paper import Paper, Related
from generator.storage.cache import Cache, fingerprint
from generator.text.term_numbers import WORD, WordNumbers, halves, terms

T = TypeVar("T")
_Found: TypeAlias = dict[Slug, tuple[Related, ...]]

MORE_BY_A_PHRASE = 0.06
"""How much nearer two papers must be that share a single phrase, which may be in passing; a word, twice as much."""
MOST_BY_A_PHRASE = 0.75
"""What one phrase may have of all that two papers share, so that the others count."""
MOST_WORDS = 3
"""Terms that are shown as the reason."""
_TITLE = 3
"""How many times a term in the title counts that the abstract says too."""
_LONGEST_NAME = 3
"""Words before the colon of a title that are a name."""
_APART = "\n.\n"
"""Between paragraphs, and before a title, which has one line."""
_LONGEST = 4
"""Words of a phrase that is shown."""
_NUMBERS = WordNumbers()


def relate(papers: Sequence[Paper], cache: Cache) -> _Found:
    """The related papers of each paper that has any, nearest first. The papers are newest first, and
    of equally near ones the newest comes first.
    """
    return _begun(papers, cache, cache.get_or_compute)


def begin_relating(papers: Sequence[Paper], cache: Cache) -> Callable[[], _Found]:
    """The same beside what this process does next; what is returned waits for it."""
    return _begun(papers, cache, cache.begin)


def _begun(papers: Sequence[Paper], cache: Cache, make: Callable[[str, Callable[[], _Found]], T]) -> T:
    texts = [_text(paper) for paper in papers]
    keys = [fingerprint(text) for text in texts]
    topics = [sorted({given.topic for given in paper.topics}) for paper in papers]
    first = [
        f"{paper.slug} {paper.appearances[0].digest} {paper.appearances[0].position} {' '.join(given)}"
        for paper, given in zip(papers, topics, strict=True)
    ]
    return make(fingerprint(*keys, *first), partial(_related, papers, texts, keys, topics, cache))


def _related(
    papers: Sequence[Paper],
    texts: Sequence[str],
    keys: Sequence[str],
    topics: Sequence[Sequence[Slug]],
    cache: Cache,
) -> _Found:
    # Takes a third of a second, and most builds need it only when a paper has come or changed.
    from generator.catalogue.nearest_papers import nearest_papers  # noqa: PLC0415

    counted = cache.map(count_terms, texts, keys)
    related: _Found = {}
    for at, near in enumerate(nearest_papers(counted, _counting(papers), topics)):
        # All of a neighbour decides: its place in the list gives way to its words, which outlast it.
        parts = (
            f"{keys[neighbour.paper]} {neighbour.length} {neighbour.least} {neighbour.more} {neighbour.weights}"
            for neighbour in near
        )
        key = fingerprint(keys[at], *parts)
        shared = zip(near, cache.get_or_compute(key, partial(_shared, texts[at], at, near, counted)), strict=True)
        if found := tuple(Related(papers[neighbour.paper].slug, words) for neighbour, words in shared if words):
            related[papers[at].slug] = found
    # This may be a copy of the process: then nobody else knows what it found for each paper.
    cache.save()
    return related


def _counting(papers: Sequence[Paper]) -> list[int]:
    """The papers by which rarity is counted: those that were listed first."""
    first = [(paper.appearances[0].digest, paper.appearances[0].position) for paper in papers]
    return sorted(range(len(papers)), key=first.__getitem__)[: 1 << (len(papers).bit_length() - 1)] if papers else []


# --- what a paper says -----------------------------------------------------------------------


def _text(paper: Paper) -> str:
    """The abstract, then the title. What is shown is taken from where it stands first, and in an abstract words stand
    without the capitals of a title.
    """
    return _APART.join((*(paragraph.plain for paragraph in paper.abstract), f"{_APART}{paper.title.plain}"))


def count_terms(text: str) -> Counted:
    """The words and the terms of a text. Those of the title count for more if the abstract says them too: a name or an
    idiom that stands in a title alone (``All You Need``) is no subject. The name of what a paper presents
    (``AIGI-Holmes: ...``), which its abstract repeats, counts once: another can have it by accident.
    """
    abstract, _, title = text.rpartition(_APART)
    said, titled = _NUMBERS.of(abstract), _NUMBERS.of(title)
    words = array("I", [*said, 0, *titled])
    counts = Counter(terms(words))
    name, colon, subject = title.partition(":")
    stressed = _NUMBERS.of(subject) if colon and len(name.split()) <= _LONGEST_NAME else titled
    known = set(said) or set(titled)
    for term in terms(number if number in known else 0 for number in stressed):
        counts[term] += _TITLE - 1
    if coined := _NUMBERS.of(name) if colon and " " not in name else []:
        own = _coined(coined, said).difference(stressed)
        for term in counts:
            if not own.isdisjoint(halves(term) or (term,)):
                counts[term] = 1
    return words.tobytes(), array("Q", counts).tobytes(), bytes(min(times, 255) for times in counts.values())


def _coined(name: Sequence[int], said: Sequence[int]) -> set[int]:
    """The words of a name that the abstract says only as part of it: not ``DPO`` of ``Step-DPO``."""
    whole = sum(said[at : at + len(name)] == name for at, word in enumerate(said) if word == name[0])
    return {word for word in name if word and said.count(word) == whole}


# --- why they are near -----------------------------------------------------------------------


def _shared(text: str, paper: int, near: Sequence[Near], counted: Sequence[Counted]) -> list[tuple[str, ...]]:
    """For each neighbour the terms that both papers share, as the first one writes them; nothing where
    that is too little.
    """
    spans = [match.span() for match in WORD.finditer(text)] if near else []
    own = counted[paper][0]
    shared: list[tuple[str, ...]] = []
    for neighbour in near:
        phrases = _significant(own, counted[neighbour.paper][0], neighbour)
        words = tuple(" ".join(text[spans[at][0] : spans[end - 1][1]].split()) for at, end in phrases)
        shared.append(words if phrases and _is_enough(own, phrases, words, neighbour) else ())
    return shared


def _significant(own: bytes, other: bytes, near: Near) -> list[tuple[int, int]]:
    """Where the weightiest phrases occur in a paper, with each word used once. A pair weighs as much as
    itself and its words together.
    """
    words = memoryview(own).cast("I")
    single = near.weights
    weights = {term: weight + sum(single.get(word, 0) for word in halves(term)) for term, weight in single.items()}
    chosen: list[tuple[int, int]] = []
    used: set[int] = {0}
    for term in sorted(weights, key=lambda term: (-weights[term], term)):
        parts = array("I", halves(term) or (term,))
        if len(chosen) == MOST_WORDS or not used.isdisjoint(parts):
            continue
        at = _place(own, parts.tobytes())
        end = at + len(parts)
        while end < len(words) and end - at < _LONGEST and words[end] not in used:
            if _place(other, words[at : end + 1].tobytes()) < 0:
                break
            end += 1
        while at > 0 and end - at < _LONGEST and words[at - 1] not in used:
            if _place(other, words[at - 1 : end].tobytes()) < 0:
                break
            at -= 1
        chosen.append((at, end))
        used.update(words[at:end])
    return chosen


def _is_enough(own: bytes, phrases: Sequence[tuple[int, int]], shown: Sequence[str], near: Near) -> bool:
    """Do two papers share enough, and not almost all of it by their first phrase, or by that and its abbreviation?"""
    words = memoryview(own).cast("I")
    first = {
        word
        for (at, end), phrase in zip(phrases, shown, strict=True)
        if phrase is shown[0] or _abbreviates(phrase, shown[0]) or _abbreviates(shown[0], phrase)
        for word in words[at:end]
    }
    total = sum(near.weights.values())
    one = sum(weight for term, weight in near.weights.items() if not first.isdisjoint(halves(term) or (term,)))
    is_of_words = all(end - at == 1 for at, end in phrases)
    if len(phrases) == 1:
        more = MORE_BY_A_PHRASE * (1 + is_of_words) + near.more
    else:
        more = near.more * max(0.0, (one / total - MOST_BY_A_PHRASE) / (1 - MOST_BY_A_PHRASE))
        more += near.more / 3 if is_of_words else 0.0
    enough: float = (near.least + more) * near.length**0.5
    return total >= enough


def _abbreviates(short: str, long: str) -> bool:
    """Has one of the words of a phrase the initials of another, and at most one letter more: ``LVLMs``, ``large
    vision-language models``; ``DPO``, ``preference optimization``?
    """
    initials = "".join(word[0] for word in WORD.findall(long.lower()))
    capitals = (word.rstrip("s").lower() for word in short.split() if word[:2].isupper())
    return len(initials) > 1 and any(initials in (word, word[1:], word[:-1]) for word in capitals)


def _place(text: bytes, words: bytes) -> int:
    """Where these words first occur in a text, one after the other; -1 for nowhere."""
    at = text.find(words)
    while at > 0 and at % 4:
        at = text.find(words, at + 1)
    return at // 4
