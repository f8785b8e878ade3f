"""The operator's page is a transcript: a new list is started by it alone, in a fresh folder, as a new user would."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest
from support.project import ROOT
from support.servers import free_port
from support.services import DAYS, Reply, Request, Service, playing
from support.site_check import Site

from generator.content.read import read_content
from generator.digests.huggingface.daily_json import read_daily
from generator.model.digest import Entry

PAGE = ROOT / "content/pages/about/own-list.md"
COPIED = (
    ".github content generator overrides tests/support mkdocs.yml Makefile pyproject.toml requirements.lock .gitignore"
).split()
_FILE = re.compile(r"^`(ids\.txt|content/\S+)`$")


@dataclass(frozen=True, slots=True)
class Step:
    """A file to write, or a command and what it must say."""

    line: int
    text: str
    answer: str = ""
    file: str | None = None


def steps(text: str) -> Iterator[Step]:
    """What the page tells its reader to do. A file is named by the paragraph above its block."""
    named = None
    lines = iter(enumerate(text.split("\n"), start=1))
    for number, line in lines:
        if found := _FILE.match(line):
            named = found[1]
        elif line.startswith("```"):
            block = "\n".join(inner for inner in _block(lines))
            assert (line == "```console") == (named is None), f"{number}: a block that is no command, or has no name"
            if named:
                yield Step(number, f"{block}\n", file=named)
            else:
                for command in re.split(r"^\$ ", block, flags=re.M)[1:]:
                    # A backslash at the end continues a command.
                    first, _, answer = command.rstrip("\n").replace("\\\n", "\0").partition("\n")
                    yield Step(number, first.replace("\0", "\\\n"), answer)
            named = None


def _block(lines: Iterator[tuple[int, str]]) -> Iterator[str]:
    for _, inner in lines:
        if inner == "```":
            return
        yield inner


def expected(answer: str) -> re.Pattern[str]:
    """An answer in which ``…`` stands for anything, over lines where it is a line of its own."""
    lines = [r"(?:.*\n)*?" if one == "…" else re.escape(one).replace("…", ".*") + r"\n" for one in answer.split("\n")]
    return re.compile("".join(lines) if answer else "")


def known_papers() -> dict[str, Entry]:
    """Papers that services really answered with, by arXiv id."""
    found: dict[str, Entry] = {}
    for day, answer in DAYS.items():
        digest, _ = read_daily("answer", datetime.date.fromisoformat(day), None, json.dumps(answer))
        found |= {one.arxiv: one for one in digest.entries if one.arxiv}
    return found


def feed(papers: list[Entry]) -> Reply:
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{one.arxiv}v1</id><title>{escape(one.title)}</title>"
        f"<published>{one.published}T10:00:00Z</published><summary>{escape(' '.join(one.abstract))}</summary>"
        + "".join(f"<author><name>{escape(name)}</name></author>" for name in one.authors)
        + "</entry>\n"
        for one in papers
    )
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>\n'
    return Reply(body.encode(), kind="application/atom+xml; charset=utf-8")


@pytest.fixture(scope="module")
def arxiv() -> Iterator[Service]:
    papers = known_papers()

    def answer(request: Request) -> Reply:
        assert request.path == "/api/query"
        return feed([papers[one] for one in request.query["id_list"].split(",") if one in papers])

    with playing(answer) as service:
        yield service


@dataclass(slots=True)
class Reader:
    """Somebody who does what the page says, in a terminal of their own."""

    folder: Path
    environment: dict[str, str]
    kept: list[str]
    """What the terminal keeps in mind: its folder, and what was activated."""

    @property
    def here(self) -> Path:
        return self.folder / "listening" if any(one.startswith("cd ") for one in self.kept) else self.folder

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            ["sh", "-c", " && ".join([*self.kept, command])],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        if done.returncode == 0 and command.startswith(("cd ", ". ")):
            self.kept.append(command)
        return done

    def serve(self) -> str:
        """The home page that ``make serve`` shows; a port that is free stands in for its own."""
        port = free_port()
        command = self.run(f"make --no-print-directory --dry-run serve PORT={port}").stdout.strip()
        process = subprocess.Popen(
            ["sh", "-c", " && ".join([*self.kept, f"exec {command}"])],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            for _ in range(600):
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                        return str(answer.read().decode())
                except (urllib.error.URLError, ConnectionError):
                    assert process.poll() is None
                    time.sleep(0.1)
            raise AssertionError("The preview does not answer.")
        finally:
            process.terminate()
            process.wait()


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def make_github(folder: Path) -> None:
    """The repository and the fork of it, as a host has them."""
    source = folder / "source"
    for name in COPIED:
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target)
    git(source, "init", "--quiet", "--initial-branch", "main")
    git(source, "add", ".")
    git(source, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "All")
    for name in ("papershelf/papershelf", "YOU/listening"):
        git(folder, "clone", "--quiet", "--bare", str(source), f"github/{name}.git")


def plant_environment(clone: Path) -> None:
    """The environment that ``make install`` would make, which downloads a lot: it finds its work done."""
    bin_folder = clone / ".venv/bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "activate").write_text(f'PATH="{Path(sys.executable).parent}:$PATH"\n', encoding="utf-8")
    (bin_folder / "pip").touch()
    (bin_folder / "mkdocs").symlink_to(Path(sys.executable).with_name("mkdocs"))
    (clone / ".venv/installed").touch()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, arxiv: Service) -> Reader:
    """A reader who has done all that the page says."""
    folder = tmp_path_factory.mktemp("own")
    make_github(folder)
    (folder / "home").mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PAPERSHELF_", "GIT_"))}
    environment = {name: value for name, value in environment.items() if not name.lower().endswith("_proxy")}
    environment |= {
        "HOME": str(folder / "home"),
        "PYTHONPATH": str(ROOT),
        "NO_MKDOCS_2_WARNING": "1",
        "PAPERSHELF_ARXIV": arxiv.address,
        "PAPERSHELF_CROSSREF": arxiv.address,
        "PAPERSHELF_TODAY": "2026-11-20",
        "PAPERSHELF_HUGGING_FACE": arxiv.address,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_COUNT": "3",
        "GIT_CONFIG_KEY_0": f"url.{folder / 'github'}/.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/",
        "GIT_CONFIG_KEY_1": "user.name",
        "GIT_CONFIG_VALUE_1": "You",
        "GIT_CONFIG_KEY_2": "user.email",
        "GIT_CONFIG_VALUE_2": "you@example.org",
    }
    person = Reader(folder, environment, [])
    for step in steps(PAGE.read_text(encoding="utf-8")):
        follow(person, step)
    return person


def follow(person: Reader, step: Step) -> None:
    if step.file:
        file = person.here / step.file
        assert file.parent.is_dir()
        file.write_text(step.text, encoding="utf-8")
    elif step.text == "make serve":
        assert "Machines that listen" in person.serve()
    else:
        done = person.run(step.text)
        assert done.returncode == 0, f"own-list.md:{step.line}: {step.text} says\n{done.stdout}"
        # What make says depends on what is there.
        is_as_shown = step.text == "make install" or expected(step.answer).fullmatch(done.stdout)
        assert is_as_shown, f"own-list.md:{step.line}: {step.text} says\n{done.stdout}"
        if step.text.startswith("git clone"):
            plant_environment(person.folder / "listening")


def test_the_list_has_ten_papers_with_titles_abstracts_and_authors(reader: Reader) -> None:
    shelf = read_content(reader.here / "content")

    assert len(shelf.catalogue.papers) == 10
    assert all(one.abstract and one.authors and one.published for one in shelf.catalogue.papers)
    assert not any(one.title.plain.startswith("arXiv:") for one in shelf.catalogue.papers)


def test_the_topic_is_curated_and_finds_some_papers_but_not_all(reader: Reader) -> None:
    catalogue = read_content(reader.here / "content").catalogue

    (topic,) = catalogue.topics
    assert 2 <= len(catalogue.by_topic[topic.slug]) <= 9
    assert topic.start_here
    assert [one.slug for one in catalogue.papers if one.note] == [topic.start_here[0].value]


def test_it_is_sound_and_builds_strictly(reader: Reader) -> None:
    checked = reader.run("papershelf check")
    built = reader.run("mkdocs build --strict")

    assert checked.stdout.splitlines()[-1].startswith("0 problems, 0 warnings")
    assert built.returncode == 0, built.stdout
    site = Site(reader.here / "site")
    assert site.faults() == []
    assert len(site.papers()) == 10
    assert "arXiv’s API" in site.page("").source


def test_nothing_of_the_other_list_is_left(reader: Reader) -> None:
    shipped = read_content(ROOT / "content").catalogue
    other = {area.title for area in shipped.site.areas} | {topic.title for topic in shipped.topics}
    reader.run("mkdocs build --strict --quiet")
    home = Site(reader.here / "site").page("").source

    assert "Machines that listen" in home
    assert [title for title in sorted(other) if f">{title}<" in home] == []


def test_all_of_it_was_published_and_nothing_else(reader: Reader) -> None:
    published = git(reader.folder / "github/YOU/listening.git", "ls-tree", "-r", "--name-only", "main").splitlines()

    of_list = sorted(path for path in published if path.startswith("content/"))
    assert of_list == [
        "content/digests/2026-11-20.xml",
        "content/pages/about/index.md",
        "content/papers/stresstest-can-your-speech-lm-handle-the-stress.yml",
        "content/permalinks.txt",
        "content/schema/enrichment.json",
        "content/schema/learned.json",
        "content/schema/paper.json",
        "content/schema/site.json",
        "content/schema/topic.json",
        "content/site.yml",
        "content/topics/speech.yml",
    ]
    assert {path for path in published if path.startswith(".github/workflows/")} == {
        ".github/workflows/check.yml",
        ".github/workflows/newsletter.yml",
        ".github/workflows/publish.yml",
    }


def test_the_page_is_found() -> None:
    assert "(own-list.md)" in (PAGE.parent / "index.md").read_text(encoding="utf-8")
    assert "own-list.md" in (ROOT / "README.md").read_text(encoding="utf-8")
