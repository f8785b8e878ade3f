"""The files of a theme: the same ones that MkDocs finds, without a look at what is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from generator.site.theme_files import list_unhidden


class Settings:
    """As much of a configuration as a theme's files depend on."""

    def __init__(self, theme: Theme) -> None:
        self.theme, self.site_dir, self.use_directory_urls = theme, "site", True


def copied(theme: Theme) -> list[tuple[str, str]]:
    """Paths of the files that MkDocs copies from a theme, with where they come from."""
    files = Files([])
    files.add_files_from_theme(theme.get_env(), Settings(theme))  # type: ignore[arg-type]
    return [(file.src_uri, str(file.abs_src_path)) for file in files]


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    """Material, with a folder of somebody's own before it."""
    for path in ("a.css", ".hidden.css", "b/c.css", "b/.d.css", ".e/f.css", "g/.h/i.css", "k.html", "assets/x..css"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"{path}", encoding="utf-8")
    return Theme(name="material", custom_dir=str(tmp_path), static_templates=["404.html"])


def test_what_is_copied_is_what_mkdocs_copies(theme: Theme) -> None:
    expected = copied(theme)
    list_unhidden(theme)

    assert copied(theme) == expected
    assert {"a.css", "b/c.css", "assets/x..css"} <= {path for path, _ in expected}


def test_what_is_hidden_is_not_listed_but_found_by_its_name(theme: Theme) -> None:
    list_unhidden(theme)
    environment = theme.get_env()

    assert not [name for name in environment.list_templates() if "/." in f"/{name}"]
    assert environment.get_template(".e/f.css").render() == ".e/f.css"
    assert environment.get_template(".icons/material/account.svg").render().startswith("<svg")
