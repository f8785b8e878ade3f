"""A build after a change renders what changed, and leaves the same bytes as a clean one."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.project import Bytes, Project, differences, files_of

from generator.catalogue.trends.list_trends import Trends, begin_trends
from generator.content.read import ContentResult
from generator.model.catalogue import Catalogue
from generator.site.incremental_build import build_site
from generator.storage.cache import Cache

pytestmark = pytest.mark.site

DIGEST = """new

Daily Papers

Jan 7

A Paper of Another Day

A digest more, and with it a paper more. We show that a language model reads it as gladly as those of the days before,
and that the pages of those days need not be rendered again because of it.

  • 2 authors
·
Jan 6 4

One Shelf, Two Days

Lists of papers scroll away within a day. We study what a language model makes of one that three lists name.

  • 3 authors
·
Nov 2, 2024 9
"""
TOPIC = """title: Reading
area: theory
scope: What readers do with lists, and what lists do to readers.
rules:
  - any: [readers]
"""


@pytest.fixture(scope="module")
def pristine(toy_content: ContentResult, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Path]:
    """A project that was built, and a copy of its folder."""
    assert toy_content.catalogue.papers
    folder = tmp_path_factory.mktemp("built")
    project = Project.make(folder / "toy")
    project.build()
    shutil.copytree(project.folder, folder / "kept")
    return project, folder / "kept"


@pytest.fixture
def built(pristine: tuple[Project, Path]) -> Project:
    """A project of the toy content just after a build. It lies at the same place in each test, as
    what a build remembers holds for that place, and its files are as old as they were.
    """
    project, kept = pristine
    shutil.rmtree(project.folder)
    shutil.copytree(kept, project.folder)
    return project


def clean_site(project: Project, folder: Path) -> Bytes:
    """The site of a project as it is when it is built for the first time."""
    copy = project.copy(folder / "clean")
    copy.build()
    return files_of(copy.site)


Step = Callable[[Project], object]


def edit(path: str, old: str, new: str) -> Step:
    """Replace a text in a file."""
    return lambda project: project.edit(path, old, new)


def write(path: str, text: str) -> Step:
    """Write a file."""
    return lambda project: project.write(path, text)


def remove(*paths: str) -> Step:
    """Remove files."""
    return lambda project: project.remove(*paths)


def rename(path: str, name: str) -> Step:
    """Give a file another name."""
    return lambda project: project.rename(path, name)


def build(project: Project) -> None:
    """Build between two changes."""
    project.build()


def move_more(project: Project) -> None:
    """``more.md`` becomes ``more/index.md``, which has the same address."""
    project.write("content/pages/about/more/index.md", "# More\n\n[About](../index.md)\n")
    project.remove("content/pages/about/more.md")


def touch_all(project: Project) -> None:
    """Give every file a new time, as a checkout does."""
    for path in project.content.rglob("*"):
        os.utime(path)


@dataclass(frozen=True)
class Change:
    """What is changed in a project, and what an incremental build then does."""

    name: str
    steps: tuple[Step, ...]
    gone: tuple[str, ...] = ()
    """Outputs that must not be there any more."""
    renders: str | None = None
    """A page that must be rendered again."""
    leaves: str | None = None
    """A page that must not be."""


ALIAS = """aliases:
  - name: Grace Hopper
    also: [Amazing Grace]
    orcid: 0000-0002-1825-0097
"""
OVERLAY = "content/papers/reading-order-matters.yml"
BY_HAND = ("about/index.md",)
"""Pages that each build makes anew."""
PICTURES = "content/topics/image-generation.yml"
ABOUT = "content/pages/about/index.md"
TEN_HANDS, TWO_DAYS = "papers/ten-hands.md", "papers/one-shelf-two-days.md"

CHANGES = [
    Change("nothing", (), leaves=TEN_HANDS),
    Change("the times of all files", (touch_all,), leaves=TEN_HANDS),
    Change(
        "an abstract",
        (edit("content/digests/2024-12-30.txt", "Ten people wrote", "Ten friends wrote"),),
        renders=TEN_HANDS,
        leaves=TWO_DAYS,
    ),
    Change(
        "another digest",
        (write("content/digests/2025-01-07.txt", DIGEST),),
        renders="digests/2025-01-06.md",
        leaves="digests/2025-01-05-evening.md",
    ),
    Change(
        "a digest is gone",
        (remove("content/digests/2025-01-05-evening.txt"),),
        gone=("digests/2025-01-05-evening/index.html", "papers/left-for-somebody-to-sort/index.html"),
        leaves="papers/not-a-table.md",
    ),
    Change(
        "all digests but one are gone",
        (
            remove(
                "content/digests/2025-01-05.txt",
                "content/digests/2025-01-05-evening.txt",
                "content/digests/2025-01-06.txt",
            ),
        ),
        gone=("years/2025/index.html", "papers/not-a-table/index.html"),
    ),
    Change(
        "another topic",
        (write("content/topics/reading.yml", TOPIC),),
        renders="topics/reading.md",
        leaves="papers/painting-by-diffusion-at-the-company.md",
    ),
    Change(
        "a topic is called otherwise",
        (edit(PICTURES, "Image generation", "Generated images"),),
        renders="papers/painting-by-diffusion-at-the-company.md",
        leaves=TEN_HANDS,
    ),
    Change(
        "a topic gets another address",
        (rename(PICTURES, "pictures.yml"),),
        gone=("topics/image-generation/index.html",),
        renders="topics/pictures.md",
    ),
    Change(
        "a topic is gone",
        (remove(PICTURES),),
        gone=("topics/image-generation/index.html",),
        renders="topics/unsorted.md",
    ),
    Change(
        "the rules of a topic",
        (edit(PICTURES, "[diffusion]", "[grass]"),),
        renders="topics/image-generation.md",
    ),
    Change(
        "the scope of a topic",
        (edit("content/topics/tokenisation.yml", "How text is cut", "How a text is cut"),),
        renders="topics/index.md",
        leaves=TEN_HANDS,
    ),
    Change("a note", (edit(OVERLAY, "The clearest", "The shortest"),), renders="index.md", leaves=TEN_HANDS),
    Change(
        "a paper is featured",
        (write("content/papers/ten-hands.yml", "featured: true\nnote: Worth ten pairs of eyes.\n"),),
        renders="index.md",
        leaves=TWO_DAYS,
    ),
    Change(
        "a paper is hidden",
        (write("content/papers/ten-hands.yml", "hidden: true\n"),),
        gone=("papers/ten-hands/index.html", "years/2002/index.html"),
        renders="digests/2024-12-30.md",
        leaves=TWO_DAYS,
    ),
    Change(
        "a paper is shown again",
        (remove("content/papers/taken-off-the-list.yml"),),
        renders="papers/taken-off-the-list.md",
    ),
    Change(
        "the authors of a paper",
        (edit("content/enrichment/2024-12-30.yml", "Grace Hopper", "Grace M. Hopper"),),
        renders="papers/reading-order-matters.md",
        leaves=TEN_HANDS,
    ),
    Change(
        "an alias is gone",
        (edit("content/site.yml", ALIAS, ""),),
        gone=("authors/grace-hopper/index.html",),
        renders="papers/reading-order-matters.md",
    ),
    Change(
        "an alias comes",
        (edit("content/site.yml", ALIAS, ""), build, edit("content/site.yml", "mirrors:", f"{ALIAS}mirrors:")),
        renders="authors/grace-hopper.md",
    ),
    Change(
        "another digest by somebody known",
        (
            write("content/digests/2025-01-07.txt", DIGEST.partition("One Shelf")[0]),
            write(
                "content/papers/a-paper-of-another-day.yml", "corrections: {authors: [Frances Allen, Grace Hopper]}\n"
            ),
        ),
        renders="authors/frances-allen.md",
        leaves="authors/emilie-du-chatelet.md",
    ),
    Change(
        "a page by hand",
        (edit(ABOUT, "What no rule matches yet", "What no rule matches"),),
        renders="about/index.md",
        leaves=TEN_HANDS,
    ),
    Change(
        "a page and a file by hand more",
        (
            write("content/pages/colophon.md", "# Colophon\n\n[A file](files/list.txt)\n"),
            write("content/pages/files/list.txt", "A file beside the pages.\n"),
        ),
        renders="colophon.md",
        leaves=TEN_HANDS,
    ),
    Change(
        "a page by hand is gone, and its picture",
        (remove(ABOUT, "content/pages/about/square.svg"), write("content/pages/colophon.md", "# Colophon\n")),
        gone=("about/index.html", "about/square.svg"),
    ),
    Change(
        "a picture",
        (edit("content/pages/about/square.svg", "M0 0h16v16H0z", "M0 0h8v8H0z"),),
        leaves=TEN_HANDS,
    ),
    Change(
        "a page by hand moves into a folder of its name",
        (write("content/pages/about/more.md", "# More\n\n[About](index.md)\n"), build, move_more),
        renders="about/index.md",
        leaves=TEN_HANDS,
    ),
    Change(
        "a page that another one links to goes",
        (
            write("content/pages/about/more.md", "# More\n"),
            edit(ABOUT, "# ", "[More](more.md)\n\n# "),
            build,
            remove("content/pages/about/more.md"),
        ),
        renders="about/index.md",
        leaves=TEN_HANDS,
    ),
    Change(
        "a page by hand in place of a generated one goes",
        (
            write("content/pages/years/index.md", "# Years by hand\n"),
            build,
            remove("content/pages/years/index.md"),
        ),
        leaves=TEN_HANDS,
    ),
    Change(
        "files by hand in place of what the site makes",
        (
            write("content/pages/api/v1/index.json", "{}"),
            write("content/pages/trends/index.html", "<h1>By hand</h1>"),
            build,
            write("content/pages/trends/index.html", "<h1>By another hand</h1>"),
        ),
        leaves=TEN_HANDS,
    ),
    Change("the name of the site", (edit("content/site.yml", "Toys & <Trains>", "Toys"),), renders=TEN_HANDS),
    Change(
        "the name of an area",
        (edit("content/site.yml", "title: Vision", "title: Seeing"),),
        renders="digests/2024-12-30.md",
    ),
    Change("a template", (edit("overrides/paper.html", "Where you are", "You are here"),), renders=TWO_DAYS),
    Change("the styles", (edit("overrides/assets/base/every-page.css", ":root {", ":root { --more: 1;"),)),
    Change(
        "the configuration",
        (edit("mkdocs.yml", "http://localhost:8000/", "https://papers.example/list/"),),
        renders=TEN_HANDS,
    ),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_build_after_a_change_is_like_a_clean_one(built: Project, tmp_path: Path, change: Change) -> None:
    for step in change.steps:
        step(built)

    again = built.build()

    clean = built.copy(tmp_path / "clean")
    assert clean.build().result.warnings == again.result.warnings
    assert differences(files_of(built.site), files_of(clean.site)) == []
    assert [path for path in change.gone if (built.site / path).exists()] == []
    assert change.renders is None or change.renders in again.rendered
    assert change.leaves is None or change.leaves not in again.rendered


def test_outputs_that_a_change_leaves_without_a_source_were_there(built: Project) -> None:
    assert [path for change in CHANGES for path in change.gone if not (built.site / path).is_file()] == []


def test_changes_one_after_the_other_leave_what_the_last_one_says(built: Project, tmp_path: Path) -> None:
    built.write("content/digests/2025-01-07.txt", DIGEST)
    built.build()
    built.write("content/topics/reading.yml", TOPIC)
    built.build()
    built.remove("content/digests/2025-01-07.txt")
    built.build()
    built.remove("content/topics/reading.yml")
    built.build()

    assert differences(files_of(built.site), clean_site(built, tmp_path)) == []


def test_a_build_with_nothing_changed_renders_nothing(built: Project) -> None:
    times = {path: path.stat().st_mtime_ns for path in built.site.rglob("*.html")}

    again = built.build()

    assert not again.result.is_clean
    assert again.rendered == BY_HAND
    assert [path for path, time in times.items() if path.stat().st_mtime_ns != time] == []


def test_a_clean_build_renders_every_page(built: Project) -> None:
    again = built.build(is_clean=True)

    assert again.result.is_clean
    assert len(set(again.rendered)) == len(list(built.site.rglob("index.html")))


def test_a_build_with_a_fault_is_followed_by_one_without(built: Project) -> None:
    before = files_of(built.site)
    path = "content/topics/language-models.yml"
    sound = (built.folder / path).read_text(encoding="utf-8")
    built.write(path, "title: [\n")
    assert built.build().result.warnings > 0
    assert not (built.site / "topics/language-models").exists()

    built.write(path, sound)
    assert built.build().result.warnings == 0

    assert differences(files_of(built.site), before) == []


class Interrupted(Exception):
    """Somebody pressed Ctrl+C."""


@pytest.mark.parametrize("at", [0, 3])
def test_a_build_that_was_broken_off_is_followed_by_a_whole_one(built: Project, tmp_path: Path, at: int) -> None:
    built.remove("content/digests/2025-01-05-evening.txt")
    seen: list[str] = []

    def interrupt(path: str) -> None:
        seen.append(path)
        if len(seen) > at:
            raise Interrupted

    with pytest.raises(Interrupted):
        build_site(built.config, on_progress=interrupt)
    again = built.build()

    assert again.result.is_clean
    assert differences(files_of(built.site), clean_site(built, tmp_path)) == []


# --- what a build remembers ------------------------------------------------------------------

DAMAGE = {
    "empty": b"",
    "no data": b"\x00\xff garbage",
    "data of another form": b"[1, 2]",
    "data with other keys": b'{"fingerprint": "x"}',
    "the cache of another program": pickle.dumps(("another program", {"key": "value"})),
    "a memory of another form": pickle.dumps([1, 2, 3]),
    "a memory that was cut off": pickle.dumps(("program", {"key": ["value"] * 100}))[:-20],
}


EDIT = edit("content/digests/2024-12-30.txt", "Ten people wrote", "Ten friends wrote")


@pytest.fixture(scope="module")
def expected(pristine: tuple[Project, Path], tmp_path_factory: pytest.TempPathFactory) -> Bytes:
    """The site after an edit."""
    folder = tmp_path_factory.mktemp("expected")
    project = Project(pristine[1]).copy(folder / "source")
    EDIT(project)
    return clean_site(project, folder)


@pytest.mark.parametrize("name", ["cache.sqlite", "manifest.json"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_record_of_the_last_build_is_harmless(
    built: Project, expected: Bytes, name: str, damage: str
) -> None:
    assert (built.folder / "build" / name).is_file()
    (built.folder / "build" / name).write_bytes(DAMAGE[damage])
    EDIT(built)

    built.build()

    assert differences(files_of(built.site), expected) == []


@pytest.mark.parametrize("path", ["build", "build/pages", "build/cache.sqlite", "build/manifest.json", "site"])
def test_whatever_was_made_can_be_removed(built: Project, expected: Bytes, tmp_path: Path, path: str) -> None:
    (built.folder / path).rename(tmp_path / "elsewhere")
    EDIT(built)

    built.build()

    assert differences(files_of(built.site), expected) == []


def test_a_page_that_was_removed_from_the_site_is_rendered_again(built: Project) -> None:
    before = files_of(built.site)
    built.remove("site/papers/ten-hands/index.html")

    again = built.build()

    assert again.rendered == (*BY_HAND, "papers/ten-hands.md")
    assert differences(files_of(built.site), before) == []


# --- where a site is built -------------------------------------------------------------------


def test_two_projects_in_different_folders_give_the_same_bytes(built: Project, tmp_path: Path) -> None:
    other = built.copy(tmp_path / "another/folder, far away")
    other.build()

    site = files_of(built.site)
    assert differences(site, files_of(other.site)) == []
    assert {"index.html", "sitemap.xml.gz", "search-index/root.json", "api/v1/index.json"} <= site.keys()
    assert [path for path, data in site.items() if str(built.folder.parent).encode() in data] == []


def test_another_target_is_built_whole_and_the_first_one_stays(built: Project, tmp_path: Path) -> None:
    before = files_of(built.site)

    there = built.build(site=tmp_path / "there")
    back = built.build()

    assert (there.result.is_clean, back.result.is_clean) == (True, True)
    assert differences(files_of(tmp_path / "there"), before) == []
    assert differences(files_of(built.site), before) == []


def test_another_content_folder_is_built_whole(built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The address at which a page is edited is that of its content folder.
    monkeypatch.setenv("PAPERSHELF_REPO_URL", "")
    other = built.copy(tmp_path / "other")
    other.remove("content/digests/2025-01-06.txt")

    build_site(built.config, content=other.content, on_progress=lambda path: None)

    assert "PAPERSHELF_CONTENT" not in os.environ
    assert differences(files_of(built.site), clean_site(other, tmp_path)) == []


def test_the_folder_that_a_caller_names_counts_more_than_the_environment(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERSHELF_CONTENT", str(tmp_path / "nowhere"))
    before = files_of(built.site)

    build_site(built.config, content=built.content, on_progress=lambda path: None)

    assert differences(files_of(built.site), before) == []


def test_the_trends_are_worked_out_once(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []

    def count(catalogue: Catalogue, cache: Cache) -> Callable[[], Trends | None]:
        calls.append(catalogue)
        return begin_trends(catalogue, cache)

    monkeypatch.setattr("generator.site.plugin.begin_trends", count)
    built.build()

    assert len(calls) == 1
