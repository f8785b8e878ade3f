r"""Splits the Markdown of one item or cell into spans.

A link is ``[text](address)``, ``[text][name]`` with the address elsewhere, ``<address>``, ``<a href="...">`` or a bare
address. Lists write ``[[Paper](address)]`` and ``[[Paper]](address)`` as well. Pictures, which are badges mostly, are
left out. Mathematics between dollar signs is kept as it is, because its stars and underscores are no emphasis.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from generator.digests.lists.spans import Spans, TextSpan, merged

TAGS = (
    "a|abbr|article|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|figure|font|h[1-6]|hr|i|img|ins|kbd|li"
    "|ol|p|picture|s|section|small|source|span|strong|sub|summary|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|video"
)
"""Tags that lists use. Anything else in angle brackets is text, such as ``<unk>``."""
_ADDRESS = r"<?(?P<address>[^\s<>()]{0,2000}+(?:\([^\s<>()]{0,200}+\)[^\s<>()]{0,2000}+)?)>?"
_TITLE = r"(?:\s+(?:\"[^\"\n]{0,300}+\"|'[^'\n]{0,300}+'))?"
_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`[^`\n]{1,300}+`)"
    r"|(?P<maths>\$\$?[^$\n]{1,300}+\$\$?)"
    r"|(?P<picture>!\[[^\[\]\n]{0,300}+\](?:\([^\s()]{0,2000}+(?:\([^\s()]{0,200}+\)[^\s()]{0,2000}+)?"
    r"(?:\s+\"[^\"\n]{0,300}+\")?\s?\)|\[[^\[\]\n]{0,100}+\])?)"
    rf"|(?P<close>\](?:\(\s?{_ADDRESS}{_TITLE}\s?\)|\[(?P<name>[^\[\]\n]{{0,100}}+)\])?)"
    r"|(?P<open>\[)"
    rf"|(?P<tag></?(?:{TAGS})\b[^<>]{{0,2000}}+>)"
    r"|<(?P<auto>https?://[^\s<>]{1,2000}+)>"
    r"|(?P<bare>https?://[^\s<>\[\]|\"`*]+)"
    r"|(?P<marks>\*{1,3}|_{1,3}|~~)",
    re.I,
)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.I)
_BREAKS = frozenset("br p div li tr details h1 h2 h3 h4 h5 h6 hr dd dt".split())
_STRONG, _EMPHASIS = frozenset(("b", "strong")), frozenset(("i", "em"))


def markdown_spans(text: str, addresses: Mapping[str, str] | None = None) -> Spans:
    """The spans of a stretch of Markdown. ``addresses`` are those of the file's links, by name in lower case."""
    reader = _SpanReader(addresses or {})
    start = 0
    for match in _TOKEN.finditer(text):
        reader.add(html.unescape(text[start : match.start()]))
        reader.take(match, text)
        start = match.end()
    reader.add(html.unescape(text[start:]))
    return reader.finish()


@dataclass(slots=True)
class _SpanReader:
    addresses: Mapping[str, str]
    spans: list[TextSpan] = field(default_factory=list)
    brackets: list[int] = field(default_factory=list)
    """Where the open brackets are among the spans."""
    anchors: list[tuple[int, str]] = field(default_factory=list)
    """The same for the tags of open links, with their addresses."""
    strong: int | None = None
    """Where the open strong text begins among the spans."""
    emphasis: int | None = None
    is_summary: bool = False
    folds: list[str] = field(default_factory=list)

    def add(self, text: str, target: str | None = None) -> None:
        if self.is_summary and self.folds:
            self.folds[-1] += text
        elif text:
            fold = self.folds[-1] if self.folds else None
            self.spans.append(TextSpan(text, target, self.strong is not None, self.emphasis is not None, fold))

    def take(self, match: re.Match[str], text: str) -> None:
        kind = match.lastgroup
        # The last group is the innermost for a closed link.
        if match["close"]:
            self._close(match)
        elif match["marks"]:
            self._mark(match, text)
        elif kind == "tag":
            self._tag(match["tag"])
        elif kind != "picture":
            _ADDERS[kind or ""](self, match)

    def finish(self) -> Spans:
        for start, mark in ((self.strong, "**"), (self.emphasis, "*")):
            if start is not None:
                self._unmark(start, mark)
        return merged(self.spans)

    def _unmark(self, start: int, mark: str) -> None:
        """A star that nothing closes is a star."""
        is_strong = mark == "**"
        self.spans[start:] = [
            replace(span, is_strong=span.is_strong and not is_strong, is_emphasised=span.is_emphasised and is_strong)
            for span in self.spans[start:]
        ]
        if start < len(self.spans):
            self.spans[start] = replace(self.spans[start], text=mark + self.spans[start].text)

    def _close(self, match: re.Match[str]) -> None:
        start = self.brackets.pop() if self.brackets else None
        target = match["address"] if match["address"] is not None else self._named(match["name"], start)
        if start is None or target is None:
            self._literal(match)
            return
        self._link(start + 1, html.unescape(target))
        self.spans[start] = TextSpan("")

    def _literal(self, match: re.Match[str]) -> None:
        """A closing bracket that closes nothing is text. The address behind it leads somewhere all the same."""
        address = match["address"]
        if address:
            self.add("](")
            self.add(address, address)
            self.add(")")
        else:
            self.add(match["close"])

    def _link(self, start: int, target: str | None) -> None:
        """Make a link of all spans from one on. A picture leaves no text, but leads somewhere all the same."""
        inside = self.spans[start:] or [TextSpan("")]
        self.spans[start:] = [replace(span, target=span.target or target) for span in inside]

    def _named(self, name: str | None, start: int | None) -> str | None:
        if name is None and not self.addresses:
            return None
        shown = "".join(span.text for span in self.spans[start + 1 :]) if start is not None and not name else ""
        return self.addresses.get((name or shown).strip().lower())

    def _mark(self, match: re.Match[str], text: str) -> None:
        marks = match["marks"]
        if marks == "~~":
            return
        before = text[match.start() - 1 : match.start()] or " "
        after = text[match.end() : match.end() + 1] or " "
        is_inside_word = marks[0] == "_" and before.isalnum() and after.isalnum()
        if is_inside_word or (before.isspace() and after.isspace()):
            self.add(marks)
            return
        if len(marks) > 1:
            self.strong = self._toggled(self.strong, "**", opens=not after.isspace(), closes=not before.isspace())
        if len(marks) != 2:
            self.emphasis = self._toggled(self.emphasis, "*", opens=not after.isspace(), closes=not before.isspace())

    def _toggled(self, start: int | None, mark: str, *, opens: bool, closes: bool) -> int | None:
        if start is not None and closes:
            return None
        if start is None and opens:
            return len(self.spans)
        self.add(mark)
        return start

    def _tag(self, tag: str) -> None:
        match = re.match(r"<(/?)(\w+)", tag)
        assert match is not None
        is_end, name = bool(match[1]), match[2].lower()
        if name == "a":
            self._anchor(tag, is_end=is_end)
        elif name in _STRONG:
            self.strong = None if is_end else len(self.spans)
        elif name in _EMPHASIS:
            self.emphasis = None if is_end else len(self.spans)
        elif name == "summary":
            self.is_summary = not is_end
        else:
            self._fold(name, is_end=is_end)
            if name in _BREAKS:
                self.add("\n")

    def _fold(self, name: str, *, is_end: bool) -> None:
        if name == "details" and not is_end:
            self.folds.append("")
        elif name == "details" and self.folds:
            self.folds.pop()
            self.is_summary = False

    def _anchor(self, tag: str, *, is_end: bool) -> None:
        if not is_end:
            href = _HREF.search(tag)
            address = next((group for group in href.groups() if group is not None), "") if href else ""
            self.anchors.append((len(self.spans), html.unescape(address)))
        elif self.anchors:
            start, address = self.anchors.pop()
            self._link(start, address or None)


def _bare(reader: _SpanReader, match: re.Match[str]) -> None:
    """A bare address, without the punctuation of the sentence around it."""
    address = match["bare"].rstrip(".,;:!?'")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?'")
    reader.add(address, address)
    reader.add(match["bare"][len(address) :])


def _open(reader: _SpanReader, _: re.Match[str]) -> None:
    reader.brackets.append(len(reader.spans))
    reader.spans.append(TextSpan("["))


_ADDERS: Mapping[str, Callable[[_SpanReader, re.Match[str]], None]] = {
    "escape": lambda reader, match: reader.add(match[0][1:]),
    "code": lambda reader, match: reader.add(match[0][1:-1]),
    "maths": lambda reader, match: reader.add(match[0]),
    "auto": lambda reader, match: reader.add(match["auto"], match["auto"]),
    "bare": _bare,
    "open": _open,
}
