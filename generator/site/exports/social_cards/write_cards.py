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


def typeface_of(themes: Iterable[str]) -> Path | None:
    """The typeface of the site in the first folder of its theme that has it; without it there are no cards."""
    return next((path for folder in themes if (path := Path(folder, _FONT)).is_file()), None)


def write_cards(site: Path, catalogue: Catalogue, typeface: Path | None, cache: Cache) -> None:
    """Write the pictures of all pages that have one."""
    for path, data in drawn_cards(catalogue, typeface, cache).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)


def drawn_cards(catalogue: Catalogue, typeface: Path | None, cache: Cache) -> Mapping[str, bytes]:
    """The pictures, by their paths below the site."""
    cards = list(social_cards(catalogue).values())
    if not cards or typeface is None:
        if cards:
            log.info(_NO_FONT, _FONT)
        return {}
    # Only a build that has cards to draw waits for the library.
    from generator.site.exports.social_cards.card_picture import draw_card  # noqa: PLC0415

    made_with = fingerprint(version("pillow"), hashlib.sha256(typeface.read_bytes()).hexdigest())
    keys = [fingerprint(made_with, fingerprint_of_value(card)) for card in cards]
    pictures = cache.map(partial(draw_card, str(typeface)), cards, keys)
    return dict(zip((card.path for card in cards), pictures, strict=True))
