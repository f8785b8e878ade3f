"""GitHub's command ``gh`` as far as the workflows use it, played on a file; anything else is an error.

A token says what its job may do, and nothing is done without.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Record = dict[str, Any]
"""As in the answers of GitHub."""

FILTERS: dict[str, Callable[[Any], list[object]]] = {
    '.[] | select(.state != "OPEN" and (.isCrossRepository | not)) | .headRefOid': lambda pulls: [
        one["headRefOid"] for one in pulls if one["state"] != "OPEN" and not one["isCrossRepository"]
    ],
    "map(select(.isCrossRepository | not)) | .[0].number // empty": lambda pulls: [
        one["number"] for one in pulls if not one["isCrossRepository"]
    ][:1],
    ".[].number": lambda records: [one["number"] for one in records],
    ".hasIssuesEnabled": lambda repository: [json.dumps(repository["hasIssuesEnabled"])],
    ".state": lambda workflow: [workflow["state"]],
}
"""What the workflows ask ``jq`` for."""


class Refused(Exception):
    """What GitHub would not do."""


class Gh:
    """One call of the command."""

    def __init__(self, hub: Path) -> None:
        self.file = hub
        self.state: Record = json.loads(hub.read_text(encoding="utf-8"))
        self.remote = hub.with_name("remote.git")
        for pull in self.state["pulls"]:
            tip = self._tip(pull["headRefName"])
            # A pull request ends with its branch.
            if pull["state"] == "OPEN" and not pull["isCrossRepository"]:
                pull["headRefOid"], pull["state"] = (tip, "OPEN") if tip else (pull["headRefOid"], "CLOSED")

    def call(self, arguments: list[str]) -> None:
        """Do what the arguments say."""
        repository = os.environ.get("GH_REPO") or ("here" if Path(".git").exists() else None)
        if repository not in ("here", self.state["name"]):
            raise Refused(f"no repository: {repository}")
        self.state["calls"].append(arguments)
        named = f"{arguments[0]}_{arguments[1]}" if arguments[0] != "api" else "api"
        getattr(self, f"_{named.replace('-', '_')}")(_options(arguments[1 if named == "api" else 2 :]))
        self.file.write_text(json.dumps(self.state, indent=1), encoding="utf-8")

    def _may(self, what: str, how: str = "write") -> None:
        token = json.loads(os.environ.get("GH_TOKEN") or "{}")
        if token.get(what) not in ("write", how):
            raise Refused(f"HTTP 403: Resource not accessible by integration ({what}: {how})")

    def _tip(self, branch: str) -> str:
        done = subprocess.run(
            ["git", "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}"],
            cwd=self.remote,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout.strip()

    def _auth_setup_git(self, _: argparse.Namespace) -> None:
        # Without the permission git fails when it pushes, as on GitHub.
        if json.loads(os.environ.get("GH_TOKEN") or "{}").get("contents") == "write":
            subprocess.run(["git", "config", "--global", "--remove-section", "url.file:///no-permission"], check=True)

    def _pr_list(self, options: argparse.Namespace) -> None:
        self._may("pull-requests", "read")
        _print(
            [
                one
                for one in self.state["pulls"]
                if one["headRefName"] == options.head
                and options.base in (None, one["baseRefName"])
                and (options.state == "all" or one["state"] == options.state.upper())
            ],
            options,
        )

    def _pr_create(self, options: argparse.Namespace) -> None:
        self._may("pull-requests")
        if not self.state["may_open"]:
            raise Refused("GitHub Actions is not permitted to create or approve pull requests (createPullRequest)")
        if not self._tip(options.head):
            raise Refused("Head sha can't be blank")
        self.state["pulls"].append(
            {
                "number": self._number(),
                "headRefName": options.head,
                "headRefOid": self._tip(options.head),
                "baseRefName": options.base,
                "title": options.title,
                "body": _body(options),
                "state": "OPEN",
                "isCrossRepository": False,
            }
        )

    def _pr_edit(self, options: argparse.Namespace) -> None:
        self._may("pull-requests")
        (pull,) = (one for one in self.state["pulls"] if str(one["number"]) == options.rest[0])
        pull["body"] = _body(options)

    def _repo_view(self, options: argparse.Namespace) -> None:
        _print({"hasIssuesEnabled": self.state["has_issues"]}, options)

    def _label_create(self, options: argparse.Namespace) -> None:
        self._may("issues")
        self.state["labels"] = sorted({*self.state["labels"], options.rest[0]})

    def _issue_list(self, options: argparse.Namespace) -> None:
        self._may("issues", "read")
        _print(
            [
                one
                for one in self.state["issues"]
                if one["label"] == options.label and one["state"] == options.state.upper()
            ],
            options,
        )

    def _issue_create(self, options: argparse.Namespace) -> None:
        self._may("issues")
        if options.label not in self.state["labels"]:
            raise Refused(f"could not add label: '{options.label}' not found")
        issue = {"number": self._number(), "label": options.label, "title": options.title, "state": "OPEN"}
        self.state["issues"].append({**issue, "body": _body(options)})

    def _issue_close(self, options: argparse.Namespace) -> None:
        self._may("issues")
        (issue,) = (one for one in self.state["issues"] if str(one["number"]) == options.rest[0])
        issue["state"] = "CLOSED"

    def _workflow_run(self, options: argparse.Namespace) -> None:
        self._may("actions")
        self.state["started"].append([options.rest[0], options.ref])

    def _api(self, options: argparse.Namespace) -> None:
        prefix = f"repos/{self.state['name']}/actions/workflows/"
        name, _, verb = options.rest[0].removeprefix(prefix).partition("/")
        if not options.rest[0].startswith(prefix) or (options.method, verb) not in (("GET", ""), ("PUT", "enable")):
            raise Refused(f"not played: {options}")
        self._may("actions", "write" if verb else "read")
        if verb:
            self.state["workflows"][name] = "active"
            self.state["enabled"].append(name)
        else:
            _print({"state": self.state["workflows"][name]}, options)

    def _number(self) -> int:
        return len(self.state["pulls"]) + len(self.state["issues"]) + 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="gh", allow_abbrev=False, exit_on_error=False)
    for name in ("head", "base", "title", "body", "body-file", "json", "jq", "label", "ref", "description", "limit"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--state", default="open")
    parser.add_argument("--method", default="GET")
    parser.add_argument("--force", action="store_true")
    parser.add_argument("rest", nargs="*")
    return parser.parse_args(arguments)


def _body(options: argparse.Namespace) -> str:
    body = Path(options.body_file).read_text(encoding="utf-8") if options.body_file else options.body
    assert isinstance(body, str)
    if len(body) > 65_536:
        raise Refused("body is too long (maximum is 65536 characters)")
    return body


def _print(value: object, options: argparse.Namespace) -> None:
    """Only what was asked for is known to the filter, as with the command itself."""
    fields = options.json.split(",") if options.json else None
    records: list[Any] = value if isinstance(value, list) else [value]
    kept = [one if fields is None else {name: one[name] for name in fields} for one in records]
    for line in FILTERS[options.jq](kept if isinstance(value, list) else kept[0]):
        print(line)


def main() -> int:
    """Do it, or say why not."""
    gh = Gh(Path(os.environ["PLAYED_HUB"]))
    try:
        gh.call(sys.argv[1:])
    except Refused as refusal:
        print(f"gh: {refusal}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
