"""Papers as items of CSL-JSON (https://github.com/citation-style-language/schema)."""

from __future__ import annotations

from collections.abc import Mapping

from generator.site.exports.citations.cited_paper import CitedPaper, parts_of_name

CslValue = str | list["CslValue"] | list[int] | Mapping[str, "CslValue"] | list[list[int]]


def csl_item(paper: CitedPaper) -> Mapping[str, CslValue]:
    """An item, whose variables are those that are known. ``article`` is what CSL calls a preprint."""
    variables: dict[str, CslValue | None] = {
        "id": paper.key,
        "type": "article",
        "title": paper.title,
        "author": [_name(name) for name in paper.authors],
        "issued": _issued(paper),
        "container-title": paper.venue,
        "publisher": "arXiv" if paper.arxiv else None,
        "number": f"arXiv:{paper.arxiv}" if paper.arxiv else None,
        "DOI": paper.doi,
        "URL": paper.url,
    }
    return {name: value for name, value in variables.items() if value}


def _issued(paper: CitedPaper) -> CslValue | None:
    if paper.date:
        return {"date-parts": [[paper.date.year, paper.date.month, paper.date.day]]}
    return {"date-parts": [[paper.year]]} if paper.year else None


def _name(name: str) -> CslValue:
    if name.count(",") == 1:
        family, _, given = (part.strip() for part in name.partition(","))
        suffix = ""
    elif "," in name:
        return {"literal": name}
    else:
        given, family, suffix = parts_of_name(name)
    parts = {"family": family, "given": given, "suffix": suffix}
    return {part: value for part, value in parts.items() if value} if family and given else {"literal": name}
