"""The last test before a site is published: what it must find, and what it must let pass."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.project import ROOT, Project
from support.publishable import faults

ADDRESS = "https://reader.example/shelf/"
SCRIPT = ROOT / "tests/support/publishable.py"
Break = Callable[[Path], object]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site that will lie below a path."""
    project = Project.make(tmp_path_factory.mktemp("published") / "shelf")
    project.edit("content/site.yml", "mirrors:", "redirects: {hands: ten-hands}\nmirrors:")
    project.edit("mkdocs.yml", "http://localhost:8000/", ADDRESS)
    project.build()
    return project.site


def test_a_sound_site_passes(site: Path) -> None:
    assert (site / "papers/hands/index.html").is_file()
    assert list(faults(site, ADDRESS)) == []


def test_the_script_needs_no_package_and_tells_by_its_code(site: Path) -> None:
    for address, code in ((ADDRESS, 0), ("https://reader.example/", 1)):
        done = subprocess.run(
            [sys.executable, "-S", str(SCRIPT), str(site), address], capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stderr
        assert ("must not be published" in done.stderr) == bool(code)


def edit(path: str, old: str, new: str) -> Break:
    def broken(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return broken


def remove(path: str) -> Break:
    return lambda folder: (folder / path).unlink()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (remove("index.html"), "index.html: expected a home page, found none"),
        (remove("assets/base/every-page.css"), "404.html: /shelf/assets/base/every-page.css is no file"),
        (remove("papers/ten-hands/index.html"), "papers/ten-hands/: expected the page of a paper, found none"),
        (remove("api/v1/index.json"), "api/v1/index.json: expected the list of papers, found none (FileNotFoundError"),
        (
            edit("index.html", "</main>", '<a href="topics/#x">x</a></main>'),
            "index.html: topics/#x: there is no such id",
        ),
        (edit("index.html", "</main>", '<img src="no.png"></main>'), "index.html: no.png is no file"),
        (edit("index.html", "</main>", '<a href="/x/">x</a></main>'), "index.html: /x/ leads out of the site"),
        (edit("index.html", "</main>", f'<a href="{ADDRESS}x/">x</a></main>'), f"index.html: {ADDRESS}x/ is no file"),
        (lambda folder: (folder / "about/index.html").write_text(""), "about/index.html: expected a page with a title"),
        (edit("api/v1/index.json", '"papers"', '"x"'), "api/v1/index.json: expected the list of papers"),
        (
            lambda folder: (folder / "api/v1/index.json").write_text(json.dumps({"papers": {"pages": []}})),
            "api/v1/index.json: expected the paper at papers/ten-hands/, found none",
        ),
        (
            edit("papers/hands/index.html", "../ten-hands/", "../nine-hands/"),
            "papers/hands/index.html: ../nine-hands/ is no file",
        ),
    ],
)
def test_what_is_broken_is_found(change: Break, fault: str, site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    subprocess.run(["cp", "-r", str(site), str(copy)], check=True)
    change(copy)

    assert [one for one in faults(copy, ADDRESS) if one.startswith(fault)] != []
