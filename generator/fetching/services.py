"""Queries the two services, Hugging Face and arXiv, for a title or an id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from generator.catalogue.links import link_kind_of
from generator.digests.arxiv_atom import ArxivPaper
from generator.digests.huggingface.daily_json import read_daily
from generator.fetching import arxiv as arxiv_api
from generator.fetching.client import JSON, Client, FetchError, NotFoundError
from generator.fetching.paper_matching import ServicePaper
from generator.model.curation import LinkKind
from generator.model.digest import Entry
from generator.model.problem import errors
from generator.text.markup import addresses, understand, web_address

_RESULTS = "20"


class Services:
    """The two services, each with its client."""

    def __init__(self, hugging_face: tuple[str, Client], arxiv: tuple[str, Client]) -> None:
        """Each service is given as its address and its client."""
        self.hub, self.hub_client = hugging_face[0].rstrip("/"), hugging_face[1]
        self.arxiv, self.arxiv_client = arxiv[0].rstrip("/"), arxiv[1]

    def search_hub(self, title: str) -> list[ServicePaper]:
        """Papers on Hugging Face that match a title."""
        body = self.hub_client.get(f"{self.hub}/api/papers/search", JSON, {"q": title[:250]})
        return self._of_hub(f"{self.hub}/api/papers/search", body)

    def hub_paper(self, arxiv: str) -> ServicePaper | None:
        """The paper on Hugging Face with an arXiv id."""
        address = f"{self.hub}/api/papers/{arxiv}"
        try:
            papers = self._of_hub(address, self.hub_client.get(address, JSON))
        except NotFoundError:
            return None
        return next((paper for paper in papers if paper.arxiv == arxiv), None)

    def search_arxiv(self, title: str) -> list[ServicePaper]:
        """Papers on arXiv whose titles contain these words in this order."""
        # Other characters have a special meaning in a query, or none.
        words = " ".join(re.findall(r"[^\W_]+", re.sub(r"\\[A-Za-z]+", " ", title)))
        return self._ask_arxiv({"search_query": f'ti:"{words}"', "max_results": _RESULTS}) if words else []

    def arxiv_paper(self, arxiv: str) -> ServicePaper | None:
        """The paper on arXiv with an id."""
        papers = self._ask_arxiv({"id_list": arxiv, "max_results": "1"})
        return next((paper for paper in papers if paper.arxiv == arxiv), None)

    def _of_hub(self, address: str, body: bytes) -> list[ServicePaper]:
        digest, problems = read_daily("response", date.min, None, body.decode("utf-8", "replace"))
        # A card may lack fields, but a response without any paper is an error.
        wrong = [problem for problem in errors(problems) if problem.field in ("file", "paper", "error", "title")]
        if wrong and not digest.entries:
            raise FetchError(f"{address}: {wrong[0].message}; the response format has changed")
        return [_of_entry(entry) for entry in digest.entries if entry.arxiv]

    def _ask_arxiv(self, query: Mapping[str, str]) -> list[ServicePaper]:
        _, feed = arxiv_api.ask(self.arxiv, self.arxiv_client, query)
        return [_of_arxiv(paper) for paper in feed.papers]


def _of_entry(entry: Entry) -> ServicePaper:
    assert entry.arxiv
    code = (entry.code.url,) if entry.code else ()
    abstract = " ".join(entry.abstract)
    return ServicePaper("Hugging Face", entry.arxiv, entry.title, entry.authors, entry.published, abstract, (), code)


def _of_arxiv(paper: ArxivPaper) -> ServicePaper:
    stated = addresses(understand(paper.comment, {})) if paper.comment else []
    code = tuple(url for url in stated if web_address(url, {}) and link_kind_of(url) is LinkKind.CODE)
    abstract = " ".join(paper.abstract)
    return ServicePaper(
        "arXiv", paper.arxiv, paper.title, paper.authors, paper.published, abstract, paper.categories, code
    )
