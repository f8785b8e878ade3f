"""The search index of a catalogue, in shards of limited size.

Pagefind needs about 80 KB of memory for each paper while it builds an index. To keep memory independent
of the number of papers, they are divided into shards in the order in which digests first listed them, and
Pagefind builds one shard after the other while the rest of the build goes on. A new digest changes the
last shard only. The search asks all shards at once and merges their answers
(https://pagefind.app/docs/multisite/).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.site.search.filter_tables import papers_json, shelf_json
from generator.site.search.index_run import CHUNK_SIZE, IndexFailed, Shard
from generator.site.search.search_records import SearchRecord, records
from generator.site.search.search_words import index_boundaries
from generator.storage.cache import Cache, fingerprint

INDEX_FOLDER = "pagefind"
"""Where the site has the index: the first shard directly in it, each further one in a numbered folder."""
SHARD_SIZE = 5_000
"""Papers. Each shard adds some bytes to every search."""


@dataclass(slots=True)
class SearchIndex:
    """The index of a catalogue, complete or being built."""

    folder: Path
    catalogue: Catalogue
    papers: tuple[tuple[int, ...], ...]
    """For each shard, the places of its papers in the catalogue."""
    shards: tuple[Shard, ...]
    boundaries: Sequence[str]
    """Words that divide the index (``index_boundaries``)."""
    thread: Thread | None = None
    failure: IndexFailed | OSError | None = None
    is_stopped: bool = False

    @classmethod
    def begin(cls, folder: Path, catalogue: Catalogue, cache: Cache | None = None) -> SearchIndex:
        """Start to build the shards that the folder does not have yet."""
        every = list(records(catalogue, cache))
        papers = _divided(catalogue.papers)
        shards = tuple(
            Shard.of(folder / str(number), [every[place] for place in places])
            for number, places in enumerate(papers, start=1)
        )
        # Kept with what they are made of: a killed run may have left the shards of another one.
        key = fingerprint("boundaries", str(CHUNK_SIZE), *(shard.fingerprint for shard in shards))
        boundaries = (cache or Cache()).get_or_compute(key, partial(_boundaries, every))
        index = cls(folder, catalogue, papers, shards, boundaries)
        if any(shard.records for shard in shards):
            folder.mkdir(parents=True, exist_ok=True)
            index.thread = Thread(target=index._build, daemon=True)
            index.thread.start()
        return index

    def finish(self) -> None:
        """Wait until the index is complete. Raises ``IndexFailed``, and ``OSError`` for what the system refused."""
        if self.thread is not None:
            self.thread.join()
        if self.failure is not None:
            raise self.failure

    def stop(self) -> None:
        """Give up, after the build has failed elsewhere."""
        self.is_stopped = True
        for shard in self.shards:
            shard.stop()
        if self.thread is not None:
            self.thread.join()

    def publish(self, site: Path) -> list[str]:
        """Copy the index into the site and write its tables there; returns paths relative to the site."""
        (site / INDEX_FOLDER).mkdir(parents=True, exist_ok=True)
        outputs = []
        ids = [""] * len(self.catalogue.papers)
        for number, (places, shard) in enumerate(zip(self.papers, self.shards, strict=True), start=1):
            name = INDEX_FOLDER if number == 1 else f"{INDEX_FOLDER}/{number}"
            outputs += [f"{name}/{path}" for path in shard.publish(site / name, is_first=number == 1)]
            for place, record_id in zip(places, shard.ids(), strict=True):
                ids[place] = record_id
        return outputs + self._write_tables(site, ids)

    def _write_tables(self, site: Path, ids: Sequence[str]) -> list[str]:
        tables = {
            f"{INDEX_FOLDER}/shelf.json": shelf_json(self.catalogue, self.boundaries, len(self.shards)),
            f"{INDEX_FOLDER}/papers.json": papers_json(self.catalogue, ids),
        }
        for path, text in tables.items():
            (site / path).write_text(text, encoding="utf-8", newline="\n")
        return list(tables)

    def _build(self) -> None:
        """Build one shard after the other, so that only one takes memory."""
        folders = {shard.folder for shard in self.shards}
        try:
            for path in sorted(self.folder.iterdir()):
                if path.is_dir() and path not in folders:
                    shutil.rmtree(path)
            for shard in self.shards:
                if not self.is_stopped:
                    shard.build()
        except (IndexFailed, OSError) as failure:
            self.failure = failure


def _boundaries(every: Sequence[SearchRecord]) -> list[str]:
    texts = (f"{record.title} {record.by} {record.content}" for record in every)
    return index_boundaries(texts, CHUNK_SIZE // 2)


def _divided(papers: Sequence[Paper]) -> tuple[tuple[int, ...], ...]:
    """The places of papers for each shard: the papers that were listed first are in the first shard, and
    within a shard papers keep the catalogue's order.
    """
    listed = sorted(range(len(papers)), key=lambda place: (papers[place].appearances[0].date, papers[place].slug))
    return tuple(tuple(sorted(listed[start : start + SHARD_SIZE])) for start in range(0, len(listed), SHARD_SIZE))
