"""What takes up more of the list than before, counted over all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from support.builders import digest, paper, topic

from generator.catalogue.attention import LEAST_ATTENTION, Attention
from generator.catalogue.trends.list_trends import LEAST_PAPERS, MOST_NOTICED, changed, trends_of
from generator.model.catalogue import Catalogue
from generator.model.curation import Area, Site
from generator.model.identity import Slug
from generator.model.paper import Appearance, Assignment, Paper
from generator.model.problem import Place
from generator.storage.cache import Cache

NEWEST = date(2025, 10, 31)


def listed(
    number: int,
    published: str | None = None,
    digests: Iterable[str] = ("2025-10-31",),
    topics: Iterable[str] = (),
    comments: int | None = None,
    text: str = "Nothing",
) -> Paper:
    """A paper with all that trends look at."""
    return replace(
        paper(f"{text} {number}", slug=f"paper-{number:03}"),
        published=date.fromisoformat(published) if published else None,
        appearances=tuple(
            Appearance(Slug(day), date.fromisoformat(day), number, Place(f"digests/{day}.txt")) for day in digests
        ),
        topics=tuple(Assignment(Slug(slug), ()) for slug in topics),
        comments=comments,
    )


def catalogue(papers: Iterable[Paper], topics: Mapping[str, str] | None = None) -> Catalogue:
    """A catalogue of papers; topics are given with their areas."""
    known = tuple(papers)
    days = sorted({one.digest for each in known for one in each.appearances}, reverse=True)
    areas = dict.fromkeys((topics or {}).values())
    return Catalogue(
        Site("Shelf", "A shelf.", tuple(Area(slug, slug.capitalize()) for slug in areas)),
        tuple(digest(day) for day in days),
        known,
        tuple(topic(slug, area=area) for slug, area in (topics or {}).items()),
    )


def test_groups_that_changed_are_told_from_those_that_did_not() -> None:
    old, new = "2023-05-01", "2025-05-01"
    papers = [
        *(listed(number, old, topics=["falling", "steady"]) for number in range(40)),
        *(listed(number, old, topics=["small"]) for number in range(40, 60)),
        *(listed(number, new, topics=["rising", "steady"]) for number in range(60, 90)),
        *(listed(number, new) for number in range(90, 105)),
    ]
    found = trends_of(catalogue(papers, {"rising": "a", "falling": "b", "steady": "c", "small": "c", "none": "c"}))

    assert found
    assert found.window
    assert (found.window.papers, found.window.before) == (45, 60)
    more, less = changed(found.topics)
    assert [group.slug for group in more] == ["rising"]
    assert [group.slug for group in less] == ["falling", "small"]
    assert [(group.slug, group.papers) for group in found.topics] == [
        ("steady", 70), ("falling", 40), ("rising", 30), ("small", 20),
    ]  # fmt: skip
    # A paper with two topics of an area counts once in it.
    assert [(group.slug, group.papers) for group in found.areas] == [("c", 90), ("b", 40), ("a", 30)]


def test_a_topic_of_few_papers_is_not_said_to_change() -> None:
    papers = [
        *(listed(number, "2023-05-01") for number in range(200)),
        *(listed(number, "2025-05-01", topics=["tiny"]) for number in range(200, 200 + LEAST_PAPERS - 1)),
        *(listed(number, "2025-05-01") for number in range(300, 320)),
    ]
    found = trends_of(catalogue(papers, {"tiny": "a"}))

    assert found
    assert changed(found.topics) == ((), ())


# --- the whole -------------------------------------------------------------------------------


def test_without_papers_there_are_no_trends() -> None:
    assert trends_of(catalogue([])) is None


def test_one_paper_is_a_trend_of_nothing() -> None:
    found = trends_of(catalogue([listed(1, "2025-10-30")]))

    assert found
    assert (found.window, found.vocabulary.terms, found.noticed, found.with_attention) == (None, (), None, 0)
    assert (found.published.totals, found.digests) == ((1,), (1,))


def test_a_paper_counts_with_each_digest_and_once_by_publication() -> None:
    papers = [listed(1, "2025-08-01", ["2025-08-31", "2025-10-31"]), listed(2, "2025-08-02", ["2025-08-31"])]
    found = trends_of(catalogue(papers))

    assert found
    assert (found.listed.totals, found.digests) == ((2, 0, 1), (1, 0, 1))
    assert (found.published.totals, found.papers) == ((2, 0, 0), 2)


def test_a_paper_is_never_younger_than_the_digest_that_lists_it() -> None:
    found = trends_of(catalogue([listed(1, "2035-01-01", ["2025-08-31"]), listed(2, "2025-10-30")]))

    assert found
    assert (found.published.periods[0].name, found.published.totals) == ("2025-08", (1, 0, 1))


def test_most_comments_come_first_and_of_equal_ones_the_newest() -> None:
    few = [listed(number, "2025-01-01", comments=LEAST_ATTENTION) for number in range(MOST_NOTICED)]
    papers = [
        listed(90, "2025-01-01", comments=6),
        listed(91, "2025-02-01", comments=6),
        listed(92, "2025-01-01", comments=7),
        listed(95, "2025-01-01", comments=LEAST_ATTENTION - 1),
        listed(93, comments=0),
        listed(94),
    ]
    found = trends_of(catalogue([*few, *papers]))

    assert found
    assert found.noticed
    assert found.noticed.by is Attention.COMMENTS
    assert [one.slug for one in found.noticed.papers][:4] == ["paper-092", "paper-091", "paper-090", "paper-000"]
    assert (len(found.noticed.papers), found.with_attention) == (MOST_NOTICED, MOST_NOTICED + 4)
    few_only = trends_of(catalogue([listed(number, comments=LEAST_ATTENTION - 1) for number in range(9)]))
    assert few_only
    assert few_only.noticed is None


def test_words_are_compared_between_now_and_before(tmp_path: Path) -> None:
    papers = [
        *(listed(number, "2023-05-01", text="Grammars") for number in range(60)),
        *(listed(number, "2025-05-01", text="Agents") for number in range(60, 90)),
    ]
    memory = Cache(tmp_path / "memory")
    first = trends_of(catalogue(papers), memory)
    memory.save()

    assert first
    assert [term.text for term in first.vocabulary.terms] == ["Agents"]
    assert trends_of(catalogue(papers), Cache(tmp_path / "memory")) == first
    other = trends_of(catalogue([*papers, listed(99, "2025-05-02", text="Agents")]), Cache(tmp_path / "memory"))
    assert other
    assert other.vocabulary != first.vocabulary


def test_the_order_of_papers_does_not_matter() -> None:
    start = date(2023, 1, 1)
    papers = [
        listed(
            number, str(start + timedelta(days=7 * number)), topics=["a"] if number % 3 else ["b"], comments=number % 4
        )
        for number in range(120)
    ]
    topics = {"a": "x", "b": "x"}

    assert trends_of(catalogue(papers, topics)) == trends_of(catalogue(papers[::-1], topics))
