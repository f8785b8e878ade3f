"""The message of a letter: its headers, its bytes, and its size, whatever titles hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

import pytest
from support.builders import digest, entry, paper, topic
from support.mail_host import parsed

from generator.model.catalogue import Catalogue
from generator.model.curation import Area, Link, LinkKind, Newsletter, Site
from generator.model.digest import Stage
from generator.model.email_address import EmailAddress
from generator.model.identity import Slug
from generator.model.paper import Appearance, Assignment, Paper
from generator.model.problem import Located, Place
from generator.newsletter.issue import issue_of
from generator.newsletter.letter_message import LARGEST_MESSAGE, LetterMessage, message_of

ROOT = "https://example.org/shelf/"
ADA = EmailAddress("ada@example.org")
NEWSLETTER = Newsletter(
    EmailAddress("digest@example.org"),
    f"https://lists.example.org/{'leave/' * 40}?a=1&b=2",
    Located(EmailAddress("papers@lists.example.org"), Place("site.yml", 7)),
    EmailAddress("keeper@example.org"),
    "mailto:join@lists.example.org",
)
HOSTILE = (
    "Evil\r\nBcc: eve@example.org\r\n\r\n<script>alert(1)</script>",
    '"><img src=https://evil.example/pixel.gif> & {title} {0} %s',
    "\x00\x1b[31m\u202egnp.elif\u202c \ud800 \u2028From nobody\u2029.",
    ".\r\n.\r\nQUIT\r\n",
    "=?utf-8?q?=0ABcc=3A_eve=40example=2Eorg?=",
    "注意力就是你所需要的一切 😀 عنوان طويل",
    "",
    "長" * 5_000,
    "x" * 20_000,
)


def listed(title: str, number: int, *abstract: str, **facts: object) -> Paper:
    """A paper of the digest that ``message`` is about."""
    there = paper(title, *abstract, slug=f"paper-{number}")
    place = Appearance(Slug("2025-10-31"), date(2025, 10, 31), number, Place("digests/2025-10-31.txt"))
    return replace(there, appearances=(place,), **facts)  # type: ignore[arg-type] # facts are fields of a paper


def catalogue_of(*papers: Paper, newsletter: Newsletter | None = NEWSLETTER, title: str = "Shelf") -> Catalogue:
    entries = [entry(one.title.plain) for one in papers]
    site = Site(title, "Papers.", (Area("theory", "Theory"),), newsletter=newsletter)
    return Catalogue(site, (digest("2025-10-31", *entries),), papers, (topic("proofs"), topic("agents")))


def message(*papers: Paper, **facts: object) -> LetterMessage:
    catalogue = catalogue_of(*papers, **facts)  # type: ignore[arg-type] # as above
    return message_of(catalogue, issue_of(catalogue, "2025-10-31", None, None), ROOT)


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_headers_say_who_when_and_how_to_stop_it() -> None:
    raw = message(listed("A Paper", 1, "We show it.")).to(ADA)
    found = parsed(raw)
    headers = dict(found.items())
    assert headers["From"] == "Shelf <digest@example.org>"
    assert headers["To"] == "ada@example.org"
    assert headers["Reply-To"] == "keeper@example.org"
    assert headers["Subject"] == "Shelf: 1 paper, 31 October 2025"
    assert parsedate_to_datetime(headers["Date"]) == datetime(2025, 10, 31, tzinfo=UTC)
    assert headers["Message-ID"] == "<2025-10-31.papers.lists.example.org@example.org>"
    assert headers["List-Id"] == "<papers.lists.example.org>"
    assert headers["List-Unsubscribe"] == f"<{NEWSLETTER.unsubscribe}>"
    assert headers["List-Subscribe"] == "<mailto:join@lists.example.org>"
    assert headers["List-Archive"] == "<https://example.org/shelf/digests/>"
    assert "List-Unsubscribe-Post" not in headers
    # As it is: no program looks for an address in what is encoded.
    assert f"\r\nList-Unsubscribe: <{NEWSLETTER.unsubscribe}>\r\n".encode() in raw
    assert len(found.items()) == len(headers)
    assert [part.get_content_type() for part in found.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_the_same_content_makes_the_same_bytes_and_a_trial_is_another_message() -> None:
    one, other = message(listed("A", 1, "We show it.")), message(listed("A", 1, "We show it."))
    assert one.to(ADA) == other.to(ADA)
    trial, changed = one.trial(), message(listed("B", 1, "We show it.")).trial()
    assert trial.subject == "Trial: Shelf: 1 paper, 31 October 2025"
    assert len({one.message_id, trial.message_id, changed.message_id}) == 3
    parsed(trial.to(ADA))


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_no_title_becomes_a_header_an_element_or_a_line_of_smtp(title: str) -> None:
    hostile = listed(title, 1, title, title, authors=(title, title), venue=title, note=title, featured=True)
    raw = message(hostile, listed("Plain", 2), title=title[:60] or "Shelf").to(ADA)
    found = parsed(raw)
    assert set(found.keys()) == set(parsed(message(listed("A", 1)).to(ADA)).keys())
    assert found["To"] == "ada@example.org"
    assert len(raw) < LARGEST_MESSAGE
    assert all(len(line) <= 998 and line.isascii() for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    page = Page(html_of(found))
    assert {"script", "img", "link", "iframe", "form", "input"}.isdisjoint(page.tags)
    assert {name for name, _ in page.attributes}.isdisjoint({"src", "background", "srcset", "onload", "onerror"})
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", (page.words + plain_of(found)).replace("\r\n", "\n"))


def plain_of(found: object) -> str:
    return str(found.get_body(("plain",)).get_content())  # type: ignore[attr-defined] # a message


def html_of(found: object) -> str:
    return str(found.get_body(("html",)).get_content())  # type: ignore[attr-defined] # a message


@pytest.mark.parametrize(("letter", "least"), [("a", 60), ("é", 50), ("字", 30), ("😀", 20)])
@pytest.mark.parametrize("count", [0, 1, 60, 300])
def test_no_letter_is_so_large_that_it_is_cut_off(letter: str, least: int, count: int) -> None:
    papers = [listed(f"{number} {letter * 70}", number, f"{letter * 9} " * 200) for number in range(1, count + 1)]
    made = message(*papers)
    raw = made.to(ADA)
    assert len(raw) < LARGEST_MESSAGE
    linked = made.plain.count(f"{ROOT}papers/")
    more = re.search("And ([0-9,]+) more", made.plain)
    assert linked + (int(more[1]) if more else 0) == count
    assert linked >= min(count, least)


def test_featured_papers_are_first_then_topics_and_the_ten_best_are_in_full() -> None:
    def of(number: int, slug: str | None, **facts: object) -> Paper:
        topics = (Assignment(Slug(slug), ()),) if slug else ()
        return listed(f"Paper {number}", number, f"Abstract {number}.", topics=topics, **facts)

    papers = [
        *(of(number, "proofs" if number % 2 else "agents") for number in range(1, 13)),
        of(13, None, upvotes=3),
        of(14, "proofs", featured=True, note="Read it for the lemma."),
        of(15, "proofs", featured=True, stage=Stage.RETRACTED, note="No more."),
    ]
    text = message(*papers).plain
    heads = re.findall(r"^([A-Z ]+)\n-+$", text, re.M)
    assert heads == ["WORTH YOUR TIME", "PROOFS", "AGENTS", "OTHER PAPERS"]
    assert re.findall(r"Abstract (\d+)\.", text) == ["14", "1", "3", "5", "7", "2", "4", "6", "8", "13"]
    assert re.findall(r"^\* Paper (\d+)", text, re.M) == ["9", "11", "15", "10", "12"]
    assert "Why read it: Read it for the lemma." in text
    assert "This paper was retracted" in text
    assert "No more." not in text


def test_a_letter_loads_nothing_and_every_style_is_inline() -> None:
    links = (Link(LinkKind.ARXIV, "https://arxiv.org/abs/2501.00010"), Link(LinkKind.CODE, "https://x.org/a?b=1&c='d'"))
    made = message(listed("A", 1, "We show it.", links=links), listed("B", 2))
    page = Page(made.html)
    assert "src" not in dict(page.attributes)
    assert not re.search(r"url\(|@import|@font-face", made.html)
    urls = {value for name, value in page.attributes if name == "href"}
    assert urls == {
        ROOT,
        f"{ROOT}digests/2025-10-31/",
        f"{ROOT}papers/paper-1/",
        f"{ROOT}subscribe/",
        "https://arxiv.org/abs/2501.00010",
        "https://x.org/a?b=1&c=%27d%27",
        NEWSLETTER.unsubscribe,
    } | {f"{ROOT}papers/paper-2/"}
    for tag in ("h1", "h2", "h3", "p", "a"):
        assert not re.search(rf"<{tag}(?![^>]*style=)[ >]", made.html)
    assert "prefers-color-scheme:dark" in made.html


def test_without_settings_it_is_from_nobody() -> None:
    headers = parsed(message(listed("A", 1), newsletter=None).to(None))
    assert headers["From"] == "Shelf <nobody@papershelf.invalid>"
    assert headers["List-Unsubscribe"] is None


def test_a_name_with_signs_of_the_syntax_stays_a_name() -> None:
    headers = parsed(message(listed("A", 1), title='Müller, "Shelf" <eve@example.org>').to(ADA))
    (sender,) = headers["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ('Müller, "Shelf" <eve@example.org>', "digest@example.org")
