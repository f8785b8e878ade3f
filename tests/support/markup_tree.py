"""HTML as a tree of plain values, which a script can make of its elements too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

Tree = list[object]
"""A tag, its attributes, and its children: texts and trees. Space between elements counts only inside a line."""

_LINES = frozenset({"p", "a", "span", "mark"})
_VOID = frozenset({"br", "img", "input", "link", "meta"})


@dataclass
class _TreeParser(HTMLParser):
    """Builds the tree of a page."""

    root: Tree = field(default_factory=lambda: ["", {}])

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[Tree] = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tree: Tree = [tag, {name: value or "" for name, value in attrs}]
        self.open[-1].append(tree)
        if tag not in _VOID:
            self.open.append(tree)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index][0] == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        parent = self.open[-1]
        text = re.sub(r"\s+", " ", data)
        if not text.strip() and parent[0] not in _LINES:
            return
        last = parent[-1] if len(parent) > 2 else None
        if isinstance(last, str):
            parent[-1] = last + text
        else:
            parent.append(text)


def trees(html: str, tag: str) -> list[Tree]:
    """The elements of a kind, in order, those inside others too."""
    parser = _TreeParser()
    parser.feed(html)
    parser.close()
    return _all(parser.root, tag)


def _all(tree: Tree, tag: str) -> list[Tree]:
    inner = [match for child in tree[2:] if isinstance(child, list) for match in _all(child, tag)]
    return [tree, *inner] if tree[0] == tag else inner
