"""A list whose commands are interrupted, and what must come of them."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from support.content_writers import commands, write_content
from support.interrupting import Commands, Ended
from support.project import Bytes, Project, differences, files_of

NOTE, OTHER_NOTE = "The clearest account", "The shortest account"
NOTES = "papers/reading-order-matters"
BUILDS: tuple[tuple[str, ...], ...] = (
    ("papershelf", "build"),
    ("papershelf", "build", "--clean"),
    ("mkdocs", "build", "--quiet"),
)
STATES = ("before", "after")
"""Of the content that is built."""
STARTS = ("new", "built")
_OWN = ("build/cache.sqlite", "build/manifest.json", "build/lock")
"""Files of a build that hold times, or nothing."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder in which commands are interrupted, and what must come of them."""

    folder: Path
    commands: Commands
    chance: random.Random
    writers: dict[str, tuple[str, ...]]
    """The commands that write content."""
    made: dict[str, Bytes] = field(default_factory=dict)
    """What a clean build makes of each state of the content."""
    outcomes: dict[str, tuple[Bytes, Bytes, Bytes]] = field(default_factory=dict)
    """The content of each writer before, after, and after it was run twice, as far as it is known."""
    faults: list[str] = field(default_factory=list)
    """The cases in which something was wrong."""

    @property
    def work(self) -> Path:
        """Where commands run."""
        return self.commands.folder

    def fault(self, case: str, *found: str) -> None:
        """Note what was found wrong, if anything."""
        for words in filter(None, found):
            self.faults.append(case)
            print(f"    {case}: {words}", flush=True)

    def start(self, name: str) -> None:
        """Bring the folder to a known state: ``list``, ``new`` or ``built``."""
        for path in self.work.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.folder / name, self.work, dirs_exist_ok=True)

    def edit(self, state: str) -> None:
        """Bring the content that is built to a state."""
        shutil.rmtree(self.work / "content")
        shutil.copytree(self.folder / state, self.work / "content")

    def check_build(self, case: str, state: str, built: Ended) -> None:
        """Look whether a build succeeded and made what a clean one makes."""
        wrong = differences(made_in(self.work), self.made[state])
        self.fault(
            case,
            failed(built),
            f"differs from a clean build: {', '.join(wrong[:5])}" if wrong else "",
        )
        self.check_content(case, state)

    def check_content(self, case: str, state: str) -> None:
        """Look whether builds left the content alone."""
        wrong = differences(files_of(self.work / "content"), files_of(self.folder / state))
        self.fault(case, f"content changed: {', '.join(wrong)}" if wrong else "")


def made_in(folder: Path) -> Bytes:
    """Everything that a build made and that is the same each time."""
    made = files_of(folder)
    return {path: data for path, data in made.items() if path.startswith(("site/", "build/")) and path not in _OWN}


def prepare(folder: Path, address: str, seed: int) -> Bench:
    """Make the folders from which each case starts."""
    bench = Bench(
        folder,
        Commands.make(folder / "work", folder / "striker"),
        random.Random(seed),
        {name: ("papershelf", *arguments) for name, arguments in commands(address).items()},
    )
    write_content(folder / "list")
    new = Project.make(folder / "new")
    shutil.copytree(new.content, folder / "before")
    shutil.copytree(new.content, folder / "after")
    change(folder / "after")
    bench.work.mkdir()
    for state in reversed(STATES):
        bench.start("new")
        bench.edit(state)
        built = bench.commands.run(*BUILDS[0])
        bench.made[state] = made_in(bench.work)
        bench.check_build(f"a clean build of the content {state}", state, built)
    shutil.copytree(bench.work, folder / "built")
    return bench


def change(content: Path) -> None:
    """Edit the toy content: a note, an asset, a page by hand; a digest comes and a topic goes."""
    notes = content / f"{NOTES}.yml"
    notes.write_text(notes.read_text(encoding="utf-8").replace(NOTE, OTHER_NOTE), encoding="utf-8")
    evening = (content / "digests/2025-01-05-evening.txt").read_text(encoding="utf-8")
    another = evening.replace("Equal Titles", "Brand New").replace(".00002", ".00003")
    (content / "digests/2025-01-07.txt").write_text(another, encoding="utf-8")
    (content / "topics/proofs.yml").unlink()
    (content / "pages/colophon.md").write_text("# Colophon\n\n[About](about/index.md)\n", encoding="utf-8")
    square = content / "pages/about/square.svg"
    square.write_text(square.read_text(encoding="utf-8") + "<!-- another -->\n", encoding="utf-8")


def failed(done: Ended, *, code: int = 0) -> str:
    """What is wrong with how a command ended, if anything."""
    is_wrong = done.code != code or "Traceback" in done.said
    return f"exit code {done.code}: {done.said.strip()[-500:]}" if is_wrong else ""
