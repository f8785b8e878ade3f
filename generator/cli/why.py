"""``papershelf why``: where each field and topic of a paper comes from."""

from __future__ import annotations

from collections.abc import Iterator

import click

from generator.catalogue.permalink_list import name_of
from generator.cli.options import Options
from generator.content.read import ContentResult, read_content
from generator.curator.lookup import Found, look_up, near_slugs, redirected_elsewhere
from generator.model.paper import Paper
from generator.model.problem import Located, Place
from generator.model.problem_format import root_of
from generator.pages.components.cards import reason_in_words


@click.command()
@click.argument("slug")
@click.pass_obj
def why(options: Options, slug: str) -> None:
    """Say where each field and topic of a paper comes from, with file and line.

    SLUG is the last part of the address of the paper's page, or of a former one; the whole address, an
    arXiv id or the title will do, too. Hidden papers are explained as well.
    """
    shelf, root = read_content(options.content), root_of(options.content)
    found = look_up(shelf, slug)
    if found:
        for line in _explained(shelf, found, root):
            click.echo(line)
    elif target := redirected_elsewhere(shelf, slug):
        click.echo(f"{slug} is a former slug; it leads to {target.value} ({root}/{target.place}).")
    else:
        raise unknown_paper(shelf, slug)


def unknown_paper(shelf: ContentResult, text: str) -> click.UsageError:
    """What to say when a text names no paper."""
    near = near_slugs(shelf, text)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return click.UsageError(f"No paper of the list is known as '{text}'.{hint}")


def _explained(shelf: ContentResult, found: Found, root: str) -> Iterator[str]:
    paper = found.paper
    if found.redirect:
        yield f"A former slug of {found.redirect.value} ({root}/{found.redirect.place}):\n"
    yield paper.title.plain
    if hidden_at := _hidden_at(paper):
        yield f"\nKept out of the site ({root}/{hidden_at})"
    seen = (f"{one.digest} (place {one.position}, {root}/{one.place})" for one in paper.appearances)
    yield f"\nSeen in {', '.join(seen)}\n"
    yield from _fields(paper, root)
    yield from _topics(paper, root)
    yield from _named_by(shelf, paper, root)


def _hidden_at(paper: Paper) -> Place | None:
    return next((origin.place for origin in paper.origins if origin.field == "hidden"), None)


def _fields(paper: Paper, root: str) -> Iterator[str]:
    for origin in paper.origins:
        detail = f"  from: {origin.detail}" if origin.detail else ""
        yield f"  {origin.field:14} {root}/{origin.place}{detail}"
    for link in paper.links:
        place = f"{root}/{link.place}" if link.place else _derived(paper)
        yield f"  {link.kind:14} {place}  {link.url}"


def _derived(paper: Paper) -> str:
    """What a link follows from that nobody stated."""
    return "follows from the arXiv id" if paper.arxiv else "follows from the title"


def _topics(paper: Paper, root: str) -> Iterator[str]:
    yield "\nTopics:" if paper.topics else "\nNo topic: no rule matches, and no curator added one."
    for one in paper.topics:
        yield f"  {one.topic}"
        for reason in one.reasons:
            yield f"      {reason_in_words([reason])}  ({root}/{reason.place})"
    for topic in paper.withheld:
        yield f"  not {topic.value}\n      a curator's choice  ({root}/{topic.place})"


def _named_by(shelf: ContentResult, paper: Paper, root: str) -> Iterator[str]:
    """Where else curators name it: reading orders and redirects."""
    for topic in shelf.catalogue.topics:
        for number, slug in enumerate(topic.start_here, start=1):
            if slug.value == paper.slug:
                yield f"\nRead in {topic.slug}, place {number} ({root}/{slug.place})"
    former = [_former(old, new, root) for old, new in shelf.catalogue.site.redirects.items() if new.value == paper.slug]
    if former:
        yield f"\nFormer slugs: {', '.join(former)}"


def _former(old: str, new: Located[str], root: str) -> str:
    return f"{name_of(old)} ({root}/{new.place})"
