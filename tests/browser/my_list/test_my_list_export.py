"""The list as BibTeX, RIS, Markdown and JSON."""

from __future__ import annotations

import json
import re

import pytest
from support.browsers import Tab
from support.lists import KEY, Kept, off
from support.my_list_page import UNSEEN, downloaded, opened

from generator.model.paper import Paper

pytestmark = pytest.mark.browser


def test_the_papers_shown_are_exported_as_bibtex_with_all_authors(reader: Tab, marked: Kept, four: list[Paper]) -> None:
    reader.page.add_init_script(UNSEEN)
    page = opened(reader, marked)
    page.get_by_role("button", name="Starred").click()

    entries = re.findall(r"@misc\{([^,]+),\n(.*?)\n\}", downloaded(page, "BibTeX"), re.S)

    assert len({key for key, _ in entries}) == 2
    for paper in four[:2]:
        (body,) = [body for _, body in entries if f"{{{paper.arxiv}}}" in body]
        (names,) = re.findall(r"author +=.*", body)
        assert names.count(" and ") == len(paper.authors) - 1


def test_the_papers_shown_are_exported_as_ris_with_all_authors(at_desk: Tab, marked: Kept, four: list[Paper]) -> None:
    text = downloaded(opened(at_desk, marked), "RIS")

    references = [one for one in text.split("ER  - \r\n") if one.strip()]
    assert len(references) == 4
    for paper in four:
        (reference,) = [one for one in references if f"AN  - arXiv:{paper.arxiv}\r\n" in one]
        assert reference.lstrip().startswith("TY  - ")
        assert reference.count("\r\nAU  - ") == len(paper.authors)
        assert f"TI  - {paper.title.plain}\r\n" in reference


def test_the_papers_shown_are_exported_as_markdown_with_marks_and_notes(at_desk: Tab, marked: Kept) -> None:
    page = opened(at_desk, marked)
    page.get_by_role("button", name="With a note").click()

    lines = downloaded(page, "Markdown").splitlines()

    assert lines[0].startswith("# My list from ")
    (item,) = [line for line in lines if line.startswith("- ")]
    assert re.match(r"- \[.+\]\(https://arxiv\.org/abs/[\d.]+\) · .+ and \d+ more · 20\d\d · starred$", item)
    assert lines[-3:] == ["  > Compare with Ångström’s table.", "  > Line two.", ""]


def test_an_export_does_not_need_the_site(at_desk: Tab, marked: Kept, four: list[Paper]) -> None:
    page = opened(at_desk, marked)
    page.context.set_offline(True)

    text = downloaded(page, "RIS")

    assert text.count("TI  - ") == 4
    at_desk.faults.clear()  # Each question without an answer is an error in the console.


def test_the_whole_list_is_exported_with_what_was_taken_off(reader: Tab, marked: Kept) -> None:
    page = opened(reader, marked)
    page.get_by_role("button", name="Read later").first.click()

    found = json.loads(downloaded(page, "JSON"))

    assert (found["format"], found["version"], found["choices"]) == (KEY, 2, {})
    assert found["papers"].keys() == marked.papers.keys()
    assert found["papers"]["taken-off"] == {"star": off(5_000)}
