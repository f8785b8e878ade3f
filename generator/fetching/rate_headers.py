"""How long a service asks to wait, as its answers say it in their headers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_PARAMETER = re.compile(r"\b(r|t|remaining|reset)\s*=\s*(\d+)")


def rate_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds until the next request is allowed; ``None`` while requests are left.

    Three forms are in use: ``RateLimit: "api";r=0;t=55``, an older one, ``limit=9, remaining=0, reset=55``,
    and one with a header for each (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/).
    """
    header = headers.get("ratelimit", "")
    policies = [header] if "remaining" in header else header.split(",")
    limits: list[dict[str, str]] = [dict(_PARAMETER.findall(policy)) for policy in policies]
    limits += [
        {"r": headers.get(f"{prefix}-remaining", "").strip(), "t": headers.get(f"{prefix}-reset", "")}
        for prefix in ("ratelimit", "x-ratelimit")
    ]
    exhausted = [limit for limit in limits if limit.get("r", limit.get("remaining")) == "0"]
    waits = [_seconds(limit.get("t", limit.get("reset", ""))) for limit in exhausted]
    return max((wait for wait in waits if wait is not None), default=None)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait before another attempt. The header has seconds or a date (RFC 9110)."""
    text = headers.get("retry-after", "").strip()
    if (seconds := _seconds(text)) is not None:
        return seconds
    try:
        then = parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError):
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - now).total_seconds())


def _seconds(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,9}", text.strip(), re.ASCII) else None
