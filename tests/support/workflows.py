"""Runs workflow files as GitHub does: their jobs in the order of ``needs``, their steps one after the other.

The commands run for real, in a clean clone of a bare repository, with nothing in the environment but what a runner
gives. The actions and GitHub's command ``gh`` are played. It knows what our files use; anything else is an error.
"""

from __future__ import annotations

import compileall
import json
import os
import py_compile
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from support.project import ROOT

BRANCH = "papershelf/newest-papers"
_COPIED_FOLDERS = (".github", "generator", "overrides")
_COPIED_FILES = (
    ".gitattributes",
    ".gitignore",
    "Makefile",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements.lock",
    "tests/support/publishable.py",
    "tests/support/site_check.py",
)
_PINNED = re.compile(r"([\w-]+/[\w-]+)@[0-9a-f]{40}")
_STATUS = re.compile(r"\b(?:success|failure|cancelled|always)\(\)")
_COMMAND = re.compile(r"\s*::([\w-]+)(?: [^:]*)?::(.*)|.*##\[([\w-]+)[^\]]*\](.*)")
_OUTSIDE = "https://code.test"


class Unknown(Exception):
    """Something in a workflow that is not played."""


# --- what a run leaves -----------------------------------------------------------------------


@dataclass(slots=True)
class Step:
    """A step that ran, or was skipped."""

    name: str
    outcome: str
    conclusion: str
    """As the outcome, unless the step may fail."""
    outputs: dict[str, str] = field(default_factory=dict)
    printed: str = ""


@dataclass(slots=True)
class Job:
    """A job that ran, or was skipped."""

    result: str
    outputs: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    summary: str = ""

    def step(self, name: str) -> Step:
        """A step by its name."""
        return next(step for step in self.steps if step.name == name)


@dataclass(slots=True)
class Run:
    """A run of a workflow."""

    jobs: dict[str, Job]
    commands: list[tuple[str, str]]
    """What the runner took for its commands in what was printed: name and value."""

    @property
    def result(self) -> str:
        """Of all jobs together."""
        return "failure" if any(job.result == "failure" for job in self.jobs.values()) else "success"

    @property
    def results(self) -> dict[str, str]:
        """Of each job."""
        return {name: job.result for name, job in self.jobs.items()}

    @property
    def failed(self) -> list[str]:
        """Steps that made a job fail."""
        return [step.name for job in self.jobs.values() for step in job.steps if step.conclusion == "failure"]

    @property
    def printed(self) -> str:
        """All that was printed."""
        return "\n".join(step.printed for job in self.jobs.values() for step in job.steps)


# --- the code host ---------------------------------------------------------------------------


@dataclass(slots=True)
class Hub:
    """A repository on a code host, with its pull requests, issues and pages."""

    folder: Path
    name: str
    environment: Mapping[str, str] = field(default_factory=dict)
    """What tests add to the environment of every step."""
    has_pages: bool = True
    can_deploy: bool = True
    python: str = ""
    """The command that runs Python on the machines of this host."""
    secrets: Mapping[str, str] = field(default_factory=dict)
    """What only the workflows of this host know."""
    before_job: Callable[[str], None] | None = None
    """What somebody does just before a job of this name begins."""
    runs: int = 0

    @classmethod
    def make(cls, folder: Path, content: Mapping[str, str], *, name: str = "reader/shelf", python: str = "") -> Hub:
        """A new one, with our machinery round some content on its branch main."""
        hub = cls(folder, name, python=python or shlex.quote(sys.executable))
        hub.tree.mkdir(parents=True)
        for path in _COPIED_FOLDERS:
            shutil.copytree(ROOT / path, hub.tree / path, ignore=shutil.ignore_patterns("__pycache__"))
        for path in _COPIED_FILES:
            (hub.tree / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, hub.tree / path)
        for path, text in content.items():
            hub.write(path, text)
        (folder / "gitconfig").write_text("[user]\n name = A\n email = a@b\n[init]\n defaultBranch = main\n")
        hub.git("init", "--quiet", "--bare", str(hub.remote), folder=folder)
        hub.git("config", "uploadpack.allowAnySHA1InWant", "true", folder=hub.remote)
        hub.git("init", "--quiet")
        hub.git("remote", "add", "origin", str(hub.remote))
        hub.commit("Begin")
        names = sorted(path.name for path in (hub.tree / ".github/workflows").glob("*.yml"))
        lists: dict[str, list[object]] = {
            key: [] for key in ("pulls", "issues", "labels", "enabled", "started", "calls")
        }
        facts = {"name": name, "has_issues": True, "may_open": True, "workflows": dict.fromkeys(names, "active")}
        hub.change(**facts, **lists)
        _write_program(folder / "bin/gh", f'exec "{sys.executable}" -IS "{ROOT / "tests/support/gh.py"}" "$@"')
        # No machine need compile our modules again. What is compiled holds for sources of the same content only.
        valid = py_compile.PycInvalidationMode.CHECKED_HASH
        compileall.compile_dir(hub.tree / "generator", quiet=1, invalidation_mode=valid)
        return hub

    def copy(self, folder: Path) -> Hub:
        """A host with the same repository, pull requests, issues and site; its earlier runs are only counted."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("runs"), symlinks=True)
        copied = replace(self, folder=folder)
        copied.git("remote", "set-url", "origin", str(copied.remote))
        return copied

    @property
    def tree(self) -> Path:
        """Where a person works on it."""
        return self.folder / "tree"

    @property
    def remote(self) -> Path:
        """The bare repository."""
        return self.folder / "remote.git"

    @property
    def site(self) -> Path:
        """What readers see."""
        return self.folder / "pages"

    @property
    def state(self) -> dict[str, Any]:
        """Pull requests, issues, and what was done."""
        found: dict[str, Any] = json.loads((self.folder / "hub.json").read_text(encoding="utf-8"))
        return found

    def change(self, **facts: object) -> None:
        """Change what the host knows."""
        state = self.state if (self.folder / "hub.json").exists() else {}
        (self.folder / "hub.json").write_text(json.dumps({**state, **facts}, indent=1), encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file into a person's tree."""
        (self.tree / path).parent.mkdir(parents=True, exist_ok=True)
        (self.tree / path).write_text(text, encoding="utf-8")

    def commit(self, message: str, branch: str = "main") -> None:
        """Commit a person's tree and push it."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        self.git("push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        """What git prints; nobody's settings count."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder or self.tree,
            env={
                "PATH": os.environ["PATH"],
                "GIT_CONFIG_GLOBAL": str(self.folder / "gitconfig"),
                "GIT_CONFIG_SYSTEM": os.devnull,
            },
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()

    def show(self, path: str, branch: str = "main") -> str:
        """A file of a branch on the host."""
        return self.git("show", f"{branch}:{path}", folder=self.remote)

    def files(self, branch: str = "main") -> list[str]:
        """The paths of a branch on the host."""
        return self.git("ls-tree", "-r", "--name-only", branch, folder=self.remote).split("\n")

    def tip(self, branch: str = "main") -> str | None:
        """The commit of a branch on the host."""
        try:
            return self.git("rev-parse", "--verify", f"refs/heads/{branch}", folder=self.remote)
        except subprocess.CalledProcessError:
            return None

    def run(self, workflow: str, **environment: str) -> Run:
        """Run a workflow of the branch main."""
        self.runs += 1
        text = self.show(f".github/workflows/{workflow}")
        return _Runner(self, yaml.load(text, yaml.BaseLoader), {**self.environment, **environment}).run()


# --- the runner ------------------------------------------------------------------------------

_WORKFLOW_KEYS = {"name", "on", "permissions", "concurrency", "env", "jobs"}
_JOB_KEYS = {
    "name", "needs", "if", "runs-on", "timeout-minutes", "permissions", "outputs", "environment", "steps",
}  # fmt: skip
_STEP_KEYS = {"name", "id", "if", "uses", "with", "run", "env", "continue-on-error", "timeout-minutes"}


def _only(given: Mapping[str, object], known: set[str], where: str) -> None:
    if not given.keys() <= known:
        raise Unknown(f"{where}: {sorted(given.keys() - known)}")


class _Runner:
    """Runs the jobs of one workflow."""

    def __init__(self, hub: Hub, workflow: dict[str, Any], environment: Mapping[str, str]) -> None:
        _only(workflow, _WORKFLOW_KEYS, "workflow")
        self.hub, self.workflow, self.environment = hub, workflow, environment
        self.folder = hub.folder / f"runs/{hub.runs}"
        self.done = Run({}, [])
        self.github = {
            "ref": "refs/heads/main",
            "repository": hub.name,
            "run_id": str(hub.runs),
            "server_url": _OUTSIDE,
            "sha": hub.tip() or "",
        }

    def run(self) -> Run:
        left = dict(self.workflow["jobs"])
        while left:
            name = next(name for name, job in left.items() if not set(_needs(job)) & left.keys())
            job = left.pop(name)
            _only(job, _JOB_KEYS, name)
            needs = {one: self.done.jobs[one] for one in _needs(job)}
            is_wanted = _is_true(
                job.get("if"),
                self._context(needs),
                is_failed=any(one.result != "success" for one in needs.values()),
            )
            self.done.jobs[name] = self._run_job(name, job, needs) if is_wanted else Job("skipped")
        return self.done

    def _context(self, needs: Mapping[str, Job]) -> dict[str, Any]:
        return {
            "github": self.github,
            "secrets": _Outputs(self.hub.secrets),
            "needs": {name: {"result": job.result, "outputs": _Outputs(job.outputs)} for name, job in needs.items()},
        }

    def _run_job(self, name: str, job: dict[str, Any], needs: Mapping[str, Job]) -> Job:
        if self.hub.before_job:
            self.hub.before_job(name)
        machine = _Machine(self, self.folder / name, job["permissions"])
        context = self._context(needs)
        context["github"] = {**self.github, "token": json.dumps(job["permissions"])}
        context["runner"] = {"temp": str(machine.temp)}
        context["steps"] = {}
        found = Job("success")
        for number, step in enumerate(job["steps"], start=1):
            _only(step, _STEP_KEYS, f"{name}, step {number}")
            ran = self._run_step(machine, step, context, is_failed=found.result == "failure")
            found.steps.append(ran)
            found.result = "failure" if ran.conclusion == "failure" else found.result
            if "id" in step:
                facts = {"outcome": ran.outcome, "conclusion": ran.conclusion, "outputs": _Outputs(ran.outputs)}
                context["steps"][step["id"]] = facts
        found.outputs = {key: _filled(value, context) for key, value in job.get("outputs", {}).items()}
        found.summary = machine.summary
        return found

    def _run_step(self, machine: _Machine, step: dict[str, Any], context: dict[str, Any], *, is_failed: bool) -> Step:
        name = step.get("name") or step.get("uses", "").partition("@")[0] or step["run"]
        if not _is_true(step.get("if"), context, is_failed=is_failed):
            return Step(name, "skipped", "skipped")
        given = {key: _filled(value, context) for key, value in step.get("with", {}).items()}
        env = {
            key: _filled(value, context)
            for part in (self.workflow.get("env", {}), step.get("env", {}))
            for key, value in part.items()
        }
        if "uses" in step:
            pinned = _PINNED.fullmatch(step["uses"])
            if not pinned or pinned[1] not in ACTIONS:
                raise Unknown(f"action {step['uses']}")
            is_well, outputs, printed = ACTIONS[pinned[1]](machine, given)
        else:
            if "${{" in step["run"]:
                raise Unknown(f"an expression in a script, where anybody's words may become commands: {name}")
            is_well, outputs, printed = machine.shell(step["run"], env)
        outcome = "success" if is_well else "failure"
        may_fail = step.get("continue-on-error", "false") == "true"
        return Step(name, outcome, "success" if may_fail else outcome, outputs, printed)


Result = tuple[bool, dict[str, str], str]
"""Went it well, what it gives, and what it printed."""


class _Machine:
    """A fresh machine for a job."""

    def __init__(self, runner: _Runner, folder: Path, permissions: Mapping[str, str]) -> None:
        self.runner, self.hub, self.permissions = runner, runner.hub, permissions
        self.work, self.temp, self.home = folder / "work", folder / "temp", folder / "home"
        for path in (self.work, self.temp, self.home):
            path.mkdir(parents=True)
        self.added: dict[str, str] = {}
        self.summary = ""
        # Reading is free; pushing needs `gh auth setup-git` and a token that may.
        self.url = f"{_OUTSIDE}/{self.hub.name}.git"
        (self.home / ".gitconfig").write_text(
            f'[url "file://{self.hub.remote}"]\n\tinsteadOf = {self.url}\n'
            f'[url "file:///no-permission"]\n\tpushInsteadOf = {self.url}\n'
        )
        # No test waits for the pace that services ask for.
        (self.home / "sitecustomize.py").write_text("import time\ntime.sleep = lambda seconds: None\n")

    def may(self, what: str, how: str) -> bool:
        return self.permissions.get(what) in (how, "write")

    def shell(self, script: str, env: Mapping[str, str]) -> Result:
        (self.temp / "script.sh").write_text(script, encoding="utf-8")
        given = {name: self.temp / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STEP_SUMMARY")}
        for path in given.values():
            path.write_bytes(b"")
        done = subprocess.run(
            ["bash", "-e", str(self.temp / "script.sh")],
            cwd=self.work,
            env={**self._environment(), **{name: str(path) for name, path in given.items()}, **self.added, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        self.runner.done.commands += _commands(done.stdout)
        self.added |= _pairs(given["GITHUB_ENV"])
        self.summary += given["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        return done.returncode == 0, _pairs(given["GITHUB_OUTPUT"]), done.stdout

    def _environment(self) -> dict[str, str]:
        github = self.runner.github
        return {
            "CI": "true",
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GITHUB_ACTIONS": "true",
            "GITHUB_REF_NAME": "main",
            "GITHUB_REPOSITORY": github["repository"],
            "GITHUB_SHA": github["sha"],
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "NO_MKDOCS_2_WARNING": "1",
            "PATH": f"{self.hub.folder / 'bin'}:{os.environ['PATH']}",
            "PLAYED_HUB": str(self.hub.folder / "hub.json"),
            "PYTHONPATH": f"{self.work}:{self.home}",
            "RUNNER_TEMP": str(self.temp),
            **self.runner.environment,
        }

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.work, env=self._environment(), capture_output=True, check=True)


def _needs(job: Mapping[str, Any]) -> list[str]:
    needs = job.get("needs", [])
    return [needs] if isinstance(needs, str) else needs


def _pairs(path: Path) -> dict[str, str]:
    """What a step wrote for later ones: a name and a value on each line."""
    pairs: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, sign, value = line.partition("=")
        if not sign or "<<" in name:
            raise Unknown(f"output {line}")
        pairs[name] = value
    return pairs


def _commands(printed: str) -> list[tuple[str, str]]:
    """What the runner takes for commands, unless it was told not to."""
    found: list[tuple[str, str]] = []
    word: str | None = None
    for line in printed.splitlines():
        if word is not None:
            word = None if line.strip() == f"::{word}::" else word
        elif matched := _COMMAND.fullmatch(line):
            name, value = matched[1] or matched[3], matched[2] if matched[1] else matched[4]
            if name == "stop-commands":
                word = value
            else:
                found.append((name, value))
    return found


# --- expressions -----------------------------------------------------------------------------


class _Outputs(dict[str, str]):
    """Outputs of which one that was not given is empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _filled(text: str, context: Mapping[str, Any]) -> str:
    """A value with its expressions worked out."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: _as_text(worked_out(found[1], context, is_failed=False)), text)


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_true(condition: str | None, context: Mapping[str, Any], *, is_failed: bool) -> bool:
    """What an ``if`` says. Without a word on the status it holds only while nothing failed."""
    if condition is None:
        return not is_failed
    found = re.fullmatch(r"\$\{\{(.*)\}\}", condition)
    inner = found[1] if found else condition
    if is_failed and not _STATUS.search(inner):
        return False
    return bool(worked_out(inner, context, is_failed=is_failed))


_TOKEN = re.compile(r"\s*('[^']*'|&&|\|\||[=!]=|[!()]|[a-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\s*")


def worked_out(expression: str, context: Mapping[str, Any], *, is_failed: bool) -> Any:
    tokens: list[str] = []
    at = 0
    while at < len(expression):
        found = _TOKEN.match(expression, at)
        if not found:
            raise Unknown(f"expression {expression}")
        tokens.append(found[1])
        at = found.end()
    value = _either(tokens, context, is_failed)
    if tokens:
        raise Unknown(f"expression {expression}")
    return value


def _either(tokens: list[str], context: Mapping[str, Any], is_failed: bool) -> Any:
    value = _both(tokens, context, is_failed)
    while tokens[:1] == ["||"]:
        del tokens[0]
        other = _both(tokens, context, is_failed)
        value = value or other
    return value


def _both(tokens: list[str], context: Mapping[str, Any], is_failed: bool) -> Any:
    value = _compared(tokens, context, is_failed)
    while tokens[:1] == ["&&"]:
        del tokens[0]
        other = _compared(tokens, context, is_failed)
        value = value and other
    return value


def _compared(tokens: list[str], context: Mapping[str, Any], is_failed: bool) -> Any:
    value = _single(tokens, context, is_failed)
    if tokens[:1] in (["=="], ["!="]):
        sign = tokens.pop(0)
        other = _single(tokens, context, is_failed)
        return (_as_text(value).casefold() == _as_text(other).casefold()) is (sign == "==")
    return value


def _single(tokens: list[str], context: Mapping[str, Any], is_failed: bool) -> Any:
    if not tokens:
        raise Unknown("an expression that ends too early")
    token = tokens.pop(0)
    if token == "!":
        return not _single(tokens, context, is_failed)
    if token == "(":
        value = _either(tokens, context, is_failed)
        if not tokens or tokens.pop(0) != ")":
            raise Unknown("an expression without its ')'")
        return value
    if token.startswith("'"):
        return token[1:-1]
    if tokens[:2] == ["(", ")"]:
        del tokens[:2]
        return {"success": not is_failed, "failure": is_failed, "cancelled": False, "always": True}[token]
    return _looked_up(token, context)


def _looked_up(name: str, context: Mapping[str, Any]) -> Any:
    value: Any = context
    for part in name.split("."):
        try:
            value = value[part]
        except (KeyError, TypeError) as error:
            raise Unknown(f"expression {name}") from error
    return value


# --- actions ---------------------------------------------------------------------------------


def _checkout(machine: _Machine, given: Mapping[str, str]) -> Result:
    _only(given, {"ref", "persist-credentials", "fetch-depth"}, "checkout")
    if given["persist-credentials"] != "false" or not machine.may("contents", "read"):
        raise Unknown("a checkout that keeps credentials, or that the job may not do")
    ref = given.get("ref", machine.runner.github["sha"])
    machine.git("init", "--quiet")
    machine.git("remote", "add", "origin", machine.url)
    if given.get("fetch-depth", "1") == "0":
        machine.git("fetch", "--quiet", "origin")
    else:
        machine.git("fetch", "--quiet", "--depth=1", "origin", ref)
        if ref == "main":
            machine.git("update-ref", "refs/remotes/origin/main", "FETCH_HEAD")
        else:
            machine.git("checkout", "--quiet", "--detach", "FETCH_HEAD")
            return True, {}, ""
    machine.git("checkout", "--quiet", *(["-B", "main", "origin/main"] if ref == "main" else ["--detach", ref]))
    return True, {}, ""


def _setup_python(machine: _Machine, given: Mapping[str, str]) -> Result:
    """The program that runs the tests; with what it has installed, ``make install`` finds nothing to do."""
    _only(given, {"python-version"}, "setup-python")
    programs = machine.work / ".venv/bin"
    _write_program(programs / "python", f'exec {machine.hub.python} "$@"')
    _write_program(programs / "papershelf", f'exec {machine.hub.python} -m generator "$@"')
    _write_program(programs / "mkdocs", f'exec {machine.hub.python} -m mkdocs "$@"')
    for compiled in machine.hub.tree.glob("generator/**/__pycache__"):
        shutil.copytree(compiled, machine.work / compiled.relative_to(machine.hub.tree), dirs_exist_ok=True)
    (programs / "pip").touch()
    (programs.parent / "installed").touch()
    later = (programs.parent / "installed").stat().st_mtime + 60
    os.utime(programs.parent / "installed", (later, later))
    return True, {}, ""


def _upload(machine: _Machine, given: Mapping[str, str]) -> Result:
    _only(given, {"name", "path", "retention-days", "if-no-files-found"}, "upload-artifact")
    shutil.copytree(machine.work / given["path"], machine.runner.folder / "artifacts" / given["name"])
    return True, {}, ""


def _download(machine: _Machine, given: Mapping[str, str]) -> Result:
    _only(given, {"name", "path"}, "download-artifact")
    shutil.copytree(machine.runner.folder / "artifacts" / given["name"], machine.work / given["path"])
    return True, {}, ""


def _configure_pages(machine: _Machine, given: Mapping[str, str]) -> Result:
    _only(given, set(), "configure-pages")
    if not machine.hub.has_pages or not machine.may("pages", "read"):
        return False, {}, "Get Pages site failed. Please verify that the repository has Pages enabled"
    owner, _, name = machine.hub.name.partition("/")
    return True, {"base_url": f"https://{owner}.github.io/{name}"}, ""


def _upload_pages(machine: _Machine, given: Mapping[str, str]) -> Result:
    _only(given, {"path"}, "upload-pages-artifact")
    shutil.copytree(machine.work / given["path"], machine.runner.folder / "artifacts/github-pages")
    return True, {}, ""


def _deploy_pages(machine: _Machine, given: Mapping[str, str]) -> Result:
    """The new site takes the place of the last one, or nothing happens."""
    _only(given, set(), "deploy-pages")
    if not machine.hub.can_deploy or not machine.may("pages", "write") or not machine.may("id-token", "write"):
        return False, {}, "Deployment failed"
    shutil.rmtree(machine.hub.site, ignore_errors=True)
    shutil.copytree(machine.runner.folder / "artifacts/github-pages", machine.hub.site)
    owner, _, name = machine.hub.name.partition("/")
    return True, {"page_url": f"https://{owner}.github.io/{name}/"}, ""


ACTIONS = {
    "actions/checkout": _checkout,
    "actions/setup-python": _setup_python,
    "actions/upload-artifact": _upload,
    "actions/download-artifact": _download,
    "actions/configure-pages": _configure_pages,
    "actions/upload-pages-artifact": _upload_pages,
    "actions/deploy-pages": _deploy_pages,
}


def _write_program(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)
