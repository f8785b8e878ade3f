"""Lists to measure with: a copy of the shipped site with as many papers as one likes.

Without a corpus, papers are made from the sentences of the shipped digests.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from corpus import corpus_lines, day_of, unbroken

from generator.content.read import read_content
from generator.text.lead import sentences
from generator.text.wording import MONTHS

ROOT = Path(__file__).resolve().parents[2]
DIGEST = 50
"""Papers of a digest."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a digest says of a paper."""

    title: str
    abstract: str
    author_count: int
    published: date


def make_shipped(project: Path) -> None:
    """A copy of the shipped site."""
    for name in ("overrides", "content"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)


def make_project(project: Path, records: Sequence[Record]) -> None:
    """A copy of the shipped site with other digests, and without what names single papers."""
    shutil.copytree(ROOT / "overrides", project / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", project)
    for name in ("topics", "pages", "learned"):
        shutil.copytree(ROOT / "content" / name, project / "content" / name)
    site = (ROOT / "content/site.yml").read_text(encoding="utf-8")
    # Aliases are names of people in the shipped papers.
    without_aliases = re.sub(r"^aliases:\n(?:  .*\n)+", "", site, flags=re.MULTILINE)
    (project / "content/site.yml").write_text(without_aliases, encoding="utf-8")
    for path in (project / "content/topics").glob("*.yml"):
        path.write_text(path.read_text().partition("\nstart_here:")[0] + "\n")
    (project / "content/digests").mkdir()
    for number in range(-(-len(records) // DIGEST)):
        write_digest(project / "content", number, records[number * DIGEST : (number + 1) * DIGEST])


def write_digest(content: Path, number: int, records: Sequence[Record]) -> None:
    """Write the digest with a number, of one day after another."""
    day = date(2026, 1, 1) + timedelta(days=number)
    blocks = ["new", "Subscribe", "Daily Papers", "byAK and the research community", _month_day(day)]
    for position, record in enumerate(records):
        comments = f" {position % 9 + 1}" if position % 3 == 0 else ""
        published = f"{_month_day(record.published)}, {record.published.year}{comments}"
        blocks += [record.title, record.abstract, f"  • {record.author_count} authors\n·\n{published}"]
    (content / "digests" / f"{day}.txt").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _month_day(day: date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.day}"


def records_of(corpus: Path | None, number: int) -> Iterator[Record]:
    """``number`` papers; those of a corpus that is too small come again under another title."""
    source = list(_from_corpus(corpus) if corpus else _from_shelf(number))
    for index in range(number):
        record = source[index % len(source)]
        again = f" ({index // len(source) + 1})" if index >= len(source) else ""
        yield Record(record.title + again, record.abstract, record.author_count, record.published)


def _from_corpus(path: Path) -> Iterator[Record]:
    for line in corpus_lines(path):
        yield Record(unbroken(line["title"]), unbroken(line["abstract"]), max(1, len(line["authors"])), day_of(line))


def _from_shelf(number: int) -> Iterator[Record]:
    """Papers that read like the shipped ones: their sentences, shuffled with a fixed seed."""
    chance = random.Random(1)
    papers = read_content(ROOT / "content").catalogue.papers
    pool = [sentence for paper in papers for paragraph in paper.abstract for sentence in sentences(paragraph.plain)]
    words = [word for paper in papers for word in paper.title.plain.split()]
    for index in range(number):
        title = " ".join(chance.sample(words, 8)).rstrip(".,:;") + f" {index}"
        abstract = " ".join(chance.sample(pool, 7))
        yield Record(title, abstract, chance.randint(1, 12), date(2025, 1, 1) + timedelta(days=chance.randrange(360)))
