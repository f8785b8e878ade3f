"""Topics from the sections of lists: one for each heading, and the map that gives them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.builders import SITE, write_tree

from generator.cli import main
from generator.content.read import read_content
from generator.curator.section_topics import SectionTopic, section_lines, with_sections
from generator.model.identity import Slug

LIST = """# Awesome ocean

## 🐋 Marine mammals

- [Counting Whale Calls from Drones](https://arxiv.org/abs/2402.10037) - Sara Okafor, Li Wei.
- [Tracking Seal Pups from Moorings](https://arxiv.org/abs/2403.10074) - Jonas Müller, Mei Tanaka.

## 2. Sea ice

- [Ice Thickness from Space](https://arxiv.org/abs/2404.10111) - Olu Adeyemi.
- [Melt Ponds from Drones](https://arxiv.org/abs/2405.10148) - Ana Petrović.

## Surveys

- [Machine Learning for the Ocean](https://arxiv.org/abs/2406.10148) - Ana Petrović.
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)
    write_tree(Path("content"), {})
    for path in (*Path("content/digests").iterdir(), *Path("content/topics").iterdir()):
        path.unlink()
    Path("content/site.yml").write_text(SITE, encoding="utf-8")
    Path("content/digests/2026-11-20.md").write_text(LIST, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


def topics() -> dict[str, int]:
    catalogue = read_content(Path("content")).catalogue
    return {topic.slug: len(catalogue.by_topic[topic.slug]) for topic in catalogue.topics}


def test_each_section_becomes_a_topic_of_its_papers_and_the_check_passes() -> None:
    result = run("new", "topics")
    assert result.exit_code == 0, result.output
    assert topics() == {"marine-mammals": 2, "sea-ice": 2}
    assert "added 2 sections to content/site.yml" in result.stdout
    checked = run("check")
    assert checked.exit_code == 0, checked.output


def test_a_second_run_adds_nothing_and_a_smaller_limit_prints_what_to_add() -> None:
    run("new", "topics")
    assert "No list has a section without a topic" in run("new", "topics").stdout
    before = Path("content/site.yml").read_bytes()
    result = run("new", "topics", "--fewest", "1")
    assert "Add these lines to 'sections' in content/site.yml:\n  \"Surveys\": surveys\n" in result.stdout
    assert Path("content/site.yml").read_bytes() == before
    assert Path("content/topics/surveys.yml").exists()


def test_a_topic_with_the_title_of_a_section_is_used_and_not_touched() -> None:
    Path("content/topics/ice.yml").write_text(
        "title: Sea Ice\narea: theory\nscope: Ice that floats on the sea.\nrules:\n  - any: [ice]\n", encoding="utf-8"
    )
    before = Path("content/topics/ice.yml").read_bytes()
    assert run("new", "topics").exit_code == 0
    assert topics() == {"ice": 2, "marine-mammals": 2}
    assert Path("content/topics/ice.yml").read_bytes() == before


@pytest.mark.parametrize("heading", ["Speech: coding", 'The "best" ones', "Loops #1", "- dashes", "C", "no", "{a}"])
def test_any_heading_can_be_a_key_of_the_map(heading: str) -> None:
    text = with_sections("title: A\n", [SectionTopic(heading, 2, Slug("a"), None)])
    assert text is not None
    assert text.endswith("".join(f"  {line}\n" for line in section_lines([SectionTopic(heading, 2, Slug("a"), None)])))
    assert text.count("\nsections:\n") == 1
