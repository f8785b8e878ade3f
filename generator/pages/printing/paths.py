"""Where each page lies in the folder of generated Markdown, from which its address follows."""

from __future__ import annotations

from generator.model.contributors import ContributorKind
from generator.model.identity import PagePath
from generator.pages.printing.addresses import quoted

HOME = PagePath("index.md")
TOPICS = PagePath("topics/index.md")
DIGESTS = PagePath("digests/index.md")
YEARS = PagePath("years/index.md")
TRENDS = PagePath("trends/index.md")
SEARCH = PagePath("search/index.md")
MY_LIST = PagePath("my-list/index.md")
NEW_PAPERS = PagePath("new/index.md")
FOR_YOU = PagePath("for-you/index.md")
SUBSCRIBE = PagePath("subscribe/index.md")
ABOUT = PagePath("about/index.md")
REFERENCE = PagePath("about/reference.md")
SORTING = PagePath("about/topics.md")


def contributor(kind: ContributorKind, slug: str) -> PagePath:
    """The page of an author or an organisation."""
    return PagePath(f"{kind}s/{slug}.md")


def contributors(kind: ContributorKind, letter: str = "") -> PagePath:
    """The index of authors or organisations, or its page of a letter."""
    return PagePath(f"{kind}s/by-letter/{letter}.md" if letter else f"{kind}s/index.md")


def paper(slug: str) -> PagePath:
    """The page of a paper."""
    return PagePath(f"papers/{slug}.md")


def topic(slug: str) -> PagePath:
    """The page of a topic, or its first part."""
    return PagePath(f"topics/{slug}.md")


def digest(slug: str) -> PagePath:
    """The page of a digest."""
    return PagePath(f"digests/{slug}.md")


def year(number: int) -> PagePath:
    """The page of a year."""
    return PagePath(f"years/{number}.md")


def year_part(name: str) -> PagePath:
    """A further page of a year: ``2024-2``."""
    return PagePath(f"years/{name}.md")


def part(path: PagePath, name: str) -> PagePath:
    """A further part of a list that is too long for one page: ``topics/x.md``, ``2024`` -> ``topics/x/2024.md``."""
    return PagePath(f"{path.removesuffix('.md')}/{name}.md")


def url(path: PagePath) -> str:
    """The address of a page below the site's root: ``topics/x.md`` -> ``topics/x/``."""
    stem = path.removesuffix(".md")
    stem = stem.removesuffix("index")
    return stem if stem.endswith("/") or not stem else f"{stem}/"


def relative(source: PagePath, target: PagePath) -> str:
    """How one page names another in a Markdown link, which MkDocs turns into an address."""
    return "../" * source.count("/") + target


def between(source: PagePath, target: PagePath) -> str:
    """How one page names another in HTML, which MkDocs leaves alone: as the address that MkDocs gives it."""
    here, there = url(source).split("/")[:-1], url(target).split("/")[:-1]
    shared = 0
    for left, right in zip(here, there, strict=False):
        if left != right:
            break
        shared += 1
    return quoted("/".join([*[".."] * (len(here) - shared), *there[shared:], ""])) or "./"
