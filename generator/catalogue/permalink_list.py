"""The addresses that the site has published, and what became of them.

``content/permalinks.txt`` keeps every address that was ever published, one a line, sorted, such as
``papers/SLUG``. A check fails when one of them leads nowhere: no page has it, no redirect in
``site.yml`` leads on from it, and no curator hides the paper on purpose. Giving one up for good is
deleting its line.

Nobody need keep the file by hand, and a new page needs no line: ``papershelf permalinks --write``
adds what is missing and removes nothing. ``make permalinks`` runs it, and whatever brings new digests
should. Between two such runs ``papershelf diff`` guards new pages, because it compares with the last
commit and not with this file. Lines stand alone and in order, so that two branches which add lines
merge; where they do not, keeping the lines of both sides is always right.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.model.problem import Located, Place, Problem

FILE = "permalinks.txt"
"""Below the content folder."""
MERGE = "merge"
"""Field of the problem that a merge left its marks in the file."""
PAPERS, TOPICS, DIGESTS = "papers", "topics", "digests"

_ADDRESS = re.compile(rf"(?:{PAPERS}|{TOPICS}|{DIGESTS})/[a-z0-9]+(?:-[a-z0-9]+)*")
_HEADER = """\
# Every address that this site has published. "papershelf permalinks --write" adds what is new.
# When two branches change this file, keep the lines of both.
"""


def address_of(name: str) -> str:
    """The address behind a name in ``redirects``: a bare slug is a paper's."""
    return name if "/" in name else f"{PAPERS}/{name}"


def name_of(address: str) -> str:
    """The other way round: what ``redirects`` calls an address."""
    return address.removeprefix(f"{PAPERS}/")


def addresses(catalogue: Catalogue) -> set[str]:
    """The addresses of all pages that have one for good."""
    return {
        *(f"{PAPERS}/{paper.slug}" for paper in catalogue.papers),
        *(f"{TOPICS}/{topic.slug}" for topic in catalogue.topics),
        *(f"{DIGESTS}/{digest.slug}" for digest in catalogue.digests),
    }


def read_permalinks(data: bytes) -> tuple[tuple[Located[str], ...], list[Problem]]:
    """The addresses of the file, each once, in its order."""
    found: dict[str, Located[str]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(data.decode("utf-8-sig", errors="replace").split("\n"), start=1):
        text, place = line.strip(), Place(FILE, number)
        if _ADDRESS.fullmatch(text):
            found.setdefault(text, Located(text, place))
        elif text.startswith(("<<<<<<<", "|||||||", "=======", ">>>>>>>")):
            message = (
                f"expected an address, found the mark of a merge, '{text[:7]}'; remove it, keep the lines round it"
            )
            problems.append(Problem(place, MERGE, message))
        elif text and not text.startswith("#"):
            message = f"expected an address like {PAPERS}/SLUG, {TOPICS}/SLUG or {DIGESTS}/DAY, found '{text[:80]}'"
            problems.append(Problem(place, "address", f"{message}; mend or delete the line"))
    return tuple(found.values()), problems


def permalinks_text(published: Iterable[str]) -> str:
    """The text of the file."""
    return _HEADER + "".join(f"{address}\n" for address in sorted(set(published)))


def lost_addresses(
    published: Iterable[Located[str]],
    catalogue: Catalogue,
    hidden: Iterable[Paper],
    redirected: Collection[str],
    unread: Collection[str],
) -> list[Problem]:
    """Every published address that leads nowhere now.

    ``redirected`` are the names that redirects lead on from. Pages of ``unread`` files are not judged:
    such a file has a problem of its own, and the page comes back when that is mended.
    """
    here = addresses(catalogue)
    kept = here | {f"{PAPERS}/{paper.slug}" for paper in hidden} | {address_of(name) for name in redirected}
    published = list(published)
    lost = [one for one in published if one.value not in kept and not _is_unread(one.value, unread)]
    new = sorted(here - {one.value for one in published})
    # Comparing many with many would take minutes, and nobody reads that many hints.
    is_few = len(lost) * len(new) <= 20_000
    return [_problem(one, _near(one.value, new) if is_few else None) for one in lost]


def _is_unread(address: str, unread: Collection[str]) -> bool:
    kind, _, slug = address.partition("/")
    if kind == PAPERS:
        return any(file.startswith(f"{DIGESTS}/") for file in unread)
    return any(file.startswith(f"{kind}/{slug}.") for file in unread)


def _near(address: str, new: Iterable[str]) -> str | None:
    """A page that nobody has published yet, of the same kind, and with nearly the same name."""
    kind = address.partition("/")[0]
    near = difflib.get_close_matches(address, [one for one in new if one.startswith(f"{kind}/")], n=1, cutoff=0.7)
    return near[0] if near else None


def _problem(lost: Located[str], near: str | None) -> Problem:
    return Problem(
        lost.place, lost.value, f"expected a page, because it was published, found none; {remedy(lost.value, near)}"
    )


def remedy(address: str, near: str | None) -> str:
    """What to do about an address that leads nowhere."""
    target = name_of(near) if near else "NEW-SLUG" if address.startswith(f"{PAPERS}/") else "NEW-ADDRESS"
    return f"bring it back, or add '{name_of(address)}: {target}' under redirects in site.yml"


def unrecorded(published: Iterable[Located[str]], catalogue: Catalogue) -> list[str]:
    """The addresses of pages that the file does not hold yet, sorted."""
    known = {one.value for one in published}
    return sorted(addresses(catalogue) - known)
