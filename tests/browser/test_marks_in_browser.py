"""The reader's own marks on cards and paper pages, in a real browser."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect
from support.browsers import Tab, tab
from support.lists import BLOCKED, FULL, KEY, Kept, note, off, on

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper

pytestmark = pytest.mark.browser

LEAST_TARGET = 24
"""Pixels of a thing to press (https://www.w3.org/TR/WCAG22/#target-size-minimum)."""
NOON = datetime(2025, 12, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def digest(catalogue: Catalogue) -> str:
    """The address of the newest digest."""
    return f"digests/{catalogue.digests[0].slug}/"


@pytest.fixture(scope="module")
def paper(catalogue: Catalogue) -> Paper:
    """A paper that the newest digest lists first, with all its authors."""
    return next(one for one in catalogue.by_digest[catalogue.digests[0].slug] if len(one.authors) > 2)


def star(page: Page, paper: Paper) -> Locator:
    """The star on a card of a paper."""
    return page.locator("li").get_by_role("button", name=f"Star: {paper.title.plain}", exact=True).first


def settled(page: Page) -> None:
    """Wait until the scripts of a page have done their work."""
    page.wait_for_load_state("networkidle")


# --- on cards --------------------------------------------------------------------------------


def test_a_star_is_set_on_a_card_and_kept(reader: Tab, digest: str, paper: Paper) -> None:
    page = reader.open(digest)
    expect(star(page, paper)).to_have_attribute("aria-pressed", "false")

    star(page, paper).click()

    expect(star(page, paper)).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(star(page, paper)).to_have_attribute("aria-pressed", "true")
    star(page, paper).click()
    page.reload()
    expect(star(page, paper)).to_have_attribute("aria-pressed", "false")


def test_a_star_is_on_every_list_that_has_the_paper(reader: Tab, digest: str, paper: Paper) -> None:
    star(reader.open(digest), paper).click()

    for address in (f"topics/{paper.topics[0].topic}/", f"years/{paper.dated.year}/"):
        expect(star(reader.open(address), paper)).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("kind", ["home", "topic", "digest", "year"])
def test_each_card_of_a_list_has_one_star(reader: Tab, catalogue: Catalogue, digest: str, kind: str) -> None:
    topic = max(catalogue.by_topic, key=lambda slug: len(catalogue.by_topic[slug]))
    addresses = {"home": "", "topic": f"topics/{topic}/", "digest": digest, "year": "years/2025/"}
    page = reader.open(addresses[kind])
    expect(page.locator("button[data-mark]").first).to_be_visible()

    cards = page.locator("li > p > a.title[data-slug]")
    named = page.evaluate(
        """() => [...document.querySelectorAll("li > p > a.title[data-slug]")].map(link =>
        [...link.parentElement.querySelectorAll("button[data-mark]")].map(one => one.getAttribute("aria-label")))"""
    )
    assert cards.count() > 0
    assert named == [[f"Star: {' '.join(title.split())}"] for title in cards.all_inner_texts()]


def test_a_star_is_large_enough_to_press_and_stands_on_its_card(reader: Tab, digest: str) -> None:
    page = reader.open(digest)
    expect(page.locator("button[data-mark]").first).to_be_visible()

    faults = page.evaluate(
        """least => [...document.querySelectorAll("button[data-mark]")].filter(button => {
            const [one, card] = [button, button.closest("li")].map(each => each.getBoundingClientRect());
            const title = document.createRange();
            title.selectNodeContents(button.closest("p").querySelector("a"));
            const isOnTitle = [...title.getClientRects()].some(line =>
              line.right > one.left && line.left < one.right && line.bottom > one.top && line.top < one.bottom);
            const isOutside = one.right > card.right + 1 || one.bottom > card.bottom;
            return one.width < least || one.height < least || isOutside || isOnTitle;
        }).map(button => button.getAttribute("aria-label"))""",
        LEAST_TARGET,
    )
    assert faults == []


def test_marks_move_nothing_on_a_list(reader: Tab, digest: str, paper: Paper) -> None:
    places = "() => [...document.querySelectorAll('li > p > a.title')].map(one => one.getBoundingClientRect().y)"
    page = reader.open("about/")
    reader.page.route(
        "**/assets/my-list/card-marks.js*", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    reader.open(digest)
    settled(page)
    without = page.evaluate(places)
    reader.page.unroute("**/assets/my-list/card-marks.js*")
    Kept({paper.slug: {"star": on(), "read": on()}}).put(page)

    reader.open(digest)

    expect(star(page, paper)).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(places) == without


def test_a_star_is_set_with_the_keyboard(reader: Tab, digest: str, paper: Paper) -> None:
    page = reader.open(digest)
    link = page.locator(f'a.title[data-slug="{paper.slug}"]').first
    expect(star(page, paper)).to_be_visible()
    link.focus()

    page.keyboard.press("Tab")
    expect(star(page, paper)).to_be_focused()
    page.keyboard.press("Space")

    expect(star(page, paper)).to_have_attribute("aria-pressed", "true")
    expect(star(page, paper)).to_be_focused()


def test_lists_say_which_papers_are_read_or_to_be_read(reader: Tab, catalogue: Catalogue, digest: str) -> None:
    first, second, third, *_ = catalogue.by_digest[catalogue.digests[0].slug]
    page = reader.open("about/")
    Kept({first.slug: {"read": on()}, second.slug: {"later": on()}, third.slug: {"read": off(), "star": on()}}).put(
        page
    )

    reader.open(digest)

    cards = page.locator("ol > li")
    expect(cards.nth(0).locator(".tag")).to_have_text("read")
    expect(cards.nth(1).locator(".tag")).to_have_text("to read")
    expect(cards.nth(2).locator(".tag")).to_have_text("")
    weights = [cards.nth(n).locator("a.title").evaluate("one => getComputedStyle(one).fontWeight") for n in range(3)]
    assert weights == ["400", "600", "600"]


# --- what is new -----------------------------------------------------------------------------


def visit(page: Page, minutes: int, newest: str) -> None:
    """From now on it is so many minutes after noon, and this is the newest digest."""
    page.clock.set_fixed_time(NOON + timedelta(minutes=minutes))
    page.unroute("**/api/newest.json")
    page.route("**/api/newest.json", lambda route: route.fulfill(json={"digest": newest, "papers": 1}))


def tags(page: Page) -> set[str]:
    """The words on all cards of a page whose scripts are done."""
    expect(page.locator("button[data-mark]").first).to_be_visible()
    page.wait_for_function("JSON.parse(localStorage['papershelf.visit']).newest !== null")
    return set(page.locator(".tag").all_inner_texts()) - {""}


def test_what_came_after_the_last_visit_is_marked_as_long_as_this_visit_lasts(
    reader: Tab, catalogue: Catalogue, digest: str
) -> None:
    newest, before = catalogue.digests[0].date.isoformat(), catalogue.digests[1].date.isoformat()
    page = reader.page

    visit(page, 0, before)
    reader.open(digest)
    assert tags(page) == set(), "a first visit marks nothing"

    visit(page, 120, newest)
    reader.open(digest)
    assert tags(page) == {"new"}
    known = {one.slug for one in catalogue.papers if one.appearances[0].date.isoformat() <= before}
    for slug in (slug for slug in known if page.locator(f'a.title[data-slug="{slug}"]').count()):
        expect(page.locator(f'p:has(> a.title[data-slug="{slug}"]) .tag').first).to_have_text("")

    for minutes in (20, 40, 60):
        visit(page, 120 + minutes, newest)
        reader.open(digest)
        assert tags(page) == {"new"}, "the visit goes on while pages are opened"

    visit(page, 120 + 91, newest)
    reader.open(digest)
    assert tags(page) == set(), "half an hour without a page ended the visit"


def test_a_paper_page_belongs_to_a_visit(at_desk: Tab, catalogue: Catalogue, digest: str, paper: Paper) -> None:
    newest, before = catalogue.digests[0].date.isoformat(), catalogue.digests[1].date.isoformat()
    page = at_desk.page
    visit(page, 0, before)
    at_desk.open(digest)
    tags(page)
    visit(page, 60, newest)
    at_desk.open(f"papers/{paper.slug}/")
    settled(page)
    visit(page, 85, newest)
    at_desk.open(f"papers/{paper.slug}/")
    settled(page)

    visit(page, 110, newest)
    at_desk.open(digest)

    assert tags(page) == {"new"}


def test_what_is_newest_is_asked_once_in_a_visit(at_desk: Tab, digest: str) -> None:
    asked: list[str] = []
    page = at_desk.page
    page.on("request", lambda request: asked.append(request.url) if "newest.json" in request.url else None)

    for _ in range(3):
        at_desk.open(digest)
        tags(page)
        settled(page)

    assert len(asked) == 1


@pytest.mark.parametrize("text", ["", "null", "{}", "[1]", '{"since":"2020-01-01"}', '{"since":1,"newest":2,"at":3}'])
def test_a_damaged_memory_of_visits_is_a_first_visit(at_desk: Tab, digest: str, text: str) -> None:
    page = at_desk.open("about/")
    Kept({}, others={"papershelf.visit": text}).put(page)

    at_desk.open(digest)

    assert tags(page) == set()


# --- on the page of a paper ------------------------------------------------------------------


def button(page: Page, name: str, paper: Paper) -> Locator:
    """A button of a paper."""
    return page.get_by_role("button", name=f"{name}: {paper.title.plain}", exact=True)


def test_marks_are_set_on_the_page_of_a_paper(reader: Tab, paper: Paper) -> None:
    page = reader.open(f"papers/{paper.slug}/")
    for name in ("Star", "Read later", "Read"):
        expect(button(page, name, paper)).to_have_attribute("aria-pressed", "false")
        button(page, name, paper).click()
    button(page, "Read later", paper).click()

    page.reload()

    for name, pressed in {"Star": "true", "Read later": "false", "Read": "true"}.items():
        expect(button(page, name, paper)).to_have_attribute("aria-pressed", pressed)
    kept = Kept.of(page).papers[paper.slug]
    assert (kept["title"], tuple(kept["authors"]), kept["arxiv"]) == (paper.title.plain, paper.authors, paper.arxiv)
    assert kept["date"] == (paper.published.isoformat() if paper.published else None)


def test_the_buttons_of_a_paper_move_nothing(reader: Tab, paper: Paper) -> None:
    places = """() => [...document.querySelectorAll(".abstract, .actions > button")].map(one => {
        const { x, y } = one.getBoundingClientRect();
        return [x, y];
    })"""
    page = reader.page
    page.route(
        "**/assets/my-list/paper-marks.js*", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    reader.open(f"papers/{paper.slug}/")
    settled(page)
    without = page.evaluate(places)
    assert len(without) > 1
    page.unroute("**/assets/my-list/paper-marks.js*")

    reader.open(f"papers/{paper.slug}/")

    expect(button(page, "Star", paper)).to_be_visible()
    settled(page)
    assert page.evaluate(places) == without


def test_a_note_is_kept_while_it_is_written(reader: Tab, paper: Paper) -> None:
    page = reader.open(f"papers/{paper.slug}/")
    area = page.get_by_label(f"Private note: {paper.title.plain}")
    expect(page.get_by_role("button", name="Note")).to_have_attribute("aria-expanded", "false")
    expect(area).to_be_hidden()

    page.get_by_role("button", name="Note").click()
    expect(area).to_be_focused()
    page.keyboard.type("Read table 3 <b>first</b>.")

    expect(page.locator(".note-field [role=status]")).to_have_text("Saved")
    page.reload()
    expect(area).to_be_visible()
    expect(area).to_have_value("Read table 3 <b>first</b>.")


def test_a_note_is_kept_when_the_reader_leaves_at_once(reader: Tab, paper: Paper) -> None:
    page = reader.open(f"papers/{paper.slug}/")
    page.get_by_role("button", name="Note").click()
    page.keyboard.type("In haste")
    reader.open("about/")

    assert Kept.of(page).marks(paper.slug) == {"note": "In haste"}


def test_of_a_note_that_is_removed_nothing_stays(at_desk: Tab, paper: Paper) -> None:
    page = at_desk.open(f"papers/{paper.slug}/")
    page.get_by_role("button", name="Note").click()
    area = page.get_by_label("Private note")
    area.fill("A secret")
    expect(page.locator(".note-field [role=status]")).to_have_text("Saved")

    area.fill("  ")

    page.wait_for_function(f"!localStorage['{KEY}'].includes('secret')")
    kept = Kept.of(page).papers[paper.slug]
    assert kept.keys() == {"note"}
    assert kept["note"]["value"] == ""


def test_what_cannot_be_kept_of_a_note_is_left_out(at_desk: Tab, paper: Paper) -> None:
    page = at_desk.open(f"papers/{paper.slug}/")
    page.get_by_role("button", name="Note").click()
    page.get_by_label("Private note").evaluate(
        "area => { area.value = 'a\\0b\\x1bc\\td\\ne' + 'x'.repeat(20000); area.dispatchEvent(new Event('input')) }"
    )
    expect(page.locator(".note-field [role=status]")).to_have_text("Saved")

    page.reload()

    expect(page.get_by_label("Private note")).to_have_value("abc\td\ne" + "x" * (10_000 - 9))
    assert [key for key in Kept.of(page).others if "damaged" in key] == []


# --- two tabs --------------------------------------------------------------------------------


def test_two_tabs_show_the_same_marks(reader: Tab, digest: str, paper: Paper) -> None:
    one = reader.open(digest)
    other = reader.page.context.new_page()
    other.goto(f"{reader.root}/papers/{paper.slug}/")
    expect(button(other, "Star", paper)).to_have_attribute("aria-pressed", "false")

    star(one, paper).click()
    expect(button(other, "Star", paper)).to_have_attribute("aria-pressed", "true")
    button(other, "Read", paper).click()
    expect(one.locator(f'p:has(> [data-slug="{paper.slug}"]) .tag').first).to_have_text("read")

    assert Kept.of(one).marks(paper.slug) == {"star": True, "read": True}


def test_two_tabs_show_the_same_note_but_never_change_it_under_the_hands_of_who_writes(
    at_desk: Tab, paper: Paper
) -> None:
    one = at_desk.open(f"papers/{paper.slug}/")
    other = at_desk.page.context.new_page()
    other.goto(one.url)
    other.get_by_role("button", name="Note").click()
    one.get_by_role("button", name="Note").click()
    other.get_by_label("Private note").fill("Mine, not yet")

    one.get_by_label("Private note").fill("From the first tab")
    expect(one.locator(".note-field [role=status]")).to_have_text("Saved")
    expect(other.get_by_label("Private note")).to_have_value("Mine, not yet")
    expect(one.get_by_label("Private note")).to_have_value("From the first tab")

    one.get_by_label("Private note").blur()
    other.keyboard.type("!")
    expect(one.get_by_label("Private note")).to_have_value("Mine, not yet!")


# --- storage that fails ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "words"),
    [(BLOCKED, "does not let the site store anything"), (FULL, "storage for this site is full")],
    ids=["blocked", "full"],
)
def test_without_storage_marks_last_for_the_page_and_it_says_so(
    reader: Tab, digest: str, paper: Paper, script: str, words: str
) -> None:
    reader.page.add_init_script(script)
    page = reader.open(digest)

    star(page, paper).click()

    expect(star(page, paper)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()
    page.reload()
    expect(star(page, paper)).to_have_attribute("aria-pressed", "false")


def test_without_storage_a_note_says_that_it_is_not_kept(reader: Tab, paper: Paper) -> None:
    reader.page.add_init_script(BLOCKED)
    page = reader.open(f"papers/{paper.slug}/")
    page.get_by_role("button", name="Note").click()

    page.keyboard.type("x")

    expect(page.locator(".note-field [role=status]")).to_have_text("Kept only until you leave this page")


def test_what_was_kept_stays_when_storage_is_full(at_desk: Tab, digest: str, catalogue: Catalogue) -> None:
    one, two, *_ = catalogue.by_digest[catalogue.digests[0].slug]
    page = at_desk.open(digest)
    star(page, one).click()
    page.evaluate(f"{FULL}; 0")

    star(page, two).click()
    expect(star(page, two)).to_have_attribute("aria-pressed", "true")
    page.reload()

    expect(star(page, one)).to_have_attribute("aria-pressed", "true")
    expect(star(page, two)).to_have_attribute("aria-pressed", "false")


DAMAGED = {
    "no JSON": "{not json",
    "cut off": '{"version":1,"papers":{"a-paper":{"star":{"value":tr',
    "empty": "",
    "null": "null",
    "a number": "7",
    "a list": "[]",
    "without version": '{"papers":{}}',
    "a version of text": '{"version":"1","papers":{}}',
    "an unknown old version": '{"version":0,"papers":{}}',
    "papers in a list": '{"version":1,"papers":[]}',
    "without papers": '{"version":1}',
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_list_is_set_aside_and_a_new_one_begun(at_desk: Tab, digest: str, paper: Paper, text: str) -> None:
    page = at_desk.open("about/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    at_desk.open(digest)

    star(page, paper).click()
    page.reload()

    expect(star(page, paper)).to_have_attribute("aria-pressed", "true")
    kept = Kept.of(page)
    assert [value for key, value in kept.others.items() if key.startswith(f"{KEY}.damaged.")] == [text]
    assert kept.marks(paper.slug) == {"star": True}


@pytest.mark.parametrize(
    "entry",
    [
        7,
        None,
        {"star": True},
        {"star": {"value": "yes", "at": 1}},
        {"star": {"value": True, "at": "1"}},
        {"star": {"value": True, "at": 1e300}},
        {"star": {"value": True, "at": -1}},
        {"note": {"value": "x" * 10_001, "at": 1}},
        {"star": {"value": True, "at": 1}, "extra": 1},
        {"title": ["x"], "star": {"value": True, "at": 1}},
    ],
    ids=str,
)
def test_of_a_damaged_list_what_is_sound_goes_on(at_desk: Tab, digest: str, paper: Paper, entry: Any) -> None:
    page = at_desk.open("about/")
    Kept({paper.slug: {"star": on()}, "a-broken-paper": entry, "__proto__": {"star": on()}}).put(page)
    text = page.evaluate(f"localStorage['{KEY}']")

    at_desk.open(digest)

    expect(star(page, paper)).to_have_attribute("aria-pressed", "true")
    kept = Kept.of(page)
    assert list(kept.papers) == [paper.slug]
    assert [value for key, value in kept.others.items() if "damaged" in key] == [text]


def test_the_list_of_a_newer_version_is_left_as_it_is(at_desk: Tab, digest: str, paper: Paper) -> None:
    page = at_desk.open("about/")
    Kept({paper.slug: {"from-the-future": True}}, version=99).put(page)
    text = page.evaluate(f"localStorage['{KEY}']")
    at_desk.open(digest)

    star(page, paper).click()

    expect(page.get_by_role("status").filter(has_text="newer version")).to_be_visible()
    assert page.evaluate(f"localStorage['{KEY}']") == text


def store(page: Page, script: str, argument: object = None) -> Any:
    """Run a script with the module of the store as `marks`."""
    return page.evaluate(
        f"""async argument => {{
            const root = new URL(document.documentElement.dataset.root, location.href);
            const marks = await import(new URL("assets/my-list/marks.js", root));
            return ({script})(marks, argument);
        }}""",
        argument,
    )


def test_an_older_list_is_led_to_the_newest_form_step_by_step(at_desk: Tab) -> None:
    page = at_desk.open("about/")

    found = store(
        page,
        """({ migrated }) => migrated({ version: 1, papers: {}, trace: "a" }, {
            1: (list) => ({ ...list, trace: list.trace + "b" }),
            2: (list) => ({ ...list, trace: list.trace + "c" }),
        }, 3)""",
    )

    assert found == {"version": 3, "papers": {}, "trace": "abc"}


def test_a_merge_is_the_same_in_whatever_order(at_desk: Tab) -> None:
    page = at_desk.open("about/")

    faults = store(
        page,
        """({ MARKS, merged }) => {
            let seed = 7;
            const chance = (most) => (seed = (seed * 16807) % 2147483647) % most;
            const value = (name) => (name === "note" ? "abc".slice(chance(4)) : chance(2) === 0);
            const mark = (name) => ({ value: value(name), at: chance(3) });
            const entry = () => Object.fromEntries(MARKS.filter(() => chance(3)).map((name) => [name, mark(name)]));
            const same = (one, two) => MARKS.every((name) => JSON.stringify(one[name]) === JSON.stringify(two[name]));
            const faults = [];
            for (let i = 0; i < 2000; i += 1) {
              const [a, b, c] = [entry(), entry(), entry()];
              if (!same(merged(a, b), merged(b, a))) faults.push(["order", a, b]);
              if (!same(merged(merged(a, b), c), merged(a, merged(b, c)))) faults.push(["grouping", a, b, c]);
              if (!same(merged(merged(a, b), b), merged(a, b))) faults.push(["again", a, b]);
            }
            return faults.slice(0, 3);
        }""",
    )

    assert faults == []


def test_a_change_here_is_newer_than_what_it_replaces_whatever_the_clock_says(at_desk: Tab, paper: Paper) -> None:
    page = at_desk.open("about/")
    future = 4_000_000_000_000
    Kept({paper.slug: {"star": on(future)}}).put(page)
    at_desk.open(f"papers/{paper.slug}/")

    button(page, "Star", paper).click()

    assert Kept.of(page).papers[paper.slug]["star"] == {"value": False, "at": future + 1}


# --- papers that are called otherwise now -----------------------------------------------------


def redirect(page: Page, redirects: object) -> None:
    """Make the site say which papers have another slug now."""

    def answer(route: Route) -> None:
        route.fulfill(json={"redirects": redirects})

    page.route("**/api/redirects.json", answer)


def test_a_paper_page_knows_the_marks_of_its_former_slug(reader: Tab, paper: Paper) -> None:
    page = reader.open("about/")
    Kept({"its-old-name": {"star": on(), "note": note("Old words"), "title": "Its old title"}}).put(page)
    redirect(page, {"its-old-name": paper.slug, "another": "somewhere-else"})

    reader.open(f"papers/{paper.slug}/")

    expect(button(page, "Star", paper)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("Private note")).to_have_value("Old words")
    assert list(Kept.of(page).papers) == [paper.slug]


def test_marks_of_both_slugs_become_one(at_desk: Tab, paper: Paper) -> None:
    page = at_desk.open("about/")
    old = {"star": on(30), "later": on(10), "note": note("Older", 10)}
    new = {"star": off(20), "later": off(20), "note": note("Newer", 20)}
    Kept({"its-old-name": old, paper.slug: new}).put(page)
    redirect(page, {"its-old-name": paper.slug})

    at_desk.open(f"papers/{paper.slug}/")

    expect(button(page, "Star", paper)).to_have_attribute("aria-pressed", "true")
    assert Kept.of(page).marks(paper.slug) == {"star": True, "later": False, "note": "Newer"}
    assert list(Kept.of(page).papers) == [paper.slug]


@pytest.mark.parametrize("redirects", [None, [], 7, {"its-old-name": "../evil"}, {"its-old-name": 7}], ids=json.dumps)
def test_redirects_that_make_no_sense_change_nothing(at_desk: Tab, paper: Paper, redirects: object) -> None:
    page = at_desk.open("about/")
    Kept({"its-old-name": {"star": on()}}).put(page)
    redirect(page, redirects)

    at_desk.open(f"papers/{paper.slug}/")
    settled(page)

    assert list(Kept.of(page).papers) == ["its-old-name"]


def test_nobody_asks_for_redirects_who_has_no_list(at_desk: Tab, paper: Paper) -> None:
    asked: list[str] = []
    at_desk.page.on("request", lambda request: asked.append(request.url))

    at_desk.open(f"papers/{paper.slug}/")
    settled(at_desk.page)

    assert [url for url in asked if "redirects" in url] == []


# --- without scripts -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["digest", "paper"])
def test_without_scripts_there_are_no_marks(
    chromium: Browser, real_address: str, screen: ViewportSize, digest: str, paper: Paper, kind: str
) -> None:
    with tab(chromium, real_address, screen=screen, java_script_enabled=False) as found:
        page = found.open(digest if kind == "digest" else f"papers/{paper.slug}/")

        expect(page.locator(".toggle, .tag, textarea, .notice")).to_have_count(0)
        assert found.faults == []
