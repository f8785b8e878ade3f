"""Suggestions for names that are wrong: what they cost."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.builders import SHAPLEY_SLUG, TOPIC, shown, write_tree
from support.hostile import seconds

from generator.content.read import read_content

ITEMS = 3_000


@pytest.mark.parametrize(
    ("file", "beginning"),
    [
        ("topics/private-data.yml", f"{TOPIC}start_here:\n"),
        (f"papers/{SHAPLEY_SLUG}.yml", "topics:\n  add:\n"),
    ],
)
def test_many_unknown_names_are_reported_in_time_by_their_number_only(
    tmp_path: Path, file: str, beginning: str
) -> None:
    more = {
        f"topics/topic-{number}.yml": TOPIC.replace("Private data", f"Topic of number {number}") for number in range(40)
    }
    items = "".join(f"  - {beginning[:1]}ame-{number}\n" for number in range(ITEMS))
    folder = write_tree(tmp_path, {**more, file: beginning + items})

    assert seconds(lambda: read_content(folder)) < 3

    assert len([line for line in shown(read_content(folder).problems) if "found '" in line]) >= ITEMS
