"""The search index of a built site: complete, up to date, and built again only when a paper changed."""

from __future__ import annotations

import errno
import fcntl
import gzip
import json
import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.project import Project, differences, files_of

from generator.content.read import ContentResult
from generator.site.build_lock import LOCK_FILE, BuildLock
from generator.site.search import index_run, search_index
from generator.site.search.index_run import IndexFailed, Shard
from generator.site.search.search_index import SearchIndex
from generator.storage.cache import CACHE_FILE

pytestmark = pytest.mark.site

NOTES = "content/papers/reading-order-matters.yml"
FILES = (
    r"pagefind\.js|pagefind-entry\.json|wasm\.unknown\.pagefind|shelf\.json|papers\.json|pagefind\.mul_\w+\.pf_meta"
    r"|index/mul_\w+\.pf_index|fragment/mul_\w+\.pf_fragment"
)
"""What a search loads."""


@pytest.fixture(scope="module", params=["real", "toy"])
def content_and_site(request: pytest.FixtureRequest) -> tuple[ContentResult, Path]:
    """A built site, and what it was built from."""
    return request.getfixturevalue(f"{request.param}_content"), request.getfixturevalue(f"{request.param}_site")


def fragment(folder: Path, name: str) -> dict[str, Any]:
    """What Pagefind stores of a paper."""
    data = gzip.decompress((folder / "pagefind/fragment" / f"{name}.pf_fragment").read_bytes())
    found: dict[str, Any] = json.loads(data.removeprefix(b"pagefind_dcd"))
    return found


def table(site: Path) -> dict[str, Any]:
    """What the search page filters and sorts by."""
    found: dict[str, Any] = json.loads((site / "pagefind/papers.json").read_text(encoding="utf-8"))
    return found


def test_every_paper_has_its_card_under_its_id(content_and_site: tuple[ContentResult, Path]) -> None:
    content, site = content_and_site
    cards = [json.loads(fragment(site, name)["url"]) for name in table(site)["id"]]

    assert [card["slug"] for card in cards] == [paper.slug for paper in content.catalogue.papers]
    assert [card["title"] for card in cards] == [paper.title.plain for paper in content.catalogue.papers]


def test_the_index_has_no_file_that_a_search_does_not_use(content_and_site: tuple[ContentResult, Path]) -> None:
    _, site = content_and_site
    files = files_of(site / "pagefind")

    assert [name for name in files if not re.fullmatch(FILES, name)] == []
    assert [name for name, data in files.items() if not data] == []
    assert not (site / "search/search_index.json").exists()


def test_the_search_page_says_that_it_needs_javascript(content_and_site: tuple[ContentResult, Path]) -> None:
    text = (content_and_site[1] / "search/index.html").read_text(encoding="utf-8")
    assert re.search(r"<noscript>\s*<p[^>]*>Search needs JavaScript", text)


def test_another_order_of_files_gives_the_same_index(toy_content: ContentResult, tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        index = SearchIndex.begin(tmp_path / name / "index", toy_content.catalogue)
        index.finish()
        index.publish(tmp_path / name / "site")
        found.append(files_of(tmp_path / name / "site"))

    assert differences(*found) == []


# --- from build to build -------------------------------------------------------------------------


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders in which Pagefind was started."""
    started: list[Path] = []
    start: Callable[..., None] = Shard._start

    def recorded(shard: Shard) -> None:
        started.append(shard.folder)
        start(shard)

    monkeypatch.setattr(Shard, "_start", recorded)
    return started


def test_pagefind_runs_again_only_when_a_paper_changed(toy: Project, runs: list[Path]) -> None:
    toy.build()
    toy.write("content/pages/colophon.md", "# Colophon\n")
    toy.build()
    assert len(runs) == 1

    for file, old, new in (
        (NOTES, "The clearest account", "The shortest account"),
        ("content/digests/2024-12-30.txt", "Ten Hands", "Eleven Hands"),
    ):
        runs.clear()
        before = set(files_of(toy.site / "pagefind/fragment"))
        toy.edit(file, old, new)
        toy.build()
        assert len(runs) == 1
        after = set(files_of(toy.site / "pagefind/fragment"))
        assert len(before - after) == len(after - before) == 1


def test_an_index_whose_run_was_interrupted_is_built_afresh(toy: Project, runs: list[Path]) -> None:
    toy.build()
    before = files_of(toy.site)
    (toy.folder / "build/search-index/1/record").unlink()
    for path in (toy.folder / "build/search-index/1/pagefind/fragment").iterdir():
        path.write_bytes(b"")

    toy.build(is_clean=True)

    assert len(runs) == 2
    assert differences(files_of(toy.site), before) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: next((folder / "fragment").iterdir()).unlink(),
        lambda folder: next((folder / "fragment").iterdir()).write_bytes(b"planted"),
        lambda folder: next((folder / "index").iterdir()).write_bytes(b""),
        lambda folder: (folder / "pagefind.js").write_text("alert(1)"),
        lambda folder: (folder / "extra.js").write_text("alert(1)"),
        lambda folder: next(folder.glob("*.pf_meta")).unlink(),
        lambda folder: (folder / "pagefind-entry.json").write_text("{"),
        lambda folder: (folder.parent / "record").write_bytes(b"\xff"),
        lambda folder: (folder.parent / "record").replace(folder / "record"),
    ],
    ids=["fragment gone", "fragment", "index", "script", "planted", "table gone", "entry", "record", "moved"],
)
def test_a_damaged_index_is_built_afresh(toy: Project, damage: Callable[[Path], object]) -> None:
    toy.build()
    before = files_of(toy.site)
    damage(toy.folder / "build/search-index/1/pagefind")

    toy.build()

    assert differences(files_of(toy.site), before) == []


def test_a_clean_build_believes_nothing_that_was_kept(toy: Project) -> None:
    toy.build()
    before = files_of(toy.site)
    cache = toy.folder / CACHE_FILE
    cache.write_bytes(cache.read_bytes().replace(b"Reading", b"Planted"))
    os.utime(cache, (1, 1))

    toy.build(is_clean=True)

    assert differences(files_of(toy.site), before) == []
    assert b"Planted" not in cache.read_bytes()


def test_a_run_that_ended_before_its_first_shard_leaves_nothing_of_itself(
    toy: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(search_index, "CHUNK_SIZE", 40)
    toy.build()
    before = files_of(toy.site)
    assert len(json.loads(before["pagefind/shelf.json"])["posts"]) > 2
    kept = toy.content.rename(tmp_path / "content")
    shutil.copytree(kept, toy.content)
    toy.remove("content/digests/2025-01-05.txt")
    with monkeypatch.context() as ending:
        ending.setattr(SearchIndex, "_build", lambda index: None)
        ending.setattr(SearchIndex, "publish", lambda index, site: [])
        toy.build()

    shutil.rmtree(toy.content)
    kept.rename(toy.content)
    toy.build()

    assert differences(files_of(toy.site), before) == []


def test_what_kept_pagefind_from_writing_is_said_at_once(
    toy_content: ContentResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> bool:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Shard, "_sizes", lambda shard: {})  # it swallows the error, and files are missing
    monkeypatch.setattr(index_run, "write_whole", refuse, raising=False)
    monkeypatch.setattr(index_run, "PATIENCE", 5.0)
    index = SearchIndex.begin(tmp_path / "index", toy_content.catalogue)

    with pytest.raises(OSError, match="No space left on device") as refused:
        index.finish()

    assert refused.value.filename == str(tmp_path / "index/1")
    assert [shard.process.returncode for shard in index.shards if shard.process] == [-signal.SIGKILL]


def test_what_the_system_refuses_while_the_index_is_built_ends_the_build(
    toy_content: ContentResult, tmp_path: Path
) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index/1").symlink_to("missing")
    index = SearchIndex.begin(tmp_path / "index", toy_content.catalogue)

    with pytest.raises(OSError, match="File exists"):
        index.finish()


def test_no_other_build_begins_while_pagefind_of_a_killed_one_writes(tmp_path: Path) -> None:
    lock, other = BuildLock(tmp_path / LOCK_FILE), (tmp_path / LOCK_FILE)
    lock.acquire()
    shard = Shard(tmp_path / "shard", 0, "", ())
    shard._start()
    lock.release()  # as when the process is killed
    assert shard.process is not None
    with other.open("ab") as handle:
        try:
            with pytest.raises(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        finally:
            shard.process.communicate()
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_list_without_papers_has_an_empty_index(toy: Project, runs: list[Path]) -> None:
    toy.build()
    toy.remove(*(f"content/digests/{path.name}" for path in (toy.content / "digests").iterdir()))
    toy.remove(*(f"content/enrichment/{path.name}" for path in (toy.content / "enrichment").iterdir()))
    toy.remove(*(f"content/papers/{path.name}" for path in (toy.content / "papers").iterdir()))
    for path in (toy.content / "topics").iterdir():
        path.write_text(path.read_text(encoding="utf-8").partition("\nstart_here:")[0] + "\n", encoding="utf-8")

    toy.build()

    assert len(runs) == 1
    assert sorted(files_of(toy.site / "pagefind")) == ["papers.json", "shelf.json"]
    assert table(toy.site)["id"] == []


def test_a_strict_build_of_mkdocs_alone_has_the_search(toy: Project) -> None:
    done = toy.run("-m", "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert len(list((toy.site / "pagefind/fragment").iterdir())) == len(table(toy.site)["id"]) > 0


# --- in shards -----------------------------------------------------------------------------------

ONE_MORE = """Daily Papers

byAK and the research community

Jun 2

A Paper That Came Last

It is listed by the newest digest, and nothing in older shards changes because of it.

  • 2 authors
·
Jun 1
"""


def test_a_long_list_is_cut_into_shards_and_a_new_digest_changes_the_last_only(
    toy: Project, runs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "SHARD_SIZE", 4)
    toy.build()
    found = table(toy.site)["id"]
    count = -(-len(found) // 4)
    assert count > 2
    assert [path.name for path in runs] == [str(number) for number in range(1, count + 1)]
    assert json.loads((toy.site / "pagefind/shelf.json").read_text(encoding="utf-8"))["shards"] == count

    slugs = []
    for name in found:
        [file] = (toy.site / "pagefind").rglob(f"{name}.pf_fragment")
        data = gzip.decompress(file.read_bytes())
        slugs.append(json.loads(json.loads(data.removeprefix(b"pagefind_dcd"))["url"])["slug"])
    papers = json.loads((toy.site / "api/papers.json").read_text(encoding="utf-8"))
    assert slugs == [paper["slug"] for paper in papers["papers"]]
    programs = sorted(path.relative_to(toy.site).as_posix() for path in toy.site.rglob("pagefind.js"))
    assert programs == ["pagefind/pagefind.js"]

    runs.clear()
    toy.write("content/digests/2025-06-02.txt", ONE_MORE)
    toy.build()
    assert [path.name for path in runs] == [str(-(-(len(found) + 1) // 4))]


def test_shards_that_are_no_longer_needed_are_removed(toy: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "SHARD_SIZE", 4)
    toy.build()
    monkeypatch.undo()
    toy.build()

    assert [path.name for path in (toy.folder / "build/search-index").iterdir() if path.is_dir()] == ["1"]
    assert not list((toy.site / "pagefind").glob("[0-9]*/*"))


# --- when it fails -------------------------------------------------------------------------------


def test_a_build_without_pagefind_fails_and_says_so(toy: Project, tmp_path: Path) -> None:
    command = tmp_path / "not-pagefind"
    command.write_text("#!/bin/sh\necho no index today >&2\nexit 3\n", encoding="utf-8")
    command.chmod(0o755)
    (toy.folder / "sitecustomize.py").write_text(
        "from generator.site.search import index_run\n"
        f"index_run._environment = lambda: {{'PAGEFIND_BINARY_PATH': {str(command)!r}, 'PATH': ''}}\n",
        encoding="utf-8",
    )

    path = ":".join([str(toy.folder), str(Path(index_run.__file__).parents[2])])
    done = toy.run("-m", "mkdocs", "build", environment={"PYTHONPATH": path})

    assert done.returncode == 1
    assert "Pagefind did not make the search index: no index today" in done.stderr + done.stdout


def test_an_answer_that_reports_an_error_is_passed_on(
    toy_content: ContentResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_run, "_payloads", lambda records, target: iter([{"type": "WriteFiles", "index_id": 7}]))
    index = SearchIndex.begin(tmp_path, toy_content.catalogue)

    with pytest.raises(IndexFailed, match=r"index|Index"):
        index.finish()


def test_pagefind_does_not_outlive_a_build_that_fails(toy_content: ContentResult, tmp_path: Path) -> None:
    index = SearchIndex.begin(tmp_path, toy_content.catalogue)
    [shard] = index.shards
    while shard.process is None:
        time.sleep(0.001)

    index.stop()

    assert shard.process.poll() is not None
    assert not (tmp_path / "1/record").exists()


def test_settings_for_another_site_do_not_reach_pagefind(
    toy_content: ContentResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "body")
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", sys.executable)

    index = SearchIndex.begin(tmp_path, toy_content.catalogue)
    index.finish()

    assert (tmp_path / "1/record").is_file()
