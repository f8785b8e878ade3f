"""Where each page lies in the folder of generated Markdown; its address follows from that."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

HOME = "index.md"
TOPICS = "topics/index.md"
DIGESTS = "digests/index.md"
YEARS = "years/index.md"
TRENDS = "trends/index.md"
SEARCH = "search/index.md"
MY_LIST = "my-list/index.md"
ABOUT = "about/index.md"
REFERENCE = "about/reference.md"


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and how to print it."""

    path: str
    """In the folder of generated Markdown."""
    mark: str
    """Hash of everything that it is printed from."""
    print: Callable[[], str]
    """Gives its whole text."""


def paper(slug: str) -> str:
    """The page of a paper."""
    return f"papers/{slug}.md"


def topic(slug: str) -> str:
    """The page of a topic, or its first part."""
    return f"topics/{slug}.md"


def digest(slug: str) -> str:
    """The page of a digest."""
    return f"digests/{slug}.md"


def year(number: int) -> str:
    """The page of a year."""
    return f"years/{number}.md"


def year_part(name: str) -> str:
    """A further page of a year: ``2024-2``."""
    return f"years/{name}.md"


def part(path: str, name: str) -> str:
    """A further part of a page that is too long for one: ``topics/x.md``, ``2024`` -> ``topics/x/2024.md``."""
    return f"{path.removesuffix('.md')}/{name}.md"


def url(path: str) -> str:
    """The address of a page below the site's root: ``topics/x.md`` -> ``topics/x/``."""
    stem = path.removesuffix(".md")
    stem = stem.removesuffix("index")
    return stem if stem.endswith("/") or not stem else f"{stem}/"


def relative(source: str, target: str) -> str:
    """How one page names another in a link: from the root, which its depth is away."""
    return "../" * source.count("/") + target


def between(source: str, target: str) -> str:
    """How one page names another in HTML, which MkDocs leaves as it is: by addresses."""
    return f"{posixpath.relpath(url(target), url(source) or '.')}/"
