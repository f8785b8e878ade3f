"""A run that was killed is known by its token, one that lives is not taken for dead."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publishing.own_runs import own_run


def test_the_next_run_knows_the_last_one(tmp_path: Path) -> None:
    file = tmp_path / "publishing/place"
    with own_run(file) as first:
        assert first.dead is None

    with own_run(file) as second:
        assert second.dead == first.token


def test_a_run_beside_a_living_one_knows_of_none(tmp_path: Path) -> None:
    file = tmp_path / "place"
    with own_run(file) as first, own_run(file) as second:
        assert second.dead is None
        assert second.token != first.token

    with own_run(file) as third:
        assert third.dead == first.token


def test_what_somebody_else_wrote_is_not_believed(tmp_path: Path) -> None:
    file = tmp_path / "place"
    file.write_text("../../published.json\n" * 100)

    with own_run(file) as run:
        assert run.dead is None


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("data")
    (tmp_path / "place").symlink_to(tmp_path / "precious")

    with pytest.raises(OSError, match="place"), own_run(tmp_path / "place"):
        pass

    assert (tmp_path / "precious").read_text() == "data"
