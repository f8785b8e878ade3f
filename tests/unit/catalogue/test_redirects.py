"""Former addresses: which of them the catalogue keeps, and what is written for each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.builders import SHAPLEY_SLUG, SITE, shown, write_tree
from support.hostile import seconds

from generator.content.read import read_content
from generator.model.curation import Site
from generator.model.problem import Located, Place
from generator.site.exports.redirect_pages import redirect_page, redirects_json, write_redirects


def site(**redirects: str) -> Site:
    located = {old.replace("_", "-"): Located(new, Place("site.yml", 7)) for old, new in redirects.items()}
    return Site("Shelf", "A reading list for tests.", (), redirects=located)


def test_a_catalogue_keeps_only_redirects_that_lead_from_no_paper_to_a_paper(tmp_path: Path) -> None:
    redirects = f"redirects:\n  old: {SHAPLEY_SLUG}\n  bad: nobody\n  {SHAPLEY_SLUG}: {SHAPLEY_SLUG}\n"

    shelf = read_content(write_tree(tmp_path, {"site.yml": SITE + redirects}))

    kept = shelf.catalogue.site.redirects
    assert {old: new.value for old, new in kept.items()} == {"old": SHAPLEY_SLUG}
    assert [line.partition(": expected")[0] for line in shown(shelf.problems)] == [
        "error: content/site.yml:8:8: redirects.bad",
        f"error: content/site.yml:9:3: redirects.{SHAPLEY_SLUG}",
    ]


def test_a_long_chain_of_redirects_is_followed_in_time_by_its_length_only(tmp_path: Path) -> None:
    links = "".join(f"  former-{number}: former-{number + 1}\n" for number in range(4_000))
    folder = write_tree(tmp_path, {"site.yml": f"{SITE}redirects:\n{links}  former-4000: {SHAPLEY_SLUG}\n"})

    assert seconds(lambda: read_content(folder)) < 3

    lines = shown(read_content(folder).problems)
    assert len(lines) == 4_000
    assert all(f"which now redirects to '{SHAPLEY_SLUG}'" in line for line in lines)


def test_the_redirects_are_listed_by_their_former_slugs() -> None:
    text = redirects_json(site(zebra="horse", an_ape="a-human"))

    assert json.loads(text) == {"redirects": {"an-ape": "a-human", "zebra": "horse"}}
    assert text.index("an-ape") < text.index("zebra")


def test_a_list_without_redirects_is_written_all_the_same(tmp_path: Path) -> None:
    assert write_redirects(tmp_path, site(), None) == ["api/redirects.json"]
    assert json.loads((tmp_path / "api/redirects.json").read_text()) == {"redirects": {}}


def test_each_former_address_has_a_page(tmp_path: Path) -> None:
    written = write_redirects(tmp_path, site(b="a", c="a"), "https://example.org/list/")

    assert written == ["api/redirects.json", "papers/b/index.html", "papers/c/index.html"]
    assert (tmp_path / "papers/b/index.html").read_text() == redirect_page("b", "a", "https://example.org/list/")


@pytest.mark.parametrize(
    ("root", "canonical"),
    [
        ("https://example.org/list/", "https://example.org/list/papers/a-paper/"),
        ("https://example.org", "https://example.org/papers/a-paper/"),
        ('https://example.org/"<', "https://example.org/&#34;&lt;/papers/a-paper/"),
        (None, "../a-paper/"),
        ("", "../a-paper/"),
    ],
)
def test_a_redirect_names_the_canonical_address(root: str | None, canonical: str) -> None:
    page = redirect_page("old", "a-paper", root)

    assert f'<link rel="canonical" href="{canonical}">' in page
    assert '<a href="../a-paper/">' in page
    assert 'content="0; url=../a-paper/"' in page
    assert 'name="robots" content="noindex"' in page
