"""The Markdown of the generated pages, byte for byte, and how it gets into its folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from support.project import TOY_PAGES, files_of

from generator.catalogue.trends.list_trends import trends_of
from generator.content.read import ContentResult
from generator.model.catalogue import Catalogue
from generator.model.identity import PagePath
from generator.pages.arrange import arrange, write_pages
from generator.pages.components.heads import PageHead
from generator.pages.components.view import View
from generator.pages.document.vocabulary import Block, Heading
from generator.pages.page import Page
from generator.site.exports.printed_papers import file_sizes, printed_papers
from generator.storage.cache import Cache

ADDRESS = "http://localhost:8000/"
"""Of the site, where ``mkdocs.yml`` is not told another."""


def toy_pages(catalogue: Catalogue) -> list[Page]:
    """All pages of a catalogue, as a build has them."""
    files = file_sizes(printed_papers(catalogue, ADDRESS, Cache()))
    return list(arrange(catalogue, partial(trends_of, catalogue), files=files))


@pytest.fixture(scope="module")
def printed(
    toy_content: ContentResult, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder that the pages of the toy shelf were written to."""
    folder = tmp_path_factory.mktemp("pages")
    write(folder, toy_pages(toy_content.catalogue))
    if request.config.getoption("--update-pages"):
        shutil.rmtree(TOY_PAGES, ignore_errors=True)
        shutil.copytree(folder, TOY_PAGES)
    return folder


def test_the_toy_shelf_has_exactly_these_pages(printed: Path) -> None:
    assert sorted(files_of(printed)) == sorted(files_of(TOY_PAGES))


def test_each_page_is_printed_as_kept(printed: Path) -> None:
    for path, kept in files_of(TOY_PAGES).items():
        assert (printed / path).read_bytes().decode() == kept.decode(), path


# --- the folder ------------------------------------------------------------------------------


@dataclass(frozen=True)
class TextView(View):
    """A page that is nothing but a title."""

    title: str

    def blocks(self) -> Iterator[Block]:
        yield Heading(1, self.title)


HEAD = PageHead("", "")


def pages(texts: Mapping[str, str]) -> list[Page]:
    """Pages by their paths, each with its text for its title."""
    return [Page(PagePath(path), HEAD, TextView(text)) for path, text in texts.items()]


def written(text: str) -> bytes:
    """What such a page is printed as."""
    return f"---\n---\n# {text}\n".encode()


def write(folder: Path, every: Iterable[Page]) -> None:
    """Print and write pages, and no other ones."""
    printed = {page.path: page.printed() for page in every}
    write_pages(folder, printed.items(), printed)


def test_pages_that_are_kept_are_not_removed(tmp_path: Path) -> None:
    write(tmp_path, pages({"a.md": "a", "b.md": "b"}))

    write_pages(tmp_path, [], [PagePath("b.md")])

    assert files_of(tmp_path) == {"b.md": written("b")}


def test_a_text_is_written_as_utf_8_with_line_ends_of_one_kind(tmp_path: Path) -> None:
    write(tmp_path, pages({"a.md": "é 中"}))

    assert (tmp_path / "a.md").read_bytes() == b"---\n---\n# \xc3\xa9 \xe4\xb8\xad\n"


def test_only_files_whose_text_changed_are_touched(tmp_path: Path) -> None:
    write(tmp_path, pages({"same.md": "same", "other.md": "before"}))
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    write(tmp_path, pages({"same.md": "same", "other.md": "after"}))

    changed = [path.name for path in tmp_path.iterdir() if path.stat().st_mtime_ns != before[path.name]]
    assert changed == ["other.md"]
    assert (tmp_path / "other.md").read_bytes() == written("after")


def test_pages_that_are_gone_are_removed_and_other_files_are_left(tmp_path: Path) -> None:
    write(tmp_path, pages({"a.md": "a", "b/c.md": "c"}))
    (tmp_path / "b/picture.svg").write_text("<svg/>")

    write(tmp_path, pages({"a.md": "a"}))

    assert files_of(tmp_path) == {"a.md": written("a"), "b/picture.svg": b"<svg/>"}


def test_equal_content_gives_equal_fingerprints(toy_content: ContentResult) -> None:
    one, two = ({page.path: page.fingerprint for page in toy_pages(toy_content.catalogue)} for _ in range(2))

    assert one == two
