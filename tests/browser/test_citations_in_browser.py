"""Citations that the browser makes of a paper's record: byte for byte, and read back by a reader of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from support.project import ROOT
from support.servers import served

from generator.site.exports.citations.cited_paper import citation_key

pytestmark = pytest.mark.browser

Record = dict[str, Any]


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page that holds the module and nothing else."""
    folder = tmp_path_factory.mktemp("cite")
    shutil.copytree(ROOT / "overrides/assets", folder / "assets")
    (folder / "index.html").write_text("<!doctype html><title>Cite</title>")
    with served(folder) as address, chromium.new_context() as context:
        found = context.new_page()
        found.goto(f"{address}/index.html")
        yield found


def call(page: Page, function: str, value: object) -> Any:
    """What a function of the module gives for a value."""
    return page.evaluate(f"async (value) => (await import('./assets/paper/citations.js')).{function}(value)", value)


def made(**facts: object) -> Record:
    """A record of which little is known."""
    unknown: Record = {
        "slug": "a-paper",
        "title": "A Paper",
        "authors": [],
        "author_count": None,
        "organisation": None,
        "date": None,
        "year": None,
        "arxiv": None,
        "url": "https://shelf.example/papers/a-paper/",
        "doi": None,
        "venue": None,
    }
    return unknown | facts


# --- the record ------------------------------------------------------------------------------


def test_a_record_is_read_from_the_data_of_a_page(page: Page) -> None:
    jsonld = {
        "@type": "ScholarlyArticle",
        "name": "Many\n Papers, One Shelf",
        "author": [{"@type": "Person", "name": "Ada  Lovelace"}, {"@type": "Person", "name": "Émilie du Châtelet"}],
        "datePublished": "2025-01-02",
        "identifier": "arXiv:2501.00010v2",
        "url": "https://shelf.example/papers/many-papers-one-shelf/",
        "sameAs": ["https://arxiv.org/abs/2501.00010", "https://doi.org/10.1000/182"],
    }

    assert call(page, "recordFrom", jsonld) == made(
        slug="many-papers-one-shelf",
        title="Many Papers, One Shelf",
        authors=["Ada Lovelace", "Émilie du Châtelet"],
        date="2025-01-02",
        year=2025,
        arxiv="2501.00010",
        url="https://shelf.example/papers/many-papers-one-shelf/",
        doi="10.1000/182",
    )


def test_a_record_of_little_lacks_what_is_not_known(page: Page) -> None:
    jsonld = {
        "name": "A Paper",
        "author": [{"@type": "Organization", "name": "Society of Careful Readers"}],
        "datePublished": None,
        "identifier": None,
        "url": "https://shelf.example/papers/a-paper/",
        "sameAs": [],
    }

    assert call(page, "recordFrom", jsonld) == made(organisation="Society of Careful Readers")


@pytest.mark.parametrize(("arxiv", "year"), [("arXiv:math/0211159", 2002), ("arXiv:hep-th/9901001v3", 1999)])
def test_an_old_arxiv_id_tells_the_year(page: Page, arxiv: str, year: int) -> None:
    assert (
        call(page, "recordFrom", {"name": "A", "url": "https://shelf.example/a/", "identifier": arxiv})["year"] == year
    )


# --- BibTeX ----------------------------------------------------------------------------------

WHOLE = made(
    slug="theoremllama",
    title="TheoremLlama: Transforming General-Purpose LLMs into Lean4 Experts",
    authors=["Ruida Wang", "Ludwig van Beethoven", "José Ñandú Jr."],
    date="2024-07-03",
    year=2024,
    arxiv="2407.03203",
)


def test_a_whole_record_as_bibtex(page: Page) -> None:
    assert call(page, "bibtex", WHOLE) == (
        "@misc{theoremllama-1al0u2o,\n"
        "  title         = {{TheoremLlama}: Transforming General-Purpose {LLMs} into {Lean4} Experts},\n"
        "  author        = {Ruida Wang and Ludwig van Beethoven and Ñandú, Jr., José},\n"
        "  year          = {2024},\n"
        "  eprint        = {2407.03203},\n"
        "  archivePrefix = {arXiv},\n"
        "  doi           = {10.48550/arXiv.2407.03203},\n"
        "  url           = {https://arxiv.org/abs/2407.03203},\n"
        "}\n"
    )


def test_a_record_of_little_as_bibtex(page: Page) -> None:
    assert call(page, "bibtex", made(title="The {Unknown}", url="https://shelf.example/a b/{c}")) == (
        "@misc{paper-1xsggsf,\n"
        "  title         = {The \\lbrace{}Unknown\\rbrace{}},\n"
        "  key           = {The \\lbrace{}Unknown\\rbrace{}},\n"
        "  url           = {https://shelf.example/a%20b/%7Bc%7D},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("record", "author"),
    [
        (made(organisation="Tencent R&D"), None),
        (made(authors=["Ada Lovelace"], author_count=7), "Ada Lovelace and others"),
        (made(authors=["Barnes and Noble", "A, B, C", "others"]), "{Barnes and Noble} and {A, B, C} and {others}"),
        (made(authors=["Ferdin\nAnd  Braun,"]), "{Ferdin And Braun}"),
        (made(author_count=6), None),
    ],
)
def test_who_wrote_it_in_bibtex(page: Page, record: Record, author: str | None) -> None:
    assert read_bibtex(call(page, "bibtex", record))[0][1].get("author") == author


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("The GPT-4 of R_0 & 50% #1", r"The {GPT}-4 of {R\_0} \& 50\% \#1"),
        ("Text-to-3D in Q-Learning", "Text-to-{3D} in {Q}-Learning"),
        ("Learning a model of Bayes from data", "Learning a model of {Bayes} from data"),
        ("Learning a Model of Bayes From Data", "Learning a Model of Bayes From Data"),
        (
            "A \\ ~ ^ < > | $",
            r"A \textbackslash{} \textasciitilde{} \textasciicircum{} $<$ $>$ $|$ \$",
        ),
        ("量子: Éclair", "量子: Éclair"),
    ],
)
def test_a_title_in_bibtex_keeps_its_characters_and_the_capitals_of_names(page: Page, title: str, printed: str) -> None:
    assert read_bibtex(call(page, "bibtex", made(title=title)))[0][1]["title"] == printed


HOSTILE = [
    "A}, author = {Nobody}, year = {1999}, note={",
    "{{{{ unbalanced",
    '"quoted" and \\emph{emphasised} % commented\nout',
    "\\\\ \\{ \\} {\\} $}$",
    "@article{other, title={Another}}",
    "Tab\tand\x00 control\x07 characters\u2028in a line",
    "100% & more_of #everything ~ ^ <b>|</b> \\input{/etc/passwd}",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_the_title(page: Page, title: str) -> None:
    text = call(page, "bibtex", made(title=title, authors=[title, "Ada Lovelace"], organisation=title, year=2025))

    ((key, fields),) = read_bibtex(text)

    assert re.fullmatch(r"[a-z0-9-]+", key)
    assert list(fields) == ["title", "author", "year", "url"]
    assert spoken(fields["title"]) == " ".join(re.sub(r"[\x00-\x1f\u2028]", " ", title).split())
    assert "\\input" not in text


def test_entries_of_a_bibliography_have_keys_of_their_own(page: Page) -> None:
    text = call(page, "bibliography", [WHOLE, made(slug="other")])

    assert [key for key, _ in read_bibtex(text)] == [citation_key("theoremllama"), citation_key("other")]


# --- RIS -------------------------------------------------------------------------------------


def test_a_whole_record_as_ris(page: Page) -> None:
    assert call(page, "ris", WHOLE).split("\r\n") == [
        "TY  - UNPB",
        "ID  - theoremllama-1al0u2o",
        "TI  - TheoremLlama: Transforming General-Purpose LLMs into Lean4 Experts",
        "AU  - Wang, Ruida",
        "AU  - van Beethoven, Ludwig",
        "AU  - Ñandú, José, Jr.",
        "PY  - 2024",
        "DA  - 2024/07/03",
        "PB  - arXiv",
        "AN  - arXiv:2407.03203",
        "DO  - 10.48550/arXiv.2407.03203",
        "UR  - https://arxiv.org/abs/2407.03203",
        "ER  - ",
        "",
    ]


def test_a_record_of_little_as_ris(page: Page) -> None:
    assert call(page, "ris", made(organisation="Tencent", doi="10.1000/182")).split("\r\n") == [
        "TY  - GEN",
        "ID  - paper-1xsggsf",
        "TI  - A Paper",
        "DO  - 10.1000/182",
        "UR  - https://doi.org/10.1000/182",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize("title", [*HOSTILE, "Two\r\nER  - \r\nTY  - JOUR\r\nTI  - Another"])
def test_a_hostile_title_is_one_line_of_ris(page: Page, title: str) -> None:
    lines = call(page, "ris", made(title=title, authors=[title])).split("\r\n")

    assert [line[:6] for line in lines] == ["TY  - ", "ID  - ", "TI  - ", "AU  - ", "UR  - ", "ER  - ", ""]
    assert all("\n" not in line and "\r" not in line for line in lines)


# --- plain text ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (
            WHOLE,
            "Ruida Wang, Ludwig van Beethoven and José Ñandú Jr. “TheoremLlama: Transforming General-Purpose LLMs into"
            " Lean4 Experts.” arXiv:2407.03203, 2024. https://arxiv.org/abs/2407.03203\n",
        ),
        (made(title="Why?", year=2024), "“Why?” 2024. https://shelf.example/papers/a-paper/\n"),
        (
            made(authors=[f"A {letter}" for letter in "BCDEFGHIJKLM"]),
            "A B, A C, A D et al. “A Paper.” https://shelf.example/papers/a-paper/\n",
        ),
        (
            made(authors=["Ada Lovelace"], author_count=3),
            "Ada Lovelace et al. “A Paper.” https://shelf.example/papers/a-paper/\n",
        ),
        (made(organisation="Tencent"), "Tencent. “A Paper.” https://shelf.example/papers/a-paper/\n"),
    ],
)
def test_a_record_as_plain_text(page: Page, record: Record, text: str) -> None:
    assert call(page, "plain", record) == text


# --- a reader of BibTeX ----------------------------------------------------------------------


def read_bibtex(text: str) -> list[tuple[str, dict[str, str]]]:
    """The entries of a file, by the rule that BibTeX has: a value ends where its braces are balanced, and a
    backslash before a brace changes nothing.
    """
    entries = []
    at = 0
    while (start := text.find("@", at)) >= 0:
        opened = re.compile(r"@misc\{([^,\s]+),\s*").match(text, start)
        assert opened, text[start:]
        at, fields = opened.end(), {}
        while text[at] != "}":
            name = re.compile(r"(\w+)\s*=\s*\{").match(text, at)
            assert name, text[at:]
            end = _closing(text, name.end())
            fields[name[1]] = text[name.end() : end]
            after = re.compile(r",?\s*").match(text, end + 1)
            assert after
            at = after.end()
        entries.append((opened[1], fields))
        at += 1
    return entries


def _closing(text: str, at: int) -> int:
    depth = 1
    while depth:
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    return at - 1


_SPOKEN = {
    "textbackslash": "\\",
    "lbrace": "{",
    "rbrace": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
}


def spoken(value: str) -> str:
    """What LaTeX sets for a value."""
    return re.sub(
        r"\\([a-z]+)\{\}|\\([$&%#_])|\$([<>|])\$|[{}]",
        lambda found: _SPOKEN[found[1]] if found[1] else (found[2] or found[3] or ""),
        value,
    )


def test_the_reader_itself_reads_what_bibtex_reads() -> None:
    assert read_bibtex("@misc{a,\n  title = {A {B} \\_ C},\n year={1},\n}\n\n@misc{b,\n}\n") == [
        ("a", {"title": "A {B} \\_ C", "year": "1"}),
        ("b", {}),
    ]
    assert spoken(r"{A} \lbrace{}\_\textbackslash{}") == "A {_\\"
