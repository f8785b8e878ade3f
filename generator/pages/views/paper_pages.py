"""The page of a paper: what it says, who wrote it, where to read it, and why it is where it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.model.curation import Link, LinkKind, Status
from generator.model.paper import Appearance, Origin, Paper, Related
from generator.model.problem import Place
from generator.pages.components.cards import Printer, reason_in_words
from generator.pages.components.edit_source import paper_source
from generator.pages.printing import paths
from generator.pages.printing.front_matter import Value, front_matter
from generator.pages.printing.markdown import Markdown, escape, link, render, separated
from generator.pages.printing.paths import Page
from generator.pages.views.digest_pages import digest_link
from generator.storage.cache import fingerprint
from generator.text import wording
from generator.text.excerpts import shortened

DESCRIPTION_LENGTH = 200
MOST_AUTHORS = 60
_STATUS = {Status.TO_READ: "to read", Status.READING: "being read", Status.READ: "read"}


def paper_pages(printer: Printer) -> Iterator[Page]:
    """One page for each paper."""
    for paper in printer.catalogue.papers:
        yield Page(paths.paper(paper.slug), _mark(printer, paper), partial(_text, printer, paper))


def _mark(printer: Printer, paper: Paper) -> str:
    """The mark of all that a paper's page prints beside the paper's own data: papers near to it, what
    digests said otherwise, and its curated file. Lists print none of it, so it is no part of
    ``Printer.mark_of``.
    """
    near = (repr((one, other.title, other.dated.year)) for one, other in _related(printer, paper))
    source = paper_source(printer.catalogue, paper)
    return fingerprint(printer.fingerprint_of(paper), source.mark, *near, repr(list(_scraped(printer, paper))))


def _related(printer: Printer, paper: Paper) -> Iterator[tuple[Related, Paper]]:
    for one in printer.catalogue.related.get(paper.slug, ()):
        yield one, printer.catalogue.by_slug[one.slug]


def _text(printer: Printer, paper: Paper) -> str:
    return _front_matter(printer, paper) + _body(printer, paper)


def _front_matter(printer: Printer, paper: Paper) -> str:
    lead = printer.lead(paper)
    topics: list[Value] = [
        {"slug": one.topic, "title": printer.catalogue.topic[one.topic].title, "area": _area(printer, one.topic)}
        for one in paper.topics
    ]
    links: list[Value] = [{"kind": str(one.kind), "url": one.url} for one in paper.links]
    return front_matter(
        {
            "title": paper.title.plain,
            "description": shortened(lead, DESCRIPTION_LENGTH) if lead else None,
            "template": "paper.html",
            "slug": paper.slug,
            "date": paper.published,
            "arxiv": paper.arxiv,
            "authors": paper.authors,
            "author_count": None if paper.authors else paper.author_count,
            "organisation": paper.organisation.name if paper.organisation else None,
            "comments": paper.comments,
            "keywords": paper.keywords,
            "digests": [one.digest for one in paper.appearances],
            "topics": topics,
            "links": links,
            "featured": paper.featured or None,
            "status": paper.status,
            "source": paper_source(printer.catalogue, paper).front_matter(),
        }
    )


def _area(printer: Printer, topic: str) -> str:
    return printer.catalogue.topic[topic].area.value


def _body(printer: Printer, paper: Paper) -> str:
    source = paths.paper(paper.slug)
    return printer.print(
        "paper.md",
        title=render(paper.title, with_formulas=True),
        byline=wording.people(paper, MOST_AUTHORS),
        facts=separated([escape(fact) for fact in _facts(paper)]),
        note=paper.note,
        abstract=[render(paragraph, with_formulas=True) for paragraph in paper.abstract],
        summary=paper.summary,
        links=Markdown(" ".join(_labelled(one) for one in paper.links)),
        related=[_near(source, one, other) for one, other in _related(printer, paper)],
        topics=[(printer.topic_link(source, one.topic), reason_in_words(one.reasons)) for one in paper.topics],
        unsorted=printer.link(source, paths.topic("unsorted"), "Unsorted"),
        appearances=[_appearance(printer, source, one) for one in reversed(paper.appearances)],
        origins=[_origin(one) for one in paper.origins],
        scraped=[(what, said, str(place)) for what, said, place in _scraped(printer, paper)],
    )


def _facts(paper: Paper) -> Iterator[str]:
    if paper.published:
        yield f"Published {wording.long_day(paper.published)}"
    elif paper.arxiv:
        yield f"On arXiv since {wording.month(paper.dated)}"
    if paper.comments is not None:
        yield f"{wording.counted(paper.comments, 'comment')} on Hugging Face"
    if paper.upvotes is not None:
        yield wording.counted(paper.upvotes, "upvote")
    if paper.code and paper.code.stars is not None:
        yield f"{wording.counted(paper.code.stars, 'star')} on {_host(paper.code.url)}"
    if paper.submitter:
        yield f"submitted by {paper.submitter}"
    if paper.authors and paper.organisation:
        yield paper.organisation.name
    if paper.status:
        yield f"Curator's mark: {_STATUS[paper.status]}"


def _host(url: str) -> str:
    return "GitHub" if "://github.com/" in url.casefold() else "its code"


def _labelled(found: Link) -> Markdown:
    """A link by its label; where the label does not say it all, by its address too."""
    label = wording.LINK_LABELS[found.kind]
    if found.kind in (LinkKind.ARXIV, LinkKind.PDF, LinkKind.HUGGING_FACE, LinkKind.SEARCH):
        return link(label, found.url)
    shown = found.url.partition("://")[2].removeprefix("www.").removeprefix("github.com/").rstrip("/")
    return link(f"{label}: {shortened(shown, 48)}", found.url)


def _near(source: str, one: Related, other: Paper) -> tuple[Markdown, int, str]:
    title = link(render(other.title), paths.relative(source, paths.paper(other.slug)))
    return title, other.dated.year, ", ".join(one.words)


def _appearance(printer: Printer, source: str, one: Appearance) -> tuple[Markdown, int]:
    return digest_link(printer, source, printer.catalogue.digest[one.digest]), one.position


def _origin(origin: Origin) -> tuple[str, str, str | None]:
    return origin.field.replace("_", " "), str(origin.place), origin.detail


def _scraped(printer: Printer, paper: Paper) -> Iterator[tuple[str, str, Place]]:
    """What digests say in other words than the page, the newest first."""
    for one in reversed(paper.appearances):
        entry = printer.catalogue.digest[one.digest].entries[one.position - 1]
        if entry.title != paper.title.plain:
            yield "title", entry.title, entry.place
        if entry.published and entry.published != paper.published:
            yield "published", wording.long_day(entry.published), entry.place
