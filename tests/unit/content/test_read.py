"""A whole content folder: stages brought together, problems of all of them in one order."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.builders import (
    PRIVACY,
    PRIVACY_ABSTRACT,
    PRIVACY_SLUG,
    SHAPLEY,
    SHAPLEY_SLUG,
    TOPIC,
    page,
    shown,
    write_tree,
)

from generator.content.read import ContentResult, read_content


def shelf(folder: Path, files: dict[str, str | bytes | None]) -> ContentResult:
    return read_content(write_tree(folder, files))


def test_a_sound_folder_becomes_a_catalogue_without_problems(tmp_path: Path) -> None:
    found = shelf(tmp_path, {})
    catalogue = found.catalogue
    assert found.problems == ()
    assert catalogue.site.title == "Shelf"
    assert [digest.slug for digest in catalogue.digests] == ["2025-01-01"]
    assert list(catalogue.by_slug) == [SHAPLEY_SLUG, PRIVACY_SLUG]
    assert [len(papers) for papers in catalogue.by_topic.values()] == [2]
    assert catalogue.unsorted == ()


def test_an_empty_folder_is_read_and_says_what_is_missing(tmp_path: Path) -> None:
    found = read_content(tmp_path)
    assert found.catalogue.papers == ()
    assert shown(found.problems) == [
        "error: content/site.yml:1:1: file: expected the file site.yml with title, description and areas, found none;"
        " add it [C501]",
    ]


def test_digests_are_newest_first_and_a_label_comes_after_its_day(tmp_path: Path) -> None:
    names = ("2024-12-31", "2025-01-01-b", "2025-01-01-a")
    digest = page(PRIVACY, PRIVACY_ABSTRACT)
    found = shelf(tmp_path, {f"digests/{name}.txt": digest for name in names})
    slugs = ["2025-01-01-b", "2025-01-01-a", "2025-01-01", "2024-12-31"]
    assert [digest.slug for digest in found.catalogue.digests] == slugs
    (paper,) = (paper for paper in found.catalogue.papers if paper.slug == PRIVACY_SLUG)
    assert [one.digest for one in paper.appearances] == slugs[::-1]


def test_the_first_of_two_digests_of_one_name_counts(tmp_path: Path) -> None:
    found = shelf(tmp_path, {"digests/2025-01-01.md": page(PRIVACY, PRIVACY_ABSTRACT)})
    (digest,) = found.catalogue.digests
    assert digest.file == "digests/2025-01-01.md"
    assert [problem.place.file for problem in found.problems] == ["digests/2025-01-01.txt"]


def test_topics_stand_in_the_order_of_areas_and_then_by_title(tmp_path: Path) -> None:
    texts = {
        "topics/a.yml": TOPIC.replace("theory", "vision").replace("Private data", "Zebras"),
        "topics/b.yml": TOPIC.replace("Private data", "zero"),
        "topics/c.yml": TOPIC.replace("Private data", "Alpha"),
    }
    found = shelf(tmp_path, dict(texts))
    assert [topic.slug for topic in found.catalogue.topics] == ["c", "private-data", "b", "a"]


def test_problems_of_all_stages_are_sorted_by_file_and_line(tmp_path: Path) -> None:
    found = shelf(
        tmp_path,
        {
            "topics/b.yml": TOPIC.replace("theory", "nowhere"),
            "topics/a.yml": "title: A\nscope: B\nrules: C\n",
            "papers/unknown.yml": "featuerd: true\n",
            "enrichment/x.yml": "papers: none\n",
            "digests/2025-01-02.txt": "Lorem widget 17\n",
            "digests/notes.txt": "",
            "site.yml": None,
        },
    )
    places = [problem.place for problem in found.problems]
    assert places == sorted(places)
    assert {place.file for place in places} == {
        "digests/2025-01-02.txt",
        "digests/notes.txt",
        "enrichment/x.yml",
        "papers/unknown.yml",
        "site.yml",
        "topics/a.yml",
    }


def test_curators_and_resolvers_reach_the_papers(tmp_path: Path) -> None:
    found = shelf(
        tmp_path,
        {
            f"papers/{SHAPLEY_SLUG}.yml": "topics: {remove: [private-data]}\nfeatured: true\n",
            "enrichment/x.yml": f"papers:\n  - title: '{SHAPLEY}'\n    arxiv: '1904.02868'\n"
            "    source: seen\n    found: 2025-02-01\n",
        },
    )
    paper = found.catalogue.by_slug[SHAPLEY_SLUG]
    assert (paper.arxiv, paper.featured, paper.topics) == ("1904.02868", True, ())
    assert [problem.field for problem in found.problems] == ["topics"]


def test_a_paper_that_is_another_one_leads_to_it_and_its_topics_are_those_of_one_paper(tmp_path: Path) -> None:
    found = shelf(tmp_path, {f"papers/{PRIVACY_SLUG}.yml": f"same_as: {SHAPLEY_SLUG}\n"})
    assert found.problems == ()
    assert list(found.catalogue.by_slug) == [SHAPLEY_SLUG]
    assert {old: new.value for old, new in found.catalogue.site.redirects.items()} == {PRIVACY_SLUG: SHAPLEY_SLUG}
    assert [len(papers) for papers in found.catalogue.by_digest.values()] == [1]


def test_the_mirrors_of_the_site_are_mapped_back_in_abstracts(tmp_path: Path) -> None:
    site = (
        "title: Shelf\ndescription: A reading list for tests.\nareas: [{slug: theory, title: Theory}]\n"
        "mirrors: {hf-mirror.com: huggingface.co}\n"
    )
    digest = page("Jan 1", SHAPLEY, f"{PRIVACY_ABSTRACT} The data are at https://hf-mirror.com/datasets/a.")
    found = shelf(tmp_path, {"site.yml": site, "digests/2025-01-01.txt": digest})
    (paper,) = found.catalogue.papers
    assert "https://huggingface.co/datasets/a" in [link.url for link in paper.links]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("digests/2025/2025-02-01.txt", "F102"),
        ("topics/old/2025-02-01.md", "F102"),
        ("2025-02-01-evening.html", "F103"),
        ("digest/2025-02-01.json", "F101"),
        ("Digests/2025/2025-02-01.TXT", "F101"),
        ("archive/2025-02-01.xml", "F102"),
        ("permalink.txt", "F103"),
        ("Permalinks.txt", "F103"),
    ],
)
def test_a_file_in_the_wrong_place_is_reported(name: str, code: str, tmp_path: Path) -> None:
    found = shelf(tmp_path, {name: page(PRIVACY, PRIVACY_ABSTRACT)})
    assert [(problem.kind.code, problem.place.file) for problem in found.problems] == [(code, name)]


@pytest.mark.parametrize(
    "name", ["pages/2025-02-01.txt", ".old/2025-02-01.txt", "archive/notes.txt", "digests/old/cover.png", "ideas.txt"]
)
def test_other_files_are_left_alone(name: str, tmp_path: Path) -> None:
    assert shelf(tmp_path, {name: "Written by hand.\n"}).problems == ()


def test_hidden_files_and_folders_are_not_read(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "digests/.2025-01-02.txt.swp": b"\x00",
        "digests/old/.2025-01-03.txt": "Lorem",
        "topics/.DS_Store": b"\x00",
        "notes/anything.txt": "x",
        "README.md": "x",
    }
    assert shelf(tmp_path, files).problems == ()


def test_what_stands_in_the_place_of_a_file_is_reported(tmp_path: Path) -> None:
    folder = write_tree(tmp_path, {"topics/x.yml/y.yml": "title: Not read\n", "enrichment": "papers: []\n"})
    (folder / "papers").mkdir()
    (folder / "papers/gone.yml").symlink_to(folder / "nowhere.yml")
    (folder / "permalinks.txt").mkdir()

    assert [line.partition("; ")[0] for line in shown(read_content(folder).problems)] == [
        "error: content/enrichment:1:1: file: expected a folder, found a file",
        "error: content/papers/gone.yml:1:1: file: expected a file, found a broken link",
        "error: content/permalinks.txt:1:1: file: expected a file, found a folder",
        "error: content/topics/x.yml:1:1: file: expected a file, found a folder",
        "error: content/topics/x.yml/y.yml:1:1: file name: expected a file in topics/ itself,"
        " found 'topics/x.yml/y.yml'",
    ]


def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Not by its mode: whoever runs the tests as root may read everything.
    folder = write_tree(tmp_path, {})
    secret = folder / "topics/private-data.yml"
    monkeypatch.setattr("os.access", lambda path, _: path != secret)

    assert (
        "error: content/topics/private-data.yml:1:1: file: expected a file, found one that cannot be read;"
        " put the file itself here [F107]"
    ) in shown(read_content(folder).problems)


@pytest.mark.parametrize(
    ("front_matter", "found"),
    [
        ("a: " + "[" * 40_000, "more than 12 levels"),
        ("- " * 40_000, "more than 12 levels"),
        ("a: &a [1]\nb: *a", "the alias '*a'"),
    ],
    ids=["brackets", "lists", "alias"],
)
def test_front_matter_that_would_end_mkdocs_is_refused(tmp_path: Path, front_matter: str, found: str) -> None:
    write_tree(tmp_path, {"pages/about/a.md": f"---\n{front_matter}\n---\n# A\n"})
    (problem,) = [one for one in read_content(tmp_path).problems if one.place.file == "pages/about/a.md"]
    assert f"expected front matter of plain values, found {found}" in problem.message
