"""Removes invisible characters from the texts of an entry, whatever format they were written in."""

from __future__ import annotations

from dataclasses import replace

from generator.model.digest import Entry
from generator.text.invisible import without_invisible


def visible_entry(entry: Entry) -> tuple[Entry, int]:
    """An entry without invisible characters in its title, abstract and authors, and how many it had.

    A list of authors of whom one has no visible name is left out, because authors are all known or none.
    """
    abstract, authors = (tuple(map(without_invisible, texts)) for texts in (entry.abstract, entry.authors))
    seen = replace(
        entry,
        title=without_invisible(entry.title),
        abstract=tuple(paragraph for paragraph in abstract if paragraph.strip()),
        authors=authors if all(name.strip() for name in authors) else (),
    )
    before = sum(map(len, (entry.title, *entry.abstract, *entry.authors)))
    return seen, before - sum(map(len, (seen.title, *abstract, *authors)))
