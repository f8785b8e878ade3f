"""A list of ids becomes what arXiv says its papers are, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.builders import write_tree
from support.services import FakeClock, Fault, Reply, Request, Service, playing

from generator.cli import main
from generator.content.read import read_content
from generator.digests.arxiv_atom import read_feed
from generator.fetching.arxiv_api import IDS_PER_QUERY, papers_of
from generator.fetching.http_client import Client, Failed
from generator.fetching.service_limits import ARXIV_LIMITS, Limits

UNKNOWN = "2501.99999"
DIGEST = Path("content/digests/2025-02-01.xml")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PAPERSHELF_CONTENT", "PAPERSHELF_ARXIV"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("generator.fetching.service_limits.ARXIV_LIMITS", Limits(connect=20, read=20))
    monkeypatch.setattr("generator.fetching.http_client.MOST_ATTEMPTS", 1)
    write_tree(Path("content"), {})


def entry(arxiv: str) -> str:
    return (
        f"<entry><id>http://arxiv.org/abs/{arxiv}v2</id><title>On {arxiv}</title><summary>We study {arxiv}.</summary>"
        "<published>2025-01-30T10:00:00Z</published><author><name>Ada</name></author></entry>\n"
    )


def feed(entries: str, updated: str = "2025-02-01") -> Reply:
    head = f'<feed xmlns="http://www.w3.org/2005/Atom">\n<updated>{updated}</updated>\n'
    return Reply(f"{head}{entries}</feed>\n".encode(), kind="application/atom+xml")


def answer(request: Request) -> Reply:
    """As arXiv does: ten papers unless more are asked for, and nothing about ids that it does not know."""
    ids = [one for one in request.query["id_list"].split(",") if one != UNKNOWN]
    return feed("".join(entry(one) for one in ids[: int(request.query.get("max_results", "10"))]))


def ids(count: int) -> list[str]:
    return [f"2501.{number:05d}" for number in range(count)]


def add(text: str, *arguments: str, answers: Callable[[Request], Reply] = answer) -> tuple[Result, Service]:
    with playing(answers) as service:
        given = ("add", "-", "--date", "2025-02-01", "--arxiv", service.address, *arguments)
        return CliRunner().invoke(main, given, input=text), service


def digests() -> list[str]:
    return sorted(path.name for path in Path("content/digests").iterdir() if path.name.startswith("2025-02-01"))


# --- one list --------------------------------------------------------------------------------


def test_a_list_of_ids_ends_as_papers_with_titles_abstracts_and_authors() -> None:
    result, service = add("\n".join(ids(12)))

    assert result.exit_code == 0, result.output
    assert len(service.asked) == 1
    assert digests() == ["2025-02-01.xml"]
    listed = read_content(Path("content")).catalogue.by_digest["2025-02-01"]
    assert [one.title.plain for one in listed] == [f"On {one}" for one in ids(12)]
    assert all(one.abstract and one.authors == ("Ada",) and one.published for one in listed)


def test_an_id_that_arxiv_does_not_know_is_named_with_its_line() -> None:
    result, _ = add(f"# mine\n{ids(1)[0]}\n{UNKNOWN}\n")

    assert result.exit_code == 0
    assert (
        f"warning: -:3:1: arxiv: expected an id that exists on arXiv, found {UNKNOWN}, which was left out; check"
        in result.stderr
    )
    assert UNKNOWN not in DIGEST.read_text()


def test_a_line_that_is_no_id_is_named_by_the_file_that_the_reader_has() -> None:
    Path("ids.txt").write_text("\n".join([*ids(12), "something else"]), encoding="utf-8")
    with playing(answer) as service:
        given = ("add", "ids.txt", "--date", "2025-02-01", "--arxiv", service.address)
        result = CliRunner().invoke(main, given)

    assert result.exit_code == 0
    assert "warning: ids.txt:13:1: block: expected an arXiv id" in result.stderr
    assert "content/" not in result.stderr


def test_the_same_list_again_changes_nothing_though_the_answer_bears_another_time() -> None:
    add(ids(1)[0])
    before = DIGEST.read_bytes()
    result, _ = add(ids(1)[0], answers=lambda _: feed(entry(ids(1)[0]), updated="2025-02-02"))

    assert "Nothing was changed" in result.output
    assert DIGEST.read_bytes() == before


def test_a_shorter_list_does_not_take_the_place_of_a_longer_one() -> None:
    add("\n".join(ids(3)))
    before = DIGEST.read_bytes()
    result, _ = add(ids(1)[0])

    assert result.exit_code == 1
    assert DIGEST.read_bytes() == before


def test_offline_keeps_the_ids_and_asking_later_takes_their_place() -> None:
    kept, service = add("\n".join(ids(2)), "--offline")
    assert (kept.exit_code, service.asked, digests()) == (0, [], ["2025-02-01.txt"])

    result, _ = add("\n".join(ids(2)))
    assert result.exit_code == 0, result.output
    assert "2 × abstract" in result.output
    assert digests() == ["2025-02-01.xml"]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (lambda _: feed(""), "knows none of the 2 ids"),
        (lambda _: Reply(b"busy", status=503), "503"),
        (lambda _: Reply(b"<html>Sorry</html>", kind="text/html"), "text/html"),
        (lambda _: Reply(b"<feed", kind="application/atom+xml"), "is truncated"),
        (lambda _: Reply(feed(entry("2501.00000")).body, kind="text/xml", fault=Fault.CUT_OFF), "is truncated"),
    ],
    ids=["nothing", "busy", "HTML", "without its end", "cut off"],
)
def test_without_an_answer_nothing_is_written(answers: Callable[[Request], Reply], words: str) -> None:
    result, _ = add("\n".join(ids(2)), answers=answers)

    assert result.exit_code == 1
    assert words in result.stderr
    assert "Nothing was written; use --offline" in result.stderr
    assert "Traceback" not in result.output
    assert digests() == []


def test_a_page_of_papers_asks_nobody() -> None:
    result, service = add("https://example.org/\nA page without papers.\n")

    assert (result.exit_code, service.asked) == (1, [])


# --- many ids --------------------------------------------------------------------------------


@pytest.fixture
def asked() -> Iterator[tuple[Service, FakeClock, Client]]:
    clock = FakeClock()
    with playing(answer) as service, Client(ARXIV_LIMITS, clock) as client:
        yield service, clock, client


def test_many_ids_are_asked_for_in_batches_at_arxivs_pace_and_become_one_feed(
    asked: tuple[Service, FakeClock, Client],
) -> None:
    service, clock, client = asked
    wanted = ids(2 * IDS_PER_QUERY + 1)

    found = read_feed("x", papers_of(service.address, client, wanted).decode())

    assert [one.arxiv for one in found.papers] == wanted
    assert [len(one.query["id_list"].split(",")) for one in service.asked] == [IDS_PER_QUERY, IDS_PER_QUERY, 1]
    assert clock.slept == [3.0, 3.0]
    assert all(one != other for one, other in pairwise(service.asked))


def test_a_batch_of_unknown_ids_does_not_spoil_the_others(asked: tuple[Service, FakeClock, Client]) -> None:
    service, _, client = asked
    wanted = [*[UNKNOWN] * IDS_PER_QUERY, *ids(2)]

    assert len(read_feed("x", papers_of(service.address, client, wanted).decode()).papers) == 2


def test_answers_that_make_no_feed_together_are_refused() -> None:
    # The second one binds its names otherwise, so its entries mean nothing inside of the first.
    other = b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>http://arxiv.org/abs/2501.00500v1</a:id>'
    other += b"<a:title>T</a:title></a:entry></a:feed>"

    def twice(request: Request) -> Reply:
        is_first = request.query["id_list"].startswith("2501.00000")
        return answer(request) if is_first else Reply(other, kind="text/xml")

    with playing(twice) as service, Client(Limits()) as client, pytest.raises(Failed, match="form one feed"):
        papers_of(service.address, client, ids(IDS_PER_QUERY + 1))
