"""The command that suggests what curators may want to review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from support.builders import page, write_tree
from support.weak_list import BLOCKS, WEAK_LIST

from generator.cli import main
from generator.content.read import read_content
from generator.model.problem import Severity, errors


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)
    return write_tree(Path("content"), WEAK_LIST)


def suggest(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["suggest", *arguments])


def test_the_text_says_what_to_write(content: Path) -> None:
    result = suggest()
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "Papers with weak topic matches (2)\n\n  Thompson Sampling after a Century at papers/"
    )
    assert "    - “Thompson Sampling” in the title; also in 2 other papers\n" in result.stdout
    assert (
        "    - has only bandits, because of “bandit” in the abstract, which occurs once"
        " (content/topics/bandits.yml:5)\n" in result.stdout
    )
    assert "    write content/papers/what-a-tram-costs.yml:\n" in result.stdout
    assert "\nTitles that look alike (0)\n\nUnsorted papers, by month\n" in result.stdout


def test_json_says_the_same_and_every_yaml_is_sound(content: Path) -> None:
    data = json.loads(suggest("--format", "json").stdout)
    assert data["in_all"] == 2
    for one in data["papers"]:
        assert not one["exists"]
        if not one["yaml"].startswith("#"):
            Path(one["file"]).parent.mkdir(exist_ok=True)
            Path(one["file"]).write_text(one["yaml"], encoding="utf-8")
    # That the rules give a topic anyway is worth a notice.
    found = [one for one in read_content(content).problems if one.severity is not Severity.NOTICE]
    assert not [problem for problem in found if problem.place.file.startswith("papers/")]
    (weak,) = [one for one in data["papers"] if one["papers"] == ["what-a-tram-costs"]]
    assert yaml.safe_load(weak["yaml"]) == {"topics": {"add": ["bandits"]}}


def test_no_more_are_described_than_asked_for(content: Path) -> None:
    result = suggest("--most", "1")
    assert "tram" not in result.stdout
    assert "  and 1 more; see --most\n" in result.stdout


def test_an_existing_file_is_added_to(content: Path) -> None:
    (content / "papers").mkdir()
    (content / "papers/what-a-tram-costs.yml").write_text("featured: true\n", encoding="utf-8")
    assert "    add to content/papers/what-a-tram-costs.yml:\n" in suggest().stdout


def test_an_empty_list_has_nothing_to_suggest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_tree(Path("content"), {"digests/2025-01-01.txt": None})
    result = suggest()
    assert result.exit_code == 0
    assert result.stdout == "Papers with weak topic matches (0)\n\nTitles that look alike (0)\n"


def test_the_yaml_for_titles_that_look_alike_makes_one_paper_of_two(content: Path) -> None:
    again = page("Jan 8", "Thompson Sampling for Bandits Problem", BLOCKS[2])
    (content / "digests/2025-01-08.txt").write_text(again, encoding="utf-8")
    (data,) = json.loads(suggest("--format", "json").stdout)["titles"]
    assert data["papers"] == ["thompson-sampling-for-bandits-problem", "thompson-sampling-for-bandit-problems"]
    Path(data["file"]).parent.mkdir()
    Path(data["file"]).write_text(data["yaml"], encoding="utf-8")
    shelf = read_content(content)
    assert errors(shelf.problems) == []
    one = shelf.catalogue.by_slug["thompson-sampling-for-bandit-problems"]
    assert [seen.digest for seen in one.appearances] == ["2025-01-01", "2025-01-08"]
    assert json.loads(suggest("--format", "json").stdout)["titles"] == []
