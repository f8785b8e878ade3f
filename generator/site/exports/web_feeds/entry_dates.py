"""When the entry of a paper last changed, without a clock.

Builds never read one, so that the only dates are those of digests. A digest changes an entry when it is the first that
states something that the entry shows: its title, abstract, authors or organisation as they are now. A digest that lists
the paper again in the same words changes nothing, and neither do comments, upvotes and stars. What curators
correct and what is looked up has no date of its own: the entry shows it, under the date that it has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from generator.model.catalogue import Catalogue
from generator.model.digest import Entry
from generator.model.paper import Origin, Paper

_SUBSTANCE: Mapping[str, Callable[[Entry], str]] = {
    "title": lambda entry: entry.title,
    "abstract": lambda entry: " ".join(entry.abstract),
    "authors": lambda entry: "\n".join(entry.authors),
    "organisation": lambda entry: entry.organisation.name if entry.organisation else "",
}
"""What an entry shows of a digest, by the name of the field."""


def changed_on(paper: Paper, catalogue: Catalogue) -> date:
    """The day of the newest digest that changed what the entry of a paper says."""
    first = paper.appearances[0].date
    if len(paper.appearances) == 1:
        return first
    listed = [
        (appearance.date, catalogue.digest[appearance.digest].entries[appearance.position - 1])
        for appearance in paper.appearances
    ]
    return max([first, *(_stated_on(origin, listed) or first for origin in paper.origins)])


def _stated_on(origin: Origin, listed: list[tuple[date, Entry]]) -> date | None:
    """The first day on which a digest stated what a field says now, if a digest is where it comes from."""
    get = _SUBSTANCE.get(origin.field)
    source = next((entry for _, entry in listed if entry.place == origin.place), None)
    if get is None or source is None:
        return None
    value = get(source).split()
    return next(day for day, entry in listed if get(entry).split() == value)
