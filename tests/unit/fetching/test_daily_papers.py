"""Fetching daily papers from a service that plays recorded answers, and every fault."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner, Result
from support.builders import CONTENT, REPOSITORY, SITE
from support.services import DAYS, FakeClock, Fault, Reply, Request, as_json, playing

from generator.cli import main
from generator.content.read import read_content
from generator.digests.huggingface.daily_json import read_daily
from generator.fetching.client import (
    ATOM,
    JSON,
    MOST_ATTEMPTS,
    SCRAPE_TYPES,
    Client,
    FetchError,
    Limits,
    NotFoundError,
    rate_wait,
    user_agent,
)
from generator.fetching.daily_items import as_bytes, join
from generator.fetching.daily_papers import DayOutcome, DayStatus, fetch_days, missing_days, recent_days
from generator.fetching.unanswered import Unanswered, read_unanswered, write_unanswered
from generator.model.problem import errors
from generator.storage.atomic_write import write_whole

THURSDAY = date(2025, 10, 30)
FRIDAY = date(2025, 10, 31)
SATURDAY = date(2025, 11, 1)
TODAY = date(2025, 11, 5)
PAPERS = DAYS["2025-10-31"]
PATIENT = Limits(connect=20, read=20, whole=2)
QUICK = Limits(connect=20, read=0.5, whole=2)
"""For services that never answer; others may be slow on a busy machine."""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.lower().endswith("_proxy") or name.startswith("PAPERSHELF_"):
            monkeypatch.delenv(name)
    Path("content/digests").mkdir(parents=True)
    Path("content/site.yml").write_text(SITE)


def client(clock: FakeClock | None = None, limits: Limits = PATIENT) -> Client:
    return Client(limits, clock or FakeClock())


def get(
    answer: Callable[[Request], Reply], kinds: tuple[str, ...] = JSON, limits: Limits = PATIENT
) -> tuple[bytes, list[Request], FakeClock]:
    clock = FakeClock()
    with playing(answer) as service, client(clock, limits) as one:
        return one.get(f"{service.address}/x", kinds), service.asked, clock


def refused(
    answer: Callable[[Request], Reply], kinds: tuple[str, ...] = JSON, limits: Limits = PATIENT
) -> tuple[str, int, list[float]]:
    clock = FakeClock()
    with playing(answer) as service, client(clock, limits) as one, pytest.raises(FetchError) as failure:
        one.get(f"{service.address}/x", kinds)
    return str(failure.value), len(service.asked), clock.slept


def in_turn(*replies: Reply) -> Callable[[Request], Reply]:
    """One reply after the other; the last one stays."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


# --- the client ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Reply(fault=Fault.SILENT), "no response within 0.5 seconds"),
        (Reply(b"[1, 2, 3]", fault=Fault.STUCK), "no response within 0.5 seconds"),
        (Reply(b"[1, 2, 3]", fault=Fault.CUT_OFF), "the response was cut short"),
        (Reply(status=500), "500 Internal Server Error"),
        (Reply(status=503), "503 Service Unavailable"),
        (Reply(status=429), "429 Too Many Requests"),
        (Reply(status=522), "the response was 522"),
        (Reply(b"no gzip", headers={"Content-Encoding": "gzip"}), "cannot be decompressed"),
        (Reply(gzip.compress(json.dumps(PAPERS).encode())[:9000], headers={"Content-Encoding": "gzip"}), "its end"),
        (Reply(b'[{"paper": {"id": "2510.'), "its end is missing"),
        (Reply(b" \n"), "its end is missing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_that_may_pass_is_waited_out(fault: Reply, words: str) -> None:
    limits = QUICK if fault.fault in (Fault.SILENT, Fault.STUCK) else PATIENT
    body, asked, clock = get(in_turn(fault, fault, Reply(b"[7]")), limits=limits)
    assert (body, len(asked), clock.slept) == (b"[7]", 3, [1, 2])
    message, count, slept = refused(in_turn(fault), limits=limits)
    assert words in message
    assert "try again later" in message
    assert (count, slept) == (MOST_ATTEMPTS, [1, 2, 4, 8])


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "17"}, 17),
        ({"Retry-After": "Fri, 20 Nov 2026 12:00:40 GMT"}, 40),
        ({"Retry-After": "Fri, 20 Nov 2026 11:00:00 GMT"}, 1),
        ({"Retry-After": "0"}, 1),
        ({"RateLimit": '"api";r=0;t=55'}, 55),
        ({"RateLimit": '"api"; t=55; r=0', "RateLimit-Policy": '"api";q=500;w=300'}, 55),
        ({"RateLimit-Remaining": "0", "RateLimit-Reset": "30"}, 30),
        ({"Retry-After": "soon"}, 1),
    ],
    ids=str,
)
def test_a_service_says_how_long_to_wait(headers: dict[str, str], wait: float) -> None:
    _, _, clock = get(in_turn(Reply(status=429, headers=headers), Reply()))
    assert clock.passed == pytest.approx(wait)


def test_a_service_that_asks_to_wait_for_too_short_a_time_is_waited_for_longer_each_time() -> None:
    _, _, slept = refused(in_turn(Reply(status=429, headers={"Retry-After": "3"})))
    assert slept == [3, 3, 4, 8]


def test_a_wait_beyond_patience_is_said() -> None:
    message, count, slept = refused(in_turn(Reply(status=429, headers={"Retry-After": "86400"})))
    assert "asks for a wait of 86400 seconds" in message
    assert (count, slept) == (1, [])


def test_the_last_request_allowed_makes_the_next_one_wait() -> None:
    clock, said = FakeClock(), list[str]()
    spent = Reply(headers={"RateLimit": '"api";r=0;t=20'})
    with playing(lambda _: spent) as service, Client(PATIENT, clock, said.append) as one:
        one.get(service.address, JSON)
        assert (clock.passed, said) == (0, [])
        one.get(service.address, JSON)
        assert (clock.passed, said) == (20, ["the rate limit is reached; waiting 20 s"])


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"ratelimit": '"api";r=12;t=55'}, None),
        ({"ratelimit": '"a";r=3;t=5, "b";r=0;t=9'}, 9),
        ({"ratelimit": '"b";t=9;r=0, "a";r=3;t=50'}, 9),
        ({"ratelimit": '"a";r=3;t=50, "b";r=0'}, None),
        ({"ratelimit": "limit=500, remaining=0, reset=33"}, 33),
        ({"ratelimit": "limit=500, remaining=20, reset=33"}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "4"}, 4),
        ({"x-ratelimit-remaining": "1", "x-ratelimit-reset": "4"}, None),
    ],
    ids=str,
)
def test_what_is_left_of_a_limit(headers: dict[str, str], wait: float | None) -> None:
    assert rate_wait(headers) == wait


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"<!doctype html><title>Maintenance</title>", kind="text/html"), "found text/html: Maintenance"),
        (Reply(kind=""), "found a response without a content type"),
        (Reply(kind="text/plain"), "expected application/json, found text/plain: []"),
        (Reply(b"<script>let x</script><b>Gone", status=418, kind="text/html"), "418 I'm a Teapot: Gone"),
        (Reply(b"No such day", status=400, kind="text/plain"), "found 400 Bad Request: No such day"),
        (Reply(status=403), "403 Forbidden"),
        (Reply(status=204), "204 No Content"),
        (Reply(status=404), "404 Not Found"),
        (Reply(status=302, headers={"Location": "ftp://127.0.0.1/x"}), "expected a redirect to a web address"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "expected a redirect to a web address"),
        (Reply(status=301, headers={"Location": "/x"}), "more than 5 redirects"),
        (Reply(status=304), "304 Not Modified"),
        (Reply(b"x" * 20_000_001), "expected at most 20,000,000 bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_will_not_change_is_said_at_once(reply: Reply, words: str) -> None:
    message, _, slept = refused(in_turn(reply))
    assert words in message
    assert slept == []


def test_a_missing_answer_is_told_from_others() -> None:
    with playing(lambda _: Reply(status=404)) as service, client() as one, pytest.raises(NotFoundError):
        one.get(service.address, JSON)


def test_redirects_are_followed() -> None:
    def answer(request: Request) -> Reply:
        return Reply(b"[7]") if request.path == "/y" else Reply(status=307, headers={"Location": "/y?a=1"})

    body, asked, _ = get(answer)
    assert (body, [request.target for request in asked]) == (b"[7]", ["/x", "/y?a=1"])


def test_no_redirect_leads_from_https_back_to_http(monkeypatch: pytest.MonkeyPatch) -> None:
    with client() as one:
        monkeypatch.setattr(one, "_ask", lambda *_: httpx.URL("http://127.0.0.1/"))
        with pytest.raises(FetchError, match="expected a redirect to https"):
            one.get("https://127.0.0.1/", JSON)


@pytest.mark.parametrize("address", ["", "x", "ftp://127.0.0.1/", "https://", "http://[", "file:///etc/passwd"])
def test_an_address_that_is_none_is_said(address: str) -> None:
    with client() as one, pytest.raises(FetchError, match="expected an address"):
        one.get(address, JSON)


def test_nobody_listening_is_a_fault_that_may_pass() -> None:
    with playing(lambda _: Reply()) as service:
        address = service.address
    clock = FakeClock()
    with client(clock) as one, pytest.raises(FetchError, match="no connection"):
        one.get(address, JSON)
    assert clock.slept == [1, 2, 4, 8]


def test_an_answer_that_drips_for_ever_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock()

    def drips(*_: object) -> Any:
        while True:
            clock.passed += 1
            yield b" "

    monkeypatch.setattr(httpx.Response, "iter_bytes", drips)
    whole = pytest.raises(FetchError, match="no complete response within 2 seconds")
    with playing(lambda _: Reply()) as service, client(clock) as one, whole:
        one.get(service.address, JSON)


@pytest.mark.parametrize("fault", [Reply(), Reply(status=503), Reply(status=301, headers={"Location": "/"})])
def test_the_pace_is_kept_whatever_is_answered(fault: Reply) -> None:
    clock = FakeClock()
    begun: list[float] = []

    def answer(_: Request) -> Reply:
        begun.append(clock.passed)
        return fault if len(begun) % 2 else Reply()

    with playing(answer) as service, client(clock, Limits(between=3)) as one:
        for _ in range(4):
            one.get(service.address, JSON)
    gaps = [later - earlier for earlier, later in pairwise(begun)]
    assert min(gaps) >= 3
    assert len(begun) >= 4


def test_who_asks_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERSHELF_REPO_URL", "https://example.org/list")
    _, (request,), _ = get(lambda _: Reply())
    assert request.headers["User-Agent"] == user_agent()
    assert user_agent().startswith("papershelf/")
    assert "+https://example.org/list" in user_agent()
    assert request.headers["Accept"] == "application/json"
    monkeypatch.setenv("PAPERSHELF_REPO_URL", "https://example.org/\r\nX: y")
    assert "example" not in user_agent()


def test_a_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(lambda _: Reply(b"[7]")) as service:
        monkeypatch.setenv("HTTP_PROXY", service.address)
        with client() as one:
            assert one.get("http://papers.invalid/x", JSON) == b"[7]"
    assert [request.target for request in service.asked] == ["http://papers.invalid/x"]


def test_a_proxy_that_cannot_be_used_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:1")
    with pytest.raises(FetchError, match="expected an HTTP proxy"):
        client()


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json", "Text/Plain"])
def test_a_scrape_may_come_in_any_form_but_not_in_any_kind(kind: str) -> None:
    assert get(in_turn(Reply(b"x", kind=kind)), SCRAPE_TYPES)[0] == b"x"
    assert "found image/png" in refused(in_turn(Reply(b"x", kind="image/png")), SCRAPE_TYPES)[0]


def test_a_feed_explains_a_wrong_question() -> None:
    reply = Reply(b"<feed/>", status=400, kind="application/atom+xml")
    assert get(in_turn(reply), ATOM)[0] == b"<feed/>"
    assert "400 Bad Request" in refused(in_turn(reply), JSON)[0]


def test_nothing_but_the_commands_that_ask_loads_the_client() -> None:
    program = "import sys, generator.cli, generator.site.incremental_build; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, check=False).returncode == 0


# --- days ------------------------------------------------------------------------------------


def hub(days: dict[str, list[Any]]) -> Callable[[Request], Reply]:
    """Hugging Face, as far as it is asked for days."""

    def answer(request: Request) -> Reply:
        assert request.path == "/api/daily_papers"
        page, size = int(request.query.get("p", "0")), int(request.query["limit"])
        return as_json(days.get(request.query["date"], [])[page * size : (page + 1) * size])

    return answer


def fetched(answer: Callable[[Request], Reply], *days: date, today: date = TODAY) -> list[DayOutcome]:
    with playing(answer) as service, client() as one:
        return list(fetch_days(Path("content"), days, today, service.address, one))


def kinds(outcomes: list[DayOutcome]) -> list[DayStatus]:
    return [outcome.status for outcome in outcomes]


def kept(name: str = "2025-10-31") -> Path:
    return Path(f"content/digests/{name}.json")


def files() -> list[str]:
    return sorted(path.name for path in Path("content").rglob("*") if path.is_file())


@pytest.mark.parametrize("day", sorted(DAYS)[::6])
def test_a_day_is_kept_with_all_that_was_answered(day: str) -> None:
    (outcome,) = fetched(hub(DAYS), date.fromisoformat(day), today=date(2026, 11, 1))
    assert (outcome.status, outcome.file) == (DayStatus.NEW, f"digests/{day}.json")
    assert json.loads(kept(day).read_bytes()) == DAYS[day]
    digest, problems = read_daily(f"digests/{day}.json", date.fromisoformat(day), None, kept(day).read_text())
    assert (len(digest.entries), errors(problems)) == (len(DAYS[day]), [])
    assert len({entry.place.line for entry in digest.entries}) == len(DAYS[day])


def test_the_same_answer_changes_nothing() -> None:
    fetched(hub(DAYS), FRIDAY)
    before = kept().stat().st_mtime_ns
    shuffled = [dict(reversed(card.items())) for card in PAPERS]
    assert kinds(fetched(hub({"2025-10-31": shuffled}), FRIDAY)) == [DayStatus.SAME]
    assert kept().stat().st_mtime_ns == before


def test_a_day_fills_up() -> None:
    assert kinds(fetched(hub({"2025-10-31": PAPERS[:1]}), FRIDAY, today=FRIDAY)) == [DayStatus.NEW]
    (outcome,) = fetched(hub(DAYS), FRIDAY, today=FRIDAY)
    assert (outcome.status, outcome.message) == (DayStatus.CHANGED, "19 papers, 18 more than before")
    assert json.loads(kept().read_bytes()) == PAPERS


@pytest.mark.parametrize("poorer", [[], PAPERS[:1], PAPERS[5:9]], ids=len)
def test_a_poorer_answer_never_replaces_a_richer_one(poorer: list[Any]) -> None:
    fetched(hub(DAYS), FRIDAY)
    before = kept().read_bytes()
    assert kinds(fetched(hub({"2025-10-31": poorer}), FRIDAY)) == [DayStatus.POORER]
    assert kept().read_bytes() == before


def test_answers_that_each_have_something_are_joined() -> None:
    first, second = PAPERS[:3], [PAPERS[3], PAPERS[1]]
    assert join(first, second) == [PAPERS[3], PAPERS[1], PAPERS[0], PAPERS[2]]


def test_a_paper_that_lost_its_words_stays_as_it_was() -> None:
    bare = {**PAPERS[0], "paper": {**PAPERS[0]["paper"], "summary": ""}}
    assert join(PAPERS[:1], [bare, PAPERS[1]]) == PAPERS[:2]
    cut = {**PAPERS[0], "paper": {**PAPERS[0]["paper"], "summary": PAPERS[0]["paper"]["summary"][:300] + " …"}}
    assert join(PAPERS[:1], [cut]) == PAPERS[:1]
    renewed = {**PAPERS[0], "numComments": 99}
    assert join(PAPERS[:1], [renewed]) == [renewed]


def test_a_day_of_more_papers_than_a_page_holds_is_fetched_whole() -> None:
    many = [
        {**card, "paper": {**card["paper"], "id": f"2510.{number:05}", "title": f"Paper {number}"}}
        for number, card in enumerate((PAPERS * 14)[:250], start=1)
    ]
    (outcome,) = fetched(hub({"2025-10-31": many}), FRIDAY)
    assert outcome.message == "250 papers"
    kept().unlink()
    # A service that gives half of what is wished for.
    halves = hub({"2025-10-31": many[:120]})
    (outcome,) = fetched(lambda one: halves(replace(one, query={**one.query, "limit": "50"})), FRIDAY)
    assert outcome.message == "120 papers"
    kept().unlink()
    # A service that knows no pages answers the same again and again.
    (outcome,) = fetched(lambda _: as_json(many[:100]), FRIDAY)
    assert outcome.message == "100 papers"


def test_an_answer_stands_beside_a_scrape_of_the_same_day() -> None:
    scrape = Path("content/digests/2025-10-31.txt")
    scrape.write_bytes((CONTENT / "digests/2025-10-31.txt").read_bytes())
    for expected in (DayStatus.NEW, DayStatus.SAME):
        (outcome,) = fetched(hub(DAYS), FRIDAY)
        assert (outcome.status, outcome.file) == (expected, "digests/2025-10-31-daily.json")
    catalogue = read_content(Path("content")).catalogue
    assert [digest.slug for digest in catalogue.digests] == ["2025-10-31-daily", "2025-10-31"]
    scrape.unlink()
    assert fetched(hub(DAYS), FRIDAY)[0].file == "digests/2025-10-31-daily.json"


# --- days without papers ---------------------------------------------------------------------


def test_a_weekend_and_a_day_that_is_not_over_may_be_empty() -> None:
    for _ in range(3):
        outcomes = fetched(hub({}), SATURDAY, TODAY)
        assert [outcome.message for outcome in outcomes] == ["no papers, on a Saturday", "no papers yet"]
        assert kinds(outcomes) == [DayStatus.EMPTY, DayStatus.EMPTY]
    assert files() == ["site.yml"]


def test_a_working_day_that_is_empty_twice_is_a_failure_once() -> None:
    first, second, third, fourth = (fetched(hub({}), FRIDAY)[0] for _ in range(4))
    assert [one.status for one in (first, second, third, fourth)] == [
        DayStatus.EMPTY,
        DayStatus.FAILED,
        DayStatus.EMPTY,
        DayStatus.EMPTY,
    ]
    assert second.message.startswith("expected papers on a Friday, found none for the second time")
    assert third.message == "no papers, though it was a Friday, as reported before"
    # What does not change makes no pull request.
    assert read_unanswered(Path("content")).empty == {FRIDAY: 2}
    assert kinds(fetched(hub(DAYS), FRIDAY)) == [DayStatus.NEW]
    assert files() == ["2025-10-31.json", "site.yml"]


def test_a_source_that_stays_dry_is_a_failure_every_day() -> None:
    days = [date(2025, 10, number) for number in range(27, 32)]
    failures = [kinds(fetched(hub({}), *recent_days(day), today=day)).count(DayStatus.FAILED) for day in days]
    assert failures == [0, 0, 1, 1, 1]


def test_what_is_remembered_is_what_was_written() -> None:
    asked = Unanswered().with_empty(FRIDAY).with_empty(FRIDAY)
    write_unanswered(Path("content"), asked)
    assert read_unanswered(Path("content")) == asked
    Path("content/asked.json").write_text("{}")
    with pytest.raises(FetchError, match="delete it"):
        read_unanswered(Path("content"))


def test_the_days_that_are_asked_for() -> None:
    assert recent_days(TODAY) == [TODAY - timedelta(days=number) for number in (3, 2, 1, 0)]
    assert missing_days(Path("content"), TODAY) == [TODAY]
    for name in ("2025-10-28-late.txt", "2025-11-03.json", ".2025-10-01.json"):
        Path("content/digests", name).touch()
    write_unanswered(Path("content"), Unanswered({FRIDAY: 2, THURSDAY: 1}))
    missing = missing_days(Path("content"), TODAY)
    assert [day.isoformat() for day in missing] == ["2025-10-29", "2025-10-30", "2025-11-04", "2025-11-05"]


# --- faults ----------------------------------------------------------------------------------


def renamed(key: str, other: str) -> list[Any]:
    text = json.dumps(PAPERS).replace(f'"{key}":', f'"{other}":')
    found: list[Any] = json.loads(text)
    return found


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (as_json(renamed("upvotes", "votes")), "'upvotes'"),
        (as_json(renamed("summary", "abstract")), "summary"),
        (as_json(renamed("paper", "article")), "paper"),
        (as_json({"papers": PAPERS}), "expected a list of papers"),
        (as_json({"error": "gone"}), "found the error message 'gone'"),
        (as_json(["2510.1", "2510.2"]), "expected a paper"),
        (as_json(DAYS["2025-10-24"]), "2025-10-24"),
        (Reply(json.dumps(PAPERS).encode()[:5000]), "the response was cut short"),
        (Reply(b"\xff\xfe"), "expected UTF-8"),
        (Reply(b"<html>", kind="text/html"), "found text/html"),
        (Reply(b"<html>"), "expected JSON"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_another_form_is_a_failure_and_changes_nothing(reply: Reply, words: str) -> None:
    for before in (None, b"[]\n", json.dumps(PAPERS[:2]).encode()):
        if before:
            kept().write_bytes(before)
        (outcome,) = fetched(in_turn(reply), FRIDAY)
        assert outcome.status is DayStatus.FAILED
        said = f"{outcome.message} {' '.join(f'{p.field} {p.message}' for p in outcome.problems)}"
        assert words.strip("'") in said
        assert (kept().read_bytes() if before else None) == before
    assert files() == ["2025-10-31.json", "site.yml"]


def test_one_odd_paper_is_said_and_does_not_cost_the_others() -> None:
    odd = {**PAPERS[3], "paper": {**PAPERS[3]["paper"], "title": None}, "title": None}
    for before in (None, PAPERS[:2], PAPERS):
        if before:
            kept().write_bytes(as_bytes(before))
        (outcome,) = fetched(hub({"2025-10-31": [*PAPERS[:3], odd, *PAPERS[4:]]}), FRIDAY)
        assert outcome.status is DayStatus.FAILED
        assert "1 ignored, in an unknown format" in outcome.message
        assert [problem.field for problem in outcome.problems] == ["title"]
        papers = json.loads(kept().read_bytes())
        assert PAPERS[4] in papers
        assert (PAPERS[3] in papers) == (before is PAPERS)
    assert run(hub({"2025-10-31": [*PAPERS[:3], odd, *PAPERS[4:]]}), "--date", "2025-10-31")[0].exit_code == 1


def test_a_paper_that_comes_twice_is_kept_once() -> None:
    (outcome,) = fetched(hub({"2025-10-31": [*PAPERS, *PAPERS[:5]]}), FRIDAY)
    assert (outcome.message, json.loads(kept().read_bytes())) == ("19 papers", PAPERS)


def test_a_damaged_file_is_not_overwritten() -> None:
    kept().write_text("[{]")
    (outcome,) = fetched(hub(DAYS), FRIDAY)
    assert outcome.status is DayStatus.FAILED
    assert "delete it to fetch the day again" in outcome.message
    assert kept().read_text() == "[{]"


def test_one_bad_day_does_not_hinder_the_next_but_two_end_the_run() -> None:
    days = [THURSDAY, FRIDAY, date(2025, 11, 3), date(2025, 11, 4), TODAY]

    def answer(request: Request) -> Reply:
        is_fine = request.query["date"] == "2025-10-31"
        return as_json(PAPERS) if is_fine else Reply(b"x", kind="text/html")

    outcomes = fetched(answer, *days)
    assert kinds(outcomes) == [DayStatus.FAILED, DayStatus.NEW, DayStatus.FAILED, DayStatus.FAILED]


def test_a_file_is_whole_or_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    file = Path("content/digests/x.json")
    assert write_whole(file, b"one")
    assert not write_whole(file, b"one")

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(KeyboardInterrupt):
        write_whole(file, b"two")
    assert file.read_bytes() == b"one"
    assert files() == ["site.yml", "x.json"]


# --- the command -----------------------------------------------------------------------------


def run(answer: Callable[[Request], Reply], *arguments: str, today: str = "2025-11-03") -> tuple[Result, list[str]]:
    with playing(answer) as service:
        env = {"PAPERSHELF_HUGGING_FACE": f"{service.address}/", "PAPERSHELF_TODAY": today}
        result = CliRunner().invoke(main, ["fetch", *arguments], env=env)
    return result, [request.query["date"] for request in service.asked]


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.fetching.daily_papers.HUGGING_FACE_LIMITS", PATIENT)
    monkeypatch.setattr("time.sleep", lambda _: None)


@pytest.mark.usefixtures("_quick")
def test_the_last_days_are_fetched() -> None:
    result, days = run(hub(DAYS))
    assert days == ["2025-10-31", "2025-11-01", "2025-11-02", "2025-11-03"]
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "2025-10-31: 19 papers (content/digests/2025-10-31.json)",
        "2025-11-01: no papers, on a Saturday",
        "2025-11-02: no papers, on a Sunday",
        "2025-11-03: no papers yet",
    ]


@pytest.mark.usefixtures("_quick")
def test_other_days_are_fetched_on_request() -> None:
    assert run(hub(DAYS), "--date", "2025-10-31")[1] == ["2025-10-31"]
    assert run(hub(DAYS), "--since", "2025-11-02")[1] == ["2025-11-02", "2025-11-03"]
    result, days = run(hub(DAYS), "--missing")
    assert (days, result.stdout.splitlines()[0]) == (["2025-11-03"], "1 working day without a digest")


@pytest.mark.usefixtures("_quick")
def test_a_dry_source_and_a_changed_form_end_with_1() -> None:
    assert run(hub({}), "--date", "2025-10-31")[0].exit_code == 0
    result, _ = run(hub({}), "--date", "2025-10-31")
    assert result.exit_code == 1
    assert "expected papers on a Friday, found none for the second time" in result.stderr
    result, _ = run(lambda _: as_json(renamed("upvotes", "votes")), "--date", "2025-10-31")
    assert result.exit_code == 1
    assert "error: content/digests/2025-10-31.json:2:2: upvotes: expected a whole number, found none" in result.stderr
    assert "nothing was written" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("fault", [Reply(fault=Fault.SILENT), Reply(status=429, headers={"Retry-After": "1"})])
def test_waiting_is_said_and_giving_up_ends_with_1(fault: Reply, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.fetching.daily_papers.HUGGING_FACE_LIMITS", QUICK)
    result, _ = run(in_turn(fault), "--date", "2025-10-31")
    assert result.exit_code == 1
    assert result.stderr.count("trying again in") == MOST_ATTEMPTS - 1
    assert "try again later" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--date", "2025-10-31", "--missing"],
        ["--since", "2025-10-31", "--date", "2025-10-31"],
        ["--date", "31.10.2025"],
        ["--date", "2025-11-04"],
        ["--since", "2026-01-01"],
    ],
    ids=" ".join,
)
def test_wrong_usage_asks_nobody(arguments: list[str]) -> None:
    result, days = run(hub(DAYS), *arguments)
    assert (result.exit_code, days) == (2, [])


def test_today_is_the_day_in_utc_when_nobody_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.fetching.daily_papers.HUGGING_FACE_LIMITS", PATIENT)
    with playing(hub({})) as service:
        CliRunner().invoke(main, ["fetch", "--hugging-face", service.address])
    days = {datetime.now(UTC).date().isoformat(), (datetime.now(UTC).date() - timedelta(days=1)).isoformat()}
    assert service.asked[-1].query["date"] in days
