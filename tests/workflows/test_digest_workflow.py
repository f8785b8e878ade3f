"""digest.yml: how a day reaches the pull request, or the branch main."""

from __future__ import annotations

import pytest
from support.builders import SITE
from support.hosted_list import (
    FRIDAY,
    NEXT_TUESDAY,
    OPEN_TO_MAIN,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    MakeList,
    daily_paper,
    daily_papers,
)
from support.workflows import BRANCH


def test_a_day_becomes_a_pull_request_with_the_diff_and_nothing_is_pushed_to_main(make_list: MakeList) -> None:
    hosted = make_list()
    before = hosted.hub.tip()
    run = hosted.digest(THURSDAY)

    assert run.results == {"fetch": "success", "propose": "success", "push": "skipped"}, run.printed
    (pull,) = hosted.pulls
    assert (pull["baseRefName"], pull["state"], pull["title"]) == ("main", "OPEN", "Add the newest papers")
    for words in ("Mountains", "Forests", "Deserts", "/actions/runs/1", "close and reopen this pull request"):
        assert words in pull["body"]
    assert "CAUTION" not in pull["body"]
    assert pull["body"] in run.jobs["fetch"].summary
    added = set(hosted.hub.files(BRANCH)) - set(hosted.hub.files())
    assert added == {f"content/digests/{day}.json" for day in (TUESDAY, WEDNESDAY, THURSDAY)}
    assert "papers/the-shape-of-deserts" in hosted.hub.show("content/permalinks.txt", BRANCH)
    assert (hosted.hub.tip(), hosted.hub.state["started"]) == (before, [])
    assert hosted.commits[0] == "Add the newest papers by github-actions[bot]"


def test_the_same_day_again_changes_nothing_and_a_later_one_goes_on_from_what_waits(make_list: MakeList) -> None:
    hosted = make_list(before=THURSDAY)
    tip = hosted.hub.tip(BRANCH)
    assert hosted.digest(THURSDAY).result == "success"
    assert (hosted.hub.tip(BRANCH), len(hosted.pulls)) == (tip, 1)

    # A curator works on the branch, and somebody on main.
    hosted.curate()
    hosted.add_page()
    # Days later the first ones are not asked for any more.
    hosted.days = {FRIDAY: hosted.days[FRIDAY], "2025-11-03": daily_papers(40, "2025-11-03"), NEXT_TUESDAY: []}
    run = hosted.digest(NEXT_TUESDAY)

    assert run.result == "success", run.printed
    (pull,) = hosted.pulls
    assert "Mountains" in pull["body"]
    assert "The Shape of 40" in pull["body"]
    kept = hosted.hub.files(BRANCH)
    for path in (
        f"digests/{TUESDAY}.json",
        "digests/2025-11-03.json",
        "papers/the-shape-of-deserts.yml",
        "pages/about/more.md",
    ):
        assert f"content/{path}" in kept
    assert "Say why by A" in hosted.commits
    assert f"content/digests/{FRIDAY}.json" not in kept


@pytest.mark.parametrize(("site", "job"), [(SITE, "propose"), (OPEN_TO_MAIN, "push")])
def test_what_somebody_pushes_to_the_branch_during_a_run_is_not_lost(site: str, job: str, make_list: MakeList) -> None:
    hosted = make_list(before=THURSDAY)
    hosted.hub.write("content/site.yml", site)
    hosted.add_page()
    hosted.hub.before_job = lambda name: hosted.curate() if name == job else None
    run = hosted.digest(FRIDAY)

    assert run.jobs[job].result == ("failure" if job == "propose" else "success"), run.printed
    assert "content/papers/the-shape-of-deserts.yml" in hosted.hub.files(BRANCH)
    hosted.hub.before_job = None
    assert hosted.digest(FRIDAY).result == "success"
    assert "content/papers/the-shape-of-deserts.yml" in hosted.hub.files(BRANCH if job == "propose" else "main")


def test_what_somebody_pushes_to_the_branch_of_a_merged_pull_request_during_a_run_is_not_lost(
    make_list: MakeList,
) -> None:
    hosted = make_list(before=THURSDAY)
    (pull,) = hosted.pulls
    hosted.hub.change(pulls=[{**pull, "state": "MERGED", "headRefOid": hosted.hub.tip(BRANCH)}])
    hosted.hub.before_job = lambda name: hosted.curate() if name == "propose" else None
    run = hosted.digest(FRIDAY)

    assert run.jobs["propose"].result == "failure", run.printed
    assert "content/papers/the-shape-of-deserts.yml" in hosted.hub.files(BRANCH)
    hosted.hub.before_job = None
    assert hosted.digest(FRIDAY).result == "success"
    assert "content/papers/the-shape-of-deserts.yml" in hosted.hub.files(BRANCH)


@pytest.mark.parametrize("state", ["MERGED", "CLOSED"])
def test_a_pull_request_that_is_over_is_not_gone_on_from(state: str, make_list: MakeList) -> None:
    hosted = make_list(before=WEDNESDAY)
    (pull,) = hosted.pulls
    hosted.hub.change(pulls=[{**pull, "state": state, "headRefOid": hosted.hub.tip(BRANCH)}])
    if state == "MERGED":  # squashed, and the branch stays
        for path in (f"content/digests/{TUESDAY}.json", f"content/digests/{WEDNESDAY}.json", "content/permalinks.txt"):
            hosted.hub.write(path, hosted.hub.show(path, BRANCH))
        hosted.hub.commit("Add the newest papers")
    hosted.days = {THURSDAY: hosted.days[THURSDAY], FRIDAY: hosted.days[FRIDAY]}
    run = hosted.digest("2025-11-01")

    assert run.result == "success", run.printed
    assert [one["state"] for one in hosted.pulls] == [state, "OPEN"]
    assert "Deserts" in hosted.pulls[1]["body"]
    assert "Forests" not in hosted.pulls[1]["body"]
    assert (f"content/digests/{WEDNESDAY}.json" in hosted.hub.files(BRANCH)) == (state == "MERGED")


def test_a_branch_and_main_that_contradict_each_other_are_said(make_list: MakeList) -> None:
    hosted = make_list(before=THURSDAY)
    tip = hosted.hub.tip(BRANCH)
    hosted.hub.write(f"content/digests/{TUESDAY}.json", "[]\n")
    hosted.hub.commit("Another Tuesday")
    run = hosted.digest(THURSDAY)

    assert run.results == {"fetch": "failure", "propose": "skipped", "push": "skipped"}
    assert [name for name, _ in run.commands] == ["error"]
    assert "conflicts with main" in run.commands[0][1]
    assert hosted.hub.tip(BRANCH) == tip


def test_where_workflows_may_not_open_pull_requests_the_switch_is_named_and_nothing_is_lost(
    make_list: MakeList,
) -> None:
    hosted = make_list()
    hosted.hub.change(may_open=False)
    run = hosted.digest(THURSDAY)

    assert run.results == {"fetch": "success", "propose": "failure", "push": "skipped"}
    assert "Allow GitHub Actions to create and approve pull requests" in run.commands[-1][1]
    hosted.hub.change(may_open=True)
    hosted.days = {}
    assert hosted.digest("2025-11-08").result == "success"
    (pull,) = hosted.pulls
    assert "Deserts" in pull["body"]


def test_a_pull_request_of_a_stranger_from_a_branch_of_that_name_counts_for_nothing(make_list: MakeList) -> None:
    hosted = make_list()
    stranger = {
        "number": 1, "headRefName": BRANCH, "headRefOid": "0" * 40, "baseRefName": "main", "title": "Mine",
        "body": "Mine", "state": "OPEN", "isCrossRepository": True,
    }  # fmt: skip
    hosted.hub.change(pulls=[stranger])

    assert hosted.digest(THURSDAY).result == "success"
    assert hosted.hub.state["pulls"][0] == stranger
    assert "Deserts" in hosted.pulls[0]["body"]


def test_a_long_diff_fits_into_the_pull_request(make_list: MakeList) -> None:
    hosted = make_list()
    hosted.days[THURSDAY] = [
        daily_paper(number, f"Ünïcødé {number}: {'On Long Titles ' * 20}", THURSDAY, "Ada Lovelace")
        for number in range(100, 300)
    ]
    run = hosted.digest(THURSDAY)

    assert run.result == "success", run.printed
    assert 50_000 < len(hosted.pulls[0]["body"]) < 65_536
    assert "The rest does not fit here" in hosted.pulls[0]["body"]


# --- to main --------------------------------------------------------------------------------


def test_a_day_goes_to_main_and_is_published_where_the_list_says_so(make_list: MakeList) -> None:
    hosted = make_list(OPEN_TO_MAIN)
    run = hosted.digest(THURSDAY)

    assert run.results == {"fetch": "success", "propose": "skipped", "push": "success"}, run.printed
    assert f"content/digests/{THURSDAY}.json" in hosted.hub.files()
    assert (hosted.hub.state["started"], hosted.pulls) == ([["publish.yml", "main"]], [])
    assert hosted.hub.git("log", "-1", "--format=%an", "main", folder=hosted.hub.remote) == "github-actions[bot]"

    published = hosted.publish()
    assert published.result == "success", published.printed
    assert (hosted.hub.site / "papers/the-shape-of-deserts/index.html").is_file()

    tip = hosted.hub.tip()
    assert hosted.digest(THURSDAY).results == {"fetch": "success", "propose": "skipped", "push": "skipped"}
    assert (hosted.hub.tip(), len(hosted.hub.state["started"])) == (tip, 1)


def test_a_run_that_waited_for_another_goes_on_from_what_that_one_left(make_list: MakeList) -> None:
    hosted = make_list(OPEN_TO_MAIN)

    def push(name: str) -> None:
        if name == "fetch":
            hosted.add_page()

    hosted.hub.before_job = push
    run = hosted.digest(THURSDAY)

    assert run.results == {"fetch": "success", "propose": "skipped", "push": "success"}, run.printed
    assert {"content/pages/about/more.md", f"content/digests/{THURSDAY}.json"} <= set(hosted.hub.files())


def test_what_waited_in_a_pull_request_goes_to_main_with_the_rest(make_list: MakeList) -> None:
    hosted = make_list(before=WEDNESDAY)
    hosted.hub.write("content/site.yml", OPEN_TO_MAIN)
    hosted.hub.commit("No more pull requests")
    hosted.days = {THURSDAY: hosted.days[THURSDAY], FRIDAY: hosted.days[FRIDAY]}
    run = hosted.digest("2025-11-01")

    assert run.results == {"fetch": "success", "propose": "skipped", "push": "success"}, run.printed
    for day in (TUESDAY, WEDNESDAY, THURSDAY, FRIDAY):
        assert f"content/digests/{day}.json" in hosted.hub.files()
    assert hosted.hub.tip(BRANCH) is None
