"""What all commands have in common."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PROBLEMS_FOUND = 1


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every command."""

    content: Path
