"""``api/recent.json``: the newest papers, for the pages that a script makes for one reader, New and For you.

Their browser has all it needs in one file and asks nothing more, so that nobody learns what a reader likes. It is the
only file that these pages need a digest to change.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from generator.catalogue.badges import badges
from generator.catalogue.people.papers_by_name import People, names_of, people_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind
from generator.model.identity import SLUG_LENGTH
from generator.model.paper import Paper
from generator.pages.components.cards import TOPICS_ON_A_CARD
from generator.pages.components.outline import hue_of
from generator.site.exports.exported_texts import write_texts
from generator.site.exports.recent.telling_terms import TellingTerm, tell_apart, telling_text
from generator.storage.cache import Cache, fingerprint
from generator.text import wording

RECENT = "api/recent.json"
MOST_RECENT = 500
"""Papers in the file."""
_COUNTED = 2_000
"""Papers by which rarity is counted, the newest ones: what was rare years ago may be on everyone's lips."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NOT_IN_SLUGS = re.compile("[^a-z0-9]+")


def write_recent(site: Path, catalogue: Catalogue, cache: Cache) -> list[str]:
    """Write the file; returns its path below the site. Raises ``OSError``."""
    return write_texts(site, {RECENT: recent_json(catalogue, cache)})


def recent_json(catalogue: Catalogue, cache: Cache) -> str:
    """The papers that were listed last, in columns, because these compress well; the newest digest comes first, in its
    own order. Digests, topics and terms are named by their places in tables; those of terms are sorted, and each is
    said by how far it is from the one before. A rarity is one digit, from 0 to z. A slug that follows from the title
    is left out. The cache only saves time.
    """
    newest, people = _by_listing(catalogue), people_of(catalogue)
    papers = newest[:MOST_RECENT]
    counted = list(map(telling_text, newest[:_COUNTED]))
    table = cache.get_or_compute(fingerprint(*counted), partial(tell_apart, counted, MOST_RECENT))
    texts = _texts(table.of_papers)
    term_places = {number: place for place, number in enumerate(texts)}
    first = [paper.appearances[0].digest for paper in papers]
    digests = {slug: place for place, slug in enumerate(dict.fromkeys(first))}
    topics = {topic.slug: place for place, topic in enumerate(catalogue.topics)}
    authors = [_names(people, ContributorKind.AUTHOR, paper) for paper in papers]
    organisations = ["".join(_names(people, ContributorKind.ORGANISATION, paper)) for paper in papers]
    columns = {
        "digests": list(digests),
        "listed": [sum(not paper.is_taken_back for paper in catalogue.by_digest[slug]) for slug in digests],
        "of": len(newest),
        "topics": [[topic.slug, topic.title, hue_of(catalogue, topic.area.value)] for topic in catalogue.topics],
        "terms": list(texts.values()),
        "rarity": "".join(_DIGITS[table.rarity[number]] for number in texts),
        "slug": ["" if paper.slug == _plain_slug(paper.title.plain) else paper.slug for paper in papers],
        "title": [paper.title.plain for paper in papers],
        "people": authors,
        "organisation": organisations,
        "also": _also(catalogue, {*organisations, *(name for names in authors for name in names)}),
        "count": [0 if paper.authors else paper.author_count or 0 for paper in papers],
        "when": [" · ".join(wording.when_and_where(paper)) for paper in papers],
        "date": [paper.dated.isoformat() for paper in papers],
        "digest": [digests[slug] for slug in first],
        "comments": [paper.comments or 0 for paper in papers],
        "has": [" ".join(badges(paper)) for paper in papers],
        "topic": [[topics[given.topic] for given in paper.topics] for paper in papers],
        "term": [_steps(sorted(term_places[term.number] for term in chosen)) for chosen in table.of_papers],
        "shown": TOPICS_ON_A_CARD,
    }
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")) + "\n"


def _names(people: People, kind: ContributorKind, paper: Paper) -> list[str]:
    """Whom a paper names, as their pages call them: so a reader follows all spellings at once."""
    return list(dict.fromkeys(people.named(kind, name).name for name in names_of(paper, kind)))


def _also(catalogue: Catalogue, names: Collection[str]) -> dict[str, str]:
    """What a curator says that these names are also written as."""
    aliases = (alias for alias in catalogue.site.aliases if alias.name.value in names)
    return {other.value: alias.name.value for alias in aliases for other in alias.also}


def _by_listing(catalogue: Catalogue) -> list[Paper]:
    """The papers by the digest that first listed them, the newest first; none that was taken back."""
    listed = (
        paper
        for digest in catalogue.digests
        for paper in catalogue.by_digest[digest.slug]
        if paper.appearances[0].digest == digest.slug and not paper.is_taken_back
    )
    return list(dict.fromkeys(listed))


def _texts(telling: Sequence[Sequence[TellingTerm]]) -> dict[int, str]:
    """Each term as most papers write it, of equally frequent forms the first, in the order of the alphabet."""
    forms: dict[int, Counter[str]] = {}
    for term in (term for chosen in telling for term in chosen):
        forms.setdefault(term.number, Counter())[term.text] += 1
    best = {number: min(count, key=lambda text: (-count[text], text)) for number, count in forms.items()}
    return dict(sorted(best.items(), key=lambda pair: (pair[1].casefold(), pair)))


def _steps(places: Sequence[int]) -> list[int]:
    return [place - before for before, place in pairwise([0, *places])]


def _plain_slug(title: str) -> str | None:
    """The slug that ``recent-papers.js`` makes of a title in plain letters."""
    if not title.isascii():
        return None
    slug = _NOT_IN_SLUGS.sub("-", title.lower()).strip("-")
    return slug if len(slug) <= SLUG_LENGTH else slug[: SLUG_LENGTH + 1].rpartition("-")[0]
