"""What services had no answer for is read as it was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.fetching.http_client import Failed
from generator.fetching.unanswered import Unanswered, read_unanswered, write_unanswered

FRIDAY = date(2025, 10, 31)


def test_what_is_recorded_is_what_was_written(tmp_path: Path) -> None:
    asked = Unanswered().with_empty(FRIDAY).with_empty(FRIDAY)
    write_unanswered(tmp_path, asked)
    assert read_unanswered(tmp_path) == asked
    (tmp_path / "asked.json").write_text("{}")
    with pytest.raises(Failed, match="delete the file"):
        read_unanswered(tmp_path)
