"""The lines that programs put where a person can write, as Zotero does in its field "Extra"."""

from __future__ import annotations

import re

_FACT = re.compile(r"[A-Za-z][\w. -]{0,30}:\s*\S.*|https?://\S+|\W*", re.A)


def facts_and_words(text: str) -> tuple[list[str], str]:
    """The lines that state a fact, such as ``arXiv:2501.00010 [cs]`` or ``Citation Key: a``, and the other lines.

    A sentence can begin like a fact; so only a text of short lines is taken for facts.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    facts = [line for line in lines if _FACT.fullmatch(line) and len(line) < 120]
    return facts, "\n".join(line for line in lines if line not in facts)
