"""Pages and files written by hand: beside those that the site makes, and rendered again when others change."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from support.project import PAPERSHELF, Project, differences, files_of

pytestmark = pytest.mark.site

COLLISION = "expected a name that the site does not use itself"
IN_THE_WAY = "expected a name that is in the way of no other"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("404.html", COLLISION),
        ("sitemap.xml", COLLISION),
        ("sitemap.xml.gz", COLLISION),
        ("api/v1/index.json", COLLISION),
        ("trends/areas.csv", COLLISION),
        ("search-index/root.json", COLLISION),
        ("index.html", COLLISION),
        ("years/index.md", COLLISION),
        ("assets/base/every-page.css", COLLISION),
        ("papers", IN_THE_WAY),
        ("api", COLLISION),
        ("years/index.html", COLLISION),
        ("topics.md", COLLISION),
        ("README.md", COLLISION),
        ("about/index.html/a.svg", IN_THE_WAY),
        ("years/index.html/a.svg", IN_THE_WAY),
        ("404.html/a.svg", IN_THE_WAY),
    ],
)
def test_a_file_with_a_name_of_the_site_is_reported_and_gone_without_a_trace(
    toy: Project, toy_site: Path, caplog: pytest.LogCaptureFixture, name: str, said: str
) -> None:
    toy.write(f"content/pages/{name}", "# Mine\n")

    built = toy.build()

    assert built.result.warnings == 1
    assert f"{name}: {said}" in caplog.text
    toy.remove(f"content/pages/{name}")
    assert toy.build().result.warnings == 0
    assert differences(files_of(toy.site), files_of(toy_site)) == []


def test_scripts_and_source_maps_of_a_list_are_kept(toy: Project) -> None:
    for name in ("assets/javascripts/mine.js", "about/mine.js.map"):
        toy.write(f"content/pages/{name}", "{}")
    toy.build()
    assert {"assets/javascripts/mine.js", "about/mine.js.map"} <= files_of(toy.site).keys()


def test_a_link_to_a_part_that_is_gone_is_reported_as_in_a_clean_build(toy: Project) -> None:
    toy.write("content/pages/about/parts.md", "[Why](questions.md#why), [one](../topics/index.md#nowhere)\n")
    toy.write("content/pages/about/questions.md", "# Questions\n\n## Why\n\nBecause.\n")
    first = toy.build().result.warnings
    toy.edit("content/pages/about/parts.md", "#nowhere", "")
    assert (first, toy.build().result.warnings) == (1, 0)
    toy.edit("content/pages/about/questions.md", "## Why", "## Wherefore")
    assert toy.build().result.warnings == 1


def test_a_page_in_a_linked_folder_is_followed(toy: Project, tmp_path: Path) -> None:
    toy.write("shared/notes.md", "# Before\n")
    (toy.content / "pages/shared").symlink_to(toy.folder / "shared")
    toy.build()
    toy.write("shared/notes.md", "# After\n")
    os.utime(toy.folder / "shared/notes.md", (1, 1))

    toy.build()

    assert "After" in (toy.site / "shared/notes/index.html").read_text(encoding="utf-8")


def test_settings_that_a_variable_or_a_hook_gives_render_every_page_again(
    toy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.write("hook.py", "def on_page_content(html, **kwargs):\n    return html + '<i>one</i>'\n")
    text = toy.config.read_text(encoding="utf-8")
    toy.config.write_text(text + "\nhooks: [hook.py]\nextra: {mark: !ENV [MARK, none]}\n", encoding="utf-8")
    toy.build()
    monkeypatch.setenv("MARK", "some")
    assert toy.build().result.is_clean
    assert not toy.build().result.is_clean
    toy.edit("hook.py", "one", "two")
    assert toy.build().result.is_clean


@pytest.mark.parametrize(
    ("before", "after"), [("a.md", "a"), ("a", "a.md"), ("a.txt/b", "a.txt"), ("a.txt", "a.txt/b")]
)
def test_a_file_takes_the_place_of_a_folder(toy: Project, tmp_path: Path, before: str, after: str) -> None:
    toy.write(f"content/pages/{before}", "# Before\n")
    toy.build()
    toy.remove(f"content/pages/{before}")
    if "/" in before:
        (toy.content / "pages" / before).parent.rmdir()
    toy.write(f"content/pages/{after}", "# After\n")

    toy.build()

    clean = toy.copy(tmp_path / "clean")
    clean.build()
    assert differences(files_of(toy.site), files_of(clean.site)) == []


def test_a_template_in_a_linked_folder_is_followed(toy: Project) -> None:
    toy.write("parts/mark.html", "<i>one</i>")
    (toy.folder / "overrides/own").symlink_to(toy.folder / "parts")
    (toy.folder / "parts/back").symlink_to(toy.folder / "overrides")
    toy.edit("overrides/partials/footer.html", "<footer", "{% include 'own/mark.html' %}<footer")
    toy.build()
    toy.edit("parts/mark.html", "one", "two")

    toy.build()

    assert "<i>two</i>" in (toy.site / "index.html").read_text(encoding="utf-8")


def test_a_list_without_pages_written_by_hand_is_built_and_links_to_none(toy: Project) -> None:
    toy.remove("content/pages/about/index.md")
    assert "How this list is made" not in home(toy)
    shutil.rmtree(toy.content / "pages")
    assert "How this list is made" not in home(toy)


def home(project: Project) -> str:
    """The first page, of a build without problems."""
    built = project.run(PAPERSHELF, "build")
    assert built.returncode == 0, built.stderr
    return (project.site / "index.html").read_text(encoding="utf-8")
