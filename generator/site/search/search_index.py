"""The search index of a catalogue: small JSON files, of which a query needs few.

``root.json`` says what there is. The papers are divided into two segments in the order in which digests first listed
them: all but the newest few hundred, and these. A new digest changes the small segment only, until it is full and
becomes part of the large one. Within a segment papers are numbered by date, so that the newest of several results is
the one with the highest number.

A file is named by its number and a hash of its content: a browser may keep it for ever, and a page that is older than
the site asks for files that are no longer there, instead of reading those of another index. ``FORMAT.md`` describes
all files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import numpy as np

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.pages.components.outline import hue_of
from generator.site.search.cut_texts import cut_texts
from generator.site.search.filter_tables import filters_json
from generator.site.search.index_names import INDEX_FOLDER, hash_of
from generator.site.search.paper_texts import PaperText, paper_text
from generator.site.search.search_records import BLOCK_SIZE, records_json
from generator.site.search.segments import Segment, as_json, build_segment
from generator.storage.cache import Cache, fingerprint
from generator.storage.collector import without_collector
from generator.text.lexicon import FUNCTION_WORDS

FORMAT = 2
"""Counts changes of the format: a page of another version of the program does not read what it cannot know."""
SEGMENT_SIZE = 512
"""The large segment has a multiple of so many papers."""
_SMALL = 0.25
"""How large the pieces of a small segment are beside those of the large one: every query reads some of both."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The segments of the index of a catalogue."""

    catalogue: Catalogue
    papers: tuple[tuple[Paper, ...], ...]
    """Of each segment, in the order of their numbers."""
    segments: tuple[Segment, ...]
    records: tuple[tuple[str, ...], ...]
    """The blocks of each segment."""

    @classmethod
    def build(cls, catalogue: Catalogue, cache: Cache | None = None) -> SearchIndex:
        """The index of a catalogue; what did not change comes from the cache."""
        cache = cache or Cache()
        with without_collector():
            listed = _divided(catalogue.papers)
            segments = tuple(_segment(catalogue, part, cache) for part in listed)
            papers = tuple(map(_by_date, listed))
            records = tuple(_records(catalogue, part, cache) for part in papers)
        return cls(catalogue, papers, segments, records)

    def write(self, site: Path, built: Path | None = None) -> list[str]:
        """Write the files that the site which was ``built`` before does not have; returns the paths of all below it."""
        outputs = []
        for name, text in self._files():
            output, data = f"{INDEX_FOLDER}/{name}", text.encode("utf-8", "replace")
            if not (built and _has(built / output, data)):
                (site / output).parent.mkdir(parents=True, exist_ok=True)
                (site / output).write_bytes(data)
            outputs.append(output)
        return outputs

    def _files(self) -> Iterator[tuple[str, str]]:
        """All files with their texts, the root last: it names the others."""
        described = []
        for number, segment in enumerate(self.segments):
            parts = {
                "heads": [piece.text for piece in segment.heads],
                "bodies": [piece.text for piece in segment.bodies],
                "places": segment.places,
                "endings": [piece.text for piece in segment.endings],
                "records": self.records[number],
            }
            hashes = {kind: list(map(hash_of, texts)) for kind, texts in parts.items()}
            for kind, texts in parts.items():
                for place, (text, digest) in enumerate(zip(texts, hashes[kind], strict=True)):
                    yield f"{number}/{kind}/{place}-{digest}.json", text
            described.append(self._described(number, {kind: "".join(names) for kind, names in hashes.items()}))
        has = [badges for blocks in self.records for block in blocks for badges in json.loads(block)["has"]]
        filters = filters_json(self.catalogue, [paper for part in self.papers for paper in part], has)
        yield f"filters-{hash_of(filters)}.json", filters
        yield "root.json", as_json({**self._shelf(), "filters": hash_of(filters), "segments": described})

    def _described(self, number: int, hashes: dict[str, str]) -> dict[str, object]:
        segment = self.segments[number]
        months = groupby(paper.dated.isoformat()[:7] for paper in self.papers[number])
        dictionaries = {"heads": segment.heads, "bodies": segment.bodies, "endings": segment.endings}
        return {
            "papers": segment.papers,
            "months": [[month, sum(1 for _ in group)] for month, group in months],
            "first": {kind: [piece.first for piece in pieces] for kind, pieces in dictionaries.items()},
            "files": hashes,
        }

    def _shelf(self) -> dict[str, object]:
        """What every search needs to know of the list."""
        catalogue = self.catalogue
        return {
            "format": FORMAT,
            "papers": len(catalogue.papers),
            "block": BLOCK_SIZE,
            "stop": " ".join(sorted(FUNCTION_WORDS)),
            "areas": [
                {"slug": area.slug, "title": area.title, "hue": hue_of(catalogue, area.slug)}
                for area in catalogue.site.areas
            ],
            "topics": [
                {
                    "slug": topic.slug,
                    "title": topic.title,
                    "area": topic.area.value,
                    "papers": len(catalogue.by_topic[topic.slug]),
                }
                for topic in catalogue.topics
            ],
        }


def write_search_index(catalogue: Catalogue, site: Path, built: Path | None, cache: Cache) -> list[str]:
    """Make the index of a catalogue and write it, as ``SearchIndex.write``; save what was new to the cache."""
    outputs = SearchIndex.build(catalogue, cache).write(site, built)
    cache.save()
    return outputs


def _has(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _divided(papers: Sequence[Paper]) -> tuple[tuple[Paper, ...], ...]:
    """The papers of each segment, in the order in which digests first listed them."""
    listed = sorted(papers, key=lambda paper: (paper.appearances[0].date, paper.slug))
    large = len(listed) // SEGMENT_SIZE * SEGMENT_SIZE
    return tuple(tuple(part) for part in (listed[:large], listed[large:]) if part)


def _by_date(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    return tuple(sorted(papers, key=lambda paper: (paper.dated, paper.slug)))


def _segment(catalogue: Catalogue, papers: Sequence[Paper], cache: Cache) -> Segment:
    """The index of papers in the order in which they were listed, so that each part of them stays as it is when
    others come.
    """
    is_small = len(papers) < SEGMENT_SIZE < len(catalogue.papers)
    texts = [paper_text(catalogue, paper) for paper in papers]
    parts = [tuple(texts[start : start + SEGMENT_SIZE]) for start in range(0, len(texts), SEGMENT_SIZE)]
    keys = [fingerprint(*(said for text in part for said in _said(text))) for part in parts]
    number = {paper.slug: place for place, paper in enumerate(_by_date(papers))}
    numbers = [number[paper.slug] for paper in papers]
    key = fingerprint("search segment", str(is_small), repr(numbers), *keys)
    return cache.get_or_compute(key, partial(_built, parts, keys, numbers, is_small, cache))


def _said(text: PaperText) -> Iterator[str]:
    """All that a text says. Abstracts are long, so they are not written out once more."""
    yield repr((text.title, text.names, text.rest, text.ids, len(text.abstract)))
    yield from text.abstract


def _built(
    parts: Sequence[tuple[PaperText, ...]],
    keys: Sequence[str],
    numbers: Sequence[int],
    is_small: bool,  # noqa: FBT001 - part of a key
    cache: Cache,
) -> Segment:
    # The parts of the large segment are what is worth keeping; those of the small one would push them out.
    cuts = list(map(cut_texts, parts)) if is_small else cache.map(cut_texts, parts, keys)
    starts = range(0, len(numbers), SEGMENT_SIZE)
    places = [np.array(numbers[start : start + SEGMENT_SIZE], dtype=np.int64) for start in starts]
    return build_segment(cuts, places, _SMALL if is_small else 1)


def _records(catalogue: Catalogue, papers: Sequence[Paper], cache: Cache) -> tuple[str, ...]:
    topics = fingerprint(*(topic.slug for topic in catalogue.topics))
    return tuple(
        cache.get_or_compute(
            fingerprint("search records", topics, *map(cache.fingerprint_of, block)),
            partial(records_json, catalogue, block),
        )
        for block in _blocks(papers)
    )


def _blocks(items: Sequence[T]) -> list[Sequence[T]]:
    return [items[start : start + BLOCK_SIZE] for start in range(0, len(items), BLOCK_SIZE)]
