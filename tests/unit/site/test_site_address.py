"""The address of the site, from MkDocs' configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.site_address import NoAddress, site_address


def test_the_environment_is_asked_as_the_configuration_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text('site_url: !ENV [PAPERSHELF_SITE_URL, "http://localhost:8000"]\n')
    assert site_address(config) == "http://localhost:8000/"
    monkeypatch.setenv("PAPERSHELF_SITE_URL", "https://papers.example.org/shelf/")
    assert site_address(config) == "https://papers.example.org/shelf/"


@pytest.mark.parametrize(
    "text", ["", "site_name: A\n", "site_url: 7\n", "site_url: example.org\n", "- a\n", "a: [\n", "\x00"]
)
def test_a_configuration_without_one_is_refused_in_words(tmp_path: Path, text: str) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(text)
    with pytest.raises(NoAddress, match="mkdocs"):
        site_address(config)
