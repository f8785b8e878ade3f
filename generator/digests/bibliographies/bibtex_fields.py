"""What the fields of BibTeX and BibLaTeX mean, and those that Zotero, Mendeley, JabRef and dblp add to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.digests.bibliographies.bibtex_text import plain_text, verbatim
from generator.digests.bibliographies.partial_date import PartialDate, date_from, date_of, month_and_day
from generator.digests.bibliographies.person_names import complete, turned
from generator.digests.bibliographies.reference import Reference, WorkKind
from generator.model.problem import Place

_KINDS = {
    **dict.fromkeys(
        "article inproceedings conference incollection inbook phdthesis mastersthesis thesis suppperiodical".split(),
        WorkKind.ARTICLE,
    ),
    **dict.fromkeys("unpublished preprint".split(), WorkKind.PREPRINT),
}
_VENUES = "journaltitle journal booktitle eventtitle conference school institution".split()
_LINKS = "url link openreview acl pdf ee bdsk-url-1 howpublished".split()
_REMARKS = "note howpublished volume number pages addendum eid issue".split()
_NOTES = "annote annotation comment review note".split()
_KEYWORDS = "keywords keyword mendeley-tags author_keywords tags".split()
_CODE = "code github repository codeurl".split()
_ADDRESS = re.compile(r"https?://\S+|10\.\d{4,9}/\S+", re.I)
_COMMA = re.compile(r"(?<!\\)[{},]")
_AND = re.compile(r"(?<!\\)[{}]|(?<!\s)\s+and(?=\s)|^and(?=\s)", re.I)
_PARTS = re.compile(r"\s*([a-z]+(?:-i)?)\s*=\s*(.*)", re.I | re.S)
"""A part of a name in the extended form of BibLaTeX: ``family=Berg, given=Eva, prefix=van der``."""

Fields = Mapping[str, str]


def reference_of(place: Place, type_name: str, fields: Fields) -> Reference:
    """The item that an entry describes. Names of fields are in lower case; their values are TeX."""
    eprint, archive = verbatim(fields.get("eprint", "")), fields.get("archiveprefix", fields.get("eprinttype", ""))
    is_arxiv = archive.strip(" {}").lower() == "arxiv"
    arxiv = fields.get("arxivid") or fields.get("arxiv") or (eprint if is_arxiv else "")
    return Reference(
        place=place,
        type_name=f"@{type_name}",
        kind=_KINDS.get(type_name, WorkKind.OTHER),
        title=_title(fields),
        authors=authors_of(fields.get("author", "")),
        date=_date(fields),
        venue=next((text for name in _VENUES if (text := _text(fields, name))), ""),
        doi=verbatim(fields.get("doi", "")),
        arxiv=verbatim(arxiv),
        links=(*_links(fields), *([eprint] if eprint and not archive.strip() else [])),
        remarks=tuple(text for name in _REMARKS if (text := _text(fields, name))),
        stage=_text(fields, "pubstate"),
        abstract=plain_text(fields.get("abstract", ""), keeps_style=True),
        keywords=tuple(word for name in _KEYWORDS for word in re.split("[,;]", _text(fields, name))),
        section=_text(fields, "groups").partition(",")[0],
        code=next((link for name in _CODE if (link := verbatim(fields.get(name, "")))), ""),
        note=next((text for name in _NOTES if (text := _text(fields, name))), ""),
    )


def _text(fields: Fields, name: str) -> str:
    return plain_text(fields[name]).strip() if name in fields else ""


def _title(fields: Fields) -> str:
    title, subtitle = _text(fields, "title"), _text(fields, "subtitle")
    joint = " " if title.endswith((":", "?", "!", ".")) else ": "
    return f"{title}{joint}{subtitle}" if title and subtitle else title


def _links(fields: Fields) -> Iterator[str]:
    for name in _LINKS:
        if name in fields:
            yield from _ADDRESS.findall(verbatim(fields[name]))[:3]


def _date(fields: Fields) -> PartialDate:
    stated = date_of(verbatim(fields.get("date", "")))
    if stated.year:
        return stated
    whole = date_of(_text(fields, "year"))
    month, day = month_and_day(plain_text(fields.get("month", "")))
    stated_day = _text(fields, "day")
    day = int(stated_day) if re.fullmatch(r"[0-9]{1,2}", stated_day) else day
    return whole if whole.month else date_from(whole.year, month, day)


def authors_of(tex: str) -> tuple[str, ...] | None:
    r"""The names in a field of BibTeX; ``None`` if it says that there are others.

    >>> authors_of(r"Petrovi{\'c}, Ana and {The Loop Consortium} and van der Berg, Jr., Eva")
    ('Ana Petrović', 'The Loop Consortium', 'Eva van der Berg Jr.')
    """
    return complete(name for raw in _split(_AND, tex) for name in _names(raw))


def _names(tex: str) -> list[str]:
    """The name in a text between two ``and``; several names if commas separate them by mistake."""
    parts = [" ".join(plain_text(part).split()) for part in _split(_COMMA, tex)]
    if all(map(_PARTS.fullmatch, parts)):
        known = {match[1].lower(): match[2].strip("\"' ") for part in parts if (match := _PARTS.fullmatch(part))}
        return [" ".join(known[name] for name in ("given", "prefix", "family", "suffix") if known.get(name))]
    parts = [part for part in parts if part]
    if len(parts) == 1:
        return parts
    if len(parts) > 2 and all(" " in part for part in parts):
        return parts
    return [turned(", ".join(parts))] if len(parts) <= 3 else _pairs(parts)


def _pairs(parts: list[str]) -> list[str]:
    """Family names and given names in turn. One that is left over stands for names that cannot be told apart."""
    if len(parts) % 2:
        return ["others"]
    return [f"{given} {family}" for family, given in zip(parts[::2], parts[1::2], strict=True)]


def _split(separator: re.Pattern[str], tex: str) -> Iterator[str]:
    """The parts of a text between the separators that are in no braces."""
    depth = start = 0
    for match in separator.finditer(tex):
        depth = max(0, depth + (match[0] == "{") - (match[0] == "}"))
        if match[0] not in ("{", "}") and depth == 0:
            yield tex[start : match.start()]
            start = match.end()
    yield tex[start:]
