"""What the list says about its time: what takes up more or less of it than before.

Everything is counted, nothing is modelled. Two things keep small numbers from looking like news: a
timeline uses the finest step (month, quarter, year) that its papers can carry, and a change is
reported only when chance would hardly produce it (see ``Change`` and ``least_evidence``).

Newest means the newest digest, because builds never read the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator.catalogue.attention import Attention, Noticed, most_noticed
from generator.catalogue.trends.new_terms import Vocabulary, newly_frequent
from generator.catalogue.trends.significance import Change, least_evidence
from generator.catalogue.trends.timeline import Timeline, Window, timeline, window_of
from generator.model.catalogue import Catalogue
from generator.model.identity import Slug
from generator.model.paper import Paper
from generator.storage.cache import Cache, fingerprint

MOST_PERIODS = 24
"""On a large chart: as many bars as can be told apart on a phone."""
FEWER_PERIODS = 12
"""On a small one."""
LEAST_PAPERS = 5
"""Papers of a topic that is looked at on its own."""
MOST_NOTICED = 10
_TYPICAL = 20
"""Papers that a period should have before it is divided."""


@dataclass(frozen=True, slots=True)
class Group:
    """The papers of a topic, or of an area."""

    slug: str
    title: str
    area: str
    """Slug of the area; its own, for an area."""
    papers: int
    published: tuple[int, ...]
    """For each period of ``small_published``."""
    listed: tuple[int, ...]
    """For each period of ``small_listed``; a paper counts with each digest that lists it."""
    change: Change | None
    """Nothing while there is too little to compare."""


@dataclass(frozen=True, slots=True)
class Trends:
    """All that the page of trends shows."""

    newest: date
    """The day of the newest digest."""
    papers: int
    published: Timeline
    """All papers by publication, in fine steps."""
    small_published: Timeline
    """The same in steps that are coarse enough for small charts and for shares."""
    listed: Timeline
    """All papers by digest: one counts with each digest that lists it."""
    small_listed: Timeline
    digests: tuple[int, ...]
    """How many digests are of each period of ``listed``."""
    small_digests: tuple[int, ...]
    """And of each of ``small_listed``."""
    window: Window | None
    areas: tuple[Group, ...]
    """Largest first; those without papers are left out."""
    topics: tuple[Group, ...]
    vocabulary: Vocabulary
    noticed: Noticed | None
    """The papers with most comments, or what else they are ranked by; of equal ones the newer first."""
    with_attention: int
    """Papers of which a digest showed any of that."""
    are_comments_of_hugging_face: bool = True
    """Were they all shown there?"""


def trends_of(catalogue: Catalogue, cache: Cache | None = None) -> Trends | None:
    """The trends of a catalogue; none without papers. The cache only saves time."""
    return begin_trends(catalogue, cache or Cache())()


def begin_trends(catalogue: Catalogue, cache: Cache) -> Callable[[], Trends | None]:
    """Begin with what takes longest; what is returned waits for that, and makes the trends."""
    if not catalogue.digests or not catalogue.papers:
        return lambda: None
    days = {paper.slug: dated(paper) for paper in catalogue.papers}
    window = window_of(days.values(), catalogue.digests[0].date)
    return partial(_trends, catalogue, days, window, _begin_vocabulary(catalogue.papers, days, window, cache))


def _trends(
    catalogue: Catalogue, days: Mapping[Slug, date], window: Window | None, vocabulary: Callable[[], Vocabulary]
) -> Trends:
    newest = catalogue.digests[0].date
    listings = [appearance.date for paper in catalogue.papers for appearance in paper.appearances]
    published = timeline(days.values(), newest, FEWER_PERIODS, _TYPICAL)
    listed = timeline(listings, newest, FEWER_PERIODS, _TYPICAL)
    listed_finely = timeline(listings, newest, MOST_PERIODS)
    noticed = _most_noticed(catalogue.papers)
    by = noticed.by if noticed else Attention.COMMENTS
    with_attention = [paper for paper in catalogue.papers if by.of(paper)]
    return Trends(
        newest=newest,
        papers=len(catalogue.papers),
        published=timeline(days.values(), newest, MOST_PERIODS),
        small_published=published,
        listed=listed_finely,
        small_listed=listed,
        digests=listed_finely.counts(digest.date for digest in catalogue.digests),
        small_digests=listed.counts(digest.date for digest in catalogue.digests),
        window=window,
        areas=_areas(catalogue, days, published, listed, window),
        topics=_topics(catalogue, days, published, listed, window),
        vocabulary=vocabulary(),
        noticed=noticed,
        with_attention=len(with_attention),
        are_comments_of_hugging_face=bool(with_attention)
        and all(paper.has_comments_of_hugging_face for paper in with_attention),
    )


def dated(paper: Paper) -> date:
    """The day that a paper counts for: a misread year must not reach beyond the digest that lists it."""
    return min(paper.dated, paper.appearances[0].date)


def changed(groups: Sequence[Group]) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The groups that take up more of the list than before, and those that take up less; clearest first."""
    known = [(group.change.evidence, group) for group in groups if group.change and group.papers >= LEAST_PAPERS]
    least = least_evidence(len(known))
    clearest = sorted(known, key=lambda pair: (-abs(pair[0]), pair[1].slug))
    more = tuple(group for evidence, group in clearest if evidence >= least)
    return more, tuple(group for evidence, group in clearest if evidence <= -least)


def _most_noticed(papers: Iterable[Paper]) -> Noticed | None:
    return most_noticed(sorted(papers, key=lambda paper: (-dated(paper).toordinal(), paper.slug)), MOST_NOTICED)


def _begin_vocabulary(
    papers: Sequence[Paper], days: Mapping[Slug, date], window: Window | None, cache: Cache
) -> Callable[[], Vocabulary]:
    """The slowest part, so it is cached by the texts it is made from."""
    if not window:
        return Vocabulary
    texts: dict[bool, list[str]] = {True: [], False: []}
    for paper in papers:
        texts[window.holds(days[paper.slug])].append(paper.plain)
    now, before = texts[True], texts[False]
    return cache.begin(fingerprint("vocabulary", str(len(now)), *now, *before), partial(newly_frequent, now, before))


def _areas(
    catalogue: Catalogue, days: Mapping[Slug, date], published: Timeline, listed: Timeline, window: Window | None
) -> tuple[Group, ...]:
    groups: list[Group] = []
    for area in catalogue.site.areas:
        by_slug = {paper.slug: paper for topic in catalogue.topics_of(area) for paper in catalogue.by_topic[topic.slug]}
        papers = tuple(by_slug.values())
        if papers:
            groups.append(_group((area.slug, area.title, area.slug), papers, days, published, listed, window))
    return tuple(sorted(groups, key=lambda group: -group.papers))


def _topics(
    catalogue: Catalogue, days: Mapping[Slug, date], published: Timeline, listed: Timeline, window: Window | None
) -> tuple[Group, ...]:
    groups = (
        _group((topic.slug, topic.title, topic.area.value), papers, days, published, listed, window)
        for topic in catalogue.topics
        if (papers := catalogue.by_topic[topic.slug])
    )
    return tuple(sorted(groups, key=lambda group: -group.papers))


def _group(
    named: tuple[str, str, str],
    papers: Sequence[Paper],
    days: Mapping[Slug, date],
    published: Timeline,
    listed: Timeline,
    window: Window | None,
) -> Group:
    own = [days[paper.slug] for paper in papers]
    change = None
    if window:
        now = sum(window.holds(day) for day in own)
        change = Change(now, window.papers, len(own) - now, window.before)
    slug, title, area = named
    return Group(
        slug,
        title,
        area,
        papers=len(papers),
        published=published.counts(own),
        listed=listed.counts(appearance.date for paper in papers for appearance in paper.appearances),
        change=change,
    )
