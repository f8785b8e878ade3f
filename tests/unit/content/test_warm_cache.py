"""Content that was read with what earlier builds kept is the same as content read anew."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from support.builders import PRIVACY, SHAPLEY, SHAPLEY_ABSTRACT, SHAPLEY_SLUG, TOPIC, page, write_tree

from generator.catalogue.related import relate
from generator.catalogue.trends.list_trends import Trends, trends_of
from generator.content.read import ContentResult, read_content
from generator.storage import cache as module
from generator.storage.cache import Cache
from generator.storage.workers import Workers

SEEDS = range(4)
_STEPS = 12
_TITLES = (
    SHAPLEY,
    PRIVACY,
    "Speculative Decoding with $O(n)$ Drafts",
    "Beyond Pass@1 \\& Self-Play",
    "Crème Brûlée GANs",
)
_WORDS = "private data valuation of continual streams under differential privacy with proofs we show a bound".split()

Edit = Callable[[random.Random], dict[str, str | None]]


def _digest(chance: random.Random) -> dict[str, str | None]:
    day = chance.randint(2, 6)
    titles = chance.sample(_TITLES, chance.randint(0, 3))
    blocks = [block for title in titles for block in (title, " ".join(chance.choices(_WORDS, k=40)) + ".")]
    return {f"digests/2025-01-0{day}.txt": page(f"Jan {day}", *blocks) if chance.random() < 0.8 else None}


def _note(chance: random.Random) -> dict[str, str | None]:
    wrong = ["no key: 1\n", "same_as: gone\n", "topics: {add: [it, gone]}\n"]
    corrected = f"corrections: {{title: {SHAPLEY} Again, abstract: {SHAPLEY_ABSTRACT[:60]}}}\n"
    body = chance.choice([None, "note: Read this.\n", "hidden: true\n", corrected, *wrong])
    return {f"papers/{SHAPLEY_SLUG}.yml": body}


def _topic(chance: random.Random) -> dict[str, str | None]:
    word = chance.choice(["privacy", "valuation", "proof*"])
    return {"topics/new-topic.yml": chance.choice([None, TOPIC.replace("scope:", "scopes:"), f"{TOPIC}  # {word}\n"])}


def _enrichment(chance: random.Random) -> dict[str, str | None]:
    id_ = chance.choice(["1904.02868", "2501.00010"])
    found = f"papers:\n- title: {chance.choice(_TITLES[:2])}\n  arxiv: '{id_}'\n  source: looked up\n"
    return {"enrichment/found.yml": chance.choice([None, found, "papers: 1\n"])}


def _permalinks(chance: random.Random) -> dict[str, str | None]:
    line = f"papers/{chance.choice(['a', 'b'])}  {chance.choice(_TITLES[:2])}\n"
    return {"permalinks.txt": chance.choice([None, line, "<<<<<<<\n"])}


EDITS: tuple[Edit, ...] = (_digest, _digest, _note, _topic, _enrichment, _permalinks)


def _apply(content: Path, files: dict[str, str | None]) -> None:
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text)


def everything(content: Path, cache: Cache | None = None) -> tuple[ContentResult, Trends | None]:
    """All that is known before a page is printed."""
    cache = cache or Cache()
    result = read_content(content, cache)
    catalogue = replace(result.catalogue, related=relate(result.catalogue.papers, cache))
    return replace(result, catalogue=catalogue), trends_of(catalogue, cache)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_edited_the_result_is_that_without_a_cache(tmp_path: Path, seed: int) -> None:
    chance, content, file = random.Random(seed), write_tree(tmp_path / "content", {}), tmp_path / "cache"
    for step in range(_STEPS):
        edit = chance.choice(EDITS)
        _apply(content, edit(chance))
        cache = Cache(file)
        assert everything(content, cache) == everything(content), (step, edit.__name__)
        cache.save()
        if chance.random() < 0.2:
            data = bytearray(file.read_bytes())
            for _ in range(40):
                data[chance.randrange(len(data))] = chance.randrange(256)
            file.write_bytes(data)


def test_a_build_in_which_nothing_changed_computes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content, file = write_tree(tmp_path / "content", {}), tmp_path / "cache"
    cache = Cache(file)
    before = everything(content, cache)
    cache.save()
    for name in (
        "generator.digests.reader.read_digest",
        "generator.curation.reading._CurationReader._read_record",
        "generator.catalogue.merge.group_entries",
        "generator.catalogue.paper_maker.understand",
        "generator.catalogue.topics.classifier.PhraseFinder",
        "generator.catalogue.related.count_terms",
        "generator.catalogue.trends.list_trends.newly_frequent",
    ):
        monkeypatch.setattr(name, None)
    assert everything(content, Cache(file)) == before


@pytest.mark.parametrize("kind", ["processes", "an executor of others"])
def test_workers_change_no_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(module, "WORTH_WORKERS", 2)
    content = write_tree(tmp_path / "content", {})
    for seed in SEEDS:
        _apply(content, _digest(random.Random(seed)))
    with ThreadPoolExecutor(1) as threads, Workers(2, threads if kind.startswith("an") else None) as workers:
        assert everything(content, Cache(tmp_path / "cache", workers)) == everything(content)
        assert everything(content, Cache(None, workers)) == everything(content)
