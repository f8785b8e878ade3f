"""Writes pages of papers as Hugging Face lays them out, and as tools turn them into Markdown.

A layout says what a page shows and in which order; a tool says how that looks in a file. Both are
made from papers that a test knows, so that what a reader finds can be compared with what was there.
"""

from __future__ import annotations

import html
import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st
from support.scrape_writer import paragraphs, titles

from generator.model.identity import title_key

HOST = "https://huggingface.co"


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper as its page knows it."""

    arxiv: str
    title: str
    abstract: tuple[str, ...]
    published: date
    comments: int | None = None
    upvotes: int | None = None
    authors: tuple[str, ...] = ()
    organisation: tuple[str, str] | None = None
    """Handle and name."""
    submitter: str | None = None
    code: tuple[str, int] | None = None
    """Address and stars."""
    summary: str | None = None

    @property
    def url(self) -> str:
        return f"{HOST}/papers/{self.arxiv}"


# --- what a page shows -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page: what kind, what it says, where it leads."""

    kind: str
    """heading, prose, link, item, picture, line (of parts), text, rule."""
    text: str = ""
    url: str | None = None
    parts: tuple[Part, ...] = ()


def day_page(papers: list[Shown], day: date) -> Iterator[Part]:
    """The papers of a day: no abstracts, no dates."""
    yield from _top("Daily Papers")
    yield Part("text", f"{day:%b} {day.day}")
    for paper in papers:
        yield Part("picture", "", paper.url)
        yield from _submitted(paper)
        yield _votes(paper)
        yield Part("heading", paper.title, paper.url)
        yield Part("item", f"{len(paper.authors)} authors", paper.url)
        if paper.comments:
            yield Part("link", str(paper.comments), f"{paper.url}#community")
    yield from _bottom()


def search_page(papers: list[Shown], day: date) -> Iterator[Part]:
    """What a search finds: abstracts, and who and when below."""
    yield from _top("Daily Papers")
    yield Part("text", f"{day:%b} {day.day}")
    for paper in papers:
        yield _votes(paper)
        yield Part("heading", paper.title, paper.url)
        for paragraph in paper.abstract:
            yield Part("prose", paragraph, paper.url)
        yield _who(paper, paper.url)
        yield Part("text", "·")
        comments = (Part("link", str(paper.comments), f"{paper.url}#community"),) if paper.comments else ()
        yield Part("line", parts=(Part("text", _day(paper.published, day)), *comments))
    yield from _bottom()


def trending_page(papers: list[Shown], day: date, copies: int = 2) -> Iterator[Part]:
    """What is read most: each card for phones and for desks."""
    yield from _top("Trending Papers")
    for paper in papers:
        for copy in range(copies):
            yield Part("picture", "", paper.url)
            yield from _submitted(paper)
            yield Part("heading", paper.title, paper.url)
            for paragraph in (paper.summary,) if paper.summary else paper.abstract:
                yield Part("text", paragraph)
            published = f"{paper.published:%b} {paper.published.day}, {paper.published.year}"
            date_shown = Part("text", published if copy else f"Published on {published}")
            yield Part("line", parts=(_who(paper, None), Part("text", "·"), date_shown))
            yield Part("stacked", f"Upvote\n\n{_number(paper)}", f"{HOST}/login?next=%2Fpapers%2F{paper.arxiv}")
            buttons = [Part("link", "arXiv Page", f"https://arxiv.org/abs/{paper.arxiv}")]
            if paper.code:
                buttons.insert(0, Part("link", f"GitHub {_in_short(paper.code[1])}", paper.code[0]))
            yield Part("line", parts=tuple(buttons))
    yield from _bottom()


def paper_page(paper: Shown, others: list[Shown]) -> Iterator[Part]:
    """The page of one paper, with comments that name other papers."""
    yield Part("link", "Papers", f"{HOST}/papers")
    yield Part("text", f"arxiv:{paper.arxiv}")
    yield Part("title", paper.title)
    yield Part("text", f"Published on {paper.published:%b} {paper.published.day}, {paper.published.year}")
    if paper.submitter:
        yield Part(
            "line", parts=(Part("text", "Submitted by"), Part("link", paper.submitter, f"{HOST}/{paper.submitter}"))
        )
    yield Part("stacked", f"Upvote\n\n{_number(paper)}", f"{HOST}/login?next=%2Fpapers%2F{paper.arxiv}")
    yield Part("text", "Authors:")
    for name in paper.authors:
        yield Part("line", parts=(Part("link", name, f"{HOST}/papers?q={name.replace(' ', '+')}"), Part("text", ",")))
    yield Part("section", "Abstract")
    if paper.summary:
        yield Part("text", "AI-generated summary")
        yield Part("text", paper.summary)
    for paragraph in paper.abstract:
        yield Part("text", paragraph)
    yield Part(
        "line",
        parts=(
            Part("link", "View arXiv page", f"https://arxiv.org/abs/{paper.arxiv}"),
            Part("link", "View PDF", f"https://arxiv.org/pdf/{paper.arxiv}"),
        ),
    )
    yield Part("heading", "Community", None)
    yield Part("text", "This is an automated message. I found the following papers similar to this paper.")
    for other in others:
        yield Part("item", other.title, other.url)
    yield Part("heading", "Models citing this paper 3", None)
    yield Part("heading", "Some/Model-7B", f"{HOST}/Some/Model-7B")


def _top(name: str) -> Iterator[Part]:
    for word in ("Models", "Datasets", "Spaces", "Docs", "Pricing"):
        yield Part("item", word, f"{HOST}/{word.lower()}")
    yield Part("text", "new")
    yield Part("text", "Get trending papers in your email inbox once a day!")
    yield Part("text", "Get trending papers in your email inbox!")
    yield Part("link", "Subscribe", f"{HOST}/login?next=%2Fpapers")
    yield Part("title", name)
    yield Part(
        "line",
        parts=(Part("text", "by"), Part("link", "AK", f"{HOST}/akhaliq"), Part("text", "and the research community")),
    )


def _bottom() -> Iterator[Part]:
    yield Part("link", "Previous", f"{HOST}/papers?date=2025-01-01")
    yield Part("link", "Next", f"{HOST}/papers?date=2025-01-02")
    for word in ("TOS", "Privacy", "About", "Careers", "Models", "Pricing"):
        yield Part("item", word, f"{HOST}/{word.lower()}")


def _submitted(paper: Shown) -> Iterator[Part]:
    if paper.submitter:
        yield Part("text", "Submitted by")
        yield Part("avatar", paper.submitter)


def _votes(paper: Shown) -> Part:
    return Part("stacked", _number(paper), f"{HOST}/login?next=%2Fpapers%2F{paper.arxiv}")


def _number(paper: Shown) -> str:
    return "-" if paper.upvotes is None else str(paper.upvotes)


def _who(paper: Shown, url: str | None) -> Part:
    if paper.organisation:
        handle, name = paper.organisation
        return Part("account", name, f"{HOST}/{handle}")
    return Part("item", f"{len(paper.authors)} authors", url)


def _day(published: date, day: date) -> str:
    year = "" if published.year == day.year else f", {published.year}"
    return f"{published:%b} {published.day}{year}"


def _in_short(number: int) -> str:
    return str(number) if number < 1000 else f"{number / 1000:.3g}k"


# --- how a tool writes it --------------------------------------------------------------------


@dataclass(slots=True)
class Tool:
    """How a tool writes Markdown."""

    links: str = "inline"
    """inline, numbered, lost (numbered, without their list), escaped, apart."""
    width: int | None = None
    newline: str = "\n"
    gap: str = "\n\n"
    """What stands between two parts."""
    pictures: str = "markdown"
    """markdown, words, none."""
    marks_items: bool = True
    preamble: str = ""
    underlines: bool = False
    """Are the highest headings underlined?"""
    list: list[str] = field(default_factory=list)

    def write(self, parts: Iterator[Part]) -> str:
        self.list.clear()
        text = self.preamble + self.gap.join(found for part in parts if (found := self._part(part))) + "\n"
        if self.links == "numbered":
            text += "\n" + "\n".join(f"[{number}]: {url}" for number, url in enumerate(self.list, start=1)) + "\n"
        return text.replace("\n", self.newline)

    def _part(self, part: Part) -> str:  # noqa: PLR0911, PLR0912 - one line for each kind
        match part.kind:
            case "heading":
                return "### " + (self._link(self._wrapped(part.text), part.url) if part.url else part.text)
            case "title":
                return f"{part.text}\n{'=' * len(part.text)}" if self.underlines else f"# {part.text}"
            case "section":
                return f"## {part.text}"
            case "prose":
                return self._block(self._wrapped(part.text), part.url)
            case "stacked":
                return self._block(part.text, part.url)
            case "item":
                text = f"- {part.text}" if self.marks_items else part.text
                if part.url and self.links in ("numbered", "lost"):
                    return self._block(f"* {part.text}", part.url)
                return ("- " if self.marks_items else "") + self._link(part.text, part.url) if part.url else text
            case "account":
                return self._link(self._picture(part.url.rpartition("/")[2] if part.url else "") + part.text, part.url)
            case "avatar":
                picture = self._picture("")
                return f"{picture}\n\n{part.text}" if picture else part.text
            case "picture":
                picture = self._picture("")
                return self._link(picture.strip(), part.url) if picture else ""
            case "line":
                return " ".join(self._part(one) for one in part.parts)
            case "link":
                return self._link(part.text, part.url)
            case _:
                return self._wrapped(part.text)

    def _picture(self, alt: str) -> str:
        if self.pictures == "markdown":
            return f"![{alt}](https://cdn-avatars.example.org/{alt or 'a'}.png) "
        return f"[{alt or 'Image'}] " if self.pictures == "words" else ""

    def _wrapped(self, text: str) -> str:
        return textwrap.fill(text, self.width, break_on_hyphens=False, break_long_words=False) if self.width else text

    def _target(self, url: str | None) -> str:
        if self.links not in ("numbered", "lost"):
            return f"({url})"
        self.list.append(url or "")
        return f"[{len(self.list)}]"

    def _link(self, text: str, url: str | None) -> str:
        between = "\n\n" if self.links == "apart" else ""
        return f"[{text}]{between}{self._target(url)}"

    def _block(self, text: str, url: str | None) -> str:
        """A link around lines."""
        if self.links in ("numbered", "lost"):
            space = "\n" if len(text) > 100 else ""
            return f"[\n{space}{text}\n{space}]{self._target(url)}"
        if self.links == "escaped":
            lines = "\\\n\\\n".join(text.replace("\n\n", "\n").split("\n"))
            return f"[{lines}]{self._target(url)}"
        return self._link(text, url)


def write_html(parts: Iterator[Part], data: object = None) -> str:
    """The page as HTML, with its data if there is any."""
    body = "\n".join(_element(part) for part in parts)
    props = html.escape(json.dumps(data)) if data is not None else "{}"
    return (
        f"<!doctype html>\n<html><head><title>Papers</title><script>var a = '<h3>no paper</h3>';</script></head>\n"
        f'<body><div class="SVELTE_HYDRATER contents" data-target="DailyPapers" data-props="{props}">\n{body}\n'
        "</div></body></html>\n"
    )


def _element(part: Part) -> str:  # noqa: PLR0911 - one line for each kind
    text = html.escape(part.text)
    url = html.escape(part.url or "").replace(HOST, "")
    match part.kind:
        case "heading":
            return f'<h3 class="a"><a href="{url}">{text}</a></h3>' if part.url else f"<h3>{text}</h3>"
        case "title":
            return f"<h1>{text}</h1>"
        case "section":
            return f"<h2>{text}</h2>"
        case "prose":
            return f'<a href="{url}"><p class="line-clamp-2">{text}</p></a>'
        case "stacked":
            inner = "".join(f"<div>{one}</div>" for one in text.split("\n\n"))
            return f'<a href="{url}"><div><input disabled type="checkbox"><svg><path d="1"/></svg>{inner}</div></a>'
        case "item":
            inner = f'<a href="{url}">{text}</a>' if part.url else text
            return f"<ul><li>{inner}</li></ul>"
        case "account":
            return f'<a href="{url}"><img alt="" src="/a.png"><span>{text}</span></a>'
        case "picture":
            return f'<article><a href="{url}"><img src="/a.png" alt=""></a></article>'
        case "avatar":
            return f'<div><img alt="" src="/a.png">{text}</div>'
        case "line":
            return f"<div>{' '.join(_element(one) for one in part.parts)}</div>"
        case "link":
            return f'<a href="{url}">{text}</a>'
        case _:
            return f"<div>{text}</div>"


def as_data(papers: list[Shown], day: date) -> dict[str, object]:
    """The papers as the page's data has them."""
    return {"date": f"{day.isoformat()}T00:00:00.000Z", "dailyPapers": [_item(paper) for paper in papers]}


def _item(paper: Shown) -> dict[str, object]:
    inner: dict[str, object] = {
        "id": paper.arxiv,
        "authors": [{"_id": "1", "name": name, "hidden": False} for name in paper.authors],
        "publishedAt": f"{paper.published.isoformat()}T17:54:27.000Z",
        "title": textwrap.fill(paper.title, 70, subsequent_indent="  ", break_on_hyphens=False),
        "summary": "\n  ".join(textwrap.fill(one, 79, break_on_hyphens=False) for one in paper.abstract),
        "upvotes": paper.upvotes or 0,
    }
    if paper.summary:
        inner |= {"ai_summary": paper.summary, "ai_keywords": ["keyword one", "keyword two"]}
    if paper.code:
        inner |= {"githubRepo": paper.code[0], "githubStars": paper.code[1]}
    if paper.organisation:
        handle, name = paper.organisation
        inner |= {"organization": {"name": handle, "fullname": name}}
    outer: dict[str, object] = {"paper": inner, "title": paper.title, "numComments": paper.comments or 0}
    if paper.submitter:
        outer["submittedBy"] = {"name": paper.submitter, "fullname": paper.submitter.title(), "type": "user"}
    return outer


# --- what hypothesis makes of it -------------------------------------------------------------

_NAMES = st.sampled_from(["Ada Lovelace", "Émilie du Châtelet", "Kurt Gödel", "Chien-Shiung Wu", "Li Wei", "A. Turing"])


@st.composite
def shown(draw: st.DrawFn, day: date) -> Shown:
    organisation = st.sampled_from([("google", "Google"), ("THU-KEG", "Knowledge Engineering Group"), ("Qwen", "Qwen")])
    stars = st.integers(0, 999) | st.integers(1, 99).map(lambda number: number * 1000)
    return Shown(
        arxiv=f"{draw(st.integers(15, 29)):02d}{draw(st.integers(1, 12)):02d}.{draw(st.integers(0, 99999)):05d}",
        title=draw(titles()),
        abstract=tuple(draw(st.lists(paragraphs(), min_size=1, max_size=2))),
        published=day - timedelta(days=draw(st.integers(0, 2000))),
        comments=draw(st.none() | st.integers(1, 999)),
        upvotes=draw(st.none() | st.integers(0, 5000)),
        authors=tuple(draw(st.lists(_NAMES, min_size=1, max_size=6, unique=True))),
        organisation=draw(st.none() | organisation),
        submitter=draw(st.none() | st.sampled_from(["akhaliq", "vvasilev", "Le0jc", "taesiri"])),
        code=draw(st.none() | st.tuples(st.just("https://github.com/some-lab/some.code"), stars)),
        summary=draw(st.none() | st.just("A framework for agents improves reasoning, and lowers the cost of search.")),
    )


def lists_of_shown(day: date) -> st.SearchStrategy[list[Shown]]:
    return st.lists(
        shown(day), min_size=1, max_size=5, unique_by=(lambda one: title_key(one.title), lambda one: one.arxiv)
    )


PREAMBLES = (
    "",
    "Title: Daily Papers - Hugging Face\n\nURL Source: https://huggingface.co/papers\n\nMarkdown Content:\n",
    "# Web source\n\n- URL: https://huggingface.co/papers\n- Captured (UTC): 2025-10-31T16:31:22+00:00\n\n```text\n",
    "---\ntitle: Daily Papers\nsource: https://huggingface.co/papers\n---\n\n",
)


def tools() -> st.SearchStrategy[Tool]:
    return st.builds(
        Tool,
        links=st.sampled_from(["inline", "numbered", "lost", "escaped", "apart"]),
        width=st.sampled_from([None, 80, 120]),
        newline=st.sampled_from(["\n", "\r\n"]),
        gap=st.sampled_from(["\n\n", "\n\n\n"]),
        pictures=st.sampled_from(["markdown", "words", "none"]),
        marks_items=st.booleans(),
        preamble=st.sampled_from(PREAMBLES),
        underlines=st.booleans(),
    )
