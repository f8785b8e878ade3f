"""``papershelf add`` is one door: it says what it takes a file for, and what becomes of each item, before it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.builders import PRIVACY, PRIVACY_ABSTRACT, SHAPLEY, SHAPLEY_ABSTRACT, page, write_tree

from generator.cli import main
from generator.content.read import read_content
from generator.digests.scrape_form import ScrapeForm

LIST = f"""# Papers on worth

## Data

- [{SHAPLEY}](https://arxiv.org/abs/1904.02868) - A. Ghorbani, J. Zou, ICML 2019.
- [A talk about data](https://www.youtube.com/watch?v=abc) - a video.

## Privacy

- [{PRIVACY}](https://arxiv.org/abs/2112.00828) - P. Jain, S. Raskhodnikova, ICML 2023.
"""
NOTE = "The best place to begin, because every step is worked out by hand."
BIBTEX = f"""@article{{shapley,
  title = {{{SHAPLEY}}},
  author = {{Ghorbani, Amirata and Zou, James}},
  year = {{2019}},
  doi = {{10.1000/worth.1}},
  note = {{{NOTE}}}
}}

@article{{privacy,
  title = {{{PRIVACY}}},
  author = {{Jain, Palak}},
  year = {{2023}},
  doi = {{10.1000/worth.2}}
}}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)
    monkeypatch.setenv("PAPERSHELF_TODAY", "2026-11-20")
    write_tree(Path("content"), {})
    for path in Path("content/digests").iterdir():
        path.unlink()


def run(name: str, text: str, *arguments: str) -> Result:
    Path(name).write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["add", name, *arguments])


def files() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path("content").rglob("*")) if path.is_file()}


def test_the_form_the_day_and_what_was_understood_are_said_before_anything_is_written() -> None:
    result = run("awesome.md", LIST)
    assert (result.exit_code, result.stderr.count("warning: awesome.md:6:1: link: ")) == (0, 1), result.output
    lines = result.stdout.splitlines()
    assert lines[:4] == [
        "awesome.md is read as a list in Markdown (list)",
        "Its papers are listed under 2026-11-20, today, because it states no day of its own; for another: --date",
        "2026-11-20: 2 papers; 6 blocks = 2 in papers + 3 page boilerplate + 1 reported",
        "  2 with an id, 2 with authors, 2 with a date, 0 with an abstract",
    ]
    assert lines[4] == "2 new"
    assert lines[-2] == "wrote content/digests/2026-11-20.md"


def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    before = files()
    dry = run("refs.bib", BIBTEX, "--dry-run", "--notes")
    assert (dry.exit_code, files()) == (0, before), dry.output
    assert "would write content/digests/2026-11-20.bib" in dry.stdout
    assert "would write content/papers/" in dry.stdout
    assert dry.stdout.endswith("Nothing was written, because of --dry-run.\n")
    wet = run("refs.bib", BIBTEX, "--notes")
    assert "2 new" in dry.stdout
    assert dry.stdout.partition("would")[0] == wet.stdout.partition("wrote")[0]


def test_the_papers_of_the_list_are_told_from_new_ones() -> None:
    assert run("awesome.md", LIST, "--date", "2026-11-19").exit_code == 0
    result = run("refs.csv", f"title,arxiv\n{SHAPLEY},1904.02868\nA Third Study of Worth,2501.00010\n")
    assert result.exit_code == 0, result.output
    new, merged = result.stdout.split("1 new\n")[1].split("1 merged with papers from other digests\n")
    assert (new, merged.splitlines()[0]) == ("  A Third Study of Worth\n", f"  {SHAPLEY}")


@pytest.mark.parametrize(("day", "reason"), [("--date", "as --date says"), ("2026-10-31", "as its name says")])
def test_a_day_that_is_stated_counts_for_a_list(day: str, reason: str) -> None:
    name = "awesome.md" if day == "--date" else f"{day}.md"
    result = run(name, LIST, *(["--date", "2026-10-31"] if day == "--date" else []))
    assert f"Its papers are listed under 2026-10-31, {reason}\n" in result.stdout


def test_a_page_of_a_day_is_asked_for_its_date_by_its_form() -> None:
    result = run("page.txt", page("Oct 31", SHAPLEY, SHAPLEY_ABSTRACT))
    assert result.exit_code == 2
    assert "This is a page saved as text, and it does not give its full date" in result.stderr


def test_the_same_list_on_another_day_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    run("awesome.md", LIST)
    before = files()
    monkeypatch.setenv("PAPERSHELF_TODAY", "2026-11-27")
    result = run("awesome.md", LIST)
    assert (result.exit_code, files()) == (0, before)
    assert "content/digests/2026-11-20.md is identical. Nothing was changed." in result.stdout


def test_another_list_of_the_day_is_given_a_label_of_its_own() -> None:
    run("awesome.md", LIST)
    result = run("My refs.csv", "title,arxiv\nA Third Study of Worth,2501.00010\n")
    assert result.exit_code == 1
    assert "keep both: add --label my-refs." in result.stderr
    assert run("My refs.csv", "title,arxiv\nA Third Study of Worth,2501.00010\n", "--label", "my-refs").exit_code == 0


# --- --as ------------------------------------------------------------------------------------


def test_a_form_that_is_stated_is_kept_with_the_file() -> None:
    text = f"- [{SHAPLEY}](https://arxiv.org/abs/1904.02868)\n"
    result = run("one.txt", text, "--as", "ids", "--offline")
    assert result.exit_code == 0, result.output
    assert "one.txt is read as a list of arXiv ids (--as ids)" in result.stdout
    kept = [path for path in files() if path.startswith("content/digests/")]
    (digest,) = read_content(Path("content")).catalogue.digests
    assert (digest.file, digest.source) == (kept[0].removeprefix("content/"), ScrapeForm.IDS.source)
    again = run("one.txt", text, "--as", "ids", "--offline")
    assert "is identical" in again.stdout


def test_a_form_that_does_not_fit_is_refused_by_name() -> None:
    before = files()
    result = run("awesome.md", LIST, "--as", "bibtex")
    assert (result.exit_code, files()) == (1, before)
    assert "Nothing was written. It was read as a BibTeX file, as --as says" in result.stderr


def test_a_form_that_nobody_knows_is_wrong_usage() -> None:
    result = run("awesome.md", LIST, "--as", "excel")
    assert result.exit_code == 2
    assert "'csv'" in result.stderr


# --- what is cut off -------------------------------------------------------------------------


@pytest.mark.parametrize("cut", [5, 40, 100])
@pytest.mark.parametrize(("name", "text"), [("refs.bib", BIBTEX), ("awesome.md", LIST)])
def test_a_last_item_that_is_cut_off_does_not_cost_the_others(name: str, text: str, cut: int) -> None:
    result = run(name, text.rstrip()[:-cut])
    assert result.exit_code == 0, result.output
    assert SHAPLEY in result.stdout
    assert "error:" not in result.stderr


# --- notes -----------------------------------------------------------------------------------


def test_notes_become_the_curators_where_that_is_asked() -> None:
    result = run("refs.bib", BIBTEX)
    assert "1 note in it; to keep them as notes on the papers: --notes" in result.stdout
    assert not any(path.startswith("content/papers/") for path in files())
    result = run("refs.bib", BIBTEX, "--notes")
    (written,) = (path for path in files() if path.startswith("content/papers/"))
    assert f"wrote {written}" in result.stdout
    noted = [paper.note for paper in read_content(Path("content")).catalogue.papers if paper.note]
    assert noted == [NOTE]


def test_a_note_of_a_curator_is_never_overwritten() -> None:
    run("refs.bib", BIBTEX, "--notes")
    (written,) = (path for path in files() if path.startswith("content/papers/"))
    Path(written).write_text("note: What I think of it after years.\n", encoding="utf-8")
    before = files()
    result = run("refs.bib", BIBTEX, "--notes")
    assert (result.exit_code, files()) == (0, before)
    assert f"was not kept: {written} exists, and is left as it is" in result.stderr


def test_a_note_that_is_too_long_for_the_site_is_named() -> None:
    result = run("refs.bib", BIBTEX.replace(NOTE, f"{NOTE} " * 20), "--notes")
    assert result.exit_code == 0, result.output
    assert f"the note on “{SHAPLEY}” was not kept: expected" in result.stderr
    assert not any(path.startswith("content/papers/") for path in files())


def test_a_page_of_hugging_face_is_read_as_ever() -> None:
    result = run(
        "page.txt", page("Oct 31", SHAPLEY, SHAPLEY_ABSTRACT, PRIVACY, PRIVACY_ABSTRACT), "--date", "2025-10-31"
    )
    assert result.exit_code == 0
    assert "page.txt is read as a page saved as text (text)" in result.stdout
