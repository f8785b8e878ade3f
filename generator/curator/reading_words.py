"""Says what was understood of a scrape, and what became of each part of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.read import ContentResult
from generator.curator.digest_difference import listed_titles
from generator.digests.scrape_form import ScrapeForm
from generator.model.digest import Digest, Entry
from generator.model.paper import Paper
from generator.text.wording import counted


def sums_in_words(digest: Digest) -> str:
    """How many papers a digest has, and what became of the blocks of its file."""
    sums = digest.block_counts
    return (
        f"{digest.slug}: {counted(len(digest.entries), 'paper')}; {counted(sums.blocks, 'block')} ="
        f" {sums.papers} in papers + {sums.boilerplate} page boilerplate + {sums.reported} reported"
    )


def facts_in_words(digest: Digest) -> str:
    """How many of its papers state what a list can be sorted by."""
    entries = digest.entries
    facts = {
        "with an id": sum(map(_has_id, entries)),
        "with authors": sum(bool(entry.authors) for entry in entries),
        "with a date": sum(bool(entry.published or entry.year) for entry in entries),
        "with an abstract": sum(bool(entry.abstract) for entry in entries),
        "with a note": sum(bool(entry.note) for entry in entries),
    }
    return ", ".join(f"{count:,} {fact}" for fact, count in facts.items() if count or fact != "with a note")


def effect_in_words(before: ContentResult, after: ContentResult, digest: Digest) -> Iterator[str]:
    """What a digest adds to the list."""
    papers = after.catalogue.by_digest.get(digest.slug, ())
    known = {paper.slug for paper in before.catalogue.papers}
    groups: tuple[tuple[str, list[Paper]], ...] = (
        ("new", [paper for paper in papers if paper.slug not in known]),
        ("merged with papers from other digests", [paper for paper in papers if len(paper.appearances) > 1]),
        ("unsorted: no topic rule matches", [paper for paper in papers if paper.is_unsorted]),
    )
    for label, group in groups:
        yield f"{len(group):,} {label}"
        yield from listed_titles([paper.title.plain for paper in group])


def next_steps_in_words(after: ContentResult, digest: Digest) -> str:
    """The commands to run next."""
    papers = after.catalogue.by_digest.get(digest.slug, ())
    sections = {section for paper in papers for section in paper.unmapped_sections}
    topics = f"papershelf new topics (its {counted(len(sections), 'section')} as topics), " if len(sections) > 1 else ""
    return f"Next: {topics}papershelf check, papershelf diff"


def refusal_in_words(form: ScrapeForm, *, is_stated: bool) -> str:
    """Why nothing was written, and what to do."""
    if is_stated:
        return f"Nothing was written. It was read as {form.source}, as --as says; without --as, its content decides."
    return f"Nothing was written. It was read as {form.source}; if it is something else, say so: --as FORM."


def _has_id(entry: Entry) -> bool:
    return bool(entry.arxiv or entry.doi or entry.openreview or entry.acl)
