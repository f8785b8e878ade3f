"""The Markdown of the generated pages, byte for byte, and how it gets into its folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.project import TOY_PAGES, differences, files_of

from generator.catalogue.trends.list_trends import trends_of
from generator.content.read import ContentResult
from generator.model.catalogue import Catalogue
from generator.model.identity import PagePath
from generator.pages.arrange import arrange, write_pages
from generator.pages.components.heads import PageHead
from generator.pages.components.view import View
from generator.pages.document.vocabulary import Block, Heading
from generator.pages.page import Page
from generator.storage.cache import Cache


def toy_pages(catalogue: Catalogue) -> list[Page]:
    """All pages of a catalogue."""
    return list(arrange(catalogue, trends_of(catalogue)))


@pytest.fixture(scope="module")
def printed(
    toy_content: ContentResult, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder that the pages of the toy shelf were written to."""
    folder = tmp_path_factory.mktemp("pages")
    write_pages(folder, toy_pages(toy_content.catalogue))
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


@pytest.fixture
def printed_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that were printed since."""
    paths: list[str] = []
    print_page = Page.markdown

    def note(page: Page) -> str:
        paths.append(page.path)
        return print_page(page)

    monkeypatch.setattr(Page, "markdown", note)
    return paths


def test_pages_are_returned_in_their_own_order(tmp_path: Path) -> None:
    assert write_pages(tmp_path, pages({"z.md": "z", "a/b.md": "b", "a.md": "a"})).all == ("z.md", "a/b.md", "a.md")


def test_a_text_is_written_as_utf_8_with_line_ends_of_one_kind(tmp_path: Path) -> None:
    write_pages(tmp_path, pages({"a.md": "é 中"}))

    assert (tmp_path / "a.md").read_bytes() == b"---\n---\n# \xc3\xa9 \xe4\xb8\xad\n"


def test_only_files_whose_text_changed_are_touched(tmp_path: Path) -> None:
    write_pages(tmp_path, pages({"same.md": "same", "other.md": "before"}))
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    write_pages(tmp_path, pages({"same.md": "same", "other.md": "after"}))

    changed = [path.name for path in tmp_path.iterdir() if path.stat().st_mtime_ns != before[path.name]]
    assert changed == ["other.md"]
    assert (tmp_path / "other.md").read_bytes() == written("after")


def test_pages_that_are_gone_are_removed_and_other_files_are_left(tmp_path: Path) -> None:
    write_pages(tmp_path, pages({"a.md": "a", "b/c.md": "c"}))
    (tmp_path / "b/picture.svg").write_text("<svg/>")

    write_pages(tmp_path, pages({"a.md": "a"}))

    assert files_of(tmp_path) == {"a.md": written("a"), "b/picture.svg": b"<svg/>"}


@dataclass(frozen=True)
class Remembered:
    """What happens between two builds, and how many pages the second one prints."""

    name: str
    printed: int
    texts: dict[str, str]
    tampered: str | None = None
    removed: str | None = None


@pytest.mark.parametrize(
    "case",
    [
        Remembered("nothing", 0, {"a.md": "a", "b.md": "b"}),
        Remembered("another text", 1, {"a.md": "a", "b.md": "B"}),
        Remembered("another page", 1, {"a.md": "a", "b.md": "b", "c.md": "c"}),
        Remembered("a page is gone", 0, {"a.md": "a"}),
        Remembered("a file was edited", 1, {"a.md": "a", "b.md": "b"}, tampered="b.md"),
        Remembered("a file was removed", 1, {"a.md": "a", "b.md": "b"}, removed="b.md"),
    ],
    ids=lambda case: case.name,
)
def test_a_page_is_printed_again_only_when_it_or_its_file_changed(
    tmp_path: Path, case: Remembered, printed_pages: list[str]
) -> None:
    folder, file = tmp_path / "pages", tmp_path / "cache"
    first = Cache(file)
    write_pages(folder, pages({"a.md": "a", "b.md": "b"}), first)
    first.save()
    if case.tampered:
        (folder / case.tampered).write_text("something else")
    if case.removed:
        (folder / case.removed).unlink()
    printed_pages.clear()

    write_pages(folder, pages(case.texts), Cache(file))

    assert len(printed_pages) == case.printed
    assert differences(files_of(folder), {path: written(text) for path, text in case.texts.items()}) == []


def test_equal_content_gives_equal_fingerprints(toy_content: ContentResult) -> None:
    one, two = ({page.path: page.fingerprint for page in toy_pages(toy_content.catalogue)} for _ in range(2))

    assert one == two
