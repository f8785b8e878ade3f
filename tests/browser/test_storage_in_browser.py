"""What a browser's storage holds, whoever wrote it: scripts go on, and two lists on one origin keep apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support.browsers import Tab, tab
from support.servers import served

from generator.model.catalogue import Catalogue

pytestmark = pytest.mark.browser

NONSENSE = [
    "",
    "null",
    "[]",
    "{",
    "1",
    '"x"',
    "constructor",
    '{"papers": [1, null], "url": "ORIGIN/", "title": "x"}',
    '{"papers": [["SLUG", "x"], null], "url": "ORIGIN/", "title": "x"}',
    '{"papers": [["a"], [null, {}]], "url": "ORIGIN/", "title": "x"}',
    '{"papers": {"a": 1}, "version": 1, "since": [1], "newest": {}, "at": "x"}',
    '{"version": 1e99, "papers": null}',
]
KEYS = ("papershelf.list", "papershelf.visit", "papershelf.colours", "papershelf.came-from")


@pytest.fixture(scope="module")
def origin(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where two lists are served, below /vision/ and /maths/."""
    folder = tmp_path_factory.mktemp("origin")
    for name in ("vision", "maths"):
        (folder / name).symlink_to(real_site, target_is_directory=True)
    with served(folder) as address:
        yield address


@pytest.mark.parametrize("text", NONSENSE)
def test_every_script_survives_what_a_storage_holds(
    text: str, chromium: Browser, real_address: str, catalogue: Catalogue
) -> None:
    with tab(chromium, real_address) as reader:
        texts = json.dumps(
            {key: text.replace("ORIGIN", real_address).replace("SLUG", catalogue.papers[0].slug) for key in KEYS}
        )
        reader.page.add_init_script(
            f"for (const [key, text] of Object.entries({texts})) for (const one of [localStorage, sessionStorage])"
            " one.setItem(key, text);"
        )
        for address in (
            f"papers/{catalogue.papers[0].slug}/",
            f"digests/{catalogue.digests[0].slug}/",
            "my-list/",
            "search/",
        ):
            page = reader.open(address)
            expect(page.get_by_role("button", name="Colours: system", exact=True)).to_be_visible()
            page.keyboard.press("/")
            if address != "search/":
                expect(page.get_by_role("dialog", name="Search")).to_be_visible()
        assert reader.faults == []


def test_two_lists_on_one_origin_share_no_marks(chromium: Browser, origin: str, catalogue: Catalogue) -> None:
    paper = f"papers/{catalogue.papers[0].slug}/"
    with tab(chromium, origin) as reader:
        page = reader.open(f"vision/{paper}")
        page.get_by_role("button", name="Star").first.click()
        page.get_by_role("button", name="Note", exact=True).click()
        page.get_by_role("textbox").fill("Mine")
        page.reload()
        expect(page.get_by_role("textbox")).to_have_value("Mine")
        page = reader.open(f"maths/{paper}")
        expect(page.get_by_role("button", name="Star").first).to_have_attribute("aria-pressed", "false")
        expect(page.locator(".note-field textarea:visible")).to_have_count(0)
        page = reader.open("maths/my-list/")
        expect(page.get_by_text("Your list is empty.")).to_be_visible()
        page = reader.open("vision/my-list/")
        expect(page.locator("#kept a.title")).to_have_count(1)
        assert reader.faults == []


def test_what_was_kept_for_all_lists_is_there_in_each(chromium: Browser, origin: str, catalogue: Catalogue) -> None:
    slug = catalogue.papers[0].slug
    paper = f"papers/{slug}/"
    text = json.dumps({"version": 1, "papers": {slug: {"note": {"value": "Old", "at": 1}}}})
    with tab(chromium, origin) as reader:
        page = reader.open("vision/about/")
        page.evaluate("text => localStorage.setItem('papershelf.list', text)", text)
        for name in ("vision", "maths"):
            page = reader.open(f"{name}/{paper}")
            expect(page.get_by_role("textbox", name="Private note")).to_have_value("Old")
        assert page.evaluate("localStorage.getItem('papershelf.list')") == text
        page.get_by_role("textbox", name="Private note").fill("New")
        page.reload()
        expect(page.get_by_role("textbox", name="Private note")).to_have_value("New")
        page = reader.open(f"vision/{paper}")
        expect(page.get_by_role("textbox", name="Private note")).to_have_value("Old")


@pytest.mark.parametrize("query", ["$'$'", "$&", "$`", "$1 $$", "a · b", "\\1 \\g<0>"])
def test_a_query_is_shown_in_the_title_as_it_was_typed(query: str, at_desk: Tab) -> None:
    page = at_desk.open("search/")
    name = page.title().partition(" · ")[2]
    for text in (query, "optimal", query):
        page.locator("#search-field").fill(text)
        expect(page).to_have_title(f"{text}: search · {name}")
