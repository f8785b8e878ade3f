"""A build refuses folders in which it would remove what it did not make."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from generator.site.folders import SITE_MARKER, BuildFolders, UnsafeFolders

FOLDERS = ("content", "overrides", "pages", "work", "site")
REFUSED = "expected the (content|overrides|pages|build|site) and (content|overrides|pages|build|site) folders apart"


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
        work=(project / "build/search",),
        site=project / "site",
    )


def moved(folders: BuildFolders, name: str, path: Path) -> BuildFolders:
    """The folders with one of them somewhere else."""
    changes: dict[str, Any] = {name: (path.resolve(),) if name == "work" else path.resolve()}
    return replace(folders, **changes)


def path_of(folders: BuildFolders, name: str) -> Path:
    path = getattr(folders, name)
    return Path(path[0] if isinstance(path, tuple) else path)


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
