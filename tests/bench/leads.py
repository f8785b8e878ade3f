"""Measures the sentences below titles, and draws samples of them and of related papers, to be judged by reading.

    .venv/bin/python tests/bench/leads.py                              # the shipped papers
    .venv/bin/python tests/bench/leads.py --corpus papers.jsonl.xz     # those of a corpus, as for ``large_list``
    .venv/bin/python tests/bench/leads.py --corpus FILE --seed 1 --sample 200      # print titles and leads to read
    .venv/bin/python tests/bench/leads.py --corpus FILE --seed 1 --related 40      # titles and related papers
    .venv/bin/python tests/bench/leads.py --corpus FILE --pointing     # print the leads that seem to point elsewhere

Prints how many leads seem to point at text that a list does not show, by patterns that share nothing with the rule
that chooses them, what choosing costs, and how many are as long as two lines. A lead is *wrong* to a reader if the
title and the lead do not tell what the paper does, or if a word in it points at nothing; a related paper, if a
researcher who reads the one would not care for the other. With ``--limit`` exits with 1 when more leads point than
that share.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from large_list import DIGEST, ROOT, make_project, records_of

from generator.catalogue.related import relate
from generator.content.read import read_content
from generator.model.paper import Paper
from generator.storage.cache import Cache
from generator.text.lead import lead_sentence

TWO_LINES = 200
"""Characters of two lines of a card on a desktop."""
POINTING = re.compile(
    r"\b(?P<names>this|these|those|such)\b|\b(?P<stands>they|them|their|its?|both)\b"
    r"|\b(?P<back>aforementioned|above-mentioned|the (?:former|latter|above|previous|prior|earlier)"
    r"|(?:does|do|doing) so"
    r"|our (?:previous|prior|earlier|first|second)|previous (?:results|findings)|the following(?=[.,;]| \w+\.)"
    r"|an analogous|closely related|a nearby|an extension(?=[,.])|the (?:two|three) \w+ above"
    r"|(?:mentioned|described|discussed) above|(?:used|employed|adopted|considered) here(?=[.,]| and))\b"
    r"|\b(?P<meant>the (?:proposed|resulting|new|introduced|corresponding) [\w-]+"
    r"|(?:the|our) (?:[a-z]+ )?(?:methods?|approach(?:es)?|frameworks?|algorithms?|techniques?|schemes?"
    r"|strateg(?:y|ies)|results|findings|formulation|procedure|protocol|construction|conjecture|code|experiments))\b"
    r"(?! (?:of|for|that|which|where|based|called|named|by|to|in)\b|,? [A-Z])"
    r"|(?P<item>^\(?(?:\d|i+)\)|(?<=[:,;] )\((?:1|i)\)(?!.*\((?:2|ii)\))|:$)",
    re.I,
)
SELF = re.compile(
    r"^\s+(?:[\w-]+ ){0,2}(?:paper|work|article|study|survey|report|thesis|letter|note|manuscript|chapter|tutorial"
    r"|review|research|contribution|overview|dissertation|position|project|essay)\b",
    re.I,
)
NOT_POINTING = re.compile(
    r"^\s+(?:as|that)\b|^\s+(?:is|was|remains) (?:\w+ )?(?:possible|known|shown|found|hard)\b", re.I
)
MEANS = (
    "method",
    "approach",
    "framework",
    "algorithm",
    "technique",
    "scheme",
    "strategy",
    "formulation",
    "procedure",
    "protocol",
    "construction",
    "model",
    "system",
    "architecture",
    "pipeline",
)
"""Names for what authors do something by."""
ROOTS = 5
"""Letters by which two words are taken for the same."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What a card shows of a paper."""

    title: str
    text: str


def points_elsewhere(lead: Lead) -> bool:
    """Does a word in it seem to mean what neither the title nor the lead says before it?"""
    return any(_is_unseen(lead, found) for found in POINTING.finditer(lead.text))


def _is_unseen(lead: Lead, found: re.Match[str]) -> bool:
    before, after = lead.text[: found.start()], lead.text[found.end() :]
    if found["item"]:
        return True
    if found["meant"]:
        return _is_unnamed(found[0], f"{lead.title} {before}", is_first=not before)
    if SELF.match(after) or NOT_POINTING.match(after):
        return False
    words = re.findall(
        r"\w{4,}", re.sub(r"\b(?:we|this|our|the) \w+(?: that| how| whether)?\b", "", before, flags=re.I)
    )
    if found.lastgroup in ("stands", "back"):
        return not words
    roots = {word[:ROOTS].casefold() for word in re.findall(r"\w{3,}", f"{lead.title} {before}")}
    named = re.findall(r"[\w-]+", after)[:3]
    return not any(part[:ROOTS].casefold() in roots for name in named for part in name.split("-"))


def _is_unnamed(meant: str, said: str, *, is_first: bool) -> bool:
    """Does nothing that is said have the name of what is meant, or a name as general? What is theirs may begin."""
    if meant.casefold().startswith("our ") and is_first:
        return False
    last = meant.rpartition(" ")[2].casefold()
    roots = {name[:ROOTS] for name in MEANS} if last[:ROOTS] in {name[:ROOTS] for name in MEANS} else {last[:ROOTS]}
    return roots.isdisjoint(word[:ROOTS] for word in re.findall(r"\w{3,}", said.casefold()))


def leads_of(texts: Sequence[tuple[str, list[str]]]) -> list[Lead]:
    """The leads of all papers that have one, from their titles and the paragraphs of their abstracts."""
    leads = ((title, lead_sentence(abstract, title)) for title, abstract in texts)
    return [Lead(title, text) for title, text in leads if text]


def texts_of(corpus: Path | None, number: int) -> list[tuple[str, list[str]]]:
    """The titles and abstracts of the shipped papers, or of a corpus."""
    if corpus is None:
        papers = read_content(ROOT / "content").catalogue.papers
        return [(paper.title.plain, [paragraph.plain for paragraph in paper.abstract]) for paper in papers]
    return [(record.title, [record.abstract]) for record in records_of(corpus, number)]


def papers_of(corpus: Path | None, number: int) -> tuple[Paper, ...]:
    """The papers of the shipped list, or of one made from a corpus with the shipped topics."""
    if corpus is None:
        return read_content(ROOT / "content").catalogue.papers
    folder = Path(tempfile.mkdtemp(prefix="papershelf-leads-"))
    try:
        make_project(folder / "project", list(records_of(corpus, number // DIGEST * DIGEST)))
        return read_content(folder / "project/content").catalogue.papers
    finally:
        shutil.rmtree(folder)


def print_related(papers: Sequence[Paper], chosen: Sequence[Paper]) -> None:
    """Papers with those related to them, the terms they share, and whether they share a topic."""
    started = time.process_time()
    related = relate(papers, Cache())
    print(f"related papers of {len(papers):,}: {time.process_time() - started:.2f} s of CPU time")
    by_slug = {paper.slug: paper for paper in papers}
    for number, paper in enumerate(chosen, start=1):
        topics = {given.topic for given in paper.topics}
        print(f"\n{number}. {paper.title.plain}  [{', '.join(sorted(topics))}]")
        for near in related.get(paper.slug, ()):
            other = by_slug[near.slug]
            shared = "+" if topics & {given.topic for given in other.topics} else "-"
            print(f"   {shared} {other.title.plain}  ({', '.join(near.words)})")


def main() -> int:
    """Print the figures and what is to be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--related", type=int, default=0)
    parser.add_argument("--pointing", action="store_true")
    parser.add_argument("--limit", type=float, help="of leads that point elsewhere, in per cent")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    if options.related:
        papers = papers_of(options.corpus, options.papers)
        print_related(papers, chance.sample(papers, options.related))
        return 0
    texts = texts_of(options.corpus, options.papers)
    started = time.process_time()
    leads = leads_of(texts)
    seconds = time.process_time() - started
    pointing = [lead for lead in leads if points_elsewhere(lead)]
    share = 100 * len(pointing) / max(1, len(leads))
    short = 100 * sum(len(lead.text) <= TWO_LINES for lead in leads) / max(1, len(leads))
    print(f"{len(leads):,} leads in {seconds:.2f} s of CPU time; {short:.1f} % within two lines")
    print(f"{len(pointing)} seem to point at text that is not shown: {share:.2f} %")
    for number, lead in enumerate(pointing if options.pointing else chance.sample(leads, options.sample), start=1):
        print(f"{number}. {lead.title}\n    {lead.text}")
    return 1 if options.limit is not None and share > options.limit else 0


if __name__ == "__main__":
    raise SystemExit(main())
