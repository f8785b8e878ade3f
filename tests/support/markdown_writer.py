"""Writes the pages of ``page_writer`` as tools do that turn pages into Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from support.page_writer import Part


@dataclass(slots=True)
class Tool:
    """How a tool writes Markdown."""

    links: str = "inline"
    """inline, numbered, lost (numbered, without their list), escaped, apart."""
    width: int | None = None
    newline: str = "\n"
    gap: str = "\n\n"
    """What stands between two parts."""
    pictures: str = "markdown"
    """markdown, words, none."""
    marks_items: bool = True
    preamble: str = ""
    underlines: bool = False
    """Are the highest headings underlined?"""
    list: list[str] = field(default_factory=list)

    def write(self, parts: Iterator[Part]) -> str:
        self.list.clear()
        text = self.preamble + self.gap.join(written for part in parts if (written := self._part(part))) + "\n"
        if self.links == "numbered":
            text += "\n" + "\n".join(f"[{number}]: {url}" for number, url in enumerate(self.list, start=1)) + "\n"
        return text.replace("\n", self.newline)

    def _part(self, part: Part) -> str:  # noqa: PLR0911, PLR0912 - one line for each kind
        match part.kind:
            case "heading":
                return "### " + (self._link(self._wrapped(part.text), part.url) if part.url else part.text)
            case "title":
                return f"{part.text}\n{'=' * len(part.text)}" if self.underlines else f"# {part.text}"
            case "section":
                return f"## {part.text}"
            case "prose":
                return self._block(self._wrapped(part.text), part.url)
            case "stacked":
                return self._block(part.text, part.url)
            case "item":
                text = f"- {part.text}" if self.marks_items else part.text
                if part.url and self.links in ("numbered", "lost"):
                    return self._block(f"* {part.text}", part.url)
                return ("- " if self.marks_items else "") + self._link(part.text, part.url) if part.url else text
            case "account":
                return self._link(self._picture(part.url.rpartition("/")[2] if part.url else "") + part.text, part.url)
            case "avatar":
                picture = self._picture("")
                return f"{picture}\n\n{part.text}" if picture else part.text
            case "picture":
                picture = self._picture("")
                return self._link(picture.strip(), part.url) if picture else ""
            case "line":
                return " ".join(self._part(inner) for inner in part.parts)
            case "link":
                return self._link(part.text, part.url)
            case _:
                return self._wrapped(part.text)

    def _picture(self, alt: str) -> str:
        if self.pictures == "markdown":
            return f"![{alt}](https://cdn-avatars.example.org/{alt or 'a'}.png) "
        return f"[{alt or 'Image'}] " if self.pictures == "words" else ""

    def _wrapped(self, text: str) -> str:
        return textwrap.fill(text, self.width, break_on_hyphens=False, break_long_words=False) if self.width else text

    def _target(self, url: str | None) -> str:
        if self.links not in ("numbered", "lost"):
            return f"({url})"
        self.list.append(url or "")
        return f"[{len(self.list)}]"

    def _link(self, text: str, url: str | None) -> str:
        between = "\n\n" if self.links == "apart" else ""
        return f"[{text}]{between}{self._target(url)}"

    def _block(self, text: str, url: str | None) -> str:
        """A link around lines."""
        if self.links in ("numbered", "lost"):
            space = "\n" if len(text) > 100 else ""
            return f"[\n{space}{text}\n{space}]{self._target(url)}"
        if self.links == "escaped":
            lines = "\\\n\\\n".join(text.replace("\n\n", "\n").split("\n"))
            return f"[{lines}]{self._target(url)}"
        return self._link(text, url)
