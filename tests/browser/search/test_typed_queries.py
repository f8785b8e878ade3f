"""Queries as people type them, in eight scripts, on a small list: what comes first, what is said, what is offered."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from support.browsers import Tab, tab
from support.builders import write_tree
from support.search_fixtures import small_catalogue, typed_queries
from support.search_page import find, opened, results, slugs
from support.servers import served

from generator.site.search.index_names import INDEX_FOLDER
from generator.site.search.search_index import SearchIndex

pytestmark = pytest.mark.browser

POLICY = "default-src 'self'; object-src 'none'"
"""Allows no script or style but those that the site has as files."""
OF_THE_FRAME = "Executing inline script"
"""The frame of every page has a script of its own, which a site with such a policy must name."""


@pytest.fixture(scope="module")
def site(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped site with the index of the small list, below a folder."""
    root = tmp_path_factory.mktemp("typed")
    copy = root / "shelf/list"
    shutil.copytree(real_site, copy, ignore=shutil.ignore_patterns(INDEX_FOLDER, "papers", "digests", "years"))
    catalogue = small_catalogue()
    SearchIndex.build(catalogue).write(copy)
    for paper in catalogue.papers:
        # All that the search reads of it.
        page = "".join(f'<p class="abstract">{escape(text.plain)}</p>' for text in paper.abstract)
        write_tree(copy, {f"papers/{paper.slug}/index.html": page})
    return root


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is, below a sub-path, with a page of the search that allows no scripts but those of the site."""
    with served(site, {"/search/": POLICY}) as root:
        yield f"{root}/shelf/list"


@pytest.fixture(scope="module")
def visitor(chromium: Browser, address: str) -> Iterator[Tab]:
    """A reader of the site, who goes from one query to the next."""
    with tab(chromium, address) as found:
        yield found


@pytest.mark.parametrize("asked", typed_queries(), ids=lambda asked: asked["query"])
def test_a_query_as_people_type_it(visitor: Tab, asked: dict[str, Any]) -> None:
    found = results(visitor, q=asked["query"])
    page = visitor.page
    total = page.locator(".search__status")
    expect(total).to_have_text(re.compile(r"result"))

    if "first" in asked:
        expect(found.first).to_be_visible()
        assert asked["first"] in slugs(found)[: 3 if asked.get("among") else 1]
    if "total" in asked:
        number = asked["total"]
        expect(total).to_have_text("No results." if not number else f"{number} result{'s' if number > 1 else ''}")
    if "meant" in asked:
        expect(page.locator(".search__hints strong")).to_have_text(asked["meant"])
        expect(page.get_by_role("link", name=f"search for {asked['query']} instead")).to_be_visible()
    else:
        # What is found as it was typed is not corrected, but for the slips that are written down as such.
        assert asked.get("first") or not page.locator(".search__hints strong").count()
    if "chip" in asked:
        expect(page.get_by_role("button", name=f"Remove from the query {asked['chip']}")).to_be_visible()
    if "offer" in asked:
        expect(page.locator(".search__offers").get_by_role("button", name=asked["offer"])).to_be_visible()
    if "author" in asked:
        expect(page.get_by_role("button", name=f"Author: {asked['author']}")).to_be_visible()
    if "without" in asked:
        expect(page.locator(".search__hints")).to_contain_text(f"without “{asked['without']}”")
    assert visitor.faults, "the policy is there"
    assert [fault for fault in visitor.faults if not fault.startswith(OF_THE_FRAME)] == []


def test_what_was_typed_can_be_searched_for_instead(visitor: Tab) -> None:
    results(visitor, q="difusion")
    page = visitor.page
    page.get_by_role("link", name="search for difusion instead").click()

    expect(page.locator(".search__status")).to_have_text("No results.")
    expect(page).to_have_url(re.compile("as=typed"))
    page.go_back()
    expect(page.locator("a.title").first).to_be_visible()


def test_a_chip_takes_a_year_out_of_the_query(visitor: Tab) -> None:
    results(visitor, q="reward model 2024")
    page = visitor.page
    page.get_by_role("button", name="Remove from the query Year: 2024").click()

    expect(page.get_by_role("searchbox")).to_have_value("reward model")
    expect(page.locator("a.title").nth(1)).to_have_attribute("href", re.compile("/reward-model-2023/$"))


def test_an_offer_becomes_a_filter(visitor: Tab) -> None:
    results(visitor, q="tencent")
    page = visitor.page
    page.locator(".search__offers").get_by_role("button", name="Organisation: Tencent AI Lab").click()

    expect(page.get_by_role("button", name="Remove filter Organisation: Tencent AI Lab")).to_be_visible()
    assert slugs(page.locator("a.title")) == ["fine-tuning-costs", "finetuning-small"]


def test_the_sentence_that_matches_is_shown_where_the_lead_has_none_of_the_words(visitor: Tab) -> None:
    results(visitor, q="relatives graph")
    card = visitor.page.locator("main li").filter(has=visitor.page.locator("[href$='/protein-folding/']"))
    expect(card.locator("mark").first).to_be_visible()
    results(visitor, q="sampling thousand")
    card = visitor.page.locator("main li").filter(has=visitor.page.locator("[href$='/denoising-diffusion/']"))
    expect(card).to_contain_text("Sampling takes a thousand steps.")
    assert {text.lower() for text in card.locator("mark").all_inner_texts()} == {"sampling", "thousand"}


def test_the_dialog_says_what_was_meant_too(visitor: Tab) -> None:
    page = visitor.open("")
    page.keyboard.press("/")
    found = find(page, "transfomer")

    expect(found.first).to_have_attribute("href", re.compile("/vision-transformer/$"))
    expect(opened(page).locator(".finder__meant")).to_have_text(re.compile("Showing results for transformer"))
    opened(page).get_by_role("link", name="search for transfomer instead").click()
    page.wait_for_url("**/search/?q=transfomer&as=typed")


# --- a site that is being updated ----------------------------------------------------------------


def renamed(site: Path) -> None:
    """Replace the index by that of another list, of which no file has the same name."""
    folder = site / "shelf/list" / INDEX_FOLDER
    shutil.rmtree(folder)
    catalogue = small_catalogue()
    changed = type(catalogue)(catalogue.site, catalogue.digests, catalogue.papers[:-1], catalogue.topics)
    SearchIndex.build(changed).write(site / "shelf/list")


def emptied(site: Path) -> None:
    """Leave the old root with none of its files."""
    for path in (site / "shelf/list" / INDEX_FOLDER).glob("[0-9]*"):
        shutil.rmtree(path)


def of_another_version(site: Path) -> None:
    """Leave an index of a format that the page does not know."""
    root = site / "shelf/list" / INDEX_FOLDER / "root.json"
    root.write_text(json.dumps(json.loads(root.read_text(encoding="utf-8")) | {"format": 99}), encoding="utf-8")
    emptied(site)


@pytest.mark.parametrize(
    ("update", "answers"),
    [(renamed, True), (emptied, False), (of_another_version, False)],
    ids=["renamed", "emptied", "another version"],
)
def test_a_page_older_than_the_index_answers_or_says_so(
    chromium: Browser, site: Path, tmp_path: Path, update: Callable[[Path], None], answers: bool
) -> None:
    copy = shutil.copytree(site, tmp_path / "site")
    with served(copy) as root, tab(chromium, f"{root}/shelf/list") as found:
        page = found.open("")
        page.keyboard.press("/")
        opened(page)
        page.wait_for_load_state("networkidle")  # it has read what files there are
        update(copy)
        shown = find(page, "speech recognition at sea")

        if answers:
            expect(shown.first).to_have_attribute("href", re.compile("/speech-recognition/$"))
        else:
            expect(opened(page).get_by_role("status")).to_have_text(re.compile("could not be loaded"))


def test_it_works_without_storage(chromium: Browser, address: str) -> None:
    with tab(chromium, address) as found:
        found.page.add_init_script(
            "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])"
            " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });"
        )
        assert slugs(results(found, q="difusion")) == ["latent-diffusion", "denoising-diffusion"]
