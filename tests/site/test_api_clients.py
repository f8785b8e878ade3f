"""The two clients of the page on the API, as a reader copies them, against a served site."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from support.project import ROOT

from generator.model.catalogue import Catalogue

pytestmark = pytest.mark.site
PAGE = (ROOT / "content/pages/about/api.md").read_text(encoding="utf-8")
OLDER = "2025-03-17"


def program(language: str, folder: Path) -> Path:
    """The program of the page in a language."""
    (text,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)
    path = folder / f"papers.{language}"
    path.write_text(text, encoding="utf-8")
    return path


def run(*command: str | Path) -> list[str]:
    ended = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.splitlines()


def test_the_client_in_python(real_address: str, catalogue: Catalogue, tmp_path: Path) -> None:
    def papers(*options: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in run(sys.executable, client, real_address, *options)]

    client = program("python", tmp_path)
    assert {paper["slug"] for paper in papers()} == catalogue.by_slug.keys()
    newer = {paper.slug for paper in catalogue.papers if paper.appearances[0].digest > OLDER}
    assert {paper["slug"] for paper in papers("--since", OLDER)} == newer
    topic = catalogue.topics[0].slug
    expected = {paper.slug for paper in catalogue.by_topic[topic]}
    assert {paper["slug"] for paper in papers("--topic", topic)} == expected
    one = catalogue.papers[7]
    assert [paper["title"] for paper in papers("--slug", one.slug)] == [one.title.plain]
    assert papers("--slug", "no-such-paper") == []


@pytest.mark.skipif(not (which("curl") and which("jq")), reason="needs curl and jq: sh tests/install-browser.sh")
def test_the_client_in_a_shell(real_address: str, catalogue: Catalogue, tmp_path: Path) -> None:
    client = program("sh", tmp_path)
    assert len(run("sh", client, f"{real_address}/")) == len(catalogue.papers)
    lines = [line.split("\t") for line in run("sh", client, real_address, OLDER)]
    newer = [paper for paper in catalogue.papers if paper.appearances[0].digest > OLDER]
    assert {line[3] for line in lines} == {f"{real_address.rstrip('/')}/papers/{paper.slug}/" for paper in newer}
    assert {line[1] for line in lines} == {paper.arxiv or "-" for paper in newer}
