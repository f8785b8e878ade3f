"""Names lead a reader to what else somebody wrote."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from support.browsers import Tab

from generator.catalogue.people.papers_by_name import people_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind

pytestmark = pytest.mark.browser


def test_a_name_leads_to_its_page_or_to_the_search_and_so_does_the_year(reader: Tab, catalogue: Catalogue) -> None:
    authors = people_of(catalogue).by_name[ContributorKind.AUTHOR]
    paper, known, new = next(
        (paper, authors[known], new)
        for paper in catalogue.papers
        for known in paper.authors
        for new in paper.authors
        if paper.published and len(paper.authors) < 8 and authors[known].has_page and not authors[new].has_page
    )
    page = reader.open(f"papers/{paper.slug}/")
    byline = page.locator(".byline")

    byline.get_by_role("link", name=known.name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(known.name)
    expect(page.locator(f'main[data-kind="author"][data-slug="{known.slug}"]')).to_be_visible()
    listed = page.locator("a.title").evaluate_all("titles => titles.map(title => title.pathname.split('/').at(-2))")
    assert listed == [other.slug for other in known.papers]
    page.get_by_role("link", name="all authors").click()
    expect(page.get_by_role("link", name=known.name, exact=True)).to_be_visible()

    reader.open(f"papers/{paper.slug}/")
    byline.get_by_role("link", name=new).click()
    expect(page.locator(f'.search__results a[href$="/{paper.slug}/"]')).to_be_visible()
    reader.open(f"papers/{paper.slug}/")
    page.locator(".facts").get_by_role("link").first.click()
    expect(page.get_by_label("Filters in use")).to_contain_text(f"Year: {paper.dated.year}")
    expect(page.locator(".search__results li").first).to_be_visible()
