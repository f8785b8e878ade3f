"""The beginning of a text, on a page and in a message."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import REPOSITORY

from generator.text.excerpts import beginning, quoted, shortened


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("A few words", 11, "A few words"),
        ("A few words", 10, "A few…"),
        ("A few, words", 10, "A few…"),
        ("A few - words", 10, "A few…"),
    ],
)
def test_a_long_text_is_cut_at_the_end_of_a_word(text: str, longest: int, expected: str) -> None:
    assert shortened(text, longest) == expected


@given(st.text(), st.integers(2, 50))
def test_a_cut_text_is_short_enough(text: str, longest: int) -> None:
    assert len(shortened(text, longest)) <= longest


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "''"), ("it's", "'it's'"), ("a" * 60, f"'{'a' * 60}'"), ("a b " * 20, f"'{('a b ' * 15)[:57]}...'")],
)
def test_a_message_quotes_the_beginning(text: str, expected: str) -> None:
    assert quoted(text) == expected


@given(st.text())
def test_a_quoted_beginning_is_short_enough(text: str) -> None:
    assert len(beginning(text)) <= 60


def cuts(module: ast.Module) -> list[int]:
    """The lines of texts that are cut and end in an ellipsis: ``f"{text[:57]}..."``."""
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.JoinedStr)
        and any(isinstance(part, ast.Constant) and str(part.value).startswith(("...", "…")) for part in node.values)
        and any(isinstance(part, ast.Slice) for part in ast.walk(node))
    ]


def test_texts_are_cut_in_one_module_only() -> None:
    home = REPOSITORY / "generator/text/excerpts.py"
    modules = sorted(set((REPOSITORY / "generator").rglob("*.py")) - {home})
    places = {path.as_posix(): cuts(ast.parse(path.read_text(encoding="utf-8"))) for path in modules}
    assert {place: lines for place, lines in places.items() if lines} == {}


def test_a_cut_elsewhere_would_be_found() -> None:
    assert cuts(ast.parse("def shorten(text):\n    return f\"'{text[:57]}...'\"")) == [2]
    assert cuts(ast.parse("def shorten(text):\n    return f'{text[:299]}…'")) == [2]
    assert cuts(ast.parse("def total(items):\n    return f'{len(items[1:])} items'")) == []
