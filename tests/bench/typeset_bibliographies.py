"""Runs BibTeX and biber on the bibliographies that a site offers, and shows what they warn of.

    python tests/bench/typeset_bibliographies.py [CORPUS] [--papers 2000]

The shipped papers, and papers of CORPUS: a file of JSON lines with ``title``, ``authors``, ``date``, ``id`` (of arXiv)
and ``categories``; it may be compressed by xz. BibTeX runs with several of the styles that come with it, biber as
biblatex calls it, or on the file alone where biblatex is not installed. Exits with 1 if anything warns, and with 2
without BibTeX and biber (``apt-get install texlive-binaries texlive-latex-base texlive-bibtex-extra biber``).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from corpus import corpus_lines, day_of, unbroken
from large_list import ROOT
from slugify import slugify

from generator.content.read import read_content
from generator.site.exports.citations.bibtex_entry import bibtex_entry
from generator.site.exports.citations.cited_paper import CitedPaper, one_line
from generator.text.markup import understand

STYLES = (
    "plain",
    "abbrv",
    "alpha",
    "ieeetr",
    "siam",
    "acm",
)  # apalike tells at most 26 papers of an author and year apart
DOCUMENT = r"""\documentclass{article}
\usepackage[backend=biber]{biblatex}
\addbibresource{papers.bib}
\begin{document}\nocite{*}\printbibliography\end{document}
"""


def main() -> int:
    """Run both on all papers; print what they say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--papers", type=int, default=2000)
    options = parser.parse_args()
    if not (shutil.which("bibtex") and shutil.which("biber")):
        print("There is no bibtex or no biber.")
        return 2
    catalogue = read_content(ROOT / "content").catalogue
    lists = {"shipped papers": [CitedPaper.of(paper, None) for paper in catalogue.papers]}
    if options.corpus:
        lists["papers of the corpus"] = list(islice(papers_of(options.corpus), options.papers))
    warned = [line for name, papers in lists.items() for line in run_all(name, papers)]
    print(*warned, sep="\n")
    return 1 if warned else 0


def papers_of(path: Path) -> Iterator[CitedPaper]:
    """The papers of a corpus as a site would know them."""
    for line in corpus_lines(path):
        title = one_line(understand(unbroken(line["title"]), {}).plain)
        day = day_of(line)
        yield CitedPaper(
            slug=slugify(title, max_length=80, word_boundary=True) or "paper",
            title=title,
            authors=tuple(map(one_line, line["authors"])),
            organisation=None,
            date=day,
            year=day.year,
            arxiv=line["id"],
            doi=f"10.48550/arXiv.{line['id']}",
            venue=None,
            url=f"https://arxiv.org/abs/{line['id']}",
        )


def run_all(name: str, papers: list[CitedPaper]) -> Iterator[str]:
    """What BibTeX and biber say of papers."""
    keys = {paper.key for paper in papers}
    print(f"{len(papers)} {name}, {len(keys)} keys")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "papers.bib").write_text("\n".join(map(bibtex_entry, papers)), encoding="utf-8")
        for style in STYLES:
            (folder / "papers.aux").write_text(f"\\citation{{*}}\n\\bibdata{{papers}}\n\\bibstyle{{{style}}}\n")
            said = _run(folder, "bibtex", "papers")
            found = [line for line in said if "arning" in line or "rror" in line or "---" in line]
            print(f"  bibtex, {style}: {len(found)} warnings, {_items(folder)} items")
            yield from found
        yield from _biber(folder)


def _items(folder: Path) -> int:
    return (folder / "papers.bbl").read_text(encoding="utf-8", errors="replace").count("\\bibitem")


def _biber(folder: Path) -> Iterator[str]:
    (folder / "papers.tex").write_text(DOCUMENT)
    if shutil.which("pdflatex"):
        _run(folder, "pdflatex", "-interaction=batchmode", "papers")
    is_document = (folder / "papers.bcf").is_file()
    what = ["papers"] if is_document else ["--tool", "papers.bib"]
    said = _run(folder, "biber", *what)
    found = [line for line in said if line.startswith(("WARN", "ERROR"))]
    print(f"  biber, {'for a document' if is_document else 'on the file'}: {len(found)} warnings, {said[-1]}")
    yield from found


def _run(folder: Path, *command: str) -> list[str]:
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False)
    return (ended.stdout + ended.stderr).splitlines()


if __name__ == "__main__":
    sys.exit(main())
