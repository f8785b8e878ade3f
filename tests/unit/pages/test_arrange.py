"""The Markdown of the generated pages, byte for byte, and how it gets into its folder."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.project import TOY_PAGES, differences, files_of

from generator.content.read import ContentResult
from generator.pages.arrange import arrange, write_pages
from generator.pages.printing.paths import Page
from generator.storage.cache import Cache


@pytest.fixture(scope="module")
def printed(
    toy_content: ContentResult, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder that the pages of the toy shelf were written to."""
    folder = tmp_path_factory.mktemp("pages")
    write_pages(folder, arrange(toy_content.catalogue))
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


@dataclass
class Printer:
    """Pages of which it is known how often they were printed."""

    texts: dict[str, str]
    times: int = 0

    def pages(self) -> list[Page]:
        """The pages, each with its text for its mark."""
        return [Page(path, text, lambda text=text: self.print(text)) for path, text in self.texts.items()]  # type: ignore[misc]

    def print(self, text: str) -> str:
        """The text of a page."""
        self.times += 1
        return text


def test_pages_are_returned_in_their_own_order(tmp_path: Path) -> None:
    printer = Printer({"z.md": "z", "a/b.md": "b", "a.md": "a"})

    assert write_pages(tmp_path, printer.pages()) == ["z.md", "a/b.md", "a.md"]


def test_a_text_is_written_as_utf_8_with_its_own_line_ends(tmp_path: Path) -> None:
    write_pages(tmp_path, Printer({"a.md": "é\n中\r\n"}).pages())

    assert (tmp_path / "a.md").read_bytes() == b"\xc3\xa9\n\xe4\xb8\xad\r\n"


def test_only_files_whose_text_changed_are_touched(tmp_path: Path) -> None:
    write_pages(tmp_path, Printer({"same.md": "same", "other.md": "before"}).pages())
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    write_pages(tmp_path, Printer({"same.md": "same", "other.md": "after"}).pages())

    changed = [path.name for path in tmp_path.iterdir() if path.stat().st_mtime_ns != before[path.name]]
    assert changed == ["other.md"]
    assert (tmp_path / "other.md").read_text() == "after"


def test_pages_that_are_gone_are_removed_and_other_files_are_left(tmp_path: Path) -> None:
    write_pages(tmp_path, Printer({"a.md": "a", "b/c.md": "c"}).pages())
    (tmp_path / "b/picture.svg").write_text("<svg/>")

    write_pages(tmp_path, Printer({"a.md": "a"}).pages())

    assert files_of(tmp_path) == {"a.md": b"a", "b/picture.svg": b"<svg/>"}


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
        Remembered("another mark", 1, {"a.md": "a", "b.md": "B"}),
        Remembered("another page", 1, {"a.md": "a", "b.md": "b", "c.md": "c"}),
        Remembered("a page is gone", 0, {"a.md": "a"}),
        Remembered("a file was edited", 1, {"a.md": "a", "b.md": "b"}, tampered="b.md"),
        Remembered("a file was removed", 1, {"a.md": "a", "b.md": "b"}, removed="b.md"),
    ],
    ids=lambda case: case.name,
)
def test_a_page_is_printed_again_only_when_it_or_its_file_changed(tmp_path: Path, case: Remembered) -> None:
    folder, memory = tmp_path / "pages", tmp_path / "memory"
    first = Cache(memory)
    write_pages(folder, Printer({"a.md": "a", "b.md": "b"}).pages(), first)
    first.save()
    if case.tampered:
        (folder / case.tampered).write_text("something else")
    if case.removed:
        (folder / case.removed).unlink()

    again = Printer(case.texts)
    write_pages(folder, again.pages(), Cache(memory))

    assert again.times == case.printed
    assert differences(files_of(folder), {path: text.encode() for path, text in case.texts.items()}) == []


def test_equal_content_gives_equal_marks(toy_content: ContentResult) -> None:
    one, two = ({page.path: page.mark for page in arrange(toy_content.catalogue)} for _ in range(2))

    assert one == two
