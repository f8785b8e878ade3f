"""Which papers a letter is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.builders import digest, entry, paper, topic

from generator.model.catalogue import Catalogue
from generator.model.curation import Area, Site
from generator.model.identity import Slug
from generator.model.paper import Appearance, Assignment, Paper
from generator.model.problem import Place
from generator.newsletter.issue import NoIssue, issue_of


def _listed(slug: str, *days: str) -> Paper:
    appearances = [Appearance(Slug(day), date.fromisoformat(day[:10]), 1, Place(f"digests/{day}.txt")) for day in days]
    topics = (Assignment(Slug("proofs"), ()),) if slug == "a" else ()
    return replace(paper(slug.upper(), slug=slug), appearances=tuple(appearances), topics=topics)


CATALOGUE = Catalogue(
    Site("Shelf", "Papers.", (Area("theory", "Theory"),)),
    tuple(
        digest(day[:10], entry("X"), label=day[11:] or None)
        for day in ("2025-10-31-evening", "2025-10-31-morning", "2025-10-30", "2025-10-27")
    ),
    (_listed("a", "2025-10-27", "2025-10-31-evening"), _listed("b", "2025-10-30"), _listed("c", "2025-10-31-morning")),
    (topic("proofs"),),
)


@pytest.mark.parametrize(
    ("name", "since", "slug", "papers", "when"),
    [
        ("2025-10-30", None, None, "b", "30 October 2025"),
        ("2025-10-31", None, None, "ac", "31 October 2025"),
        ("2025-10-31-morning", None, None, "c", "31 October 2025, morning"),
        ("2025-10-31", "2025-10-30", None, "acb", "30 October 2025 to 31 October 2025"),
        ("2025-10-31", "2025-10-01", "proofs", "a", "1 October 2025 to 31 October 2025"),
        ("2025-10-30", "2025-10-30", "proofs", "", "30 October 2025"),
    ],
)
def test_a_day_stands_for_all_its_digests(
    name: str, since: str | None, slug: str | None, papers: str, when: str
) -> None:
    issue = issue_of(CATALOGUE, name, date.fromisoformat(since) if since else None, slug)
    assert ("".join(one.slug for one in issue.papers), issue.when) == (papers, when)
    assert issue.name == (f"{name}.{slug}" if slug else name)


@pytest.mark.parametrize(
    ("name", "since", "slug", "message"),
    [
        ("2025-10-28", None, None, "There is no digest '2025-10-28'. The newest is 2025-10-31-evening."),
        ("2025-10-31", None, "proof", "There is no topic 'proof'. Did you mean 'proofs'?"),
        ("2025-10-27", "2025-10-30", None, "expected a date until 2025-10-27, found --since 2025-10-30"),
    ],
)
def test_what_there_is_not_is_said(name: str, since: str | None, slug: str | None, message: str) -> None:
    with pytest.raises(NoIssue) as raised:
        issue_of(CATALOGUE, name, date.fromisoformat(since) if since else None, slug)
    assert f"{raised.value}" == message
