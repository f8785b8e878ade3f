"""What a reader can do on the page of a paper: cite it, share it, go on in a list, look where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect
from support.access import COLOURS_ON, violations, violations_in_other_colours
from support.browsers import DESK, PHONE, SCREENS, Tab, tab
from support.lists import Kept, note
from support.moves import moves, watch_moves

from generator.catalogue.related import relate
from generator.content.read import ContentResult
from generator.model.catalogue import Catalogue
from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.storage.cache import Cache

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def digest(catalogue: Catalogue) -> Digest:
    """A digest with several papers."""
    return catalogue.digests[0]


@pytest.fixture(scope="module")
def listed(catalogue: Catalogue, digest: Digest) -> tuple[Paper, ...]:
    """Its papers, in its order."""
    return catalogue.by_digest[digest.slug]


@pytest.fixture(scope="module")
def known(catalogue: Catalogue) -> Paper:
    """A paper with authors and an arXiv id."""
    return next(paper for paper in catalogue.papers if paper.authors and paper.arxiv and paper.published)


@pytest.fixture
def reader(chromium: Browser, real_address: str) -> Iterator[Tab]:
    with tab(chromium, real_address, permissions=["clipboard-read", "clipboard-write"]) as found:
        yield found


def open_from(found: Tab, digest: Digest, paper: Paper) -> Page:
    """Go to a paper by its card on the page of a digest."""
    page = found.open(f"digests/{digest.slug}/")
    page.locator(f'a.title[href$="/{paper.slug}/"]').click()
    page.wait_for_url(f"**/papers/{paper.slug}/")
    return page


# --- cite ------------------------------------------------------------------------------------


def test_a_citation_is_shown_when_asked_for_and_only_then_fetched(reader: Tab, known: Paper) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page = reader.open(f"papers/{known.slug}/")
    cite = page.get_by_role("button", name="Cite")
    expect(cite).to_have_attribute("aria-expanded", "false")
    page.wait_for_load_state("networkidle")
    assert "paper-actions.js" in asked
    assert "citations.js" not in asked

    cite.click()

    text = page.get_by_label("Citation as BibTeX")
    expect(text).to_be_visible()
    expect(text).to_contain_text("@misc{")
    expect(text).to_contain_text(f"eprint        = {{{known.arxiv}}}")
    expect(text).to_contain_text(known.authors[-1])
    expect(cite).to_have_attribute("aria-expanded", "true")
    cite.click()
    expect(text).to_be_hidden()
    expect(cite).to_have_attribute("aria-expanded", "false")
    assert reader.faults == []


def test_the_format_of_a_citation_is_chosen_with_the_keyboard(reader: Tab, known: Paper) -> None:
    page = reader.open(f"papers/{known.slug}/")
    page.get_by_role("button", name="Cite").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="BibTeX")).to_be_checked()
    page.get_by_role("radio", name="BibTeX").focus()

    page.keyboard.press("ArrowRight")

    expect(page.get_by_label("Citation as RIS")).to_contain_text("TY  - UNPB")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Citation as Plain text")).to_contain_text(f"arXiv:{known.arxiv}")
    expect(page.get_by_role("link", name="Download")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".cite")).to_be_hidden()
    expect(page.get_by_role("button", name="Cite")).to_be_focused()


@pytest.mark.parametrize(("name", "ending", "first"), [("BibTeX", ".bib", "@misc{"), ("RIS", ".ris", "TY  - UNPB\r\n")])
def test_a_citation_is_downloaded_as_a_file(
    reader: Tab, known: Paper, tmp_path: Path, name: str, ending: str, first: str
) -> None:
    page = reader.open(f"papers/{known.slug}/")
    page.get_by_role("button", name="Cite").click()
    page.get_by_role("radio", name=name).check()

    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download {ending}").click()

    assert download.value.suggested_filename == f"{known.slug}{ending}"
    download.value.save_as(tmp_path / "file")
    assert (tmp_path / "file").read_bytes().decode().startswith(first)


def test_a_citation_is_copied_and_that_is_said(reader: Tab, known: Paper) -> None:
    page = reader.open(f"papers/{known.slug}/")
    page.get_by_role("button", name="Cite").click()

    page.get_by_role("button", name="Copy").click()

    expect(page.locator(".actions__status")).to_have_text("Citation copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Citation as BibTeX").text_content()


def test_where_copying_is_forbidden_the_citation_is_selected(reader: Tab, known: Paper) -> None:
    reader.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = reader.open(f"papers/{known.slug}/")
    page.get_by_role("button", name="Cite").click()

    page.get_by_role("button", name="Copy").click()

    expect(page.locator(".actions__status")).to_contain_text("Selected")
    assert page.evaluate("getSelection().toString()").startswith("@misc{")


# --- share -----------------------------------------------------------------------------------


def test_the_link_of_a_paper_is_copied(reader: Tab, known: Paper) -> None:
    page = reader.open(f"papers/{known.slug}/?q=proof#related")

    page.get_by_role("button", name="Share").click()

    expect(page.locator(".actions__status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{reader.root}/papers/{known.slug}/"


@pytest.mark.parametrize("answer", ["undefined", "Promise.reject(new DOMException('', 'AbortError'))"])
def test_where_the_system_can_share_it_is_asked_to(reader: Tab, known: Paper, answer: str) -> None:
    reader.page.add_init_script(f"navigator.share = data => {{ window.shared = data; return {answer}; }}")
    page = reader.open(f"papers/{known.slug}/")

    page.get_by_role("button", name="Share").click()

    assert page.evaluate("window.shared") == {
        "title": known.title.plain,
        "url": f"{reader.root}/papers/{known.slug}/",
    }
    expect(page.locator(".actions__status")).to_be_empty()
    assert reader.faults == []


# --- previous and next -----------------------------------------------------------------------


def test_a_paper_opened_from_a_list_leads_on_in_it(
    chromium: Browser, real_address: str, screen: ViewportSize, digest: Digest, listed: tuple[Paper, ...]
) -> None:
    with tab(chromium, real_address, screen=screen) as found:
        page = open_from(found, digest, listed[2])
        nav = page.get_by_role("navigation", name="In the list you came from")

        expect(nav).to_contain_text(f"3 of {len(listed)}")
        expect(nav.get_by_role("link", name="Previous")).to_contain_text(listed[1].title.plain)
        nav.get_by_role("link", name=f"Next {listed[3].title.plain}").click()
        page.wait_for_url(f"**/papers/{listed[3].slug}/")
        page.get_by_role("link", name=f"Next: {listed[4].title.plain}").click()
        page.wait_for_url(f"**/papers/{listed[4].slug}/")
        nav.get_by_role("link", name="Digest of").click()

        page.wait_for_url(f"**/digests/{digest.slug}/")
        assert found.faults == []


def test_the_first_paper_of_a_list_has_no_previous_and_the_last_no_next(
    reader: Tab, digest: Digest, listed: tuple[Paper, ...]
) -> None:
    page = open_from(reader, digest, listed[0])
    expect(page.locator(".neighbours__next, .steps__one")).to_have_count(2)
    expect(page.locator(".neighbours__previous")).to_have_count(0)

    page = open_from(reader, digest, listed[-1])
    expect(page.locator(".neighbours__previous, .steps__one")).to_have_count(2)
    expect(page.locator(".neighbours__next")).to_have_count(0)


def test_after_the_last_paper_of_a_digest_comes_the_older_digest(
    reader: Tab, catalogue: Catalogue, digest: Digest, listed: tuple[Paper, ...]
) -> None:
    page = open_from(reader, digest, listed[-1])
    older = catalogue.digests[1]
    nav = page.get_by_role("navigation", name="In the list you came from")
    expect(page.get_by_role("link", name="Older digest: ")).to_have_text("→")

    nav.get_by_role("link", name="Older digest").click()

    page.wait_for_url(f"**/digests/{older.slug}/")
    assert reader.faults == []


def test_a_paper_opened_from_a_search_leads_on_through_all_results(reader: Tab, catalogue: Catalogue) -> None:
    page = reader.open("search/?q=language")
    expect(page.locator(".search__status")).to_have_text(re.compile(r"^\d+ results$"))
    number = int((page.locator(".search__status").text_content() or "").split()[0])
    assert 20 < number < len(catalogue.papers)

    page.locator(".search__results a.title").nth(9).click()

    place = page.locator(".steps span")
    expect(place).to_have_text(f"10 of {number}")
    page.locator(".neighbours__next").click()
    expect(place).to_have_text(f"11 of {number}")
    expect(page.locator(".neighbours__previous, .neighbours__next")).to_have_count(2)
    page.get_by_role("navigation", name="In the list").get_by_role("link", name="Results for “language”").click()
    page.wait_for_url("**/search/?q=language")
    assert reader.faults == []


def test_a_paper_opened_directly_has_no_neighbours(reader: Tab, known: Paper) -> None:
    page = reader.open(f"papers/{known.slug}/")
    expect(page.get_by_role("button", name="Cite")).to_be_visible()

    expect(page.locator(".neighbours, .steps")).to_have_count(0)


def test_a_paper_that_is_not_in_the_list_has_no_neighbours(
    reader: Tab, catalogue: Catalogue, digest: Digest, listed: tuple[Paper, ...]
) -> None:
    other = next(paper for paper in catalogue.papers if paper not in listed)
    open_from(reader, digest, listed[1])

    page = reader.open(f"papers/{other.slug}/")

    expect(page.get_by_role("button", name="Cite")).to_be_visible()
    expect(page.locator(".neighbours, .steps")).to_have_count(0)


def test_what_a_filter_hides_is_skipped(reader: Tab, digest: Digest, listed: tuple[Paper, ...]) -> None:
    page = reader.open(f"digests/{digest.slug}/")
    page.locator(f'li:has(> p > a[href$="/{listed[2].slug}/"])').evaluate("one => { one.hidden = true }")
    page.add_style_tag(content="[hidden] { display: none !important }")

    page.locator(f'a.title[href$="/{listed[1].slug}/"]').click()

    nav = page.get_by_role("navigation", name="In the list you came from")
    expect(nav.get_by_role("link", name="Next")).to_contain_text(listed[3].title.plain)
    expect(nav).to_contain_text(f"2 of {len(listed) - 1}")


def test_a_list_that_a_script_made_counts_too(reader: Tab, listed: tuple[Paper, ...]) -> None:
    page = reader.open("digests/")
    page.evaluate(
        """slugs => {
            const list = document.createElement("div");
            list.dataset.list = "Results for “proof”";
            for (const slug of slugs) {
                const item = document.createElement("article");
                item.dataset.paper = slug;
                const link = document.createElement("a");
                link.href = `../papers/${slug}/`;
                link.textContent = `<b>${slug}</b>`;
                item.append(link);
                list.append(item);
            }
            document.querySelector("main").prepend(list);
        }""",
        [listed[5].slug, listed[0].slug],
    )

    page.get_by_role("link", name=listed[0].slug).click()

    nav = page.get_by_role("navigation", name="In the list you came from")
    expect(nav.get_by_role("link", name="Results for “proof”")).to_be_visible()
    expect(nav.get_by_role("link", name="Previous")).to_contain_text(f"<b>{listed[5].slug}</b>")


def test_the_list_of_a_search_has_its_query_for_a_name(reader: Tab, listed: tuple[Paper, ...]) -> None:
    page = reader.open("digests/")
    page.evaluate(
        """slugs => {
            const dialog = document.createElement("dialog");
            const field = document.createElement("input");
            field.value = "a & b ";
            const list = document.createElement("ol");
            for (const slug of slugs) {
                const item = document.createElement("li");
                item.dataset.paper = slug;
                const link = document.createElement("a");
                item.append(Object.assign(link, { href: `../papers/${slug}/`, textContent: slug }));
                list.append(item);
            }
            dialog.append(field, list);
            dialog.addEventListener("click", () => dialog.close());
            document.body.append(dialog);
            dialog.showModal();
        }""",
        [listed[5].slug, listed[0].slug],
    )

    page.get_by_role("link", name=listed[5].slug).click()

    nav = page.get_by_role("navigation", name="In the list you came from")
    expect(nav).to_contain_text("1 of 2")
    back = nav.get_by_role("link", name="Results for “a & b”")
    expect(back).to_have_attribute("href", f"{reader.root}/search/?q=a+%26+b")


def test_lists_that_are_sorted_together_are_one(reader: Tab, listed: tuple[Paper, ...]) -> None:
    page = reader.open("about/")
    page.evaluate(
        """slugs => {
            const main = document.querySelector("main");
            main.innerHTML = '<h1>A week</h1><div class="tools"></div>';
            for (const slug of slugs) {
                const list = document.createElement("ul");
                const item = document.createElement("li");
                const link = document.createElement("a");
                Object.assign(link, { href: `../papers/${slug}/`, className: "title", textContent: slug });
                item.append(link);
                list.append(item);
                main.append(document.createElement("h2"), list);
            }
        }""",
        [one.slug for one in listed[:3]],
    )

    page.get_by_role("link", name=listed[1].slug).click()

    expect(page.locator(".neighbours")).to_contain_text("A week 2 of 3")


def test_tabs_do_not_share_their_lists(
    chromium: Browser, real_address: str, digest: Digest, catalogue: Catalogue
) -> None:
    listed = catalogue.by_digest[digest.slug]
    with tab(chromium, real_address) as one:
        open_from(one, digest, listed[1])
        other = one.page.context.new_page()

        other.goto(f"{real_address}/papers/{listed[1].slug}/")

        expect(other.get_by_role("button", name="Cite")).to_be_visible()
        expect(other.locator(".neighbours")).to_have_count(0)


def test_a_page_that_the_browser_kept_shows_the_list_of_now(
    reader: Tab, digest: Digest, listed: tuple[Paper, ...]
) -> None:
    page = open_from(reader, digest, listed[1])
    expect(page.locator(".neighbours")).to_contain_text(f"2 of {len(listed)}")
    page.evaluate(
        """([one, two]) => {
            const papers = [[two, "Two"], [one, "One"]];
            const list = { title: "Now", url: location.href, papers };
            sessionStorage.setItem("papershelf.came-from", JSON.stringify(list));
            dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }""",
        [listed[1].slug, listed[9].slug],
    )

    expect(page.locator(".neighbours")).to_have_count(1)
    expect(page.locator(".neighbours")).to_contain_text("Now 2 of 2")


@pytest.mark.parametrize(
    "kept", ["nonsense", "null", '{"papers": 3}', '{"papers": [], "url": "javascript:alert(1)", "title": "x"}']
)
def test_a_list_that_cannot_be_read_is_left_alone(reader: Tab, known: Paper, kept: str) -> None:
    reader.page.add_init_script(f"sessionStorage.setItem('papershelf.came-from', {kept!r})")

    page = reader.open(f"papers/{known.slug}/")

    expect(page.get_by_role("button", name="Cite")).to_be_visible()
    expect(page.locator(".neighbours")).to_have_count(0)
    assert reader.faults == []


def test_without_storage_papers_are_read_as_ever(reader: Tab, digest: Digest, listed: tuple[Paper, ...]) -> None:
    reader.page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('', 'SecurityError') } })"
    )

    page = open_from(reader, digest, listed[1])

    expect(page.get_by_role("button", name="Cite")).to_be_visible()
    expect(page.locator(".neighbours")).to_have_count(0)
    assert reader.faults == []


# --- the whole page --------------------------------------------------------------------------


@pytest.mark.parametrize("screen", SCREENS)
def test_nobody_is_kept_out_of_what_scripts_add(
    chromium: Browser, real_address: str, screen: str, digest: Digest, listed: tuple[Paper, ...]
) -> None:
    colours, others = COLOURS_ON[screen]
    with tab(chromium, real_address, screen=SCREENS[screen], color_scheme=colours) as found:
        page = open_from(found, digest, listed[1])
        page.get_by_role("button", name="Cite").click()
        expect(page.locator(".cite__text")).to_be_visible()
        page.locator(".scraped summary").click()

        assert violations(page) == []
        assert violations_in_other_colours(page, others) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert found.faults == []


SMALL: ViewportSize = {"width": 320, "height": 640}
"""A small phone, or a laptop's window at 400 %."""
FILLED = {
    "paper-marks.js": ".own-marks",
    "paper-actions.js": "button:has-text('Share')",
    "neighbours.js": ".neighbours",
}
"""What each script puts on the page of a paper."""
LATE = {
    "paper-actions.js": {"paper-marks.js", "neighbours.js"},
    "paper-marks.js": {"neighbours.js"},
    "neighbours.js": {"paper-marks.js", "paper-actions.js"},
    "source-serif-4.woff2": set(FILLED),
}
"""What may come late, and the scripts that do not wait for it."""


@pytest.mark.parametrize("last", LATE)
@pytest.mark.parametrize("size", [SMALL, PHONE, DESK], ids=["small", "phone", "desk"])
def test_whatever_comes_last_moves_nothing(
    chromium: Browser, real_address: str, size: ViewportSize, last: str, digest: Digest, catalogue: Catalogue
) -> None:
    shortest = min(catalogue.by_digest[digest.slug], key=lambda one: len(repr(one.abstract)))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with tab(chromium, real_address, screen=size) as found:
        page = found.open(f"digests/{digest.slug}/")
        Kept({shortest.slug: {"note": note("A line of mine.\n" * 5)}}).put(page)
        watch_moves(page)
        page.route(f"**/{last}", hold)
        page.locator(f'a.title[href$="/{shortest.slug}/"]').click()
        page.wait_for_url(f"**/papers/{shortest.slug}/", wait_until="commit")
        for script in LATE[last]:
            expect(page.locator(FILLED[script])).to_be_visible()
        expect(page.get_by_label("Private note")).to_have_value("A line of mine.\n" * 5)
        assert moves(page) == []
        assert len(held) == 1

        held[0].continue_()

        for selector in FILLED.values():
            expect(page.locator(selector)).to_be_visible()
        expect(page.locator(".note-field [role=status]")).to_be_attached()
        assert moves(page) == []


def test_without_scripts_a_paper_shows_its_origins_and_related_papers_and_no_dead_buttons(
    chromium: Browser, real_address: str, screen: ViewportSize, catalogue: Catalogue
) -> None:
    slug, related = next(iter(relate(catalogue.papers, Cache()).items()))
    with tab(chromium, real_address, screen=screen, java_script_enabled=False) as found:
        page = found.open(f"papers/{slug}/")

        expect(page.locator("button:visible")).to_have_count(0)
        expect(page.locator(".actions")).to_be_hidden()
        links = page.locator("#related + ul > li > a")
        expect(links).to_have_count(len(related))
        expect(page.locator("#related + ul > li").first).to_contain_text(f"shared terms: {', '.join(related[0].words)}")
        expect(page.locator(".scraped li").first).to_be_hidden()
        page.get_by_text("Where each field comes from").click()
        expect(page.locator(".scraped li").first).to_be_visible()
        links.first.click()
        page.wait_for_url(f"**/papers/{related[0].slug}/")


def test_on_paper_there_is_only_the_paper(reader: Tab, digest: Digest, listed: tuple[Paper, ...]) -> None:
    page = open_from(reader, digest, listed[1])
    page.get_by_role("button", name="Cite").click()
    expect(page.locator(".cite")).to_be_visible()

    page.emulate_media(media="print")

    for hidden in (".actions", ".cite", ".neighbours", ".steps", ".scraped", "#related"):
        assert all(not one.is_visible() for one in page.locator(hidden).all()), hidden


def test_a_reason_of_the_hostile_shelf_is_shown_as_text(
    chromium: Browser, toy_address: str, toy_content: ContentResult
) -> None:
    faults: list[Any] = []
    for slug in relate(toy_content.catalogue.papers, Cache()):
        with tab(chromium, toy_address) as found:
            page = found.open(f"papers/{slug}/")
            page.get_by_role("button", name="Cite").click()
            expect(page.locator(".cite__text")).to_contain_text("@misc{")
            faults += found.faults
    assert faults == []
