"""Starting files: valid as they are, changing nothing, never in place of another."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result
from support.builders import CONTENT, PRIVACY_SLUG, SHAPLEY, SHAPLEY_SLUG, paper, write_tree

from generator.cli import main
from generator.content.file_templates import paper_start, paper_template
from generator.content.read import ContentResult, read_content
from generator.curation.value_problems import PLACEHOLDER_TEXT
from generator.curator.changes.change import Changes
from generator.curator.changes.compare import compare
from generator.model.paper import Paper
from generator.model.problem import Problem, Severity, errors
from generator.model.text import Span, Text


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)
    write_tree(Path("content"), {})


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def mistakes(shelf: ContentResult) -> list[Problem]:
    """All but notices, because a new topic may find nothing yet, and what only a curator can write."""
    problems = [problem for problem in shelf.problems if problem.severity is not Severity.NOTICE]
    return [problem for problem in problems if problem.kind is not PLACEHOLDER_TEXT]


# --- paper -----------------------------------------------------------------------------------


def test_the_file_of_a_paper_is_sound_and_changes_nothing() -> None:
    before = read_content(Path("content"))
    result = run("new", "paper", SHAPLEY)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [f"wrote content/papers/{SHAPLEY_SLUG}.yml", f"for {SHAPLEY}"]
    after = read_content(Path("content"))
    assert mistakes(after) == []
    assert compare(before, after) == Changes()


def test_a_new_topic_is_in_order_once_its_scope_is_written() -> None:
    run("new", "topic", "Sound")
    path = Path("content/topics/sound.yml")
    (problem,) = (problem for problem in read_content(Path("content")).problems if problem.severity is Severity.ERROR)
    assert (problem.place.file, problem.field, problem.kind) == ("topics/sound.yml", "scope", PLACEHOLDER_TEXT)
    text = path.read_text()
    path.write_text(re.sub(r"scope: .*", "scope: Whatever listens to sounds.", text))
    assert errors(read_content(Path("content")).problems) == []


def test_the_file_names_its_schema_and_its_paper() -> None:
    run("new", "paper", SHAPLEY_SLUG)
    first, second, *_ = Path(f"content/papers/{SHAPLEY_SLUG}.yml").read_text(encoding="utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=../schema/paper.json"
    assert second == f"# {SHAPLEY}"


def test_everything_it_shows_is_sound_once_it_is_taken_from_the_comments() -> None:
    run("new", "paper", SHAPLEY_SLUG)
    file = Path(f"content/papers/{SHAPLEY_SLUG}.yml")
    shown = re.sub(
        r"^# (?=(?:note|status|topics|corrections|links):|  )", "", file.read_text(encoding="utf-8"), flags=re.M
    )
    file.write_text(
        shown.replace("file-name-of-a-topic", "private-data").replace("remove: [private-data]", ""), encoding="utf-8"
    )
    shelf = read_content(Path("content"))
    assert mistakes(shelf) == []
    made = shelf.catalogue.by_slug[SHAPLEY_SLUG]
    assert made.note
    assert made.status
    assert made.title.plain == SHAPLEY
    assert "https://example.org/" in [link.url for link in made.links]


@pytest.mark.parametrize("name", ["data shapley equitable", f"https://example.org/papers/{SHAPLEY_SLUG}/"])
def test_a_paper_is_found_by_other_names(name: str) -> None:
    assert run("new", "paper", name).exit_code == 0
    assert Path(f"content/papers/{SHAPLEY_SLUG}.yml").is_file()


def test_a_paper_that_is_not_in_the_list_is_refused_with_a_hint() -> None:
    result = run("new", "paper", "of-d")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Did you mean {SHAPLEY_SLUG} or {PRIVACY_SLUG}?" in result.stderr
    assert not Path("content/papers").exists()


def test_an_existing_file_is_never_touched() -> None:
    write_tree(Path("content"), {f"papers/{SHAPLEY_SLUG}.yml": "featured: true\n"})
    result = run("new", "paper", SHAPLEY_SLUG)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "already exists; edit it instead. Nothing was written." in result.stderr
    assert Path(f"content/papers/{SHAPLEY_SLUG}.yml").read_text(encoding="utf-8") == "featured: true\n"


STARTS = pytest.mark.parametrize("start", [paper_template, paper_start])


@STARTS
@pytest.mark.parametrize("title", ["a\u2028b: c\x85d # e", "{[}: *&!|>%@`'\"", "\u200bx\ufeff\x7f", "a\rb\tc"])
def test_no_title_can_break_out_of_its_comment(title: str, start: Callable[[Paper], str]) -> None:
    text = start(paper(title))
    write_tree(Path("content"), {f"papers/{SHAPLEY_SLUG}.yml": text})
    assert mistakes(read_content(Path("content"))) == []
    assert paper("x").title == Text((Span("x"),))


@STARTS
def test_every_paper_of_the_shipped_list_can_be_started(start: Callable[[Paper], str]) -> None:
    shutil.copytree(CONTENT, "real")
    shutil.rmtree("real/papers")
    Path("real/papers").mkdir()
    before = read_content(Path("real"))
    assert len(before.catalogue.papers) > 100
    for one in before.catalogue.papers:
        Path(f"real/papers/{one.slug}.yml").write_text(start(one), encoding="utf-8")
    after = read_content(Path("real"))
    assert after.problems == before.problems
    assert compare(before, after) == Changes()


# --- topic -----------------------------------------------------------------------------------


def test_the_file_of_a_topic_is_sound_and_finds_the_words_of_its_title() -> None:
    result = run("new", "topic", "Differential Privacy", "--area", "vision")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "wrote content/topics/differential-privacy.yml",
        "Its rule matches 1 paper so far.",
    ]
    shelf = read_content(Path("content"))
    assert mistakes(shelf) == []
    topic = shelf.catalogue.topic["differential-privacy"]
    assert (topic.title, topic.area.value) == ("Differential Privacy", "vision")
    text = Path("content/topics/differential-privacy.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schema/topic.json\n")
    assert "# One of: theory, vision.\n" in text


@pytest.mark.parametrize(
    "title", ['Data: who\'s "who"?', "- x: [y] #z", "Größe & Maß", "3D scenes", "C++ code", "*any* @all", "yes or no"]
)
def test_any_title_makes_a_sound_file(title: str) -> None:
    result = run("new", "topic", "--", title)
    assert result.exit_code == 0, result.stderr
    shelf = read_content(Path("content"))
    assert mistakes(shelf) == []
    assert title in [topic.title for topic in shelf.catalogue.topics]


def test_the_first_area_and_another_name_are_taken() -> None:
    assert run("new", "topic", "Privacy", "--name", "secrets").exit_code == 0
    topic = read_content(Path("content")).catalogue.topic["secrets"]
    assert (topic.title, topic.area.value) == ("Privacy", "theory")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["xy"], "expected a title of 3 to 60 printable characters, found 2"),
        (["x" * 61], "printable characters, found 61"),
        (["a\x1bbc"], "printable characters, found 4"),
        (["C++"], "Cannot make a file name from 'C++'"),
        (["!!!"], "Cannot make a file name from '!!!'; choose one with --name."),
        (["Unsorted"], "Cannot make a file name from 'Unsorted'"),
        (["private DATA"], "A topic with this title already exists: content/topics/private-data.yml"),
        (["Other", "--name", "private-data"], "content/topics/private-data.yml already exists; edit it instead."),
        (["Other", "--area", "visoin"], "expected the slug of an area, found 'visoin'; the areas are theory, vision"),
        ([], "Missing argument 'TITLE'."),
    ],
)
def test_a_topic_that_cannot_be_is_refused(arguments: list[str], said: str) -> None:
    before = sorted(Path("content").rglob("*"))
    result = run("new", "topic", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())
    assert sorted(Path("content").rglob("*")) == before


def test_without_areas_there_can_be_no_topic() -> None:
    Path("content/site.yml").unlink()
    result = run("new", "topic", "Anything")
    assert result.exit_code == 2
    assert "A topic needs an area, and site.yml has none" in result.stderr


def test_the_longest_titles_fit_into_a_link() -> None:
    for title in ("漢" * 400, "🔥 " * 200):
        assert len(quote(paper_start(paper(title)))) < 2000, title


def test_each_line_of_the_start_of_a_paper_can_be_used() -> None:
    text = paper_start(paper("A title"))
    used = "".join(re.sub("^# (?=(note|status|corrections):)", "", line) for line in text.splitlines(keepends=True))
    write_tree(Path("content"), {f"papers/{SHAPLEY_SLUG}.yml": used})
    assert mistakes(read_content(Path("content"))) == []
