"""What no page may lack: access for everyone, few bytes, no movement, a form on paper, a face in links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect
from support.access import COLOURS_ON, violations, violations_in_other_colours
from support.browsers import PHONE, SCREENS, tab
from support.kinds import KINDS
from support.lists import Kept, note, on
from support.moves import moves, watch_moves

from generator.content.read import ContentResult

pytestmark = pytest.mark.browser

FIRST_VISIT = 120_000
NEXT_PAGE = 15_000


@pytest.fixture(scope="module")
def opened(
    request: pytest.FixtureRequest, chromium: Browser, real_address: str, addresses: dict[str, str]
) -> Iterator[Page]:
    """A page of a kind on a screen, with all that scripts load. Tests only look at it, in both colours."""
    kind, screen = request.param
    with tab(chromium, real_address, screen=SCREENS[screen], color_scheme=COLOURS_ON[screen][0]) as found:
        page = found.open(addresses[kind])
        page.wait_for_load_state("networkidle")
        yield page


PAGES_ON_SCREENS = [pytest.param((kind, screen), id=f"{kind}-{screen}") for kind in KINDS for screen in SCREENS]


@pytest.mark.parametrize("opened", PAGES_ON_SCREENS, indirect=True, scope="module")
def test_nobody_is_kept_out_of_a_page(request: pytest.FixtureRequest, opened: Page) -> None:
    screen = request.node.callspec.params["opened"][1]

    assert violations(opened) == []
    assert violations_in_other_colours(opened, COLOURS_ON[screen][1]) == []


# --- bytes -----------------------------------------------------------------------------------


def transferred(page: Page, address: str) -> int:
    """Bytes that come over the line until a page and all it asks for are there."""
    responses: list[Response] = []

    def note(response: Response) -> None:
        responses.append(response)

    page.on("response", note)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", note)
    sizes = [one.request.sizes() for one in responses]
    return sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)


def test_a_paper_costs_few_bytes_and_the_next_one_almost_none(
    chromium: Browser, real_address: str, real_content: ContentResult
) -> None:
    emphasised = [paper for paper in real_content.catalogue.papers if "EMPHASIS" in repr(paper.abstract)]
    plain = next(paper for paper in real_content.catalogue.papers if "EMPHASIS" not in repr(paper.abstract))
    assert emphasised, "the page with italics is the dearest"
    with chromium.new_context(viewport=PHONE) as context:
        page = context.new_page()

        first = transferred(page, f"{real_address}/papers/{plain.slug}/")
        second = transferred(page, f"{real_address}/papers/{emphasised[0].slug}/")

    assert 10_000 < first <= FIRST_VISIT
    assert 1_000 < second <= NEXT_PAGE


# --- movement --------------------------------------------------------------------------------


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_when_scripts_come_late(
    chromium: Browser, real_address: str, real_content: ContentResult, addresses: dict[str, str], kind: str, screen: str
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    some: dict[str, dict[str, object]] = {
        one.slug: {"title": one.title.plain, "authors": list(one.authors), "star": on(), "note": note("Mine")}
        for one in real_content.catalogue.papers[:9]
    }
    with tab(chromium, real_address, screen=SCREENS[screen]) as found:
        page = found.open("api/newest.json")
        Kept(some).put(page)
        watch_moves(page)
        # All but those that a page waits for, as for its style sheets.
        page.route(re.compile(r"/assets/(?!paper/kept-note|my-list/folded-cards).*\.js$"), hold)
        page.goto(f"{real_address}/{addresses[kind]}", wait_until="commit")
        expect(page.locator("footer")).to_be_attached()
        assert moves(page) == []

        page.route(re.compile(r"/assets/.*\.js$"), lambda route: route.continue_())
        for route in held:
            route.continue_()
        page.wait_for_load_state("networkidle")

        assert held
        assert sum(size for _, size in moves(page)) < 0.01


ZOOMED = {"small": (320, 640), "at 400 %": (320, 256), "desk": (1440, 900)}


@pytest.mark.parametrize("size", ZOOMED)
@pytest.mark.parametrize("kind", ["home", "topic", "digest", "search", "paper"])
def test_what_has_the_focus_is_seen(
    chromium: Browser, real_address: str, addresses: dict[str, str], kind: str, size: str
) -> None:
    width, height = ZOOMED[size]
    with tab(chromium, real_address, screen={"width": width, "height": height}) as found:
        page = found.open(addresses[kind])
        page.wait_for_load_state("networkidle")
        # Upwards, as with Shift and Tab: what comes in at the top must not come in below the header.
        hidden: list[str] = page.evaluate(
            """() => {
                const top = document.querySelector(".top");
                const shown = [...document.querySelectorAll("main :is(a, button, input, summary)")]
                    .filter((one) => one.checkVisibility());
                scrollTo(0, document.body.scrollHeight);
                return shown.reverse().filter((one) => {
                    one.focus();
                    const { top: upper, bottom } = one.getBoundingClientRect();
                    return upper < top.getBoundingClientRect().bottom - 1 && bottom < innerHeight && upper >= 0;
                }).map((one) => one.textContent);
            }"""
        )
        assert hidden == []


def test_whoever_wants_no_motion_gets_none(chromium: Browser, real_address: str) -> None:
    with tab(chromium, real_address) as found:
        page = found.open("")

        moving: int = page.evaluate(
            """[...document.querySelectorAll("*")].filter(one => {
                const style = getComputedStyle(one);
                return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
            }).length"""
        )

        assert moving == 0


# --- paper -----------------------------------------------------------------------------------


def test_a_printed_paper_shows_what_is_read_and_where_it_is(
    chromium: Browser, real_address: str, addresses: dict[str, str]
) -> None:
    with tab(chromium, real_address) as found:
        page = found.open(addresses["paper"])
        page.emulate_media(media="print", color_scheme="dark")

        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".abstract").first).to_be_visible()
        for hidden in ("header.top", "footer.bottom", ".crumbs", "#topics"):
            expect(page.locator(hidden)).to_be_hidden()
        address: str = page.evaluate("getComputedStyle(document.querySelector('.links a'), '::after').content")
        assert "https://arxiv.org/abs/" in page.locator(".links a").first.get_attribute("href")  # type: ignore[operator]
        assert "attr" in address or "http" in address
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        # No column stays empty, and whoever finds the sheet finds the page.
        shares = page.locator(":is(.abstract, .summary)").evaluate_all(
            "all => all.map(one => one.offsetWidth / innerWidth)"
        )
        assert min(shares) > 0.95
        expect(page.locator(".address")).to_have_text(re.compile(f"/{addresses['paper']}$"))


# --- colours that the system forces, and words -----------------------------------------------


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_forced_colours_keep_shades_and_bars_apart(chromium: Browser, real_address: str, colours: str) -> None:
    with tab(chromium, real_address, color_scheme=colours, forced_colors="active") as found:
        page = found.open("digests/2025/")
        shades: list[str] = page.locator(".legend span").evaluate_all(
            "all => all.map(one => { const s = getComputedStyle(one); return s.backgroundColor + s.backgroundSize; })"
        )
        assert len(set(shades)) == 5
        bars = page.locator("#months + ul .bar")
        drawn: list[list[str]] = bars.evaluate_all(
            "all => all.map(one => { const s = getComputedStyle(one); return [s.backgroundImage, s.backgroundSize]; })"
        )
        assert [image.partition("(")[0] for image, _ in drawn] == ["linear-gradient", "linear-gradient"]
        assert drawn[0][1] != drawn[1][1]

        page = found.open("trends/")
        ink, paper = page.evaluate("(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))")
        fills = page.locator(".bars .solid").evaluate_all("all => all.map(one => getComputedStyle(one).fill)")
        assert set(fills) == {ink}
        assert ink != paper


BROKEN_WORDS = r"""() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const broken = [];
    for (let node; (node = walker.nextNode()); ) {
        const parent = node.parentElement;
        if (!parent.checkVisibility() || parent.closest(".top, svg, pre, code, kbd, caption, math")) continue;
        for (const { index, 0: word } of node.data.matchAll(/[\p{L}\p{M}\p{N}]{2,24}/gu)) {
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const boxes = [...range.getClientRects()].filter((box) => box.width);
            if (new Set(boxes.map((box) => Math.round(box.top))).size > 1) broken.push(word);
        }
    }
    return broken;
}"""


def test_no_word_is_broken_on_a_phone(chromium: Browser, real_address: str, addresses: dict[str, str]) -> None:
    with tab(chromium, real_address, screen=PHONE) as found:
        broken = {kind: found.open(address).evaluate(BROKEN_WORDS) for kind, address in addresses.items()}

    assert {kind: words for kind, words in broken.items() if words} == {}


def test_a_name_that_takes_several_lines_stays_beside_its_dot(chromium: Browser, real_address: str) -> None:
    with tab(chromium, real_address, screen=PHONE) as found:
        edges: list[list[int]] = found.open("topics/").evaluate(
            """() => [...document.querySelectorAll("main a.topic")].map((link) => {
                const range = document.createRange();
                range.selectNodeContents(link.lastChild);
                return [...range.getClientRects()].map((box) => Math.round(box.left));
            }).filter((lefts) => lefts.length > 1)"""
        )

    assert edges
    assert [lefts for lefts in edges if len(set(lefts)) > 1] == []


# --- links from elsewhere --------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "missing"])
def test_a_page_says_what_it_is_where_others_link_to_it(
    chromium: Browser, real_address: str, addresses: dict[str, str], real_site: Path, kind: str
) -> None:
    with tab(chromium, real_address, java_script_enabled=False) as found:
        page = found.open(addresses[kind])
        meta: dict[str, str] = page.evaluate(
            """Object.fromEntries([...document.querySelectorAll("meta[content]")]
                .flatMap(one => [[one.getAttribute("property"), one.content], [one.name, one.content]]))"""
        )

        assert len(meta["description"]) > 20
        assert meta["og:title"] == page.title().removesuffix(" · Papershelf")
        assert meta["og:description"] == meta["description"]
        picture = re.sub(r"^https?://[^/]+/", "", meta["og:image"])
        assert (real_site / picture).read_bytes().startswith(b"\x89PNG")
        canonical = page.locator("link[rel=canonical]").get_attribute("href") or ""
        assert canonical.endswith(addresses[kind].partition("?")[0])


def test_titles_are_told_apart(chromium: Browser, real_address: str, addresses: dict[str, str]) -> None:
    with tab(chromium, real_address) as found:
        titles = [found.open(address).title() for address in dict.fromkeys(addresses.values())]

    assert len(set(titles)) == len(titles)
