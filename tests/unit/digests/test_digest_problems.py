"""Each kind of problem has a code of its own, and an example that the readers really print."""

from __future__ import annotations

import html
import json
import re

import pytest
from support.golden_cases import Case, cases

from generator.digests import digest_problems, guard_problems
from generator.digests.digest_problems import KINDS
from generator.digests.reader import read_digest
from generator.model.problem import ProblemKind
from generator.model.problem_format import as_line

PRIVACY = "The Price of Differential Privacy under Continual Observation"
SHAPLEY = "Data Shapley: Equitable Valuation of Data for Machine Learning"
MACHINE = "RSRM: Reinforcement Symbolic Regression Machine"
STUDY = "We study the accuracy of private mechanisms in the continual release model. We provide the first lower bounds."
WORTH = "It is hard to quantify the value of data in decisions. In this work, we develop a principled framework for it."
DAILY: dict[str, object] = {
    "id": "2501.00010", "title": PRIVACY, "summary": STUDY, "authors": [{"name": "Ada"}], "upvotes": 1,
    "publishedAt": "2025-10-30T00:00:00.000Z",
}  # fmt: skip
OTHER = {**DAILY, "id": "2501.00011", "title": SHAPLEY}
ATOM_ENTRY = (
    "<entry><id>http://arxiv.org/abs/2501.00010</id><title>T</title><author><name>Ada</name></author>"
    "<published>2025-01-01T00:00:00Z</published></entry>"
)
PROPS = html.escape('{"dailyPapers":[{"title":"Data","authors":[')


def items(*papers: object, separator: str = ", ") -> str:
    listed = [{"paper": paper, "numComments": 0} if isinstance(paper, dict) else paper for paper in papers]
    return "[" + separator.join(map(json.dumps, listed)) + "]"


SCRAPES: dict[str, tuple[str, str | bytes]] = {
    "D101": ("papers.txt", ""),
    "D102": ("2025-10-31.pdf", ""),
    "D103": ("2025-10-31.txt", bytes(range(1, 9)) * 9),
    "D104": ("2025-10-31.txt", f"{PRIVACY}\n\nCaf\xe9".encode("cp1252")),
    "D105": ("2025-10-31.txt", f"{PRIVACY}\n\n{STUDY}\x00\x07"),
    "D106": ("2025-10-31.txt", ""),
    "D107": ("2025-10-31.txt", f"Oct 30\n\n{PRIVACY}\n\n{STUDY}"),
    "D108": ("2025-10-31.txt", f"Oct 31\n\n{PRIVACY}\n\n{STUDY} We stay in the continual release model"),
    "D109": ("2025-10-31.html", "<html><body>\n<a href='/papers"),
    "D110": (
        "2025-10-31.txt",
        "502 Bad Gateway\n",
    ),
    "D111": ("2025-10-31.txt", f"Oct 31\n\n{MACHINE}\n\n{SHAPLEY}\n\n{WORTH}\n"),
    "D112": ("2025-10-31.txt", f"Oct 31\n\n{PRIVACY}\n\n{STUDY}\n\n\n\n{PRIVACY}\n\n{WORTH}\n"),
    "D113": ("2025-10-31.txt", f"{PRIVACY}\n\n{STUDY}\n\n6 authors\n·\nFeb 30, 2024\n"),
    "D114": ("2025-10-31.txt", "2501.00010\n2501.00011 2501.00012 two surveys\n"),
    "D115": ("2025-10-31.html", f'<html>\n<div data-target="DailyPapers" data-props="{PROPS}"></div>'),
    "D116": ("2025-10-31.json", items({**DAILY, "upvotes": "many"}, OTHER)),
    "D117": ("2025-10-31.json", items(DAILY, 7, separator=",\n")),
    "D118": ("2025-10-31.json", items({**DAILY, "upvotes": "many"}, {**OTHER, "upvotes": "many"})),
    "D125": ("2025-10-31.txt", "\\begin{thebibliography}\n\\bibitem{a} A Study\n\\end{thebibliography}\n"),
    "D126": ("2025-10-31.txt", f"Abstract\n\n{STUDY}\n\n{SHAPLEY}\n\n{WORTH}\n"),
    "D130": (
        "2025-10-31.ris",
        "TY  - JOUR\nTI  - Periodic Diffusion\nUR  - https://arxiv.org/abs/2501.00010\nER  - \n\n"
        "[1] Li Wei. Data Shapley. arXiv preprint arXiv:2501.00011, 2025.\n",
    ),
    "D127": ("2025-10-31.txt", f"{PRIVACY}\n\n{STUDY}\n\n6 authors\n·\nNov 5, 2025\n"),
    "D129": ("2025-10-31.csv", f"title,doi\n{PRIVACY},10.1000/xyz1\nA Second Study,10.1000/xyz2,more\n"),
    "D119": ("2025-10-31.json", items({**DAILY, "mood": "good"}, OTHER)),
    "D120": ("2025-10-31.json", items(DAILY, {**DAILY, "title": SHAPLEY}, separator=",\n")),
    "D121": ("2025-10-31.json", "[{}, "),
    "D122": ("2025-10-31.xml", "<entry></entry>"),
    "D123": ("2025-10-31.json", '{"error": "Internal Server Error"}'),
    "D124": ("2025-10-31.xml", f'<feed xmlns="http://www.w3.org/2005/Atom">\n{ATOM_ENTRY}</feed>'),
    "D128": (
        "2025-10-31.md",
        "- [One](https://arxiv.org/abs/2501.00010)\n- [Two](https://arxiv.org/abs/2501.00011)\n"
        "- [A Talk about Loops](https://www.youtube.com/watch?v=x) - video.\n",
    ),
}
"""A file for each kind, by code."""


def test_codes_and_names_are_unique_and_in_order() -> None:
    assert [kind.code for kind in KINDS] == [f"D{number}" for number in range(101, 101 + len(KINDS))]
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind.name) for kind in KINDS)


def test_no_kind_is_missing_from_the_list() -> None:
    known = {**vars(digest_problems), **vars(guard_problems)}
    defined = [value for value in known.values() if isinstance(value, ProblemKind)]
    assert sorted(defined, key=lambda kind: kind.code) == list(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.code}-{kind.name}")
def test_the_example_of_a_kind_is_what_a_reader_prints(kind: ProblemKind) -> None:
    name, content = SCRAPES[kind.code]
    data = content if isinstance(content, bytes) else content.encode()
    _, problems = read_digest(f"digests/{name}", data)
    printed = {as_line(problem, "content") for problem in problems}
    assert f"content/{kind.example} [{kind.code}]" in printed


@pytest.mark.parametrize("case", cases("digests"))
def test_each_problem_of_a_case_has_a_kind(case: Case) -> None:
    text: str = case.given["text"]
    _, problems = read_digest(case.given.get("file", "digests/2025-10-31.txt"), text.encode())
    assert {problem.kind for problem in problems} <= set(KINDS)
