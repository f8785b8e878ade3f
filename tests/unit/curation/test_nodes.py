"""YAML as located text: nothing is interpreted, and every node knows where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.curation.nodes import DEEPEST, LARGEST_FILE, MappingNode, Node, ScalarNode, SequenceNode, compose
from generator.model.problem import Place


def tree(text: str) -> object:
    """The nodes of a sound file as plain text, lists and pairs."""
    node, problems = compose("x.yml", text.encode())
    assert problems == []
    assert node is not None
    return _plain(node)


def _plain(node: Node) -> object:
    match node:
        case ScalarNode():
            return node.text
        case SequenceNode():
            return [_plain(item) for item in node.items]
        case MappingNode():
            return [(key.text, _plain(value)) for key, value in node.entries]


@pytest.mark.parametrize(
    "text",
    ["2501.10", "no", "off", "true", "1e3", "0o17", "12:30", "2025-02-30", "1_000", ".inf", "null and void", "=", "<<"],
)
def test_a_bare_value_is_the_text_that_it_is(text: str) -> None:
    assert tree(f"key: {text}\n") == [("key", text)]
    assert tree(f"- {text}\n") == [text]
    assert tree(f"{text}: value\n") == [(text, "value")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'it''s'", "it's"),
        (r'"a\\tb\u00e4\U0001F525 \"c\""', 'a\\tbä🔥 "c"'),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        (">\n  one\n  line\n", "one line\n"),
        ("a plain\n  text goes on", "a plain text goes on"),
        ("text # comment", "text"),
    ],
)
def test_a_text_can_be_written_in_every_way_of_yaml(text: str, value: str) -> None:
    assert tree(f"key: {text}\n") == [("key", value)]


def test_lists_and_keys_in_both_ways_of_yaml() -> None:
    expected = [("a", ["1", "2"]), ("b", [("c", "3")])]
    assert tree("a: [1, 2]\nb: {c: 3}\n") == expected
    assert tree("a:\n  - 1\n  - 2\nb:\n  c: 3\n") == expected


def test_equal_keys_are_kept_both_for_the_record_to_report() -> None:
    assert tree("a: 1\na: 2\n") == [("a", "1"), ("a", "2")]


def test_every_node_knows_its_line_and_column() -> None:
    node, _ = compose("x.yml", b"# comment\na: 1\n\nb:\n  - x\n  - {c: y}\n")
    assert isinstance(node, MappingNode)
    (key, value), (_, items) = node.entries
    assert (node.place, key.place, value.place) == (Place("x.yml", 2, 1), Place("x.yml", 2, 1), Place("x.yml", 2, 4))
    assert isinstance(items, SequenceNode)
    assert [item.place for item in (items, *items.items)] == [
        Place("x.yml", 5, 3),
        Place("x.yml", 5, 5),
        Place("x.yml", 6, 5),
    ]


def test_a_quoted_text_is_not_nothing() -> None:
    node, _ = compose("x.yml", b"- ''\n- '~'\n- 'null'\n- \"\"\n")
    assert isinstance(node, SequenceNode)
    assert [isinstance(item, ScalarNode) and item.is_empty for item in node.items] == [False] * 4


@pytest.mark.parametrize(("levels", "is_valid"), [(DEEPEST, True), (DEEPEST + 1, False)])
def test_levels_are_limited(levels: int, is_valid: bool) -> None:
    node, problems = compose("x.yml", b"[" * levels + b"]" * levels)
    assert (node is not None, not problems) == (is_valid, is_valid)


@pytest.mark.parametrize(("size", "is_valid"), [(LARGEST_FILE, True), (LARGEST_FILE + 1, False)])
def test_size_is_limited(size: int, is_valid: bool) -> None:
    data = b"a: b\n#".ljust(size, b"x")
    node, problems = compose("x.yml", data)
    assert (node is not None, not problems) == (is_valid, is_valid)


def test_a_file_that_would_grow_is_refused_before_it_does() -> None:
    laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    node, problems = compose("x.yml", laughs.encode())
    assert node is None
    assert (
        problems[0].message
        == "expected a value, found the anchor '&a'; put quotes around text that begins with '&', or remove it"
    )
    assert len(problems) == 9 + 8 * 9


SIGNS = (*"abc: -[]{}'\"\n\t#&*!|>%@`?,~\\é\u2028\x00", "\n  ", "\n- ", ": ", "---\n", "key: value\n", "<<")


@given(st.binary() | st.text().map(str.encode) | st.lists(st.sampled_from(SIGNS)).map(lambda s: "".join(s).encode()))
def test_any_file_gives_a_tree_or_says_why_not(data: bytes) -> None:
    node, problems = compose("x.yml", data)
    assert (node is None) == bool(problems)
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)
