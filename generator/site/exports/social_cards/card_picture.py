"""Draws a social card: a PNG of 1200 by 630 pixels, the size that those who show links ask for.

The typeface is the site's own. A picture has few colours, each in a few steps towards the paper, which makes it a third
of the size that it would have otherwise.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generator.pages.components.social_card import SocialCard
from generator.text.excerpts import fitting

WIDTH, HEIGHT = 1200, 630
_COMPRESSION = 5
"""Of zlib: more of it takes six times as long, for a tenth of the size."""
_REMEMBERED = 512
"""Cards: a live preview builds again and again in one process."""
_MARGIN = 80
_LINE = WIDTH - 2 * _MARGIN
_PAPER = (253, 252, 249)
_INKS = {"ink": (33, 30, 26), "quiet": (100, 93, 83), "accent": (154, 48, 22)}
_STEPS = {"ink": 6, "quiet": 3, "accent": 3, "area": 3}
"""How many shades each colour has, because the edges of letters are soft. With the paper they are sixteen colours, of
which two fit into a byte.
"""
_SIZES = ((76, 3), (66, 4), (56, 4), (48, 5))
"""Of a title, in pixels, each with the lines that there is room for. The first in which it fits is taken."""
_LEADING = 1.16
_HEAD_TOP, _TITLE_TOP, _FACTS_TOP = 60, 170, 520
_BAND = 16
"""Pixels at the lower edge in the colour of the area."""
_MARK = (
    ((4, 4), (7, 4), (7, 18), (4, 18)),
    ((9, 6), (12, 6), (12, 18), (9, 18)),
    ((13.6, 5.6), (16.5, 4.8), (20.1, 17.4), (17.2, 18.2)),
    ((2, 20), (22, 20), (22, 21.5), (2, 21.5)),
)
"""The list's mark, as in the header of each page, in a square of 24."""
_MARK_SIZE = 72
_WEIGHTS = {"regular": 400, "semibold": 600}


def draw_card(font: str, card: SocialCard) -> bytes:
    """The file of a card; the same bytes each time. ``font`` is the path of the site's typeface."""
    return _drawn(font, card)


@lru_cache(maxsize=_REMEMBERED)
def _drawn(font: str, card: SocialCard) -> bytes:
    picture = Image.new("P", (WIDTH, HEIGHT))
    path = Path(font)
    picture.paste(_shaded(_head(path, card), "accent"), (0, _HEAD_TOP))
    picture.paste(_shaded(_title(path, card), "ink"), (0, _TITLE_TOP))
    topic, facts, left = _facts(path, card)
    picture.paste(_shaded(topic, "area"), (0, _FACTS_TOP))
    picture.paste(_shaded(facts, "quiet"), (left, _FACTS_TOP))
    picture.paste(_shades("area")[-1], (0, HEIGHT - _BAND, WIDTH, HEIGHT))
    picture.putpalette(bytes(_palette(_colour_of(card.hue))))
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=_COMPRESSION)
    return file.getvalue()


def _head(font: Path, card: SocialCard) -> Image.Image:
    """The mark and the name of the list."""
    mask = Image.new("L", (WIDTH, 80))
    mask.paste(_mark(), (_MARGIN - _MARK_SIZE // 12, 0))
    name = _font(font, "semibold", 40)
    left = _MARGIN + _MARK_SIZE
    ImageDraw.Draw(mask).text((left, 14), fitting(card.list_title, WIDTH - _MARGIN - left, name.getlength), 255, name)
    return mask


@cache
def _mark() -> Image.Image:
    """The mark, drawn large and made smaller, so that its edges are soft."""
    scale = _MARK_SIZE * 4 / 24
    large = Image.new("L", (_MARK_SIZE * 4, _MARK_SIZE * 4))
    for shape in _MARK:
        ImageDraw.Draw(large).polygon([(x * scale, y * scale) for x, y in shape], 255)
    return large.resize((_MARK_SIZE, _MARK_SIZE), Image.Resampling.BOX)


def _title(font: Path, card: SocialCard) -> Image.Image:
    lines, size = _fitted(font, card.title)
    mask = Image.new("L", (WIDTH, _FACTS_TOP - _TITLE_TOP))
    for number, line in enumerate(lines):
        ImageDraw.Draw(mask).text((_MARGIN, number * size * _LEADING), line, 255, _font(font, "semibold", size))
    return mask


def _facts(path: Path, card: SocialCard) -> tuple[Image.Image, Image.Image, int]:
    """The topic; the facts, and where they begin."""
    font = _font(path, "regular", 34)
    topic = fitting(card.topic, _LINE * 3 // 4, font.getlength)
    left = _MARGIN + (math.ceil(font.getlength(f"{topic}   ")) if topic else 0)
    masks = Image.new("L", (left, 60)), Image.new("L", (WIDTH - left, 60))
    ImageDraw.Draw(masks[0]).text((_MARGIN, 6), topic, 255, font)
    ImageDraw.Draw(masks[1]).text((0, 6), fitting(card.facts, WIDTH - _MARGIN - left, font.getlength), 255, font)
    return *masks, left


# --- text ------------------------------------------------------------------------------------


@cache
def _font(path: Path, weight: str, size: int) -> ImageFont.FreeTypeFont:
    # The other engine is not there on all systems, and sets letters in other places.
    font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([_WEIGHTS[weight]])
    return font


def _fitted(path: Path, title: str) -> tuple[Sequence[str], int]:
    """The lines of a title, and their size."""
    for size, most in _SIZES:
        lines = _wrapped(_font(path, "semibold", size), title)
        if len(lines) <= most:
            return lines, size
    font = _font(path, "semibold", size)
    return [*lines[: most - 1], fitting(" ".join(lines[most - 1 : most + 1]), _LINE, font.getlength)], size


def _wrapped(font: ImageFont.FreeTypeFont, text: str) -> list[str]:
    """A text on lines. A word that is longer than a line is cut; so is what would not be shown anyway."""
    lines: list[str] = []
    for word in text.split()[:100]:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= _LINE:
            lines[-1] = longer
        else:
            lines.append(fitting(word, _LINE, font.getlength))
    return lines


# --- colours ---------------------------------------------------------------------------------


def _shades(colour: str) -> range:
    """Where the shades of a colour are in the palette, after that of the paper."""
    before = 1
    for name, steps in _STEPS.items():
        if name == colour:
            return range(before, before + steps)
        before += steps
    raise KeyError(colour)


def _shaded(mask: Image.Image, colour: str) -> Image.Image:
    """A mask in the shades of a colour."""
    shades = _shades(colour)
    table = [round(level * len(shades) / 255) for level in range(256)]
    return mask.point([shades[step - 1] if step else 0 for step in table])


def _palette(area: tuple[int, int, int]) -> Iterator[int]:
    yield from _PAPER
    for name, steps in _STEPS.items():
        colour = area if name == "area" else _INKS[name]
        for step in range(1, steps + 1):
            yield from (round(paper + (ink - paper) * step / steps) for paper, ink in zip(_PAPER, colour, strict=True))


def _colour_of(hue: int | None) -> tuple[int, int, int]:
    """The colour of an area, as its topics have it on the site: ``oklch(0.56 0.12 hue)``; without one, the accent.

    From OKLCH to sRGB: https://bottosson.github.io/posts/oklab/
    """
    if hue is None:
        return _INKS["accent"]
    lightness, a, b = 0.56, 0.12 * math.cos(math.radians(hue)), 0.12 * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _as_srgb(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _as_srgb(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _as_srgb(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def _as_srgb(linear: float) -> int:
    value = min(max(linear, 0.0), 1.0)
    return round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))
