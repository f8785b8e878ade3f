"""The workflows, run step by step: what becomes of a day, of a site that is broken, of a source that is dry."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.builders import REPOSITORY, SITE
from support.project import files_of
from support.services import Reply, Request, as_json, playing
from support.workflows import BRANCH, Hub, Unknown, worked_out

from generator.catalogue.permalink_list import permalinks_text

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (f"2025-10-{day}" for day in range(27, 32))
NEXT_TUESDAY = "2025-11-04"
OPEN_TO_MAIN = f"{SITE}updates:\n  to: main\n"

KEPT = ("digests/2025-10-27", "papers/the-shape-of-rivers", "topics/shapes")

Paper = dict[str, Any]


def paper(number: int, title: str, day: str, *authors: str) -> Paper:
    return {
        "paper": {
            "id": f"2510.{number:05}",
            "title": title,
            "summary": f"We study {title.lower()} on data of many kinds, and show that it holds for all of them.",
            "authors": [{"name": name, "hidden": False} for name in authors],
            "publishedAt": f"{day}T10:00:00.000Z",
            "upvotes": 3,
        },
        "publishedAt": f"{day}T12:00:00.000Z",
        "title": title,
        "numComments": 1,
    }


def one_paper(number: int, day: str) -> list[Paper]:
    words = {27: "Rivers", 28: "Mountains", 29: "Forests", 30: "Deserts", 31: "Glaciers"}
    return [paper(number, f"The Shape of {words.get(number, number)}", day, "Ada Lovelace", "Emmy Noether")]


def _feed(known: Paper) -> Reply:
    entry = (
        f"<entry><id>http://arxiv.org/abs/{known['id']}v1</id><title>{escape(known['title'])}</title>"
        f"<published>{known['publishedAt']}</published><summary>{escape(known['summary'])}</summary>"
        "<author><name>Ada Lovelace</name></author></entry>"
    )
    return Reply(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode(), kind="application/atom+xml")


@dataclass(slots=True)
class World:
    """A host with a list, and the services that it asks."""

    hub: Hub
    days: dict[str, list[Paper]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    """What the services were told of who asks."""

    def answer(self, request: Request) -> Reply:
        self.told.append(request.headers["User-Agent"])
        if request.path == "/api/daily_papers":
            return as_json(self.days.get(request.query["date"], []))
        # arXiv knows the authors of all of them, and Hugging Face nothing more.
        known = {one["paper"]["id"]: one["paper"] for papers in self.days.values() for one in papers}
        found = known.get(request.query.get("id_list", ""))
        return _feed(found) if found else Reply(b"{}", status=404)

    def digest(self, today: str) -> Any:
        return self.hub.run("digest.yml", PAPERSHELF_TODAY=today)

    def curate(self) -> None:
        """Somebody adds a note on the branch of the pull request."""
        self.hub.git("fetch", "--quiet", "origin")
        self.hub.git("checkout", "--quiet", "--detach", f"origin/{BRANCH}")
        self.hub.write("content/papers/the-shape-of-deserts.yml", "note: Read it for the sand in chapter two.\n")
        self.hub.commit("Say why", BRANCH)
        self.hub.git("checkout", "--quiet", "main")

    @property
    def pulls(self) -> list[Any]:
        return [one for one in self.hub.state["pulls"] if not one["isCrossRepository"]]

    @property
    def commits(self) -> list[str]:
        return self.hub.git("log", "--format=%s by %an", BRANCH, folder=self.hub.remote).split("\n")


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., World]]:
    """Makes worlds; Monday is on the list already, and the other days wait to be fetched."""
    worlds: list[World] = []

    def answer(request: Request) -> Reply:
        return worlds[0].answer(request)

    with playing(answer) as service:

        def made(site: str = SITE, name: str = "reader/shelf", **files: str) -> World:
            days = {f"2025-10-{day}": one_paper(day, f"2025-10-{day}") for day in range(27, 32)}
            topic = "title: Shapes\narea: theory\nscope: Whatever has a shape.\nrules: [{any: [shape]}]\n"
            content = {
                "content/site.yml": site,
                "content/topics/shapes.yml": topic,
                "content/permalinks.txt": permalinks_text(KEPT),
                "content/pages/about/index.md": "# About\n\nA list for tests.\n",
                f"content/digests/{MONDAY}.json": json.dumps(days[MONDAY]),
            }
            hub = Hub.make(tmp_path / "hub", {**content, **files}, name)
            hub.environment = {"PAPERSHELF_HUGGING_FACE": service.address, "PAPERSHELF_ARXIV": service.address}
            worlds[:] = [World(hub, days)]
            return worlds[0]

        yield made


# --- digest.yml: a pull request --------------------------------------------------------------


def test_a_day_becomes_a_pull_request_with_the_diff_and_nothing_is_pushed_to_main(make: Callable[..., World]) -> None:
    world = make()
    before = world.hub.tip()
    run = world.digest(THURSDAY)

    assert run.results == {"fetch": "success", "propose": "success", "push": "skipped"}, run.printed
    (pull,) = world.pulls
    assert (pull["baseRefName"], pull["state"], pull["title"]) == ("main", "OPEN", "Add the newest papers")
    for words in ("Mountains", "Forests", "Deserts", "/actions/runs/1", "close and reopen this pull request"):
        assert words in pull["body"]
    assert "CAUTION" not in pull["body"]
    assert pull["body"] in run.jobs["fetch"].summary
    added = set(world.hub.files(BRANCH)) - set(world.hub.files())
    assert added == {f"content/digests/{day}.json" for day in (TUESDAY, WEDNESDAY, THURSDAY)}
    assert "papers/the-shape-of-deserts" in world.hub.show("content/permalinks.txt", BRANCH)
    assert (world.hub.tip(), world.hub.state["started"]) == (before, [])
    assert world.commits[0] == "Add the newest papers by github-actions[bot]"


def test_the_same_day_again_changes_nothing_and_a_later_one_goes_on_from_what_waits(make: Callable[..., World]) -> None:
    world = make()
    world.digest(THURSDAY)
    tip = world.hub.tip(BRANCH)
    assert world.digest(THURSDAY).result == "success"
    assert (world.hub.tip(BRANCH), len(world.pulls)) == (tip, 1)

    # A curator works on the branch, and somebody on main.
    world.curate()
    world.hub.write("content/pages/about/more.md", "# More\n\nWords.\n")
    world.hub.commit("Say more")
    # Days later the first ones are not asked for any more.
    world.days = {FRIDAY: world.days[FRIDAY], "2025-11-03": one_paper(40, "2025-11-03"), NEXT_TUESDAY: []}
    run = world.digest(NEXT_TUESDAY)

    assert run.result == "success", run.printed
    (pull,) = world.pulls
    assert "Mountains" in pull["body"]
    assert "The Shape of 40" in pull["body"]
    kept = world.hub.files(BRANCH)
    for path in (
        f"digests/{TUESDAY}.json",
        "digests/2025-11-03.json",
        "papers/the-shape-of-deserts.yml",
        "pages/about/more.md",
    ):
        assert f"content/{path}" in kept
    assert "Say why by A" in world.commits
    assert f"content/digests/{FRIDAY}.json" not in kept


@pytest.mark.parametrize(("site", "job"), [(SITE, "propose"), (OPEN_TO_MAIN, "push")])
def test_what_somebody_pushes_to_the_branch_during_a_run_is_not_lost(
    site: str, job: str, make: Callable[..., World]
) -> None:
    world = make()
    world.digest(THURSDAY)
    world.hub.write("content/site.yml", site)
    world.hub.write("content/pages/about/more.md", "# More\n\nWords.\n")
    world.hub.commit("Say more")
    world.hub.before_job = lambda name: world.curate() if name == job else None
    run = world.digest(FRIDAY)

    assert run.jobs[job].result == ("failure" if job == "propose" else "success"), run.printed
    assert "content/papers/the-shape-of-deserts.yml" in world.hub.files(BRANCH)
    world.hub.before_job = None
    assert world.digest(FRIDAY).result == "success"
    assert "content/papers/the-shape-of-deserts.yml" in world.hub.files(BRANCH if job == "propose" else "main")


@pytest.mark.parametrize("state", ["MERGED", "CLOSED"])
def test_a_pull_request_that_is_over_is_not_gone_on_from(state: str, make: Callable[..., World]) -> None:
    world = make()
    world.digest(WEDNESDAY)
    (pull,) = world.pulls
    world.hub.change(pulls=[{**pull, "state": state, "headRefOid": world.hub.tip(BRANCH)}])
    if state == "MERGED":  # squashed, and the branch stays
        for path in (f"content/digests/{TUESDAY}.json", f"content/digests/{WEDNESDAY}.json", "content/permalinks.txt"):
            world.hub.write(path, world.hub.show(path, BRANCH))
        world.hub.commit("Add the newest papers")
    world.days = {THURSDAY: world.days[THURSDAY], FRIDAY: world.days[FRIDAY]}
    run = world.digest("2025-11-01")

    assert run.result == "success", run.printed
    assert [one["state"] for one in world.pulls] == [state, "OPEN"]
    assert "Deserts" in world.pulls[1]["body"]
    assert "Forests" not in world.pulls[1]["body"]
    assert (f"content/digests/{WEDNESDAY}.json" in world.hub.files(BRANCH)) == (state == "MERGED")


def test_a_branch_and_main_that_contradict_each_other_are_said(make: Callable[..., World]) -> None:
    world = make()
    world.digest(THURSDAY)
    tip = world.hub.tip(BRANCH)
    world.hub.write(f"content/digests/{TUESDAY}.json", "[]\n")
    world.hub.commit("Another Tuesday")
    run = world.digest(THURSDAY)

    assert run.results == {"fetch": "failure", "propose": "skipped", "push": "skipped"}
    assert [name for name, _ in run.commands] == ["error"]
    assert "conflicts with main" in run.commands[0][1]
    assert world.hub.tip(BRANCH) == tip


def test_where_workflows_may_not_open_pull_requests_the_switch_is_named_and_nothing_is_lost(
    make: Callable[..., World],
) -> None:
    world = make()
    world.hub.change(may_open=False)
    run = world.digest(THURSDAY)

    assert run.results == {"fetch": "success", "propose": "failure", "push": "skipped"}
    assert "Allow GitHub Actions to create and approve pull requests" in run.commands[-1][1]
    world.hub.change(may_open=True)
    world.days = {}
    assert world.digest("2025-11-08").result == "success"
    (pull,) = world.pulls
    assert "Deserts" in pull["body"]


def test_a_pull_request_of_a_stranger_from_a_branch_of_that_name_counts_for_nothing(make: Callable[..., World]) -> None:
    world = make()
    stranger = {
        "number": 1, "headRefName": BRANCH, "headRefOid": "0" * 40, "baseRefName": "main", "title": "Mine",
        "body": "Mine", "state": "OPEN", "isCrossRepository": True,
    }  # fmt: skip
    world.hub.change(pulls=[stranger])

    assert world.digest(THURSDAY).result == "success"
    assert world.hub.state["pulls"][0] == stranger
    assert "Deserts" in world.pulls[0]["body"]


def test_a_long_diff_fits_into_the_pull_request(make: Callable[..., World]) -> None:
    world = make()
    world.days[THURSDAY] = [
        paper(number, f"Ünïcødé {number}: {'On Long Titles ' * 20}", THURSDAY, "Ada Lovelace")
        for number in range(100, 300)
    ]
    run = world.digest(THURSDAY)

    assert run.result == "success", run.printed
    assert 50_000 < len(world.pulls[0]["body"]) < 65_536
    assert "The rest does not fit here" in world.pulls[0]["body"]


# --- digest.yml: what fails ------------------------------------------------------------------


def test_a_working_day_that_is_empty_twice_fails_the_run_and_keeps_what_came(make: Callable[..., World]) -> None:
    world = make()
    del world.days[TUESDAY]
    first = world.digest(WEDNESDAY)
    assert first.result == "success", first.printed
    assert json.loads(world.hub.show("content/asked.json", BRANCH))["empty"] == {TUESDAY: 1}
    run = world.digest(THURSDAY)

    assert run.results == {"fetch": "failure", "propose": "success", "push": "skipped"}
    assert run.failed == ["Fail if any step failed"]
    assert "the source may have dried up" in run.printed
    assert run.commands[-1][1].startswith("fetch: failure, resolve: success, permalinks: success, check: success")
    assert f"content/digests/{THURSDAY}.json" in world.hub.files(BRANCH)
    assert json.loads(world.hub.show("content/asked.json", BRANCH))["empty"] == {TUESDAY: 2}

    # It was a holiday: said once, and nothing changes any more.
    tip = world.hub.tip(BRANCH)
    assert world.digest(THURSDAY).result == "success"
    assert world.hub.tip(BRANCH) == tip


def test_a_service_that_changed_its_form_fails_the_run_and_changes_nothing(make: Callable[..., World]) -> None:
    world = make()
    for day in world.days:
        world.days[day] = [{"card": {"name": "New"}}]
    run = world.digest(THURSDAY)

    assert run.results == {"fetch": "failure", "propose": "skipped", "push": "skipped"}
    assert (world.pulls, world.hub.tip(BRANCH)) == ([], None)


def test_what_the_check_refuses_is_never_pushed_to_main(make: Callable[..., World]) -> None:
    world = make(OPEN_TO_MAIN, **{"content/papers/nobody.yml": "featured: true\n"})
    before = world.hub.tip()
    run = world.digest(THURSDAY)

    assert run.results == {"fetch": "failure", "propose": "success", "push": "skipped"}
    assert (world.hub.tip(), world.hub.state["started"]) == (before, [])
    assert "[!CAUTION]" in world.pulls[0]["body"]
    assert [name for name, _ in run.commands] == ["error", "error"]
    assert "expected the slug of a paper, found 'nobody'" in run.commands[0][1]


HOSTILE = "$(touch pwned) `touch pwned`'; touch pwned; \" & ##[add-mask]e ::add-mask::e ${{ github.token }} @all #1"


@pytest.mark.parametrize("site", [SITE, OPEN_TO_MAIN])
def test_a_hostile_title_reaches_no_shell_and_gives_no_command(site: str, make: Callable[..., World]) -> None:
    world = make(site)
    world.days[THURSDAY] = [paper(1, HOSTILE, THURSDAY), paper(2, f"::error::{HOSTILE}", THURSDAY)]
    world.days[WEDNESDAY] = [{"paper": {"id": "::error::##[add-mask]e", "title": HOSTILE}}]
    run = world.digest(THURSDAY)

    assert "##[add-mask]e" in run.jobs["fetch"].step("Look up what digests leave out").printed
    assert "##[add-mask]e" in world.hub.show(f"content/digests/{THURSDAY}.json", "main" if site != SITE else BRANCH)
    # What the check annotates is meant to be one.
    assert [one for one in run.commands if one[0] not in ("error", "notice")] == []
    assert not list(world.hub.folder.rglob("pwned"))
    assert [pull for pull in world.pulls if "@all" in pull["body"]] == []


@pytest.mark.parametrize(("site", "job"), [(SITE, "propose"), (OPEN_TO_MAIN, "push")])
def test_of_a_change_that_was_tampered_with_only_the_content_counts(
    site: str, job: str, make: Callable[..., World]
) -> None:
    world = make(site)
    before = world.hub.files()

    def tamper(name: str) -> None:
        if name == job:
            (patch,) = world.hub.folder.glob("runs/*/artifacts/change/content.patch")
            moved = "similarity index 100%\nrename from Makefile\nrename to content/moved\n"
            made = "new file mode 100644\n--- /dev/null\n+++ b/Mine\n@@ -0,0 +1 @@\n+mine\n"
            patch.write_text(
                f"diff --git a/Makefile b/content/moved\n{moved}diff --git a/Mine b/Mine\n{made}{patch.read_text()}"
            )

    world.hub.before_job = tamper
    run = world.digest(THURSDAY)

    assert run.jobs[job].result == "success", run.printed
    added = set(world.hub.files("main" if job == "push" else BRANCH)) - set(before)
    assert set(before) <= set(world.hub.files("main" if job == "push" else BRANCH))
    assert {path.partition("/")[0] for path in added} == {"content"}


def test_services_are_told_who_asks(make: Callable[..., World]) -> None:
    world = make()
    world.days[THURSDAY] = [paper(30, "The Shape of Deserts", THURSDAY)]
    world.digest(THURSDAY)

    assert len(world.told) > 4, "resolve asked, too"
    assert all("+https://code.test/reader/shelf" in one for one in world.told)


# --- digest.yml: to main ---------------------------------------------------------------------


def test_a_day_goes_to_main_and_is_published_where_the_list_says_so(make: Callable[..., World]) -> None:
    world = make(OPEN_TO_MAIN)
    run = world.digest(THURSDAY)

    assert run.results == {"fetch": "success", "propose": "skipped", "push": "success"}, run.printed
    assert f"content/digests/{THURSDAY}.json" in world.hub.files()
    assert (world.hub.state["started"], world.pulls) == ([["publish.yml", "main"]], [])
    assert world.hub.git("log", "-1", "--format=%an", "main", folder=world.hub.remote) == "github-actions[bot]"

    published = world.hub.run("publish.yml")
    assert published.result == "success", published.printed
    assert (world.hub.site / "papers/the-shape-of-deserts/index.html").is_file()

    tip = world.hub.tip()
    assert world.digest(THURSDAY).results == {"fetch": "success", "propose": "skipped", "push": "skipped"}
    assert (world.hub.tip(), len(world.hub.state["started"])) == (tip, 1)


def test_a_run_that_waited_for_another_goes_on_from_what_that_one_left(make: Callable[..., World]) -> None:
    world = make(OPEN_TO_MAIN)

    def push(name: str) -> None:
        if name == "fetch":
            world.hub.write("content/pages/about/more.md", "# More\n\nWords.\n")
            world.hub.commit("Say more")

    world.hub.before_job = push
    run = world.digest(THURSDAY)

    assert run.results == {"fetch": "success", "propose": "skipped", "push": "success"}, run.printed
    assert {"content/pages/about/more.md", f"content/digests/{THURSDAY}.json"} <= set(world.hub.files())


def test_what_waited_in_a_pull_request_goes_to_main_with_the_rest(make: Callable[..., World]) -> None:
    world = make()
    world.digest(WEDNESDAY)
    world.hub.write("content/site.yml", OPEN_TO_MAIN)
    world.hub.commit("No more pull requests")
    world.days = {THURSDAY: world.days[THURSDAY], FRIDAY: world.days[FRIDAY]}
    run = world.digest("2025-11-01")

    assert run.results == {"fetch": "success", "propose": "skipped", "push": "success"}, run.printed
    for day in (TUESDAY, WEDNESDAY, THURSDAY, FRIDAY):
        assert f"content/digests/{day}.json" in world.hub.files()
    assert world.hub.tip(BRANCH) is None


# --- publish.yml -----------------------------------------------------------------------------


def test_publishing_twice_gives_the_same_site(make: Callable[..., World]) -> None:
    world = make()
    assert world.hub.run("publish.yml").result == "success"
    before = {path: data for path, data in files_of(world.hub.site).items() if not path.endswith(".gz")}
    assert world.hub.run("publish.yml").result == "success"
    after = {path: data for path, data in files_of(world.hub.site).items() if not path.endswith(".gz")}

    assert before == after
    assert "papers/the-shape-of-rivers/index.html" in after


def test_whatever_fails_the_last_site_stays(make: Callable[..., World]) -> None:
    world = make()
    assert world.hub.run("publish.yml").result == "success"
    before = files_of(world.hub.site)

    world.hub.can_deploy = False
    assert world.hub.run("publish.yml").results == {"build": "success", "deploy": "failure"}
    assert files_of(world.hub.site) == before
    world.hub.can_deploy = True

    # A broken template, of which no builder knows.
    template = (world.hub.tree / "overrides/main.html").read_text(encoding="utf-8")
    world.hub.write("overrides/main.html", template.replace("</body>", '<a href="/nowhere/">Nowhere</a></body>'))
    world.hub.commit("Break the template")
    run = world.hub.run("publish.yml")
    assert (run.results, run.failed) == ({"build": "failure", "deploy": "skipped"}, ["Test the site"])
    assert "/nowhere/ leads out of the site" in run.printed
    assert files_of(world.hub.site) == before

    world.hub.write("overrides/main.html", template)
    world.hub.write("content/papers/nobody.yml", "featured: true\n")
    world.hub.commit("Break the content")
    assert world.hub.run("publish.yml").failed == ["Build"]
    assert files_of(world.hub.site) == before

    world.hub.git("rm", "--quiet", "content/papers/nobody.yml")
    world.hub.commit("Mend it")
    assert world.hub.run("publish.yml").result == "success"


def test_a_fork_of_another_name_publishes_when_pages_is_on_and_needs_nothing_else(make: Callable[..., World]) -> None:
    world = make(name="somebody/other-list")
    world.hub.has_pages = False
    run = world.hub.run("publish.yml")
    assert (run.results, run.failed) == ({"build": "failure", "deploy": "skipped"}, ["actions/configure-pages"])

    world.hub.has_pages = True
    run = world.hub.run("publish.yml")
    assert run.result == "success", run.printed
    home = (world.hub.site / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://somebody.github.io/other-list/">' in home
    assert "https://code.test/somebody/other-list" in home
    assert world.digest(THURSDAY).result == "success"


# --- freshness.yml ---------------------------------------------------------------------------


def test_a_dry_source_opens_one_issue_which_a_digest_closes(make: Callable[..., World]) -> None:
    world = make(f"{SITE}updates:\n  stale_after: 2\n")

    def look(today: str) -> list[tuple[str, str]]:
        run = world.hub.run("freshness.yml", PAPERSHELF_TODAY=today)
        assert run.result == "success", run.printed
        return [(one["state"], one["body"].partition("\n")[0]) for one in world.hub.state["issues"]]

    assert look(WEDNESDAY) == []
    said = (
        f"The newest digest is of {MONDAY}; 2 working days ended without one since then; the limit is 2 working days."
    )
    assert look(THURSDAY) == [("OPEN", said)]
    assert look(NEXT_TUESDAY) == [("OPEN", said)]

    world.hub.write("content/digests/2025-11-04.json", json.dumps(one_paper(40, NEXT_TUESDAY)))
    world.hub.commit("A digest")
    assert look("2025-11-05") == [("CLOSED", said)]
    assert [state for state, _ in look("2025-11-14")] == ["CLOSED", "OPEN"]
    assert [call for call in world.hub.state["calls"] if "comment" in call] == []


def test_where_there_are_no_issues_the_run_says_it(make: Callable[..., World]) -> None:
    world = make()
    world.hub.change(has_issues=False)
    assert world.hub.run("freshness.yml", PAPERSHELF_TODAY=TUESDAY).result == "success"
    run = world.hub.run("freshness.yml", PAPERSHELF_TODAY="2025-12-01")

    assert run.results == {"look": "success", "say": "failure", "keep": "success"}
    assert run.commands[-1][1].startswith(f"The newest digest is of {MONDAY}; 24 working days ended without one")


def test_a_program_that_breaks_is_no_dry_source(make: Callable[..., World]) -> None:
    world = make()
    world.hub.git("rm", "-r", "--quiet", "content")
    world.hub.commit("Lose everything")
    run = world.hub.run("freshness.yml", PAPERSHELF_TODAY="2025-12-01")

    assert run.results == {"look": "failure", "say": "skipped", "keep": "success"}
    assert world.hub.state["issues"] == []


def test_schedules_are_kept_alive_unless_a_person_stopped_them(make: Callable[..., World]) -> None:
    world = make()
    world.hub.change(workflows={"digest.yml": "disabled_inactivity", "freshness.yml": "active"})
    world.hub.run("freshness.yml", PAPERSHELF_TODAY=TUESDAY)
    assert world.hub.state["enabled"] == ["digest.yml", "freshness.yml"]
    assert world.hub.state["workflows"]["digest.yml"] == "active"

    world.hub.change(workflows={"digest.yml": "disabled_manually", "freshness.yml": "active"}, enabled=[])
    world.hub.run("freshness.yml", PAPERSHELF_TODAY=TUESDAY)
    assert world.hub.state["enabled"] == ["freshness.yml"]
    assert world.hub.state["workflows"]["digest.yml"] == "disabled_manually"
    assert world.hub.tip() == world.hub.git("rev-parse", "HEAD")


# --- what the files promise ------------------------------------------------------------------


def workflow(name: str) -> Any:
    return yaml.load((REPOSITORY / ".github/workflows" / name).read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("name", ["digest.yml", "publish.yml", "freshness.yml"])
def test_no_two_runs_at_a_time_and_none_is_broken_off(name: str) -> None:
    assert workflow(name)["concurrency"]["cancel-in-progress"] == "false"


@pytest.mark.parametrize("name", ["digest.yml", "freshness.yml"])
def test_a_schedule_is_daily_and_off_the_full_hour(name: str) -> None:
    ((minute, hour, *rest),) = (one["cron"].split() for one in workflow(name)["on"]["schedule"])
    assert rest == ["*", "*", "*"]
    assert int(minute) % 15 != 0
    assert 0 <= int(hour) <= 23
    assert "workflow_dispatch" in workflow(name)["on"]


def test_jobs_that_may_write_install_nothing_and_run_nothing_of_ours() -> None:
    for name in ("digest.yml", "freshness.yml"):
        for job in workflow(name)["jobs"].values():
            if "write" in job["permissions"].values():
                scripts = " ".join(step.get("run", "") for step in job["steps"])
                assert not any(word in scripts for word in ("make ", ".venv", "python", "papershelf "))


# --- the runner itself -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("actions/deploy-pages@", "somebody/deploy-pages@"),
        ("run: make build", "run: make build ${{ github.repository }}"),
        ("run: make build", "shell: python\n        run: make build"),
        ("${{ github.server_url }}", "${{ secrets.ADDRESS }}"),
        ("${{ github.server_url }}", "${{ format('{0}', github.server_url) }}"),
    ],
)
def test_what_is_not_played_is_an_error(old: str, new: str, make: Callable[..., World]) -> None:
    world = make()
    path = ".github/workflows/publish.yml"
    world.hub.write(path, (world.hub.tree / path).read_text(encoding="utf-8").replace(old, new))
    world.hub.commit("Something else")

    with pytest.raises(Unknown):
        world.hub.run("publish.yml")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("a.b == 'x' && !a.none", True),
        ("a.b != 'x' || a.b == 'y'", False),
        ("!(a.b == 'x') || always()", True),
        ("failure()", False),
        ("'words'", "words"),
    ],
)
def test_expressions_are_worked_out(expression: str, value: object) -> None:
    assert worked_out(expression, {"a": {"b": "x", "none": ""}}, is_failed=False) == value
