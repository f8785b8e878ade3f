"""What all exports do alike: name the root of the site, and write texts below its folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def site_root(site_url: str | None) -> str | None:
    """The address of the site with a slash at its end, if it is known."""
    return f"{site_url.rstrip('/')}/" if site_url else None


def write_texts(site: Path, texts: Mapping[str, str]) -> list[str]:
    """Write texts by their paths below the site, with line ends as they are; returns the paths."""
    for path, text in texts.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(text.encode())
    return list(texts)
