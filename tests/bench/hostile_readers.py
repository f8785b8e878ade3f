"""Everything that reads what others wrote, for ``hostile_inputs``: each puts around a text what belongs there."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from large_list import ROOT

from generator.catalogue.merge import merge
from generator.catalogue.related import relate
from generator.catalogue.topics.arrangement import arrange_topics
from generator.catalogue.topics.classifier import Classifier
from generator.catalogue.topics.phrase_finder import PhraseFinder, SearchText
from generator.content.folder import curated_files
from generator.content.read import read_content
from generator.curation.reading import read_curation
from generator.curator.suggestions.similar_titles import twins
from generator.digests.reader import read_digest
from generator.fetching.http_client import without_markup
from generator.model.catalogue import Catalogue
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.views.paper_pages import paper_pages
from generator.site.search.search_index import SearchIndex
from generator.storage.cache import Cache
from generator.text.excerpts import beginning, shortened
from generator.text.lead import lead_sentence
from generator.text.markup import understand
from generator.text.maths.formulas import formulas, rendered

_SITE = "title: A Reading List\ndescription: A list of papers that are read.\nareas:\n  - {slug: a, title: Area}\n"
_TOPIC = "title: Topic {0}\narea: a\nscope: Papers about the things of topic {0}.\nrules:\n  - any: [paper {0}]\n"
_PAPERS = 40
_SLUG = "a-title-of-paper-10001"


def _in_folder(file: str, before: str, after: str, text: str) -> None:
    """A whole content folder of which one file is hostile, with all checks that compare names."""
    papers = [
        {"paper": {"id": f"2510.{at}", "title": f"A Title of Paper {at}"}} for at in range(10_000, 10_000 + _PAPERS)
    ]
    files = {"site.yml": _SITE, "digests/2025-10-30.json": json.dumps(papers)}
    files |= {f"topics/topic-{at}.yml": _TOPIC.format(at) for at in range(10_000, 10_000 + _PAPERS)}
    files[file] = f"{before}{text}{after}"
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content.encode())
        read_content(Path(folder))


def _shown(text: str) -> None:
    """What becomes of papers: related ones, records of the search, pages, suggestions."""
    said = [("A", text), (f"B {text[:1000]}", text[:1000]), ("C", "An abstract.")]
    data = json.dumps([{"paper": {"title": title, "summary": summary}} for title, summary in said]).encode()
    digest, _ = read_digest("digests/2025-10-31.json", data)
    digests = (digest,) if digest else ()
    papers = merge(digests, [], [], {})[0].papers
    catalogue = Catalogue(_CURATION.site, digests, papers, (), frozenset(), relate(papers, Cache()))
    SearchIndex.build(catalogue)
    twins(papers)
    for page in paper_pages(ViewBuilder.of(catalogue), {}):
        page.markdown()


_ABSTRACT = "We learn from few examples, and show that attention over long texts needs no labels at all. " * 10


def _rule_phrases(text: str) -> None:
    """The phrases of a rule, each line some of at most 80 characters, looked for in an abstract."""
    lines = text.split("\n")
    phrases = {line[at : at + 80] for line in lines for at in range(0, len(line), 80)}
    PhraseFinder(sorted(phrases)).find(SearchText.of(_ABSTRACT))


def _searched(text: str) -> None:
    """A text in which the phrases of rules are looked for."""
    PhraseFinder(sorted({_ABSTRACT[at : at + 20] for at in range(0, len(_ABSTRACT), 7)})).find(SearchText.of(text))


def _digest(ending: str, before: str, after: str, text: str) -> None:
    read_digest(f"digests/2025-10-31.{ending}", f"{before}{text}{after}".encode())


def _json(key: str, text: str) -> None:
    paper = {"id": "2510.12345", "title": "A Title", "summary": "A summary.", key: text}
    data = json.dumps([{"title": "A Title", "paper": paper, "publishedAt": "2025-10-31T00:00:00.000Z"}])
    read_digest("digests/2025-10-31.json", data.encode())


def _listed(text: str) -> None:
    data = f"A Title of One Paper\n\n{text}\n\n  • 6 authors\n\n·\n\nDec 21, 2024\n\n".encode()
    digest, _ = read_digest("digests/2025-10-31.txt", data)
    if digest:
        merge([digest], [], [], {})


def _named(text: str) -> None:
    data = json.dumps([{"paper": {"title": text, "id": "2510.12345"}}]).encode()
    digest, _ = read_digest("digests/2025-10-31.json", data)
    if digest:
        merge([digest], [], [], {})


def _curated(file: str, before: str, after: str, text: str) -> None:
    read_curation({file: f"{before}{text}{after}".encode()})


_CURATION, _ = read_curation(curated_files(ROOT / "content"))
_CLASSIFIER = Classifier(arrange_topics(_CURATION)[0])
_CARD = "A Title of One Paper\n\n", "\n\n  • 6 authors\n\n·\n\nDec 21, 2024\n\n"
_MARKDOWN = (
    "### [A Title](https://huggingface.co/papers/2510.12345)\n\n",
    "\n\n[B](https://huggingface.co/papers/2510.12346)\n",
)
_PAPER_PAGE = "# [A](/papers/2510.12345)\n\n## Abstract\n\n", "\n\n## Community\n"
_DETACHED = "[A Title][1]\n\n", "\n\n[1]: https://huggingface.co/papers/2510.12345\n"
_HTML = (
    '<!doctype html><html><body><article><h3><a href="/papers/2510.12345">A Title</a></h3>',
    "</article></body></html>",
)
_FEED = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2510.12345</id>'
_RULE = "title: A\narea: a\ndescription: A.\nrules:\n  - any: [a]\n"

READERS: Mapping[str, Callable[[str], object]] = {
    "text": partial(_digest, "txt", "", ""),
    "text: abstract": partial(_digest, "txt", *_CARD),
    "text: between cards": partial(_digest, "txt", "".join(_CARD), "".join(_CARD)),
    "text: paper page": partial(_digest, "txt", "Paper page - A\n\nA\n\nAbstract\n\n", "\n\nCommunity\n"),
    "Markdown": partial(_digest, "md", *_MARKDOWN),
    "Markdown: in a link": partial(_digest, "md", _MARKDOWN[0] + "[", "](/papers/2510.12347)" + _MARKDOWN[1]),
    "Markdown: paper page": partial(_digest, "md", *_PAPER_PAGE),
    "Markdown: detached": partial(_digest, "md", *_DETACHED),
    "HTML": partial(_digest, "html", *_HTML),
    "HTML: in a tag": partial(_digest, "html", _HTML[0] + "<p class='", "'>" + _HTML[1]),
    "HTML: data": partial(_digest, "html", _HTML[0] + '<div data-props="', '"></div>' + _HTML[1]),
    "HTML: escaped": lambda text: _digest("html", f"{_HTML[0]}<p>", f"</p>{_HTML[1]}", escape(text)),
    "JSON": partial(_digest, "json", '[{"paper": {"id": "2510.12345", "title": ', "}}]"),
    "JSON: abstract": partial(_json, "summary"),
    "JSON: title": partial(_json, "title"),
    "Atom": partial(_digest, "xml", _FEED, "</entry></feed>"),
    "Atom: summary": lambda text: _digest(
        "xml", f"{_FEED}<title>A</title><summary>", "</summary></entry></feed>", escape(text)
    ),
    "ids": partial(_digest, "txt", "2510.12345\n2510.12346\n2510.12347\n", ""),
    "ids: in a line": partial(_digest, "txt", "2510.12345\n2510.12346\n2510.12347 ", "\n2510.12348\n"),
    "paper": _listed,
    "paper: title": _named,
    "cleaner": lambda text: understand(text, {"hf.example.org": "huggingface.co"}),
    "formulas": lambda text: list(formulas(text)),
    "one formula": lambda text: [rendered(formula.tex) for formula in formulas(f"${text}$")],
    "rendered": lambda text: (rendered(text), rendered(text[:600])),
    "lead": lambda text: lead_sentence([text, *text.split("\n")]),
    "excerpts": lambda text: (shortened(text, 160), beginning(text)),
    "topics": lambda text: _CLASSIFIER.classify(text[:1000], text),
    "curation: topic": partial(_curated, "topics/a.yml", _RULE, ""),
    "curation: phrases": partial(_curated, "topics/a.yml", "title: A\nrules:\n  - any:\n", ""),
    "curation: site": partial(_curated, "site.yml", "", ""),
    "curation: note": partial(_curated, "papers/a.yml", "note: ", "\n"),
    "curation: quoted note": partial(_curated, "papers/a.yml", 'note: "', '"\n'),
    "curation: enrichment": partial(_curated, "enrichment/2025-10-31.yml", "papers:\n  a:\n    ", "\n"),
    "curation: enrichments": partial(_curated, "enrichment/2025-10-31.yml", "papers:\n", ""),
    "rule phrases": _rule_phrases,
    "rules: text": _searched,
    "several papers": lambda text: _digest("json", "[", "1]", text),
    "shown": _shown,
    "list: digest": partial(_in_folder, "digests/2025-10-31.txt", "", ""),
    "list: items": partial(_in_folder, "digests/2025-10-31.json", "[", '{"paper": {"title": "A"}}]'),
    "list: site": partial(_in_folder, "site.yml", _SITE, ""),
    "list: redirects": partial(_in_folder, "site.yml", f"{_SITE}redirects:\n", ""),
    "list: topics of a paper": partial(_in_folder, f"papers/{_SLUG}.yml", "topics:\n  add:\n", ""),
    "list: same paper": partial(_in_folder, f"papers/{_SLUG}.yml", "same_as: ", ""),
    "list: start here": partial(_in_folder, "topics/a.yml", f"{_TOPIC.format(1)}start_here:\n", ""),
    "list: enrichments": partial(_in_folder, "enrichment/2025-10-31.yml", "papers:\n", ""),
    "list: permalinks": partial(_in_folder, "permalinks.txt", "", ""),
    "list: page": partial(_in_folder, "pages/a.md", "", ""),
    "list: page keys": partial(_in_folder, "pages/a.md", "---\n", "\n---\n"),
    "error page": without_markup,
}
