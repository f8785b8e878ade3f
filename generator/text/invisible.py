r"""Characters that no reader sees, and that change what is seen: control characters, marks and overrides of the writing
direction, and signs without a width.

A scrape can contain them by accident or by design. They can make a terminal obey, show words in another order
than they are stored, and make two texts look alike. Spaces and line breaks are not among them: whatever reads a
text treats them as white space.
"""

from __future__ import annotations

import re

_CONTROLS = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""Without those that separate words or lines (``str.split`` knows them)."""
_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_WITHOUT_WIDTH = (
    r"\xad\u034f\u115f\u1160\u17b4\u17b5\u200b\u2060-\u2065\u3164\ufeff\uffa0\ufff0-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_NOT_CHARACTERS = r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
# Persian needs a sign that keeps two letters apart, Sinhala one that joins them, and emoji are joined as well. After
# any other character, such as a Latin letter, these signs do nothing but hide.
_JOINED = r"\u0590-\u115e\u1161-\u180d\u180f-\u1cff\u2190-\u2bff\ua000-\uabff\ufb1d-\ufdcf\ufdf0-\ufe0f\ufe70-\ufefc"
_JOINED_PLANES = r"\U00010800-\U0001bc9f\U0001e800-\U0001faff"
_VARIED = r"#*0-9\xa9\xae\u1000-\u115e\u1161-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u3163\u3165-\ud7ff\uf900-\ufaff"
_VARIED_PLANES = r"\U00010000-\U0001bc9f\U0001d400-\U000dffff"
_CANDIDATE = re.compile(
    rf"[{_CONTROLS}{_DIRECTIONS}{_WITHOUT_WIDTH}{_NOT_CHARACTERS}\u180e\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""What ``_INVISIBLE`` begins with. Nearly all texts have none, which is found ten times as fast."""
_INVISIBLE = re.compile(
    f"[{_CONTROLS}{_DIRECTIONS}{_WITHOUT_WIDTH}{_NOT_CHARACTERS}]"
    rf"|(?<![{_JOINED}{_JOINED_PLANES}])[\u180e\u200c\u200d]"
    rf"|(?<![{_VARIED}{_VARIED_PLANES}])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)


def without_invisible(text: str) -> str:
    """A text without invisible characters, except where a script or an emoji needs one."""
    return _INVISIBLE.sub("", text) if _CANDIDATE.search(text) else text


def find_invisible(text: str) -> list[int]:
    """Where ``text`` has invisible characters that ``without_invisible`` removes."""
    return [match.start() for match in _INVISIBLE.finditer(text)] if _CANDIDATE.search(text) else []


def removed_in_words(count: int) -> str:
    """The message of a problem for a scrape from which invisible characters were removed."""
    found = "1 invisible character; it was" if count == 1 else f"{count:,} invisible characters; they were"
    return f"expected text, found {found} removed"
