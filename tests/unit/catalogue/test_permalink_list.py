"""The list of published addresses: kept sorted, grown by a command, and guarded by the check."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.builders import CONTENT, PRIVACY_SLUG, SHAPLEY_SLUG, SITE, shown, write_tree

from generator.catalogue.name_problems import ADDRESS_OF_TWO_PAPERS
from generator.catalogue.permalink_list import addresses, completed, permalinks_text, read_permalinks
from generator.cli import main
from generator.content.read import read_content
from generator.model.permalink import Owner, Permalink
from generator.model.problem import Place

FILE = Path("content/permalinks.txt")
ALL = ["digests/2025-01-01", f"papers/{SHAPLEY_SLUG}", f"papers/{PRIVACY_SLUG}", "topics/private-data"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)
    write_tree(Path("content"), {})


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def kept() -> list[str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [line.partition(" ")[0] for line in lines if not line.startswith("#")]


def test_every_page_that_lasts_has_an_address() -> None:
    assert sorted(addresses(read_content(Path("content")).catalogue)) == ALL


def test_the_shipped_list_is_complete_and_as_it_would_be_written() -> None:
    data = (CONTENT / "permalinks.txt").read_bytes()
    published, problems = read_permalinks(data)
    catalogue = read_content(CONTENT).catalogue
    assert problems == []
    assert {link.address for link in published} >= addresses(catalogue)
    assert permalinks_text(completed(published, catalogue)).encode() == data


def test_without_write_nothing_is_written() -> None:
    result = run("permalinks")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [*ALL, "4 pages not yet in content/permalinks.txt"]
    assert not FILE.exists()


def test_write_adds_what_is_missing_and_removes_nothing() -> None:
    FILE.write_text(f"papers/{SHAPLEY_SLUG}\ntopics/gone\n", encoding="utf-8")
    result = run("permalinks", "--write")
    assert kept() == sorted([*ALL, "topics/gone"])
    assert result.stdout.splitlines()[-1] == "3 pages added to content/permalinks.txt"
    # A kept address that leads nowhere is still told.
    assert result.exit_code == 1
    assert result.stderr.startswith("error: content/permalinks.txt:2:1: topics/gone: expected a page ")


def test_writing_twice_changes_nothing() -> None:
    assert run("permalinks", "--write").exit_code == 0
    first = FILE.read_bytes()
    assert run("permalinks", "--write").stdout == "0 pages added to content/permalinks.txt\n"
    assert FILE.read_bytes() == first


def test_writing_keeps_remarks() -> None:
    FILE.write_text("# Gone for good: x\n\ntopics/private-data\n  # sorted by hand\n# Caf\u00e9\n", encoding="utf-8")
    for _ in range(2):
        assert run("permalinks", "--write").exit_code == 0
        lines = FILE.read_text(encoding="utf-8").splitlines()
        assert lines[2:5] == ["# Gone for good: x", "# sorted by hand", "# Caf\u00e9"]
        assert kept() == ALL


def test_writing_mends_what_a_merge_left() -> None:
    FILE.write_text("<<<<<<< HEAD\ntopics/private-data\n=======\ndigests/2025-01-01\n>>>>>>> b\n", encoding="utf-8")
    assert run("check").exit_code == 1
    assert run("permalinks").exit_code == 1
    assert run("permalinks", "--write").exit_code == 0
    assert kept() == ALL
    assert run("check").exit_code == 0


def test_writing_leaves_a_file_alone_that_it_does_not_understand() -> None:
    FILE.write_text("topics/private-data\nsomething else\n", encoding="utf-8")
    result = run("permalinks", "--write")
    assert result.exit_code == 1
    assert FILE.read_text(encoding="utf-8") == "topics/private-data\nsomething else\n"
    assert "3 pages not yet in content/permalinks.txt\n" in result.stdout


def test_a_new_page_needs_no_line() -> None:
    FILE.write_text("", encoding="utf-8")
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("files", "is_kept"),
    [
        ({}, False),
        ({"papers/gone.yml": "hidden: true\n"}, False),
        ({"site.yml": f"{SITE}redirects: {{gone: {SHAPLEY_SLUG}}}\n"}, True),
        ({"site.yml": f"{SITE}redirects: {{gone: topics/private-data}}\n"}, True),
    ],
)
def test_an_address_is_kept_by_a_redirect(files: dict[str, str | bytes | None], is_kept: bool) -> None:
    write_tree(Path("content"), {**files, "permalinks.txt": "papers/gone\n"})
    assert (run("check").exit_code == 0) == is_kept


def test_a_hidden_paper_gives_its_address_up_on_purpose() -> None:
    files = {f"papers/{SHAPLEY_SLUG}.yml": "hidden: true\n", "permalinks.txt": f"papers/{SHAPLEY_SLUG}\n"}
    assert read_content(write_tree(Path("content"), files)).problems == ()


def test_a_new_page_of_nearly_the_same_name_is_proposed() -> None:
    write_tree(Path("content"), {"permalinks.txt": "topics/private-date\npapers/private-data\n"})
    first, second = shown(read_content(Path("content")).problems)
    assert first.endswith("add 'topics/private-date: topics/private-data' under redirects in site.yml [P603]")
    assert second.endswith("add 'private-data: NEW-SLUG' under redirects in site.yml [P603]")


def test_lines_are_read_whatever_stands_round_them() -> None:
    data = b"\xef\xbb\xbf# Kept.\r\n\r\n  papers/a \r\ntopics/b\npapers/a\n"
    assert read_permalinks(data) == (
        (Permalink("papers/a", Place("permalinks.txt", 3)), Permalink("topics/b", Place("permalinks.txt", 4))),
        [],
    )


def test_lines_say_whose_an_address_is() -> None:
    data = b"papers/a arxiv:2501.00010 doi:10.1/x title:A title: with ids\npapers/b title:B\n"
    (first, second), problems = read_permalinks(data)
    assert problems == []
    assert first.owner == Owner(("arxiv:2501.00010", "doi:10.1/x"), "A title: with ids")
    assert second.owner == Owner((), "B")
    assert permalinks_text([second, first]).encode().endswith(data)


def test_what_two_branches_say_of_one_paper_is_joined_and_of_two_papers_reported() -> None:
    one, problems = read_permalinks(b"papers/a title:A\npapers/a arxiv:2501.00010 title:A!\n")
    assert [link.owner for link in one] == [Owner(("arxiv:2501.00010",), "A")]
    assert problems == []
    two, problems = read_permalinks(b"papers/a arxiv:2501.00010\npapers/a arxiv:2501.00011\n")
    assert [link.owner.ids for link in two] == [("arxiv:2501.00010",)]
    assert [problem.kind for problem in problems] == [ADDRESS_OF_TWO_PAPERS]


@pytest.mark.parametrize(
    "line", ["papers/", "papers/A", "papers/a/b", "notes/a", "papers/a b", "/papers/a", "\ufffd", "*"]
)
def test_what_is_no_address_is_reported(line: str) -> None:
    published, problems = read_permalinks(f"{line}\n".encode())
    assert published == ()
    assert [problem.field for problem in problems] == ["address"]
