"""Storage that fails, is damaged, or is of an older or newer form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from support.browsers import Tab, tab
from support.lists import BLOCKED, FULL, KEY, Kept, on
from support.marks import button, star, store

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper

pytestmark = pytest.mark.browser


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


@pytest.fixture(scope="module")
def lasting(chromium: Browser, real_address: str) -> Iterator[Tab]:
    """A reader at a desk who stays, so that no page asks for the same scripts again."""
    with tab(chromium, real_address) as found:
        yield found


@pytest.fixture
def forgetful(lasting: Tab) -> Iterator[Tab]:
    """A reader at a desk on whose browser nothing is kept yet, on a page without marks."""
    lasting.open("about/").evaluate("localStorage.clear(); sessionStorage.clear()")
    yield lasting
    assert lasting.faults == []


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
def test_a_damaged_list_is_set_aside_and_a_new_one_begun(forgetful: Tab, digest: str, paper: Paper, text: str) -> None:
    page = forgetful.page
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    forgetful.open(digest)

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
def test_of_a_damaged_list_what_is_sound_goes_on(forgetful: Tab, digest: str, paper: Paper, entry: Any) -> None:
    page = forgetful.page
    Kept({paper.slug: {"star": on()}, "a-broken-paper": entry, "__proto__": {"star": on()}}).put(page)
    text = page.evaluate(f"localStorage['{KEY}']")

    forgetful.open(digest)

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
