"""What reaches a terminal: nothing that commands it, hides or turns words around."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.builders import SHAPLEY_ABSTRACT, SITE, page, write_tree

from generator.cli import main
from generator.cli.screen import written_out
from generator.text.invisible import find_invisible

HOSTILE = "\x1b]0;title\x07\x1b[2J \x9b31m \u202edesrever\u202c \u2066x\u2069 zero\u200bwidth \U000e0041\x85 \u2028 x"


def test_what_controls_a_terminal_is_written_out() -> None:
    assert written_out("a\x9bb\x1b[2J\u202e\U000e0041\r") == "a\\u009bb\\u001b[2J\\u202e\\udb40\\udc41\\u000d"
    assert written_out("\x1b[31merror: \x1b[0mx\n\ty") == "\x1b[31merror: \x1b[0mx\n\ty"
    assert written_out("می\u200cخواهم é 👨\u200d👩\u200d👧") == "می\u200cخواهم é 👨\u200d👩\u200d👧"


def test_json_stays_valid_and_means_the_same() -> None:
    assert json.loads(written_out(json.dumps({"title": HOSTILE}, ensure_ascii=False, indent=2)))["title"] == HOSTILE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list in a folder of an evil name, with a scrape and notes that try everything."""
    monkeypatch.chdir(tmp_path)
    title = f"A Paper {HOSTILE.replace(chr(0x2028), '').replace(chr(0x85), '')} on Shelves"
    digest = page("Daily Papers", "Jan 1", title, SHAPLEY_ABSTRACT)
    files = {"site.yml": SITE, "digests/2025-01-01.txt": digest, "pages/a\x9b31m\u202eb.md": "# A page\n"}
    root = tmp_path / "li\u202est\x9b2J"
    write_tree(root, files)
    return next(root.rglob("site.yml")).parent


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--format", "github"],
        ["check", "--format", "json"],
        ["suggest"],
        ["suggest", "--format", "json"],
        ["why", "2025-01-01\x9b31m\u202e"],
        ["why", "a-paper"],
        ["permalinks", "--write"],
        ["diff", "no\x9b31m\u202esuch"],
        ["explain", "C\x9b31m\u202e"],
        ["add", "no\x9b31m\u202esuch"],
        ["new", "topic", "A \x9b31m\u202etopic"],
        ["no\x9b31m\u202esuch"],
        ["freshness"],
    ],
    ids=lambda arguments: " ".join(map(ascii, arguments)),
)
def test_no_command_prints_what_controls_a_terminal(folder: Path, arguments: list[str]) -> None:
    result = CliRunner().invoke(main, ["--content", str(folder), *arguments], color=True)

    text = result.output.replace("\x1b[0m", "")
    for colour in ("\x1b[31m", "\x1b[33m", "\x1b[34m"):
        text = text.replace(colour, "")
    assert isinstance(result.exception, SystemExit | None)
    assert text
    assert [ascii(char) for char in text if not char.isprintable() and char not in "\n\t"] == []
    assert not find_invisible(text)
