"""The page about forms lists them all, and its way from a list to a site is a transcript."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.builders import REPOSITORY

from generator.cli import main
from generator.digests.scrape_form import ScrapeForm

PAGE = (REPOSITORY / "content/pages/about/forms.md").read_text(encoding="utf-8")
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def test_the_table_has_each_form_once() -> None:
    assert sorted(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.M)) == sorted(ScrapeForm)


@pytest.mark.parametrize(
    "name", ["BibTeX", "RIS", "CSL-JSON", "CSV", "EndNote", "RSS", "Atom", "bookmarks", "forms.md"]
)
def test_the_readme_names_what_people_have(name: str) -> None:
    assert name in README


def blocks() -> Iterator[tuple[str | None, str]]:
    """The blocks of the page: a file with its name, or commands with their answers."""
    for match in re.finditer(r"(?:^`(\S+)`\n\n)?^```\w+\n(.*?)^```$", PAGE, re.M | re.S):
        yield match[1], match[2]


def expected(answer: Iterable[str]) -> re.Pattern[str]:
    """An answer in which ``…`` stands for anything, over lines where it is a line of its own."""
    lines = [r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in answer]
    return re.compile("".join(lines))


def test_the_way_from_a_list_to_a_site_is_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)
    ran = 0
    for name, text in blocks():
        if name:
            Path(name).write_text(text, encoding="utf-8")
            continue
        for step in re.split(r"^\$ ", text, flags=re.M)[1:]:
            command, *answer = step.rstrip("\n").split("\n")
            result = CliRunner().invoke(main, shlex.split(command)[1:])
            assert result.exit_code == 0, result.output
            assert expected(answer).fullmatch(result.output), f"{command} says\n{result.output}"
            ran += 1
    assert ran == 5
