"""The flag that rewrites golden cases: ``pytest tests/stages --update``."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .cases import Case

Golden = Callable[[Case, object], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite what golden cases expect; then read the changes")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares what came out with what a case expects, or makes it the expectation."""
    # A run of other tests may load this file too late for the option to be known.
    is_update = request.config.getoption("--update", default=False)

    def compare(case: Case, found: object) -> None:
        if is_update and found != case.expected:
            case.rewrite(found)
        assert found == case.expected

    return compare
