"""The search index of a catalogue, in shards of bounded size.

While Pagefind builds an index it holds about 80 KB for each paper. So that memory does not grow with the
list, papers are cut into shards in the order in which digests listed them, and Pagefind makes one after the
other, beside the rest of a build. A new digest changes the last one only. The search asks all shards at once
and puts their answers in order (https://pagefind.app/docs/multisite/).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.site.search.filter_tables import papers_json, shelf_json
from generator.site.search.index_run import CHUNK_SIZE, IndexFailed, Shard
from generator.site.search.search_records import records
from generator.site.search.search_words import index_boundaries
from generator.storage.cache import Cache

FOLDER = "pagefind"
"""Where the index lies below the site: the first shard in it, each further one in a folder with its number."""
SHARD_SIZE = 5_000
"""Papers. Each shard costs a search some bytes more."""


@dataclass(slots=True)
class Index:
    """The index of a catalogue, made or being made."""

    folder: Path
    catalogue: Catalogue
    parts: tuple[tuple[int, ...], ...]
    """For each shard the places of its papers in the catalogue."""
    shards: tuple[Shard, ...]
    thread: Thread | None = None
    failure: IndexFailed | None = None
    is_stopped: bool = False

    @classmethod
    def begin(cls, folder: Path, catalogue: Catalogue, memory: Cache | None = None) -> Index:
        """Start to make what the folder does not have already."""
        told = list(records(catalogue, memory))
        parts = _cut(catalogue.papers)
        shards = tuple(
            Shard.of(folder / str(number), [told[place] for place in part])
            for number, part in enumerate(parts, start=1)
        )
        index = cls(folder, catalogue, parts, shards)
        if any(shard.told for shard in shards) or not index._posts.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            posts = index_boundaries((f"{one.title} {one.by} {one.content}" for one in told), CHUNK_SIZE // 2)
            index._posts.write_text("\n".join(posts), encoding="utf-8")
            index.thread = Thread(target=index._make, daemon=True)
            index.thread.start()
        return index

    def finish(self) -> None:
        """Wait until the index is there. Raises ``IndexFailed``."""
        if self.thread is not None:
            self.thread.join()
        if self.failure is not None:
            raise self.failure

    def stop(self) -> None:
        """Give up, for a build that failed."""
        self.is_stopped = True
        for shard in self.shards:
            shard.stop()
        if self.thread is not None:
            self.thread.join()

    def publish(self, site: Path) -> list[str]:
        """Copy the index into the site, with the tables beside it; returns the paths below the site."""
        target = site / FOLDER
        target.mkdir(parents=True, exist_ok=True)
        outputs = []
        ids = [""] * len(self.catalogue.papers)
        for number, (part, shard) in enumerate(zip(self.parts, self.shards, strict=True), start=1):
            name = FOLDER if number == 1 else f"{FOLDER}/{number}"
            outputs += [f"{name}/{path}" for path in shard.publish(site / name, is_first=number == 1)]
            for place, found in zip(part, shard.ids(), strict=True):
                ids[place] = found
        posts = self._posts.read_text(encoding="utf-8").split("\n")
        tables = {
            "shelf.json": shelf_json(self.catalogue, posts, len(self.shards)),
            "papers.json": papers_json(self.catalogue, ids),
        }
        for name, text in tables.items():
            (target / name).write_text(text, encoding="utf-8", newline="\n")
            outputs.append(f"{FOLDER}/{name}")
        return outputs

    @property
    def _posts(self) -> Path:
        return self.folder / "posts"

    def _make(self) -> None:
        """Make one shard after the other, so that only one takes memory."""
        known = {shard.folder for shard in self.shards}
        for path in sorted(self.folder.iterdir()):
            if path.is_dir() and path not in known:
                shutil.rmtree(path)
        for shard in self.shards:
            if self.is_stopped:
                return
            try:
                shard.make()
            except IndexFailed as failure:
                self.failure = failure
                return


def _cut(papers: Sequence[Paper]) -> tuple[tuple[int, ...], ...]:
    """The places of papers, in shards: those listed first in the first one, each in the order of the catalogue."""
    listed = sorted(range(len(papers)), key=lambda place: (papers[place].appearances[0].date, papers[place].slug))
    return tuple(tuple(sorted(listed[start : start + SHARD_SIZE])) for start in range(0, len(listed), SHARD_SIZE))
