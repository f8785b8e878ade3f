"""XML documents that are no feeds are refused by their names."""

from __future__ import annotations

import doctest

import pytest
from support.hostile import repeated, seconds

import generator.digests.xml_documents as module
from generator.digests.reader import read_digest
from generator.digests.xml_documents import xml_document


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<?xml version="1.0"?>\n<mods:modsCollection xmlns:mods="m"><mods:mods/></mods:modsCollection>', "MODS"),
        ('<?xml version="1.0"?><!-- made -->\n<METS:mets xmlns:METS="m"/>', "METS"),
        ('<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "a" "b.dtd">\n<PubmedArticleSet/>', "PubMed"),
        ('<collection xmlns="http://www.loc.gov/MARC21/slim"><record/></collection>', "MARC"),
        ('<rdf:RDF xmlns:rdf="r" xmlns:z="http://www.zotero.org/namespaces/export#"><z:A/></rdf:RDF>', "Zotero"),
        ('<?xml version="1.0"?><anything><title>Whales</title></anything>', "an XML file"),
    ],
)
def test_a_document_is_refused_by_its_name(text: str, name: str) -> None:
    digest, problems = read_digest("digests/2026-11-20.xml", text.encode())
    assert digest is not None
    assert digest.entries == ()
    assert [(problem.kind.code, name in problem.message) for problem in problems] == [("D125", True)]


def test_a_feed_is_none() -> None:
    assert xml_document('<?xml version="1.0"?><rss version="2.0"><channel/></rss>') is None
    assert xml_document("<!doctype html><html><body></body></html>") is None


@pytest.mark.parametrize("fragment", ["<!-- a -->", "<?a ?>", " ", "<!DOCTYPE a [", "<!--"])
def test_time_grows_with_the_length_of_a_text_only(fragment: str) -> None:
    assert seconds(lambda: xml_document(repeated(fragment, 200_000))) < 1


def test_the_examples_in_docstrings_are_right() -> None:
    assert doctest.testmod(module).failed == 0
