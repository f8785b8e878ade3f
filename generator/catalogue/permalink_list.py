"""The addresses that the site has published, whose they are, and what became of them.

``content/permalinks.txt`` keeps every address that was ever published, one on a line and sorted. An address of a
paper is followed by what identifies the paper:

    papers/data-shapley arxiv:1904.02868 title:Data Shapley: Equitable Valuation of Data

So it stays the address of that paper, whatever is added later. A file of the old form has addresses only, which
``papershelf permalinks --write`` completes. A check fails when an address leads nowhere: no page has it, no redirect
in ``site.yml`` leads on from it, and no curator hides the paper on purpose. To give an address up for good, delete its
line.

The file need not be kept by hand: ``papershelf permalinks --write`` adds what is missing and removes
nothing. ``make permalinks`` runs it, and so should whatever adds digests. Between two such runs
``papershelf diff`` guards new pages, because it compares with the last commit and not with this
file. Each address has its own line, in order, so that two branches that add lines can be merged;
where they conflict, keeping the lines from both sides is always right.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from generator.catalogue.name_problems import (
    ADDRESS_OF_TWO_PAPERS,
    INVALID_PERMALINK,
    LOST_PERMALINK,
    PERMALINKS_CONFLICT,
)
from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.model.permalink import Owner, Permalink
from generator.model.problem import Place, Problem

PERMALINKS_FILE = "permalinks.txt"
"""Below the content folder."""
PAPERS_AT, TOPICS_AT, DIGESTS_AT = "papers", "topics", "digests"

_LINE = re.compile(
    rf"(?P<address>(?:{PAPERS_AT}|{TOPICS_AT}|{DIGESTS_AT})/[a-z0-9]+(?:-[a-z0-9]+)*)"
    r"(?P<ids>(?:\s+(?:arxiv|doi|openreview|acl|url):\S+)*)(?:\s+title:(?P<title>.*))?"
)
_HEADER = """\
# Every address that this site has published. "papershelf permalinks --write" adds what is new.
# When two branches change this file, keep the lines of both.
"""


def address_of(name: str) -> str:
    """The address behind a name in ``redirects``: a bare slug is a paper's."""
    return name if "/" in name else f"{PAPERS_AT}/{name}"


def name_of(address: str) -> str:
    """The inverse: what ``redirects`` calls an address."""
    return address.removeprefix(f"{PAPERS_AT}/")


def addresses(catalogue: Catalogue) -> set[str]:
    """The addresses of all pages that have a permanent one."""
    return {
        *(f"{PAPERS_AT}/{paper.slug}" for paper in catalogue.papers),
        *(f"{TOPICS_AT}/{topic.slug}" for topic in catalogue.topics),
        *(f"{DIGESTS_AT}/{digest.slug}" for digest in catalogue.digests),
    }


def read_permalinks(data: bytes) -> tuple[tuple[Permalink, ...], list[Problem]]:
    """The addresses of the file, each once, in its order."""
    published: dict[str, Permalink] = {}
    problems: list[Problem] = []
    for number, line in enumerate(data.decode("utf-8-sig", errors="replace").split("\n"), start=1):
        text, place = line.strip(), Place(PERMALINKS_FILE, number)
        if match := _LINE.fullmatch(text):
            owner = Owner(tuple(match["ids"].split()), (match["title"] or "").strip())
            problems += _add(published, Permalink(match["address"], place, owner))
        elif text.startswith(("<<<<<<<", "|||||||", "=======", ">>>>>>>")):
            advice = "delete the markers and keep the lines from both sides"
            message = f"expected an address, found the merge-conflict marker '{text[:7]}'; {advice}"
            problems.append(Problem(place, "address", message, PERMALINKS_CONFLICT))
        elif text and not text.startswith("#"):
            message = (
                f"expected an address like {PAPERS_AT}/SLUG, {TOPICS_AT}/SLUG or {DIGESTS_AT}/DAY, found '{text[:80]}'"
            )
            problems.append(
                Problem(place, "address", f"{message}; correct or delete the line", INVALID_PERMALINK, text)
            )
    return tuple(published.values()), problems


def _add(published: dict[str, Permalink], link: Permalink) -> Iterator[Problem]:
    """Add an address. When two branches published it for two papers, it belongs to the first."""
    first = published.setdefault(link.address, link)
    if first.owner.contradicts(link.owner):
        message = f"expected one paper for each address, found another one on line {first.place.line}; delete this line"
        yield Problem(link.place, link.address, message, ADDRESS_OF_TWO_PAPERS, link.address)
    elif first is not link:
        published[link.address] = replace(first, owner=first.owner.joined(link.owner))


def remarks_in(data: bytes) -> list[str]:
    """The comments of the file that somebody wrote, line by line."""
    lines = (line.strip() for line in data.decode("utf-8-sig", errors="replace").split("\n"))
    return [line for line in lines if line.startswith("#") and f"{line}\n" not in _HEADER.splitlines(keepends=True)]


def permalinks_text(published: Iterable[Permalink], remarks: Iterable[str] = ()) -> str:
    """The text of the file. Remarks come before the addresses, because these are sorted."""
    links = sorted({link.address: link for link in published}.items())
    lines = [*remarks, *(_line(link) for _, link in links)]
    return _HEADER + "".join(f"{line}\n" for line in lines)


def _line(link: Permalink) -> str:
    title = f"title:{link.owner.title}" if link.owner.title else ""
    return " ".join(filter(None, [link.address, *link.owner.ids, title]))


def lost_addresses(
    published: Iterable[Permalink],
    catalogue: Catalogue,
    hidden: Iterable[Paper],
    redirected: Collection[str],
    unread: Collection[str],
) -> list[Problem]:
    """A problem for every published address that leads nowhere now.

    ``redirected`` are the names that redirects lead on from. Pages of ``unread`` files are not judged:
    such a file has a problem of its own, and its page returns once that is fixed.
    """
    here = addresses(catalogue)
    kept = here | {f"{PAPERS_AT}/{paper.slug}" for paper in hidden} | {address_of(name) for name in redirected}
    published = list(published)
    lost = [link for link in published if link.address not in kept and not _is_unread(link.address, unread)]
    new = sorted(here - {link.address for link in published})
    # Comparing many with many would take minutes, and nobody reads that many hints.
    is_few = len(lost) * len(new) <= 20_000
    return [_problem(link, _near(link.address, new) if is_few else None) for link in lost]


def _is_unread(address: str, unread: Collection[str]) -> bool:
    kind, _, slug = address.partition("/")
    if kind == PAPERS_AT:
        return any(file.startswith(f"{DIGESTS_AT}/") for file in unread)
    return any(file.startswith(f"{kind}/{slug}.") for file in unread)


def _near(address: str, new: Iterable[str]) -> str | None:
    """A page of the same kind that is not published yet and has nearly the same name."""
    kind = address.partition("/")[0]
    same_kind = [other for other in new if other.startswith(f"{kind}/")]
    near = difflib.get_close_matches(address, same_kind, n=1, cutoff=0.7)
    return near[0] if near else None


def _problem(lost: Permalink, near: str | None) -> Problem:
    message = f"expected a page at this published address, found none; {remedy(lost.address, near)}"
    return Problem(lost.place, lost.address, message, LOST_PERMALINK)


def remedy(address: str, near: str | None) -> str:
    """What to do about an address that leads nowhere."""
    target = name_of(near) if near else "NEW-SLUG" if address.startswith(f"{PAPERS_AT}/") else "NEW-ADDRESS"
    return f"bring it back, or add '{name_of(address)}: {target}' under redirects in site.yml"


def completed(published: Iterable[Permalink], catalogue: Catalogue) -> tuple[Permalink, ...]:
    """The addresses of the file and of all pages, with everything that is known about whose they are; sorted."""
    links = {link.address: link for link in published}
    for address in addresses(catalogue):
        links.setdefault(address, Permalink(address, Place(PERMALINKS_FILE)))
    for slug, owner in catalogue.owners.items():
        if link := links.get(f"{PAPERS_AT}/{slug}"):
            links[link.address] = replace(link, owner=link.owner.joined(owner))
    return tuple(link for _, link in sorted(links.items()))
