"""Finds arXiv ids, authors, dates, categories and code of papers that lack them.

Hugging Face is searched by title first, then arXiv. A match is taken only when it is certain: the
same title by its key, and every fact that the digest states agrees (the day within one, because
scrapes show local time, and the number of authors); where it states no day, the abstract must agree
instead. Whatever else comes near is kept for a curator to look at. What is found is saved at once,
with the words that show it, in ``content/enrichment/resolved-DIGEST.yml``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import yaml

from generator.content import read_content
from generator.curation.reading import read_curation
from generator.digests.atom import ArxivPaper
from generator.digests.daily import read_daily
from generator.fetching import arxiv as arxiv_api
from generator.fetching.asked import Asked, Candidate, Unresolved, read_asked, write_asked
from generator.fetching.client import JSON, Client, Failed, Missing
from generator.fetching.files import write_whole
from generator.identity import title_key
from generator.links import kind_of
from generator.markup import addresses, understand, web_address
from generator.model import Catalogue, Entry, Finding, LinkKind, Located, Paper, Place, errors

AGAIN = timedelta(days=30)
"""After which a paper that nothing was found for is asked for again."""
_RESULTS = "20"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper, with what is known of it and helps to recognise it."""

    slug: str
    title: str
    """As the digest has it."""
    digest: str
    """Slug of the digest that listed it first."""
    arxiv: str | None
    abstract: str
    published: date | None
    author_count: int | None
    has_authors: bool
    code: frozenset[str]
    """Addresses of code that are known already."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a service says about a paper."""

    service: str
    arxiv: str
    title: str
    authors: tuple[str, ...] = ()
    published: date | None = None
    abstract: str = ""
    categories: tuple[str, ...] = ()
    code: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The words that show title and id together."""
        title = self.title if len(self.title) <= 300 else f"{self.title[:299]}…"
        facts = [f"arXiv:{self.arxiv}"]
        facts += [f"{len(self.authors)} author{'' if len(self.authors) == 1 else 's'}"] if self.authors else []
        facts += [self.published.isoformat()] if self.published else []
        return f"{self.service}: “{title}”, {', '.join(facts)}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a paper: a finding, or what remains uncertain."""

    wanted: Wanted
    finding: Finding | None
    unresolved: Unresolved | None


class Services:
    """The two services that are asked."""

    def __init__(self, hugging_face: tuple[str, Client], arxiv: tuple[str, Client]) -> None:
        """Each is given as its address and the client that asks it."""
        self.hub, self.hub_client = hugging_face[0].rstrip("/"), hugging_face[1]
        self.arxiv, self.arxiv_client = arxiv[0].rstrip("/"), arxiv[1]

    def search_hub(self, title: str) -> list[Found]:
        """Papers that Hugging Face finds for a title."""
        body = self.hub_client.get(f"{self.hub}/api/papers/search", JSON, {"q": title[:250]})
        return self._of_hub(f"{self.hub}/api/papers/search", body)

    def hub_paper(self, arxiv: str) -> Found | None:
        """A paper of Hugging Face by its arXiv id."""
        address = f"{self.hub}/api/papers/{arxiv}"
        try:
            found = self._of_hub(address, self.hub_client.get(address, JSON))
        except Missing:
            return None
        return next((one for one in found if one.arxiv == arxiv), None)

    def search_arxiv(self, title: str) -> list[Found]:
        """Papers of arXiv whose titles have these words in this order."""
        # Anything but letters and digits has a meaning in a search, or none.
        words = " ".join(re.findall(r"[^\W_]+", re.sub(r"\\[A-Za-z]+", " ", title)))
        return self._ask_arxiv({"search_query": f'ti:"{words}"', "max_results": _RESULTS}) if words else []

    def arxiv_paper(self, arxiv: str) -> Found | None:
        """A paper of arXiv by its id."""
        found = self._ask_arxiv({"id_list": arxiv, "max_results": "1"})
        return next((one for one in found if one.arxiv == arxiv), None)

    def _of_hub(self, address: str, body: bytes) -> list[Found]:
        digest, problems = read_daily("answer", date.min, None, body.decode("utf-8", "replace"))
        # What a card lacks makes no difference here; an answer without any paper in it does.
        wrong = [problem for problem in errors(problems) if problem.field in ("file", "paper", "error", "title")]
        if wrong and not digest.entries:
            raise Failed(f"{address}: {wrong[0].message}; the form of the answer has changed")
        return [_of_entry(entry) for entry in digest.entries if entry.arxiv]

    def _ask_arxiv(self, query: Mapping[str, str]) -> list[Found]:
        _, feed = arxiv_api.ask(self.arxiv, self.arxiv_client, query)
        return [_of_arxiv(paper) for paper in feed.papers]


def wanted_papers(catalogue: Catalogue) -> list[Wanted]:
    """The papers that lack an id, authors or a date, newest first."""
    return [
        _wanted(catalogue, paper)
        for paper in catalogue.papers
        if not (paper.arxiv and paper.authors and paper.published)
    ]


def resolve(
    content: Path,
    services: Services,
    today: date,
    most: int,
    *,
    is_again: bool = False,
    on_paper: Callable[[int, int], None] | None = None,
) -> Generator[Outcome, None, None]:
    """Ask for papers one after the other; each is saved before the next is asked for."""
    asked = read_asked(content)
    catalogue = read_content(content).catalogue
    slug_of = {paper.arxiv: paper.slug for paper in catalogue.papers if paper.arxiv}
    wanted = [
        one
        for one in wanted_papers(catalogue)
        if is_again or not (known := asked.papers.get(title_key(one.title))) or today - known.asked >= AGAIN
    ][:most]
    for number, one in enumerate(wanted, start=1):
        if on_paper:
            on_paper(number, len(wanted))
        outcome = _unless_taken(_ask_for(one, services, today), slug_of, today)
        if outcome.finding:
            _save(content, one.digest, outcome.finding)
            asked = asked.without_paper(one.title)
        if outcome.unresolved:
            asked = asked.with_paper(outcome.unresolved)
        write_asked(content, asked)
        yield outcome


def _unless_taken(outcome: Outcome, slug_of: dict[str, str], today: date) -> Outcome:
    """An id that another paper of the list has is a contradiction, and taking it would make the two one."""
    finding, wanted = outcome.finding, outcome.wanted
    if finding is None or finding.arxiv is None:
        return outcome
    arxiv = finding.arxiv.value
    other = slug_of.setdefault(arxiv, wanted.slug)
    if other == wanted.slug:
        return outcome
    candidate = Candidate(arxiv, wanted.title, (f"papers/{other} has this id",))
    return Outcome(wanted, None, Unresolved(wanted.title, today, (candidate,)))


def still_unresolved(content: Path, asked: Asked) -> list[Unresolved]:
    """The papers that are remembered without a certain match, and that still lack something."""
    wanted = {title_key(one.title) for one in wanted_papers(read_content(content).catalogue)}
    return [paper for key, paper in sorted(asked.papers.items()) if key in wanted]


# --- certainty -------------------------------------------------------------------------------

_NEAR = 0.8
"""From which likeness of their keys two titles are shown to a curator."""
_SAME_WORDS = 0.7
"""Share of the words of the shorter abstract that must stand in the longer one. Abstracts of one paper
in two versions have more; those of two papers on one subject have about a third."""
_OTHER_WORDS = 0.45
"""Below which abstracts are surely those of two papers."""
_FEWEST_WORDS = 15


def doubts(wanted: Wanted, found: Found) -> tuple[str, ...]:
    """What speaks against a match; it is certain when nothing does."""
    speaks: list[str] = []
    if title_key(found.title) != title_key(wanted.title):
        speaks.append("another title")
    if wanted.published and found.published:
        if abs((wanted.published - found.published).days) > 1:
            speaks.append(f"published {found.published}, where the digest says {wanted.published}")
        if _likeness(wanted.abstract, found.abstract) < _OTHER_WORDS:
            speaks.append("another abstract")
    elif _likeness(wanted.abstract, found.abstract, unknown=0) < _SAME_WORDS:
        speaks.append("no day to compare, and not the same abstract")
    count = len(found.authors)
    if wanted.author_count and count != wanted.author_count:
        speaks.append(f"{count} authors, where the digest says {wanted.author_count}")
    return tuple(speaks)


def _likeness(one: str, two: str, unknown: float = 1.0) -> float:
    """The share of words that two abstracts have in common, or what stands in when one is too short to tell."""
    first, second = (set(re.findall(r"[^\W\d_]{3,}", text.casefold())) for text in (one, two))
    fewest = min(len(first), len(second))
    return len(first & second) / fewest if fewest >= _FEWEST_WORDS else unknown


def _choose(wanted: Wanted, found: Sequence[Found]) -> tuple[Found | None, list[Candidate]]:
    """The one that is certain, if there is exactly one; and those that come near."""
    certain: dict[str, Found] = {}
    near: dict[str, Candidate] = {}
    for one in found:
        speaks = doubts(wanted, one)
        if not speaks:
            certain.setdefault(one.arxiv, one)
        elif _is_near(wanted.title, one.title):
            near.setdefault(one.arxiv, Candidate(one.arxiv, one.title, speaks))
    if len(certain) == 1:
        return next(iter(certain.values())), []
    several = [Candidate(one.arxiv, one.title, ("another fits as well",)) for one in certain.values()]
    return None, [*several, *(one for one in near.values() if one.arxiv not in certain)]


def _is_near(one: str, two: str) -> bool:
    first, second = title_key(one), title_key(two)
    is_part = min(len(first), len(second)) >= 15 and (first.startswith(second) or second.startswith(first))
    return is_part or difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= _NEAR


# --- one paper -------------------------------------------------------------------------------


def _ask_for(wanted: Wanted, services: Services, today: date) -> Outcome:
    match, near = _by_id(wanted, services) if wanted.arxiv else _by_title(wanted, services)
    if match is None:
        return Outcome(wanted, None, Unresolved(wanted.title, today, tuple(near)))
    other = _other_service(match, services)
    finding = _finding(wanted, match, other, today)
    if finding is None:
        return Outcome(wanted, None, Unresolved(wanted.title, today))
    return Outcome(wanted, finding, None)


def _by_title(wanted: Wanted, services: Services) -> tuple[Found | None, list[Candidate]]:
    found = services.search_hub(wanted.title)
    match, near = _choose(wanted, found)
    if match or any("another fits as well" in one.doubts for one in near):
        return match, near
    # Hugging Face knows the papers that somebody brought there; a second one of the same title may be elsewhere.
    return _choose(wanted, [*services.search_arxiv(wanted.title), *found])


def _by_id(wanted: Wanted, services: Services) -> tuple[Found | None, list[Candidate]]:
    found = services.arxiv_paper(wanted.arxiv) if wanted.arxiv else None
    return _choose(wanted, [found] if found else [])


def _other_service(match: Found, services: Services) -> Found | None:
    """The same paper as the other service has it: arXiv knows categories, Hugging Face code."""
    return services.hub_paper(match.arxiv) if match.service == "arXiv" else services.arxiv_paper(match.arxiv)


def _finding(wanted: Wanted, match: Found, other: Found | None, today: date) -> Finding | None:
    """What is new about a paper; ``None`` when nothing is."""
    both = [one for one in (match, other) if one]
    at = _NOWHERE
    code = [url for one in both for url in one.code if _code_key(url) not in wanted.code]
    authors = None if wanted.has_authors else next((one.authors for one in both if one.authors), None)
    published = None if wanted.published else next((one.published for one in both if one.published), None)
    categories = next((one.categories for one in both if one.categories), ())
    if wanted.arxiv and not (authors or published):
        return None
    return Finding(
        title=Located(wanted.title, at),
        source="; ".join(one.words for one in both if one is match or title_key(one.title) == title_key(match.title)),
        found=today,
        place=at,
        arxiv=Located(match.arxiv, at),
        authors=Located(authors, at) if authors else None,
        published=Located(published, at) if published else None,
        categories=categories,
        code=tuple(dict.fromkeys(code)),
    )


_NOWHERE = Place("")
"""Of a finding that is not written yet."""


def _wanted(catalogue: Catalogue, paper: Paper) -> Wanted:
    first = paper.appearances[0]
    entry = catalogue.digest[first.digest].entries[first.position - 1]
    return Wanted(
        slug=paper.slug,
        title=entry.title,
        digest=first.digest,
        arxiv=paper.arxiv,
        abstract=" ".join(entry.abstract),
        published=paper.published,
        author_count=paper.author_count,
        has_authors=bool(paper.authors),
        code=frozenset(_code_key(link.url) for link in paper.links if link.kind is LinkKind.CODE),
    )


def _code_key(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|(?:\.git)?/?$", "", url.casefold())


def _of_entry(entry: Entry) -> Found:
    assert entry.arxiv
    code = (entry.code.url,) if entry.code else ()
    abstract = " ".join(entry.abstract)
    return Found("Hugging Face", entry.arxiv, entry.title, entry.authors, entry.published, abstract, (), code)


def _of_arxiv(paper: ArxivPaper) -> Found:
    stated = addresses(understand(paper.comment, {})) if paper.comment else []
    code = tuple(url for url in stated if web_address(url, {}) and kind_of(url) is LinkKind.CODE)
    abstract = " ".join(paper.abstract)
    return Found("arXiv", paper.arxiv, paper.title, paper.authors, paper.published, abstract, paper.categories, code)


# --- keeping it ------------------------------------------------------------------------------

_HEADER = """\
# yaml-language-server: $schema=../schema/enrichment.json
# What "papershelf resolve" found out about papers of digest {digest}; it adds to this file.
# To correct an item, state the right value in papers/SLUG.yml, which counts more.
"""


def _save(content: Path, digest: str, finding: Finding) -> None:
    """Add a finding to the file of its digest, which stays sorted by title."""
    file = content / "enrichment" / f"resolved-{digest}.yml"
    name = f"enrichment/{file.name}"
    known: tuple[Finding, ...] = ()
    if file.is_file():
        curation, problems = read_curation({name: file.read_bytes()})
        wrong = [problem for problem in errors(problems) if problem.place.file == name]
        if wrong:
            raise Failed(f"{content / wrong[0].place.file}:{wrong[0].place.line}: {wrong[0].message}; mend it first")
        known = curation.findings
    by_title = {title_key(one.title.value): one for one in known}
    key = title_key(finding.title.value)
    by_title[key] = _completed(finding, by_title.get(key))
    write_whole(file, findings_text(digest, (by_title[key] for key in sorted(by_title))).encode())


def _completed(finding: Finding, earlier: Finding | None) -> Finding:
    """A finding with what an earlier one says beyond it."""
    if earlier is None:
        return finding
    return replace(
        finding,
        authors=finding.authors or earlier.authors,
        published=finding.published or earlier.published,
        categories=finding.categories or earlier.categories,
        code=tuple(dict.fromkeys((*earlier.code, *finding.code))),
    )


def findings_text(digest: str, findings: Iterable[Finding]) -> str:
    """A file of ``enrichment/``."""
    papers = [_as_data(finding) for finding in findings]
    text = yaml.safe_dump({"papers": papers}, sort_keys=False, allow_unicode=True, width=10_000)
    return _HEADER.format(digest=digest) + text


def _as_data(finding: Finding) -> dict[str, object]:
    pairs: list[tuple[str, object]] = [
        ("title", finding.title.value),
        ("arxiv", finding.arxiv.value if finding.arxiv else None),
        ("authors", list(finding.authors.value) if finding.authors else None),
        ("published", finding.published.value if finding.published else None),
        ("categories", list(finding.categories)),
        ("code", list(finding.code)),
        ("source", finding.source),
        ("found", finding.found),
    ]
    return {key: value for key, value in pairs if value}
