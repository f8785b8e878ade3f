"""Tests of invisible characters: what is removed, and what scripts and emoji need."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from generator.text.invisible import find_invisible, without_invisible

NEEDED = {
    "Persian": "می\u200cخواهم",
    "Sinhala": "ක්\u200dෂ",
    "Devanagari": "क्\u200d",
    "family": "👨\u200d👩\u200d👧",
    "skin": "👩🏽\u200d💻",
    "heart": "❤\ufe0f\u200d🔥",
    "flag": "🏳\ufe0f\u200d🌈",
    "keycap": "1\ufe0f\u20e3",
    "ideograph": "葛\U000e0100",
    "operator": "∅\ufe00",
    "Mongolian": "ᠬᠠᠭᠠᠨ\u180eᠠ",
    "spaces": "a\xa0b\u2009c\u3000d\te\nf\u2028g",
    "accents": "Fre\u0301chet, Ünal, שָׁלוֹם",
}


@pytest.mark.parametrize("text", NEEDED.values(), ids=NEEDED.keys())
def test_what_a_script_or_an_emoji_needs_is_kept(text: str) -> None:
    assert without_invisible(text) == text
    assert find_invisible(text) == []


@pytest.mark.parametrize(
    "sign",
    [
        *("\x00", "\x07", "\x08", "\x1b", "\x7f", "\x80", "\x9b", "\x9d"),
        *("\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u206f"),
        *("\xad", "\u034f", "\u180e", "\u200b", "\u200c", "\u200d", "\u2060", "\u2064", "\u3164", "\ufeff", "\ufff9"),
        *("\ufe0f", "\U000e0100", "\U000e0041", "\U000e0001", "\ud800", "\uffff", "\ufdd0"),
    ],
    ids=ascii,
)
def test_what_hides_in_latin_text_is_removed(sign: str) -> None:
    assert without_invisible(f"Lat{sign}in") == "Latin"
    assert without_invisible(f"{sign}Latin{sign}{sign}") == "Latin"
    assert find_invisible(f"Lat{sign}in") == [3]


def test_a_needed_sign_is_needed_once() -> None:
    assert without_invisible("م\u200c\u200c\u200d\u200bن") == "م\u200cن"
    assert without_invisible("❤\ufe0f\ufe0f") == "❤\ufe0f"


def test_no_format_or_control_character_passes_in_latin_text_but_signs_that_are_seen() -> None:
    # Signs before a number in Arabic, Syriac and Kaithi, Egyptian signs that place others, shorthand: all visible.
    seen = {
        "\u0600",
        "\u0601",
        "\u0602",
        "\u0603",
        "\u0604",
        "\u0605",
        "\u06dd",
        "\u070f",
        "\u0890",
        "\u0891",
        "\u08e2",
    }
    left = [
        char
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(char := chr(code)) in ("Cc", "Cf", "Cs")
        and without_invisible(f"a{char}b") != "ab"
        and not char.isspace()
        and char not in seen
        and not 0x110BD <= code <= 0x110CD
        and not 0x13430 <= code <= 0x1343F
    ]

    assert list(map(ascii, left)) == []
