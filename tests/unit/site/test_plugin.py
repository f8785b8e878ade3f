"""What the plugin does with MkDocs' configuration: where pages are edited, and where a preview is served."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from support.builders import REPOSITORY, write_tree

from generator.site.plugin import PapershelfPlugin

ADDRESS = "https://example.org/list"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with our configuration and two lists."""
    made = tmp_path / "list"
    for name in ("content", "lists/sound"):
        write_tree(made / name, {})
    shutil.copy(REPOSITORY / "mkdocs.yml", made)
    (made / "overrides").symlink_to(REPOSITORY / "overrides")
    monkeypatch.chdir(made)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)
    monkeypatch.setenv("PAPERSHELF_REPO_URL", ADDRESS)
    return made


def configured(content: Path | None = None, **options: str) -> MkDocsConfig:
    """The configuration after the plugin saw it."""
    config = load_config("mkdocs.yml", **options)
    plugin = config.plugins["papershelf"]
    assert isinstance(plugin, PapershelfPlugin)
    plugin.content = content
    try:
        return plugin.on_config(config)
    finally:
        plugin.on_shutdown()


def test_pages_of_the_shipped_list_are_edited_where_the_configuration_says(folder: Path) -> None:
    assert configured().edit_uri == "edit/main/content/pages/"


def test_pages_of_another_list_are_edited_in_its_own_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert configured(folder / "lists/sound").edit_uri == "edit/main/lists/sound/pages/"
    monkeypatch.setenv("PAPERSHELF_CONTENT", "lists/sound")
    assert configured().edit_uri == "edit/main/lists/sound/pages/"


def test_pages_of_a_list_outside_the_repository_are_edited_nowhere(folder: Path, tmp_path: Path) -> None:
    outside = write_tree(tmp_path / "outside", {})
    assert configured(outside).edit_uri is None


def test_a_list_without_a_repository_has_no_address_to_edit_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERSHELF_REPO_URL", "")
    config = configured()
    assert not config.repo_url
    assert config.edit_uri is None


def test_a_preview_on_a_busy_port_says_how_to_choose_another(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        config = load_config("mkdocs.yml", dev_addr=f"127.0.0.1:{port}")
        plugin = config.plugins["papershelf"]
        assert isinstance(plugin, PapershelfPlugin)
        plugin.on_startup(command="serve", dirty=False)
        with pytest.raises(PluginError, match=rf"127\.0\.0\.1:{port}: .*make serve PORT={port + 1}"):
            plugin.on_config(config)


def test_make_serve_takes_a_port_and_says_what_takes_long() -> None:
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", "serve", "PORT=8123"],
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    said = done.stdout
    assert "mkdocs serve --dev-addr 127.0.0.1:8123" in said
    assert said.index("Installing what Papershelf needs") < said.index("pip install")
