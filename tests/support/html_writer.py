"""Writes the pages of ``page_writer`` as HTML, with the data that Hugging Face puts into them."""

from __future__ import annotations

import html
import json
import textwrap
from collections.abc import Iterator
from datetime import date

from support.page_writer import HOST, Part, Shown


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
            inner = "".join(f"<div>{inner_part}</div>" for inner_part in text.split("\n\n"))
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
            return f"<div>{' '.join(_element(inner_part) for inner_part in part.parts)}</div>"
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
        "summary": "\n  ".join(textwrap.fill(paragraph, 79, break_on_hyphens=False) for paragraph in paper.abstract),
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
