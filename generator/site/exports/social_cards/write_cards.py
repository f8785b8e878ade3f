"""Draws the social cards of a site, of which it remembers those that an earlier build drew, and writes them."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path

from generator.model.catalogue import Catalogue
from generator.pages.components.social_card import social_cards
from generator.storage.cache import Cache, fingerprint, fingerprint_of_value

log = logging.getLogger("mkdocs.plugins.papershelf")

_FONT = "assets/base/fonts/source-serif-4.woff2"
_NO_FONT = "Social cards: expected the typeface in '%s', found none; links are shown with the picture of the whole list"


def drawn_cards(catalogue: Catalogue, themes: Iterable[str], cache: Cache) -> Mapping[str, bytes]:
    """The pictures of all cards, by their paths below the site. ``themes`` are folders that can hold the typeface."""
    cards = list(social_cards(catalogue).values())
    font = next((path for folder in themes if (path := Path(folder, _FONT)).is_file()), None)
    if not cards or font is None:
        if cards:
            log.info(_NO_FONT, _FONT)
        return {}
    # Only a build that has cards to draw waits for the library.
    from generator.site.exports.social_cards.card_picture import draw_card  # noqa: PLC0415

    made_with = fingerprint(version("pillow"), hashlib.sha256(font.read_bytes()).hexdigest())
    keys = [fingerprint(made_with, fingerprint_of_value(card)) for card in cards]
    return dict(zip((card.path for card in cards), cache.map(partial(draw_card, str(font)), cards, keys), strict=True))


def write_cards(site: Path, pictures: Mapping[str, bytes]) -> None:
    """Write pictures by their paths below the site."""
    for path, data in pictures.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
