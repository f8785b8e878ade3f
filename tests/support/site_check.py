"""Reads the pages of a built site as a browser would, and finds what leads nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

ORIGIN = "http://site.test"
"""Stands for wherever the site is put."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_LOADED_LINKS = frozenset({"stylesheet", "preload", "modulepreload", "icon", "manifest", "prefetch"})


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that a page names."""

    tag: str
    url: str
    is_loaded: bool
    """Fetched with the page, not followed by a reader."""


@dataclass(slots=True)
class Element:
    """An element with what a test wants to know of it."""

    tag: str
    attributes: dict[str, str]
    within: tuple[str, ...]
    """Tags of the elements round it, from the outermost."""
    text: str = ""
    """With that of the elements inside."""

    @property
    def classes(self) -> list[str]:
        """Names in its ``class``."""
        return self.attributes.get("class", "").split()


@dataclass
class HtmlPage(HTMLParser):
    """One HTML file."""

    path: str
    """Below the site."""
    source: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in _VOID:
            self._open.append(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        within = tuple(element.tag for element in self._open)
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, within))

    def handle_endtag(self, tag: str) -> None:
        # A `</li>` or `</p>` may be left out; whatever is open inside the element ends with it.
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    @property
    def url(self) -> str:
        """Its address; a host serves ``index.html`` for a folder."""
        return f"{ORIGIN}/{self.path.removesuffix('index.html')}"

    def all(self, tag: str, cls: str | None = None) -> list[Element]:
        """Its elements of a kind, in order."""
        return [one for one in self.elements if one.tag == tag and (cls is None or cls in one.classes)]

    def one(self, tag: str, cls: str | None = None) -> Element:
        """Its only element of a kind."""
        (found,) = self.all(tag, cls)
        return found

    def meta(self, name: str) -> str | None:
        """The content of a ``meta`` element."""
        return next((m.attributes["content"] for m in self.all("meta") if m.attributes.get("name") == name), None)

    @cached_property
    def ids(self) -> list[str]:
        """All ids, with those that come twice."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @property
    def repeated_ids(self) -> list[str]:
        """Ids that come more than once."""
        return [name for name, times in Counter(self.ids).items() if times > 1]

    @property
    def section_texts(self) -> dict[str, str]:
        """The text below each second heading, by the heading's id, up to the next heading."""
        texts: dict[str, str] = {}
        reading: str | None = None
        for element in self.elements:
            if element.tag in ("h1", "h2"):
                reading = element.attributes.get("id", "") if element.tag == "h2" else None
            elif reading is not None and element.tag in ("li", "p"):
                texts[reading] = f"{texts.get(reading, '')}{' '.join(element.text.split())}\n"
        return texts

    def target(self, link: Element) -> str:
        """Where a link leads: below the site's root for the site's own, else as it is."""
        return urljoin(self.url, link.attributes["href"]).removeprefix(f"{ORIGIN}/")

    def links(self, prefix: str) -> list[str]:
        """What its own content links to that begins so, in order."""
        return [url for link in self.content("a") if (url := self.target(link)).startswith(prefix)]

    def cards(self, within: str) -> list[Element]:
        """The titles of its cards in lists of a kind: ``ul`` or ``ol``."""
        return [link for link in self.content("a", "title") if within in link.within]

    def content(self, tag: str, cls: str | None = None) -> list[Element]:
        """Elements of a kind inside the article, in order."""
        return [one for one in self.all(tag, cls) if "article" in one.within]

    def references(self) -> Iterator[Reference]:
        """Every address that it names."""
        for element in self.elements:
            for name in ("href", "src", "poster", "data", "action"):
                url = element.attributes.get(name)
                if url is not None and element.tag != "base":
                    relations = element.attributes.get("rel", "").split()
                    is_loaded = element.tag not in ("a", "form", "link") or not _LOADED_LINKS.isdisjoint(relations)
                    yield Reference(element.tag, url, is_loaded)
            for candidate in filter(None, element.attributes.get("srcset", "").split(",")):
                yield Reference(element.tag, candidate.split()[0], is_loaded=True)


@dataclass
class Site:
    """A built site."""

    folder: Path

    @cached_property
    def files(self) -> frozenset[str]:
        """Paths of all files."""
        return frozenset(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    @cached_property
    def pages(self) -> dict[str, HtmlPage]:
        """Every HTML file by its path."""
        return {
            path: HtmlPage(path, (self.folder / path).read_text(encoding="utf-8"))
            for path in sorted(self.files)
            if path.endswith(".html")
        }

    def page(self, url: str) -> HtmlPage:
        """The page at an address below the root: ``topics/``."""
        return self.pages[f"{url}index.html"]

    def papers(self) -> list[HtmlPage]:
        """The pages of papers."""
        return [page for path, page in self.pages.items() if PurePosixPath(path).match("papers/*/index.html")]

    def fault(self, page: HtmlPage, reference: Reference) -> str | None:
        """What is wrong with an address, if it is one of the site's own."""
        url, fragment = urldefrag(urljoin(page.url, reference.url))
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" != ORIGIN:
            return None
        path = unquote(parts.path).removeprefix("/")
        path = f"{path}index.html" if path.endswith("/") or not path else path
        if path not in self.files:
            return f"{page.path}: <{reference.tag}> names {reference.url}, which is no file"
        if fragment and path in self.pages and unquote(fragment) not in self.pages[path].ids:
            return f"{page.path}: <{reference.tag}> names {reference.url}, and there is no such id"
        return None

    def faults(self) -> list[str]:
        """All addresses of the site's own that lead nowhere."""
        found = (self.fault(page, one) for page in self.pages.values() for one in page.references())
        return [fault for fault in found if fault]
