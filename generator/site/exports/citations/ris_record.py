"""Papers as references of RIS (https://en.wikipedia.org/wiki/RIS_(file_format)), with the line ends it demands."""

from __future__ import annotations

import re

from generator.site.exports.citations.cited_paper import CitedPaper, parts_of_name

_AND = re.compile(r"(?:^|\s)and(?:\s|$)", re.I)


def ris_record(paper: CitedPaper) -> str:
    """A reference, whose tags are those that are known."""
    lines = [
        ("TY", "UNPB" if paper.arxiv and not paper.venue else "GEN"),
        ("ID", paper.key),
        ("TI", paper.title),
        *(("AU", family_first(name)) for name in paper.authors),
        ("PY", str(paper.year or "")),
        ("DA", paper.date.strftime("%Y/%m/%d") if paper.date else ""),
        ("T2", paper.venue),
        ("PB", "arXiv" if paper.arxiv else ""),
        ("AN", f"arXiv:{paper.arxiv}" if paper.arxiv else ""),
        ("DO", paper.doi),
        ("UR", paper.url),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def family_first(name: str) -> str:
    """``Beethoven, Ludwig``; a name with a comma is written so already."""
    if "," in name or _AND.search(name):
        return name
    given, family, suffix = parts_of_name(name)
    return ", ".join(part for part in (family, given, suffix) if part)
