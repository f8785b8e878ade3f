"""Which days can be meant. No clock is read: a day outside these limits is a slip, whenever a list is read."""

from __future__ import annotations

from datetime import date

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)
"""Of anything that states a day. The time stamps in archives of the site end soon after, in 2106."""
FIRST_DIGEST = date(1991, 8, 14)
"""The day on which arXiv was launched: nothing listed papers before."""


def day_from(text: str) -> date | None:
    """The day that a text such as ``2025-10-31`` states; ``None`` for any other text, and for a day that cannot be."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
