"""``papershelf add``: a scrape of any form becomes a digest, and never a poorer one."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result
from support.builders import PRIVACY, PRIVACY_ABSTRACT, SHAPLEY, SHAPLEY_ABSTRACT, page, write_tree
from support.golden_cases import CASES
from support.servers import served
from support.services import DAYS

from generator.cli import main
from generator.content.read import read_content
from generator.storage.folder_lock import locked

SCRAPES = CASES.parent / "recorded/scrapes"
FACTS = "  • 6 authors\n·\nDec 21, 2024 3"
POOR = page("Oct 31", SHAPLEY, SHAPLEY_ABSTRACT)
RICH = page("Oct 31", SHAPLEY, SHAPLEY_ABSTRACT, FACTS, PRIVACY, PRIVACY_ABSTRACT, FACTS)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)
    monkeypatch.setenv("PAPERSHELF_TODAY", "2026-11-20")
    write_tree(Path("content"), {})


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["add", *arguments], input=given)


def scrape(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def digests() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path("content/digests").iterdir())}


def of_the_day() -> dict[str, bytes]:
    return {name: data for name, data in digests().items() if name.startswith("2025-10-31")}


# --- the name --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "as_named"),
    [
        ("2024-08-01.html", "2024-08-01.html"),
        ("2026-06-29-numbered-links.md", "2026-06-29.md"),
    ],
)
def test_a_page_that_says_its_day_needs_no_date(name: str, as_named: str) -> None:
    source = scrape("page.dat", (SCRAPES / name).read_text(encoding="utf-8"))
    result = run(source)
    assert result.exit_code == 0, result.output
    assert digests()[as_named] == (SCRAPES / name).read_bytes()


class CountedBytes(bytes):
    """Bytes that count how often they are decoded."""

    decodings = 0

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        self.decodings += 1
        return super().decode(encoding, errors)


def test_a_page_is_decoded_and_parsed_once_for_its_day_and_its_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    data = CountedBytes((SCRAPES / "2024-08-01.html").read_bytes())
    parsed: list[str] = []
    parse, read_bytes = HTMLParser.feed, Path.read_bytes

    def counted(parser: HTMLParser, text: str) -> None:
        parsed.append(text)
        parse(parser, text)

    monkeypatch.setattr(HTMLParser, "feed", counted)
    monkeypatch.setattr(Path, "read_bytes", lambda path: data if path.name == "page.html" else read_bytes(path))

    result = run("page.html")

    assert result.exit_code == 0, result.output
    # Once by the command, and once with the content folder as it will be.
    assert data.decodings == 2
    assert len(parsed) == 2


def test_a_day_in_the_name_of_the_file_counts() -> None:
    assert run(scrape("2025-10-31.whatever", RICH)).exit_code == 0
    assert digests()["2025-10-31.txt"] == RICH.encode()


def test_a_page_without_a_day_is_wrong_usage_and_says_what_to_write() -> None:
    before = digests()
    result = run(scrape("page.txt", RICH))
    assert result.exit_code == 2
    assert "--date 2025-10-31" in result.output
    assert digests() == before


def test_date_and_label_make_the_name() -> None:
    assert run("-", "--date", "2025-10-31", "--label", "evening", given=RICH).exit_code == 0
    assert digests()["2025-10-31-evening.txt"] == RICH.encode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("page.txt", "--date", "31.10.2025"),
        ("page.txt", "--date", "2025-02-30"),
        ("page.txt", "--date", "2206-10-31"),
        ("page.txt", "--date", "0025-10-31"),
        ("2206-10-31.txt",),
        ("page.txt", "--date", "2025-10-31", "--label", "../x"),
        ("page.txt", "--date", "2025-10-31", "--label", "Evening"),
        ("missing.txt", "--date", "2025-10-31"),
        (".", "--date", "2025-10-31"),
        ("ftp://example.org/page", "--date", "2025-10-31"),
        ("file:///etc/passwd", "--date", "2025-10-31"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    scrape("page.txt", RICH)
    scrape("2206-10-31.txt", RICH)
    before = digests()
    result = run(*arguments)
    assert result.exit_code == 2
    assert digests() == before


def test_a_day_that_contradicts_the_page_is_a_problem() -> None:
    before = digests()
    result = run("-", "--date", "2025-10-30", given=RICH)
    assert result.exit_code == 1
    assert "expected the date in the file's name" in result.output
    assert digests() == before


def test_an_address_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/papers.txt").write_text(RICH, encoding="utf-8")
    with served(tmp_path / "site") as address:
        assert run(f"{address}/papers.txt", "--date", "2025-10-31").exit_code == 0
        (tmp_path / "site/2025-10-31.txt").write_text(RICH, encoding="utf-8")
        dated = run(f"{address}/2025-10-31.txt?download=true#top")
        before = digests()
        missing = run(f"{address}/nothing-here", "--date", "2025-11-03")

    assert before["2025-10-31.txt"] == RICH.encode()
    assert dated.exit_code == 0, dated.output
    assert missing.exit_code == 1
    assert "Nothing was written" in missing.output
    assert "Traceback" not in missing.output
    assert digests() == before


def test_the_answer_of_a_service_says_its_day() -> None:
    assert run("-", given=json.dumps(DAYS["2025-10-31"])).exit_code == 0
    assert "2025-10-31.json" in digests()


# --- what cannot be read ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"502 Bad Gateway",
        b"%PDF-1.7\x00\x01\x02" + bytes(range(256)) * 20,
        b"<html><body><h1>Log in</h1></body></html>",
        b"[{}]",
        b"<?xml version='1.0'?><feed></feed>",
    ],
    ids=["nothing", "blank", "error", "binary", "login", "json", "atom"],
)
def test_what_cannot_be_read_is_not_written(data: bytes) -> None:
    before = digests()
    result = run("-", "--date", "2025-10-31", given=data)
    assert result.exit_code == 1
    assert "Nothing was written." in result.output
    assert digests() == before


def test_a_scrape_that_cannot_be_written_is_said_and_leaves_nothing_half(monkeypatch: pytest.MonkeyPatch) -> None:
    run("-", "--date", "2025-10-31", given=POOR)
    before = digests()

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    result = run("-", "--date", "2025-10-31", given=RICH)
    assert (result.exit_code, digests()) == (1, before)
    assert result.stderr == "content/digests/2025-10-31.txt: No space left on device. No data was lost.\n"


@pytest.mark.parametrize("label", [["--label", "a" * 300], []], ids=["a name that is too long", "a folder"])
def test_a_name_that_cannot_be_written_is_said(label: list[str]) -> None:
    Path("content/digests/2025-10-31.txt").unlink(missing_ok=True)
    Path("content/digests/2025-10-31.txt").mkdir()
    result = run("-", "--date", "2025-10-31", *label, given=RICH)
    assert result.exit_code == 1
    assert "No data was lost." in result.stderr
    assert isinstance(result.exception, SystemExit)


# --- the same day again ----------------------------------------------------------------------


def test_what_was_found_is_told() -> None:
    result = run("-", "--date", "2025-10-31", given=RICH)
    assert result.exit_code == 0
    form, day, sums, facts, *rest = result.stdout.splitlines()
    assert form == "standard input is read as a page saved as text (text)"
    assert day == "Its papers are listed under 2025-10-31, as --date says"
    assert re.fullmatch(r"2025-10-31: 2 papers; \d+ blocks = \d+ in papers \+ 1 page boilerplate \+ 0 reported", sums)
    assert facts == "  0 with an id, 0 with authors, 2 with a date, 2 with an abstract"
    assert rest[-2:] == ["wrote content/digests/2025-10-31.txt", "Next: papershelf check, papershelf diff"]
    papers = read_content(Path("content")).catalogue.papers
    unsorted = sum(paper.is_unsorted for paper in papers)
    assert [line for line in rest if re.match(r"\d", line)] == [
        "0 new",
        "2 merged with papers from other digests",
        f"{unsorted} unsorted: no topic rule matches",
    ]


def test_the_same_scrape_again_changes_nothing() -> None:
    run("-", "--date", "2025-10-31", given=RICH)
    before = digests()
    result = run("-", "--date", "2025-10-31", given=RICH)
    assert result.exit_code == 0
    assert "Nothing was changed." in result.output
    assert digests() == before


def test_a_richer_scrape_takes_the_place_of_a_poorer_and_shows_the_difference() -> None:
    run("-", "--date", "2025-10-31", given=POOR)
    result = run("-", "--date", "2025-10-31", given=RICH)
    assert result.exit_code == 0, result.output
    assert "1 paper added:" in result.output
    assert PRIVACY in result.output
    assert "more fields: 1 × published, 1 × comments, 1 × author count" in result.output
    assert digests()["2025-10-31.txt"] == RICH.encode()


def test_a_poorer_scrape_is_refused_unless_it_is_forced() -> None:
    run("-", "--date", "2025-10-31", given=RICH)
    before = digests()
    result = run("-", "--date", "2025-10-31", given=POOR)
    assert result.exit_code == 1
    assert "1 paper lost:" in result.output
    assert "keep both: add --label NAME" in result.output
    assert "lose 1 paper: --replace" in result.output
    assert digests() == before
    assert run("-", "--date", "2025-10-31", "--replace", given=POOR).exit_code == 0
    assert digests()["2025-10-31.txt"] == POOR.encode()


def test_no_abstract_is_lost_whatever_else_comes() -> None:
    cards = DAYS["2025-10-31"][:4]
    assert run("-", given=json.dumps(cards)).exit_code == 0
    before = digests()
    for words in ("", "A few words.", cards[0]["paper"]["summary"][:-100] + " …"):
        more = {"projectPage": "https://a.test/", "ai_keywords": ["a"], "summary": words}
        changed = [{**cards[0], "summary": words, "paper": {**cards[0]["paper"], **more}}, *cards[1:]]
        result = run("-", given=json.dumps([*changed, *DAYS["2025-10-31"][4:6]]))
        assert result.exit_code == 1, words
        assert "The new version is less complete" in result.stderr
        assert ("shorter abstracts: 1" if words else "fewer fields: 1 × abstract") in result.stdout
        assert digests() == before


@pytest.mark.parametrize("kept", [b"\x00\x01\x02" * 100, b"<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> other\n"])
def test_a_digest_that_cannot_be_read_is_replaced_only_by_force(kept: bytes) -> None:
    Path("content/digests").mkdir(exist_ok=True)
    Path("content/digests/2025-10-31.txt").write_bytes(kept)
    result = run("-", "--date", "2025-10-31", given=RICH)
    assert result.exit_code == 1
    assert "no paper can be read from it, so nothing was written" in result.stderr
    assert of_the_day() == {"2025-10-31.txt": kept}
    assert run("-", "--date", "2025-10-31", "--replace", given=RICH).exit_code == 0
    assert of_the_day() == {"2025-10-31.txt": RICH.encode()}


def test_a_blank_digest_gives_its_place_and_that_is_said() -> None:
    Path("content/digests").mkdir(exist_ok=True)
    Path("content/digests/2025-10-31.md").write_bytes(b"\n \n")
    result = run("-", "--date", "2025-10-31", given=RICH)
    assert result.exit_code == 0, result.output
    assert "no paper can be read from it. Replacing it" in result.stdout
    assert of_the_day() == {"2025-10-31.txt": RICH.encode()}


def test_a_digest_that_another_run_adds_meanwhile_is_not_replaced_by_a_poorer_one() -> None:
    Path("content/digests").mkdir(exist_ok=True)
    results: list[Result] = []
    thread = Thread(target=lambda: results.append(run("-", "--date", "2025-10-31", given=POOR)))
    with locked(Path("content")):
        thread.start()
        thread.join(0.5)
        Path("content/digests/2025-10-31.txt").write_text(RICH, encoding="utf-8")
    thread.join(30)
    assert [result.exit_code for result in results] == [1]
    assert of_the_day() == {"2025-10-31.txt": RICH.encode()}


def test_files_that_are_no_digests_stay_whatever_day_they_are_named_after() -> None:
    Path("content/digests").mkdir(exist_ok=True)
    others = {f"2025-10-31.{ending}": b"Written by hand.\n" for ending in ("TXT", "bak", "pdf", "txt~", "yml")}
    for name, data in others.items():
        Path("content/digests", name).write_bytes(data)
    for more in (POOR, RICH):
        assert run("-", "--date", "2025-10-31", given=more).exit_code == 0
    assert of_the_day() == {**others, "2025-10-31.txt": RICH.encode()}


def test_a_paper_with_another_id_is_another_paper_even_under_the_same_title() -> None:
    first, second = DAYS["2025-10-31"][:2]
    namesake = {**first, "paper": {**first["paper"], "id": second["paper"]["id"]}}
    assert run("-", given=json.dumps([first, namesake])).exit_code == 0
    before = digests()
    result = run("-", given=json.dumps([namesake]))
    assert result.exit_code == 1, result.output
    assert "1 paper lost:" in result.stdout
    assert digests() == before


def test_no_author_is_lost_whatever_else_comes() -> None:
    card = next(card for card in DAYS["2025-10-31"] if len(card["paper"]["authors"]) > 1)
    assert run("-", given=json.dumps([card])).exit_code == 0
    before = digests()
    less = {"authors": card["paper"]["authors"][:1], "projectPage": "https://a.test/", "ai_keywords": ["a"]}
    result = run("-", given=json.dumps([{**card, "paper": {**card["paper"], **less}}]))
    assert result.exit_code == 1, result.output
    assert "fewer authors: 1" in result.stdout
    assert digests() == before


def test_a_scrape_of_another_form_takes_the_place_of_the_file_with_another_ending() -> None:
    text = f"Oct 31\n\n{SHAPLEY}\n\n{SHAPLEY_ABSTRACT}\n"
    markdown = (
        f"Oct 31\n\n### [{SHAPLEY}](https://huggingface.co/papers/1904.02868)\n\n{SHAPLEY_ABSTRACT}\n\n"
        "[5](https://huggingface.co/papers/1904.02868#community)\n"
    )
    run("-", "--date", "2025-10-31", given=text)
    result = run("-", "--date", "2025-10-31", given=markdown)
    assert result.exit_code == 0, result.output
    assert "2025-10-31.txt" not in digests()
    assert digests()["2025-10-31.md"] == markdown.encode()


def test_a_list_of_ids_starts_a_reading_list() -> None:
    ids = "".join(f"2501.{number:05d}\n" for number in range(10))
    result = run("-", "--date", "2025-02-01", "--offline", given=ids)
    assert result.exit_code == 0, result.output
    assert "10 new" in result.output
    assert digests()["2025-02-01.txt"] == ids.encode()
    assert "arxiv-2501-00009" in {paper.slug for paper in read_content(Path("content")).catalogue.papers}
