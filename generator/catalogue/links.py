"""The addresses of a paper: what each leads to, in order and without repetition."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, quote_plus, urlsplit

from generator.model.curation import Link, LinkKind
from generator.model.identity import arxiv_id
from generator.model.problem import Place

_CODE_HOSTS = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com"})
_PAPER_HOSTS = frozenset({"doi.org", "openreview.net", "aclanthology.org", "proceedings.mlr.press"})
_DATASET_HOSTS = frozenset({"zenodo.org", "kaggle.com", "physionet.org"})
_HUB_FOLDERS = {"datasets": LinkKind.DATASET, "spaces": LinkKind.DEMO, "papers": LinkKind.PAPER}
_VIDEOS = (".mp4", ".webm", ".mov", ".qt", ".m4v")
_IN_A_DOI = "/:;()._-~"
"""Punctuation that addresses of DOIs usually show as it is."""
_ORDER = {kind: position for position, kind in enumerate(LinkKind)}


def link_kind_of(url: str) -> LinkKind:
    """What an address leads to, by its host and the first part of its path."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    folders = [part for part in parts.path.split("/") if part]
    if host in _CODE_HOSTS:
        return LinkKind.CODE
    if host == "huggingface.co":
        return _HUB_FOLDERS.get(folders[0] if folders else "", LinkKind.MODEL)
    if arxiv_id(url) or host in _PAPER_HOSTS:
        return LinkKind.PAPER
    return LinkKind.DATASET if host in _DATASET_HOSTS else LinkKind.PROJECT


def arxiv_links(arxiv: str, *, is_on_hugging_face: bool = True) -> tuple[Link, ...]:
    """Where a paper with this arXiv id can be read, and where it is discussed if Hugging Face listed it.

    Of other papers Hugging Face may have no page.
    """
    links = (
        Link(LinkKind.ARXIV, f"https://arxiv.org/abs/{arxiv}"),
        Link(LinkKind.PDF, f"https://arxiv.org/pdf/{arxiv}"),
    )
    discussion = Link(LinkKind.HUGGING_FACE, f"https://huggingface.co/papers/{arxiv}")
    return (*links, discussion) if is_on_hugging_face else links


def media_links(addresses: Iterable[str], place: Place) -> list[Link]:
    """The first picture and the first video: they are linked, because a page loads nothing from elsewhere."""
    first: dict[LinkKind, Link] = {}
    for url in addresses:
        kind = LinkKind.VIDEO if urlsplit(url).path.lower().endswith(_VIDEOS) else LinkKind.PICTURE
        first.setdefault(kind, Link(kind, url, place))
    return list(first.values())


def doi_link(doi: str) -> Link:
    """The published version. A DOI can hold any character (https://www.doi.org/doi-handbook/HTML/doi-name.html)."""
    return Link(LinkKind.DOI, f"https://doi.org/{quote(doi, safe=_IN_A_DOI)}")


def openreview_links(openreview: str, *, with_pdf: bool) -> list[Link]:
    """Where a paper is reviewed, and its PDF, if no other is known."""
    pdf = [Link(LinkKind.PDF, f"https://openreview.net/pdf?id={openreview}")] if with_pdf else []
    return [*pdf, Link(LinkKind.OPENREVIEW, f"https://openreview.net/forum?id={openreview}")]


def acl_links(acl: str, *, with_pdf: bool) -> list[Link]:
    """A paper in the ACL Anthology, and its PDF, if no other is known."""
    pdf = [Link(LinkKind.PDF, f"https://aclanthology.org/{acl}.pdf")] if with_pdf else []
    return [*pdf, Link(LinkKind.ACL, f"https://aclanthology.org/{acl}/")]


def search_link(title: str) -> Link:
    """A search for a paper whose id is not known yet."""
    return Link(LinkKind.SEARCH, f"https://arxiv.org/search/?searchtype=title&query={quote_plus(title)}")


def arranged(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links in the order of their kinds; of equal addresses the first."""
    links = tuple(links)
    if len(links) == 1:
        # A search alone, as long as the paper's id is not known.
        return links
    first: dict[str, Link] = {}
    for link in links:
        first.setdefault(_key(link.url), link)
    return tuple(sorted(first.values(), key=lambda link: _ORDER[link.kind]))


def _key(url: str) -> str:
    """Equal for addresses that differ only in spelling."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/").removesuffix(".git")
    host = "doi.org" if host == "dx.doi.org" else host
    if host in _CODE_HOSTS or host in ("huggingface.co", "doi.org"):
        path = path.casefold()
    return f"{host}{path}?{parts.query}#{parts.fragment}"
