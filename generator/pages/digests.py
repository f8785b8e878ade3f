"""The index of digests, and the page of each: its papers in its own order, and by topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.model import Digest, Paper
from generator.pages import paths, words
from generator.pages.cards import Printer, surest
from generator.pages.front_matter import front_matter
from generator.pages.markdown import Markdown, link, render
from generator.pages.parts import LONGEST
from generator.pages.paths import Page
from generator.pages.topics import bar


def digest_pages(printer: Printer) -> Iterator[Page]:
    """The index, and each digest."""
    yield _index(printer)
    digests = printer.catalogue.digests
    for position, digest in enumerate(digests):
        newer = digests[position - 1] if position else None
        older = digests[position + 1] if position + 1 < len(digests) else None
        yield from _digest(printer, digest, newer, older)


def name(digest: Digest) -> str:
    """What a digest is called: its day, and its label where a day has several."""
    day = words.long_day(digest.date)
    return f"{day}, {digest.label}" if digest.label else day


def digest_link(printer: Printer, source: str, digest: Digest) -> Markdown:
    """A link to a digest, by its name."""
    return printer.link(source, paths.digest(digest.slug), name(digest))


def _index(printer: Printer) -> Page:
    source = paths.DIGESTS
    digests = printer.catalogue.digests
    most = max((len(printer.catalogue.by_digest[digest.slug]) for digest in digests), default=0)
    years = []
    for year, group in groupby(digests, key=lambda digest: digest.date.year):
        lines = []
        for digest in group:
            count = len(printer.catalogue.by_digest[digest.slug])
            lines.append((digest_link(printer, source, digest), count, bar(count, most)))
        years.append((year, lines))
    body = printer.print("digests.md", years=years)
    description = f"{words.counted(len(digests), 'digest')} of research papers, newest first."
    return Page(source, front_matter({"title": "Digests", "description": description, "template": "list.html", "outline": printer.outline}) + body)


def _digest(printer: Printer, digest: Digest, newer: Digest | None, older: Digest | None) -> Iterator[Page]:
    source = paths.digest(digest.slug)
    papers = printer.catalogue.by_digest[digest.slug]
    pieces = [papers[start : start + LONGEST] for start in range(0, len(papers), LONGEST)] or [()]
    title = f"Digest of {name(digest)}"
    count = words.counted(len(papers), "paper")
    for number, piece in enumerate(pieces, start=1):
        path = source if number == 1 else paths.part(source, str(number))
        heading = title if number == 1 else f"{title}, part {number}"
        body = printer.print(
            "digest.md",
            title=heading,
            count=count,
            first=(number - 1) * LONGEST + 1,
            newer=digest_link(printer, path, newer) if newer else None,
            older=digest_link(printer, path, older) if older else None,
            cards=printer.cards(path, piece, is_ordered=True),
            groups=_by_topic(printer, path, papers) if number == 1 else [],
            further=[
                printer.link(path, paths.part(source, str(other)), f"Part {other}")
                for other in range(2, len(pieces) + 1)
                if number == 1
            ],
            up=printer.link(path, source, title) if number > 1 else None,
        )
        front = front_matter(
            {
                "title": heading,
                "description": f"{count} that the digest of {name(digest)} listed, in its order and by topic.",
                "template": "list.html", "outline": printer.outline,
                "date": digest.date,
                "digest": digest.slug,
                "papers": len(papers),
            }
        )
        yield Page(path, front + body)


def _by_topic(printer: Printer, source: str, papers: Sequence[Paper]) -> list[tuple[Markdown, int, list[Markdown]]]:
    """Each paper once, under the topic it belongs to most surely; topics in the site's order."""
    groups: dict[str | None, list[Markdown]] = {topic.slug: [] for topic in printer.catalogue.topics}
    groups[None] = []
    for paper in papers:
        topic = surest(paper)
        target = link(render(paper.title), paths.relative(source, paths.paper(paper.slug)))
        groups[topic.topic if topic else None].append(target)
    unsorted = printer.link(source, paths.topic("unsorted"), "Unsorted")
    return [
        (printer.topic_link(source, slug) if slug else unsorted, len(titles), titles)
        for slug, titles in groups.items()
        if titles
    ]
