"""Compares builds after random edits with clean builds, whole trees and exit codes.

    python tests/bench/edits.py [--sequences 300] [--first 0] [--seed 1] [--papers 60] [--keep DIR]

Each sequence begins with a built list of real papers, makes one to four edits of any kind, with a build after each,
and then builds the same sources in a fresh folder. Prints each difference with the edits that led to it, and exits
with 1 when there is any. A sequence is found again by its number and the seed.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.project import ROOT, Project, differences, files_of

from generator.content.read import read_content

DIGESTS = ("2025-03-17", "2025-10-31")
WORDS = "attention data proofs privacy diffusion agents reward lean video speech code safety".split()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}"/>'


@dataclass(slots=True)
class Editor:
    """Edits the sources of a list at random."""

    project: Project
    chance: random.Random
    slugs: Sequence[str]
    done: list[str] = field(default_factory=list)
    """The edits so far, in words."""

    def edit(self) -> None:
        """Make one edit that is possible."""
        while not (self.chance.choice(EDITS)(self)):
            pass

    def note(self, words: str) -> bool:
        """Remember an edit that was made."""
        self.done.append(words)
        return True

    def files(self, pattern: str) -> list[Path]:
        """The files of the content folder that match."""
        return sorted(path for path in self.project.content.glob(pattern) if path.is_file())

    def write(self, path: str, text: str) -> bool:
        """Write a file, sometimes with a time long ago or in the future, as a copy or an archive leaves it."""
        self.project.write(f"content/{path}", text)
        if self.chance.random() < 0.3:
            moment = time.time() + self.chance.choice([-(10**8), 10**8])
            os.utime(self.project.content / path, (moment, moment))
        return self.note(f"write {path}")

    def remove(self, pattern: str, *, least: int = 0) -> bool:
        """Remove a file, if more are left than that."""
        files = self.files(pattern)
        if len(files) <= least:
            return False
        path = self.chance.choice(files)
        path.unlink()
        return self.note(f"remove {path.name}")

    def rename(self, pattern: str, stem: Callable[[Path], str]) -> bool:
        """Give a file another name in its folder, if there is any."""
        files = self.files(pattern)
        if not files:
            return False
        path = self.chance.choice(files)
        target = path.rename(path.with_stem(stem(path)))
        return self.note(f"rename {path.name} to {target.name}")

    def phrase(self) -> str:
        """A few words of papers."""
        return " ".join(self.chance.sample(WORDS, 2))


def _add_digest(editor: Editor) -> bool:
    """A digest of some of the papers of another one, which are then listed twice, and one paper of its own."""
    blocks = (ROOT / f"content/digests/{editor.chance.choice(DIGESTS)}.txt").read_text(encoding="utf-8").split("\n\n")
    start = editor.chance.randrange(8, len(blocks) - 20)
    day = f"2025-{editor.chance.randint(1, 12):02}-{editor.chance.randint(1, 28):02}"
    own = f"A paper on {editor.phrase()}\n\nWe study {editor.phrase()} and show that it works better than before."
    head = "new\n\nDaily Papers\n\n"
    return editor.write(f"digests/{day}-more.txt", head + "\n\n".join([*blocks[start : start + 6], own]) + "\n")


def _change_digest(editor: Editor) -> bool:
    path = editor.chance.choice(editor.files("digests/*"))
    text = path.read_text(encoding="utf-8")
    word, other = editor.chance.sample(["model", "data", "learning", "method", "paper"], 2)
    return editor.write(f"digests/{path.name}", text.replace(f" {word} ", f" {other} ", 3))


def _topic(editor: Editor) -> bool:
    slug = editor.chance.choice(["privacy", "reading", "machines"])
    word = editor.chance.choice(WORDS)
    area = editor.chance.choice(["first", "second"])
    return editor.write(f"topics/{slug}.yml", topic_of(f"On {slug} and {word}", area, word))


def topic_of(title: str, area: str, word: str) -> str:
    """A topic with one rule."""
    return f"title: {title}\narea: {area}\nscope: Papers about {word}.\nrules: [{{any: [{word}]}}]\n"


def _rename_topic(editor: Editor) -> bool:
    return editor.rename("topics/*.yml", lambda path: f"{path.stem}-{len(editor.done)}")


def _notes(editor: Editor) -> bool:
    slug, other = editor.chance.sample(list(editor.slugs), 2)
    keys = [
        f"note: It says what {editor.phrase()} are good for, and why.\n",
        "hidden: true\n",
        "featured: true\nnote: Read it first, because it is short.\n",
        f"same_as: {other}\n",
        "status: reading\n",
        f"corrections:\n  title: A title on {editor.phrase()}\n",
    ]
    return editor.write(f"papers/{slug}.yml", editor.chance.choice(keys))


def _site(editor: Editor) -> bool:
    return editor.write("site.yml", site_of(editor.chance.choice(["List", "Shelf"]), editor.chance))


def site_of(title: str, chance: random.Random) -> str:
    """The settings of a list, with its areas in any order."""
    areas = [f"  - {{slug: {slug}, title: {slug.title()}}}" for slug in chance.sample(["first", "second"], 2)]
    return "\n".join([f"title: {title}", "description: A list for tests.", "areas:", *areas, ""])


def _page(editor: Editor) -> bool:
    """A page by hand, which links to others that may or may not exist; or one that collides with a generated page."""
    names = ["a.md", "a/index.md", "b.md", "about/index.md", "topics/index.md", "trends/index.md"]
    name = editor.chance.choice(names)
    depth = "../" * name.count("/")
    links = [
        f"[Link]({depth}{target})" for target in editor.chance.sample([*names, "picture.svg", "years/index.md"], 3)
    ]
    return editor.write(f"pages/{name}", f"# By hand {editor.chance.randint(1, 9)}\n\n{' '.join(links)}\n")


def _move_page(editor: Editor) -> bool:
    return editor.rename("pages/**/*.md", lambda path: f"moved-{len(editor.done)}")


def _asset(editor: Editor) -> bool:
    names = ["picture.svg", "a/index.html", "about/picture.svg", "api/v1/index.json", "robots.txt"]
    return editor.write(f"pages/{editor.chance.choice(names)}", SVG.format(editor.chance.randint(1, 9)))


def _permalinks(editor: Editor) -> bool:
    slugs = editor.chance.sample(list(editor.slugs), 3)
    return editor.write("permalinks.txt", "".join(f"papers/{slug}\n" for slug in sorted(slugs)))


def _touch_site(editor: Editor) -> bool:
    """Outputs get a time in the future, are damaged or go."""
    path = editor.chance.choice(sorted(editor.project.site.rglob("*.html")))
    match editor.chance.randrange(3):
        case 0:
            os.utime(path, (time.time() + 10**8,) * 2)
        case 1:
            path.write_bytes(b"damaged")
        case _:
            path.unlink()
    return editor.note(f"touch {path.relative_to(editor.project.site)}")


EDITS: tuple[Callable[[Editor], bool], ...] = (
    _add_digest,
    _change_digest,
    lambda editor: editor.remove("digests/*", least=1),
    _topic,
    _rename_topic,
    lambda editor: editor.remove("topics/*.yml"),
    _notes,
    _notes,
    lambda editor: editor.remove("papers/*.yml"),
    _site,
    _page,
    _page,
    _move_page,
    lambda editor: editor.remove("pages/**/*.md"),
    _asset,
    lambda editor: editor.remove("pages/**/*.svg"),
    _permalinks,
    _touch_site,
)


def start(folder: Path, papers: int) -> Project:
    """A list of about so many real papers, built."""
    content = folder / "content"
    content.mkdir(parents=True)
    for day in DIGESTS:
        blocks = (ROOT / f"content/digests/{day}.txt").read_text(encoding="utf-8").split("\n\n")
        (content / "digests").mkdir(exist_ok=True)
        (content / f"digests/{day}.txt").write_text("\n\n".join(blocks[: papers + 6]) + "\n", encoding="utf-8")
    project = Project.make(folder / "project", content)
    project.write("content/site.yml", site_of("List", random.Random(0)))
    for slug, word in (("privacy", "privacy"), ("machines", "learning")):
        project.write(f"content/topics/{slug}.yml", topic_of(f"On {slug}", "first", word))
    project.write("content/pages/about/index.md", "# About\n\n[Years](../years/index.md)\n")
    project.build()
    return project


def run(folder: Path, project: Project, slugs: Sequence[str], chance: random.Random) -> tuple[list[str], list[str]]:
    """One sequence; gives its edits, and the differences to a clean build."""
    shutil.rmtree(project.folder)
    shutil.copytree(folder / "kept", project.folder)
    editor = Editor(project, chance, slugs)
    for _ in range(chance.randint(1, 4)):
        editor.edit()
        built = project.build()
    shutil.rmtree(folder / "clean", ignore_errors=True)
    clean = project.copy(folder / "clean")
    expected = clean.build()
    found = differences(files_of(project.site), files_of(clean.site))
    if built.result.warnings != expected.result.warnings:
        found.append(f"{built.result.warnings} warnings, {expected.result.warnings} in a clean build")
    return editor.done, found


def main() -> int:
    """Make the sequences, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sequences", type=int, default=300)
    parser.add_argument("--first", type=int, default=0, help="the number of the first sequence")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--papers", type=int, default=60)
    parser.add_argument("--keep", help="a folder to work in, which is kept")
    options = parser.parse_args()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="papershelf-edits-"))
    project = start(folder / "work", options.papers)
    shutil.copytree(project.folder, folder / "work/kept")
    slugs = [paper.slug for paper in read_content(project.content).catalogue.papers]
    wrong = 0
    for number in range(options.first, options.first + options.sequences):
        done, found = run(folder / "work", project, slugs, random.Random(f"{options.seed} {number}"))
        if found:
            wrong += 1
            print(f"{number}: {'; '.join(done)}\n    differs: {', '.join(found[:8])}", flush=True)
    print(f"{options.sequences} sequences of edits to {len(slugs)} papers: {wrong} differ from a clean build")
    if not options.keep:
        shutil.rmtree(folder)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
