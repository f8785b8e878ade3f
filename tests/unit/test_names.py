"""One name for one thing, files that can be read in one sitting, and no import cycles."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles

import pytest
from support.builders import REPOSITORY

GENERATOR = REPOSITORY / "generator"
MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(GENERATOR.rglob("*.py"))}
LONGEST_MODULE = 300
"""Lines."""
MOST_AT_THE_TOP = 16
"""Entries of ``generator/``."""
PACKAGE_FILES = frozenset({"__init__", "__main__"})
"""Files whose name Python chooses."""


def _place(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def _module(path: Path) -> str:
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")


def shared(names: Iterable[tuple[str, str]]) -> list[str]:
    """Of pairs of a name and the file that defines it, a line for each name that several files define."""
    files: dict[str, list[str]] = defaultdict(list)
    for name, file in names:
        files[name].append(file)
    return [f"{name}: {', '.join(files[name])}" for name in sorted(files) if len(files[name]) > 1]


def public_classes(module: ast.Module) -> list[str]:
    """The classes that a module defines for others."""
    return [node.name for node in module.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]


def public_constants(module: ast.Module) -> list[str]:
    """The constants that a module defines for others. ``KINDS`` may recur, because each room lists its kinds of
    problem, and so may type variables.
    """
    targets = (
        target
        for node in module.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and not _is_type_variable(node.value)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    )
    names = (name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))
    return [name for name in names if name.isupper() and not name.startswith("_") and name != "KINDS"]


def _is_type_variable(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "TypeVar"


def function_lengths(module: ast.Module) -> list[int]:
    """Lines of each function from its ``def`` to its end, without decorators and docstring."""
    functions = (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [_length(function) for function in functions]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is None or len(function.body) == 1:
        return lines
    assert first.end_lineno is not None
    return lines - (first.end_lineno - first.lineno + 1)


def imports_of(module: ast.Module, modules: frozenset[str]) -> frozenset[str]:
    """Which of ``modules`` a module imports. An import in a function or under ``TYPE_CHECKING`` counts
    too: it runs later or never, but it ties two modules together all the same.
    """
    return frozenset(name for name in _imported(module) if name in modules)


def _imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def cycle(imports: Mapping[str, Iterable[str]]) -> Sequence[str]:
    """One cycle of imports, its first module again at the end; empty where there is none."""
    finished: set[str] = set()
    for start in sorted(imports):
        if found := _cycle_from([start], imports, finished):
            return found
    return ()


def _cycle_from(path: list[str], imports: Mapping[str, Iterable[str]], finished: set[str]) -> Sequence[str]:
    if path[-1] in path[:-1]:
        return path[path.index(path[-1]) :]
    if path[-1] in finished:
        return ()
    for name in sorted(imports.get(path[-1], ())):
        if found := _cycle_from([*path, name], imports, finished):
            return found
    finished.add(path[-1])
    return ()


# --- the generator as it stands ------------------------------------------------------------------


def test_no_two_modules_share_a_name() -> None:
    names = ((path.stem, _place(path)) for path in MODULES if path.stem not in PACKAGE_FILES)
    assert shared(names) == []


def test_no_two_public_classes_share_a_name() -> None:
    assert shared((name, _place(path)) for path, module in MODULES.items() for name in public_classes(module)) == []


def test_no_two_public_constants_share_a_name() -> None:
    assert shared((name, _place(path)) for path, module in MODULES.items() for name in public_constants(module)) == []


def test_no_module_is_longer_than_one_sitting() -> None:
    lengths = {_place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert [f"{place}: {lines}" for place, lines in lengths.items() if lines > LONGEST_MODULE] == []


def test_most_functions_fit_one_thought() -> None:
    lengths = [length for module in MODULES.values() for length in function_lengths(module)]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[-1] <= 20


def test_the_top_of_the_generator_is_read_at_a_glance() -> None:
    entries = sorted(path.name for path in GENERATOR.iterdir() if path.name != "__pycache__")
    assert len(entries) <= MOST_AT_THE_TOP, entries


def test_imports_form_no_cycle() -> None:
    names = frozenset(_module(path) for path in MODULES)
    assert cycle({_module(path): imports_of(module, names) for path, module in MODULES.items()}) == ()


# --- proof that these checks can fail -------------------------------------------------------------


def test_a_name_that_is_defined_twice_is_found_with_its_places() -> None:
    assert shared([("cards", "a.py"), ("lists", "a.py"), ("cards", "b.py")]) == ["cards: a.py, b.py"]


def test_classes_and_constants_are_read_from_the_top_of_a_module() -> None:
    module = ast.parse(
        "class Day:\n    LONGEST = 1\nclass _Own: ...\n"
        "MOST: int = 2\nFEW, NEWEST = 3, 4\n_LEAST = 5\nKINDS = ()\nAlias = int\nT = TypeVar('T')"
    )
    assert public_classes(module) == ["Day"]
    assert public_constants(module) == ["MOST", "FEW", "NEWEST"]


def test_a_docstring_adds_nothing_to_the_length_of_a_function() -> None:
    module = ast.parse('@cache\ndef read(text):\n    """One.\n\n    Two.\n    """\n    return text\n\ndef f(): ...')
    assert function_lengths(module) == [2, 1]


@pytest.mark.parametrize(
    ("imports", "expected"),
    [
        ({"a": ["b"], "b": ["c"], "c": []}, []),
        ({"a": ["b", "c"], "b": ["c"], "c": []}, []),
        ({"a": ["a"]}, ["a", "a"]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, ["b", "c", "b"]),
    ],
)
def test_a_cycle_of_imports_is_found(imports: dict[str, list[str]], expected: list[str]) -> None:
    assert list(cycle(imports)) == expected
