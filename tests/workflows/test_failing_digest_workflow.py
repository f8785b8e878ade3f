"""digest.yml: what fails, and what hostile papers and patches come to."""

from __future__ import annotations

import json

import pytest
from support.builders import SITE
from support.hosted_list import OPEN_TO_MAIN, THURSDAY, TUESDAY, WEDNESDAY, MakeList, daily_paper
from support.workflows import BRANCH


def test_a_working_day_that_is_empty_twice_fails_the_run_and_keeps_what_came(make_list: MakeList) -> None:
    hosted = make_list()
    del hosted.days[TUESDAY]
    first = hosted.digest(WEDNESDAY)
    assert first.result == "success", first.printed
    assert json.loads(hosted.hub.show("content/asked.json", BRANCH))["empty"] == {TUESDAY: 1}
    run = hosted.digest(THURSDAY)

    assert run.results == {"fetch": "failure", "propose": "success", "push": "skipped"}
    assert run.failed == ["Fail if any step failed"]
    assert "the source may have stopped publishing" in run.printed
    assert run.commands[-1][1].startswith("fetch: failure, resolve: success, permalinks: success, check: success")
    assert f"content/digests/{THURSDAY}.json" in hosted.hub.files(BRANCH)
    assert json.loads(hosted.hub.show("content/asked.json", BRANCH))["empty"] == {TUESDAY: 2}

    # It was a holiday: said once, and nothing changes any more.
    tip = hosted.hub.tip(BRANCH)
    assert hosted.digest(THURSDAY).result == "success"
    assert hosted.hub.tip(BRANCH) == tip


def test_a_service_that_changed_its_form_fails_the_run_and_changes_nothing(make_list: MakeList) -> None:
    hosted = make_list()
    for day in hosted.days:
        hosted.days[day] = [{"card": {"name": "New"}}]
    run = hosted.digest(THURSDAY)

    assert run.results == {"fetch": "failure", "propose": "skipped", "push": "skipped"}
    assert (hosted.pulls, hosted.hub.tip(BRANCH)) == ([], None)


def test_what_the_check_refuses_is_never_pushed_to_main(make_list: MakeList) -> None:
    hosted = make_list(OPEN_TO_MAIN, **{"content/papers/nobody.yml": "featured: true\n"})
    before = hosted.hub.tip()
    run = hosted.digest(THURSDAY)

    assert run.results == {"fetch": "failure", "propose": "success", "push": "skipped"}
    assert (hosted.hub.tip(), hosted.hub.state["started"]) == (before, [])
    assert "[!CAUTION]" in hosted.pulls[0]["body"]
    assert [name for name, _ in run.commands] == ["error", "error"]
    assert "expected the slug of a paper, found 'nobody'" in run.commands[0][1]


HOSTILE = "$(touch pwned) `touch pwned`'; touch pwned; \" & ##[add-mask]e ::add-mask::e ${{ github.token }} @all #1"


@pytest.mark.parametrize("site", [SITE, OPEN_TO_MAIN])
def test_a_hostile_title_reaches_no_shell_and_gives_no_command(site: str, make_list: MakeList) -> None:
    hosted = make_list(site)
    hosted.days[THURSDAY] = [daily_paper(1, HOSTILE, THURSDAY), daily_paper(2, f"::error::{HOSTILE}", THURSDAY)]
    hosted.days[WEDNESDAY] = [{"paper": {"id": "::error::##[add-mask]e", "title": HOSTILE}}]
    run = hosted.digest(THURSDAY)

    assert "##[add-mask]e" in run.jobs["fetch"].step("Look up what digests leave out").printed
    assert "##[add-mask]e" in hosted.hub.show(f"content/digests/{THURSDAY}.json", "main" if site != SITE else BRANCH)
    # What the check annotates is meant to be one.
    assert [one for one in run.commands if one[0] not in ("error", "notice")] == []
    assert not list(hosted.hub.folder.rglob("pwned"))
    assert [pull for pull in hosted.pulls if "@all" in pull["body"]] == []


@pytest.mark.parametrize(("site", "job"), [(SITE, "propose"), (OPEN_TO_MAIN, "push")])
def test_of_a_change_that_was_tampered_with_only_the_content_counts(site: str, job: str, make_list: MakeList) -> None:
    hosted = make_list(site)
    before = hosted.hub.files()

    def tamper(name: str) -> None:
        if name == job:
            (patch,) = hosted.hub.folder.glob("runs/*/artifacts/change/content.patch")
            moved = "similarity index 100%\nrename from Makefile\nrename to content/moved\n"
            made = "new file mode 100644\n--- /dev/null\n+++ b/Mine\n@@ -0,0 +1 @@\n+mine\n"
            patch.write_text(
                f"diff --git a/Makefile b/content/moved\n{moved}diff --git a/Mine b/Mine\n{made}{patch.read_text()}"
            )

    hosted.hub.before_job = tamper
    run = hosted.digest(THURSDAY)

    assert run.jobs[job].result == "success", run.printed
    added = set(hosted.hub.files("main" if job == "push" else BRANCH)) - set(before)
    assert set(before) <= set(hosted.hub.files("main" if job == "push" else BRANCH))
    assert {path.partition("/")[0] for path in added} == {"content"}


def test_services_are_told_who_asks(make_list: MakeList) -> None:
    hosted = make_list()
    hosted.days[THURSDAY] = [daily_paper(30, "The Shape of Deserts", THURSDAY)]
    hosted.digest(THURSDAY)

    assert len(hosted.user_agents) > 4, "resolve asked, too"
    assert all("+https://code.test/reader/shelf" in one for one in hosted.user_agents)


LINK = (
    "diff --git a/content/{0} b/content/{0}\nnew file mode {1}\n--- /dev/null\n+++ b/content/{0}\n@@ -0,0 +1 @@\n+{2}\n"
)


@pytest.mark.parametrize(
    ("mode", "target"),
    [("120000", "/etc/passwd"), ("120000", "../.github"), ("160000", "Subproject commit " + "a" * 40)],
)
@pytest.mark.parametrize(("site", "job"), [(SITE, "propose"), (OPEN_TO_MAIN, "push")])
def test_a_change_with_a_link_is_not_pushed(site: str, job: str, mode: str, target: str, make_list: MakeList) -> None:
    hosted = make_list(site)
    before = hosted.hub.tip()

    def tamper(name: str) -> None:
        if name == job:
            (patch,) = hosted.hub.folder.glob("runs/*/artifacts/change/content.patch")
            patch.write_text(LINK.format("pages/a", mode, target) + patch.read_text())

    hosted.hub.before_job = tamper
    run = hosted.digest(THURSDAY)

    assert run.jobs[job].result == "failure", run.printed
    assert hosted.hub.tip() == before
    assert hosted.pulls == []
    assert "links or other special files" in run.printed
