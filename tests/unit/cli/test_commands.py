"""The command: what it prints and with which code it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from support.builders import (
    PRIVACY,
    PRIVACY_SLUG,
    REPOSITORY,
    SHAPLEY,
    SHAPLEY_ABSTRACT,
    SHAPLEY_SLUG,
    SITE,
    TOPIC,
    page,
    write_tree,
)
from support.repositories import Repository

from generator.cli import main
from generator.curation.json_schema import schemas


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run beside a content folder, as in a project."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)


def run(*arguments: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, arguments, env=env)


def write(**files: str) -> None:
    """Write ``content/`` with files; ``topics__x`` names ``topics/x.yml``."""
    named = {f"{name.replace('__', '/').replace('_', '-')}.yml": text for name, text in files.items()}
    write_tree(Path("content"), dict(named))


SUMS = "2025-01-01: 2 papers; 5 blocks = 4 in papers + 1 page boilerplate + 0 reported\n"
BROKEN_TOPIC = "title: Vision\narea: visoin\nscope: Whatever looks at pictures.\nrules: [{any: [picture]}]\n"
WARNED = page("Jan 2", SHAPLEY, SHAPLEY_ABSTRACT, "Lorem widget 17")

# --- check -----------------------------------------------------------------------------------


def test_check_of_sound_content_prints_sums_and_ends_with_0() -> None:
    write()
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{SUMS}0 problems, 0 warnings\n", "")


def test_check_prints_every_problem_and_ends_with_1() -> None:
    write(topics__vision=BROKEN_TOPIC, papers__nobody="featured: true\n")
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == f"{SUMS}2 problems, 0 warnings\n"
    assert result.stderr == (
        "error: content/papers/nobody.yml:1:1: file name: expected the slug of a paper, found 'nobody';"
        " copy the last part of the paper page's address [P201]\n"
        "error: content/topics/vision.yml:2:7: area: expected the slug of an area in site.yml, found 'visoin'."
        " Did you mean 'vision'? [P210]\n"
    )


def test_check_only_shows_warnings_and_ends_with_0() -> None:
    write_tree(Path("content"), {"digests/2025-01-02.txt": "Lorem widget 17\n"})
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout == (
        f"2025-01-02: 0 papers; 1 block = 0 in papers + 0 page boilerplate + 1 reported\n{SUMS}0 problems, 2 warnings\n"
    )
    assert result.stderr.splitlines()[0] == (
        "warning: content/digests/2025-01-02.txt:1:1: block: expected a paper or page boilerplate,"
        " found 'Lorem widget 17' [D110]"
    )


REPEATED_AUTHOR = "corrections:\n  authors: [Wei Wang, Wei Wang]\n"
NARROW_TOPIC = "title: Mine\narea: theory\nscope: Whatever is private.\nrules: [{any: [private]}]\n"
STANDS = " on how the list stands"


def test_check_counts_one_problem_and_one_warning() -> None:
    write_tree(Path("content"), {"topics/vision.yml": BROKEN_TOPIC, f"papers/{SHAPLEY_SLUG}.yml": REPEATED_AUTHOR})
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "1 problem, 1 warning"


@pytest.mark.parametrize("arguments", [(), ("--all",)])
def test_check_lists_notices_where_no_git_says_what_changed(arguments: tuple[str, ...]) -> None:
    write(topics__private_data=NARROW_TOPIC)
    result = run("check", *arguments)
    assert result.exit_code == 0
    assert result.stdout == f"{SUMS}0 problems, 0 warnings, 1 notice{STANDS}\n"
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == ["notice"]


def test_check_lists_the_notices_in_what_changed_and_counts_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository.make(Path("list").resolve())
    monkeypatch.chdir(repository.folder)
    empty = "title: {}\narea: vision\nscope: Whatever has nothing in it.\nrules: [{{any: [xyzzy]}}]\n"
    repository.write("topics/old.yml", empty.format("Old"))
    repository.commit()
    assert run("check").stdout.endswith(f", 1 notice{STANDS} (--all lists them)\n")
    assert run("check").stderr == ""

    repository.git("switch", "--quiet", "--create", "edit")
    for name in ("committed", "written"):
        if name == "written":
            repository.commit()
        repository.write(f"topics/{name}.yml", empty.format(name))
    result = run("check")
    assert result.stdout.endswith(f", 3 notices{STANDS} (2 in what you changed; --all lists them)\n")
    assert re.findall(r"notice: content/topics/(\w+)\.yml", result.stderr) == ["committed", "written"]
    assert run("check", "--format", "github").stdout.count("::notice file=") == 2
    assert run("check", "--format", "github", "--all").stdout.count("::notice file=") == 3
    assert len(json.loads(run("check", "--format", "json").stdout)["problems"]) == 3


COLOUR = "\x1b["


@pytest.mark.parametrize("form", ["text", "github"])
@pytest.mark.parametrize("terminal", [False, True])
def test_check_is_coloured_for_people_at_a_terminal_who_want_it(form: str, *, terminal: bool) -> None:
    write(topics__vision=BROKEN_TOPIC)
    plain = CliRunner().invoke(main, ["check", "--format", form], color=terminal, env={"NO_COLOR": "1"})
    shown = CliRunner().invoke(main, ["check", "--format", form], color=terminal, env={"NO_COLOR": None})
    assert COLOUR not in plain.output
    assert (COLOUR in shown.output) == (terminal and form == "text")


# https://docs.github.com/actions/reference/workflow-commands-for-github-actions
COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]+),line=(\d+),col=(\d+),title=([^,:]+)::(.*)")


def test_check_for_github_annotates_the_very_lines() -> None:
    write_tree(Path("content"), {"topics/vision.yml": BROKEN_TOPIC, f"papers/{SHAPLEY_SLUG}.yml": REPEATED_AUTHOR})
    result = run("check", "--format", "github")
    assert (result.exit_code, result.stderr) == (1, "")
    *commands, counts = result.stdout.splitlines()
    assert counts == "1 problem, 1 warning"
    found = [match.groups() for match in map(COMMAND.fullmatch, commands) if match]
    assert [(level, int(line), int(column)) for level, _, line, column, _, _ in found] == [
        ("warning", 2, 23),
        ("error", 2, 7),
    ]
    for _, file, line, column, _, message in found:
        text = Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1][int(column) - 1 :]
        assert re.split(r"[,\]]", text)[0] in message


def test_check_for_github_annotates_notices() -> None:
    write(topics__private_data=NARROW_TOPIC)
    assert run("check", "--format", "github").stdout.endswith(f"0 problems, 0 warnings, 1 notice{STANDS}\n")
    commands = run("check", "--format", "github", "--all").stdout.splitlines()[:-1]
    assert [command.partition(" ")[0] for command in commands] == ["::notice"]


def test_check_for_github_of_a_hostile_file_prints_one_command_a_line() -> None:
    write(topics__private_data='"a\\n::error::b%0A,c": x\ntitle: "y\\r\\n::stop-commands::z"\n')
    commands = run("check", "--format", "github").stdout.splitlines()[:-1]
    assert commands
    assert all(COMMAND.fullmatch(command) for command in commands)


def test_check_in_json_says_the_same() -> None:
    write(topics__vision=BROKEN_TOPIC)
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    assert result.stderr == ""
    assert json.loads(result.stdout) == {
        "digests": [
            {"digest": "2025-01-01", "papers": 2, "blocks": 5, "in_papers": 4, "boilerplate": 1, "reported": 0},
        ],
        "problems": [
            {
                "file": "content/topics/vision.yml",
                "line": 2,
                "column": 7,
                "field": "area",
                "message": "expected the slug of an area in site.yml, found 'visoin'. Did you mean 'vision'?",
                "severity": "error",
                "code": "P210",
            }
        ],
    }


def test_check_in_json_of_sound_content_ends_with_0() -> None:
    write()
    result = run("check", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["problems"] == []


# --- why -------------------------------------------------------------------------------------


def test_why_names_the_origin_of_every_field_link_and_topic() -> None:
    digest = page(
        "Jan 1", SHAPLEY, SHAPLEY_ABSTRACT, "See https://github.com/a/b for more.", "  • 2 authors\n·\nApr 5, 2019 3"
    )
    found = (
        f"papers:\n  - title: '{SHAPLEY}'\n    arxiv: '1904.02868'\n    source: Shapley, arXiv:1904.02868\n"
        "    found: 2025-02-01\n"
    )
    rules = (
        "title: Data\narea: theory\nscope: Whatever is about data.\nrules:\n  - any: [data]\n  - any: [framework*]\n"
    )
    write_tree(
        Path("content"),
        {
            "digests/2025-01-01.txt": digest,
            "digests/2025-01-02-b.txt": page("Jan 2", SHAPLEY.upper(), SHAPLEY_ABSTRACT),
            "enrichment/found.yml": found,
            "topics/private-data.yml": rules,
            "topics/vision.yml": rules.replace("Data", "Vision").replace("data", "pixel").replace("framework", "image"),
            f"papers/{SHAPLEY_SLUG}.yml": "topics:\n  add: [vision]\n",
        },
    )
    result = run("why", SHAPLEY_SLUG)
    first, second = "content/digests/2025-01-01.txt", "content/digests/2025-01-02-b.txt"
    expected = f"""\
{SHAPLEY.upper()}

Listed in 2025-01-01 (number 1, {first}:3), 2025-01-02-b (number 1, {second}:3)

  title          {second}:3
  abstract       {first}:3
  arxiv          content/enrichment/found.yml:2  from: Shapley, arXiv:1904.02868
  author_count   {first}:3
  published      {first}:3
  comments       {first}:3
  arxiv          follows from the arXiv id  https://arxiv.org/abs/1904.02868
  pdf            follows from the arXiv id  https://arxiv.org/pdf/1904.02868
  hugging face   follows from the arXiv id  https://huggingface.co/papers/1904.02868
  code           {first}:3  https://github.com/a/b

Topics:
  vision
      added by a curator  (content/papers/{SHAPLEY_SLUG}.yml:2)
  private-data
      “DATA” in the title  (content/topics/private-data.yml:5)
      “framework” in the abstract  (content/topics/private-data.yml:6)
"""
    assert (result.exit_code, result.stdout) == (0, expected)


def test_why_names_every_line_in_which_a_curator_speaks_of_a_paper() -> None:
    said = (
        "note: Worth every minute of it.\nfeatured: true\nstatus: read\n"
        "topics:\n  add: [private-data]\n  remove: [vision]\n"
        "corrections:\n  authors: [Ada]\nlinks:\n  - {kind: code, url: https://example.org/}\n"
    )
    write_tree(
        Path("content"),
        {
            "site.yml": f"{SITE}redirects:\n  shapley: {SHAPLEY_SLUG}\n",
            "topics/private-data.yml": f"{TOPIC}start_here:\n  - {PRIVACY_SLUG}\n  - {SHAPLEY_SLUG}\n",
            "topics/vision.yml": TOPIC.replace("Private data", "Vision"),
            f"papers/{SHAPLEY_SLUG}.yml": said,
        },
    )
    result = run("why", "https://example.org/papers/shapley/")
    digest, file = "content/digests/2025-01-01.txt:3", f"content/papers/{SHAPLEY_SLUG}.yml"
    expected = f"""\
A former slug of {SHAPLEY_SLUG} (content/site.yml:7):

{SHAPLEY}

Listed in 2025-01-01 (number 1, {digest})

  title          {digest}
  abstract       {digest}
  authors        {file}:8
  note           {file}:1
  featured       {file}:2
  status         {file}:3
  code           {file}:10  https://example.org/
  search         follows from the title  https://arxiv.org/search/?searchtype=title&query=Data+Shapley%3A+Equitable+Valuation+of+Data

Topics:
  private-data
      added by a curator  ({file}:5)
  not vision
      removed by a curator  ({file}:6)

In the reading order of private-data, number 2 (content/topics/private-data.yml:8)

Former slugs: shapley (content/site.yml:7)
"""
    assert (result.exit_code, result.stdout) == (0, expected)


def test_why_explains_a_hidden_paper() -> None:
    write_tree(Path("content"), {f"papers/{PRIVACY_SLUG}.yml": "# Withdrawn.\nhidden: true\n"})
    result = run("why", PRIVACY_SLUG)
    assert result.exit_code == 0
    assert f"\nHidden from the site (content/papers/{PRIVACY_SLUG}.yml:2)\n" in result.stdout
    assert "\nTopics:\n  private-data\n" in result.stdout


def test_why_says_where_a_former_slug_leads_that_is_no_paper_now() -> None:
    write(site=f"{SITE}redirects:\n  secrets: topics/private-data\n")
    result = run("why", "secrets")
    assert result.exit_code == 0
    assert result.stdout == "secrets is a former slug; it redirects to topics/private-data (content/site.yml:7).\n"


def test_why_says_that_a_paper_has_no_topic() -> None:
    write(topics__private_data="title: Data\narea: theory\nscope: Whatever is about it.\nrules: [{any: [pixel]}]\n")
    result = run("why", PRIVACY_SLUG)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{PRIVACY}\n")
    assert result.stdout.endswith("\nNo topic: no rule matches, and no curator added one.\n")


@pytest.mark.parametrize(
    ("slug", "hint"),
    [
        ("shapley", f" Did you mean {SHAPLEY_SLUG}?"),
        (SHAPLEY_SLUG.replace("equitable", "equal"), f" Did you mean {SHAPLEY_SLUG}?"),
        ("of-d", f" Did you mean {SHAPLEY_SLUG} or {PRIVACY_SLUG}?"),
        ("quantum-gravity", ""),
    ],
)
def test_why_of_an_unknown_paper_suggests_others_and_ends_with_2(slug: str, hint: str) -> None:
    write()
    result = run("why", slug)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"Error: No paper in the list matches '{slug}'.{hint}\n" in result.stderr


# --- schema ----------------------------------------------------------------------------------


def test_schema_writes_the_schemas_and_says_where() -> None:
    write()
    result = run("schema")
    assert result.exit_code == 0
    names = [f"content/schema/{name}.json" for name in ("site", "topic", "learned", "paper", "enrichment")]
    assert result.stdout.splitlines() == names
    assert {name: Path("content", name).read_text(encoding="utf-8") for name in schemas()} == schemas()
    assert run("check").exit_code == 0


# --- the command itself ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["why"],
        ["fly"],
        ["explain", "X999"],
        ["check", "--format", "xml"],
        ["check", "extra"],
        ["--content", "nowhere", "check"],
        ["build"],
        ["--content"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    if arguments != ["check"]:
        write()
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr


def test_another_content_folder_is_named_by_option_or_environment() -> None:
    write_tree(Path("elsewhere"), {"topics/vision.yml": BROKEN_TOPIC})
    by_option, by_environment = (
        run("--content", "elsewhere", "check"),
        run("check", env={"PAPERSHELF_CONTENT": "elsewhere"}),
    )
    assert by_option.exit_code == by_environment.exit_code == 1
    assert by_option.stderr == by_environment.stderr
    assert by_option.stderr.startswith("error: elsewhere/topics/vision.yml:2:7: area: ")


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").stdout == f"papershelf, version {version('papershelf')}\n"


def commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its name, with those of its groups: ``new paper``."""
    yield prefix.strip(), group
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


COMMANDS = dict(commands(main))


def test_the_commands() -> None:
    expected = (
        "add build check diff explain fetch freshness learn new newsletter permalinks publish resolve schema suggest"
        " updates why"
    )
    assert set(main.list_commands(click.Context(main))) == set(expected.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_complete(name: str) -> None:
    write()
    command = COMMANDS[name]
    text = " ".join(run(*name.split(), "--help").stdout.split())
    first = (command.help or "").split("\n\n", maxsplit=1)[0]
    assert first
    assert " ".join(first.split()) in text
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert f"{parameter.opts[0]} " in text
            assert " ".join(parameter.help.split()) in text
        else:
            # An argument has no help of its own; the command's must explain it.
            assert parameter.make_metavar(click.Context(command)).strip("[]") in (command.help or "")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_given_by_a_short_option_too(name: str) -> None:
    write()
    assert run(*name.split(), "-h").stdout == run(*name.split(), "--help").stdout


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_what_no_code_page_has_is_printed_nevertheless(form: str) -> None:
    write(topics__private_data=TOPIC.replace("theory", "\u6f22\U0001f525"))
    done = subprocess.run(
        [sys.executable, "-m", "generator", "check", "--format", form],
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "found '\u6f22\U0001f525'" in (done.stdout + done.stderr).decode("utf-8")
