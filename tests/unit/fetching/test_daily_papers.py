"""Fetching daily papers from a service that plays recorded answers, and every fault."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.builders import CONTENT, SITE
from support.services import DAYS, PATIENT, QUICK, FakeClock, Fault, Reply, Request, as_json, in_turn, playing

from generator.cli import main
from generator.content.read import read_content
from generator.digests.huggingface.daily_json import read_daily
from generator.fetching.daily_papers import as_bytes, fetch_days, missing_days, recent_days
from generator.fetching.day_outcome import DayOutcome, DayResult
from generator.fetching.http_client import MOST_ATTEMPTS, Client
from generator.fetching.unanswered import Unanswered, read_unanswered, write_unanswered
from generator.model.problem import errors
from generator.storage.atomic_write import write_whole

THURSDAY = date(2025, 10, 30)
FRIDAY = date(2025, 10, 31)
SATURDAY = date(2025, 11, 1)
TODAY = date(2025, 11, 5)
PAPERS = DAYS["2025-10-31"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.lower().endswith("_proxy") or name.startswith("PAPERSHELF_"):
            monkeypatch.delenv(name)
    Path("content/digests").mkdir(parents=True)
    Path("content/site.yml").write_text(SITE)


# --- days ------------------------------------------------------------------------------------


def hub(days: dict[str, list[Any]]) -> Callable[[Request], Reply]:
    """Hugging Face, as far as it is asked for days."""

    def answer(request: Request) -> Reply:
        assert request.path == "/api/daily_papers"
        page, size = int(request.query.get("p", "0")), int(request.query["limit"])
        return as_json(days.get(request.query["date"], [])[page * size : (page + 1) * size])

    return answer


def fetched(answer: Callable[[Request], Reply], *days: date, today: date = TODAY) -> list[DayOutcome]:
    with playing(answer) as service, Client(PATIENT, FakeClock()) as client:
        return list(fetch_days(Path("content"), days, today, service.address, client))


def results(outcomes: list[DayOutcome]) -> list[DayResult]:
    return [outcome.result for outcome in outcomes]


def kept(name: str = "2025-10-31") -> Path:
    return Path(f"content/digests/{name}.json")


def files() -> list[str]:
    return sorted(path.name for path in Path("content").rglob("*") if path.is_file())


@pytest.mark.parametrize("day", sorted(DAYS)[::6])
def test_a_day_is_kept_with_all_that_was_answered(day: str) -> None:
    (outcome,) = fetched(hub(DAYS), date.fromisoformat(day), today=date(2026, 11, 1))
    assert (outcome.result, outcome.file) == (DayResult.NEW, f"digests/{day}.json")
    assert json.loads(kept(day).read_bytes()) == DAYS[day]
    digest, problems = read_daily(f"digests/{day}.json", date.fromisoformat(day), None, kept(day).read_text())
    assert (len(digest.entries), errors(problems)) == (len(DAYS[day]), [])
    assert len({entry.place.line for entry in digest.entries}) == len(DAYS[day])


def test_the_same_answer_changes_nothing() -> None:
    fetched(hub(DAYS), FRIDAY)
    before = kept().stat().st_mtime_ns
    shuffled = [dict(reversed(card.items())) for card in PAPERS]
    assert results(fetched(hub({"2025-10-31": shuffled}), FRIDAY)) == [DayResult.SAME]
    assert kept().stat().st_mtime_ns == before


def test_a_day_fills_up() -> None:
    assert results(fetched(hub({"2025-10-31": PAPERS[:1]}), FRIDAY, today=FRIDAY)) == [DayResult.NEW]
    (outcome,) = fetched(hub(DAYS), FRIDAY, today=FRIDAY)
    assert (outcome.result, outcome.message) == (DayResult.CHANGED, "19 papers, 18 more than before")
    assert json.loads(kept().read_bytes()) == PAPERS


@pytest.mark.parametrize("poorer", [[], PAPERS[:1], PAPERS[5:9]], ids=len)
def test_a_poorer_answer_never_replaces_a_richer_one(poorer: list[Any]) -> None:
    fetched(hub(DAYS), FRIDAY)
    before = kept().read_bytes()
    assert results(fetched(hub({"2025-10-31": poorer}), FRIDAY)) == [DayResult.POORER]
    assert kept().read_bytes() == before


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
    for expected in (DayResult.NEW, DayResult.SAME):
        (outcome,) = fetched(hub(DAYS), FRIDAY)
        assert (outcome.result, outcome.file) == (expected, "digests/2025-10-31-daily.json")
    catalogue = read_content(Path("content")).catalogue
    assert [digest.slug for digest in catalogue.digests] == ["2025-10-31-daily", "2025-10-31"]
    scrape.unlink()
    assert fetched(hub(DAYS), FRIDAY)[0].file == "digests/2025-10-31-daily.json"


# --- days without papers ---------------------------------------------------------------------


def test_a_weekend_and_a_day_that_is_not_over_may_be_empty() -> None:
    for _ in range(3):
        outcomes = fetched(hub({}), SATURDAY, TODAY)
        assert [outcome.message for outcome in outcomes] == ["no papers, as expected on a Saturday", "no papers yet"]
        assert results(outcomes) == [DayResult.EMPTY, DayResult.EMPTY]
    assert files() == ["site.yml"]


def test_a_working_day_that_is_empty_twice_is_a_failure_once() -> None:
    first, second, third, fourth = (fetched(hub({}), FRIDAY)[0] for _ in range(4))
    assert results([first, second, third, fourth]) == [
        DayResult.EMPTY,
        DayResult.FAILED,
        DayResult.EMPTY,
        DayResult.EMPTY,
    ]
    assert second.message.startswith("expected papers on a Friday, found none for the second time")
    assert third.message == "no papers, although it was a Friday, as reported before"
    # What does not change makes no pull request.
    assert read_unanswered(Path("content")).empty == {FRIDAY: 2}
    assert results(fetched(hub(DAYS), FRIDAY)) == [DayResult.NEW]
    assert files() == ["2025-10-31.json", "site.yml"]


def test_a_source_that_stays_dry_is_a_failure_every_day() -> None:
    days = [date(2025, 10, number) for number in range(27, 32)]
    failures = [results(fetched(hub({}), *recent_days(day), today=day)).count(DayResult.FAILED) for day in days]
    assert failures == [0, 0, 1, 1, 1]


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
        (Reply(json.dumps(PAPERS).encode()[:5000]), "the response is truncated"),
        (Reply(b"\xff\xfe"), "expected UTF-8"),
        (Reply(b"<html>", kind="text/html"), "found text/html"),
        (Reply(b"<html>"), "expected valid JSON"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_another_form_is_a_failure_and_changes_nothing(reply: Reply, words: str) -> None:
    for before in (None, b"[]\n", json.dumps(PAPERS[:2]).encode()):
        if before:
            kept().write_bytes(before)
        (outcome,) = fetched(in_turn(reply), FRIDAY)
        assert outcome.result is DayResult.FAILED
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
        assert outcome.result is DayResult.FAILED
        assert "1 left out, in a format that cannot be read" in outcome.message
        assert [problem.field for problem in outcome.problems] == ["title"]
        papers = json.loads(kept().read_bytes())
        assert PAPERS[4] in papers
        assert (PAPERS[3] in papers) == (before is PAPERS)
    assert run(hub({"2025-10-31": [*PAPERS[:3], odd, *PAPERS[4:]]}), "--date", "2025-10-31")[0].exit_code == 1


def test_a_paper_that_comes_twice_is_kept_once() -> None:
    (outcome,) = fetched(hub({"2025-10-31": [*PAPERS, *PAPERS[:5]]}), FRIDAY)
    assert (outcome.message, json.loads(kept().read_bytes())) == ("19 papers", PAPERS)


@pytest.mark.parametrize("data", [b"[{]", '[{"paper": {"title": "Café"}}]'.encode("cp1252")])
def test_a_damaged_file_is_not_overwritten(data: bytes) -> None:
    kept().write_bytes(data)
    (outcome,) = fetched(hub(DAYS), FRIDAY)
    assert outcome.result is DayResult.FAILED
    assert "delete it to fetch the day anew" in outcome.message
    assert kept().read_bytes() == data


def test_one_bad_day_does_not_hinder_the_next_but_two_end_the_run() -> None:
    days = [THURSDAY, FRIDAY, date(2025, 11, 3), date(2025, 11, 4), TODAY]

    def answer(request: Request) -> Reply:
        is_fine = request.query["date"] == "2025-10-31"
        return as_json(PAPERS) if is_fine else Reply(b"x", kind="text/html")

    outcomes = fetched(answer, *days)
    assert results(outcomes) == [DayResult.FAILED, DayResult.NEW, DayResult.FAILED, DayResult.FAILED]


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
    monkeypatch.setattr("generator.fetching.service_limits.HUGGING_FACE_LIMITS", PATIENT)
    monkeypatch.setattr("time.sleep", lambda _: None)


@pytest.mark.usefixtures("_quick")
def test_the_last_days_are_fetched() -> None:
    result, days = run(hub(DAYS))
    assert days == ["2025-10-31", "2025-11-01", "2025-11-02", "2025-11-03"]
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "2025-10-31: 19 papers (content/digests/2025-10-31.json)",
        "2025-11-01: no papers, as expected on a Saturday",
        "2025-11-02: no papers, as expected on a Sunday",
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
    monkeypatch.setattr("generator.fetching.service_limits.HUGGING_FACE_LIMITS", QUICK)
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
    monkeypatch.setattr("generator.fetching.service_limits.HUGGING_FACE_LIMITS", PATIENT)
    with playing(hub({})) as service:
        CliRunner().invoke(main, ["fetch", "--hugging-face", service.address])
    days = {datetime.now(UTC).date().isoformat(), (datetime.now(UTC).date() - timedelta(days=1)).isoformat()}
    assert service.asked[-1].query["date"] in days
