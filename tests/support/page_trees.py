"""HTML as a tree that can be compared, and what MkDocs makes of printed Markdown."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url
from support.project import ROOT

from generator.pages.page import Page, PrintedPage

BLOCKS = frozenset(
    "article caption details div figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre section summary table tbody td th"
    " thead tr ul".split()
)
"""Elements at whose edges white space means nothing."""
EMPTY = frozenset({"br", "hr", "img", "wbr"})


class _Reader(HTMLParser):
    """Reads nodes in order: the beginning of an element with its attributes, its end, or a text without a name."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.nodes.append((tag, " ".join(f"{name}={value!r}" for name, value in sorted(attrs))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.nodes.append((f"/{tag}", ""))

    def handle_data(self, data: str) -> None:
        if self.nodes and not self.nodes[-1][0]:
            data = self.nodes.pop()[1] + data
        self.nodes.append(("", data))

    def handle_comment(self, data: str) -> None:
        self.nodes.append(("<!--", data))

    def handle_decl(self, decl: str) -> None:
        self.nodes.append(("<!", decl))

    def handle_pi(self, data: str) -> None:
        self.nodes.append(("<?", data))

    def unknown_decl(self, data: str) -> None:
        self.nodes.append(("<![", data))


def tree(source: str) -> list[tuple[str, str]]:
    """The nodes of HTML in order, without white space at the edges of blocks."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return list(_normalised(reader.nodes))


def _normalised(nodes: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    names = ["p", *(name.removeprefix("/") for name, _ in nodes), "p"]
    for (name, text), before, after in zip(nodes, names, names[2:], strict=False):
        if name:
            yield name, text
            continue
        kept = text.lstrip("\n ") if before in BLOCKS else text
        kept = kept.rstrip("\n ") if after in BLOCKS else kept
        if kept:
            yield "", kept


class MarkdownReader:
    """Python-Markdown as the site uses it, with what MkDocs does to links between pages."""

    def __init__(self) -> None:
        config = load_config(str(ROOT / "mkdocs.yml"), plugins=[])
        self.markdown = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
        self.links = _Links()
        self.markdown.treeprocessors.register(self.links, "links", 0)

    def read(self, source: str, page: str) -> tuple[str, list[tuple[int, str]]]:
        """The HTML of a page, and its headings with their ids."""
        self.links.page = page
        html = self.markdown.reset().convert(source)
        return html, list(_levels(vars(self.markdown)["toc_tokens"]))


class _Links(markdown.treeprocessors.Treeprocessor):
    """Turns links to sources into addresses."""

    page = ""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target, mark, query = (link.get("href") or "").partition("?")
            if target.endswith(".md") and "://" not in target:
                source = posixpath.normpath(posixpath.join(posixpath.dirname(self.page), target))
                link.set("href", get_relative_url(_url(source), _url(self.page)) + mark + query)


def _url(source: str) -> str:
    stem = source.removesuffix(".md").removesuffix("index").removesuffix("/")
    return f"{stem}/" if stem else "./"


def _levels(tokens: Iterable[Any]) -> Iterator[tuple[int, str]]:
    for token in tokens:
        yield token["level"], token["id"]
        yield from _levels(token["children"])


class MarkdownSite:
    """What MkDocs makes of the Markdown of some pages."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.config = load_config(str(ROOT / "mkdocs.yml"), plugins=[])
        self.config.plugins._current_plugin = "papershelf"
        self.printed: dict[str, PrintedPage] = {page.path: page.printed() for page in pages}
        self.files = Files(
            [File.generated(self.config, path, content=page.markdown) for path, page in self.printed.items()]
        )

    def convert(self, path: str) -> MkDocsPage:
        """A page, converted."""
        file = self.files.get_file_from_path(path)
        assert file
        page = MkDocsPage(None, file, self.config)
        page.read_source(self.config)
        page.render(self.config, self.files)
        return page

    def differences(self, path: str) -> list[str]:
        """How a page as printed differs from what MkDocs makes of its Markdown."""
        page, printed = self.convert(path), self.printed[path]
        listed = [(heading.level, heading.id, html.unescape(heading.title)) for heading in printed.content.headings]
        return [
            *difference(tree(page.content or ""), tree(printed.content.html.decode())),
            *difference(list(_headings(page.toc)), listed),
        ]


def _headings(links: Iterable[AnchorLink]) -> Iterator[tuple[int, str, str]]:
    for link in links:
        yield link.level, link.id, html.unescape(link.title)
        yield from _headings(link.children)


def difference(expected: Sequence[object], found: Sequence[object]) -> list[str]:
    """Where two lists begin to differ."""
    for index, (left, right) in enumerate(zip(expected, found, strict=False)):
        if left != right:
            return [f"{expected[max(0, index - 3) : index + 3]} became {found[max(0, index - 3) : index + 3]}"]
    return (
        []
        if len(expected) == len(found)
        else [f"{len(expected)} became {len(found)}: {expected[-4:]} and {found[-4:]}"]
    )
