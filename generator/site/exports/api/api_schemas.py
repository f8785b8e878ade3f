"""The JSON Schema of each answer (https://json-schema.org/draft/2020-12/schema), from the types of its records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from generator.site.exports.api.api_records import (
    ApiIndex,
    AuthorRecord,
    ChangeRecord,
    DigestRecord,
    LookupRecord,
    OrganisationRecord,
    PaperRecord,
    TopicRecord,
)

RECORD_TYPES: Mapping[str, type] = {
    "papers": PaperRecord,
    "digests": DigestRecord,
    "topics": TopicRecord,
    "authors": AuthorRecord,
    "organisations": OrganisationRecord,
    "changes": ChangeRecord,
    "lookup": LookupRecord,
}
"""By the name of the collection."""
_NEXT = {
    "description": "The next page, below /api/v1/; null on the last one.",
    "anyOf": [{"type": "string"}, {"type": "null"}],
}


def schema_file(answer: str) -> str:
    """Where the schema of an answer is, below the folder of the API."""
    return f"schemas/{answer}.json"


def api_schemas() -> dict[str, str]:
    """The text of each schema, by its path below the folder of the API."""
    schemas = {schema_file("index"): _text("index", msgspec.json.schema(ApiIndex))}
    for name, kind in RECORD_TYPES.items():
        (reference,), definitions = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
        page = {
            "type": "object",
            "properties": {"next": _NEXT, "records": {"type": "array", "items": reference}},
            "required": ["next", "records"],
            "$defs": definitions,
        }
        schemas[schema_file(name)] = _text(f"a page of {name}", page)
    return schemas


def _text(answer: str, schema: Mapping[str, Any]) -> str:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Papershelf API, version 1: {answer}"}
    return json.dumps({**head, **schema}, indent=1, ensure_ascii=False) + "\n"
