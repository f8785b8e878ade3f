"""The search index of a built site: complete, up to date, and without anything of an earlier build."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from support.project import Project, differences, files_of

from generator.content.read import ContentResult
from generator.site.search.index_names import INDEX_FOLDER
from generator.site.search.index_reader import main, read_index
from generator.storage.cache import CACHE_FILE

pytestmark = pytest.mark.site

NOTES = "content/papers/reading-order-matters.yml"


@pytest.fixture(scope="module", params=["real", "toy"])
def content_and_site(request: pytest.FixtureRequest) -> tuple[ContentResult, Path]:
    """A built site, and what it was built from."""
    return request.getfixturevalue(f"{request.param}_content"), request.getfixturevalue(f"{request.param}_site")


def test_every_paper_is_in_the_index_and_every_file_is_named(content_and_site: tuple[ContentResult, Path]) -> None:
    content, site = content_and_site
    assert set(read_index(site / INDEX_FOLDER).slugs) == {paper.slug for paper in content.catalogue.papers}
    assert not (site / "search/search_index.json").exists()


def test_the_checker_says_what_it_read(
    content_and_site: tuple[ContentResult, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    content, site = content_and_site
    assert main(str(site)) == 0
    assert capsys.readouterr().out.startswith(f"{len(content.catalogue.papers)} papers, ")
    assert main(str(site / "papers")) == 1


def test_the_search_page_says_that_it_needs_javascript(content_and_site: tuple[ContentResult, Path]) -> None:
    text = (content_and_site[1] / "search/index.html").read_text(encoding="utf-8")
    assert re.search(r"<noscript>\s*<p[^>]*>Search needs JavaScript", text)


def test_an_edit_leaves_nothing_of_the_index_before(toy: Project) -> None:
    toy.build()
    before = files_of(toy.site / INDEX_FOLDER)
    toy.edit(NOTES, "The clearest account", "The shortest account")
    toy.build()

    after = files_of(toy.site / INDEX_FOLDER)
    assert before.keys() - after.keys()
    content = read_index(toy.site / INDEX_FOLDER)
    assert "shortest" in content.rest
    toy.build(is_clean=True)
    assert differences(files_of(toy.site / INDEX_FOLDER), after) == []


def test_a_damaged_index_and_a_planted_file_are_put_right(toy: Project) -> None:
    toy.build()
    before = files_of(toy.site)
    next((toy.site / INDEX_FOLDER).rglob("heads/*.json")).write_text("planted", encoding="utf-8")
    next((toy.site / INDEX_FOLDER).rglob("records/*.json")).unlink()
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


def test_a_strict_build_of_mkdocs_alone_has_the_search(toy: Project) -> None:
    done = toy.run("-m", "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    read_index(toy.site / INDEX_FOLDER)
