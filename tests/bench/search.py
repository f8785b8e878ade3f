"""Measures the search in Chromium: is a paper found by what a reader remembers, and at what cost?

    python tests/bench/search.py --corpus papers.jsonl.xz [--queries 300] [--seed 1] [--keep DIR]

Makes the index of a corpus, puts it behind the site's own search page, and asks that page:
(1) four random telling words of a title: is the paper first, is it among the first three;
(2) the beginning of a title, cut anywhere; (3) arXiv ids in all their forms; (4) an author's name.
Every query of (1) is asked in a browser that has nothing stored, and the bytes are counted where they are
sent, compressed, until the first results show. Exits with 1 when a limit is passed.

A corpus is a file of JSON lines (.jsonl or .jsonl.xz) with ``id``, ``title``, ``abstract``, ``authors``,
``date`` and ``categories``.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import lzma
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from generator.catalogue.topics.assignment import assign_topics
from generator.content.read import read_content
from generator.model.catalogue import Catalogue
from generator.model.digest import BlockCounts, Digest
from generator.model.identity import Slug, slug_of, slug_suffix
from generator.model.paper import Appearance, Paper
from generator.model.problem import Place
from generator.model.text import Span, Text
from generator.site.incremental_build import build_site
from generator.site.search.search_index import INDEX_FOLDER, SearchIndex
from generator.storage.cache import Cache
from generator.text.lexicon import FUNCTION_WORDS

ROOT = Path(__file__).resolve().parents[2]
LIMITS = {
    "four words, first, %": (93.0, None),
    "four words, top 3, %": (98.0, None),
    "beginning of a title, first, %": (98.0, None),
    "arXiv id, first, %": (100.0, None),
    "author, found, %": (98.0, None),
    "bytes to the first results, median KB": (None, 300.0),
    "bytes before intent": (None, 0.0),
}
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml")


@dataclass(slots=True)
class Counter:
    """What a server has sent since it was reset."""

    all: int = 0
    search: int = 0
    """Of it, what only a search needs."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, path: str, size: int) -> None:
        """Count an answer."""
        with self.lock:
            self.all += size
            if path.startswith((f"/{INDEX_FOLDER}/", "/assets/search", "/search/")):
                self.search += size

    def reset(self) -> None:
        """Begin again."""
        self.all = self.search = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A paper to be found, and what a reader may remember of it."""

    slug: str
    words: str
    """Four words of its title, in any order."""
    beginning: str
    """Of its title, cut anywhere."""
    arxiv: str
    """Its id in one of the forms it is met in."""
    author: str


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the site, which a later run uses again")
    arguments = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = arguments.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        catalogue = _catalogue(list(_lines(arguments.corpus)))
        site = _make_site(folder, catalogue)
        questions = _questions(catalogue, arguments.queries, random.Random(arguments.seed))
        counter = Counter()
        address = stack.enter_context(_served(site, counter))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        figures = _measure(browser, address, counter, catalogue, questions)
    failed = 0
    for name, figure in figures.items():
        least, most = LIMITS.get(name, (None, None))
        is_passed = (least is not None and figure < least) or (most is not None and figure > most)
        failed += is_passed
        limit = f"  (at least {least:g})" if least is not None else f"  (at most {most:g})" if most is not None else ""
        print(f"{name:45} {figure:8.1f}{limit}{'  PASSED' if is_passed else ''}")
    return 1 if failed else 0


# --- the corpus as a site --------------------------------------------------------------------


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _catalogue(lines: Sequence[dict[str, Any]]) -> Catalogue:
    """The corpus as one digest lists it, with the shipped topics."""
    shelf = read_content(ROOT / "content").catalogue
    days = [date.fromisoformat(line["date"][:10]) for line in lines]
    digest = Digest(max(days), None, "corpus", (), BlockCounts(0, 0, 0))
    place = Place("corpus")
    papers: dict[str, Paper] = {}
    for position, (line, day) in enumerate(zip(lines, days, strict=True), start=1):
        title, abstract = " ".join(line["title"].split()), " ".join(line["abstract"].split())
        slug = slug_of(title)
        slug = Slug(f"{slug}-{slug_suffix(title, line['id'])}") if slug in papers else slug
        papers[slug] = Paper(
            slug=slug,
            title=Text((Span(title),)),
            abstract=(Text((Span(abstract),)),),
            authors=tuple(line["authors"]),
            author_count=None,
            organisation=None,
            published=day,
            comments=position % 9 or None,
            upvotes=None,
            arxiv=line["id"],
            links=(),
            appearances=(Appearance(digest.slug, digest.date, position, place),),
            origins=(),
        )
    newest_first = sorted(papers.values(), key=lambda paper: (paper.dated, paper.slug), reverse=True)
    sorting = assign_topics(newest_first, shelf.topics, (), Cache())
    return Catalogue(shelf.site, (digest,), sorting.papers, shelf.topics)


def _make_site(folder: Path, catalogue: Catalogue) -> Path:
    """The site without any paper's page: what a search loads does not depend on them."""
    project = folder / "project"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(ROOT / "overrides", project / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", project)
    for name in ("topics", "pages"):
        shutil.copytree(ROOT / "content" / name, project / "content" / name)
    shutil.copy(ROOT / "content/site.yml", project / "content")
    for path in (project / "content/topics").glob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").partition("\nstart_here:")[0] + "\n", encoding="utf-8")
    build_site(project / "mkdocs.yml")
    index = SearchIndex.begin(folder / "index", catalogue)
    index.finish()
    index.publish(project / "site")
    return project / "site"


# --- what readers remember -------------------------------------------------------------------


def _questions(catalogue: Catalogue, number: int, chance: random.Random) -> list[Question]:
    found: list[Question] = []
    for paper in chance.sample(catalogue.papers, len(catalogue.papers)):
        title = paper.title.plain
        words = [word for word in dict.fromkeys(re.findall(r"[^\W\d_][\w'’-]*", title)) if len(word) > 2]
        telling = [word for word in words if word.lower() not in FUNCTION_WORDS]
        if len(telling) < 4 or not paper.authors or paper.arxiv is None or len(found) == number:
            continue
        cut = max(12, int(len(title) * chance.uniform(0.35, 0.9)))
        found.append(
            Question(
                paper.slug,
                " ".join(chance.sample(telling, 4)),
                title[:cut].strip(),
                chance.choice(_FORMS).format(paper.arxiv),
                chance.choice(paper.authors),
            )
        )
    return found


_FORMS = (
    "{}",
    "arXiv:{}v2",
    "https://arxiv.org/abs/{}",
    "https://arxiv.org/pdf/{}v1",
    "https://huggingface.co/papers/{}",
)


# --- a server that counts --------------------------------------------------------------------


@contextlib.contextmanager
def _served(site: Path, counter: Counter) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        """Sends text compressed, as hosts of static sites do; the index is compressed in itself."""

        protocol_version = "HTTP/1.1"

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(site))

        def log_message(self, *arguments: Any) -> None:
            pass

        def handle(self) -> None:
            with contextlib.suppress(ConnectionError):  # the browser went on to another page
                super().handle()

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                self.send_error(404)
                return
            body = path.read_bytes()
            self.send_response(200)
            if path.suffix in COMPRESSED:
                body = gzip.compress(body, 6)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            counter.add(self.path, len(body))
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


# --- asking ----------------------------------------------------------------------------------


def _measure(
    browser: Browser, address: str, counter: Counter, catalogue: Catalogue, questions: Sequence[Question]
) -> dict[str, float]:
    places: list[int | None] = []
    sizes: list[tuple[int, int]] = []
    for question in questions:
        counter.reset()
        with browser.new_context() as context:
            shown = _ask(context.new_page(), address, question.words)
            sizes.append((counter.search, counter.all))
        places.append(_place(shown, question.slug))
        if places[-1] != 0:
            print(f"  {places[-1]}: {question.words}  <-  {question.slug}", file=sys.stderr)
    with browser.new_context() as context:
        page = context.new_page()
        beginnings = [_place(_ask(page, address, one.beginning), one.slug) for one in questions]
        ids = [_place(_ask(page, address, one.arxiv), one.slug) for one in questions]
        authors = [_is_found(catalogue, _ask(page, address, one.author), one) for one in questions]
    counter.reset()
    with browser.new_context() as context:
        context.new_page().goto(f"{address}/topics/", wait_until="networkidle")
    share = 100 / len(questions)
    return {
        "four words, first, %": share * places.count(0),
        "four words, top 3, %": share * sum(place is not None and place < 3 for place in places),
        "beginning of a title, first, %": share * beginnings.count(0),
        "arXiv id, first, %": share * ids.count(0),
        "author, found, %": share * sum(authors),
        "bytes to the first results, median KB": statistics.median(search for search, _ in sizes) / 1000,
        "bytes to the first results, most KB": max(search for search, _ in sizes) / 1000,
        "with the page, styles and fonts, median KB": statistics.median(every for _, every in sizes) / 1000,
        "bytes before intent": counter.search,
    }


def _ask(page: Page, address: str, query: str) -> list[str]:
    """The slugs of the first results."""
    page.goto(f"{address}/search/?{urlencode({'q': query})}")
    page.locator("[data-slug], .search__hints:not(:empty)").first.wait_for(state="attached")
    return [
        str(slug) for slug in page.eval_on_selector_all("[data-slug]", "found => found.map(one => one.dataset.slug)")
    ]


def _place(shown: Sequence[str], slug: str) -> int | None:
    return shown.index(slug) if slug in shown else None


def _is_found(catalogue: Catalogue, shown: Sequence[str], question: Question) -> bool:
    """Is the paper there, or nothing but other papers of that author?"""
    names = [catalogue.by_slug[slug].authors for slug in shown]
    return question.slug in shown or (bool(shown) and all(question.author in authors for authors in names))


if __name__ == "__main__":
    sys.exit(main())
