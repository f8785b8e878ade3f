"""What the name of a digest's file states. Apart from the readers, which few builds need."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from generator.digests.scrape_form import ScrapeForm
from generator.model.days import FIRST_DIGEST, day_from

DIGEST_LABEL = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""Tells a second digest of a day from the first."""
DIGEST_NAME = re.compile(
    rf"(?P<day>\d{{4}}-\d{{2}}-\d{{2}})(?:-(?P<label>{DIGEST_LABEL}))?(?:\.(?P<form>{'|'.join(ScrapeForm)}))?"
)
"""The name of a digest's file, without its extension. It states a form where the content alone shows another one."""


def day_in_name(file: str) -> date | None:
    """The day that the name of a file states, whatever its extension; ``None`` if no digest can be of that day."""
    match = DIGEST_NAME.fullmatch(PurePosixPath(file).stem)
    day = day_from(match["day"]) if match else None
    return day if day and day >= FIRST_DIGEST else None
