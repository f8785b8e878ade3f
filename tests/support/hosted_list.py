"""A reading list on a code host, with the services that its workflows ask."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from support.builders import SITE
from support.services import Reply, Request, as_json, playing
from support.workflows import BRANCH, Hub, Run

from generator.catalogue.permalink_list import PERMALINKS_FILE, permalinks_text
from generator.model.permalink import Owner, Permalink
from generator.model.problem import Place

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (f"2025-10-{day}" for day in range(27, 32))
NEXT_TUESDAY = "2025-11-04"
OPEN_TO_MAIN = f"{SITE}updates:\n  to: main\n"
"""Settings of a list whose digests go straight to its branch main."""
READERS = "papers@lists.example.org"
NEWSLETTER = f"""\
newsletter:
  from: digest@example.org
  list: {READERS}
  unsubscribe: https://lists.example.org/leave
"""
"""Settings of a list that is sent by e-mail."""

_RIVERS = Owner(("arxiv:2510.00027",), "The Shape of Rivers")
_PERMALINKS = permalinks_text(
    Permalink(address, Place(PERMALINKS_FILE), owner)
    for address, owner in (
        ("digests/2025-10-27", Owner()),
        ("papers/the-shape-of-rivers", _RIVERS),
        ("topics/shapes", Owner()),
    )
)
_TOPIC = "title: Shapes\narea: theory\nscope: Whatever has a shape.\nrules: [{any: [shape]}]\n"

DailyPaper = dict[str, Any]
"""A paper as the service lists it."""


def daily_paper(number: int, title: str, day: str, *authors: str) -> DailyPaper:
    """A paper of a day."""
    return {
        "paper": {
            "id": f"2510.{number:05}",
            "title": title,
            "summary": f"We study {title.lower()} on data of many kinds, and show that it holds for all of them.",
            "authors": [{"name": name, "hidden": False} for name in authors],
            "publishedAt": f"{day}T10:00:00.000Z",
            "upvotes": 3,
        },
        "publishedAt": f"{day}T12:00:00.000Z",
        "title": title,
        "numComments": 1,
    }


def daily_papers(number: int, day: str) -> list[DailyPaper]:
    """A day with one paper."""
    words = {27: "Rivers", 28: "Mountains", 29: "Forests", 30: "Deserts", 31: "Glaciers"}
    return [daily_paper(number, f"The Shape of {words.get(number, number)}", day, "Ada Lovelace", "Emmy Noether")]


def _feed(paper: DailyPaper) -> Reply:
    entry = (
        f"<entry><id>http://arxiv.org/abs/{paper['id']}v1</id><title>{escape(paper['title'])}</title>"
        f"<published>{paper['publishedAt']}</published><summary>{escape(paper['summary'])}</summary>"
        "<author><name>Ada Lovelace</name></author></entry>"
    )
    return Reply(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode(), kind="application/atom+xml")


def _week() -> dict[str, list[DailyPaper]]:
    return {f"2025-10-{day}": daily_papers(day, f"2025-10-{day}") for day in range(27, 32)}


@dataclass(slots=True)
class HostedList:
    """A list whose Monday is published already; the other days of the week wait to be fetched."""

    hub: Hub
    days: dict[str, list[DailyPaper]] = field(default_factory=_week)
    """What the service lists on which day."""
    user_agents: list[str] = field(default_factory=list)
    """Of all requests to the services."""

    @classmethod
    def make(cls, folder: Path, python: str) -> HostedList:
        """A new list; ``python`` is the command that runs Python on the host's machines."""
        content = {
            "content/site.yml": SITE,
            "content/topics/shapes.yml": _TOPIC,
            "content/permalinks.txt": _PERMALINKS,
            "content/pages/about/index.md": "# About\n\nA list for tests.\n",
            f"content/digests/{MONDAY}.json": json.dumps(_week()[MONDAY]),
        }
        return cls(Hub.make(folder, content, python=python))

    @contextlib.contextmanager
    def with_services(self) -> Iterator[HostedList]:
        """Run the services that the list asks."""
        with playing(self._answer) as service:
            self.hub.environment = {
                f"PAPERSHELF_{name}": service.address for name in ("HUGGING_FACE", "ARXIV", "CROSSREF")
            }
            yield self

    def _answer(self, request: Request) -> Reply:
        self.user_agents.append(request.headers["User-Agent"])
        if request.path == "/api/daily_papers":
            return as_json(self.days.get(request.query["date"], []))
        # arXiv knows the authors of all papers, and Hugging Face nothing more.
        papers = {item["paper"]["id"]: item["paper"] for items in self.days.values() for item in items}
        paper = papers.get(request.query.get("id_list", ""))
        return _feed(paper) if paper else Reply(b"{}", status=404)

    def digest(self, today: str) -> Run:
        """Run the workflow that fetches new digests."""
        return self.hub.run("digest.yml", PAPERSHELF_TODAY=today)

    def publish(self) -> Run:
        """Run the workflow that publishes the site."""
        return self.hub.run("publish.yml")

    def check_freshness(self, today: str) -> Run:
        """Run the workflow that watches the age of the newest digest."""
        return self.hub.run("freshness.yml", PAPERSHELF_TODAY=today)

    def curate(self) -> None:
        """Somebody adds a note on the branch of the pull request."""
        self.hub.git("fetch", "--quiet", "origin")
        self.hub.git("checkout", "--quiet", "--detach", f"origin/{BRANCH}")
        self.hub.write("content/papers/the-shape-of-deserts.yml", "note: Read it for the sand in chapter two.\n")
        self.hub.commit("Say why", BRANCH)
        self.hub.git("checkout", "--quiet", "main")

    def add_page(self) -> None:
        """Somebody adds a page by hand on main."""
        self.hub.write("content/pages/about/more.md", "# More\n\nWords.\n")
        self.hub.commit("Say more")

    @property
    def pulls(self) -> list[Any]:
        """Pull requests, but those of strangers."""
        return [pull for pull in self.hub.state["pulls"] if not pull["isCrossRepository"]]

    @property
    def commits(self) -> list[str]:
        """Commits on the branch of the pull request."""
        return self.hub.git("log", "--format=%s by %an", BRANCH, folder=self.hub.remote).split("\n")


MakeList = Callable[..., HostedList]
"""Makes a list: its settings, its name on the host, what was run ``before``, and further files by their paths."""
