"""``papershelf suggest``: lists papers that a curator may want to look at."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import msgspec

from generator.catalogue.trends.topic_drift import TopicDrift, topic_drift
from generator.cli.options import Options
from generator.content.read import read_content
from generator.curator.suggestions.similar_titles import Twins, twins
from generator.curator.suggestions.weak_matches import NearTopic, Phrase, WeakMatch, described, weakly_matched
from generator.model.paper import Paper
from generator.model.problem_format import root_of
from generator.pages.components.cards import reason_in_words
from generator.pages.views.sorting_page import drift_in_words
from generator.text.wording import counted


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Papers to look at, and what to write if the suggestion is right."""

    papers: tuple[str, ...]
    """Slugs."""
    titles: tuple[str, ...]
    remarks: tuple[str, ...]
    file: str
    exists: bool
    """Does the file already exist, so that the lines must be added to it?"""
    yaml: str


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The output format.",
)
@click.option(
    "--most", type=click.IntRange(1), default=20, show_default=True, help="The maximum number of papers to show."
)
@click.option("--topics", "only_topics", is_flag=True, help="Only say how the topics stand, as Markdown.")
@click.pass_obj
def suggest(options: Options, form: str, most: int, only_topics: bool) -> None:  # noqa: FBT001
    """List papers with weak topic matches, and titles that look alike.

    These are papers without a topic, and papers whose only topic rests on a single phrase that occurs
    once in the abstract. Each paper is shown with its distinctive phrases, the topics of papers with the same
    phrases, and what to write in which file. None of these are problems, so the command always exits
    with 0. At the end it says how the topics stand: what is unsorted by month, which words rise there, and which
    topics have grown too large or mostly coincide.
    """
    catalogue, root = read_content(options.content).catalogue, root_of(options.content)
    drift = topic_drift(catalogue)
    if only_topics:
        click.echo("\n".join(_drift_as_markdown(drift)))
        return
    weak = weakly_matched(catalogue)
    suggestions = [_of_weak(match, options.content, root) for match in described(catalogue, weak[:most])]
    alike = [_of_twins(pair, options.content, root) for pair in twins(catalogue.papers)]
    if form == "json":
        data = {
            "papers": [asdict(suggestion) for suggestion in suggestions],
            "in_all": len(weak),
            "titles": [asdict(suggestion) for suggestion in alike],
            "topics": msgspec.to_builtins(drift),
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print("Papers with weak topic matches", suggestions, len(weak))
        click.echo()
        _print("Titles that look alike", alike, len(alike))
        for title, _, lines in drift_in_words(drift) if catalogue.papers else ():
            click.echo()
            click.echo(title)
            for line in lines or ("nothing stands out",):
                click.echo(f"  {line}")


def _drift_as_markdown(drift: TopicDrift) -> Iterator[str]:
    """How the topics stand, for a pull request."""
    yield "### How the topics stand"
    for title, _, lines in drift_in_words(drift):
        yield f"\n**{title}**\n"
        # What an abstract says stays text: a line is quoted as code.
        yield from (f"- `{line.replace('`', '')}`" for line in lines or ("nothing stands out",))


def _of_weak(match: WeakMatch, content: Path, root: str) -> Suggestion:
    own = match.assignment.topic if match.assignment else None
    remarks: list[str] = []
    if match.assignment:
        (reason,) = match.assignment.reasons
        remarks.append(
            f"has only {own}, because of {reason_in_words([reason])}, which occurs once ({root}/{reason.place})"
        )
    remarks += [_phrase(phrase) for phrase in match.phrases]
    remarks += [_near(topic) for topic in match.topics]
    return _suggestion((match.paper,), remarks, _topics(own, match.topics), content, root)


def _topics(own: str | None, near: Sequence[NearTopic]) -> list[str]:
    """Lines about its topics: the first keeps its own topic, the commented one replaces it."""
    other = near[0].topic if near else "FILE-NAME-OF-A-TOPIC"
    if own is None:
        return ["topics:", f"  add: [{other}]"] if near else [f"# topics: {{add: [{other}]}}"]
    return [
        f"topics: {{add: [{own}]}}  # if it belongs there regardless of the rules",
        f"# topics: {{remove: [{own}], add: [{other}]}}",
    ]


def _phrase(phrase: Phrase) -> str:
    where = " in the title" if phrase.is_in_title else ""
    others = f"also in {counted(phrase.papers - 1, 'other paper')}" if phrase.papers > 1 else "in no other paper"
    return f"“{phrase.text}”{where}; {others}"


def _near(near: NearTopic) -> str:
    quoted = ", ".join(f"“{phrase}”" for phrase in near.phrases)
    return f"perhaps {near.topic}: other papers there have {quoted}"


def _of_twins(pair: Twins, content: Path, root: str) -> Suggestion:
    lines = [f"same_as: {pair.first.slug}  # only if they are the same paper; the file may contain no other key"]
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


def _print(heading: str, suggestions: Sequence[Suggestion], in_all: int) -> None:
    click.echo(f"{heading} ({in_all:,})")
    for suggestion in suggestions:
        click.echo()
        for title, slug in zip(suggestion.titles, suggestion.papers, strict=True):
            click.echo(f"  {title} at papers/{slug}")
        for remark in suggestion.remarks:
            click.echo(f"    - {remark}")
        click.echo(f"    {'add to' if suggestion.exists else 'write'} {suggestion.file}:")
        for line in suggestion.yaml.splitlines():
            click.echo(f"        {line}")
    if in_all > len(suggestions):
        click.echo(f"\n  and {in_all - len(suggestions):,} more; see --most")
