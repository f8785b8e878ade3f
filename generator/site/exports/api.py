"""The catalogue as JSON: ``api/papers.json``, and ``api/newest.json`` for pages that ask what is new.

What is newest changes with each digest, so no page holds it: each would have to be rendered again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.catalogue.badges import badges
from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.pages.components.cards import reason_in_words
from generator.pages.printing import paths

Json = str | int | None | list["Json"] | Mapping[str, "Json"]

PAPERS_FILE = "api/papers.json"
NEWEST = "api/newest.json"


def papers_json(catalogue: Catalogue) -> Iterator[str]:
    """The text of ``api/papers.json`` in pieces: one paper a line, newest first.

    Addresses are relative to the root of the site, so that a copy of it elsewhere holds.
    """
    yield '{"papers": [\n'
    last = len(catalogue.papers) - 1
    for index, paper in enumerate(catalogue.papers):
        line = json.dumps(_paper(catalogue, paper), ensure_ascii=False)
        yield f"{line}\n" if index == last else f"{line},\n"
    yield "]}\n"


def _paper(catalogue: Catalogue, paper: Paper) -> Json:
    return {
        "slug": paper.slug,
        "url": paths.url(paths.paper(paper.slug)),
        "title": paper.title.plain,
        "abstract": "\n\n".join(paragraph.plain for paragraph in paper.abstract) or None,
        "published": paper.published.isoformat() if paper.published else None,
        "authors": list(paper.authors),
        "author_count": paper.author_count,
        "organisation": paper.organisation.name if paper.organisation else None,
        "comments": paper.comments,
        "upvotes": paper.upvotes,
        "arxiv": paper.arxiv,
        "doi": paper.doi,
        "openreview": paper.openreview,
        "acl": paper.acl,
        "paper_url": paper.url,
        "year": paper.year,
        "venue": paper.venue,
        "stage": paper.stage,
        "sections": list(paper.sections),
        "keywords": list(paper.keywords),
        "stars": paper.code.stars if paper.code else None,
        "model_summary": paper.summary.text if paper.summary else None,
        "badges": [str(badge) for badge in badges(paper)],
        "topics": [
            {
                "slug": assignment.topic,
                "title": catalogue.topic[assignment.topic].title,
                "reasons": [reason_in_words([reason]) for reason in assignment.reasons],
            }
            for assignment in paper.topics
        ],
        "related": [related.slug for related in catalogue.related.get(paper.slug, ())],
        "digests": [appearance.digest for appearance in paper.appearances],
        "links": [{"kind": str(link.kind), "url": link.url} for link in paper.links],
        "note": paper.note,
        "featured": paper.featured,
    }


def write_api(site: Path, catalogue: Catalogue) -> list[str]:
    """Write the JSON files; returns their paths below the site."""
    path = site / PAPERS_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(papers_json(catalogue))
    (site / NEWEST).write_text(newest_json(catalogue), encoding="utf-8", newline="\n")
    return [PAPERS_FILE, NEWEST]


def newest_json(catalogue: Catalogue) -> str:
    """The day of the newest digest, what it was read from, and how many papers there are:
    ``{"digest": "2025-10-31", "source": "arXiv’s API", "papers": 132}``.
    """
    newest = next(iter(catalogue.digests), None)
    data: Json = {
        "digest": newest.date.isoformat() if newest else None,
        "source": newest.source if newest else None,
        "papers": len(catalogue.papers),
    }
    return json.dumps(data, ensure_ascii=False) + "\n"
