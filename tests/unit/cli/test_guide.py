"""The curator's guide is a transcript: its files are written, its commands run, its answers compared."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from support.builders import REPOSITORY

from generator.cli import main

GUIDE = REPOSITORY / "content/pages/about/curating.md"
DIGESTS = ("2025-03-17.txt", "2025-10-31.txt")
"""Those that were there when the guide was written; what comes later does not change what it shows."""
_FILE = re.compile(r"^`(content/\S+)`$")


@dataclass(frozen=True, slots=True)
class Step:
    """A block of the guide: a file to write, or a command with its answer."""

    line: int
    file: str | None
    text: str


def steps(text: str) -> Iterator[Step]:
    """The blocks of a guide. A file is named by the paragraph above its block."""
    named = None
    lines = iter(enumerate(text.split("\n"), start=1))
    for number, line in lines:
        if found := _FILE.match(line):
            named = found[1]
        elif line.startswith("```"):
            block = []
            for _, inner in lines:
                if inner == "```":
                    break
                block.append(inner)
            is_file = line == "```yaml"
            assert is_file == (named is not None), f"{number}: a file that is not named, or a name without a file"
            yield Step(number, named, "\n".join(block) + "\n")
            named = None


def expected(answer: str) -> re.Pattern[str]:
    """An answer in which ``…`` stands for anything, over lines where it is a line of its own."""
    lines = [
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in answer.split("\n")
    ]
    return re.compile("".join(lines))


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped content as it was published, in git, without what the guide's curator adds."""
    content = tmp_path / "content"
    shutil.copytree(REPOSITORY / "content", content)
    for path in content.glob("digests/*"):
        if path.name not in DIGESTS:
            path.unlink()
    for step in steps(GUIDE.read_text(encoding="utf-8")):
        if step.file:
            (tmp_path / step.file).unlink(missing_ok=True)
    # Pages of digests that were left out here were published, too.
    (content / "permalinks.txt").unlink()
    monkeypatch.chdir(tmp_path)
    for command in (
        "git init --quiet --initial-branch main",
        "git add .",
        "git -c user.name=A -c user.email=a@example.org commit --quiet --message Published",
    ):
        subprocess.run(shlex.split(command), cwd=tmp_path, check=True)
    return tmp_path


def test_the_guide_says_what_happens(clone: Path) -> None:
    ran = 0
    for step in steps(GUIDE.read_text(encoding="utf-8")):
        if step.file:
            file = clone / step.file
            file.parent.mkdir(exist_ok=True)
            file.write_text(step.text, encoding="utf-8")
            continue
        command, _, answer = step.text.rstrip("\n").partition("\n")
        assert command.startswith("$ papershelf ")
        said = CliRunner().invoke(main, shlex.split(command)[2:]).output
        assert expected(answer).fullmatch(said), f"curating.md:{step.line}: {command} says\n{said}"
        ran += 1

    assert ran >= 4


def test_the_commands_that_the_guide_names_exist() -> None:
    named = set(re.findall(r"papershelf (\w+)", GUIDE.read_text(encoding="utf-8")))

    assert {"check", "diff", "new", "why"} <= named <= set(main.list_commands(click.Context(main)))


@pytest.mark.parametrize(
    ("answer", "said", "is_it"),
    [
        ("a\n…\nb", "a\nb\n", True),
        ("a\n…\nb", "a\nx\ny\nb\n", True),
        ("a …", "a b c\n", True),
        ("a", "a\nb\n", False),
        ("a …\nb", "a x\nc\nb\n", False),
    ],
)
def test_an_answer_is_compared_but_for_what_it_leaves_out(answer: str, said: str, is_it: bool) -> None:
    assert bool(expected(answer).fullmatch(said)) == is_it
