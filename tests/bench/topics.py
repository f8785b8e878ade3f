"""Measures topics on papers that were labelled by hand: by rules alone, by learned words alone, and by both.

    .venv/bin/python tests/bench/topics.py                    # the papers kept back
    .venv/bin/python tests/bench/topics.py --set unseen       # papers that nobody looked at before they were labelled
    .venv/bin/python tests/bench/topics.py --set tuning       # those that rules may be tuned on
    .venv/bin/python tests/bench/topics.py --labels FILE      # any others, as JSON lines
    .venv/bin/python tests/bench/topics.py --halves FILE      # learned from the first half of the days, by half-year
    .venv/bin/python tests/bench/topics.py --examples CORPUS  # topics of three examples each, by arXiv category

FILE has papers as JSON lines with title, abstract and day; CORPUS has them with title, abstract and categories.

A paper's main topic is *found* if it is among those given, or the narrower one that the labels name. An assignment is
*right* if it is main, narrower or also, and *arguable* if it is at least not wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import corpus_lines

from generator.catalogue.topics.classifier import Classifier
from generator.content.folder import curated_files
from generator.content.read import read_content
from generator.curation.reading import read_curation
from generator.curator.learning.learn_topics import learn_topics
from generator.curator.learning.training_papers import LabelledTopics, ReadPaper, training_papers
from generator.model.catalogue import Catalogue
from generator.model.curation import Site, Topic, TopicWords
from generator.model.identity import Slug
from generator.model.problem import Located, Place

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


def by_half_year(path: Path, topics: Sequence[Topic]) -> Iterator[str]:
    """How words learned from the first half of the days do on labelled papers of each half-year after that."""
    rows = sorted(
        (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()), key=lambda row: row["day"]
    )
    until = rows[len(rows) // 2]["day"]
    listed = Catalogue(Site("Bench", "A list to measure.", ()), (), (), tuple(topics))
    before = [ReadPaper(row["title"], row["abstract"]) for row in rows if row["day"] < until]
    trained = learn_topics(listed, training_papers(listed, (), before)).words
    learned = [TopicWords(slug, Place("x"), "", one.threshold, one.words) for slug, one in sorted(trained.items())]
    papers = [paper for name in ("tuning", "held-back") for paper in labelled(SETS / f"{name}.jsonl")]
    yield f"learned from {len(before):,} papers before {until}"
    for half in sorted({_half_year(paper.digest) for paper in papers}):
        those = [paper for paper in papers if _half_year(paper.digest) == half]
        unseen = "unseen" if half >= _half_year(until) else "seen"
        yield f"{half} {unseen:6} {len(those):3}  {Score.of(those, given_topics(those, topics, learned))}"


def _half_year(day: str) -> str:
    return f"{day[:4]}-{'1' if day[5:7] <= '06' else '2'}"


def by_examples(path: Path) -> Iterator[str]:
    """Five topics of three examples and sixty papers each time; how many main topics of other papers are right."""
    rows = list(corpus_lines(path))
    for subjects in SUBJECTS:
        shares = [_by_examples(rows, subjects, start) for start in range(0, 48, 12)]
        yield f"{', '.join(subjects)}: {', '.join(f'{share:.0f} %' for share in shares)}"


SUBJECTS = (
    {
        "hep-lat": "Quantum chromodynamics and gauge theories on a lattice: quarks, gluons and hadrons.",
        "q-fin": "Markets, prices, portfolios, risk and trading.",
        "physics.ao-ph": "The atmosphere and the ocean: weather, climate and forecasts.",
        "physics.soc-ph": "Physics of societies: opinions, epidemics, mobility and cities.",
        "nlin.CD": "Chaotic dynamics: attractors, bifurcations and synchronisation of oscillators.",
    },
    {
        "hep-lat": "Quantum chromodynamics and gauge theories on a lattice: quarks, gluons and hadrons.",
        "quant-ph": "Quantum information and computing: qubits, entanglement and circuits.",
        "math.ST": "Statistical theory: estimators, inference, asymptotics and tests.",
        "physics.geo-ph": "The solid earth: earthquakes, seismic waves, faults and inversion.",
        "cs.SI": "Social networks and the web: communities, users and misinformation.",
    },
)


def _by_examples(rows: Sequence[Mapping[str, str]], subjects: Mapping[str, str], start: int) -> float:
    chosen, held = list[tuple[str, ReadPaper]](), list[tuple[str, ReadPaper]]()
    for subject in subjects:
        own = [row for row in rows if _category(row).startswith(subject)]
        own = own[start % len(own) :] + own[: start % len(own)]
        for number, row in enumerate(own[:36]):
            label = LabelledTopics(frozenset({Slug(subject)})) if number < 3 else None
            paper = ReadPaper(" ".join(row["title"].split()), " ".join(row["abstract"].split()), label)
            (chosen if number < 12 else held).append((subject, paper))
    place = Place("x")
    topics = tuple(
        Topic(Slug(name), name, Located("x", place), scope, place, examples=(Located(Slug("x"), place),))
        for name, scope in sorted(subjects.items())
    )
    listed = Catalogue(Site("Bench", "A list to measure.", ()), (), (), topics)
    trained = learn_topics(listed, training_papers(listed, (), [paper for _, paper in chosen])).words
    learned = [TopicWords(slug, place, "", one.threshold, one.words) for slug, one in sorted(trained.items())]
    classifier = Classifier(topics, learned)
    first = [(name, classifier.classify(paper.title, paper.abstract).topics[:1]) for name, paper in held]
    return 100 * sum(bool(given) and given[0].topic == name for name, given in first) / len(held)


def _category(row: Mapping[str, str | list[str]]) -> str:
    categories = row["categories"]
    names = categories.split() if isinstance(categories, str) else categories
    return names[0] if names else ""


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="held-back", choices=["held-back", "unseen", "tuning"])
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--content", type=Path, default=REPOSITORY / "content")
    parser.add_argument("--halves", type=Path)
    parser.add_argument("--examples", type=Path)
    parser.add_argument("--mistakes", action="store_true", help="list them (never of papers that are kept back)")
    options = parser.parse_args()
    if options.examples:
        print("\n".join(by_examples(options.examples)))
        return
    papers = labelled(options.labels or SETS / f"{options.set}.jsonl")
    topics = read_content(options.content).catalogue.topics
    if options.halves:
        print("\n".join(by_half_year(options.halves, topics)))
        return
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
