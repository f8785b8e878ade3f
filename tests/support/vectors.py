"""Vectors: what Python and the scripts both do, as data that the tests of both read."""

from __future__ import annotations

import json
from typing import Any

from support.project import ROOT

VECTORS = ROOT / "tests/fixtures/vectors"


def vectors(name: str) -> dict[str, Any]:
    """The cases of a file, by the function that they are about."""
    loaded: dict[str, Any] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return loaded
