"""How long a service asks to wait, in every form in use. ``Retry-After`` is tested with the client."""

from __future__ import annotations

import pytest

from generator.fetching.rate_headers import rate_wait


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"ratelimit": '"api";r=12;t=55'}, None),
        ({"ratelimit": '"a";r=3;t=5, "b";r=0;t=9'}, 9),
        ({"ratelimit": '"b";t=9;r=0, "a";r=3;t=50'}, 9),
        ({"ratelimit": '"a";r=3;t=50, "b";r=0'}, None),
        ({"ratelimit": "limit=500, remaining=0, reset=33"}, 33),
        ({"ratelimit": "limit=500, remaining=20, reset=33"}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "4"}, 4),
        ({"x-ratelimit-remaining": "1", "x-ratelimit-reset": "4"}, None),
    ],
    ids=str,
)
def test_what_is_left_of_a_limit(headers: dict[str, str], wait: float | None) -> None:
    assert rate_wait(headers) == wait
