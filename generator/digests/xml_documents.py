"""Names XML documents that hold papers in a form that is not read: libraries, catalogues, answers of services."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FIRST_TAG = re.compile(
    r"\ufeff?(?:\s+|<\?[^<>]{0,400}\?>|<!DOCTYPE[^<>\[]{0,400}(?:\[[^\]]{0,4000}\])?\s*>|<!--(?:(?!-->).){0,2000}-->){0,20}+"
    r"<(?:(?P<prefix>[\w.-]{1,40}):)?(?P<name>[\w.-]{1,60})(?P<rest>[^<>]{0,4000})",
    re.S | re.I,
)
_NAMES: Mapping[str, str] = {
    "mods": "a file of MODS",
    "modscollection": "a file of MODS",
    "mets": "a file of METS",
    "doi_records": "an XML file of Crossref",
    "crossref_result": "an XML file of Crossref",
    "doi_batch": "an XML file of Crossref",
    "oai-pmh": "an answer of OAI-PMH",
    "tei": "a TEI document",
    "sources": "the sources of Word",
    "opml": "an OPML file",
    "dblp": "an XML file of DBLP",
    "dblpperson": "an XML file of DBLP",
    "context-object": "a file of OpenURL",
    "context-objects": "a file of OpenURL",
    "svg": "a picture",
    "project": "a file of settings",
    "urlset": "the map of a site",
    "sitemapindex": "the map of a site",
}
"""What the documents are whose first element has a name, in lower case."""
_READ = frozenset({"feed", "entry", "rss", "html", "xml", "records", "body", "head", "main"})
"""First elements of what is read, or of pages."""
_NEAR = 20_000


def xml_document(text: str) -> str | None:
    """What an XML document is that holds no feed and no library of EndNote, with its article; else ``None``.

    >>> xml_document("<?xml version='1.0'?><modsCollection><mods/></modsCollection>")
    'a file of MODS'
    """
    first = _FIRST_TAG.match(text)
    if first is None or first["name"].lower() in _READ:
        return None
    name, head = first["name"].lower(), text[:_NEAR]
    if known := "an XML file of PubMed" if name.startswith(("pubmed", "medline")) else _NAMES.get(name):
        return known
    if "loc.gov/MARC21" in head or "<leader>" in head:
        return "a file of MARC"
    if name == "rdf" and "<item" not in text[: 10 * _NEAR]:
        return "a library of Zotero in RDF" if "zotero" in head or "bibo/" in head else "an RDF file"
    is_declared = text.lstrip("\ufeff \n\t").startswith("<?xml")
    return "an XML file" if is_declared and name != "rdf" else None
