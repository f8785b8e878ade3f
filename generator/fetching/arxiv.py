"""Queries arXiv: searches, and metadata for a list of ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.digests.arxiv_atom import ArxivFeed, read_feed
from generator.fetching.client import ATOM, Client, FetchError, Limits
from generator.model.problem import errors

ARXIV_LIMITS = Limits(between=3.0)
"""One request every three seconds, on one connection (https://info.arxiv.org/help/api/tou.html)."""
IDS_PER_REQUEST = 100
"""An address has room for a few more ids than this."""
_TRIES = 3
"""When arXiv is busy, it reports papers but returns none; a moment later it returns them."""


def ask(arxiv: str, client: Client, query: Mapping[str, str]) -> tuple[bytes, ArxivFeed]:
    """The response to a query, raw and parsed. ``arxiv`` is the address of the service.

    Raises ``FetchError`` for an error of arXiv, an unknown format, or a response without the papers that it counts.
    """
    address = f"{arxiv.rstrip('/')}/api/query"
    for _ in range(_TRIES):
        body = client.get(address, ATOM, query)
        feed = _read(body)
        if feed.entries or not feed.total:
            break
    if feed.error is not None:
        raise FetchError(f"{address}: arXiv says: {feed.error[:200]} (query: {dict(query)})")
    wrong = errors(feed.problems)
    if wrong and not feed.papers:
        raise FetchError(f"{address}: {wrong[0].message}; the response format has changed")
    if feed.total and not feed.entries:
        # It must not be taken for a search without results.
        raise FetchError(f"{address}: arXiv reports {feed.total} papers but returned none; try again later")
    return body, feed


def papers_of(arxiv: str, client: Client, ids: Sequence[str]) -> bytes:
    """One feed with the papers of a list of ids, without those that arXiv does not know."""
    responses: list[bytes] = []
    count = 0
    for start in range(0, len(ids), IDS_PER_REQUEST):
        some = ids[start : start + IDS_PER_REQUEST]
        # Without max_results, arXiv returns ten.
        body, feed = ask(arxiv, client, {"id_list": ",".join(some), "max_results": str(len(some))})
        responses += [body] if feed.papers else []
        count += len(feed.papers)
    if not responses:
        raise FetchError(f"{arxiv}: arXiv knows none of the {len(ids)} ids")
    whole = _joined(responses)
    if len(_read(whole).papers) != count:
        raise FetchError(f"{arxiv}: expected responses that combine into one feed; the response format has changed")
    return whole


def _read(body: bytes) -> ArxivFeed:
    return read_feed("response", body.decode("utf-8", "replace"))


def _joined(responses: Sequence[bytes]) -> bytes:
    """The first response, with the entries of the others appended."""
    first, *others = responses
    head, end, tail = first.rpartition(b"</feed>")
    entries = [b"".join(body.partition(b"<entry")[1:]).rpartition(b"</feed>")[0] for body in others]
    return head + b"".join(entries) + end + tail
