"""Stop words, and the forms of a word; all in one module, whoever uses them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import combinations

import pytest
from support.builders import REPOSITORY

from generator.text import lexicon
from generator.text.lexicon import (
    FUNCTION_WORDS,
    GENERIC_NOUNS,
    STOCK_WORDS,
    SUGGESTION_STOP_WORDS,
    TREND_STOP_WORDS,
    is_stop_word,
    plurals,
    singular,
    without_plural_s,
)
from generator.text.wording import MONTHS

WORD_LISTS = ("FUNCTION_WORDS", "STOCK_WORDS", "_CLAIMS", "_TEX", "_RARER_CLAIMS")


@pytest.mark.parametrize(
    ("word", "single"),
    [
        ("rewards", "reward"),
        ("theories", "theory"),
        ("processes", "process"),
        ("indexes", "index"),
        ("approaches", "approach"),
        ("loss", "loss"),
        ("corpus", "corpus"),
        ("analysis", "analysis"),
        ("gas", "gas"),
    ],
)
def test_a_plural_loses_its_ending(word: str, single: str) -> None:
    assert singular(word) == single


@pytest.mark.parametrize(
    ("word", "single"),
    [("sizes", "size"), ("theories", "theory"), ("processes", "processe"), ("loss", "loss"), ("gas", "gas")],
)
def test_a_plural_loses_its_s_alone(word: str, single: str) -> None:
    assert without_plural_s(word) == single


@pytest.mark.parametrize(
    ("word", "expected"), [("model", "models modeles"), ("study", "studys studies"), ("loss", "losss losses")]
)
def test_a_word_has_every_regular_plural(word: str, expected: str) -> None:
    assert plurals(word) == tuple(expected.split())


@pytest.mark.parametrize("word", ["the", "propose", "proposed", "proposing", "remarkably", "using", "planned", "novel"])
def test_a_stop_word_is_known_in_all_its_forms(word: str) -> None:
    assert is_stop_word(word) == (word != "planned")


def test_each_stop_word_is_in_one_list_only() -> None:
    lists = {name: getattr(lexicon, name) for name in WORD_LISTS}
    shared = {(one, other): lists[one] & lists[other] for one, other in combinations(lists, 2)}
    assert {names: words for names, words in shared.items() if words} == {}


def test_every_stop_list_has_the_words_of_grammar() -> None:
    assert FUNCTION_WORDS <= SUGGESTION_STOP_WORDS
    assert FUNCTION_WORDS <= TREND_STOP_WORDS
    assert [word for word in FUNCTION_WORDS if len(word) > 1 and not is_stop_word(word)] == []


def test_a_generic_noun_is_no_stop_word_where_papers_are_compared() -> None:
    assert [word for word in sorted(GENERIC_NOUNS) if is_stop_word(word)] == []
    assert "methods" in STOCK_WORDS
    assert not is_stop_word("methods")


# --- one place for word lists --------------------------------------------------------------------


def lists_of_months(module: ast.Module) -> list[int]:
    """The lines of statements that name all twelve months, by at least their first three letters."""
    beginnings = {month[:3].lower() for month in MONTHS}
    return [
        statement.lineno
        for statement in _statements(module)
        if beginnings <= {word[:3].lower() for word in _words(statement)}
    ]


def stop_lists(module: ast.Module) -> list[int]:
    """The lines of statements with at least thirty words of grammar."""
    return [
        statement.lineno
        for statement in _statements(module)
        if len(FUNCTION_WORDS.intersection(_listed_words(statement))) >= 30
    ]


def stemmers(module: ast.Module) -> list[int]:
    """The lines that look for the ending of a plural."""
    return [node.lineno for node in ast.walk(module) if isinstance(node, ast.Call) and _looks_for_a_plural(node)]


def _looks_for_a_plural(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in ("endswith", "removesuffix"):
        return False
    endings = {part.value for argument in call.args for part in ast.walk(argument) if isinstance(part, ast.Constant)}
    return bool(endings & ({"s", "es", "ies"} if call.func.attr == "endswith" else {"es", "ies"}))


def _statements(module: ast.Module) -> Iterator[ast.stmt]:
    """Statements without a body of their own."""
    return (node for node in ast.walk(module) if isinstance(node, ast.stmt) and not hasattr(node, "body"))


def _texts(statement: ast.stmt) -> Iterator[str]:
    """The strings of a statement that is more than a docstring."""
    if not isinstance(statement, ast.Expr):
        yield from (
            node.value for node in ast.walk(statement) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )


def _listed_words(statement: ast.stmt) -> Iterator[str]:
    """The words of strings that are no sentences."""
    return (word for text in _texts(statement) if not re.search(r"[.:;!?]", text) for word in text.split())


def _words(statement: ast.stmt) -> Iterator[str]:
    return (word for text in _texts(statement) for word in re.findall(r"[A-Za-z]+", text))


def _elsewhere(home: str) -> dict[str, ast.Module]:
    return {
        path.relative_to(REPOSITORY).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((REPOSITORY / "generator").rglob("*.py"))
        if path != REPOSITORY / home
    }


def test_the_names_of_months_are_listed_once() -> None:
    places = {place: lists_of_months(module) for place, module in _elsewhere("generator/text/wording.py").items()}
    assert {place: lines for place, lines in places.items() if lines} == {}


def test_stop_words_are_listed_in_the_lexicon_only() -> None:
    places = {place: stop_lists(module) for place, module in _elsewhere("generator/text/lexicon.py").items()}
    assert {place: lines for place, lines in places.items() if lines} == {}


def test_plurals_are_made_and_unmade_in_the_lexicon_only() -> None:
    places = {place: stemmers(module) for place, module in _elsewhere("generator/text/lexicon.py").items()}
    assert {place: lines for place, lines in places.items() if lines} == {}


def test_a_second_list_of_months_would_be_found() -> None:
    names = ", ".join(f'"{month[:3].lower()}"' for month in MONTHS)
    assert lists_of_months(ast.parse(f"x = 1\nSHORT = ({names})")) == [2]
    assert lists_of_months(ast.parse(f"PATTERN = r'({'|'.join(MONTHS)})\\b'")) == [1]
    assert lists_of_months(ast.parse(f"def f():\n    return [{names}]")) == [2]
    assert lists_of_months(ast.parse("QUARTERS = 'January April July October'.split()")) == []


def test_a_second_stop_list_or_stemmer_would_be_found() -> None:
    words = " ".join(sorted(FUNCTION_WORDS)[:40])
    assert stop_lists(ast.parse(f"x = 1\nIGNORED = frozenset('{words}'.split())")) == [2]
    assert stop_lists(ast.parse(f"IGNORED = {set(words.split())}")) == [1]
    assert stemmers(ast.parse("def stem(word):\n    return word[:-1] if word.endswith('s') else word")) == [2]
    assert stemmers(ast.parse("def stem(word):\n    return word.removesuffix('es')")) == [2]
