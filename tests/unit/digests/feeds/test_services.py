"""Feeds, listings and answers of services: one golden case for each layout and each way in which one is broken."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import Enum

import pytest
from support.builders import shown
from support.golden_cases import Case, Golden, cases

from generator.digests.reader import read_digest
from generator.digests.scrape import open_scrape
from generator.model.digest import Entry, Repository, Summary


@pytest.mark.parametrize("case", cases("services"))
def test_a_service_is_read_as_its_case_says(case: Case, golden: Golden) -> None:
    data = case.given["text"].encode()
    digest, problems = read_digest(case.given["file"], data)
    assert digest is not None
    counts = digest.block_counts
    found = {
        "form": open_scrape(data).form.value,
        "items": f"{counts.papers} in papers + {counts.boilerplate} skipped + {counts.reported} reported",
        "papers": [_as_data(entry) for entry in digest.entries],
        "problems": shown(problems),
    }
    golden(case, found)


def _as_data(entry: Entry) -> dict[str, object]:
    """Every field that an entry has."""
    known = {field.name: getattr(entry, field.name) for field in fields(Entry) if field.name != "place"}
    facts = {name: _plain(value) for name, value in known.items() if value not in (None, ())}
    return {"line": entry.place.line, **facts}


def _plain(value: object) -> object:
    match value:
        case tuple():
            return list(value)
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Summary():
            return value.text
        case Repository():
            return value.url
    return value
