"""The picture of a card: the same bytes each time, and nothing beyond its edges."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image, ImageFont
from support.project import ROOT

from generator.pages.components.social_card import SHOWN, SocialCard
from generator.site.exports.social_cards import card_picture
from generator.site.exports.social_cards.card_picture import HEIGHT, WIDTH, draw_card

FONT = str(ROOT / "overrides/assets/base/fonts/source-serif-4.woff2")
CARD = SocialCard("cards/papers/a.png", "Shelf", "A Study of Forests", "Growth", "12 Jan 2026", 120)
LONG = (
    "A " * 150,
    "word " * 80,
    "x" * 400,
    "W" * 400,
    "Supercalifragilistic" * 3 + " and some words",
    "i",
    "ÀÉÎÕÜ" * 20,
    "-" * 400,
    " ".join(["Incomprehensibilities"] * 19),
)


def _picture(
    title: str = CARD.title, topic: str = CARD.topic, facts: str = CARD.facts, name: str = "Shelf"
) -> Image.Image:
    data = draw_card(FONT, SocialCard("cards/a.png", name, title, topic, facts, 120))
    assert len(data) < 60_000
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_nothing_is_drawn_beyond_the_edges(text: str) -> None:
    picture = _picture(text, text, text, text)
    assert (picture.format, picture.size, picture.mode) == ("PNG", (WIDTH, HEIGHT), "P")
    above_the_band = HEIGHT - card_picture._BAND
    for box in ((0, 0, 70, above_the_band), (1130, 0, WIDTH, above_the_band), (0, 0, WIDTH, 55)):
        assert picture.crop(box).getextrema() == (0, 0), box
    # Neither do the title and what is below it touch.
    assert picture.crop((0, 505, WIDTH, 522)).getextrema() == (0, 0)


def test_the_same_card_is_the_same_file_and_another_is_another() -> None:
    first = draw_card(FONT, CARD)
    card_picture._drawn.cache_clear()
    assert draw_card(FONT, CARD) == first
    for other in ("title", "topic", "facts", "list_title"):
        changed = SocialCard(**{**{name: getattr(CARD, name) for name in SocialCard.__slots__}, other: "Else"})
        assert draw_card(FONT, changed) != first


def test_the_typeface_has_every_character_that_a_card_may_show() -> None:
    font = ImageFont.truetype(FONT, 40, layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(font.getmask("\uffff"))
    chars = SHOWN.replace("!-~", "".join(map(chr, range(0x21, 0x7F))), 1).replace(
        r"\xa1-\xff", "".join(map(chr, range(0xA1, 0x100))), 1
    )
    for name in ("\\u0131", "\\u0152", "\\u0153", "\\u02c6", "\\u02dc"):
        chars = chars.replace(name, chr(int(name[2:], 16)))
    assert [char for char in chars if bytes(font.getmask(char)) == missing] == []


def test_time_does_not_grow_with_the_length_of_a_title() -> None:
    draw_card(FONT, CARD)
    started = time.process_time()
    _picture("a" * 100_000 + " b" * 100_000)
    assert time.process_time() - started < 1
