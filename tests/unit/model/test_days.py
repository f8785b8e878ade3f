"""Which days can be meant, wherever one is stated: no page is dated in the year 1 or 9999."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from support.builders import PRIVACY, PRIVACY_ABSTRACT, SHAPLEY, SHAPLEY_ABSTRACT, page, write_tree

from generator.content.read import read_content
from generator.model.days import day_from
from generator.model.problem import errors

IMPOSSIBLE = ("0001-01-01", "1899-12-31", "2100-01-01", "2107-01-01", "9999-12-31")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-10-31", date(2025, 10, 31)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2099-12-31", date(2099, 12, 31)),
        ("2025-02-30", None),
        ("tomorrow", None),
        *((text, None) for text in IMPOSSIBLE),
    ],
)
def test_a_day_is_in_the_calendar_and_within_the_limits(text: str, day: date | None) -> None:
    assert day_from(text) == day


@pytest.mark.parametrize("day", [*IMPOSSIBLE, "1991-08-13"])
@pytest.mark.parametrize("ending", ["txt", "md", "html", "json", "xml"])
def test_a_digest_of_an_impossible_day_is_reported_and_makes_no_page(day: str, ending: str, tmp_path: Path) -> None:
    write_tree(tmp_path, {f"digests/{day}.{ending}": page(SHAPLEY, SHAPLEY_ABSTRACT)})
    found = read_content(tmp_path)
    assert [digest.slug for digest in found.catalogue.digests] == ["2025-01-01"]
    (problem,) = errors(found.problems)
    assert (problem.place.file, problem.kind.code) == (f"digests/{day}.{ending}", "D101")
    assert "from 1991-08-14 to 2099-12-31" in problem.message


def statements(day: str) -> dict[str, dict[str, str]]:
    """Files that state a day of publication, by the form of the statement."""
    year, month, number = day.split("-")
    months = {"01": "Jan", "12": "Dec"}
    card = f"Published on {months[month]} {int(number)}, {year}"
    daily = [
        {
            "paper": {
                "id": "2501.00001",
                "title": PRIVACY,
                "summary": PRIVACY_ABSTRACT,
                "publishedAt": f"{day}T10:00:00.000Z",
                "authors": [{"name": "Ada"}],
            }
        }
    ]
    feed = f"""\
<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2501.00001v1</id><title>{PRIVACY}</title>
<published>{day}T10:00:00Z</published><summary>{PRIVACY_ABSTRACT}</summary><author><name>Ada</name></author></entry></feed>
"""
    titled = f"papers:\n  - title: {PRIVACY}\n    published: {day}\n    source: seen\n    found: 2025-01-02\n"
    return {
        "text": {"digests/2025-01-02.txt": page("Daily Papers", "Jan 2", PRIVACY, PRIVACY_ABSTRACT, card)},
        "Markdown": {"digests/2025-01-02.md": f"# Daily Papers\n\n## {PRIVACY}\n\n{PRIVACY_ABSTRACT}\n\n{card}\n"},
        "JSON": {"digests/2025-01-02.json": json.dumps(daily)},
        "Atom": {"digests/2025-01-02.xml": feed},
        "enrichment": {"enrichment/found.yml": titled},
        "correction": {
            "papers/the-price-of-differential-privacy-under-continual-observation.yml": (
                f"corrections:\n  published: {day}\n"
            )
        },
    }


@pytest.mark.parametrize("form", statements("2025-01-01"))
@pytest.mark.parametrize("day", ["0001-01-01", "2107-01-01", "9999-12-31"])
def test_no_paper_is_dated_on_an_impossible_day(form: str, day: str, tmp_path: Path) -> None:
    write_tree(tmp_path, dict(statements(day)[form]))
    found = read_content(tmp_path)
    dates = {paper.published for paper in found.catalogue.papers} | {paper.dated for paper in found.catalogue.papers}
    assert {one.year for one in dates if one} <= {2025}


@pytest.mark.parametrize("form", statements("2025-01-01"))
def test_a_possible_day_is_read_from_each_of_these_forms(form: str, tmp_path: Path) -> None:
    write_tree(tmp_path, dict(statements("2024-12-31")[form]))
    papers = read_content(tmp_path).catalogue.papers
    assert date(2024, 12, 31) in {paper.published for paper in papers}
