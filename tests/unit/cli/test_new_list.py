"""The start of a list: sound, empty, and never in place of another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.content.read import read_content
from generator.curation.json_schema import schemas


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def files(folder: str = "content") -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


def test_a_new_list_is_sound_and_holds_no_paper() -> None:
    result = run("new", "list", "Proofs by machine")

    assert result.exit_code == 0, result.output
    assert files() == sorted([*schemas(), "pages/about/index.md", "site.yml"])
    shelf = read_content(Path("content"))
    assert shelf.problems == ()
    assert (shelf.catalogue.site.title, shelf.catalogue.papers) == ("Proofs by machine", ())
    assert [(area.slug, area.title) for area in shelf.catalogue.site.areas] == [
        ("proofs-by-machine", "Proofs by machine")
    ]
    assert shelf.catalogue.site.description == "A reading list of research papers: Proofs by machine."


def test_its_description_is_the_one_that_is_said() -> None:
    run("new", "list", "Proofs", "--description", "Papers on machines that prove theorems.")

    assert read_content(Path("content")).catalogue.site.description == "Papers on machines that prove theorems."


@pytest.mark.parametrize("title", ['#1: {proofs} & "more"', "数学の証明", "no", "1.10", "[x] - y", "!!!"])
def test_any_title_is_kept_as_it_is(title: str) -> None:
    assert run("new", "list", title).exit_code == 0
    shelf = read_content(Path("content"))
    assert shelf.problems == ()
    assert shelf.catalogue.site.title == title


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("x" * 61,), "title"), (("",), "title"), (("Proofs", "--description", "Short"), "description")],
)
def test_what_a_check_would_refuse_is_refused_at_once(arguments: tuple[str, ...], words: str) -> None:
    result = run("new", "list", *arguments)

    assert result.exit_code == 2
    assert words in result.stderr
    assert not Path("content").exists()


def test_a_folder_that_holds_something_is_left_alone() -> None:
    Path("content/papers").mkdir(parents=True)
    Path("content/papers/mine.yml").write_text("featured: true\n")
    result = run("new", "list", "Proofs")

    assert result.exit_code == 2
    assert "expected an empty folder, found 1 file in content" in result.stderr
    assert files() == ["papers/mine.yml"]


def test_an_empty_folder_and_hidden_files_do_not_count() -> None:
    Path("content").mkdir()
    Path("content/.DS_Store").touch()

    assert run("new", "list", "Proofs").exit_code == 0


def test_another_folder_can_be_named() -> None:
    assert run("--content", "lists/proofs", "new", "list", "Proofs").exit_code == 0
    assert run("--content", "lists/proofs", "check").exit_code == 0


@pytest.mark.parametrize("command", [("check",), ("new", "topic", "Proofs"), ("add", "-")])
def test_other_commands_say_how_a_folder_is_made(command: tuple[str, ...]) -> None:
    result = run(*command)

    assert result.exit_code == 2
    assert "papershelf new list TITLE" in result.stderr


def test_its_first_lines_name_schemas_that_are_there() -> None:
    run("new", "list", "Proofs")
    first = Path("content/site.yml").read_text(encoding="utf-8").splitlines()[0]
    schema = Path("content", first.partition("$schema=")[2])

    assert json.loads(schema.read_text(encoding="utf-8"))["title"] == "Papershelf site"
