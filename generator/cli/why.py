"""``papershelf why``: says where each field and topic of a paper comes from."""

from __future__ import annotations

from collections.abc import Iterator

import click

from generator.catalogue.permalink_list import name_of
from generator.catalogue.topics.classifier import Classifier
from generator.catalogue.topics.learned_words import weighed_in
from generator.cli.options import Options
from generator.content.read import ContentResult, read_content
from generator.curator.lookup import LookupResult, look_up, near_slugs, redirected_elsewhere
from generator.model.catalogue import Catalogue
from generator.model.curation import LinkKind, TopicWords
from generator.model.paper import Paper
from generator.model.problem import Located, Place
from generator.model.problem_format import root_of
from generator.pages.components.cards import reason_in_words


@click.command()
@click.argument("slug")
@click.pass_obj
def why(options: Options, slug: str) -> None:
    """Say where each field and topic of a paper comes from, with file and line.

    SLUG is the last part of the address of the paper's page, or a former slug. The whole address, an
    arXiv id, a DOI or the title works too. Hidden papers are included.
    """
    result, root = read_content(options.content), root_of(options.content)
    match = look_up(result, slug)
    if match:
        for line in _explained(result, match, root):
            click.echo(line)
    elif target := redirected_elsewhere(result, slug):
        click.echo(f"{slug} is a former slug; it redirects to {target.value} ({root}/{target.place}).")
    else:
        raise unknown_paper(result, slug)


def unknown_paper(result: ContentResult, text: str) -> click.UsageError:
    """The error for a text that names no paper."""
    near = near_slugs(result, text)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return click.UsageError(f"No paper in the list matches '{text}'.{hint}")


def _explained(result: ContentResult, match: LookupResult, root: str) -> Iterator[str]:
    paper = match.paper
    if match.redirect:
        yield f"A former slug of {match.redirect.value} ({root}/{match.redirect.place}):\n"
    yield paper.title.plain
    if hidden_at := _hidden_at(paper):
        yield f"\nHidden from the site ({root}/{hidden_at})"
    seen = (f"{listing.digest} (number {listing.position}, {root}/{listing.place})" for listing in paper.appearances)
    yield f"\nListed in {', '.join(seen)}\n"
    yield from _fields(paper, root)
    yield from _topics(paper, result.catalogue, root)
    yield from _named_by(result, paper, root)


def _hidden_at(paper: Paper) -> Place | None:
    return next((origin.place for origin in paper.origins if origin.field == "hidden"), None)


def _fields(paper: Paper, root: str) -> Iterator[str]:
    for origin in paper.origins:
        detail = f"  from: {origin.detail}" if origin.detail else ""
        yield f"  {origin.field:14} {root}/{origin.place}{detail}"
    for link in paper.links:
        place = f"{root}/{link.place}" if link.place else _derived(paper, link.kind)
        yield f"  {link.kind:14} {place}  {link.url}"


def _derived(paper: Paper, kind: LinkKind) -> str:
    """Where a link without a place of its own comes from."""
    known = {
        "DOI": paper.doi if kind is LinkKind.DOI else None,
        "OpenReview id": paper.openreview if kind is LinkKind.OPENREVIEW or not paper.arxiv else None,
        "ACL Anthology id": paper.acl if kind is LinkKind.ACL or not (paper.arxiv or paper.openreview) else None,
        "arXiv id": paper.arxiv,
    }
    return f"follows from the {next((name for name, value in known.items() if value), 'title')}"


def _topics(paper: Paper, catalogue: Catalogue, root: str) -> Iterator[str]:
    yield "\nTopics:" if paper.topics else "\nNo topic: no rule matches, and no curator added one."
    for assignment in paper.topics:
        yield f"  {assignment.topic}"
        for reason in assignment.reasons:
            yield f"      {reason_in_words([reason])}  ({root}/{reason.place})"
            if reason.total is not None and assignment.topic in catalogue.learned:
                yield from _sum(paper, catalogue.learned[assignment.topic])
    yield from _contradicted(paper, catalogue, root)
    for topic in paper.withheld:
        yield f"  not {topic.value}\n      removed by a curator  ({root}/{topic.place})"


def _contradicted(paper: Paper, catalogue: Catalogue, root: str) -> Iterator[str]:
    """Topics that rules give and learned words withhold."""
    abstract = "\n".join(paragraph.plain for paragraph in paper.abstract)
    has = {assignment.topic for assignment in paper.topics} | {topic.value for topic in paper.withheld}
    for assignment in Classifier(catalogue.topics).classify(paper.title.plain, abstract).topics:
        if assignment.topic not in has and assignment.topic in catalogue.learned:
            words = catalogue.learned[assignment.topic]
            yield f"  not {assignment.topic}\n      its words speak against it  ({root}/{words.place})"
            yield from _sum(paper, words)
            yield from (f"      though: {reason_in_words([one])}  ({root}/{one.place})" for one in assignment.reasons)


def _sum(paper: Paper, words: TopicWords) -> Iterator[str]:
    """What each word adds, and whether it is enough."""
    abstract = "\n".join(paragraph.plain for paragraph in paper.abstract)
    weighed = weighed_in(words, paper.title.plain, abstract)
    for word in weighed:
        times = f" × {word.presence}" if word.presence > 1 else ""
        yield f"      {word.points:+5}  {word.word} ({word.weight}{times})"
    total = sum(word.points for word in weighed)
    near = "" if total >= words.threshold else "; the nearest topic of a paper that would have none"
    yield f"      {total:+5}  in all, of {words.threshold} needed{near}"


def _named_by(result: ContentResult, paper: Paper, root: str) -> Iterator[str]:
    """Where else curators refer to it: reading orders and redirects."""
    for topic in result.catalogue.topics:
        for number, slug in enumerate(topic.start_here, start=1):
            if slug.value == paper.slug:
                yield f"\nIn the reading order of {topic.slug}, number {number} ({root}/{slug.place})"
    former = [
        _former(old, new, root) for old, new in result.catalogue.site.redirects.items() if new.value == paper.slug
    ]
    if former:
        yield f"\nFormer slugs: {', '.join(former)}"


def _former(old: str, new: Located[str], root: str) -> str:
    return f"{name_of(old)} ({root}/{new.place})"
