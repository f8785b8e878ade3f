"""A former address of a paper goes on working, and is no page of its own anywhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.project import Project, differences, files_of

pytestmark = pytest.mark.site

OLD, NEW, OTHER = "ten-fingers", "ten-hands", "one-shelf-two-days"
OLD_PAGE = f"papers/{OLD}/index.html"
MIRRORS = "mirrors:\n"
REDIRECTED = f"redirects:\n  {OLD}: {NEW}\n\n{MIRRORS}"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The toy content with a redirect, built."""
    project = Project.make(tmp_path_factory.mktemp("redirected") / "toy")
    project.edit("content/site.yml", MIRRORS, REDIRECTED)
    assert project.build().result.warnings == project_warnings(project)
    return project


def project_warnings(project: Project) -> int:
    """What the toy content warns of by itself."""
    return Project.make(project.folder.parent / "plain").build().result.warnings


def test_a_former_address_leads_to_the_paper(project: Project) -> None:
    page = (project.site / OLD_PAGE).read_text(encoding="utf-8")

    assert f'<link rel="canonical" href="http://localhost:8000/papers/{NEW}/">' in page
    assert f'content="0; url=../{NEW}/"' in page
    assert (project.site / OLD_PAGE / f"../../{NEW}/index.html").resolve().is_file()


def test_scripts_can_read_all_redirects(project: Project) -> None:
    found = json.loads((project.site / "api/redirects.json").read_text(encoding="utf-8"))

    assert found == {"redirects": {OLD: NEW}}


def test_nothing_else_knows_the_former_address(project: Project) -> None:
    known = {path for path, data in files_of(project.site).items() if OLD.encode() in data}

    assert known == {"api/redirects.json"}


def test_the_page_comes_and_goes_with_the_redirect(project: Project, tmp_path: Path) -> None:
    here = project.copy(tmp_path / "toy")
    here.build()
    here.edit("content/site.yml", REDIRECTED, MIRRORS)
    here.build()
    assert not (here.site / f"papers/{OLD}").exists()

    here.edit("content/site.yml", MIRRORS, REDIRECTED)
    here.build()

    assert differences(files_of(here.site), files_of(project.site)) == []


def test_a_build_after_an_edit_keeps_the_page(project: Project, tmp_path: Path) -> None:
    here = project.copy(tmp_path / "toy")
    here.build()
    here.edit("content/digests/2024-12-30.txt", "Ten people wrote", "Ten friends wrote")

    again = here.build()

    assert not again.result.is_clean
    assert (here.site / OLD_PAGE).read_bytes() == (project.site / OLD_PAGE).read_bytes()


def test_a_paper_that_gets_another_slug_leaves_a_redirect_where_it_was(project: Project, tmp_path: Path) -> None:
    here = project.copy(tmp_path / "toy")
    here.build()
    digest = here.content / "digests/2024-12-30.txt"
    digest.write_text(digest.read_text(encoding="utf-8").replace("Ten Hands", "Twenty Hands"), encoding="utf-8")
    here.edit("content/site.yml", f"{OLD}: {NEW}", f"{NEW}: twenty-hands")

    here.build()

    assert "url=../twenty-hands/" in (here.site / f"papers/{NEW}/index.html").read_text(encoding="utf-8")
    clean = here.copy(tmp_path / "clean")
    clean.build()
    assert differences(files_of(here.site), files_of(clean.site)) == []


def test_a_redirect_never_takes_the_place_of_a_paper(project: Project, tmp_path: Path) -> None:
    here = project.copy(tmp_path / "toy")
    here.edit("content/site.yml", f"{OLD}: {NEW}", f"{OTHER}: {NEW}")

    built = here.build()

    assert built.result.warnings > 0
    assert "This page has moved" not in (here.site / f"papers/{OTHER}/index.html").read_text(encoding="utf-8")
