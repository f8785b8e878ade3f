"""The numbers behind the page of trends: what its charts draw, as tables. The page folds them away
below each chart, and each is a CSV file beside the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.catalogue.attention import Attention, Noticed
from generator.catalogue.trends.list_trends import Group, Trends
from generator.catalogue.trends.timeline import Timeline
from generator.model.period import Period, Step
from generator.text import wording

TableValue = str | int | Period
STEPS = {Step.MONTH: "month", Step.QUARTER: "quarter", Step.YEAR: "year"}


@dataclass(frozen=True, slots=True)
class Table:
    """Some numbers. The first column names the rows."""

    name: str
    """Of its file: ``areas`` for ``trends/areas.csv``."""
    caption: str
    columns: tuple[str | Period, ...]
    rows: tuple[tuple[TableValue, ...], ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of the page."""

    published: Table
    listed: Table
    areas: Table
    topics_published: Table
    topics_listed: Table
    words: Table
    noticed: Table

    @property
    def all(self) -> tuple[Table, ...]:
        """In the order of the page."""
        topics = (self.topics_published, self.topics_listed)
        return (self.published, self.listed, self.areas, *topics, self.words, self.noticed)


def tables_of(trends: Trends) -> Tables:
    """The tables of a catalogue's trends."""
    shares, listed = STEPS[trends.small_published.step], STEPS[trends.small_listed.step]
    return Tables(
        published=_papers(trends.published),
        listed=_listings(trends),
        areas=_groups(
            "areas",
            f"Papers in each area by {shares} of publication; a paper can be in several areas",
            ("Area", "All papers"),
            trends.small_published,
            [(group, group.published) for group in trends.areas],
        ),
        topics_published=_groups(
            "topics-by-publication",
            f"Papers on each topic by {shares} of publication; a paper can have several topics",
            ("Topic", "All papers"),
            trends.small_published,
            [(group, group.published) for group in trends.topics],
        ),
        topics_listed=_groups(
            "topics-by-digest",
            f"Papers on each topic by {listed} of digest; a paper is counted once for each digest that lists it",
            ("Topic", "All papers"),
            trends.small_listed,
            [(group, group.listed) for group in trends.topics],
        ),
        words=_words(trends),
        noticed=_noticed(trends.noticed),
    )


def _papers(line: Timeline) -> Table:
    earlier: list[tuple[TableValue, ...]] = [("earlier", line.earlier)] if line.earlier else []
    name = STEPS[line.step].capitalize()
    caption = f"Papers by {STEPS[line.step]} of publication"
    rows = (*earlier, *zip(line.periods, line.totals, strict=True))
    return Table("papers-by-publication", caption, (name, "Papers"), rows)


def _listings(trends: Trends) -> Table:
    line = trends.listed
    name = STEPS[line.step]
    caption = f"Papers by {name} of digest; a paper is counted once for each digest that lists it"
    rows: tuple[tuple[TableValue, ...], ...] = tuple(zip(line.periods, trends.digests, line.totals, strict=True))
    return Table("papers-by-digest", caption, (name.capitalize(), "Digests", "Papers"), rows)


def _groups(
    name: str,
    caption: str,
    labels: tuple[str, str],
    line: Timeline,
    counts: Sequence[tuple[Group, tuple[int, ...]]],
) -> Table:
    """A row for each group, and the whole below, because a paper in two groups would count twice in a sum."""
    rows: list[tuple[TableValue, ...]] = [(group.title, *of_group) for group, of_group in counts]
    rows.append((labels[1], *line.totals))
    return Table(name, caption, (labels[0], *line.periods), tuple(rows))


def _words(trends: Trends) -> Table:
    rows = tuple(
        (term.text, term.change.now, term.change.now_of, term.change.before, term.change.before_of)
        for term in trends.vocabulary.terms
    )
    caption = "Newly frequent words: papers with each, now and before"
    return Table("words", caption, ("Word", "Now", "Of papers now", "Before", "Of papers before"), rows)


def _noticed(noticed: Noticed | None) -> Table:
    """Without papers it has no rows: its file has an address that others know."""
    by = noticed.by if noticed else Attention.COMMENTS
    papers = noticed.papers if noticed else ()
    rows = tuple((paper.title.plain, by.of(paper), wording.when(paper)) for paper in papers)
    return Table("comments", f"Papers with the most {by}s", ("Paper", f"{by.capitalize()}s", "Published"), rows)
