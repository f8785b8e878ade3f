"""Prints changes as text for a terminal, as Markdown for a pull request, and as JSON.

Titles and notes can hold anything. In Markdown they are escaped as everywhere else, and also protected
from what a code host does beyond Markdown: it links bare addresses, mentions and issue numbers, and
typesets formulas.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Sequence

from generator.curator.changes.change import Changes
from generator.curator.changes.change_wording import ChangeLine, CodeSpan, headline, sections
from generator.curator.git_base import Base
from generator.model.problem import Place, Problem
from generator.model.problem_format import as_data
from generator.pages.printing.markdown import escape

MOST_ITEMS = 10
"""Items of a list that are shown before it is folded."""

Json = str | int | None | list["Json"] | dict[str, "Json"]


def as_text(changes: Changes, base: Base, root: str, most: int | None = MOST_ITEMS) -> str:
    """Lines for a terminal; of long lists ``most`` items, or all."""
    parts = sections(changes, root)
    lines = [f"Compared with {base.name} ({base.commit[:7]}): {headline(parts)}"]
    for section in parts:
        lines += ["", f"{section.heading} ({section.count:,})", *_text_lines(section.lines, "  ", most)]
    return "\n".join(lines) + "\n"


def _text_lines(lines: Sequence[ChangeLine], indent: str, most: int | None) -> Iterator[str]:
    for line in lines[:most]:
        yield indent + _printable("".join(line.parts))
        yield from _text_lines(line.below, f"{indent}    ", most)
    if most is not None and len(lines) > most:
        yield f"{indent}and {len(lines) - most:,} more"


def _printable(text: str) -> str:
    """One line, without characters that control a terminal."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def as_markdown(changes: Changes, base: Base, root: str, most: int | None = MOST_ITEMS) -> str:
    """Markdown as code hosts understand it; what is folded can be opened there."""
    parts = sections(changes, root)
    lines = [f"**Compared with {_words(base.name, at=1)} ({_code(base.commit[:7])}):** {headline(parts)}"]
    for section in parts:
        lines += ["", f"### {section.heading} ({section.count:,})", "", *_items(section.lines, "", most)]
    return "\n".join(lines) + "\n"


def _items(lines: Sequence[ChangeLine], indent: str, most: int | None) -> Iterator[str]:
    for line in lines[:most]:
        yield from _item(line, indent, most)
    if most is not None and len(lines) > most:
        yield from ("", f"{indent}<details><summary>and {len(lines) - most:,} more</summary>", "")
        for line in lines[most:]:
            yield from _item(line, indent, most)
        yield from ("", f"{indent}</details>", "")


def _item(line: ChangeLine, indent: str, most: int | None) -> Iterator[str]:
    parts = (_code(part) if isinstance(part, CodeSpan) else _words(part, at=at) for at, part in enumerate(line.parts))
    yield f"{indent}- {''.join(parts)}"
    yield from _items(line.below, f"{indent}  ", most)


def _words(text: str, *, at: int) -> str:
    """Text of any origin, with the spaces at its edges. Only the first part of a line can begin a list."""
    inner = escape(_printable(text)) if at == 0 else escape(f"x{_printable(text)}")[1:]
    harmless = re.sub(r"(?<=@)(?=\w)|(?<=[^&]#)(?=\w)|(?<=^#)(?=\w)|(?<=GH)(?=-\d)", "<!-- -->", inner)
    harmless = harmless.replace("://", "&#58;//").replace("$", "<span>$</span>")
    harmless = re.sub(r"(?i)\bwww\.", lambda match: match[0][:-1] + "&#46;", harmless)
    return f"{' ' * text[:1].isspace()}{harmless}{' ' * (text[-1:].isspace() and len(text) > 1)}"


def _code(text: str) -> str:
    """A code span, fenced by more backticks than it holds."""
    inner = _printable(text)
    longest = max((len(run) for run in re.findall("`+", inner)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {inner} {fence}" if longest else f"{fence}{inner}{fence}"


def as_json(changes: Changes, base: Base, root: str) -> str:
    """Everything, unshortened: an object with the base, and a list for each type of change."""
    data = {"base": {"commit": base.commit, "name": base.name}, "changes": _data(changes, root)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _data(value: object, root: str) -> Json:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Place):
        return {"file": f"{root}/{value.file}", "line": value.line, "column": value.column}
    if isinstance(value, tuple):
        return [_data(item, root) for item in value]
    if isinstance(value, Problem):
        return dict(*as_data([value], root))
    assert dataclasses.is_dataclass(value)
    return {field.name: _data(getattr(value, field.name), root) for field in dataclasses.fields(value)}
