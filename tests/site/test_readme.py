"""README.md and CONTRIBUTING.md are true: the commands, the paths and the sample error that they show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from support.project import ROOT, Project

from generator.cli import main
from generator.site.manifest import SITE_MARKER

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TEXTS = {"README.md": README, "CONTRIBUTING.md": CONTRIBUTING}
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def code(text: str) -> list[str]:
    """Everything formatted as code: in backticks, or on an indented line."""
    indented = re.findall(r"^ {4,}(\S.*)$", text, re.M)
    return [*indented, *re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)]


def commands(program: str) -> list[tuple[str, str]]:
    """The file that shows it, and the arguments, for each command of a program in the code."""
    return [
        (file, match[1].partition("  ")[0].strip())
        for file, text in TEXTS.items()
        for piece in code(text)
        if (match := re.match(rf"(?:\S*/)?{program}\b(.*)", piece))
    ]


# --- make ------------------------------------------------------------------------------------


def targets() -> set[str]:
    """The targets that a person can run."""
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.M)
    assert phony is not None
    return set(phony[1].split())


def test_every_make_target_that_is_named_exists() -> None:
    named = {arguments for _, arguments in commands("make")}

    assert {"serve", "test", "build", "check"} <= named
    # Variables such as PORT=8001 follow.
    assert {arguments.partition(" ")[0] for arguments in named} - targets() == set()


def test_every_target_has_a_rule_and_is_explained() -> None:
    explained = set(re.findall(r"^([a-z-]+):[^\n]* ## \S", MAKEFILE, re.M))

    assert targets() == explained


@pytest.mark.parametrize("target", sorted(targets()))
def test_make_knows_what_to_do_for_each_target(target: str) -> None:
    planned = make(ROOT, "--dry-run", target)

    assert (planned.returncode, planned.stderr) == (0, "")


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in a folder. Settings of the make that runs these tests do not reach it."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")
    }
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_make_clean_removes_only_what_was_made(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("site/by-hand", "build/by-hand", "build/pages/a.md", "build/search/1", "build/cache.sqlite"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    before = sorted(tmp_path.rglob("*"))
    for made, other in (("site", "build/pages"), ("build/pages", "site")):
        (tmp_path / other / SITE_MARKER).unlink(missing_ok=True)
        (tmp_path / made / SITE_MARKER).write_text("")
        refused = make(tmp_path, "clean")
        assert (refused.returncode, refused.stderr.partition(" and ")[0]) == (2, f"{other} is not empty")
        (tmp_path / made / SITE_MARKER).unlink()
        assert sorted(tmp_path.rglob("*")) == before
    for made in ("site", "build/pages"):
        (tmp_path / made / SITE_MARKER).write_text("")
    assert make(tmp_path, "clean").returncode == 0
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["Makefile", "build", "by-hand"]


def test_a_folder_in_the_place_of_the_environment_outlives_a_python_without_venv(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "envs").mkdir()
    (tmp_path / "envs/precious").write_text("")
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\n[ "$1" = -c ] || { mkdir -p "$3/bin"; exit 1; }\n')
    python.chmod(0o755)
    for name, is_kept in (("envs", True), ("new", False)):
        failed = make(tmp_path, "install", f"PYTHON={python}", f"VENV={name}")
        assert "Python lacks venv" in failed.stderr
        assert (tmp_path / name).exists() == is_kept
    assert (tmp_path / "envs/precious").exists()


# --- the command line ------------------------------------------------------------------------


def test_every_papershelf_command_that_is_named_exists() -> None:
    assert isinstance(main, click.Group)
    named = [arguments for _, arguments in commands("papershelf")]

    options = {option for parameter in main.params for option in parameter.opts}
    for arguments in named:
        words = arguments.split()
        while words and words[0].startswith("-"):
            assert words[0] in options, arguments
            # An option is followed by its value, in capitals.
            assert words[1].isupper(), arguments
            del words[:2]
        assert words[0] in main.list_commands(click.Context(main)), arguments
    assert len(named) >= 2


def leaves(group: click.Group, prefix: str = "") -> Iterator[str]:
    """The full names of all commands that are not groups: ``new paper``, not ``new``."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}"


def test_every_papershelf_command_is_documented() -> None:
    assert isinstance(main, click.Group)
    named = [arguments for _, arguments in commands("papershelf")]
    by_make = re.findall(r"^\t\$\(BIN\)/papershelf (.+)$", MAKEFILE, re.M)

    unknown = [
        leaf
        for leaf in leaves(main)
        if not any(f"{arguments} ".startswith(f"{leaf} ") for arguments in named + by_make)
    ]
    assert unknown == []


def test_every_mkdocs_command_that_is_named_exists(toy: Project) -> None:
    named = {arguments for _, arguments in commands("mkdocs")}

    assert named >= {"serve", "build --strict"}
    for arguments in named:
        shown = toy.run("-m", "mkdocs", *arguments.split(), "--help")
        assert shown.returncode == 0, shown.stderr


# --- paths -----------------------------------------------------------------------------------


def paths() -> list[tuple[str, str]]:
    """Each path that a file names, with the name of the file."""
    in_code = [(file, piece) for file, text in TEXTS.items() for piece in code(text)]
    named = [(file, piece) for file, piece in in_code if re.fullmatch(r"[\w.-]+(?:/[\w.-]*)+|[\w-]+\.py", piece)]
    linked = [(file, link) for file, text in TEXTS.items() for link in re.findall(r"\[[^\]]+\]\(([^)#:]+)\)", text)]
    return sorted({*named, *linked})


def test_paths_are_found() -> None:
    assert {path for _, path in paths()} >= {"generator/model/", "content/digests/", "LICENSE"}


@pytest.mark.parametrize(("file", "path"), paths())
def test_every_path_that_is_named_exists(file: str, path: str) -> None:
    # A name in capitals is a placeholder; files made by tools need not exist yet.
    place = ROOT / re.sub(r"[A-Z]{3,}\.\w+$", "", path)
    is_made = f"/{path.partition('/')[0]}/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    is_beside_others = "/" not in path and any((ROOT / "generator").rglob(path))

    assert place.exists() or is_made or is_beside_others, f"{file} names {path}"


# --- the examples ----------------------------------------------------------------------------


def test_the_error_that_is_shown_is_what_a_check_prints(toy: Project) -> None:
    (shown,) = re.findall(r"^\s+(content/papers/.+)$", README, re.M)
    path, line, column, *_ = shown.split(":")
    assert (line, column) == ("4", "9")
    toy.write(
        path, "note: A note of three lines,\n  so that the mistake is on\n  the line that is shown.\nstatus: readed\n"
    )

    checked = toy.run("-m", "generator", "check")

    assert checked.returncode == 1
    assert f"error: {shown}\n" in checked.stderr


def test_the_curated_file_that_is_shown_is_valid(toy: Project) -> None:
    (shown,) = re.findall(r"^```yaml\n(.+?)^```$", README, re.M | re.S)
    toy.write("content/papers/ten-hands.yml", shown)

    checked = toy.run("-m", "generator", "check")

    assert checked.returncode == 0, checked.stderr
    built = toy.build()
    assert built.result.warnings == 0
    assert "Why it is worth reading" in (toy.site / "index.html").read_text(encoding="utf-8")


def test_an_installation_that_was_killed_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python").symlink_to(sys.executable)  # made first, before the folder has pip

    planned = subprocess.run(
        ["make", "--dry-run", "install", f"VENV={tmp_path}"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert f"-m venv {tmp_path}" in planned.stdout
