"""The services that know papers: what Hugging Face and arXiv return for a title or an id, and Crossref beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from generator.catalogue.links import link_kind_of
from generator.digests.arxiv_atom import ArxivPaper
from generator.digests.huggingface.daily_json import read_daily
from generator.fetching.arxiv_api import IDS_PER_QUERY, query_arxiv
from generator.fetching.content_types import JSON_TYPES
from generator.fetching.crossref import Crossref
from generator.fetching.http_client import Client, Failed, Missing
from generator.fetching.paper_match import ServicePaper
from generator.model.curation import LinkKind
from generator.model.digest import Entry
from generator.model.problem import errors
from generator.text.invisible import without_invisible
from generator.text.markup import addresses, understand, web_address

_RESULTS = "20"
_LONGEST_QUERY = 250
"""Characters of a title that Hugging Face is searched for."""
_FORMAT_FIELDS = ("file", "paper", "error", "title")
"""Fields of problems that concern the response itself. What a card lacks makes no difference here."""


class PaperServices:
    """Hugging Face and arXiv, each with its own client, and Crossref where papers beyond arXiv are looked up."""

    def __init__(
        self, hugging_face: tuple[str, Client], arxiv: tuple[str, Client], crossref: Crossref | None = None
    ) -> None:
        """Each of the first two is given as its address and the client for it."""
        self.crossref = crossref
        self.hub, self.hub_client = hugging_face[0].rstrip("/"), hugging_face[1]
        self.arxiv, self.arxiv_client = arxiv[0].rstrip("/"), arxiv[1]
        self.fetched: dict[str, ServicePaper | None] = {}
        """What arXiv said about the ids that it was asked for together."""

    def search_hub(self, title: str) -> list[ServicePaper]:
        """Papers that Hugging Face finds for a title."""
        address = f"{self.hub}/api/papers/search"
        return _read_hub(address, self.hub_client.get(address, JSON_TYPES, {"q": title[:_LONGEST_QUERY]}))

    def hub_paper(self, arxiv: str) -> ServicePaper | None:
        """The paper with an arXiv id on Hugging Face."""
        address = f"{self.hub}/api/papers/{arxiv}"
        try:
            papers = _read_hub(address, self.hub_client.get(address, JSON_TYPES))
        except Missing:
            return None
        return next((paper for paper in papers if paper.arxiv == arxiv), None)

    def search_arxiv(self, title: str) -> list[ServicePaper]:
        """Papers on arXiv whose titles have these words in this order."""
        # Other characters are operators in a query, or are ignored.
        words = " ".join(re.findall(r"[^\W_]+", re.sub(r"\\[A-Za-z]+", " ", title)))
        return self._query_arxiv({"search_query": f'ti:"{words}"', "max_results": _RESULTS}) if words else []

    def arxiv_paper(self, arxiv: str) -> ServicePaper | None:
        """The paper with an id on arXiv."""
        if arxiv in self.fetched:
            return self.fetched[arxiv]
        papers = self._query_arxiv({"id_list": arxiv, "max_results": "1"})
        return next((paper for paper in papers if paper.arxiv == arxiv), None)

    def fetch_arxiv(self, ids: Sequence[str]) -> None:
        """Ask arXiv for many ids in few requests; ``arxiv_paper`` then knows them."""
        for start in range(0, len(ids), IDS_PER_QUERY):
            batch = ids[start : start + IDS_PER_QUERY]
            papers = self._query_arxiv({"id_list": ",".join(batch), "max_results": str(len(batch))})
            by_id = {paper.arxiv: paper for paper in papers}
            self.fetched.update({arxiv: by_id.get(arxiv) for arxiv in batch})

    def _query_arxiv(self, query: Mapping[str, str]) -> list[ServicePaper]:
        _, feed = query_arxiv(self.arxiv, self.arxiv_client, query)
        return [_of_arxiv(paper) for paper in feed.papers]


def _read_hub(address: str, body: bytes) -> list[ServicePaper]:
    digest, problems = read_daily("response", date.min, None, body.decode("utf-8", "replace"))
    faults = [problem for problem in errors(problems) if problem.field in _FORMAT_FIELDS]
    if faults and not digest.entries:
        raise Failed(f"{address}: {faults[0].message}; the response format has changed")
    return [_of_entry(entry) for entry in digest.entries if entry.arxiv]


def _of_entry(entry: Entry) -> ServicePaper:
    assert entry.arxiv
    code = (entry.code.url,) if entry.code else ()
    abstract = " ".join(entry.abstract)
    return ServicePaper("Hugging Face", entry.arxiv, entry.title, entry.authors, entry.published, abstract, (), code)


def _of_arxiv(paper: ArxivPaper) -> ServicePaper:
    stated = addresses(understand(paper.comment, {})) if paper.comment else []
    code = tuple(url for url in stated if web_address(url, {}) and link_kind_of(url) is LinkKind.CODE)
    abstract = " ".join(map(without_invisible, paper.abstract))
    authors = tuple(map(without_invisible, paper.authors))
    title, known = without_invisible(paper.title), authors if all(map(str.strip, authors)) else ()
    return ServicePaper("arXiv", paper.arxiv, title, known, paper.published, abstract, paper.categories, code)
