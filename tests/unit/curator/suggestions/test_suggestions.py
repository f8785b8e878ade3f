"""What curators may want to look at: papers that the rules hardly know, and titles that look alike."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from support.builders import page, paper, write_tree

from generator.cli import main
from generator.content.read import read_content
from generator.curator.suggestions.similar_titles import twins
from generator.curator.suggestions.weak_matches import described, weakly_matched
from generator.model.identity import ArxivId, Slug
from generator.model.paper import Appearance, Paper
from generator.model.problem import Place, Severity, errors

# --- papers ----------------------------------------------------------------------------------

BANDITS = """\
title: Bandits
area: theory
scope: Whoever learns from the reward of the arm they pulled.
rules:
  - any: [bandit]
  - where: abstract
    any: ["*gret"]
    times: 2
"""
BLOCKS = (
    "Jan 1",
    "Thompson Sampling for Bandit Problems",
    "We study Thompson sampling with many arms. We prove that Thompson sampling has the smallest regret of all.",
    "Upper Confidence Bounds in the Bandit Game",
    "We study how upper confidence bounds and Thompson sampling differ. We show which of them needs fewer arms.",
    "Thompson Sampling after a Century",
    "We look back at Thompson sampling and forward to posterior sampling. We find that both ask for a prior.",
    "What a Tram Costs",
    "We ask what a tram costs a town. One bandit said that the answer is hidden in the timetable of the tram.",
    "Remorse in Repeated Games",
    "We measure the regret of an egret against its best reply. We show that it grows with the number of birds.",
)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)
    files = {"topics/private-data.yml": None, "topics/bandits.yml": BANDITS, "digests/2025-01-01.txt": page(*BLOCKS)}
    return write_tree(Path("content"), dict(files))


def suggest(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["suggest", *arguments])


def test_papers_without_a_topic_come_first_then_those_that_have_one_by_a_thread(content: Path) -> None:
    loose = weakly_matched(read_content(content).catalogue)
    # A rule that wants its phrase twice has found more than a thread, and so has one that finds it in the title.
    assert [one.slug for one in loose] == ["thompson-sampling-after-a-century", "what-a-tram-costs"]


def test_the_phrases_set_a_paper_apart_and_name_the_topic_of_others_that_have_them(content: Path) -> None:
    catalogue = read_content(content).catalogue
    (one,) = described(catalogue, weakly_matched(catalogue)[:1])
    found = {(phrase.text, phrase.is_in_title, phrase.papers) for phrase in one.phrases}
    assert ("Thompson Sampling", True, 3) in found
    assert ("Century", True, 1) in found
    # Said once, and by no other paper.
    assert not any("prior" in phrase.text for phrase in one.phrases)


def test_the_text_says_what_to_write(content: Path) -> None:
    result = suggest()
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "Papers with weak topic matches (2)\n\n  Thompson Sampling after a Century at papers/"
    )
    assert "    - “Thompson Sampling” in the title; also in 2 other papers\n" in result.stdout
    weak = "has only bandits, because of “bandit” in the abstract, which occurs once (content/topics/bandits.yml:5)"
    assert f"    - {weak}\n" in result.stdout
    assert "    write content/papers/what-a-tram-costs.yml:\n" in result.stdout
    assert result.stdout.endswith("\nTitles that look alike (0)\n")


def test_json_says_the_same_and_every_yaml_is_sound(content: Path) -> None:
    told = json.loads(suggest("--format", "json").stdout)
    assert told["in_all"] == 2
    for one in told["papers"]:
        assert not one["exists"]
        if not one["yaml"].startswith("#"):
            Path(one["file"]).parent.mkdir(exist_ok=True)
            Path(one["file"]).write_text(one["yaml"], encoding="utf-8")
    # That the rules give a topic anyway is worth a notice.
    found = [one for one in read_content(content).problems if one.severity is not Severity.NOTICE]
    assert not [problem for problem in found if problem.place.file.startswith("papers/")]
    (weak,) = [one for one in told["papers"] if one["papers"] == ["what-a-tram-costs"]]
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
    (told,) = json.loads(suggest("--format", "json").stdout)["titles"]
    assert told["papers"] == ["thompson-sampling-for-bandits-problem", "thompson-sampling-for-bandit-problems"]
    Path(told["file"]).parent.mkdir()
    Path(told["file"]).write_text(told["yaml"], encoding="utf-8")
    shelf = read_content(content)
    assert errors(shelf.problems) == []
    one = shelf.catalogue.by_slug["thompson-sampling-for-bandit-problems"]
    assert [seen.digest for seen in one.appearances] == ["2025-01-01", "2025-01-08"]
    assert json.loads(suggest("--format", "json").stdout)["titles"] == []


# --- titles ----------------------------------------------------------------------------------


def titled(*titles: str, arxiv: bool = False) -> list[Paper]:
    """Papers, each listed a day after the one before."""
    papers = []
    for number, title in enumerate(titles):
        day = date(2025, 1, 1 + number)
        seen = (Appearance(Slug(day.isoformat()), day, 1, Place(f"digests/{day}.txt")),)
        made = paper(title, slug=f"p{number}")
        papers.append(replace(made, appearances=seen, arxiv=ArxivId(f"2501.0000{number}") if arxiv else None))
    return papers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Estimating Functional Principal Components", "Estimating Functional Principle Components"),
        ("Bandits with Delayed Feedback and Unknown Horizon", "Bandits with Delayed Feedbacks and Unknown Horizons"),
        ("Graph Learning by Random Walks", "By Random Walks: Graph Learning"),
        (
            "TheoremLlama: Turning Models into Experts of Lean",
            "TheoremLlama: Turning General Models into Lean Experts",
        ),
    ],
)
def test_titles_that_look_alike_are_paired_the_older_first(one: str, other: str) -> None:
    papers = titled(one, "Something Else Altogether", other)
    assert [(pair.first.slug, pair.second.slug) for pair in twins(papers)] == [("p0", "p2")]
    assert [(pair.first.slug, pair.second.slug) for pair in twins(papers[::-1])] == [("p0", "p2")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qwen2 Technical Report of the Team", "Qwen3 Technical Report of the Team"),
        ("Lectures on Optimal Transport, Part I", "Lectures on Optimal Transport, Part II"),
        ("PRISM: Condensing Videos by Degrees", "PRISM: Are Language Models Robust?"),
        ("A Survey of Graph Learning", "A Survey of Deep Learning"),
    ],
)
def test_titles_of_two_papers_are_told_apart(one: str, other: str) -> None:
    assert twins(titled(one, other)) == []


def test_different_arxiv_ids_are_different_papers() -> None:
    titles = "Estimating Functional Principal Components", "Estimating Functional Principle Components"
    assert len(twins(titled(*titles))) == 1
    assert twins(titled(*titles, arxiv=True)) == []
    first, second = titled(*titles, arxiv=True)
    assert len(twins([first, replace(second, arxiv=None)])) == 1


def test_a_crowd_of_similar_titles_is_not_compared_with_itself() -> None:
    papers = titled(*(f"Learning {chr(97 + number) * 3} Learning" for number in range(20)))
    assert twins(papers) == []
