"""Lists that are sorted and filtered, and calendars of digests, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect
from support.access import COLOURS_ON, violations, violations_in_other_colours
from support.browsers import PHONE, SCREENS, Tab, tab
from support.project import ROOT, Project
from support.servers import served
from support.shared import make_once

pytestmark = pytest.mark.browser

TOPIC = "topics/math-reasoning/"
DIGEST = "digests/2025-10-31/"
LISTS = [TOPIC, DIGEST, "digests/2025-w44/", "digests/2025-10/", "years/2025/"]
CALENDARS = ["digests/", "digests/2025/", "digests/2025-10/"]


@pytest.fixture
def reader(chromium: Browser, real_address: str, screen: ViewportSize) -> Iterator[Tab]:
    """A reader of the shipped site, who sees no fault."""
    with tab(chromium, real_address, screen=screen) as found:
        yield found
        assert [one for one in found.faults if "/search/" not in one] == []


@pytest.fixture(scope="module")
def full_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose lists are too long for a page."""
    with served(make_once(tmp_path_factory, "full", make_full_site) / "site") as address:
        yield address


def make_full_site(folder: Path) -> None:
    project = Project.make(folder, ROOT / "content")
    for path in (*project.content.glob("digests/*"), *project.content.glob("papers/*")):
        path.unlink()
    for path in project.content.glob("enrichment/*"):
        path.unlink()
    for path in project.content.glob("topics/*.yml"):
        path.write_text(path.read_text(encoding="utf-8").partition("\nstart_here:")[0] + "\n", encoding="utf-8")
    for day, number in {22: 25, 23: 25, 29: 10, 30: 60, 31: 60}.items():
        project.write(f"content/digests/2025-10-{day}.txt", scrape(day, number))
    project.build()


def scrape(day: int, number: int) -> str:
    """A digest of so many papers on mathematical reasoning."""
    blocks = ["new", "Daily Papers", f"Oct {day}"]
    for index in range(number):
        blocks += [
            f"Mathematical Reasoning, Seen on Day {day} for the Time {index + 1}",
            f"We study mathematical reasoning of language models by case {index + 1}, and it comes out well.",
            f"  • 3 authors\n·\nOct {day}, {2024 if index % 2 else 2025}{f' {index}' if index else ''}",
        ]
    return "\n\n".join(blocks) + "\n"


def cards(page: Page) -> Locator:
    """The titles of the cards below the tools that are shown."""
    return page.locator(".tools ~ :is(ul, ol) > li > p > a.title:visible")


def titles(page: Page) -> list[str]:
    """What they say."""
    return cards(page).all_inner_texts()


def tool(
    page: Page, role: Literal["searchbox", "combobox", "status", "button", "link"], name: str | None = None
) -> Any:
    """One of the tools."""
    group = page.get_by_role("group", name="Sort and filter")
    return group.get_by_role(role, name=name) if name else group.get_by_role(role)


def number_of(page: Page, attribute: str) -> list[str]:
    """An attribute of each card that is shown."""
    found: list[str] = cards(page).evaluate_all(f"all => all.map(one => one.dataset.{attribute} ?? '')")
    return found


# --- sorting ---------------------------------------------------------------------------------


def test_a_list_is_sorted_by_comments_without_its_headings_and_back(reader: Tab) -> None:
    page = reader.open(TOPIC)
    before, headings = titles(page), page.locator(".tools ~ h2:visible").all_inner_texts()
    assert headings[0] == "2025"

    tool(page, "combobox").select_option("Most comments")

    comments = [int(one or 0) for one in number_of(page, "comments")]
    assert comments[0] > 1
    assert comments == sorted(comments, reverse=True)
    assert sorted(titles(page)) == sorted(before)
    expect(page.locator(".tools ~ h2:visible")).to_have_count(0)
    assert page.url.endswith("?sort=comments")

    tool(page, "combobox").select_option("Newest")

    assert titles(page) == before
    assert page.locator(".tools ~ h2:visible").all_inner_texts() == headings
    assert page.url.endswith(TOPIC)


def test_a_list_is_sorted_by_title(reader: Tab) -> None:
    page = reader.open(TOPIC)

    tool(page, "combobox").select_option("Title")

    first_letters = [re.sub(r"\W", "", title)[0].lower() for title in titles(page)]
    assert first_letters == sorted(first_letters)


def test_a_digest_is_sorted_from_its_own_order_and_each_paper_keeps_its_place(reader: Tab) -> None:
    page = reader.open(DIGEST)
    before = titles(page)

    tool(page, "combobox").select_option("Newest")

    dates = number_of(page, "date")
    assert dates == sorted(dates, reverse=True)
    places = page.locator(".tools ~ ol > li").evaluate_all("all => all.map(one => one.value)")
    assert [before[place - 1] for place in places] == titles(page)
    tool(page, "combobox").select_option("Digest order")
    assert titles(page) == before


def test_papers_of_a_week_are_sorted_over_all_of_its_days(chromium: Browser, full_address: str) -> None:
    with tab(chromium, full_address) as found:
        page = found.open("digests/2025-w43/")
        before = titles(page)
        assert page.locator(".tools ~ h2.year:visible").all_inner_texts() == ["23 October 2025", "22 October 2025"]

        tool(page, "combobox").select_option("Most comments")

        assert [int(one or 0) for one in number_of(page, "comments")[:4]] == [24, 24, 23, 23]
        tool(page, "combobox").select_option("Newest digest")
        assert titles(page) == before
        assert found.faults == []


def test_a_bibliography_has_the_papers_of_all_pages_of_a_list(chromium: Browser, full_address: str) -> None:
    with tab(chromium, full_address) as found:
        page = found.open(TOPIC)
        with page.expect_download() as download:
            page.locator(".cite-list").get_by_role("button", name="RIS").click()
        assert len(set(re.findall("^ID  - (.*)$", download.value.path().read_text(), re.MULTILINE))) == 180
        assert found.faults == []


# --- filtering -------------------------------------------------------------------------------


def test_typing_narrows_a_list_to_papers_with_all_words(reader: Tab) -> None:
    page = reader.open(TOPIC)
    all_of_them = len(titles(page))
    expect(tool(page, "status")).to_have_text(f"{all_of_them} papers")

    tool(page, "searchbox").press_sequentially("math BENCH")

    texts = page.locator(".tools ~ ul > li:visible").all_inner_texts()
    assert 0 < len(texts) < all_of_them
    assert [text for text in texts if not ("math" in text.lower() and "bench" in text.lower())] == []
    expect(tool(page, "status")).to_have_text(f"{len(texts)} of {all_of_them} papers")
    empty = page.locator(".tools ~ ul:not(:has(> li:visible)):visible")
    expect(empty).to_have_count(0)
    assert page.url.endswith("?q=math+BENCH")


def test_a_paper_is_found_by_its_people_and_without_accents(reader: Tab) -> None:
    page = reader.open(DIGEST)

    tool(page, "searchbox").fill("bìn WANG")

    assert "CDM: A Reliable Metric for Fair and Accurate Formula Recognition Evaluation" in titles(page)
    assert len(titles(page)) < 5


def test_the_escape_key_and_the_button_clear_what_was_asked_for(reader: Tab) -> None:
    page = reader.open(TOPIC)
    before = titles(page)
    expect(tool(page, "button", "Clear")).to_be_hidden()

    tool(page, "searchbox").fill("proof")
    chip(page, "code").click()
    assert titles(page) != before
    page.keyboard.press("Escape")

    assert titles(page) == before
    expect(tool(page, "searchbox")).to_have_value("")
    expect(chip(page, "code")).to_have_attribute("aria-pressed", "false")
    assert page.url.endswith(TOPIC)

    tool(page, "searchbox").fill("proof")
    tool(page, "button", "Clear").click()
    assert titles(page) == before
    expect(tool(page, "searchbox")).to_be_focused()


def chip(page: Page, name: str) -> Locator:
    """The button of a badge or a year; it says how many papers it leaves."""
    found = tool(page, "button")
    assert isinstance(found, Locator)
    return found.filter(has_text=re.compile(rf"^{name}\b"))


def test_badges_narrow_a_list_to_papers_that_have_all_of_them(reader: Tab) -> None:
    page = reader.open(DIGEST)
    number = int(chip(page, "code").locator(".count").inner_text())

    chip(page, "code").click()

    assert len(titles(page)) == number
    assert [has for has in number_of(page, "has") if "code" not in has.split()] == []
    expect(chip(page, "code")).to_have_attribute("aria-pressed", "true")
    chip(page, "dataset").click()
    assert [has for has in number_of(page, "has") if not {"code", "dataset"} <= set(has.split())] == []
    assert page.url.endswith("?has=code%2Cdataset")


def test_years_widen_one_another(reader: Tab) -> None:
    page = reader.open(TOPIC)

    chip(page, "2025").click()
    assert {day[:4] for day in number_of(page, "date")} == {"2025"}
    chip(page, "2023").click()

    assert {day[:4] for day in number_of(page, "date")} == {"2025", "2023"}


def test_a_list_without_a_match_says_so_and_leads_to_the_search(reader: Tab) -> None:
    page = reader.open(TOPIC)

    tool(page, "searchbox").fill("no such paper <b>")

    expect(page.get_by_text("No paper on this page matches.")).to_be_visible()
    assert titles(page) == []
    expect(tool(page, "status")).to_have_text(re.compile(r"^0 of \d+ papers$"))
    link = page.get_by_role("link", name="Search all papers")
    assert link.evaluate("one => one.href") == f"{reader.root}/search/?q=no+such+paper+%3Cb%3E"
    expect(page.locator("article b")).to_have_count(0)


# --- the address -----------------------------------------------------------------------------


def test_what_was_chosen_is_there_again_on_the_way_back_and_in_another_tab(
    reader: Tab, chromium: Browser, screen: ViewportSize
) -> None:
    page = reader.open(TOPIC)
    tool(page, "combobox").select_option("Most comments")
    chip(page, "2025").click()
    tool(page, "searchbox").fill("math")
    chosen, address = titles(page), page.url

    cards(page).first.click()
    page.wait_for_url("**/papers/*/")
    page.go_back()

    expect(tool(page, "searchbox")).to_have_value("math")
    assert titles(page) == chosen
    with tab(chromium, reader.root, screen=screen) as other:
        other.page.goto(address)
        expect(tool(other.page, "combobox")).to_have_value("comments")
        assert titles(other.page) == chosen


def test_an_address_that_asks_for_what_there_is_not_shows_the_whole_list(reader: Tab) -> None:
    page = reader.open(DIGEST)
    before = titles(page)

    page = reader.open(f"{DIGEST}?sort=constructor&has=nothing,&year=1066")

    expect(tool(page, "combobox")).to_have_value("digest")
    assert titles(page) == before


# --- where lists lead ------------------------------------------------------------------------


def test_the_home_page_leads_to_all_papers_of_the_newest_digest(
    chromium: Browser, real_address: str, screen: ViewportSize
) -> None:
    with tab(chromium, real_address, screen=screen, java_script_enabled=False) as found:
        found.open("").get_by_role("link", name="All 67 papers of 31 October 2025").click()

        found.page.wait_for_url(f"**/{DIGEST}")
        found.page.get_by_text("Older digest: ").get_by_role("link", name="17 March 2025").click()
        found.page.wait_for_url("**/digests/2025-03-17/")


# --- lists too long for a page ---------------------------------------------------------------


def test_a_topic_that_shows_its_newest_papers_says_so_and_leads_to_the_search(
    chromium: Browser, full_address: str, screen: ViewportSize
) -> None:
    with tab(chromium, full_address, screen=screen) as found:
        page = found.open(TOPIC)
        expect(page.locator(".tools__longer")).to_have_text("This page shows 60 of 180 papers. Search them all")
        link = tool(page, "link")
        assert link.evaluate("one => one.href") == f"{found.root}/search/?topic=math-reasoning"

        expect(tool(page, "searchbox")).to_have_attribute("placeholder", "Filter these 60")
        tool(page, "searchbox").fill("case 7")

        expect(link).to_have_text("Search all 180 for “case 7”")
        assert link.evaluate("one => one.href") == f"{found.root}/search/?topic=math-reasoning&q=case+7"


def test_a_topic_that_shows_its_newest_papers_leads_on_to_the_older_ones(
    chromium: Browser, full_address: str, screen: ViewportSize
) -> None:
    with tab(chromium, full_address, screen=screen) as found:
        page = found.open(TOPIC)
        page.locator(".tools ~ ul > li a.title").last.click()

        expect(page.locator(".steps span")).to_have_text("60 of 180")
        page.locator(".neighbours__onward").click()

        expect(page.locator("h1")).to_have_text("Mathematical reasoning: 2025")
        expect(page.locator(".tools__longer")).to_have_text(
            re.compile(r"^This page shows \d+ papers of a longer list\. Search them all$")
        )
        assert found.faults == []


def test_a_long_week_lists_titles_which_lead_on_through_their_day(
    chromium: Browser, full_address: str, screen: ViewportSize
) -> None:
    with tab(chromium, full_address, screen=screen) as found:
        page = found.open("digests/2025-w44/")
        expect(page.locator(".titles a")).to_have_count(130)

        page.get_by_role("link", name="Mathematical Reasoning, Seen on Day 29 for the Time 3", exact=True).click()

        expect(page.locator(".steps span")).to_have_text("3 of 10")
        page.get_by_role("link", name="Next: Mathematical Reasoning, Seen on Day 29").click()
        expect(page.locator("h1")).to_have_text("Mathematical Reasoning, Seen on Day 29 for the Time 4")
        assert found.faults == []


# --- how a page is drawn ---------------------------------------------------------------------


SHIFT = """() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((one) => { sum += one.value; }))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 300);
})"""


@pytest.mark.parametrize("path", LISTS)
def test_the_list_stays_where_it_is_when_the_tools_come(reader: Tab, path: str) -> None:
    page = reader.open(path)
    expect(tool(page, "combobox")).to_be_visible()

    assert page.evaluate(SHIFT) <= 0.01


@pytest.mark.parametrize("path", [TOPIC, "digests/2025-w43/"])
def test_a_long_list_stays_where_it_is_when_the_tools_come(
    chromium: Browser, full_address: str, screen: ViewportSize, path: str
) -> None:
    with tab(chromium, full_address, screen=screen) as found:
        page = found.open(path)
        expect(tool(page, "combobox")).to_be_visible()

        assert page.evaluate(SHIFT) <= 0.01


@pytest.mark.parametrize("path", [*LISTS, *CALENDARS])
def test_a_list_and_a_calendar_do_not_scroll_sideways(reader: Tab, path: str) -> None:
    page = reader.open(path)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", [TOPIC, *CALENDARS])
def test_what_is_to_be_touched_is_large_enough(reader: Tab, path: str) -> None:
    page = reader.open(path)

    sizes = page.locator(":is(.tools, .calendar, .overview) :is(a, button, input, select):visible").evaluate_all(
        "all => all.map(one => [one.getBoundingClientRect().width, one.getBoundingClientRect().height])"
    )

    assert sizes
    assert [size for size in sizes if min(size) < 24] == []


@pytest.mark.parametrize("path", LISTS)
def test_a_list_without_scripts_is_whole_and_has_no_dead_tools(
    chromium: Browser, real_address: str, screen: ViewportSize, path: str
) -> None:
    with tab(chromium, real_address, screen=screen, java_script_enabled=False) as found:
        page = found.open(path)

        expect(page.locator(".tools")).to_have_count(1)
        assert page.locator(".tools").bounding_box() is None or page.locator(".tools").bounding_box()["height"] == 0  # type: ignore[index]
        expect(page.locator("article :is(input, select, button):visible")).to_have_count(0)
        assert cards(page).count() >= 40


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_in_a_filtered_list(chromium: Browser, real_address: str, screen: str) -> None:
    colours, others = COLOURS_ON[screen]
    with tab(chromium, real_address, screen=SCREENS[screen], color_scheme=colours) as found:
        page = found.open(TOPIC)
        page.wait_for_load_state("networkidle")
        chip(page, "code").click()

        assert violations(page) == []
        assert violations_in_other_colours(page, others) == []


# --- calendars -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CALENDARS)
def test_a_calendar_is_a_table_whose_days_say_what_they_have(reader: Tab, path: str) -> None:
    page = reader.open(path)
    october = page.get_by_role("table", name="October 2025")

    expect(october.get_by_role("columnheader")).to_have_count(7)
    expect(october.get_by_role("columnheader", name="Monday")).to_have_text("M")
    day = october.get_by_role("link", name="31 October 2025: 67 papers")
    expect(day).to_have_text("31")
    expect(october.get_by_role("cell", name="30", exact=True)).to_have_text("30")
    day.click()
    page.wait_for_url(f"**/{DIGEST}")


def test_a_calendar_is_used_with_the_keyboard(reader: Tab) -> None:
    page = reader.open("digests/2025/")
    day = page.get_by_role("link", name="17 March 2025: 73 papers")
    page.get_by_role("table", name="March 2025").get_by_role("link").first.focus()

    for _ in range(5):
        if day.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")

    expect(day).to_be_focused()
    style = day.evaluate("one => [getComputedStyle(one).outlineStyle, getComputedStyle(one, '::after').content]")
    assert style == ["solid", '"17 March 2025: 73 papers"']
    page.keyboard.press("Enter")
    page.wait_for_url("**/digests/2025-03-17/")


def test_the_shade_of_a_day_is_repeated_by_a_line_that_grows(reader: Tab) -> None:
    page = reader.open("digests/")

    sizes = (
        page.locator(".legend")
        .first.locator("span")
        .evaluate_all("all => all.map(one => parseInt(getComputedStyle(one).backgroundSize))")
    )

    assert len(sizes) == 5
    assert sizes == sorted(set(sizes))


def test_a_reader_goes_from_a_day_to_its_week_month_year_and_all_digests(reader: Tab) -> None:
    page = reader.open(DIGEST)

    for name, path in (
        ("week 44 of 2025", "digests/2025-w44/"),
        ("October 2025", "digests/2025-10/"),
        ("2025", "digests/2025/"),
        ("all digests", "digests/"),
    ):
        page.locator("article").get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url(f"**/{path}")


def test_a_week_is_reached_from_the_calendar_of_its_month(reader: Tab) -> None:
    page = reader.open("digests/2025-10/")

    page.get_by_role("link", name="Week 44 of 2025").click()

    page.wait_for_url("**/digests/2025-w44/")
    expect(page.locator("h1")).to_have_text("Digests of week 44 of 2025, 27 October to 2 November")


@pytest.mark.parametrize("path", CALENDARS)
def test_a_calendar_without_scripts_is_the_same(chromium: Browser, real_address: str, path: str) -> None:
    with tab(chromium, real_address, screen=PHONE, java_script_enabled=False) as found:
        page = found.open(path)

        page.get_by_role("link", name="31 October 2025: 67 papers").click()

        page.wait_for_url(f"**/{DIGEST}")


# --- texts that mean harm --------------------------------------------------------------------


def test_hostile_titles_stay_text_when_they_are_sorted_and_filtered(
    chromium: Browser, toy_address: str, toy_site: Path
) -> None:
    assert (toy_site / "digests/2025-01/index.html").is_file()
    with tab(chromium, toy_address) as found:
        page = found.open("digests/2025-01/?q=<script>alert(1)&sort=title")
        expect(tool(page, "searchbox")).to_have_value("<script>alert(1)")
        expect(tool(page, "status")).to_have_text("1 of 15 papers")
        assert titles(page) == ["<script>alert(1)</script><img src=x onerror=alert(2)> Language <b>Models</b>"]

        tool(page, "searchbox").fill('onclick="alert(4)"')

        assert titles(page) == ['# Not a Heading # { #first .second onclick="alert(4)" }']
        expect(page.locator("article :is(script, img, b)")).to_have_count(0)
        assert page.evaluate("window.injected") is None
        assert found.faults == []
