"""``papershelf learn``: learns the words of topics, and writes them to ``learned/``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from generator.cli.options import PROBLEMS_FOUND, Options
from generator.content.folder import curated_files
from generator.content.read import ContentResult, read_content
from generator.curation.reading import Curation, read_curation
from generator.curator.learning.learn_topics import LearnedList, learn_topics
from generator.curator.learning.learned_files import learned_file, learned_text, settled
from generator.curator.learning.paper_sources import UnreadableSource, read_papers
from generator.curator.learning.training_papers import ReadPaper, training_papers
from generator.model.identity import Slug
from generator.model.problem import errors
from generator.model.problem_format import as_line, root_of
from generator.storage.atomic_write import write_whole
from generator.text.wording import counted

_FEWER = 0.5
"""Words that were learned from more than twice as many papers are not overwritten unless that is asked for."""


@click.command()
@click.option(
    "--papers",
    "sources",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    help="Other papers to learn from: a file in any form that a digest can have, JSON lines with title and abstract,"
    " or a folder of such files. May be repeated.",
)
@click.option("--replace", "is_forced", is_flag=True, help="Replace words that were learned from far more papers.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Write nothing; only say what would be written.")
@click.pass_obj
def learn(options: Options, sources: tuple[Path, ...], is_forced: bool, is_dry: bool) -> None:  # noqa: FBT001
    """Learn the words by which topics are recognised where no rule matches.

    Learns from the papers of the list: from the topics that rules give them, and, counting more, from those that
    curators add and remove, and from the examples of topics. Writes a file for each topic to learned/. Builds only
    add up the weights of the words. Needs scikit-learn, unless topics have examples and no rules:
    pip install 'papershelf[learn]'.
    """
    result, root = read_content(options.content), root_of(options.content)
    if faults := errors(result.problems):
        for problem in faults:
            click.echo(as_line(problem, root), err=True)
        raise click.exceptions.Exit(PROBLEMS_FOUND)
    curation, _ = read_curation(curated_files(options.content))
    learned = _learned(result, curation, _others(sources))
    earlier = {} if is_forced else result.catalogue.learned
    before = {words.slug: _papers_of(words.basis) for words in curation.learned}
    for topic in sorted(learned.words):
        basis = learned.basis[topic]
        if basis.of < _FEWER * before.get(topic, 0) and not is_forced:
            click.echo(
                f"kept    {root}/{learned_file(topic)}: learned from {before[topic]:,} papers, and there are "
                f"{basis.of:,} now; --papers adds more, --replace replaces it nevertheless"
            )
            continue
        text = learned_text(settled(learned.words[topic], earlier.get(topic)), basis).encode()
        path = options.content / learned_file(topic)
        is_same = path.is_file() and path.read_bytes() == text
        if not is_same and not is_dry:
            write_whole(path, text, below=options.content)
        click.echo(f"{'same   ' if is_same else 'learned'} {root}/{learned_file(topic)}: {basis}")
    _say_what_is_left(learned.words, result, root)


def _learned(result: ContentResult, curation: Curation, others: list[ReadPaper]) -> LearnedList:
    papers = training_papers(result.catalogue, curation.paper_notes, others)
    try:
        return learn_topics(result.catalogue, papers)
    except ModuleNotFoundError as error:
        message = "learning from rules needs scikit-learn, which is not installed: pip install 'papershelf[learn]'"
        raise click.UsageError(message) from error


def _others(sources: Iterable[Path]) -> list[ReadPaper]:
    try:
        return [paper for source in sources for paper in read_papers(source)]
    except UnreadableSource as error:
        raise click.UsageError(str(error)) from error


def _papers_of(basis: str) -> int:
    """How many papers words were learned from, as their file says; 0 where it does not say."""
    said = re.search(r" of ([0-9][0-9,]{0,12}) papers", basis)
    return int(said[1].replace(",", "")) if said else 0


def _say_what_is_left(words: Mapping[Slug, object], result: ContentResult, root: str) -> None:
    left = [topic.slug for topic in result.catalogue.topics if topic.slug not in words]
    if left:
        click.echo(f"{counted(len(left), 'topic')} with too few papers to learn from: {', '.join(left)}")
    if words:
        click.echo(f"Next: papershelf diff, papershelf check (the files are in {root}/learned/)")
