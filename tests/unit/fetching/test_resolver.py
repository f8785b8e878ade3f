"""Resolving: no wrong id is taken, nothing found is lost, nobody is asked too often."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.builders import CONTENT, PRIVACY, PRIVACY_ABSTRACT, SHAPLEY, SHAPLEY_ABSTRACT, SITE, page
from support.services import FEEDS, FakeClock, Reply, Request, as_json, playing

from generator.cli import main
from generator.content.read import read_content
from generator.curation.reading import read_curation
from generator.fetching.enrichment_files import save_enrichment
from generator.fetching.http_client import Client, Failed
from generator.fetching.paper_match import ServicePaper, WantedPaper, doubts
from generator.fetching.paper_services import PaperServices
from generator.fetching.resolver import Resolution, resolve, wanted_papers
from generator.fetching.service_limits import ARXIV_LIMITS, Limits
from generator.fetching.unanswered import Candidate, read_unanswered
from generator.model.curation import Enrichment
from generator.model.identity import title_key
from generator.model.paper import Paper
from generator.model.problem import Located, Place, Severity, errors

TODAY = date(2026, 11, 22)
PATIENT = Limits(connect=20, read=20, whole=1000)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.lower().endswith("_proxy") or name.startswith("PAPERSHELF_"):
            monkeypatch.delenv(name)


# --- services that are played ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """A paper that the services know."""

    arxiv: str
    title: str
    abstract: str = "nothing"
    published: date = date(2025, 1, 1)
    authors: tuple[str, ...] = ("Ada",)
    code: str | None = None
    comment: str = ""
    categories: tuple[str, ...] = ("cs.LG", "stat.ML")


@dataclass(slots=True)
class World:
    """What the two services know, and what they were asked."""

    hub: list[Known] = field(default_factory=list)
    arxiv: list[Known] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    """When arXiv was asked."""
    clock: FakeClock = field(default_factory=FakeClock)
    asked: list[Request] = field(default_factory=list)

    def answer(self, request: Request) -> Reply:
        self.asked.append(request)
        if request.path == "/api/papers/search":
            return as_json([{"paper": _paper(one), "numComments": 0} for one in _found(self.hub, request.query["q"])])
        if request.path.startswith("/api/papers/"):
            one = next((one for one in self.hub if request.path.endswith(f"/{one.arxiv}")), None)
            return as_json(_paper(one)) if one else Reply(b'{"error": "Paper not found"}', status=404)
        assert request.path == "/api/query"
        self.times.append(self.clock.passed)
        if "id_list" in request.query:
            return _feed([one for one in self.arxiv if one.arxiv in request.query["id_list"].split(",")])
        return _feed(_found(self.arxiv, request.query["search_query"].removeprefix("ti:").strip('"')))

    @contextmanager
    def services(self) -> Iterator[PaperServices]:
        arxiv = replace(PATIENT, between=ARXIV_LIMITS.between)
        with playing(self.answer) as service, Client(PATIENT, self.clock) as hub, Client(arxiv, self.clock) as papers:
            yield PaperServices((service.address, hub), (f"{service.address}/", papers))

    def resolve(self, most: int = 1000, today: date = TODAY, *, is_again: bool = False) -> list[Resolution]:
        with self.services() as services:
            return list(resolve(Path("content"), services, today, most, is_again=is_again))


def _found(papers: list[Known], query: str) -> list[Known]:
    """What a search gives: papers that share words with the question, however few."""
    words = set(query.casefold().split())
    shared = {one.arxiv: len(words & set(one.title.casefold().replace(":", "").split())) for one in papers}
    likely = sorted((one for one in papers if shared[one.arxiv]), key=lambda one: (-shared[one.arxiv], one.arxiv))
    return likely[:20]


def _paper(one: Known) -> dict[str, Any]:
    code = {"githubRepo": one.code, "githubStars": 5} if one.code else {}
    return {
        "id": one.arxiv,
        "title": one.title,
        "summary": one.abstract,
        "authors": [{"name": name} for name in one.authors],
        "publishedAt": f"{one.published}T10:00:00.000Z",
        "upvotes": 1,
        **code,
    }


def _feed(papers: list[Known]) -> Reply:
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{one.arxiv}v1</id><title>{escape(one.title)}</title>"
        f"<published>{one.published}T10:00:00Z</published><summary>{escape(one.abstract)}</summary>"
        + "".join(f"<author><name>{escape(name)}</name></author>" for name in one.authors)
        + (f"<arxiv:comment>{escape(one.comment)}</arxiv:comment>" if one.comment else "")
        + "".join(f'<category term="{name}"/>' for name in one.categories)
        + "</entry>"
        for one in papers
    )
    spaces = 'xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"'
    return Reply(f"<feed {spaces}>{entries}</feed>".encode(), kind="application/atom+xml; charset=utf-8")


# --- the known ids ---------------------------------------------------------------------------


def known_ids() -> dict[str, str]:
    """The arXiv ids that were found by hand, by title key."""
    files = {f"enrichment/{path.name}": path.read_bytes() for path in (CONTENT / "enrichment").glob("20*.yml")}
    curation, _ = read_curation(files)
    return {title_key(one.title.value): one.arxiv.value for one in curation.enrichments if one.arxiv}


def shipped_titles() -> dict[str, WantedPaper]:
    """The shipped digests alone, without what was found out about them; gives their papers by title key."""
    shutil.copytree(CONTENT / "digests", "content/digests")
    shutil.copy(CONTENT / "site.yml", "content/site.yml")
    return {title_key(one.title): one for one in wanted_papers(read_content(Path("content")).catalogue)}


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def truth(one: WantedPaper, arxiv: str) -> Known:
    day = one.published or date(2000 + int(arxiv[:2]), int(arxiv[2:4]), 15)
    # Scrapes show local time, so the day may be one off.
    day += timedelta(days=_number(one.title) % 3 - 1)
    authors = tuple(f"Author {number}" for number in range(1, (one.author_count or 3) + 1))
    return Known(arxiv, one.title.upper(), one.abstract, day, authors)


def near_misses(one: WantedPaper, right: Known) -> Iterator[Known]:
    """Papers that are not it, each by one thing only."""
    other = "Quite other words stand here about whales, harbours and weather in the far north of some country."
    base = 10_000 + _number(one.title) % 80_000

    def miss(number: int, **changes: Any) -> Known:
        return replace(right, arxiv=f"2401.{base + number:05}", **changes)

    yield miss(1, title=f"{one.title} II")
    yield miss(2, title=f"{one.title}: A Survey")
    yield miss(3, title=f"Towards {one.title}")
    yield miss(4, title=" ".join(one.title.split()[:-1]) or "Nothing")
    yield miss(5, title=one.title.partition(":")[0] + " Revisited")
    yield miss(6, title=one.title, published=right.published - timedelta(days=400), abstract=other)
    if one.published:
        yield miss(7, title=one.title, published=one.published + timedelta(days=2))
        yield miss(8, title=one.title, abstract=other)
    else:
        yield miss(9, title=one.title, abstract=other)
        yield miss(10, title=one.title, abstract="Short.")
    if one.author_count:
        yield miss(11, title=one.title, authors=(*right.authors, "One More"))


@pytest.mark.slow
@pytest.mark.parametrize("is_on_hub", [True, False])
def test_of_the_known_ids_none_is_wrong_and_all_are_found(*, is_on_hub: bool) -> None:
    ids, wanted = known_ids(), shipped_titles()
    assert len(ids) == 131
    world = World()
    expected: dict[str, str] = {}
    for key, arxiv in ids.items():
        right = truth(wanted[key], arxiv)
        wrong = list(near_misses(wanted[key], right))
        world.arxiv += wrong
        world.hub += wrong[::2]
        # Of some papers only others of a like title are known, and nothing may be taken.
        if _number(key) % 5:
            expected[key] = arxiv
            world.arxiv.append(right)
            world.hub += [right] if is_on_hub else []
    world.resolve()
    enrichments, problems = read_curation(
        {f"enrichment/{path.name}": path.read_bytes() for path in Path("content/enrichment").iterdir()}
    )
    found = {title_key(one.title.value): one.arxiv.value for one in enrichments.enrichments if one.arxiv}
    assert found == expected
    assert 80 < len(expected) < 131
    assert [problem for problem in errors(problems) if problem.place.file != "site.yml"] == []
    shelf = read_content(Path("content"))
    assert errors(shelf.problems) == []
    for paper in shelf.catalogue.papers:
        assert not paper.arxiv or (paper.authors and paper.published)
    # Those that nothing was found for come with what was near, and why it is not it.
    remaining = read_unanswered(Path("content")).papers
    assert remaining.keys() == wanted.keys() - expected.keys()
    assert all(one.candidates for key, one in remaining.items() if key in ids)
    assert min(later - earlier for earlier, later in pairwise(world.times)) >= 3


def test_two_papers_of_one_title_that_both_fit_are_for_a_curator() -> None:
    write()
    right = Known("2501.00010", SHAPLEY, SHAPLEY_ABSTRACT)
    world = World(arxiv=[right, replace(right, arxiv="2501.00011")])
    assert [outcome.enrichment for outcome in world.resolve()] == [None, None]
    (paper,) = [one for one in read_unanswered(Path("content")).papers.values() if one.candidates]
    assert [(one.arxiv, one.doubts) for one in paper.candidates] == [
        ("2501.00010", ("another match is just as good",)),
        ("2501.00011", ("another match is just as good",)),
    ]


WANTED = WantedPaper("s", "A Bench", "2025-01-01", None, SHAPLEY_ABSTRACT, date(2025, 1, 2), 2, False, frozenset())
FOUND = ServicePaper("arXiv", "2501.00010", "A  bench!", ("Ada", "Emmy"), date(2025, 1, 1), SHAPLEY_ABSTRACT)


@pytest.mark.parametrize(
    ("wanted", "found", "words"),
    [
        ({}, {}, ""),
        ({}, {"published": date(2025, 1, 3)}, ""),
        ({}, {"abstract": ""}, ""),
        ({"author_count": None}, {}, ""),
        ({"published": None, "author_count": None}, {}, ""),
        ({"published": None}, {"abstract": SHAPLEY_ABSTRACT + " Code is there."}, ""),
        ({}, {"title": "A Bench 2"}, "a different title"),
        ({}, {"published": date(2025, 1, 4)}, "published 2025-01-04, but the digest says 2025-01-02"),
        ({}, {"published": None, "abstract": ""}, "no day to compare, and a different abstract"),
        ({}, {"authors": ("Ada",)}, "1 author, but the digest says 2"),
        ({}, {"authors": ()}, "0 authors, but the digest says 2"),
        ({}, {"abstract": PRIVACY_ABSTRACT}, "another abstract"),
        ({"published": None}, {"abstract": PRIVACY_ABSTRACT}, "no day to compare, and a different abstract"),
        ({"published": None, "abstract": "Short."}, {"abstract": "Short."}, "no day to compare, and a different"),
    ],
)
def test_what_makes_a_match_certain(wanted: dict[str, Any], found: dict[str, Any], words: str) -> None:
    speaks = doubts(replace(WANTED, **wanted), replace(FOUND, **found))
    assert (words in "; ".join(speaks)) if words else speaks == ()


# --- what is kept ----------------------------------------------------------------------------


def write(*, enrichment: str = "") -> None:
    """Two papers: one with nothing but an abstract, one with the facts of a card."""
    files = {
        "site.yml": SITE,
        "digests/2025-01-01.txt": page(
            "Daily Papers", "Jan 1", SHAPLEY, SHAPLEY_ABSTRACT, PRIVACY, PRIVACY_ABSTRACT, "  • 2 authors\n·\nJan 1 3"
        ),
    }
    if enrichment:
        files["enrichment/2025-01-01.yml"] = enrichment
    for name, text in files.items():
        Path("content", name).parent.mkdir(parents=True, exist_ok=True)
        Path("content", name).write_text(text, encoding="utf-8")


SHOWN = f"“{SHAPLEY}”, arXiv:1904.02868, 2 authors, 2019-04-05"
HUB_CODE = "https://github.com/a/shapley"
BOTH = World(
    hub=[Known("1904.02868", SHAPLEY, SHAPLEY_ABSTRACT, date(2019, 4, 5), ("Ada", "Emmy"), HUB_CODE)],
    arxiv=[
        Known("1904.02868", SHAPLEY, SHAPLEY_ABSTRACT, date(2019, 4, 5), ("Ada", "Emmy")),
        Known(
            "2112.00828",
            PRIVACY,
            PRIVACY_ABSTRACT,
            date(2024, 12, 31),
            ("Palak", "Sofya"),
            None,
            "Code: see https://github.com/b/privacy .",
        ),
    ],
)


def world() -> World:
    return World(hub=BOTH.hub, arxiv=BOTH.arxiv)


def resolved() -> str:
    return Path("content/enrichment/resolved-2025-01-01.yml").read_text(encoding="utf-8")


def papers() -> dict[str, Paper]:
    shelf = read_content(Path("content"))
    assert [problem for problem in shelf.problems if problem.severity is Severity.ERROR] == []
    return {paper.title.plain: paper for paper in shelf.catalogue.papers}


def test_what_is_found_is_written_with_the_words_that_show_it() -> None:
    write()
    outcomes = world().resolve()
    assert all(outcome.enrichment for outcome in outcomes)
    assert (
        resolved()
        == f"""\
# yaml-language-server: $schema=../schema/enrichment.json
# Facts that "papershelf resolve" found about papers of digest 2025-01-01. The command adds to this file.
# To correct one, state the right value in papers/SLUG.yml, which takes precedence.
papers:
- title: '{SHAPLEY}'
  arxiv: '1904.02868'
  authors:
  - Ada
  - Emmy
  published: 2019-04-05
  categories:
  - cs.LG
  - stat.ML
  code:
  - {HUB_CODE}
  source: 'Hugging Face: {SHOWN}; arXiv: {SHOWN}'
  found: 2026-11-22
- title: {PRIVACY}
  arxiv: '2112.00828'
  authors:
  - Palak
  - Sofya
  categories:
  - cs.LG
  - stat.ML
  code:
  - https://github.com/b/privacy
  source: 'arXiv: “{PRIVACY}”, arXiv:2112.00828, 2 authors, 2024-12-31'
  found: 2026-11-22
"""
    )
    paper = papers()[SHAPLEY]
    assert (paper.arxiv, paper.authors, paper.published) == ("1904.02868", ("Ada", "Emmy"), date(2019, 4, 5))
    assert HUB_CODE in [link.url for link in paper.links]
    assert not Path("content/asked.json").exists()


def test_what_is_known_is_not_asked_for_again() -> None:
    write()
    world().resolve()
    before, again = resolved(), world()
    assert again.resolve() == []
    assert again.asked == []
    assert resolved() == before


def test_a_known_id_is_completed_beside_the_file_of_a_person() -> None:
    person = (
        f"papers:\n  - title: '{SHAPLEY}'\n    arxiv: '1904.02868'\n    source: seen somewhere\n    found: 2025-02-01\n"
    )
    write(enrichment=person)
    one = world()
    one.resolve()
    assert Path("content/enrichment/2025-01-01.yml").read_text() == person
    paper = papers()[SHAPLEY]
    assert (paper.arxiv, paper.authors) == ("1904.02868", ("Ada", "Emmy"))
    places = {origin.field: (origin.place.file, origin.detail) for origin in paper.origins}
    assert places["arxiv"] == ("enrichment/2025-01-01.yml", "seen somewhere")
    assert places["authors"][0] == "enrichment/resolved-2025-01-01.yml"
    assert "/api/papers/search" not in [one.path for one in one.asked if SHAPLEY in one.query.get("q", "")]


def test_a_known_id_whose_paper_has_another_title_is_for_a_curator() -> None:
    write(enrichment=f"papers: [{{title: '{SHAPLEY}', arxiv: '2112.00828', source: wrong, found: 2025-02-01}}]\n")
    assert [outcome.enrichment for outcome in world().resolve()] == [None, None]
    assert "authors" not in [origin.field for origin in papers()[SHAPLEY].origins]
    # Nor is the right paper of that id made one with the wrong one.
    slug = papers()[SHAPLEY].slug
    asked = read_unanswered(Path("content")).papers
    assert asked[title_key(PRIVACY)].candidates == (Candidate("2112.00828", PRIVACY, (f"papers/{slug} has this id",)),)


def test_what_was_asked_in_vain_is_asked_again_after_a_month() -> None:
    write()
    empty = World()
    assert len(empty.resolve()) == 2
    assert empty.resolve(today=TODAY + timedelta(days=29)) == []
    assert len(empty.resolve(today=TODAY + timedelta(days=29), is_again=True)) == 2
    assert len(world().resolve(today=TODAY + timedelta(days=60))) == 2
    assert not Path("content/asked.json").exists()


def test_no_more_are_asked_for_than_wished() -> None:
    write()
    assert len(world().resolve(most=1)) == 1
    assert len(world().resolve(most=1)) == 1
    assert resolved().count("- title:") == 2


def test_an_interruption_loses_nothing() -> None:
    write()
    one = world()
    with one.services() as services:
        run = resolve(Path("content"), services, TODAY, 10)
        first = next(run)
        run.close()
    assert first.enrichment
    assert resolved().count("- title:") == 1
    assert len(world().resolve()) == 1
    assert resolved().count("- title:") == 2


def test_a_service_that_fails_ends_the_run_and_what_was_found_stays() -> None:
    write()
    one, count = world(), 0

    def failing(request: Request) -> Reply:
        nonlocal count
        count += 1
        return one.answer(request) if count <= 2 else Reply(b"<html>", kind="text/html")

    outcomes: list[Resolution] = []
    with playing(failing) as service, Client(PATIENT, FakeClock()) as client:
        services = PaperServices((service.address, client), (service.address, client))
        with pytest.raises(Failed, match="found text/html"):
            outcomes.extend(resolve(Path("content"), services, TODAY, 10))
    assert resolved().count("- title:") == 1


BUSY = FEEDS["id_0000.0000_s0_m100"]["body"].replace("totalResults>0", "totalResults>3")


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(FEEDS["id_abc_s0_m100"]["body"].encode(), 400, "application/atom+xml"), "incorrect id format for abc"),
        (Reply(b"<html/>", kind="text/xml"), "expected an Atom feed, found 'html'"),
        (Reply(b"<feed>&</feed>", kind="text/xml"), "expected XML"),
        (Reply(BUSY.encode(), kind="application/atom+xml"), "counts 3 papers but returns none"),
    ],
)
def test_an_error_of_arxiv_is_not_taken_for_an_empty_answer(reply: Reply, words: str) -> None:
    write()

    def answer(request: Request) -> Reply:
        return reply if request.path == "/api/query" else as_json([])

    with playing(answer) as service, Client(PATIENT, FakeClock()) as client:
        services = PaperServices((service.address, client), (service.address, client))
        with pytest.raises(Failed, match=words):
            list(resolve(Path("content"), services, TODAY, 10))
    assert not Path("content/asked.json").exists()


def test_a_busy_arxiv_is_asked_again_at_its_pace() -> None:
    write()
    one, times = world(), list[float]()

    def answer(request: Request) -> Reply:
        times.extend([one.clock.passed] if request.path == "/api/query" else [])
        is_busy = request.path == "/api/query" and len(times) % 3
        return Reply(BUSY.encode(), kind="application/atom+xml") if is_busy else one.answer(request)

    paced = replace(PATIENT, between=ARXIV_LIMITS.between)
    with playing(answer) as service, Client(PATIENT, one.clock) as hub, Client(paced, one.clock) as papers:
        services = PaperServices((service.address, hub), (service.address, papers))
        assert all(outcome.enrichment for outcome in resolve(Path("content"), services, TODAY, 10))
    assert len(times) > 5
    assert min(later - earlier for earlier, later in pairwise(times)) >= 3


@pytest.mark.parametrize("value", [[{"article": 1}], {"papers": []}, {"error": "no"}])
def test_another_form_of_hugging_face_is_a_failure(value: object) -> None:
    write()
    with playing(lambda _: as_json(value)) as service, Client(PATIENT, FakeClock()) as client:
        services = PaperServices((service.address, client), (service.address, client))
        with pytest.raises(Failed, match="the response format has changed"):
            list(resolve(Path("content"), services, TODAY, 10))


def test_a_damaged_file_of_findings_is_not_overwritten() -> None:
    write()
    world().resolve(most=1)
    file = Path("content/enrichment/resolved-2025-01-01.yml")
    file.write_text(file.read_text() + "- titel: x\n")
    before = file.read_bytes()
    with pytest.raises(Failed, match=r"resolved-2025-01-01.yml:\d+: .*; correct the file first"):
        world().resolve()
    assert file.read_bytes() == before


def test_what_a_person_adds_to_a_file_of_findings_stays() -> None:
    write()
    world().resolve(most=1)
    file = Path("content/enrichment/resolved-2025-01-01.yml")
    first = file.read_text(encoding="utf-8")
    head, _, entries = first.partition("papers:\n")
    again = re.sub(r"found: .*", "found: 2025-02-03", entries.replace("Data Shapley", "DATA Shapley"))
    file.write_text(
        f"{head}# Ask the authors about these.\npapers:\n  # the same paper\n{entries}{again}", encoding="utf-8"
    )
    world().resolve()

    text = file.read_text(encoding="utf-8")
    assert text.startswith(f"{head}# Ask the authors about these.\n# the same paper\npapers:\n")
    assert text.count("found: 2025-02-03") == 1
    assert again.strip() in text


def test_a_search_is_made_of_words_only() -> None:
    one = World()
    with one.services() as services:
        assert services.search_arxiv('A "Bench": $\\mathcal{O}(n)$ & OR_all/that') == []
        assert services.search_arxiv("$$") == []
    assert [request.query["search_query"] for request in one.asked] == ['ti:"A Bench O n OR all that"']


# --- the command -----------------------------------------------------------------------------


def run(one: World, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr("generator.fetching.service_limits.HUGGING_FACE_LIMITS", PATIENT)
    monkeypatch.setattr("generator.fetching.service_limits.ARXIV_LIMITS", PATIENT)
    with playing(one.answer) as service:
        options = ["--hugging-face", service.address, "--arxiv", service.address, "--today", "2026-11-22"]
        return CliRunner().invoke(main, ["resolve", *options, *arguments])


def test_the_command_says_what_was_found_and_what_is_uncertain(monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    one = World(arxiv=[replace(BOTH.arxiv[0], title=f"{SHAPLEY} Revisited"), BOTH.arxiv[1]])
    result = run(one, monkeypatch=monkeypatch)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"found 2112.00828: {PRIVACY}",
        "1 paper found, 2 looked up",
        "",
        "Uncertain matches; if one is right, state its id in papers/SLUG.yml under corrections:",
        f"  {SHAPLEY}",
        f"    1904.02868  {SHAPLEY} Revisited (a different title)",
    ]
    # The uncertain are listed again, without anybody being asked.
    result = run(World(), "--format", "json", monkeypatch=monkeypatch)
    data = json.loads(result.stdout)
    assert (data["asked"], data["found"]) == (0, [])
    assert data["unresolved"][0]["title"] == SHAPLEY
    assert data["unresolved"][0]["candidates"][0]["arxiv"] == "1904.02868"


def test_the_command_ends_with_1_when_a_service_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    result = run(World(), monkeypatch=monkeypatch)
    assert (result.exit_code, result.stdout) == (
        0,
        "0 papers found, 2 looked up\n\n2 papers without any similar match.\n",
    )
    Path("content/asked.json").write_text("x")
    result = run(World(), monkeypatch=monkeypatch)
    assert result.exit_code == 1
    assert "delete the file" in result.stderr
    assert "Traceback" not in result.output


# --- what a check would refuse -----------------------------------------------------------------

LONG = "N" * 121


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"authors": ("Ada", LONG)}, "authors[2]: expected text of 1 to 120 characters"),
        ({"categories": ("cs.LG", "Machine Learning", "stat.ML")}, "categories[2]: expected an arXiv category"),
        ({"categories": ("68T05; 62H30",)}, "categories[1]: expected an arXiv category"),
    ],
)
def test_what_a_check_would_refuse_is_left_out_and_named(bad: dict[str, Any], words: str) -> None:
    write()
    both = World(arxiv=[replace(BOTH.arxiv[0], **bad), BOTH.arxiv[1]])
    first, second = both.resolve()

    assert papers()[SHAPLEY].arxiv == "1904.02868"
    assert [words in line for line in first.left_out] == [True]
    assert second.left_out == ()
    world().resolve(is_again=True)  # a later run reads the file


def test_a_source_with_signs_that_nobody_sees_can_be_read_again() -> None:
    write()
    strange = replace(BOTH.arxiv[0], authors=("A\u200bda\u202e", "Em\x9bmy"), comment="https://github.com/a/b\u2066")
    World(arxiv=[strange]).resolve()

    assert papers()[SHAPLEY].authors == ("Ada", "Emmy")
    assert "\u202e" not in resolved()


def test_an_id_that_is_younger_than_the_digest_is_for_a_curator() -> None:
    write()
    young = replace(BOTH.arxiv[0], arxiv="2612.00001", published=date(2019, 4, 5))
    World(arxiv=[young]).resolve()

    assert papers()[SHAPLEY].arxiv is None
    assert "an id of 2026-12" in Path("content/asked.json").read_text(encoding="utf-8")


def test_a_file_that_would_grow_too_large_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    world().resolve()
    kept = resolved()
    monkeypatch.setattr("generator.curation.nodes.LARGEST_FILE", len(kept.encode()))
    with pytest.raises(Failed, match="a check would refuse the file"):
        save_enrichment(
            Path("content"),
            "2025-01-01",
            Enrichment(Located("Another", Place("")), "source", TODAY, Place(""), code=("https://example.org/x",)),
        )

    assert resolved() == kept


def test_the_command_names_what_it_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    result = run(World(arxiv=[replace(BOTH.arxiv[0], authors=("Ada", LONG))]), "--max", "1", monkeypatch=monkeypatch)

    assert f"left out of {SHAPLEY}: authors[2]: expected text of 1 to 120 characters" in result.output


# --- a digest of ids -------------------------------------------------------------------------


def _list_of_ids(*ids: str) -> None:
    Path("content/digests").mkdir(parents=True)
    Path("content/site.yml").write_text(SITE)
    Path("content/digests/2026-11-20.txt").write_text("\n".join(ids) + "\n")


def test_a_digest_of_ids_is_resolved_by_its_ids_and_in_one_request() -> None:
    _list_of_ids("2405.15216", "2407.04051", "2410.11190")
    known = [Known("2405.15216", SHAPLEY, SHAPLEY_ABSTRACT), Known("2407.04051", PRIVACY, PRIVACY_ABSTRACT)]
    world = World(arxiv=known)
    found = world.resolve()
    answered = {one.wanted.arxiv for one in found if one.enrichment}
    assert answered == {"2405.15216", "2407.04051"}
    assert len(world.times) == 1
    content = read_content(Path("content"))
    papers = {str(paper.arxiv): paper for paper in content.catalogue.papers}
    assert papers["2405.15216"].title.plain == SHAPLEY
    assert papers["2405.15216"].abstract[0].plain == SHAPLEY_ABSTRACT
    assert papers["2405.15216"].slug == "arxiv-2405-15216"
    assert papers["2410.11190"].title.plain == "Title not known yet (arXiv:2410.11190)"
    (problem,) = (problem for problem in content.problems if problem.severity is not Severity.NOTICE)
    assert problem.severity is Severity.WARNING
    assert "2410.11190" in problem.message
    assert "papershelf resolve" in problem.message


def test_a_hundred_and_more_ids_need_two_requests() -> None:
    ids = [f"2405.{number:05}" for number in range(101)]
    _list_of_ids(*ids)
    world = World(arxiv=[Known(arxiv, f"A Study of Trees, Part {arxiv[5:]}") for arxiv in ids])
    assert all(resolution.enrichment for resolution in world.resolve())
    assert len(world.times) == 2


def test_an_answer_that_was_not_accepted_for_its_title_is_asked_for_again_at_once() -> None:
    _list_of_ids("2405.15216")
    text = {
        "title": "arXiv:2405.15216",
        "asked": f"{TODAY}",
        "found": [{"arxiv": "2405.15216", "title": SHAPLEY, "doubts": ["a different title"]}],
    }
    Path("content/asked.json").write_text(json.dumps({"empty": {}, "papers": [text]}))
    (resolution,) = World(arxiv=[Known("2405.15216", SHAPLEY)]).resolve()
    assert resolution.enrichment
    assert not Path("content/asked.json").exists()
