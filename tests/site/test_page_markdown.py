"""The Markdown of each page beside its HTML, and only where the list wants it."""

from __future__ import annotations

from pathlib import Path

from support.project import Project, differences, files_of


def markdown_of(project: Project) -> dict[str, bytes]:
    return {path: data for path, data in files_of(project.site).items() if path.endswith(".md")}


def test_each_page_has_its_markdown_for_as_long_as_it_is_wanted(toy: Project, tmp_path: Path) -> None:
    toy.build()

    found = markdown_of(toy)
    pages = [path for path in toy.site.rglob("index.html") if "http-equiv" not in path.read_text(encoding="utf-8")]
    addresses = {path.parent.relative_to(toy.site).as_posix() for path in pages}
    assert {path.removesuffix(".md").removesuffix("/index") for path in found} == addresses - {"."} | {"index"}
    assert found["papers/ten-hands.md"] == (toy.folder / "build/pages/papers/ten-hands.md").read_bytes()
    assert found["about/index.md"] == (toy.content / "pages/about/index.md").read_bytes()

    # One that somebody has changed, one that somebody has removed, one whose page is another now.
    (toy.site / "topics/proofs.md").write_text("Mine")
    (toy.site / "papers/ten-hands.md").unlink()
    toy.write("content/papers/ten-hands.yml", "note: Twenty characters of a note, and some more.\n")
    toy.build()
    clean = toy.copy(tmp_path / "clean")
    clean.build()
    assert differences(files_of(toy.site), files_of(clean.site)) == []
    assert b"Twenty characters" in markdown_of(toy)["papers/ten-hands.md"]

    site = toy.folder / "content/site.yml"
    site.write_text(site.read_text() + "markdown: false\n")
    toy.build()
    assert markdown_of(toy) == {}
