"""The workflows and forms of the repository: their form, their security, and what they promise."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.builders import REPOSITORY

GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")


def ran(*command: str) -> subprocess.CompletedProcess[str]:
    """A program that was installed with the tests."""
    program = str(Path(sys.executable).with_name(command[0]))
    return subprocess.run([program, *command[1:]], cwd=REPOSITORY, capture_output=True, text=True, check=False)


def test_a_linter_at_its_strictest_finds_no_weakness_in_the_workflows() -> None:
    found = ran("zizmor", "--offline", "--persona=auditor", "--no-progress", ".github")

    assert found.returncode == 0, found.stdout + found.stderr


def test_the_linter_would_find_one(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text("on: pull_request_target\njobs: {a: {runs-on: x, steps: [{run: 'echo ${{ github.head_ref }}'}]}}\n")

    assert ran("zizmor", "--offline", "--persona=auditor", "--no-progress", str(bad)).returncode != 0


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
        ("dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_files_have_the_form_that_their_schema_says(schema: str, paths: list[Path]) -> None:
    found = ran("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, paths))

    assert paths
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_only_what_each_of_its_jobs_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.load(text, yaml.BaseLoader)

    assert "pull_request_target" not in text
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert "permissions" in job
        assert "timeout-minutes" in job
    uses = [line.strip().removeprefix("- ") for line in text.split("\n") if "uses:" in line]
    assert [line for line in uses if not PINNED.match(line)] == []


def test_a_pull_request_is_checked_with_no_more_than_reading() -> None:
    workflow = yaml.load((GITHUB / "workflows/check.yml").read_text(encoding="utf-8"), yaml.BaseLoader)

    assert set(workflow["on"]) == {"pull_request"}
    assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read"}]
    text = (GITHUB / "workflows/check.yml").read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "persist-credentials: false" in text
    runs = " ".join(step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])
    for command in ("check --format github", "diff --format markdown", "GITHUB_STEP_SUMMARY", "mkdocs build --strict"):
        assert command in runs


def workflow(name: str) -> Any:
    return yaml.load((GITHUB / "workflows" / name).read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("name", ["digest.yml", "publish.yml", "freshness.yml", "newsletter.yml"])
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
    for name in ("digest.yml", "freshness.yml", "newsletter.yml"):
        for job in workflow(name)["jobs"].values():
            if "write" in job["permissions"].values():
                scripts = " ".join(step.get("run", "") for step in job["steps"])
                assert not any(word in scripts for word in ("make ", ".venv", "python", "papershelf "))


@pytest.mark.parametrize("name", ["check.yml", "digest.yml", "newsletter.yml", "publish.yml"])
def test_nothing_is_believed_that_a_commit_put_into_the_folders_of_builds(name: str) -> None:
    scripts = " ".join(step.get("run", "") for job in workflow(name)["jobs"].values() for step in job["steps"])
    first = re.search(r"make clean|papershelf (?:check|build)|mkdocs build|make build", scripts)
    assert first is not None
    assert first[0] == "make clean"


PRINTS = re.compile(r"papershelf |mkdocs |publishable\.py|make build|git (?:merge |apply |add )")
"""Commands that print what strangers wrote, if only the name of a file."""
STEPS = [
    pytest.param(step["run"], id=f"{path.name}: {step.get('name', step['run'])}")
    for path in WORKFLOWS
    if path.name != "ci.yml"  # it runs the tests, whose output nobody but the project writes
    for job in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["jobs"].values()
    for step in job["steps"]
    if PRINTS.search(step.get("run", ""))
]


@pytest.mark.parametrize("run", STEPS)
def test_what_is_printed_gives_github_no_commands(run: str) -> None:
    if "check --format github" in run:
        assert run.count("papershelf") == 1
        assert "sed 's/^/| /; s/##\\[/# [/g'" in run
        return
    before = run[: PRINTS.search(run).start()]  # type: ignore[union-attr]
    assert 'echo "::stop-commands::$word"' in before
    assert "word=$(cat /proc/sys/kernel/random/uuid)" in before
    assert "trap 'echo \"::$word::\"' EXIT" in before or run.count('echo "::$word::"') == 1
