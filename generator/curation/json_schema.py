"""The kinds of curated files as JSON Schema, for editors that complete and underline."""

from __future__ import annotations

import json
from typing import Any

from generator.curation.file_kinds import FILE_KINDS, FileKind

SCHEMA_FOLDER = "schema"
"""Below the content folder; each YAML file names its schema in its first line."""


def schemas() -> dict[str, str]:
    """The text of each schema by its path below the content folder."""
    return {f"{SCHEMA_FOLDER}/{kind.name}.json": _text(kind) for kind in FILE_KINDS}


def schema_line(kind: FileKind[Any]) -> str:
    """The first line of a file of a kind: editors read there what to check it with."""
    return f"# yaml-language-server: $schema={'../' * kind.pattern.count('/')}{SCHEMA_FOLDER}/{kind.name}.json"


def _text(kind: FileKind[Any]) -> str:
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Papershelf {kind.name}",
        "description": f"Files {kind.pattern} of a content folder. {kind.purpose}",
        **kind.record.schema(),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
