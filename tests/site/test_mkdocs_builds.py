"""The site as MkDocs builds it, and the commands that build it: from anywhere, with any content."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.project import PAPERSHELF, TOY_PAGES, Project, differences, files_of

from generator.site.manifest import SITE_MARKER

MKDOCS = ("-m", "mkdocs", "build")
# A name that is misspelt, a value that is none, and a file that is no YAML: of each kind of file one.
FAULTS = {
    "content/papers/reading-order-matters.yml": "featured: maybe\nnote: A note that is long enough to be one.\n",
    "content/topics/proofs.yml": "title: Proofs\narea: theori\nscope: A scope that is long enough.\nrules: []\n",
    "content/enrichment/2024-12-30.yml": "papers:\n\t- title: A tab\n",
}


def break_content(project: Project) -> None:
    """Put the faults into a project."""
    for path, text in FAULTS.items():
        project.write(path, text)


def errors_of(checked: CompletedProcess[str]) -> list[str]:
    """The problems that a check found, as it prints them."""
    return [line.removeprefix("error: ") for line in checked.stderr.splitlines() if line.startswith("error: ")]


def test_the_toy_shelf_builds_strictly(toy: Project) -> None:
    built = toy.run(*MKDOCS, "--strict")

    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    assert (toy.site / "papers/one-shelf-two-days/index.html").is_file()


def test_a_strict_build_fails_with_the_text_of_a_check(toy: Project) -> None:
    break_content(toy)
    checked = toy.run("-m", "generator", "check")
    problems = errors_of(checked)

    built = toy.run(*MKDOCS, "--strict")

    assert (checked.returncode, built.returncode) == (1, 1)
    assert {problem.partition(":")[0] for problem in problems} == set(FAULTS)
    assert [problem for problem in problems if f"{problem}\n" not in built.stderr] == []


def test_a_build_warns_and_builds_what_is_sound(toy: Project) -> None:
    break_content(toy)
    problems = errors_of(toy.run("-m", "generator", "check"))

    built = toy.run(*MKDOCS)

    assert built.returncode == 0
    assert [line for line in built.stderr.splitlines() if "WARNING" in line and "content/" in line] == [
        f"WARNING -  {problem}" for problem in problems
    ]
    assert {path.stem for path in (toy.site / "papers").iterdir()} == {path.stem for path in TOY_PAGES.glob("papers/*")}
    assert not (toy.site / "topics/proofs").exists()


def test_papershelf_build_exits_with_1_and_builds_what_is_sound(toy: Project) -> None:
    break_content(toy)

    built = toy.run(PAPERSHELF, "build", "--quiet")

    assert built.returncode == 1
    assert "found; see above." in built.stderr
    assert (toy.site / "papers/reading-order-matters/index.html").is_file()


def test_the_pages_that_mkdocs_renders_are_those_that_are_expected(toy: Project) -> None:
    assert toy.run(*MKDOCS, "--strict").returncode == 0

    assert differences(files_of(toy.folder / "build/pages"), files_of(TOY_PAGES)) == [SITE_MARKER]


def test_a_page_by_hand_gives_way_to_a_generated_one_of_its_name(toy: Project) -> None:
    toy.write("content/pages/years/index.md", "# Years by hand\n")

    built = toy.run(*MKDOCS)

    assert "years/index.md: expected a name that the site does not use itself, found one for" in built.stderr
    assert "Years by hand" not in (toy.site / "years/index.html").read_text(encoding="utf-8")
    assert toy.run(*MKDOCS, "--strict").returncode == 1


def test_a_link_that_leads_nowhere_fails_a_strict_build(toy: Project) -> None:
    toy.edit("content/pages/about/index.md", "../topics/unsorted.md", "../topics/sorted.md")

    built = toy.run(*MKDOCS, "--strict")

    assert built.returncode == 1
    assert "topics/sorted.md" in built.stderr


# --- where things lie ------------------------------------------------------------------------


def test_a_variable_names_another_content_folder_and_its_own_pages_are_used(
    toy: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The address at which a page is edited is that of its content folder.
    monkeypatch.setenv("PAPERSHELF_REPO_URL", "")
    other = toy.copy(tmp_path / "other")
    other.remove("content/digests/2025-01-06.txt")
    other.edit("content/pages/about/index.md", "A page written by hand", "A page of the other shelf")

    built = toy.run(*MKDOCS, "--strict", environment={"PAPERSHELF_CONTENT": "../other/content"})

    assert built.returncode == 0, built.stderr
    other.build()
    assert differences(files_of(toy.site), files_of(other.site)) == []
    assert "A page of the other shelf" in (toy.site / "about/index.html").read_text(encoding="utf-8")


def test_options_name_the_content_and_where_its_pages_are_written(
    toy: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The address at which a page is edited is that of its content folder.
    monkeypatch.setenv("PAPERSHELF_REPO_URL", "")
    other = toy.copy(tmp_path / "other")
    (other.folder / "content").rename(other.folder / "shelf")
    other.edit("mkdocs.yml", "content: !ENV [PAPERSHELF_CONTENT, content]", "content: shelf")
    other.edit("mkdocs.yml", "pages: build/pages", "pages: made/markdown")
    other.edit("mkdocs.yml", "docs_dir: content", "docs_dir: shelf")

    built = other.run(*MKDOCS, "--strict")

    assert built.returncode == 0, built.stderr
    assert differences(files_of(other.folder / "made/markdown"), files_of(TOY_PAGES)) == [SITE_MARKER]
    assert not (other.folder / "build/pages").exists()
    toy.build()
    assert differences(files_of(other.site), files_of(toy.site)) == []


def test_hand_written_pages_follow_the_content_folder(toy: Project, tmp_path: Path) -> None:
    # The configured docs_dir exists, so that only the content folder can have moved them.
    other = toy.copy(tmp_path / "other")
    other.write("content/pages/colophon.md", "# Colophon\n")

    built = toy.run(PAPERSHELF, "--content", other.content, "build")

    assert built.returncode == 0, built.stderr
    assert (toy.site / "colophon/index.html").is_file()


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["check", "--format", "json"], ["why", "one-shelf-two-days"], ["why", "no-such-paper"], ["--version"]],
    ids=" ".join,
)
def test_the_module_is_the_command(toy: Project, arguments: list[str]) -> None:
    by_name, as_module = toy.run(PAPERSHELF, *arguments), toy.run("-m", "generator", *arguments)

    assert (as_module.returncode, as_module.stdout) == (by_name.returncode, by_name.stdout)
    # A complaint names the command as it was called.
    assert as_module.stderr.replace("python -m generator", "papershelf") == by_name.stderr


def test_both_commands_and_mkdocs_build_the_same_site(toy: Project, tmp_path: Path) -> None:
    sites: list[Path] = []
    for number, command in enumerate([(PAPERSHELF, "build"), ("-m", "generator", "build"), MKDOCS]):
        project = toy.copy(tmp_path / str(number))
        built = project.run(*command)
        assert built.returncode == 0, built.stderr
        sites.append(project.site)

    first = files_of(sites[0])
    assert [differences(first, files_of(site)) for site in sites[1:]] == [[], []]


def test_a_project_is_built_from_another_folder(toy: Project, tmp_path: Path) -> None:
    elsewhere, target = tmp_path / "elsewhere", tmp_path / "target"
    elsewhere.mkdir()

    built = toy.run(
        *("-m", "generator", "--content", toy.content, "build", "--config", toy.config, "--site", target),
        folder=elsewhere,
    )
    by_mkdocs = toy.run(*MKDOCS, "--strict", "-f", toy.config, folder=elsewhere)

    assert (built.returncode, by_mkdocs.returncode) == (0, 0), built.stderr + by_mkdocs.stderr
    assert list(elsewhere.iterdir()) == []
    assert differences(files_of(target), files_of(toy.site)) == []
    assert len(files_of(target)) > len(files_of(TOY_PAGES))


def test_problems_name_files_as_seen_from_where_the_command_runs(toy: Project, tmp_path: Path) -> None:
    break_content(toy)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    inside = errors_of(toy.run("-m", "generator", "check"))
    above = errors_of(toy.run("-m", "generator", "--content", "toy/content", "check", folder=tmp_path))
    outside = errors_of(toy.run("-m", "generator", "--content", toy.content, "check", folder=elsewhere))

    assert {problem.partition(":")[0] for problem in inside} == set(FAULTS)
    assert above == [f"toy/{problem}" for problem in inside]
    assert outside == [f"{toy.folder}/{problem}" for problem in inside]
