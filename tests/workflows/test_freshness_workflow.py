"""freshness.yml: the issue about a source that has stopped publishing, and schedules that stay alive."""

from __future__ import annotations

import json

from support.builders import SITE
from support.hosted_list import MONDAY, NEXT_TUESDAY, THURSDAY, TUESDAY, WEDNESDAY, MakeList, daily_papers


def test_a_dry_source_opens_one_issue_which_a_digest_closes(make_list: MakeList) -> None:
    hosted = make_list(f"{SITE}updates:\n  stale_after: 2\n")

    def look(today: str) -> list[tuple[str, str]]:
        run = hosted.check_freshness(today)
        assert run.result == "success", run.printed
        return [(one["state"], one["body"].partition("\n")[0]) for one in hosted.hub.state["issues"]]

    assert look(WEDNESDAY) == []
    said = (
        f"The newest digest is of {MONDAY}; 2 working days ended without one since then; the limit is 2 working days."
    )
    assert look(THURSDAY) == [("OPEN", said)]
    assert look(NEXT_TUESDAY) == [("OPEN", said)]

    hosted.hub.write("content/digests/2025-11-04.json", json.dumps(daily_papers(40, NEXT_TUESDAY)))
    hosted.hub.commit("A digest")
    assert look("2025-11-05") == [("CLOSED", said)]
    assert [state for state, _ in look("2025-11-14")] == ["CLOSED", "OPEN"]
    assert [call for call in hosted.hub.state["calls"] if "comment" in call] == []


def test_where_there_are_no_issues_the_run_says_it(make_list: MakeList) -> None:
    hosted = make_list()
    hosted.hub.change(has_issues=False)
    assert hosted.check_freshness(TUESDAY).result == "success"
    run = hosted.check_freshness("2025-12-01")

    assert run.results == {"look": "success", "say": "failure", "keep": "success"}
    assert run.commands[-1][1].startswith(f"The newest digest is of {MONDAY}; 24 working days ended without one")


def test_a_program_that_breaks_is_no_dry_source(make_list: MakeList) -> None:
    hosted = make_list()
    hosted.hub.git("rm", "-r", "--quiet", "content")
    hosted.hub.commit("Lose everything")
    run = hosted.check_freshness("2025-12-01")

    assert run.results == {"look": "failure", "say": "skipped", "keep": "success"}
    assert hosted.hub.state["issues"] == []


def test_schedules_are_kept_alive_unless_a_person_stopped_them(make_list: MakeList) -> None:
    hosted = make_list()
    hosted.hub.change(workflows={"digest.yml": "disabled_inactivity", "freshness.yml": "active"})
    hosted.check_freshness(TUESDAY)
    assert hosted.hub.state["enabled"] == ["digest.yml", "freshness.yml"]
    assert hosted.hub.state["workflows"]["digest.yml"] == "active"

    hosted.hub.change(workflows={"digest.yml": "disabled_manually", "freshness.yml": "active"}, enabled=[])
    hosted.check_freshness(TUESDAY)
    assert hosted.hub.state["enabled"] == ["freshness.yml"]
    assert hosted.hub.state["workflows"]["digest.yml"] == "disabled_manually"
    assert hosted.hub.tip() == hosted.hub.git("rev-parse", "HEAD")
