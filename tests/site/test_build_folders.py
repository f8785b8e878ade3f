"""What builds remove, and what they leave alone: folders that are not theirs, links, damaged records, two at once."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.project import PAPERSHELF, Project, differences, files_of

from generator.site.build_lock import LOCK_FILE, BuildLock
from generator.site.manifest import SITE_MARKER

pytestmark = pytest.mark.site

MKDOCS = ("-m", "mkdocs", "build")


def build(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with options before and after ``build``."""
    return project.run(PAPERSHELF, *arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--content", "content", "build", "--site", "content"),
        ("--content", "lists/my", "build", "--site", "lists"),
        ("--content", "lists/my", "build", "--site", "lists/my/site"),
        ("build", "--site", "docs"),
        ("build", "--site", "overrides"),
        ("build", "--site", "."),
        ("build", "--site", "build/pages"),
        ("build", "--site", "link-to-content"),
        ("--content", "build/pages/content", "build"),
        ("--content", "link-to-pages/content", "build"),
    ],
    ids=" ".join,
)
def test_what_a_build_would_remove_is_refused_and_nothing_is_touched(toy: Project, arguments: tuple[str, ...]) -> None:
    for folder in ("lists/my", "build/pages/content"):
        toy.write(f"{folder}/site.yml", (toy.content / "site.yml").read_text(encoding="utf-8"))
        toy.write(f"{folder}/pages/about.md", "# About\n")
    toy.write("docs/thesis.txt", "Years of work")
    (toy.folder / "link-to-content").symlink_to(toy.content)
    (toy.folder / "link-to-pages").symlink_to(toy.folder / "build/pages")
    before = files_of(toy.folder)

    built = build(toy, *arguments)

    assert built.returncode == 2, built.stderr
    assert "Traceback" not in built.stderr
    assert len([line for line in built.stderr.splitlines() if line.startswith("Error: expected")]) == 1
    assert differences(files_of(toy.folder), before) == []


def test_a_build_folder_that_is_the_content_folder_is_refused(toy: Project) -> None:
    (toy.folder / "build").symlink_to(toy.content)
    before = files_of(toy.content)

    assert build(toy, "build").returncode == 2
    assert differences(files_of(toy.content), before) == []


@pytest.mark.parametrize("site", ["docs", "overrides", "content/pages/site", "."])
def test_mkdocs_itself_removes_nothing_either(toy: Project, site: str) -> None:
    toy.write("docs/thesis.txt", "Years of work")
    toy.edit("mkdocs.yml", "site_dir: site", f"site_dir: {site}")
    before = files_of(toy.folder)

    built = toy.run(*MKDOCS)

    # MkDocs refuses some itself.
    assert built.returncode in {1, 2}
    assert "Traceback" not in built.stderr
    assert differences(files_of(toy.folder), before) == []


@pytest.mark.parametrize(("in_the_way", "named"), [("build", "build"), ("build/pages/papers", "build/pages/papers")])
def test_mkdocs_itself_says_in_a_sentence_what_the_system_refuses(toy: Project, in_the_way: str, named: str) -> None:
    toy.write(in_the_way, "")
    if in_the_way != "build":
        toy.write(f"build/pages/{SITE_MARKER}", "")

    built = toy.run(*MKDOCS, "--quiet")

    assert built.returncode == 1
    (line,) = filter(None, built.stderr.splitlines())
    assert line.startswith(f"ERROR   -  {toy.folder / named}")
    assert line.endswith(". No data was lost.")


# --- the record of the last build ------------------------------------------------------------


@pytest.mark.parametrize("path", ["../../keep.txt", "../keep.txt", "{outside}", "a/../../keep.txt", ".git/keep.txt"])
def test_a_record_never_names_what_a_build_did_not_make(toy: Project, tmp_path: Path, path: str) -> None:
    toy.build()
    kept = [tmp_path / "keep.txt", toy.folder / "keep.txt", toy.site / ".git/keep.txt"]
    for file in kept:
        file.parent.mkdir(exist_ok=True)
        file.write_text("Keep me")
    plant(toy, path.format(outside=kept[0]))

    toy.build()

    assert [file.read_text() for file in kept] == ["Keep me"] * 3


@pytest.mark.parametrize("path", ["papers", "\ud800", "", "a\0b", "x" * 5000])
def test_a_record_with_a_name_that_no_output_has_is_survived(toy: Project, tmp_path: Path, path: str) -> None:
    clean = toy.copy(tmp_path / "clean")
    clean.build()
    toy.build()
    plant(toy, path)

    toy.build()

    assert differences(files_of(toy.site), files_of(clean.site)) == []


def plant(project: Project, path: str) -> None:
    """Add an output to the record of the last build."""
    file = project.folder / "build/manifest.json"
    record = json.loads(file.read_text())
    record["outputs"][path] = [1, 1]
    file.write_text(json.dumps(record))


def test_nothing_is_written_through_a_link_in_the_site(toy: Project) -> None:
    toy.build()
    (toy.site / "papers").rename(toy.folder / "elsewhere")
    (toy.site / "papers").symlink_to(toy.content)
    before = files_of(toy.content)

    built = build(toy, "build")

    assert built.returncode == 2
    assert "expected no link in the folder of the site, found 'site/papers'" in built.stderr
    assert differences(files_of(toy.content), before) == []


@pytest.mark.parametrize("between", ["mkdocs", "another project"])
def test_what_others_put_into_the_site_since_the_last_build_is_not_kept(
    toy: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, between: str
) -> None:
    clean = toy.copy(tmp_path / "clean")
    clean.build()
    other = toy.copy(tmp_path / "other")
    other.write("content/pages/other.md", "# Only in the other list")
    toy.build()
    if between == "mkdocs":
        monkeypatch.setenv("PAPERSHELF_CONTENT", str(other.content))
        assert toy.run(*MKDOCS).returncode == 0
        monkeypatch.delenv("PAPERSHELF_CONTENT")
    else:
        other.build(site=toy.site)
    assert (toy.site / "other/index.html").is_file()

    toy.build()

    assert differences(files_of(toy.site), files_of(clean.site)) == []


# --- one build at a time ---------------------------------------------------------------------


def test_two_builds_at_once_give_the_same_site_as_one(toy: Project, tmp_path: Path) -> None:
    expected = toy.copy(tmp_path / "alone")
    expected.build()

    builds = [
        subprocess.Popen([sys.executable, str(PAPERSHELF), "build"], cwd=toy.folder, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=120)[1] for process in builds]

    assert [process.returncode for process in builds] == [0, 0, 0], said
    assert "Another build or publish of this project is running; waiting until it has finished" in "".join(said)
    assert differences(files_of(toy.site), files_of(expected.site)) == []


def test_a_build_that_waits_says_so_even_when_it_prints_only_problems(toy: Project) -> None:
    lock = BuildLock(toy.folder / LOCK_FILE)
    lock.acquire()
    with subprocess.Popen(
        [sys.executable, str(PAPERSHELF), "build", "--quiet"], cwd=toy.folder, stderr=subprocess.PIPE, text=True
    ) as waiting:
        assert waiting.stderr is not None
        is_said = bool(select.select([waiting.stderr], [], [], 20)[0])
        said = waiting.stderr.readline() if is_said else ""
        lock.release()
        rest = waiting.stderr.read()

    assert said == "INFO    Another build or publish of this project is running; waiting until it has finished\n"
    assert (waiting.returncode, rest) == (0, "")


def test_a_build_that_is_killed_leaves_no_lock(toy: Project, tmp_path: Path) -> None:
    expected = toy.copy(tmp_path / "alone")
    expected.build()
    for wait in (0.6, 1.0, 1.4):
        with subprocess.Popen([sys.executable, str(PAPERSHELF), "build", "--quiet"], cwd=toy.folder) as process:
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)

    assert toy.build().result.warnings == 0
    assert differences(files_of(toy.site), files_of(expected.site)) == []


def test_a_lock_is_taken_more_than_once_by_its_owner_only(tmp_path: Path) -> None:
    lock = BuildLock(tmp_path / LOCK_FILE)
    lock.acquire()
    lock.acquire()
    program = "import fcntl, sys; fcntl.flock(open(sys.argv[1], 'ab'), fcntl.LOCK_EX | fcntl.LOCK_NB)"
    taken = subprocess.run([sys.executable, "-c", program, lock.file], capture_output=True, check=False)
    assert taken.returncode != 0
    lock.release()
    subprocess.run([sys.executable, "-c", program, lock.file], check=True)


def test_what_mkdocs_itself_built_in_between_is_not_left_over(toy: Project, tmp_path: Path) -> None:
    toy.build()
    before = files_of(toy.site)
    toy.write("content/pages/colophon.md", "# Colophon\n")
    toy.run(*MKDOCS)
    assert (toy.site / "colophon/index.html").is_file()
    toy.remove("content/pages/colophon.md")

    toy.build()

    assert differences(files_of(toy.site), before) == []


# --- times that say nothing ------------------------------------------------------------------


def test_an_output_of_the_future_is_rendered_again(toy: Project, tmp_path: Path) -> None:
    toy.build()
    future = time.time() + 10**8
    for path in toy.site.rglob("*"):
        os.utime(path, (future, future))
    toy.edit("content/digests/2024-12-30.txt", "Ten people wrote", "Ten friends wrote")
    toy.edit("content/pages/about/square.svg", "M0 0h16v16H0z", "M0 0h8v8H0z")

    toy.build()

    clean = toy.copy(tmp_path / "clean")
    clean.build()
    assert differences(files_of(toy.site), files_of(clean.site)) == []


def test_a_page_that_a_preview_wrote_is_rendered_again_in_spite_of_an_output_of_the_future(
    toy: Project, tmp_path: Path
) -> None:
    toy.build()
    for path in toy.site.rglob("*"):
        os.utime(path, (time.time() + 10**8,) * 2)
    toy.build()
    toy.edit("content/digests/2024-12-30.txt", "Ten people wrote", "Ten friends wrote")
    preview = toy.run(*MKDOCS, "--site-dir", str(tmp_path / "preview"))
    assert preview.returncode == 0, preview.stderr

    toy.build()

    clean = toy.copy(tmp_path / "clean")
    clean.build()
    assert differences(files_of(toy.site), files_of(clean.site)) == []


def test_a_picture_that_is_replaced_by_an_older_one_is_copied(toy: Project, tmp_path: Path) -> None:
    toy.write("overrides/assets/base/mark.webp", "new")
    toy.build()
    for path, text in (("content/pages/about/square.svg", "<svg/>"), ("overrides/assets/base/mark.webp", "old")):
        toy.write(path, text)
        os.utime(toy.folder / path, (1, 1))

    toy.build()

    assert (toy.site / "about/square.svg").read_text() == "<svg/>"
    assert (toy.site / "assets/base/mark.webp").read_text() == "old"
