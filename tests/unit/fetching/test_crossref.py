"""Crossref: what it says about papers beyond arXiv is understood, whatever else its answers hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from support.builders import SITE
from support.services import FakeClock, Reply, Request, as_json, playing

from generator.cli import main
from generator.content.read import read_content
from generator.fetching.crossref import Crossref
from generator.fetching.http_client import Client, Failed
from generator.fetching.paper_services import PaperServices
from generator.fetching.resolver import Resolution, resolve
from generator.fetching.service_limits import CROSSREF_LIMITS, Limits
from generator.fetching.unanswered import read_unanswered
from generator.model.digest import Stage

TODAY = date(2026, 11, 22)
PATIENT = Limits(connect=20, read=20, whole=1000)
ABSTRACT = (
    "We track the calls of whales with two hundred hydrophones and a small model. It finds nine of ten calls at a"
    " tenth of the cost, and tells two dialects apart."
)
WORK: dict[str, Any] = {
    "DOI": "10.1000/tides.7",
    "type": "journal-article",
    "title": ["Whale Song at the Edge of Noise"],
    "subtitle": [],
    "author": [
        {"given": "Ana", "family": "Petrović", "sequence": "first", "affiliation": []},
        {"given": "Jonas", "family": "Müller", "suffix": "Jr."},
        {"name": "The Hydrophone Consortium"},
    ],
    "container-title": ["Journal of Tides &amp; Sound"],
    "issued": {"date-parts": [[2024, 5]]},
    "published-print": {"date-parts": [[2024, 6, 1]]},
    "published-online": {"date-parts": [[2024, 5, 14]]},
    "abstract": f"<jats:title>Abstract</jats:title><jats:p>{ABSTRACT}</jats:p>",
    "relation": {},
}


class World:
    """What Crossref knows, and what it was asked; the other services know nothing."""

    def __init__(self, *works: dict[str, Any]) -> None:
        self.works = works
        self.asked: list[Request] = []
        self.times: list[float] = []
        self.clock = FakeClock()

    def answer(self, request: Request) -> Reply:
        if request.path.startswith("/works"):
            self.asked.append(request)
            self.times.append(self.clock.passed)
            return self._crossref(request)
        if request.path == "/api/query":
            return Reply(b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', kind="application/atom+xml")
        return as_json([])

    def _crossref(self, request: Request) -> Reply:
        if request.path == "/works":
            return as_json({"status": "ok", "message-type": "work-list", "message": {"items": list(self.works)}})
        wanted = unquote(request.path.removeprefix("/works/"))
        work = next((work for work in self.works if work["DOI"].lower() == wanted), None)
        return as_json({"status": "ok", "message": work}) if work else Reply(b"Resource not found.", 404, "text/plain")

    @contextmanager
    def crossref(self, mailto: str | None = None) -> Iterator[Crossref]:
        limits = replace(PATIENT, between=CROSSREF_LIMITS.between)
        with playing(self.answer) as service, Client(limits, self.clock) as client:
            yield Crossref(f"{service.address}/", client, mailto)

    def resolve(self, today: date = TODAY) -> list[Resolution]:
        with self.crossref() as crossref, Client(PATIENT, self.clock) as client:
            services = PaperServices((crossref.base, client), (crossref.base, client), crossref)
            return list(resolve(Path("content"), services, today, 1000))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PAPERSHELF_CONTENT", "PAPERSHELF_MAILTO", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def write(text: str, file: str = "digests/2026-11-20.csv") -> None:
    for name, content in {"site.yml": SITE, file: text}.items():
        path = Path("content", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


ONE = "title,doi\nWhale Song at the Edge of Noise,10.1000/TIDES.7\n"


# --- what an answer says ---------------------------------------------------------------------


def test_a_work_is_read_in_full() -> None:
    with World(WORK).crossref() as crossref:
        paper = crossref.work("10.1000/tides.7")
    assert paper
    assert (paper.doi, paper.title, paper.arxiv) == ("10.1000/tides.7", "Whale Song at the Edge of Noise", "")
    assert paper.authors == ("Ana Petrović", "Jonas Müller Jr.", "The Hydrophone Consortium")
    assert (paper.published, paper.venue, paper.stage) == (
        date(2024, 5, 14),
        "Journal of Tides & Sound",
        Stage.PUBLISHED,
    )
    assert paper.abstract == ABSTRACT


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({"type": "posted-content", "subtype": "preprint"}, Stage.PREPRINT),
        ({"type": "proceedings-article"}, Stage.PUBLISHED),
        ({"updated-by": [{"DOI": "10.1000/n", "type": "correction"}]}, Stage.PUBLISHED),
        ({"updated-by": [{"DOI": "10.1000/n", "type": "retraction"}]}, Stage.RETRACTED),
        ({"updated-by": [{"type": "correction"}, {"type": "withdrawal"}]}, Stage.WITHDRAWN),
        ({"relation": {"is-retracted-by": [{"id-type": "doi", "id": "10.1000/n"}]}}, Stage.RETRACTED),
        ({"relation": {"has-preprint": [{"id": "10.1101/1"}]}}, Stage.PUBLISHED),
        ({"title": ["RETRACTED ARTICLE: Whale Song at the Edge of Noise"]}, Stage.RETRACTED),
        ({"title": ["WITHDRAWN: Whale Song at the Edge of Noise"], "type": "posted-content"}, Stage.WITHDRAWN),
    ],
)
def test_how_far_a_paper_has_got(changes: dict[str, Any], stage: Stage) -> None:
    with World({**WORK, **changes}).crossref() as crossref:
        paper = crossref.work("10.1000/tides.7")
    assert paper
    assert (paper.stage, paper.title) == (stage, "Whale Song at the Edge of Noise")


@pytest.mark.parametrize(
    "changes",
    [
        {"title": []},
        {"DOI": "10.1000/another"},
        {"update-to": [{"DOI": "10.1000/tides.6", "type": "retraction"}]},
    ],
    ids=["untitled", "another", "notice"],
)
def test_what_is_not_the_paper_is_not_taken_for_it(changes: dict[str, Any]) -> None:
    def answer(_: Request) -> Reply:
        return as_json({"message": {**WORK, **changes}})

    with playing(answer) as service, Client(PATIENT, FakeClock()) as client:
        assert Crossref(service.address, client).work("10.1000/tides.7") is None


def test_the_event_is_the_venue_and_the_subtitle_belongs_to_the_title() -> None:
    changed = {
        **WORK,
        "title": ["Loops <i>without</i> Seams"],
        "subtitle": ["Periodic Audio Diffusion"],
        "event": {"name": "Conference on Acoustics", "acronym": "ICASSP 2026"},
    }
    with World(changed).crossref() as crossref:
        paper = crossref.work("10.1000/tides.7")
    assert paper
    assert (paper.title, paper.venue) == ("Loops without Seams: Periodic Audio Diffusion", "ICASSP 2026")


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"message": []}', b"nothing", b'{"message": {"items": 1}}'])
def test_another_form_is_a_failure(body: bytes) -> None:
    said = pytest.raises(Failed, match=r"the response format has changed|expected valid JSON")
    with playing(lambda _: Reply(body)) as service, Client(PATIENT, FakeClock()) as client, said:
        Crossref(service.address, client).search("Whale Song")


def test_it_is_asked_at_its_pace_and_told_whom_to_write_to() -> None:
    world = World(WORK)
    with world.crossref(mailto="curator@example.org") as crossref:
        for _ in range(3):
            crossref.work("10.1000/tides.7")
    assert all(later - earlier >= CROSSREF_LIMITS.between for earlier, later in pairwise(world.times))
    assert {request.query["mailto"] for request in world.asked} == {"curator@example.org"}
    assert world.asked[0].target.startswith("/works/10.1000%2Ftides.7")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "type", "date-parts"]), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*WORK, "event", "updated-by", "update-to", "institution"]), values))
def test_whatever_an_answer_holds_nothing_breaks(odd: dict[str, Any]) -> None:
    class Played(Client):
        def get(self, *_: Any, **__: Any) -> bytes:
            return json.dumps({"message": {"items": [{**WORK, **odd}]}}).encode()

    with Played(PATIENT, FakeClock()) as client:
        for paper in Crossref("https://example.org", client).search("x"):
            assert paper.doi
            assert paper.title.strip()


# --- resolving -------------------------------------------------------------------------------


def test_a_paper_with_a_doi_is_completed_and_then_left_alone() -> None:
    write(ONE)
    (resolution,) = World(WORK).resolve()
    assert resolution.enrichment
    (paper,) = read_content(Path("content")).catalogue.papers
    assert paper.authors == ("Ana Petrović", "Jonas Müller Jr.", "The Hydrophone Consortium")
    assert (paper.published, paper.venue, paper.stage) == (
        date(2024, 5, 14),
        "Journal of Tides & Sound",
        Stage.PUBLISHED,
    )
    assert not [problem for problem in read_content(Path("content")).problems if problem.severity == "error"]
    again = World(WORK)
    assert again.resolve() == []
    assert again.asked == []


def test_a_doi_of_a_paper_with_another_title_is_for_a_curator() -> None:
    write("title,doi\nQuiet Codecs for Whispered Speech,10.1000/tides.7\n")
    (resolution,) = World(WORK).resolve()
    assert resolution.enrichment is None
    (unresolved,) = read_unanswered(Path("content")).papers.values()
    (candidate,) = unresolved.candidates
    assert (candidate.arxiv, candidate.doubts) == ("10.1000/tides.7", ("a different title",))
    assert World(WORK).resolve() == []


def test_a_doi_that_crossref_does_not_have_is_asked_for_again_after_a_month() -> None:
    write(ONE)
    assert [resolution.enrichment for resolution in World().resolve()] == [None]
    assert World(WORK).resolve() == []
    assert [bool(resolution.enrichment) for resolution in World(WORK).resolve(date(2026, 12, 30))] == [True]


@pytest.mark.parametrize(
    ("abstract", "is_found"),
    [(ABSTRACT, True), ("", False), ("Codes for whispers. " * 20, False)],
    ids=["the same abstract", "no abstract", "another abstract"],
)
def test_a_title_is_enough_only_with_the_abstract(abstract: str, *, is_found: bool) -> None:
    write(f'title,authors,abstract\nWhale Song at the Edge of Noise,"A. Petrović; J. Müller; T. H. C.","{abstract}"\n')
    (resolution,) = World(WORK).resolve()
    assert bool(resolution.enrichment) is is_found
    (paper,) = read_content(Path("content")).catalogue.papers
    assert paper.doi == ("10.1000/tides.7" if is_found else None)


def test_the_command_names_what_was_retracted(monkeypatch: pytest.MonkeyPatch) -> None:
    write(ONE)
    world = World({**WORK, "updated-by": [{"type": "retraction"}]})
    monkeypatch.setattr("generator.fetching.http_client.Clock", lambda: world.clock)
    with playing(world.answer) as service:
        at = [argument for name in ("hugging-face", "arxiv", "crossref") for argument in (f"--{name}", service.address)]
        result = CliRunner().invoke(main, ["resolve", *at, "--today", "2026-11-22", "--mailto", "a@example.org"])
    assert result.exit_code == 0, result.output
    assert "found 10.1000/tides.7: Whale Song at the Edge of Noise (retracted)" in result.stdout
    (paper,) = read_content(Path("content")).catalogue.papers
    assert paper.stage is Stage.RETRACTED


def test_a_failing_service_ends_the_run_and_says_so() -> None:
    write(ONE)
    answers: Callable[[Request], Reply] = lambda _: Reply(b"{}", 500)  # noqa: E731
    with playing(answers) as service, Client(PATIENT, FakeClock()) as client:
        services = PaperServices(
            (service.address, client), (service.address, client), Crossref(service.address, client)
        )
        with pytest.raises(Failed, match="/works/"):
            list(resolve(Path("content"), services, TODAY, 10))
    assert not Path("content/enrichment").exists()
