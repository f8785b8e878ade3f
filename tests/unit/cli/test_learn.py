"""The command that learns the words of topics."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.builders import page, write_tree

from generator.cli import main

TOPIC = "title: {0}\narea: theory\nscope: {0} and what they do all day long.\nrules: [{{any: [{1}]}}]\n"
PLACES = ("Barn", "Garden", "Kitchen", "Street", "Meadow", "Cellar")
FILES = ("content/learned/cats.yml", "content/learned/dogs.yml")


def papers(animal: str, said: str) -> list[str]:
    return [
        f"The {animal} of the {place}\n\n{said} near the {place.lower()} whenever the sun has set." for place in PLACES
    ]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)
    listed = [*papers("Cat", "It purrs by the hearth with long whiskers"), *papers("Dog", "It barks and wags its tail")]
    blocks = [f"{one}\n\n  • 2 authors\n·\nJan 3, 2025" for one in listed]
    files: dict[str, str | bytes | None] = {
        "topics/cats.yml": TOPIC.format("Cats", "cat"),
        "topics/dogs.yml": TOPIC.format("Dogs", "dog"),
        "topics/private-data.yml": None,
        "digests/2025-01-01.txt": page("Jan 1", *blocks),
    }
    return write_tree(Path("content"), files)


def learn(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["learn", *arguments])


def test_words_are_written_once_and_stay_when_nothing_has_changed(content: Path) -> None:
    first = learn()
    assert not first.stderr
    assert first.exit_code == 0
    assert first.stdout.splitlines() == [
        f"learned {FILES[0]}: 6 of 12 papers",
        f"learned {FILES[1]}: 6 of 12 papers",
        "Next: papershelf diff, papershelf check (the files are in content/learned/)",
    ]
    texts = [Path(name).read_text(encoding="utf-8") for name in FILES]
    assert "purrs: " in texts[0]

    assert [line.split()[0] for line in learn().stdout.splitlines()[:2]] == ["same", "same"]
    assert [Path(name).read_text(encoding="utf-8") for name in FILES] == texts


def test_a_dry_run_writes_nothing(content: Path) -> None:
    assert learn("--dry-run").stdout.startswith(f"learned {FILES[0]}: 6 of 12 papers\n")
    assert not (content / "learned").exists()


def test_other_papers_are_learned_from_and_far_fewer_replace_nothing_unless_told(content: Path) -> None:
    rows = [
        {"title": f"On a cat, volume {number}", "abstract": f"It purrs and naps in the straw on day {number}."}
        for number in range(40)
    ]
    Path("more.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert learn("--papers", "more.jsonl").stdout.startswith(f"learned {FILES[0]}: 46 of 52 papers\n")
    of_many = Path(FILES[0]).read_bytes()

    kept = learn()
    assert kept.exit_code == 0
    assert kept.stdout.startswith(
        f"kept    {FILES[0]}: learned from 52 papers, and there are 12 now; --papers adds more"
    )
    assert Path(FILES[0]).read_bytes() == of_many

    assert learn("--replace").stdout.startswith(f"learned {FILES[0]}: 6 of 12 papers\n")
    assert Path(FILES[0]).read_bytes() != of_many


def test_faults_of_the_content_come_first(content: Path) -> None:
    (content / "topics/cats.yml").write_text("title: 5\n", encoding="utf-8")
    result = learn()
    assert result.exit_code == 1
    assert "content/topics/cats.yml:1:" in result.stderr
    assert not (content / "learned").exists()


def test_a_file_that_holds_no_papers_is_named(content: Path) -> None:
    Path("odd.jsonl").write_text("[]\n", encoding="utf-8")
    result = learn("--papers", "odd.jsonl")
    assert result.exit_code == 2
    assert "odd.jsonl" in result.stderr
    assert "Traceback" not in result.output
