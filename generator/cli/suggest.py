"""``papershelf suggest``: what a curator may want to look at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from generator.cli.options import Options
from generator.content.read import read_content
from generator.curator.suggestions.similar_titles import Twins, twins
from generator.curator.suggestions.weak_matches import Loose, NearTopic, Phrase, described, loose_papers
from generator.model.paper import Paper
from generator.model.problem_format import root_of
from generator.pages.components.cards import reason_in_words
from generator.text.wording import counted


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to look at, and what to write if it is so."""

    papers: tuple[str, ...]
    """Slugs."""
    titles: tuple[str, ...]
    remarks: tuple[str, ...]
    file: str
    exists: bool
    """Is the file there already, so that the lines must be added to it?"""
    yaml: str


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
@click.option(
    "--most", type=click.IntRange(1), default=20, show_default=True, help="How many papers to describe, at most."
)
@click.pass_obj
def suggest(options: Options, form: str, most: int) -> None:
    """List papers that the rules hardly know, and titles that look alike.

    Hardly known are papers without a topic, and those that have only one, for a single phrase that
    stands in the abstract once. Each is shown with the phrases that set it apart, the topics that papers
    with the same phrases have, and what to write into which file. Nothing of it is a problem: the
    command ends with 0 whatever it finds.
    """
    catalogue, root = read_content(options.content).catalogue, root_of(options.content)
    loose = loose_papers(catalogue)
    found = [_of_loose(one, options.content, root) for one in described(catalogue, loose[:most])]
    alike = [_of_twins(pair, options.content, root) for pair in twins(catalogue.papers)]
    if form == "json":
        data = {
            "papers": [asdict(one) for one in found],
            "in_all": len(loose),
            "titles": [asdict(one) for one in alike],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print("Papers that the rules hardly know", found, len(loose))
        click.echo()
        _print("Titles that look alike", alike, len(alike))


def _of_loose(loose: Loose, content: Path, root: str) -> Suggestion:
    own = loose.assignment.topic if loose.assignment else None
    remarks: list[str] = []
    if loose.assignment:
        (reason,) = loose.assignment.reasons
        remarks.append(f"has only {own}, for {reason_in_words([reason])}, once ({root}/{reason.place})")
    remarks += [_phrase(phrase) for phrase in loose.phrases]
    remarks += [_near(topic) for topic in loose.topics]
    return _suggestion((loose.paper,), remarks, _topics(own, loose.topics), content, root)


def _topics(own: str | None, near: Sequence[NearTopic]) -> list[str]:
    """What a curator may say of its topics: the own one is kept, unless they write the other line instead."""
    other = near[0].topic if near else "FILE-NAME-OF-A-TOPIC"
    if own is None:
        return ["topics:", f"  add: [{other}]"] if near else [f"# topics: {{add: [{other}]}}"]
    return [
        f"topics: {{add: [{own}]}}  # it belongs there, whatever the rules say",
        f"# topics: {{remove: [{own}], add: [{other}]}}",
    ]


def _phrase(phrase: Phrase) -> str:
    where = " in the title" if phrase.is_in_title else ""
    others = f"also in {counted(phrase.papers - 1, 'other paper')}" if phrase.papers > 1 else "in no other paper"
    return f"“{phrase.text}”{where}; {others}"


def _near(near: NearTopic) -> str:
    quoted = ", ".join(f"“{phrase}”" for phrase in near.phrases)
    return f"perhaps {near.topic}, where other papers have {quoted}"


def _of_twins(pair: Twins, content: Path, root: str) -> Suggestion:
    lines = [f"same_as: {pair.first.slug}  # only if the two are one paper; the file says nothing else"]
    return _suggestion((pair.second, pair.first), [pair.reason], lines, content, root)


def _suggestion(
    papers: Sequence[Paper], remarks: Sequence[str], lines: Sequence[str], content: Path, root: str
) -> Suggestion:
    """The file is that of the first paper."""
    file = f"papers/{papers[0].slug}.yml"
    return Suggestion(
        papers=tuple(paper.slug for paper in papers),
        titles=tuple(paper.title.plain for paper in papers),
        remarks=tuple(remarks),
        file=f"{root}/{file}",
        exists=(content / file).exists(),
        yaml="\n".join(lines) + "\n",
    )


def _print(heading: str, found: Sequence[Suggestion], in_all: int) -> None:
    click.echo(f"{heading} ({in_all:,})")
    for one in found:
        click.echo()
        for title, slug in zip(one.titles, one.papers, strict=True):
            click.echo(f"  {title} at papers/{slug}")
        for remark in one.remarks:
            click.echo(f"    - {remark}")
        click.echo(f"    {'add to' if one.exists else 'write'} {one.file}:")
        for line in one.yaml.splitlines():
            click.echo(f"        {line}")
    if in_all > len(found):
        click.echo(f"\n  and {in_all - len(found):,} more; see --most")
