"""One command at a time compares and writes."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from generator.storage.folder_lock import locked


def test_who_comes_second_waits_until_the_first_is_done(tmp_path: Path) -> None:
    done: list[str] = []

    def second() -> None:
        with locked(tmp_path):
            done.append("second")

    thread = Thread(target=second)
    with locked(tmp_path):
        thread.start()
        thread.join(0.2)
        assert done == []
        done.append("first")
    thread.join(10)
    assert done == ["first", "second"]
    assert list(tmp_path.iterdir()) == []
