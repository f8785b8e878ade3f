"""What a change of the content changes on the site: each golden case is an edit, and all that is said of it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.builders import PRIVACY_ABSTRACT, SHAPLEY, SHAPLEY_ABSTRACT, SHAPLEY_SLUG, SITE, page, write_tree
from support.golden_cases import Case, Golden, cases
from support.repositories import Repository

from generator.cli import main
from generator.curator.git_base import Base, extract

NOTHING = "nothing changes on the site\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Commands run in a repository whose branch main holds the content."""
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)
    made = Repository.make(tmp_path / "list")
    monkeypatch.chdir(made.folder)
    return made


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments])


def apply(case: Case, repository: Repository) -> None:
    given = case.given
    for path, text in given.get("files", {}).items():
        if text is None:
            repository.remove(path)
        else:
            repository.write(path, text)
    for edit in given.get("edits", ()):
        repository.edit(edit["file"], edit["old"], edit["new"])


def lines(result: Result, commit: str) -> list[str]:
    """Output by lines, without the id of the commit, which depends on all the content."""
    assert result.stderr == ""
    return result.stdout.replace(commit[:7], "BASE").splitlines()


@pytest.mark.parametrize("case", cases("changes"))
def test_a_change_is_told_as_its_case_says(case: Case, golden: Golden, repository: Repository) -> None:
    commit = repository.git("rev-parse", "HEAD")
    apply(case, repository)
    text, markdown = diff(), diff("--format", "markdown")
    assert text.exit_code == markdown.exit_code
    golden(case, {"exit": text.exit_code, "text": lines(text, commit), "markdown": lines(markdown, commit)})


@pytest.mark.parametrize("case", cases("changes"))
def test_json_holds_as_many_changes_as_the_headline_counts(case: Case, repository: Repository) -> None:
    apply(case, repository)
    text, told = diff(), diff("--format", "json")
    changes: dict[str, list[Any]] = json.loads(told.stdout)["changes"]
    assert told.exit_code == text.exit_code
    assert (text.stdout == NOTHING) == (not any(changes.values()))
    problems = [one for one in changes["introduced"] if one["severity"] != "notice"]
    counts = {
        "permalinks? that break": len(changes["broken"]),
        "problems? introduced": len(problems),
        "notices? introduced": len(changes["introduced"]) - len(problems),
        "topics? added to": len(changes["gained"]),
        "topics? removed from": len(changes["lost"]),
    }
    for words, count in counts.items():
        found = re.search(rf"(\d+) {words}", text.stdout.splitlines()[0])
        assert (int(found[1]) if found else 0) == count, words


def test_json_says_everything_whole(repository: Repository) -> None:
    repository.write(
        "papers/delayed-rewards-in-contextual-bandits.yml", "topics:\n  add: [data]\n  remove: [bandits]\n"
    )
    told = json.loads(diff("--format", "json").stdout)
    paper = {
        "kind": "paper",
        "address": "papers/delayed-rewards-in-contextual-bandits",
        "title": "Delayed Rewards in Contextual Bandits",
    }
    file = "content/papers/delayed-rewards-in-contextual-bandits.yml"
    assert told["base"] == {"commit": repository.git("rev-parse", "HEAD"), "name": "main"}
    assert told["changes"]["gained"] == [
        {
            "topic": {"kind": "topic", "address": "topics/data", "title": "Data and their value"},
            "paper": paper,
            "reasons": [
                {
                    "place": {"file": file, "line": 2, "column": 9},
                    "words": [],
                    "where": None,
                    "section": None,
                    "total": None,
                }
            ],
            "removed": None,
        }
    ]
    assert told["changes"]["lost"] == [
        {
            "topic": {"kind": "topic", "address": "topics/bandits", "title": "Bandits"},
            "paper": paper,
            "reasons": [
                {
                    "place": {"file": "content/topics/bandits.yml", "line": 5, "column": 5},
                    "words": ["Bandits"],
                    "where": "title",
                    "section": None,
                    "total": None,
                }
            ],
            "removed": {"file": file, "line": 3, "column": 12},
        }
    ]
    assert [name for name, changes in told["changes"].items() if changes] == ["gained", "lost"]


def test_all_folds_nothing(repository: Repository) -> None:
    text = "area: vision\nscope: Whatever has nothing in it.\nrules: [{any: [xyzzy]}]\n"
    for number in range(12):
        repository.write(f"topics/t{number}.yml", f"title: One of many {number}\n{text}")
    assert "  and 2 more" in diff().stdout
    for form in ("text", "markdown"):
        told = diff("--all", "--format", form).stdout
        assert told.count("One of many") == 12
        assert "more" not in told


# --- a permalink that is kept ----------------------------------------------------------------


def test_an_address_that_breaks_is_told_once(repository: Repository) -> None:
    CliRunner().invoke(main, ["permalinks", "--write"])
    repository.commit()
    repository.remove("topics/bandits.yml")
    told = json.loads(diff("--format", "json").stdout)["changes"]
    assert [one["page"]["address"] for one in told["broken"]] == ["topics/bandits"]
    assert not [one for one in told["introduced"] if "permalinks" in one["file"]]


def test_a_redirect_that_is_taken_back_breaks_an_address(repository: Repository) -> None:
    site = (repository.content / "site.yml").read_text(encoding="utf-8")
    repository.write("site.yml", f"{site}redirects:\n  old: {SHAPLEY_SLUG}\n")
    repository.commit()
    repository.write("site.yml", site)
    result = diff()
    assert result.exit_code == 1
    assert "  a former address at papers/old\n" in result.stdout


def test_a_redirect_from_an_address_that_was_never_there_is_told(repository: Repository) -> None:
    site = (repository.content / "site.yml").read_text(encoding="utf-8")
    repository.write("site.yml", f"{site}redirects:\n  old: {SHAPLEY_SLUG}\n")
    assert f"      added old: {SHAPLEY_SLUG}\n".replace("      ", "      ") in diff().stdout


def test_a_paper_that_was_hidden_is_shown_again(repository: Repository) -> None:
    file = "papers/delayed-rewards-in-contextual-bandits.yml"
    repository.write(file, "hidden: true\n")
    repository.commit()
    repository.write(file, "hidden: false\n")
    result = diff()
    assert (result.exit_code, "1 paper shown again\n" in result.stdout) == (0, True)


# --- where the base comes from ---------------------------------------------------------------


def test_nothing_is_touched(repository: Repository) -> None:
    repository.write("topics/new.yml", "title: [")
    repository.edit("topics/bandits.yml", "bandit, regret", "regret")
    repository.git("add", "content/topics/bandits.yml")
    repository.edit("topics/bandits.yml", "regret", "bandit")
    before = repository.git("status", "--porcelain"), repository.git("stash", "list"), repository.git("diff")
    assert diff().exit_code == 1
    assert before == (repository.git("status", "--porcelain"), repository.git("stash", "list"), repository.git("diff"))


def test_the_base_is_where_the_branch_left_main(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "mine")
    repository.edit("topics/bandits.yml", "title: Bandits", "title: Robbers")
    left = repository.git("rev-parse", "main")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.edit("topics/data.yml", "title: Data and their value", "title: Data")
    repository.commit()
    repository.git("checkout", "--quiet", "mine")
    result = diff()
    assert result.stdout.startswith(
        f"Compared with the point where this branch left main ({left[:7]}): 1 topic changed\n"
    )
    assert "“Bandits” → “Robbers”" in result.stdout
    assert "“Data” → “Data and their value”" in diff("main").stdout


def test_any_commit_can_be_the_base(repository: Repository) -> None:
    repository.edit("topics/bandits.yml", "title: Bandits", "title: Robbers")
    repository.commit()
    assert diff().stdout == NOTHING
    assert diff("HEAD~1").stdout.startswith("Compared with HEAD~1 (")
    assert diff(repository.git("rev-parse", "--short", "HEAD~1")).stdout.count("Robbers") == 2


def test_the_remote_main_stands_in_for_the_local_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upstream = Repository.make(tmp_path / "upstream")
    upstream.git("clone", "--quiet", "--branch=main", str(upstream.folder), str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone", tmp_path / "clone/content")
    clone.git("checkout", "--quiet", "-b", "mine")
    clone.git("branch", "--quiet", "-D", "main")
    clone.edit("topics/bandits.yml", "title: Bandits", "title: Robbers")
    monkeypatch.chdir(clone.folder)
    assert diff().stdout.startswith("Compared with origin/main (")


@pytest.mark.parametrize("content", ["lists/mine/content", "."])
def test_the_content_folder_can_lie_anywhere(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Repository.make(tmp_path / "list", content)
    made.edit("topics/bandits.yml", "title: Bandits", "title: Robbers")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["--content", str(Path("list") / content), "diff"])
    assert result.exit_code == 0, result.output
    assert "“Bandits” → “Robbers”" in result.stdout
    assert f"(list/{content}/topics/bandits.yml:1)".replace("/./", "/") in result.stdout


def test_line_ends_change_nothing(repository: Repository) -> None:
    repository.write("pages/about/index.md", "# About\n\nIt.\n")
    repository.commit()
    for path in sorted(repository.content.rglob("*.*")):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert diff().stdout == NOTHING


def test_a_shallow_clone_with_the_base_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upstream = Repository.make(tmp_path / "upstream")
    upstream.git("clone", "--quiet", "--depth=1", f"file://{upstream.folder}", str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone", tmp_path / "clone/content")
    clone.edit("topics/bandits.yml", "title: Bandits", "title: Robbers")
    monkeypatch.chdir(clone.folder)
    assert "“Bandits” → “Robbers”" in diff().stdout


SHALLOW = "this clone is shallow, so fetch the rest: git fetch --unshallow (in a workflow: fetch-depth: 0)"


def test_a_shallow_clone_without_the_base_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upstream = Repository.make(tmp_path / "upstream")
    first = upstream.git("rev-parse", "HEAD")
    upstream.git("checkout", "--quiet", "-b", "mine")
    upstream.commit()
    url = f"file://{upstream.folder}"
    upstream.git("clone", "--quiet", "--depth=1", "--branch=mine", url, str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    assert_refused("expected a branch main or origin/main to compare with, found neither", SHALLOW)
    assert_refused(f"expected a commit, found '{first}', which git does not know", SHALLOW, base=first)
    clone = Repository(tmp_path / "clone", tmp_path / "clone/content")
    clone.git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main")
    assert_refused("expected a commit shared with origin/main, found none", SHALLOW)


def assert_refused(*messages: str, base: str | None = None) -> None:
    """The command ends as wrong usage, saying this and no more."""
    result = diff(*([base] if base else []))
    assert (result.exit_code, result.stdout) == (2, "")
    said = " ".join(result.stderr.split())
    for message in messages:
        assert message in said
    assert "shallow" not in said or SHALLOW in messages


def test_what_git_does_not_know_is_refused(repository: Repository) -> None:
    assert_refused("expected a commit, found 'nowhere', which git does not know", base="nowhere")
    # Nothing that begins like an option reaches git as one.
    result = CliRunner().invoke(main, ["diff", "--", "--output=x"])
    assert (result.exit_code, (repository.folder / "x").exists()) == (2, False)
    assert "found '--output=x', which git does not know" in " ".join(result.stderr.split())


def test_a_branch_of_another_name_must_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Repository.make(tmp_path / "list", branch="trunk")
    monkeypatch.chdir(made.folder)
    assert_refused("expected a branch main or origin/main to compare with, found neither; name a commit")
    assert diff("trunk").stdout == NOTHING


def test_a_folder_that_the_base_lacks_is_compared_with_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Repository.make(tmp_path / "list")
    made.git("mv", "content", "shelf")
    monkeypatch.chdir(made.folder)
    result = CliRunner().invoke(main, ["--content", "shelf", "diff"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(
        "Compared with nothing: this list is new, and not in main, which has no folder shelf"
    )
    assert "Papers added (4)" in result.stdout


OTHER_LIST = {
    "site.yml": SITE.replace("Shelf", "Another shelf"),
    "digests/2025-01-01.txt": page("Jan 1", "A Study of Trees in the Valley", PRIVACY_ABSTRACT),
}


def test_a_list_in_the_place_of_another_owes_it_no_addresses(repository: Repository) -> None:
    shutil.rmtree(repository.content)
    write_tree(repository.content, OTHER_LIST)
    result = diff()
    assert result.exit_code == 0, result.output
    assert "nothing: this list is new, and not in main, which has another list" in result.stdout
    assert "A Study of Trees" in result.stdout


@pytest.mark.parametrize("kept", ["its title", "its addresses", "its papers"])
def test_a_list_that_keeps_anything_of_its_own_keeps_its_addresses(kept: str, repository: Repository) -> None:
    files: dict[str, str | bytes | None] = {**OTHER_LIST}
    if kept == "its title":
        del files["site.yml"]
    elif kept == "its addresses":
        files["permalinks.txt"] = f"papers/{SHAPLEY_SLUG}\n"
    else:
        files["digests/2025-01-01.txt"] = page("Jan 1", SHAPLEY, SHAPLEY_ABSTRACT)
    write_tree(repository.content, files)
    assert diff().exit_code == 1


def test_without_git_or_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write_tree(Path("content"), {})
    assert_refused("expected a git repository containing content, found none")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert_refused("expected git, which reads the base, found none; install it")


def test_a_repository_without_a_commit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path / "content", {})
    Repository(tmp_path, tmp_path / "content").git("init", "--quiet", "--initial-branch=main")
    monkeypatch.chdir(tmp_path)
    assert_refused("expected a branch main or origin/main to compare with, found neither")


def test_links_and_odd_names_in_the_base_are_no_hindrance(repository: Repository) -> None:
    (repository.content / "digests/latest.txt").symlink_to("2025-01-01.txt")
    repository.write("pages/ö b\tc\n`d`.md", "x")
    repository.commit()
    (repository.content / "digests/latest.txt").unlink()
    repository.remove("pages/ö b\tc\n`d`.md")
    assert "- `` ö b c `d`.md ``\n" in diff("--format", "markdown").stdout


def test_no_path_of_the_base_leads_out_of_its_folder(repository: Repository, tmp_path: Path) -> None:
    blob = repository.git("hash-object", "-w", "content/site.yml")
    inner = repository.git("mktree", given=f"100644 blob {blob}\tevil.yml\n")
    outer = repository.git("mktree", given=f"040000 tree {inner}\t..\n100644 blob {blob}\tsite.yml\n")
    root = repository.git("mktree", given=f"040000 tree {outer}\tcontent\n")
    commit = repository.git("commit-tree", root, "-m", ".")
    target = tmp_path / "base"
    target.mkdir()
    extract(repository.content, Base(commit, "x"), target)
    assert sorted(path.name for path in tmp_path.rglob("*.yml") if "list" not in path.parts) == ["site.yml"]


def test_git_is_only_read(repository: Repository) -> None:
    repository.edit("topics/data.yml", "[data, valuation]", "[data]")
    repository.write("papers/new.yml", "featured: true\n")
    # A file that is newer than the index says: git would note its time when it is asked what changed.
    (repository.content / "site.yml").touch()

    def state() -> dict[str, tuple[int, bytes]]:
        files = (path for path in repository.folder.rglob("*") if path.is_file())
        return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = state()
    for arguments in (["diff"], ["check"], ["diff", "--format", "markdown", "HEAD"]):
        CliRunner().invoke(main, arguments)
    assert state() == before
