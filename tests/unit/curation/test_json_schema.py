"""What editors are told of curated files: written from the same definitions that read them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support.builders import CONTENT, SITE, TOPIC

from generator.curation.json_schema import schemas

SCHEMAS = schemas()


@pytest.mark.parametrize("path", SCHEMAS)
def test_the_schemas_that_are_shipped_are_those_that_the_program_writes(path: str) -> None:
    assert (CONTENT / path).read_text(encoding="utf-8") == SCHEMAS[path]


def test_no_other_schema_is_shipped() -> None:
    assert {f"schema/{path.name}" for path in (CONTENT / "schema").iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("path", SCHEMAS)
def test_a_schema_says_what_it_is(path: str) -> None:
    document = json.loads(SCHEMAS[path])
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert document["title"] == f"Papershelf {path.removeprefix('schema/').removesuffix('.json')}"
    assert document["description"].startswith("Files ")
    assert document["type"] == "object"


@pytest.mark.parametrize(("path", "text"), [("schema/site.json", SITE), ("schema/topic.json", TOPIC)])
def test_a_sound_file_has_the_keys_of_its_schema(path: str, text: str) -> None:
    document = json.loads(SCHEMAS[path])
    keys = set(re.findall(r"^(\w+):", text, re.M))
    assert set(document["required"]) <= keys <= set(document["properties"])


CURATED = sorted(path for folder in ("topics", "papers") for path in (CONTENT / folder).glob("*.yml"))


@pytest.mark.parametrize("path", CURATED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_shipped_file_that_names_a_schema_names_one_that_exists(path: Path) -> None:
    named = re.match(r"# yaml-language-server: \$schema=(\S+)", path.read_text(encoding="utf-8"))
    assert named is None or (path.parent / named[1]).resolve().is_file()
