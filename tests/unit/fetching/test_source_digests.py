"""Fetching feeds and listings from a service that plays answers, and every fault that ``fetch`` meets."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.builders import SITE
from support.golden_cases import CASES, Case
from support.services import PATIENT, QUICK, FakeClock, Fault, Reply, Request, in_turn, playing

from generator.cli import main
from generator.content.read import read_content
from generator.digests.reader import read_digest
from generator.fetching.day_outcome import DayResult
from generator.fetching.http_client import MOST_ATTEMPTS, Client
from generator.fetching.source_digests import SourceOutcome, fetch_source
from generator.model.digest import Entry
from generator.model.problem import errors

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)


def text_of(case: str) -> str:
    return str(Case(CASES / f"services/{case}.yml").given["text"])


ARXIV = text_of("feed_of_arxiv_in_rss")
WEEKEND = text_of("feed_of_arxiv_on_a_weekend")
RDF = text_of("feed_of_biorxiv")
JOURNAL = text_of("feed_of_a_search_in_pubmed")
LISTING = text_of("listing_page_of_new_papers")
ITEM = (
    "<item><title>Paper {0}</title><link>https://arxiv.org/abs/2611.{0:05}</link>"
    "<description>We study {0}.</description></item>"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.lower().endswith("_proxy") or name.startswith("PAPERSHELF_"):
            monkeypatch.delenv(name)
    Path("content/digests").mkdir(parents=True)
    Path("content/site.yml").write_text(SITE)


def feed(*numbers: int, title: str = "Reefs") -> str:
    items = "\n".join(map(ITEM.format, numbers))
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>{title}</title>\n{items}\n</channel></rss>\n'


def rss(text: str, kind: str = "application/rss+xml; charset=utf-8") -> Reply:
    return Reply(text.encode(), kind=kind)


def fetched(reply: Reply | Callable[[Request], Reply], today: date = FRIDAY, path: str = "/feed") -> SourceOutcome:
    answer = reply if callable(reply) else in_turn(reply)
    with playing(answer) as service, Client(PATIENT, FakeClock()) as client:
        return fetch_source(Path("content"), f"{service.address}{path}", None, today, service.address, client)


def files() -> list[str]:
    return sorted(path.name for path in Path("content/digests").iterdir())


def entries(name: str) -> list[Entry]:
    digest, problems = read_digest(f"digests/{name}", Path("content/digests", name).read_bytes())
    assert digest is not None
    assert errors(problems) == []
    return list(digest.entries)


def titles(name: str) -> list[str]:
    return [entry.title for entry in entries(name)]


@pytest.mark.parametrize(
    ("reply", "name", "count"),
    [
        (rss(ARXIV), "2026-11-20-arxiv-cs-sd.xml", 4),
        (rss(RDF, "application/rdf+xml"), "2026-11-20-biorxiv-subject-collection-ecology.xml", 2),
        (rss(JOURNAL, "text/xml"), "2026-11-20-whales.xml", 1),
        (rss(text_of("feed_of_a_journal_in_atom"), "application/atom+xml"), "2026-11-20-open-oceans.xml", 1),
        (rss(text_of("feed_of_arxiv_in_atom"), "application/xml"), "2026-11-20-arxiv-cs-sd.xml", 2),
        (rss(LISTING, "text/html"), "2026-11-20-arxiv-cs-sd.html", 2),
        (rss(text_of("answer_of_semantic_scholar_to_a_search"), "application/json"), "2026-11-20-127-0-0-1.json", 3),
    ],
)
def test_what_a_source_lists_is_kept_as_a_digest_with_its_label(reply: Reply, name: str, count: int) -> None:
    outcome = fetched(reply, path="/list/cs.SD/new")
    assert (outcome.result, outcome.file, outcome.problems) == (DayResult.NEW, f"digests/{name}", ())
    assert len(entries(name)) == count
    digest, _ = read_digest(f"digests/{name}", reply.body)
    kept, _ = read_digest(f"digests/{name}", Path("content/digests", name).read_bytes())
    assert digest is not None
    assert kept is not None
    assert [entry.ids for entry in kept.entries] == [entry.ids for entry in digest.entries]


def test_the_same_answer_changes_nothing() -> None:
    fetched(rss(ARXIV))
    (path,) = Path("content/digests").iterdir()
    before = path.stat().st_mtime_ns
    outcome = fetched(rss(ARXIV))
    assert (outcome.result, outcome.message) == (DayResult.SAME, "4 papers, as before")
    assert path.stat().st_mtime_ns == before


def test_a_day_fills_up_and_never_loses_a_paper() -> None:
    fetched(rss(feed(1, 2)))
    outcome = fetched(rss(feed(3, 2)))
    assert (outcome.result, outcome.message) == (DayResult.CHANGED, "3 papers, 1 more than before")
    assert titles("2026-11-20-reefs.xml") == ["Paper 1", "Paper 2", "Paper 3"]
    before = Path("content/digests/2026-11-20-reefs.xml").read_bytes()
    assert fetched(rss(feed(3))).result is DayResult.SAME
    assert fetched(rss(feed())).result is DayResult.EMPTY
    assert Path("content/digests/2026-11-20-reefs.xml").read_bytes() == before


def test_a_digest_holds_what_no_earlier_one_of_the_source_does() -> None:
    fetched(rss(feed(1, 2, 3)))
    outcome = fetched(rss(feed(4, 3, 2)), today=SATURDAY)
    assert outcome.message == "1 paper"
    assert titles("2026-11-21-reefs.xml") == ["Paper 4"]
    assert fetched(rss(feed(4, 3)), today=date(2026, 11, 22)).message == "no new papers; 2 papers in earlier digests"
    assert files() == ["2026-11-20-reefs.xml", "2026-11-21-reefs.xml"]


def test_a_paper_that_was_withdrawn_since_then_is_news() -> None:
    fetched(rss(feed(1)))
    withdrawn = feed(1).replace("</item>", "<comment>This paper has been withdrawn by the author</comment></item>")
    assert fetched(rss(withdrawn), today=SATURDAY).result is DayResult.NEW
    assert fetched(rss(withdrawn), today=date(2026, 11, 22)).result is DayResult.SAME


def test_a_listing_that_lacks_papers_replaces_nothing() -> None:
    fetched(rss(LISTING, "text/html"), path="/list/cs.SD/new")
    before = Path("content/digests/2026-11-20-arxiv-cs-sd.html").read_bytes()
    other = LISTING.replace("2611.10234", "2611.10299").replace("QuietCodec", "Another")
    outcome = fetched(rss(other, "text/html"), path="/list/cs.SD/new")
    assert outcome.result is DayResult.POORER
    assert Path("content/digests/2026-11-20-arxiv-cs-sd.html").read_bytes() == before


def test_one_odd_item_is_said_and_does_not_cost_the_others() -> None:
    odd = feed(1, 2, 3, 4, 5, 6).replace("<title>Paper 3</title>", "<title></title>")
    outcome = fetched(rss(odd))
    assert outcome.result is DayResult.FAILED
    assert outcome.message == "5 papers; 1 left out, in a format that cannot be read"
    assert titles("2026-11-20-reefs.xml") == ["Paper 1", "Paper 2", "Paper 4", "Paper 5", "Paper 6"]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (rss(feed(1, 2).replace("<title>Paper", "<name>").replace("</title><link", "</name><link")), "cannot be read"),
        (rss("<html><body><p>We are down, and come back soon.</p></body></html>", "text/html"), "another page"),
        (rss("Service unavailable.", "text/plain"), "another page"),
        (rss("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel/></rss>"), "cannot be read"),
        (rss("%PDF-1.4", "application/pdf"), "found application/pdf"),
        (Reply(status=404), "404 Not Found"),
        (Reply(status=403, kind="text/html"), "403 Forbidden"),
    ],
)
def test_another_form_is_a_failure_and_writes_nothing(reply: Reply, words: str) -> None:
    outcome = fetched(reply)
    assert outcome.result is DayResult.FAILED
    assert words in outcome.message
    assert files() == []


@pytest.mark.parametrize(
    "fault",
    [
        Reply(status=503),
        Reply(status=429, headers={"Retry-After": "7"}),
        Reply(ARXIV.encode(), kind="application/rss+xml", fault=Fault.CUT_OFF),
        rss(ARXIV[:900]),
        rss(""),
        rss(LISTING[:900], "text/html"),
    ],
)
def test_a_fault_that_may_pass_is_waited_out(fault: Reply) -> None:
    assert fetched(in_turn(fault, rss(ARXIV))).result is DayResult.NEW
    assert len(entries("2026-11-20-arxiv-cs-sd.xml")) == 4


def run(answer: Callable[[Request], Reply], *arguments: str, today: str = "2026-11-20") -> tuple[Result, list[Request]]:
    with playing(answer) as service:
        env = {
            "PAPERSHELF_HUGGING_FACE": service.address,
            "PAPERSHELF_ARXIV": service.address,
            "PAPERSHELF_TODAY": today,
        }
        words = [one.replace("HERE", service.address) for one in arguments]
        path = Path("content/site.yml")
        path.write_text(path.read_text().replace("HERE", service.address))
        result = CliRunner().invoke(main, ["fetch", *words], env=env)
    return result, service.asked


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.fetching.service_limits.SOURCE_LIMITS", PATIENT)
    monkeypatch.setattr("generator.fetching.service_limits.HUGGING_FACE_LIMITS", PATIENT)
    monkeypatch.setattr("time.sleep", lambda _: None)


@pytest.mark.usefixtures("_quick")
def test_a_category_of_arxiv_is_asked_for_its_feed() -> None:
    result, asked = run(in_turn(rss(ARXIV)), "--from", "arxiv:cs.SD")
    assert [request.path for request in asked] == ["/rss/cs.SD"]
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "arxiv-cs-sd: 4 papers (content/digests/2026-11-20-arxiv-cs-sd.xml)\n"
    assert read_content(Path("content")).catalogue.digests[0].slug == "2026-11-20-arxiv-cs-sd"


@pytest.mark.usefixtures("_quick")
def test_one_bad_source_does_not_hinder_the_next() -> None:
    answers = {"/a": Reply(status=404), "/b": rss(feed(1)), "/c": rss("", "text/html")}
    result, _ = run(lambda one: answers[one.path], "--from", "HERE/a", "--from", "HERE/b", "--from", "HERE/c")
    assert result.exit_code == 1
    assert result.stdout == "reefs: 1 paper (content/digests/2026-11-20-reefs.xml)\n"
    assert result.stderr.count("trying again in") == MOST_ATTEMPTS - 1
    assert "Traceback" not in result.output


@pytest.mark.usefixtures("_quick")
def test_the_sources_of_the_list_are_fetched_and_hugging_face_is_not_needed() -> None:
    sources = "sources:\n  - {from: 'arxiv:q-bio.PE'}\n  - {from: http://127.0.0.1/no, label: no}\n"
    Path("content/site.yml").write_text(SITE + sources.replace("http://127.0.0.1/no, label: no", "HERE/b, label: sea"))
    answers = {"/rss/q-bio.PE": rss(WEEKEND), "/b": rss(feed(1, 2))}
    result, asked = run(lambda one: answers[one.path])
    assert (result.exit_code, result.stderr) == (0, "")
    assert [request.path for request in asked] == ["/rss/q-bio.PE", "/b"]
    assert result.stdout.splitlines() == [
        "arxiv-q-bio-pe: no papers now",
        "sea: 2 papers (content/digests/2026-11-20-sea.xml)",
    ]
    assert errors(read_content(Path("content")).problems) == []


@pytest.mark.usefixtures("_quick")
def test_hugging_face_is_one_of_several_sources() -> None:
    Path("content/site.yml").write_text(SITE + "sources:\n  - {from: huggingface}\n  - {from: HERE/b}\n")
    result, asked = run(lambda one: rss(feed(1)) if one.path == "/b" else Reply())
    assert result.exit_code == 0
    assert [request.path for request in asked] == ["/api/daily_papers"] * 4 + ["/b"]
    assert {request.path for request in run(lambda _: Reply(), "--date", "2026-11-19")[1]} == {"/api/daily_papers"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--from", "ftp://example.org/feed"],
        ["--from", "cs.SD"],
        ["--from", "HERE/a", "--date", "2026-11-19"],
        ["--label", "x"],
        ["--from", "HERE/a", "--label", "Not A Label"],
        ["--from", "HERE/a", "--from", "HERE/b", "--label", "x"],
    ],
    ids=" ".join,
)
def test_wrong_usage_asks_nobody(arguments: list[str]) -> None:
    result, asked = run(in_turn(rss(feed(1))), *arguments)
    assert (result.exit_code, asked) == (2, [])


def test_a_service_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.fetching.service_limits.SOURCE_LIMITS", QUICK)
    monkeypatch.setattr("time.sleep", lambda _: None)
    result, _ = run(in_turn(Reply(fault=Fault.SILENT)), "--from", "HERE/feed")
    assert result.exit_code == 1
    assert "try again later" in result.stderr
