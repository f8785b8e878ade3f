"""Reads a corpus: JSON lines (.jsonl or .jsonl.xz) with ``id``, ``title``, ``abstract``, ``authors`` and ``date``."""

from __future__ import annotations

import json
import lzma
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.model.identity import Slug, slug_of, slug_suffix
from generator.model.paper import Appearance, Paper
from generator.model.text import Span, Text
from generator.text.lead import lead_sentence


def corpus_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The papers of a corpus, each as its line has it."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def unbroken(text: str) -> str:
    """A title or an abstract, which a corpus may break."""
    return " ".join(text.split())


def day_of(line: Mapping[str, Any]) -> date:
    """When a paper was published."""
    return date.fromisoformat(line["date"][:10])


def listed_paper(
    line: Mapping[str, Any], appearance: Appearance, comments: int | None, taken: Collection[str]
) -> Paper:
    """A paper as a digest would list it, with an address that is not ``taken``."""
    title = unbroken(line["title"])
    slug = slug_of(title)
    return Paper(
        slug=Slug(f"{slug}-{slug_suffix(title, line['id'])}") if slug in taken else slug,
        title=Text((Span(title),)),
        abstract=(Text((Span(unbroken(line["abstract"])),)),),
        authors=tuple(line["authors"]),
        author_count=None,
        organisation=None,
        published=day_of(line),
        comments=comments,
        upvotes=None,
        arxiv=line["id"],
        links=(),
        appearances=(appearance,),
        origins=(),
        lead=lead_sentence([unbroken(line["abstract"])], title),
    )
