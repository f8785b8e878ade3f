"""From a page to the file that makes it, and to whoever can mend it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from support.project import Project

from generator.content.read import read_content
from generator.curation.value_problems import PLACEHOLDER_TEXT
from generator.model.problem import errors

REPOSITORY = "https://github.com/papershelf/papershelf"


def way(site: Path, page: str, name: str) -> str | None:
    """Where a link of that name in the foot of a page leads."""
    text = (site / page / "index.html").read_text(encoding="utf-8")
    found = re.search(rf'<a href="([^"]+)">{name}</a>', text.partition('<footer class="bottom">')[2])
    return html.unescape(found[1]) if found else None


def improve(site: Path, page: str) -> str:
    """Where "Improve this page" leads."""
    return way(site, page, "Improve this page") or ""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built copy of the toy shelf."""
    made = Project.make(tmp_path_factory.mktemp("ways") / "toy")
    made.build()
    return made


def test_a_page_leads_to_its_curated_file(project: Project) -> None:
    content = project.content
    for path in sorted(content.glob("papers/*.yml")):
        page = f"papers/{path.stem}"
        if (project.site / page / "index.html").is_file() and "refresh" not in (
            project.site / page / "index.html"
        ).read_text(encoding="utf-8"):
            assert improve(project.site, page) == f"{REPOSITORY}/edit/main/content/papers/{path.name}"
    for path in sorted(content.glob("topics/*.yml")):
        assert improve(project.site, f"topics/{path.stem}") == f"{REPOSITORY}/edit/main/content/topics/{path.name}"
    for path in sorted(content.glob("enrichment/*.yml")):
        assert improve(project.site, f"digests/{path.stem}") == f"{REPOSITORY}/edit/main/content/enrichment/{path.name}"
    assert improve(project.site, "about") == f"{REPOSITORY}/edit/main/content/pages/about/index.md"


def test_a_file_that_is_not_there_yet_is_begun_and_valid_as_it_is(project: Project, tmp_path: Path) -> None:
    copy = Project.make(tmp_path / "copy")
    content = copy.content
    before = read_content(content)
    begun = 0
    for page in sorted(path.parent.relative_to(project.site).as_posix() for path in project.site.rglob("index.html")):
        link = urlsplit(improve(project.site, page))
        if "/new/" not in link.path:
            continue
        begun += 1
        asked = parse_qs(link.query)
        folder = link.path.removeprefix("/papershelf/papershelf/new/main/content/")
        file = content / folder / asked["filename"][0]
        assert not file.exists()
        file.parent.mkdir(exist_ok=True)
        file.write_text(asked["value"][0], encoding="utf-8")

    after = read_content(content)

    assert begun > 3
    # Only a curator can say where a fact was found.
    further = [problem for problem in errors(after.problems) if problem.kind is not PLACEHOLDER_TEXT]
    assert further == errors(before.problems)
    assert after.catalogue.papers == before.catalogue.papers


def test_every_page_leads_to_a_form_that_knows_the_page(project: Project) -> None:
    for page in ("papers", "topics", "digests"):
        for path in sorted((project.site / page).glob("*/index.html")):
            place = path.parent.relative_to(project.site).as_posix()
            report = way(project.site, place, "Report a problem")
            if report is None:
                assert "refresh" in path.read_text(encoding="utf-8"), "only a redirect has none"
                continue
            asked = parse_qs(urlsplit(report).query)
            assert asked["template"] == ["mistake.yml"]
            assert asked["page"][0].endswith(f"/{place}/")
            assert asked["title"][0].startswith("Mistake: ")


def test_the_form_has_the_fields_that_links_fill(project: Project) -> None:
    form = (Path(__file__).parents[2] / ".github/ISSUE_TEMPLATE/mistake.yml").read_text(encoding="utf-8")

    assert "id: page" in form


def test_a_file_that_comes_later_changes_the_link(tmp_path: Path) -> None:
    project = Project.make(tmp_path / "toy")
    project.build()
    page = next(
        path.parent.relative_to(project.site).as_posix()
        for path in sorted((project.site / "papers").glob("*/index.html"))
        if "/new/" in improve(project.site, path.parent.relative_to(project.site).as_posix())
    )
    slug = page.removeprefix("papers/")
    (project.content / "papers" / f"{slug}.yml").write_text("featured: false\n", encoding="utf-8")

    project.build()

    assert improve(project.site, page) == f"{REPOSITORY}/edit/main/content/papers/{slug}.yml"


@pytest.mark.parametrize("address", ["", "https://example.org/shelf"])
def test_without_a_host_that_is_known_nothing_is_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("PAPERSHELF_REPO_URL", address)
    project = Project.make(tmp_path / "toy")
    project.build()

    home = (project.site / "index.html").read_text(encoding="utf-8")

    assert ("Report a problem" in home) == bool(address)
