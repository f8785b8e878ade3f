"""The kinds of curated files as JSON Schema, for editors that complete and underline."""

from __future__ import annotations

import json

from generator.curation.files import KINDS

FOLDER = "schema"
"""Below the content folder; each YAML file names its schema in its first line."""


def schemas() -> dict[str, str]:
    """The text of each schema by its path below the content folder."""
    return {f"{FOLDER}/{kind.name}.json": _text(kind.name, kind.pattern, kind.record.schema()) for kind in KINDS}


def _text(name: str, pattern: str, schema: dict[str, object]) -> str:
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Papershelf {name}",
        "description": f"Files {pattern} of a content folder.",
        **schema,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
