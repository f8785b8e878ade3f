"""Lists of made-up papers, printed in every form in which people keep papers."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

_WORDS = (
    "Sparse Quiet Robust Neural Causal Streaming Periodic Hidden Lossless Modal Speech Codecs Graphs Agents Loops"
    " Memory Attention Diffusion Retrieval Tokens Bounds Games Maps Proofs"
).split()
_NAMES = ("Ana Petrović", "Jonas Müller", "Li Wei", "Sara Okafor", "Ben Ode", "Chidi Eze", "Zoë Ångström", "李 明")
_SENTENCES = (
    "We present a method that needs half of the time of earlier ones.",
    "It keeps what listeners hear, and forgets the rest of the signal.",
    "Experiments on three sets of recordings show that it works for 95 % of them.",
    "Code is available at https://github.com/example/code.",
)


@dataclass(frozen=True, slots=True)
class MadeUpPaper:
    """A paper that does not exist."""

    token: str
    """A word of its title that no other has."""
    title: str
    arxiv: str
    authors: tuple[str, ...]
    abstract: str


def made_up_papers(chance: random.Random, count: int) -> list[MadeUpPaper]:
    """Papers with different titles and ids."""
    papers: list[MadeUpPaper] = []
    for number in range(count):
        token = f"Qorvex{chance.randrange(10_000):04}{number}"
        words = " ".join(chance.sample(_WORDS, chance.randint(2, 5)))
        title = chance.choice((f"{token}: {words}", f"{words} with {token}", f"Is {token} Enough for {words}?"))
        arxiv = f"26{chance.randint(1, 11):02}.{chance.randint(1, 2999):05}"
        names = tuple(chance.sample(_NAMES, chance.randint(1, 4)))
        papers.append(MadeUpPaper(token, title, arxiv, names, " ".join(_SENTENCES[: chance.randint(2, 4)])))
    return papers


Papers = Sequence[MadeUpPaper]


def _lines(papers: Papers, form: str, head: str = "", foot: str = "") -> str:
    filled = (
        form.format(
            n=number,
            title=paper.title,
            arxiv=paper.arxiv,
            names=", ".join(paper.authors),
            ands=" and ".join(paper.authors),
            abstract=paper.abstract,
            html=escape(paper.title),
            first=paper.authors[0],
            count=len(paper.authors),
            token=paper.token.lower(),
        )
        for number, paper in enumerate(papers, start=1)
    )
    return head + "".join(filled) + foot


def _template(form: str, head: str = "", foot: str = "") -> Callable[[Papers], str]:
    return lambda papers: _lines(papers, form, head, foot)


def _daily_json(papers: Papers) -> str:
    items = [
        {
            "paper": {
                "id": paper.arxiv,
                "title": paper.title,
                "summary": paper.abstract,
                "authors": [{"name": name} for name in paper.authors],
                "upvotes": 3,
                "publishedAt": "2026-11-18T00:00:00.000Z",
            },
            "numComments": 1,
        }
        for paper in papers
    ]
    return json.dumps(items, indent=1)


def _csl(papers: Papers) -> str:
    return json.dumps(
        [
            {
                "id": paper.token.lower(),
                "type": "article",
                "title": paper.title,
                "author": [{"literal": name} for name in paper.authors],
                "issued": {"date-parts": [[2026, 11, 18]]},
                "number": f"arXiv:{paper.arxiv}",
                "URL": f"https://arxiv.org/abs/{paper.arxiv}",
                "abstract": paper.abstract,
            }
            for paper in papers
        ],
        indent=1,
    )


def _semantic_scholar(papers: Papers) -> str:
    data = [
        {
            "paperId": f"{number:040x}",
            "externalIds": {"ArXiv": paper.arxiv},
            "title": paper.title,
            "abstract": paper.abstract,
            "year": 2026,
            "authors": [{"authorId": "1", "name": name} for name in paper.authors],
        }
        for number, paper in enumerate(papers)
    ]
    return json.dumps({"total": len(data), "offset": 0, "data": data}, indent=1)


FORMS: Mapping[str, tuple[str, Callable[[Papers], str]]] = {
    "cards as text": (
        "txt",
        _template(
            "{title}\n\n{abstract}\n\n  • {count} authors\n·\nNov 18, 2026 2\n\n",
            "Daily Papers\n\nbyAK and the research community\n\nNov 20\n\n",
        ),
    ),
    "titles and abstracts": ("txt", _template("{title}\n\n{abstract}\n\n", "Nov 20\n\n")),
    "cards in Markdown": (
        "md",
        _template(
            "### [{title}](https://huggingface.co/papers/{arxiv})\n\n{abstract}\n\n{count} authors · Nov 18, 2026\n\n",
            "# Daily Papers\n\n",
        ),
    ),
    "cards in HTML": (
        "html",
        _template(
            "<article><h3><a href='/papers/{arxiv}'>{html}</a></h3><p>{abstract}</p></article>\n",
            "<!doctype html><html><body><main>\n",
            "</main></body></html>\n",
        ),
    ),
    "Hugging Face's API": ("json", _daily_json),
    "arXiv's API": (
        "xml",
        _template(
            "<entry><id>http://arxiv.org/abs/{arxiv}v1</id><title>{html}</title><summary>{abstract}</summary>"
            "<author><name>{first}</name></author><published>2026-11-18T00:00:00Z</published></entry>\n",
            '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n',
            "</feed>\n",
        ),
    ),
    "ids": ("txt", _template("{arxiv} {title}\n")),
    "BibTeX": (
        "bib",
        _template(
            "@article{{{token},\n  title = {{{title}}},\n  author = {{{ands}}},\n  year = {{2026}},\n"
            "  eprint = {{{arxiv}}},\n  archivePrefix = {{arXiv}},\n  abstract = {{{abstract}}}\n}}\n\n"
        ),
    ),
    "RIS": (
        "ris",
        _template(
            "TY  - JOUR\nTI  - {title}\nAU  - {first}\nPY  - 2026\nUR  - https://arxiv.org/abs/{arxiv}\n"
            "AB  - {abstract}\nER  - \n\n"
        ),
    ),
    "CSL-JSON": ("json", _csl),
    "CSV": ("csv", _template('"{title}","{names}",2026,https://arxiv.org/abs/{arxiv}\n', "Title,Authors,Year,URL\n")),
    "EndNote": (
        "xml",
        _template(
            "<record><titles><title>{html}</title></titles><contributors><authors><author>{first}</author></authors>"
            "</contributors><dates><year>2026</year></dates><urls><related-urls><url>https://arxiv.org/abs/{arxiv}</url>"
            "</related-urls></urls></record>\n",
            '<?xml version="1.0"?>\n<xml><records>\n',
            "</records></xml>\n",
        ),
    ),
    "bullets": (
        "md",
        _template(
            "- [{title}](https://arxiv.org/abs/{arxiv}) - {names}, ICLR 2026. [[Code]](https://github.com/a/{n})\n",
            "# Awesome Things\n\n## Codecs\n\n",
        ),
    ),
    "numbered bold items": (
        "md", _template("{n}. **{title}**, *{names}* [[paper](https://arxiv.org/abs/{arxiv})]\n", "## Music\n\n"),
    ),
    "table": (
        "md",
        _template(
            "|**2026-11-18**|**{title}**|{first} et.al.|[{arxiv}](http://arxiv.org/abs/{arxiv})|null|\n",
            "## Updated on 2026.11.20\n\n## Speech\n\n|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n",
        ),
    ),
    "headings with fields": (
        "md",
        _template(
            "### {n}. [{title}](https://arxiv.org/abs/{arxiv})\n\n**Authors**: {names}  \n**Published**: 2026-11-18  \n"
            "**ArXiv ID**: {arxiv}v1  \n\n#### Abstract\n{abstract}\n\n---\n\n",
            "# arXiv Papers Bot\n\n## Recent Papers\n\n",
        ),
    ),
    "list in HTML": (
        "html",
        _template(
            "<li><a href='https://arxiv.org/abs/{arxiv}'>{html}</a> {names}, 2026</li>\n",
            "<!doctype html><html><body><h2>Codecs</h2><ul>\n",
            "</ul></body></html>\n",
        ),
    ),
    "bookmarks": (
        "html",
        _template(
            '<DT><A HREF="https://arxiv.org/abs/{arxiv}" ADD_DATE="1">[{arxiv}] {html}</A>\n',
            "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n<DT><H3>Papers</H3>\n<DL><p>\n",
            "</DL><p>\n</DL><p>\n",
        ),
    ),
    "listing of arXiv": (
        "txt",
        _template(
            "[{n}] arXiv:{arxiv} [pdf, html, other]\n    Title: {title}\n    {names}\n    Subjects: Sound (cs.SD)\n",
            "Sound\nAuthors and titles for recent submissions\n\nFri, 20 Nov 2026 (showing 5 of 5 entries )\n\n",
        ),
    ),
    "RSS": (
        "xml",
        _template(
            "<item><title>{html}</title><link>https://arxiv.org/abs/{arxiv}</link><description>{abstract}</description>"
            "<pubDate>Fri, 20 Nov 2026 06:01:21 +0000</pubDate></item>\n",
            '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Papers</title><link>https://a.org</link>'
            "<description>d</description>\n",
            "</channel></rss>\n",
        ),
    ),
    "Semantic Scholar": ("json", _semantic_scholar),
    "LaTeX": (
        "txt",
        _template(
            "\\bibitem{{{token}}} {names}.\n\\newblock {title}.\n\\newblock arXiv:{arxiv}, 2026.\n\n",
            "\\begin{{thebibliography}}{{9}}\n".replace("{{", "{").replace("}}", "}"),
            "\\end{thebibliography}\n",
        ),
    ),
    "Org": ("txt", _template("** [[https://arxiv.org/abs/{arxiv}][{title}]]\n", "#+TITLE: Papers\n* Codecs\n")),
    "wiki": ("txt", _template("* [https://arxiv.org/abs/{arxiv} {title}], {names}\n", "== Codecs ==\n")),
    "citations": ("txt", _template("[{n}] {names}. {title}. arXiv preprint arXiv:{arxiv}, 2026.\n", "References\n\n")),
    "YAML": ("txt", _template('- title: "{title}"\n  id: {arxiv}\n  authors: [{names}]\n', "papers:\n")),
    "note": (
        "md",
        _template(
            '---\ntitle: "{title}"\nurl: "https://arxiv.org/abs/{arxiv}"\nid: "{arxiv}"\n---\n\n'
            "## Abstract\n{abstract}\n"
        ),
    ),
}  # fmt: skip
"""The extension and the printer of each form, by its name."""
