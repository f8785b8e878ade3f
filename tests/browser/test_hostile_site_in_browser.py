"""The toy site, whose digest means harm, in a real browser: its texts are shown, and do nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from support.browsers import tab
from support.project import HOSTILE

from generator.content.read import ContentResult
from generator.model.text import Text

pytestmark = pytest.mark.browser

ALLOWED = {"A", "EM", "STRONG"}
"""What emphasis and addresses in a scraped text become."""


LOOK = """() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    return {
        headings: all("h1").length,
        inTexts: all("h1, article h3, article a.title, article li > p, .abstract")
            .flatMap((text) => [...text.querySelectorAll("*")])
            .filter((inner) => !inner.closest(".count, .badge, .tag, .toggle, .display, math"))
            .map((inner) => inner.tagName),
        handlers: all("*").flatMap((one) => one.getAttributeNames().filter((name) => name.startsWith("on"))),
        schemes: all("a[href]").map((one) => one.protocol),
        nested: all("a a").length,
        pictures: all("article img").map((one) => one.getAttribute("alt")),
        injected: window.injected ?? null,
    };
}"""


@dataclass(frozen=True)
class Visit:
    """What was seen on all pages of the site."""

    pages: dict[str, dict[str, Any]]
    faults: list[str]

    def odd(self, what: str, usual: Callable[[Any], bool]) -> dict[str, Any]:
        """Pages on which something is not as it should be."""
        return {path: seen[what] for path, seen in self.pages.items() if not usual(seen[what])}


@pytest.fixture(scope="module")
def visit(chromium: Browser, toy_site: Path, toy_address: str) -> Visit:
    """A visit to every page, one after the other."""
    paths = (path.relative_to(toy_site).as_posix().removesuffix("index.html") for path in toy_site.rglob("index.html"))
    with tab(chromium, toy_address) as visitor:
        pages = {path: visitor.open(path).evaluate(LOOK) for path in sorted(paths)}
        return Visit(pages, visitor.faults)


def test_every_page_was_seen(visit: Visit, toy_content: ContentResult) -> None:
    assert {f"papers/{paper.slug}/" for paper in toy_content.catalogue.papers} < visit.pages.keys()
    assert visit.odd("headings", lambda number: number == 1) == {}


def test_no_page_runs_loads_or_asks_anything(visit: Visit) -> None:
    assert visit.faults == []
    assert visit.odd("injected", lambda value: value is None) == {}
    assert visit.odd("handlers", lambda names: names == []) == {}


def test_titles_and_abstracts_hold_nothing_but_emphasis_and_links(visit: Visit) -> None:
    assert visit.odd("inTexts", lambda tags: set(tags) <= ALLOWED) == {}
    assert {tag for seen in visit.pages.values() for tag in seen["inTexts"]} == ALLOWED
    assert visit.odd("nested", lambda number: number == 0) == {}


def test_no_text_becomes_a_picture(visit: Visit) -> None:
    assert visit.odd("pictures", lambda alts: alts in ([], ["a square"])) == {}
    assert visit.pages["about/"]["pictures"] == ["a square"]


def test_every_link_leads_to_the_web(visit: Visit) -> None:
    assert visit.odd("schemes", lambda schemes: set(schemes) <= {"http:", "https:"}) == {}


def text_of(paragraph: Text) -> str:
    return "".join(span.text for span in paragraph.spans if span.tex is None)


def test_hostile_texts_are_shown_as_they_were_scraped(
    chromium: Browser, toy_address: str, toy_content: ContentResult
) -> None:
    hostile = [paper for paper in toy_content.catalogue.papers if paper.appearances[0].place.file == HOSTILE]
    assert len(hostile) == 8
    with tab(chromium, toy_address) as visitor:
        for paper in hostile:
            page = visitor.open(f"papers/{paper.slug}/")
            expect(page.locator("h1")).to_have_text(paper.title.plain)
            texts = [text_of(paragraph) for paragraph in paper.abstract]
            # A formula is mathematics on the page, so both sides are compared without them.
            page.evaluate("for (const formula of document.querySelectorAll('.abstract math')) formula.remove()")
            expect(page.locator(".abstract")).to_have_text(texts)
            expect(page).to_have_title(f"{paper.title.plain} · {toy_content.catalogue.site.title}")


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("elements", "script-alert-1-"),
        ("onclick", "not-a-heading-"),
        ("Picture", "not-a-link-"),
        ("Setext", "setext-lines-"),
        ("Front Matter", "title-not-front-matter"),
    ],
)
def test_the_search_shows_hostile_texts_and_runs_none(
    chromium: Browser, toy_address: str, words: str, slug: str
) -> None:
    with tab(chromium, toy_address) as visitor:
        page = visitor.open("")
        page.keyboard.press("/")
        dialog = page.get_by_role("dialog", name="Search")
        expect(dialog).to_be_visible()

        page.keyboard.type(words)

        expect(dialog.locator(f'a[href*="papers/{slug}"]').first).to_be_visible()
        assert dialog.locator("img, script, iframe").count() == 0
        assert page.evaluate("window.injected ?? null") is None
        assert visitor.faults == []
