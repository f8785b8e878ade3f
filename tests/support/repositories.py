"""A git repository with a small content folder, whose changes are known."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from support.builders import SHAPLEY, SHAPLEY_ABSTRACT, SITE, page

BANDITS = "Regret Bounds for Linear Bandits"
DELAYED = "Delayed Rewards in Contextual Bandits"
POINTS = "Sampling Points from Large Data Streams"
FILES = {
    "site.yml": SITE,
    "topics/data.yml": """\
title: Data and their value
area: theory
scope: What data are worth, and how to choose among them.
rules:
  - where: title
    any: [data, valuation]
start_here:
  - data-shapley-equitable-valuation-of-data
  - sampling-points-from-large-data-streams
""",
    "topics/bandits.yml": """\
title: Bandits
area: theory
scope: Whoever learns from the reward of the arm they pulled.
rules:
  - any: [bandit, regret]
""",
    "papers/regret-bounds-for-linear-bandits.yml": """\
note: The proof that everybody cites, in four pages.
""",
    "digests/2025-01-01.txt": page(
        "Jan 1",
        SHAPLEY,
        SHAPLEY_ABSTRACT,
        BANDITS,
        "We study a linear bandit with stochastic rewards. We prove that the regret of our algorithm is optimal.",
        DELAYED,
        "We study what happens when rewards arrive late. We propose an algorithm for contextual bandit problems.",
        POINTS,
        "We describe how to sample from a long stream of points. We prove that the sample is good.",
    ),
}
"""The content as it is committed."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with a content folder in it."""

    folder: Path
    content: Path

    @classmethod
    def make(cls, folder: Path, content: str = "content", branch: str = "main") -> Repository:
        """A new one, with all files committed."""
        made = cls(folder, folder / content)
        folder.mkdir(parents=True, exist_ok=True)
        made.git("init", "--quiet", f"--initial-branch={branch}")
        for path, text in FILES.items():
            made.write(path, text)
        made.commit()
        return made

    def git(self, *arguments: str, given: str | None = None) -> str:
        """What git prints; nobody's settings and no clock matter."""
        who = {f"GIT_{role}_{what}": "a@b" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        dates = {f"GIT_{role}_DATE": "2025-01-01T00:00:00Z" for role in ("AUTHOR", "COMMITTER")}
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, **who, **dates, **settings},
            input=given,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()

    def commit(self) -> str:
        """Commit everything; returns the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=.")
        return self.git("rev-parse", "HEAD")

    def write(self, path: str, text: str) -> None:
        """Write a file of the content folder."""
        (self.content / path).parent.mkdir(parents=True, exist_ok=True)
        (self.content / path).write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file, which must hold it once."""
        text = (self.content / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, (path, old)
        self.write(path, text.replace(old, new))

    def remove(self, path: str) -> None:
        """Remove a file of the content folder."""
        (self.content / path).unlink()
