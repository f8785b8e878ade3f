"""The generated Markdown is a site for other engines, too: as many pages, with the same text."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support.project import TOY_PAGES

pytestmark = pytest.mark.site

SETTINGS = """site_name: Other
docs_dir: docs
site_dir: site
markdown_extensions: [attr_list, md_in_html, fenced_code, tables, toc]
"""
BARE = SETTINGS + "theme: {name: null, custom_dir: bare}\nplugins: []\n"
"""Nothing but the content of a page, so that no theme adds words. Zensical has its own theme only."""


class Words(HTMLParser):
    """The text below the elements of one name and class, without white space and links to headings."""

    def __init__(self, tag: str, class_: str) -> None:
        super().__init__()
        self.tag, self.class_ = tag, class_
        self.depth = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == self.tag and (self.depth or self.class_ in (dict(attrs).get("class") or "").split()):
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == self.tag and self.depth > 0

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found.append(data)


def texts(site: Path, tag: str, class_: str) -> dict[str, str]:
    """The text of each page of a site, by its path."""
    found = {}
    for path in site.rglob("*.html"):
        words = Words(tag, class_)
        words.feed(path.read_text(encoding="utf-8"))
        found[path.relative_to(site).as_posix()] = re.sub(r"\s+|¶", "", "".join(words.found))
    found.pop("404.html", None)
    return found


def built(folder: Path, engine: str, settings: str) -> Path:
    """The site that an engine makes of the pages of the toy list. Skips where the engine is not installed."""
    command = Path(sys.executable).with_name(engine)
    if not command.is_file():
        pytest.skip(f"{engine} is not installed")
    shutil.copytree(TOY_PAGES, folder / "docs")
    (folder / "bare").mkdir()
    (folder / "bare/main.html").write_text('<main class="content">{{ page.content }}</main>')
    (folder / "mkdocs.yml").write_text(settings)
    done = subprocess.run(
        [command, "build", "-f", "mkdocs.yml"], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.mark.parametrize(
    ("engine", "settings", "tag", "class_"),
    [("properdocs", BARE, "main", "content"), ("zensical", SETTINGS, "article", "md-content__inner")],
)
def test_other_engines_make_the_same_pages(tmp_path: Path, engine: str, settings: str, tag: str, class_: str) -> None:
    expected = texts(built(tmp_path / "mkdocs", "mkdocs", BARE), "main", "content")

    made = texts(built(tmp_path / engine, engine, settings), tag, class_)

    assert len(made) == len(list(TOY_PAGES.rglob("*.md")))
    assert made == expected
