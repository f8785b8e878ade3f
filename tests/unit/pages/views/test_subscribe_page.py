"""The page of feeds and letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.catalogue import Catalogue
from generator.model.curation import Newsletter
from generator.model.email_address import EmailAddress
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.views.subscribe_page import subscribe_page


def _printed(catalogue: Catalogue, subscribe: str | None) -> tuple[str, str]:
    newsletter = Newsletter(EmailAddress("a@example.org"), "mailto:leave@example.org", subscribe=subscribe)
    page = subscribe_page(ViewBuilder.of(replace(catalogue, site=replace(catalogue.site, newsletter=newsletter))))
    return page.printed().markdown.decode(), page.printed().content.html.decode()


@pytest.mark.parametrize("address", ["https://lists.example.org/?a=1&b=2", "mailto:join@example.org?subject=join"])
def test_letters_are_offered_where_the_list_says_how(catalogue: Catalogue, address: str) -> None:
    markdown, html = _printed(catalogue, address)
    assert f"[Subscribe by e-mail]({address.replace('&', '&amp;')})" in markdown
    assert f'<a href="{address.replace("&", "&amp;")}">Subscribe by e-mail</a>' in html


def test_they_are_not_where_it_does_not(catalogue: Catalogue) -> None:
    assert "mail" not in "".join(_printed(catalogue, None))
