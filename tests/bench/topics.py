"""Measures topics on papers that were labelled by hand: by rules alone, by learned words alone, and by both.

    .venv/bin/python tests/bench/topics.py                    # the papers kept back
    .venv/bin/python tests/bench/topics.py --set tuning       # those that rules may be tuned on
    .venv/bin/python tests/bench/topics.py --labels FILE      # any others, as JSON lines
    .venv/bin/python tests/bench/topics.py --drift FOLDER     # learned from the first half of the days, by half-year

A paper's main topic is *found* if it is among those given, or the narrower one that the labels name. An assignment is
*right* if it is main, narrower or also, and *arguable* if it is at least not wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.catalogue.topics.classifier import Classifier
from generator.content.folder import curated_files
from generator.content.read import read_content
from generator.curation.reading import read_curation
from generator.model.curation import Topic, TopicWords

REPOSITORY = Path(__file__).parents[2]
SETS = REPOSITORY / "tests/fixtures/topics"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paper with the topics that somebody who read it gave it."""

    title: str
    abstract: str
    digest: str
    main: frozenset[str]
    """One, and the narrower one that is as good."""
    right: frozenset[str]
    arguable: frozenset[str]
    """With those that are right."""


def labelled(path: Path) -> list[Labelled]:
    """The papers of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    papers: list[Labelled] = []
    for row in rows:
        main = frozenset(filter(None, (row["main"], row.get("narrower"))))
        right = main | set(row["also"])
        papers.append(
            Labelled(row["title"], row["abstract"], row.get("digest", ""), main, right, right | set(row["arguable"]))
        )
    return papers


@dataclass(frozen=True, slots=True)
class Score:
    """How well topics were given."""

    papers: int
    found: int
    unsorted: int
    given: int
    right: int
    arguable: int

    @classmethod
    def of(cls, papers: Sequence[Labelled], given: Sequence[Sequence[str]]) -> Score:
        """The score of the topics given to papers."""
        pairs = list(zip(papers, given, strict=True))
        return cls(
            len(papers),
            sum(bool(paper.main & set(topics)) for paper, topics in pairs),
            sum(not topics for topics in given),
            sum(map(len, given)),
            sum(topic in paper.right for paper, topics in pairs for topic in topics),
            sum(topic in paper.arguable for paper, topics in pairs for topic in topics),
        )

    def __str__(self) -> str:
        of_papers, of_given = 100 / max(1, self.papers), 100 / max(1, self.given)
        return (
            f"main found {self.found * of_papers:5.1f} %   right {self.right * of_given:5.1f} %   at least arguable"
            f" {self.arguable * of_given:5.1f} %   unsorted {self.unsorted * of_papers:4.1f} %"
            f"   topics per paper {self.given / max(1, self.papers):.2f}"
        )


def given_topics(papers: Iterable[Labelled], topics: Sequence[Topic], learned: Sequence[TopicWords]) -> list[list[str]]:
    """The topics that rules and learned words give to papers."""
    classifier = Classifier(topics, learned)
    return [[given.topic for given in classifier.classify(paper.title, paper.abstract).topics] for paper in papers]


def by_topic(papers: Sequence[Labelled], given: Sequence[Sequence[str]]) -> Iterator[str]:
    """For each topic: papers with it as their main one that have it, and papers that rightly have it."""
    mains = Counter(topic for paper in papers for topic in paper.main)
    found = Counter(
        topic for paper, topics in zip(papers, given, strict=True) for topic in paper.main if paper.main & set(topics)
    )
    gives = Counter(topic for topics in given for topic in topics)
    right = Counter(
        topic for paper, topics in zip(papers, given, strict=True) for topic in topics if topic in paper.right
    )
    for topic in sorted(mains | gives):
        yield f"  {topic:28} main {found[topic]:3} of {mains[topic]:3}   right {right[topic]:3} of {gives[topic]:3}"


def mistakes(papers: Sequence[Labelled], given: Sequence[Sequence[str]]) -> Iterator[str]:
    """Papers without their main topic, or with a wrong one."""
    for paper, topics in zip(papers, given, strict=True):
        wrong = [topic for topic in topics if topic not in paper.arguable]
        if wrong or not paper.main & set(topics):
            yield f"  {paper.title[:80]} | {'/'.join(sorted(paper.main))} | {', '.join(topics)} | wrong {wrong}"


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="held-back", choices=["held-back", "tuning"])
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--content", type=Path, default=REPOSITORY / "content")
    parser.add_argument("--mistakes", action="store_true", help="list them (never of papers that are kept back)")
    options = parser.parse_args()
    papers = labelled(options.labels or SETS / f"{options.set}.jsonl")
    topics = read_content(options.content).catalogue.topics
    learned = read_curation(curated_files(options.content))[0].learned
    bare = [Topic(topic.slug, topic.title, topic.area, topic.scope, topic.place) for topic in topics]
    print(f"{len(papers)} papers")
    ways = {"rules alone": (topics, ()), "words alone": (bare, learned), "both": (topics, learned)}
    for name, (those, words) in ways.items():
        given = given_topics(papers, those, words)
        print(f"{name:12} {Score.of(papers, given)}")
    print("\n".join(mistakes(papers, given) if options.mistakes else by_topic(papers, given)))


if __name__ == "__main__":
    main()
