"""The site says what it was last refreshed with, where that costs no page more than it must."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from generator.catalogue.trends.list_trends import trends_of
from generator.content.read import read_content
from generator.digests.reader import read_digest
from generator.model.catalogue import Catalogue
from generator.pages.arrange import arrange
from generator.pages.printing import paths
from generator.site.exports.newest_digest import newest_json

LIST = "content"
IDS = "2501.00001 Counting Sheep\n"
TEXT = (
    "Jan 3\n\nCounting Horses\n\nWe count horses in a meadow and tell how many there are.\n\n  • 2 authors\n·\nJan 2\n"
)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2501.00003v1</id>
<title>Counting Cows</title><summary>We count cows.</summary><published>2025-01-02T00:00:00Z</published>
<author><name>Ada</name></author></entry></feed>
"""


def catalogue(folder: Path, **files: str) -> Catalogue:
    """A list with digests, by their names: ``d2025_01_02__txt``."""
    (folder / "digests").mkdir(parents=True)
    (folder / "site.yml").write_text("title: Sheep\ndescription: Papers on how sheep are counted.\nareas: []\n")
    for name, text in files.items():
        stem, _, ending = name.removeprefix("d").partition("__")
        (folder / f"digests/{stem.replace('_', '-')}.{ending}").write_text(text, encoding="utf-8")
    return read_content(folder).catalogue


def texts(found: Catalogue) -> dict[str, str]:
    return {page.path: page.markdown() for page in arrange(found, partial(trends_of, found))}


def fingerprints(found: Catalogue) -> dict[str, str]:
    return {page.path: page.fingerprint for page in arrange(found, partial(trends_of, found))}


@pytest.mark.parametrize(
    ("name", "text", "source"),
    [
        ("2025-01-03.txt", IDS, "a list of arXiv ids"),
        ("2025-01-03.txt", TEXT, "a page saved as text"),
        ("2025-01-03.xml", ATOM, "arXiv’s API"),
        ("2025-01-03.txt", ATOM, "arXiv’s API"),
        ("2025-01-03.json", "[]", "Hugging Face’s API"),
        ("2025-01-03.html", "<!doctype html><html><body></body></html>", "a saved page"),
        ("2025-01-03.md", "# Papers\n\n### [Counting Cows](https://huggingface.co/papers/2501.00003)\n", "Markdown"),
    ],
)
def test_a_digest_knows_what_it_was_read_from_by_what_it_holds(name: str, text: str, source: str) -> None:
    digest, _ = read_digest(f"digests/{name}", text.encode())

    assert digest is not None
    assert digest.source is not None
    assert source in digest.source


def test_home_and_the_index_of_digests_say_it(tmp_path: Path) -> None:
    pages = texts(catalogue(tmp_path, d2025_01_02__txt=IDS, d2025_01_04__xml=ATOM))

    digest = "ast updated with the digest of [4 January 2025]({}digests/2025-01-04.md) (source: arXiv’s API)\n"
    assert f"1 paper; l{digest.format('')}" in pages[paths.HOME]
    assert f"L{digest.format('../')}" in pages[paths.DIGESTS]


def test_scripts_can_ask_for_it(tmp_path: Path) -> None:
    found = catalogue(tmp_path, d2025_01_04__xml=ATOM)

    assert json.loads(newest_json(found)) == {
        "digest": "2025-01-04",
        "source": "arXiv’s API",
        "papers": 1,
        "new": {"2025-01-04": 1},
    }


def test_a_list_without_digests_claims_nothing(tmp_path: Path) -> None:
    found = catalogue(tmp_path)

    assert "ast updated with the digest" not in texts(found)[paths.HOME]
    assert "ast updated with the digest" not in texts(found)[paths.DIGESTS]
    assert json.loads(newest_json(found)) == {"digest": None, "source": None, "papers": 0, "new": {}}


def test_another_source_prints_these_two_pages_again_and_no_other(tmp_path: Path) -> None:
    before = catalogue(tmp_path, d2025_01_02__txt=IDS, d2025_01_04__xml=ATOM)
    newest, *older = before.digests
    after = replace(before, digests=(replace(newest, source="a saved page"), *older))

    assert newest.date == date(2025, 1, 4)
    changed = [path for path, new in fingerprints(after).items() if new != fingerprints(before)[path]]
    assert sorted(changed) == sorted([paths.HOME, paths.DIGESTS])


def test_pages_of_papers_do_not_say_it(tmp_path: Path) -> None:
    pages = texts(catalogue(tmp_path, d2025_01_02__txt=IDS, d2025_01_04__xml=ATOM))

    assert [path for path, text in pages.items() if "ast updated with the digest" in text] == [
        paths.HOME,
        paths.DIGESTS,
    ]
