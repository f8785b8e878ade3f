"""What a reader follows, and the page that orders the newest papers by it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import FilePayload, Page, expect
from support.access import violations
from support.browsers import Tab
from support.lists import Kept, on
from support.moves import moves, watch_moves

from generator.catalogue.people.papers_by_name import people_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind
from generator.text.term_numbers import WordNumbers

pytestmark = pytest.mark.browser

TOPIC = "theorem-proving"


def reasons(page: Page) -> dict[str, str]:
    """Why each paper is shown, by its slug."""
    expect(page.locator("ol .reason").first).to_be_visible()
    found: dict[str, str] = page.locator("ol > li").evaluate_all(
        "cards => Object.fromEntries(cards.map(card =>"
        " [card.querySelector('a.title').pathname.split('/').at(-2), card.querySelector('.reason').textContent]))"
    )
    return found


def test_a_followed_topic_is_for_you_until_it_is_no_longer_followed(reader: Tab, catalogue: Catalogue) -> None:
    title = catalogue.topic[TOPIC].title
    page = reader.open(f"topics/{TOPIC}/")
    follow = page.locator("button[data-follow]")
    place = follow.bounding_box()
    page.get_by_role("button", name="Follow this topic").click()
    expect(page.get_by_role("button", name="Following")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status").filter(has_text=f"You follow {title}")).to_be_visible()
    assert follow.bounding_box() == place
    expect(page.get_by_role("link", name="Feed", exact=True)).to_be_in_viewport()

    page = reader.open("for-you/")
    expect(page.get_by_text(f"papers for you, of all {len(catalogue.papers)}.")).to_be_visible()

    papers = {paper.slug for paper in catalogue.by_topic[TOPIC]}
    assert reasons(page) == dict.fromkeys(papers, f"In a topic that you follow: {title}")
    assert violations(page) == []
    for card in page.locator("ol > li").all():
        expect(card.get_by_role("link", name=title)).to_be_visible()
    page.get_by_role("button", name=f"Unfollow: {title}").click()
    expect(page.get_by_text("Star a few papers that you like")).to_be_visible()
    expect(page.locator("ol > li")).to_have_count(0)


def test_reasons_name_what_both_papers_hold_and_marked_papers_are_left_out(at_desk: Tab, catalogue: Catalogue) -> None:
    starred, dismissed, *_ = catalogue.by_topic[TOPIC]
    page = at_desk.open("api/newest.json")
    marks: dict[str, dict[str, object]] = {
        starred.slug: {"title": "Mine", "star": on()},
        dismissed.slug: {"dismiss": on()},
    }
    Kept(marks).put(page)

    page = at_desk.open("for-you/")

    found = reasons(page)
    assert starred.slug not in found
    assert dismissed.slug not in found
    numbers = WordNumbers()
    for card in page.locator("ol > li").all():
        paper = catalogue.by_slug[(card.locator("a.title").get_attribute("href") or "").split("/")[-2]]
        expect(card.locator(".reason")).to_contain_text("with a paper that you starred")
        for term in card.locator("em").all_inner_texts():
            for one in (paper, starred):
                says = "\n".join((one.title.plain, *(part.plain for part in one.abstract)))
                assert set(numbers.of(term)) <= set(numbers.of(says))
    kept = Kept.of(page).papers[starred.slug]
    assert len(kept["terms"]) > 3, "for when newer papers have taken its place in the file"

    page.get_by_role("button", name="Order papers for me").click()
    expect(page.get_by_text("This page is turned off")).to_be_visible()
    page.reload()
    expect(page.get_by_text("This page is turned off")).to_be_visible()
    expect(page.locator("ol > li")).to_have_count(0)


def test_a_search_and_a_name_are_followed_and_travel_with_my_list(at_desk: Tab, catalogue: Catalogue) -> None:
    author = next(paper.authors[0] for paper in catalogue.papers if len(paper.authors) > 2)
    page = at_desk.open("search/?q=theorem")
    page.get_by_role("button", name="Follow this search").click()
    page = at_desk.open("for-you/")
    name = page.get_by_role("combobox", name="Name")
    name.fill("Nobody at All")
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_text("No paper by “Nobody at All” among all")).to_be_visible()
    expect(page.locator(f'datalist option[value="{author}"]')).to_be_attached()
    name.fill(author.swapcase())
    page.get_by_role("button", name="Follow", exact=True).click()

    expect(page.get_by_text(f"By an author you follow: {author}").first).to_be_visible()
    found = reasons(page)
    assert any("In a search that you follow: “theorem”" in reason for reason in found.values())

    page = at_desk.open("my-list/")
    expect(page.locator(".nothing")).to_contain_text(f"You follow “theorem” and {author}")
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    text = download.value.path().read_text()
    assert {choice["title"] for choice in json.loads(text)["choices"].values()} == {author, "“theorem”"}
    Kept({}).put(page)
    page.reload()
    file: FilePayload = {"name": "list.json", "mimeType": "application/json", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".report")).to_contain_text("2 more followed")
    assert reasons(at_desk.open("for-you/")) == found


def test_an_author_without_a_page_is_followed_on_the_page_of_a_paper(reader: Tab, catalogue: Catalogue) -> None:
    authors = people_of(catalogue).by_name[ContributorKind.AUTHOR]
    paper = next(one for one in catalogue.papers if one.authors and not authors[one.authors[-1]].has_page)
    watch_moves(reader.page)
    page = reader.open(f"papers/{paper.slug}/")
    expect(page.get_by_role("button", name="Follow", exact=True)).to_be_visible()
    assert moves(page) == []
    page.get_by_role("button", name="Follow", exact=True).click()
    author = page.get_by_role("group", name="Follow").get_by_role("button", name=paper.authors[-1], exact=True)
    author.click()
    expect(author).to_have_attribute("aria-pressed", "true")

    assert reasons(reader.open("for-you/")) == {paper.slug: f"By an author you follow: {paper.authors[-1]}"}
