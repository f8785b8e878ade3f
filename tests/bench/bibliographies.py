"""Prints papers as bibliographies with other programs, and compares what is read back.

    python tests/bench/bibliographies.py CORPUS [--papers 2000] [--seed 1] [--shown 5]

CORPUS is a file of JSON lines with ``title``, ``abstract``, ``authors``, ``date``, ``id`` (of arXiv) and ``venue``; it
may be compressed by xz. Beside the libraries of the tests, Pandoc and bibutils convert the papers where they are
installed. Prints, for each format, how many titles, authors, dates, ids, DOIs and abstracts differ, and the time to
read it; exits with 1 if any title, author, date, id or DOI does.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from corpus import corpus_lines
from large_list import ROOT

from generator.digests.reader import read_digest
from generator.model.digest import Entry
from generator.model.identity import title_key
from generator.text.markup import understand

sys.path.insert(0, str(ROOT / "tests"))
from support.bibliography_writers import ONLY_MONTHS, WRITERS, Written, csl_json

_QUOTES = str.maketrans("“”‘’", "\"\"''")
"""Which of these a program writes is a matter of its typography."""
FIELDS = ("title", "authors", "published", "arxiv", "doi", "venue")


def papers_of(path: Path, count: int, seed: int) -> list[Written]:
    """Papers of a corpus, drawn at random. Every third has a DOI, so that DOIs are tried as well."""
    records = [record for record in corpus_lines(path) if is_balanced(" ".join(map(str, record.values())))]
    drawn = random.Random(seed).sample(records, min(count, len(records)))
    return [_written(number, record) for number, record in enumerate(drawn)]


def is_balanced(text: str) -> bool:
    """Can BibTeX hold a text? It has no way to write a brace without its partner."""
    depth = 0
    for sign in text.replace("\\{", "").replace("\\}", ""):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0 and text.count("\\{") == text.count("\\}")


def _written(number: int, record: dict[str, object]) -> Written:
    authors = record["authors"] if isinstance(record["authors"], list) else []
    return Written(
        title=" ".join(str(record["title"]).split()),
        authors=tuple(" ".join(name.split()) for name in authors),
        abstract=" ".join(str(record["abstract"]).split()),
        published=date.fromisoformat(str(record["date"])) if record["date"] else None,
        arxiv=str(record["id"]),
        doi=f"10.5555/{number}.x_{number}(a)" if number % 3 == 0 else None,
        venue="Transactions on Papers & Lists" if number % 2 == 0 else None,
        keywords=("reading lists", "π-calculus") if number % 5 == 0 else (),
    )


def converted(papers: Sequence[Written]) -> Iterator[tuple[str, str]]:
    """What programs that are installed make of the papers in CSL-JSON."""
    source = csl_json(papers)
    if shutil.which("pandoc"):
        for to, name in (("bibtex", "pandoc.bib"), ("biblatex", "pandoc-biblatex.bib"), ("csljson", "pandoc.json")):
            yield name, _run(["pandoc", "-f", "csljson", "-t", to, "--wrap=none"], source)
    if shutil.which("bib2xml") and shutil.which("xml2ris"):
        mods = _run(["bib2xml", "-i", "utf8"], WRITERS["bib"](papers))
        for command, name in (("xml2ris", "bibutils.ris"), ("xml2bib", "bibutils.bib")):
            yield name, _run([command], mods)


def _run(command: Sequence[str], source: str) -> str:
    return subprocess.run(command, input=source, capture_output=True, text=True, check=True).stdout


def expected(paper: Written, field: str, *, only_months: bool) -> object:
    """What an entry must say."""
    value = getattr(paper, field)
    if field == "published" and only_months and paper.published and paper.arxiv:
        is_month = paper.arxiv[:4] == f"{paper.published:%y%m}"
        return paper.published.replace(day=1) if is_month else None
    if field == "title":
        return shown(value)
    if field == "authors":
        is_complete = not any(name in ("others", "et al.") for name in value)
        return tuple(name.translate(_QUOTES) for name in value) if is_complete else ()
    return value


def shown(text: str) -> str:
    """A title as pages show it, since TeX in it can be written in several ways."""
    return understand(text, {}).plain.translate(_QUOTES)


def found(entry: Entry, field: str) -> object:
    value = getattr(entry, field)
    if field == "authors":
        return tuple(name.translate(_QUOTES) for name in entry.authors)
    return shown(value) if field == "title" else value


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shown", type=int, default=5)
    arguments = parser.parse_args()
    papers = papers_of(arguments.corpus, arguments.papers, arguments.seed)
    printed = [*((name, write(papers)) for name, write in WRITERS.items()), *converted(papers)]
    return max([compare(name, text, papers, arguments.shown) for name, text in printed])


def compare(name: str, text: str, papers: Sequence[Written], most: int) -> int:
    """Print what differs in one format; 1 if anything does."""
    started = time.process_time()
    digest, problems = read_digest(f"digests/2026-11-28.{name.rpartition('.')[2]}", text.encode())
    seconds = time.process_time() - started
    found_entries = digest.entries if digest else ()
    entries = {str(entry.arxiv or title_key(entry.title)): entry for entry in found_entries}
    only_months = name in ONLY_MONTHS or name in ("pandoc.bib", "bibutils.bib", "bibutils.ris")
    faults: dict[str, list[tuple[object, object]]] = {}
    for paper in papers:
        entry = entries.get(paper.arxiv or "") or entries.get(title_key(paper.title))
        for field in FIELDS:
            wanted = expected(paper, field, only_months=only_months)
            value = found(entry, field) if entry else "no entry"
            if wanted != value:
                faults.setdefault(field, []).append((wanted, value))
        if entry and " ".join(" ".join(entry.abstract).split()) != paper.abstract:
            faults.setdefault("abstract", []).append((paper.abstract, " ".join(entry.abstract)))
    counts = ", ".join(f"{field} {len(pairs)}" for field, pairs in faults.items()) or "nothing"
    read = f"{len(entries)} of {len(papers)} papers in {seconds:.1f} s, {len(problems)} problems"
    print(f"{name}: {read}; differs: {counts}")
    for problem in problems[:most]:
        print(f"    {problem.place}: {problem.field}: {problem.message}")
    for field, pairs in faults.items():
        for wanted, value in pairs[:most] if field != "abstract" else []:
            print(f"    {field}: expected {wanted!r}\n    {' ' * len(field)}  found    {value!r}")
    return int(any(field in faults for field in FIELDS))


if __name__ == "__main__":
    sys.exit(main())
