"""A build refuses folders in which it would remove what it did not make."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from generator.site.folders import BuildFolders, UnsafeFolders
from generator.site.manifest import SITE_MARKER
from generator.storage.file_stamp import stamp_of

FOLDERS = ("content", "overrides", "pages", "site")
_NAME = "(content|overrides|pages|site|build)"
REFUSED = f"expected the {_NAME} and {_NAME} folders apart"


@pytest.fixture
def folders(tmp_path: Path) -> BuildFolders:
    """The folders of a project, as they usually are."""
    project = tmp_path / "project"
    for name in ("content/pages", "overrides", "build"):
        (project / name).mkdir(parents=True)
    return BuildFolders(
        content=project / "content",
        overrides=project / "overrides",
        project=project,
        pages=project / "build/pages",
        work=project / "build",
        site=project / "site",
    )


def moved(folders: BuildFolders, name: str, path: Path) -> BuildFolders:
    """The folders with one of them somewhere else."""
    changes: dict[str, Any] = {name: path.resolve()}
    return replace(folders, **changes)


def path_of(folders: BuildFolders, name: str) -> Path:
    path: Path = getattr(folders, name)
    return path


def test_the_usual_folders_are_safe(folders: BuildFolders) -> None:
    folders.check()
    folders.claim()
    folders.check()


@pytest.mark.parametrize("place", [".", "inside", "deep/inside"])
@pytest.mark.parametrize(("inner", "outer"), [*permutations(FOLDERS, 2)])
def test_no_folder_is_within_another(folders: BuildFolders, inner: str, outer: str, place: str) -> None:
    with pytest.raises(UnsafeFolders, match=REFUSED):
        moved(folders, inner, path_of(folders, outer) / place).check()


@pytest.mark.parametrize(("inner", "outer"), [*permutations(FOLDERS, 2)])
def test_no_folder_is_within_another_through_a_link(
    folders: BuildFolders, tmp_path: Path, inner: str, outer: str
) -> None:
    path_of(folders, outer).mkdir(parents=True, exist_ok=True)
    (tmp_path / "link").symlink_to(path_of(folders, outer))

    with pytest.raises(UnsafeFolders, match=REFUSED):
        moved(folders, inner, tmp_path / "link/inside").check()


def test_a_site_that_contains_the_project_is_refused(folders: BuildFolders, tmp_path: Path) -> None:
    bare = replace(folders, content=tmp_path / "elsewhere", overrides=None)
    for site in (folders.project, tmp_path.parent):
        with pytest.raises(UnsafeFolders):
            replace(bare, site=site).check()


@pytest.mark.parametrize("name", ["pages", "site"])
def test_only_a_folder_with_our_marker_is_emptied(folders: BuildFolders, name: str) -> None:
    path_of(folders, name).mkdir(parents=True)
    folders.check()
    (path_of(folders, name) / "thesis.md").write_text("Years of work")
    with pytest.raises(UnsafeFolders, match=f"expected an empty folder or one that Papershelf made for the {name}"):
        folders.check()

    (path_of(folders, name) / SITE_MARKER).write_text("ours")
    folders.check()


def test_a_marker_that_is_a_link_is_none(folders: BuildFolders) -> None:
    folders.site.mkdir()
    (folders.site / SITE_MARKER).symlink_to(folders.project / "mkdocs.yml")
    with pytest.raises(UnsafeFolders):
        folders.check()


def test_a_file_where_the_site_should_be_is_named(folders: BuildFolders) -> None:
    folders.site.write_text("a file")
    with pytest.raises(UnsafeFolders, match="expected a folder for the site, found the file"):
        folders.check()


@pytest.mark.parametrize("name", ["content", "overrides"])
def test_what_is_read_is_not_among_what_make_clean_removes(folders: BuildFolders, name: str) -> None:
    with pytest.raises(UnsafeFolders, match=REFUSED):
        moved(folders, name, folders.work / "mine").check()
    with pytest.raises(UnsafeFolders, match="expected the build folder outside the site"):
        moved(folders, "site", folders.work).check()
    moved(folders, "site", folders.work / "site").check()


@pytest.mark.parametrize("place", ["site/papers", "site/a/page.html", "build/pages/papers"])
@pytest.mark.parametrize("is_dangling", [False, True])
def test_a_link_in_a_folder_that_is_written_is_refused(folders: BuildFolders, place: str, is_dangling: bool) -> None:
    folders.claim()
    link = folders.project / place
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(folders.content / "gone" if is_dangling else folders.content)
    with pytest.raises(UnsafeFolders, match="expected no link in the folder of the"):
        folders.check()


def test_a_link_whose_name_begins_with_a_dot_is_left_alone(folders: BuildFolders) -> None:
    folders.claim()
    (folders.site / ".git").symlink_to(folders.content)
    folders.check()


def test_a_link_or_a_pipe_in_place_of_a_record_is_refused(folders: BuildFolders) -> None:
    record = folders.work / "manifest.json"
    record.symlink_to(folders.content / "site.yml")
    with pytest.raises(UnsafeFolders, match="expected a file that a build made"):
        folders.check()
    record.unlink()
    os.mkfifo(record)
    with pytest.raises(UnsafeFolders, match="expected a file that a build made"):
        folders.check()


def test_each_claim_says_when_the_last_one_was(folders: BuildFolders) -> None:
    assert folders.claim() == (-1, 0)
    first = stamp_of(folders.site / SITE_MARKER)
    assert folders.claim() == first != stamp_of(folders.site / SITE_MARKER)
